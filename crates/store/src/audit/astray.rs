//! Events and personal values that belong to nothing: numbers that no batch has, or of which no event is left.

use super::fault::{Fault, Result};
use crate::Store;
use crate::tables::ledger_logs::unsigned;
use sqlx::SqliteConnection;

/// What lies outside of every batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AuditAstray {
    /// Number of the first.
    pub first: i64,
    /// Events.
    pub events: u64,
    /// Personal values.
    pub values: u64,
}

async fn astray(db: &mut SqliteConnection) -> Result<Vec<AuditAstray>> {
    // a batch of which no event is left has no values either
    let batches: Vec<(i64, i64)> = sqlx::query_as(
        "SELECT first, first + events FROM audit_batches b WHERE EXISTS \
         (SELECT 1 FROM audit_events e WHERE e.row >= b.first AND e.row < b.first + b.events) ORDER BY first",
    )
    .fetch_all(&mut *db)
    .await?;
    let (mut list, mut from) = (Vec::new(), i64::MIN);
    for (first, end) in batches.into_iter().chain([(i64::MAX, i64::MAX)]) {
        if from < first {
            list.extend(between(&mut *db, from, first).await?);
        }
        from = from.max(end);
    }
    Ok(list)
}

/// What has numbers from one on and before another.
async fn between(db: &mut SqliteConnection, from: i64, end: i64) -> Result<Option<AuditAstray>> {
    let (events, first): (i64, Option<i64>) =
        sqlx::query_as("SELECT count(*), min(row) FROM audit_events WHERE row >= ? AND row < ?")
            .bind(from)
            .bind(end)
            .fetch_one(&mut *db)
            .await?;
    let (values, valued): (i64, Option<i64>) =
        sqlx::query_as("SELECT count(*), min(row) FROM audit_withheld WHERE row >= ? AND row < ?")
            .bind(from)
            .bind(end)
            .fetch_one(db)
            .await?;
    let first = [first, valued].into_iter().flatten().min();
    Ok(first.map(|first| AuditAstray { first, events: unsigned(events), values: unsigned(values) }))
}

impl Store {
    /// Events and personal values that belong to no batch, by their place between batches.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn audit_astray(&self) -> crate::Result<Vec<AuditAstray>> {
        let found = async {
            let mut tx = self.pool().begin().await?;
            astray(&mut tx).await
        };
        found.await.map_err(|fault: Fault| fault.in_store(self))
    }
}
