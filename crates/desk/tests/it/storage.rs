//! What the workspace holds on disk, and copies of it.

use super::{ACME, Bench, NOW, options};
use std::path::Path;
use steward_desk::wire::{ErrorCode, FileFormat};
use steward_desk::{Desk, Job, Surface};

#[tokio::test]
async fn what_is_kept_is_counted() {
    let bench = Bench::acme().await;
    bench.add("beta", "beta.json", ACME, FileFormat::Json).await.unwrap();
    bench.file("acme.json", &ACME.replace("Anna Roth", "Anna Berg"));
    bench.desk.refresh("acme", &Job::quiet()).await.unwrap();
    let storage = bench.desk.storage().await.unwrap();
    assert_eq!(Path::new(&storage.path), bench.workspace());
    assert_eq!(storage.snapshots, 3, "two of acme, one of beta");
    assert_eq!(storage.entries as usize, bench.desk.entries(None, 1_000).await.unwrap().len());
    let file = std::fs::metadata(bench.workspace().join("steward.db")).unwrap().len();
    assert!(u64::from(storage.kib) >= file / 1024);
    assert!(storage.schema >= 2, "schedules came with the second");
    assert!(storage.backups.is_empty() && storage.damage.is_empty());
}

#[tokio::test]
async fn copies_are_made_named_after_the_moment_and_listed_newest_first() {
    let bench = Bench::acme().await;
    let first = bench.desk.backup(None).await.unwrap();
    assert_eq!(first.at, NOW);
    assert!(first.path.ends_with("steward-20261122T100000Z.db"), "{}", first.path);
    assert!(Path::new(&first.path).starts_with(bench.workspace().join("backups")));
    assert_eq!(bench.record(1).await, [("workspace.backup".to_owned(), "done".to_owned())]);
    let second = bench.desk.backup(None).await.unwrap();
    assert_ne!(second.path, first.path, "of the same moment, under another name");
    bench.until("2026-11-23T10:00:00Z");
    let third = bench.desk.backup(Some("")).await.unwrap();
    let listed = bench.desk.storage().await.unwrap().backups;
    assert_eq!(listed.len(), 3);
    assert_eq!(listed[0], third);
    assert!(listed.contains(&first) && listed.contains(&second));
}

#[tokio::test]
async fn a_copy_can_be_worked_with() {
    let bench = Bench::acme().await;
    let elsewhere = tempfile::tempdir().unwrap();
    let workspace = elsewhere.path().join("workspace");
    std::fs::create_dir(&workspace).unwrap();
    let out = workspace.join("steward.db").to_string_lossy().into_owned();
    let backup = bench.desk.backup(Some(&out)).await.unwrap();
    assert_eq!(backup.path, out);
    let copy = Desk::open(options(&workspace, "ines", Surface::Cli, &bench.clock)).await.unwrap();
    assert_eq!(copy.tenants().await.unwrap(), bench.desk.tenants().await.unwrap());
    let why = copy.why("acme", "p1", "agents.query", None, None).await.unwrap();
    assert_eq!(why.paths.len(), 1);
}

#[tokio::test]
async fn a_folder_gets_a_copy_under_its_moment() {
    let bench = Bench::acme().await;
    let elsewhere = tempfile::tempdir().unwrap();
    let out = elsewhere.path().to_string_lossy().into_owned();
    let backup = bench.desk.backup(Some(&out)).await.unwrap();
    assert_eq!(Path::new(&backup.path), elsewhere.path().join("steward-20261122T100000Z.db"));
    assert!(bench.desk.storage().await.unwrap().backups.is_empty(), "only those in the workspace are listed");
}

#[tokio::test]
async fn nothing_is_overwritten() {
    let bench = Bench::acme().await;
    let there = bench.file("there.db", "something else");
    let error = bench.desk.backup(Some(&there)).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::BadInput);
    assert_eq!(std::fs::read_to_string(&there).unwrap(), "something else");
    let nowhere = bench.folder.path().join("no/such/copy.db").to_string_lossy().into_owned();
    assert_eq!(bench.desk.backup(Some(&nowhere)).await.unwrap_err().code, ErrorCode::BadInput);
    assert_eq!(bench.record(1).await, [("workspace.backup".to_owned(), "failed".to_owned())]);
}
