//! Removing a tenant.

use super::{ACME, Bench};
use steward_desk::wire::{ErrorCode, FileFormat};

#[tokio::test]
async fn the_tenant_goes_and_the_record_stays() {
    let bench = Bench::acme().await;
    bench.desk.remove("Acme").await.unwrap();
    assert!(bench.desk.tenants().await.unwrap().is_empty());
    let error = bench.desk.why("acme", "p1", "docs.read", None, None).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
    let entries = bench.desk.entries(Some("acme"), 10).await.unwrap();
    let names: Vec<&str> = entries.iter().map(|entry| entry.operation.as_str()).collect();
    assert_eq!(names, ["tenant.remove", "tenant.add"]);
    bench.add("acme", "acme.json", ACME, FileFormat::Json).await.unwrap();
}
