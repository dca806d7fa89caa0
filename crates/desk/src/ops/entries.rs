//! The newest entries in the words of the record, those from before the ledger among them.

use crate::desk::Desk;
use crate::error::DeskError;
use crate::ledger::detail;
use crate::wire::{ConsequenceClass, EntryView};
use crate::{R, operation};
use jiff::Timestamp;
use serde::Serialize;
use steward_ledger::{Entry, EntryError, Event};
use steward_model::Consequence;
use steward_store::{EntryBefore, LedgerRow};

/// Most entries of one answer.
const MOST: u32 = 10_000;

fn class(word: &str) -> ConsequenceClass {
    let found = Consequence::ALL.into_iter().find(|class| class.word() == word);
    found.unwrap_or(Consequence::Destructive).into()
}

/// The word by which the ledger names something.
pub(super) fn word(of: impl Serialize) -> String {
    let word = serde_json::to_value(of).ok();
    word.and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

impl Desk {
    /// The newest entries first, of one tenant or of all; at most 10,000.
    ///
    /// # Errors
    /// When neither the workspace nor the ledger knows the tenant, the policies refuse or the workspace cannot be
    /// read.
    pub async fn entries(&self, tenant: Option<&str>, limit: u32) -> R<Vec<EntryView>> {
        self.allow(&operation::RECORD_READ, None).await?;
        let list = self.newest(tenant, limit.min(MOST)).await?;
        if let (true, Some(tenant)) = (list.is_empty(), tenant) {
            self.ever_known(tenant).await?;
        }
        Ok(list)
    }

    async fn newest(&self, tenant: Option<&str>, limit: u32) -> Result<Vec<EntryView>, DeskError> {
        let rows = self.store().ledger_newest(tenant, limit).await?;
        let mut list: Vec<EntryView> = rows.into_iter().map(view).collect();
        let left = limit.saturating_sub(u32::try_from(list.len()).unwrap_or(limit));
        if left > 0 {
            list.extend(self.store().entries_before(tenant, left).await?.into_iter().map(before));
        }
        Ok(list)
    }

    /// Nothing when a tenant is there or was once.
    async fn ever_known(&self, tenant: &str) -> Result<(), DeskError> {
        if self.newest(Some(tenant), 1).await?.is_empty() {
            self.tenant(tenant).await?;
        }
        Ok(())
    }

    /// When something was last recorded.
    pub(crate) async fn last_recorded(&self) -> Option<Timestamp> {
        let newest = self.newest(None, 1).await.ok()?;
        newest.first()?.at.parse().ok()
    }
}

fn view(row: LedgerRow) -> EntryView {
    let seq = u32::try_from(row.seq).unwrap_or(u32::MAX);
    match Entry::read(&row.bytes) {
        Ok(Entry { chain: _, event }) => of_event(seq, event, row.tenant_name),
        Err(error) => unreadable(seq, &error),
    }
}

fn of_event(seq: u32, event: Event, tenant_name: Option<String>) -> EntryView {
    let detail = detail(&event);
    let tenant = event.tenant.map(|tenant| tenant_name.unwrap_or(tenant.id)).unwrap_or_default();
    EntryView {
        seq,
        at: event.time.to_string(),
        operator: event.who.0,
        operation: event.operation,
        consequence: event.consequence.into(),
        tenant,
        object: event.object.map(|object| object.id).unwrap_or_default(),
        surface: word(event.surface),
        policy_version: event.decision.policy_version,
        policies: event.decision.policies,
        outcome: word(event.outcome.state),
        detail,
    }
}

/// What somebody changed so that it cannot be read: verifying says more.
fn unreadable(seq: u32, error: &EntryError) -> EntryView {
    EntryView {
        seq,
        at: String::new(),
        operator: String::new(),
        operation: "unreadable".to_owned(),
        consequence: ConsequenceClass::Destructive,
        tenant: String::new(),
        object: String::new(),
        surface: String::new(),
        policy_version: String::new(),
        policies: Vec::new(),
        outcome: "unreadable".to_owned(),
        detail: error.to_string(),
    }
}

fn before(row: EntryBefore) -> EntryView {
    let EntryBefore {
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
        problem,
    } = row;
    let (outcome, detail) = match problem {
        Some(problem) => ("unreadable".to_owned(), problem),
        None => (outcome, detail),
    };
    EntryView {
        seq: u32::try_from(seq).unwrap_or(u32::MAX),
        at,
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
