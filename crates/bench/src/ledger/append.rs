//! One durable append: the entry and the state that it speaks of, in one transaction.

use crate::ledger::made::{TENANT, entry};
use crate::ledger::ours::{LOG, OPERATOR, Ours, now, said};
use crate::ledger::peer::{Settings, connect};
use crate::ledger::{Both, alternate};
use anyhow::Result;
use jiff::civil::date;
use sqlx::Connection as _;
use sqlx::sqlite::SqliteConnection;
use std::path::Path;
use std::time::{Duration, Instant};
use steward_ledger::{Event, Log, StoredEntry};
use steward_store::DismissalRow;

/// Appends come one by one: what the one before leaves to be done behind it is done.
const PAUSE: Duration = Duration::from_millis(2);

/// Measures so many appends beside the same rows written plainly to a copy of the file: columns, indexes
/// and triggers are those of the workspace.
///
/// # Errors
/// When a file cannot be written.
pub async fn measure(ours: &Ours, work: &Path, runs: usize) -> Result<Both> {
    let copy = work.join("copy.db");
    ours.store.back_up_to(&copy).await?;
    let mut db = connect(&copy, Settings::AsOurs).await?;
    let size = i64::try_from(ours.store.ledger_size(ours.log.id).await?)?;
    let mut log = Log::new(LOG)?;
    let mut both = Both::default();
    for run in 0..runs {
        let event = entry("finding.dismiss", now()?)?;
        let stored = log.append(event.clone())?;
        let number = size + i64::try_from(run)?;
        for mine in alternate(run) {
            tokio::time::sleep(PAUSE).await;
            if mine {
                both.ours.push(append(ours, run).await?);
            } else {
                both.plain.push(insert(&mut db, run, number, (&event, &stored)).await?);
            }
        }
    }
    db.close().await?;
    for name in ["copy.db", "copy.db-wal", "copy.db-shm"] {
        let _ = std::fs::remove_file(work.join(name));
    }
    Ok(both)
}

async fn append(ours: &Ours, run: usize) -> Result<Duration> {
    let row = DismissalRow {
        key: format!("finding-{run}"),
        reason: "known and agreed with the owner".into(),
        by: OPERATOR.into(),
        at: now()?,
        returns: date(2027, 1, 1),
        covers: None,
    };
    let entry = said("finding.dismiss")?;
    let begun = Instant::now();
    let mut write = ours.store.write().await?;
    write.set_dismissal(TENANT, &row).await?;
    write.commit(&ours.device, entry).await?;
    Ok(begun.elapsed())
}

async fn insert(
    db: &mut SqliteConnection,
    run: usize,
    number: i64,
    (event, stored): (&Event, &StoredEntry),
) -> Result<Duration> {
    let (key, at) = (format!("finding-{run}"), now()?.to_string());
    let begun = Instant::now();
    sqlx::query("BEGIN IMMEDIATE").execute(&mut *db).await?;
    sqlx::query(
        "INSERT OR REPLACE INTO dismissals (tenant, key, reason, by, at, returns, covers) \
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(TENANT)
    .bind(&key)
    .bind("known and agreed with the owner")
    .bind(OPERATOR)
    .bind(&at)
    .bind("2027-01-01")
    .bind(None::<String>)
    .execute(&mut *db)
    .await?;
    sqlx::query(
        "INSERT INTO ledger_entries (log, number, hash, bytes, at, who, operation, consequence, tenant, \
         object_kind, object_id, surface, policy_version, outcome, code, correlation) \
         VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'cli', ?, 'done', NULL, ?)",
    )
    .bind(number)
    .bind(stored.hash.as_bytes().as_slice())
    .bind(stored.bytes.as_slice())
    .bind(event.time.as_microsecond())
    .bind(event.who.0.as_str())
    .bind(event.operation.as_str())
    .bind(event.consequence.word())
    .bind(TENANT)
    .bind(event.object.as_ref().map(|object| object.kind.as_str()))
    .bind(event.object.as_ref().map(|object| object.id.as_str()))
    .bind(event.decision.policy_version.as_str())
    .bind(event.correlation.as_str())
    .execute(&mut *db)
    .await?;
    sqlx::query("COMMIT").execute(db).await?;
    Ok(begun.elapsed())
}
