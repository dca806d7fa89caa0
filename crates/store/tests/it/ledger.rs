//! The ledger takes entries with the state they speak of, signs each transaction once, and gives nothing back.

use super::{Bench, at, bench, device, entry, key, log, raw, tenant, verified};
use steward_ledger::{Checkpoint, Commitment, Entry, Fault, Hash, Salt, Tree, Value, VerifierKey};
use steward_store::{Device, KeyPlace, NewEntry, Store, StoreError, Withheld};

async fn add(bench: &Bench, operation: &str, tenant: &str) -> u64 {
    let write = bench.store.write().await.unwrap();
    write.commit(&bench.device, entry(operation, tenant)).await.unwrap().number
}

#[tokio::test]
async fn entries_are_numbered_chained_signed_and_verify() {
    let bench = bench().await;
    for (n, name) in ["tenant.add", "tenant.refresh", "tenant.remove"].into_iter().enumerate() {
        assert_eq!(add(&bench, name, "t-1").await, n as u64);
    }
    let write = bench.store.write().await.unwrap();
    let many = (0..5).map(|_| entry("tenant.refresh", "t-1")).collect();
    let appended = write.commit_all(&bench.device, many).await.unwrap();
    assert_eq!((appended.number, appended.signed, appended.stale), (7, true, false));
    let report = verified(&bench.store).await;
    assert!(report.holds(), "{report:?}");
    assert_eq!((report.entries, report.signed), (8, 8));
    let mut db = raw(bench.folder.path()).await;
    let commits: i64 =
        sqlx::query_scalar("SELECT count(*) FROM ledger_commits").fetch_one(&mut db).await.unwrap();
    assert_eq!(commits, 4, "one for each transaction");
}

#[tokio::test]
async fn the_newest_come_first_also_by_the_name_a_tenant_had() {
    let bench = bench().await;
    let mut write = bench.store.write().await.unwrap();
    write.insert_tenant(&tenant("t-1", "Northwind")).await.unwrap();
    write.commit(&bench.device, entry("tenant.add", "t-1")).await.unwrap();
    add(&bench, "tenant.refresh", "t-2").await;
    let mut write = bench.store.write().await.unwrap();
    write.remove_tenant("t-1").await.unwrap();
    write.commit(&bench.device, entry("tenant.remove", "t-1")).await.unwrap();
    let of = async |tenant: Option<&str>, limit| -> Vec<String> {
        let rows = bench.store.ledger_newest(tenant, limit).await.unwrap();
        rows.iter().map(|row| Entry::read(&row.bytes).unwrap().event.operation).collect()
    };
    assert_eq!(of(None, 2).await, ["tenant.remove", "tenant.refresh"]);
    assert_eq!(of(Some("northwind"), 10).await, ["tenant.remove", "tenant.add"], "the ledger stays");
    assert_eq!(of(Some("other"), 10).await, Vec::<String>::new());
    let row = bench.store.ledger_entry(1, 0).await.unwrap().unwrap();
    assert_eq!((row.seq, row.tenant_name.as_deref()), (1, Some("Northwind")));
    assert_eq!(bench.store.ledger_entry(1, 3).await.unwrap(), None);
    assert_eq!(bench.store.ledger_correlated("request").await.unwrap().len(), 3);
}

#[tokio::test]
async fn the_columns_are_those_of_the_bytes() {
    let bench = bench().await;
    add(&bench, "tenant.add", "t-1").await;
    let mut db = raw(bench.folder.path()).await;
    let row: (i64, String, String, String, Option<String>, String, String, String) = sqlx::query_as(
        "SELECT at, who, operation, consequence, tenant, object_kind, surface, outcome FROM ledger_entries",
    )
    .fetch_one(&mut db)
    .await
    .unwrap();
    let at = at("2026-11-22T10:00:00Z").as_microsecond();
    let text = |text: &str| text.to_owned();
    let wanted = (
        at,
        text("op-1"),
        text("tenant.add"),
        text("correct"),
        Some(text("t-1")),
        text("finding"),
        text("cli"),
        text("done"),
    );
    assert_eq!(row, wanted);
}

#[tokio::test]
async fn the_ledger_cannot_be_changed() {
    let bench = bench().await;
    add(&bench, "tenant.add", "t-1").await;
    bench.store.checkpoint(&bench.device).await.unwrap();
    let mut db = raw(bench.folder.path()).await;
    for table in ["ledger_entries", "ledger_commits", "ledger_checkpoints"] {
        for sql in [format!("UPDATE {table} SET log = 2"), format!("DELETE FROM {table}")] {
            let error = sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut db).await.unwrap_err().to_string();
            assert!(error.contains("the ledger cannot be changed"), "{error}");
        }
    }
    for sql in ["UPDATE ledger_keys SET key = 'another'", "DELETE FROM ledger_keys"] {
        let error = sqlx::query(sql).execute(&mut db).await.unwrap_err().to_string();
        assert!(error.contains("the ledger cannot be changed"), "{error}");
    }
}

#[tokio::test]
async fn state_and_entry_are_kept_together_or_not_at_all() {
    let bench = bench().await;
    let mut write = bench.store.write().await.unwrap();
    write.insert_tenant(&tenant("t-1", "northwind")).await.unwrap();
    drop(write);
    assert!(bench.store.tenants().await.unwrap().is_empty());

    let mut write = bench.store.write().await.unwrap();
    write.insert_tenant(&tenant("t-1", "northwind")).await.unwrap();
    let mut bad = entry("tenant.add", "t-1");
    bad.event.decision.policies.clear();
    bad.event.changes.push(steward_ledger::Change {
        object: None,
        field: "n".into(),
        before: None,
        after: Some(Value::Plain(serde_json::json!(u64::MAX))),
    });
    let error = write.commit(&bench.device, bad).await.unwrap_err();
    assert!(matches!(error, StoreError::Content { .. }), "{error:?}");
    assert!(bench.store.tenants().await.unwrap().is_empty());
    assert_eq!(bench.store.ledger_size(1).await.unwrap(), 0);

    let write = bench.store.write().await.unwrap();
    assert!(write.commit_all(&bench.device, Vec::new()).await.is_err(), "nothing without an entry");
}

#[tokio::test]
async fn without_the_key_the_chain_goes_on_and_the_next_signature_covers_it() {
    let bench = bench().await;
    add(&bench, "tenant.add", "t-1").await;
    let keyless = Device::new(&log(&bench.store).await, None);
    for _ in 0..2 {
        let write = bench.store.write().await.unwrap();
        let appended = write.commit(&keyless, entry("tenant.refresh", "t-1")).await.unwrap();
        assert!(!appended.signed && !appended.stale);
    }
    let report = verified(&bench.store).await;
    assert_eq!(report.faults, [Fault::Unsigned { from: 1, to: 2 }]);
    add(&bench, "tenant.refresh", "t-1").await;
    let report = verified(&bench.store).await;
    assert!(report.holds(), "{report:?}");
    assert_eq!(report.signed, 4);
}

#[tokio::test]
async fn a_key_takes_over_from_another() {
    let bench = bench().await;
    add(&bench, "tenant.add", "t-1").await;
    let after = Device::new(&log(&bench.store).await, Some(key(8)));
    let write = bench.store.write().await.unwrap();
    let entry_of = entry("ledger.rotate-key", "");
    write.commit_with_new_key(&bench.device, (&after, KeyPlace::File), entry_of).await.unwrap();
    let keys = log(&bench.store).await.keys;
    let ranges: Vec<_> = keys.iter().map(|key| (key.from, key.until, key.place)).collect();
    assert_eq!(ranges, [(0, Some(2), KeyPlace::Keyring), (2, None, KeyPlace::File)]);
    // whoever still has the old key signs nothing with it
    let write = bench.store.write().await.unwrap();
    let appended = write.commit(&bench.device, entry("tenant.refresh", "t-1")).await.unwrap();
    assert_eq!((appended.signed, appended.stale), (false, true));
    let write = bench.store.write().await.unwrap();
    assert!(write.commit(&after, entry("tenant.refresh", "t-1")).await.unwrap().signed);
    let report = verified(&bench.store).await;
    assert!(report.holds(), "{report:?}");
    let mut db = raw(bench.folder.path()).await;
    let sizes: Vec<i64> = sqlx::query_scalar("SELECT size FROM ledger_checkpoints ORDER BY id")
        .fetch_all(&mut db)
        .await
        .unwrap();
    assert_eq!(sizes, [2, 2], "by the key before and by the one after");
}

#[tokio::test]
async fn a_lost_key_signs_nothing_after_its_last_signature() {
    let bench = bench().await;
    add(&bench, "tenant.add", "t-1").await;
    let keyless = Device::new(&log(&bench.store).await, None);
    let write = bench.store.write().await.unwrap();
    write.commit(&keyless, entry("tenant.refresh", "t-1")).await.unwrap();
    let after = Device::new(&log(&bench.store).await, Some(key(8)));
    let write = bench.store.write().await.unwrap();
    let place = (&after, KeyPlace::Keyring);
    write.commit_with_new_key(&keyless, place, entry("ledger.key-lost", "")).await.unwrap();
    let keys = log(&bench.store).await.keys;
    let ranges: Vec<_> = keys.iter().map(|key| (key.from, key.until)).collect();
    assert_eq!(ranges, [(0, Some(1)), (3, None)]);
    let report = verified(&bench.store).await;
    assert!(report.holds(), "{report:?}");
    assert_eq!(report.signed, 3);
}

#[tokio::test]
async fn checkpoints_go_on_from_the_one_before() {
    let bench = bench().await;
    let keys: Vec<VerifierKey> = vec![key(7).verifier().clone()];
    bench.store.checkpoint(&bench.device).await.unwrap();
    assert_eq!(bench.store.last_checkpoint(1).await.unwrap(), None, "there is nothing to sign yet");
    for size in [3_u64, 4, 11] {
        while bench.store.ledger_size(1).await.unwrap() < size {
            add(&bench, "tenant.refresh", "t-1").await;
        }
        bench.store.checkpoint(&bench.device).await.unwrap();
        bench.store.checkpoint(&bench.device).await.unwrap();
        let (found, note) = bench.store.newest_checkpoint(1).await.unwrap().unwrap();
        let checkpoint = Checkpoint::verify(&note, "steward/5f0c9d2e", &keys).unwrap();
        let hashes: Vec<Hash> = bench.store.ledger_hashes(1, size).await.unwrap();
        assert_eq!((found, checkpoint.size), (size, size));
        assert_eq!(checkpoint.root, steward_ledger::merkle_root(&hashes));
    }
    let (when, size) = bench.store.last_checkpoint(1).await.unwrap().unwrap();
    assert_eq!((when, size), (at("2026-11-22T10:00:00Z"), 11));
    let report = verified(&bench.store).await;
    assert!(report.holds(), "{report:?}");
}

#[tokio::test]
async fn a_log_longer_than_a_page_verifies() {
    let bench = bench().await;
    for _ in 0..3 {
        let write = bench.store.write().await.unwrap();
        let many: Vec<NewEntry> = (0..900).map(|_| entry("tenant.refresh", "t-1")).collect();
        write.commit_all(&bench.device, many).await.unwrap();
        bench.store.checkpoint(&bench.device).await.unwrap();
    }
    let report = verified(&bench.store).await;
    assert!(report.holds(), "{report:?}");
    assert_eq!(report.entries, 2_700);
}

#[tokio::test]
async fn paths_are_those_of_the_whole_tree_with_and_without_what_checkpoints_keep() {
    let bench = bench().await;
    for size in [900, 1_100, 2_100, 4_200, 5_000] {
        let many = size - bench.store.ledger_size(1).await.unwrap();
        let many: Vec<NewEntry> = (0..many).map(|_| entry("tenant.refresh", "t-1")).collect();
        let write = bench.store.write().await.unwrap();
        write.commit_all(&bench.device, many).await.unwrap();
        bench.store.checkpoint(&bench.device).await.unwrap();
    }
    for size in [1, 1_024, 1_025, 4_200, 5_000] {
        let tree: Tree = bench.store.ledger_hashes(1, size).await.unwrap().into_iter().collect();
        for number in [0, 1, 1_023, 1_024, 2_047, 2_048, 4_095, 4_096, 4_999] {
            let path = bench.store.ledger_path(1, number, size).await.unwrap();
            assert_eq!(path, tree.inclusion(number, size).ok(), "{number} of {size}");
        }
    }
    assert_eq!(bench.store.ledger_path(1, 0, 5_001).await.unwrap(), None, "there are not so many");
    let mut db = raw(bench.folder.path()).await;
    sqlx::query("DROP TRIGGER ledger_checkpoints_are_not_changed").execute(&mut db).await.unwrap();
    let sql = "UPDATE ledger_checkpoints SET nodes = zeroblob(length(nodes))";
    sqlx::query(sql).execute(&mut db).await.unwrap();
    let tree: Tree = bench.store.ledger_hashes(1, 5_000).await.unwrap().into_iter().collect();
    let path = bench.store.ledger_path(1, 4_999, 5_000).await.unwrap();
    assert_ne!(path, tree.inclusion(4_999, 5_000).ok(), "what checkpoints keep is used");
}

#[tokio::test]
async fn withheld_values_are_kept_beside_the_entry_and_fit_it() {
    let bench = bench().await;
    let salt = Salt::new([9; 32]);
    let mut new = entry("finding.dismiss", "t-1");
    new.event.reason = Some(Value::Withheld(Commitment::to(&salt, &"Ines agreed").unwrap()));
    let value = Withheld { path: "/event/reason/withheld".into(), salt, value: "\"Ines agreed\"".into() };
    new.withheld.push(value.clone());
    bench.store.write().await.unwrap().commit(&bench.device, new).await.unwrap();
    assert_eq!(bench.store.withheld_by(1, 0).await.unwrap(), std::slice::from_ref(&value));
    let row = bench.store.ledger_entry(1, 0).await.unwrap().unwrap();
    let text = String::from_utf8(row.bytes.clone()).unwrap();
    assert!(!text.contains("Ines"), "{text}");
    let Some(Value::Withheld(commitment)) = Entry::read(&row.bytes).unwrap().event.reason else { panic!() };
    let kept: serde_json::Value = serde_json::from_str(&value.value).unwrap();
    assert!(commitment.verify(&value.salt, &kept).unwrap());
}

#[tokio::test]
async fn a_full_disk_keeps_neither_state_nor_entry_and_the_ledger_verifies() {
    let bench = bench().await;
    add(&bench, "tenant.add", "t-1").await;
    let full = Store::open_limited(bench.folder.path(), 1).await.unwrap();
    let mut kept = 1;
    let mut error = None;
    for _ in 0..500 {
        let write = full.write().await.unwrap();
        match write.commit(&bench.device, entry("tenant.refresh", "t-1")).await {
            Ok(appended) => kept = appended.number + 1,
            Err(fault) => {
                error = Some(fault);
                break;
            }
        }
    }
    assert!(matches!(error, Some(StoreError::Full { .. })), "{error:?}");
    assert_eq!(bench.store.ledger_size(1).await.unwrap(), kept);
    let report = verified(&bench.store).await;
    assert!(report.holds(), "{report:?}");
}

#[tokio::test]
async fn a_locked_file_keeps_neither_and_goes_on_after() {
    let bench = bench().await;
    add(&bench, "tenant.add", "t-1").await;
    let mut other = raw(bench.folder.path()).await;
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    assert!(matches!(bench.store.write().await, Err(StoreError::Locked { .. })));
    sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
    assert_eq!(add(&bench, "tenant.refresh", "t-1").await, 1);
    assert!(verified(&bench.store).await.holds());
}

#[tokio::test]
async fn two_programs_write_one_chain() {
    let bench = bench().await;
    let other = Store::open(bench.folder.path()).await.unwrap();
    let device = device(&other).await;
    let (mine, theirs) = (bench.store.clone(), bench.device.clone());
    let first = tokio::spawn(async move {
        for _ in 0..50 {
            mine.write().await.unwrap().commit(&theirs, entry("a", "t-1")).await.unwrap();
        }
    });
    let second = tokio::spawn(async move {
        for _ in 0..50 {
            other.write().await.unwrap().commit(&device, entry("b", "t-1")).await.unwrap();
        }
    });
    first.await.unwrap();
    second.await.unwrap();
    let report = verified(&bench.store).await;
    assert!(report.holds(), "{report:?}");
    assert_eq!((report.entries, report.signed), (100, 100));
}
