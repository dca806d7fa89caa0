//! `steward audit forget`: what it says before and after, and what is left in the files, also of one that was killed.

use crate::bench::{Bench, Ran};
use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

const WITH: &str = r#"{ "steward": 1, "tenant": { "name": "Acme" },
  "people": [
    { "id": "p1", "userName": "zora.oestlund", "displayName": "Zora Östlund", "email": "zora@acme.example" },
    { "id": "p2", "userName": "ben", "displayName": "Ben Cho" }],
  "roles": [{ "id": "r", "displayName": "Reader" }],
  "assignments": [{ "role": "r", "person": "p1" }, { "role": "r", "person": "p2" }],
  "grants": [{ "permission": "docs.read", "role": "r" }] }"#;

const WITHOUT: &str = r#"{ "steward": 1, "tenant": { "name": "Acme" },
  "people": [{ "id": "p2", "userName": "ben", "displayName": "Ben Cho" }],
  "roles": [{ "id": "r", "displayName": "Reader" }],
  "assignments": [{ "role": "r", "person": "p2" }],
  "grants": [{ "permission": "docs.read", "role": "r" }] }"#;

const WORDS: [&str; 6] = [
    "Zora Östlund",
    "zora östlund",
    "ZORA ÖSTLUND",
    "zora.oestlund",
    "zora@acme.example",
    "ZORA@ACME.EXAMPLE",
];

/// A workspace with somebody in the first of two snapshots and in a copy.
fn left() -> Bench {
    let bench = Bench::new();
    let file = bench.file("acme.json", WITH);
    bench.good(&["tenant", "add", "acme", "--file", &file]);
    bench.good(&["backup"]);
    bench.file("acme.json", WITHOUT);
    bench.good(&["tenant", "refresh", "acme", "--accept-loss"]);
    bench
}

fn forget(bench: &Bench, more: &[&str]) -> Ran {
    bench.run(&[&["audit", "forget", "acme", "--person", "Zora Östlund"], more].concat())
}

/// What is in the snapshots of a database.
fn snapshots(db: &Path) -> Vec<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let rows: Vec<Vec<u8>> = runtime.block_on(async {
        let options = SqliteConnectOptions::new().filename(db);
        let mut db = SqliteConnection::connect_with(&options).await.unwrap();
        let rows = sqlx::query_scalar("SELECT content FROM snapshots").fetch_all(&mut db).await.unwrap();
        db.close().await.unwrap();
        rows
    });
    rows.iter().map(|row| String::from_utf8(zstd::decode_all(row.as_slice()).unwrap()).unwrap()).collect()
}

/// Files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Places below a folder that hold any of the words: files byte by byte, and the snapshots of databases.
fn holding(folder: &Path) -> Vec<String> {
    let all = files(folder);
    let mut found = Vec::new();
    for path in &all {
        let bytes = std::fs::read(path).unwrap();
        for word in WORDS {
            if bytes.windows(word.len()).any(|some| some == word.as_bytes()) {
                found.push(format!("{word}: {}", path.display()));
            }
        }
    }
    // opening a database changes what lies beside it, so only now
    for path in all.iter().filter(|path| path.extension().is_some_and(|ending| ending == "db")) {
        let text = snapshots(path).join("\n");
        for word in WORDS {
            if text.contains(word) {
                found.push(format!("{word}: a snapshot in {}", path.display()));
            }
        }
    }
    found
}

#[test]
fn it_says_what_it_reaches_and_does_nothing_without_a_yes() {
    let bench = left();
    let ran = forget(&bench, &[]);
    assert_eq!(ran.code, 2, "{}", ran.all());
    for said in [
        "1 snapshot of the tenant: a pseudonym takes their place",
        "0 values that entries commit to, the words of 0 dismissals and of 0 attempts",
        "1 copy in the workspace: removed, and one made in their place",
        "copies that were put elsewhere, exported files and evidence that was handed out are yours to erase",
        "give `--yes`",
    ] {
        assert!(ran.err.contains(said), "{said}\n{}", ran.all());
    }
    assert!(!holding(&bench.path("workspace")).is_empty(), "it is there to be found");
    let nobody = bench.run(&["audit", "forget", "acme", "--person", "nobody"]);
    assert_eq!(nobody.code, 2, "{}", nobody.all());
    assert!(nobody.err.contains("there is no person `nobody`"), "{}", nobody.all());
    let there = bench.run(&["audit", "forget", "acme", "--person", "ben"]);
    assert!(there.code == 2 && there.err.contains("`ben` is still in the tenant"), "{}", there.all());
}

#[test]
fn no_file_names_them_and_everything_verifies() {
    let bench = left();
    let ran = forget(&bench, &["--yes"]);
    assert_eq!(ran.code, 0, "{}", ran.all());
    for said in [
        "Forgotten.",
        "1 snapshot of the tenant",
        "removed: 1 copy",
        "made in their place: ",
        "yours to erase",
    ] {
        assert!(ran.out.contains(said), "{said}\n{}", ran.all());
    }
    assert!(!ran.out.contains("the next start"), "{}", ran.all());
    assert_eq!(holding(&bench.path("workspace")), Vec::<String>::new());
    bench.good(&["audit", "verify"]);
    assert_eq!(forget(&bench, &["--yes"]).code, 2, "there is nobody any more");
    bench.good(&["diff", "acme"]);
}

#[test]
fn one_that_is_killed_erases_everything_or_nothing() {
    for round in 0..8 {
        let bench = left();
        let mut command = bench.command();
        command.args(["audit", "forget", "acme", "--person", "p1", "--yes"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(RandomState::new().build_hasher().finish() % 150_000));
        let _ = child.kill();
        child.wait().unwrap();

        // the next start does what is left to do
        bench.good(&["audit", "tail"]);
        let ran = forget(&bench, &[]);
        assert_eq!(ran.code, 2, "{}", ran.all());
        if !ran.err.contains("there is no person") {
            assert!(ran.err.contains("1 snapshot of the tenant"), "round {round}: {}", ran.all());
            let again = forget(&bench, &["--yes"]);
            assert_eq!(again.code, 0, "round {round}: {}", again.all());
        }
        assert_eq!(holding(&bench.path("workspace")), Vec::<String>::new(), "round {round}");
        bench.good(&["audit", "verify"]);
    }
}
