//! Events of tenants' logs beside the ledger's entries: read in, known again, asked about, removed.

use super::{Bench, at, bench, entry, operator, raw};
use jiff::Timestamp;
use serde_json::json;
use steward_audit::{
    AuditEvent, Column, EventSource, Outcome, OutcomeState, PageFrom, Party, Question, RowSet, Thing,
};
use steward_ledger::{ApprovalState, verify_inclusion};
use steward_model::Consequence;
use steward_store::{
    AuditKnown, AuditQuestionRow, AuditRetention, AuditRow, AuditTrail, AuditVerified, NewAuditBatch,
    SealedAuditBatch, Store, StoreError,
};

/// Events with different numbers are different; those with the same one are the same.
pub fn event(n: u32) -> AuditEvent {
    let which = n as usize % 3;
    let kind = ["user", "role", "file"][which];
    AuditEvent {
        id: format!("e-{n}"),
        time: Timestamp::from_second(1_777_600_000 + i64::from(n) * 60).unwrap(),
        source: EventSource::Tenant,
        origin: "okta".into(),
        actor: Some(Party { id: format!("u-{}", n % 7), name: Some(format!("Person No{}", n % 7)) }),
        on_behalf_of: None,
        approved_by: None,
        action: ["user.update", "role.assign", "file.read"][which].into(),
        consequence: Some([Consequence::Correct, Consequence::Policy, Consequence::View][which]),
        object: Some(Thing { kind: Some(kind.into()), id: format!("o-{}", n % 11), name: None }),
        tenant: Some("acme".into()),
        surface: Some("api".into()),
        outcome: Outcome {
            state: if n.is_multiple_of(10) { OutcomeState::Denied } else { OutcomeState::Success },
            code: None,
        },
        reason: n.is_multiple_of(50).then(|| format!("ticket {n} of Renée")),
        policy_version: None,
        correlation: Some(format!("r-{}", n / 2)),
        ip: Some("192.0.2.7".into()),
        extra: json!({ "n": n }).as_object().unwrap().clone(),
        raw_hash: "ab".repeat(32),
    }
}

pub fn batch(tenant: &str) -> NewAuditBatch {
    NewAuditBatch {
        tenant: tenant.into(),
        file: "log.jsonl".into(),
        at: at("2026-11-22T10:00:00Z"),
        correlation: "request".into(),
    }
}

pub fn question(tenant: Option<&str>, name: &str) -> AuditQuestionRow {
    AuditQuestionRow {
        tenant: tenant.map(str::to_owned),
        name: name.into(),
        text: "outcome:denied".into(),
        by: "op-1".into(),
        at: at("2026-11-22T10:00:00Z"),
    }
}

/// Reads events in and seals them with an entry.
pub async fn read_in(
    bench: &Bench,
    trail: &AuditTrail,
    tenant: &str,
    events: &[AuditEvent],
) -> SealedAuditBatch {
    let mut write = bench.store.write().await.unwrap();
    let mut import = write.begin_audit_batch(trail, batch(tenant)).await.unwrap();
    for some in events.chunks(700) {
        write.add_audit_events(&mut import, some.to_vec()).await.unwrap();
    }
    let sealed = write.seal_audit_batch(import).await.unwrap();
    write.commit(&bench.device, entry("audit.import", tenant)).await.unwrap();
    sealed
}

async fn add(bench: &Bench, operation: &str) {
    let write = bench.store.write().await.unwrap();
    write.commit(&bench.device, entry(operation, "t-1")).await.unwrap();
}

/// Everything that an index answers, so that two can be compared.
pub fn answers(trail: &AuditTrail) -> String {
    let mut said = String::new();
    for text in [
        "",
        "outcome:denied",
        "op:role.* kind:role",
        "source:steward",
        "-tenant:t-2",
        "request:r-7",
        "approval:granted",
    ] {
        let answer = trail.trail().ask(&text.parse::<Question>().unwrap(), None);
        let page = answer.page(PageFrom::Newest, usize::MAX).rows;
        said.push_str(&format!("{text}: {page:?} {:?}\n", answer.facets(1_000)));
    }
    said
}

fn newest(trail: &AuditTrail, text: &str, limit: usize) -> Vec<u32> {
    trail.trail().ask(&text.parse::<Question>().unwrap(), None).page(PageFrom::Newest, limit).rows
}

fn events(range: std::ops::Range<u32>) -> Vec<AuditEvent> {
    range.map(event).collect()
}

fn terms(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[tokio::test]
async fn what_is_read_in_is_there_again_and_each_event_is_proved() {
    let bench = bench().await;
    add(&bench, "tenant.add").await;
    let trail = bench.store.audit_trail().await.unwrap();
    assert_eq!(trail.trail().len(), 1);
    let events = events(0..2_500);
    let sealed = read_in(&bench, &trail, "t-1", &events).await;
    let (batch, mut trail) = (sealed.batch.unwrap(), sealed.trail);
    assert_eq!((batch.events, batch.removed, batch.mapping.as_str(), sealed.known), (2_500, 0, "okta", 0));
    assert_eq!(bench.store.audit_batches(Some("t-1")).await.unwrap(), std::slice::from_ref(&batch));
    assert!(bench.store.audit_batches(Some("t-2")).await.unwrap().is_empty());
    let kept = bench.store.audit_kept().await.unwrap();
    assert_eq!((kept.events, kept.bytes, kept.batches), (2_500, batch.bytes, 1));

    // the entry that sealed it is newer than the index, and nothing was written for it
    assert_eq!(trail.trail().len(), 2_501);
    bench.store.catch_up_audit(&mut trail).await.unwrap();
    assert_eq!(trail.trail().len(), 2_502);
    let rows = newest(&trail, "", 3);
    let page = bench.store.audit_rows(&trail, &rows).await.unwrap();
    let seqs: Vec<Option<i64>> = rows.iter().map(|row| trail.seq(*row)).collect();
    assert_eq!(seqs, [Some(2), Some(1), None]);
    assert_eq!((trail.row(2), trail.row(3)), (Some(rows[0]), None));
    let AuditRow::Own { row, entry } = &page[0] else { panic!("{page:?}") };
    assert_eq!((*row, entry.seq, entry.number), (rows[0], 2, 1));
    let AuditRow::Event(last) = &page[2] else { panic!("{page:?}") };
    assert_eq!((last.event == events[2_499], last.tenant.as_str(), last.batch), (true, "t-1", batch.id));
    assert!(last.erased.is_empty());

    for index in [0_u32, 1, 1_023, 1_024, 1_025, 2_047, 2_048, 2_499] {
        let proof = bench.store.audit_proof(batch.first + index).await.unwrap().unwrap();
        assert_eq!(proof.event.event, events[index as usize]);
        let leaf = steward_ledger::leaf_hash(&proof.sealed);
        assert_eq!((leaf, u64::from(index)), (proof.leaf, proof.index));
        verify_inclusion(leaf, proof.index, 2_500, &proof.path, batch.root).unwrap();
        assert!(!proof.values.is_empty());
    }
    assert_eq!(bench.store.audit_proof(batch.first + 2_500).await.unwrap(), None);
    // many at once are the same ones, in their own order
    let wanted = [2_499, 0, 1_024, 2_500].map(|index| batch.first + index);
    let proofs = bench.store.audit_proofs(&wanted).await.unwrap();
    assert_eq!(proofs.iter().map(|proof| proof.index).collect::<Vec<_>>(), [0, 1_024, 2_499]);
    for proof in proofs {
        let row = batch.first + u32::try_from(proof.index).unwrap();
        assert_eq!(bench.store.audit_proof(row).await.unwrap(), Some(proof));
    }
    assert_eq!(bench.store.audit_proof(0).await.unwrap(), None, "an entry of the ledger");
}

#[tokio::test]
async fn the_index_is_the_same_after_opening_it_and_after_building_it_again() {
    let bench = bench().await;
    add(&bench, "tenant.add").await;
    let trail = bench.store.audit_trail().await.unwrap();
    let trail = read_in(&bench, &trail, "t-1", &events(1_000..3_000)).await.trail;
    add(&bench, "tenant.refresh").await;
    // older than what is there, so that blocks change
    let mut trail = read_in(&bench, &trail, "t-2", &events(0..2_000)).await.trail;
    add(&bench, "tenant.refresh").await;
    bench.store.catch_up_audit(&mut trail).await.unwrap();
    let wanted = answers(&trail);
    assert_eq!(trail.trail().len(), 4_005);

    let store = Store::open(bench.folder.path()).await.unwrap();
    let opened = store.audit_trail().await.unwrap();
    assert_eq!((answers(&opened), opened.rebuilt()), (wanted.clone(), None));
    let built = store.rebuild_audit("asked for".into()).await.unwrap();
    assert_eq!((answers(&built), built.rebuilt()), (wanted.clone(), Some("asked for")));
    // the other one sees that the file has another index now
    bench.store.catch_up_audit(&mut trail).await.unwrap();
    assert_eq!(answers(&trail), wanted);
}

/// Which approval an entry has stands in the entry alone, and no column beside it.
#[tokio::test]
async fn how_an_approval_stands_is_found_after_opening_and_building_again() {
    let bench = bench().await;
    add(&bench, "tenant.add").await;
    for state in [ApprovalState::Granted, ApprovalState::Pending, ApprovalState::BreakGlass] {
        let mut new = entry("tenant.refresh", "t-1");
        new.event.decision.approval.state = state;
        let write = bench.store.write().await.unwrap();
        write.commit(&bench.device, new).await.unwrap();
    }
    let trail = bench.store.audit_trail().await.unwrap();
    let approver = Party { id: "u-9".into(), name: None };
    let told = AuditEvent { approved_by: Some(approver), ..event(1) };
    let mut trail = read_in(&bench, &trail, "t-1", &[told, event(2)]).await.trail;
    bench.store.catch_up_audit(&mut trail).await.unwrap();
    let counted =
        |trail: &AuditTrail, text: &str| trail.trail().ask(&text.parse::<Question>().unwrap(), None).total();
    let wanted = [
        ("approval:granted", 2),
        ("approval:waiting source:steward", 1),
        ("approval:break-glass", 1),
        // the first entry and the one that sealed the events
        ("approval:none", 2),
        ("approval:\"\"", 1),
        ("-approval:none,\"\"", 4),
    ];
    let opened = bench.store.audit_trail().await.unwrap();
    let built = bench.store.rebuild_audit("asked for".into()).await.unwrap();
    for (text, many) in wanted {
        let found = [&trail, &opened, &built].map(|trail| counted(trail, text));
        assert_eq!(found, [many; 3], "{text}");
    }
    assert_eq!(bench.store.verify_audit_index().await.unwrap().faults, Vec::new());
}

/// After an update the blocks are those of the version before: they are built again when they are read.
#[tokio::test]
async fn an_index_of_another_version_is_built_again_and_is_no_fault() {
    let bench = bench().await;
    let trail = bench.store.audit_trail().await.unwrap();
    let mut trail = read_in(&bench, &trail, "t-1", &events(0..300)).await.trail;
    bench.store.catch_up_audit(&mut trail).await.unwrap();
    let mut db = raw(bench.folder.path()).await;
    let sql = "UPDATE audit_blocks SET bytes = CAST(x'53414201' || substr(bytes, 5) AS BLOB)";
    assert!(sqlx::query(sql).execute(&mut db).await.unwrap().rows_affected() > 0);
    assert_eq!(bench.store.verify_audit_index().await.unwrap().faults, Vec::new());
    let built = bench.store.audit_trail().await.unwrap();
    assert!(built.rebuilt().is_some_and(|why| why.contains("version 1")), "{:?}", built.rebuilt());
    assert_eq!(answers(&built), answers(&trail));
    assert_eq!(bench.store.verify_audit_index().await.unwrap().faults, Vec::new());
}

/// That an entry cannot be read is named where the ledger is verified; the index is not blamed for it.
#[tokio::test]
async fn an_entry_that_cannot_be_read_is_no_fault_of_the_index() {
    let bench = bench().await;
    add(&bench, "tenant.add").await;
    add(&bench, "tenant.refresh").await;
    let trail = bench.store.audit_trail().await.unwrap();
    read_in(&bench, &trail, "t-1", &events(0..3)).await;
    let mut db = raw(bench.folder.path()).await;
    for sql in [
        "DROP TRIGGER ledger_entries_are_not_changed",
        "UPDATE ledger_entries SET bytes = zeroblob(40) WHERE number = 0",
    ] {
        sqlx::query(sqlx::AssertSqlSafe(sql.to_owned())).execute(&mut db).await.unwrap();
    }
    assert_eq!(bench.store.verify_audit_index().await.unwrap().faults, Vec::new());
    // what the index says of the one that can be read still counts
    let sql =
        "UPDATE audit_words SET words = replace(words, 'tenant.refresh', 'tenant.other') WHERE list = 'op'";
    sqlx::query(sql).execute(&mut db).await.unwrap();
    let faults = bench.store.verify_audit_index().await.unwrap().faults;
    assert!(faults.iter().any(|fault| fault.kind == "index-changed"), "{faults:?}");
}

#[tokio::test]
async fn an_event_is_kept_once_for_a_tenant() {
    let bench = bench().await;
    let trail = bench.store.audit_trail().await.unwrap();
    let known = bench.store.known_audit_events("t-1", &events(0..10)).await.unwrap();
    assert_eq!(known, AuditKnown::default());
    let first = read_in(&bench, &trail, "t-1", &events(0..1_500)).await;
    let mut again = events(500..1_600);
    again.extend(events(1_590..1_600));
    assert_eq!(bench.store.known_audit_events("t-1", &again).await.unwrap().events, 1_000);
    let second = read_in(&bench, &first.trail, "t-1", &again).await;
    assert_eq!((second.batch.unwrap().events, second.known), (100, 1_010));
    // what one request read in before came twice in it; to another one it was here already
    assert_eq!(second.repeated, 1_010);
    let another = NewAuditBatch { correlation: "another".into(), ..batch("t-1") };
    let mut write = bench.store.write().await.unwrap();
    let mut import = write.begin_audit_batch(&second.trail, another).await.unwrap();
    for some in [again.clone(), vec![event(1_700)], vec![event(1_700)]] {
        write.add_audit_events(&mut import, some).await.unwrap();
    }
    assert_eq!((import.events(), import.known(), import.repeated()), (1, 1_111, 1));
    drop(write);
    let third = read_in(&bench, &second.trail, "t-1", &again).await;
    assert_eq!((third.batch, third.known), (None, 1_110));
    assert_eq!(bench.store.audit_batches(None).await.unwrap().len(), 2);
    let other = read_in(&bench, &third.trail, "t-2", &events(0..10)).await;
    assert_eq!((other.batch.unwrap().events, other.known), (10, 0), "tenants are apart");
    // two entries were made while nothing was new to the index, one with a batch that came to nothing
    let mut trail = other.trail;
    bench.store.catch_up_audit(&mut trail).await.unwrap();
    assert_eq!(trail.trail().len(), 1_610 + 4);
    assert_eq!(answers(&trail), answers(&bench.store.audit_trail().await.unwrap()));
}

/// The same id with another content: what is kept stays, and it is told which they are.
#[tokio::test]
async fn an_event_that_comes_again_and_says_something_else_is_told() {
    let bench = bench().await;
    let trail = bench.store.audit_trail().await.unwrap();
    let first = read_in(&bench, &trail, "t-1", &events(0..20)).await;
    assert_eq!((first.known, first.differs), (0, 0));
    let other = |n: u32, hash: &str, action: &str| AuditEvent {
        raw_hash: hash.repeat(32),
        action: action.to_owned(),
        ..event(n)
    };
    // written in another way, something else, new, and twice in one file
    let again = vec![
        event(1),
        other(2, "cd", &event(2).action),
        other(3, "cd", "file.delete"),
        event(30),
        other(30, "cd", "file.delete"),
        other(21, "cd", "file.delete"),
        other(21, "ef", "file.delete"),
    ];
    let known = bench.store.known_audit_events("t-1", &again).await.unwrap();
    assert_eq!(
        known,
        AuditKnown { events: 3, repeated: 2, differs: vec![2] },
        "what is kept alone is looked at"
    );
    let mut write = bench.store.write().await.unwrap();
    let mut import = write.begin_audit_batch(&first.trail, batch("t-1")).await.unwrap();
    assert_eq!(write.add_audit_events(&mut import, again.clone()).await.unwrap(), [2, 4]);
    // what the same file said before counts as kept
    assert_eq!(write.add_audit_events(&mut import, vec![other(30, "ef", "x")]).await.unwrap(), [0]);
    assert_eq!((import.events(), import.known(), import.differs()), (2, 6, 3));
    let sealed = write.seal_audit_batch(import).await.unwrap();
    write.commit(&bench.device, entry("audit.import", "t-1")).await.unwrap();
    assert_eq!((sealed.batch.as_ref().unwrap().events, sealed.differs), (2, 3));
    let row = first.batch.unwrap().first + 3;
    let kept = bench.store.audit_proof(row).await.unwrap().unwrap();
    assert_eq!(kept.event.event, event(3), "nothing was overwritten");
}

/// More questions than there are connections: none of them holds one while it waits for another.
#[tokio::test]
async fn many_questions_at_once_are_all_answered() {
    let bench = bench().await;
    add(&bench, "tenant.add").await;
    let mut trail = bench.store.audit_trail().await.unwrap();
    bench.store.find_audit_text(&mut trail, &terms(&["tenant.add"])).await.unwrap();
    let ask = |_| {
        let (store, mut trail) = (bench.store.clone(), trail.clone());
        tokio::spawn(async move { store.find_audit_text(&mut trail, &terms(&["tenant.add"])).await })
    };
    let asked: Vec<_> = (0..40).map(ask).collect();
    for one in asked {
        assert_eq!(one.await.unwrap().unwrap().len(), 1);
    }
}

/// Whoever only asks does not wait for whoever writes, and finds everything all the same.
#[tokio::test]
async fn questions_are_answered_while_another_program_writes() {
    let bench = bench().await;
    add(&bench, "tenant.add").await;
    let other = Store::open(bench.folder.path()).await.unwrap();
    let mut trail = other.audit_trail().await.unwrap();
    let texts = terms(&["tenant.add"]);
    assert_eq!(other.find_audit_text(&mut trail, &texts).await.unwrap().len(), 1);
    for operation in ["tenant.refresh", "tenant.remove"] {
        add(&bench, operation).await;
    }
    let write = bench.store.write().await.unwrap();
    let begun = std::time::Instant::now();
    let third = Store::open(bench.folder.path()).await.unwrap();
    let mut fresh = third.audit_trail().await.unwrap();
    third.catch_up_audit(&mut fresh).await.unwrap();
    for word in ["tenant.add", "tenant.refresh", "TENANT.rem*"] {
        let found = third.find_audit_text(&mut fresh, &terms(&[word])).await.unwrap();
        assert_eq!(found.len(), 1, "{word}");
        let row = found.iter().next().unwrap();
        assert!(fresh.seq(row).is_some(), "{word}");
    }
    assert!(third.find_audit_text(&mut fresh, &terms(&["tenant.add", "refresh"])).await.unwrap().is_empty());
    assert!(begun.elapsed() < std::time::Duration::from_secs(4), "{:?}", begun.elapsed());
    assert!(matches!(third.write_at_once().await, Err(StoreError::Locked { .. })));
    write.commit_unrecorded().await.unwrap();
    let found = third.find_audit_text(&mut fresh, &terms(&["tenant.refresh"])).await.unwrap();
    assert_eq!(found.len(), 1, "and it is there once when it can be kept");
    third.write_at_once().await.unwrap().commit_unrecorded().await.unwrap();
}

/// A workspace on a medium that cannot be written is read as any other.
#[tokio::test]
async fn what_cannot_be_written_is_searched_and_verified() {
    let bench = bench().await;
    let trail = bench.store.audit_trail().await.unwrap();
    read_in(&bench, &trail, "t-1", &events(0..30)).await;
    add(&bench, "tenant.refresh").await;
    let folder = bench.folder.path();
    for closed in [false, true] {
        if closed {
            bench.store.close().await;
        }
        let before = listed(folder);
        let store = Store::open_read_only(folder).await.unwrap();
        assert!(store.is_read_only());
        let mut trail = store.audit_trail().await.unwrap();
        assert_eq!(trail.trail().len(), 32, "closed: {closed}");
        let found = store.find_audit_text(&mut trail, &terms(&["tenant.refresh"])).await.unwrap();
        assert_eq!(found.len(), 1, "words that no search has kept yet are found too");
        assert!(!store.find_audit_text(&mut trail, &terms(&["o-3"])).await.unwrap().is_empty());
        for batch in store.audit_batches(None).await.unwrap() {
            assert!(store.verify_audit_batch(&batch).await.unwrap().faults.is_empty());
        }
        assert!(store.verify_audit_index().await.unwrap().faults.is_empty());
        assert!(matches!(store.write().await, Err(StoreError::ReadOnly { .. })));
        assert!(matches!(store.write_at_once().await, Err(StoreError::ReadOnly { .. })));
        store.close().await;
        assert_eq!(listed(folder), before, "nothing is changed in the folder");
    }
}

/// Names and sizes in a folder, of what holds content.
fn listed(folder: &std::path::Path) -> Vec<(String, u64)> {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    let mut list: Vec<(String, u64)> = entries
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.metadata().unwrap().len()))
        .collect();
    list.sort();
    list
}

#[tokio::test]
async fn what_another_program_writes_is_seen_and_numbers_stay() {
    let bench = bench().await;
    let other = Store::open(bench.folder.path()).await.unwrap();
    let mut theirs = other.audit_trail().await.unwrap();
    add(&bench, "tenant.add").await;
    add(&bench, "tenant.refresh").await;
    other.catch_up_audit(&mut theirs).await.unwrap();
    let before = [theirs.row(1), theirs.row(2)];
    assert_eq!(before, [Some(0), Some(1)]);
    let ours = bench.store.audit_trail().await.unwrap();
    let ours = read_in(&bench, &ours, "t-1", &events(0..20)).await.trail;
    other.catch_up_audit(&mut theirs).await.unwrap();
    assert_eq!([theirs.row(1), theirs.row(2)], before);
    assert_eq!([ours.row(1), ours.row(2)], before);
    assert_eq!(theirs.row(3), Some(22), "it comes after the events");
    assert_eq!((theirs.seq(2), theirs.seq(21), theirs.seq(22)), (None, None, Some(3)));
    assert_eq!(theirs.trail().len(), 23);
}

#[tokio::test]
async fn a_batch_that_is_given_up_leaves_nothing() {
    let bench = bench().await;
    add(&bench, "tenant.add").await;
    let mut trail = bench.store.audit_trail().await.unwrap();
    let before = answers(&trail);
    let mut write = bench.store.write().await.unwrap();
    let mut import = write.begin_audit_batch(&trail, batch("t-1")).await.unwrap();
    write.add_audit_events(&mut import, events(0..100)).await.unwrap();
    assert_eq!((import.events(), import.known()), (100, 0));
    drop(write);
    bench.store.catch_up_audit(&mut trail).await.unwrap();
    assert_eq!(answers(&trail), before);
    assert!(bench.store.audit_batches(None).await.unwrap().is_empty());
    let sealed = read_in(&bench, &trail, "t-1", &events(0..100)).await;
    assert_eq!(sealed.batch.unwrap().events, 100);
}

#[tokio::test]
async fn many_entries_become_blocks_by_themselves() {
    let bench = bench().await;
    let write = bench.store.write().await.unwrap();
    let many = (0..17_000).map(|_| entry("tenant.refresh", "t-1")).collect();
    write.commit_all(&bench.device, many).await.unwrap();
    let trail = bench.store.audit_trail().await.unwrap();
    let mut db = raw(bench.folder.path()).await;
    let blocks: i64 =
        sqlx::query_scalar("SELECT count(*) FROM audit_blocks").fetch_one(&mut db).await.unwrap();
    assert!(blocks > 0);
    assert_eq!((trail.trail().len(), trail.row(17_000)), (17_000, Some(16_999)));
    add(&bench, "tenant.refresh").await;
    let opened = bench.store.audit_trail().await.unwrap();
    assert_eq!(
        (opened.trail().len(), opened.row(17_000), opened.row(17_001)),
        (17_001, Some(16_999), Some(17_000))
    );
}

#[tokio::test]
async fn words_of_events_and_entries_are_found() {
    let bench = bench().await;
    let mut write = bench.store.write().await.unwrap();
    write.insert_operator(&operator("op-1", "ines")).await.unwrap();
    write.commit(&bench.device, entry("billing.grant", "t-1")).await.unwrap();
    let trail = bench.store.audit_trail().await.unwrap();
    let sealed = read_in(&bench, &trail, "t-1", &events(0..201)).await;
    let (first, mut trail) = (sealed.batch.unwrap().first, sealed.trail);
    for (words, wanted) in [
        (vec!["renee"], vec![first, first + 50, first + 100, first + 150, first + 200]),
        (vec!["RENÉE", "ticket 150"], vec![first + 150]),
        (vec!["tick*", "\"200\""], vec![first + 200]),
        (vec!["150 ticket"], vec![]),
        (vec!["person no3", "ticket"], vec![first + 150]),
        (vec!["ines", "billing.grant"], vec![0]),
        (vec!["--"], vec![]),
        (vec![], vec![]),
    ] {
        let found: Vec<u32> =
            bench.store.find_audit_text(&mut trail, &terms(&words)).await.unwrap().iter().collect();
        assert_eq!(found, wanted, "{words:?}");
    }
    // an entry that was made since
    let ines = bench.store.find_audit_text(&mut trail, &terms(&["ines"])).await.unwrap();
    add(&bench, "role.remove").await;
    let found = bench.store.find_audit_text(&mut trail, &terms(&["ines"])).await.unwrap();
    assert_eq!(found.len(), ines.len() + 1);
    let question: Question = "op:role.*".parse().unwrap();
    let rows = trail.trail().ask(&question, Some(found)).page(PageFrom::Newest, 10).rows;
    assert_eq!(rows.iter().map(|row| trail.seq(*row)).collect::<Vec<_>>(), [Some(3)]);
}

#[tokio::test]
async fn people_are_asked_for_by_their_pseudonyms() {
    let bench = bench().await;
    let trail = bench.store.audit_trail().await.unwrap();
    let trail = read_in(&bench, &trail, "t-1", &events(0..70)).await.trail;
    let pseudonyms = bench.store.pseudonyms_of(Some("t-1"), "U-3").await.unwrap();
    assert_eq!(pseudonyms.len(), 1);
    let people = bench.store.people_of(&pseudonyms).await.unwrap();
    assert_eq!(people.get(&pseudonyms[0]).map(String::as_str), Some("u-3"));
    assert_eq!(bench.store.pseudonyms_of(None, "u-*").await.unwrap().len(), 7);
    assert_eq!(bench.store.pseudonyms_of(Some("t-2"), "u-*").await.unwrap().len(), 0);
    let question = Question::default().with(Column::Who, pseudonyms[0].as_str());
    assert_eq!(trail.trail().ask(&question, None).total(), 10);
    // the index itself knows nobody
    assert!(trail.trail().dictionary().words(Column::Who).all(|word| !word.contains("u-3")));
}

#[tokio::test]
async fn what_a_limit_removes_is_said_before_and_the_rest_is_still_proved() {
    let bench = bench().await;
    add(&bench, "tenant.add").await;
    let trail = bench.store.audit_trail().await.unwrap();
    let trail = read_in(&bench, &trail, "t-1", &events(0..1_200)).await.trail;
    let trail = read_in(&bench, &trail, "t-2", &events(1_200..1_300)).await.trail;
    assert_eq!(bench.store.audit_plan(&trail, at("2026-11-22T10:00:00Z")).await.unwrap(), None);
    let retention = AuditRetention { days: Some(10), mib: None };
    let mut write = bench.store.write().await.unwrap();
    write.set_audit_retention(retention).await.unwrap();
    write.commit_unrecorded().await.unwrap();
    // ten days after the event with the number 600
    let now = Timestamp::from_second(1_777_600_000 + 600 * 60 + 10 * 86_400).unwrap();
    let plan = bench.store.audit_plan(&trail, now).await.unwrap().unwrap();
    assert_eq!((plan.events, plan.rows.len(), plan.tenants.len()), (600, 600, 1));
    let counts: Vec<(&str, u32)> =
        plan.consequences.iter().map(|value| (value.value.as_str(), value.count)).collect();
    assert_eq!(counts, [("correct", 200), ("policy", 200), ("view", 200)]);
    assert!(plan.bytes > 0);

    let mut write = bench.store.write().await.unwrap();
    let change = write.remove_audit_rows(&trail, &plan.rows).await.unwrap();
    write.commit(&bench.device, entry("audit.remove", "")).await.unwrap();
    let mut trail = change.trail;
    assert_eq!(change.events, 600);
    assert_eq!(bench.store.audit_kept().await.unwrap().events, 700);
    bench.store.catch_up_audit(&mut trail).await.unwrap();
    assert_eq!(trail.trail().len(), 700 + 4);
    assert_eq!(answers(&trail), answers(&bench.store.audit_trail().await.unwrap()));
    let batch = bench.store.audit_batches(Some("t-1")).await.unwrap().remove(0);
    assert_eq!((batch.events, batch.removed), (1_200, 600));
    let report = bench.store.verify_audit_batch(&batch).await.unwrap();
    assert_eq!((report.events, report.faults), (1_200, Vec::new()));
    assert_eq!(bench.store.audit_proof(batch.first + 599).await.unwrap(), None);
    let left = bench.store.audit_proofs(&[batch.first + 599, batch.first + 600]).await.unwrap();
    assert_eq!(
        left.iter().map(|proof| proof.index).collect::<Vec<_>>(),
        [600],
        "what was removed is left out"
    );
    verify_inclusion(left[0].leaf, 600, 1_200, &left[0].path, batch.root).unwrap();
    let proof = bench.store.audit_proof(batch.first + 600).await.unwrap().unwrap();
    verify_inclusion(proof.leaf, 600, 1_200, &proof.path, batch.root).unwrap();
    assert_eq!(bench.store.find_audit_text(&mut trail, &terms(&["renee"])).await.unwrap().len(), 14);
    assert!(bench.store.audit_rows(&trail, &[batch.first]).await.unwrap().is_empty());

    // all of a tenant: nothing is left but the batch itself
    let mut write = bench.store.write().await.unwrap();
    let change = write.remove_audit_tenant(&trail, "t-1").await.unwrap();
    write.commit(&bench.device, entry("tenant.remove", "t-1")).await.unwrap();
    assert_eq!(change.events, 600);
    let batch = bench.store.audit_batches(Some("t-1")).await.unwrap().remove(0);
    assert_eq!((batch.removed, batch.bytes), (1_200, 0));
    let report = bench.store.verify_audit_batch(&batch).await.unwrap();
    assert_eq!((report.events, report.faults), (0, Vec::new()));
    // what was removed can be read in again
    let again = read_in(&bench, &change.trail, "t-1", &events(0..5)).await;
    assert_eq!((again.batch.unwrap().events, again.known), (5, 0));
}

#[tokio::test]
async fn a_limit_on_size_removes_the_oldest() {
    let bench = bench().await;
    let trail = bench.store.audit_trail().await.unwrap();
    let trail = read_in(&bench, &trail, "t-1", &events(0..4_000)).await.trail;
    let kept = bench.store.audit_kept().await.unwrap();
    assert!(kept.bytes > 1 << 20, "there is more than the limit: {}", kept.bytes);
    let retention = AuditRetention { days: None, mib: Some(1) };
    let plan = trail.retention_plan(retention, kept, at("2026-11-22T10:00:00Z"));
    let mut write = bench.store.write().await.unwrap();
    let change = write.remove_audit_rows(&trail, &plan.rows).await.unwrap();
    write.commit(&bench.device, entry("audit.remove", "")).await.unwrap();
    assert_eq!(change.events, plan.events);
    let left = bench.store.audit_kept().await.unwrap();
    assert!(left.bytes < (1 << 20) + (1 << 14) && left.bytes > 1 << 19, "{}", left.bytes);
    let oldest = change.trail.trail().ask(&Question::default(), None).page(PageFrom::Oldest, 1).rows;
    assert_eq!(oldest, [plan.events], "the oldest one that is left comes right after those that went");
    let unlimited = change.trail.retention_plan(AuditRetention::default(), left, at("2026-11-22T10:00:00Z"));
    assert_eq!((unlimited.events, unlimited.rows), (0, RowSet::new()));
}

#[tokio::test]
async fn a_damaged_index_is_built_again_and_says_so() {
    let bench = bench().await;
    let trail = bench.store.audit_trail().await.unwrap();
    let mut trail = read_in(&bench, &trail, "t-1", &events(0..300)).await.trail;
    bench.store.catch_up_audit(&mut trail).await.unwrap();
    let wanted = answers(&trail);
    for damage in [
        "UPDATE audit_blocks SET bytes = x'5341420100'",
        "UPDATE audit_blocks SET bytes = zeroblob(200)",
        "UPDATE audit_words SET words = '[\"api\"]' WHERE list = 'who'",
        "DELETE FROM audit_words WHERE list = 'on'",
        "UPDATE audit_words SET words = 'no list'",
    ] {
        let mut db = raw(bench.folder.path()).await;
        sqlx::query(sqlx::AssertSqlSafe(damage.to_owned())).execute(&mut db).await.unwrap();
        let built = bench.store.audit_trail().await.unwrap();
        assert!(built.rebuilt().is_some(), "{damage}");
        assert_eq!(answers(&built), wanted, "{damage}");
        let opened = bench.store.audit_trail().await.unwrap();
        assert_eq!((opened.rebuilt(), answers(&opened)), (None, wanted.clone()), "{damage}");
    }
}

#[tokio::test]
async fn questions_limits_and_the_last_verification_are_kept() {
    let bench = bench().await;
    assert!(bench.store.audit_questions(None).await.unwrap().is_empty());
    assert_eq!(bench.store.audit_retention().await.unwrap(), None);
    assert_eq!(bench.store.audit_verified().await.unwrap(), None);
    let retention = AuditRetention { days: None, mib: Some(512) };
    let verified =
        AuditVerified { at: at("2026-11-22T10:00:00Z"), holds: false, faults: 3, entries: 4_000_000 };
    let mut write = bench.store.write().await.unwrap();
    write.save_audit_question(&question(None, "Refused")).await.unwrap();
    write.save_audit_question(&question(Some("t-1"), "refused")).await.unwrap();
    let again = AuditQuestionRow { text: "op:role.*".into(), ..question(None, "refused") };
    write.save_audit_question(&again).await.unwrap();
    write.set_audit_retention(AuditRetention { days: Some(1), mib: None }).await.unwrap();
    write.set_audit_retention(retention).await.unwrap();
    write.set_audit_verified(&verified).await.unwrap();
    write.commit(&bench.device, entry("audit.save", "")).await.unwrap();
    let saved = bench.store.audit_questions(None).await.unwrap();
    assert_eq!(
        saved,
        [again.clone(), question(Some("t-1"), "refused")],
        "a name is taken whatever its letters"
    );
    assert_eq!(bench.store.audit_questions(Some("t-2")).await.unwrap(), [again]);
    assert_eq!(bench.store.audit_retention().await.unwrap(), Some(retention));
    assert_eq!(bench.store.audit_verified().await.unwrap(), Some(verified));
    let mut write = bench.store.write().await.unwrap();
    assert!(write.remove_audit_question(None, "REFUSED").await.unwrap());
    assert!(!write.remove_audit_question(None, "refused").await.unwrap());
    write.commit(&bench.device, entry("audit.save", "")).await.unwrap();
    assert_eq!(bench.store.audit_questions(None).await.unwrap().len(), 1);
}
