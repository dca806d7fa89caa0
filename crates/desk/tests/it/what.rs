//! What somebody can do.

use super::Bench;

#[tokio::test]
async fn everything_held_is_listed_with_its_ways() {
    let bench = Bench::acme().await;
    let what = bench.desk.what("acme", "anna.roth", None).await.unwrap();
    let mut held: Vec<(&str, u32)> =
        what.permissions.iter().map(|x| (x.permission.id.as_str(), x.paths)).collect();
    held.sort_unstable();
    assert_eq!(held, [("agents.query", 1), ("data.export", 1), ("docs.read", 2)]);
    assert_eq!(what.detail, "Support engineer, Service");
    let names = |items: &[steward_desk::wire::Item]| items.iter().map(|x| x.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&what.groups), ["AI pilot", "All staff"]);
    assert_eq!(names(&what.roles), ["Member", "Model Tester"]);
}

#[tokio::test]
async fn a_deactivated_person_holds_nothing() {
    let bench = Bench::acme().await;
    let what = bench.desk.what("acme", "cleo.diaz", None).await.unwrap();
    assert!(!what.active);
    assert!(what.permissions.is_empty());
}
