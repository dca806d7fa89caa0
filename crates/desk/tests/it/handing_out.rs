//! What is handed out is on record before it is out and after; where the ledger refuses, nothing is handed out.

use super::ledger::{Signed, signed};
use super::{Bench, listed};
use std::path::Path;
use std::sync::{Arc, Mutex};
use steward_desk::export::{ExportFormat, ExportRequest, ListFormat};
use steward_desk::wire::{
    AuditExportFormat, AuditQuestion, ErrorCode, EvidenceRequest, LedgerEntry, ListKind, RowKind, WireError,
};
use steward_desk::{Desk, Surface};
use steward_store::{OpenIntent, Store};

fn request(format: ExportFormat, out: Option<String>) -> ExportRequest {
    ExportRequest { format, rows: RowKind::People, out, at: None }
}

fn about(text: &str) -> AuditQuestion {
    AuditQuestion { tenant: None, text: text.into() }
}

fn bundle(out: &str) -> EvidenceRequest {
    EvidenceRequest {
        question: about("op:tenant.*"),
        control: None,
        log: None,
        at: None,
        disclose: false,
        sign: true,
        out: out.to_owned(),
    }
}

/// What lies in a folder beside the workspace and what the tenant is read from, hidden files too.
fn names(folder: &Path) -> Vec<String> {
    let list = std::fs::read_dir(folder).unwrap();
    let names = list.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> =
        names.filter(|name| !["workspace", "acme.json"].contains(&name.as_str())).collect();
    names.sort();
    names
}

/// What the newest entry of an operation is together with, the newest first.
async fn request_of(desk: &Desk, operation: &str) -> Vec<LedgerEntry> {
    let tail = desk.ledger_tail(100).await.unwrap();
    let newest = tail.iter().find(|entry| entry.operation == operation).unwrap().correlation.clone();
    tail.into_iter().filter(|entry| entry.correlation == newest).collect()
}

/// The value of a field of an entry, as JSON.
fn said(entry: &LedgerEntry, field: &str) -> Option<String> {
    let change = entry.changes.iter().find(|change| change.field == field)?;
    change.after.as_ref()?.value.clone()
}

fn outcomes(entries: &[LedgerEntry]) -> Vec<&str> {
    entries.iter().map(|entry| entry.outcome.as_str()).collect()
}

#[tokio::test]
async fn every_way_out_is_on_record_before_and_after() {
    let bench = signed().await;
    let Signed { folder, desk, .. } = &bench;
    let out = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let list = listed(ListKind::Roles);
    desk.export("acme", request(ExportFormat::Md, Some(out("a.md")))).await.unwrap();
    let mut pairs = request_of(desk, "access.export").await;
    desk.export_list("acme", &list, &[], ListFormat::Json, Some(&out("b.json"))).await.unwrap();
    pairs.extend(request_of(desk, "access.export").await);
    desk.save_text("acme", &out("c.txt"), "all is well".into()).await.unwrap();
    pairs.extend(request_of(desk, "access.export").await);
    desk.audit_export(&about(""), AuditExportFormat::Csv, true, Some(&out("d.csv"))).await.unwrap();
    pairs.extend(request_of(desk, "audit.export").await);
    desk.evidence_create(bundle(&out("e.zip"))).await.unwrap();
    pairs.extend(request_of(desk, "evidence.create").await);
    desk.backup(Some(&out("f.db"))).await.unwrap();
    pairs.extend(request_of(desk, "workspace.backup").await);

    let files = ["a.md", "b.json", "c.txt", "d.csv", "e.zip", "f.db"];
    assert_eq!(names(folder.path()), files);
    assert_eq!(pairs.len(), 2 * files.len(), "{pairs:#?}");
    for (pair, name) in pairs.chunks(2).zip(files) {
        assert_eq!(outcomes(pair), ["done", "intent"], "{name}");
        assert!(pair[0].number > pair[1].number, "{name}");
        let intent = &pair[1];
        let bytes = std::fs::metadata(out(name)).unwrap().len();
        assert_eq!(said(intent, "bytes"), Some(bytes.to_string()), "{name}");
        assert_eq!(said(intent, "place"), Some(serde_json::to_string(&out(name)).unwrap()), "{name}");
        let place = intent.changes.iter().find(|change| change.field == "place").unwrap();
        assert_eq!(place.object.as_ref().map(|object| object.id.len()), Some(64), "by what it holds");
        let detail = desk.ledger_entry(None, intent.number).await.unwrap();
        assert!(!detail.bytes.contains(name), "a name of a file may name people: {}", detail.bytes);
    }
    let report = desk.verify_ledger(None).await.unwrap();
    assert!(report.holds && report.logs[0].open == 0, "{report:?}");
}

#[tokio::test]
async fn what_is_printed_is_on_record_before_the_first_byte_and_after_the_last() {
    let bench = Bench::acme().await;
    let printed = Arc::new(Mutex::new(String::new()));
    let to = printed.clone();
    let desk = bench.desk.printing(move |bytes| {
        to.lock().unwrap().push_str(&String::from_utf8_lossy(bytes));
        Ok(())
    });
    let exported = desk.export("acme", request(ExportFormat::Pairs, None)).await.unwrap();
    assert_eq!(exported.text, None, "it is printed, and does not come back");
    let there = bench.desk.export("acme", request(ExportFormat::Pairs, None)).await.unwrap().text.unwrap();
    assert_eq!(*printed.lock().unwrap(), there);
    let tail = bench.desk.ledger_tail(3).await.unwrap();
    assert_eq!(outcomes(&tail), ["done", "done", "intent"], "what comes back needs one entry alone");
    assert_eq!(tail[1].correlation, tail[2].correlation);
    assert_eq!(said(&tail[2], "place").as_deref(), Some("\"standard output\""));

    // nobody takes it
    let broken = bench.desk.printing(|_| Err(std::io::Error::other("no paper")));
    let error = broken.export("acme", request(ExportFormat::Pairs, None)).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Storage, "{error:?}");
    assert_eq!(outcomes(&bench.desk.ledger_tail(2).await.unwrap()), ["failed", "intent"]);
}

/// Another program holds the file for longer than anybody waits.
#[tokio::test]
async fn a_ledger_that_refuses_hands_nothing_out() {
    let bench = Bench::acme().await;
    let there = bench.file("there.md", "what stood here before");
    let out = |name: &str| bench.folder.path().join(name).to_string_lossy().into_owned();
    let printed = Arc::new(Mutex::new(0_usize));
    let to = printed.clone();
    let desk = bench.desk.replacing().printing(move |bytes| {
        *to.lock().unwrap() += bytes.len();
        Ok(())
    });
    let before = desk.ledger_tail(1).await.unwrap();
    let other = Store::open(&bench.workspace()).await.unwrap();
    let held = other.write().await.unwrap();
    let (copy, brief) = (out("copy.db"), out("brief.txt"));
    let (over, cedar, saved, copied, out_loud) = tokio::join!(
        desk.export("acme", request(ExportFormat::Md, Some(there.clone()))),
        desk.export("acme", request(ExportFormat::Cedar, Some(out("cedar")))),
        desk.save_text("acme", &brief, "all is well".into()),
        desk.backup(Some(&copy)),
        desk.export("acme", request(ExportFormat::Pairs, None)),
    );
    let errors: [Option<WireError>; 5] = [over.err(), cedar.err(), saved.err(), copied.err(), out_loud.err()];
    for error in errors {
        let error = error.expect("it was handed out");
        assert!(!error.message.is_empty() && !error.hint.is_empty(), "{error:?}");
    }
    assert_eq!(names(bench.folder.path()), ["there.md"], "nothing lies there, not even aside");
    assert_eq!(std::fs::read_to_string(&there).unwrap(), "what stood here before");
    assert_eq!(*printed.lock().unwrap(), 0);
    drop(held);
    assert_eq!(desk.ledger_tail(1).await.unwrap(), before, "nor is it on record that anything was");
    desk.export("acme", request(ExportFormat::Md, Some(there.clone()))).await.unwrap();
    assert_ne!(std::fs::read_to_string(&there).unwrap(), "what stood here before");
}

type Case = (&'static str, fn(&str), &'static str, &'static str);

#[tokio::test]
async fn what_a_program_left_open_is_settled_by_what_lies_there() {
    let bench = Bench::acme().await;
    let out = |name: &str| bench.folder.path().join(name).to_string_lossy().into_owned();
    // a file, what becomes of it, and how that is told
    let cases: [Case; 3] = [
        ("there.md", |_| (), "done", "\"there\""),
        ("gone.md", |file| std::fs::remove_file(file).unwrap(), "unknown", "\"not there\""),
        ("other.md", |file| std::fs::write(file, "something else").unwrap(), "unknown", "\"not there\""),
    ];
    for (name, change, outcome, found) in cases {
        bench.desk.export("acme", request(ExportFormat::Md, Some(out(name)))).await.unwrap();
        change(&out(name));
        let correlation = bench.desk.ledger_tail(1).await.unwrap().remove(0).correlation;
        // as a program leaves it that was ended between the name of the file and the second entry
        let store = Store::open(&bench.workspace()).await.unwrap();
        let mut write = store.write().await.unwrap();
        let holder = "00000000000000aa".to_owned();
        write.open_intent(&OpenIntent { correlation: correlation.clone(), holder }).await.unwrap();
        write.commit_unrecorded().await.unwrap();

        let next = bench.sit("ines", Surface::Cli).await;
        let settled = next.ledger_tail(1).await.unwrap().remove(0);
        assert_eq!(
            (settled.outcome.as_str(), settled.code.as_deref()),
            (outcome, Some("interrupted")),
            "{name}"
        );
        assert_eq!(
            (settled.correlation.as_str(), said(&settled, "found").as_deref()),
            (&*correlation, Some(found))
        );
        assert!(store.open_intents().await.unwrap().is_empty(), "{name}");
        let again = bench.sit("ines", Surface::Cli).await;
        assert_eq!(again.ledger_tail(1).await.unwrap().remove(0), settled, "{name}: once");
    }
}

#[tokio::test]
async fn nothing_is_replaced_unless_that_was_said() {
    let bench = Bench::acme().await;
    for name in ["a.csv", "a.csv-metadata.json", "b.jsonl", "c.txt", "d.db"] {
        bench.file(name, "mine");
    }
    let out = |name: &str| bench.folder.path().join(name).to_string_lossy().into_owned();
    let free = out("free.csv");
    std::fs::write(format!("{free}-metadata.json"), "mine").unwrap();
    let errors = [
        bench.desk.export("acme", request(ExportFormat::Csv, Some(out("a.csv")))).await.err(),
        // also of what stands beside a table
        bench.desk.export("acme", request(ExportFormat::Csv, Some(free.clone()))).await.err(),
        bench
            .desk
            .audit_export(&about(""), AuditExportFormat::Ocsf, false, Some(&out("b.jsonl")))
            .await
            .err(),
        bench.desk.save_text("acme", &out("c.txt"), "yours".into()).await.err(),
        bench.desk.backup(Some(&out("d.db"))).await.err(),
    ];
    for error in errors {
        let error = error.unwrap();
        assert_eq!((error.code, error.hint.contains("--force")), (ErrorCode::BadInput, true), "{error:?}");
    }
    assert!(!Path::new(&free).exists(), "all of it or nothing");
    for name in names(bench.folder.path()) {
        assert_eq!(std::fs::read_to_string(out(&name)).unwrap(), "mine", "{name}");
    }
    let intents = bench.desk.ledger_tail(100).await.unwrap();
    assert!(intents.iter().all(|entry| entry.outcome != "intent"), "nothing was about to be handed out");
    let desk = bench.desk.replacing();
    desk.export("acme", request(ExportFormat::Csv, Some(out("a.csv")))).await.unwrap();
    desk.backup(Some(&out("d.db"))).await.unwrap();
    assert!(std::fs::read_to_string(out("a.csv")).unwrap().starts_with("person,"));
    assert!(std::fs::read(out("d.db")).unwrap().starts_with(b"SQLite format 3\0"));
}

#[tokio::test]
async fn nothing_takes_the_place_of_a_file_of_the_workspace() {
    let bench = Bench::acme().await;
    let file = bench.workspace().join("steward.db");
    let out = file.to_string_lossy().into_owned();
    let desk = bench.desk.replacing();
    let error = desk.backup(Some(&out)).await.unwrap_err();
    assert!(error.message.contains("among the files of the workspace"), "{error:?}");
    let error = desk.export("acme", request(ExportFormat::Md, Some(out))).await.unwrap_err();
    assert!(error.message.contains("among the files of the workspace"), "{error:?}");
    let left = std::fs::read_dir(bench.workspace()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(!left.into_iter().any(|name| name.to_string_lossy().ends_with(".part")));
    assert!(bench.desk.verify_ledger(None).await.unwrap().holds);
}
