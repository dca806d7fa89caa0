//! How long events of tenants' logs stay. Entries of Steward's own ledger always stay.

use super::plan::{Coming, Planned};
use crate::desk::Desk;
use crate::door::Act;
use crate::error::DeskError;
use crate::ledger::{changed, set};
use crate::wire::{AuditRetention, AuditRetentionPlan};
use crate::{R, operation};
use steward_store::AuditChange;

impl Desk {
    /// What a retention would remove of all tenants' events; without one, what the one in force would.
    /// Nothing is removed. A retention is the same for all tenants.
    ///
    /// # Errors
    /// When the policies refuse, or the workspace cannot be read.
    pub async fn audit_retention(&self, retention: Option<AuditRetention>) -> R<AuditRetentionPlan> {
        self.allow(&operation::AUDIT_SEARCH, None).await?;
        Ok(self.audit_retention_inner(retention).await?)
    }

    async fn audit_retention_inner(
        &self,
        retention: Option<AuditRetention>,
    ) -> Result<AuditRetentionPlan, DeskError> {
        let retention = match retention {
            Some(retention) => sensible(retention)?,
            None => self.audit_retention_in_force().await?,
        };
        let trail = self.audit_trail().await?.clone();
        Ok(self.audit_planned(retention, trail, Coming::default()).await?.plan)
    }

    /// Keeps to a retention from now on, and removes what its plan said, while that is still true.
    ///
    /// # Errors
    /// When the plan is another one meanwhile, the workspace cannot be written, or
    /// the policies refuse.
    pub async fn audit_set_retention(&self, retention: AuditRetention, token: &str) -> R<AuditRetentionPlan> {
        let act = self.allow(&operation::AUDIT_RETENTION, None).await?;
        let result = self.audit_set_retention_inner(&act, retention, token).await;
        act.settle(result).await
    }

    async fn audit_set_retention_inner(
        &self,
        act: &Act,
        retention: AuditRetention,
        token: &str,
    ) -> Result<AuditRetentionPlan, DeskError> {
        let retention = sensible(retention)?;
        let before = self.audit_retention_in_force().await?;
        let trail = self.audit_trail().await?.clone();
        let Planned { plan, rows } = self.audit_planned(retention.clone(), trail, Coming::default()).await?;
        if plan.token != token {
            return Err(DeskError::BadInput {
                message: "the retention would remove other events than were told".to_owned(),
                meaning: "nothing was removed, and the retention stays as it was".to_owned(),
                hint: "look at what it would remove now, and do it again".to_owned(),
                details: Vec::new(),
            });
        }
        let mut held = self.audit_trail().await?;
        let mut write = act.write().await?;
        let limits = steward_store::AuditRetention { days: retention.days, mib: retention.mib };
        write.set_audit_retention(limits).await?;
        let change = match rows.is_empty() {
            true => None,
            false => Some(write.remove_audit_rows(&held, &rows).await?),
        };
        let removed = change.as_ref().map_or(0, |change| change.events);
        let changes = vec![
            changed("days", before.days, retention.days),
            changed("mib", before.mib, retention.mib),
            set("removed", removed),
        ];
        act.commit(write, changes).await?;
        if let Some(AuditChange { trail, .. }) = change {
            *held = trail;
        }
        Ok(plan)
    }

    /// Removes what the retention in force does not allow any more, and says how much that was.
    pub(super) async fn audit_keep_to_retention(&self, act: &Act) -> Result<u32, DeskError> {
        let mut held = self.audit_trail().await?;
        let Some(plan) = self.store().audit_plan(&held, self.now()).await? else { return Ok(0) };
        if plan.rows.is_empty() {
            return Ok(0);
        }
        let mut write = act.write().await?;
        let AuditChange { trail, events, .. } = write.remove_audit_rows(&held, &plan.rows).await?;
        act.commit(write, vec![set("removed", events)]).await?;
        *held = trail;
        Ok(events)
    }
}

/// Days and sizes that can be kept to.
fn sensible(retention: AuditRetention) -> Result<AuditRetention, DeskError> {
    if retention.days == Some(0) || retention.mib == Some(0) {
        let message = "a retention of nothing would remove every event as soon as it is read in";
        return Err(DeskError::input(message, "give at least one day and one MiB, or leave the limit out"));
    }
    Ok(retention)
}
