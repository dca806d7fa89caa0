//! What the audit trail holds, and how it stands.

use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::ledger::narrow;
use crate::wire::{AuditRetention, AuditState, AuditVerified};
use crate::{R, operation};
use steward_audit::{Column, PageFrom, Question};
use steward_ledger::leaf_hash;

impl Desk {
    /// What the audit trail holds; with a tenant, its events.
    ///
    /// # Errors
    /// When there is no such tenant, the policies refuse, or the workspace cannot be read.
    pub async fn audit_state(&self, tenant: Option<&str>) -> R<AuditState> {
        self.allow(&operation::AUDIT_SEARCH, None).await?;
        Ok(self.audit_state_inner(tenant).await?)
    }

    async fn audit_state_inner(&self, tenant: Option<&str>) -> Result<AuditState, DeskError> {
        let store = self.store();
        let tenant = match tenant {
            Some(name) => Some(self.tenant(name).await?),
            None => None,
        };
        let trail = self.audit_trail().await?.trail().clone();
        let mut events = Question::default().with(Column::Source, "tenant");
        let mut scope = Question::default();
        if let Some(row) = &tenant {
            events = events.with(Column::Tenant, row.id.as_str());
            scope = scope.with(Column::Tenant, row.id.as_str());
        }
        let counted = heavy(move || {
            let own = Question::default().with(Column::Source, "steward");
            let all = trail.ask(&scope, None);
            let ends = [PageFrom::Oldest, PageFrom::Newest].map(|from| all.page(from, 1).rows);
            (trail.ask(&own, None).total(), trail.ask(&events, None).total(), ends)
        });
        let (entries, events, [oldest, newest]) = counted.await?;
        let bytes = match &tenant {
            Some(row) => {
                let batches = store.audit_batches(Some(row.id.as_str())).await?;
                batches.iter().map(|batch| batch.bytes).sum::<u64>()
            }
            None => store.audit_kept().await?.bytes,
        };
        let head = store.ledger_newest(None, 1).await?;
        Ok(AuditState {
            entries,
            head: head.first().map(|row| leaf_hash(&row.bytes).to_string()),
            events,
            kib: narrow(bytes.div_ceil(1024)),
            oldest: self.moment_of(&oldest).await?.map(|at| at.to_string()),
            newest: self.moment_of(&newest).await?.map(|at| at.to_string()),
            verified: store.audit_verified().await?.map(verified),
            retention: self.audit_retention_in_force().await?,
        })
    }

    /// How long events stay; for good when nobody said otherwise.
    pub(super) async fn audit_retention_in_force(&self) -> Result<AuditRetention, DeskError> {
        let kept = self.store().audit_retention().await?.unwrap_or_default();
        Ok(AuditRetention { days: kept.days, mib: kept.mib })
    }
}

fn verified(kept: steward_store::AuditVerified) -> AuditVerified {
    let steward_store::AuditVerified { at, holds, faults, entries } = kept;
    AuditVerified { at: at.to_string(), holds, faults, entries: narrow(entries) }
}
