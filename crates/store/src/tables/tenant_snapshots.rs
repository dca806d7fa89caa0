//! Which tenant looked like what, and when.

use super::time;
use crate::{Result, Store, Write};
use jiff::Timestamp;
use sqlx::FromRow;
use steward_model::ContentHash;

/// A tenant at a time: it had this content from `taken_at` until at least `seen_at`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TenantSnapshotRow {
    /// Id of the tenant.
    pub tenant: String,
    /// Address of the content.
    pub hash: ContentHash,
    /// When it was first read.
    pub taken_at: Timestamp,
    /// When it was last read and found the same.
    pub seen_at: Timestamp,
    /// Whether differences are measured against it.
    pub baseline: bool,
    /// Counts of the content, as JSON.
    pub counts: String,
}

#[derive(FromRow)]
struct Raw {
    tenant: String,
    hash: String,
    taken_at: String,
    seen_at: String,
    baseline: bool,
    counts: String,
}

impl Raw {
    fn typed(self) -> Result<TenantSnapshotRow> {
        let Self { tenant, hash, taken_at, seen_at, baseline, counts } = self;
        let (taken_at, seen_at) = (time("a snapshot", &taken_at)?, time("a snapshot", &seen_at)?);
        Ok(TenantSnapshotRow { tenant, hash: ContentHash(hash), taken_at, seen_at, baseline, counts })
    }
}

impl Store {
    /// Snapshots of a tenant, the newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn tenant_snapshots(&self, tenant: &str) -> Result<Vec<TenantSnapshotRow>> {
        let rows: Vec<Raw> = sqlx::query_as(
            "SELECT t.tenant, t.hash, t.taken_at, t.seen_at, t.baseline, s.counts \
             FROM tenant_snapshots t JOIN snapshots s USING (hash) WHERE t.tenant = ? ORDER BY t.id DESC",
        )
        .bind(tenant)
        .fetch_all(self.pool())
        .await
        .map_err(|error| self.error(error))?;
        rows.into_iter().map(Raw::typed).collect()
    }
}

impl Write {
    /// Says that a tenant was read and has this content. Returns whether that differs from before.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn saw_snapshot(&mut self, tenant: &str, hash: &ContentHash, at: Timestamp) -> Result<bool> {
        let last = sqlx::query_as::<_, (i64, String)>(
            "SELECT id, hash FROM tenant_snapshots WHERE tenant = ? ORDER BY id DESC LIMIT 1",
        )
        .bind(tenant)
        .fetch_optional(self.db())
        .await;
        let last = last.map_err(|error| self.error(error))?;
        let same = last.filter(|(_, before)| *before == hash.0).map(|(id, _)| id);
        let done = match same {
            Some(id) => {
                sqlx::query("UPDATE tenant_snapshots SET seen_at = ? WHERE id = ?")
                    .bind(at.to_string())
                    .bind(id)
                    .execute(self.db())
                    .await
            }
            None => {
                sqlx::query(
                    "INSERT INTO tenant_snapshots (tenant, hash, taken_at, seen_at) VALUES (?, ?, ?, ?)",
                )
                .bind(tenant)
                .bind(&hash.0)
                .bind(at.to_string())
                .bind(at.to_string())
                .execute(self.db())
                .await
            }
        };
        done.map_err(|error| self.error(error))?;
        Ok(same.is_none())
    }

    /// Makes the latest appearance of this content, or of what took its place, the baseline. Returns whether the tenant ever had it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn set_baseline(&mut self, tenant: &str, hash: &ContentHash) -> Result<bool> {
        let done = sqlx::query("UPDATE tenant_snapshots SET baseline = 0 WHERE tenant = ?")
            .bind(tenant)
            .execute(self.db())
            .await;
        done.map_err(|error| self.error(error))?;
        let done = sqlx::query(
            "UPDATE tenant_snapshots SET baseline = 1 WHERE id = \
             (SELECT id FROM tenant_snapshots WHERE tenant = ?1 AND (hash = ?2 \
             OR hash = (SELECT successor FROM snapshot_successors WHERE hash = ?2)) \
             ORDER BY hash = ?2 DESC, id DESC LIMIT 1)",
        )
        .bind(tenant)
        .bind(&hash.0)
        .execute(self.db())
        .await;
        let changed = done.map_err(|error| self.error(error))?.rows_affected();
        Ok(changed == 1)
    }
}
