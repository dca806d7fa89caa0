//! `steward tenant schedule`.

use crate::bench::Bench;

#[test]
fn a_schedule_is_set_and_taken_away() {
    let bench = Bench::practice();
    let words = bench.good(&["tenant", "schedule", "practice", "60"]);
    assert_eq!(words, "`practice` is read again every 60 minutes while a window is open.\n");
    assert_eq!(bench.json(&["--json", "tenant", "list"])[0]["scheduleMinutes"], 60);
    let tenant = bench.json(&["--json", "tenant", "schedule", "practice", "never"]);
    assert!(tenant["scheduleMinutes"].is_null());
    let words = bench.good(&["tenant", "schedule", "practice", "never"]);
    assert_eq!(words, "`practice` is read again only when somebody asks for it.\n");
}

#[test]
fn what_is_no_schedule_is_said() {
    let bench = Bench::practice();
    for minutes in ["4", "10081", "often", "1.5"] {
        let ran = bench.run(&["tenant", "schedule", "practice", minutes]);
        assert_eq!(ran.code, 2, "{minutes}\n{}", ran.all());
        assert!(ran.err.contains("hint:"), "{}", ran.err);
    }
    assert!(bench.json(&["--json", "tenant", "list"])[0]["scheduleMinutes"].is_null());
}
