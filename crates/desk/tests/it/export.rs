//! Exports go through the door and are recorded.

use super::{ACME, Bench};
use steward_desk::export::{ExportFormat, ExportRequest};
use steward_desk::wire::{ErrorCode, FileFormat, RowKind};

fn request(format: ExportFormat, out: Option<String>) -> ExportRequest {
    ExportRequest { format, rows: RowKind::People, out, at: None }
}

#[tokio::test]
async fn every_format_is_written_and_on_record() {
    let bench = Bench::acme().await;
    for format in ExportFormat::ALL {
        let out = bench.folder.path().join(format!("out-{}", format.word()));
        let out = out.to_string_lossy().into_owned();
        let exported = bench.desk.export("acme", request(format, Some(out))).await.unwrap();
        assert!(!exported.files.is_empty(), "{format:?}");
        assert!(exported.files.iter().all(|file| std::path::Path::new(&file.path).is_file()));
    }
    let entries = bench.desk.entries(Some("acme"), 1).await.unwrap();
    assert_eq!(entries[0].operation, "access.export");
    assert!(entries[0].detail.contains(r#""format":"sarif""#), "{}", entries[0].detail);
}

#[tokio::test]
async fn what_was_exported_as_a_tenant_can_be_added_again() {
    let bench = Bench::acme().await;
    let exported = bench.desk.export("acme", request(ExportFormat::Tenant, None)).await.unwrap();
    let again = bench.add("again", "again.json", &exported.text.unwrap(), FileFormat::Json).await.unwrap();
    let first = bench.desk.tenants().await.unwrap().into_iter().find(|tenant| tenant.name == "acme").unwrap();
    assert_eq!(again.tenant.snapshot.unwrap().hash, first.snapshot.unwrap().hash);
    assert!(ACME.contains("Anna"));
}

#[tokio::test]
async fn a_failed_export_is_on_record_too() {
    let bench = Bench::acme().await;
    let error = bench.desk.export("acme", request(ExportFormat::Xlsx, None)).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::BadInput);
    assert_eq!(bench.record(1).await, [("access.export".to_owned(), "failed".to_owned())]);
}
