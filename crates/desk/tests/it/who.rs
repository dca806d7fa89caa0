//! Who can do a thing.

use super::{Bench, source};
use steward_desk::export::{ExportFormat, ExportRequest};
use steward_desk::wire::{Decision, FileFormat, FileSource, RowKind};

#[tokio::test]
async fn holders_come_by_name_with_their_ways() {
    let bench = Bench::acme().await;
    let who = bench.desk.who("acme", "Read documents", None, None).await.unwrap();
    let names: Vec<(&str, u32)> = who.people.iter().map(|x| (x.person.id.as_str(), x.paths)).collect();
    assert_eq!(names, [("p1", 2), ("p2", 1), ("p5", 1)], "neither the denied nor the deactivated");
    assert_eq!(who.total, 3);
    let via: Vec<&str> = who.people[0].via.iter().map(|item| item.name.as_str()).collect();
    assert_eq!(via, ["AI pilot"]);
    assert!(who.people[0].standing);
}

#[tokio::test]
async fn what_ends_and_what_is_scoped_is_said() {
    let bench = Bench::acme().await;
    let who = bench.desk.who("acme", "keys.rotate", None, None).await.unwrap();
    assert_eq!(
        (who.people[0].standing, who.people[0].until.as_deref()),
        (false, Some("2026-11-22T11:20:00Z"))
    );
    let who = bench.desk.who("acme", "data.export", None, None).await.unwrap();
    assert_eq!((who.people[0].decision, who.people[0].scope.len()), (Decision::Scoped, 3));
    let who = bench.desk.who("acme", "data.export", Some("Rate cards"), None).await.unwrap();
    assert_eq!((who.people[0].decision, who.people[0].scope.len()), (Decision::Scoped, 3), "not everywhere");
}

#[tokio::test]
async fn a_permission_that_the_tenant_only_has_an_id_for_is_found_by_the_name_in_the_pack() {
    let bench = Bench::new().await;
    let path = bench.file("sod.txt", "mira\tinvoices.correct\nmira\texports.approve\n");
    let file = FileSource { pack: Some("meridian".into()), ..source(&path, FileFormat::Pairs) };
    let added = bench.desk.add_file("sod", file).await.unwrap();
    let who = bench.desk.who("sod", "correct invoices", None, None).await.unwrap();
    assert_eq!(who.permission.name, "Correct invoices");
    assert_eq!(who.total, 1);
    let hits = bench.desk.search("sod", "Correct invoices", 1).await.unwrap();
    assert_eq!(hits[0].item.id, "invoices.correct");

    let request = ExportRequest { format: ExportFormat::Tenant, rows: RowKind::People, out: None, at: None };
    let text = bench.desk.export("sod", request).await.unwrap().text.unwrap();
    let again = bench.add("again", "again.json", &text, FileFormat::Json).await.unwrap();
    let hash = added.tenant.snapshot.unwrap().hash;
    assert_eq!(again.tenant.snapshot.unwrap().hash, hash, "what is exported is what was reported");
}
