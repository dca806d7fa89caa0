//! Lines that fit: on a terminal, and where `COLUMNS` says how wide it is.

use crate::bench::Bench;
use unicode_width::UnicodeWidthStr as _;

const COMMANDS: [&[&str]; 25] = [
    &["tenant", "list"],
    &["tenant", "snapshots", "practice"],
    &["today", "practice"],
    &["list", "practice", "people"],
    &["list", "practice", "groups"],
    &["list", "practice", "roles"],
    &["list", "practice", "permissions"],
    &["show", "practice", "person", "Felix Aydin"],
    &["show", "practice", "role", "Model Tester"],
    &["show", "practice", "permission", "Query agents"],
    &["matrix", "practice", "--rows", "roles"],
    &["matrix", "practice", "--limit", "5"],
    &["why", "practice", "--person", "Felix Aydin", "--permission", "Query agents"],
    &["who", "practice", "--permission", "Export data"],
    &["what", "practice", "--person", "Felix Aydin"],
    &["compare", "practice", "role:model-tester", "role:workspace-owner"],
    &["diff", "practice"],
    &["check", "practice"],
    &["pyramid", "practice"],
    &["surfaces", "practice"],
    &["log"],
    &["audit", "search"],
    &["audit", "search", "--facets"],
    &["audit", "retention"],
    &["policy", "operations"],
];

fn at(bench: &Bench, columns: usize, args: &[&str]) -> String {
    let ran = bench.command().env("COLUMNS", columns.to_string()).args(args).output().unwrap();
    assert_eq!(ran.status.code(), Some(0), "{args:?}\n{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap()
}

#[test]
fn every_answer_fits_the_terminal() {
    let bench = Bench::practice();
    for columns in [40, 80, 120] {
        for args in COMMANDS {
            for line in at(&bench, columns, args).lines() {
                assert!(line.width() <= columns, "{columns} columns, {args:?}: {line}");
            }
        }
    }
}

/// Hashes and keys stay whole, so that they can be copied.
#[test]
fn of_the_trail_only_a_single_word_is_wider_than_the_terminal() {
    let bench = Bench::practice();
    bench.good(&["audit", "import", "practice", "--made-up"]);
    for line in at(&bench, 40, &["audit", "search", "--facets"]).lines() {
        assert!(line.width() <= 40, "{line}");
    }
    let page = bench.json(&["--json", "audit", "search", "source:tenant", "-n", "1"]);
    let event = page["rows"][0]["id"].as_str().unwrap();
    for entry in [event, "2"] {
        for line in at(&bench, 40, &["audit", "show", entry]).lines() {
            assert!(line.width() <= 40 || line.split_whitespace().count() == 1, "{entry}: {line}");
        }
    }
}

#[test]
fn names_stay_whole_where_less_useful_columns_can_go() {
    let bench = Bench::practice();
    let whole = bench.json(&["--json", "list", "practice", "people"]);
    let text = at(&bench, 80, &["list", "practice", "people"]);
    for row in whole["rows"].as_array().unwrap() {
        let name = row["item"]["name"].as_str().unwrap();
        assert!(name.width() > 24 || text.lines().any(|line| line.starts_with(name)), "{name}\n{text}");
    }
    let head = |args: &[&str]| at(&bench, 80, args).lines().nth(3).unwrap().to_owned();
    assert!(head(&["list", "practice", "people"]).contains("CONSEQUENCE"));
    let sorted = head(&["list", "practice", "people", "--sort", "department"]);
    assert!(sorted.contains("DEPARTMENT"), "what the list is sorted by stays: {sorted}");
}

#[test]
fn in_a_pipe_only_what_is_endless_is_cut() {
    let bench = Bench::new();
    let (name, endless) = ("long ".repeat(50), "endless ".repeat(2_000));
    let rows = format!("ada,{name},read\neve,{endless},read\nbob,Bob,read\n");
    let file = bench.file("long.csv", &format!("person,person name,permission\n{rows}"));
    let map = "person=person,person-name=person name,permission=permission";
    bench.good(&["tenant", "add", "long", "--file", &file, "--map", map]);
    let text = bench.good(&["list", "long", "people"]);
    assert!(text.contains(name.trim()), "nothing is cut that anybody would read");
    assert!(text.lines().all(|line| line.chars().count() < 500) && text.contains('…'), "{text}");
    let json = bench.good(&["--json", "list", "long", "people"]);
    assert!(json.contains(endless.trim()), "JSON has all of it");
    let bob = text.lines().find(|line| line.starts_with("Bob ")).unwrap();
    assert!(bob.len() < 200, "one long name does not widen the others: {}", bob.len());
}
