//! Who is in which group, and what gives what.

use crate::build::Build;
use crate::moment::offset;
use crate::people::Somebody;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use steward_model::{AssignmentDoc, GrantDoc, InclusionDoc, MembershipDoc, RoleDoc, SnapshotBuilder, Source};
use steward_pack::{LimitPlan, RolePlan};

type Ends = (Option<Timestamp>, Option<Timestamp>);

/// A role with what it gives.
#[derive(Clone, Debug, Default)]
pub(crate) struct Role {
    doc: RoleDoc,
    includes: Vec<String>,
    /// Permission → since when; limited ones are in `limits`.
    permissions: BTreeMap<String, Option<Timestamp>>,
    limits: Vec<LimitPlan>,
}

/// Everything that gives somebody something.
#[derive(Debug, Default)]
pub(crate) struct Given {
    roles: BTreeMap<String, Role>,
    /// (group, person) → from when until when.
    members: BTreeMap<(String, String), Ends>,
    /// (group, group nested in it) → from when until when.
    nested: BTreeMap<(String, String), Ends>,
    /// (role, group).
    to_groups: BTreeSet<(String, String)>,
    to_people: Vec<AssignmentDoc>,
    grants: Vec<GrantDoc>,
}

impl Build<'_> {
    pub(crate) fn given(&self, people: &[Somebody]) -> Given {
        let mut given = Given::default();
        self.roles(&mut given);
        self.memberships(people, &mut given);
        for group in &self.plan.group {
            for parent in &group.parents {
                given.nested.insert((parent.clone(), group.id.clone()), (None, None));
            }
            given.to_groups.extend(group.roles.iter().map(|role| (role.clone(), group.id.clone())));
        }
        self.plant(people, &mut given);
        given
    }

    fn roles(&self, given: &mut Given) {
        for plan in self.plan.role.iter().chain(self.planted.iter().flat_map(|p| &p.role)) {
            given.roles.insert(plan.id.clone(), self.role(plan));
        }
    }

    fn role(&self, plan: &RolePlan) -> Role {
        let preset = self.pack.catalogue.presets.iter().find(|p| p.id == plan.id);
        let limited: BTreeSet<&String> = plan.limited.iter().flat_map(|l| &l.permissions).collect();
        let own = preset.map_or(plan.permissions.as_slice(), |p| p.permissions.as_slice());
        Role {
            doc: RoleDoc {
                id: plan.id.clone(),
                display_name: plan.name.clone().or_else(|| preset.map(|p| p.name.clone())),
                description: plan.description.clone().or_else(|| preset.map(|p| p.description.clone())),
                preset: preset.map(|p| p.id.clone()),
            },
            includes: preset.map_or(plan.includes.as_slice(), |p| p.includes.as_slice()).to_vec(),
            permissions: own.iter().filter(|p| !limited.contains(p)).map(|p| (p.clone(), None)).collect(),
            limits: plan.limited.clone(),
        }
    }

    /// Everybody's own groups, then the groups that are filled up, each with people who fill no other.
    fn memberships(&self, people: &[Somebody], given: &mut Given) {
        for somebody in people {
            for group in &somebody.groups {
                let ends = (Some(somebody.created), None);
                given.members.insert((group.clone(), somebody.doc.id.clone()), ends);
            }
        }
        let mut free: Vec<&Somebody> = people.iter().filter(|s| s.fills).collect();
        for group in self.plan.group.iter().filter(|g| g.people > 0) {
            let there = given.members.keys().filter(|(id, _)| *id == group.id).count();
            let wanted = (group.people as usize).saturating_sub(there);
            let fits = |s: &Somebody| {
                let department = s.doc.department.as_ref();
                group.departments.is_empty() || department.is_some_and(|d| group.departments.contains(d))
            };
            let mut chosen: Vec<&Somebody> = free.iter().copied().filter(|s| fits(s)).collect();
            chosen.sort_by_cached_key(|s| self.chance.number(&group.id, &s.doc.id));
            chosen.truncate(wanted);
            for somebody in &chosen {
                let ends = (Some(somebody.created), None);
                given.members.insert((group.id.clone(), somebody.doc.id.clone()), ends);
            }
            let chosen: BTreeSet<&str> = chosen.iter().map(|s| s.doc.id.as_str()).collect();
            free.retain(|s| !chosen.contains(s.doc.id.as_str()));
        }
    }

    /// Breaks what is to be broken.
    fn plant(&self, people: &[Somebody], given: &mut Given) {
        let when = |text: &Option<String>| offset(self.now, text.as_deref());
        let there: BTreeSet<&str> = people.iter().map(|s| s.doc.id.as_str()).collect();
        for planted in &self.planted {
            for grant in &planted.grant {
                let since = when(&grant.since);
                let into = grant.role.as_ref().filter(|_| grant.objects.is_empty() && grant.until.is_none());
                if let Some(role) = into.and_then(|id| given.roles.get_mut(id)) {
                    role.permissions.insert(grant.permission.clone(), since);
                    continue;
                }
                if grant.person.as_deref().is_some_and(|id| !there.contains(id)) {
                    continue;
                }
                given.grants.push(GrantDoc {
                    permission: grant.permission.clone(),
                    role: grant.role.clone(),
                    group: grant.group.clone(),
                    person: grant.person.clone(),
                    objects: (!grant.objects.is_empty()).then(|| grant.objects.clone()),
                    deny: false,
                    since,
                    until: when(&grant.until),
                    source: Source(grant.source.clone().unwrap_or_else(|| "direct".into())),
                });
            }
            for revoke in &planted.revoke {
                if let Some(role) = given.roles.get_mut(&revoke.role) {
                    role.permissions.retain(|p, _| !revoke.permissions.contains(p));
                    role.limits
                        .iter_mut()
                        .for_each(|l| l.permissions.retain(|p| !revoke.permissions.contains(p)));
                }
            }
            for assign in planted.assign.iter().filter(|a| there.contains(a.person.as_str())) {
                given.to_people.push(AssignmentDoc {
                    role: assign.role.clone(),
                    person: Some(assign.person.clone()),
                    group: None,
                    since: when(&assign.since),
                    until: when(&assign.until),
                    source: Source("direct".into()),
                });
            }
            for join in &planted.join {
                let ends = (when(&join.since), when(&join.until));
                if let Some(person) = join.person.as_deref().filter(|id| there.contains(id)) {
                    let slot =
                        given.members.entry((join.group.clone(), person.to_owned())).or_insert((None, None));
                    *slot = (ends.0.or(slot.0), ends.1);
                }
                if let Some(member) = &join.member {
                    given.nested.insert((join.group.clone(), member.clone()), ends);
                }
            }
            given.members.retain(|(group, _), _| !planted.empty.contains(group));
        }
        let retired: BTreeSet<&String> = self.planted.iter().flat_map(|p| &p.retire).collect();
        given.roles.retain(|id, _| !retired.contains(id));
        given.roles.values_mut().for_each(|role| role.includes.retain(|id| !retired.contains(id)));
        given.to_groups.retain(|(role, _)| !retired.contains(role));
        given.to_people.retain(|a| !retired.contains(&a.role));
    }
}

impl Given {
    /// Permissions of a role, those of the roles it includes among them.
    pub(crate) fn permissions(&self, role: &str) -> BTreeSet<&str> {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut waiting = vec![role];
        let mut found = BTreeSet::new();
        while let Some(id) = waiting.pop() {
            let Some(role) = self.roles.get(id).filter(|_| seen.insert(id)) else { continue };
            found.extend(role.permissions.keys().map(String::as_str));
            found.extend(role.limits.iter().flat_map(|l| &l.permissions).map(String::as_str));
            waiting.extend(role.includes.iter().map(String::as_str));
        }
        found
    }

    /// Ids of the roles.
    pub(crate) fn role_ids(&self) -> impl Iterator<Item = &str> {
        self.roles.keys().map(String::as_str)
    }

    /// People who hold a role through a group or directly, by id.
    pub(crate) fn holders(&self, role: &str) -> BTreeSet<&str> {
        let mut groups: BTreeSet<&str> = BTreeSet::new();
        let mut waiting: Vec<&str> =
            self.to_groups.iter().filter(|(r, _)| r == role).map(|(_, g)| g.as_str()).collect();
        while let Some(group) = waiting.pop() {
            if groups.insert(group) {
                waiting
                    .extend(self.nested.keys().filter(|(g, _)| g == group).map(|(_, inner)| inner.as_str()));
            }
        }
        let through =
            self.members.keys().filter(|(g, _)| groups.contains(g.as_str())).map(|(_, p)| p.as_str());
        let direct = self.to_people.iter().filter(|a| a.role == role).filter_map(|a| a.person.as_deref());
        through.chain(direct).collect()
    }

    /// People who are in one of some groups themselves.
    pub(crate) fn members_of(&self, groups: &BTreeSet<&str>) -> BTreeSet<&str> {
        self.members.keys().filter(|(g, _)| groups.contains(g.as_str())).map(|(_, p)| p.as_str()).collect()
    }

    /// Permissions given to a group, with the people in it, those of nested groups left out.
    pub(crate) fn group_grants(&self) -> impl Iterator<Item = (&str, &str)> {
        self.grants.iter().flat_map(|grant| {
            let group = grant.group.as_ref();
            let members = self.members.keys().filter(move |(g, _)| Some(g) == group);
            members.map(move |(_, person)| (person.as_str(), grant.permission.as_str()))
        })
    }

    pub(crate) fn write(self, builder: &mut SnapshotBuilder) {
        let scim = || Source("scim".into());
        let direct = || Source("direct".into());
        for ((group, person), (since, until)) in self.members {
            builder.membership(
                MembershipDoc { group, person: Some(person), member: None, since, until, source: scim() },
                0,
            );
        }
        for ((group, member), (since, until)) in self.nested {
            builder.membership(
                MembershipDoc { group, person: None, member: Some(member), since, until, source: scim() },
                0,
            );
        }
        for (role, group) in self.to_groups {
            let group = Some(group);
            builder.assignment(
                AssignmentDoc { role, person: None, group, since: None, until: None, source: direct() },
                0,
            );
        }
        self.to_people.into_iter().for_each(|assignment| builder.assignment(assignment, 0));
        self.grants.into_iter().for_each(|grant| builder.grant(grant, 0));
        for (id, role) in self.roles {
            builder.role(role.doc, 0);
            for includes in role.includes {
                builder.inclusion(InclusionDoc { role: id.clone(), includes }, 0);
            }
            let everywhere =
                role.permissions.into_iter().map(|(permission, since)| (permission, None, since));
            let limited = role.limits.into_iter().flat_map(|limit| {
                let objects = limit.objects;
                limit.permissions.into_iter().map(move |p| (p, Some(objects.clone()), None))
            });
            for (permission, objects, since) in everywhere.chain(limited) {
                builder.grant(
                    GrantDoc { permission, role: Some(id.clone()), objects, since, ..GrantDoc::default() },
                    0,
                );
            }
        }
    }
}
