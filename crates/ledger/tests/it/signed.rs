//! Statements about a history that are wrong by themselves, and keys that were replaced.

use crate::history::{DEVICE, Recipe, faults, key, report, trust};
use steward_ledger::{
    Checkpoint, Commit, Fault, Record, Report, SignerKey, Statement, Trust, TrustedKey, Verifier, leaf_hash,
};

fn history() -> Vec<Record> {
    Recipe { checkpoints: vec![], ..Recipe::default() }.make()
}

fn commit(size: u64, key: &SignerKey) -> Record {
    let head = leaf_hash(b"other");
    Record::Commit(Commit { device: DEVICE.to_owned(), size, head }.sign(key).unwrap())
}

#[test]
fn a_signature_that_does_not_fit() {
    let mut history = history();
    let last = history.last_mut().unwrap();
    let Record::Commit(note) = last else { panic!("a commit") };
    *note = note.replace("\n12\n", "\n13\n");
    let bad = Fault::BadSignature { kind: Statement::Commit, size: 13, key: DEVICE.to_owned() };
    // what is not signed claims nothing: there is no word of a thirteenth entry
    assert_eq!(faults(&history), [Fault::Unsigned { from: 9, to: 11 }, bad]);
}

#[test]
fn what_is_no_statement_or_of_another_log() {
    let mut history = history();
    let other = SignerKey::from_seed("steward/other", &[7; 32]).unwrap();
    let of_other = Checkpoint::new("steward/other", 4, leaf_hash(b"other")).sign(&other).unwrap();
    history.push(Record::Checkpoint(of_other));
    history.push(Record::Commit("nothing".to_owned()));
    let list = faults(&history);
    assert!(matches!(&list[0], Fault::Malformed { kind: Statement::Commit, nth: 4, .. }), "{list:?}");
    let log = "steward/other".to_owned();
    assert_eq!(list[1..], [Fault::OtherLog { kind: Statement::Checkpoint, size: 4, log }]);
}

#[test]
fn a_signed_head_of_something_else() {
    let mut history = history();
    history.push(commit(12, &key(7)));
    assert_eq!(faults(&history), [Fault::NotAsSigned { from: 11, to: 11 }]);
}

#[test]
fn a_statement_that_comes_too_late() {
    let honest = Recipe { checkpoints: vec![5], ..Recipe::default() }.make();
    let place = honest.iter().position(|record| matches!(record, Record::Checkpoint(_))).unwrap();
    let mut late = honest.clone();
    let checkpoint = late.remove(place);
    late.push(checkpoint.clone());
    let fault = Fault::Unproven { kind: Statement::Checkpoint, from: 5, to: 5 };
    assert_eq!(faults(&late), [fault]);
    // before its time it is kept
    late.pop();
    late.insert(0, checkpoint);
    assert!(report(&late).holds());
}

/// A key for the first six entries and another one after.
fn rotated() -> Trust {
    let (old, new) = (key(7).verifier().clone(), key(8).verifier().clone());
    let keys =
        vec![TrustedKey { key: old, from: 0, until: Some(6) }, TrustedKey { key: new, from: 7, until: None }];
    Trust { device: DEVICE.to_owned(), keys }
}

fn under(trust: Trust, history: &[Record]) -> Report {
    steward_ledger::verify(trust, history.to_vec())
}

#[test]
fn a_key_that_was_replaced() {
    let (old, new) = (history(), Recipe { key: key(8), checkpoints: vec![], ..Recipe::default() }.make());
    let middle = old.len() / 2;
    let joined = [&old[..middle], &new[middle..]].concat();
    assert!(under(rotated(), &joined).holds());
    // the old key signs nothing after its time, whoever has it
    let name = format!("{DEVICE}+{:08x}", key(7).verifier().id());
    let not_in_use = |size| Fault::KeyNotInUse { kind: Statement::Commit, size, key: name.clone() };
    assert_eq!(
        under(rotated(), &old).faults,
        [Fault::Unsigned { from: 6, to: 11 }, not_in_use(9), not_in_use(12)]
    );
}

fn newest(history: &[Record]) -> Report {
    let mut verifier = Verifier::new(trust()).newest_signature();
    for record in history {
        match record {
            Record::Entry(entry) => verifier.entry(entry.number, entry.hash, &entry.bytes),
            Record::Commit(note) => verifier.commit(note),
            Record::Checkpoint(note) => verifier.checkpoint(note),
        }
    }
    verifier.finish()
}

#[test]
fn the_newest_signature_covers_the_older_ones() {
    let (honest, other) =
        (history(), Recipe { key: key(8), checkpoints: vec![], ..Recipe::default() }.make());
    assert!(newest(&honest).holds());
    assert_eq!(newest(&honest).signed, 12);
    // an older signature by a stranger says nothing else than the newest
    let middle = honest.len() / 2;
    assert!(newest(&[&other[..middle], &honest[middle..]].concat()).holds());
    // the newest one has to be right
    let list = newest(&[&honest[..middle], &other[middle..]].concat()).faults;
    assert_eq!(list[0], Fault::Unsigned { from: 0, to: 11 });
    assert!(
        matches!(list[1], Fault::ForeignKey { kind: Statement::Commit, from: 12, to: 12, .. }),
        "{list:?}"
    );
    // and one that says something else is looked at, and counts only if it is signed
    let with = |record| [&honest[..], &[record]].concat();
    assert_eq!(newest(&with(commit(12, &key(7)))).faults, [Fault::NotAsSigned { from: 0, to: 11 }]);
    assert_eq!(newest(&with(commit(15, &key(7)))).faults.len(), 1);
    let list = newest(&with(commit(15, &key(8)))).faults;
    assert!(matches!(list[..], [Fault::ForeignKey { .. }]), "{list:?}");
}
