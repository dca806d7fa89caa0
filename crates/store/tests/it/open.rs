//! Opening: what is made, what is refused, and how that is said.

use super::{bench, entry, tenant};
use sqlx::Connection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use std::path::Path;
use steward_store::{FILE, Store, StoreError};

async fn raw(file: &Path) -> SqliteConnection {
    SqliteConnection::connect_with(&SqliteConnectOptions::new().filename(file).create_if_missing(true))
        .await
        .unwrap()
}

#[cfg(unix)]
#[tokio::test]
async fn a_new_workspace_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("deep/er");
    let store = Store::open(&inside).await.unwrap();
    let device = super::device(&store).await;
    store.write().await.unwrap().commit(&device, entry("workspace.read", "")).await.unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&inside), 0o700);
    assert_eq!(mode(&inside.join(FILE)), 0o600);
    assert_eq!(mode(&inside.join("steward.db-wal")), 0o600);
    store.close().await;
}

#[tokio::test]
async fn what_was_kept_is_there_after_opening_again() {
    let bench = bench().await;
    let mut write = bench.store.write().await.unwrap();
    write.insert_tenant(&tenant("t-1", "northwind")).await.unwrap();
    write.commit(&bench.device, entry("tenant.add", "northwind")).await.unwrap();
    bench.store.close().await;
    let store = Store::open(bench.folder.path()).await.unwrap();
    assert_eq!(store.tenants().await.unwrap(), [tenant("t-1", "northwind")]);
    assert_eq!(store.tenant("NorthWind").await.unwrap(), Some(tenant("t-1", "northwind")));
}

#[tokio::test]
async fn two_who_open_a_new_workspace_at_once_both_succeed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_path_buf();
    let opened = (0..4).map(|_| {
        let path = path.clone();
        tokio::spawn(async move { Store::open(&path).await })
    });
    for one in opened.collect::<Vec<_>>() {
        one.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "x").unwrap();
    let error = Store::open(&file.join("workspace")).await.unwrap_err();
    assert!(matches!(error, StoreError::Folder { .. }), "{error:?}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_read_only_folder_is_said() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("workspace");
    std::fs::create_dir(&path).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o500)).unwrap();
    let result = Store::open(&path).await;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
    match result {
        Err(error) => assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}"),
        // the superuser may write everywhere
        Ok(_) => println!("skipped: this user may write to a read-only folder"),
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_workspace_that_cannot_be_written_is_opened_to_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let mut write = store.write().await.unwrap();
    write.set_meta("id", "w-1").await.unwrap();
    write.commit_unrecorded().await.unwrap();
    store.close().await;
    let rights = |folder_rights: u32, file_rights: u32| {
        let files = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let files: Vec<_> = files.filter(|path| path.is_file()).collect();
        for file in files {
            std::fs::set_permissions(file, std::fs::Permissions::from_mode(file_rights)).unwrap();
        }
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(folder_rights)).unwrap();
    };
    rights(0o500, 0o400);
    let store = Store::open(folder.path()).await.unwrap();
    assert_eq!(store.meta("id").await.unwrap().as_deref(), Some("w-1"));
    let begun = store.write().await;
    rights(0o700, 0o600);
    match store.is_read_only() {
        true => assert!(matches!(begun, Err(StoreError::ReadOnly { .. })), "{begun:?}"),
        // the superuser may write everywhere
        false => println!("skipped: this user may write to a read-only folder"),
    }
}

#[tokio::test]
async fn a_text_file_is_not_a_workspace() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(FILE);
    let text = "this is not a database, but it is long enough to be looked at as one. ".repeat(100);
    std::fs::write(&file, &text).unwrap();
    let error = Store::open(folder.path()).await.unwrap_err();
    assert!(matches!(error, StoreError::NotAWorkspace { .. }), "{error:?}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text, "it is left as it is");
}

#[tokio::test]
async fn a_database_of_another_program_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(FILE);
    let mut other = raw(&file).await;
    sqlx::query("CREATE TABLE things (id INTEGER)").execute(&mut other).await.unwrap();
    other.close().await.unwrap();
    let before = std::fs::read(&file).unwrap();
    let error = Store::open(folder.path()).await.unwrap_err();
    assert!(matches!(error, StoreError::NotAWorkspace { .. }), "{error:?}");
    assert_eq!(std::fs::read(&file).unwrap(), before, "it is left as it is");
}

#[tokio::test]
async fn a_later_schema_is_refused() {
    let bench = bench().await;
    bench.store.close().await;
    let mut db = raw(&bench.folder.path().join(FILE)).await;
    let sql = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
               VALUES (9999, 'later', 1, x'00', 0)";
    sqlx::query(sql).execute(&mut db).await.unwrap();
    db.close().await.unwrap();
    let error = Store::open(bench.folder.path()).await.unwrap_err();
    assert!(matches!(error, StoreError::Newer { found: 9999, .. }), "{error:?}");
}

#[tokio::test]
async fn another_program_that_writes_for_long_is_said() {
    let bench = bench().await;
    let mut other = raw(&bench.folder.path().join(FILE)).await;
    sqlx::query("BEGIN EXCLUSIVE").execute(&mut other).await.unwrap();
    let error = bench.store.write().await.unwrap_err();
    assert!(matches!(error, StoreError::Locked { .. }), "{error:?}");
    // reading goes on meanwhile
    assert!(bench.store.tenants().await.unwrap().is_empty());
    sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
    bench.store.write().await.unwrap();
}

#[tokio::test]
async fn damage_is_found() {
    let bench = bench().await;
    for n in 0..200 {
        let write = bench.store.write().await.unwrap();
        write.commit(&bench.device, entry(&format!("operation.{n}"), "northwind")).await.unwrap();
    }
    assert_eq!(bench.store.health().await.unwrap().damage, Vec::<String>::new());
    bench.store.close().await;
    let file = bench.folder.path().join(FILE);
    let mut bytes = std::fs::read(&file).unwrap();
    let page = 4096;
    // every page but the first three, which hold the schema
    for at in (page * 20..bytes.len()).step_by(page) {
        let end = (at + 200).min(bytes.len());
        bytes[at..end].fill(0xa5);
    }
    std::fs::write(&file, bytes).unwrap();
    let found = match Store::open(bench.folder.path()).await {
        Ok(store) => match store.health().await {
            Ok(health) => !health.damage.is_empty(),
            Err(error) => matches!(error, StoreError::Damaged { .. }),
        },
        Err(error) => matches!(error, StoreError::Damaged { .. } | StoreError::NotAWorkspace { .. }),
    };
    assert!(found);
}

#[tokio::test]
async fn a_full_disk_costs_nothing_that_was_kept() {
    let bench = bench().await;
    let mut write = bench.store.write().await.unwrap();
    write.insert_tenant(&tenant("t-1", "northwind")).await.unwrap();
    write.commit(&bench.device, entry("tenant.add", "northwind")).await.unwrap();
    let full = Store::open_limited(bench.folder.path(), 1).await.unwrap();
    let mut write = full.write().await.unwrap();
    let mut error = None;
    for n in 0..2_000 {
        if let Err(fault) =
            write.saw_finding("t-1", &format!("key-{n}"), super::at("2026-11-22T10:00:00Z")).await
        {
            error = Some(fault);
            break;
        }
    }
    assert!(matches!(error, Some(StoreError::Full { .. })), "{error:?}");
    drop(write);
    assert_eq!(bench.store.first_seen("t-1").await.unwrap().len(), 0);
    assert_eq!(bench.store.tenants().await.unwrap().len(), 1);
    assert_eq!(bench.store.ledger_size(1).await.unwrap(), 1);
}

#[tokio::test]
async fn what_belongs_to_a_tenant_that_was_removed_meanwhile_is_said() {
    let bench = bench().await;
    let mut write = bench.store.write().await.unwrap();
    let error = write.saw_finding("t-gone", "key", super::at("2026-11-22T10:00:00Z")).await.unwrap_err();
    assert!(matches!(error, StoreError::Removed), "{error:?}");
    assert_eq!(error.to_string(), "the tenant was removed meanwhile");
}
