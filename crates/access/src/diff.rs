//! What changed between two snapshots of a tenant.

use crate::{Access, Edge, Matrix, RowKind, Station};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use steward_model::{
    Assignee, Consequence, Effect, GroupIx, Holder, Member, ObjectIx, PermissionIx, PersonIx, Ref, RefKind,
    RoleIx, Scope, Snapshot,
};

/// What changed between two snapshots. In ids and names: positions of one mean nothing in the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// People, groups, roles, permissions and objects that are new.
    pub added: Vec<Ref>,
    /// Those that are gone.
    pub removed: Vec<Ref>,
    /// Permissions that people gained, in the later snapshot's column order.
    pub gained: Vec<AccessChange>,
    /// Permissions that people lost, in the earlier snapshot's column order.
    pub lost: Vec<AccessChange>,
    /// Memberships, inclusions, assignments and grants that came or went. A changed window or source is no change.
    pub edges: Vec<EdgeChange>,
    /// Person-permission pairs gained.
    pub gained_total: u32,
    /// Person-permission pairs lost.
    pub lost_total: u32,
}

/// People who gained or lost a permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessChange {
    /// Which.
    pub permission: Ref,
    /// Its class.
    pub consequence: Consequence,
    /// Who, by id, at most [`AccessChange::LISTED`].
    pub people: Vec<Ref>,
    /// How many.
    pub count: u32,
}

impl AccessChange {
    /// How many people are listed.
    pub const LISTED: usize = 200;
}

/// An edge that came or went.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EdgeChange {
    /// Person, group or role.
    pub from: Ref,
    /// Which kind of edge.
    pub edge: Edge,
    /// Group, role or permission.
    pub to: Ref,
    /// Objects of a grant; empty means everything.
    pub objects: Vec<Ref>,
    /// Came, or went.
    pub added: bool,
}

/// Compares two snapshots of a tenant, both as of the same moment.
#[must_use]
pub fn diff(before: &Access, after: &Access, at: Timestamp) -> Diff {
    let (old, new) = (things(before.snapshot()), things(after.snapshot()));
    let mut diff = Diff {
        added: missing(&new, &old),
        removed: missing(&old, &new),
        edges: edge_changes(before.snapshot(), after.snapshot()),
        ..Diff::default()
    };
    let (held_before, held_after) = (before.matrix(RowKind::People, at), after.matrix(RowKind::People, at));
    (diff.gained, diff.gained_total) = beyond(after, &held_after, before, &held_before);
    (diff.lost, diff.lost_total) = beyond(before, &held_before, after, &held_after);
    diff
}

/// What is held in one and not in the other.
fn beyond(
    here: &Access,
    held_here: &Matrix,
    there: &Access,
    held_there: &Matrix,
) -> (Vec<AccessChange>, u32) {
    let (here_snapshot, there_snapshot) = (here.snapshot(), there.snapshot());
    let same: Vec<Option<PermissionIx>> =
        here_snapshot.permissions.iter().map(|x| there_snapshot.find_permission(&x.id)).collect();
    let mut found: BTreeMap<PermissionIx, (Vec<PersonIx>, u32)> = BTreeMap::new();
    let mut total = 0u32;
    for (person, row) in here_snapshot.people.iter().zip(0u32..) {
        let row_there = there_snapshot.find_person(&person.id);
        for x in held_here.held(row) {
            let there = row_there.zip(same.get(x.index()).copied().flatten());
            if there.is_some_and(|(row, x)| held_there.has(row.0, x)) {
                continue;
            }
            let (people, count) = found.entry(x).or_default();
            if people.len() < AccessChange::LISTED {
                people.push(PersonIx(row));
            }
            *count += 1;
            total = total.saturating_add(1);
        }
    }
    let changes = (here.columns().iter())
        .filter_map(|x| found.remove(x).map(|found| (*x, found)))
        .map(|(x, (people, count))| AccessChange {
            permission: Station::Permission(x).refer(here_snapshot),
            consequence: here.meaning(x).consequence,
            people: people.into_iter().map(|at| Station::Person(at).refer(here_snapshot)).collect(),
            count,
        })
        .collect();
    (changes, total)
}

fn things(snapshot: &Snapshot) -> BTreeMap<(RefKind, &str), &str> {
    let mut things = BTreeMap::new();
    things.extend(snapshot.people.iter().map(|x| ((RefKind::Person, x.id.as_str()), x.name.as_str())));
    things.extend(snapshot.groups.iter().map(|x| ((RefKind::Group, x.id.as_str()), x.name.as_str())));
    things.extend(snapshot.roles.iter().map(|x| ((RefKind::Role, x.id.as_str()), x.name.as_str())));
    things
        .extend(snapshot.permissions.iter().map(|x| ((RefKind::Permission, x.id.as_str()), x.name.as_str())));
    things.extend(snapshot.objects.iter().map(|x| ((RefKind::Object, x.id.as_str()), x.name.as_str())));
    things
}

fn missing(from: &BTreeMap<(RefKind, &str), &str>, other: &BTreeMap<(RefKind, &str), &str>) -> Vec<Ref> {
    (from.iter())
        .filter(|(key, _)| !other.contains_key(*key))
        .map(|((kind, id), name)| Ref { kind: *kind, id: (*id).to_owned(), name: (*name).to_owned() })
        .collect()
}

/// An edge by ids: from, label, to, objects.
type Key<'a> = ((RefKind, &'a str), Edge, (RefKind, &'a str), Vec<&'a str>);

fn edge_changes(before: &Snapshot, after: &Snapshot) -> Vec<EdgeChange> {
    let (old, new) = (edge_keys(before), edge_keys(after));
    let change = |key: &Key<'_>, snapshot: &Snapshot, added: bool| {
        let refer = |(kind, id): (RefKind, &str)| named(snapshot, kind, id);
        let objects = key.3.iter().map(|id| named(snapshot, RefKind::Object, id)).collect();
        EdgeChange { from: refer(key.0), edge: key.1, to: refer(key.2), objects, added }
    };
    let mut changes: Vec<EdgeChange> = old.difference(&new).map(|key| change(key, before, false)).collect();
    changes.extend(new.difference(&old).map(|key| change(key, after, true)));
    changes.sort_unstable();
    changes
}

fn named(snapshot: &Snapshot, kind: RefKind, id: &str) -> Ref {
    let station = match kind {
        RefKind::Person => snapshot.find_person(id).map(Station::Person),
        RefKind::Group => snapshot.find_group(id).map(Station::Group),
        RefKind::Role => snapshot.find_role(id).map(Station::Role),
        RefKind::Permission => snapshot.find_permission(id).map(Station::Permission),
        _ => snapshot.find_object(id).map(Station::Object),
    };
    station.map(|station| station.refer(snapshot)).unwrap_or_else(|| Ref {
        kind,
        id: id.to_owned(),
        name: id.to_owned(),
    })
}

fn edge_keys(snapshot: &Snapshot) -> BTreeSet<Key<'_>> {
    let person = |at: PersonIx| (RefKind::Person, snapshot.person(at).map_or("", |x| x.id.as_str()));
    let group = |at: GroupIx| (RefKind::Group, snapshot.group(at).map_or("", |x| x.id.as_str()));
    let role = |at: RoleIx| (RefKind::Role, snapshot.role(at).map_or("", |x| x.id.as_str()));
    let permission =
        |at: PermissionIx| (RefKind::Permission, snapshot.permission(at).map_or("", |x| x.id.as_str()));
    let object = |at: &ObjectIx| snapshot.object(*at).map_or("", |x| x.id.as_str());
    let mut keys = BTreeSet::new();
    keys.extend(snapshot.memberships.iter().map(|edge| match edge.member {
        Member::Person(at) => (person(at), Edge::MemberOf, group(edge.group), Vec::new()),
        Member::Group(at) => (group(at), Edge::NestedIn, group(edge.group), Vec::new()),
    }));
    keys.extend(
        (snapshot.inclusions.iter())
            .map(|edge| (role(edge.role), Edge::Includes, role(edge.includes), Vec::new())),
    );
    keys.extend(snapshot.assignments.iter().map(|edge| {
        let from = match edge.to {
            Assignee::Person(at) => person(at),
            Assignee::Group(at) => group(at),
        };
        (from, Edge::HasRole, role(edge.role), Vec::new())
    }));
    keys.extend(snapshot.grants.iter().map(|grant| {
        let from = match grant.to {
            Holder::Role(at) => role(at),
            Holder::Group(at) => group(at),
            Holder::Person(at) => person(at),
        };
        let edge = if grant.effect == Effect::Deny { Edge::Denies } else { Edge::Grants };
        let objects = match &grant.scope {
            Scope::Everything => Vec::new(),
            Scope::Objects(list) => list.iter().map(object).collect(),
        };
        (from, edge, permission(grant.permission), objects)
    }));
    keys
}
