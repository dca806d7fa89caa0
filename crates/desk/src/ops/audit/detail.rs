//! An entry in full: what changed, who agreed, which policies decided, what proves it, and where it leads to.

use super::names::Names;
use super::rows::EVENT;
use super::values::Outside;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::wire::{AuditConfirmation, AuditEntryDetail, AuditParty, AuditRow};
use crate::{R, operation};
use steward_audit::{Column, PageFrom, Question};
use steward_ledger::{Confirmation, Entry, EntryError, Event, Pseudonym};
use steward_store::LedgerRow;

/// Most entries of a request that are shown.
const RELATED: usize = 50;

impl Desk {
    /// An entry in full, by its id: the name of its log, `/` and its number, a number alone for the log of
    /// this device, or `event/` and a number for an event of a tenant's log.
    ///
    /// # Errors
    /// When there is no such entry, it cannot be read, the policies refuse, or the workspace cannot be read.
    pub async fn audit_show(&self, id: &str) -> R<AuditEntryDetail> {
        self.allow(&operation::AUDIT_SEARCH, None).await?;
        Ok(self.audit_show_inner(id.trim()).await?)
    }

    async fn audit_show_inner(&self, id: &str) -> Result<AuditEntryDetail, DeskError> {
        let mut names = Names::of(self).await?;
        if let Some(row) = id.strip_prefix(EVENT) {
            let row = row.parse::<u32>().map_err(|_| missing(id))?;
            let kept = self.store().audit_proof(row).await?.ok_or_else(|| missing(id))?;
            return names.event_in_full(kept).await;
        }
        let (log, number) = match id.rsplit_once('/') {
            Some((log, number)) => (names.logs.iter().find(|row| row.name == log), number),
            None => (names.logs.iter().find(|row| row.operator == self.inner.operator), id),
        };
        let (Some(log), Ok(number)) = (log.map(|log| log.id), number.parse::<u64>()) else {
            return Err(missing(id));
        };
        let row = self.store().ledger_entry(log, number).await?.ok_or_else(|| missing(id))?;
        names.own_in_full(&row).await
    }
}

fn missing(id: &str) -> DeskError {
    DeskError::NotFound { what: "entry", name: id.to_owned(), near: Vec::new() }
}

fn unreadable(row: &LedgerRow, error: &EntryError) -> DeskError {
    DeskError::BadInput {
        message: format!("entry {} cannot be read", row.number),
        meaning: "somebody changed it, or a later version wrote it".to_owned(),
        hint: "run `steward audit verify`, which says what is wrong and where".to_owned(),
        details: vec![error.to_string()],
    }
}

impl Names<'_> {
    async fn own_in_full(&mut self, row: &LedgerRow) -> Result<AuditEntryDetail, DeskError> {
        let Entry { chain: _, event } = Entry::read(&row.bytes).map_err(|error| unreadable(row, &error))?;
        let tenant = event.tenant.as_ref().map(|tenant| tenant.id.as_str());
        let line = self.own_event(row, &event).await?;
        let outside = self.outside(row, &event).await?;
        let changes = self.changes(&event, &outside).await?;
        let decision = &event.decision;
        let policies = self.desk.audit_policies(&decision.policy_version, &decision.policies).await?;
        let (related, related_total) = self.related(&line).await?;
        let jumps = self.jumps(tenant, event.time, &line, &changes).await?;
        let reason = event.reason.as_ref().map(|reason| outside.value(reason, "/event/reason/withheld"));
        Ok(AuditEntryDetail {
            on_behalf_of: self.other(event.on_behalf_of.as_ref()).await?,
            proposed_by: self.other(event.proposed_by.as_ref()).await?,
            environment: event.tenant.as_ref().map(|tenant| tenant.environment.into()),
            reason,
            confirmation: Some(match decision.confirmation {
                Confirmation::None => AuditConfirmation::None,
                Confirmation::Explicit => AuditConfirmation::Explicit,
                Confirmation::Typed => AuditConfirmation::Typed,
            }),
            policies,
            changes,
            fields: Vec::new(),
            origin: "steward".to_owned(),
            proof: self.desk.audit_proof_of(&self.logs, row).await?,
            related,
            related_total,
            jumps,
            bytes: String::from_utf8_lossy(&row.bytes).into_owned(),
            row: line,
        })
    }

    /// What an entry keeps outside, as far as this operator may see it.
    async fn outside(&mut self, row: &LedgerRow, event: &Event) -> Result<Outside, DeskError> {
        let kept = self.desk.store().withheld_by(row.log, row.number).await?;
        let sees = match &event.tenant {
            Some(tenant) => self.sees(&tenant.id)?,
            None => self.sees_operators(),
        };
        Ok(Outside { values: kept.into_iter().map(|value| (value.path, value.value)).collect(), sees })
    }

    async fn other(&mut self, who: Option<&Pseudonym>) -> Result<Option<AuditParty>, DeskError> {
        match who {
            Some(who) => Ok(Some(self.party(&who.0).await?)),
            None => Ok(None),
        }
    }

    /// The other entries of the request, the earliest first, and how many there are.
    pub(super) async fn related(&mut self, line: &AuditRow) -> Result<(Vec<AuditRow>, u32), DeskError> {
        if line.correlation.is_empty() {
            return Ok((Vec::new(), 0));
        }
        let question = Question::default().with(Column::Correlation, line.correlation.as_str());
        let trail = self.desk.audit_trail().await?.trail().clone();
        let answer = trail.ask(&question, None);
        let page = answer.page(PageFrom::Oldest, RELATED.saturating_add(1));
        let total = answer.total();
        let kept = self.desk.audit_rows(&page.rows).await?;
        let mut rows = self.rows(&kept).await?;
        rows.retain(|row| row.id != line.id && row.correlation == line.correlation);
        rows.reverse();
        rows.truncate(RELATED);
        Ok((rows, total.saturating_sub(1)))
    }
}
