//! Whether events stay as long as an entry set, and whether all that is kept of events, and of work that has not ended,
//! belongs to some.

use super::accounts::said;
use super::names::Names;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::operation;
use crate::wire::AuditBatchFault;
use serde_json::Value as Json;
use steward_ledger::{Entry, Event, OutcomeState};
use steward_store::{AuditAstray, AuditRetention, LedgerRow, OpenIntent};

impl Desk {
    /// Compares the retention in force with the last entry that set one.
    pub(super) async fn audit_retention_kept(
        &self,
        names: &Names<'_>,
    ) -> Result<Option<AuditBatchFault>, DeskError> {
        let done = self.audit_done(&[operation::AUDIT_RETENTION.name]).await?;
        let last = done.iter().max_by_key(|(row, _)| row.seq);
        let set = last.map(|(_, event)| retention(event)).unwrap_or_default();
        let kept = self.store().audit_retention().await?.unwrap_or_default();
        if set == kept {
            return Ok(None);
        }
        let entry = last.map(|(row, _)| names.id_of(row)).unwrap_or_default();
        let message = match last {
            Some(_) => format!("events stay for {}, and entry `{entry}` set {}", words(kept), words(set)),
            None => format!("events stay for {}, and no entry set that", words(kept)),
        };
        Ok(Some(AuditBatchFault { fault: "retention-changed".to_owned(), entry, message }))
    }

    /// Events and personal values that are kept and belong to no batch.
    pub(super) async fn audit_astray(&self) -> Result<Vec<AuditBatchFault>, DeskError> {
        let mut faults = Vec::new();
        for AuditAstray { first, events, values } in self.store().audit_astray().await? {
            let message = format!(
                "{events} events and {values} values from number {first} on are kept and belong to no batch"
            );
            let (fault, entry) = ("astray".to_owned(), String::new());
            faults.push(AuditBatchFault { fault, entry, message });
        }
        Ok(faults)
    }

    /// Work that is kept as not ended, although no entry began it, or one says how it ended.
    pub(super) async fn audit_open_work(&self) -> Result<Vec<AuditBatchFault>, DeskError> {
        let mut astray = Vec::new();
        for open in self.store().open_intents().await? {
            let rows = self.store().ledger_correlated(&open.correlation).await?;
            let state = |row: &LedgerRow| Some(Entry::read(&row.bytes).ok()?.event.outcome.state);
            if rows.iter().rev().find_map(state) != Some(OutcomeState::Intent) {
                astray.push(open);
            }
        }
        if astray.is_empty() {
            return Ok(Vec::new());
        }
        // some may have ended meanwhile
        let open = self.store().open_intents().await?;
        astray.retain(|work| open.contains(work));
        let fault = |work: OpenIntent| {
            let message = format!(
                "the request {} is kept as work that has not ended, and no entry says that it began and has not ended",
                work.correlation
            );
            AuditBatchFault { fault: "astray".to_owned(), entry: String::new(), message }
        };
        Ok(astray.into_iter().map(fault).collect())
    }
}

/// What an entry set.
fn retention(event: &Event) -> AuditRetention {
    let limit = |field: &str| {
        let limit = said(event, field).and_then(Json::as_u64);
        limit.and_then(|limit| u32::try_from(limit).ok())
    };
    AuditRetention { days: limit("days"), mib: limit("mib") }
}

fn words(retention: AuditRetention) -> String {
    let limit = |limit: Option<u32>, unit: &str| match limit {
        Some(limit) => format!("{limit} {unit}"),
        None => format!("any number of {unit}"),
    };
    format!("{} and {}", limit(retention.days, "days"), limit(retention.mib, "MiB"))
}
