//! Whether the practice tenant's blueprint holds together.

use super::names::Names;
use super::references::list;
use super::{Doc, Parts, tuning};
use crate::format::practice::{GroupPlan, PersonPlan, PlantedPlan, PracticeBlueprint, RolePlan, person_id};
use crate::text::suggest;
use std::collections::{BTreeMap, BTreeSet};
use steward_model::Problem;

pub(super) fn check(parts: &Parts<'_>, names: &Names, problems: &mut Vec<Problem>) {
    let Some((doc, plan)) = &parts.practice else { return };
    let people = plan.people_by_id();
    let extra_roles = plan.planted.iter().flat_map(|p| &p.role).map(|r| r.id.as_str()).collect();
    let extra_objects = plan.planted.iter().flat_map(|p| &p.object).map(|o| o.id.as_str()).collect();
    let people_unsure = people_unsure(doc, plan);
    let at = Context { doc, plan, names, people, people_unsure, extra_roles, extra_objects };
    at.headcount(problems);
    at.shares(problems);
    at.groups(problems);
    for (n, role) in plan.role.iter().enumerate() {
        at.role(role, &format!("role[{n}]"), problems);
    }
    at.things(problems);
    at.everybody(problems);
    for (n, planted) in plan.planted.iter().enumerate() {
        at.planted(planted, &format!("planted[{n}]"), problems);
    }
}

impl PracticeBlueprint {
    /// Ids of the people who are known by name, with their position.
    pub(crate) fn people_by_id(&self) -> BTreeMap<String, usize> {
        (self.person.iter().enumerate().rev())
            .map(|(at, p)| (p.id.clone().unwrap_or_else(|| person_id(&p.name)), at))
            .collect()
    }
}

struct Context<'a> {
    doc: &'a Doc<'a>,
    plan: &'a PracticeBlueprint,
    names: &'a Names,
    people: BTreeMap<String, usize>,
    /// Whether somebody could not be read, so that an unknown id may be known after all.
    people_unsure: bool,
    extra_roles: BTreeSet<&'a str>,
    extra_objects: BTreeSet<&'a str>,
}

type Log<'a> = &'a mut Vec<Problem>;

impl Context<'_> {
    fn error(&self, problems: Log<'_>, code: &str, path: &str, message: String, hint: &str) {
        self.doc.error(problems, code, path, message, hint);
    }

    fn person(&self, id: &str, path: &str, problems: Log<'_>) {
        if !self.people.contains_key(id) && !self.people_unsure {
            let known = self.people.keys().map(String::as_str);
            let hint = suggest(id, known, "add a `[[person]]`, or correct the id");
            self.error(problems, "unknown-person", path, format!("there is no person `{id}`"), &hint);
        }
    }

    fn known_role(&self, id: &str, path: &str, problems: Log<'_>) {
        if !self.extra_roles.contains(id) {
            self.names.roles.find(id, self.doc, path, problems);
        }
    }

    fn objects(&self, ids: &[String], path: &str, problems: Log<'_>) {
        for (n, id) in ids.iter().enumerate() {
            if !self.extra_objects.contains(id.as_str()) {
                self.names.objects.find(id, self.doc, &format!("{path}[{n}]"), problems);
            }
        }
    }

    /// Whether there are as many people, and names for them, as the numbers say.
    fn headcount(&self, problems: Log<'_>) {
        let plan = self.plan;
        if ["tenant.people", "names.given", "names.family"].into_iter().any(|path| self.doc.unsure(path)) {
            return;
        }
        let named = u32::try_from(plan.person.len()).unwrap_or(u32::MAX);
        let generated = plan.tenant.people.saturating_sub(named);
        if named > plan.tenant.people {
            let message = format!("{named} people are named, but there are only {}", plan.tenant.people);
            self.error(problems, "bad-value", "tenant.people", message, "write a larger number");
        }
        let names = plan.names.given.len().saturating_mul(plan.names.family.len()) / 2;
        if names < generated as usize + plan.tenant.left as usize {
            let message = format!("the names are too few for {generated} people");
            self.error(problems, "too-few-names", "names", message, "add given names or family names");
        }
        if plan.tenant.joined.saturating_add(plan.tenant.invited) > generated {
            let message =
                "more people joined or were invited than there are without an entry of their own".to_owned();
            self.error(problems, "bad-value", "tenant", message, "write smaller numbers");
        }
    }

    /// Whether sites and departments have shares to go by, and groups that exist.
    fn shares(&self, problems: Log<'_>) {
        let plan = self.plan;
        for (key, shares) in [
            ("site", plan.site.iter().map(|s| s.share).collect::<Vec<_>>()),
            ("department", plan.department.iter().map(|d| d.share).collect()),
        ] {
            let unsure = (0..shares.len()).any(|n| self.doc.unsure(&format!("{key}[{n}].share")));
            if !shares.is_empty() && shares.iter().all(|s| *s == 0) && !unsure {
                let message = format!("all shares of `{key}` are 0");
                self.error(
                    problems,
                    "bad-value",
                    &format!("{key}[0].share"),
                    message,
                    "give one a share above 0",
                );
            }
        }
        for (n, site) in plan.site.iter().enumerate() {
            self.group(site.group.as_deref(), &format!("site[{n}].group"), problems);
        }
        for (n, department) in plan.department.iter().enumerate() {
            self.group(department.group.as_deref(), &format!("department[{n}].group"), problems);
        }
    }

    fn group(&self, id: Option<&str>, path: &str, problems: Log<'_>) {
        if let Some(id) = id {
            self.names.groups.find(id, self.doc, path, problems);
        }
    }

    fn groups(&self, problems: Log<'_>) {
        for (n, group) in self.plan.group.iter().enumerate() {
            let path = |key: &str| format!("group[{n}].{key}");
            list(&group.parents, &self.names.groups, self.doc, &path("parents"), problems);
            for (k, role) in group.roles.iter().enumerate() {
                self.known_role(role, &path(&format!("roles[{k}]")), problems);
            }
            for (k, name) in group.departments.iter().enumerate() {
                self.department(name, &path(&format!("departments[{k}]")), problems);
            }
        }
        let parents: BTreeMap<&str, &[String]> =
            self.plan.group.iter().map(|g| (g.id.as_str(), g.parents.as_slice())).collect();
        let in_itself = self.plan.group.iter().enumerate().filter(|(_, g)| is_in_itself(&parents, g));
        for (n, group) in in_itself {
            let message = format!("the group `{}` is nested in itself", group.id);
            let hint = "remove a parent; to plant a circle, use `join` of a `[[planted]]`";
            self.error(problems, "group-cycle", &format!("group[{n}].parents"), message, hint);
        }
    }

    fn department(&self, name: &str, path: &str, problems: Log<'_>) {
        let known = self.plan.department.iter().map(|d| d.name.as_str());
        if !known.clone().any(|d| d == name) && !self.doc.unsure("department") {
            let hint = suggest(name, known, "add a `[[department]]`, or correct the name");
            self.error(
                problems,
                "unknown-department",
                path,
                format!("there is no department `{name}`"),
                &hint,
            );
        }
    }

    fn role(&self, role: &RolePlan, path: &str, problems: Log<'_>) {
        if self.names.presets.has(&role.id) {
            if !role.permissions.is_empty() || !role.includes.is_empty() {
                let message =
                    format!("the role `{}` is made from a preset, which says what it grants", role.id);
                let hint = "remove `permissions` and `includes`, or give it another id";
                self.error(problems, "both-sides", &format!("{path}.id"), message, hint);
            }
        } else if role.permissions.is_empty()
            && role.includes.is_empty()
            && role.name.is_none()
            && !["permissions", "includes", "name"]
                .into_iter()
                .any(|key| self.doc.unsure(&format!("{path}.{key}")))
        {
            self.names.presets.find(&role.id, self.doc, &format!("{path}.id"), problems);
        }
        list(&role.permissions, &self.names.permissions, self.doc, &format!("{path}.permissions"), problems);
        for (k, id) in role.includes.iter().enumerate() {
            self.known_role(id, &format!("{path}.includes[{k}]"), problems);
        }
        for (k, limit) in role.limited.iter().enumerate() {
            let path = format!("{path}.limited[{k}]");
            list(
                &limit.permissions,
                &self.names.permissions,
                self.doc,
                &format!("{path}.permissions"),
                problems,
            );
            self.objects(&limit.objects, &format!("{path}.objects"), problems);
        }
    }

    fn things(&self, problems: Log<'_>) {
        for (n, object) in self.plan.object.iter().enumerate() {
            self.names.types.find(&object.kind, self.doc, &format!("object[{n}].type"), problems);
            if let Some(owner) = &object.owner {
                self.person(owner, &format!("object[{n}].owner"), problems);
            }
        }
        for (n, licence) in self.plan.licence.iter().enumerate() {
            self.names.licences.find(&licence.id, self.doc, &format!("licence[{n}].id"), problems);
            for (k, role) in licence.roles.iter().enumerate() {
                self.known_role(role, &format!("licence[{n}].roles[{k}]"), problems);
            }
            if licence.used > licence.seats && !self.doc.unsure(&format!("licence[{n}].seats")) {
                let message = format!("{} seats are used, but only {} bought", licence.used, licence.seats);
                self.error(
                    problems,
                    "bad-value",
                    &format!("licence[{n}].used"),
                    message,
                    "write a smaller number",
                );
            }
        }
    }

    fn everybody(&self, problems: Log<'_>) {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for (n, person) in self.plan.person.iter().enumerate() {
            let path = |key: &str| format!("person[{n}].{key}");
            let id = person.id.clone().unwrap_or_else(|| person_id(&person.name));
            if let Some(before) = seen.insert(id.clone(), n) {
                let line = self.doc.text.line(self.doc.tree.offset(&format!("person[{before}].name"))) + 1;
                let message = format!("the person `{id}` is already defined on line {line}");
                self.error(
                    problems,
                    "duplicate",
                    &path("name"),
                    message,
                    "remove one of the two, or add an `id`",
                );
            }
            list(&person.groups, &self.names.groups, self.doc, &path("groups"), problems);
            if let Some(name) = &person.department {
                self.department(name, &path("department"), problems);
            }
            if let Some(name) = &person.site {
                let known = self.plan.site.iter().map(|s| s.name.as_str());
                if !known.clone().any(|s| s == name) && !self.doc.unsure("site") {
                    let hint = suggest(name, known, "add a `[[site]]`, or correct the name");
                    self.error(
                        problems,
                        "unknown-site",
                        &path("site"),
                        format!("there is no site `{name}`"),
                        &hint,
                    );
                }
            }
            if let Some(manager) = &person.manager {
                self.person(manager, &path("manager"), problems);
            }
        }
    }

    fn planted(&self, planted: &PlantedPlan, path: &str, problems: Log<'_>) {
        for (n, check) in planted.checks.iter().enumerate() {
            tuning::find(check, self.doc, &format!("{path}.checks[{n}]"), problems);
        }
        for (n, grant) in planted.grant.iter().enumerate() {
            let path = |key: &str| format!("{path}.grant[{n}].{key}");
            self.names.permissions.find(&grant.permission, self.doc, &path("permission"), problems);
            let targets = [grant.role.is_some(), grant.group.is_some(), grant.person.is_some()];
            let unsure = ["role", "group", "person"].into_iter().any(|key| self.doc.unsure(&path(key)));
            if targets.iter().filter(|t| **t).count() != 1 && !unsure {
                let message = "exactly one of `role`, `group` and `person` has to be given".to_owned();
                self.error(problems, "one-of", &path("permission"), message, "keep the one that is meant");
            }
            self.group(grant.group.as_deref(), &path("group"), problems);
            if let Some(role) = &grant.role {
                self.known_role(role, &path("role"), problems);
            }
            if let Some(person) = &grant.person {
                self.person(person, &path("person"), problems);
            }
            self.objects(&grant.objects, &path("objects"), problems);
        }
        for (n, revoke) in planted.revoke.iter().enumerate() {
            self.known_role(&revoke.role, &format!("{path}.revoke[{n}].role"), problems);
            let inside = format!("{path}.revoke[{n}].permissions");
            list(&revoke.permissions, &self.names.permissions, self.doc, &inside, problems);
        }
        for (n, assign) in planted.assign.iter().enumerate() {
            self.known_role(&assign.role, &format!("{path}.assign[{n}].role"), problems);
            self.person(&assign.person, &format!("{path}.assign[{n}].person"), problems);
        }
        for (n, join) in planted.join.iter().enumerate() {
            let path = |key: &str| format!("{path}.join[{n}].{key}");
            self.group(Some(&join.group), &path("group"), problems);
            self.group(join.member.as_deref(), &path("member"), problems);
            if let Some(person) = &join.person {
                self.person(person, &path("person"), problems);
            }
            let unsure = ["person", "member"].into_iter().any(|key| self.doc.unsure(&path(key)));
            if join.person.is_some() == join.member.is_some() && !unsure {
                let message = "exactly one of `person` and `member` has to be given".to_owned();
                self.error(problems, "one-of", &path("group"), message, "keep the one that is meant");
            }
        }
        for (n, role) in planted.role.iter().enumerate() {
            self.role(role, &format!("{path}.role[{n}]"), problems);
        }
        for (n, role) in planted.retire.iter().enumerate() {
            self.known_role(role, &format!("{path}.retire[{n}]"), problems);
        }
        for (n, group) in planted.empty.iter().enumerate() {
            self.group(Some(group), &format!("{path}.empty[{n}]"), problems);
        }
        for (n, object) in planted.object.iter().enumerate() {
            self.names.types.find(&object.kind, self.doc, &format!("{path}.object[{n}].type"), problems);
            if let Some(owner) = &object.owner {
                self.person(owner, &format!("{path}.object[{n}].owner"), problems);
            }
        }
        for (n, change) in planted.person.iter().enumerate() {
            self.person(&change.id, &format!("{path}.person[{n}].id"), problems);
        }
        for (n, unused) in planted.unused.iter().enumerate() {
            self.known_role(&unused.role, &format!("{path}.unused[{n}].role"), problems);
            let inside = format!("{path}.unused[{n}].permission");
            self.names.permissions.find(&unused.permission, self.doc, &inside, problems);
        }
        for (n, seat) in planted.seat.iter().enumerate() {
            self.names.licences.find(&seat.licence, self.doc, &format!("{path}.seat[{n}].licence"), problems);
            for (k, person) in seat.people.iter().enumerate() {
                self.person(person, &format!("{path}.seat[{n}].people[{k}]"), problems);
            }
        }
    }
}

/// Whether somebody could not be read: a part of the file, or a name where no id says who it is.
fn people_unsure(doc: &Doc<'_>, plan: &PracticeBlueprint) -> bool {
    let unnamed =
        |(n, person): (usize, &PersonPlan)| person.id.is_none() && doc.unsure(&format!("person[{n}].name"));
    doc.unsure("person") || plan.person.iter().enumerate().any(unnamed)
}

/// Whether a group's parents lead back to it.
fn is_in_itself(parents: &BTreeMap<&str, &[String]>, group: &GroupPlan) -> bool {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut way: Vec<&str> = group.parents.iter().map(String::as_str).collect();
    while let Some(at) = way.pop() {
        if at == group.id {
            return true;
        }
        if seen.insert(at) {
            way.extend(parents.get(at).into_iter().copied().flatten().map(String::as_str));
        }
    }
    false
}
