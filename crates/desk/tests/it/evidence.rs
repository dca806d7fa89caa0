//! Bundles of evidence from a real workspace.

use super::{ACME, NOW, forget, source};
use serde_json::Value;
use std::path::Path;
use std::sync::{Arc, Mutex};
use steward_desk::wire::{
    AuditDirection, AuditQuestion, ErrorCode, EvidenceDone, EvidenceRequest, FileFormat, Item, ItemKind,
    SecretStoreKind, WireError,
};
use steward_desk::{Clock, Desk, Job, Options, Secret, Surface};
use steward_evidence::{Fault, Files, Trust, read_archive, verify, verify_unsigned};
use steward_ledger::VerifierKey;
use tempfile::TempDir;

const PASSPHRASE: &str = "correct horse battery staple";

/// A workspace with the tenant `acme` whose key has a place.
struct Signed {
    folder: TempDir,
    clock: Arc<Mutex<jiff::Timestamp>>,
    desk: Desk,
}

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

async fn opened(passphrase: Option<&str>) -> Signed {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(Mutex::new(NOW.parse().unwrap()));
    let desk = sit(folder.path(), passphrase, &clock).await;
    let path = folder.path().join("acme.json");
    std::fs::write(&path, ACME).unwrap();
    desk.add_file("acme", source(&path.to_string_lossy(), FileFormat::Json)).await.unwrap();
    Signed { folder, clock, desk }
}

impl Signed {
    fn request(&self, text: &str) -> EvidenceRequest {
        EvidenceRequest {
            question: AuditQuestion { tenant: None, text: text.into() },
            control: None,
            log: None,
            at: None,
            disclose: false,
            sign: true,
            out: self.folder.path().join("bundle.zip").to_string_lossy().into_owned(),
        }
    }

    /// A bundle, which verifies with the key that is told.
    async fn made(&self, request: EvidenceRequest) -> (EvidenceDone, Vec<u8>) {
        let done = self.desk.replacing().evidence_create(request).await.unwrap();
        let bytes = std::fs::read(&done.file.path).unwrap();
        let verdict = verify(&bytes, &[key(&done)]);
        assert!(verdict.holds && verdict.trust == Trust::Compared, "{verdict:?}");
        assert_eq!(verdict.entries.len(), (done.entries + done.supporting) as usize);
        assert_eq!(verdict.events.len(), done.events as usize);
        assert_eq!(verdict.tree_size, Some(u64::from(done.tree_size)));
        (done, bytes)
    }

    async fn bundle(&self, text: &str) -> (EvidenceDone, Vec<u8>) {
        self.made(self.request(text)).await
    }

    async fn refused(&self, text: &str) -> WireError {
        self.desk.evidence_create(self.request(text)).await.unwrap_err()
    }
}

fn key(done: &EvidenceDone) -> VerifierKey {
    done.key.parse().unwrap()
}

/// Whether a text stands anywhere in a bundle, in what holds the files or in any of them.
fn holds(bytes: &[u8], text: &str) -> bool {
    let has = |bytes: &[u8]| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    has(bytes) || read_archive(bytes).unwrap().values().any(|file| has(file))
}

fn names(files: &Files, folder: &str) -> Vec<String> {
    files.keys().filter(|path| path.starts_with(folder)).cloned().collect()
}

#[tokio::test]
async fn a_bundle_holds_what_answers_with_policies_and_packs() {
    let bench = opened(Some(PASSPHRASE)).await;
    let (done, bytes) = bench.bundle("who:Ines op:tenant.*").await;
    assert_eq!((done.entries, done.left_out, done.tree_size, done.disclosed), (1, 0, 2, false));
    assert_eq!(done.file.bytes as usize, bytes.len());
    let files = read_archive(&bytes).unwrap();
    assert_eq!(names(&files, "entries/"), ["entries/000001.json"]);
    let version = bench.desk.workspace().await.unwrap().policy_version;
    let policies = names(&files, "policies/");
    assert!(policies.len() == 1 && policies[0].starts_with(&format!("policies/{version}")), "{policies:?}");
    assert_eq!(files[&policies[0]], steward_desk::policy::DEFAULT.as_bytes());
    let packs = names(&files, "packs/");
    let pack: Value = serde_json::from_slice(&files[&packs[0]]).unwrap();
    assert_eq!((packs.len(), &pack["id"]), (1, &"generic".into()));
    let question: Value = serde_json::from_slice(&files["question.json"]).unwrap();
    let me = bench.desk.workspace().await.unwrap().operator.id;
    assert_eq!(question["text"], format!("who:{me} op:tenant.*"), "by the id, not the name");
    let last = bench.desk.ledger_tail(1).await.unwrap().remove(0);
    let object = last.object.unwrap();
    assert_eq!((last.operation.as_str(), object.id), ("evidence.create", done.sha256));
    assert!(bench.desk.verify_ledger(None).await.unwrap().holds);
}

#[tokio::test]
async fn the_same_question_gives_the_same_bytes_until_another_entry_answers_it() {
    let bench = opened(Some(PASSPHRASE)).await;
    let (_, first) = bench.bundle("op:tenant.*").await;
    let (_, of_a_day) = bench.bundle("op:tenant.* until:2026-11-22").await;
    // the entries about the bundles, and a checkpoint of another day, came after
    *bench.clock.lock().unwrap() = "2026-11-23T08:00:00Z".parse().unwrap();
    bench.desk.backup(None).await.unwrap();
    assert!(bench.bundle("op:tenant.*").await.1 == first);
    bench.desk.set_schedule("acme", Some(60)).await.unwrap();
    let (done, again) = bench.bundle("op:tenant.*").await;
    assert!(again != first && done.entries == 2);
    assert!(bench.bundle("op:tenant.* until:2026-11-22").await.1 == of_a_day);
    // as of a moment or of a number of entries, the checkpoint of then
    let at = |at: &str| EvidenceRequest { at: Some(at.into()), ..bench.request("op:tenant.*") };
    let (done, of_then) = bench.made(at("2026-11-22T23:00:00Z")).await;
    assert_eq!((done.entries, done.left_out, done.tree_size), (1, 1, 2));
    assert!(of_then == first && bench.made(at("2")).await.1 == first);
    let early = bench.desk.evidence_create(at("1")).await.unwrap_err();
    assert_eq!(early.code, ErrorCode::BadInput, "{early:?}");
    // without a signature of its own
    let unsigned = EvidenceRequest { sign: false, ..bench.request("op:tenant.*") };
    let done = bench.desk.replacing().evidence_create(unsigned).await.unwrap();
    let bytes = std::fs::read(&done.file.path).unwrap();
    assert!(!read_archive(&bytes).unwrap().contains_key("manifest.sig"));
    assert_eq!(verify(&bytes, &[key(&done)]).faults, [Fault::Unsigned]);
    assert!(verify_unsigned(&bytes, &[key(&done)]).holds);
}

#[tokio::test]
async fn what_is_withheld_stays_so_unless_it_is_disclosed() {
    let bench = opened(Some(PASSPHRASE)).await;
    let finding = bench.desk.findings("acme", None).await.unwrap().open.remove(0).key;
    bench.desk.dismiss("acme", &finding, "agreed with Anna Roth", "2026-12-24").await.unwrap();
    let (done, bytes) = bench.bundle("op:finding.*").await;
    assert!(done.entries == 1 && !done.disclosed && !holds(&bytes, "Anna Roth"));
    let files = read_archive(&bytes).unwrap();
    let disclosed: Value = serde_json::from_slice(&files["disclosed.json"]).unwrap();
    assert_eq!(disclosed["withheld"][0]["why"], "not-disclosed", "{disclosed}");

    // words find what entries withhold only where that may be read
    let error = bench.refused("\"anna roth\"").await;
    assert_eq!(error.message, "no entry of the ledger and no event of a tenant's log answers the question");
    let disclose = EvidenceRequest { disclose: true, ..bench.request("op:finding.* \"anna roth\"") };
    let (done, bytes) = bench.made(disclose).await;
    assert!(done.entries == 1 && done.disclosed && holds(&bytes, "agreed with Anna Roth"));
    assert_eq!(bench.desk.ledger_tail(1).await.unwrap()[0].operation, "evidence.disclose");
}

#[tokio::test]
async fn compliance_makes_bundles_and_discloses_nothing() {
    let bench = opened(Some(PASSPHRASE)).await;
    let list = bench.desk.operations().await.unwrap();
    let roles = |name: &str| list.iter().find(|x| x.name == name).unwrap().roles.clone();
    assert_eq!(roles("evidence.create"), ["compliance", "administrator"]);
    assert_eq!(roles("evidence.disclose"), ["administrator"]);
}

#[tokio::test]
async fn whoever_was_erased_is_in_no_bundle_and_everything_verifies() {
    let bench = opened(Some(PASSPHRASE)).await;
    let finding = bench.desk.findings("acme", None).await.unwrap().open.remove(0);
    bench.desk.dismiss("acme", &finding.key, "agreed with Anna Roth", "2026-12-24").await.unwrap();
    let disclose = |text: &str| EvidenceRequest { disclose: true, ..bench.request(text) };
    // what was asked is on record too, and goes with the person
    assert!(holds(&bench.made(disclose("\"Anna Roth\"")).await.1, "Anna Roth"));

    std::fs::write(bench.folder.path().join("acme.json"), forget::without(ACME, "p1")).unwrap();
    bench.desk.refresh("acme", &Job { accept_loss: true, ..Job::quiet() }).await.unwrap();
    bench.desk.forget("acme", "anna.roth@acme.example").await.unwrap();
    let (done, bytes) = bench.made(disclose("")).await;
    assert!(done.entries >= 6, "{done:?}");
    for word in ["Anna Roth", "anna.roth", "agreed with"] {
        assert!(!holds(&bytes, word), "{word}");
    }
    let files = read_archive(&bytes).unwrap();
    let disclosed: Value = serde_json::from_slice(&files["disclosed.json"]).unwrap();
    let erased =
        disclosed["withheld"].as_array().unwrap().iter().filter(|one| one["why"] == "erased").count();
    // what was asked, the reason, and whom the pseudonym stood for when the finding is about her
    let hers = |item: &Item| item.kind == ItemKind::Person && item.id == "p1";
    assert_eq!(erased, 2 + usize::from(finding.subjects.iter().any(hers)), "{disclosed}");
    assert!(bench.desk.verify_ledger(None).await.unwrap().holds);
}

#[tokio::test]
async fn without_the_key_it_is_said_what_can_be_proved() {
    let bench = opened(None).await;
    if bench.desk.workspace().await.unwrap().secrets.kind == SecretStoreKind::Keyring {
        eprintln!("skipped: here a keyring has the key");
        return;
    }
    let error = bench.refused("op:tenant.*").await;
    assert_eq!(error.code, ErrorCode::Secrets, "{error:?}");
    assert_eq!(error.meaning, "none of the entries that answer can be proved yet");
    bench.desk.unlock(Secret::new(PASSPHRASE.into())).await.unwrap();
    let (before, _) = bench.bundle("op:tenant.*").await;

    // locked away again: what came since cannot be signed
    let locked = sit(bench.folder.path(), None, &bench.clock).await;
    locked.set_schedule("acme", Some(60)).await.unwrap();
    let error = locked.evidence_create(bench.request("op:tenant.*")).await.unwrap_err();
    assert_eq!(error.meaning, "1 of the 2 entries that answer can be proved without it");
    let size = before.tree_size.to_string();
    assert!(error.hint.contains(&format!("`--at {size} --no-sign`")), "{error:?}");
    let unsigned = EvidenceRequest { at: Some(size), sign: false, ..bench.request("op:tenant.*") };
    let done = locked.replacing().evidence_create(unsigned).await.unwrap();
    assert_eq!((done.entries, done.left_out, &done.key), (1, 1, &before.key));
    let verdict = verify_unsigned(&std::fs::read(&done.file.path).unwrap(), &[key(&before)]);
    assert!(verdict.holds && verdict.manifest_key.is_none(), "{verdict:?}");
    // all of what is asked can be proved, and only the signature of the bundle is missing
    let error = locked.evidence_create(bench.request("op:tenant.add")).await.unwrap_err();
    assert!(error.hint.ends_with("`--no-sign`") && error.meaning.starts_with("all entries"), "{error:?}");
}

#[tokio::test]
async fn a_key_that_took_over_vouches_for_what_came_before() {
    let bench = opened(Some(PASSPHRASE)).await;
    let rotated = bench.desk.rotate_key().await.unwrap();
    bench.desk.set_schedule("acme", Some(60)).await.unwrap();
    let (done, bytes) = bench.bundle("op:tenant.add").await;
    assert_eq!((done.tree_size, &done.key), (3, &rotated.after), "the checkpoint of the moment it took over");
    let before: VerifierKey = rotated.before.unwrap().parse().unwrap();
    let verdict = verify(&bytes, &[before]);
    assert!(!verdict.holds && verdict.trust == Trust::Stranger, "{verdict:?}");
}

#[tokio::test]
async fn a_bundle_is_of_one_log_and_another_log_has_another_key() {
    let bench = opened(Some(PASSPHRASE)).await;
    let clock = bench.clock.clone();
    let omar = Desk::open(Options {
        workspace: bench.folder.path().join("workspace"),
        surface: Surface::Window,
        clock: Clock::new(move || *clock.lock().unwrap()),
        operator_name: "omar".into(),
        passphrase: None,
        memory: None,
        version: "0.0.0-test".into(),
    })
    .await
    .unwrap();
    assert_eq!(omar.remove("acme").await.unwrap_err().code, ErrorCode::Refused);
    let error = bench.refused("").await;
    assert_eq!((error.code, error.details.len()), (ErrorCode::BadInput, 2), "{error:?}");
    assert_eq!(error.message, "entries of 2 logs answer the question");
    let error = bench.refused("outcome:refused").await;
    assert_eq!(error.code, ErrorCode::Secrets, "{error:?}");
    assert!(error.details[0].contains("the operator whose log it is"), "{error:?}");
    assert_eq!(error.hint, "let that operator make the bundle");
    let log = bench.desk.verify_ledger(None).await.unwrap().logs.remove(0).log;
    let named = EvidenceRequest { log: Some(log), ..bench.request("op:operator.join") };
    assert_eq!(bench.made(named).await.0.entries, 1);
    let named = EvidenceRequest { log: Some("steward/x".into()), ..bench.request("") };
    assert_eq!(bench.desk.evidence_create(named).await.unwrap_err().code, ErrorCode::NotFound);
}

impl Signed {
    /// Reads the log of a morning in.
    async fn read_in(&self) {
        let path = self.folder.path().join("log.jsonl");
        std::fs::write(&path, super::audit_search::LOG).unwrap();
        let path = path.to_string_lossy();
        let read = self.desk.audit_import("acme", &path, None, &Job::quiet()).await.unwrap();
        assert_eq!(read.added, 3);
    }
}

#[tokio::test]
async fn events_that_answer_are_proved_by_the_entry_that_seals_them() {
    let bench = opened(Some(PASSPHRASE)).await;
    bench.read_in().await;
    // the entry answers too
    let (done, _) = bench.bundle("op:audit.import,billing.*").await;
    assert_eq!((done.entries, done.supporting, done.events, done.events_left_out), (1, 0, 2, 0));
    // the events alone answer, and the entry is there for them
    let (done, bytes) = bench.bundle("op:billing.*").await;
    assert_eq!((done.entries, done.supporting, done.events, done.disclosed), (0, 1, 2, false));
    assert!(bench.bundle("op:billing.*").await.1 == bytes, "the same question gives the same bytes");
    let verdict = verify(&bytes, &[key(&done)]);
    assert!(verdict.entries[0].supporting && verdict.events.iter().all(|event| event.holds), "{verdict:?}");
    let files = read_archive(&bytes).unwrap();
    let seal = verdict.entries[0].number;
    let wanted: Vec<String> = (0..2)
        .flat_map(|index| ["json", "proof"].map(|end| format!("events/{seal:06}-{index:06}.{end}")))
        .collect();
    assert_eq!(names(&files, "events/"), wanted);
    assert_eq!(names(&files, "entries/"), [format!("entries/{seal:06}.json")]);
    assert_eq!(files["supporting.json"], format!("[{seal}]").into_bytes());
    let sealed: Value = serde_json::from_slice(&files[&wanted[0]]).unwrap();
    assert_eq!(sealed["event"]["action"], "billing.access.grant");
    let report = String::from_utf8(files["report.html"].clone()).unwrap();
    assert!(report.contains("billing.invoice.read") && report.contains("the log of tenant"), "{report}");
    // nobody is named in it
    for word in ["Anna Roth", "asked by Ben", "192.0.2.7", "for a month"] {
        assert!(!holds(&bytes, word), "{word}");
    }
    assert_eq!(bench.bundle("source:tenant op:billing.*").await.0.events, 2);
    assert_eq!(bench.bundle("op:audit.import,billing.* source:steward").await.0.events, 0);
    assert!(bench.desk.verify_ledger(None).await.unwrap().holds);
}

#[tokio::test]
async fn a_control_that_is_listed_is_asked_for_by_its_id_and_the_bundle_names_it() {
    let bench = opened(Some(PASSPHRASE)).await;
    bench.read_in().await;
    let listed = bench.desk.evidence_controls().await.unwrap();
    let known = listed.iter().find(|one| one.id == "AC-2").unwrap();
    assert_eq!(known.title, "Account Management");
    // as the window does: it says how many answer, and the bundle has as many
    let within = |text: &str| AuditQuestion { tenant: Some("acme".into()), text: text.into() };
    let whole = within(&format!("{} since:2026-05-04", known.question));
    let page = bench.desk.audit_search(&whole, AuditDirection::Older, None, 5).await.unwrap();
    assert!(page.total > 0, "{page:?}");
    let by_id = |id: &str| EvidenceRequest {
        question: within("since:2026-05-04"),
        control: Some(id.into()),
        ..bench.request("")
    };
    let (done, bytes) = bench.made(by_id(&known.id)).await;
    assert_eq!(done.entries + done.events, page.total, "{done:?}");
    let files = read_archive(&bytes).unwrap();
    let question: Value = serde_json::from_slice(&files["question.json"]).unwrap();
    let control = &question["control"];
    assert_eq!((&control["id"], &control["lacks"]), (&"AC-2".into(), &known.lacks.as_str().into()));
    let error = bench.desk.evidence_create(by_id("AC-99")).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound, "{error:?}");
}

#[tokio::test]
async fn events_that_no_checkpoint_covers_are_counted() {
    let bench = opened(Some(PASSPHRASE)).await;
    let (before, _) = bench.bundle("op:tenant.add").await;
    bench.read_in().await;
    let at = Some(before.tree_size.to_string());
    let early = EvidenceRequest { at: at.clone(), ..bench.request("op:tenant.add,billing.*") };
    let (done, _) = bench.made(early).await;
    assert_eq!((done.entries, done.supporting, done.events, done.events_left_out), (1, 0, 0, 2));
    let alone = EvidenceRequest { at, ..bench.request("op:billing.*") };
    let error = bench.desk.evidence_create(alone).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::BadInput, "{error:?}");
}

#[tokio::test]
async fn values_of_events_are_disclosed_only_where_that_is_asked() {
    let bench = opened(Some(PASSPHRASE)).await;
    bench.read_in().await;
    let error = bench.refused("\"anna roth\" op:billing.*").await;
    assert_eq!(error.code, ErrorCode::BadInput, "words do not find what is withheld: {error:?}");
    let disclose = EvidenceRequest { disclose: true, ..bench.request("\"anna roth\" op:billing.*") };
    let (done, bytes) = bench.made(disclose).await;
    assert!(done.events == 2 && done.disclosed);
    for word in ["Anna Roth", "asked by Ben", "192.0.2.7"] {
        assert!(holds(&bytes, word), "{word}");
    }
}

#[tokio::test]
async fn whoever_was_forgotten_is_in_no_event_of_a_bundle() {
    let bench = opened(Some(PASSPHRASE)).await;
    bench.read_in().await;
    std::fs::write(bench.folder.path().join("acme.json"), forget::without(ACME, "p1")).unwrap();
    bench.desk.refresh("acme", &Job { accept_loss: true, ..Job::quiet() }).await.unwrap();
    bench.desk.forget("acme", "anna.roth@acme.example").await.unwrap();
    let disclose = EvidenceRequest { disclose: true, ..bench.request("op:billing.*,user.*") };
    let (done, bytes) = bench.made(disclose).await;
    assert!(done.events == 3 && done.supporting == 1 && done.disclosed, "{done:?}");
    for word in ["Anna Roth", "anna.roth", "asked by Ben", "192.0.2.7"] {
        assert!(!holds(&bytes, word), "{word}");
    }
    assert!(holds(&bytes, "Mara Lind"), "others are not forgotten with her");
    let files = read_archive(&bytes).unwrap();
    let told: Value = serde_json::from_slice(&files["disclosed.json"]).unwrap();
    let withheld = told["events"]["withheld"].as_array().unwrap();
    assert!(!withheld.is_empty() && withheld.iter().all(|one| one["why"] == "erased"), "{told}");
}

#[tokio::test]
async fn questions_that_cannot_be_answered_are_told() {
    let bench = opened(Some(PASSPHRASE)).await;
    let error = bench.refused("nokey:x").await;
    assert_eq!(
        (error.code, error.message.as_str()),
        (ErrorCode::BadInput, "column 1: there is no key `nokey`")
    );
    assert!(!error.hint.is_empty());
    assert_eq!(bench.refused("op:nothing.of.this").await.code, ErrorCode::BadInput);
    let mut request = bench.request("tenant:acme");
    assert_eq!(bench.made(request.clone()).await.0.entries, 1, "by its name");
    request.question.tenant = Some("acme".into());
    assert_eq!(bench.desk.evidence_create(request.clone()).await.unwrap_err().code, ErrorCode::BadInput);
    request.question = AuditQuestion { tenant: Some("nowhere".into()), text: String::new() };
    assert_eq!(bench.desk.evidence_create(request).await.unwrap_err().code, ErrorCode::NotFound);
    let mut request = bench.request("");
    request.out = bench.folder.path().join("no/folder/bundle.zip").to_string_lossy().into_owned();
    assert_eq!(bench.desk.evidence_create(request).await.unwrap_err().code, ErrorCode::Storage);
}
