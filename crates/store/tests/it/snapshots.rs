//! Snapshots are kept once, by content, and come back whole.

use super::{Bench, at, bench, entry, tenant};
use steward_model::{ContentHash, PersonDoc, Snapshot, SnapshotBuilder, TenantInfo};
use steward_store::{Packed, StoreError, TenantSnapshotRow};

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
    let (hash, content) = bench.store.snapshot(&one.hash).await.unwrap().unwrap();
    assert_eq!(hash, one.hash);
    assert_eq!(Packed::unpack(&hash, &content).unwrap(), snapshot(100));
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
        assert_eq!(bench.store.snapshot(&one.hash).await.unwrap().is_some(), left);
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

/// Two tenants that looked the same: `t-1` twice, with another look in between.
async fn two_tenants(bench: &Bench) {
    let (one, two) = (packed(1), packed(2));
    for (id, name) in [("t-1", "north"), ("t-2", "south")] {
        let mut write = bench.store.write().await.unwrap();
        write.insert_tenant(&tenant(id, name)).await.unwrap();
        write.insert_snapshot(&one).await.unwrap();
        write.insert_snapshot(&two).await.unwrap();
        let times = [("01", &one.hash), ("02", &two.hash), ("03", &one.hash)];
        for (hour, hash) in times.into_iter().filter(|_| id == "t-1").chain([("04", &one.hash)]) {
            write.saw_snapshot(id, hash, at(&format!("2026-11-22T{hour}:00:00Z"))).await.unwrap();
        }
        write.set_baseline(id, &one.hash).await.unwrap();
        write.commit(&bench.device, entry("tenant.add", id)).await.unwrap();
    }
}

#[tokio::test]
async fn what_took_the_place_of_a_snapshot_is_found_under_both_addresses() {
    let bench = bench().await;
    two_tenants(&bench).await;
    let (old, between, new, newest) = (packed(1), packed(2), packed(3), packed(4));
    let before = bench.store.tenant_snapshots("t-1").await.unwrap();

    let mut write = bench.store.write().await.unwrap();
    write.replace_snapshot("t-1", &old.hash, &new).await.unwrap();
    write.sweep_snapshots().await.unwrap();
    write.commit(&bench.device, entry("person.forget", "t-1")).await.unwrap();
    let after = bench.store.tenant_snapshots("t-1").await.unwrap();
    let hashes: Vec<_> = after.iter().map(|row| row.hash.clone()).collect();
    assert_eq!(hashes, [new.hash.clone(), between.hash.clone(), new.hash.clone()]);
    let kept = |rows: &[TenantSnapshotRow]| -> Vec<_> {
        rows.iter().map(|row| (row.taken_at, row.seen_at, row.baseline)).collect()
    };
    assert_eq!(kept(&after), kept(&before), "times and baseline stay");
    let found = bench.store.snapshot(&old.hash).await.unwrap().unwrap();
    assert_eq!(found.0, old.hash, "the other tenant still has it");

    let mut write = bench.store.write().await.unwrap();
    write.replace_snapshot("t-2", &old.hash, &new).await.unwrap();
    write.replace_snapshot("t-1", &new.hash, &newest).await.unwrap();
    write.replace_snapshot("t-2", &new.hash, &newest).await.unwrap();
    write.sweep_snapshots().await.unwrap();
    assert!(write.set_baseline("t-1", &old.hash).await.unwrap(), "an old address names it as well");
    write.commit(&bench.device, entry("person.forget", "t-2")).await.unwrap();
    for hash in [&old.hash, &new.hash, &newest.hash] {
        let (hash, content) = bench.store.snapshot(hash).await.unwrap().unwrap();
        assert_eq!((&hash, Packed::unpack(&hash, &content).unwrap()), (&newest.hash, snapshot(4)));
    }
    let mut former = vec![old.hash.clone(), new.hash.clone()];
    former.sort_unstable();
    assert_eq!(bench.store.former_addresses(&newest.hash).await.unwrap(), former);
    let led = bench.store.snapshot_successors(&old.hash.0[..8]).await.unwrap();
    assert_eq!(led, [(old.hash.clone(), newest.hash.clone())]);

    for id in ["t-1", "t-2"] {
        let mut write = bench.store.write().await.unwrap();
        write.remove_tenant(id).await.unwrap();
        write.commit(&bench.device, entry("tenant.remove", "")).await.unwrap();
    }
    assert_eq!(bench.store.snapshot(&old.hash).await.unwrap(), None);
    assert!(bench.store.snapshot_successors("").await.unwrap().is_empty(), "nothing leads nowhere");
}
