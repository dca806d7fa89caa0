//! Past decisions, evaluated again.

use super::{Bench, source};
use steward_desk::wire::{FileFormat, LedgerEntry, Redecision};
use steward_desk::{Desk, Job, Surface, policy};

/// The newest entry of an operation.
async fn entry(desk: &Desk, operation: &str) -> LedgerEntry {
    let entries = desk.ledger_tail(200).await.unwrap();
    entries.into_iter().find(|entry| entry.operation == operation).unwrap()
}

async fn again(desk: &Desk, entry: &LedgerEntry) -> Redecision {
    desk.redecide(Some(&entry.log), entry.number).await.unwrap()
}

async fn forbid_refresh(bench: &Bench) {
    let text = format!(
        "{}\n@id(\"no-refresh\") forbid (principal, action == Action::\"tenant.refresh\", resource);",
        policy::DEFAULT
    );
    bench.desk.set_policies(&text).await.unwrap();
}

#[tokio::test]
async fn the_policies_of_then_give_what_is_on_record_and_those_of_now_may_not() {
    let bench = Bench::acme().await;
    bench.desk.refresh("acme", &Job::quiet()).await.unwrap();
    let refreshed = entry(&bench.desk, "tenant.refresh").await;
    let same = again(&bench.desk, &refreshed).await;
    assert_eq!(same.agrees, Some(true), "{same:#?}");
    assert_eq!(same.of_then.as_ref(), Some(&same.recorded));
    assert_eq!(same.of_now, same.of_then, "the same set is in force");
    assert!(same.differences.is_empty() && same.unknown.is_empty(), "{same:#?}");
    let question = &same.question;
    assert_eq!(
        (question.name.as_deref(), question.roles.as_slice()),
        (Some("ines"), ["administrator".to_owned()].as_slice())
    );
    assert_eq!((question.tenant_name.as_deref(), question.surface.as_str()), (Some("acme"), "cli"));

    forbid_refresh(&bench).await;
    let now = again(&bench.desk, &refreshed).await;
    assert_eq!((now.agrees, now.recorded.allowed), (Some(true), true));
    let refused = now.of_now.clone().unwrap();
    assert_eq!((refused.allowed, refused.policies.as_slice()), (false, ["no-refresh".to_owned()].as_slice()));
    assert_ne!(refused.policy_version, now.recorded.policy_version);
    assert_eq!(
        now.differences,
        [
            "Then it was allowed; the policies in force now say: refused.",
            "It is determined by `administrator-runs` then, and by `no-refresh` now."
        ]
    );
}

#[tokio::test]
async fn a_refusal_and_everything_else_that_is_on_record_agrees() {
    let bench = Bench::acme().await;
    let omar = bench.sit("omar", Surface::Window).await;
    omar.refresh("acme", &Job::quiet()).await.unwrap_err();
    forbid_refresh(&bench).await;
    bench.desk.refresh("acme", &Job::quiet()).await.unwrap_err();
    bench.desk.add_practice("practice").await.unwrap();
    let path = bench.file("other.json", super::ACME);
    bench
        .sit("ines", Surface::Assistant)
        .await
        .add_file("other", source(&path, FileFormat::Json))
        .await
        .unwrap_err();
    let entries = bench.desk.ledger_tail(200).await.unwrap();
    assert!(entries.iter().filter(|entry| entry.outcome == "refused").count() >= 3, "{entries:#?}");
    for entry in &entries {
        let again = again(&bench.desk, entry).await;
        assert_eq!(again.agrees, Some(true), "{again:#?}");
        assert_eq!(again.recorded.allowed, entry.outcome != "refused");
    }
}

#[tokio::test]
async fn roles_are_those_of_then() {
    let bench = Bench::acme().await;
    let omar = bench.sit("omar", Surface::Cli).await;
    bench.desk.set_operator_roles("omar", &["support".into()]).await.unwrap();
    omar.refresh("acme", &Job::quiet()).await.unwrap();
    bench.desk.set_operator_roles("omar", &["observer".into()]).await.unwrap();
    let refreshed = entry(&bench.desk, "tenant.refresh").await;
    let again = again(&bench.desk, &refreshed).await;
    assert_eq!(
        (again.agrees, again.question.roles.as_slice()),
        (Some(true), ["support".to_owned()].as_slice())
    );
    assert!(again.question.roles_on_record && again.recorded.allowed);
    assert_eq!(again.recorded.policies, ["support-looks-closer"]);
}

#[tokio::test]
async fn an_entry_that_is_not_there_is_said() {
    let bench = Bench::new().await;
    let error = bench.desk.redecide(None, 4_000).await.unwrap_err();
    assert_eq!(error.message, "there is no entry `4000`");
}
