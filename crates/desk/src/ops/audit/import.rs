//! Reading a tenant's audit log in: event by event, batch by batch, each batch sealed by an entry of the
//! ledger.

use super::log::{self, Part, Piece, name_of};
use super::mappings::reader;
use crate::convert::count;
use crate::desk::{Desk, Job};
use crate::door::Act;
use crate::error::DeskError;
use crate::ledger::set;
use crate::ops::add_file::cancelled;
use crate::ops::elapsed;
use crate::source::{PROBLEMS, shown};
use crate::wire::{AuditDiffering, AuditImportDone, Progress};
use crate::{R, operation};
use std::time::Instant;
use steward_ledger::Change;
use steward_store::{AuditBatchRow, NewAuditBatch, SealedAuditBatch, TenantRow};
use tokio::sync::mpsc::{Receiver, channel};

/// What the work is called while it runs.
const WORK: &str = "audit import";
/// Events of a batch. While one is written, others wait, so it does not last.
const BATCH: u32 = 20_000;
/// About how many bytes they have at most.
const BATCH_BYTES: usize = 32 << 20;
/// Events that say something else than what is kept: so many are named.
pub(super) const DIFFERING: usize = 10;
/// What the entry that seals a batch says of it, as it is listed: the mappings, when it was read in, and the name of the
/// file, to which it only commits.
pub(super) const MAPPING: &str = "mapping";
pub(super) const AT: &str = "at";
pub(super) const FILE_NAME: &str = "file name";
/// Pieces of a log that are read ahead.
const AHEAD: usize = 4;

/// What came of reading in so far.
#[derive(Debug, Default)]
struct Kept {
    added: u32,
    again: Again,
    differing: Vec<AuditDiffering>,
    sealed: Vec<String>,
    /// What came again and no entry that seals a batch speaks of.
    unsaid: Again,
}

/// Events that are not new.
#[derive(Clone, Copy, Debug, Default)]
struct Again {
    /// Those that were here before the file was read.
    known: u32,
    /// Those that came before in the same file.
    repeated: u32,
    /// Of both, those that say something else than what is kept.
    differs: u32,
}

impl Again {
    fn of(sealed: &SealedAuditBatch) -> Self {
        let SealedAuditBatch { known, repeated, differs, .. } = sealed;
        Self { known: known.saturating_sub(*repeated), repeated: *repeated, differs: *differs }
    }

    fn add(&mut self, other: Self) {
        self.known = self.known.saturating_add(other.known);
        self.repeated = self.repeated.saturating_add(other.repeated);
        self.differs = self.differs.saturating_add(other.differs);
    }

    /// What an entry says of them.
    fn said(self) -> [Change; 3] {
        [set("known", self.known), set("repeated", self.repeated), set("differs", self.differs)]
    }
}

impl Kept {
    /// Names events that say something else than what is kept.
    fn name(&mut self, events: impl Iterator<Item = AuditDiffering>) {
        let room = DIFFERING.saturating_sub(self.differing.len());
        self.differing.extend(events.take(room));
    }
}

/// The log that is being read in.
struct Source<'a> {
    row: &'a TenantRow,
    file: String,
    hash: String,
}

impl Desk {
    /// Reads the audit log of a tenant in from a file. Events that are here already are left out, records
    /// that cannot be read are named and the rest is kept. Each batch is sealed by an entry of the ledger;
    /// work that is stopped keeps the batches that were sealed. Then what the retention does not allow any
    /// more is removed.
    ///
    /// # Errors
    /// When there is no such tenant or mapping, nothing in the file can be read, the work was stopped, the
    /// workspace cannot be written, or the policies refuse.
    pub async fn audit_import(
        &self,
        tenant: &str,
        path: &str,
        mapping: Option<&str>,
        job: &Job,
    ) -> R<AuditImportDone> {
        self.audit_import_of(tenant, (Some(path), mapping), job).await
    }

    /// Reads the log that is made up for the practice tenant in, like one from a file.
    ///
    /// # Errors
    /// As for a file, and when it is no practice tenant.
    pub async fn audit_import_made_up(&self, tenant: &str, job: &Job) -> R<AuditImportDone> {
        self.audit_import_of(tenant, (None, None), job).await
    }

    /// Reads a file in, or the log that is made up.
    async fn audit_import_of(
        &self,
        tenant: &str,
        log: (Option<&str>, Option<&str>),
        job: &Job,
    ) -> R<AuditImportDone> {
        let started = Instant::now();
        let row = self.tenant(tenant).await?;
        let act = self.allow(&operation::AUDIT_IMPORT, Some((&row).into())).await?;
        let result = self.audit_import_inner(&act, &row, log, job, started).await;
        act.settle(result).await
    }

    async fn audit_import_inner(
        &self,
        act: &Act,
        row: &TenantRow,
        (path, mapping): (Option<&str>, Option<&str>),
        job: &Job,
        started: Instant,
    ) -> Result<AuditImportDone, DeskError> {
        tell(job, 0);
        let (known, faulty) = self.audit_mappings(row).await?;
        let reader = reader(mapping, known)?;
        let log = self.audit_log(row, path).await?;
        let path = log.path.clone();
        let (pieces, mut taken) = channel(AHEAD);
        let reading = tokio::task::spawn_blocking(move || log::read(&log, &reader, &pieces));
        let kept = self.audit_keep(act, row, (&path, &mut taken), job).await;
        // from here on the reader is stopped by having nobody to hand over to
        drop(taken);
        let reading = reading.await.map_err(|error| DeskError::Internal(error.to_string()))?;
        let (mut reading, kept) = (reading?, kept?);
        reading.problems.extend(faulty);
        if reading.events == 0 {
            return Err(log::nothing(&path, &reading));
        }
        if kept.sealed.is_empty() || kept.unsaid.differs > 0 {
            act.done([set("events", 0)].into_iter().chain(kept.unsaid.said()).collect()).await?;
        }
        let removed = self.audit_keep_to_retention(act).await?;
        Ok(AuditImportDone {
            added: kept.added,
            known: kept.again.known,
            repeated: kept.again.repeated,
            differs: kept.again.differs,
            differing: kept.differing,
            left_out: reading.left_out,
            removed,
            sealed: kept.sealed,
            problems: shown(&reading.problems, PROBLEMS),
            problems_total: count(reading.problems.len()),
            took_ms: elapsed(started),
        })
    }

    /// Keeps what the reader hands over, batch by batch.
    async fn audit_keep(
        &self,
        act: &Act,
        row: &TenantRow,
        (path, pieces): (&str, &mut Receiver<Piece>),
        job: &Job,
    ) -> Result<Kept, DeskError> {
        let mut kept = Kept::default();
        // a file that cannot be read hands over nothing
        let Some(Piece::File(hash)) = pieces.recv().await else { return Ok(kept) };
        act.about("file", &hash);
        let source = Source { row, file: name_of(path), hash };
        while let Some(piece) = pieces.recv().await {
            let Piece::Events(first) = piece else { continue };
            self.audit_batch(act, &source, (first, &mut *pieces), job, &mut kept).await?;
        }
        Ok(kept)
    }

    /// Keeps and seals one batch, which begins with these events.
    async fn audit_batch(
        &self,
        act: &Act,
        source: &Source<'_>,
        (first, pieces): (Part, &mut Receiver<Piece>),
        job: &Job,
        kept: &mut Kept,
    ) -> Result<(), DeskError> {
        let new = NewAuditBatch {
            tenant: source.row.id.clone(),
            file: source.file.clone(),
            at: self.now(),
            correlation: act.correlation().to_owned(),
        };
        let mut held = self.audit_trail().await?;
        let mut write = act.write().await?;
        let mut import = write.begin_audit_batch(&held, new).await?;
        let (mut next, mut size) = (Some(first), 0_usize);
        while let Some(Part { events, lines, bytes }) = next {
            if job.cancel.is_cancelled() {
                return Err(cancelled());
            }
            size = size.saturating_add(bytes);
            let ids: Vec<String> = events.iter().map(|event| event.id.clone()).collect();
            let differs = write.add_audit_events(&mut import, events).await?;
            kept.name(differing(&differs, &ids, &lines));
            let done = kept.added.saturating_add(kept.again.known).saturating_add(kept.again.repeated);
            let here = import.events().saturating_add(import.known());
            tell(job, done.saturating_add(here));
            next = match here < BATCH && size < BATCH_BYTES {
                true => pieces.recv().await.map(part_of),
                false => None,
            };
        }
        let sealed = write.seal_audit_batch(import).await?;
        let again = Again::of(&sealed);
        kept.again.add(again);
        let SealedAuditBatch { batch, trail, .. } = sealed;
        let Some(batch) = batch else {
            // with nothing new there is nothing to seal
            kept.unsaid.add(again);
            return Ok(());
        };
        // files may be named after people
        let outside = vec![(set(FILE_NAME, ()), batch.file.clone())];
        act.commit_outside(write, None, changes(&batch, source, again), outside).await?;
        *held = trail;
        drop(held);
        kept.added = kept.added.saturating_add(batch.events);
        kept.sealed.extend(self.audit_last_of(act).await?);
        Ok(())
    }

    /// Id of the entry that was made last in a request.
    async fn audit_last_of(&self, act: &Act) -> Result<Option<String>, DeskError> {
        let entries = self.store().ledger_correlated(act.correlation()).await?;
        let logs = self.store().ledger_logs().await?;
        Ok(entries.last().and_then(|row| {
            let log = logs.iter().find(|log| log.id == row.log)?;
            Some(format!("{}/{}", log.name, row.number))
        }))
    }
}

fn part_of(piece: Piece) -> Part {
    match piece {
        Piece::Events(part) => part,
        Piece::File(_) => Part::default(),
    }
}

/// Events at some places among those of these ids and lines.
pub(super) fn differing(
    places: &[usize],
    ids: &[String],
    lines: &[u32],
) -> impl Iterator<Item = AuditDiffering> {
    places.iter().filter_map(|at| Some(AuditDiffering { id: ids.get(*at)?.clone(), line: *lines.get(*at)? }))
}

/// What the entry says of the batch that it seals.
fn changes(batch: &AuditBatchRow, source: &Source<'_>, again: Again) -> Vec<Change> {
    let sealed = [set("root", batch.root.to_string()), set("events", batch.events)];
    let read = [set(MAPPING, &batch.mapping), set("file", &source.hash), set(AT, batch.at)];
    sealed.into_iter().chain(again.said()).chain(read).collect()
}

fn tell(job: &Job, done: u32) {
    let (tenant, stage) = (WORK.to_owned(), "reading".to_owned());
    (job.progress)(Progress { tenant, stage, done, total: None, message: "Reading the log".to_owned() });
}
