//! Who can do a thing.

use super::{Bench, source};
use steward_desk::export::{ExportFormat, ExportRequest};
use steward_desk::wire::{Decision, EnvironmentKind, FileFormat, FileSource, Holder, RowKind};

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

fn missing(holder: &Holder) -> Vec<&str> {
    holder.missing.iter().map(|item| item.name.as_str()).collect()
}

#[tokio::test]
async fn holders_who_lack_what_it_needs_say_what() {
    let bench = Bench::practice().await;
    let who = bench.desk.who("practice", "Query agents", None, None).await.unwrap();
    let felix = who.people.iter().find(|holder| holder.person.id == "felix.aydin").unwrap();
    assert!(missing(felix).contains(&"Read documents"), "{:?}", felix.missing);
    assert!(who.people.iter().any(|holder| holder.missing.is_empty()), "most can use it");
    let detail = bench.desk.permission("practice", "agents.query", None).await.unwrap();
    assert_eq!(detail.holders, who.people);
    for holder in &who.people {
        let id = &holder.person.id;
        let why = bench.desk.why("practice", id, "agents.query", None, None).await.unwrap();
        let lacked = why.prerequisites.into_iter().filter(|needed| !needed.held);
        let lacked: Vec<String> = lacked.map(|needed| needed.permission.name).collect();
        assert_eq!(missing(holder), lacked, "{id}");
    }
}

#[tokio::test]
async fn what_the_tenant_does_not_know_is_missing_too_and_objects_count() {
    let bench = Bench::new().await;
    let content = r#"{
      "steward": 1, "tenant": { "name": "Small" },
      "people": [{ "id": "ada" }],
      "objects": [{ "id": "a1", "type": "agent" }, { "id": "a2", "type": "agent" }],
      "grants": [
        { "permission": "assist.ask", "person": "ada", "objects": ["a1"] },
        { "permission": "assist.build", "person": "ada", "objects": ["a1", "a2"] },
        { "permission": "agents.query", "person": "ada" }
      ]
    }"#;
    let source = FileSource {
        path: bench.file("small.json", content),
        format: FileFormat::Json,
        mapping: None,
        pack: Some("meridian".into()),
        environment: EnvironmentKind::Practice,
    };
    bench.desk.add_file("small", source).await.unwrap();
    let who = bench.desk.who("small", "agents.query", None, None).await.unwrap();
    let absent = who.people[0].missing.iter().find(|item| item.id == "documents.read").unwrap();
    assert_eq!(absent.name, "Read documents", "the pack knows its name");
    let what = bench.desk.what("small", "ada", None).await.unwrap();
    let query = what.permissions.iter().find(|held| held.permission.id == "agents.query").unwrap();
    assert!(query.missing.contains(absent), "{:?}", query.missing);
    let why = bench.desk.why("small", "ada", "agents.query", None, None).await.unwrap();
    assert_eq!(why.statement, "ada holds Query agents everywhere, but it cannot work");
    assert!(
        why.detail.contains("It needs Read documents, which the tenant does not have at all."),
        "{why:?}"
    );
    assert!(why.prerequisites.iter().any(|needed| needed.permission == *absent && !needed.held));
    let on = async |object: Option<&str>| {
        let who = bench.desk.who("small", "assist.build", object, None).await.unwrap();
        who.people[0].missing.iter().map(|item| item.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(on(None).await, ["assist.ask"], "missing on one of the two");
    assert!(on(Some("a1")).await.is_empty());
    assert_eq!(on(Some("a2")).await, ["assist.ask"]);
}
