//! The columns of lists, as data: id, title, and how the values come about.

use super::table::{Column, Texts, Values};
use crate::cache::Compiled;
use crate::convert::count;
use crate::grid::mask;
use crate::ops::around::{Web, is_role};
use crate::wire::ListKind;
use crate::words;
use jiff::Timestamp;
use std::cell::OnceCell;
use std::collections::HashSet;
use std::sync::Arc;
use steward_access::{Access, Matrix, RowKind, Station};
use steward_model::{
    Assignee, Consequence, GroupIx, Member, PermissionIx, Person, PresetRole, Role, RoleIx, Snapshot,
};

/// What columns and facets are filled from.
pub(super) struct Facts<'a> {
    compiled: &'a Compiled,
    pub(super) access: &'a Access,
    pub(super) snapshot: &'a Snapshot,
    pub(super) at: Timestamp,
    ties: OnceCell<Vec<(u32, u32)>>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(compiled: &'a Compiled, at: Timestamp) -> Self {
        let access = &*compiled.access;
        Self { compiled, access, snapshot: access.snapshot(), at, ties: OnceCell::new() }
    }

    /// Who holds what somewhere.
    pub(super) fn held(&self, rows: RowKind) -> Arc<Matrix> {
        self.compiled.matrix(rows, self.at)
    }

    /// How many roles each person has and how many groups each is in.
    fn ties(&self) -> &[(u32, u32)] {
        self.ties.get_or_init(|| self.access.roles_and_groups(self.at))
    }

    /// The preset a role was made from, when the pack knows it.
    pub(super) fn preset(&self, role: &Role) -> Option<&'a PresetRole> {
        let id = role.preset.as_ref()?;
        self.access.catalogue().presets.iter().find(|preset| preset.id == *id)
    }
}

/// A column before it is filled.
struct Plan {
    id: &'static str,
    title: &'static str,
    /// Its values, one a row; nothing when the tenant does not tell any.
    fill: fn(&Facts<'_>) -> Option<Values>,
}

const fn plan(id: &'static str, title: &'static str, fill: fn(&Facts<'_>) -> Option<Values>) -> Plan {
    Plan { id, title, fill }
}

const PEOPLE: &[Plan] = &[
    plan("title", "Title", |facts| texts_of_people(facts, |person| person.title.as_deref())),
    plan("department", "Department", |facts| texts_of_people(facts, |person| person.department.as_deref())),
    plan("roles", "Roles", |facts| number(facts.ties().iter().map(|(roles, _)| *roles))),
    plan("groups", "Groups", |facts| number(facts.ties().iter().map(|(_, groups)| *groups))),
    plan("permissions", "Permissions", |facts| permissions(facts, RowKind::People)),
    plan("gravest", "Consequence", |facts| Some(Values::Class(gravest(facts, RowKind::People)))),
    plan("lastSignIn", "Last sign-in", last_sign_in),
    plan("secondFactor", "Second factor", second_factor),
];

const GROUPS: &[Plan] = &[
    plan("source", "Source", source),
    plan("people", "People", people_of_groups),
    plan("groups", "Groups inside", groups_inside),
    plan("roles", "Roles", roles_of_groups),
    plan("permissions", "Permissions", |facts| permissions(facts, RowKind::Groups)),
    plan("gravest", "Consequence", |facts| Some(Values::Class(gravest(facts, RowKind::Groups)))),
];

const ROLES: &[Plan] = &[
    plan("people", "People", people_of_roles),
    plan("groups", "Groups", groups_of_roles),
    plan("permissions", "Permissions", |facts| permissions(facts, RowKind::Roles)),
    plan("added", "Beyond the preset", added),
    plan("gravest", "Consequence", |facts| Some(Values::Class(gravest(facts, RowKind::Roles)))),
];

const PERMISSIONS: &[Plan] = &[
    plan("category", "Category", category),
    plan("class", "Consequence", class),
    plan("holders", "Holders", |facts| counts(&facts.held(RowKind::People))),
    plan("roles", "Roles", |facts| counts(&facts.held(RowKind::Roles))),
    plan("standing", "Without an end", |facts| {
        counts(&facts.access.standing_matrix(RowKind::People, facts.at))
    }),
    plan("lastUsed", "Last used", last_used),
];

/// The columns of a list behind the name, filled; those that the tenant tells nothing of are left out.
pub(super) fn filled(facts: &Facts<'_>, kind: ListKind) -> Vec<Column> {
    let plans = match kind {
        ListKind::People => PEOPLE,
        ListKind::Groups => GROUPS,
        ListKind::Roles => ROLES,
        ListKind::Permissions => PERMISSIONS,
    };
    let column = |plan: &Plan| Some(Column { id: plan.id, title: plan.title, values: (plan.fill)(facts)? });
    plans.iter().filter_map(column).collect()
}

fn number(values: impl Iterator<Item = u32>) -> Option<Values> {
    Some(Values::Number(values.collect()))
}

/// Words of the rows, unless all of them are empty.
fn texts<'a>(words: impl Iterator<Item = &'a str> + Clone) -> Option<Values> {
    words.clone().any(|word| !word.is_empty()).then(|| Values::Text(Texts::new(words)))
}

fn texts_of_people(facts: &Facts<'_>, of: fn(&Person) -> Option<&str>) -> Option<Values> {
    texts(facts.snapshot.people.iter().map(|person| of(person).unwrap_or_default()))
}

fn permissions(facts: &Facts<'_>, rows: RowKind) -> Option<Values> {
    let held = facts.held(rows);
    number((0..count(held.rows())).map(|row| held.count(row)))
}

/// How many rows of a matrix hold each permission.
fn counts(held: &Matrix) -> Option<Values> {
    Some(Values::Number(held.column_counts()))
}

/// The gravest class that each row of a matrix holds.
pub(super) fn gravest(facts: &Facts<'_>, rows: RowKind) -> Vec<Option<Consequence>> {
    let held = facts.held(rows);
    let masks = Consequence::ALL.map(|class| {
        let of_class = |at: &PermissionIx| facts.access.meaning(*at).consequence == class;
        let list: Vec<PermissionIx> = facts.access.columns().iter().copied().filter(of_class).collect();
        (class, mask(&list, held.permissions().div_ceil(64)))
    });
    let of_row = |row: u32| {
        let bits = held.row(row);
        let held = masks.iter().rev().find(|(_, mask)| bits.iter().zip(mask).any(|(a, b)| a & b != 0));
        held.map(|(class, _)| *class)
    };
    (0..count(held.rows())).map(of_row).collect()
}

fn last_sign_in(facts: &Facts<'_>) -> Option<Values> {
    let list: Vec<Option<Timestamp>> = facts.snapshot.people.iter().map(|x| x.last_sign_in).collect();
    list.iter().any(Option::is_some).then_some(Values::Moment(list))
}

fn second_factor(facts: &Facts<'_>) -> Option<Values> {
    let list: Vec<Option<bool>> = facts.snapshot.people.iter().map(|person| person.mfa).collect();
    list.iter().any(Option::is_some).then_some(Values::Flag(list))
}

fn source(facts: &Facts<'_>) -> Option<Values> {
    texts(facts.snapshot.groups.iter().map(|group| words::source(&group.source.0)))
}

fn people_of_groups(facts: &Facts<'_>) -> Option<Values> {
    let groups = (0..facts.snapshot.groups.len()).map(GroupIx::from);
    number(groups.map(|group| count(facts.access.people_of_group(group, facts.at).len())))
}

/// Groups that are nested in each group directly.
fn groups_inside(facts: &Facts<'_>) -> Option<Values> {
    let pairs: HashSet<(u32, u32)> = (facts.snapshot.memberships.iter())
        .filter(|edge| edge.window.holds(facts.at))
        .filter_map(|edge| match edge.member {
            Member::Group(inside) => Some((edge.group.0, inside.0)),
            Member::Person(_) => None,
        })
        .collect();
    Some(Values::Number(counted(facts.snapshot.groups.len(), &pairs)))
}

/// Roles that whoever is in each group has through it.
fn roles_of_groups(facts: &Facts<'_>) -> Option<Values> {
    let web = Web::new(facts.snapshot);
    let groups = (0..facts.snapshot.groups.len()).map(|at| Station::Group(GroupIx::from(at)));
    number(groups.map(|group| web.above(group, facts.at).count(is_role)))
}

fn people_of_roles(facts: &Facts<'_>) -> Option<Values> {
    let roles = (0..facts.snapshot.roles.len()).map(RoleIx::from);
    number(roles.map(|role| count(facts.access.people_of_role(role, facts.at).len())))
}

/// Groups that each role is given to directly.
fn groups_of_roles(facts: &Facts<'_>) -> Option<Values> {
    let pairs: HashSet<(u32, u32)> = (facts.snapshot.assignments.iter())
        .filter(|edge| edge.window.holds(facts.at))
        .filter_map(|edge| match edge.to {
            Assignee::Group(group) => Some((edge.role.0, group.0)),
            Assignee::Person(_) => None,
        })
        .collect();
    Some(Values::Number(counted(facts.snapshot.roles.len(), &pairs)))
}

/// How many pairs there are of each first.
fn counted(rows: usize, pairs: &HashSet<(u32, u32)>) -> Vec<u32> {
    let mut counts = vec![0; rows];
    for (row, _) in pairs {
        if let Some(count) = counts.get_mut(*row as usize) {
            *count += 1;
        }
    }
    counts
}

/// Permissions of each role that its preset does not have.
fn added(facts: &Facts<'_>) -> Option<Values> {
    let (snapshot, catalogue) = (facts.snapshot, facts.access.catalogue());
    let held = facts.held(RowKind::Roles);
    let beyond = |(role, row): (&Role, u32)| {
        let Some(preset) = facts.preset(role) else { return 0 };
        let shipped = catalogue.preset_permissions(preset);
        let is_added = |at: &PermissionIx| {
            snapshot.permission(*at).is_some_and(|permission| !shipped.contains(permission.id.as_str()))
        };
        count(held.held(row).filter(is_added).count())
    };
    let known = snapshot.roles.iter().any(|role| facts.preset(role).is_some());
    known.then(|| Values::Number(snapshot.roles.iter().zip(0_u32..).map(beyond).collect()))
}

fn category(facts: &Facts<'_>) -> Option<Values> {
    let categories = facts.access.categories();
    texts((0..facts.snapshot.permissions.len()).map(|at| {
        let category = facts.access.meaning(PermissionIx::from(at)).category;
        categories.get(category).map(|category| category.name.as_str()).unwrap_or_default()
    }))
}

fn class(facts: &Facts<'_>) -> Option<Values> {
    let permissions = (0..facts.snapshot.permissions.len()).map(PermissionIx::from);
    Some(Values::Class(permissions.map(|at| Some(facts.access.meaning(at).consequence)).collect()))
}

/// The latest use of each permission by anybody; nothing when the tenant does not report use.
fn last_used(facts: &Facts<'_>) -> Option<Values> {
    let mut latest: Vec<Option<Timestamp>> = vec![None; facts.snapshot.permissions.len()];
    for used in facts.snapshot.activity.as_ref()? {
        if let Some(known) = latest.get_mut(used.permission.index()) {
            *known = (*known).max(Some(used.last_used));
        }
    }
    Some(Values::Moment(latest))
}
