//! Reading the record.

use crate::desk::Desk;
use crate::error::DeskError;
use crate::wire::{ConsequenceClass, EntryView};
use crate::{R, operation};
use steward_model::Consequence;
use steward_store::EntryRow;

fn class(word: &str) -> ConsequenceClass {
    let found = Consequence::ALL.into_iter().find(|class| class.word() == word);
    found.unwrap_or(Consequence::Destructive).into()
}

impl Desk {
    /// The newest entries first, of one tenant or of all; at most 10,000.
    ///
    /// # Errors
    /// When neither the workspace nor the record knows the tenant, the policies refuse or the workspace cannot be
    /// read.
    pub async fn entries(&self, tenant: Option<&str>, limit: u32) -> R<Vec<EntryView>> {
        self.allow(&operation::RECORD_READ, None).await?;
        let rows = self.store().entries(tenant, limit.min(10_000)).await.map_err(DeskError::from)?;
        if let (true, Some(tenant)) = (rows.is_empty(), tenant) {
            self.ever_known(tenant).await?;
        }
        Ok(rows.into_iter().map(view).collect())
    }

    /// Nothing when a tenant is there or was once.
    async fn ever_known(&self, tenant: &str) -> Result<(), DeskError> {
        let once = self.store().entries(Some(tenant), 1).await?;
        if once.is_empty() {
            self.tenant(tenant).await?;
        }
        Ok(())
    }
}

fn view(row: EntryRow) -> EntryView {
    let EntryRow {
        seq,
        at,
        operator,
        operation,
        consequence,
        tenant,
        object,
        surface,
        policy_version,
        policies,
        outcome,
        detail,
    } = row;
    EntryView {
        seq: u32::try_from(seq).unwrap_or(u32::MAX),
        at: at.to_string(),
        operator,
        operation,
        consequence: class(&consequence),
        tenant,
        object,
        surface,
        policy_version,
        policies,
        outcome,
        detail,
    }
}
