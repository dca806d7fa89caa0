//! Any flipped bit of an entry is found, and the entry with it.

use crate::history::{Recipe, entry, faults};
use proptest::prelude::*;
use std::sync::LazyLock;
use steward_ledger::{Fault, Record, leaf_hash};

static HISTORY: LazyLock<Vec<Record>> = LazyLock::new(|| Recipe { entries: 9, ..Recipe::default() }.make());

fn flipped(number: u64, at: usize, bit: usize, hash_too: bool) -> Vec<Fault> {
    let mut history = HISTORY.clone();
    let entry = entry(&mut history, number);
    let at = at % entry.bytes.len();
    entry.bytes[at] ^= 1 << bit;
    if hash_too {
        entry.hash = leaf_hash(&entry.bytes);
    }
    faults(&history)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]
    #[test]
    fn any_bit(number in 0u64..9, at in any::<usize>(), bit in 0usize..8) {
        let list = flipped(number, at, bit, false);
        prop_assert!(list.iter().all(|fault| fault.place() == number), "{:?}", list);
        let changed = |fault: &Fault| matches!(fault, Fault::Changed { .. });
        prop_assert_eq!(list.iter().filter(|fault| changed(fault)).count(), 1);
    }

    /// By somebody who makes the hash beside the entry fit.
    #[test]
    fn any_bit_and_the_hash(number in 0u64..9, at in any::<usize>(), bit in 0usize..8) {
        let list = flipped(number, at, bit, true);
        let found = |fault: &Fault| match *fault {
            Fault::Changed { number: of, .. } => of == number,
            Fault::NotAsSigned { from, to } => number == 8 && (from..=to).contains(&number),
            _ => false,
        };
        prop_assert!(list.iter().any(found), "{:?}", list);
    }
}

/// The place of an entry, where a flip does the most harm: each bit of the first 200 bytes.
#[test]
fn each_bit_of_the_chain() {
    for at in 0..200 {
        for bit in 0..8 {
            let list = flipped(4, at, bit, true);
            let changed = |fault: &Fault| matches!(fault, Fault::Changed { number: 4, .. });
            assert!(list.iter().any(changed), "bit {bit} of byte {at}: {list:?}");
            assert!(list.iter().all(|fault| fault.place() == 4), "bit {bit} of byte {at}: {list:?}");
        }
    }
}
