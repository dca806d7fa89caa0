//! Each thing that can be done to a history, found, named and placed.

use crate::history::{DEVICE, Recipe, at, entry, event, faults, key, number_of, report, trust, without};
use steward_ledger::{
    Fault, Frontier, Log, MAX_FAULTS, Record, Statement, StoredEntry, Verifier, leaf_hash, merkle_root,
    verify,
};

fn hashes(records: &[Record]) -> Vec<steward_ledger::Hash> {
    let hash = |record: &Record| if let Record::Entry(entry) = record { Some(entry.hash) } else { None };
    records.iter().filter_map(hash).collect()
}

#[test]
fn a_history_that_holds() {
    for (entries, every) in [(0, 1), (1, 1), (12, 1), (12, 3), (12, 12)] {
        let checkpoints = vec![1, 5, entries];
        let history = Recipe { entries, every, checkpoints, ..Recipe::default() }.make();
        let report = report(&history);
        assert!(report.holds(), "{:?}", report.faults);
        assert_eq!((report.entries, report.signed, report.more), (entries, entries, 0));
        let verified = report.verified.map(|verified| (Some(verified.head), verified.tree.root()));
        let hashes = hashes(&history);
        let expected = (entries > 0).then(|| (hashes.last().copied(), merkle_root(&hashes)));
        assert_eq!(verified, expected);
    }
    // nothing but the entries and one checkpoint, given beforehand
    let history = Recipe { every: 100, checkpoints: vec![12], ..Recipe::default() }.make();
    let mut turned = history.clone();
    turned.rotate_right(1);
    assert!(report(&history).holds() && report(&turned).holds());
}

#[test]
fn one_bit_changed() {
    let history = Recipe::default().make();
    for number in 0..12 {
        let mut spoilt = history.clone();
        let entry = entry(&mut spoilt, number);
        let expected = entry.hash;
        *entry.bytes.last_mut().unwrap() ^= 1;
        let found = leaf_hash(&entry.bytes);
        assert_eq!(faults(&spoilt), [Fault::Changed { number, expected, found }]);
    }
}

#[test]
fn a_hash_beside_an_entry_changed() {
    let mut history = Recipe::default().make();
    let entry = entry(&mut history, 4);
    let found = std::mem::replace(&mut entry.hash, leaf_hash(b"other"));
    assert_eq!(faults(&history), [Fault::Changed { number: 4, expected: leaf_hash(b"other"), found }]);
}

#[test]
fn an_entry_changed_with_the_hash_beside_it() {
    // all that is not signed was made to fit, so that the next entry or the signature has to tell
    let (honest, other) = (Recipe::default().make(), Recipe { other: Some(4), ..Recipe::default() }.make());
    let mut history = honest.clone();
    let place = at(&history, 4);
    history[place] = other[place].clone();
    let (expected, found) = (hashes(&honest)[4], hashes(&other)[4]);
    assert_eq!(faults(&history), [Fault::Changed { number: 4, expected, found }]);
    // the last one, of which only the signed head tells
    let other = Recipe { other: Some(11), ..Recipe::default() }.make();
    let mut history = honest;
    let place = at(&history, 11);
    history[place] = other[place].clone();
    history.retain(|record| !matches!(record, Record::Checkpoint(_)));
    assert_eq!(
        faults(&history),
        [Fault::NotAsSigned { from: 9, to: 11 }, Fault::Unsigned { from: 9, to: 11 }]
    );
}

#[test]
fn entries_removed() {
    let history = Recipe::default().make();
    // of one, the hash is known from the next: tree and checkpoints still hold
    for number in [0, 4, 8] {
        let gap = Fault::Missing { from: number, to: number };
        assert_eq!(faults(&without(&history, |n| n == number)), [gap]);
    }
    // of more, it is not
    assert_eq!(
        faults(&without(&history, |n| (3..=5).contains(&n))),
        [
            Fault::Missing { from: 3, to: 5 },
            Fault::Unproven { kind: Statement::Checkpoint, from: 5, to: 5 },
            Fault::Unproven { kind: Statement::Commit, from: 6, to: 6 },
            Fault::Unproven { kind: Statement::Checkpoint, from: 12, to: 12 },
        ]
    );
    // removed, and the positions of the others closed up
    let mut closed = without(&history, |n| n == 4);
    for record in &mut closed {
        if let Record::Entry(entry) = record
            && entry.number > 4
        {
            entry.number -= 1;
        }
    }
    assert_eq!(faults(&closed), [Fault::Missing { from: 4, to: 4 }]);
}

#[test]
fn two_entries_swapped() {
    let history = Recipe::default().make();
    for (first, second) in [(0, 1), (1, 4), (2, 3), (4, 5), (4, 7), (3, 5), (10, 11), (0, 11)] {
        let (a, b) = (at(&history, first), at(&history, second));
        let expected = [Fault::Swapped { first, second }];
        // their lines in a file
        let mut lines = history.clone();
        lines.swap(a, b);
        assert_eq!(faults(&lines), expected, "lines {first} and {second}");
        // what is in their rows, with and without the hash
        for with_hash in [false, true] {
            let mut rows = history.clone();
            let (one, other) = (entry(&mut rows, first).clone(), entry(&mut rows, second).clone());
            for (number, from) in [(first, other), (second, one)] {
                let row = entry(&mut rows, number);
                row.bytes = from.bytes;
                if with_hash {
                    row.hash = from.hash;
                }
            }
            assert_eq!(faults(&rows), expected, "rows {first} and {second}");
        }
    }
}

#[test]
fn an_entry_moved() {
    let history = Recipe { checkpoints: vec![12], ..Recipe::default() }.make();
    let mut moved = history.clone();
    let record = moved.remove(at(&history, 7));
    moved.insert(at(&history, 4), record);
    assert_eq!(faults(&moved), [Fault::Misplaced { number: 7, at: 4 }]);
    // or only its number changed, by somebody who knows how to hash
    let mut renumbered = history.clone();
    let entry = entry(&mut renumbered, 4);
    let expected = entry.hash;
    entry.bytes = String::from_utf8(entry.bytes.clone()).unwrap().replace("number\":4", "number\":9").into();
    entry.hash = leaf_hash(&entry.bytes);
    let found = entry.hash;
    assert_eq!(
        faults(&renumbered),
        [Fault::Misplaced { number: 9, at: 4 }, Fault::Changed { number: 4, expected, found }]
    );
}

#[test]
fn a_fork() {
    let (history, other) = (Recipe::default().make(), Recipe { other: Some(5), ..Recipe::default() }.make());
    let place = at(&history, 5);
    let stranger = other[place].clone();
    // which of the two comes first makes no difference: what follows says which it was
    for (offset, later) in [(1, hashes(&other)[5]), (0, hashes(&history)[5])] {
        let mut forked = history.clone();
        forked.insert(place + offset, stranger.clone());
        assert_eq!(faults(&forked), [Fault::Fork { number: 5, hash: later }]);
    }
    // the same entry twice
    let mut twice = history.clone();
    twice.insert(place, history[place].clone());
    assert_eq!(faults(&twice), [Fault::Fork { number: 5, hash: hashes(&history)[5] }]);
    // and one that comes much later
    let mut late = history.clone();
    late.push(stranger);
    assert_eq!(faults(&late), [Fault::Fork { number: 5, hash: hashes(&other)[5] }]);
}

#[test]
fn a_tail_cut_off() {
    let history = Recipe::default().make();
    let unsigned = Fault::Unsigned { from: 6, to: 7 };
    let cut = without(&history, |number| number >= 8);
    let by = Statement::Commit;
    assert_eq!(faults(&cut), [unsigned.clone(), Fault::Truncated { size: 8, claimed: 12, by }]);
    // with the commits, but somebody kept a checkpoint
    let place = at(&history, 8);
    let kept = history[place..].iter().filter(|record| matches!(record, Record::Checkpoint(_)));
    let cut: Vec<Record> = history[..place].iter().chain(kept).cloned().collect();
    let by = Statement::Checkpoint;
    assert_eq!(faults(&cut), [unsigned, Fault::Truncated { size: 8, claimed: 12, by }]);
}

#[test]
fn a_tail_that_nobody_signed() {
    let mut history = Recipe { checkpoints: vec![], ..Recipe::default() }.make();
    history.pop();
    assert_eq!(faults(&history), [Fault::Unsigned { from: 9, to: 11 }]);
}

#[test]
fn a_history_signed_again_with_another_key() {
    let other = key(8);
    let name = format!("{DEVICE}+{:08x}", other.verifier().id());
    let history = Recipe { key: other, other: Some(4), ..Recipe::default() }.make();
    let by = |kind, from, to| Fault::ForeignKey { kind, from, to, key: name.clone() };
    assert_eq!(
        faults(&history),
        [
            Fault::Unsigned { from: 0, to: 11 },
            by(Statement::Commit, 3, 3),
            by(Statement::Checkpoint, 5, 5),
            by(Statement::Commit, 6, 12),
            by(Statement::Checkpoint, 12, 12),
        ]
    );
}

#[test]
fn a_history_written_anew_under_the_old_signatures() {
    let (honest, other) = (Recipe::default().make(), Recipe { other: Some(4), ..Recipe::default() }.make());
    let mixed = |own: fn(&Record) -> bool| -> Vec<Record> {
        honest.iter().zip(&other).map(|(old, new)| if own(old) { new } else { old }).cloned().collect()
    };
    // the chain fits in itself: only the signatures tell
    let root = |size: usize| (merkle_root(&hashes(&honest)[..size]), merkle_root(&hashes(&other)[..size]));
    let inconsistent = |size: u64| {
        let (said, found) = root(size as usize);
        Fault::Inconsistent { size, said, found }
    };
    assert_eq!(
        faults(&mixed(|record| number_of(record).is_some())),
        [
            Fault::NotAsSigned { from: 3, to: 11 },
            Fault::Unsigned { from: 3, to: 11 },
            inconsistent(5),
            inconsistent(12)
        ]
    );
    // with the key, whose thief can sign all again, but not what others kept from the past
    assert_eq!(
        faults(&mixed(|record| !matches!(record, Record::Checkpoint(_)))),
        [inconsistent(5), inconsistent(12)]
    );
}

#[test]
fn a_format_of_a_later_version() {
    let history = Recipe { format: Some(4), ..Recipe::default() }.make();
    assert_eq!(faults(&history), [Fault::UnknownFormat { number: 4, format: 2 }]);
}

#[test]
fn what_is_no_entry_at_all() {
    let mut history = Recipe::default().make();
    let entry = entry(&mut history, 4);
    let expected = entry.hash;
    *entry = StoredEntry::from_bytes(4, b"{}".to_vec());
    let found = entry.hash;
    let list = faults(&history);
    assert!(matches!(&list[0], Fault::Unreadable { number: 4, .. }), "{list:?}");
    assert_eq!(list[1..], [Fault::Changed { number: 4, expected, found }]);
}

#[test]
fn an_entry_of_another_device() {
    let mut history = Recipe::default().make();
    let mut log = Log::after("steward/other", 3, hashes(&history)[3]).unwrap();
    let expected = hashes(&history)[4];
    let stranger = log.append(event("request4")).unwrap();
    let found = stranger.hash;
    *entry(&mut history, 4) = stranger;
    let device = "steward/other".to_owned();
    assert_eq!(
        faults(&history),
        [Fault::OtherDevice { number: 4, device }, Fault::Changed { number: 4, expected, found }]
    );
}

#[test]
fn a_link_changed() {
    // entry 4 is rewritten to follow something else: it is the changed one, and entry 3 is not blamed
    let mut history = Recipe::default().make();
    let mut log = Log::after(DEVICE, 3, leaf_hash(b"something else")).unwrap();
    let expected = hashes(&history)[4];
    let stranger = log.append(event("request4")).unwrap();
    let found = stranger.hash;
    *entry(&mut history, 4) = stranger;
    assert_eq!(
        faults(&history),
        [Fault::BrokenLink { number: 4 }, Fault::Changed { number: 4, expected, found }]
    );
}

#[test]
fn faults_are_counted_beyond_their_number() {
    let mut history = Recipe { entries: 1500, every: 500, ..Recipe::default() }.make();
    for record in &mut history {
        if let Record::Entry(entry) = record {
            *entry.bytes.last_mut().unwrap() ^= 1;
        }
    }
    let report = report(&history);
    assert_eq!((report.faults.len(), report.more, report.entries), (MAX_FAULTS, 500, 1500));
    assert!(!report.holds() && report.verified.is_none());
    assert!(report.faults.is_sorted_by_key(Fault::place));
}

#[test]
fn verifying_goes_on_where_it_ended() {
    let history = Recipe::default().make();
    let place = at(&history, 6);
    let first = report(&history[..place]).verified.unwrap();
    assert_eq!(first.tree.size(), 6);
    let mut verifier = Verifier::resume(trust(), first.clone());
    for record in &history[place..] {
        match record {
            Record::Entry(entry) => verifier.entry(entry.number, entry.hash, &entry.bytes),
            Record::Commit(note) => verifier.commit(note),
            Record::Checkpoint(note) => verifier.checkpoint(note),
        }
    }
    let report = verifier.finish();
    assert!(report.holds(), "{:?}", report.faults);
    assert_eq!(report.verified, verify(trust(), history.clone()).verified);
    // what follows has to follow
    let other = Recipe { other: Some(5), ..Recipe::default() }.make();
    let mut verifier = Verifier::resume(trust(), first);
    let Record::Entry(next) = &other[place] else { panic!("an entry") };
    verifier.entry(next.number, next.hash, &next.bytes);
    assert_eq!(verifier.finish().faults[0], Fault::BrokenLink { number: 6 });
}

#[test]
fn the_tree_of_a_report_is_that_of_the_entries() {
    let history = Recipe::default().make();
    let mut frontier = Frontier::default();
    for hash in hashes(&history) {
        frontier.append(hash);
    }
    assert_eq!(report(&history).verified.unwrap().tree, frontier);
}

#[test]
fn a_fault_is_said_in_words() {
    let kind = Statement::Commit;
    let key = "steward/other+89515b7f".to_owned();
    let cases = [
        (Fault::Missing { from: 4, to: 4 }, "entry 4 is missing"),
        (Fault::Missing { from: 3, to: 5 }, "the entries 3 to 5 are missing"),
        (Fault::Unsigned { from: 9, to: 11 }, "no trusted signature covers the entries 9 to 11"),
        (Fault::NotAsSigned { from: 9, to: 9 }, "entry 9 is not what was signed"),
        (
            Fault::ForeignKey { kind, from: 3, to: 12, key },
            "the commits of 3 to 12 entries are signed with the key `steward/other+89515b7f`, which is not trusted",
        ),
        (
            Fault::Unproven { kind, from: 1, to: 1 },
            "the history has nothing to compare the commit of 1 entry with",
        ),
        (
            Fault::Truncated { size: 8, claimed: 12, by: kind },
            "the history ends after 8 entries, a commit says that there were 12",
        ),
    ];
    for (fault, words) in cases {
        assert_eq!(fault.to_string(), words);
    }
    assert_eq!(
        serde_json::to_value(Fault::Truncated { size: 8, claimed: 12, by: kind }).unwrap(),
        serde_json::json!({"fault": "truncated", "size": 8, "claimed": 12, "by": "commit"})
    );
}
