//! Snapshots of a tenant and its baseline.

use super::tenants::snapshot_info;
use crate::desk::Desk;
use crate::door::Act;
use crate::error::DeskError;
use crate::ledger::changed;
use crate::wire::SnapshotInfo;
use crate::{R, operation};
use steward_store::{TenantRow, TenantSnapshotRow};

impl Desk {
    /// Snapshots of a tenant, the newest first.
    ///
    /// # Errors
    /// When there is no such tenant or the policies refuse.
    pub async fn snapshots(&self, name: &str) -> R<Vec<SnapshotInfo>> {
        let row = self.tenant(name).await?;
        self.allow(&operation::SNAPSHOT_READ, Some((&row).into())).await?;
        let rows = self.store().tenant_snapshots(&row.id).await.map_err(DeskError::from)?;
        Ok(rows.iter().map(snapshot_info).collect())
    }

    /// Measures differences against another snapshot from now on: its hash or the beginning of it.
    ///
    /// # Errors
    /// When the tenant or the snapshot does not exist or the policies refuse.
    pub async fn set_baseline(&self, name: &str, hash: &str) -> R<()> {
        let row = self.tenant(name).await?;
        let act = self.allow(&operation::SNAPSHOT_BASELINE, Some((&row).into())).await?;
        let result = self.set_baseline_inner(&act, &row, hash).await;
        act.settle(result).await
    }

    async fn set_baseline_inner(&self, act: &Act, row: &TenantRow, hash: &str) -> Result<(), DeskError> {
        let rows = self.store().tenant_snapshots(&row.id).await?;
        let before = rows.iter().find(|row| row.baseline).map(|row| row.hash.0.clone());
        let wanted = self.snapshot_named(&rows, hash).await?.hash.clone();
        let mut write = act.write().await?;
        write.set_baseline(&row.id, &wanted).await?;
        act.about("snapshot", &wanted.0);
        act.commit(write, vec![changed("baseline", &before, &wanted.0)]).await
    }

    /// The snapshot that [`find_snapshot`] finds; the address that it had before somebody was taken out of it, as
    /// earlier entries of the ledger name it, leads there as well.
    pub(crate) async fn snapshot_named<'a>(
        &self,
        rows: &'a [TenantSnapshotRow],
        text: &str,
    ) -> Result<&'a TenantSnapshotRow, DeskError> {
        let missing = match find_snapshot(rows, text) {
            Err(DeskError::NotFound { what, name, near }) => DeskError::NotFound { what, name, near },
            found => return found,
        };
        let wanted = text.trim().to_lowercase();
        if wanted.len() < 2 {
            return Err(missing);
        }
        for (_, now) in self.store().snapshot_successors(&wanted).await? {
            if let Some(row) = rows.iter().find(|row| row.hash == now) {
                return Ok(row);
            }
        }
        Err(missing)
    }
}

/// The snapshot of a hash, its beginning, `current`, `previous` or `baseline`. Newest first.
fn find_snapshot<'a>(rows: &'a [TenantSnapshotRow], text: &str) -> Result<&'a TenantSnapshotRow, DeskError> {
    let wanted = text.trim().to_lowercase();
    let missing = || DeskError::NotFound {
        what: "snapshot",
        name: text.trim().to_owned(),
        near: rows.iter().take(5).map(|row| format!("`{}`", row.hash.short())).collect(),
    };
    match wanted.as_str() {
        "current" => return rows.first().ok_or_else(missing),
        "previous" => return rows.get(1).ok_or_else(missing),
        "baseline" => return rows.iter().find(|row| row.baseline).ok_or_else(missing),
        // one digit would fit by chance
        _ if wanted.len() < 2 => return Err(missing()),
        _ => {}
    }
    // a tenant that came back to what it was has the same snapshot twice
    let mut fits: Vec<&TenantSnapshotRow> = Vec::new();
    for row in rows.iter().filter(|row| row.hash.0.starts_with(&wanted)) {
        if fits.iter().all(|known| known.hash != row.hash) {
            fits.push(row);
        }
    }
    let first = fits.first().copied().ok_or_else(missing)?;
    if fits.len() > 1 {
        return Err(DeskError::Ambiguous {
            what: "snapshots",
            name: wanted,
            count: fits.len(),
            candidates: fits.iter().take(5).map(|row| format!("`{}`  {}", row.hash, row.seen_at)).collect(),
        });
    }
    Ok(first)
}
