//! What a retention would remove: it is told before it is done, and done only while it is still true.

use crate::convert::count;
use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::ledger::narrow;
use crate::wire::{AuditRetention, AuditRetentionClass, AuditRetentionPlan};
use sha2::{Digest, Sha256};
use steward_audit::{AuditEvent, PageFrom, Question, RowSet};
use steward_model::Consequence;
use steward_store::{AuditKept, AuditPlan, AuditTrail};

/// A plan with the events that it removes.
pub(super) struct Planned {
    pub(super) plan: AuditRetentionPlan,
    pub(super) rows: RowSet,
}

/// How much a log that is not read in yet would add.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Coming {
    pub(super) events: u64,
    pub(super) bytes: u64,
}

impl Coming {
    /// What these events take, by what they are as JSON: packed they take about a quarter of it.
    pub(super) fn of(events: &[AuditEvent], known: u32) -> Self {
        let whole: usize =
            events.iter().map(|event| serde_json::to_vec(event).map_or(0, |json| json.len())).sum();
        let all = (events.len() as u64).max(1);
        let fresh = all.saturating_sub(u64::from(known));
        Self { events: fresh, bytes: (whole as u64 / 4).saturating_mul(fresh) / all }
    }
}

impl Desk {
    /// What a retention would remove now, or after a log was read in.
    pub(super) async fn audit_planned(
        &self,
        retention: AuditRetention,
        trail: AuditTrail,
        coming: Coming,
    ) -> Result<Planned, DeskError> {
        let kept = self.store().audit_kept().await?;
        let limits = steward_store::AuditRetention { days: retention.days, mib: retention.mib };
        let after = AuditKept {
            events: kept.events.saturating_add(coming.events),
            bytes: kept.bytes.saturating_add(coming.bytes),
            batches: kept.batches,
        };
        let now = self.now();
        let planned = heavy(move || {
            let plan = trail.retention_plan(limits, after, now);
            let ask = || trail.trail().ask(&Question::default(), Some(plan.rows.clone()));
            let ends = [PageFrom::Oldest, PageFrom::Newest].map(|from| ask().page(from, 1).rows);
            let token = token(&retention, &plan.rows);
            (retention, plan, ends, token)
        });
        let (retention, plan, [oldest, newest], token) = planned.await?;
        let AuditPlan { rows, events, bytes, consequences, tenants: _ } = plan;
        let classes = Consequence::ALL.into_iter().rev().filter_map(|class| {
            let value = consequences.iter().find(|value| value.value == class.word())?;
            Some(AuditRetentionClass { consequence: class.into(), count: value.count })
        });
        let classes = classes.collect();
        let earliest = if events == 0 { None } else { self.moment_of(&oldest).await? };
        let latest = if events == 0 { None } else { self.moment_of(&newest).await? };
        let plan = AuditRetentionPlan {
            retention,
            events: narrow(kept.events),
            kib: narrow(kept.bytes.div_ceil(1024)),
            removes: events,
            frees_kib: narrow(bytes / 1024),
            earliest: earliest.map(|at| at.to_string()),
            latest: latest.map(|at| at.to_string()),
            classes,
            token,
        };
        Ok(Planned { plan, rows })
    }
}

/// Stands for a retention and the events that it removes.
fn token(retention: &AuditRetention, rows: &RowSet) -> String {
    let mut hash = Sha256::new();
    hash.update(format!("{:?} {:?} {}", retention.days, retention.mib, count(rows.len())));
    for row in rows.iter() {
        hash.update(row.to_be_bytes());
    }
    hex::encode(hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::token;
    use crate::wire::AuditRetention;
    use steward_audit::RowSet;

    #[test]
    fn a_token_stands_for_exactly_one_plan() {
        let days = |days| AuditRetention { days: Some(days), mib: None };
        let rows = |rows: &[u32]| rows.iter().copied().collect::<RowSet>();
        let one = token(&days(30), &rows(&[1, 2]));
        assert_eq!(one, token(&days(30), &rows(&[2, 1])));
        assert_ne!(one, token(&days(31), &rows(&[1, 2])));
        assert_ne!(one, token(&days(30), &rows(&[1, 2, 3])));
    }
}
