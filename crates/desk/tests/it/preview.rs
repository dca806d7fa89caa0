//! Looking into a file before it is added.

use super::{ACME, Bench};
use steward_desk::wire::FileFormat;

#[tokio::test]
async fn a_file_says_what_it_is() {
    let bench = Bench::new().await;
    let pairs = bench.file("pairs.txt", "1 7\n1 8\n2 7\n");
    let seen = bench.desk.preview_file(&pairs, None, None).await.unwrap();
    assert_eq!((seen.format, seen.counts.people, seen.counts.permissions), (FileFormat::Pairs, 2, 2));
    let csv = bench.file("access.csv", "User,Role\nanna,Tester\nben,Tester\n");
    let seen = bench.desk.preview_file(&csv, None, None).await.unwrap();
    assert_eq!((seen.format, seen.columns.len(), seen.counts.people), (FileFormat::Csv, 2, 2));
    assert_eq!(seen.suggested.unwrap().role.as_deref(), Some("Role"));
    let json = bench.file("acme.json", ACME);
    let seen = bench.desk.preview_file(&json, None, None).await.unwrap();
    assert_eq!((seen.format, seen.counts.people), (FileFormat::Json, 5));
    let bad = bench.file("bad.json", "{");
    let seen = bench.desk.preview_file(&bad, None, None).await.unwrap();
    assert_eq!((seen.counts.people, seen.problems_total), (0, 1));
    assert!(bench.desk.tenants().await.unwrap().is_empty());
    bench.desk.preview_file("no/such/file", None, None).await.unwrap_err();
}
