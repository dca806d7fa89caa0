//! What roles consist of, exactly: their closed grants with scopes, as bit rows that can be compared.

use super::bits::{self, Rows};
use super::facts::Facts;
use std::collections::{BTreeSet, HashMap};
use steward_model::{Assignee, Effect, Fix, FixStep, Holder, ObjectIx, Scope};

/// One grant of a role: permission, whether it is a deny, and the object (none for everything).
type Entry = (usize, bool, Option<ObjectIx>);

/// The roles of a tenant as sets.
pub(super) struct RoleSets {
    rows: Rows,
    /// With everything that a grant on everything covers.
    covers: Rows,
    sizes: Vec<usize>,
    denies: Vec<bool>,
}

impl RoleSets {
    pub(super) fn new(f: &Facts<'_>) -> Self {
        let roles = f.snap.roles.len();
        let mut own: Vec<BTreeSet<Entry>> = vec![BTreeSet::new(); roles];
        for grant in f.grants() {
            let Holder::Role(role) = grant.to else { continue };
            let Some(set) = own.get_mut(role.index()) else { continue };
            let (x, deny) = (grant.permission.index(), grant.effect == Effect::Deny);
            match &grant.scope {
                Scope::Everything => {
                    set.insert((x, deny, None));
                }
                Scope::Objects(list) => set.extend(list.iter().map(|o| (x, deny, Some(*o)))),
            }
        }
        let entries: BTreeSet<Entry> = own.iter().flatten().copied().collect();
        let index: HashMap<Entry, usize> = entries.iter().enumerate().map(|(at, e)| (*e, at)).collect();
        let mut rows = Rows::new(roles, entries.len());
        for role in 0..roles {
            let closed: BTreeSet<Entry> = f
                .reach
                .roles_in
                .of(role)
                .iter()
                .filter_map(|r| own.get(*r as usize))
                .flatten()
                .copied()
                .collect();
            // a grant on one object says nothing next to one on everything
            let kept =
                closed.iter().filter(|(x, deny, o)| o.is_none() || !closed.contains(&(*x, *deny, None)));
            kept.filter_map(|e| index.get(e)).for_each(|at| bits::set(rows.row_mut(role), *at));
        }
        // entries on one object, with the entry on everything that covers them
        let covered: Vec<(usize, usize)> = (entries.iter().enumerate())
            .filter(|(_, (.., object))| object.is_some())
            .filter_map(|(at, (x, deny, _))| Some((at, *index.get(&(*x, *deny, None))?)))
            .collect();
        let mut covers = rows.clone();
        for role in 0..roles {
            for (at, _) in covered.iter().filter(|(_, whole)| bits::has(rows.row(role), *whole)) {
                bits::set(covers.row_mut(role), *at);
            }
        }
        let sizes = (0..roles).map(|r| bits::count(rows.row(r))).collect();
        let denying =
            bits::row_of(entries.len(), entries.iter().enumerate().filter(|(_, e)| e.1).map(|(at, _)| at));
        let denies = (0..roles).map(|r| bits::meets(rows.row(r), &denying)).collect();
        Self { rows, covers, sizes, denies }
    }

    pub(super) fn row(&self, role: usize) -> &[u64] {
        self.rows.row(role)
    }

    /// Whether a role takes something.
    pub(super) fn denies(&self, role: usize) -> bool {
        self.denies.get(role).copied().unwrap_or_default()
    }

    /// Whether all that one role gives, another gives too, and more.
    pub(super) fn strictly_within(&self, inner: usize, outer: usize) -> bool {
        bits::within(self.rows.row(inner), self.covers.row(outer))
            && !bits::within(self.rows.row(outer), self.covers.row(inner))
    }

    /// How alike two roles are: shared grants by all grants of either (Jaccard).
    #[expect(clippy::cast_precision_loss, reason = "counts of grants")]
    pub(super) fn likeness(&self, a: usize, b: usize) -> f64 {
        let shared = bits::count_and(self.rows.row(a), self.rows.row(b));
        let all = self.size(a) + self.size(b) - shared;
        if all == 0 { 0.0 } else { shared as f64 / all as f64 }
    }

    /// The most that two roles can be alike, from their sizes alone.
    #[expect(clippy::cast_precision_loss, reason = "counts of grants")]
    pub(super) fn likeness_at_most(&self, a: usize, b: usize) -> f64 {
        let (less, more) = (self.size(a).min(self.size(b)), self.size(a).max(self.size(b)));
        if more == 0 { 0.0 } else { less as f64 / more as f64 }
    }

    fn size(&self, role: usize) -> usize {
        self.sizes.get(role).copied().unwrap_or_default()
    }
}

/// Whether one role contains the other by inclusion.
pub(super) fn included(f: &Facts<'_>, a: usize, b: usize) -> bool {
    let has = |outer: usize, inner: usize| f.reach.roles_in.of(outer).iter().any(|r| *r as usize == inner);
    has(a, b) || has(b, a)
}

/// Moves everybody from some roles to one that stays. Nobody gains anything when they give the same.
pub(super) fn merge(f: &Facts<'_>, keep: usize, away: &[usize]) -> Vec<FixStep> {
    let mut steps = Vec::new();
    let of = |role: usize| {
        f.snap.assignments.iter().filter(move |a| a.role.index() == role && a.window.holds(f.at))
    };
    for role in away {
        for a in of(*role) {
            let whom = match a.to {
                Assignee::Person(p) => f.person(p.index()),
                Assignee::Group(g) => f.group(g.index()),
            };
            if !of(keep).any(|b| b.to == a.to) {
                steps.push(FixStep::Assign { to: whom.clone(), role: f.role(keep) });
            }
            steps.push(FixStep::Unassign { from: whom, role: f.role(*role) });
        }
    }
    steps
}

/// Active people with any of these roles.
pub(super) fn members(f: &Facts<'_>, roles: &[usize]) -> BTreeSet<u32> {
    roles.iter().flat_map(|r| f.role_members(*r)).copied().collect()
}

/// A fix that is only steps, with nothing gained.
pub(super) fn merged(f: &Facts<'_>, keep: usize, away: &[usize], summary: String) -> Fix {
    super::look::without_gain(summary, merge(f, keep, away))
}
