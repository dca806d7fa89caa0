//! A program that is killed while it reads events in leaves whole batches with their entries, nothing else.

use super::audit::{answers, batch, event};
use super::{device, entry};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use steward_audit::AuditEvent;
use steward_store::Store;

/// Names the folder in which the child writes.
const FOLDER: &str = "STEWARD_TEST_KILLED_AUDIT_FOLDER";
/// Events of a batch.
const EVENTS: u32 = 400;

/// What is killed: reads batches in, and says how many were kept. Run by hand it does nothing.
#[tokio::test]
async fn child() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let store = Store::open(Path::new(&folder)).await.unwrap();
    let device = device(&store).await;
    let mut trail = store.audit_trail().await.unwrap();
    let mut out = std::io::stdout();
    let first = store.audit_batches(None).await.unwrap().len() as u32;
    for n in first.. {
        let mut write = store.write().await.unwrap();
        let mut import = write.begin_audit_batch(&trail, batch("t-1")).await.unwrap();
        let events: Vec<AuditEvent> = (n * EVENTS..(n + 1) * EVENTS).map(event).collect();
        for some in events.chunks(100) {
            write.add_audit_events(&mut import, some.to_vec()).await.unwrap();
        }
        let sealed = write.seal_audit_batch(import).await.unwrap();
        write.commit(&device, entry("audit.import", "t-1")).await.unwrap();
        trail = sealed.trail;
        writeln!(out, "kept {}", n + 1).unwrap();
        out.flush().unwrap();
    }
}

/// A number that nobody foresees, up to a limit.
fn random(limit: u64) -> u64 {
    RandomState::new().build_hasher().finish() % limit
}

#[tokio::test]
async fn a_batch_is_there_whole_or_not_at_all_after_a_kill_at_any_moment() {
    let folder = tempfile::tempdir().unwrap();
    let times = if std::env::var_os("STEWARD_LONG").is_some() { 100 } else { 8 };
    for round in 0..times {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["audit_killed::child", "--exact", "--nocapture", "--test-threads=1"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = said.by_ref().map_while(Result::ok).find_map(|line| number(&line));
        assert!(first.is_some(), "round {round}: it kept nothing");
        let reader =
            std::thread::spawn(move || said.map_while(Result::ok).filter_map(|line| number(&line)).last());
        tokio::time::sleep(Duration::from_micros(random(150_000))).await;
        child.kill().unwrap();
        child.wait().unwrap();
        let acknowledged = reader.join().unwrap().or(first).unwrap();

        let store = Store::open(folder.path()).await.unwrap();
        let trail = store.audit_trail().await.unwrap();
        assert_eq!(trail.rebuilt(), None, "round {round}");
        let batches = store.audit_batches(None).await.unwrap();
        let count = batches.len() as u64;
        assert!(count >= acknowledged, "round {round}: {acknowledged} were acknowledged, {count} are there");
        assert_eq!(store.ledger_size(1).await.unwrap(), count, "round {round}: each with its entry");
        let events = count * u64::from(EVENTS);
        assert_eq!(trail.trail().len() as u64, events + count, "round {round}: the index has them all");
        for batch in batches {
            let report = store.verify_audit_batch(&batch).await.unwrap();
            assert_eq!((report.events, report.faults), (EVENTS, Vec::new()), "round {round}");
        }
        let built = store.rebuild_audit("to compare".into()).await.unwrap();
        assert_eq!(answers(&built), answers(&trail), "round {round}");
        store.close().await;
    }
}

fn number(line: &str) -> Option<u64> {
    // the name of the test may stand before it
    line.split("kept ").nth(1)?.trim().parse().ok()
}
