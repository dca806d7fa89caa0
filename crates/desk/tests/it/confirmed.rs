//! What was confirmed before something was done stands in its entry.

use super::forget::without;
use super::{ACME, Bench};
use steward_desk::wire::{AuditConfirmation, AuditRetention, ErrorCode};
use steward_desk::{Desk, Job, Surface};

/// Operation, outcome and confirmation of the newest entry.
async fn newest(desk: &Desk) -> (String, String, String) {
    let entry = desk.ledger_tail(1).await.unwrap().remove(0);
    (entry.operation, entry.outcome, entry.confirmation)
}

fn said(operation: &str, outcome: &str, confirmation: &str) -> (String, String, String) {
    (operation.to_owned(), outcome.to_owned(), confirmation.to_owned())
}

#[tokio::test]
async fn a_yes_and_a_typed_name_stand_in_the_entry() {
    let bench = Bench::acme().await;
    let desk = &bench.desk;
    let limits = AuditRetention { days: Some(400), mib: None };
    let plan = desk.audit_retention(Some(limits.clone())).await.unwrap();
    let sure = desk.confirmed(AuditConfirmation::Explicit);
    sure.audit_set_retention(limits, &plan.token).await.unwrap();
    assert_eq!(newest(desk).await, said("audit.retention", "done", "explicit"));

    bench.file("acme.json", &without(ACME, "p1"));
    desk.refresh("acme", &Job { accept_loss: true, ..Job::quiet() }).await.unwrap();
    assert_eq!(newest(desk).await, said("tenant.refresh", "done", "none"), "nobody was asked");
    let typed = desk.confirmed(AuditConfirmation::Typed);
    typed.forget("acme", "p1").await.unwrap();
    assert_eq!(newest(desk).await, said("person.forget", "done", "typed"));
    typed.remove("acme").await.unwrap();
    assert_eq!(newest(desk).await, said("tenant.remove", "done", "typed"));
    assert!(desk.verify_ledger(None).await.unwrap().holds);
}

#[tokio::test]
async fn without_a_confirmation_the_entry_says_none() {
    let bench = Bench::acme().await;
    bench.desk.remove("acme").await.unwrap();
    assert_eq!(newest(&bench.desk).await, said("tenant.remove", "done", "none"));
}

#[tokio::test]
async fn what_was_confirmed_is_said_of_refusals_and_failures_too_and_never_of_a_look() {
    let bench = Bench::acme().await;
    bench.sit("omar", Surface::Window).await;
    bench.desk.set_operator_roles("omar", &[]).await.unwrap();
    let omar = bench.sit("omar", Surface::Window).await.confirmed(AuditConfirmation::Typed);
    assert_eq!(omar.remove("acme").await.unwrap_err().code, ErrorCode::Refused);
    assert_eq!(newest(&bench.desk).await, said("tenant.remove", "refused", "typed"));
    assert_eq!(omar.kept_about("acme", "p1").await.unwrap_err().code, ErrorCode::Refused);
    assert_eq!(newest(&bench.desk).await, said("person.kept", "refused", "none"));
    let sure = bench.desk.confirmed(AuditConfirmation::Explicit);
    assert_eq!(sure.forget("acme", "nobody").await.unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(newest(&bench.desk).await, said("person.forget", "failed", "explicit"));
}
