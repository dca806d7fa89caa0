//! A program that is killed while it writes costs nothing that it was told is kept.

use super::{at, device, entry, tenant, verified};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use steward_store::Store;

/// Names the folder in which the child writes.
const FOLDER: &str = "STEWARD_TEST_KILLED_FOLDER";

/// What is killed: writes state with its entry as fast as it can, and says the number of each that was kept. Run by hand
/// it does nothing.
#[tokio::test]
async fn child() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let store = Store::open(Path::new(&folder)).await.unwrap();
    let device = device(&store).await;
    let mut out = std::io::stdout();
    loop {
        let mut write = store.write().await.unwrap();
        let key = format!("key-{}", store.random_id().await.unwrap());
        write.saw_finding("t-1", &key, at("2026-11-22T10:00:00Z")).await.unwrap();
        let appended = write.commit(&device, entry("finding.read", "t-1")).await.unwrap();
        if appended.number.is_multiple_of(7) {
            store.checkpoint(&device).await.unwrap();
        }
        writeln!(out, "kept {}", appended.number).unwrap();
        out.flush().unwrap();
    }
}

/// A number that nobody foresees, up to a limit.
pub fn random(limit: u64) -> u64 {
    RandomState::new().build_hasher().finish() % limit
}

#[tokio::test]
async fn every_entry_that_was_acknowledged_is_there_after_a_kill_at_any_moment() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let mut write = store.write().await.unwrap();
    write.insert_tenant(&tenant("t-1", "northwind")).await.unwrap();
    write.commit_unrecorded().await.unwrap();
    store.close().await;
    let times = if std::env::var_os("STEWARD_LONG").is_some() { 200 } else { 20 };
    let mut acknowledged = 0;
    for round in 0..times {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["killed::child", "--exact", "--nocapture", "--test-threads=1"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
        // it has begun when it has kept the first one
        let first = said.by_ref().map_while(Result::ok).find_map(|line| number(&line));
        assert!(first.is_some(), "round {round}: it wrote nothing");
        let reader =
            std::thread::spawn(move || said.map_while(Result::ok).filter_map(|line| number(&line)).last());
        tokio::time::sleep(Duration::from_micros(random(60_000))).await;
        child.kill().unwrap();
        child.wait().unwrap();
        let last = reader.join().unwrap().or(first).unwrap();
        acknowledged = acknowledged.max(last + 1);

        let store = Store::open(folder.path()).await.unwrap();
        let size = store.ledger_size(1).await.unwrap();
        assert!(size >= acknowledged, "round {round}: {acknowledged} were acknowledged, {size} are there");
        assert_eq!(
            store.first_seen("t-1").await.unwrap().len() as u64,
            size,
            "round {round}: state and entry are kept together"
        );
        let report = verified(&store).await;
        assert!(report.holds(), "round {round}: {report:?}");
        assert_eq!((report.entries, report.signed), (size, size), "round {round}");
        store.close().await;
    }
    assert!(acknowledged > times, "nothing was under way: {acknowledged}");
}

/// The number of an entry that the child says was kept.
pub fn number(line: &str) -> Option<u64> {
    // the name of the test may stand before it
    line.split("kept ").nth(1)?.trim().parse().ok()
}
