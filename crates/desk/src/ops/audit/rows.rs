//! Entries and events in a line each.

use super::names::Names;
use super::words;
use crate::error::DeskError;
use crate::ledger::narrow;
use crate::ops::entries::word;
use crate::wire::{
    AuditApproval, AuditApprovalState, AuditApprover, AuditOutcome, AuditPartyKind, AuditRow, AuditSource,
    ConsequenceClass,
};
use std::collections::{BTreeMap, BTreeSet};
use steward_audit::{ActorKind, AuditEvent, OutcomeState as EventOutcome, WithheldField, actor_kind};
use steward_ledger::{Approval, ApprovalState, Entry, Event, Object, OutcomeState, leaf_hash};
use steward_store::{AuditEventRow, AuditRow as Kept, LedgerRow};

/// What the id of a tenant's event begins with.
pub(super) const EVENT: &str = "event/";

impl Names<'_> {
    /// What was found, in lines, in the same order.
    pub(super) async fn rows(&mut self, kept: &[Kept]) -> Result<Vec<AuditRow>, DeskError> {
        for (tenant, identifiers) in identifiers(kept) {
            self.look_up(tenant, identifiers.into_iter().map(str::to_owned).collect()).await?;
        }
        let mut list = Vec::with_capacity(kept.len());
        for one in kept {
            list.push(match one {
                Kept::Own { row: _, entry } => self.own(entry).await?,
                Kept::Event(event) => self.event(event).await?,
            });
        }
        Ok(list)
    }

    /// An entry of the ledger.
    pub(super) async fn own(&mut self, row: &LedgerRow) -> Result<AuditRow, DeskError> {
        match Entry::read(&row.bytes) {
            Ok(Entry { chain: _, event }) => self.own_event(row, &event).await,
            Err(_) => Ok(self.unreadable(row)),
        }
    }

    pub(super) async fn own_event(&mut self, row: &LedgerRow, event: &Event) -> Result<AuditRow, DeskError> {
        let tenant = event.tenant.as_ref().map(|tenant| tenant.id.as_str());
        let object = match &event.object {
            Some(Object { kind, id }) => Some(self.object(tenant, kind, id).await?),
            None => None,
        };
        let named = tenant.map(|id| match self.tenants.contains_key(id) {
            true => self.tenant(id),
            false => row.tenant_name.clone().unwrap_or_else(|| id.to_owned()),
        });
        let title = words::operation(&event.operation).unwrap_or(&event.operation).to_owned();
        Ok(AuditRow {
            id: self.id_of(row),
            source: AuditSource::Steward,
            at: event.time.to_string(),
            who: Some(self.party(&event.who.0).await?),
            operation: event.operation.clone(),
            title,
            consequence: Some(event.consequence.into()),
            object,
            tenant: named.unwrap_or_default(),
            surface: word(event.surface),
            approval: Some(self.approval(&event.decision.approval).await?),
            outcome: outcome(event.outcome.state),
            code: event.outcome.code.clone().unwrap_or_default(),
            policy_version: event.decision.policy_version.clone(),
            number: narrow(row.number),
            hash: leaf_hash(&row.bytes).to_string(),
            correlation: event.correlation.clone(),
        })
    }

    async fn approval(&mut self, approval: &Approval) -> Result<AuditApproval, DeskError> {
        let mut approvers = Vec::with_capacity(approval.approvers.len());
        for one in &approval.approvers {
            let who = self.party(&one.who.0).await?;
            approvers.push(AuditApprover { who, at: one.time.to_string(), agreed: one.agreed });
        }
        let state = match approval.state {
            ApprovalState::NotRequired => AuditApprovalState::NotRequired,
            ApprovalState::Pending => AuditApprovalState::Pending,
            ApprovalState::Granted => AuditApprovalState::Granted,
            ApprovalState::Declined => AuditApprovalState::Declined,
            ApprovalState::Expired => AuditApprovalState::Expired,
            ApprovalState::BreakGlass => AuditApprovalState::BreakGlass,
        };
        let request = approval.request.clone().unwrap_or_default();
        Ok(AuditApproval { state, required: approval.required, request, approvers })
    }

    /// What somebody changed so that it cannot be read: verifying says more.
    fn unreadable(&self, row: &LedgerRow) -> AuditRow {
        AuditRow {
            id: self.id_of(row),
            source: AuditSource::Steward,
            at: jiff::Timestamp::UNIX_EPOCH.to_string(),
            who: None,
            operation: "unreadable".to_owned(),
            title: "An entry that cannot be read".to_owned(),
            consequence: Some(ConsequenceClass::Destructive),
            object: None,
            tenant: row.tenant_name.clone().unwrap_or_default(),
            surface: String::new(),
            approval: None,
            outcome: AuditOutcome::Unknown,
            code: "unreadable".to_owned(),
            policy_version: String::new(),
            number: narrow(row.number),
            hash: leaf_hash(&row.bytes).to_string(),
            correlation: String::new(),
        }
    }

    /// An event of a tenant's log that is kept here.
    pub(super) async fn event(&mut self, row: &AuditEventRow) -> Result<AuditRow, DeskError> {
        let seal = self.seal(row.batch).await?;
        let line = self.line(&row.tenant, &row.event, &row.erased).await?;
        Ok(AuditRow {
            id: format!("{EVENT}{}", row.row),
            number: seal.map_or(0, |entry| narrow(entry.number)),
            hash: row.leaf.to_string(),
            ..line
        })
    }

    /// What an event says, without its place.
    pub(super) async fn line(
        &mut self,
        tenant: &str,
        event: &AuditEvent,
        erased: &[WithheldField],
    ) -> Result<AuditRow, DeskError> {
        let who = match &event.actor {
            Some(acts) => {
                let gone = erased.contains(&WithheldField::ActorId);
                let mut who = self.event_party(tenant, acts, gone).await?;
                if who.kind == AuditPartyKind::Unknown {
                    who.kind = kind_of(event);
                }
                Some(who)
            }
            None => None,
        };
        let object = match &event.object {
            Some(thing) => {
                let gone = erased.contains(&WithheldField::ObjectId);
                Some(self.event_object(tenant, thing, gone).await?)
            }
            None => None,
        };
        let approval = match &event.approved_by {
            Some(by) => {
                let gone = erased.contains(&WithheldField::ApproverId);
                let who = self.event_party(tenant, by, gone).await?;
                // the log says who agreed, and not when
                let approvers = vec![AuditApprover { who, at: event.time.to_string(), agreed: true }];
                let state = AuditApprovalState::Granted;
                Some(AuditApproval { state, required: 1, request: String::new(), approvers })
            }
            None => None,
        };
        Ok(AuditRow {
            id: String::new(),
            source: AuditSource::Tenant,
            at: event.time.to_string(),
            who,
            operation: event.action.clone(),
            title: self.deed(tenant, &event.action).await,
            consequence: event.consequence.map(Into::into),
            object,
            tenant: self.tenant(tenant),
            surface: event.surface.clone().unwrap_or_default(),
            approval,
            outcome: match event.outcome.state {
                EventOutcome::Success => AuditOutcome::Success,
                EventOutcome::Failure => AuditOutcome::Failure,
                EventOutcome::Denied => AuditOutcome::Denied,
                EventOutcome::Unknown => AuditOutcome::Unknown,
            },
            code: event.outcome.code.clone().unwrap_or_default(),
            policy_version: event.policy_version.clone().unwrap_or_default(),
            number: 0,
            hash: String::new(),
            correlation: event.correlation.clone().unwrap_or_default(),
        })
    }
}

/// What kind of party acts, as far as the log says.
fn kind_of(event: &AuditEvent) -> AuditPartyKind {
    match actor_kind(event) {
        Some(ActorKind::Person) => AuditPartyKind::Person,
        Some(ActorKind::Service) => AuditPartyKind::Service,
        None => AuditPartyKind::Unknown,
    }
}

/// Ids of those whom events speak of, by tenant.
fn identifiers(kept: &[Kept]) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut all: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for one in kept {
        let Kept::Event(row) = one else { continue };
        let AuditEvent { actor, object, approved_by, .. } = &row.event;
        let ids = all.entry(row.tenant.as_str()).or_default();
        ids.extend([actor, approved_by].into_iter().flatten().map(|party| party.id.as_str()));
        ids.extend(object.as_ref().map(|object| object.id.as_str()));
    }
    all
}

const fn outcome(state: OutcomeState) -> AuditOutcome {
    match state {
        OutcomeState::Done => AuditOutcome::Success,
        OutcomeState::Failed => AuditOutcome::Failure,
        OutcomeState::Refused => AuditOutcome::Denied,
        OutcomeState::Intent => AuditOutcome::Intent,
        OutcomeState::Unknown => AuditOutcome::Unknown,
    }
}
