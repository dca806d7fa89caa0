//! `steward export`: files that hold what the matrix holds, harmless, and only for their owner.

use crate::bench::Bench;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use steward_connect::files::{self, Mapping};
use steward_model::{Effect, Holder, Snapshot, TenantInfo};

/// A tenant whose ids try to be formulas, markup and second rows.
const EVIL: &str = r#"{
  "steward": 1,
  "tenant": { "name": "<b>Evil</b> & Söhne" },
  "people": [
    { "id": "=cmd|' /C calc'!A0", "displayName": "+1 <script>alert(1)</script>" },
    { "id": "@sum(a1)", "displayName": "a|b `code` [x](javascript:y)" },
    { "id": "-2", "displayName": "\"quoted\", and comma" },
    { "id": "'=already", "displayName": "plain" }
  ],
  "permissions": [ { "id": "=read", "displayName": "Read <i>" }, { "id": "write" } ],
  "grants": [
    { "permission": "=read", "person": "=cmd|' /C calc'!A0" },
    { "permission": "write", "person": "@sum(a1)" },
    { "permission": "write", "person": "-2" },
    { "permission": "=read", "person": "'=already" }
  ]
}"#;

fn evil() -> Bench {
    let bench = Bench::new();
    let file = bench.file("evil.json", EVIL);
    bench.good(&["tenant", "add", "evil", "--file", &file, "--format", "json"]);
    bench
}

fn export(bench: &Bench, tenant: &str, format: &str, name: &str, more: &[&str]) -> Vec<u8> {
    let path = bench.path(name);
    let mut args = vec!["export", tenant, "--format", format, "--force", "--out", path.to_str().unwrap()];
    args.extend(more);
    bench.good(&args);
    fs::read(path).unwrap()
}

fn granted(snapshot: &Snapshot) -> BTreeSet<(String, String)> {
    (snapshot.grants.iter())
        .filter(|grant| grant.effect == Effect::Permit)
        .map(|grant| {
            let holder = match grant.to {
                Holder::Person(ix) => &snapshot.person(ix).unwrap().id,
                Holder::Group(ix) => &snapshot.group(ix).unwrap().id,
                Holder::Role(ix) => &snapshot.role(ix).unwrap().id,
            };
            (holder.clone(), snapshot.permission(grant.permission).unwrap().id.clone())
        })
        .collect()
}

/// Cells with a plain yes: a matrix has no room for objects, so scoped ones are reported and left out on reading.
fn yes(bench: &Bench, tenant: &str, rows: &str) -> BTreeSet<(String, String)> {
    let matrix = bench.json(&["matrix", tenant, "--rows", rows, "--format", "json"]);
    let mut pairs = BTreeSet::new();
    for row in matrix["rows"].as_array().unwrap() {
        for (permission, state) in row["cells"].as_object().unwrap() {
            if state == "granted" {
                pairs.insert((row["id"].as_str().unwrap().to_owned(), permission.clone()));
            }
        }
    }
    pairs
}

#[test]
fn csv_reads_back_the_same_both_ways() {
    for (bench, tenant) in [(Bench::practice(), "practice"), (evil(), "evil")] {
        for rows in ["people", "groups", "roles"] {
            let wanted = yes(&bench, tenant, rows);
            if wanted.is_empty() {
                continue;
            }
            for format in ["csv", "csv-transposed"] {
                let bytes = export(&bench, tenant, format, "matrix.csv", &["--rows", rows]);
                let mapping = Mapping::default();
                let read = files::csv("matrix.csv", &bytes, &mapping, TenantInfo::default());
                let snapshot =
                    read.snapshot.unwrap_or_else(|| panic!("{tenant} {rows} {format}: {:?}", read.problems));
                assert_eq!(granted(&snapshot), wanted, "{tenant} {rows} {format}");
                assert!(read.problems.iter().all(|x| x.code == "scoped-cell"), "{:#?}", read.problems);
            }
        }
    }
}

/// When what a person holds ends, by person and permission, for cells in this state.
fn ends(bench: &Bench, state: &str) -> BTreeMap<(String, String), String> {
    let matrix = bench.json(&["matrix", "practice", "--format", "json"]);
    let mut ends = BTreeMap::new();
    for row in matrix["rows"].as_array().unwrap() {
        for (permission, until) in row["until"].as_object().unwrap() {
            if row["cells"][permission] == state {
                let key = (row["id"].as_str().unwrap().to_owned(), permission.clone());
                ends.insert(key, until.as_str().unwrap().to_owned());
            }
        }
    }
    ends
}

#[test]
fn what_ends_on_some_objects_says_so_in_tables() {
    let bench = Bench::practice();
    let wanted = ends(&bench, "scoped");
    assert!(wanted.keys().any(|(person, _)| person == "marek.lindqvist"), "{wanted:?}");
    let bytes = export(&bench, "practice", "csv", "matrix.csv", &[]);
    let mut table = csv::Reader::from_reader(bytes.as_slice());
    let columns: Vec<String> = table.headers().unwrap().iter().map(str::to_owned).collect();
    let mut found = BTreeMap::new();
    for row in table.records() {
        let row = row.unwrap();
        for (column, cell) in columns.iter().zip(&row) {
            if let Some(until) = cell.strip_prefix("scoped until ") {
                found.insert((row[0].to_owned(), column.clone()), until.to_owned());
            }
        }
    }
    assert_eq!(found, wanted);
}

#[test]
fn access_that_ends_still_ends_after_a_way_through_a_table() {
    let bench = Bench::practice();
    let wanted = ends(&bench, "granted");
    assert!(
        wanted.keys().any(|(person, _)| person == "pieter.de.graaf"),
        "elevations are running: {wanted:?}"
    );
    for format in ["csv", "csv-transposed"] {
        let bytes = export(&bench, "practice", format, "matrix.csv", &[]);
        let read = files::csv("matrix.csv", &bytes, &Mapping::default(), TenantInfo::default());
        let snapshot = read.snapshot.unwrap();
        let found: BTreeMap<(String, String), String> = (snapshot.grants.iter())
            .filter_map(|grant| {
                let Holder::Person(person) = grant.to else { return None };
                let permission = snapshot.permission(grant.permission).unwrap().id.clone();
                let until = grant.window.until?.to_string();
                Some(((snapshot.person(person).unwrap().id.clone(), permission), until))
            })
            .collect();
        assert_eq!(found, wanted, "{format}");
    }
}

#[test]
fn pages_mark_what_ends_and_what_lacks_a_prerequisite() {
    let bench = Bench::practice();
    let matrix = bench.json(&["matrix", "practice", "--rows", "roles", "--format", "json"]);
    let tester = matrix["rows"].as_array().unwrap().iter().find(|row| row["id"] == "model-tester").unwrap();
    assert!(!tester["missingPrerequisite"].as_array().unwrap().is_empty(), "{tester}");
    for (format, ended, lacking) in [("md", " ◷ |", " ◇ |"), ("html", ">◷<span", ">◇<span")] {
        let people = bench.good(&["matrix", "practice", "--format", format]);
        assert!(people.contains(ended), "{format}");
        assert!(people.contains("◷ with an end · ◇ a prerequisite is missing"), "{format}");
        let roles = bench.good(&["matrix", "practice", "--rows", "roles", "--format", format]);
        assert!(roles.contains(lacking), "{format}");
    }
}

#[test]
fn a_table_without_rows_is_headed_by_what_they_would_be() {
    let bench = Bench::new();
    let file = bench.file("pairs.txt", "ada read\n");
    bench.good(&["tenant", "add", "small", "--file", &file, "--format", "pairs"]);
    for (rows, head) in [("groups", "group,read"), ("roles", "role,read")] {
        let out = bench.good(&["matrix", "small", "--rows", rows, "--format", "csv"]);
        assert_eq!(out.trim_end(), head);
    }
}

#[test]
fn no_cell_of_a_table_begins_like_a_formula() {
    let bench = evil();
    for format in ["csv", "csv-transposed"] {
        let bytes = export(&bench, "evil", format, "evil.csv", &[]);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
        let cells: Vec<String> = reader
            .records()
            .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        assert!(cells.contains(&"'@sum(a1)".to_owned()), "{cells:?}");
        assert!(cells.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{cells:?}");
    }
}

#[test]
fn pages_hold_no_markup_of_the_tenant() {
    let bench = evil();
    let html = String::from_utf8(export(&bench, "evil", "html", "evil.html", &[])).unwrap();
    assert!(!html.contains("<script>") && !html.contains("<b>Evil") && !html.contains("<i>"), "{html}");
    assert!(html.contains("&lt;script&gt;"));
    assert!(
        !html.contains("http://") && !html.contains("https://") && !html.contains(" src="),
        "it stands alone"
    );
    let md = String::from_utf8(export(&bench, "evil", "md", "evil.md", &[])).unwrap();
    assert!(md.contains("a\\|b \\`code\\` \\[x\\]\\(javascript:y\\)"), "{md}");
    let widths: BTreeSet<usize> = md
        .lines()
        .filter(|x| x.starts_with('|'))
        .map(|x| x.replace("\\|", "").matches('|').count())
        .collect();
    assert_eq!(widths.len(), 1, "every row has as many cells as the head:\n{md}");
}

#[test]
fn every_file_says_what_it_holds() {
    let bench = Bench::practice();
    let hash = bench.json(&["--json", "tenant", "list"])[0]["snapshot"]["hash"].as_str().unwrap().to_owned();
    for format in ["html", "md", "json", "sarif"] {
        let text = String::from_utf8(export(&bench, "practice", format, "file", &[])).unwrap();
        assert!(text.contains(&hash), "{format}");
    }
    for format in ["csv", "csv-transposed", "pairs"] {
        export(&bench, "practice", format, "table", &[]);
        let beside: serde_json::Value =
            serde_json::from_slice(&fs::read(bench.path("table-metadata.json")).unwrap()).unwrap();
        assert_eq!(beside["dc:source"], format!("sha256:{hash}"));
        assert_eq!(beside["dc:rights"], "Contains personal data.");
        assert_eq!(beside["notes"][0]["personalData"], true);
    }
    let xlsx = export(&bench, "practice", "xlsx", "book.xlsx", &[]);
    assert!(xlsx.starts_with(b"PK"));
    let roles = export(&bench, "practice", "md", "roles.md", &["--rows", "roles"]);
    assert!(String::from_utf8(roles).unwrap().contains("Contains no personal data."));
}

#[test]
fn the_whole_tenant_can_be_read_in_again() {
    let bench = Bench::practice();
    export(&bench, "practice", "tenant", "tenant.json", &[]);
    let path = bench.path("tenant.json");
    let args = [
        "tenant",
        "add",
        "again",
        "--file",
        path.to_str().unwrap(),
        "--pack",
        "meridian",
        "--environment",
        "practice",
    ];
    bench.good(&args);
    let pairs = |name| bench.good(&["matrix", name, "--format", "pairs"]);
    assert_eq!(pairs("again"), pairs("practice"));
}

#[cfg(unix)]
#[test]
fn files_are_for_their_owner_and_whole() {
    use std::os::unix::fs::PermissionsExt as _;
    let bench = Bench::practice();
    let path = bench.path("matrix.csv");
    fs::write(&path, "what was there before").unwrap();
    export(&bench, "practice", "csv", "matrix.csv", &[]);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let left: Vec<String> = fs::read_dir(bench.path("."))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".part"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_a_pipe_a_pipe() {
    use std::os::unix::fs::{FileTypeExt as _, symlink};
    let bench = Bench::practice();
    let pairs = bench.good(&["matrix", "practice", "--format", "pairs"]);

    fs::create_dir(bench.path("elsewhere")).unwrap();
    fs::write(bench.path("elsewhere/there"), "before").unwrap();
    symlink("elsewhere/there", bench.path("to-a-file")).unwrap();
    symlink("elsewhere/not-yet", bench.path("to-nothing")).unwrap();
    for (link, file) in [("to-a-file", "elsewhere/there"), ("to-nothing", "elsewhere/not-yet")] {
        export(&bench, "practice", "pairs", link, &[]);
        assert!(fs::symlink_metadata(bench.path(link)).unwrap().is_symlink(), "{link}");
        assert_eq!(fs::read_to_string(bench.path(file)).unwrap(), pairs, "{link}");
    }

    let pipe = bench.path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let from = pipe.clone();
    let reader = std::thread::spawn(move || fs::read_to_string(from).unwrap());
    bench.good(&["export", "practice", "--format", "pairs", "--out", pipe.to_str().unwrap()]);
    assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo(), "it was replaced");
    assert_eq!(reader.join().unwrap(), pairs);
    assert!(!bench.path("pipe-metadata.json").exists(), "nothing is put beside a pipe");
}

#[test]
fn what_is_of_no_weight_is_said_and_quiet_is_quiet() {
    let bench = Bench::practice();
    let out = bench.path("tenant.json").display().to_string();
    let args = ["export", "practice", "--format", "tenant", "--force", "--out", &out];
    let ran = bench.run(&args);
    assert!(ran.err.is_empty() && ran.out.contains("It names people"), "{}", ran.all());
    let ran = bench.run(&[&args[..], &["--rows", "roles"][..]].concat());
    assert!(ran.err.contains("`--rows`") && ran.code == 0, "{}", ran.all());
    let ran = bench.run(&[&["-q"][..], &args[..]].concat());
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "[DIR]/tenant.json\n", ""));
}

#[test]
fn where_it_cannot_go_is_said() {
    let bench = Bench::practice();
    let nowhere = bench.path("no/such/folder/matrix.csv");
    let ran = bench.run(&["export", "practice", "--format", "csv", "--out", nowhere.to_str().unwrap()]);
    assert_eq!(ran.code, 3, "{}", ran.all());
    assert!(ran.err.contains("cannot write") && ran.err.contains("hint:"), "{}", ran.err);
    let ran = bench.run(&["export", "practice", "--format", "xlsx", "--out", "-"]);
    assert_eq!(ran.code, 2, "{}", ran.all());
    let file = bench.file("in-the-way", "x");
    let ran = bench.run(&["export", "practice", "--format", "cedar", "--out", &file]);
    assert_eq!(ran.code, 2, "{}", ran.all());
}

#[test]
fn the_same_snapshot_gives_the_same_bytes() {
    let bench = Bench::practice();
    for format in ["csv", "csv-transposed", "xlsx", "html", "md", "json", "pairs", "sarif", "tenant"] {
        let first = export(&bench, "practice", format, "first", &[]);
        assert!(first == export(&bench, "practice", format, "first", &[]), "{format}");
    }
}
