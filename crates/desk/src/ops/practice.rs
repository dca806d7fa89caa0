//! The practice tenant.

use super::add_file::{KIND, outside};
use super::attempts;
use super::refresh::report;
use crate::convert::json;
use crate::desk::{Desk, heavy};
use crate::door::{Act, NAME, Of};
use crate::error::DeskError;
use crate::ledger::set;
use crate::source::{Reading, Source, tenant_name};
use crate::wire::TenantReport;
use crate::{R, operation};
use std::time::Instant;
use steward_connect::Missing;
use steward_store::{StoreError, TenantRow};

/// The pack that the practice tenant is made from.
const PACK: &str = "meridian";

impl Desk {
    /// Makes the practice tenant under a name; one that is there is returned as it is.
    ///
    /// # Errors
    /// When another kind of tenant has the name, or the policies refuse.
    pub async fn add_practice(&self, name: &str) -> R<TenantReport> {
        let started = Instant::now();
        let name = tenant_name(name)?;
        if let Some(report) = self.practice_there(&name, started).await? {
            return Ok(report);
        }
        let id = self.new_tenant_id().await?;
        let of = Of { id: &id, name: &name, environment: "practice", new: true };
        let act = self.allow(&operation::TENANT_PRACTICE, Some(of)).await?;
        let result = self.add_practice_inner(&act, &id, &name, started).await;
        // another program was quicker: what it made is what was asked for
        if let Err(DeskError::Store(StoreError::Taken { .. })) = &result
            && let Some(report) = self.practice_there(&name, started).await?
        {
            return Ok(report);
        }
        act.settle(result).await
    }

    /// The practice tenant of a name, if it is there.
    async fn practice_there(&self, name: &str, started: Instant) -> Result<Option<TenantReport>, DeskError> {
        let Some(row) = self.store().tenant(name).await? else { return Ok(None) };
        self.allow(&operation::WORKSPACE_READ, None).await?;
        if row.kind != "practice" {
            return Err(DeskError::Exists(row.name));
        }
        Ok(Some(report(self.summary(&row).await?, false, &[], started)))
    }

    async fn add_practice_inner(
        &self,
        act: &Act,
        id: &str,
        name: &str,
        started: Instant,
    ) -> Result<TenantReport, DeskError> {
        let now = self.now();
        let missing = || DeskError::Internal(format!("the pack `{PACK}` has no practice tenant"));
        let pack = heavy(|| steward_pack::builtin(PACK)).await?.ok_or_else(missing)?;
        let (pack, baseline, baseline_at, current) = heavy(move || {
            let practice = steward_sandbox::practice(&pack, now);
            let of = |snapshot| Reading::whole(snapshot).prepare(&pack);
            let (baseline, current) = (of(practice.baseline)?, of(practice.current)?);
            Ok::<_, DeskError>((pack, baseline, practice.baseline_taken_at, current))
        })
        .await??;
        let row = TenantRow {
            id: id.to_owned(),
            name: name.to_owned(),
            display_name: current.display_name.clone(),
            kind: Source::Practice.kind().to_owned(),
            environment: "practice".to_owned(),
            address: String::new(),
            source: json(&Source::Practice)?,
            pack: PACK.to_owned(),
            pack_hash: None,
            added_at: now,
            schedule_minutes: None,
        };
        let attempt = attempts::good(now, &[], &Missing::default())?;
        let mut write = act.write().await?;
        write.insert_tenant(&row).await?;
        write.insert_snapshot(&baseline.packed).await?;
        write.insert_snapshot(&current.packed).await?;
        write.saw_snapshot(&row.id, &baseline.packed.hash, baseline_at).await?;
        write.set_baseline(&row.id, &baseline.packed.hash).await?;
        write.saw_snapshot(&row.id, &current.packed.hash, now).await?;
        write.insert_attempt(&row.id, &attempt).await?;
        let changes = vec![
            set(KIND, &row.kind),
            set(NAME, &row.name),
            set("baseline", &baseline.packed.hash.0),
            set("baseline read at", baseline_at),
            set("snapshot", &current.packed.hash.0),
            set("read at", now),
        ];
        act.commit_outside(write, None, changes, outside(&row)).await?;
        self.keep_compiled(baseline.compiled, &pack);
        self.keep_compiled(current.compiled, &pack);
        Ok(report(self.summary(&row).await?, true, &[], started))
    }
}
