//! Verifying the ledger.

use crate::desk::Desk;
use crate::error::DeskError;
use crate::ledger::{committed_before, missing, narrow, said, verify_log};
use crate::wire::{LedgerFault, LedgerReport};
use crate::{R, operation};
use steward_ledger::VerifierKey;
use steward_store::WithheldRow;

impl Desk {
    /// Verifies everything that is on record: each log with its chain, signatures, checkpoints and the values that lie
    /// outside of it, and the record before the ledger. The key in use is compared with the one given, else with what
    /// this computer keeps. Nothing is changed.
    ///
    /// # Errors
    /// When what is given is no key of a log here, the policies refuse or the workspace cannot be read. What does not hold
    /// is in the answer.
    pub async fn verify_ledger(&self, key: Option<&str>) -> R<LedgerReport> {
        self.allow(&operation::RECORD_READ, None).await?;
        Ok(self.verify_ledger_inner(key).await?)
    }

    pub(super) async fn verify_ledger_inner(&self, key: Option<&str>) -> Result<LedgerReport, DeskError> {
        let store = self.store();
        let given = key.map(given).transpose()?;
        let rows = store.ledger_logs().await?;
        if let Some(key) = &given
            && !rows.iter().any(|log| log.name == key.name())
        {
            let message = format!("there is no log `{}` in this workspace", key.name());
            return Err(DeskError::input(message, "give the public key of one of its logs"));
        }
        let (withheld, open) = (store.withheld().await?, store.open_intents().await?);
        let mut logs = Vec::new();
        for log in rows {
            let given = given.as_ref().filter(|key| key.name() == log.name);
            let anchor = self.anchor(&log, given).await;
            let values: Vec<_> = withheld.iter().filter(|row| row.log == log.id).cloned().collect();
            let mut report = verify_log(self, &log, anchor, &values).await?;
            if log.operator == self.inner.operator {
                report.open = narrow(open.len() as u64);
                if report.unsigned > 0 {
                    report.away = self.key_away(&log).await.unwrap_or_default();
                }
            }
            // one that was begun and never written to says nothing
            if report.entries > 0 || !report.faults.is_empty() {
                logs.push(report);
            }
        }
        let mut faults = self.verify_logs_are_there(&withheld).await?;
        let before = self.verify_before(&mut faults).await?;
        let holds = faults.is_empty() && logs.iter().all(|log| log.faults.is_empty() && log.more == 0);
        Ok(LedgerReport { holds, logs, before, faults })
    }

    /// Every log that this computer signed, and every log that entries and values are of, is there, and no statement
    /// about any was removed.
    async fn verify_logs_are_there(&self, withheld: &[WithheldRow]) -> Result<Vec<LedgerFault>, DeskError> {
        let rows = self.store().ledger_logs().await?;
        let mut faults = missing(self, &rows).await?;
        for head in self.remembered_heads() {
            let commit = head.commit;
            if !rows.iter().any(|log| log.name == commit.device) {
                let message = format!(
                    "this computer signed {} entries of `{}`, and the workspace does not have that log",
                    commit.size, commit.device
                );
                faults.push(said("log-missing", 0, message));
            }
        }
        if let Some((entries, first)) = self.store().ledger_without_log().await? {
            let message = format!("{entries} entries are of a log that the workspace does not have");
            faults.push(said("log-missing", first, message));
        }
        for (kind, count, size) in self.store().statements_without_log().await? {
            let message = format!("{count} {kind}s are of a log that the workspace does not have");
            faults.push(said("log-missing", size.saturating_sub(1), message));
        }
        let astray = |row: &&WithheldRow| !rows.iter().any(|log| log.id == row.log);
        if let Some(row) = withheld.iter().find(astray) {
            let values = withheld.iter().filter(astray).count();
            let message =
                format!("{values} values are kept of entries of a log that the workspace does not have");
            faults.push(said("withheld-changed", row.number, message));
        }
        Ok(faults)
    }

    /// The record before the ledger is the one that the ledger commits to. Returns how many rows it has.
    async fn verify_before(&self, faults: &mut Vec<LedgerFault>) -> Result<Option<u32>, DeskError> {
        let store = self.store();
        let committed = store.ledger_begin().await?;
        let committed = committed.as_ref().and_then(|row| committed_before(&row.bytes));
        let kept = store.record_before().await?.map(|(rows, root)| (rows, root.to_string()));
        if let Some((rows, root)) = &committed
            && kept.as_ref() != Some(&(*rows, root.clone()))
        {
            let there = kept.as_ref().map_or(0, |(rows, _)| *rows);
            let message = format!(
                "the record before the ledger was changed: it has {there} rows that are not the {rows} the ledger \
                 commits to"
            );
            faults.push(said("before-changed", 0, message));
        }
        // one that nobody could commit to yet is not wrong
        if let (None, Some((rows, _))) = (&committed, &kept)
            && !store.has_record_before().await?
        {
            let message = format!("the record before the ledger has {rows} rows that no entry commits to");
            faults.push(said("before-changed", 0, message));
        }
        Ok(kept.map(|(rows, _)| narrow(rows)))
    }
}

fn given(text: &str) -> Result<VerifierKey, DeskError> {
    text.trim().parse::<VerifierKey>().map_err(|error| {
        DeskError::input(
            format!("that is not a public key: {error}"),
            "give it as `steward audit verify` shows it, or leave it out",
        )
    })
}
