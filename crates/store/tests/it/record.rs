//! The record takes entries and gives none back.

use super::{bench, entry, tenant};
use sqlx::Connection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use steward_store::FILE;

#[tokio::test]
async fn entries_are_counted_and_kept_in_order() {
    let bench = bench().await;
    for (n, name) in ["tenant.add", "tenant.refresh", "tenant.remove"].into_iter().enumerate() {
        let seq = bench.store.write().await.unwrap().commit(&entry(name, "northwind")).await.unwrap();
        assert_eq!(seq, n as i64 + 1);
    }
    let names: Vec<String> =
        bench.store.entries(None, 2).await.unwrap().into_iter().map(|entry| entry.operation).collect();
    assert_eq!(names, ["tenant.remove", "tenant.refresh"]);
    assert!(bench.store.entries(Some("other"), 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_record_cannot_be_changed() {
    let bench = bench().await;
    bench.store.write().await.unwrap().commit(&entry("tenant.add", "northwind")).await.unwrap();
    let options = SqliteConnectOptions::new().filename(bench.folder.path().join(FILE));
    let mut db = SqliteConnection::connect_with(&options).await.unwrap();
    for sql in ["UPDATE entries SET operator = 'op-2'", "DELETE FROM entries"] {
        let error = sqlx::query(sql).execute(&mut db).await.unwrap_err().to_string();
        assert!(error.contains("the record cannot be changed"), "{error}");
    }
}

#[tokio::test]
async fn what_is_not_committed_was_never_there() {
    let bench = bench().await;
    let mut write = bench.store.write().await.unwrap();
    write.insert_tenant(&tenant("t-1", "northwind")).await.unwrap();
    drop(write);
    assert!(bench.store.tenants().await.unwrap().is_empty());
    assert!(bench.store.entries(None, 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn state_without_a_sound_entry_is_not_kept() {
    let bench = bench().await;
    let mut write = bench.store.write().await.unwrap();
    write.insert_tenant(&tenant("t-1", "northwind")).await.unwrap();
    let mut bad = entry("tenant.add", "northwind");
    bad.outcome = "nonsense";
    write.commit(&bad).await.unwrap_err();
    assert!(bench.store.tenants().await.unwrap().is_empty());
}
