//! The tenants of the workspace.

use super::attempts;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::wire::{EnvironmentKind, SnapshotInfo, TenantCounts, TenantKind, TenantSummary};
use crate::{R, operation};
use steward_store::{TenantRow, TenantSnapshotRow};

const NOTHING: TenantCounts = TenantCounts {
    people: 0,
    groups: 0,
    roles: 0,
    permissions: 0,
    objects: 0,
    memberships: 0,
    assignments: 0,
    grants: 0,
};

impl Desk {
    /// The tenants, by name.
    ///
    /// # Errors
    /// When the policies refuse or the workspace cannot be read.
    pub async fn tenants(&self) -> R<Vec<TenantSummary>> {
        self.allow(&operation::WORKSPACE_READ, None).await?;
        Ok(self.tenants_inner().await?)
    }

    /// What is missing as a whole from what is shown of a tenant, such as `groups could not be read`; nothing when
    /// nothing is.
    ///
    /// # Errors
    /// When there is no such tenant. Whoever may not look at the workspace is told nothing: it is said beside other
    /// answers, which ask for their own leave.
    pub async fn missing(&self, name: &str) -> R<Option<String>> {
        let row = self.tenant(name).await?;
        let asker = self.asker().await?;
        let may = self.verdict(&asker, &asker.roles, &operation::WORKSPACE_READ, None)?;
        Ok(if may.allowed { self.missing_of(&row).await? } else { None })
    }

    pub(crate) async fn missing_of(&self, row: &TenantRow) -> Result<Option<String>, DeskError> {
        let last = self.store().last_attempt(&row.id).await?;
        Ok(last.as_ref().and_then(attempts::missing_in_words))
    }

    pub(crate) async fn tenants_inner(&self) -> Result<Vec<TenantSummary>, DeskError> {
        let mut list = Vec::new();
        for row in self.store().tenants().await? {
            list.push(self.summary(&row).await?);
        }
        Ok(list)
    }

    pub(crate) async fn summary(&self, row: &TenantRow) -> Result<TenantSummary, DeskError> {
        let snapshot = self.store().tenant_snapshots(&row.id).await?.first().map(snapshot_info);
        let last_attempt = self.store().last_attempt(&row.id).await?.map(attempts::view);
        let product = self.pack_of(row).await.map(|pack| pack.manifest.product.clone()).unwrap_or_default();
        Ok(TenantSummary {
            name: row.name.clone(),
            display_name: row.display_name.clone(),
            product,
            kind: match row.kind.as_str() {
                "practice" => TenantKind::Practice,
                "scim" => TenantKind::Scim,
                _ => TenantKind::File,
            },
            environment: environment(&row.environment),
            address: row.address.clone(),
            counts: snapshot.as_ref().map_or(NOTHING, |snapshot| snapshot.counts.clone()),
            snapshot,
            stale: last_attempt.as_ref().is_some_and(|attempt| !attempt.ok),
            last_attempt,
            schedule_minutes: row.schedule_minutes,
        })
    }
}

pub(crate) fn environment(word: &str) -> EnvironmentKind {
    match word {
        "practice" => EnvironmentKind::Practice,
        "sandbox" => EnvironmentKind::Sandbox,
        _ => EnvironmentKind::Live,
    }
}

pub(crate) const fn environment_word(kind: EnvironmentKind) -> &'static str {
    match kind {
        EnvironmentKind::Live => "live",
        EnvironmentKind::Sandbox => "sandbox",
        EnvironmentKind::Practice => "practice",
    }
}

pub(crate) fn snapshot_info(row: &TenantSnapshotRow) -> SnapshotInfo {
    let TenantSnapshotRow { tenant: _, hash, taken_at: _, seen_at, baseline, counts } = row;
    SnapshotInfo {
        hash: hash.0.clone(),
        taken_at: seen_at.to_string(),
        baseline: *baseline,
        counts: serde_json::from_str(counts).unwrap_or(NOTHING),
    }
}
