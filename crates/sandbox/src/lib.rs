//! The practice tenant and its audit log, made from a pack's blueprint.
//!
//! Invariants:
//! - The same pack and the same `now` give the same snapshots, on every machine.
//! - Nothing about any one product stands here: names, numbers and what is wrong on purpose come from the blueprint.
//! - [`clean`] differs from [`practice`] in nothing but what is planted.
//!
//! Deliberately not here: where the tenant is kept (`steward-store`) and what is wrong with it (`steward-access`).

mod access;
mod build;
mod chance;
mod log;
mod moment;
mod people;
mod planted;
mod r#use;

pub use log::made_up_log;
pub use planted::{Planted, planted};

use build::{Build, Then};
use jiff::Timestamp;
use steward_model::Snapshot;
use steward_pack::Pack;

/// A practice tenant and how it looked some time ago.
#[derive(Clone, Debug, PartialEq)]
pub struct Practice {
    /// How it looked then.
    pub baseline: Snapshot,
    /// When that was.
    pub baseline_taken_at: Timestamp,
    /// How it looks now.
    pub current: Snapshot,
}

/// Builds the practice tenant of a pack; empty when the pack has no blueprint.
#[must_use]
pub fn practice(pack: &Pack, now: Timestamp) -> Practice {
    make(pack, now, true)
}

/// The same tenant without anything planted: in order, then as now.
#[must_use]
pub fn clean(pack: &Pack, now: Timestamp) -> Practice {
    make(pack, now, false)
}

fn make(pack: &Pack, now: Timestamp, planted: bool) -> Practice {
    let Some(plan) = &pack.practice else {
        return Practice {
            baseline: Snapshot::default(),
            baseline_taken_at: now,
            current: Snapshot::default(),
        };
    };
    let baseline_taken_at = moment::before(now, moment::days(u64::from(plan.tenant.baseline_days)));
    let build = |then| Build::new(pack, plan, now, baseline_taken_at, then, planted).snapshot();
    Practice { baseline: build(Then::Baseline), baseline_taken_at, current: build(Then::Now) }
}
