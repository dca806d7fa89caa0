//! Time travel in the terminal.

use crate::bench::{Bench, NOW};
use serde_json::Value;

const EARLIER: &str = "2026-11-22T10:30:00Z";
const LATER: &str = "2026-11-22T12:00:00Z";

/// A tenant in which Bob could write at first, and Ada can since the reading of 11:00.
fn moved() -> Bench {
    let bench = Bench::new();
    let file = bench.file("hc.txt", "ada read\nbob read\nbob write\n");
    bench.good(&["tenant", "add", "hc", "--file", &file]);
    bench.file("hc.txt", "ada read\nada write\nbob read\n");
    on(&bench, "2026-11-22T11:00:00Z", &["tenant", "refresh", "hc"]);
    bench
}

/// What it says at another moment, and how it ends.
fn on(bench: &Bench, now: &str, args: &[&str]) -> (i32, String, String) {
    let ran = bench.command().env("STEWARD_NOW", now).args(args).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (ran.status.code().unwrap(), text(&ran.stdout), text(&ran.stderr))
}

fn json(bench: &Bench, args: &[&str]) -> Value {
    let (code, out, err) = on(bench, LATER, &[&["--json"], args].concat());
    assert_eq!(code, 0, "{args:?}\n{err}");
    serde_json::from_str(&out).unwrap()
}

const ASKED: [&[&str]; 6] = [
    &["matrix", "hc"],
    &["why", "hc", "--person", "ada", "--permission", "write"],
    &["who", "hc", "--permission", "write"],
    &["what", "hc", "--person", "ada"],
    &["compare", "hc", "ada", "bob"],
    &["check", "hc"],
];

#[test]
fn each_question_is_answered_as_of_a_moment() {
    let bench = moved();
    for asked in ASKED {
        let (code, then, err) = on(&bench, LATER, &[asked, &["--at", EARLIER]].concat());
        assert_eq!(code, 0, "{asked:?}\n{err}");
        let line = then
            .lines()
            .find(|line| line.starts_with("rests on snapshot "))
            .unwrap_or_else(|| panic!("{then}"));
        assert!(
            line.contains("read 2026-11-22 09:00 UTC: in force until the reading of 2026-11-22 11:00 UTC"),
            "{line}"
        );
        let (_, now, _) = on(&bench, LATER, asked);
        assert!(!now.contains("rests on"), "{now}");
    }
    let who = |at: &[&str]| json(&bench, &[&["who", "hc", "--permission", "write"], at].concat());
    assert_eq!(who(&[])["people"][0]["person"]["id"], "ada");
    let then = who(&["--at", EARLIER]);
    assert_eq!(then["people"][0]["person"]["id"], "bob");
    assert_eq!(
        (&then["basis"]["tense"], &then["basis"]["readAt"]),
        (&Value::from("past"), &Value::from(NOW))
    );
}

#[test]
fn what_has_not_come_and_what_nobody_read_yet_are_refused() {
    let bench = moved();
    for asked in ASKED {
        let (code, out, err) = on(&bench, LATER, &[asked, &["--at", "2026-12-24"]].concat());
        assert_eq!((code, out.as_str()), (2, ""), "{asked:?}\n{err}");
        assert!(err.starts_with("error: 2026-12-24 at 00:00 UTC has not come yet\n"), "{err}");
        let (code, out, err) = on(&bench, LATER, &[asked, &["--at", "2026-11-22"]].concat());
        assert_eq!((code, out.as_str()), (2, ""), "{asked:?}\n{err}");
        assert!(err.starts_with("error: `hc` was not read yet on 2026-11-22 at 00:00 UTC\n"), "{err}");
        assert!(err.contains("the first reading is of 2026-11-22 at 09:00 UTC"), "{err}");
    }
}

#[test]
fn a_cell_tells_how_it_came_to_be() {
    let bench = moved();
    let (code, text, err) = on(&bench, LATER, &["audit", "cell", "hc", "bob", "write"]);
    assert_eq!(code, 0, "{err}");
    assert!(text.starts_with("bob × write\n1 change in 2 snapshots"), "{text}");
    assert!(text.contains("after 2026-11-22 09:00 UTC, by 2026-11-22 11:00 UTC\n"), "{text}");
    assert!(
        text.contains("bob does not hold write any more\n") && text.contains("  yes → no, snapshot "),
        "{text}"
    );
    assert!(text.contains("tenant.refresh by ") && text.contains("tenant.add by "), "{text}");
    let history = json(&bench, &["audit", "cell", "hc", "ada", "write"]);
    let kinds: Vec<&str> =
        history["changes"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["gained", "first"]);
    let (code, _, err) = on(&bench, LATER, &["audit", "cell", "hc", "nobody", "write"]);
    assert_eq!(code, 2, "{err}");
}

#[test]
fn a_past_decision_is_made_again() {
    let bench = moved();
    // number 0 is the operator's first use of the workspace, 1 the tenant, 2 its second reading
    let again = json(&bench, &["audit", "redecide", "2"]);
    assert_eq!(
        (&again["agrees"], &again["question"]["operation"]),
        (&Value::from(true), &Value::from("tenant.refresh"))
    );
    let (code, text, err) = on(&bench, LATER, &["audit", "redecide", "2"]);
    assert_eq!(code, 0, "{err}");
    assert!(text.starts_with("2 tenant.refresh\n"), "{text}");
    assert!(text.contains("under the policies of its time: allowed, by administrator-runs"), "{text}");
    assert!(text.ends_with("The policies of its time give what is on record.\n"), "{text}");
    assert_eq!(on(&bench, LATER, &["audit", "redecide", "77"]).0, 2);
}
