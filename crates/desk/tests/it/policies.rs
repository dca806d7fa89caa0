//! The policies for operators: readable, replaceable, never a lock-out.

use super::{Bench, told};
use steward_desk::wire::ErrorCode;
use steward_desk::{Surface, policy};

#[tokio::test]
async fn the_policies_in_force_can_be_read() {
    let bench = Bench::new().await;
    let list = bench.desk.policies().await.unwrap();
    assert!(list.iter().any(|policy| policy.id == "administrator-runs"));
    assert!(list.iter().all(|policy| !policy.annotation.is_empty() && policy.text.contains("principal")));
    assert_eq!(bench.desk.policy_text().await.unwrap(), policy::DEFAULT);
}

#[tokio::test]
async fn a_new_set_counts_from_the_next_operation_on() {
    let bench = Bench::acme().await;
    let observer = bench.sit("omar", Surface::Cli).await;
    observer.why("acme", "p1", "docs.read", None, None).await.unwrap();
    let before = bench.desk.workspace().await.unwrap().policy_version;
    let text = format!(
        "{}\n@id(\"no-why\") forbid (principal in Role::\"observer\", action == Action::\"access.why\", resource);",
        policy::DEFAULT
    );
    bench.desk.set_policies(&text).await.unwrap();
    let error = observer.why("acme", "p1", "docs.read", None, None).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Refused);
    assert_eq!(error.details, ["forbidden by `no-why`"]);
    assert_ne!(bench.desk.workspace().await.unwrap().policy_version, before);
    let entries = bench.desk.entries(None, 2).await.unwrap();
    assert_eq!(
        (entries[0].outcome.as_str(), entries[0].policies.as_slice()),
        ("refused", ["no-why".to_owned()].as_slice())
    );
    assert!(entries[1].detail.contains(&entries[0].policy_version), "the entry says from which set to which");
}

#[tokio::test]
async fn what_is_not_a_policy_set_is_refused_with_the_place() {
    let bench = Bench::new().await;
    let syntax = bench
        .desk
        .set_policies("permit (principal, action, resource);\npermit (principal action);")
        .await
        .unwrap_err();
    assert_eq!(syntax.code, ErrorCode::BadInput);
    assert!(syntax.details[0].starts_with("line 2: "), "{}", told(&syntax));
    let unknown =
        format!("{}\npermit (principal, action == Action::\"tenant.explode\", resource);", policy::DEFAULT);
    let unknown = bench.desk.set_policies(&unknown).await.unwrap_err();
    assert!(unknown.details.iter().any(|line| line.contains("tenant.explode")), "{}", told(&unknown));
    let twice = format!("{}\n@id(\"observer-looks\") permit (principal, action, resource);", policy::DEFAULT);
    let twice = bench.desk.set_policies(&twice).await.unwrap_err();
    assert_eq!(twice.message, "the id `observer-looks` is given to two policies");
    assert_eq!(bench.desk.policy_text().await.unwrap(), policy::DEFAULT, "the set in force stays");
}

#[tokio::test]
async fn a_set_that_nobody_could_replace_is_refused() {
    let bench = Bench::new().await;
    for text in [
        "",
        "permit (principal, action in Action::\"view\", resource);",
        "permit (principal in Role::\"compliance\", action, resource);",
        "permit (principal, action, resource); forbid (principal, action == Action::\"policy.set\", resource);",
        "permit (principal, action, resource) when { context.surface == \"assistant\" };",
    ] {
        let error = bench.desk.set_policies(text).await.unwrap_err();
        assert_eq!(error.message, "under these policies no operator could ever replace them again", "{text}");
    }
    bench.desk.set_policies("permit (principal, action, resource);").await.unwrap();
    bench.desk.set_policies(policy::DEFAULT).await.unwrap();
}

#[tokio::test]
async fn a_kept_set_about_operations_that_are_gone_locks_nobody_out() {
    let bench = Bench::new().await;
    let text =
        format!("{}\npermit (principal, action == Action::\"tenant.of-old\", resource);", policy::DEFAULT);
    let store = steward_store::Store::open(&bench.workspace()).await.unwrap();
    let mut write = store.write().await.unwrap();
    write
        .insert_policy_set(&policy::hash_of(&text), &text, "op-1", super::NOW.parse().unwrap())
        .await
        .unwrap();
    write.commit_unrecorded().await.unwrap();
    assert!(bench.desk.operations().await.unwrap().iter().all(|operation| operation.allowed));
    bench.desk.set_policies(policy::DEFAULT).await.unwrap();
}
