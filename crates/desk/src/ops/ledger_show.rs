//! Entries of the ledger in full, with what proves them.

use super::entries::word;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::ledger::narrow;
use crate::wire::{
    LedgerApproval, LedgerApprover, LedgerChange, LedgerDetail, LedgerEntry, LedgerObject, LedgerPlace,
    LedgerProof, LedgerTenant, LedgerValue,
};
use crate::{R, operation};
use std::collections::HashMap;
use steward_ledger::{Approver, Change, Entry, Event, Object, TlogProof, Value, VerifierKey, leaf_hash};
use steward_store::{LedgerRow, LogRow};

/// Most entries of one answer.
const MOST: u32 = 10_000;

impl Desk {
    /// The newest entries of all logs in full, the newest first; at most 10,000.
    ///
    /// # Errors
    /// When the policies refuse, or the workspace or an entry cannot be read.
    pub async fn ledger_tail(&self, limit: u32) -> R<Vec<LedgerEntry>> {
        self.allow(&operation::RECORD_READ, None).await?;
        Ok(self.ledger_tail_inner(limit.min(MOST)).await?)
    }

    async fn ledger_tail_inner(&self, limit: u32) -> Result<Vec<LedgerEntry>, DeskError> {
        let logs = self.store().ledger_logs().await?;
        let mut list = Vec::new();
        for row in self.store().ledger_newest(None, limit).await? {
            list.push(self.ledger_entry_view(&logs, &row).await?);
        }
        Ok(list)
    }

    /// An entry by its number in the log of this device, or in the log that is named.
    ///
    /// # Errors
    /// When there is no such log or entry, the policies refuse, or the workspace or the entry cannot be read.
    pub async fn ledger_entry(&self, log: Option<&str>, number: u32) -> R<LedgerDetail> {
        self.allow(&operation::RECORD_READ, None).await?;
        Ok(self.ledger_entry_inner(log, number).await?)
    }

    /// All logs, the one that is named or of this device, and its entry of a number.
    pub(super) async fn ledger_row(
        &self,
        log: Option<&str>,
        number: u32,
    ) -> Result<(Vec<LogRow>, LogRow, LedgerRow), DeskError> {
        let logs = self.store().ledger_logs().await?;
        let wanted = match log {
            Some(name) => logs.iter().find(|log| log.name == name.trim()),
            None => (logs.iter()).find(|log| log.operator == self.inner.operator).or(logs.first()),
        };
        let wanted = wanted.ok_or_else(|| DeskError::NotFound {
            what: "log",
            name: log.unwrap_or_default().to_owned(),
            near: logs.iter().map(|log| format!("`{}`", log.name)).collect(),
        })?;
        let row = self.store().ledger_entry(wanted.id, u64::from(number)).await?;
        let row = row.ok_or_else(|| DeskError::NotFound {
            what: "entry",
            name: number.to_string(),
            near: Vec::new(),
        })?;
        let wanted = wanted.clone();
        Ok((logs, wanted, row))
    }

    async fn ledger_entry_inner(&self, log: Option<&str>, number: u32) -> Result<LedgerDetail, DeskError> {
        let (logs, wanted, row) = self.ledger_row(log, number).await?;
        let entry = self.ledger_entry_view(&logs, &row).await?;
        let others = self.store().ledger_correlated(&entry.correlation).await?;
        let related = (others.iter())
            .filter(|other| other.seq != row.seq)
            .map(|other| LedgerPlace { log: name_of(&logs, other.log), number: narrow(other.number) })
            .collect();
        let bytes = String::from_utf8_lossy(&row.bytes).into_owned();
        let proof = self.ledger_proof(&wanted, &row).await?;
        Ok(LedgerDetail { entry, bytes, related, proof })
    }

    pub(super) async fn ledger_entry_view(
        &self,
        logs: &[LogRow],
        row: &LedgerRow,
    ) -> Result<LedgerEntry, DeskError> {
        let read = Entry::read(&row.bytes).map_err(|error| unreadable(row, &error))?;
        let Entry { chain, event } = read;
        let withheld = self.store().withheld_by(row.log, row.number).await?;
        let outside: HashMap<String, String> =
            withheld.into_iter().map(|value| (value.path, value.value)).collect();
        let Event {
            time,
            who,
            on_behalf_of,
            proposed_by,
            operation,
            consequence,
            object,
            tenant,
            surface,
            reason,
            decision,
            changes,
            outcome,
            correlation,
        } = event;
        let object = match object {
            Some(object) => Some(self.ledger_object(object).await?),
            None => None,
        };
        let mut fields = Vec::with_capacity(changes.len());
        for (at, Change { object, field, before, after }) in changes.into_iter().enumerate() {
            let object = match object {
                Some(object) => Some(self.ledger_object(object).await?),
                None => None,
            };
            let path = |side: &str| format!("/event/changes/{at}/{side}/withheld");
            fields.push(LedgerChange {
                object,
                field,
                before: before.map(|value| shown(value, &path("before"), &outside)),
                after: after.map(|value| shown(value, &path("after"), &outside)),
            });
        }
        let approvers = decision.approval.approvers.into_iter();
        Ok(LedgerEntry {
            log: name_of(logs, row.log),
            number: narrow(row.number),
            hash: leaf_hash(&row.bytes).to_string(),
            previous: chain.previous.map(|hash| hash.to_string()),
            at: time.to_string(),
            who: who.0,
            on_behalf_of: on_behalf_of.map(|who| who.0),
            proposed_by: proposed_by.map(|who| who.0),
            operation,
            consequence: consequence.into(),
            object,
            tenant: tenant.map(|tenant| LedgerTenant {
                id: tenant.id,
                name: row.tenant_name.clone(),
                environment: tenant.environment.into(),
            }),
            surface: word(surface),
            reason: reason.map(|value| shown(value, "/event/reason/withheld", &outside)),
            policy_version: decision.policy_version,
            policies: decision.policies,
            confirmation: word(decision.confirmation),
            approval: LedgerApproval {
                state: word(decision.approval.state),
                required: decision.approval.required,
                request: decision.approval.request,
                approvers: approvers
                    .map(|Approver { who, time, agreed }| LedgerApprover {
                        who: who.0,
                        at: time.to_string(),
                        agreed,
                    })
                    .collect(),
            },
            changes: fields,
            outcome: word(outcome.state),
            code: outcome.code,
            correlation,
        })
    }

    async fn ledger_object(&self, object: Object) -> Result<LedgerObject, DeskError> {
        let Object { kind, id } = object;
        let person = match kind.as_str() {
            "person" => self.store().person_of(&id).await?.map(|(_, subject)| subject),
            _ => None,
        };
        Ok(LedgerObject { kind, id, person })
    }

    /// That an entry is in its log, as far as a checkpoint speaks of it.
    pub(super) async fn ledger_proof(
        &self,
        log: &LogRow,
        row: &LedgerRow,
    ) -> Result<Option<LedgerProof>, DeskError> {
        let newest = self.store().newest_checkpoint(log.id).await?;
        let Some((size, checkpoint)) = newest.filter(|(size, _)| *size > row.number) else {
            return Ok(None);
        };
        // a history that was cut short has no such path, and verifying says so
        let Some(path) = self.store().ledger_path(log.id, row.number, size).await? else { return Ok(None) };
        let proof = TlogProof { extra: None, index: row.number, path, checkpoint };
        // a proof that does not hold is none
        let keys: Vec<VerifierKey> = log.keys.iter().filter_map(|row| row.key.parse().ok()).collect();
        let Ok(checked) = proof.verify(leaf_hash(&row.bytes), &log.name, &keys) else { return Ok(None) };
        Ok(Some(LedgerProof {
            size: narrow(checked.size),
            root: checked.root.to_string(),
            path: proof.path.iter().map(ToString::to_string).collect(),
            text: proof.to_string(),
        }))
    }
}

fn name_of(logs: &[LogRow], id: i64) -> String {
    logs.iter().find(|log| log.id == id).map(|log| log.name.clone()).unwrap_or_default()
}

/// A value, or what was kept of it outside.
fn shown(value: Value, path: &str, outside: &HashMap<String, String>) -> LedgerValue {
    match value {
        Value::Plain(value) => LedgerValue { value: Some(value.to_string()), commitment: None },
        Value::Withheld(commitment) => {
            LedgerValue { value: outside.get(path).cloned(), commitment: Some(commitment.hash().to_string()) }
        }
    }
}

pub(super) fn unreadable(row: &LedgerRow, error: &steward_ledger::EntryError) -> DeskError {
    DeskError::BadInput {
        message: format!("entry {} cannot be read", row.number),
        meaning: "somebody changed it, or a later version wrote it".to_owned(),
        hint: "run `steward audit verify`, which says what is wrong and where".to_owned(),
        details: vec![error.to_string()],
    }
}
