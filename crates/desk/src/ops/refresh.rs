//! Reading a tenant again.

use crate::convert::{count, many};
use crate::desk::{Desk, Job, heavy};
use crate::door::Act;
use crate::error::DeskError;
use crate::source::{PROBLEMS, Reader, Source, choose_pack, shown, told};
use crate::wire::{ErrorCode, TenantCounts, TenantReport, TenantSummary, WireError};
use crate::{R, operation};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;
use steward_model::{Place, Problem};
use steward_pack::Pack;
use steward_store::{AttemptRow, PackRow, TenantRow};

/// A tenant of at least this many people that loses more than half of them is not read again by accident.
const WORTH_A_WORD: usize = 10;

impl Desk {
    /// Reads a tenant again. When that fails, the last good snapshot stays and the attempt is kept. A reading that lost
    /// everybody, or most people, is kept only when [`Job::accept_loss`] says so.
    ///
    /// # Errors
    /// When there is no such tenant, it cannot be read or lost most people, the work was stopped, or the policies
    /// refuse.
    pub async fn refresh(&self, name: &str, job: &Job) -> R<TenantReport> {
        let started = Instant::now();
        let row = self.tenant(name).await?;
        let act = self.allow(&operation::TENANT_REFRESH, Some((&row).into())).await?;
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
        let (pack, new_pack) = self.pack_again(row).await?;
        let environment = super::tenants::environment(&row.environment);
        let reader = Reader { id: &row.id, name: &row.name, environment, token: None };
        let reading = self.read_source(&reader, &source, &pack, job).await?;
        job.tell(&row.name, "compiling", "Working out who can do what");
        let shared = pack.clone();
        let mut prepared = heavy(move || reading.prepare(&shared)).await??;
        if job.cancel.is_cancelled() {
            return Err(super::add_file::cancelled());
        }
        let before = self.store().tenant_snapshots(&row.id).await?;
        if !prepared.complete && !before.is_empty() {
            return Err(incomplete(&row.name, &prepared.problems));
        }
        if let Some(before) = before.first()
            && let Ok(counts) = serde_json::from_str::<TenantCounts>(&before.counts)
            && let Some(gone) = vanished(counts.people as usize, prepared.people)
        {
            if !job.accept_loss {
                return Err(lost(row, &gone));
            }
            prepared.problems.insert(0, accepted(&row.name, &gone));
        }

        job.tell(&row.name, "storing", "Keeping the snapshot");
        let now = self.now();
        let shown = shown(&prepared.problems, PROBLEMS);
        let attempt = AttemptRow {
            at: now,
            ok: true,
            error: None,
            problems: serde_json::to_string(&shown)
                .map_err(|error| DeskError::Internal(error.to_string()))?,
            problems_total: count(prepared.problems.len()),
            complete: prepared.complete,
        };
        let mut write = act.write().await?;
        if let Some(new_pack) = &new_pack {
            write.insert_pack(new_pack).await?;
        }
        let pack_hash = new_pack.as_ref().map(|pack| pack.hash.as_str()).or(row.pack_hash.as_deref());
        write.update_tenant(&row.id, &prepared.display_name, pack_hash).await?;
        write.insert_snapshot(&prepared.packed).await?;
        let changed = write.saw_snapshot(&row.id, &prepared.packed.hash, now).await?;
        if before.is_empty() {
            write.set_baseline(&row.id, &prepared.packed.hash).await?;
        }
        write.insert_attempt(&row.id, &attempt).await?;
        write.clear_partial_read(&row.id).await?;
        let from = before.first().map(|row| row.hash.0.clone());
        act.commit(write, &serde_json::json!({ "from": from, "to": prepared.packed.hash.0 })).await?;
        let problems = prepared.problems;
        self.keep_compiled(prepared.compiled, &pack);
        let row = self.tenant(&row.name).await?;
        Ok(report(self.summary(&row).await?, changed, &problems, started))
    }

    /// The pack as it is now in its folder; the kept copy when the folder is away or has become faulty.
    async fn pack_again(&self, row: &TenantRow) -> Result<(Arc<Pack>, Option<PackRow>), DeskError> {
        if row.pack_hash.is_some()
            && Path::new(&row.pack).is_dir()
            && let Ok(chosen) = choose_pack(Some(&row.pack), "").await
        {
            return Ok((chosen.pack, chosen.kept));
        }
        Ok((self.pack_of(row).await?, None))
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
        // what is still shown lacks what it lacked before
        let before = self.store().last_attempt(&row.id).await.ok().flatten();
        let attempt = AttemptRow {
            at: self.now(),
            ok: false,
            error: serde_json::to_string(&told).ok(),
            problems: "[]".to_owned(),
            problems_total: 0,
            complete: before.is_none_or(|before| before.complete),
        };
        let keep = async {
            let mut write = act.write().await?;
            write.insert_attempt(&row.id, &attempt).await?;
            act.commit_failure(write, &error).await
        };
        if let Err(fault) = keep.await {
            tracing::warn!(%fault, tenant = %row.name, "a failed attempt could not be kept");
        }
        error
    }
}

/// `2026-11-22 10:36 UTC`.
fn moment_in_words(at: jiff::Timestamp) -> String {
    at.to_zoned(jiff::tz::TimeZone::UTC).strftime("%Y-%m-%d %H:%M UTC").to_string()
}

/// A read that lacks a whole part says less than the snapshot before.
fn incomplete(tenant: &str, problems: &[Problem]) -> DeskError {
    let told = WireError {
        code: ErrorCode::BadAnswer,
        message: format!("`{tenant}` could be read in part only"),
        meaning: "what was read is not kept, because more of it would be missing than before".into(),
        hint: "see below what is missing, and refresh again".into(),
        details: told(problems),
    };
    told.into()
}

/// `25 of 25 people are gone`, when a read lost everybody, or most of many.
fn vanished(before: usize, now: usize) -> Option<String> {
    let everybody = before > 0 && now == 0;
    let most = before >= WORTH_A_WORD && now.saturating_mul(2) < before;
    if !everybody && !most {
        return None;
    }
    let (gone, people) = (before.saturating_sub(now), many(before, "person", "people"));
    Some(format!("{gone} of {people} {} gone", if gone == 1 { "is" } else { "are" }))
}

/// It may be true, but a fault of the source looks just the same.
fn lost(row: &TenantRow, gone: &str) -> DeskError {
    let told = WireError {
        code: if row.kind == "scim" { ErrorCode::BadAnswer } else { ErrorCode::BadInput },
        message: format!("{gone}; nothing was replaced"),
        meaning: "a source that forgets people looks just like people who left".into(),
        hint: format!(
            "see that the source is complete; if they did leave, say so with `steward tenant refresh {} --accept-loss`",
            row.name
        ),
        details: Vec::new(),
    };
    told.into()
}

/// A loss that somebody accepted is said all the same.
fn accepted(tenant: &str, gone: &str) -> Problem {
    Problem::warning(
        "people-vanished",
        Place::file(tenant),
        format!("{gone} since the last read"),
        "see that the source is complete; the snapshot before is kept, compare the two with a diff",
    )
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
