//! Whatever is changed in events that were read in is found, and where.

use super::audit::{event, read_in};
use super::{Bench, bench, raw};
use steward_store::{AuditAstray, AuditBatchRow, BatchReport};

/// A workspace with a batch of a hundred events.
async fn kept() -> (Bench, AuditBatchRow) {
    let bench = bench().await;
    let trail = bench.store.audit_trail().await.unwrap();
    let events: Vec<_> = (0..100).map(event).collect();
    let batch = read_in(&bench, &trail, "t-1", &events).await.batch.unwrap();
    (bench, batch)
}

/// What verifying says after something was changed from outside.
async fn after(sql: &str) -> BatchReport {
    let (bench, _) = kept().await;
    let mut db = raw(bench.folder.path()).await;
    let done = sqlx::query(sqlx::AssertSqlSafe(sql.to_owned())).execute(&mut db).await.unwrap();
    assert!(done.rows_affected() > 0, "{sql}");
    let batch = bench.store.audit_batches(None).await.unwrap().remove(0);
    bench.store.verify_audit_batch(&batch).await.unwrap()
}

fn faults(report: &BatchReport) -> Vec<(Option<u32>, &str)> {
    report.faults.iter().map(|fault| (fault.row, fault.kind)).collect()
}

#[tokio::test]
async fn what_nobody_changed_holds() {
    let (bench, batch) = kept().await;
    let report = bench.store.verify_audit_batch(&batch).await.unwrap();
    assert_eq!((report.events, faults(&report), report.unlisted), (100, Vec::new(), 0));
    assert!(report.values > 200, "every value is looked at: {}", report.values);
}

#[tokio::test]
async fn a_changed_event_is_found() {
    let sql = "UPDATE audit_events SET body = (SELECT body FROM audit_events WHERE row = 8) WHERE row = 7";
    assert_eq!(faults(&after(sql).await), [(Some(7), "event-changed")]);
    let sql = "UPDATE audit_events SET body = zeroblob(40) WHERE row = 7";
    assert_eq!(faults(&after(sql).await), [(Some(7), "event-changed")]);
}

#[tokio::test]
async fn an_event_that_was_changed_with_its_leaf_is_found() {
    let sql = "UPDATE audit_events SET (leaf, body) = (SELECT leaf, body FROM audit_events WHERE row = 8) \
               WHERE row = 7";
    let report = after(sql).await;
    assert_eq!(faults(&report).last(), Some(&(None, "root-changed")));
    let two = "UPDATE audit_events SET leaf = randomblob(32) WHERE row = 7";
    assert_eq!(faults(&after(two).await), [(Some(7), "event-changed"), (None, "root-changed")]);
}

#[tokio::test]
async fn a_missing_event_is_found() {
    let report = after("DELETE FROM audit_events WHERE row IN (7, 8)").await;
    assert_eq!((faults(&report), report.events), (vec![(Some(7), "event-missing")], 98));
    let report = after("DELETE FROM audit_events WHERE row >= 90").await;
    assert_eq!(faults(&report), [(Some(90), "event-missing")]);
    assert!(report.faults[0].message.contains("10 events"), "{report:?}");
    let report = after("DELETE FROM audit_events").await;
    assert_eq!(faults(&report), [(Some(0), "event-missing")]);
    let report = after("UPDATE audit_events SET body = NULL WHERE row = 7").await;
    let kinds: Vec<&str> = report.faults.iter().map(|fault| fault.kind).collect();
    assert_eq!(kinds.last(), Some(&"removed-count"), "as if it had been too old: {report:?}");
}

#[tokio::test]
async fn a_changed_value_is_found() {
    let sql = "UPDATE audit_withheld SET value = replace(value, 'Person', 'Somebody') WHERE row = 7";
    let report = after(sql).await;
    assert_eq!(faults(&report), [(Some(7), "value-changed")]);
    assert!(report.faults[0].message.contains("actorId"), "{report:?}");
    let report = after("UPDATE audit_withheld SET salt = x'00' WHERE row = 7 AND part = 0").await;
    assert_eq!(faults(&report), [(Some(7), "value-changed")]);
    let report = after("INSERT INTO audit_withheld VALUES (7, 99, zeroblob(32), '{}')").await;
    assert_eq!(faults(&report), [(Some(7), "value-changed")]);
}

#[tokio::test]
async fn a_changed_root_is_found_and_many_faults_are_counted() {
    let report = after("UPDATE audit_batches SET root = zeroblob(32)").await;
    assert_eq!(faults(&report), [(None, "root-changed")]);
    let report = after("UPDATE audit_withheld SET salt = zeroblob(32)").await;
    assert_eq!((report.faults.len(), report.values), (steward_store::MAX_BATCH_FAULTS, 0));
    assert!(report.unlisted > 0);
}

#[tokio::test]
async fn what_an_event_is_known_again_by_is_compared() {
    for value in ["randomblob(16)", "NULL"] {
        let report = after(&format!("UPDATE audit_events SET dedupe = {value} WHERE row = 7")).await;
        assert_eq!(faults(&report), [(Some(7), "known-changed")], "{value}");
    }
    let report = after("UPDATE audit_state SET key = randomblob(32)").await;
    assert_eq!(faults(&report), [(Some(0), "known-changed")]);
    assert!(report.faults[0].message.contains("100 events"), "{report:?}");
}

#[tokio::test]
async fn a_pseudonym_that_stands_for_somebody_else_is_found_where_it_is_named_first() {
    for change in ["subject = 'u-99'", "tenant = 't-2'"] {
        let report = after(&format!("UPDATE pseudonyms SET {change} WHERE subject = 'u-3'")).await;
        assert_eq!(faults(&report), [(Some(3), "person-changed")], "{change}");
        assert!(report.faults[0].message.contains("somebody else"), "{report:?}");
    }
    let report = after("DELETE FROM pseudonyms WHERE subject = 'u-3'").await;
    assert_eq!(faults(&report), [(Some(3), "person-changed")]);
    assert!(report.faults[0].message.contains("not forgotten"), "{report:?}");
}

#[tokio::test]
async fn what_is_kept_of_a_batch_is_what_its_events_come_to() {
    let report = after("UPDATE audit_batches SET nodes = randomblob(32)").await;
    assert_eq!(faults(&report), [(None, "batch-changed")]);
    let report = after("UPDATE audit_batches SET bytes = bytes + 1").await;
    assert_eq!(faults(&report), [(None, "batch-changed")]);
    assert!(report.faults[0].message.contains("bytes"), "{report:?}");
    let report = after("DELETE FROM audit_withheld WHERE row = 7 AND part = 0").await;
    assert_eq!(faults(&report), [(None, "batch-changed")], "a value that is gone is missed by its size");
}

#[tokio::test]
async fn events_and_values_of_no_batch_are_found() {
    let (bench, _) = kept().await;
    assert!(bench.store.audit_astray().await.unwrap().is_empty());
    let mut db = raw(bench.folder.path()).await;
    for sql in [
        "INSERT INTO audit_withheld VALUES (5000, 0, zeroblob(32), '{}')",
        "INSERT INTO audit_events (row, dedupe, leaf, body) VALUES (6000, NULL, zeroblob(32), NULL)",
    ] {
        sqlx::query(sql).execute(&mut db).await.unwrap();
    }
    let astray = AuditAstray { first: 5000, events: 1, values: 1 };
    assert_eq!(bench.store.audit_astray().await.unwrap(), [astray]);
}
