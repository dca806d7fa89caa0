//! Reading a tenant again.

use super::attempts;
use crate::convert::count;
use crate::desk::{Desk, Job, Surface, heavy};
use crate::door::Act;
use crate::error::DeskError;
use crate::ledger::{changed, set};
use crate::source::{PROBLEMS, Reader, Source, choose_pack, shown};
use crate::wire::{ErrorCode, TenantReport, TenantSummary, WireError};
use crate::{R, operation};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;
use steward_model::{Place, Problem};
use steward_pack::Pack;
use steward_store::{PackRow, TenantRow};

impl Desk {
    /// Reads a tenant again. When that fails, the last good snapshot stays and the attempt is kept. A reading that would
    /// lose what is known, or most of a kind, is kept only when [`Job::accept_loss`] says so.
    ///
    /// # Errors
    /// When there is no such tenant, it cannot be read or would lose what is known, the work was stopped, or the
    /// policies refuse.
    pub async fn refresh(&self, name: &str, job: &Job) -> R<TenantReport> {
        let started = Instant::now();
        let row = self.tenant(name).await?;
        let mut asker = self.asker().await?;
        if job.by_schedule {
            asker.surface = Surface::Sync;
        }
        let act = self.allow_to(asker, &operation::TENANT_REFRESH, Some((&row).into())).await?;
        let result = match self.refresh_inner(&act, &row, job, started).await {
            Ok(report) => Ok(report),
            Err(error) => Err(self.failed(&act, &row, error).await),
        };
        act.settle(result).await
    }

    async fn refresh_inner(
        &self,
        act: &Act,
        row: &TenantRow,
        job: &Job,
        started: Instant,
    ) -> Result<TenantReport, DeskError> {
        let source: Source = serde_json::from_str(&row.source)
            .map_err(|_| DeskError::Internal(format!("how `{}` is read cannot be understood", row.name)))?;
        let (pack, new_pack, fault) = self.pack_again(row).await?;
        let environment = super::tenants::environment(&row.environment);
        let reader = Reader { id: &row.id, name: &row.name, environment, token: None };
        if source.reaches_out() {
            act.intend(vec![set("kind", &row.kind)]).await?;
        }
        let reading = self.read_source(&reader, &source, &pack, job).await?;
        job.tell(&row.name, "compiling", "Working out who can do what");
        let shared = pack.clone();
        let mut prepared = heavy(move || reading.prepare(&shared)).await??;
        prepared.problems.extend(fault);
        if job.cancel.is_cancelled() {
            return Err(super::add_file::cancelled());
        }
        let before = self.store().tenant_snapshots(&row.id).await?;
        if let Some(last) = before.first()
            && let Some(loss) = self.loss(row, last, &prepared).await?
        {
            if !job.accept_loss {
                return Err(loss.refused(row, &prepared.problems));
            }
            prepared.problems.insert(0, loss.accepted(&row.name));
        }

        job.tell(&row.name, "storing", "Keeping the snapshot");
        let now = self.now();
        let attempt = attempts::good(now, &prepared.problems, &prepared.missing)?;
        let mut write = act.write().await?;
        if let Some(new_pack) = &new_pack {
            write.insert_pack(new_pack).await?;
        }
        let pack_hash = new_pack.as_ref().map(|pack| pack.hash.as_str()).or(row.pack_hash.as_deref());
        write.update_tenant(&row.id, &prepared.display_name, pack_hash).await?;
        write.insert_snapshot(&prepared.packed).await?;
        let is_new = write.saw_snapshot(&row.id, &prepared.packed.hash, now).await?;
        if before.is_empty() {
            write.set_baseline(&row.id, &prepared.packed.hash).await?;
        }
        write.insert_attempt(&row.id, &attempt).await?;
        write.clear_partial_read(&row.id).await?;
        let from = before.first().map(|row| row.hash.0.clone());
        let changes = vec![changed("snapshot", from, &prepared.packed.hash.0), set("read at", now)];
        act.commit(write, changes).await?;
        let problems = prepared.problems;
        self.keep_compiled(prepared.compiled, &pack);
        let row = self.tenant(&row.name).await?;
        Ok(report(self.summary(&row).await?, is_new, &problems, started))
    }

    /// The pack as it is now in its folder; the kept copy when the folder is away or has become faulty, which is said.
    async fn pack_again(
        &self,
        row: &TenantRow,
    ) -> Result<(Arc<Pack>, Option<PackRow>, Option<Problem>), DeskError> {
        let mut fault = None;
        if row.pack_hash.is_some() && Path::new(&row.pack).is_dir() {
            match choose_pack(Some(&row.pack), "").await {
                Ok(chosen) => return Ok((chosen.pack, chosen.kept, None)),
                Err(error) => fault = Some(faulty(&row.pack, error)),
            }
        }
        Ok((self.pack_of(row).await?, None, fault))
    }

    /// Keeps the attempt, and says which state is still shown.
    async fn failed(&self, act: &Act, row: &TenantRow, error: DeskError) -> DeskError {
        let mut told = WireError::from(error);
        let kept = self.store().tenant_snapshots(&row.id).await.ok();
        if let Some(last) = kept.as_ref().and_then(|rows| rows.first()) {
            let still = format!("you still see the state of {}", moment_in_words(last.seen_at));
            told.meaning = match told.meaning.is_empty() {
                true => still,
                false => format!("{}; {still}", told.meaning),
            };
        }
        let error = DeskError::from(told.clone());
        let before = self.store().last_attempt(&row.id).await.ok().flatten();
        let keep = async {
            let attempt = attempts::bad(self.now(), &told, before.as_ref())?;
            let mut write = act.write().await?;
            write.insert_attempt(&row.id, &attempt).await?;
            if told.code == ErrorCode::WouldLose {
                // it came to its end: the next read begins anew, and sees what has healed
                write.clear_partial_read(&row.id).await?;
            }
            act.commit_failure(write, &error).await
        };
        if let Err(fault) = keep.await {
            tracing::warn!(%fault, tenant = %row.name, "a failed attempt could not be kept");
        }
        error
    }
}

/// A pack whose changes do not count.
fn faulty(folder: &str, error: DeskError) -> Problem {
    let message = format!("{}; the copy that was kept of it is used", WireError::from(error).message);
    let hint = "correct it, `steward pack check` shows every place, and refresh again";
    Problem::warning("pack-faulty", Place::file(folder), message, hint)
}

/// `2026-11-22 10:36 UTC`.
fn moment_in_words(at: jiff::Timestamp) -> String {
    at.to_zoned(jiff::tz::TimeZone::UTC).strftime("%Y-%m-%d %H:%M UTC").to_string()
}

pub(crate) fn report(
    tenant: TenantSummary,
    changed: bool,
    problems: &[Problem],
    started: Instant,
) -> TenantReport {
    TenantReport {
        tenant,
        changed,
        problems: shown(problems, PROBLEMS),
        problems_total: count(problems.len()),
        elapsed_ms: super::elapsed(started),
    }
}
