//! `steward matrix`.

use crate::bench::Bench;
use insta::assert_snapshot;
use std::collections::BTreeSet;
use std::io::Read as _;
use std::process::Stdio;

#[test]
fn roles_as_a_table() {
    let bench = Bench::practice();
    assert_snapshot!(bench.run(&["matrix", "practice", "--rows", "roles"]).all(), @"");
}

#[test]
fn people_narrowed_to_a_class() {
    let bench = Bench::practice();
    let args = ["matrix", "practice", "--rows", "people", "--class", "destructive", "--limit", "5"];
    assert_snapshot!(bench.run(&args).all(), @"");
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
    command.args(["matrix", "practice", "--format", "pairs"]).stdout(Stdio::piped()).stderr(Stdio::piped());
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
