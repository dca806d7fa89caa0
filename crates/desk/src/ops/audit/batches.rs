//! Whether a batch of events is the one that its entry seals, and is listed as that says.

use super::accounts::said;
use super::import::{AT, FILE_NAME, MAPPING};
use super::names::Names;
use crate::error::DeskError;
use crate::wire::AuditBatchFault;
use serde_json::Value as Json;
use steward_evidence::Batch;
use steward_ledger::Entry;
use steward_store::{AuditBatchRow, BatchReport, LedgerRow};

/// What is wrong with a batch beside the entry that seals it, whose id is given. What an entry of an earlier version does
/// not say is not compared.
pub(super) async fn of_seal(
    names: &Names<'_>,
    batch: &AuditBatchRow,
    seal: Option<&LedgerRow>,
    entry: &str,
) -> Result<Vec<AuditBatchFault>, DeskError> {
    let mut faults = Vec::new();
    let mut fault = |fault: &str, message: String| {
        faults.push(AuditBatchFault { fault: fault.to_owned(), entry: entry.to_owned(), message });
    };
    let read = seal.and_then(|row| Some((row, Entry::read(&row.bytes).ok()?.event)));
    let sealed = read.as_ref().and_then(|(row, event)| Some((*row, event, Batch::sealed_by(event)?)));
    let Some((row, event, sealed)) = sealed else {
        let message = format!(
            "no entry of the ledger seals the batch of {} events that was read from `{}` at {}",
            batch.events, batch.file, batch.at
        );
        fault("unsealed", message);
        return Ok(faults);
    };
    if sealed.events != u64::from(batch.events) {
        let message = format!(
            "the batch from `{}` has {} events, and its entry speaks of {}",
            batch.file, batch.events, sealed.events
        );
        fault("count-changed", message);
    }
    if event.tenant.as_ref().is_some_and(|tenant| tenant.id != batch.tenant) {
        let message =
            format!("the batch from `{}` stands under another tenant than its entry says", batch.file);
        fault("batch-changed", message);
    }
    let text = |field: &str| said(event, field).and_then(Json::as_str).map(str::to_owned);
    let file = names.desk.audit_outside(row, event, FILE_NAME).await?;
    let listed = [
        ("mappings that read it", text(MAPPING), batch.mapping.clone()),
        ("time", text(AT), batch.at.to_string()),
        ("name of the file", file, batch.file.clone()),
    ];
    for (what, told, kept) in listed {
        if told.is_some_and(|told| told != kept) {
            let message = format!(
                "the batch from `{}` of {} is listed with another {what} than its entry says",
                batch.file, batch.at
            );
            fault("batch-changed", message);
        }
    }
    Ok(faults)
}

/// What is wrong inside of a batch.
pub(super) fn of_batch(batch: &AuditBatchRow, report: BatchReport, entry: &str) -> Vec<AuditBatchFault> {
    let BatchReport { events: _, values: _, faults, unlisted } = report;
    let told = |fault: &str, message: String| AuditBatchFault {
        fault: fault.to_owned(),
        entry: entry.to_owned(),
        message,
    };
    let mut list: Vec<AuditBatchFault> = (faults.into_iter())
        .map(|fault| {
            let place = fault.row.map(|row| format!("event/{row}: ")).unwrap_or_default();
            told(fault.kind, format!("{place}{}, in the batch from `{}`", fault.message, batch.file))
        })
        .collect();
    if unlisted > 0 {
        list.push(told("more", format!("and {unlisted} more faults in the batch from `{}`", batch.file)));
    }
    list
}
