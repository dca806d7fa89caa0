//! Verifying everything, beside reading it.

use crate::ledger::ours::Ours;
use crate::ledger::{Both, alternate};
use anyhow::{Result, ensure};
use sqlx::sqlite::SqliteConnection;
use std::hint::black_box;
use std::time::Instant;
use steward_ledger::{Trust, TrustedKey, Verifier, VerifierKey};
use steward_store::LedgerPage;

/// Rows that are read at once, as many as the workspace reads.
const PAGE: i64 = 1_000;

/// Verifies the ledger so often, as `steward audit verify` does, and reads it plainly as often. The
/// connection is one to the file of the workspace.
///
/// # Errors
/// When the file cannot be read, or something does not hold.
pub async fn ledger(ours: &Ours, db: &mut SqliteConnection, runs: usize) -> Result<Both> {
    let mut both = Both::default();
    for run in 0..runs {
        for mine in alternate(run) {
            let begun = Instant::now();
            if mine {
                verify(ours).await?;
                both.ours.push(begun.elapsed());
            } else {
                read(db, ours.log.id).await?;
                both.plain.push(begun.elapsed());
            }
        }
    }
    Ok(both)
}

async fn verify(ours: &Ours) -> Result<()> {
    let mut keys = Vec::new();
    for row in &ours.log.keys {
        keys.push(TrustedKey { key: row.key.parse::<VerifierKey>()?, from: row.from, until: row.until });
    }
    let trust = Trust { device: ours.log.name.clone(), keys };
    let look = |verifier: &mut Verifier, page: LedgerPage| {
        page.commits.iter().for_each(|note| verifier.commit(note));
        page.checkpoints.iter().for_each(|note| verifier.checkpoint(note));
        for (number, hash, bytes) in &page.entries {
            verifier.entry(*number, *hash, bytes);
        }
    };
    let verifier = Verifier::new(trust).newest_signature();
    let report = ours.store.look_through_ledger(ours.log.id, verifier, look).await?.finish();
    ensure!(report.holds(), "the ledger does not verify: {:?}", report.faults.first());
    Ok(())
}

async fn read(db: &mut SqliteConnection, log: i64) -> Result<()> {
    let mut after = i64::MIN;
    loop {
        let rows: Vec<(i64, i64, Vec<u8>, Vec<u8>)> = sqlx::query_as(
            "SELECT seq, number, hash, bytes FROM ledger_entries NOT INDEXED WHERE log = ? AND seq > ? \
             ORDER BY seq LIMIT ?",
        )
        .bind(log)
        .bind(after)
        .bind(PAGE)
        .fetch_all(&mut *db)
        .await?;
        let Some((last, ..)) = rows.last() else { return Ok(()) };
        after = *last;
        black_box(rows);
    }
}

/// Verifies the newest batches of events, and reads the same rows plainly, so often.
///
/// # Errors
/// As [`ledger`].
pub async fn events(ours: &Ours, db: &mut SqliteConnection, runs: usize) -> Result<(Both, u32)> {
    let batches = ours.store.audit_batches(None).await?;
    let (mut both, mut events) = (Both::default(), 0);
    for (run, batch) in batches.iter().take(runs).enumerate() {
        events += batch.events;
        for mine in alternate(run) {
            let begun = Instant::now();
            if mine {
                let report = ours.store.verify_audit_batch(batch).await?;
                ensure!(report.faults.is_empty(), "a batch does not verify: {:?}", report.faults.first());
                both.ours.push(begun.elapsed());
            } else {
                let first = i64::from(batch.first);
                read_events(db, first, first + i64::from(batch.events)).await?;
                both.plain.push(begun.elapsed());
            }
        }
    }
    Ok((both, events))
}

async fn read_events(db: &mut SqliteConnection, first: i64, end: i64) -> Result<()> {
    let mut from = first;
    while from < end {
        let until = (from + 2 * PAGE).min(end);
        let events: Vec<(i64, Vec<u8>, Option<Vec<u8>>)> = sqlx::query_as(
            "SELECT row, leaf, body FROM audit_events WHERE row >= ? AND row < ? ORDER BY row",
        )
        .bind(from)
        .bind(until)
        .fetch_all(&mut *db)
        .await?;
        let values: Vec<(i64, i64, Vec<u8>, String)> = sqlx::query_as(
            "SELECT row, part, salt, value FROM audit_withheld WHERE row >= ? AND row < ? ORDER BY row, part",
        )
        .bind(from)
        .bind(until)
        .fetch_all(&mut *db)
        .await?;
        black_box((events, values));
        from = until;
    }
    Ok(())
}
