//! People who use the workspace.

use super::Bench;
use steward_desk::Surface;
use steward_desk::wire::ErrorCode;

#[tokio::test]
async fn the_first_is_administrator_and_the_next_are_observers() {
    let bench = Bench::new().await;
    bench.sit("omar", Surface::Window).await;
    bench.sit("ines", Surface::Window).await;
    let list = bench.desk.operators().await.unwrap();
    let seen: Vec<(&str, &str, bool)> =
        list.iter().map(|x| (x.name.as_str(), x.roles[0].as_str(), x.present)).collect();
    assert_eq!(seen, [("ines", "administrator", true), ("omar", "observer", false)]);
    assert!(list.iter().all(|x| x.id.starts_with("op-") && !x.id.contains(&x.name)));
    let joined = bench.desk.entries(None, 10).await.unwrap();
    assert_eq!(joined.len(), 2);
    assert!(joined.iter().all(|entry| entry.operation == "operator.join" && !entry.detail.contains("omar")));
}

#[tokio::test]
async fn of_many_who_come_first_at_once_one_is_administrator() {
    let folder = tempfile::tempdir().unwrap();
    let clock = std::sync::Arc::new(std::sync::Mutex::new(super::NOW.parse().unwrap()));
    let sit = |user: &'static str| {
        let options = super::options(folder.path(), user, Surface::Cli, &clock);
        tokio::spawn(steward_desk::Desk::open(options))
    };
    let tasks = ["a", "b", "c", "a"].map(sit);
    let mut desk = None;
    for task in tasks {
        desk = Some(task.await.unwrap().unwrap());
    }
    let list = desk.unwrap().operators().await.unwrap();
    assert_eq!(list.len(), 3);
    assert_eq!(list.iter().filter(|x| x.roles == ["administrator"]).count(), 1);
}

#[tokio::test]
async fn roles_are_given_and_taken() {
    let bench = Bench::new().await;
    let omar = bench.sit("omar", Surface::Cli).await;
    let roles = ["compliance".to_owned(), "observer".to_owned(), "compliance".to_owned()];
    let view = bench.desk.set_operator_roles("OMAR", &roles).await.unwrap();
    assert_eq!(view.roles, ["compliance", "observer"]);
    assert_eq!(omar.workspace().await.unwrap().operator.roles, ["compliance", "observer"]);
    let error = omar.set_operator_roles("omar", &["administrator".into()]).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Refused, "nobody lifts themselves");
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let bench = Bench::new().await;
    let error = bench.desk.set_operator_roles("ines", &["observer".into()]).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::BadInput);
    let error = bench.desk.set_operator_roles("ines", &["king".into()]).await.unwrap_err();
    assert_eq!(error.message, "there is no operator role `king`");
    let error = bench.desk.set_operator_roles("nobody", &["observer".into()]).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
    bench.sit("omar", Surface::Cli).await;
    bench.desk.set_operator_roles("omar", &["administrator".into()]).await.unwrap();
    bench.desk.set_operator_roles("ines", &["observer".into()]).await.unwrap();
}

#[tokio::test]
async fn who_may_not_look_learns_no_names() {
    let bench = Bench::acme().await;
    let omar = bench.sit("omar", Surface::Cli).await;
    bench.desk.set_operator_roles("omar", &[]).await.unwrap();
    for name in ["acme", "acne", "zzz"] {
        let error = omar.why(name, "p1", "docs.read", None, None).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::Refused, "{name}");
        assert!(!super::told(&error).contains("acme"), "{error:?}");
    }
    let error = bench.desk.why("acne", "p1", "docs.read", None, None).await.unwrap_err();
    assert_eq!((error.code, error.hint.as_str()), (ErrorCode::NotFound, "did you mean `acme`?"));
}
