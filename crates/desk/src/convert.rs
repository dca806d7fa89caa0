//! From the nouns of the model and the engine to what travels.

use crate::error::DeskError;
use crate::wire;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde::Serialize;
use steward_access::{CellState, Decision, Edge, HeldScope, Path, RowKind, Station, Step};
use steward_model::{
    Consequence, Environment, Evidence, Fix, FixStep, ObjectIx, Problem, ProblemLevel, Ref, RefKind, Scope,
    Severity, Snapshot,
};

macro_rules! same {
    ($($from:ty => $to:ty { $($name:ident),* $(,)? })*) => {$(
        impl From<$from> for $to {
            fn from(value: $from) -> Self { match value { $(<$from>::$name => Self::$name),* } }
        }
    )*};
}

same! {
    Consequence => wire::ConsequenceClass { View, Diagnose, Correct, Override, Policy, Destructive }
    wire::ConsequenceClass => Consequence { View, Diagnose, Correct, Override, Policy, Destructive }
    Severity => wire::SeverityLevel { Low, Medium, High, Critical }
    RefKind => wire::ItemKind { Person, Group, Role, Permission, Object, Licence, Rule }
    RowKind => wire::RowKind { People, Groups, Roles }
    wire::RowKind => RowKind { People, Groups, Roles }
    RowKind => wire::ListKind { People, Groups, Roles }
    CellState => wire::CellState { None, Granted, Scoped, Denied }
    Decision => wire::Decision { Yes, Scoped, No, Denied, Inactive }
    Environment => wire::EnvironmentKind { Live, Sandbox, Practice }
    wire::EnvironmentKind => Environment { Live, Sandbox, Practice }
    ProblemLevel => wire::ProblemSeverity { Note, Warning, Error }
}

impl From<Ref> for wire::Item {
    fn from(value: Ref) -> Self {
        let Ref { kind, id, name } = value;
        Self { kind: kind.into(), id, name }
    }
}

impl From<&Problem> for wire::ProblemView {
    fn from(value: &Problem) -> Self {
        let Problem { level, code, place, message, hint } = value;
        Self {
            level: (*level).into(),
            code: code.clone(),
            place: place.to_string(),
            message: message.clone(),
            hint: hint.clone(),
        }
    }
}

impl From<Evidence> for wire::EvidenceView {
    fn from(value: Evidence) -> Self {
        let Evidence { label, value, about } = value;
        Self { label, value, about: items(about) }
    }
}

impl From<Fix> for wire::FixView {
    fn from(value: Fix) -> Self {
        let Fix { summary, steps, adds, gains } = value;
        Self { summary, steps: steps.iter().map(step_in_words).collect(), adds: adds.map(Into::into), gains }
    }
}

fn step_in_words(step: &FixStep) -> String {
    match step {
        FixStep::Grant { to, permission, objects } if objects.is_empty() => {
            format!("Grant {} to {}", permission.name, named(to))
        }
        FixStep::Grant { to, permission, objects } => {
            let on: Vec<&str> = objects.iter().map(|object| object.name.as_str()).collect();
            format!("Grant {} on {} to {}", permission.name, on.join(", "), named(to))
        }
        FixStep::Revoke { from, permission } => format!("Take {} from {}", permission.name, named(from)),
        FixStep::Assign { to, role } => format!("Give {} to {}", named(role), named(to)),
        FixStep::Unassign { from, role } => format!("Take {} from {}", named(role), named(from)),
        FixStep::Join { person, group } => format!("Put {} into {}", named(person), named(group)),
        FixStep::Leave { person, group } => format!("Take {} out of {}", named(person), named(group)),
        FixStep::Advise { text } => text.clone(),
    }
}

/// The name with its kind, but for people: `the role Model Tester`, `Anna Roth`.
pub(crate) fn named(item: &Ref) -> String {
    match item.kind {
        RefKind::Person | RefKind::Permission | RefKind::Object => item.name.clone(),
        RefKind::Group => format!("the group {}", item.name),
        RefKind::Role => format!("the role {}", item.name),
        RefKind::Licence => format!("the licence {}", item.name),
        RefKind::Rule => format!("the rule {}", item.name),
    }
}

pub(crate) fn items(list: Vec<Ref>) -> Vec<wire::Item> {
    list.into_iter().map(Into::into).collect()
}

/// A station as an item.
pub(crate) fn item(snapshot: &Snapshot, at: Station) -> wire::Item {
    at.refer(snapshot).into()
}

/// Objects of a scope as items; none means everything.
pub(crate) fn objects(snapshot: &Snapshot, list: &[ObjectIx]) -> Vec<wire::Item> {
    list.iter().map(|at| item(snapshot, Station::Object(*at))).collect()
}

/// Objects of what is held. Everything but some is shown as those that are left.
pub(crate) fn held_scope(snapshot: &Snapshot, scope: &HeldScope, kind: Option<&str>) -> Vec<wire::Item> {
    match scope {
        HeldScope::Everything | HeldScope::Nothing => Vec::new(),
        HeldScope::Objects(list) => objects(snapshot, list),
        HeldScope::EverythingBut(_) => (snapshot.objects.iter().enumerate())
            .filter(|(_, object)| kind.is_none_or(|kind| object.kind == kind))
            .map(|(at, _)| ObjectIx::from(at))
            .filter(|at| scope.covers(*at))
            .map(|at| item(snapshot, Station::Object(at)))
            .collect(),
    }
}

pub(crate) fn path(snapshot: &Snapshot, path: &Path) -> wire::GrantPath {
    let Path { steps, scope, owner, since, until } = path;
    let source = steps.iter().find(|step| step.edge != Edge::Start).map(|step| step.source.0.clone());
    wire::GrantPath {
        direct: path.is_direct(),
        steps: steps.iter().map(|step| path_step(snapshot, step)).collect(),
        owner: *owner,
        scope: match scope {
            Scope::Everything => Vec::new(),
            Scope::Objects(list) => objects(snapshot, list),
        },
        source: source.unwrap_or_default(),
        since: since.map(time),
        until: until.map(time),
    }
}

fn path_step(snapshot: &Snapshot, step: &Step) -> wire::PathStep {
    let Step { at, edge, source, window } = step;
    wire::PathStep {
        item: item(snapshot, *at),
        label: edge.label().to_owned(),
        source: source.0.clone(),
        since: window.since.map(time),
        until: window.until.map(time),
    }
}

/// RFC 3339 in UTC.
pub(crate) fn time(at: Timestamp) -> String {
    at.to_string()
}

pub(crate) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// How many of a thing: `1 group`, `3 groups`.
pub(crate) fn many(n: usize, one: &str, more: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {more}") }
}

/// `a, b and c`.
pub(crate) fn and(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

pub(crate) fn counts(snapshot: &Snapshot) -> wire::TenantCounts {
    wire::TenantCounts {
        people: count(snapshot.people.len()),
        groups: count(snapshot.groups.len()),
        roles: count(snapshot.roles.len()),
        permissions: count(snapshot.permissions.len()),
        objects: count(snapshot.objects.len()),
        memberships: count(snapshot.memberships.len()),
        assignments: count(snapshot.assignments.len()),
        grants: count(snapshot.grants.len()),
    }
}

/// A moment as people write it: RFC 3339, a date and time in UTC, or a date.
pub(crate) fn moment(text: &str) -> Result<Timestamp, DeskError> {
    let text = text.trim();
    if let Ok(at) = text.parse::<Timestamp>() {
        return Ok(at);
    }
    let civil = text.parse::<DateTime>().or_else(|_| text.parse::<Date>().map(Date::into));
    let zoned = civil.and_then(|civil| civil.to_zoned(jiff::tz::TimeZone::UTC));
    zoned.map(|zoned| zoned.timestamp()).map_err(|_| {
        let message = format!("`{text}` is not a moment");
        DeskError::input(
            message,
            "write a date such as `2026-11-30`, or a time such as `2026-11-30T09:00:00Z`",
        )
    })
}

/// A date as people write it.
pub(crate) fn date(text: &str) -> Result<Date, DeskError> {
    text.trim().parse().map_err(|_| {
        let message = format!("`{}` is not a date", text.trim());
        DeskError::input(message, "write it as year, month and day, such as `2026-11-30`")
    })
}

/// What is kept as JSON.
pub(crate) fn json(value: &impl Serialize) -> Result<String, DeskError> {
    serde_json::to_string(value).map_err(|error| DeskError::Internal(error.to_string()))
}

/// The day of a moment in UTC.
pub(crate) fn day(at: Timestamp) -> Date {
    at.to_zoned(jiff::tz::TimeZone::UTC).date()
}
