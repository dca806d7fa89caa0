//! Databases of earlier schemas are read, after a copy of them was made.
//!
//! A fixture is written by the program of its schema: `STEWARD_WRITE_FIXTURE=1 cargo test -p steward-store` makes the
//! one of the present schema, when it is not there yet. It is never written again.

use super::{at, audit, device, entry, operator, tenant, verified};
use std::path::{Path, PathBuf};
use steward_ledger::{Commitment, Salt, Value};
use steward_model::{ContentHash, Snapshot, TenantInfo};
use steward_store::{
    AttemptRow, AuditRetention, AuditRow, AuditVerified, DismissalRow, FILE, OpenIntent, PackRow, Packed,
    PartialRow, Store, Withheld,
};

fn fixture(schema: i64) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/schema-{schema}.db.zst"))
}

fn snapshot() -> Snapshot {
    Snapshot {
        tenant: TenantInfo { name: "Northwind Logistics".into(), ..TenantInfo::default() },
        ..Snapshot::default()
    }
}

/// An address that a snapshot had before.
fn former() -> ContentHash {
    ContentHash("0".repeat(64))
}

/// One row of every table.
async fn fill(store: &Store) {
    let now = at("2026-11-22T10:00:00Z");
    let packed = Packed::new(&snapshot(), "{}".into()).unwrap();
    let device = device(store).await;
    let trail = store.audit_trail().await.unwrap();
    let mut write = store.write().await.unwrap();
    write.set_meta_once("id", "0123456789abcdef").await.unwrap();
    write.insert_operator(&operator("op-1", "ines")).await.unwrap();
    write.insert_policy_set("hash", "permit (principal, action, resource);", "op-1", now).await.unwrap();
    let files = [("pack.toml".to_owned(), b"id = 'acme'".to_vec())].into();
    write.insert_pack(&PackRow { hash: "pack".into(), id: "acme".into(), files }).await.unwrap();
    let mut row = tenant("t-1", "northwind");
    row.pack_hash = Some("pack".into());
    write.insert_tenant(&row).await.unwrap();
    write.insert_snapshot(&packed).await.unwrap();
    write.saw_snapshot("t-1", &packed.hash, now).await.unwrap();
    write.set_baseline("t-1", &packed.hash).await.unwrap();
    write.replace_snapshot("t-1", &former(), &packed).await.unwrap();
    let attempt = AttemptRow {
        at: now,
        ok: false,
        error: Some("{}".into()),
        problems: "[]".into(),
        problems_total: 0,
        complete: false,
    };
    write.insert_attempt("t-1", &attempt).await.unwrap();
    write.set_partial_read("t-1", &PartialRow { at: now, state: b"state".to_vec() }).await.unwrap();
    let returns = "2027-01-01".parse().unwrap();
    let dismissal = DismissalRow {
        key: "key".into(),
        reason: "known".into(),
        by: "op-1".into(),
        at: now,
        returns,
        covers: Some("{}".into()),
    };
    write.set_dismissal("t-1", &dismissal).await.unwrap();
    write.saw_finding("t-1", "key", now).await.unwrap();
    write.set_schedule("t-1", Some(60)).await.unwrap();
    write.pseudonym("t-1", "p1", "pseudonym").await.unwrap();
    let open = OpenIntent { correlation: "request".into(), holder: "0123456789abcdef".into() };
    write.open_intent(&open).await.unwrap();
    let mut import = write.begin_audit_batch(&trail, audit::batch("t-1")).await.unwrap();
    write.add_audit_events(&mut import, vec![audit::event(1)]).await.unwrap();
    write.seal_audit_batch(import).await.unwrap();
    write.save_audit_question(&audit::question(None, "refused")).await.unwrap();
    write.set_audit_retention(AuditRetention { days: Some(400), mib: None }).await.unwrap();
    let verified = AuditVerified { at: now, holds: true, faults: 0, entries: 2 };
    write.set_audit_verified(&verified).await.unwrap();
    let salt = Salt::new([9; 32]);
    let mut new = entry("tenant.add", "t-1");
    new.event.reason = Some(Value::Withheld(Commitment::to(&salt, &"why").unwrap()));
    new.withheld.push(Withheld { path: "/event/reason/withheld".into(), salt, value: "\"why\"".into() });
    write.commit(&device, new).await.unwrap();
    store.checkpoint(&device).await.unwrap();
}

/// Everything that [`fill`] wrote is there.
async fn check(store: &Store) {
    assert_eq!(store.meta("id").await.unwrap().as_deref(), Some("0123456789abcdef"));
    assert_eq!(store.operators().await.unwrap(), [operator("op-1", "ines")]);
    assert_eq!(store.policy_set().await.unwrap().unwrap().hash, "hash");
    assert_eq!(store.pack("pack").await.unwrap().unwrap().files.len(), 1);
    let rows = store.tenants().await.unwrap();
    assert_eq!(rows.len(), 1);
    let snapshots = store.tenant_snapshots("t-1").await.unwrap();
    assert!(snapshots[0].baseline);
    let (hash, content) = store.snapshot(&snapshots[0].hash).await.unwrap().unwrap();
    assert_eq!(Packed::unpack(&hash, &content).unwrap(), snapshot());
    assert!(!store.last_attempt("t-1").await.unwrap().unwrap().ok);
    assert_eq!(store.partial_read("t-1").await.unwrap().unwrap().state, b"state");
    assert_eq!(store.dismissals("t-1").await.unwrap()[0].reason, "known");
    assert_eq!(store.first_seen("t-1").await.unwrap().len(), 1);
}

/// What was done is there: in the record of before, to which the ledger can commit, or in the ledger itself.
async fn check_entries(store: &Store, schema: i64) {
    let before = store.entries_before(Some("Northwind"), 10).await.unwrap();
    let kept = store.ledger_newest(Some("Northwind"), 10).await.unwrap();
    assert_eq!(store.kept().await.unwrap().entries, 1);
    if schema < 4 {
        assert_eq!((before.len(), kept.len()), (1, 0));
        assert_eq!(before[0].operation, "tenant.add");
        assert!(store.has_record_before().await.unwrap());
        let (rows, root) = store.record_before().await.unwrap().unwrap();
        assert_eq!((rows, Some((rows, root))), (1, store.record_before().await.unwrap()));
        // the ledger goes on where the record ends
        let device = device(store).await;
        let write = store.write().await.unwrap();
        write.commit(&device, entry("ledger.begin", "")).await.unwrap();
        assert_eq!(store.ledger_newest(None, 1).await.unwrap()[0].seq, before[0].seq + 1);
    } else {
        assert_eq!((before.len(), kept.len()), (0, 1));
        assert_eq!(store.record_before().await.unwrap(), None);
        assert_eq!(store.withheld().await.unwrap()[0].withheld.value, "\"why\"");
        assert_eq!(store.open_intents().await.unwrap().len(), 1);
        assert!(store.snapshot(&former()).await.unwrap().is_some());
        assert!(store.person_of("pseudonym").await.unwrap().is_some());
        assert_eq!(store.newest_checkpoint(1).await.unwrap().unwrap().0, 1);
    }
    let report = verified(store).await;
    assert!(report.holds(), "{report:?}");
    assert_eq!(report.entries, 1);
}

/// What was read in of tenants' logs is there beside the entries.
async fn check_audit(store: &Store, schema: i64) {
    let trail = store.audit_trail().await.unwrap();
    // the blocks of schema 5 were written before approvals stood in them: they are built again
    assert_eq!(trail.rebuilt().is_some(), schema == 5, "{:?}", trail.rebuilt());
    assert_eq!(trail.trail().len(), if schema < 5 { 1 } else { 2 });
    let batches = store.audit_batches(None).await.unwrap();
    assert_eq!(batches.len(), usize::from(schema > 4));
    for batch in batches {
        let rows = store.audit_rows(&trail, &[batch.first]).await.unwrap();
        assert!(matches!(&rows[..], [AuditRow::Event(row)] if row.event == audit::event(1)), "{rows:?}");
        let report = store.verify_audit_batch(&batch).await.unwrap();
        assert_eq!((report.events, report.faults), (1, Vec::new()));
    }
    let questions = store.audit_questions(None).await.unwrap();
    assert_eq!(questions.len(), usize::from(schema > 4));
    assert_eq!(store.audit_retention().await.unwrap().is_some(), schema > 4);
    assert_eq!(store.audit_verified().await.unwrap().is_some(), schema > 4);
}

#[tokio::test]
async fn a_database_of_every_schema_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let latest = store.health().await.unwrap().schema;
    if std::env::var_os("STEWARD_WRITE_FIXTURE").is_some() && !fixture(latest).exists() {
        fill(&store).await;
        let copy = store.back_up().await.unwrap();
        std::fs::write(
            fixture(latest),
            zstd::encode_all(std::fs::read(copy).unwrap().as_slice(), 19).unwrap(),
        )
        .unwrap();
    }
    store.close().await;
    for schema in 1..=latest {
        let folder = tempfile::tempdir().unwrap();
        let bytes = zstd::decode_all(std::fs::read(fixture(schema)).unwrap().as_slice()).unwrap();
        std::fs::write(folder.path().join(FILE), &bytes).unwrap();
        let store = Store::open(folder.path()).await.unwrap();
        check(&store).await;
        check_entries(&store, schema).await;
        check_audit(&store, schema).await;
        let schedule = store.tenants().await.unwrap()[0].schedule_minutes;
        assert_eq!(schedule, (schema > 1).then_some(60), "schema {schema}");
        let covers = store.dismissals("t-1").await.unwrap().remove(0).covers;
        assert_eq!(covers.is_some(), schema > 2, "one of before covers by its key");
        assert_eq!(store.last_attempt("t-1").await.unwrap().unwrap().complete, schema < 3);
        let health = store.health().await.unwrap();
        assert_eq!(health.schema, latest);
        assert_eq!(health.damage, Vec::<String>::new());
        let copies = usize::from(schema < latest);
        assert_eq!(health.backups.len(), copies, "a copy is made when the schema changes, and only then");
    }
}

#[tokio::test]
async fn schedules_came_with_the_second_schema() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = zstd::decode_all(std::fs::read(fixture(1)).unwrap().as_slice()).unwrap();
    std::fs::write(folder.path().join(FILE), &bytes).unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let minutes = |row: steward_store::TenantRow| row.schedule_minutes;
    let row = store.tenant("northwind").await.unwrap().unwrap();
    assert_eq!(minutes(row), None, "what was there before is on no schedule");

    let device = device(&store).await;
    let mut write = store.write().await.unwrap();
    write.set_schedule("t-1", Some(60)).await.unwrap();
    write.commit(&device, entry("tenant.schedule", "t-1")).await.unwrap();
    assert_eq!(store.tenant("northwind").await.unwrap().map(minutes), Some(Some(60)));

    let mut write = store.write().await.unwrap();
    assert!(write.set_schedule("t-1", Some(4)).await.is_err(), "the file itself refuses less than five");
    drop(write);
    let mut write = store.write().await.unwrap();
    write.set_schedule("t-1", None).await.unwrap();
    write.commit(&device, entry("tenant.schedule", "t-1")).await.unwrap();
    assert_eq!(store.tenant("northwind").await.unwrap().map(minutes), Some(None));
}

#[tokio::test]
async fn an_upgrade_makes_a_copy_first() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    fill(&store).await;
    store.back_up().await.unwrap();
    store.back_up().await.unwrap();
    let health = store.health().await.unwrap();
    let schema = health.schema;
    assert_eq!(health.backups, [format!("steward-{schema}-1.db"), format!("steward-{schema}-2.db")]);
    let copy = folder.path().join("backups").join(&health.backups[0]);
    let restored = tempfile::tempdir().unwrap();
    std::fs::copy(copy, restored.path().join(FILE)).unwrap();
    let store = Store::open(restored.path()).await.unwrap();
    check(&store).await;
    assert_eq!(store.tenants().await.unwrap()[0].schedule_minutes, Some(60));
}
