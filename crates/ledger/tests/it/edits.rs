//! Whatever is done to the list of entries is found, and nothing makes verifying stop.

use crate::history::{Recipe, number_of, report};
use proptest::prelude::*;
use std::sync::LazyLock;
use steward_ledger::{MAX_FAULTS, Record};

static HISTORY: LazyLock<Vec<Record>> = LazyLock::new(|| Recipe { entries: 9, ..Recipe::default() }.make());

/// Leaves out, doubles, swaps or moves an entry.
fn edit(history: &mut Vec<Record>, kind: u8, from: usize, to: usize) {
    let entries: Vec<usize> = (0..history.len()).filter(|at| number_of(&history[*at]).is_some()).collect();
    if entries.is_empty() {
        return;
    }
    let (from, other) = (entries[from % entries.len()], entries[to % entries.len()]);
    match kind {
        0 => drop(history.remove(from)),
        1 => history.insert(to % (history.len() + 1), history[from].clone()),
        2 => history.swap(from, other),
        _ => {
            let record = history.remove(from);
            history.insert(to % (history.len() + 1), record);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]
    #[test]
    fn edited_histories(edits in prop::collection::vec((0u8..4, any::<usize>(), any::<usize>()), 1..5)) {
        let mut history = HISTORY.clone();
        for (kind, from, to) in edits {
            edit(&mut history, kind, from, to);
        }
        let entries = |list: &[Record]| -> Vec<Record> {
            list.iter().filter(|record| number_of(record).is_some()).cloned().collect()
        };
        let report = report(&history);
        prop_assert!(report.faults.len() <= MAX_FAULTS);
        if entries(&history) == entries(&HISTORY) {
            // at most a signature came before or after its entry
            prop_assert_eq!(report.signed, 9, "{:?}", report.faults);
        } else {
            prop_assert!(!report.holds());
        }
    }

    #[test]
    fn anything_at_all(
        entries in prop::collection::vec((any::<u64>(), prop::collection::vec(any::<u8>(), 0..40)), 0..20),
        notes in prop::collection::vec(".{0,80}", 0..5),
    ) {
        let mut records: Vec<Record> = notes.into_iter().map(Record::Commit).collect();
        records.extend(entries.into_iter().map(|(number, bytes)| {
            Record::Entry(steward_ledger::StoredEntry::from_bytes(number, bytes))
        }));
        let empty = records.is_empty();
        prop_assert_eq!(report(&records).holds(), empty);
    }
}
