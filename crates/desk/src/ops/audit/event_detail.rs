//! An event of a tenant's log in full.

use super::names::Names;
use super::values::{fields, personal};
use crate::error::DeskError;
use crate::wire::{AuditEntryDetail, AuditRow};
use steward_audit::WithheldField;
use steward_store::AuditProof;

impl Names<'_> {
    pub(super) async fn event_in_full(&mut self, kept: AuditProof) -> Result<AuditEntryDetail, DeskError> {
        let event = &kept.event;
        let sees = self.sees(&event.tenant)?;
        let line = self.event(event).await?;
        let line = AuditRow { hash: kept.leaf.to_string(), ..line };
        let on_behalf_of = match &event.event.on_behalf_of {
            Some(party) => {
                let gone = event.erased.contains(&WithheldField::OnBehalfOfId);
                Some(self.event_party(&event.tenant, party, gone).await?)
            }
            None => None,
        };
        let reason = personal(event.event.reason.clone(), WithheldField::Reason, &event.erased, sees);
        let environment = self.tenants.get(&event.tenant);
        let environment = environment.map(|row| crate::ops::tenants::environment(&row.environment));
        let (related, related_total) = self.related(&line).await?;
        let jumps = self.jumps(Some(event.tenant.as_str()), event.event.time, &line, &[]).await?;
        Ok(AuditEntryDetail {
            on_behalf_of,
            proposed_by: None,
            environment,
            reason,
            confirmation: None,
            policies: Vec::new(),
            changes: Vec::new(),
            fields: fields(&event.event, &event.erased, sees),
            origin: event.event.origin.clone(),
            proof: self.proof_of_event(&kept).await?,
            related,
            related_total,
            jumps,
            bytes: String::from_utf8_lossy(&kept.sealed).into_owned(),
            row: line,
        })
    }
}
