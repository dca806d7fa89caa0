//! The entries of the ledger that seal batches of tenants' events.

use super::names::Names;
use crate::error::DeskError;
use std::collections::HashMap;
use steward_evidence::Batch;
use steward_ledger::Entry;
use steward_store::{AuditBatchRow, LedgerRow};

/// What was found so far.
#[derive(Default)]
pub(super) struct Seals {
    batches: Option<HashMap<i64, AuditBatchRow>>,
    /// By batch.
    entries: HashMap<i64, Option<LedgerRow>>,
}

impl Names<'_> {
    /// All batches, by id.
    pub(super) async fn batches(&mut self) -> Result<&HashMap<i64, AuditBatchRow>, DeskError> {
        if self.seals.batches.is_none() {
            let rows = self.desk.store().audit_batches(None).await?;
            self.seals.batches = Some(rows.into_iter().map(|row| (row.id, row)).collect());
        }
        let batches = &*self.seals.batches.get_or_insert_default();
        Ok(batches)
    }

    /// The entry that seals a batch; nothing when there is none.
    pub(super) async fn seal(&mut self, batch: i64) -> Result<Option<LedgerRow>, DeskError> {
        if let Some(known) = self.seals.entries.get(&batch) {
            return Ok(known.clone());
        }
        let found = match self.batches().await?.get(&batch).cloned() {
            Some(batch) => self.entry_of(&batch).await?,
            None => None,
        };
        self.seals.entries.insert(batch, found.clone());
        Ok(found)
    }

    async fn entry_of(&self, batch: &AuditBatchRow) -> Result<Option<LedgerRow>, DeskError> {
        let entries = self.desk.store().ledger_correlated(&batch.correlation).await?;
        let seals = |row: &LedgerRow| {
            let entry = Entry::read(&row.bytes).ok();
            entry
                .and_then(|entry| Batch::sealed_by(&entry.event))
                .is_some_and(|sealed| sealed.root == batch.root)
        };
        Ok(entries.into_iter().find(seals))
    }

    /// Name of the log of an entry.
    pub(super) fn log(&self, id: i64) -> String {
        self.logs.iter().find(|log| log.id == id).map(|log| log.name.clone()).unwrap_or_default()
    }

    /// The id by which an entry is asked for.
    pub(super) fn id_of(&self, row: &LedgerRow) -> String {
        format!("{}/{}", self.log(row.log), row.number)
    }
}
