//! A permission: what it means, what gives it, and who holds it how.

use super::around::{active, category, findings_about, recent};
use super::given::definition;
use super::who::holder;
use super::why::Beside;
use crate::R;
use crate::cache::Opened;
use crate::convert::{count, held_scope, item, objects, time};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::names;
use crate::wire::{ApartRule, GivesIt, Item, ItemKind, PermissionDetail};
use crate::words::last_used;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use steward_access::{Access, Station, Subject};
use steward_model::{
    Effect, GroupIx, Holder, ObjectIx, PermissionIx, PersonIx, RoleIx, Scope, Snapshot, SodRule, natural_key,
};

/// Most people who are listed.
const PEOPLE: usize = 5_000;

impl Desk {
    /// A permission with what it means, what gives it and who holds it. The permission is given by id or name.
    ///
    /// # Errors
    /// When a name fits nothing or several, the moment cannot be used, or the policies refuse.
    pub async fn permission(&self, name: &str, permission: &str, at: Option<&str>) -> R<PermissionDetail> {
        self.detail(name, permission, at, answer).await
    }
}

fn answer(
    opened: &Opened,
    permission: &str,
    at: Timestamp,
    beside: &Beside<'_>,
) -> Result<PermissionDetail, DeskError> {
    let (access, snapshot) = (&**opened.access(), opened.snapshot());
    let place = names::permission(snapshot, permission)?;
    let about = item(snapshot, Station::Permission(place));
    let (meaning, def) = (access.meaning(place), definition(access, place));
    let mut people = access.who_can(place, None, at);
    let holders_total = count(people.len());
    let standing = people.iter().filter(|person| access.standing(Subject::Person(**person), place, at));
    let standing = count(standing.count());
    let used = snapshot.activity.as_ref().map(|_| {
        let since = recent(at);
        let lately = |person: &&PersonIx| {
            last_used(snapshot, **person, place).is_some_and(|last_used| last_used >= since)
        };
        count(people.iter().filter(lately).count())
    });
    people.sort_by_cached_key(|at| (snapshot.person(*at).map(|person| natural_key(&person.name)), *at));
    people.truncate(PEOPLE);
    Ok(PermissionDetail {
        description: def.map(|def| def.description.clone()).unwrap_or_default(),
        category: category(access, place),
        consequence: meaning.consequence.into(),
        assumed: meaning.assumed,
        object_type: def.and_then(|def| def.object_type.as_deref()).map(|id| type_name(access, id)),
        surface: def.and_then(|def| def.surface.clone()),
        same_deed: same_deed(access, place),
        at: time(at),
        needs: needs(access, place),
        needed_by: needed_by(access, place),
        apart_from: apart_from(access, &about.id),
        roles: roles(access, place, at),
        groups: groups(access, place, at),
        people_direct: people_direct(access, place, at),
        holders: people.into_iter().map(|person| holder(opened, person, place, None, at)).collect(),
        holders_total,
        standing,
        used,
        findings: findings_about(opened, beside, Station::Permission(place)),
        permission: about,
    })
}

pub(super) fn type_name(access: &Access, id: &str) -> String {
    let known = access.catalogue().object_types.iter().find(|kind| kind.id == id);
    known.map_or_else(|| id.to_owned(), |kind| kind.name.clone())
}

fn permission_item(access: &Access, at: PermissionIx) -> Item {
    item(access.snapshot(), Station::Permission(at))
}

/// A permission by its id, also one that only the pack knows.
pub(super) fn named(access: &Access, id: &str) -> Item {
    if let Some(at) = access.snapshot().find_permission(id) {
        return permission_item(access, at);
    }
    let def = access.catalogue().permissions.iter().find(|def| def.id == id);
    let name = def.map_or(id, |def| def.name.as_str());
    Item { kind: ItemKind::Permission, id: id.to_owned(), name: name.to_owned() }
}

/// The same deed on other surfaces, in column order.
fn same_deed(access: &Access, place: PermissionIx) -> Vec<Item> {
    let Some(deed) = definition(access, place).and_then(|def| def.capability.as_ref()) else {
        return Vec::new();
    };
    let same = |at: &&PermissionIx| {
        **at != place && definition(access, **at).is_some_and(|def| def.capability.as_ref() == Some(deed))
    };
    access.columns().iter().filter(same).map(|at| permission_item(access, *at)).collect()
}

fn needs(access: &Access, place: PermissionIx) -> Vec<Item> {
    let meaning = access.meaning(place);
    let there = meaning.prerequisites.iter().map(|at| permission_item(access, *at));
    there.chain(meaning.absent_prerequisites.iter().map(|id| named(access, id))).collect()
}

fn needed_by(access: &Access, place: PermissionIx) -> Vec<Item> {
    let needs = |at: &&PermissionIx| access.meaning(**at).prerequisites.contains(&place);
    access.columns().iter().filter(needs).map(|at| permission_item(access, *at)).collect()
}

/// The rules that keep a permission apart from others, once for each side it stands on.
fn apart_from(access: &Access, id: &str) -> Vec<ApartRule> {
    let has = |side: &[String]| side.iter().any(|x| x == id);
    let rule = |rule: &SodRule, other: &[String]| ApartRule {
        rule: Item { kind: ItemKind::Rule, id: rule.id.clone(), name: rule.title.clone() },
        why: rule.why.clone(),
        from: other.iter().filter(|x| *x != id).map(|x| named(access, x)).collect(),
    };
    let sides = access.catalogue().sod.iter().flat_map(|x| [(x, &x.left, &x.right), (x, &x.right, &x.left)]);
    sides.filter(|(_, here, _)| has(here)).map(|(x, _, there)| rule(x, there)).collect()
}

/// Roles that give a permission, by name.
fn roles(access: &Access, place: PermissionIx, at: Timestamp) -> Vec<GivesIt> {
    let snapshot = access.snapshot();
    let kind = definition(access, place).and_then(|def| def.object_type.as_deref());
    let gives = |role: RoleIx| {
        let subject = Subject::Role(role);
        if !access.cell(subject, place, at).state.allowed() {
            return None;
        }
        let paths = access.paths_from(subject, place, None, at, 1).list;
        let steps = paths.first().map(|path| path.steps.as_slice()).unwrap_or_default();
        let between = steps.get(1..steps.len().saturating_sub(1)).unwrap_or_default();
        Some(GivesIt {
            item: item(snapshot, Station::Role(role)),
            scope: held_scope(snapshot, &access.scope_of(subject, place, at), kind),
            through: between.iter().map(|step| item(snapshot, step.at)).collect(),
            people: count(active(snapshot, access.people_of_role(role, at)).len()),
        })
    };
    by_name((0..snapshot.roles.len()).map(RoleIx::from).filter_map(gives).collect())
}

/// Groups that a permission is granted to, by name.
fn groups(access: &Access, place: PermissionIx, at: Timestamp) -> Vec<GivesIt> {
    let snapshot = access.snapshot();
    // no objects means everything, which is more than any objects
    let mut found: BTreeMap<GroupIx, Option<BTreeSet<ObjectIx>>> = BTreeMap::new();
    for grant in permits(snapshot, place, at) {
        if let Holder::Group(group) = grant.to {
            let known = found.entry(group).or_insert_with(|| Some(BTreeSet::new()));
            match &grant.scope {
                Scope::Everything => *known = None,
                Scope::Objects(more) => known.iter_mut().for_each(|list| list.extend(more)),
            }
        }
    }
    let gives = |(group, scope): (GroupIx, Option<BTreeSet<ObjectIx>>)| GivesIt {
        item: item(snapshot, Station::Group(group)),
        scope: objects(snapshot, &scope.unwrap_or_default().into_iter().collect::<Vec<_>>()),
        through: Vec::new(),
        people: count(active(snapshot, access.people_of_group(group, at)).len()),
    };
    by_name(found.into_iter().map(gives).collect())
}

fn by_name(mut list: Vec<GivesIt>) -> Vec<GivesIt> {
    list.sort_by_cached_key(|gives| (natural_key(&gives.item.name), gives.item.id.clone()));
    list
}

/// Grants of a permission that hold.
fn permits(
    snapshot: &Snapshot,
    place: PermissionIx,
    at: Timestamp,
) -> impl Iterator<Item = &steward_model::Grant> {
    (snapshot.grants.iter()).filter(move |grant| {
        grant.permission == place && grant.effect == Effect::Permit && grant.window.holds(at)
    })
}

/// Active people it is granted to by name, or who own an object that gives it.
fn people_direct(access: &Access, place: PermissionIx, at: Timestamp) -> u32 {
    let snapshot = access.snapshot();
    let id = snapshot.permission(place).map(|x| x.id.as_str()).unwrap_or_default();
    let types = &access.catalogue().object_types;
    let gives = |kind: &str| {
        types.iter().any(|x| x.id == kind && x.owner_permissions.iter().any(|given| given == id))
    };
    let granted = permits(snapshot, place, at).filter_map(|grant| match grant.to {
        Holder::Person(person) => Some(person),
        Holder::Role(_) | Holder::Group(_) => None,
    });
    let owners = snapshot.objects.iter().filter(|object| gives(&object.kind)).filter_map(|x| x.owner);
    let people: BTreeSet<PersonIx> = granted.chain(owners).collect();
    count(active(snapshot, people.into_iter().collect()).len())
}
