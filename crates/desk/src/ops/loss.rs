//! What would be lost if a reading took the place of the snapshot that is there.

use super::attempts;
use crate::convert::{and, counts, many};
use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::source::{Prepared, told};
use crate::wire::{ErrorCode, TenantCounts, WireError};
use steward_access::{Diff, Edge};
use steward_connect::Part;
use steward_model::{Place, Problem, RefKind, Snapshot};
use steward_store::{TenantRow, TenantSnapshotRow};

/// Of each kind of thing and edge: so many that are all gone are not gone by accident.
const ALL_OF: u32 = 3;
/// So many of which more than half are gone are not gone by accident.
const MOST_OF: u32 = 10;

/// What a reading would lose. It may be true, but a fault of the source looks just the same.
#[derive(Debug)]
pub(crate) enum Loss {
    /// All or most of a kind, such as `25 of 25 people are gone`.
    Most(String),
    /// What is known of parts that could not be read.
    Part {
        /// Such as `groups could not be read`.
        missing: String,
        /// Such as `1 group and 2 memberships`.
        gone: String,
    },
}

impl Desk {
    /// What a reading would lose of the last snapshot. One that lacks a part loses nothing when it lacks no more of it
    /// than the last one did, or when everything that is known is in it.
    pub(crate) async fn loss(
        &self,
        row: &TenantRow,
        last: &TenantSnapshotRow,
        prepared: &Prepared,
    ) -> Result<Option<Loss>, DeskError> {
        let access = &prepared.compiled.access;
        if !prepared.missing.is_empty() {
            let attempt = self.store().last_attempt(&row.id).await?;
            let lacked = attempt.as_ref().map(attempts::missing).unwrap_or_default();
            let before = self.compiled(row, &last.hash).await?;
            let fewer = |part| number(access.snapshot(), part) < number(before.access.snapshot(), part);
            if !prepared.missing.is_within(&lacked, fewer) {
                let (before, now, at) = (before.access.clone(), access.clone(), self.now());
                let diff = heavy(move || steward_access::diff(&before, &now, at)).await?;
                if let Some(gone) = gone(&diff) {
                    let missing = attempts::in_words(&prepared.missing);
                    return Ok(Some(Loss::Part { missing, gone }));
                }
            }
        }
        let before: Option<TenantCounts> = serde_json::from_str(&last.counts).ok();
        let now = counts(access.snapshot());
        Ok(before.and_then(|before| vanished(&before, &now)).map(Loss::Most))
    }
}

/// How much there is of a part.
fn number(snapshot: &Snapshot, part: Part) -> usize {
    match part {
        Part::People => snapshot.people.len(),
        Part::Groups => snapshot.groups.len(),
        Part::Members => snapshot.memberships.len(),
        Part::Roles => snapshot.roles.len(),
        Part::Permissions => snapshot.permissions.len(),
        Part::Inclusions => snapshot.inclusions.len(),
        Part::Assignments => snapshot.assignments.len(),
        Part::Grants => snapshot.grants.len(),
    }
}

/// `25 of 25 people and 30 of 40 grants are gone`, when a read lost all or most of a kind.
fn vanished(before: &TenantCounts, now: &TenantCounts) -> Option<String> {
    let kinds = [
        (before.people, now.people, "people"),
        (before.groups, now.groups, "groups"),
        (before.roles, now.roles, "roles"),
        (before.memberships, now.memberships, "memberships"),
        (before.assignments, now.assignments, "assignments of roles"),
        (before.grants, now.grants, "grants"),
    ];
    let lost = |before: u32, now: u32| {
        (before >= ALL_OF && now == 0) || (before >= MOST_OF && now.saturating_mul(2) < before)
    };
    let gone: Vec<String> = (kinds.into_iter())
        .filter(|(before, now, _)| lost(*before, *now))
        .map(|(before, now, kind)| format!("{} of {before} {kind}", before.saturating_sub(now)))
        .collect();
    (!gone.is_empty()).then(|| format!("{} are gone", and(&gone)))
}

/// `2 people, 1 group and 5 memberships`: what is known and not there any more.
fn gone(diff: &Diff) -> Option<String> {
    let things = |kind| diff.removed.iter().filter(|thing| thing.kind == kind).count();
    let edges = |kinds: &[Edge]| {
        diff.edges.iter().filter(|change| !change.added && kinds.contains(&change.edge)).count()
    };
    let counts = [
        (things(RefKind::Person), "person", "people"),
        (things(RefKind::Group), "group", "groups"),
        (things(RefKind::Role), "role", "roles"),
        (things(RefKind::Permission), "permission", "permissions"),
        (edges(&[Edge::MemberOf, Edge::NestedIn]), "membership", "memberships"),
        (edges(&[Edge::Includes]), "role inside another", "roles inside others"),
        (edges(&[Edge::HasRole]), "assignment of a role", "assignments of roles"),
        (edges(&[Edge::Grants, Edge::Denies]), "grant", "grants"),
    ];
    let gone: Vec<String> = (counts.into_iter())
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, more)| many(count, one, more))
        .collect();
    (!gone.is_empty()).then(|| and(&gone))
}

impl Loss {
    /// The last good state is kept: why, and how to accept the loss.
    pub(crate) fn refused(&self, row: &TenantRow, problems: &[Problem]) -> DeskError {
        let (message, meaning, hint, details) = match self {
            Self::Most(gone) => (
                format!("{gone}; nothing was replaced"),
                "a source that leaves things out looks just like a tenant where they are gone".to_owned(),
                "see that the source is complete; if they are gone indeed, say so with",
                Vec::new(),
            ),
            Self::Part { missing, gone } => (
                format!("`{}` could be read in part only; nothing was replaced", row.name),
                format!("{missing}, and {gone} would be lost"),
                "see below what is missing, and refresh again; to keep the reading all the same, use",
                told(problems),
            ),
        };
        let hint = format!("{hint} `steward tenant refresh {} --accept-loss`", row.name);
        WireError { code: ErrorCode::WouldLose, message, meaning, hint, details }.into()
    }

    /// A loss that somebody accepted is said all the same.
    pub(crate) fn accepted(&self, tenant: &str) -> Problem {
        let (code, message) = match self {
            Self::Most(gone) => ("most-gone", format!("{gone} since the last read")),
            Self::Part { missing: _, gone } => ("known-lost", format!("lost since the last read: {gone}")),
        };
        let hint =
            "see that the source is complete; the snapshot before is kept, compare the two with a diff";
        Problem::warning(code, Place::file(tenant), message, hint)
    }
}
