//! Snapshots are kept once, by content, and come back whole.

use super::{at, bench, entry, tenant};
use steward_model::{ContentHash, PersonDoc, Snapshot, SnapshotBuilder, TenantInfo};
use steward_store::{Packed, StoreError};

fn snapshot(people: usize) -> Snapshot {
    let mut builder = SnapshotBuilder::new(TenantInfo { name: "Northwind".into(), ..TenantInfo::default() });
    for n in 0..people {
        builder.person(PersonDoc { id: format!("p{n}"), active: true, ..PersonDoc::default() }, 0);
    }
    builder.finish().0
}

fn packed(people: usize) -> Packed {
    Packed::new(&snapshot(people), format!("{{\"people\":{people}}}")).unwrap()
}

#[tokio::test]
async fn what_goes_in_comes_out() {
    let bench = bench().await;
    let one = packed(100);
    let mut write = bench.store.write().await.unwrap();
    write.insert_tenant(&tenant("t-1", "northwind")).await.unwrap();
    write.insert_snapshot(&one).await.unwrap();
    write.saw_snapshot("t-1", &one.hash, at("2026-11-22T10:00:00Z")).await.unwrap();
    write.commit(&bench.device, entry("tenant.add", "northwind")).await.unwrap();
    let content = bench.store.snapshot_content(&one.hash).await.unwrap().unwrap();
    assert_eq!(Packed::unpack(&one.hash, &content).unwrap(), snapshot(100));
    assert!(content.len() < one.bytes as usize / 4, "{} of {}", content.len(), one.bytes);
}

#[tokio::test]
async fn content_that_does_not_fit_its_address_is_refused() {
    let other = packed(3);
    let error = Packed::unpack(&ContentHash("0".repeat(64)), &other.content).unwrap_err();
    assert!(matches!(error, StoreError::Content { .. }), "{error:?}");
    let error = Packed::unpack(&other.hash, b"nonsense").unwrap_err();
    assert!(matches!(error, StoreError::Content { .. }), "{error:?}");
}

#[tokio::test]
async fn the_same_content_is_kept_once_and_goes_with_its_last_tenant() {
    let bench = bench().await;
    let one = packed(5);
    for (id, name) in [("t-1", "north"), ("t-2", "south")] {
        let mut write = bench.store.write().await.unwrap();
        write.insert_tenant(&tenant(id, name)).await.unwrap();
        write.insert_snapshot(&one).await.unwrap();
        write.saw_snapshot(id, &one.hash, at("2026-11-22T10:00:00Z")).await.unwrap();
        write.commit(&bench.device, entry("tenant.add", name)).await.unwrap();
    }
    for (id, left) in [("t-1", true), ("t-2", false)] {
        let mut write = bench.store.write().await.unwrap();
        write.remove_tenant(id).await.unwrap();
        write.commit(&bench.device, entry("tenant.remove", "")).await.unwrap();
        assert_eq!(bench.store.snapshot_content(&one.hash).await.unwrap().is_some(), left);
    }
}

#[tokio::test]
async fn a_tenant_that_goes_back_has_three_times() {
    let bench = bench().await;
    let (one, two) = (packed(1), packed(2));
    let mut write = bench.store.write().await.unwrap();
    write.insert_tenant(&tenant("t-1", "northwind")).await.unwrap();
    write.insert_snapshot(&one).await.unwrap();
    write.insert_snapshot(&two).await.unwrap();
    let mut changed = Vec::new();
    for (hour, hash) in [(1, &one.hash), (2, &one.hash), (3, &two.hash), (4, &one.hash)] {
        changed
            .push(write.saw_snapshot("t-1", hash, at(&format!("2026-11-22T0{hour}:00:00Z"))).await.unwrap());
    }
    assert!(write.set_baseline("t-1", &one.hash).await.unwrap());
    assert!(!write.set_baseline("t-1", &ContentHash("f".repeat(64))).await.unwrap());
    assert!(write.set_baseline("t-1", &two.hash).await.unwrap());
    write.commit(&bench.device, entry("tenant.refresh", "northwind")).await.unwrap();
    assert_eq!(changed, [true, false, true, true]);
    let rows = bench.store.tenant_snapshots("t-1").await.unwrap();
    let seen: Vec<_> =
        rows.iter().map(|row| (row.hash == one.hash, row.seen_at.to_string(), row.baseline)).collect();
    let expected = [
        (true, "2026-11-22T04:00:00Z".to_owned(), false),
        (false, "2026-11-22T03:00:00Z".to_owned(), true),
        (true, "2026-11-22T02:00:00Z".to_owned(), false),
    ];
    assert_eq!(seen, expected);
}
