//! From resources to a snapshot.

use super::refs::{Directory, Found, Meant};
use super::resource::{Entry, Group, Role, User};
use super::settings::ScimMapping;
use super::tally::Tally;
use crate::missing::{Extent, Part};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use steward_model::{
    AssignmentDoc, GrantDoc, GroupDoc, InclusionDoc, MembershipDoc, PermissionDoc, PersonDoc, PresetRole,
    RoleDoc, Snapshot, SnapshotBuilder, Source, TenantInfo,
};

/// Everything that was read of a tenant.
pub(super) struct Resources {
    pub users: Vec<User>,
    pub groups: Vec<Group>,
    pub roles: Vec<Role>,
}

/// Makes a snapshot of what was read.
pub(super) fn assemble(
    all: Resources,
    mapping: &ScimMapping,
    tenant: TenantInfo,
    address: &str,
    tally: &mut Tally,
) -> Snapshot {
    let directory = Directory::new(&all.users, &all.groups);
    let mut work = Assembly {
        builder: SnapshotBuilder::new(tenant).from_file(address),
        mapping,
        tally,
        roles: BTreeMap::new(),
        granted: HashSet::new(),
        permissions: BTreeMap::new(),
        edges: HashSet::new(),
    };
    work.people(&all.users, &directory);
    work.groups(&all.groups);
    work.memberships(&all, &directory);
    for user in &all.users {
        work.held(&Meant::Person(user.id.clone()), &user.roles, &user.entitlements);
    }
    for group in &all.groups {
        let holder = Meant::Group(group.id.clone());
        work.held(&holder, &group.roles, &group.entitlements);
        work.group_roles(group);
    }
    work.role_resources(&all.roles, &directory);
    work.finish()
}

fn source(word: &str) -> Source {
    Source(word.to_owned())
}

struct Assembly<'a> {
    builder: SnapshotBuilder,
    mapping: &'a ScimMapping,
    tally: &'a mut Tally,
    /// Roles that somebody has, by id.
    roles: BTreeMap<String, RoleDoc>,
    /// Roles whose permissions the server itself gives.
    granted: HashSet<String>,
    /// Permissions with their names.
    permissions: BTreeMap<String, Option<String>>,
    /// Assignments and grants that were added.
    edges: HashSet<(char, Option<String>, String)>,
}

impl Assembly<'_> {
    fn people(&mut self, users: &[User], directory: &Directory) {
        for user in users {
            let manager = user.manager.as_ref().map(|id| {
                let entry = Entry { value: id.clone(), ..Entry::default() };
                match directory.find(&entry) {
                    Found::ById(Meant::Person(id)) | Found::ByName(Meant::Person(id)) => id,
                    _ => id.clone(),
                }
            });
            let person = PersonDoc {
                id: user.id.clone(),
                user_name: user.user_name.clone(),
                display_name: user.display.clone(),
                email: user.email.clone(),
                title: user.title.clone(),
                department: user.department.clone(),
                manager,
                active: user.active,
                mfa: user.mfa,
                last_sign_in: user.last_sign_in,
                created: user.created,
            };
            self.builder.person(person, 0);
        }
    }

    fn groups(&mut self, groups: &[Group]) {
        for group in groups {
            let (id, display_name) = (group.id.clone(), group.display.clone());
            self.builder.group(GroupDoc { id, display_name, source: source("scim") }, 0);
        }
    }

    /// Members as the groups say, and then what only the users say.
    fn memberships(&mut self, all: &Resources, directory: &Directory) {
        let mut inside: HashMap<String, BTreeSet<(bool, String)>> = HashMap::new();
        for group in &all.groups {
            for (at, member) in group.members.iter().flatten().enumerate() {
                if let Some(meant) = self.member(group, at, member, directory) {
                    let member = match meant {
                        Meant::Person(id) => (false, id),
                        Meant::Group(id) => (true, id),
                    };
                    inside.entry(group.id.clone()).or_default().insert(member);
                }
            }
        }
        let known: HashSet<&str> = all.groups.iter().map(|x| x.id.as_str()).collect();
        let mut added = Vec::new();
        for user in &all.users {
            for entry in &user.groups {
                let indirect = entry.kind.as_deref().is_some_and(|x| x.eq_ignore_ascii_case("indirect"));
                let group = match directory.find(&Entry { kind: Some("Group".to_owned()), ..entry.clone() }) {
                    Found::ById(Meant::Group(id)) | Found::ByName(Meant::Group(id)) => id,
                    _ => {
                        self.unlisted(user, entry, &known);
                        entry.value.clone()
                    }
                };
                if !indirect && !reaches(&inside, &group, &user.id) {
                    added.push((group, user.id.clone()));
                }
            }
        }
        if !added.is_empty() && all.groups.iter().any(|x| x.members.is_some()) {
            let text = "some memberships are said by users only, not by their groups";
            self.tally.bent("members-by-users", "Users.groups", text);
        }
        for (group, person) in added {
            inside.entry(group).or_default().insert((false, person));
        }
        let sorted: BTreeMap<String, BTreeSet<(bool, String)>> = inside.into_iter().collect();
        for (group, members) in sorted {
            for (nested, id) in members {
                let (person, member) = if nested { (None, Some(id)) } else { (Some(id), None) };
                let source = source("scim");
                let doc =
                    MembershipDoc { group: group.clone(), person, member, since: None, until: None, source };
                self.builder.membership(doc, 0);
            }
        }
    }

    /// A group that only a user knows of.
    fn unlisted(&mut self, user: &User, entry: &Entry, known: &HashSet<&str>) {
        if known.contains(entry.value.as_str()) || !self.edges.insert(('u', None, entry.value.clone())) {
            return;
        }
        let (id, display_name) = (entry.value.clone(), entry.display.clone());
        let message = format!("group `{id}` of `{}` is not in the list of groups", user.id);
        let hint = "check that the token may read all groups; the group was added from what its members say";
        self.tally.warn("unlisted-group", "Users.groups", message, hint);
        self.builder.group(GroupDoc { id, display_name, source: source("scim") }, 0);
    }

    fn member(&mut self, group: &Group, at: usize, member: &Entry, directory: &Directory) -> Option<Meant> {
        let field = format!("Groups/{}.members[{at}]", group.id);
        let name = group.display.as_deref().unwrap_or(&group.id);
        let (message, hint) = match directory.find(member) {
            Found::ById(meant) => return Some(meant),
            Found::ByName(meant) => {
                let text = "members of groups are named instead of given by id; they were matched by name";
                self.tally.bent("member-by-name", &field, text);
                return Some(meant);
            }
            Found::Several => (
                format!("member `{}` of group `{name}` fits several people or groups", member.value),
                "ask the vendor to give ids; the member was left out",
            ),
            Found::Nobody => (
                format!(
                    "member `{}` of group `{name}` is neither a user nor a group that was read",
                    member.value
                ),
                "check that the token may read all users; the member was left out",
            ),
        };
        let one = (Part::Members, Extent::Entries(1));
        self.tally.missing("unknown-member", one, &field, message, hint);
        None
    }

    /// Roles and entitlements of a person or group.
    fn held(&mut self, holder: &Meant, roles: &[Entry], entitlements: &[Entry]) {
        for entry in roles {
            let value = unpacked(entry);
            let Some(id) = self.mapping.roles.id(&value).map(str::to_owned) else { continue };
            self.role(&id, entry.display.as_deref());
            self.assign(&id, holder, "scim");
        }
        for entry in entitlements {
            let value = unpacked(entry);
            let Some(id) = self.mapping.entitlements.id(&value).map(str::to_owned) else { continue };
            self.permission(&id, entry.display.as_deref());
            self.grant(&id, None, Some(holder));
        }
    }

    fn assign(&mut self, role: &str, holder: &Meant, from: &str) {
        let (kind, person, group) = match holder {
            Meant::Person(id) => ('p', Some(id.clone()), None),
            Meant::Group(id) => ('g', None, Some(id.clone())),
        };
        let key = person.clone().or_else(|| group.clone());
        if self.edges.insert((kind, key, role.to_owned())) {
            let (role, source) = (role.to_owned(), source(from));
            self.builder
                .assignment(AssignmentDoc { role, person, group, since: None, until: None, source }, 0);
        }
    }

    fn grant(&mut self, permission: &str, role: Option<(&str, &str)>, holder: Option<&Meant>) {
        let (mut person, mut group) = (None, None);
        match holder {
            Some(Meant::Person(id)) => person = Some(id.clone()),
            Some(Meant::Group(id)) => group = Some(id.clone()),
            None => {}
        }
        let kind = if role.is_some() {
            'R'
        } else if person.is_some() {
            'P'
        } else {
            'G'
        };
        let key = role.map(|(id, _)| id.to_owned()).or_else(|| person.clone()).or_else(|| group.clone());
        if self.edges.insert((kind, key, permission.to_owned())) {
            let from = role.map_or("scim", |(_, from)| from);
            let (permission, role) = (permission.to_owned(), role.map(|(id, _)| id.to_owned()));
            let grant =
                GrantDoc { permission, role, group, person, source: source(from), ..GrantDoc::default() };
            self.builder.grant(grant, 0);
        }
    }

    fn role(&mut self, id: &str, display: Option<&str>) {
        let role = self
            .roles
            .entry(id.to_owned())
            .or_insert_with(|| RoleDoc { id: id.to_owned(), ..RoleDoc::default() });
        if role.display_name.is_none() {
            role.display_name = display.map(str::to_owned);
        }
    }

    fn permission(&mut self, id: &str, display: Option<&str>) {
        let name = self.permissions.entry(id.to_owned()).or_default();
        if name.is_none() {
            *name = self.mapping.permission_names.get(id).cloned().or_else(|| display.map(str::to_owned));
        }
    }

    /// Roles that a group gives by its name.
    fn group_roles(&mut self, group: &Group) {
        let holder = Meant::Group(group.id.clone());
        let name = group.display.as_deref().unwrap_or(&group.id);
        let rest = self.mapping.group_prefix.as_deref().filter(|x| !x.is_empty());
        if let Some(rest) = rest.and_then(|x| name.strip_prefix(x)).map(str::trim).filter(|x| !x.is_empty()) {
            let id = self.preset(rest, None).map_or_else(|| rest.to_owned(), |x| x.id.clone());
            self.role(&id, Some(rest));
            self.assign(&id, &holder, "scim");
        }
        let listed: Vec<String> = (self.mapping.group_roles.iter())
            .filter(|x| x.group == group.id || x.group.eq_ignore_ascii_case(name))
            .map(|x| x.role.clone())
            .collect();
        for role in listed {
            self.role(&role, None);
            self.assign(&role, &holder, "scim");
        }
    }

    /// Roles that are resources of their own: what they grant, what they contain, who has them.
    fn role_resources(&mut self, roles: &[Role], directory: &Directory) {
        for role in roles {
            let id = self.mapping.roles.id(&role.id).unwrap_or(&role.id).to_owned();
            self.role(&id, role.display.as_deref());
            if let Some(doc) = self.roles.get_mut(&id) {
                doc.description = role.description.clone().or_else(|| doc.description.take());
            }
            for entry in &role.permissions {
                let value = unpacked(entry);
                let Some(permission) = self.mapping.entitlements.id(&value).map(str::to_owned) else {
                    continue;
                };
                self.permission(&permission, entry.display.as_deref());
                self.grant(&permission, Some((&id, "scim")), None);
                self.granted.insert(id.clone());
            }
            for entry in &role.includes {
                let value = unpacked(entry);
                let other = self.mapping.roles.id(&value).unwrap_or(&value).to_owned();
                self.role(&other, entry.display.as_deref());
                self.builder.inclusion(InclusionDoc { role: id.clone(), includes: other }, 0);
            }
            for (at, entry) in role.members.iter().enumerate() {
                match directory.find(entry) {
                    Found::ById(meant) | Found::ByName(meant) => self.assign(&id, &meant, "scim"),
                    Found::Several | Found::Nobody => {
                        let message = format!("holder `{}` of role `{id}` was not read", entry.value);
                        let hint = "check that the token may read all users; the holder was left out";
                        let one = (Part::Assignments, Extent::Entries(1));
                        let field = format!("Roles/{id}.members[{at}]");
                        self.tally.missing("unknown-member", one, &field, message, hint);
                    }
                }
            }
        }
    }

    fn preset(&self, id: &str, name: Option<&str>) -> Option<PresetRole> {
        let presets = &self.mapping.presets;
        let same = |x: &&PresetRole| {
            x.name.eq_ignore_ascii_case(id) || name.is_some_and(|name| x.name.eq_ignore_ascii_case(name))
        };
        presets.iter().find(|x| x.id == id).or_else(|| presets.iter().find(same)).cloned()
    }

    /// Adds what presets say about roles that somebody has, then hands over.
    fn finish(mut self) -> Snapshot {
        let mut open: Vec<String> = self.roles.keys().cloned().collect();
        let mut unknown = 0usize;
        while let Some(id) = open.pop() {
            let name = self.roles.get(&id).and_then(|x| x.display_name.clone());
            let Some(preset) = self.preset(&id, name.as_deref()) else {
                unknown += usize::from(!self.granted.contains(&id));
                continue;
            };
            if let Some(role) = self.roles.get_mut(&id) {
                role.preset = Some(preset.id.clone());
                role.display_name.get_or_insert_with(|| preset.name.clone());
                role.description.get_or_insert_with(|| preset.description.clone());
            }
            if self.granted.contains(&id) {
                continue;
            }
            for permission in &preset.permissions {
                self.permission(permission, None);
                self.grant(permission, Some((&id, "pack")), None);
            }
            for other in &preset.includes {
                if !self.roles.contains_key(other) {
                    self.role(other, None);
                    open.push(other.clone());
                }
                self.builder.inclusion(InclusionDoc { role: id.clone(), includes: other.clone() }, 0);
            }
        }
        if unknown > 0 {
            let message = format!("the server does not say what {unknown} of the roles grant");
            let hint = "describe the roles in the product's pack, or ask the vendor for role resources";
            self.tally.warn("role-without-grants", "Users.roles", message, hint);
        }
        for (_, role) in std::mem::take(&mut self.roles) {
            self.builder.role(role, 0);
        }
        for (id, display_name) in std::mem::take(&mut self.permissions) {
            self.builder.permission(PermissionDoc { id, display_name }, 0);
        }
        let (snapshot, problems) = self.builder.finish();
        self.tally.extend(problems);
        snapshot
    }
}

/// Whether a person is in a group, directly or through groups nested in it.
fn reaches(inside: &HashMap<String, BTreeSet<(bool, String)>>, group: &str, person: &str) -> bool {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut open = vec![group];
    while let Some(group) = open.pop() {
        if !seen.insert(group) {
            continue;
        }
        for (nested, id) in inside.get(group).into_iter().flatten() {
            if *nested {
                open.push(id);
            } else if id == person {
                return true;
            }
        }
    }
    false
}

/// The value of a role or entitlement. Some servers pack an object into the text.
fn unpacked(entry: &Entry) -> String {
    if entry.value.starts_with('{')
        && let Ok(serde_json::Value::Object(object)) = serde_json::from_str(&entry.value)
    {
        let named = ["value", "id", "name", "displayName"].iter().find_map(|x| object.get(*x)?.as_str());
        if let Some(named) = named {
            return named.to_owned();
        }
    }
    entry.value.clone()
}
