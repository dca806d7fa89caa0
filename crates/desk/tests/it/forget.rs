//! Forgetting somebody who left: the fact stays, the person goes.

use super::{ACME, Bench, NOW, everything};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use steward_access::{Access, RowKind};
use steward_desk::wire::{ErrorCode, FileFormat, Item, ItemKind, SnapshotInfo};
use steward_desk::{Job, Surface};
use steward_model::{Catalogue, Erasure, NameWords, Snapshot, TenantDocument};
use steward_store::{Packed, Store};

/// A tenant without somebody, and without whatever names their id.
pub fn without(tenant: &str, id: &str) -> String {
    let mut tenant: Value = serde_json::from_str(tenant).unwrap();
    for list in tenant.as_object_mut().unwrap().values_mut().filter_map(Value::as_array_mut) {
        list.retain(|item| !item.as_object().unwrap().values().any(|value| value == id));
    }
    tenant.to_string()
}

/// The small tenant with a name of two spellings, which stands in the description of a role as well.
fn joerg() -> String {
    ACME.replace("Anna Roth", "Jörg Müller")
        .replace("anna.roth", "joerg.mueller")
        .replace("Tries out agents", "For JÖRG MÜLLER, ask Joerg.Mueller@acme.example")
}

/// Every spelling by which somebody must not be found.
const WORDS: [&str; 9] = [
    "Jörg Müller",
    "jörg müller",
    "JÖRG MÜLLER",
    "joerg.mueller",
    "Joerg.Mueller",
    "JOERG.MUELLER",
    "joerg.mueller@acme.example",
    "Joerg.Mueller@acme.example",
    "JOERG.MUELLER@ACME.EXAMPLE",
];

/// Files below a folder that hold a text.
fn holding(folder: &Path, wanted: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(holding(&path, wanted));
        } else if std::fs::read(&path).unwrap().windows(wanted.len()).any(|bytes| bytes == wanted.as_bytes())
        {
            found.push(path.display().to_string());
        }
    }
    found
}

/// The canonical text of each snapshot of a tenant, the newest first.
async fn texts(workspace: &Path, tenant: &str) -> Vec<String> {
    let store = Store::open(workspace).await.unwrap();
    let row = store.tenant(tenant).await.unwrap().unwrap();
    let mut list = Vec::new();
    for row in store.tenant_snapshots(&row.id).await.unwrap() {
        let (hash, content) = store.snapshot(&row.hash).await.unwrap().unwrap();
        list.push(String::from_utf8(Packed::canonical(&hash, &content).unwrap()).unwrap());
    }
    store.close().await;
    list
}

/// What everybody in a snapshot holds.
fn held(text: &str) -> BTreeMap<String, Vec<String>> {
    let snapshot = TenantDocument::from_slice(text.as_bytes()).unwrap().into_snapshot().0;
    let access = Access::compile(Arc::new(snapshot), Arc::new(Catalogue::default()));
    let matrix = access.matrix(RowKind::People, NOW.parse().unwrap());
    let snapshot = access.snapshot();
    (0_u32..)
        .zip(&snapshot.people)
        .map(|(row, person)| {
            let ids = matrix.held(row).map(|at| snapshot.permission(at).unwrap().id.clone());
            (person.id.clone(), ids.collect())
        })
        .collect()
}

/// `acme` with somebody in two snapshots who is not in the third, the newest.
async fn left() -> Bench {
    let bench = Bench::new().await;
    bench.add("acme", "acme.json", &joerg(), FileFormat::Json).await.unwrap();
    let second = joerg().replace("Support engineer", "Head of service");
    for (minute, tenant) in [(5, second.clone()), (10, without(&second, "p1"))] {
        bench.until(&format!("2026-11-22T10:{minute:02}:00Z"));
        bench.file("acme.json", &tenant);
        bench.desk.refresh("acme", &Job { accept_loss: true, ..Job::quiet() }).await.unwrap();
    }
    bench
}

fn times(rows: &[SnapshotInfo]) -> Vec<(String, bool)> {
    rows.iter().map(|row| (row.taken_at.clone(), row.baseline)).collect()
}

#[tokio::test]
async fn whoever_left_is_forgotten_and_everything_verifies() {
    let bench = Bench::acme().await;
    let findings = bench.desk.findings("acme", None).await.unwrap().open;
    let reason = "agreed with Anna Roth until May";
    bench.desk.dismiss("acme", &findings[0].key, reason, "2026-12-24").await.unwrap();
    let entry = bench.desk.ledger_tail(1).await.unwrap().remove(0);
    assert_eq!(entry.reason.unwrap().value, Some(format!("\"{reason}\"")));
    assert!(!holding(&bench.workspace(), "Anna Roth").is_empty(), "it is there to be found");

    let error = bench.desk.forget("acme", "Anna Roth").await.unwrap_err();
    assert_eq!(
        (error.code, error.message.as_str()),
        (ErrorCode::BadInput, "`Anna Roth` is still in the tenant")
    );

    bench.file("acme.json", &without(ACME, "p1"));
    bench.desk.refresh("acme", &Job { accept_loss: true, ..Job::quiet() }).await.unwrap();
    let forgotten = bench.desk.forget("acme", "anna.roth@acme.example").await.unwrap();
    // the reason, and whom the pseudonym in the entry stands for when the finding is about her
    let hers = |item: &Item| item.kind == ItemKind::Person && item.id == "p1";
    let values = 1 + u32::from(findings[0].subjects.iter().any(hers));
    assert_eq!((forgotten.values, forgotten.dismissals), (values, 1), "{forgotten:?}");
    assert_eq!((forgotten.snapshots, forgotten.backups, &forgotten.copy), (1, 0, &None), "{forgotten:?}");
    assert_eq!(forgotten.mentions, 0, "{forgotten:?}");
    assert!(
        forgotten.scrubbed && forgotten.elsewhere.is_empty() && forgotten.left.is_empty(),
        "{forgotten:?}"
    );
    let texts = texts(&bench.workspace(), "acme").await;
    for word in ["Anna Roth", "anna.roth"] {
        assert_eq!(holding(&bench.workspace(), word), Vec::<String>::new(), "{word}");
        assert!(texts.iter().all(|text| !text.contains(word)), "{word}: {texts:?}");
    }

    let detail = bench.desk.ledger_entry(None, entry.number).await.unwrap();
    let reason = detail.entry.reason.unwrap();
    assert_eq!((reason.value, reason.commitment.is_some()), (None, true), "that there was a reason stays");
    let last = bench.desk.ledger_tail(1).await.unwrap().remove(0);
    let object = last.object.unwrap();
    assert_eq!((last.operation.as_str(), object.kind.as_str()), ("person.forget", "person"));
    assert_eq!((object.id, object.person), (forgotten.pseudonym, None));
    let report = bench.desk.verify_ledger(None).await.unwrap();
    assert!(report.holds, "{report:?}");
}

#[tokio::test]
async fn nobody_is_forgotten_by_mistake() {
    let bench = Bench::acme().await;
    let error = bench.desk.forget("acme", "Dana Roth").await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Ambiguous, "two have this name");
    assert_eq!(bench.desk.forget("acme", "Zoe").await.unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(bench.record(1).await, [("person.forget".to_owned(), "failed".to_owned())]);
}

#[tokio::test]
async fn every_snapshot_and_copy_forgets_them_and_answers_as_before() {
    let bench = left().await;
    let (first, second) = (bench.desk.backup(None).await.unwrap(), bench.desk.backup(None).await.unwrap());
    let part = bench.workspace().join("backups/.steward.db.part");
    std::fs::write(&part, "Jörg Müller").unwrap();
    let before = bench.desk.snapshots("acme").await.unwrap();
    let texts_before = texts(&bench.workspace(), "acme").await;
    assert_eq!((before.len(), texts_before.len()), (3, 3));
    let hashes: Vec<&str> = before.iter().map(|row| row.hash.as_str()).collect();
    let diff_before = bench.desk.diff("acme", Some(hashes[1]), None).await.unwrap();
    assert!(diff_before.removed.iter().any(|item| item.id == "p1"), "{diff_before:?}");

    let kept = bench.desk.kept_about("acme", "jörg müller").await.unwrap();
    assert_eq!(
        (kept.person.as_str(), kept.snapshots, kept.backups, kept.mentions),
        ("p1", 3, 2, 1),
        "{kept:?}"
    );
    assert_eq!(kept.name, "Jörg Müller");
    assert_eq!(kept.names, ["Jörg Müller", "joerg.mueller", "joerg.mueller@acme.example", "p1"]);
    assert_eq!(bench.desk.snapshots("acme").await.unwrap(), before, "looking changes nothing");
    let forgotten = bench.desk.forget("acme", "Jörg MÜLLER").await.unwrap();
    assert_eq!((forgotten.snapshots, forgotten.backups, forgotten.mentions), (3, 2, 1), "{forgotten:?}");
    assert!(forgotten.scrubbed, "{forgotten:?}");
    let pseudonym = forgotten.pseudonym.as_str();

    // nothing in any file, compressed or not, copies included
    let copy = forgotten.copy.clone().unwrap();
    assert!(Path::new(&copy).is_file() && copy != first.path && copy != second.path, "{copy}");
    assert!(!Path::new(&first.path).exists() && !Path::new(&second.path).exists() && !part.exists());
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::copy(&copy, elsewhere.path().join(steward_store::FILE)).unwrap();
    let texts_after = texts(&bench.workspace(), "acme").await;
    let texts_of_copy = texts(elsewhere.path(), "acme").await;
    assert_eq!(texts_of_copy, texts_after);
    for word in WORDS {
        assert_eq!(holding(&bench.workspace(), word), Vec::<String>::new(), "{word}");
        assert!(texts_before.iter().any(|text| text.contains("Jörg Müller")), "it was there to be found");
        assert!(texts_after.iter().all(|text| !text.contains(word)), "{word}: {texts_after:?}");
    }

    // the same times, the same baseline, the same access
    let after = bench.desk.snapshots("acme").await.unwrap();
    assert_eq!(times(&after), times(&before));
    assert!(after.iter().zip(&before).all(|(after, before)| after.hash != before.hash));
    for (before, after) in texts_before.iter().zip(&texts_after) {
        let mut expected = held(before);
        if let Some(own) = expected.remove("p1") {
            expected.insert(pseudonym.to_owned(), own);
        }
        assert_eq!(held(after), expected);
    }

    // earlier entries name the old addresses: the entry says what took their place, and they lead there
    let entry = bench.desk.ledger_tail(1).await.unwrap().remove(0);
    let quoted = |hash: &str| Some(format!("\"{hash}\""));
    for (before, after) in before.iter().zip(&after) {
        let is = |value: &Option<steward_desk::wire::LedgerValue>, hash: &str| {
            value.as_ref().and_then(|value| value.value.clone()) == quoted(hash)
        };
        let told = entry.changes.iter().any(|change| {
            change.field == "rewritten snapshot"
                && is(&change.before, &before.hash)
                && is(&change.after, &after.hash)
        });
        assert!(told, "{entry:?}");
    }
    let diff = bench.desk.diff("acme", Some(hashes[1]), None).await.unwrap();
    assert_eq!(diff.before.hash, after[1].hash);
    let sizes = |diff: &steward_desk::wire::Diff| {
        (diff.gained_total, diff.lost_total, diff.edges_total, diff.added.len(), diff.removed.len())
    };
    assert_eq!(sizes(&diff), sizes(&diff_before));
    let gone = diff.removed.iter().find(|item| item.id == pseudonym).unwrap();
    assert_eq!(gone.name, pseudonym);
    let mut query = everything(steward_desk::wire::RowKind::People);
    query.against = Some(hashes[2].to_owned());
    bench.desk.matrix_head("acme", &query).await.unwrap();
    let rows = steward_desk::wire::RowKind::People;
    let history = bench.desk.cell_history("acme", rows, pseudonym, "docs.read", &Job::quiet()).await.unwrap();
    let mut entries = history.changes.iter().flat_map(|change| &change.entries);
    assert!(entries.any(|entry| entry.operation == "tenant.refresh"), "{history:?}");
    bench.desk.set_baseline("acme", &hashes[1][..12]).await.unwrap();
    let moved = bench.desk.snapshots("acme").await.unwrap();
    assert_eq!(moved.iter().map(|row| row.baseline).collect::<Vec<_>>(), [false, true, false]);

    let report = bench.desk.verify_ledger(None).await.unwrap();
    assert!(report.holds, "{report:?}");
    let error = bench.desk.forget("acme", "p1").await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound, "there is nobody any more");
}

#[tokio::test]
async fn somebody_else_of_the_same_name_keeps_it() {
    let bench = Bench::acme().await;
    bench.file("acme.json", &without(ACME, "p4"));
    bench.desk.refresh("acme", &Job { accept_loss: true, ..Job::quiet() }).await.unwrap();
    let forgotten = bench.desk.forget("acme", "p4").await.unwrap();
    assert_eq!((forgotten.snapshots, forgotten.mentions), (1, 0), "{forgotten:?}");
    let person = bench.desk.person("acme", "p5", None).await.unwrap();
    assert_eq!(person.user_name, "droth");
    for text in texts(&bench.workspace(), "acme").await {
        assert!(text.contains("Dana Roth") && !text.contains("dana.roth"), "{text}");
    }
}

#[tokio::test]
async fn whoever_comes_back_is_somebody_new() {
    let bench = left().await;
    let old = bench.desk.snapshots("acme").await.unwrap().remove(2).hash;
    bench.desk.forget("acme", "joerg.mueller").await.unwrap();
    bench.file("acme.json", &joerg());
    let report = bench.desk.refresh("acme", &Job { accept_loss: true, ..Job::quiet() }).await.unwrap();
    assert!(report.changed);
    let rows = bench.desk.snapshots("acme").await.unwrap();
    assert_eq!((rows.len(), &rows[0].hash), (4, &old), "the same content has the same address again");
    let person = bench.desk.person("acme", "p1", None).await.unwrap();
    assert_eq!(person.user_name, "joerg.mueller");
    bench.desk.diff("acme", Some("previous"), Some(&old)).await.unwrap();
    let error = bench.desk.forget("acme", "p1").await.unwrap_err();
    assert_eq!(error.message, "`p1` is still in the tenant");
}

#[tokio::test]
async fn other_tenants_and_what_is_not_to_be_changed_are_named() {
    let bench = left().await;
    let path = bench.file("Jörg Müller.json", &joerg());
    bench.desk.add_file("beta", super::source(&path, FileFormat::Json)).await.unwrap();
    let kept = bench.desk.kept_about("acme", "p1").await.unwrap();
    assert_eq!(kept.elsewhere, ["beta"]);
    assert_eq!(kept.left, ["the name or the connection of the tenant `beta`"]);
    let forgotten = bench.desk.forget("acme", "p1").await.unwrap();
    assert_eq!((&forgotten.elsewhere, &forgotten.left), (&kept.elsewhere, &kept.left));
    assert!(texts(&bench.workspace(), "acme").await.iter().all(|text| !text.contains("Jörg Müller")));
    let beta = texts(&bench.workspace(), "beta").await;
    assert!(beta[0].contains("Jörg Müller"), "a tenant has its own people");
}

#[tokio::test]
async fn what_a_program_left_undone_the_next_one_does() {
    let bench = Bench::acme().await;
    let copy = bench.desk.backup(None).await.unwrap().path;
    let store = Store::open(&bench.workspace()).await.unwrap();
    let mut write = store.write().await.unwrap();
    write.set_meta("scrub_due", "0123").await.unwrap();
    write.commit_unrecorded().await.unwrap();

    bench.sit("ines", Surface::Cli).await;
    assert_eq!(store.meta("scrub_due").await.unwrap(), None);
    assert!(!Path::new(&copy).exists());
    let copies = bench.desk.storage().await.unwrap().backups;
    assert_eq!(copies.len(), 1, "one in its place: {copies:?}");
    let again = copies[0].path.clone();
    bench.sit("ines", Surface::Cli).await;
    assert!(Path::new(&again).exists(), "once");
}

#[tokio::test]
async fn whoever_is_at_it_is_not_disturbed() {
    let bench = Bench::acme().await;
    let store = Store::open(&bench.workspace()).await.unwrap();
    let mut write = store.write().await.unwrap();
    write.set_meta("scrub_due", "0123").await.unwrap();
    write.commit_unrecorded().await.unwrap();
    let lock = store.scrub_lock(std::time::Duration::ZERO).await.unwrap();
    bench.sit("ines", Surface::Cli).await;
    assert!(store.meta("scrub_due").await.unwrap().is_some(), "it is another's");
    drop(lock);
    bench.sit("ines", Surface::Cli).await;
    assert_eq!(store.meta("scrub_due").await.unwrap(), None);
}

#[test]
fn in_a_large_tenant_nobodys_access_changes() {
    let pack = steward_pack::builtin("meridian").unwrap();
    let before = steward_sandbox::practice(&pack, NOW.parse().unwrap()).current;
    let text = |snapshot: &Snapshot| String::from_utf8(snapshot.canonical_bytes().unwrap()).unwrap();
    let all = held(&text(&before));
    for person in before.people.iter().step_by(61) {
        let words = [Some(person.name.as_str()), person.email.as_deref()];
        let erasure = Erasure {
            id: person.id.clone(),
            pseudonym: "0f1e2d3c4b5a".into(),
            logins: [person.user_name.to_lowercase()].into(),
            words: NameWords::new(words.into_iter().flatten()),
        };
        let erased = text(&erasure.of(&before).unwrap().snapshot);
        let mut expected = all.clone();
        let own = expected.remove(&person.id).unwrap();
        expected.insert(erasure.pseudonym.clone(), own);
        assert_eq!(held(&erased), expected, "{}", person.id);
        if let Some(email) = &person.email {
            assert!(!NameWords::new([email.as_str()]).is_in(&erased), "{email}");
        }
    }
}
