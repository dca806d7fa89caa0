//! `steward today`.

use crate::bench::Bench;

#[test]
fn the_day_in_words() {
    let text = Bench::practice().good(&["today", "practice"]);
    assert!(text.starts_with("38 open findings in `practice`\n"), "{text}");
    for wanted in [
        "1 critical  Separation of duties",
        "Ends within 30 days (4)",
        "Changed since the snapshot before",
        "95 permissions gained, 155 lost",
        "411 of 412 accounts are active, 395 ever signed in, 393 within 30 days",
        "LICENCE",
    ] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
    let line = text.lines().find(|line| line.contains("Pieter de Graaf")).unwrap();
    assert!(line.contains("2026-12-13") && line.contains("Workspace owners"), "{line}");
    assert!(!text.contains("Changed since the baseline"), "the baseline is the snapshot before\n{text}");
}

#[test]
fn json_is_the_wire_type() {
    let bench = Bench::practice();
    let today = bench.json(&["--json", "today", "practice"]);
    let findings = bench.json(&["--json", "check", "practice"]);
    assert_eq!(today["counts"], findings["counts"]);
    assert_eq!(today["pyramid"], bench.json(&["--json", "pyramid", "practice"]));
    assert_eq!(today["ending"].as_array().unwrap().len(), 4);
    assert_eq!(bench.run(&["today", "nowhere"]).code, 2);
}
