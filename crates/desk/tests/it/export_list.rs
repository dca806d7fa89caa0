//! Lists as files.

use super::{Bench, listed};
use std::path::Path;
use steward_desk::export::{ExportFormat, ListDocument, ListFormat};
use steward_desk::wire::{ErrorCode, FileFormat, ListKind, ListQuery};

const FORMATS: [ListFormat; 4] = [ListFormat::Csv, ListFormat::Xlsx, ListFormat::Md, ListFormat::Json];

async fn text(bench: &Bench, name: &str, query: &ListQuery, only: &[&str], format: ListFormat) -> String {
    let only: Vec<String> = only.iter().map(|id| (*id).to_owned()).collect();
    bench.desk.export_list(name, query, &only, format, None).await.unwrap().text.unwrap()
}

#[tokio::test]
async fn every_format_of_every_list_is_written_and_on_record() {
    let bench = Bench::practice().await;
    for kind in [ListKind::People, ListKind::Groups, ListKind::Roles, ListKind::Permissions] {
        let head = bench.desk.list_head("practice", &listed(kind)).await.unwrap();
        for format in FORMATS {
            let out = bench.folder.path().join(format!("{kind:?}.{}", format.word()));
            let out = out.to_string_lossy().into_owned();
            let exported =
                bench.desk.export_list("practice", &listed(kind), &[], format, Some(&out)).await.unwrap();
            assert_eq!(exported.files[0].path, out);
            assert!(exported.files.iter().all(|file| Path::new(&file.path).is_file() && file.bytes > 0));
            let about = &exported.about;
            assert_eq!((about.row_count, about.column_count), (head.total, head.columns.len() as u32));
            assert_eq!(about.personal_data, kind == ListKind::People, "{kind:?}");
            assert_eq!(exported.text, None);
        }
    }
    let entry = &bench.desk.entries(Some("practice"), 1).await.unwrap()[0];
    assert_eq!((entry.operation.as_str(), entry.outcome.as_str()), ("access.export", "done"));
    assert!(entry.detail.contains(r#""list":"permissions""#), "{}", entry.detail);
}

#[tokio::test]
async fn what_is_shown_is_what_is_written() {
    let bench = Bench::practice().await;
    let query = ListQuery { search: "support".into(), sort: "people".into(), ..listed(ListKind::Groups) };
    let head = bench.desk.list_head("practice", &query).await.unwrap();
    let rows = bench.desk.list_rows("practice", &query, 0, 100).await.unwrap().rows;
    assert!(rows.len() > 1 && rows.len() < 38);

    let document: ListDocument =
        serde_json::from_str(&text(&bench, "practice", &query, &[], ListFormat::Json).await).unwrap();
    assert_eq!((document.columns, document.rows), (head.columns, rows.clone()));

    let csv = text(&bench, "practice", &query, &[], ListFormat::Csv).await;
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines[0], "id,name,source,people,groups,roles,permissions,gravest");
    assert_eq!(lines.len(), rows.len() + 1);
    assert!(lines[1].starts_with(&format!("{},{},SCIM,", rows[0].item.id, rows[0].item.name)), "{csv}");

    let md = text(&bench, "practice", &query, &[], ListFormat::Md).await;
    assert_eq!(md.lines().filter(|line| line.starts_with("| ")).count(), rows.len() + 2, "{md}");
    assert!(md.contains("Contains no personal data"), "{md}");
}

#[tokio::test]
async fn chosen_rows_come_in_the_order_of_the_list_whatever_it_was_narrowed_to() {
    let bench = Bench::practice().await;
    let query = ListQuery { search: "felix aydin".into(), descending: true, ..listed(ListKind::People) };
    let csv = text(&bench, "practice", &query, &["aoife.byrne", "greta.olsen"], ListFormat::Csv).await;
    let ids: Vec<&str> = csv.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(ids, ["greta.olsen", "aoife.byrne"]);
    let only = ["nobody.here".to_owned()];
    let error = bench.desk.export_list("practice", &query, &only, ListFormat::Csv, None).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
    assert_eq!(error.message, "there is no person `nobody.here`");
}

#[tokio::test]
async fn a_workbook_cannot_be_printed_and_the_failure_is_on_record() {
    let bench = Bench::acme().await;
    let query = listed(ListKind::Roles);
    let error = bench.desk.export_list("acme", &query, &[], ListFormat::Xlsx, None).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::BadInput);
    assert_eq!(bench.record(1).await, [("access.export".to_owned(), "failed".to_owned())]);
}

#[tokio::test]
async fn nothing_of_a_tenant_becomes_a_formula_or_a_second_column() {
    let evil = r#"{ "steward": 1, "tenant": { "name": "Evil" },
        "people": [{ "id": "=cmd", "displayName": "a|b, \"c\"", "title": "@sum(a1)", "department": "+1" }] }"#;
    let bench = Bench::new().await;
    bench.add("evil", "evil.json", evil, FileFormat::Json).await.unwrap();
    let query = listed(ListKind::People);
    let csv = text(&bench, "evil", &query, &[], ListFormat::Csv).await;
    assert!(csv.contains("'=cmd,\"a|b, \"\"c\"\"\",yes,'@sum(a1),'+1,"), "{csv}");
    let md = text(&bench, "evil", &query, &[], ListFormat::Md).await;
    let row = md.lines().last().unwrap().replace("\\|", "");
    let head = md.lines().find(|line| line.starts_with("| Name")).unwrap();
    assert_eq!(row.matches('|').count(), head.matches('|').count(), "{md}");
}

#[tokio::test]
async fn a_folder_gets_a_file_named_after_tenant_and_list() {
    let bench = Bench::acme().await;
    let folder = bench.folder.path().to_string_lossy().into_owned();
    let query = listed(ListKind::Roles);
    let exported = bench.desk.export_list("acme", &query, &[], ListFormat::Csv, Some(&folder)).await.unwrap();
    assert_eq!(exported.format, ExportFormat::Csv);
    let names: Vec<String> = (exported.files.iter())
        .map(|file| Path::new(&file.path).file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, ["acme.roles.csv", "acme.roles.csv-metadata.json"]);
    let beside = std::fs::read_to_string(&exported.files[1].path).unwrap();
    assert!(beside.contains("Roles: Acme (LIVE)"), "{beside}");
}
