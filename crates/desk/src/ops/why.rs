//! One decision with all its reasons.

use super::findings::{Judged, view};
use super::given::definition;
use super::permission::{named, type_name};
use crate::cache::Opened;
use crate::concerned::{is_about, subjects};
use crate::convert::{count, item, objects, path, time};
use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::names;
use crate::wire::{FindingView, Item, NearestFix, PrerequisiteState, Why};
use crate::words::{Asked, Found, OtherType, last_used};
use crate::{R, operation};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap};
use steward_access::checks::Check;
use steward_access::{Access, Nearest, Path, Prerequisite, Station, Subject};
use steward_model::{Finding, ObjectIx, PermissionIx, RefKind, Snapshot};

/// Most derivations that are listed.
pub(super) const PATHS: usize = 100;
/// Most ways out of a no.
const NEAREST: usize = 5;
/// Most permissions that are listed as coming along.
const ALSO: usize = 50;

impl Desk {
    /// Whether a person may do a thing, on an object or at all, and every reason for it. Person, permission and
    /// object are given by id, login name, e-mail address or display name.
    ///
    /// # Errors
    /// When a name fits nothing or several, the moment cannot be used, or the policies refuse.
    pub async fn why(
        &self,
        name: &str,
        person: &str,
        permission: &str,
        object: Option<&str>,
        at: Option<&str>,
    ) -> R<Why> {
        let (opened, at) = self.look_at(name, &operation::ACCESS_WHY, at).await?;
        let judged = self.judged(&opened, at).await?;
        let seen = self.first_seen(&opened, &judged, at).await?;
        let operators = self.operator_names().await?;
        let (person, permission) = (person.to_owned(), permission.to_owned());
        let object = object.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        let answer = heavy(move || {
            let about = Beside { judged: &judged, seen: &seen, operators: &operators };
            answer(&opened, &person, &permission, object.as_deref(), at, &about)
        });
        Ok(answer.await??)
    }
}

/// What stands beside the decision.
pub(super) struct Beside<'a> {
    pub(super) judged: &'a Judged,
    pub(super) seen: &'a BTreeMap<String, Timestamp>,
    pub(super) operators: &'a HashMap<String, String>,
}

fn answer(
    opened: &Opened,
    person: &str,
    permission: &str,
    object: Option<&str>,
    at: Timestamp,
    beside: &Beside<'_>,
) -> Result<Why, DeskError> {
    let (access, snapshot) = (&**opened.access(), opened.snapshot());
    let person = names::person(snapshot, person)?;
    let permission = names::permission(snapshot, permission)?;
    let object = object.map(|text| names::object(snapshot, text)).transpose()?;
    let asked = Asked { snapshot, person, permission, object };

    let decision = access.decide(person, permission, object, at);
    let subject = Subject::Person(person);
    let paths = access.paths(person, permission, object, at, PATHS);
    let denies = access.denies(person, permission, object, at);
    let other_type = object.and_then(|object| other_type(access, permission, object));
    // no grant makes sense on an object that the permission is not about
    let ways = match decision.allowed() || other_type.is_some() {
        true => Vec::new(),
        false => access.nearest(person, permission, object, at, usize::MAX),
    };
    let ended = ways.iter().filter(|way| way.ended.is_some()).max_by_key(|way| way.ended.map(|x| x.at));
    let nearest = first_ways(&ways, ended);
    let prerequisites = access.prerequisites(subject, permission, at);
    let (missing, absent) = match decision.allowed() {
        true => (missing(&prerequisites, object), absent(access, permission)),
        false => (Vec::new(), Vec::new()),
    };
    let expires = access.expires_on(person, permission, object, at);
    let scope = access.scope_of(subject, permission, at);
    let found = Found {
        decision,
        scope: &scope,
        paths: &paths.list,
        total: paths.total,
        denies: &denies,
        nearest: &nearest,
        missing: &missing,
        absent: &absent,
        expires,
        ended,
        other_type,
    };
    let used = last_used(snapshot, person, permission);
    Ok(Why {
        person: item(snapshot, Station::Person(person)),
        permission: item(snapshot, Station::Permission(permission)),
        object: object.map(|at| item(snapshot, Station::Object(at))),
        consequence: access.meaning(permission).consequence.into(),
        at: time(at),
        basis: opened.basis.clone(),
        decision: decision.into(),
        statement: asked.statement(&found),
        detail: asked.detail(&found),
        findings: findings(opened, &asked, &paths.list, beside),
        paths: paths.list.iter().map(|way| path(snapshot, way)).collect(),
        paths_total: paths.total,
        denies: denies.iter().map(|way| path(snapshot, way)).collect(),
        nearest: nearest.iter().map(|near| fix(&asked, near)).collect(),
        prerequisites: states(access, permission, &prerequisites),
        // a tenant says when a permission was used, not on what
        last_used: used.filter(|_| object.is_none()).map(time),
        use_reported: snapshot.activity.is_some() && (object.is_none() || used.is_none()),
        expires: expires.map(time),
    })
}

/// The types of an object and of what a permission is about, when they are not the same.
fn other_type(access: &Access, permission: PermissionIx, object: ObjectIx) -> Option<OtherType> {
    let about = definition(access, permission)?.object_type.as_deref()?;
    let kind = access.snapshot().object(object)?.kind.as_str();
    let differs = !kind.is_empty() && kind != about;
    differs.then(|| OtherType { object: type_name(access, kind), permission: type_name(access, about) })
}

/// The first ways, and in any case the one that renews what gave it last.
fn first_ways(ways: &[Nearest], ended: Option<&Nearest>) -> Vec<Nearest> {
    let mut first: Vec<Nearest> = ways.iter().take(NEAREST).cloned().collect();
    if let Some(ended) = ended.filter(|way| !first.contains(way)) {
        first.truncate(NEAREST.saturating_sub(1));
        first.push(ended.clone());
    }
    first
}

/// What is missing for it to work: on the object that was asked about, or anywhere.
pub(super) fn missing(prerequisites: &[Prerequisite], object: Option<ObjectIx>) -> Vec<Prerequisite> {
    (prerequisites.iter())
        .filter(|needed| !needed.held)
        .filter(|needed| {
            object.is_none_or(|at| needed.missing_on.is_empty() || needed.missing_on.contains(&at))
        })
        .cloned()
        .collect()
}

/// What a permission needs and the tenant does not know at all, so that nobody can hold it.
pub(super) fn absent(access: &Access, permission: PermissionIx) -> Vec<Item> {
    access.meaning(permission).absent_prerequisites.iter().map(|id| named(access, id)).collect()
}

/// What a permission needs, and whether it is there.
pub(super) fn states(
    access: &Access,
    permission: PermissionIx,
    prerequisites: &[Prerequisite],
) -> Vec<PrerequisiteState> {
    let snapshot = access.snapshot();
    let known = prerequisites.iter().map(|needed| PrerequisiteState {
        permission: item(snapshot, Station::Permission(needed.permission)),
        held: needed.held,
        missing_on: objects(snapshot, &needed.missing_on),
    });
    let absent = absent(access, permission).into_iter();
    known
        .chain(absent.map(|permission| PrerequisiteState { permission, held: false, missing_on: Vec::new() }))
        .collect()
}

fn fix(asked: &Asked<'_>, near: &Nearest) -> NearestFix {
    let Nearest { kind, target, also, worst, others, needs: _, ended: _ } = near;
    NearestFix {
        summary: asked.summary(near),
        kind: kind.word().to_owned(),
        target: item(asked.snapshot, *target),
        also_gives_count: count(also.len()),
        also_gives: (also.iter().take(ALSO))
            .map(|at| item(asked.snapshot, Station::Permission(*at)))
            .collect(),
        worst: (*worst).into(),
        others: *others,
    }
}

/// Findings about this cell, then those about this permission and something on the way to it.
fn findings(opened: &Opened, asked: &Asked<'_>, paths: &[Path], beside: &Beside<'_>) -> Vec<FindingView> {
    let mut stations = vec![Station::Person(asked.person)];
    for step in paths.iter().flat_map(|path| &path.steps) {
        if matches!(step.at, Station::Group(_) | Station::Role(_)) && !stations.contains(&step.at) {
            stations.push(step.at);
        }
    }
    concerning(opened, &stations, asked.permission, beside)
}

/// Findings that have a permission and any of these among their subjects, those about the first of these first. One that
/// names people is about them: another whose way it touches is not in it.
pub(super) fn concerning(
    opened: &Opened,
    stations: &[Station],
    permission: PermissionIx,
    beside: &Beside<'_>,
) -> Vec<FindingView> {
    let snapshot = opened.snapshot();
    let mut found: Vec<(usize, &'static Check, &Finding)> = (beside.judged.all())
        .filter_map(|(check, finding)| {
            Some((place(finding, snapshot, stations, permission)?, check, finding))
        })
        .collect();
    found.sort_by_key(|(place, ..)| *place);
    (found.into_iter())
        .map(|(_, check, finding)| {
            view(check, finding, &beside.judged.said(finding), beside.operators, beside.seen)
        })
        .collect()
}

/// How near a finding is to the cell: 0 when it is about it, 1 when it is about the way to it; nothing when neither.
fn place(
    finding: &Finding,
    snapshot: &Snapshot,
    stations: &[Station],
    permission: PermissionIx,
) -> Option<usize> {
    if !is_about(finding, snapshot, Station::Permission(permission)) {
        return None;
    }
    let place = stations.iter().position(|at| is_about(finding, snapshot, *at))?.min(1);
    let people = subjects(finding, snapshot, RefKind::Person).next().is_some();
    (place == 0 || !people).then_some(place)
}
