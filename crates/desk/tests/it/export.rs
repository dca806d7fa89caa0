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
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let folder = std::fs::metadata(bench.folder.path().join("out-cedar")).unwrap();
        assert_eq!(folder.permissions().mode() & 0o777, 0o700, "for its owner alone, as the files in it");
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

#[tokio::test]
async fn a_text_is_saved_for_its_owner_alone_and_recorded_as_an_export() {
    let bench = Bench::acme().await;
    let path = bench.file("brief.txt", "what stood here before");
    let desk = bench.desk.replacing();
    let save = async |text: &str| desk.save_text("acme", &path, text.to_owned()).await;
    let file = save("2 findings are open.").await.unwrap();
    assert_eq!((file.path.as_str(), file.bytes), (path.as_str(), 20));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "2 findings are open.");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let entry = bench.desk.entries(Some("acme"), 1).await.unwrap().remove(0);
    assert_eq!((entry.operation.as_str(), entry.outcome.as_str()), ("access.export", "done"));
    assert!(entry.detail.contains(r#""personalData":false"#), "{}", entry.detail);
    save("Access of Anna Roth ends tomorrow.").await.unwrap();
    let entry = bench.desk.entries(Some("acme"), 1).await.unwrap().remove(0);
    assert!(entry.detail.contains(r#""personalData":true"#), "{}", entry.detail);
    assert!(!entry.detail.contains("Anna"), "the record names nobody");

    let nowhere = format!("{path}/brief.txt");
    bench.desk.save_text("acme", &nowhere, "lost".into()).await.unwrap_err();
    assert_eq!(bench.record(1).await, [("access.export".to_owned(), "failed".to_owned())]);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "Access of Anna Roth ends tomorrow.");
}
