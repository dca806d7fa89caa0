//! What a role or group gives, permission by permission.

use super::around::{Hop, Web, category, grants_to, people, recent, uses_of};
use super::why::states;
use crate::cache::Compiled;
use crate::convert::{count, held_scope, item, objects, time};
use crate::wire::{ClassCount, FindingView, GivenPermission, Gives, Item, ItemKind, PresetState};
use jiff::Timestamp;
use std::collections::{BTreeSet, HashMap};
use steward_access::{Access, HeldScope, RowKind, Station, Subject};
use steward_model::{
    Effect, Holder, ObjectIx, PermissionDef, PermissionIx, PersonIx, PresetRole, Scope, Snapshot,
};

/// Most derivations that are looked through for when the last one ends.
const WAYS: usize = 64;

/// Whose permissions are asked about, and what is known of them.
pub(super) struct Giver<'a> {
    pub(super) compiled: &'a Compiled,
    pub(super) web: &'a Web<'a>,
    /// A role or a group.
    pub(super) subject: Subject,
    /// Active people who have it.
    pub(super) people: &'a [PersonIx],
    /// What a role was made from.
    pub(super) preset: Option<&'a PresetRole>,
    pub(super) at: Timestamp,
}

/// A deny that comes with the role or group.
struct Deny {
    /// Roles and groups it comes through.
    through: Vec<Station>,
    /// Objects it is limited to; none means everything.
    objects: Vec<ObjectIx>,
    until: Option<Timestamp>,
}

/// What all permissions are seen against.
struct Beside<'a> {
    denies: HashMap<PermissionIx, Deny>,
    users: Option<Vec<u32>>,
    shipped: Option<BTreeSet<&'a str>>,
}

impl<'a> Giver<'a> {
    /// What is given and to whom. `by_name`: the edges that give it to people by name.
    pub(super) fn gives(&self, by_name: Vec<Hop<'_>>, findings: Vec<FindingView>) -> Gives {
        let (snapshot, permissions) = (self.snapshot(), self.permissions());
        let (people, people_direct) = people(snapshot, by_name, self.at);
        Gives {
            at: time(self.at),
            permissions_total: count(snapshot.permissions.len()),
            classes: classes_given(&permissions),
            permissions,
            people,
            people_direct,
            people_total: count(self.people.len()),
            findings,
        }
    }

    /// What is given or denied, in column order, and what the preset has and the role has not.
    fn permissions(&self) -> Vec<GivenPermission> {
        let access = self.access();
        let beside = Beside {
            denies: self.denies(),
            users: self.users(),
            shipped: self.preset.map(|preset| access.catalogue().preset_permissions(preset)),
        };
        let mut list: Vec<GivenPermission> =
            access.columns().iter().filter_map(|permission| self.one(*permission, &beside)).collect();
        let unknown = beside.shipped.iter().flatten().copied();
        let unknown = unknown.filter(|id| self.snapshot().find_permission(id).is_none());
        list.extend(unknown.map(|id| self.unknown(id, &beside)));
        list
    }

    fn access(&self) -> &'a Access {
        &self.compiled.access
    }

    fn snapshot(&self) -> &'a Snapshot {
        self.access().snapshot()
    }

    fn one(&self, permission: PermissionIx, beside: &Beside<'_>) -> Option<GivenPermission> {
        let (access, snapshot) = (self.access(), self.snapshot());
        let scope = access.scope_of(self.subject, permission, self.at);
        let id = snapshot.permission(permission).map(|x| x.id.as_str()).unwrap_or_default();
        let shipped = beside.shipped.as_ref().map(|list| list.contains(id));
        let preset = match (shipped, scope != HeldScope::Nothing) {
            (None, _) => PresetState::None,
            (Some(true), true) | (Some(false), false) => PresetState::Same,
            (Some(false), true) => PresetState::Added,
            (Some(true), false) => PresetState::Missing,
        };
        let row = GivenPermission {
            permission: item(snapshot, Station::Permission(permission)),
            category: category(access, permission),
            consequence: access.meaning(permission).consequence.into(),
            scope: Vec::new(),
            through: Vec::new(),
            denied: false,
            until: None,
            missing: Vec::new(),
            users: beside
                .users
                .as_ref()
                .map(|list| list.get(permission.index()).copied().unwrap_or_default()),
            preset,
        };
        if scope != HeldScope::Nothing {
            return Some(self.given(permission, &scope, row));
        }
        if let Some(deny) = beside.denies.get(&permission) {
            let Deny { through, objects: list, until } = deny;
            return Some(GivenPermission {
                scope: objects(snapshot, list),
                through: through.iter().map(|at| item(snapshot, *at)).collect(),
                denied: true,
                until: until.map(time),
                ..row
            });
        }
        (preset == PresetState::Missing).then_some(row)
    }

    /// A permission that is given: on what, through what, until when.
    fn given(&self, permission: PermissionIx, scope: &HeldScope, row: GivenPermission) -> GivenPermission {
        let (access, snapshot) = (self.access(), self.snapshot());
        let kind = definition(access, permission).and_then(|def| def.object_type.as_deref());
        let paths = access.paths_from(self.subject, permission, None, self.at, WAYS).list;
        let shortest = paths.first().map(|path| path.steps.as_slice()).unwrap_or_default();
        let between = shortest.get(1..shortest.len().saturating_sub(1)).unwrap_or_default();
        let until = match access.standing(self.subject, permission, self.at) {
            true => None,
            false => paths.iter().filter_map(|path| path.until).max(),
        };
        let needs = states(access, permission, &access.prerequisites(self.subject, permission, self.at));
        GivenPermission {
            scope: held_scope(snapshot, scope, kind),
            through: between.iter().map(|step| item(snapshot, step.at)).collect(),
            until: until.map(time),
            missing: needs
                .into_iter()
                .filter(|needed| !needed.held)
                .map(|needed| needed.permission)
                .collect(),
            ..row
        }
    }

    /// A permission of the preset that the tenant does not have at all.
    fn unknown(&self, id: &str, beside: &Beside<'_>) -> GivenPermission {
        let catalogue = self.access().catalogue();
        let def = catalogue.permissions.iter().find(|def| def.id == id);
        let category = def.and_then(|def| catalogue.categories.iter().find(|x| x.id == def.category));
        GivenPermission {
            permission: Item {
                kind: ItemKind::Permission,
                id: id.to_owned(),
                name: def.map_or(id, |def| def.name.as_str()).to_owned(),
            },
            category: category.map(|category| category.name.clone()).unwrap_or_default(),
            consequence: def.map_or(steward_model::Consequence::Correct, |def| def.consequence).into(),
            scope: Vec::new(),
            through: Vec::new(),
            denied: false,
            until: None,
            missing: Vec::new(),
            users: beside.users.as_ref().map(|_| 0),
            preset: PresetState::Missing,
        }
    }

    /// The nearest deny of each permission.
    fn denies(&self) -> HashMap<PermissionIx, Deny> {
        let from = self.subject.station();
        let reach = self.web.above(from, self.at);
        let mut found: HashMap<PermissionIx, Deny> = HashMap::new();
        for chain in std::iter::once(Vec::new()).chain(reach.chains()) {
            let holder = match chain.last().map_or(from, |hop| hop.to) {
                Station::Role(role) => Holder::Role(role),
                Station::Group(group) => Holder::Group(group),
                Station::Person(_) | Station::Permission(_) | Station::Object(_) => continue,
            };
            for grant in grants_to(self.snapshot(), holder) {
                if grant.effect == Effect::Permit || !grant.window.holds(self.at) {
                    continue;
                }
                let ends = chain.iter().filter_map(|hop| hop.window.until).chain(grant.window.until);
                let deny = Deny {
                    through: chain.iter().map(|hop| hop.to).collect(),
                    objects: match &grant.scope {
                        Scope::Everything => Vec::new(),
                        Scope::Objects(list) => list.clone(),
                    },
                    until: ends.min(),
                };
                found.entry(grant.permission).or_insert(deny);
            }
        }
        found
    }

    /// Per permission, how many of the people hold it and have used it lately.
    fn users(&self) -> Option<Vec<u32>> {
        let snapshot = self.snapshot();
        snapshot.activity.as_ref()?;
        let held = self.compiled.matrix(RowKind::People, self.at);
        let since = recent(self.at);
        let mut users = vec![0; snapshot.permissions.len()];
        for person in self.people {
            let uses = uses_of(snapshot, *person).unwrap_or_default().iter();
            for used in uses.filter(|used| used.last_used >= since && held.has(person.0, used.permission)) {
                if let Some(count) = users.get_mut(used.permission.index()) {
                    *count += 1;
                }
            }
        }
        Some(users)
    }
}

/// What the pack says about a permission.
pub(super) fn definition(access: &Access, permission: PermissionIx) -> Option<&PermissionDef> {
    access.meaning(permission).def.and_then(|def| access.catalogue().permissions.get(def))
}

/// What is really given, by class.
fn classes_given(list: &[GivenPermission]) -> Vec<ClassCount> {
    let given = list.iter().filter(|given| !given.denied && given.preset != PresetState::Missing);
    super::around::classes(given.map(|given| given.consequence))
}
