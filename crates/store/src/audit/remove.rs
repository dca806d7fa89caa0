//! Taking events out: by their age, by how much there is, with their tenant. Their leaves stay as long as a
//! batch has other events, so that these can still be proved.

use super::fault::{Fault, Result};
use super::index::{AuditTrail, Span};
use super::{AuditChange, AuditKept, AuditPlan, AuditRetention};
use crate::{Store, Write};
use jiff::{SignedDuration, Timestamp};
use sqlx::SqliteConnection;
use std::collections::BTreeMap;
use steward_audit::{Column, PageFrom, Question, RowSet};

/// Events that are taken out with one statement.
const ROWS: usize = 5_000;
/// Most values that a plan lists of a column.
const LISTED: usize = 100;

/// Why events are taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// They were kept long enough; whoever reads them in again has them again.
    Kept,
    /// They name somebody who is to be forgotten; they are known again, so that they do not come back.
    Named,
}

/// What was taken out so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Removed {
    pub events: u32,
    pub bytes: u64,
}

/// Takes events of one batch out of everything but the index.
async fn remove_some(db: &mut SqliteConnection, rows: &[u32], why: Why) -> Result<Removed> {
    let list = serde_json::to_string(rows).map_err(|error| Fault::content("an event", error))?;
    let events: (i64, i64) = sqlx::query_as(
        "SELECT count(*), coalesce(sum(length(body) + 32), 0) FROM audit_events \
         WHERE row IN (SELECT value FROM json_each(?)) AND body IS NOT NULL",
    )
    .bind(&list)
    .fetch_one(&mut *db)
    .await?;
    let values: i64 = sqlx::query_scalar(
        "SELECT coalesce(sum(octet_length(value) + 32), 0) FROM audit_withheld \
         WHERE row IN (SELECT value FROM json_each(?))",
    )
    .bind(&list)
    .fetch_one(&mut *db)
    .await?;
    for sql in [
        "DELETE FROM audit_withheld WHERE row IN (SELECT value FROM json_each(?))",
        "DELETE FROM audit_text WHERE rowid IN (SELECT value FROM json_each(?))",
        "UPDATE audit_events SET body = NULL WHERE row IN (SELECT value FROM json_each(?))",
    ] {
        sqlx::query(sql).bind(&list).execute(&mut *db).await?;
    }
    if why == Why::Kept {
        let sql = "UPDATE audit_events SET dedupe = NULL WHERE row IN (SELECT value FROM json_each(?))";
        sqlx::query(sql).bind(&list).execute(&mut *db).await?;
    }
    let bytes = u64::try_from(events.1.saturating_add(values)).unwrap_or(0);
    Ok(Removed { events: u32::try_from(events.0).unwrap_or(0), bytes })
}

/// Takes events out, of the index too. Entries of the ledger among the rows stay.
pub(super) async fn remove(
    db: &mut SqliteConnection,
    trail: &mut AuditTrail,
    rows: &RowSet,
    why: Why,
) -> Result<Removed> {
    let mut batches: BTreeMap<i64, (Span, Vec<u32>)> = BTreeMap::new();
    for row in rows.iter() {
        if let Some(batch) = trail.batch_of(row) {
            batches.entry(batch.id).or_insert_with(|| (batch.clone(), Vec::new())).1.push(row);
        }
    }
    let mut all = Removed::default();
    for (batch, rows) in batches.values() {
        let mut removed = Removed::default();
        for some in rows.chunks(ROWS) {
            let Removed { events, bytes } = remove_some(&mut *db, some, why).await?;
            removed.events = removed.events.saturating_add(events);
            removed.bytes = removed.bytes.saturating_add(bytes);
        }
        let left: i64 = sqlx::query_scalar(
            "UPDATE audit_batches SET removed = removed + ?, bytes = max(0, bytes - ?) WHERE id = ? \
             RETURNING events - removed",
        )
        .bind(i64::from(removed.events))
        .bind(i64::try_from(removed.bytes).unwrap_or(i64::MAX))
        .bind(batch.id)
        .fetch_one(&mut *db)
        .await?;
        if left <= 0 && why == Why::Kept {
            sqlx::query("DELETE FROM audit_events WHERE row >= ? AND row < ?")
                .bind(batch.first)
                .bind(batch.end())
                .execute(&mut *db)
                .await?;
        }
        all.events = all.events.saturating_add(removed.events);
        all.bytes = all.bytes.saturating_add(removed.bytes);
    }
    let gone: RowSet = batches.into_values().flat_map(|(_, rows)| rows).collect();
    if !gone.is_empty() {
        trail.trail_mut().remove(&gone);
    }
    Ok(all)
}

impl AuditTrail {
    /// What a limit on age and size would remove at a moment. Nothing is removed by it.
    ///
    /// Bytes are those of an event on average, so that the size afterwards is near the limit and not exactly
    /// at it.
    #[must_use]
    pub fn retention_plan(&self, retention: AuditRetention, kept: AuditKept, now: Timestamp) -> AuditPlan {
        let AuditRetention { days, mib } = retention;
        let until = days.and_then(|days| {
            let age = SignedDuration::from_hours(i64::from(days).saturating_mul(24));
            now.checked_sub(age).ok()
        });
        let mut rows = if until.is_some() { self.events_before(None, until) } else { RowSet::new() };
        if let Some(mib) = mib {
            let limit = u64::from(mib) << 20;
            let over = kept.bytes.saturating_sub(limit);
            let part = u128::from(kept.events) * u128::from(over);
            let many = part.div_ceil(u128::from(kept.bytes.max(1)));
            let many = usize::try_from(many).unwrap_or(usize::MAX);
            if many > rows.len() {
                let events = Question::default().with(Column::Source, "tenant");
                let page = self.trail().ask(&events, None).page(PageFrom::Oldest, many);
                page.rows.into_iter().for_each(|row| rows.insert(row));
            }
        }
        let events = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let bytes = u128::from(kept.bytes) * u128::from(events) / u128::from(kept.events.max(1));
        let answer = self.trail().ask(&Question::default(), Some(rows.clone()));
        let facets = if events == 0 { Vec::new() } else { answer.facets(LISTED).facets };
        let of = |column: Column| {
            let facet = facets.iter().find(|facet| facet.column == column);
            facet.map(|facet| facet.values.clone()).unwrap_or_default()
        };
        let (consequences, tenants) = (of(Column::Consequence), of(Column::Tenant));
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        AuditPlan { rows, events, bytes, consequences, tenants }
    }
}

impl Write {
    /// Takes events out by their numbers. What they said of people goes with them.
    ///
    /// # Errors
    /// When the file cannot be written; then the transaction is to be dropped.
    pub async fn remove_audit_rows(
        &mut self,
        trail: &AuditTrail,
        rows: &RowSet,
    ) -> crate::Result<AuditChange> {
        let trail = self.current_audit(trail).await?;
        self.removed(trail, rows).await
    }

    /// Takes out the events of a tenant and its saved questions.
    ///
    /// # Errors
    /// As [`Write::remove_audit_rows`].
    pub async fn remove_audit_tenant(
        &mut self,
        trail: &AuditTrail,
        tenant: &str,
    ) -> crate::Result<AuditChange> {
        let sql = "DELETE FROM audit_questions WHERE tenant = ?";
        let done = sqlx::query(sql).bind(tenant).execute(self.db()).await;
        done.map_err(|error| self.error(error))?;
        let trail = self.current_audit(trail).await?;
        let rows = trail.events_before(Some(tenant), None);
        self.removed(trail, &rows).await
    }

    async fn removed(&mut self, mut trail: AuditTrail, rows: &RowSet) -> crate::Result<AuditChange> {
        let removed = remove(self.db(), &mut trail, rows, Why::Kept).await;
        let Removed { events, bytes } = removed.map_err(|fault| fault.in_write(self))?;
        self.save_audit(&mut trail).await?;
        Ok(AuditChange { trail, events, bytes })
    }
}

impl Store {
    /// What is kept of the limits on age and size would remove: see [`AuditTrail::retention_plan`]. Nothing
    /// when no limit is set.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn audit_plan(&self, trail: &AuditTrail, now: Timestamp) -> crate::Result<Option<AuditPlan>> {
        let Some(retention) = self.audit_retention().await? else { return Ok(None) };
        let kept = self.audit_kept().await?;
        Ok(Some(trail.retention_plan(retention, kept, now)))
    }
}
