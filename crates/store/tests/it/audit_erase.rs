//! Whoever is forgotten leaves no bytes in what was read in of tenants' logs, and everything is still proved.

use super::audit::{batch, question};
use super::erase::holding;
use super::{Bench, at, bench, entry, verified};
use steward_audit::{AuditEvent, AuditReader, Column, PageFrom, Question, WithheldField};
use steward_ledger::{Commitment, Salt, Value, verify_inclusion};
use steward_store::{AuditErased, AuditNamed, AuditRow, AuditTrail, Store, Withheld};

/// She does something, owns something, is spoken of, and is part of what happened; the last one is not hers.
const LOG: &str = concat!(
    r#"{"time":"2026-05-03T10:00:00Z","actor":{"id":"marguerite@acme.example"},"#,
    r#""actorName":"Marguerite Okonkwo","action":"user.update","objectType":"user","objectId":"u-jon","#,
    r#""objectName":"Jon Abel","reason":"agreed"}"#,
    "\n",
    r#"{"time":"2026-05-03T10:01:00Z","actor":{"id":"u-jon"},"actorName":"Jon Abel","action":"drive.read","#,
    r#""objectType":"drive","objectId":"d-7","objectName":"Drive of Marguerite Okonkwo"}"#,
    "\n",
    r#"{"time":"2026-05-03T10:02:00Z","actor":{"id":"u-jon"},"actorName":"Jon Abel","action":"user.read","#,
    r#""objectType":"user","objectId":"u-jon","comment":"ask MARGUERITE OKONKWO first"}"#,
    "\n",
    r#"{"time":"2026-05-03T10:03:00Z","actor":{"id":"u-jon"},"action":"share with marguerite@acme.example","#,
    r#""objectType":"drive","objectId":"d-7"}"#,
    "\n",
    r#"{"time":"2026-05-03T10:04:00Z","actor":{"id":"u-jon"},"actorName":"Jon Abel","action":"drive.read","#,
    r#""objectType":"drive","objectId":"d-8","objectName":"Drive of everybody"}"#,
    "\n",
);

fn log() -> Vec<AuditEvent> {
    let mut events = Vec::new();
    let reading = AuditReader::default().read("log", LOG, |event, _| events.push(event));
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    assert_eq!(events.len(), 5);
    events
}

async fn read_in(bench: &Bench, trail: &AuditTrail, file: &str) -> (u32, u32, AuditTrail) {
    let mut new = batch("t-1");
    new.file = file.into();
    let mut write = bench.store.write().await.unwrap();
    let mut import = write.begin_audit_batch(trail, new).await.unwrap();
    write.add_audit_events(&mut import, log()).await.unwrap();
    let sealed = write.seal_audit_batch(import).await.unwrap();
    write.commit(&bench.device, entry("audit.import", "t-1")).await.unwrap();
    (sealed.batch.map_or(0, |batch| batch.events), sealed.known, sealed.trail)
}

/// Everything that is kept speaks of her.
async fn full() -> (Bench, AuditTrail) {
    let bench = bench().await;
    let (salt, text) = (Salt::new([9; 32]), "as Marguerite Okonkwo said");
    let mut new = entry("finding.dismiss", "t-1");
    new.event.reason = Some(Value::Withheld(Commitment::to(&salt, &text).unwrap()));
    let value = serde_json::to_string(text).unwrap();
    new.withheld.push(Withheld { path: "/event/reason/withheld".into(), salt, value });
    let mut write = bench.store.write().await.unwrap();
    let mut saved = question(Some("t-1"), "hers");
    saved.text = "\"Marguerite Okonkwo\"".into();
    write.save_audit_question(&saved).await.unwrap();
    write.save_audit_question(&question(None, "refused")).await.unwrap();
    write.commit(&bench.device, new).await.unwrap();
    let trail = bench.store.audit_trail().await.unwrap();
    let (events, known, trail) = read_in(&bench, &trail, "Marguerite Okonkwo.jsonl").await;
    assert_eq!((events, known), (5, 0));
    (bench, trail)
}

fn her() -> Vec<String> {
    ["marguerite@acme.example", "Marguerite Okonkwo"].map(str::to_owned).into()
}

async fn forget(bench: &Bench, trail: &AuditTrail) -> AuditErased {
    let withheld = bench.store.withheld().await.unwrap();
    let mut write = bench.store.write().await.unwrap();
    for row in withheld {
        write.erase_withheld(&row).await.unwrap();
    }
    let erased = write.erase_from_audit(trail, "t-1", &her()).await.unwrap();
    write.commit(&bench.device, entry("person.forget", "t-1")).await.unwrap();
    assert!(bench.store.scrub().await.unwrap(), "nobody else reads");
    erased
}

async fn found(store: &Store, trail: &mut AuditTrail, word: &str) -> usize {
    store.find_audit_text(trail, &[word.to_owned()]).await.unwrap().len()
}

#[tokio::test]
async fn whoever_is_forgotten_is_in_no_byte_of_any_file() {
    let (bench, mut trail) = full().await;
    // the search keeps words in small letters, without what they begin with like the word before
    let words = ["Okonkwo", "OKONKWO", "konkwo", "marguerite@acme"];
    assert_eq!(found(&bench.store, &mut trail, "okonkwo").await, 4);
    assert_eq!(found(&bench.store, &mut trail, "marguerite@acme.example").await, 2);
    for word in words {
        assert!(!holding(bench.folder.path(), word.as_bytes()).is_empty(), "{word} is there to be found");
    }
    let named = bench.store.named_in_audit(&trail, "t-1", &her()).await.unwrap();
    assert_eq!(named, AuditNamed { events: 4, questions: 1 }, "told before, and nothing is changed by it");
    let erased = forget(&bench, &trail).await;
    for word in words {
        assert_eq!(holding(bench.folder.path(), word.as_bytes()), Vec::<String>::new(), "{word}");
    }
    let counts = (erased.events, erased.removed, erased.pseudonyms, erased.questions);
    assert_eq!(counts, (3, 1, 1, 1));
    let mut trail = erased.trail;
    assert_eq!(found(&bench.store, &mut trail, "okonkwo").await, 0);
    assert_eq!(found(&bench.store, &mut trail, "jon").await, 4);
    assert_eq!(
        found(&bench.store, &mut trail, "finding.dismiss").await,
        1,
        "the entry itself is still found"
    );
    let names: Vec<String> =
        bench.store.audit_questions(None).await.unwrap().into_iter().map(|row| row.name).collect();
    assert_eq!(names, ["refused"]);
}

#[tokio::test]
async fn the_facts_stay_and_are_proved() {
    let (bench, trail) = full().await;
    let trail = forget(&bench, &trail).await.trail;
    let batch = bench.store.audit_batches(None).await.unwrap().remove(0);
    assert_eq!((batch.events, batch.removed, batch.file.as_str()), (5, 1, ""));
    let report = bench.store.verify_audit_batch(&batch).await.unwrap();
    assert_eq!((report.events, report.faults), (5, Vec::new()));
    assert!(verified(&bench.store).await.holds());

    let question = Question::default().with(Column::Source, "tenant");
    let rows = trail.trail().ask(&question, None).page(PageFrom::Oldest, 10).rows;
    assert_eq!(rows.len(), 4, "the one that names her is gone");
    let page = bench.store.audit_rows(&trail, &rows).await.unwrap();
    let events: Vec<_> = page
        .into_iter()
        .rev()
        .map(|row| match row {
            AuditRow::Event(row) => *row,
            own => panic!("{own:?}"),
        })
        .collect();
    let did = &events[0];
    let actor = did.event.actor.as_ref().unwrap();
    assert_eq!((actor.id.len(), &actor.name), (32, &None), "a pseudonym of nobody");
    assert_eq!(did.event.object.as_ref().unwrap().name.as_deref(), Some("Jon Abel"), "he is not forgotten");
    assert_eq!((did.event.action.as_str(), did.event.time), ("user.update", at("2026-05-03T10:00:00Z")));
    assert!(did.erased.contains(&WithheldField::ActorName) && did.erased.contains(&WithheldField::Reason));
    assert!(bench.store.people_of(std::slice::from_ref(&actor.id)).await.unwrap().is_empty());
    let read = &events[1];
    assert_eq!(read.erased, [WithheldField::ObjectName]);
    assert_eq!(read.event.actor.as_ref().unwrap().name.as_deref(), Some("Jon Abel"));
    let spoken = &events[2];
    assert!(spoken.erased.contains(&WithheldField::Extra) && spoken.event.extra.is_empty());
    assert_eq!(spoken.event.actor.as_ref().unwrap().id, "u-jon");
    assert!(events[3].erased.is_empty() && events[3].event == log()[4]);
    for event in &events {
        let proof = bench.store.audit_proof(event.row).await.unwrap().unwrap();
        verify_inclusion(proof.leaf, proof.index, 5, &proof.path, batch.root).unwrap();
    }

    // the same log again brings nobody back
    let (events, known, _) = read_in(&bench, &trail, "log").await;
    assert_eq!((events, known), (0, 5));
}

#[tokio::test]
async fn the_index_without_her_is_the_same_when_it_is_built_again() {
    let (bench, trail) = full().await;
    let mut trail = forget(&bench, &trail).await.trail;
    bench.store.catch_up_audit(&mut trail).await.unwrap();
    let words = |trail: &AuditTrail| -> Vec<String> {
        trail.trail().dictionary().words(Column::Operation).map(str::to_owned).collect()
    };
    assert!(words(&trail).iter().all(|word| !word.contains("marguerite")), "{:?}", words(&trail));
    let opened = bench.store.audit_trail().await.unwrap();
    assert_eq!((opened.rebuilt(), words(&opened)), (None, words(&trail)));
    let built = bench.store.rebuild_audit("to compare".into()).await.unwrap();
    assert_eq!(super::audit::answers(&built), super::audit::answers(&trail));
}

#[tokio::test]
async fn other_tenants_and_people_without_traces_are_left_alone() {
    let (bench, trail) = full().await;
    let mut write = bench.store.write().await.unwrap();
    let erased = write.erase_from_audit(&trail, "t-2", &her()).await.unwrap();
    write.commit(&bench.device, entry("person.forget", "t-2")).await.unwrap();
    assert_eq!((erased.events, erased.values, erased.removed, erased.pseudonyms), (0, 0, 0, 0));
    let mut trail = erased.trail;
    assert_eq!(found(&bench.store, &mut trail, "okonkwo").await, 4);
    let mut write = bench.store.write().await.unwrap();
    let erased = write.erase_from_audit(&trail, "t-1", &[" ".to_owned()]).await.unwrap();
    write.commit(&bench.device, entry("person.forget", "t-1")).await.unwrap();
    assert_eq!((erased.events, erased.removed), (0, 0));
}
