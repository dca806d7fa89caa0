//! Reading tenants again by themselves.

use super::{ACME, Bench};
use steward_desk::wire::ErrorCode;
use steward_desk::{Job, Surface};

#[tokio::test]
async fn a_tenant_is_due_when_its_minutes_are_over() {
    let bench = Bench::acme().await;
    assert!(bench.desk.due().await.unwrap().is_empty(), "nothing is on a schedule");
    let tenant = bench.desk.set_schedule("acme", Some(60)).await.unwrap();
    assert_eq!((tenant.name.as_str(), tenant.schedule_minutes), ("acme", Some(60)));
    let entry = &bench.desk.entries(Some("acme"), 1).await.unwrap()[0];
    assert_eq!((entry.operation.as_str(), entry.outcome.as_str()), ("tenant.schedule", "done"));
    assert_eq!(entry.detail, r#"{"minutes":60}"#);

    bench.until("2026-11-22T10:59:59Z");
    assert!(bench.desk.due().await.unwrap().is_empty());
    bench.until("2026-11-22T11:00:00Z");
    assert_eq!(bench.desk.due().await.unwrap(), ["acme"]);
    bench.desk.refresh("acme", &Job::quiet()).await.unwrap();
    assert!(bench.desk.due().await.unwrap().is_empty(), "it was read just now");
}

#[tokio::test]
async fn a_failed_attempt_counts_as_one() {
    let bench = Bench::acme().await;
    bench.desk.set_schedule("acme", Some(5)).await.unwrap();
    bench.until("2026-11-22T10:05:00Z");
    bench.file("acme.json", "{ this is not JSON");
    assert_eq!(bench.desk.due().await.unwrap(), ["acme"]);
    bench.desk.refresh("acme", &Job::quiet()).await.unwrap_err();
    assert!(bench.desk.due().await.unwrap().is_empty(), "not again at once");
    bench.until("2026-11-22T10:10:00Z");
    assert_eq!(bench.desk.due().await.unwrap(), ["acme"]);
    bench.file("acme.json", ACME);
    bench.desk.refresh("acme", &Job::quiet()).await.unwrap();
    assert!(!bench.desk.tenants().await.unwrap()[0].stale);
}

#[tokio::test]
async fn the_schedule_can_be_taken_away_and_outlives_a_refresh() {
    let bench = Bench::practice().await;
    bench.desk.set_schedule("practice", Some(10_080)).await.unwrap();
    bench.desk.refresh("practice", &Job::quiet()).await.unwrap();
    assert_eq!(bench.desk.tenants().await.unwrap()[0].schedule_minutes, Some(10_080));
    bench.until("2026-11-29T10:00:00Z");
    assert_eq!(bench.desk.due().await.unwrap(), ["practice"]);
    assert_eq!(bench.desk.set_schedule("practice", None).await.unwrap().schedule_minutes, None);
    assert!(bench.desk.due().await.unwrap().is_empty());
}

#[tokio::test]
async fn too_often_and_too_seldom_are_refused() {
    let bench = Bench::acme().await;
    for minutes in [0, 4, 10_081, u32::MAX] {
        let error = bench.desk.set_schedule("acme", Some(minutes)).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::BadInput, "{minutes}");
    }
    assert_eq!(bench.record(1).await, [("tenant.schedule".to_owned(), "failed".to_owned())]);
    assert_eq!(bench.desk.tenants().await.unwrap()[0].schedule_minutes, None);
    let error = bench.desk.set_schedule("nowhere", Some(60)).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
}

#[tokio::test]
async fn whoever_may_not_read_a_tenant_is_not_asked_to() {
    let bench = Bench::acme().await;
    bench.desk.set_schedule("acme", Some(5)).await.unwrap();
    bench.until("2026-11-22T12:00:00Z");
    let observer = bench.sit("omar", Surface::Window).await;
    let before = bench.record(100).await;
    assert!(observer.due().await.unwrap().is_empty());
    assert_eq!(bench.record(100).await, before, "and no refusal is recorded every minute");
    assert_eq!(observer.set_schedule("acme", None).await.unwrap_err().code, ErrorCode::Refused);
    assert_eq!(bench.desk.due().await.unwrap(), ["acme"]);
}

#[tokio::test]
async fn what_a_schedule_did_is_not_said_to_be_somebodys() {
    let bench = Bench::acme().await;
    bench.desk.refresh("acme", &Job::quiet()).await.unwrap();
    bench.desk.refresh("acme", &Job { by_schedule: true, ..Job::quiet() }).await.unwrap();
    let entries = bench.desk.ledger_tail(100).await.unwrap();
    let surfaces: Vec<_> = (entries.iter())
        .filter(|entry| entry.operation == "tenant.refresh" && entry.outcome == "done")
        .map(|entry| entry.surface.as_str())
        .collect();
    assert_eq!(surfaces.iter().filter(|word| **word == "sync").count(), 1, "{surfaces:?}");
    assert_eq!(surfaces.iter().filter(|word| **word == "cli").count(), 1, "{surfaces:?}");
}
