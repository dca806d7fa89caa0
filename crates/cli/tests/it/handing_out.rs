//! Files and texts that leave the workspace: on record before and after, also of a program that was killed, and never over
//! a file unless that was said.

use crate::bench::Bench;
use serde_json::Value;
use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use std::fs;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::process::{Child, Stdio};
use std::time::Duration;

/// What is on record about exports, the newest first.
fn exports(bench: &Bench) -> Vec<Value> {
    let entries = bench.json(&["--json", "audit", "tail", "-n", "50"]);
    let entries = entries.as_array().unwrap().iter();
    entries.filter(|entry| entry["operation"] == "access.export").cloned().collect()
}

fn outcomes(entries: &[Value]) -> Vec<&str> {
    entries.iter().map(|entry| entry["outcome"].as_str().unwrap()).collect()
}

/// The values of a field of an entry.
fn said(entry: &Value, field: &str) -> Vec<String> {
    let changes = entry["changes"].as_array().unwrap().iter().filter(|change| change["field"] == field);
    changes.map(|change| change["after"]["value"].as_str().unwrap().trim_matches('"').to_owned()).collect()
}

fn spawn(bench: &Bench, args: &[&str]) -> Child {
    let mut command = bench.command();
    command.args(args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// The last or the first of three files is a pipe that nobody reads: there it waits, after the entry before.
#[cfg(unix)]
#[test]
fn one_that_is_killed_while_it_hands_out_is_settled_by_what_lies_there() {
    let cases = [
        ("schema.cedarschema", ["there", "there", "unknown"], "entities.json"),
        ("policies.cedar", ["unknown", "not handed out", "not handed out"], "policies.cedar"),
    ];
    for (pipe, found, there) in cases {
        let bench = Bench::practice();
        let folder = bench.path("cedar");
        fs::create_dir(&folder).unwrap();
        let made = std::process::Command::new("mkfifo").arg(folder.join(pipe)).status().unwrap();
        assert!(made.success());
        let out = folder.display().to_string();
        let mut child = spawn(&bench, &["export", "practice", "--format", "cedar", "--out", &out]);
        let begun = std::time::Instant::now();
        while outcomes(&exports(&bench)) != ["intent"] || !folder.join(there).exists() {
            assert!(begun.elapsed() < Duration::from_secs(60), "{pipe}: it never began");
            assert!(child.try_wait().unwrap().is_none(), "{pipe}: it ended");
            std::thread::sleep(Duration::from_millis(20));
        }
        assert_eq!(outcomes(&exports(&bench)), ["intent"], "{pipe}: it still runs, and is left alone");
        child.kill().unwrap();
        child.wait().unwrap();

        let entries = exports(&bench);
        assert_eq!(outcomes(&entries), ["unknown", "intent"], "{pipe}");
        assert_eq!(entries[0]["code"], "interrupted", "{pipe}");
        assert_eq!(entries[0]["correlation"], entries[1]["correlation"], "{pipe}");
        assert_eq!(said(&entries[0], "found"), found, "{pipe}");
        let places = said(&entries[1], "place");
        assert!(places.len() == 3 && places[0].ends_with("cedar/policies.cedar"), "{places:?}");
        let left = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name());
        let left: Vec<String> = left.map(|name| name.to_string_lossy().into_owned()).collect();
        assert!(left.iter().all(|name| !name.ends_with(".part")), "{pipe}: {left:?}");
        assert_eq!(outcomes(&exports(&bench)).len(), 2, "{pipe}: once");
        assert_eq!(bench.json(&["--json", "audit", "verify"])["holds"], true, "{pipe}");
    }
}

/// The entry before waits for another program that writes; until then the file lies beside its place.
#[test]
fn what_a_killed_program_left_before_any_entry_goes_with_the_next_start() {
    let commands: [&[&str]; 2] = [&["export", "practice", "--format", "md"], &["backup"]];
    for args in commands {
        let bench = Bench::practice();
        let folder = bench.path("out");
        fs::create_dir(&folder).unwrap();
        let out = folder.join("file").display().to_string();
        let left = || {
            let names = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name());
            names.map(|name| name.to_string_lossy().into_owned()).collect::<Vec<String>>()
        };
        let work = async {
            let options = SqliteConnectOptions::new().filename(bench.path("workspace/steward.db"));
            let mut db = SqliteConnection::connect_with(&options).await.unwrap();
            sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut db).await.unwrap();
            let mut child = spawn(&bench, &[args, &["--out", &out]].concat());
            while left().is_empty() {
                assert!(child.try_wait().unwrap().is_none(), "{args:?}: it ended");
                std::thread::sleep(Duration::from_millis(1));
            }
            child.kill().unwrap();
            child.wait().unwrap();
            db.close().await.unwrap();
        };
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work);
        assert!(left().iter().any(|name| name.ends_with(".part")), "{args:?}: {:?}", left());
        bench.good(&["tenant", "list"]);
        assert!(left().is_empty(), "{args:?}: {:?}", left());
    }
}

#[test]
fn whatever_is_out_is_on_record_whenever_it_is_killed() {
    for round in 0..10 {
        let bench = Bench::practice();
        let file = bench.path("matrix.md");
        let out = file.display().to_string();
        let mut child = spawn(&bench, &["export", "practice", "--format", "md", "--out", &out]);
        std::thread::sleep(Duration::from_micros(RandomState::new().build_hasher().finish() % 500_000));
        let _ = child.kill();
        child.wait().unwrap();

        let entries = exports(&bench);
        match file.exists() {
            true => assert_eq!(outcomes(&entries), ["done", "intent"], "round {round}"),
            false => assert!(
                entries.is_empty() || outcomes(&entries) == ["failed", "intent"],
                "round {round}: {entries:#?}"
            ),
        }
        assert_eq!(bench.json(&["--json", "audit", "verify"])["holds"], true, "round {round}");
    }
}

#[test]
fn what_is_printed_is_on_record_before_and_after() {
    let bench = Bench::practice();
    let pass = bench.file("pass", "correct horse battery staple\n");
    let commands: [(&[&str], &str); 5] = [
        (&["export", "practice", "--format", "pairs", "--out", "-"], "access.export"),
        (&["matrix", "practice", "--format", "csv"], "access.export"),
        (&["list", "practice", "roles", "--format", "md"], "access.export"),
        (&["check", "practice", "--format", "sarif"], "access.export"),
        (&["audit", "export", "--format", "jsonl"], "audit.export"),
    ];
    for (args, operation) in commands {
        let printed = bench.good(args);
        let tail = bench.json(&["--passphrase-file", &pass, "--json", "audit", "tail", "-n", "2"]);
        let tail = tail.as_array().unwrap();
        assert_eq!(outcomes(tail), ["done", "intent"], "{args:?}");
        assert!(tail.iter().all(|entry| entry["operation"] == operation), "{args:?}");
        assert_eq!(said(&tail[1], "place"), ["standard output"], "{args:?}");
        assert_eq!(said(&tail[1], "bytes"), [printed.len().to_string()], "{args:?}");
    }
}

#[test]
fn a_text_of_which_the_reader_wanted_the_beginning_is_not_on_record_as_handed_out() {
    use std::io::Read as _;
    let bench = Bench::practice();
    let mut command = bench.command();
    // far more than a pipe holds
    command.args(["export", "practice", "--format", "html", "--rows", "people", "--out", "-"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut [0; 100]).unwrap();
    drop(out);
    let ended = child.wait_with_output().unwrap();
    assert!(ended.status.success() && ended.stderr.is_empty(), "{ended:?}");
    assert_eq!(outcomes(&exports(&bench)), ["failed", "intent"]);
}

/// By any of its names, also where it leads into a file: nothing else is printed beside what was asked for.
#[cfg(unix)]
#[test]
fn standard_output_can_be_named_and_what_is_no_text_is_not_printed() {
    let bench = Bench::practice();
    let to_a_file = |name: &str| {
        let path = bench.path("out.csv");
        let file = fs::File::create(&path).unwrap();
        let args = ["audit", "export", "--format", "csv", "op:tenant.*", "--out", name];
        let ended = bench.command().args(args).stdout(file).output().unwrap();
        assert!(ended.status.success(), "{name}: {ended:?}");
        fs::read_to_string(path).unwrap()
    };
    let printed = bench.good(&["audit", "export", "--format", "csv", "op:tenant.*"]);
    assert!(printed.lines().count() > 1, "{printed}");
    for name in ["-", "/dev/stdout", "/dev/fd/1"] {
        assert_eq!(to_a_file(name), printed, "{name}");
        let args = ["audit", "export", "--format", "csv", "op:tenant.*", "--out", name];
        assert_eq!(bench.good(&args), printed, "{name} in a pipe");
        let args = ["evidence", "create", "--question", "op:tenant.*", "--out", name];
        for args in [&args[..], &["backup", "--out", name]] {
            let ran = bench.run(args);
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}: {}", ran.all());
            assert!(ran.err.contains("cannot be printed") && ran.err.contains("name a file"), "{}", ran.err);
        }
    }
    bench.good(&["audit", "export", "--format", "csv", "--out", "/dev/null"]);
    assert!(!std::path::Path::new("-").exists());
}

#[test]
fn a_file_is_replaced_only_when_that_is_said() {
    let bench = Bench::practice();
    let pass = bench.file("pass", "correct horse battery staple\n");
    let commands: [&[&str]; 4] = [
        &["export", "practice", "--format", "md"],
        &["audit", "export", "--format", "ocsf"],
        &["--passphrase-file", &pass, "evidence", "create", "--question", "op:tenant.*"],
        &["backup"],
    ];
    for args in commands {
        let file = bench.file("there", "mine");
        let args = [args, &["--out", &file]].concat();
        let ran = bench.run(&args);
        assert_eq!(ran.code, 2, "{args:?}: {}", ran.all());
        assert!(ran.err.contains("already") && ran.err.contains("--force"), "{args:?}: {}", ran.err);
        assert_eq!(fs::read_to_string(&file).unwrap(), "mine", "{args:?}");
        bench.good(&[&args[..], &["--force"]].concat());
        assert_ne!(fs::read(&file).unwrap(), b"mine", "{args:?}");
    }
}
