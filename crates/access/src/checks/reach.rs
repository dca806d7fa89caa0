//! What roles and groups give, as bit rows: the closures that the causes of findings are looked up in.
//!
//! Whether a person holds something is always the engine's answer; these rows say through what it comes.

use super::bits::{self, Lists, Rows};
use steward_model::{Assignee, Effect, Grant, Holder, Member, Scope, Snapshot, Window};

/// Permissions of roles or of groups.
#[derive(Debug, Clone)]
pub(super) struct Held {
    /// Permitted, on whatever.
    some: Rows,
    /// Permitted on everything.
    every: Rows,
    /// Denied, on whatever.
    deny: Rows,
    /// Denied on everything.
    gone: Rows,
}

impl Held {
    fn new(rows: usize, permissions: usize) -> Self {
        let empty = Rows::new(rows, permissions);
        Self { some: empty.clone(), every: empty.clone(), deny: empty.clone(), gone: empty }
    }

    fn add(&mut self, row: usize, grant: &Grant) {
        let everything = grant.scope == Scope::Everything;
        let (any, all) = match grant.effect {
            Effect::Permit => (&mut self.some, &mut self.every),
            Effect::Deny => (&mut self.deny, &mut self.gone),
        };
        bits::set(any.row_mut(row), grant.permission.index());
        if everything {
            bits::set(all.row_mut(row), grant.permission.index());
        }
    }

    fn merge(&mut self, row: usize, from: &Self, at: usize) {
        bits::or(self.some.row_mut(row), from.some.row(at));
        bits::or(self.every.row_mut(row), from.every.row(at));
        bits::or(self.deny.row_mut(row), from.deny.row(at));
        bits::or(self.gone.row_mut(row), from.gone.row(at));
    }

    /// What is permitted on something and not denied on everything.
    pub(super) fn row(&self, at: usize) -> Vec<u64> {
        bits::minus(self.some.row(at), self.gone.row(at))
    }

    /// What is permitted on something, denied or not.
    pub(super) fn permits(&self, at: usize) -> &[u64] {
        self.some.row(at)
    }
}

/// The edges of a snapshot that hold, closed.
#[derive(Debug)]
pub(super) struct Reach {
    /// Role → itself and every role in it.
    pub(super) roles_in: Lists,
    /// Group → itself and every group it is in.
    pub(super) groups_of: Lists,
    /// Person → groups he is in directly.
    pub(super) joined: Lists,
    /// Person → roles assigned to him directly.
    pub(super) assigned: Lists,
    /// Person → positions of grants to him, permits and denies.
    pub(super) granted: Lists,
    /// Role → its own grants.
    pub(super) role_own: Held,
    /// Role → with all roles in it.
    pub(super) role: Held,
    /// Group → its own grants, without roles.
    pub(super) group_own: Held,
    /// Group → with all groups it is in and their roles.
    pub(super) group: Held,
    /// Person → all his roles, closed, as bits.
    pub(super) person_roles: Rows,
    /// Permissions that somewhere are permitted on some objects only, denied, or held by owning.
    pub(super) limited: Vec<u64>,
}

fn two(a: usize, b: usize) -> (u32, u32) {
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (small(a), small(b))
}

impl Reach {
    /// The closures over the edges that `holds` lets through.
    pub(super) fn new(snap: &Snapshot, holds: impl Fn(&Window) -> bool) -> Self {
        let (people, groups, roles) = (snap.people.len(), snap.groups.len(), snap.roles.len());
        let permissions = snap.permissions.len();
        let (mut joined, mut nested) = (Vec::new(), Vec::new());
        for m in snap.memberships.iter().filter(|m| holds(&m.window)) {
            match m.member {
                Member::Person(p) => joined.push(two(p.index(), m.group.index())),
                Member::Group(g) => nested.push(two(g.index(), m.group.index())),
            }
        }
        let (mut assigned, mut group_roles) = (Vec::new(), Vec::new());
        for a in snap.assignments.iter().filter(|a| holds(&a.window)) {
            match a.to {
                Assignee::Person(p) => assigned.push(two(p.index(), a.role.index())),
                Assignee::Group(g) => group_roles.push(two(g.index(), a.role.index())),
            }
        }
        let included: Vec<(u32, u32)> =
            snap.inclusions.iter().map(|i| two(i.role.index(), i.includes.index())).collect();
        let roles_in = Lists::new(roles, &included).closed(roles);
        let groups_of = Lists::new(groups, &nested).closed(groups);
        let group_roles = Lists::new(groups, &group_roles);

        let mut granted = Vec::new();
        let (mut role_own, mut group_own) = (Held::new(roles, permissions), Held::new(groups, permissions));
        let mut limited = bits::row_of(permissions, []);
        for (at, grant) in snap.grants.iter().enumerate().filter(|(_, g)| holds(&g.window)) {
            match grant.to {
                Holder::Role(r) => role_own.add(r.index(), grant),
                Holder::Group(g) => group_own.add(g.index(), grant),
                Holder::Person(p) => granted.push(two(p.index(), at)),
            }
            if grant.effect == Effect::Deny || grant.scope != Scope::Everything {
                bits::set(&mut limited, grant.permission.index());
            }
        }

        let mut role = Held::new(roles, permissions);
        let mut closed_roles = Rows::new(roles, roles);
        for at in 0..roles {
            for inner in roles_in.of(at) {
                role.merge(at, &role_own, *inner as usize);
                bits::set(closed_roles.row_mut(at), *inner as usize);
            }
        }
        let mut group = Held::new(groups, permissions);
        let mut roles_by_group = Rows::new(groups, roles);
        for at in 0..groups {
            for outer in groups_of.of(at) {
                group.merge(at, &group_own, *outer as usize);
                for r in group_roles.of(*outer as usize) {
                    group.merge(at, &role, *r as usize);
                    bits::or(roles_by_group.row_mut(at), closed_roles.row(*r as usize));
                }
            }
        }
        let (joined, assigned) = (Lists::new(people, &joined), Lists::new(people, &assigned));
        let mut person_roles = Rows::new(people, roles);
        for at in 0..people {
            let row = person_roles.row_mut(at);
            assigned.of(at).iter().for_each(|r| bits::or(row, closed_roles.row(*r as usize)));
            joined.of(at).iter().for_each(|g| bits::or(row, roles_by_group.row(*g as usize)));
        }
        Self {
            roles_in,
            groups_of,
            joined,
            assigned,
            granted: Lists::new(people, &granted),
            role_own,
            role,
            group_own,
            group,
            person_roles,
            limited,
        }
    }

    /// What is permitted to a person on something, through groups, roles and grants, before denies and owning.
    pub(super) fn permits(&self, snap: &Snapshot, person: usize) -> Vec<u64> {
        let mut row = bits::row_of(snap.permissions.len(), []);
        self.assigned.of(person).iter().for_each(|r| bits::or(&mut row, self.role.some.row(*r as usize)));
        self.joined.of(person).iter().for_each(|g| bits::or(&mut row, self.group.some.row(*g as usize)));
        for grant in self.granted.of(person).iter().filter_map(|at| snap.grants.get(*at as usize)) {
            if grant.effect == Effect::Permit {
                bits::set(&mut row, grant.permission.index());
            }
        }
        row
    }

    /// Whether a person holds a permission on everything, with no deny at all in the way. A no is not for sure.
    pub(super) fn everywhere(&self, snap: &Snapshot, person: usize, x: usize) -> bool {
        let (mut held, mut denied) = (false, false);
        for r in self.assigned.of(person) {
            held |= bits::has(self.role.every.row(*r as usize), x);
            denied |= bits::has(self.role.deny.row(*r as usize), x);
        }
        for g in self.joined.of(person) {
            held |= bits::has(self.group.every.row(*g as usize), x);
            denied |= bits::has(self.group.deny.row(*g as usize), x);
        }
        let own = self.granted.of(person).iter().filter_map(|at| snap.grants.get(*at as usize));
        for grant in own.filter(|g| g.permission.index() == x) {
            held |= grant.effect == Effect::Permit && grant.scope == Scope::Everything;
            denied |= grant.effect == Effect::Deny;
        }
        held && !denied
    }
}
