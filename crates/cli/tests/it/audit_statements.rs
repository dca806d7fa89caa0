//! `steward audit verify`: signed statements are removed or changed behind Steward's back, and each is found.

use crate::audit::{Signed, has};

#[test]
fn a_statement_that_was_removed_is_missed_between_its_neighbours() {
    for (table, size, word, place) in [
        ("ledger_commits", 5, "commit-missing", "between the commit of 4 entries"),
        ("ledger_checkpoints", 3, "checkpoint-missing", "before the checkpoint of 4 entries"),
    ] {
        let signed = Signed::new();
        signed.tamper(&format!("DELETE FROM {table} WHERE size = {size}"));
        let report = signed.verify();
        let fault = &report["faults"][0];
        assert_eq!((&report["holds"], fault["fault"].as_str()), (&false.into(), Some(word)), "{report}");
        assert!(fault["message"].as_str().unwrap().contains(place), "{report}");
    }
}

#[test]
fn the_newest_statement_is_missed_by_the_computer_that_remembers_it() {
    let signed = Signed::new();
    signed.tamper("DELETE FROM ledger_commits WHERE size = 7");
    let faults = signed.faults();
    assert!(has(&faults, "commit-missing", 6), "{faults:?}");
    let signed = Signed::new();
    signed.tamper("DELETE FROM ledger_checkpoints WHERE size = 4");
    let faults = signed.faults();
    assert!(has(&faults, "checkpoint-missing", 3), "{faults:?}");
}

#[test]
fn what_is_kept_with_a_statement_is_compared_with_it() {
    for (sql, word, entry) in [
        ("UPDATE ledger_commits SET size = 4 WHERE size = 5", "commit-changed", 4),
        ("UPDATE ledger_checkpoints SET size = 5 WHERE size = 4", "checkpoint-changed", 3),
        ("UPDATE ledger_checkpoints SET at = at + 1 WHERE size = 3", "checkpoint-changed", 2),
        ("UPDATE ledger_checkpoints SET nodes = zeroblob(64) WHERE size = 3", "checkpoint-changed", 2),
    ] {
        let signed = Signed::new();
        signed.tamper(sql);
        let faults = signed.faults();
        assert!(has(&faults, word, entry), "{sql}: {faults:?}");
    }
}
