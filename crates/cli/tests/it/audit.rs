//! `steward audit`: a real workspace, whoever changes it behind Steward's back, and what verifying says.

use crate::bench::Bench;
use serde_json::Value;
use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use std::io::Write as _;
use std::net::TcpListener;
use std::path::Path;
use std::process::Stdio;
use steward_ledger::{Checkpoint, Commit, Hash, SignerKey, VerifierKey, leaf_hash};

/// A workspace whose entries are signed, with the key in a file that a passphrase protects.
pub struct Signed {
    bench: Bench,
    pass: String,
}

impl Signed {
    /// Seven entries, with checkpoints at three and at four of them: the first of another day makes one.
    pub fn new() -> Self {
        let bench = Bench::new();
        let pass = bench.file("pass", "correct horse battery staple\n");
        let signed = Self { bench, pass };
        let file = signed.bench.file("hc.txt", "ada read\nbob write\n");
        // number 0 is the operator's first use of the workspace
        signed.good(&["tenant", "add", "hc", "--file", &file]);
        signed.on("2026-11-23T09:00:00Z", &["tenant", "schedule", "hc", "60"]);
        signed.on("2026-11-24T09:00:00Z", &["tenant", "schedule", "hc", "90"]);
        for minutes in ["120", "150", "180"] {
            signed.on("2026-11-24T10:00:00Z", &["tenant", "schedule", "hc", minutes]);
        }
        signed
    }

    fn good(&self, args: &[&str]) -> String {
        self.bench.good(&[&["--passphrase-file", &self.pass], args].concat())
    }

    /// The same at another moment.
    fn on(&self, moment: &str, args: &[&str]) {
        let mut command = self.bench.command();
        let ran = command.env("STEWARD_NOW", moment).args(["--passphrase-file", &self.pass]).args(args);
        let ran = ran.output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    }

    /// What verifying says, and that it ends with 1 exactly when something does not hold.
    pub fn verify(&self) -> Value {
        let ran = self.bench.run(&["--passphrase-file", &self.pass, "--json", "audit", "verify"]);
        let whole: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.all()));
        assert_eq!(ran.code, i32::from(whole["holds"] == false), "{}", ran.all());
        let report = whole["ledger"].clone();
        assert_eq!(report["holds"], whole["holds"], "nothing but the ledger is on record here: {whole}");
        let words = self.bench.run(&["--passphrase-file", &self.pass, "audit", "verify"]);
        assert_eq!(words.code, ran.code, "{}", words.all());
        let faults = [&report["logs"][0]["faults"], &report["faults"]];
        for fault in faults.into_iter().filter_map(Value::as_array).flatten() {
            let message = fault["message"].as_str().unwrap();
            assert!(words.out.contains(message), "{message}\n{}", words.out);
        }
        report
    }

    /// Kind and place of each fault.
    pub fn faults(&self) -> Vec<(String, u64)> {
        let report = self.verify();
        assert_eq!(report["holds"], false, "{report}");
        let faults = report["logs"][0]["faults"].as_array().unwrap().clone();
        let of =
            |fault: &Value| (fault["fault"].as_str().unwrap().to_owned(), fault["entry"].as_u64().unwrap());
        faults.iter().map(of).collect()
    }

    /// Changes the file without regard for what keeps others from it.
    pub fn tamper(&self, sql: &str) {
        run(async {
            let mut db = raw(&self.bench.path("workspace")).await;
            unlock(&mut db).await;
            sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned())).execute(&mut db).await.unwrap();
            db.close().await.unwrap();
        });
    }
}

fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

async fn raw(workspace: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(workspace.join("steward.db")).foreign_keys(false);
    SqliteConnection::connect_with(&options).await.unwrap()
}

/// Takes away what refuses changes, as whoever can write to the file can.
async fn unlock(db: &mut SqliteConnection) {
    let triggers: Vec<String> = sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .fetch_all(&mut *db)
        .await
        .unwrap();
    for name in triggers {
        let sql = format!("DROP TRIGGER {name}");
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut *db).await.unwrap();
    }
    sqlx::query("DROP INDEX IF EXISTS ledger_entries_by_number").execute(&mut *db).await.unwrap();
}

pub fn has(faults: &[(String, u64)], fault: &str, entry: u64) -> bool {
    faults.iter().any(|(kind, at)| kind == fault && *at == entry)
}

#[test]
fn a_sound_ledger_verifies_and_says_how_far_it_is_signed() {
    let signed = Signed::new();
    let report = signed.verify();
    assert_eq!(report["holds"], true, "{report}");
    let log = &report["logs"][0];
    assert_eq!((&log["entries"], &log["signed"], &log["unsigned"]), (&7.into(), &7.into(), &0.into()));
    assert_eq!((&log["checkpoints"], &log["compared"]), (&2.into(), &"kept".into()), "{log}");
    let words = signed.good(&["audit", "verify"]);
    assert!(words.contains("7 entries, signed up to number 6, 2 checkpoints"), "{words}");
    assert!(words.ends_with("Everything holds.\n"), "{words}");
}

#[test]
fn where_no_key_has_a_place_it_is_said_that_nothing_is_signed_yet() {
    let bench = Bench::practice();
    let words = bench.good(&["audit", "verify"]);
    assert!(words.contains("2 entries, none of them signed"), "{words}");
    assert!(words.contains("2 entries are not yet signed: "), "{words}");
    assert!(words.ends_with("What is signed holds.\n"), "{words}");
    let pass = bench.file("pass", "correct horse battery staple\n");
    bench.good(&["--passphrase-file", &pass, "operator", "set", "mara", "--role", "administrator"]);
    let words = bench.good(&["--passphrase-file", &pass, "audit", "verify"]);
    assert!(words.contains("3 entries, signed up to number 2"), "the next entry covers them:\n{words}");
}

#[test]
fn one_bit_is_found() {
    let signed = Signed::new();
    run(async {
        let mut db = raw(&signed.bench.path("workspace")).await;
        unlock(&mut db).await;
        let mut bytes: Vec<u8> = sqlx::query_scalar("SELECT bytes FROM ledger_entries WHERE number = 3")
            .fetch_one(&mut db)
            .await
            .unwrap();
        let at = bytes.len() / 2;
        bytes[at] ^= 1;
        sqlx::query("UPDATE ledger_entries SET bytes = ? WHERE number = 3")
            .bind(bytes)
            .execute(&mut db)
            .await
            .unwrap();
        db.close().await.unwrap();
    });
    let faults = signed.faults();
    assert!(has(&faults, "changed", 3), "{faults:?}");
}

#[test]
fn an_entry_that_was_removed_is_found() {
    let signed = Signed::new();
    signed.tamper("DELETE FROM ledger_entries WHERE number = 3");
    let faults = signed.faults();
    assert!(has(&faults, "missing", 3), "{faults:?}");
}

#[test]
fn two_that_were_swapped_are_found() {
    let signed = Signed::new();
    signed.tamper(
        "CREATE TEMP TABLE a AS SELECT hash, bytes FROM ledger_entries WHERE number = 2;
         CREATE TEMP TABLE b AS SELECT hash, bytes FROM ledger_entries WHERE number = 4;
         UPDATE ledger_entries SET hash = (SELECT hash FROM b), bytes = (SELECT bytes FROM b) WHERE number = 2;
         UPDATE ledger_entries SET hash = (SELECT hash FROM a), bytes = (SELECT bytes FROM a) WHERE number = 4;",
    );
    let faults = signed.faults();
    assert!(has(&faults, "swapped", 2), "{faults:?}");
}

#[test]
fn a_fork_is_found() {
    let signed = Signed::new();
    // another account of the last entry, as a program would write it that did not see the first
    run(async {
        let mut db = raw(&signed.bench.path("workspace")).await;
        unlock(&mut db).await;
        let bytes: Vec<u8> = sqlx::query_scalar("SELECT bytes FROM ledger_entries WHERE number = 6")
            .fetch_one(&mut db)
            .await
            .unwrap();
        let other = String::from_utf8(bytes).unwrap().replace("180", "190");
        let hash = leaf_hash(other.as_bytes());
        sqlx::query(
            "INSERT INTO ledger_entries SELECT NULL, log, number, ?, ?, at, who, operation, consequence, tenant, \
             object_kind, object_id, surface, policy_version, outcome, code, correlation FROM ledger_entries \
             WHERE number = 6",
        )
        .bind(hash.as_bytes().as_slice())
        .bind(other.as_bytes())
        .execute(&mut db)
        .await
        .unwrap();
        db.close().await.unwrap();
    });
    let faults = signed.faults();
    assert!(has(&faults, "fork", 6), "{faults:?}");
}

#[test]
fn a_tail_that_was_cut_off_is_found() {
    let signed = Signed::new();
    signed.tamper("DELETE FROM ledger_entries WHERE number > 4");
    let faults = signed.faults();
    assert!(has(&faults, "truncated", 5), "a commit speaks of more: {faults:?}");

    // whoever takes the statements away too meets the checkpoint that this computer remembers
    signed.tamper(
        "DELETE FROM ledger_entries WHERE number > 2;
         DELETE FROM ledger_commits WHERE size > 3;
         DELETE FROM ledger_checkpoints WHERE size > 3;",
    );
    let faults = signed.faults();
    assert!(has(&faults, "truncated", 3), "{faults:?}");
}

/// Writes the history anew from an entry on, so that it holds in itself, and signs it with another key.
async fn write_anew(db: &mut SqliteConnection, from: i64, key: &SignerKey) -> Vec<Hash> {
    let rows: Vec<(i64, Vec<u8>, Vec<u8>)> =
        sqlx::query_as("SELECT number, hash, bytes FROM ledger_entries ORDER BY number")
            .fetch_all(&mut *db)
            .await
            .unwrap();
    let mut hashes: Vec<Hash> = Vec::new();
    let mut before: Option<(String, String)> = None;
    for (number, hash, bytes) in rows {
        let mut text = String::from_utf8(bytes).unwrap();
        if number == from {
            text = text.replace("\"minutes\"", "\"seconds\"");
        }
        if let Some((old, new)) = &before {
            text = text.replace(old, new);
        }
        let new = leaf_hash(text.as_bytes());
        let old = Hash::new(hash.try_into().unwrap());
        before = Some((old.to_string(), new.to_string()));
        sqlx::query("UPDATE ledger_entries SET hash = ?, bytes = ? WHERE number = ?")
            .bind(new.as_bytes().as_slice())
            .bind(text.as_bytes())
            .bind(number)
            .execute(&mut *db)
            .await
            .unwrap();
        hashes.push(new);
    }
    let device = key.verifier().name().to_owned();
    let sizes: Vec<i64> =
        sqlx::query_scalar("SELECT size FROM ledger_commits").fetch_all(&mut *db).await.unwrap();
    for size in sizes {
        let (size, head) = (size as u64, hashes[size as usize - 1]);
        let note = Commit { device: device.clone(), size, head }.sign(key).unwrap();
        sqlx::query("UPDATE ledger_commits SET note = ? WHERE size = ?")
            .bind(note)
            .bind(size as i64)
            .execute(&mut *db)
            .await
            .unwrap();
    }
    let sizes: Vec<i64> =
        sqlx::query_scalar("SELECT size FROM ledger_checkpoints").fetch_all(&mut *db).await.unwrap();
    for size in sizes {
        let root = steward_ledger::merkle_root(&hashes[..size as usize]);
        let note = Checkpoint::new(device.clone(), size as u64, root).sign(key).unwrap();
        sqlx::query("UPDATE ledger_checkpoints SET note = ? WHERE size = ?")
            .bind(note)
            .bind(size)
            .execute(&mut *db)
            .await
            .unwrap();
    }
    hashes
}

async fn log_name(db: &mut SqliteConnection) -> String {
    sqlx::query_scalar("SELECT name FROM ledger_logs").fetch_one(db).await.unwrap()
}

#[test]
fn a_history_signed_again_with_another_key_is_found() {
    let signed = Signed::new();
    run(async {
        let mut db = raw(&signed.bench.path("workspace")).await;
        unlock(&mut db).await;
        let key = SignerKey::from_seed(log_name(&mut db).await, &[3; 32]).unwrap();
        write_anew(&mut db, 3, &key).await;
        db.close().await.unwrap();
    });
    let faults = signed.faults();
    assert!(has(&faults, "foreign-key", 0), "{faults:?}");

    // whoever puts their key into the workspace as well meets the one that this computer keeps
    run(async {
        let mut db = raw(&signed.bench.path("workspace")).await;
        let key = SignerKey::from_seed(log_name(&mut db).await, &[3; 32]).unwrap();
        sqlx::query("UPDATE ledger_keys SET key = ?")
            .bind(key.verifier().to_string())
            .execute(&mut db)
            .await
            .unwrap();
        db.close().await.unwrap();
    });
    let report = signed.verify();
    let message = report["logs"][0]["faults"][0]["message"].as_str().unwrap();
    assert!(message.contains("another key"), "{report}");
    // and does not get the real one to sign: the entry that is made now stays unsigned
    signed.good(&["tenant", "schedule", "hc", "240"]);
    assert_eq!(signed.verify()["holds"], false);
}

#[test]
fn what_was_written_anew_after_the_last_checkpoint_is_found_and_not_signed() {
    let signed = Signed::new();
    run(async {
        let mut db = raw(&signed.bench.path("workspace")).await;
        unlock(&mut db).await;
        let key = SignerKey::from_seed(log_name(&mut db).await, &[3; 32]).unwrap();
        write_anew(&mut db, 5, &key).await;
        sqlx::query("DELETE FROM ledger_commits").execute(&mut db).await.unwrap();
        sqlx::query("DELETE FROM ledger_checkpoints").execute(&mut db).await.unwrap();
        db.close().await.unwrap();
    });
    let faults = signed.faults();
    assert!(!faults.is_empty(), "the head that this computer signed last is not there any more");

    // the next entry does not make it good
    signed.good(&["tenant", "schedule", "hc", "240"]);
    let report = signed.verify();
    assert_eq!(report["holds"], false, "{report}");
    let away = report["logs"][0]["away"].as_str().unwrap();
    assert!(away.contains("does not lead to them"), "{report}");

    // whoever put it back on purpose begins anew, and that is on record
    signed.good(&["audit", "rotate-key"]);
    assert_eq!(signed.verify()["holds"], true);
    let last = signed.good(&["--json", "audit", "tail", "-n", "1"]);
    assert!(last.contains("signed entries"), "{last}");
    signed.good(&["tenant", "schedule", "hc", "300"]);
    let report = signed.verify();
    assert_eq!((&report["holds"], &report["logs"][0]["unsigned"]), (&true.into(), &0.into()), "{report}");
}

#[test]
fn a_tail_that_was_cut_off_is_found_under_another_id_of_the_workspace_too() {
    let signed = Signed::new();
    signed.tamper(
        "DELETE FROM ledger_entries WHERE number > 4; DELETE FROM ledger_commits WHERE size > 5;
         DELETE FROM ledger_checkpoints WHERE size > 5;
         UPDATE meta SET value = 'bbbbbbbbbbbbbbbb' WHERE key = 'id';",
    );
    let faults = signed.faults();
    assert!(has(&faults, "truncated", 5), "{faults:?}");

    // beginning anew on purpose is the end of what was remembered under the id before
    signed.good(&["audit", "rotate-key"]);
    assert_eq!(signed.verify()["holds"], true);
}

#[test]
fn a_log_that_is_gone_is_found() {
    let signed = Signed::new();
    signed.tamper("PRAGMA foreign_keys = OFF; DELETE FROM ledger_logs");
    let report = signed.verify();
    assert_eq!(report["faults"][0]["fault"], "log-missing", "{report}");
    assert_eq!(report["holds"], false);

    let signed = Signed::new();
    signed.tamper(
        "PRAGMA foreign_keys = OFF; DELETE FROM ledger_checkpoints; DELETE FROM ledger_commits;
         DELETE FROM ledger_entries; DELETE FROM ledger_keys; DELETE FROM ledger_logs;",
    );
    let report = signed.verify();
    assert_eq!(report["faults"][0]["fault"], "log-missing", "{report}");
    signed.good(&["tenant", "schedule", "hc", "240"]);
    assert_eq!(signed.verify()["holds"], false, "a new log does not hide that the old one is gone");
}

#[test]
fn a_checkpoint_from_the_past_is_found() {
    let signed = Signed::new();
    // the checkpoint of an earlier history of the same log, signed with the real key
    let copied = signed.bench.path("copied");
    std::fs::create_dir(&copied).unwrap();
    let from = signed.bench.path("workspace");
    for file in ["steward.db", "steward.db-wal", "secrets.age"] {
        if from.join(file).exists() {
            std::fs::copy(from.join(file), copied.join(file)).unwrap();
        }
    }
    // the copy takes another course from here on; its entries are those of another day, and so end in a checkpoint
    let folder = copied.display().to_string();
    signed.on("2026-11-26T09:00:00Z", &["--workspace", &folder, "tenant", "schedule", "hc", "300"]);
    let note: String = run(async {
        let mut db = raw(&copied).await;
        let sql = "SELECT note FROM ledger_checkpoints ORDER BY size DESC LIMIT 1";
        sqlx::query_scalar(sql).fetch_one(&mut db).await.unwrap()
    });
    signed.good(&["tenant", "schedule", "hc", "360"]);
    run(async {
        let mut db = raw(&from).await;
        sqlx::query("INSERT INTO ledger_checkpoints (log, size, at, note, nodes) VALUES (1, 8, 0, ?, x'')")
            .bind(note)
            .execute(&mut db)
            .await
            .unwrap();
        db.close().await.unwrap();
    });
    let faults = signed.faults();
    assert!(has(&faults, "inconsistent", 7), "{faults:?}");
}

#[test]
fn a_withheld_value_that_was_changed_is_found() {
    let bench = Bench::practice();
    let key = bench.json(&["--json", "check", "practice"])["open"][0]["key"].as_str().unwrap().to_owned();
    bench.good(&["dismiss", "practice", &key, "--reason", "known to all", "--returns", "2026-12-24"]);
    assert!(bench.good(&["audit", "verify"]).contains("holds"));
    run(async {
        let mut db = raw(&bench.path("workspace")).await;
        let sql = "UPDATE withheld SET value = '\"another reason\"' WHERE number = 2";
        sqlx::query(sql).execute(&mut db).await.unwrap();
        db.close().await.unwrap();
    });
    let ran = bench.run(&["audit", "verify"]);
    assert_eq!(ran.code, 1, "{}", ran.all());
    assert!(ran.out.contains("the value that entry 2 keeps outside"), "{}", ran.out);
}

#[test]
fn a_workspace_from_before_the_ledger_is_committed_to_and_stays_readable() {
    for schema in 1..=3 {
        let bench = Bench::new();
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../store/tests/fixtures");
        let packed = std::fs::read(fixtures.join(format!("schema-{schema}.db.zst"))).unwrap();
        std::fs::create_dir(bench.path("workspace")).unwrap();
        let bytes = zstd::decode_all(packed.as_slice()).unwrap();
        std::fs::write(bench.path("workspace/steward.db"), bytes).unwrap();
        // it was made with a word in the place of the hash of its policies
        run(async {
            let mut db = raw(&bench.path("workspace")).await;
            let sql = "UPDATE policy_sets SET hash = '70dc852b2e8a27d8bbc7dea7c75fb0f79f634420db4b4ccc0c1c8b6e8a432baa'";
            sqlx::query(sql).execute(&mut db).await.unwrap();
            db.close().await.unwrap();
        });
        let ran = |args: &[&str]| {
            let mut command = bench.command();
            let output = command.env("STEWARD_TEST_OPERATOR", "ines").args(args).output().unwrap();
            (output.status.code(), String::from_utf8(output.stdout).unwrap())
        };
        let (code, log) = ran(&["--json", "log"]);
        let log: Value = serde_json::from_str(&log).unwrap();
        let seen: Vec<&str> =
            log.as_array().unwrap().iter().map(|x| x["operation"].as_str().unwrap()).collect();
        assert_eq!((code, seen), (Some(0), vec!["ledger.begin", "tenant.add"]), "schema {schema}");
        assert_eq!((log[0]["seq"].as_u64(), log[1]["seq"].as_u64()), (Some(2), Some(1)));
        let (code, report) = ran(&["--json", "audit", "verify"]);
        let report: Value = serde_json::from_str(&report).unwrap();
        assert_eq!((code, &report["ledger"]["before"]), (Some(0), &1.into()), "schema {schema}: {report}");

        run(async {
            let mut db = raw(&bench.path("workspace")).await;
            unlock(&mut db).await;
            sqlx::query("UPDATE entries_before SET operator = 'op-2'").execute(&mut db).await.unwrap();
            db.close().await.unwrap();
        });
        let (code, report) = ran(&["--json", "audit", "verify"]);
        let report: Value = serde_json::from_str(&report).unwrap();
        assert_eq!(code, Some(1), "schema {schema}: {report}");
        assert_eq!(report["ledger"]["faults"][0]["fault"], "before-changed");
    }
}

#[test]
fn a_row_of_the_record_before_the_ledger_that_nobody_kept_is_found_and_shown_with_its_problem() {
    let signed = Signed::new();
    let cases = [
        ("99", "'2026-05-01T00:00:00Z'", "'{'", "its detail cannot be read"),
        ("-1", "'2026-05-01T00:00:00Z'", "CAST(x'ff' AS TEXT)", "its detail cannot be read"),
        ("1", "'yesterday'", "'{}'", "its time cannot be read"),
        ("9007199254740993", "'2026-05-01T00:00:00Z'", "'{}'", ""),
    ];
    for (seq, at, detail, problem) in cases {
        signed.tamper(&format!(
            "INSERT INTO entries_before SELECT {seq}, {at}, 'op-1', 'tenant.add', 'correct', 'hc', '', 'cli', '', '[]', \
             'done', {detail}"
        ));
        let report = signed.verify();
        assert_eq!(report["faults"][0]["fault"], "before-changed", "{seq}: {report}");
        let log: Value = serde_json::from_str(&signed.good(&["--json", "log"])).unwrap();
        let planted = log.as_array().unwrap().last().unwrap();
        let outcome = if problem.is_empty() { "done" } else { "unreadable" };
        assert_eq!(planted["outcome"], outcome, "{planted}");
        assert!(planted["detail"].as_str().unwrap().contains(problem), "{planted}");
        assert!(signed.good(&["log"]).contains(outcome));
        signed.tamper("DELETE FROM entries_before");
    }
    assert_eq!(signed.verify()["holds"], true);
}

#[test]
fn entries_are_listed_and_shown_with_their_proof() {
    let signed = Signed::new();
    let tail = signed.good(&["audit", "tail", "-n", "2"]);
    assert_eq!(tail.lines().count(), 3, "{tail}");
    let json = signed.good(&["--json", "audit", "tail", "-n", "2"]);
    let entries: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&entries[0]["number"], &entries[1]["number"]), (&6.into(), &5.into()));
    let text = signed.good(&["audit", "show", "2"]);
    for wanted in [
        "2 tenant.schedule",
        "ended: done",
        "who: mara (op-",
        "tenant: hc (t-",
        "policies: administrator-runs",
        "approval: not-required",
        "changed: minutes, 60",
        "proof: in the tree of 4 entries",
    ] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
    assert!(signed.good(&["audit", "show", "3"]).contains("changed: minutes, 60 → 90"));
    assert!(signed.good(&["audit", "show", "6"]).contains("proof: none yet"));

    // the proof is one text that verifies with the public key alone
    let proof: steward_ledger::TlogProof = signed.good(&["audit", "show", "2", "--proof"]).parse().unwrap();
    let detail: Value = serde_json::from_str(&signed.good(&["--json", "audit", "show", "2"])).unwrap();
    let report = signed.verify();
    let (log, key) = (&report["logs"][0]["log"], &report["logs"][0]["keys"][0]["key"]);
    let keys: [VerifierKey; 1] = [key.as_str().unwrap().parse().unwrap()];
    let leaf = leaf_hash(detail["bytes"].as_str().unwrap().as_bytes());
    proof.verify(leaf, log.as_str().unwrap(), &keys).unwrap();
    assert_eq!(signed.bench.run(&["audit", "show", "99"]).code, 2);
    assert_eq!(signed.bench.run(&["audit", "show", "6", "--proof"]).code, 2);
}

#[test]
fn another_key_takes_over() {
    let signed = Signed::new();
    let said = signed.good(&["audit", "rotate-key"]);
    let key = said.lines().last().unwrap();
    assert!(key.starts_with("steward/"), "{said}");
    let words = signed.good(&["audit", "verify", "--key", key]);
    assert!(words.contains("the key in use is the one that was given"), "{words}");
    assert!(words.contains("8 entries, signed up to number 7, 4 checkpoints"), "{words}");
    let without = signed.bench.run(&["audit", "rotate-key"]);
    assert_eq!(without.code, 3, "there is no place for a key: {}", without.all());
}

#[test]
fn keys_that_are_kept_as_in_use_for_other_entries_are_found() {
    let signed = Signed::new();
    signed.good(&["audit", "rotate-key"]);
    assert_eq!(signed.verify()["holds"], true);
    let ways = [
        ("from_size", "until_size IS NULL", 5, 8, "from 5 entries on"),
        ("from_size", "until_size IS NOT NULL", 1, 0, "is the first of"),
        ("until_size", "until_size IS NOT NULL", 6, 8, "up to 6 entries"),
        ("until_size", "until_size IS NOT NULL", 9, 8, "up to 9 entries"),
    ];
    for (column, which, wrong, right, words) in ways {
        let set =
            |size: u64| signed.tamper(&format!("UPDATE ledger_keys SET {column} = {size} WHERE {which}"));
        set(wrong);
        let ran = signed.bench.run(&["--passphrase-file", &signed.pass, "--json", "audit", "verify"]);
        let report: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.all()));
        let faults = report["faults"].as_array().unwrap();
        let said =
            |fault: &Value| fault["fault"] == "key" && fault["message"].as_str().unwrap().contains(words);
        assert!(ran.code == 1 && faults.iter().any(said), "{column} {wrong}: {report}");
        set(right);
    }
    assert_eq!(signed.verify()["holds"], true);
}

#[test]
fn checkpoints_of_one_size_that_were_exchanged_are_found() {
    let signed = Signed::new();
    signed.good(&["audit", "rotate-key"]);
    signed.tamper(
        "CREATE TEMP TABLE two AS SELECT min(id) AS one, max(id) AS other FROM ledger_checkpoints WHERE size = 8;
         UPDATE ledger_checkpoints SET id = -1 WHERE id = (SELECT one FROM two);
         UPDATE ledger_checkpoints SET id = (SELECT one FROM two) WHERE id = (SELECT other FROM two);
         UPDATE ledger_checkpoints SET id = (SELECT other FROM two) WHERE id = -1;",
    );
    let ran = signed.bench.run(&["--passphrase-file", &signed.pass, "--json", "audit", "verify"]);
    let report: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.all()));
    let fault = &report["faults"][0];
    assert_eq!((ran.code, &fault["fault"]), (1, &"checkpoint-changed".into()), "{report}");
    assert!(fault["message"].as_str().unwrap().contains("8 entries"), "{report}");
}

#[test]
fn a_commit_that_was_moved_to_another_log_is_found() {
    let signed = Signed::new();
    let mut omar = signed.bench.command();
    omar.env("STEWARD_TEST_OPERATOR", "omar").args(["--passphrase-file", &signed.pass, "tenant", "list"]);
    let joined = omar.output().unwrap();
    assert!(joined.status.success(), "{}", String::from_utf8_lossy(&joined.stderr));
    assert_eq!(signed.verify()["holds"], true);
    signed.tamper("UPDATE ledger_commits SET log = 2 WHERE log = 1 AND size = 3");
    let report = signed.verify();
    let faults = report["logs"][1]["faults"].as_array().unwrap();
    assert!(faults.iter().any(|fault| fault["fault"] == "other-log"), "{report}");
    signed.tamper("UPDATE ledger_commits SET log = 99 WHERE log = 2 AND size = 3");
    let report = signed.verify();
    assert_eq!(report["faults"][0]["fault"], "log-missing", "{report}");
    assert!(
        report["faults"][0]["message"].as_str().unwrap().starts_with("1 commits are of a log"),
        "{report}"
    );
}

/// A server that accepts and never answers, so that a read hangs as long as its program runs.
#[test]
fn work_that_a_killed_program_left_open_is_settled_and_what_still_runs_is_not() {
    let signed = Signed::new();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/scim/v2", listener.local_addr().unwrap());
    let mut command = signed.bench.command();
    command.args([
        "--passphrase-file",
        &signed.pass,
        "tenant",
        "add",
        "cloud",
        "--scim",
        &url,
        "--token-stdin",
    ]);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"planted\n").unwrap();
    let held = listener.accept().unwrap();

    let newest = || {
        let entries: Value =
            serde_json::from_str(&signed.good(&["--json", "audit", "tail", "-n", "1"])).unwrap();
        (entries[0]["outcome"].as_str().unwrap().to_owned(), entries[0]["code"].clone())
    };
    assert_eq!(newest(), ("intent".to_owned(), Value::Null), "it still runs");
    assert_eq!(signed.verify()["logs"][0]["open"], 1);
    child.kill().unwrap();
    child.wait().unwrap();
    drop(held);
    assert_eq!(newest(), ("failed".to_owned(), "interrupted".into()));
    assert_eq!(newest(), ("failed".to_owned(), "interrupted".into()), "once");
    let report = signed.verify();
    assert_eq!((&report["holds"], &report["logs"][0]["open"]), (&true.into(), &0.into()), "{report}");
    let left = std::fs::read_dir(signed.bench.path("workspace/running")).unwrap().count();
    assert_eq!(left, 0, "what the killed program left is tidied away");
}

#[test]
fn a_policy_set_that_was_changed_decides_nothing_again() {
    let signed = Signed::new();
    let again = || signed.bench.run(&["--passphrase-file", &signed.pass, "--json", "audit", "redecide", "1"]);
    let ran = again();
    let before: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.all()));
    assert_eq!((ran.code, &before["agrees"]), (0, &Value::Bool(true)), "{before}");
    signed.tamper("UPDATE policy_sets SET text = text || ' '");
    let ran = again();
    let after: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.all()));
    assert_eq!((&after["agrees"], &after["ofThen"]), (&Value::Null, &Value::Null), "{after}");
    assert!(after["unknown"][0].as_str().unwrap().contains("is not in this workspace as it was"), "{after}");
    // an entry that says something else than what was decided
    signed.tamper("UPDATE policy_sets SET text = substr(text, 1, length(text) - 1)");
    signed.tamper(
        "UPDATE ledger_entries SET bytes = \
         CAST(replace(CAST(bytes AS TEXT), 'administrator-runs', 'somebody-else-runs') AS BLOB) WHERE number = 1",
    );
    let ran = again();
    let forged: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.all()));
    assert_eq!((ran.code, &forged["agrees"]), (1, &Value::Bool(false)), "{forged}");
}

/// What only reads goes on without the passphrase, and says that it does.
#[test]
fn a_wrong_passphrase_is_told_where_nothing_has_to_be_signed() {
    let signed = Signed::new();
    let wrong = signed.bench.file("wrong", "battery horse\n");
    for command in
        [&["audit", "search"][..], &["audit", "tail"], &["audit", "show", "1"], &["audit", "verify"]]
    {
        let ran = signed.bench.run(&[&["--passphrase-file", &wrong], command].concat());
        assert_eq!(ran.code, 0, "{}", ran.all());
        assert!(ran.err.contains("the passphrase does not open"), "{}", ran.all());
        assert!(!ran.out.is_empty(), "{}", ran.all());
        let right = signed.bench.run(&[&["--passphrase-file", &signed.pass], command].concat());
        assert_eq!((right.code, right.err.as_str()), (0, ""), "{}", right.all());
        let quiet = signed.bench.run(&[&["--quiet", "--passphrase-file", &wrong], command].concat());
        assert_eq!(quiet.err, "", "{}", quiet.all());
    }
}
