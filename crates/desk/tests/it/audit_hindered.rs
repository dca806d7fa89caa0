//! Asking the audit trail while another program writes, where nothing can be written, and when nothing is found.

use super::Bench;
use super::audit_search::{about, ask, found, read_in};
use std::time::{Duration, Instant};
use steward_desk::{Job, Surface};
use steward_store::Store;

#[tokio::test]
async fn whoever_asks_does_not_wait_for_whoever_writes() {
    let bench = Bench::acme().await;
    let path = bench.file("log.jsonl", super::audit_search::LOG);
    bench.desk.audit_import("acme", &path, None, &Job::quiet()).await.unwrap();
    let other = Store::open(&bench.workspace()).await.unwrap();
    let write = other.write().await.unwrap();
    let begun = Instant::now();
    let desk = bench.sit("ines", Surface::Cli).await;
    assert_eq!(found(&desk, "audit.import").await, ["audit.import"], "words that nobody looked for before");
    assert_eq!(ask(&desk, "source:tenant").await.total, 3);
    assert!(!desk.ledger_tail(5).await.unwrap().is_empty());
    let report = desk.audit_verify(None, &Job::quiet()).await.unwrap();
    assert!(report.holds, "{report:?}");
    let why = report.not_kept.unwrap();
    assert!(why.contains("another program is writing"), "{why}");
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    write.commit_unrecorded().await.unwrap();
    assert_eq!(desk.audit_verify(None, &Job::quiet()).await.unwrap().not_kept, None);
}

/// Writing rights come back whatever happens, so that the folder can be removed.
#[cfg(unix)]
struct Locked(std::path::PathBuf);

#[cfg(unix)]
impl Locked {
    fn new(folder: std::path::PathBuf) -> Self {
        let locked = Self(folder);
        locked.rights(0o400, 0o500);
        locked
    }

    fn rights(&self, file: u32, folder: u32) {
        use std::os::unix::fs::PermissionsExt as _;
        let entries = std::fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().path());
        for path in entries.filter(|path| path.is_file()).collect::<Vec<_>>() {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(file)).unwrap();
        }
        std::fs::set_permissions(&self.0, std::fs::Permissions::from_mode(folder)).unwrap();
    }
}

#[cfg(unix)]
impl Drop for Locked {
    fn drop(&mut self) {
        self.rights(0o600, 0o700);
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_workspace_that_cannot_be_written_is_searched_and_verified() {
    let bench = Bench::acme().await;
    let path = bench.file("log.jsonl", super::audit_search::LOG);
    bench.desk.audit_import("acme", &path, None, &Job::quiet()).await.unwrap();
    let _locked = Locked::new(bench.workspace());
    if std::fs::write(bench.workspace().join("probe"), "").is_ok() {
        println!("skipped: this user may write to a read-only folder");
        return;
    }
    let desk = bench.sit("ines", Surface::Cli).await;
    assert_eq!(found(&desk, "audit.import").await, ["audit.import"]);
    assert_eq!(ask(&desk, "source:tenant who:anna").await.total, 2);
    let report = desk.audit_verify(None, &Job::quiet()).await.unwrap();
    assert!(report.holds && report.not_kept.unwrap().contains("cannot be written"));
    let error = desk.audit_import("acme", &path, None, &Job::quiet()).await.unwrap_err();
    assert!(error.message.contains("cannot be written"), "{error:?}");
    let options = super::options(&bench.workspace(), "omar", Surface::Cli, &bench.clock);
    let stranger = steward_desk::Desk::open(options).await;
    let error = stranger.unwrap_err();
    assert!(error.message.contains("none of its operators"), "{error:?}");
    let file = super::source(&bench.file("other.json", super::ACME), super::FileFormat::Json);
    assert!(desk.add_file("other", file).await.is_err());
    let doctor = desk.doctor().await;
    assert!(doctor.iter().any(|check| check.detail.contains("read-only")), "{doctor:?}");
}

#[tokio::test]
async fn whoever_finds_nothing_is_told_what_narrows() {
    let bench = read_in().await;
    let question = about("who:nobody op:billing.* source:tenant since:2026-05-04 \"billing eu\"");
    assert_eq!(ask(&bench.desk, &question.text).await.total, 0);
    let parts = bench.desk.audit_narrowing(&question).await.unwrap();
    let part =
        |text: &str| parts.iter().find(|part| part.text == text).unwrap_or_else(|| panic!("{parts:?}"));
    assert_eq!(parts.len(), 5, "{parts:?}");
    assert_eq!((part("who:nobody").alone, part("who:nobody").without), (0, 0));
    assert_eq!(part("op:billing.*").alone, 2);
    assert_eq!((part("source:tenant").alone, part("\"billing eu\"").alone), (3, 1));
    let parts = bench.desk.audit_narrowing(&about("op:billing.* outcome:refused")).await.unwrap();
    let billing = parts.iter().find(|part| part.text == "op:billing.*").unwrap();
    assert_eq!((billing.alone, billing.without), (2, 1), "what was refused was no billing");
    assert!(bench.desk.audit_narrowing(&about("")).await.unwrap().is_empty());
}

#[tokio::test]
async fn verifying_while_another_program_reads_logs_in_raises_no_alarm() {
    let bench = Bench::acme().await;
    let desk = bench.sit("ines", Surface::Cli).await;
    let done = std::cell::Cell::new(false);
    let reading = async {
        for at in 0..40 {
            let line = format!(
                r#"{{"id":"e-{at}","time":"2026-05-03T10:12:44Z","actor":{{"id":"u-1"}},"action":"role.assign"}}"#
            );
            let path = bench.file("one.jsonl", &line);
            let read = bench.desk.audit_import("acme", &path, None, &Job::quiet()).await.unwrap();
            assert_eq!(read.added, 1);
        }
        done.set(true);
    };
    let verifying = async {
        while !done.get() {
            let report = desk.audit_verify(None, &Job::quiet()).await.unwrap();
            assert!(report.holds, "{:?} {:?}", report.faults, report.ledger.faults);
        }
    };
    tokio::join!(reading, verifying);
    assert_eq!(desk.audit_verify(None, &Job::quiet()).await.unwrap().batches, 40);
}
