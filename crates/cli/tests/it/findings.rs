//! `check`, `dismiss`, `restore`.

use crate::bench::Bench;
use insta::assert_snapshot;
use serde_json::Value;
use std::collections::BTreeSet;

#[test]
fn check_in_words() {
    let out = Bench::practice().good(&["check", "practice"]);
    let head: String = out.lines().take(12).map(|line| format!("{line}\n")).collect();
    let tail: String =
        out.lines().rev().take(4).collect::<Vec<_>>().into_iter().rev().map(|x| format!("{x}\n")).collect();
    assert_snapshot!(format!("{head}[..]\n{tail}"), @r#"
    ■ critical  2 people can correct invoices and also approve exports
        about Dana Whitfield, Marta Quiroga, Correcting invoices and approving exports, Correct invoices, Approve exports
        rule: Whoever can do both can change an invoice and release the file that hides it. (Correcting invoices and approving exports)
        Billing Administrator: gives both sides by itself, to 2 people
        2 people: Correct invoices together with Approve exports
        fix: Takes Approve exports out of Billing Administrator
        fix: Takes Correct invoices from 2 people; 14 permissions more are lost
        a7e1af3d63b1a368

    ▲ high  Bram Dekker holds policy permissions without a second factor
        about Bram Dekker
        Bram Dekker: Edit retention rules, Manage IAM credentials and 1 more
    [..]
        a09cb452c96a2979

    38 findings in `practice`: 1 critical, 6 high, 15 medium, 16 low
    24 checks looked, as of 2026-11-22 09:00 UTC
    "#);
}

#[test]
fn the_threshold_decides_the_exit_code() {
    let bench = Bench::practice();
    assert_eq!(bench.run(&["check", "practice"]).code, 0, "without a threshold, findings are an answer");
    let counts = bench.json(&["--json", "check", "practice"])["counts"].clone();
    let at_least = |words: &[&str]| words.iter().map(|x| counts[x].as_u64().unwrap()).sum::<u64>();
    for (severity, above) in [
        ("low", at_least(&["low", "medium", "high", "critical"])),
        ("medium", at_least(&["medium", "high", "critical"])),
        ("high", at_least(&["high", "critical"])),
        ("critical", at_least(&["critical"])),
    ] {
        for format in ["text", "json", "sarif"] {
            let ran = bench.run(&["check", "practice", "--format", format, "--fail-on", severity]);
            assert_eq!(ran.code, i32::from(above > 0), "{severity} {format}");
            assert!(!ran.out.is_empty() && ran.err.is_empty());
        }
    }
    let clean = bench.file("clean.pairs", "ada read\n");
    bench.good(&["tenant", "add", "clean", "--file", &clean, "--format", "pairs"]);
    assert_eq!(bench.run(&["check", "clean", "--fail-on", "critical"]).code, 0);
}

#[test]
fn sarif_has_the_shape_that_build_servers_read() {
    let bench = Bench::practice();
    let findings = bench.json(&["check", "practice", "--format", "json"]);
    let log = bench.json(&["check", "practice", "--format", "sarif"]);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "steward");
    let rules: Vec<&str> =
        driver["rules"].as_array().unwrap().iter().map(|x| x["id"].as_str().unwrap()).collect();
    assert_eq!(rules.iter().collect::<BTreeSet<_>>().len(), rules.len(), "each rule once");
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), findings["open"].as_array().unwrap().len());
    let mut fingerprints = BTreeSet::new();
    for result in results {
        assert!(matches!(result["level"].as_str().unwrap(), "error" | "warning" | "note"));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(result["ruleId"], rules[index]);
        let location = &result["locations"][0]["physicalLocation"];
        assert_eq!(location["artifactLocation"]["uri"], "tenant/practice");
        fingerprints.insert(result["partialFingerprints"]["stewardFinding/v1"].as_str().unwrap().to_owned());
    }
    assert_eq!(fingerprints.len(), results.len());
}

#[test]
fn a_dismissed_finding_is_suppressed_and_can_come_back() {
    let bench = Bench::practice();
    let before = bench.json(&["--json", "check", "practice"]);
    let key = before["open"][0]["key"].as_str().unwrap().to_owned();
    let dismissed = bench.json(&[
        "--json",
        "dismiss",
        "practice",
        &key,
        "--reason",
        "agreed with the board",
        "--returns",
        "2027-03-01",
    ]);
    assert_eq!(dismissed["dismissed"]["reason"], "agreed with the board");

    let open = |value: &Value| value["open"].as_array().unwrap().len();
    let after = bench.json(&["--json", "check", "practice"]);
    assert_eq!(open(&after) + 1, open(&before));
    assert!(bench.good(&["check", "practice", "--dismissed"]).contains("agreed with the board"));
    let log = bench.json(&["check", "practice", "--format", "sarif"]);
    let suppressed: Vec<&Value> = log["runs"][0]["results"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|x| x.get("suppressions").is_some())
        .collect();
    assert_eq!(suppressed.len(), 1);
    assert_eq!(suppressed[0]["partialFingerprints"]["stewardFinding/v1"], key.as_str());

    bench.good(&["restore", "practice", &key]);
    assert_eq!(open(&bench.json(&["--json", "check", "practice"])), open(&before));
}

#[test]
fn a_finding_that_is_not_there_cannot_be_dismissed() {
    let bench = Bench::practice();
    let args = ["dismiss", "practice", "no-such-key", "--reason", "x", "--returns", "2027-03-01"];
    assert_eq!(bench.run(&args).code, 2);
    let key = bench.json(&["--json", "check", "practice"])["open"][0]["key"].as_str().unwrap().to_owned();
    for returns in ["2020-01-01", "whenever"] {
        let ran = bench.run(&["dismiss", "practice", &key, "--reason", "x", "--returns", returns]);
        assert_eq!(ran.code, 2, "{}", ran.all());
    }
}
