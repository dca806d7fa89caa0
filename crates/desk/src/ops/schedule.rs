//! Reading tenants again by themselves, while a window is open.

use crate::desk::Desk;
use crate::door::Act;
use crate::error::DeskError;
use crate::ledger::changed;
use crate::wire::TenantSummary;
use crate::{R, operation};
use jiff::SignedDuration;
use std::ops::RangeInclusive;
use steward_store::TenantRow;

/// Minutes that a schedule can have: five minutes to a week.
const MINUTES: RangeInclusive<u32> = 5..=10_080;

impl Desk {
    /// Reads a tenant again every so many minutes while a window is open, 5 to 10,080; nothing means never.
    ///
    /// # Errors
    /// When there is no such tenant, the minutes cannot be used, or the policies refuse.
    pub async fn set_schedule(&self, name: &str, minutes: Option<u32>) -> R<TenantSummary> {
        let row = self.tenant(name).await?;
        let act = self.allow(&operation::TENANT_SCHEDULE, Some((&row).into())).await?;
        let result = self.set_schedule_inner(&act, &row, minutes).await;
        act.settle(result).await
    }

    async fn set_schedule_inner(
        &self,
        act: &Act,
        row: &TenantRow,
        minutes: Option<u32>,
    ) -> Result<TenantSummary, DeskError> {
        if let Some(minutes) = minutes.filter(|minutes| !MINUTES.contains(minutes)) {
            let message = format!("`{minutes}` minutes are too few or too many");
            return Err(DeskError::input(message, "give 5 minutes to 10080, which is a week"));
        }
        let mut write = act.write().await?;
        write.set_schedule(&row.id, minutes).await?;
        act.commit(write, vec![changed("minutes", row.schedule_minutes, minutes)]).await?;
        let row = self.tenant(&row.name).await?;
        self.summary(&row).await
    }

    /// Names of the tenants whose last attempt is longer ago than their schedule says, and that the present operator
    /// may read again. One that was never tried counts from when it was added.
    ///
    /// # Errors
    /// When the policies refuse or the workspace cannot be read.
    pub async fn due(&self) -> R<Vec<String>> {
        self.allow(&operation::WORKSPACE_READ, None).await?;
        Ok(self.due_inner().await?)
    }

    async fn due_inner(&self) -> Result<Vec<String>, DeskError> {
        let (now, asker) = (self.now(), self.asker().await?);
        let mut due = Vec::new();
        for row in self.store().tenants().await? {
            let Some(minutes) = row.schedule_minutes else { continue };
            let tried = self.store().last_attempt(&row.id).await?.map_or(row.added_at, |attempt| attempt.at);
            if now.duration_since(tried) < SignedDuration::from_mins(i64::from(minutes)) {
                continue;
            }
            // whoever may not read it is not refused every minute
            let may = self.verdict(&asker, &asker.roles, &operation::TENANT_REFRESH, Some((&row).into()))?;
            if may.allowed {
                due.push(row.name);
            }
        }
        Ok(due)
    }
}
