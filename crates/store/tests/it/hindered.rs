//! A full disk and another program that holds the file cost nothing that was acknowledged.

use super::killed::{number, random};
use super::{at, device, entry, raw, tenant, verified};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use steward_store::{Device, FILE, Store, StoreError};

/// Names the folder in which the child writes.
const FOLDER: &str = "STEWARD_TEST_HINDERED_FOLDER";
#[cfg(unix)]
/// Most that a file of the child may have, in blocks of 512 bytes, and what happens to it when it writes more.
const LIMITED: &str = "[ \"$STEWARD_TEST_SIGNAL\" = kill ] || trap '' XFSZ; \
                       ulimit -f \"$STEWARD_TEST_BLOCKS\" && exec \"$0\" \"$@\"";

/// What is hindered: writes state with its entry, says the number of each that was kept, waits for whoever holds the file,
/// and ends when nothing can be written any more. Run by hand it does nothing.
#[tokio::test]
async fn child() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let store = Store::open(Path::new(&folder)).await.unwrap();
    let device = device(&store).await;
    let mut out = std::io::stdout();
    loop {
        match step(&store, &device).await {
            Ok(number) => writeln!(out, "kept {number}").unwrap(),
            Err(StoreError::Locked { .. }) => writeln!(out, "locked").unwrap(),
            Err(error) => {
                writeln!(out, "ended {error:?}").unwrap();
                out.flush().unwrap();
                // what was kept can still be read
                assert!(store.ledger_size(1).await.unwrap() > 0);
                // and whoever tries again meets the full disk, not a connection that takes itself for busy; one that is to
                // die of its next write does not try
                let tries = if std::env::var_os("STEWARD_TEST_SIGNAL").is_some_and(|it| it == "ignore") {
                    8
                } else {
                    0
                };
                for _ in 0..tries {
                    // a smaller one may find room
                    if let Err(again) = step(&store, &device).await {
                        assert!(!format!("{again:?}").contains("transaction depth"), "{again:?}");
                    }
                }
                return;
            }
        }
        out.flush().unwrap();
        // others come to write as well
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

async fn step(store: &Store, device: &Device) -> Result<u64, StoreError> {
    let mut write = store.write().await?;
    let key = format!("key-{}", store.random_id().await?);
    write.saw_finding("t-1", &key, at("2026-11-22T10:00:00Z")).await?;
    let appended = write.commit(device, entry("finding.read", "t-1")).await?;
    if appended.number.is_multiple_of(7) {
        // one that cannot be made is made another time
        let _ = store.checkpoint(device).await;
    }
    Ok(appended.number)
}

async fn workspace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let mut write = store.write().await.unwrap();
    write.insert_tenant(&tenant("t-1", "northwind")).await.unwrap();
    write.commit_unrecorded().await.unwrap();
    store.close().await;
    folder
}

/// Starts this very test program as the child.
fn start(mut command: Command, folder: &Path) -> Child {
    command
        .args(["hindered::child", "--exact", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Everything that was acknowledged is there, state and entry together, and verifies.
async fn sound(folder: &Path, acknowledged: u64) {
    let store = Store::open(folder).await.unwrap();
    let size = store.ledger_size(1).await.unwrap();
    assert!(size >= acknowledged, "{acknowledged} were acknowledged, {size} are there");
    assert_eq!(
        store.first_seen("t-1").await.unwrap().len() as u64,
        size,
        "state and entry are kept together"
    );
    let report = verified(&store).await;
    assert!(report.holds(), "{report:?}");
    assert_eq!((report.entries, report.signed), (size, size));
    store.close().await;
}

#[cfg(unix)]
#[tokio::test]
async fn every_entry_that_was_acknowledged_is_there_after_the_disk_was_full() {
    let folder = workspace().await;
    let times = if std::env::var_os("STEWARD_LONG").is_some() { 60 } else { 10 };
    let (mut acknowledged, mut refused) = (0, 0);
    for round in 0..times {
        // no file may become much larger than the database is
        let bytes = std::fs::metadata(folder.path().join(FILE)).unwrap().len();
        let blocks = bytes.div_ceil(512) + random(600);
        let mut command = Command::new("sh");
        command.args(["-c", LIMITED]).arg(std::env::current_exe().unwrap());
        command.env("STEWARD_TEST_BLOCKS", blocks.to_string());
        // every other time it is ended in the middle of a write, by the signal that says so
        command.env("STEWARD_TEST_SIGNAL", if round % 2 == 0 { "ignore" } else { "kill" });
        let output = start(command, folder.path()).wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let last = said.lines().filter_map(number).next_back();
        acknowledged = last.map_or(acknowledged, |last| acknowledged.max(last + 1));
        match said.lines().find_map(|line| line.split("ended ").nth(1)) {
            Some(why) => {
                assert!(why.starts_with("Full") || why.starts_with("Disk"), "round {round}: {why}");
                assert!(output.status.success(), "round {round}: {said}");
                refused += 1;
            }
            None => assert!(!output.status.success(), "round {round}: {said}"),
        }
        sound(folder.path(), acknowledged).await;
    }
    assert!(acknowledged > times && refused > 0, "{acknowledged} were kept, {refused} times it was full");
}

async fn kept(db: &mut sqlx::SqliteConnection) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM ledger_entries").fetch_one(db).await.unwrap()
}

#[tokio::test]
async fn every_entry_that_was_acknowledged_is_there_after_others_held_the_file() {
    let folder = workspace().await;
    let mut child = start(Command::new(std::env::current_exe().unwrap()), folder.path());
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
    let first = said.by_ref().map_while(Result::ok).find_map(|line| number(&line));
    assert!(first.is_some(), "it wrote nothing");
    let reader = std::thread::spawn(move || said.map_while(Result::ok).collect::<Vec<String>>());
    // a program of somebody else that takes the file for a moment, and once for longer than anybody waits
    let mut other = raw(folder.path()).await;
    for round in 0..12 {
        sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
        let held = if round == 8 { Duration::from_secs(7) } else { Duration::from_millis(random(150)) };
        tokio::time::sleep(held).await;
        let before = kept(&mut other).await;
        sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
        // the child gets its turn, however busy the machine is
        for _ in 0..2_000 {
            if kept(&mut other).await > before {
                break;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
    // and it is killed while the file is held
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
    let said = reader.join().unwrap();
    assert!(said.iter().any(|line| line.ends_with("locked")), "nobody waited in vain");
    let last = said.iter().filter_map(|line| number(line)).next_back().or(first).unwrap();
    assert!(last > 10, "nothing was under way");
    sound(folder.path(), last + 1).await;
}
