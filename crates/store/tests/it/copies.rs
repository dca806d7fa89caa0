//! Copies of the file, and how much is kept.

use super::{bench, entry, tenant};
use std::path::PathBuf;
use steward_store::{FILE, Store};

#[tokio::test]
async fn a_copy_opens_as_a_workspace_and_lies_where_it_was_asked_for() {
    let bench = bench().await;
    let mut write = bench.store.write().await.unwrap();
    write.insert_tenant(&tenant("t-1", "northwind")).await.unwrap();
    write.commit(&bench.device, entry("tenant.add", "northwind")).await.unwrap();

    let elsewhere = tempfile::tempdir().unwrap();
    let target = elsewhere.path().join(FILE);
    let bytes = bench.store.back_up_to(&target).await.unwrap();
    assert_eq!(bytes, std::fs::metadata(&target).unwrap().len());
    let names: Vec<_> =
        std::fs::read_dir(elsewhere.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, [FILE], "nothing is left aside");
    assert!(bench.store.copies().is_empty(), "it is not in the folder of copies");
    let copy = Store::open(elsewhere.path()).await.unwrap();
    assert_eq!(copy.tenants().await.unwrap(), [tenant("t-1", "northwind")]);
}

#[cfg(unix)]
#[tokio::test]
async fn a_copy_in_the_folder_of_copies_is_listed_and_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let bench = bench().await;
    let target = bench.store.backups().join("steward-by-hand.db");
    let bytes = bench.store.back_up_to(&target).await.unwrap();
    let copies = bench.store.copies();
    let seen: Vec<(PathBuf, u64)> = copies.iter().map(|copy| (copy.path.clone(), copy.bytes)).collect();
    assert_eq!(seen, [(target.clone(), bytes)]);
    assert!(copies[0].written.is_some());
    assert_eq!(std::fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o600);
}

#[tokio::test]
async fn a_copy_that_cannot_be_made_leaves_nothing_behind() {
    let bench = bench().await;
    let nowhere = bench.folder.path().join("no/such/folder/copy.db");
    bench.store.back_up_to(&nowhere).await.unwrap_err();
    assert!(!bench.folder.path().join("no").exists());
}

#[tokio::test]
async fn what_is_kept_is_counted() {
    let bench = bench().await;
    let empty = bench.store.kept().await.unwrap();
    assert_eq!((empty.snapshots, empty.entries), (0, 0));
    let mut write = bench.store.write().await.unwrap();
    write.insert_tenant(&tenant("t-1", "northwind")).await.unwrap();
    write.commit(&bench.device, entry("tenant.add", "northwind")).await.unwrap();
    let write = bench.store.write().await.unwrap();
    write.commit(&bench.device, entry("tenant.refresh", "northwind")).await.unwrap();
    let kept = bench.store.kept().await.unwrap();
    assert_eq!((kept.snapshots, kept.entries), (0, 2));
    assert!(kept.bytes >= std::fs::metadata(bench.folder.path().join(FILE)).unwrap().len());
}

#[tokio::test]
async fn copies_from_before_are_removed_whatever_they_are_named() {
    let bench = bench().await;
    assert_eq!(bench.store.remove_copies(None).unwrap(), 0, "there is no folder yet");
    let backups = bench.store.backups();
    for name in ["steward-1-1.db", "by-hand", "kept.db"] {
        bench.store.back_up_to(&backups.join(name)).await.unwrap();
    }
    for name in [".steward-2.db.part", "steward-1-1.db-wal", "notes.txt"] {
        std::fs::write(backups.join(name), "what somebody said").unwrap();
    }
    let kept = backups.join("kept.db");
    assert_eq!(bench.store.remove_copies(Some(&kept)).unwrap(), 2);
    let mut left: Vec<_> =
        std::fs::read_dir(&backups).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort_unstable();
    assert_eq!(left, ["kept.db", "notes.txt"], "what is no copy stays");
}
