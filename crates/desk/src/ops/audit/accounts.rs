//! Whether what surrounds the ledger is what entries say: events that were removed, personal values that were erased,
//! and the policies in force.

use super::names::Names;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::operation;
use crate::policy::hash_of;
use crate::wire::AuditBatchFault;
use std::collections::BTreeMap;
use steward_audit::{Column, PageFrom, Question};
use steward_ledger::{Entry, Event, Value};
use steward_store::{AuditCompared, AuditRow, LedgerRow};

/// Entries that are read at once.
const PAGE: usize = 500;

/// What entries say was taken out.
#[derive(Clone, Copy, Debug, Default)]
struct Record {
    /// Events, by retention, with somebody who was forgotten, or with their tenant.
    removed: u64,
    /// Personal values of entries.
    values: u64,
    /// Personal values of events.
    event_values: u64,
}

impl Record {
    fn add(&mut self, event: &Event) {
        let count = |field: &str| said(event, field).and_then(serde_json::Value::as_u64).unwrap_or_default();
        let operation = event.operation.as_str();
        self.removed = self.removed.saturating_add(count("removed"));
        if operation == operation::TENANT_REMOVE.name {
            self.removed = self.removed.saturating_add(count("events"));
        }
        if operation == operation::PERSON_FORGET.name {
            self.values = self.values.saturating_add(count("values"));
            self.event_values = self.event_values.saturating_add(count("event values"));
        }
    }
}

/// What an entry says plainly that a field became.
pub(super) fn said<'e>(event: &'e Event, field: &str) -> Option<&'e serde_json::Value> {
    plain(event.changes.iter().find(|change| change.field == field)?.after.as_ref())
}

/// A value that stands in an entry.
pub(super) fn plain(value: Option<&Value>) -> Option<&serde_json::Value> {
    match value? {
        Value::Plain(value) => Some(value),
        Value::Withheld(_) => None,
    }
}

impl Desk {
    /// Compares what is gone with what entries say was taken out.
    pub(super) async fn audit_accounts(
        &self,
        compared: &AuditCompared,
    ) -> Result<Vec<AuditBatchFault>, DeskError> {
        let names = Names::of(self).await?;
        let mut record = Record::default();
        let operations = [
            &operation::AUDIT_RETENTION,
            &operation::AUDIT_IMPORT,
            &operation::PERSON_FORGET,
            &operation::TENANT_REMOVE,
        ];
        for (_, event) in self.audit_done(&operations.map(|operation| operation.name)).await? {
            record.add(&event);
        }
        let mut faults = self.audit_policy_sets(&names).await?;
        faults.extend(self.audit_operators(&names).await?);
        faults.extend(self.audit_forgotten(&names).await?);
        faults.extend(self.audit_keys(&names).await?);
        faults.extend(self.audit_tenants(&names).await?);
        faults.extend(self.audit_readings(&names).await?);
        faults.extend(self.audit_dismissals(&names).await?);
        faults.extend(self.audit_retention_kept(&names).await?);
        faults.extend(self.audit_astray().await?);
        faults.extend(self.audit_open_work().await?);
        faults.extend(self.audit_removed(record.removed).await?);
        if compared.gone > record.values {
            let from: Vec<String> = compared
                .gone_from
                .iter()
                .map(|(log, number)| format!("{}/{number}", names.log(*log)))
                .collect();
            let message = format!(
                "{} values that entries keep outside are gone, and the entries of forgetting say {}; some are gone \
                 from {}",
                compared.gone,
                record.values,
                from.join(", ")
            );
            let entry = from.into_iter().next().unwrap_or_default();
            faults.push(AuditBatchFault { fault: "withheld-missing".to_owned(), entry, message });
        }
        let gone: u64 = compared.gone_of_events.values().fold(0, |all, gone| all.saturating_add(*gone));
        if gone > record.event_values {
            let places = self.audit_places(&compared.gone_of_events).await?;
            let message = format!(
                "{gone} values that events keep outside are gone, and the entries of forgetting say {}; they are \
                 gone from {places}",
                record.event_values
            );
            let fault = "withheld-missing".to_owned();
            faults.push(AuditBatchFault { fault, entry: String::new(), message });
        }
        Ok(faults)
    }

    /// Whether the policy sets are those that were set, and the one in force is the last that was.
    async fn audit_policy_sets(&self, names: &Names<'_>) -> Result<Vec<AuditBatchFault>, DeskError> {
        let sets = self.store().policy_sets().await?;
        let done = self.audit_done(&[operation::POLICY_SET.name]).await?;
        let mut faults = Vec::new();
        let mut fault = |entry: String, message: String| {
            faults.push(AuditBatchFault { fault: "policy-changed".to_owned(), entry, message });
        };
        let set_by = |hash: &str| {
            let of = |event: &Event| event.object.as_ref().is_some_and(|object| object.id == hash);
            let entry = done.iter().find(|(_, event)| of(event));
            entry.map(|(row, _)| names.id_of(row)).unwrap_or_default()
        };
        for set in sets.iter().filter(|set| hash_of(&set.text) != set.hash) {
            let message = format!(
                "the text of policy set {} does not fit its hash {}; set the policies anew with `steward policy set`",
                set.version, set.hash
            );
            fault(set_by(&set.hash), message);
        }
        // before the first entry that sets policies, those are in force under which the ledger began
        let last = match done.iter().max_by_key(|(row, _)| row.seq) {
            Some((row, event)) => {
                let hash = event.object.as_ref().map(|object| object.id.clone());
                hash.map(|hash| (hash, names.id_of(row)))
            }
            None => self.audit_first(names).await?,
        };
        let in_force = sets.first().map(|set| set.hash.as_str());
        if let Some((hash, entry)) = last.filter(|(hash, _)| in_force != Some(hash)) {
            let message = match in_force {
                Some(in_force) => {
                    format!(
                        "the policies in force have the hash {in_force}, and entry `{entry}` speaks of {hash}"
                    )
                }
                None => format!("no policy set is kept, and entry `{entry}` speaks of {hash}"),
            };
            fault(entry, message);
        }
        Ok(faults)
    }

    /// The policies under which the first entry was made, and its id.
    async fn audit_first(&self, names: &Names<'_>) -> Result<Option<(String, String)>, DeskError> {
        let trail = self.audit_trail().await?.trail().clone();
        let question = Question::default().with(Column::Source, "steward");
        let page = trail.ask(&question, None).page(PageFrom::Oldest, 1);
        for kept in self.audit_rows(&page.rows).await? {
            let AuditRow::Own { row: _, entry } = kept else { continue };
            if let Ok(Entry { chain: _, event }) = Entry::read(&entry.bytes) {
                return Ok(Some((event.decision.policy_version, names.id_of(&entry))));
            }
        }
        Ok(None)
    }

    /// Whether more events were removed than entries say.
    async fn audit_removed(&self, on_record: u64) -> Result<Option<AuditBatchFault>, DeskError> {
        let batches = self.store().audit_batches(None).await?;
        let removed: BTreeMap<i64, u64> = (batches.iter())
            .filter(|batch| batch.removed > 0)
            .map(|batch| (batch.id, u64::from(batch.removed)))
            .collect();
        let gone: u64 = removed.values().fold(0, |all, gone| all.saturating_add(*gone));
        if gone <= on_record {
            return Ok(None);
        }
        let places = self.audit_places(&removed).await?;
        let message = format!(
            "{gone} events were removed, and the entries of retention, forgetting and removing say {on_record}; they \
             are gone from {places}"
        );
        Ok(Some(AuditBatchFault { fault: "events-removed".to_owned(), entry: String::new(), message }))
    }

    /// Batches in words, with a count each.
    async fn audit_places(&self, counts: &BTreeMap<i64, u64>) -> Result<String, DeskError> {
        let batches = self.store().audit_batches(None).await?;
        let words = counts.iter().map(|(id, count)| {
            let batch = batches.iter().find(|batch| batch.id == *id);
            let (file, at) = batch
                .map_or((String::new(), String::new()), |batch| (batch.file.clone(), batch.at.to_string()));
            format!("the batch from `{file}` of {at} ({count})")
        });
        Ok(words.collect::<Vec<_>>().join(", "))
    }

    /// Every entry that says one of some operations was done, with what it says. The newest first.
    pub(super) async fn audit_done(&self, operations: &[&str]) -> Result<Vec<(LedgerRow, Event)>, DeskError> {
        let mut done = Vec::new();
        self.audit_each(operations, |row, event| done.push((row, event))).await?;
        Ok(done)
    }

    /// The same one by one.
    pub(super) async fn audit_each(
        &self,
        operations: &[&str],
        mut each: impl FnMut(LedgerRow, Event) + Send,
    ) -> Result<(), DeskError> {
        let mut question =
            Question::default().with(Column::Outcome, "success").with(Column::Source, "steward");
        for operation in operations {
            question = question.with(Column::Operation, *operation);
        }
        let trail = self.audit_trail().await?.trail().clone();
        let mut from = PageFrom::Newest;
        loop {
            let page = trail.ask(&question, None).page(from, PAGE);
            for kept in self.audit_rows(&page.rows).await? {
                let AuditRow::Own { row: _, entry } = kept else { continue };
                if let Ok(Entry { chain: _, event }) = Entry::read(&entry.bytes) {
                    each(entry, event);
                }
            }
            match page.older {
                Some(place) => from = PageFrom::OlderThan(place),
                None => return Ok(()),
            }
        }
    }
}
