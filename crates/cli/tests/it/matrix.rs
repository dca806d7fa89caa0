//! `steward matrix`.

use crate::bench::Bench;
use insta::assert_snapshot;
use std::collections::BTreeSet;
use std::io::Read as _;
use std::process::Stdio;

#[test]
fn roles_as_a_table() {
    let bench = Bench::practice();
    assert_snapshot!(bench.run(&["matrix", "practice", "--rows", "roles"]).all(), @r#"
    exit 0
    --- out
    practice: 14 roles × 46 permissions
    snapshot a76c8aa3 of 2026-11-22 09:00 UTC, as of 2026-11-22 09:00 UTC

                                 User management               Configuration
                                 1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19
                                 v  d  c  c  c  o  o  p  p  x  v  d  c  c  c  o  p  p  x
    Workspace Owner           l  ●  ●  ●  ●  ●  ●  ●  ●  ●  ●  ●  ●  ●  ●  ●  ●  ●  ●  ●
    Configuration Manager     h  ●  ●  ·  ·  ·  ·  ·  ·  ·  ·  ●  ●  ●  ●  ●  ●  ●  ●  ·
    Access Administrator      l  ●  ●  ●  ●  ●  ●  ·  ●  ·  ·  ●  ·  ·  ·  ·  ·  ·  ·  ·
    Identity & SSO Manager    h  ●  ●  ●  ●  ●  ●  ·  ·  ●  ·  ●  ·  ·  ·  ·  ·  ·  ·  ·
    AI Agent Builder             ●  ·  ·  ·  ·  ·  ·  ·  ·  ·  ●  ●  ·  ◐  ·  ·  ·  ·  ·
    Support Specialist L3     l  ●  ●  ·  ◐  ·  ●  ·  ·  ·  ·  ●  ●  ●  ·  ·  ·  ·  ·  ·
    Billing Administrator     h  ●  ·  ·  ·  ·  ·  ·  ·  ·  ·  ●  ·  ·  ·  ·  ·  ·  ·  ·
    Rotterdam Night Desk Team l  ●  ●  ·  ◐  ·  ●  ·  ·  ·  ·  ●  ●  ·  ·  ·  ·  ·  ·  ·
    Support Specialist L1     h  ●  ●  ·  ◐  ·  ●  ·  ·  ·  ·  ●  ●  ·  ·  ·  ·  ·  ·  ·
    Compliance Auditor           ●  ●  ·  ·  ·  ·  ·  ·  ·  ·  ●  ·  ·  ·  ·  ·  ·  ·  ·
    Data Ingestor                ●  ·  ·  ·  ·  ·  ·  ·  ·  ·  ●  ·  ·  ·  ·  ·  ·  ·  ·
    Model Tester              m  ●  ·  ·  ·  ·  ·  ·  ·  ·  ·  ●  ·  ·  ·  ·  ·  ·  ·  ·
    Analytics Viewer          m  ●  ·  ·  ·  ·  ·  ·  ·  ·  ·  ●  ·  ·  ·  ·  ·  ·  ·  ·
    Member                    l  ●  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·
       1 View users (view)                 11 View environments (view)
       2 View effective access (diagnose)  12 Test webhooks (diagnose)
       3 Invite users (correct)            13 Retry failed jobs (correct)
       4 Manage attributes (correct)       14 Edit variables (correct)
       5 Manage groups (correct)           15 Manage environments (correct)
       6 Reset MFA (override)              16 Rotate API keys (override)
       7 Impersonate user (override)       17 Edit retention rules (policy)
       8 Assign roles (policy)             18 Manage IAM credentials (policy)
       9 Configure custom SSO (policy)     19 Delete environment (destructive)
      10 Delete users (destructive)

                                 Organization                  AI & Assist
                                20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37
                                 v  v  d  d  c  c  o  o  p  x  v  v  d  c  c  o  o  p
    Workspace Owner           l  ●  ●  ●  ●  ●  ●  ●  ●  ●  ●  ●  ●  ●  ●  ●  ●  ·  ●
    Configuration Manager     h  ●  ·  ·  ●  ·  ·  ·  ·  ·  ·  ●  ●  ·  ·  ·  ·  ·  ·
    Access Administrator      l  ●  ·  ●  ●  ·  ·  ·  ·  ·  ·  ●  ●  ·  ·  ·  ·  ·  ·
    Identity & SSO Manager    h  ●  ·  ●  ·  ·  ·  ·  ·  ·  ·  ●  ●  ·  ·  ·  ·  ·  ·
    AI Agent Builder             ●  ·  ·  ·  ·  ·  ·  ·  ·  ·  ●  ●  ●  ●  ●  ◐  ·  ·
    Support Specialist L3     l  ●  ·  ●  ·  ·  ·  ·  ·  ·  ·  ●  ●  ●  ·  ·  ·  ·  ·
    Billing Administrator     h  ●  ●  ·  ·  ·  ●  ●  ●  ·  ·  ●  ●  ·  ·  ·  ·  ·  ·
    Rotterdam Night Desk Team l  ●  ·  ·  ·  ·  ·  ·  ·  ·  ·  ●  ●  ·  ·  ·  ·  ·  ·
    Support Specialist L1     h  ●  ·  ·  ·  ·  ·  ·  ·  ·  ·  ●  ●  ·  ·  ·  ·  ·  ·
    Compliance Auditor           ●  ●  ●  ●  ·  ·  ·  ·  ·  ·  ●  ●  ●  ·  ·  ·  ·  ·
    Data Ingestor                ●  ·  ·  ·  ·  ·  ·  ·  ·  ·  ●  ●  ·  ·  ·  ·  ·  ·
    Model Tester              m  ●  ·  ·  ·  ·  ·  ·  ·  ·  ·  ●  ◇  ●  ·  ·  ·  ·  ·
    Analytics Viewer          m  ●  ·  ·  ·  ·  ·  ·  ·  ·  ·  ●  ·  ·  ·  ·  ·  ·  ·
    Member                    l  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ●  ·  ·  ·  ·  ·  ·  ·
      20 View usage analytics (view)    29 Close workspace (destructive)
      21 View billing (view)            30 Use Assist: Ask (view)
      22 Read audit log (diagnose)      31 Query agents (view)
      23 Export audit log (diagnose)    32 Trace agent runs (diagnose)
      24 Manage spaces (correct)        33 Use Assist: Build (correct)
      25 Manage licences (correct)      34 Edit agents (correct)
      26 Approve exports (override)     35 Publish agents (override)
      27 Correct invoices (override)    36 Fine-tune models (override)
      28 Edit security policy (policy)  37 Set guardrails (policy)

                                 Data & Resources
                                38 39 40 41 42 43 44 45 46
                                 v  v  d  c  c  c  o  o  x
    Workspace Owner           l  ●  ●  ●  ●  ●  ●  ●  ●  ●
    Configuration Manager     h  ●  ●  ●  ·  ·  ·  ·  ·  ·
    Access Administrator      l  ●  ●  ·  ·  ·  ·  ·  ·  ·
    Identity & SSO Manager    h  ●  ●  ·  ·  ·  ·  ·  ·  ·
    AI Agent Builder             ●  ●  ●  ·  ·  ·  ·  ·  ·
    Support Specialist L3     l  ●  ●  ●  ·  ·  ·  ·  ·  ·
    Billing Administrator     h  ●  ●  ·  ·  ·  ·  ·  ·  ·
    Rotterdam Night Desk Team l  ●  ●  ·  ·  ·  ·  ·  ·  ·
    Support Specialist L1     h  ●  ●  ·  ·  ·  ·  ·  ·  ·
    Compliance Auditor           ●  ●  ●  ·  ·  ·  ·  ·  ·
    Data Ingestor                ●  ●  ●  ·  ◐  ◐  ·  ·  ·
    Model Tester              m  ●  ·  ·  ·  ·  ·  ·  ·  ·
    Analytics Viewer          m  ●  ◐  ·  ·  ·  ·  ·  ·  ·
    Member                    l  ●  ·  ·  ·  ·  ·  ·  ·  ·
      38 View query library (view)        43 Manage datastores (correct)
      39 Read documents (view)            44 Export data (override)
      40 Inspect index health (diagnose)  45 Restore data (override)
      41 Edit query library (correct)     46 Delete datastore (destructive)
      42 Write files (correct)

    ● yes  ◐ on some objects only  ◷ with an end  ◇ a prerequisite is missing  ⊘ taken by a deny  · no
    class of a column: v view  d diagnose  c correct  o override  p policy  x destructive
    worst finding of a row: c critical  h high  m medium  l low
    --- err
    "#);
}

#[test]
fn people_narrowed_to_a_class() {
    let bench = Bench::practice();
    let args = ["matrix", "practice", "--rows", "people", "--class", "destructive", "--limit", "5"];
    assert_snapshot!(bench.run(&args).all(), @r#"
    exit 0
    --- out
    practice: 412 people × 4 permissions
    snapshot a76c8aa3 of 2026-11-22 09:00 UTC, as of 2026-11-22 09:00 UTC

                        … … … …
                        1 2 3 4
                        x x x x
    Greta Olsen       m ● ● ● ●
    Pieter de Graaf   m ◷ ◷ ◷ ◷
    Aaliyah Bergström m · · · ·
    Bram Dekker       h · · · ·
    Hana Sato         m · · · ·
      1 Delete users (destructive)        3 Close workspace (destructive)
      2 Delete environment (destructive)  4 Delete datastore (destructive)

    ● yes  ◐ on some objects only  ◷ with an end  ◇ a prerequisite is missing  ⊘ taken by a deny  · no
    class of a column: v view  d diagnose  c correct  o override  p policy  x destructive
    worst finding of a row: c critical  h high  m medium  l low
    categories: 1 User management, 2 Configuration, 3 Organization, 4 Data & Resources
    407 more rows; `--limit 0` shows all, `--search` narrows
    --- err
    "#);
}

#[test]
fn categories_and_classes_go_by_their_names() {
    let bench = Bench::practice();
    let head = |args: &[&str]| {
        let out = bench.good(&[&["matrix", "practice", "--rows", "roles"][..], args].concat());
        out.lines().next().unwrap().to_owned()
    };
    assert_eq!(head(&["--category", "data & resources"]), "practice: 14 roles × 9 permissions");
    assert_eq!(head(&["--class", "Destructive"]), "practice: 14 roles × 4 permissions");
    let ran = bench.run(&["matrix", "practice", "--category", "nothing"]);
    assert_eq!(ran.code, 2, "{}", ran.all());
    assert!(ran.err.contains("`nothing`") && ran.err.contains("(Data & Resources)"), "{}", ran.err);
}

#[test]
fn pairs_say_how_many_are_limited_to_objects() {
    let bench = Bench::practice();
    let args = ["matrix", "practice", "--rows", "roles", "--format", "pairs"];
    let matrix = bench.json(&["matrix", "practice", "--rows", "roles", "--format", "json"]);
    let limited: usize = (matrix["rows"].as_array().unwrap().iter())
        .map(|row| row["cells"].as_object().unwrap().values().filter(|state| *state == "scoped").count())
        .sum();
    let ran = bench.run(&args);
    assert!(
        limited > 1 && ran.err.starts_with(&format!("{limited} pairs are limited to objects")),
        "{}",
        ran.err
    );
    assert_eq!(ran.err.lines().count(), 1);
    assert_eq!(bench.run(&[&["-q"][..], &args[..]].concat()).err, "");
}

#[test]
fn nothing_fits_is_said() {
    let bench = Bench::practice();
    let out = bench.good(&["matrix", "practice", "--rows", "groups", "--search", "no such group"]);
    assert!(out.contains("Nothing fits what was asked for."), "{out}");
}

#[test]
fn pairs_are_exactly_the_cells_with_a_yes() {
    let bench = Bench::practice();
    let pairs = bench.good(&["matrix", "practice", "--rows", "people", "--format", "pairs"]);
    let from_pairs: BTreeSet<(String, String)> = (pairs.lines())
        .map(|line| line.split_once('\t').unwrap())
        .map(|(person, permission)| (person.to_owned(), permission.to_owned()))
        .collect();
    assert_eq!(from_pairs.len(), pairs.lines().count());

    let matrix = bench.json(&["matrix", "practice", "--rows", "people", "--format", "json"]);
    let mut from_json = BTreeSet::new();
    for row in matrix["rows"].as_array().unwrap() {
        for (permission, state) in row["cells"].as_object().unwrap() {
            if state != "denied" {
                from_json.insert((row["id"].as_str().unwrap().to_owned(), permission.clone()));
            }
        }
    }
    assert_eq!(from_pairs, from_json);
    assert!(from_pairs.len() > 1000);
    // the matrix and one decision never disagree
    for (person, permission) in from_pairs.iter().step_by(997) {
        let why = bench.json(&["--json", "why", "practice", "--person", person, "--permission", permission]);
        assert!(matches!(why["decision"].as_str().unwrap(), "yes" | "scoped"), "{why}");
    }
}

#[test]
fn every_format_comes_for_every_kind_of_row() {
    let bench = Bench::practice();
    for rows in ["people", "groups", "roles"] {
        for (format, begin) in [
            ("table", "practice: "),
            ("csv", ""),
            ("json", "{"),
            ("pairs", ""),
            ("html", "<!doctype html>"),
            ("md", "# "),
        ] {
            let out = bench.good(&["matrix", "practice", "--rows", rows, "--format", format]);
            assert!(out.starts_with(begin) && out.len() > 500, "{rows} {format}: {out:.200}");
        }
    }
}

#[test]
fn a_part_is_for_tables_only() {
    let bench = Bench::practice();
    let ran = bench.run(&["matrix", "practice", "--format", "csv", "--search", "x"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("hint:"), "{}", ran.err);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let bench = Bench::practice();
    let mut command = bench.command();
    command
        .args(["-q", "matrix", "practice", "--format", "pairs"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""));
}

#[test]
fn colour_only_when_asked_for() {
    let bench = Bench::practice();
    assert!(!bench.good(&["pyramid", "practice"]).contains('\u{1b}'));
    assert!(bench.good(&["pyramid", "practice", "--color", "always"]).contains('\u{1b}'));
}
