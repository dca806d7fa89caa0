//! Reading in events of a tenant's log, batch by batch.

use crate::ledger::made::{Made, TENANT};
use crate::ledger::ours::{Ours, now, said};
use crate::ledger::peer::{self, Plain, Settings};
use crate::ledger::{Both, Sizes, alternate};
use anyhow::Result;
use sqlx::sqlite::SqliteConnection;
use std::path::Path;
use std::time::{Duration, Instant};
use steward_audit::AuditEvent;
use steward_store::{AuditTrail, NewAuditBatch};

/// Events that are given to the workspace at once.
const PIECE: usize = 1_000;
/// Batches that are read in at default settings too.
const FIRST: usize = 10;

/// How long reading in took.
#[derive(Default)]
pub struct Loaded {
    /// Each batch, beside plain SQLite with the same settings.
    pub same: Both,
    /// The first batches, beside plain SQLite at default settings.
    pub default: Both,
    /// Mean bytes of an event as JSON.
    pub body: usize,
}

/// Reads in all events. The first row of the peer that is free is given.
///
/// # Errors
/// When a file cannot be written.
pub async fn measure(
    ours: &Ours,
    trail: &mut AuditTrail,
    plain: &mut SqliteConnection,
    (work, sizes, made): (&Path, &Sizes, &mut Made),
) -> Result<Loaded> {
    let mut default = peer::connect(&work.join("default.db"), Settings::Default).await?;
    peer::make(&mut default, Settings::Default).await?;
    let mut loaded = Loaded::default();
    let (mut bytes, mut row) = (0, i64::try_from(sizes.entries)? + 1);
    for run in 0..sizes.batches {
        let pieces: Vec<Vec<AuditEvent>> = (0..sizes.batch / PIECE).map(|_| made.take(PIECE)).collect();
        let rows: Result<Vec<Plain>> =
            (row..).zip(pieces.iter().flatten()).map(|(row, event)| Plain::of(row, event)).collect();
        let rows = rows?;
        row += i64::try_from(rows.len())?;
        bytes += rows.iter().map(Plain::body_len).sum::<usize>();
        let mut pieces = Some(pieces);
        for mine in alternate(run) {
            if mine {
                let time = import(ours, trail, run, pieces.take().unwrap_or_default()).await?;
                loaded.same.ours.push(time);
                if run < FIRST {
                    loaded.default.ours.push(time);
                }
            } else {
                let begun = Instant::now();
                peer::insert(plain, &rows).await?;
                loaded.same.plain.push(begun.elapsed());
            }
        }
        if run < FIRST {
            let begun = Instant::now();
            peer::insert_singly(&mut default, &rows).await?;
            loaded.default.plain.push(begun.elapsed());
        }
        eprintln!("  batch {} of {}", run + 1, sizes.batches);
    }
    loaded.body = bytes / (sizes.batches * sizes.batch).max(1);
    Ok(loaded)
}

/// Reads in one batch, seals it, and commits it with its entry.
async fn import(
    ours: &Ours,
    trail: &mut AuditTrail,
    run: usize,
    pieces: Vec<Vec<AuditEvent>>,
) -> Result<Duration> {
    let new = NewAuditBatch {
        tenant: TENANT.to_owned(),
        file: format!("log-{run}.jsonl"),
        at: now()?,
        correlation: format!("import-{run}"),
    };
    let entry = said("audit.import")?;
    let begun = Instant::now();
    let mut write = ours.store.write().await?;
    let mut import = write.begin_audit_batch(trail, new).await?;
    for piece in pieces {
        write.add_audit_events(&mut import, piece).await?;
    }
    let sealed = write.seal_audit_batch(import).await?;
    write.commit(&ours.device, entry).await?;
    *trail = sealed.trail;
    Ok(begun.elapsed())
}
