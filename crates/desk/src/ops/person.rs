//! A person with everything around them.

use super::around::{
    Hop, Web, active, classes, edges, findings_about, grants_to, is_group, is_permission, is_role,
};
use super::what;
use super::why::Beside;
use crate::R;
use crate::cache::Opened;
use crate::convert::{count, item, time};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::names;
use crate::wire::{Item, ItemKind, PersonDetail};
use jiff::Timestamp;
use steward_access::{RowKind, Station};
use steward_model::{Assignee, Effect, Holder, Member, ObjectIx, Person, PersonIx, Snapshot};

impl Desk {
    /// A person with what they can do, and all that it comes from. The person is given by id, login name, e-mail
    /// address or display name.
    ///
    /// # Errors
    /// When a name fits nothing or several, the moment cannot be used, or the policies refuse.
    pub async fn person(&self, name: &str, person: &str, at: Option<&str>) -> R<PersonDetail> {
        self.detail(name, person, at, answer).await
    }
}

fn answer(
    opened: &Opened,
    person: &str,
    at: Timestamp,
    beside: &Beside<'_>,
) -> Result<PersonDetail, DeskError> {
    let snapshot = opened.snapshot();
    let place = names::person(snapshot, person)?;
    let known = snapshot.person(place).cloned().unwrap_or_default();
    let Person {
        id,
        user_name,
        name: _,
        email,
        title,
        department,
        manager,
        active: _,
        mfa,
        last_sign_in,
        created,
    } = known;
    let what = what::answer(opened, &id, at)?;
    let first = first_edges(snapshot, place);
    let web = Web::new(snapshot);
    let reach = web.above_edges(Station::Person(place), &first, at);
    Ok(PersonDetail {
        classes: classes(what.permissions.iter().map(|held| held.consequence)),
        findings: findings_about(opened, beside, Station::Person(place)),
        user_name,
        email,
        title,
        peer_median: department.as_deref().and_then(|department| peer_median(opened, department, at)),
        department,
        manager: manager.map(|id| manager_of(snapshot, &id)),
        mfa,
        last_sign_in: last_sign_in.map(time),
        created: created.map(time),
        permissions_total: count(snapshot.permissions.len()),
        groups: edges(snapshot, &first, &reach, is_group, at),
        roles: edges(snapshot, &first, &reach, is_role, at),
        direct: edges(snapshot, &granted(snapshot, place), &reach, is_permission, at),
        licences: licences(snapshot, place),
        owns: owns(opened, place),
        use_reported: snapshot.activity.is_some(),
        what,
    })
}

/// Memberships and assignments of a person.
fn first_edges(snapshot: &Snapshot, person: PersonIx) -> Vec<Hop<'_>> {
    let groups = snapshot
        .memberships
        .iter()
        .filter(|edge| edge.member == Member::Person(person))
        .map(|edge| Hop { to: Station::Group(edge.group), window: edge.window, source: &edge.source.0 });
    let roles = snapshot
        .assignments
        .iter()
        .filter(|edge| edge.to == Assignee::Person(person))
        .map(|edge| Hop { to: Station::Role(edge.role), window: edge.window, source: &edge.source.0 });
    groups.chain(roles).collect()
}

/// Permissions granted to a person by name.
fn granted(snapshot: &Snapshot, person: PersonIx) -> Vec<Hop<'_>> {
    let permits = grants_to(snapshot, Holder::Person(person)).iter();
    permits
        .filter(|grant| grant.effect == Effect::Permit)
        .map(|grant| Hop {
            to: Station::Permission(grant.permission),
            window: grant.window,
            source: &grant.source.0,
        })
        .collect()
}

/// The manager, by name where the tenant has them.
fn manager_of(snapshot: &Snapshot, id: &str) -> Item {
    match snapshot.find_person(id) {
        Some(at) => item(snapshot, Station::Person(at)),
        None => Item { kind: ItemKind::Person, id: id.to_owned(), name: id.to_owned() },
    }
}

fn licences(snapshot: &Snapshot, person: PersonIx) -> Vec<Item> {
    let seats = snapshot.seats.iter().filter(|seat| seat.person == person);
    let mut list: Vec<Item> = seats
        .filter_map(|seat| snapshot.licence(seat.licence))
        .map(|x| Item { kind: ItemKind::Licence, id: x.id.clone(), name: x.name.clone() })
        .collect();
    list.sort_by_cached_key(|licence| licence.name.to_lowercase());
    list
}

/// Objects that a person created and that give their owner something.
fn owns(opened: &Opened, person: PersonIx) -> Vec<Item> {
    let (snapshot, types) = (opened.snapshot(), &opened.access().catalogue().object_types);
    let gives = |kind: &str| types.iter().any(|x| x.id == kind && !x.owner_permissions.is_empty());
    let mut list: Vec<Item> = (snapshot.objects.iter().enumerate())
        .filter(|(_, object)| object.owner == Some(person) && gives(&object.kind))
        .map(|(at, _)| item(snapshot, Station::Object(ObjectIx::from(at))))
        .collect();
    list.sort_by_cached_key(|object| object.name.to_lowercase());
    list
}

/// The middle number of permissions among active people of a department; of two, the lower.
fn peer_median(opened: &Opened, department: &str, at: Timestamp) -> Option<u32> {
    let snapshot = opened.snapshot();
    let held = opened.compiled.matrix(RowKind::People, at);
    let peers = (0..snapshot.people.len()).map(PersonIx::from);
    let same = |at: &PersonIx| {
        snapshot.person(*at).is_some_and(|person| person.department.as_deref() == Some(department))
    };
    let peers = active(snapshot, peers.filter(same).collect());
    let mut counts: Vec<u32> = peers.iter().map(|person| held.count(person.0)).collect();
    counts.sort_unstable();
    counts.get(counts.len().saturating_sub(1) / 2).copied()
}
