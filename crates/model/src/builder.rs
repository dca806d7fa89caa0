//! The one way to a [`Snapshot`]: takes items by id in any order, reports what does not fit, keeps the rest.

mod marks;

use crate::document::{
    ActivityDoc, AssignmentDoc, GrantDoc, GroupDoc, InclusionDoc, LicenceDoc, MembershipDoc, ObjectDoc,
    PermissionDoc, PersonDoc, RoleDoc,
};
use crate::snapshot::{
    Activity, Assignee, Assignment, Effect, Grant, Group, Holder, Inclusion, Licence, Member, Membership,
    Object, Permission, Person, Role, Scope, Seat, Snapshot, TenantInfo, Window,
};
use crate::{ObjectIx, PermissionIx, PersonIx, Place, Problem};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap, HashSet};

/// An item with the line it came from; 0 when unknown.
type Lined<T> = Vec<(T, u32)>;

/// Collects the parts of a tenant and makes a canonical [`Snapshot`] of them.
#[derive(Debug, Default)]
pub struct SnapshotBuilder {
    file: Option<String>,
    tenant: TenantInfo,
    people: Lined<PersonDoc>,
    groups: Lined<GroupDoc>,
    roles: Lined<RoleDoc>,
    permissions: Lined<PermissionDoc>,
    objects: Lined<ObjectDoc>,
    licences: Lined<LicenceDoc>,
    memberships: Lined<MembershipDoc>,
    inclusions: Lined<InclusionDoc>,
    assignments: Lined<AssignmentDoc>,
    grants: Lined<GrantDoc>,
    activity: Option<Lined<ActivityDoc>>,
    settings: BTreeMap<String, serde_json::Value>,
}

macro_rules! adders {
    ($($(#[$doc:meta])* $name:ident, $list:ident, $ty:ty;)*) => {$(
        $(#[$doc])*
        pub fn $name(&mut self, item: $ty, line: u32) { self.$list.push((item, line)); }
    )*};
}

impl SnapshotBuilder {
    /// An empty tenant.
    #[must_use]
    pub fn new(tenant: TenantInfo) -> Self {
        Self { tenant, ..Self::default() }
    }

    /// Names the file that the items come from, for problems.
    #[must_use]
    pub fn from_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    adders! {
        /// Adds a person. `line` is where it stands in the input, 0 when unknown; the same for all below.
        person, people, PersonDoc;
        /// Adds a group.
        group, groups, GroupDoc;
        /// Adds a role.
        role, roles, RoleDoc;
        /// Adds a permission. One that only appears in a grant is added by itself.
        permission, permissions, PermissionDoc;
        /// Adds an object.
        object, objects, ObjectDoc;
        /// Adds a licence and who holds it.
        licence, licences, LicenceDoc;
        /// Puts a person or group into a group.
        membership, memberships, MembershipDoc;
        /// Puts a role into a role.
        inclusion, inclusions, InclusionDoc;
        /// Gives a role.
        assignment, assignments, AssignmentDoc;
        /// Gives a permission.
        grant, grants, GrantDoc;
    }

    /// Says that this tenant reports use, even if no use follows.
    pub fn reports_activity(&mut self) {
        self.activity.get_or_insert_with(Vec::new);
    }

    /// Adds the last use of a permission.
    pub fn activity(&mut self, item: ActivityDoc, line: u32) {
        self.activity.get_or_insert_with(Vec::new).push((item, line));
    }

    /// Adds the current value of a setting.
    pub fn setting(&mut self, id: String, value: serde_json::Value) {
        self.settings.insert(id, value);
    }

    /// The canonical snapshot, and everything that had to be left out of it, direction marks and
    /// control characters included. Nothing is fatal here: an empty tenant is a tenant.
    #[must_use]
    pub fn finish(mut self) -> (Snapshot, Vec<Problem>) {
        let mut log = Log { file: self.file.take(), problems: Vec::new(), controls: None };
        self.add_granted_permissions();
        self.leave_out_marks(&mut log);

        let people = Table::new("people", "person", self.people, |x| &x.id, &mut log);
        let groups = Table::new("groups", "group", self.groups, |x| &x.id, &mut log);
        let roles = Table::new("roles", "role", self.roles, |x| &x.id, &mut log);
        let permissions = Table::new("permissions", "permission", self.permissions, |x| &x.id, &mut log);
        let objects = Table::new("objects", "object", self.objects, |x| &x.id, &mut log);
        let licences = Table::new("licences", "licence", self.licences, |x| &x.id, &mut log);

        let mut memberships = Vec::with_capacity(self.memberships.len());
        for (at, (m, line)) in self.memberships.into_iter().enumerate() {
            let spot = Spot { list: "memberships", at, line };
            let group = groups.find(&m.group, "group", spot, &mut log);
            let member = match (m.person, m.member) {
                (Some(p), None) => {
                    people.find(&p, "person", spot, &mut log).map(|x| Member::Person(x.into()))
                }
                (None, Some(g)) => groups.find(&g, "member", spot, &mut log).map(|x| Member::Group(x.into())),
                _ => log.one_of(spot, "`person` and `member`"),
            };
            let window = log.window(spot, m.since, m.until);
            if let (Some(group), Some(member), Some(window)) = (group, member, window) {
                memberships.push(Membership { group: group.into(), member, window, source: m.source });
            }
        }

        let mut inclusions = Vec::with_capacity(self.inclusions.len());
        for (at, (i, line)) in self.inclusions.into_iter().enumerate() {
            let spot = Spot { list: "inclusions", at, line };
            let role = roles.find(&i.role, "role", spot, &mut log);
            let includes = roles.find(&i.includes, "includes", spot, &mut log);
            if let (Some(role), Some(includes)) = (role, includes) {
                inclusions.push(Inclusion { role: role.into(), includes: includes.into() });
            }
        }

        let mut assignments = Vec::with_capacity(self.assignments.len());
        for (at, (a, line)) in self.assignments.into_iter().enumerate() {
            let spot = Spot { list: "assignments", at, line };
            let role = roles.find(&a.role, "role", spot, &mut log);
            let to = match (a.person, a.group) {
                (Some(p), None) => {
                    people.find(&p, "person", spot, &mut log).map(|x| Assignee::Person(x.into()))
                }
                (None, Some(g)) => {
                    groups.find(&g, "group", spot, &mut log).map(|x| Assignee::Group(x.into()))
                }
                _ => log.one_of(spot, "`person` and `group`"),
            };
            let window = log.window(spot, a.since, a.until);
            if let (Some(role), Some(to), Some(window)) = (role, to, window) {
                assignments.push(Assignment { role: role.into(), to, window, source: a.source });
            }
        }

        let mut grants = Vec::with_capacity(self.grants.len());
        for (at, (g, line)) in self.grants.into_iter().enumerate() {
            let spot = Spot { list: "grants", at, line };
            let permission = permissions.find(&g.permission, "permission", spot, &mut log);
            let to = match (g.role, g.group, g.person) {
                (Some(r), None, None) => {
                    roles.find(&r, "role", spot, &mut log).map(|x| Holder::Role(x.into()))
                }
                (None, Some(x), None) => {
                    groups.find(&x, "group", spot, &mut log).map(|x| Holder::Group(x.into()))
                }
                (None, None, Some(p)) => {
                    people.find(&p, "person", spot, &mut log).map(|x| Holder::Person(x.into()))
                }
                _ => log.one_of(spot, "`role`, `group` and `person`"),
            };
            let scope = match g.objects {
                None => Some(Scope::Everything),
                Some(ids) => {
                    let mut list: Vec<ObjectIx> = (ids.iter())
                        .filter_map(|id| objects.find(id, "objects", spot, &mut log).map(Into::into))
                        .collect();
                    list.sort_unstable();
                    list.dedup();
                    if list.is_empty() {
                        log.warn(
                            spot,
                            "objects",
                            "empty-scope",
                            "the grant names no object that exists, so it grants nothing".into(),
                            "list the object, or leave `objects` out to grant on everything",
                        );
                    }
                    (!list.is_empty()).then_some(Scope::Objects(list))
                }
            };
            let window = log.window(spot, g.since, g.until);
            let effect = if g.deny { Effect::Deny } else { Effect::Permit };
            if let (Some(permission), Some(to), Some(scope), Some(window)) = (permission, to, scope, window) {
                let permission = permission.into();
                grants.push(Grant { to, permission, effect, scope, window, source: g.source });
            }
        }

        let activity = self.activity.map(|list| {
            let mut latest: BTreeMap<(PersonIx, PermissionIx), Timestamp> = BTreeMap::new();
            for (at, (a, line)) in list.into_iter().enumerate() {
                let spot = Spot { list: "activity", at, line };
                let person = people.find(&a.person, "person", spot, &mut log);
                let permission = permissions.find(&a.permission, "permission", spot, &mut log);
                if let (Some(person), Some(permission)) = (person, permission) {
                    let seen = latest.entry((person.into(), permission.into())).or_insert(a.last_used);
                    *seen = (*seen).max(a.last_used);
                }
            }
            (latest.into_iter())
                .map(|((person, permission), last_used)| Activity { person, permission, last_used })
                .collect()
        });

        let mut seats = Vec::new();
        for (licence, (doc, line)) in licences.items.iter().enumerate() {
            let spot = Spot { list: "licences", at: licence, line: *line };
            for id in &doc.people {
                if let Some(person) = people.find(id, "people", spot, &mut log) {
                    seats.push(Seat { licence: licence.into(), person: person.into() });
                }
            }
        }

        let objects = (objects.items.into_iter().enumerate())
            .map(|(at, (o, line))| {
                let spot = Spot { list: "objects", at, line };
                let owner = o.owner.and_then(|id| people.find(&id, "owner", spot, &mut log)).map(Into::into);
                let name = filled(o.display_name).unwrap_or_else(|| o.id.clone());
                Object { name, kind: o.kind, owner, id: o.id }
            })
            .collect();

        canonical(&mut memberships);
        canonical(&mut inclusions);
        canonical(&mut assignments);
        canonical(&mut grants);
        canonical(&mut seats);
        let snapshot = Snapshot {
            tenant: self.tenant,
            people: people.items.into_iter().map(|(p, _)| person(p)).collect(),
            groups: (groups.items.into_iter())
                .map(|(g, _)| Group {
                    name: filled(g.display_name).unwrap_or_else(|| g.id.clone()),
                    id: g.id,
                    source: g.source,
                })
                .collect(),
            roles: (roles.items.into_iter())
                .map(|(r, _)| Role {
                    name: filled(r.display_name).unwrap_or_else(|| r.id.clone()),
                    id: r.id,
                    description: filled(r.description),
                    preset: filled(r.preset),
                })
                .collect(),
            permissions: (permissions.items.into_iter())
                .map(|(p, _)| Permission {
                    name: filled(p.display_name).unwrap_or_else(|| p.id.clone()),
                    id: p.id,
                })
                .collect(),
            objects,
            licences: (licences.items.into_iter())
                .map(|(l, _)| Licence {
                    name: filled(l.display_name).unwrap_or_else(|| l.id.clone()),
                    id: l.id,
                    seats: l.seats,
                })
                .collect(),
            memberships,
            inclusions,
            assignments,
            grants,
            activity,
            seats,
            settings: self.settings,
        };
        (snapshot, log.problems)
    }

    /// A permission that is granted or used but not listed exists all the same.
    fn add_granted_permissions(&mut self) {
        let mut known: HashSet<String> = self.permissions.iter().map(|(p, _)| p.id.clone()).collect();
        let named = (self.grants.iter().map(|(g, line)| (&g.permission, *line)))
            .chain(self.activity.iter().flatten().map(|(a, line)| (&a.permission, *line)));
        for (id, line) in named {
            if !id.is_empty() && !known.contains(id) {
                known.insert(id.clone());
                self.permissions.push((PermissionDoc { id: id.clone(), display_name: None }, line));
            }
        }
    }
}

fn person(doc: PersonDoc) -> Person {
    let user_name = filled(doc.user_name).unwrap_or_else(|| doc.id.clone());
    Person {
        name: filled(doc.display_name).unwrap_or_else(|| user_name.clone()),
        id: doc.id,
        user_name,
        email: filled(doc.email),
        title: filled(doc.title),
        department: filled(doc.department),
        manager: filled(doc.manager),
        active: doc.active,
        mfa: doc.mfa,
        last_sign_in: doc.last_sign_in,
        created: doc.created,
    }
}

fn filled(text: Option<String>) -> Option<String> {
    text.filter(|x| !x.trim().is_empty())
}

fn canonical<T: Ord>(list: &mut Vec<T>) {
    list.sort_unstable();
    list.dedup();
}

/// Where an item stands.
#[derive(Clone, Copy)]
struct Spot {
    list: &'static str,
    at: usize,
    line: u32,
}

struct Log {
    file: Option<String>,
    problems: Vec<Problem>,
    /// Texts with control characters: the first, and how many there are.
    controls: Option<(Place, usize)>,
}

impl Log {
    fn place(&self, spot: Spot, field: &str) -> Place {
        Place {
            file: self.file.clone(),
            line: (spot.line > 0).then_some(spot.line),
            column: None,
            field: Some(format!("{}[{}].{field}", spot.list, spot.at)),
        }
    }

    fn warn(&mut self, spot: Spot, field: &str, code: &str, message: String, hint: &str) {
        let place = self.place(spot, field);
        self.problems.push(Problem::warning(code, place, message, hint));
    }

    fn one_of<T>(&mut self, spot: Spot, fields: &str) -> Option<T> {
        let message = format!("exactly one of {fields} has to be given");
        self.warn(spot, "", "one-of", message, "keep the one that is meant; the entry was left out");
        None
    }

    fn window(&mut self, spot: Spot, since: Option<Timestamp>, until: Option<Timestamp>) -> Option<Window> {
        if let (Some(a), Some(b)) = (since, until)
            && b <= a
        {
            let message = format!("it ends at `{b}`, which is not after its begin `{a}`");
            self.warn(
                spot,
                "until",
                "empty-window",
                message,
                "swap or correct the two; the entry was left out",
            );
            return None;
        }
        Some(Window { since, until })
    }
}

/// Items sorted by id, each id once.
struct Table<T> {
    word: &'static str,
    items: Lined<T>,
    index: HashMap<String, usize>,
}

impl<T> Table<T> {
    fn new(
        list: &'static str,
        word: &'static str,
        items: Lined<T>,
        id: fn(&T) -> &String,
        log: &mut Log,
    ) -> Self {
        let mut seen: HashMap<String, u32> = HashMap::with_capacity(items.len());
        let mut kept: Lined<T> = Vec::with_capacity(items.len());
        for (at, (item, line)) in items.into_iter().enumerate() {
            let spot = Spot { list, at, line };
            if id(&item).trim().is_empty() {
                let message = format!("the {word} has no id");
                log.warn(
                    spot,
                    "id",
                    "no-id",
                    message,
                    "give it the id the tenant knows it by; it was left out",
                );
            } else if id(&item).contains(char::is_control) {
                let message = format!("the id `{}` holds a control character", id(&item).escape_debug());
                log.warn(
                    spot,
                    "id",
                    "bad-value",
                    message,
                    "correct it where it is kept; the entry was left out",
                );
            } else if let Some(first) = seen.get(id(&item)) {
                let before = if *first > 0 { format!(" on line {first}") } else { String::new() };
                let message = format!("the {word} `{}` was given before{before}", id(&item));
                log.warn(spot, "id", "duplicate", message, "remove one of the two; the first was kept");
            } else {
                seen.insert(id(&item).clone(), line);
                kept.push((item, line));
            }
        }
        kept.sort_unstable_by(|a, b| id(&a.0).cmp(id(&b.0)));
        let index = kept.iter().enumerate().map(|(at, (item, _))| (id(item).clone(), at)).collect();
        Self { word, items: kept, index }
    }

    fn find(&self, id: &str, field: &str, spot: Spot, log: &mut Log) -> Option<usize> {
        let found = self.index.get(id).copied();
        if found.is_none() {
            let message = format!("there is no {} `{id}`", self.word);
            let hint = format!("add the {} or correct the id; the entry was left out", self.word);
            log.warn(spot, field, &format!("unknown-{}", self.word), message, &hint);
        }
        found
    }
}
