//! `steward tenant add --file`, in the forms that scripts rely on.

use crate::bench::Bench;
use insta::assert_snapshot;
use std::collections::BTreeSet;

const PAIRS: &str = "ada read\nada write\nbob read\n";

fn sorted(text: &str) -> BTreeSet<String> {
    text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn nobody_left_in_a_file_replaces_nothing_without_a_yes() {
    let bench = Bench::new();
    let people = |n: usize| (0..n).map(|at| format!("user{at} read\n")).collect::<String>();
    let file = bench.file("access.pairs", &people(25));
    bench.good(&["tenant", "add", "acme", "--file", &file, "--format", "pairs"]);
    bench.file("access.pairs", &people(3));
    let ran = bench.run(&["tenant", "refresh", "acme"]);
    assert_eq!(ran.code, 3, "{}", ran.all());
    assert!(
        ran.err.starts_with("error: 22 of 25 people and 22 of 25 grants are gone; nothing was replaced\n"),
        "{}",
        ran.err
    );
    assert_eq!(bench.json(&["--json", "tenant", "list"])[0]["counts"]["people"], 25);
    bench.good(&["tenant", "refresh", "acme", "--accept-loss"]);
    assert_eq!(bench.json(&["--json", "tenant", "list"])[0]["counts"]["people"], 3);
}

#[test]
fn pairs_come_out_as_they_went_in() {
    let bench = Bench::new();
    let file = bench.file("hc.txt", PAIRS);
    assert_snapshot!(bench.run(&["tenant", "add", "hc", "--file", &file, "--format", "pairs"]).all(), @r#"
    exit 0
    --- out
    hc · LIVE · Any product
    known here as `hc`, snapshot ad6177c8 of 2026-11-22 09:00 UTC
      2  people
      0  groups
      0  roles
      2  permissions
      0  objects
      0  memberships
      0  assignments of roles
      3  grants
    --- err
    "#);
    let out = bench.good(&["matrix", "hc", "--rows", "people", "--format", "pairs"]);
    assert_eq!(out, "ada\tread\nada\twrite\nbob\tread\n");
    assert_eq!(sorted(&out), sorted(PAIRS));
}

#[test]
fn the_format_is_found_out() {
    let bench = Bench::new();
    let files = [
        ("a", "a.txt", PAIRS),
        ("b", "b.csv", "user,permission\nada,read\nada,write\nbob,read\n"),
        (
            "c",
            "c.json",
            r#"{"steward":1,"tenant":{"name":"C"},"people":[{"id":"ada"},{"id":"bob"}],
               "grants":[{"permission":"read","person":"ada"},{"permission":"write","person":"ada"},
                         {"permission":"read","person":"bob"}]}"#,
        ),
    ];
    for (name, file, text) in files {
        let file = bench.file(file, text);
        bench.good(&["tenant", "add", name, "--file", &file]);
        assert_eq!(sorted(&bench.good(&["matrix", name, "--format", "pairs"])), sorted(PAIRS), "{name}");
    }
}

#[test]
fn a_table_is_never_read_as_pairs() {
    let bench = Bench::new();
    let file = bench.file("known.csv", "Benutzer,Berechtigung\nanna,lesen\n");
    bench.good(&["tenant", "add", "known", "--file", &file]);
    assert_eq!(bench.good(&["matrix", "known", "--format", "pairs"]), "anna\tlesen\n");
    let file = bench.file("unknown.csv", "Wer,Was\nanna,lesen\n");
    let found = bench.run(&["tenant", "add", "unknown", "--file", &file]);
    assert_eq!((found.code, found.out.as_str()), (2, ""), "{}", found.all());
    assert!(found.err.contains("`--map 'person=Wer,permission=Was'`"), "{}", found.err);
    let said = bench.run(&["tenant", "add", "unknown", "--file", &file, "--format", "csv"]);
    assert_eq!(said.all(), found.all());
}

#[cfg(unix)]
#[test]
fn a_pipe_is_read_once() {
    let bench = Bench::new();
    let json = r#"{"steward":1,"tenant":{"name":"C"},"grants":[
        {"permission":"read","person":"ada"},{"permission":"write","person":"ada"},
        {"permission":"read","person":"bob"}],"people":[{"id":"ada"},{"id":"bob"}]}"#;
    let (found, said): (&[&str], &[&str]) = (&[], &["--format", "json"]);
    let csv = "user,permission\nada,read\nada,write\nbob,read\n";
    for (name, text, more) in
        [("pairs", PAIRS, found), ("csv", csv, found), ("json", json, found), ("json-said", json, said)]
    {
        let mut args = vec!["tenant", "add", name, "--file", "/dev/stdin"];
        args.extend(more);
        let ran = bench.feed(&args, text);
        assert_eq!(ran.code, 0, "{name}: {}", ran.all());
        assert_eq!(sorted(&bench.good(&["matrix", name, "--format", "pairs"])), sorted(PAIRS), "{name}");
    }
}

#[test]
fn columns_can_be_mapped() {
    let bench = Bench::new();
    let file = bench.file("odd.csv", "Wer,Was\nada,read\nada,write\nbob,read\n");
    bench.good(&[
        "tenant",
        "add",
        "odd",
        "--file",
        &file,
        "--format",
        "csv",
        "--map",
        "person=Wer,permission=Was",
    ]);
    assert_eq!(sorted(&bench.good(&["matrix", "odd", "--format", "pairs"])), sorted(PAIRS));
    let ran = bench.run(&["tenant", "add", "odd2", "--file", &file, "--map", "nobody=Wer"]);
    assert_snapshot!(ran.all(), @r#"
    exit 2
    --- out
    --- err
    error: `nobody=Wer` is no part of a mapping
    hint: write `person=User,permission=Right` with the names of the columns; see `steward tenant add --help`
    "#);
}

#[test]
fn one_bad_line_never_hides_the_next() {
    let bench = Bench::new();
    let file = bench.file("bad.txt", "ada read\nlonely\nbob write\n");
    let ran = bench.run(&["tenant", "add", "bad", "--file", &file, "--format", "pairs"]);
    assert_snapshot!(ran.all(), @r#"
    exit 3
    --- out
    `bad` is kept, but this reading is incomplete: 1 grant could not be read
    bad · LIVE · Any product
    known here as `bad`, snapshot cc07b420 of 2026-11-22 09:00 UTC
      2  people
      0  groups
      0  roles
      2  permissions
      0  objects
      0  memberships
      0  assignments of roles
      2  grants

    1 problem with the input
      [DIR]/bad.txt:2:1 permission: left out: `lonely` stands alone, two values are needed: user and permission
        hint: write the user, a space and the permission; the line was left out
    --- err
    "#);
}

#[test]
fn what_is_only_worth_knowing_is_no_problem() {
    let bench = Bench::new();
    let add = |name: &str, text: &str| {
        let file = bench.file(&format!("{name}.txt"), text);
        bench.run(&["tenant", "add", name, "--file", &file, "--format", "pairs"])
    };
    let both = add("both", "ada read\nada read\nlonely\n");
    assert_eq!(both.code, 3, "{}", both.all());
    assert!(
        both.out.contains("1 problem with the input\n") && both.out.contains("left out: `lonely`"),
        "{}",
        both.out
    );
    let twice = add("twice", "ada read\nada read\n");
    assert_eq!((twice.code, twice.out.contains("problem")), (0, false), "{}", twice.all());
}

#[test]
fn what_cannot_be_read_is_refused_with_place_and_remedy() {
    let bench = Bench::new();
    for (format, text) in [("json", "{\n  \"steward\": 1,,\n}"), ("csv", ""), ("pairs", "")] {
        let file = bench.file("broken", text);
        let ran = bench.run(&["tenant", "add", "broken", "--file", &file, "--format", format]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{format}: {}", ran.all());
        assert!(ran.err.starts_with("error: ") && ran.err.contains("hint:"), "{format}: {}", ran.err);
    }
    let list = bench.json(&["--json", "tenant", "list"]);
    assert_eq!(list.as_array().unwrap().len(), 0);
}

#[test]
fn a_file_is_read_again() {
    let bench = Bench::new();
    let file = bench.file("hc.txt", PAIRS);
    bench.good(&["tenant", "add", "hc", "--file", &file]);
    assert!(bench.good(&["tenant", "refresh", "hc"]).contains("Nothing changed"));
    bench.file("hc.txt", "ada read\n");
    let report = bench.json(&["--json", "tenant", "refresh", "hc"]);
    assert_eq!(report["changed"], true);
    let diff = bench.json(&["--json", "diff", "hc"]);
    assert_eq!((&diff["gainedTotal"], &diff["lostTotal"]), (&0.into(), &2.into()));
    // the file goes away: the last good snapshot stays
    std::fs::remove_file(&file).unwrap();
    let ran = bench.run(&["tenant", "refresh", "hc"]);
    assert!(ran.code == 2 || ran.code == 3, "{}", ran.all());
    assert_eq!(bench.good(&["matrix", "hc", "--format", "pairs"]), "ada\tread\n");
    assert!(bench.good(&["tenant", "list"]).contains("last read failed"));
    bench.good(&["tenant", "remove", "hc"]);
    assert_eq!(bench.run(&["matrix", "hc"]).code, 2);
}
