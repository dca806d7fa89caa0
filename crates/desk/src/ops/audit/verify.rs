//! Verifying everything that is on record: the ledger, and the batches of tenants' events that it seals.

use super::batches::{of_batch, of_seal};
use super::names::Names;
use crate::convert::count;
use crate::desk::{Desk, Job};
use crate::error::DeskError;
use crate::ops::add_file::cancelled;
use crate::ops::elapsed;
use crate::wire::{AuditBatchFault, AuditVerifyReport, LedgerReport, Progress};
use crate::{R, operation};
use std::collections::{BTreeMap, HashSet};
use std::time::Instant;
use steward_audit::{Column, PageFrom, Question};
use steward_evidence::Batch;
use steward_ledger::{Entry, Hash};
use steward_store::{AuditIndexFault, AuditRow, AuditVerified};

/// What the work is called while it runs.
const WORK: &str = "audit verify";
/// Entries that are read at once.
const PAGE: usize = 500;
/// The fault of an index that was changed.
const INDEX: &str = "index-changed";
/// Most faults that are listed.
const FAULTS: usize = 500;

/// What was found about batches.
#[derive(Default)]
struct Found {
    batches: u32,
    events: u32,
    faults: Vec<AuditBatchFault>,
}

impl Desk {
    /// Verifies the ledger, as [`Desk::verify_ledger`] does, and every batch of events that it seals: each
    /// event against the root in its entry, each value against the event. Nothing is changed but when it was
    /// done and how it ended.
    ///
    /// # Errors
    /// When what is given is no key of a log here, the work was stopped, the policies refuse or the workspace
    /// cannot be read. What does not hold is in the answer, and so is that the workspace could not be written.
    pub async fn audit_verify(&self, key: Option<&str>, job: &Job) -> R<AuditVerifyReport> {
        let started = Instant::now();
        self.allow(&operation::RECORD_READ, None).await?;
        let work = self.audit_verify_inner(key, job, started);
        tokio::select! {
            report = work => Ok(report?),
            () = job.cancel.cancelled() => Err(cancelled().into()),
        }
    }

    async fn audit_verify_inner(
        &self,
        key: Option<&str>,
        job: &Job,
        started: Instant,
    ) -> Result<AuditVerifyReport, DeskError> {
        tell(job, "Comparing the index", 0, None);
        // before anything else reads it: an index that does not cover what is there is built again when it is read
        let compared = self.store().verify_audit_index().await?;
        let index = self.audit_verify_index(&compared.faults).await?;
        tell(job, "Verifying the ledger", 0, None);
        let ledger = self.verify_ledger_inner(key).await?;
        let mut found = self.audit_verify_batches(job).await?;
        found.faults.extend(self.audit_verify_contents(job).await?);
        let gone = match self.audit_accounts(&compared).await {
            Ok(gone) => gone,
            // an index that cannot be read does not keep from what was found
            Err(error) => vec![AuditBatchFault {
                fault: "index-unreadable".to_owned(),
                entry: String::new(),
                message: format!(
                    "whether what surrounds the ledger is as entries say cannot be told: {error}"
                ),
            }],
        };
        found.faults = index.into_iter().chain(gone).chain(found.faults).take(FAULTS).collect();
        let holds = ledger.holds && found.faults.is_empty();
        let at = self.now();
        let mut report = AuditVerifyReport {
            at: at.to_string(),
            took_ms: elapsed(started),
            holds,
            batches: found.batches,
            events: found.events,
            faults: found.faults,
            ledger,
            not_kept: None,
        };
        // events come with an entry that seals them, so that entries alone say how far it goes
        let entries = entries(&report.ledger);
        let verified = AuditVerified { at, holds, faults: faults(&report), entries };
        if let Err(fault) = self.audit_remember_verified(verified).await {
            report.not_kept = Some(fault.to_string());
        }
        Ok(report)
    }

    async fn audit_remember_verified(&self, verified: AuditVerified) -> Result<(), DeskError> {
        let mut write = self.store().write_at_once().await?;
        write.set_audit_verified(&verified).await?;
        Ok(write.commit_unrecorded().await?)
    }

    /// Compares the index with events and entries, and builds it again when it does not say what they say: it is
    /// made of them alone.
    async fn audit_verify_index(&self, found: &[AuditIndexFault]) -> Result<Vec<AuditBatchFault>, DeskError> {
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let logs = self.store().ledger_logs().await?;
        let batches = self.store().audit_batches(None).await?;
        let mut faults = Vec::new();
        for AuditIndexFault { kind, entry, batch, message } in found {
            let entry = entry.map(|(id, number)| {
                let log = logs.iter().find(|log| log.id == id).map(|log| log.name.as_str());
                format!("{}/{number}", log.unwrap_or_default())
            });
            let of = batch.and_then(|id| batches.iter().find(|batch| batch.id == id));
            let place = of.map(|batch| format!(" from `{}`", batch.file)).unwrap_or_default();
            faults.push(AuditBatchFault {
                fault: (*kind).to_owned(),
                entry: entry.unwrap_or_default(),
                message: format!("{message}{place}"),
            });
        }
        // from columns that say something else than their entries it would become wrong again
        let sound = found.iter().all(|fault| fault.kind == INDEX);
        let remedy = match sound {
            true => match self.audit_build_again().await {
                Ok(()) => "; the index was built again from events and entries".to_owned(),
                Err(error) => format!("; the index could not be built again: {error}"),
            },
            false => "; put back a copy of the workspace from before".to_owned(),
        };
        for fault in faults.iter_mut().filter(|fault| fault.fault == INDEX) {
            fault.message.push_str(&remedy);
        }
        Ok(faults)
    }

    async fn audit_build_again(&self) -> Result<(), DeskError> {
        let mut held = self.audit_trail().await?;
        *held = self.store().rebuild_audit("it was changed".to_owned()).await?;
        Ok(())
    }

    async fn audit_verify_batches(&self, job: &Job) -> Result<Found, DeskError> {
        let mut names = Names::of(self).await?;
        let batches = self.store().audit_batches(None).await?;
        let total: u32 = batches.iter().fold(0, |all, batch| all.saturating_add(batch.events));
        let (mut found, mut sealed) = (Found::default(), HashSet::new());
        for batch in batches.iter().rev() {
            tell(job, "Verifying events", found.events, Some(total));
            let report = self.store().verify_audit_batch(batch).await?;
            found.batches = found.batches.saturating_add(1);
            found.events = found.events.saturating_add(report.events);
            let seal = names.seal(batch.id).await?;
            let entry = seal.as_ref().map(|row| names.id_of(row)).unwrap_or_default();
            if seal.is_some() && !sealed.insert(entry.clone()) {
                let message = format!(
                    "the batch from `{}` of {} is listed more than once, and entry `{entry}` seals one",
                    batch.file, batch.at
                );
                let (fault, entry) = ("batch-changed".to_owned(), entry.clone());
                found.faults.push(AuditBatchFault { fault, entry, message });
            }
            found.faults.extend(of_seal(&names, batch, seal.as_ref(), &entry).await?);
            found.faults.extend(of_batch(batch, report, &entry));
        }
        match self.audit_missing_batches(&names).await {
            Ok(missing) => found.faults.extend(missing),
            // an index that cannot be read does not keep from what was found
            Err(error) => found.faults.push(AuditBatchFault {
                fault: "index-unreadable".to_owned(),
                entry: String::new(),
                message: format!("whether a batch is missing cannot be told: {error}"),
            }),
        }
        found.faults.truncate(FAULTS);
        Ok(found)
    }

    /// Batches that entries seal and that are not here, although their tenant is.
    async fn audit_missing_batches(&self, names: &Names<'_>) -> Result<Vec<AuditBatchFault>, DeskError> {
        let seals = self.audit_seals(names).await?;
        // looked for after the entries: somebody may be reading a log in, and a batch comes together with its entry
        let batches = self.store().audit_batches(None).await?;
        let there: HashSet<Hash> = batches.iter().map(|batch| batch.root).collect();
        let mut missing = Vec::new();
        for (id, (tenant, sealed)) in seals {
            if names.tenants.contains_key(&tenant) && !there.contains(&sealed.root) {
                missing.push(AuditBatchFault {
                    fault: "batch-missing".to_owned(),
                    message: format!(
                        "the batch of {} events that entry `{id}` seals is missing",
                        sealed.events
                    ),
                    entry: id,
                });
            }
        }
        Ok(missing)
    }

    /// Every entry that seals a batch, with its tenant.
    async fn audit_seals(&self, names: &Names<'_>) -> Result<BTreeMap<String, (String, Batch)>, DeskError> {
        let question = Question::default()
            .with(Column::Operation, operation::AUDIT_IMPORT.name)
            .with(Column::Outcome, "success")
            .with(Column::Source, "steward");
        let trail = self.audit_trail().await?.trail().clone();
        let mut seals = BTreeMap::new();
        let mut from = PageFrom::Newest;
        loop {
            let page = trail.ask(&question, None).page(from, PAGE);
            for kept in self.audit_rows(&page.rows).await? {
                let AuditRow::Own { row: _, entry } = kept else { continue };
                let Ok(Entry { chain: _, event }) = Entry::read(&entry.bytes) else { continue };
                if let (Some(sealed), Some(tenant)) = (Batch::sealed_by(&event), event.tenant) {
                    seals.insert(names.id_of(&entry), (tenant.id, sealed));
                }
            }
            match page.older {
                Some(place) => from = PageFrom::OlderThan(place),
                None => return Ok(seals),
            }
        }
    }
}

fn entries(ledger: &LedgerReport) -> u64 {
    ledger.logs.iter().map(|log| u64::from(log.entries)).sum()
}

fn faults(report: &AuditVerifyReport) -> u32 {
    let logs = report.ledger.logs.iter();
    let own = logs.fold(count(report.ledger.faults.len()), |all, log| {
        all.saturating_add(count(log.faults.len())).saturating_add(log.more)
    });
    own.saturating_add(count(report.faults.len()))
}

pub(super) fn tell(job: &Job, message: &str, done: u32, total: Option<u32>) {
    let (tenant, stage) = (WORK.to_owned(), "verifying".to_owned());
    (job.progress)(Progress { tenant, stage, done, total, message: message.to_owned() });
}
