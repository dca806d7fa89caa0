//! What is wrong with a tenant's access: small units, each with an id, a title, why it matters, evidence, and a
//! fix where one exists.
//!
//! A catalogue tunes every check by its id ([`CheckTuning`](steward_model::CheckTuning)): switches it off, sets its severity and numbers, names
//! ids it leaves alone, and says from when on it counts. Findings are grouped by cause, not by person, and their
//! keys stay the same while the cause does. A check that cannot look says why, and what would let it.

use crate::Access;
use jiff::Timestamp;
use steward_model::{Finding, Severity};

mod bits;
mod broad_role;
mod contained_role;
mod cycle;
mod direct_assignment;
mod duplicate_role;
mod facts;
mod implicit_owner;
mod inactive_holder;
mod incoherent_administrator;
mod last_administrator;
mod look;
mod missing_prerequisite;
mod near_duplicate_role;
mod no_second_factor;
mod orphaned;
mod permission_growth;
mod personal_role_name;
mod preset_drift;
mod reach;
mod role_sets;
mod routes;
mod separation_of_duties;
mod stale_account;
mod standing_access;
mod surface_mismatch;
mod unused_licence;
mod unused_permission;
mod usage;
mod words;

use facts::Facts;
use look::{Look, Looked};

/// One thing to look for.
#[derive(Clone, Copy)]
pub struct Check {
    /// Stable id, by which a pack tunes it.
    pub id: &'static str,
    /// What it looks for, a few words.
    pub title: &'static str,
    /// Why it matters, in plain words.
    pub why: &'static str,
    /// Where the rule comes from.
    pub reference: &'static str,
    /// How much it usually matters; a finding can differ with what it found.
    pub severity: Severity,
    /// Numbers that can be tuned, with their defaults.
    pub numbers: &'static [(&'static str, f64)],
    run: fn(&Look<'_>) -> Looked,
}

impl std::fmt::Debug for Check {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Check").field("id", &self.id).finish_non_exhaustive()
    }
}

/// What the checks look at.
#[derive(Clone, Copy, Debug)]
pub struct CheckInput<'a> {
    /// The tenant.
    pub access: &'a Access,
    /// As of when.
    pub at: Timestamp,
    /// The tenant as it was when it was last found to be right, if there is such a record.
    pub baseline: Option<&'a Access>,
}

/// What one check came back with.
#[derive(Clone, Debug)]
pub struct CheckOutcome {
    /// The check.
    pub check: &'static Check,
    /// Whether the catalogue has it on.
    pub enabled: bool,
    /// Its severity after tuning.
    pub severity: Severity,
    /// What it found, worst first.
    pub findings: Vec<Finding>,
    /// Why it could not look, and what would let it.
    pub skipped: Option<String>,
}

/// Every check, in the order in which they are listed.
pub const CHECKS: &[Check] = &[
    last_administrator::CHECK,
    separation_of_duties::CHECK,
    no_second_factor::CHECK,
    stale_account::CHECK,
    inactive_holder::CHECK,
    missing_prerequisite::CHECK,
    standing_access::CHECK,
    permission_growth::CHECK,
    unused_permission::CHECK,
    broad_role::CHECK,
    incoherent_administrator::CHECK,
    preset_drift::CHECK,
    duplicate_role::CHECK,
    contained_role::CHECK,
    near_duplicate_role::CHECK,
    personal_role_name::CHECK,
    direct_assignment::CHECK,
    implicit_owner::CHECK,
    orphaned::ROLE,
    orphaned::PERMISSION,
    orphaned::GROUP,
    unused_licence::CHECK,
    surface_mismatch::CHECK,
    cycle::CHECK,
];

/// The check with an id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Check> {
    CHECKS.iter().find(|check| check.id == id)
}

/// Runs every check, in the order of [`CHECKS`].
#[must_use]
pub fn run_all(input: &CheckInput<'_>) -> Vec<CheckOutcome> {
    let facts = Facts::new(input);
    CHECKS.iter().map(|check| run(check, &facts)).collect()
}

fn run(check: &'static Check, facts: &Facts<'_>) -> CheckOutcome {
    let tuning = facts.catalogue.checks.get(check.id);
    let tuned = tuning.and_then(|t| t.severity);
    let enabled = tuning.and_then(|t| t.enabled) != Some(false);
    let begins = tuning.and_then(|t| t.since).filter(|since| *since > facts.at);
    let looked = match begins {
        _ if !enabled => Looked::Found(Vec::new()),
        Some(since) => Looked::Skipped(format!("the pack lets it count from {} on", words::day(since))),
        None => (check.run)(&Look { facts, check, tuning }),
    };
    let (mut findings, skipped) = match looked {
        Looked::Found(findings) => (findings, None),
        Looked::Skipped(why) => (Vec::new(), Some(why)),
    };
    if let Some(severity) = tuned {
        findings.iter_mut().for_each(|f| f.severity = severity);
    }
    findings.sort_by(|a, b| {
        b.severity.cmp(&a.severity).then_with(|| b.count.cmp(&a.count)).then_with(|| a.key.cmp(&b.key))
    });
    CheckOutcome { check, enabled, severity: tuned.unwrap_or(check.severity), findings, skipped }
}
