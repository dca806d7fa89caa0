//! Everything the desk does stands in the ledger, which verifies.

use super::{ACME, Bench, NOW, source};
use std::path::Path;
use std::sync::{Arc, Mutex};
use steward_desk::wire::{
    EnvironmentKind, ErrorCode, FileFormat, FindingView, ItemKind, KeySource, LedgerEntry, LedgerReport,
    LedgerValue, ScimConnection, SecretStoreKind,
};
use steward_desk::{Clock, Desk, Job, Options, Secret, Surface};
use tempfile::TempDir;

/// A desk whose key has a place: the keyring, or where none runs the file under this passphrase.
async fn sit(folder: &Path, passphrase: Option<&str>, clock: &Arc<Mutex<jiff::Timestamp>>) -> Desk {
    let clock = clock.clone();
    Desk::open(Options {
        workspace: folder.join("workspace"),
        surface: Surface::Cli,
        clock: Clock::new(move || *clock.lock().unwrap()),
        operator_name: "ines".into(),
        passphrase: passphrase.map(|text| Secret::new(text.into())),
        memory: None,
        version: "0.0.0-test".into(),
    })
    .await
    .unwrap()
}

pub(super) const PASSPHRASE: &str = "correct horse battery staple";

pub(super) struct Signed {
    pub(super) folder: TempDir,
    pub(super) clock: Arc<Mutex<jiff::Timestamp>>,
    pub(super) desk: Desk,
}

/// A workspace with the tenant `acme`, signed from its first entry on.
pub(super) async fn signed() -> Signed {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(Mutex::new(NOW.parse().unwrap()));
    let desk = sit(folder.path(), Some(PASSPHRASE), &clock).await;
    let path = folder.path().join("acme.json");
    std::fs::write(&path, ACME).unwrap();
    desk.add_file("acme", source(&path.to_string_lossy(), FileFormat::Json)).await.unwrap();
    Signed { folder, clock, desk }
}

async fn verified(desk: &Desk) -> LedgerReport {
    let report = desk.verify_ledger(None).await.unwrap();
    assert!(report.holds, "{report:?}");
    report
}

async fn newest(desk: &Desk) -> LedgerEntry {
    desk.ledger_tail(1).await.unwrap().remove(0)
}

#[tokio::test]
async fn what_is_done_is_signed_and_verifies() {
    let bench = signed().await;
    let report = verified(&bench.desk).await;
    assert_eq!((report.logs.len(), report.before), (1, None));
    let log = &report.logs[0];
    assert!(log.log.starts_with("steward/"), "{log:?}");
    assert_eq!((log.entries, log.signed, log.unsigned), (2, 2, 0));
    assert_eq!((log.compared, log.keys.len(), log.open), (KeySource::Kept, 1, 0));
    let tail = bench.desk.ledger_tail(10).await.unwrap();
    let seen: Vec<(u32, &str)> = tail.iter().map(|entry| (entry.number, entry.operation.as_str())).collect();
    assert_eq!(seen, [(1, "tenant.add"), (0, "operator.join")]);
    assert_eq!(tail[0].previous.as_ref(), Some(&tail[1].hash));
    let tenant = tail[0].tenant.as_ref().unwrap();
    assert_eq!((tenant.name.as_deref(), tenant.environment), (Some("acme"), EnvironmentKind::Live));
    let fields: Vec<&str> = tail[0].changes.iter().map(|change| change.field.as_str()).collect();
    assert_eq!(fields, ["kind", "name", "environment", "snapshot", "read at", "pack"]);
    assert_eq!((tail[0].approval.state.as_str(), tail[0].confirmation.as_str()), ("not-required", "none"));
    assert_ne!(tail[0].correlation, tail[1].correlation);
}

#[tokio::test]
async fn another_program_of_the_same_operator_writes_on_with_the_same_key() {
    let bench = signed().await;
    let other = sit(bench.folder.path(), Some(PASSPHRASE), &bench.clock).await;
    other.set_schedule("acme", Some(60)).await.unwrap();
    bench.desk.set_schedule("acme", None).await.unwrap();
    let report = verified(&other).await;
    assert_eq!((report.logs.len(), report.logs[0].entries, report.logs[0].signed), (1, 4, 4));
    let detail = other.ledger_entry(None, 3).await.unwrap();
    let change = &detail.entry.changes[0];
    let value = |side: &Option<LedgerValue>| side.as_ref().and_then(|side| side.value.clone());
    let (field, before, after) = (change.field.as_str(), value(&change.before), value(&change.after));
    assert_eq!((field, before.as_deref(), after), ("minutes", Some("60"), None));
}

#[tokio::test]
async fn a_reason_and_the_people_of_a_finding_stay_outside_of_the_entry() {
    let bench = signed().await;
    let findings = bench.desk.findings("acme", None).await.unwrap().open;
    let about_people = |x: &&FindingView| x.subjects.iter().any(|item| item.kind == ItemKind::Person);
    let finding = findings.iter().find(about_people).unwrap();
    let reason = "Anna Roth asked for it";
    bench.desk.dismiss("acme", &finding.key, reason, "2026-12-24").await.unwrap();
    let number = newest(&bench.desk).await.number;
    let detail = bench.desk.ledger_entry(None, number).await.unwrap();
    assert!(!detail.bytes.contains("Anna") && !detail.bytes.contains("\"p1\""), "{}", detail.bytes);
    let kept = detail.entry.reason.unwrap();
    assert_eq!(kept.value.as_deref(), Some("\"Anna Roth asked for it\""));
    assert_eq!(kept.commitment.unwrap().len(), 64);
    let object = detail.entry.object.unwrap();
    assert_eq!((object.kind.as_str(), object.id.as_str()), ("finding", finding.key.as_str()));
    let people: Vec<&str> = (detail.entry.changes.iter())
        .filter_map(|change| change.object.as_ref()?.person.as_deref())
        .collect();
    let mut named = finding.subjects.iter().filter(|item| item.kind == ItemKind::Person);
    assert!(named.all(|item| people.contains(&item.id.as_str())), "{people:?}");
    verified(&bench.desk).await;
}

#[tokio::test]
async fn a_refusal_is_an_entry_with_what_refused_it() {
    let bench = Bench::acme().await;
    let omar = bench.sit("omar", Surface::Window).await;
    assert_eq!(omar.remove("acme").await.unwrap_err().code, ErrorCode::Refused);
    let entry = newest(&bench.desk).await;
    let seen = (entry.operation.as_str(), entry.outcome.as_str(), entry.surface.as_str());
    assert_eq!(seen, ("tenant.remove", "refused", "window"));
    assert_eq!(entry.who, omar.workspace().await.unwrap().operator.id);
    assert!(entry.policies.is_empty(), "no policy gave leave");
    let report = bench.desk.verify_ledger(None).await.unwrap();
    assert_eq!(report.logs.len(), 2, "one log for each operator on their device");
    assert!(report.holds, "{report:?}");
}

#[tokio::test]
async fn a_key_takes_over_and_the_one_before_is_of_no_use() {
    let bench = signed().await;
    let before = verified(&bench.desk).await.logs[0].keys[0].key.clone();
    let rotated = bench.desk.rotate_key().await.unwrap();
    assert_eq!(rotated.before.as_ref(), Some(&before));
    bench.desk.set_schedule("acme", Some(60)).await.unwrap();
    let log = verified(&bench.desk).await.logs.remove(0);
    let ranges: Vec<_> = log.keys.iter().map(|key| (key.from, key.until)).collect();
    assert_eq!((ranges, log.signed, log.checkpoints), (vec![(0, Some(3)), (3, None)], 4, 2));
    // an auditor who noted the key down
    assert!(bench.desk.verify_ledger(Some(&rotated.after)).await.unwrap().holds);
    let report = bench.desk.verify_ledger(Some(&before)).await.unwrap();
    assert!(!report.holds && report.logs[0].compared == KeySource::Given, "{report:?}");
    assert_eq!(report.logs[0].faults[0].fault, "foreign-key");
    assert_eq!(bench.desk.verify_ledger(Some("nonsense")).await.unwrap_err().code, ErrorCode::BadInput);

    // the checkpoint of that moment proves what came before it
    let detail = bench.desk.ledger_entry(None, 1).await.unwrap();
    let proof = detail.proof.unwrap();
    assert_eq!(proof.size, 3);
    let parsed: steward_ledger::TlogProof = proof.text.parse().unwrap();
    let keys: [steward_ledger::VerifierKey; 1] = [rotated.after.parse().unwrap()];
    parsed.verify(steward_ledger::leaf_hash(detail.bytes.as_bytes()), &rotated.log, &keys).unwrap();
    assert_eq!(bench.desk.ledger_entry(None, 3).await.unwrap().proof, None, "no checkpoint speaks of it yet");

    // another program of the same operator finds the new key
    let other = sit(bench.folder.path(), Some(PASSPHRASE), &bench.clock).await;
    other.set_schedule("acme", None).await.unwrap();
    assert_eq!(verified(&other).await.logs[0].signed, 5);
}

#[tokio::test]
async fn a_program_with_the_old_key_takes_the_new_one() {
    let bench = signed().await;
    let other = sit(bench.folder.path(), Some(PASSPHRASE), &bench.clock).await;
    other.set_schedule("acme", Some(60)).await.unwrap();
    bench.desk.rotate_key().await.unwrap();
    // the first entry finds that its key is out of use, the second one has the new key
    other.set_schedule("acme", Some(120)).await.unwrap();
    other.set_schedule("acme", Some(240)).await.unwrap();
    let log = verified(&other).await.logs.remove(0);
    assert_eq!((log.entries, log.signed), (6, 6));
}

#[tokio::test]
async fn a_lost_key_is_replaced_and_that_is_on_record() {
    let bench = signed().await;
    if bench.desk.workspace().await.unwrap().secrets.kind != SecretStoreKind::PassphraseFile {
        eprintln!("skipped: here the key lies in the keyring");
        return;
    }
    std::fs::remove_file(bench.folder.path().join("workspace/secrets.age")).unwrap();
    let desk = sit(bench.folder.path(), Some("another one"), &bench.clock).await;
    desk.set_schedule("acme", Some(60)).await.unwrap();
    let tail = desk.ledger_tail(2).await.unwrap();
    let seen: Vec<&str> = tail.iter().map(|entry| entry.operation.as_str()).collect();
    assert_eq!(seen, ["tenant.schedule", "ledger.key-lost"]);
    let log = verified(&desk).await.logs.remove(0);
    let ranges: Vec<_> = log.keys.iter().map(|key| (key.from, key.until)).collect();
    assert_eq!((ranges, log.entries, log.signed), (vec![(0, Some(2)), (3, None)], 4, 4));
}

#[tokio::test]
async fn without_a_place_for_the_key_the_work_goes_on_and_is_signed_later() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(Mutex::new(NOW.parse().unwrap()));
    let desk = sit(folder.path(), None, &clock).await;
    let kind = desk.workspace().await.unwrap().secrets.kind;
    if kind == SecretStoreKind::Keyring {
        eprintln!("skipped: here a keyring has the key");
        return;
    }
    desk.add_practice("practice").await.unwrap();
    let log = verified(&desk).await.logs.remove(0);
    assert_eq!((log.entries, log.signed, log.unsigned), (2, 0, 2));
    assert!(!log.away.is_empty() && log.keys.is_empty() && log.compared == KeySource::Workspace, "{log:?}");
    let doctor = desk.doctor().await;
    let check = doctor.iter().find(|check| check.id == "ledger").unwrap();
    assert!(check.detail.contains("2 of 2 entries not yet signed"), "{check:?}");
    let error = desk.rotate_key().await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Secrets);

    desk.unlock(Secret::new(PASSPHRASE.into())).await.unwrap();
    let log = verified(&desk).await.logs.remove(0);
    assert_eq!((log.entries, log.signed, log.unsigned), (4, 4, 0), "the unlocking signs all before it");

    // locked away again: what comes now waits
    let locked = sit(folder.path(), None, &clock).await;
    locked.set_schedule("practice", Some(60)).await.unwrap();
    let log = verified(&locked).await.logs.remove(0);
    assert_eq!((log.entries, log.signed, log.unsigned), (5, 4, 1));
    assert!(!log.away.is_empty());
}

#[tokio::test]
async fn the_first_entry_of_another_day_makes_a_checkpoint() {
    let bench = signed().await;
    assert_eq!(verified(&bench.desk).await.logs[0].checkpoints, 0);
    *bench.clock.lock().unwrap() = "2026-11-23T08:00:00Z".parse().unwrap();
    bench.desk.set_schedule("acme", Some(60)).await.unwrap();
    bench.desk.set_schedule("acme", Some(120)).await.unwrap();
    assert_eq!(verified(&bench.desk).await.logs[0].checkpoints, 1);
    let detail = bench.desk.ledger_entry(None, 0).await.unwrap();
    assert_eq!(detail.proof.unwrap().size, 3);
}

/// Whoever puts back an older copy of a workspace is found out by what this computer remembers.
#[tokio::test]
async fn a_workspace_that_was_put_back_does_not_fit_the_checkpoint_that_is_remembered() {
    let bench = signed().await;
    let copy = bench.folder.path().join("copy.db");
    bench.desk.backup(Some(&copy.to_string_lossy())).await.unwrap();
    bench.desk.rotate_key().await.unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let (from, to) = (bench.folder.path().join("workspace"), elsewhere.path().join("workspace"));
    std::fs::create_dir(&to).unwrap();
    std::fs::copy(copy, to.join("steward.db")).unwrap();
    if from.join("secrets.age").exists() {
        std::fs::copy(from.join("secrets.age"), to.join("secrets.age")).unwrap();
    }
    let desk = sit(elsewhere.path(), Some(PASSPHRASE), &bench.clock).await;
    let report = desk.verify_ledger(None).await.unwrap();
    let faults: Vec<&str> = report.logs[0].faults.iter().map(|fault| fault.fault.as_str()).collect();
    assert!(!report.holds && faults.contains(&"truncated"), "{report:?}");
}

#[tokio::test]
async fn what_reaches_out_is_on_record_before_and_after_under_one_request() {
    let bench = signed().await;
    let connection = ScimConnection {
        url: "http://127.0.0.1:9/scim".into(),
        pack: None,
        environment: EnvironmentKind::Sandbox,
        proxy: None,
        ca_file: None,
    };
    let token = Secret::new("planted".into());
    bench.desk.add_scim("cloud", connection, token, &Job::quiet()).await.unwrap_err();
    let tail = bench.desk.ledger_tail(2).await.unwrap();
    let seen: Vec<(&str, Option<&str>)> =
        tail.iter().map(|entry| (entry.outcome.as_str(), entry.code.as_deref())).collect();
    assert_eq!(seen, [("failed", Some("unreachable")), ("intent", None)]);
    assert_eq!(tail[0].correlation, tail[1].correlation);
    let name = tail[0].tenant.as_ref().and_then(|tenant| tenant.name.clone());
    assert_eq!(name.as_deref(), Some("cloud"), "also of a tenant that never came to be");
    assert_eq!(bench.desk.entries(Some("cloud"), 10).await.unwrap().len(), 2);
    let related = bench.desk.ledger_entry(None, tail[0].number).await.unwrap().related;
    assert_eq!(related.iter().map(|place| place.number).collect::<Vec<_>>(), [tail[1].number]);
    assert_eq!(verified(&bench.desk).await.logs[0].open, 0);
}

#[tokio::test]
async fn an_entry_that_is_not_there_is_said() {
    let bench = Bench::new().await;
    assert_eq!(bench.desk.ledger_entry(None, 99).await.unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(bench.desk.ledger_entry(Some("steward/x"), 0).await.unwrap_err().code, ErrorCode::NotFound);
}
