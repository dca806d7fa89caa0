//! Access that is about to end, and what people lose with it.

use crate::cache::Opened;
use crate::convert::{count, item, time};
use crate::wire::Ending;
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use steward_access::{Access, Matrix, RowKind, Station};
use steward_model::{Assignee, Effect, Holder, Member, PermissionIx, PersonIx, Snapshot, Window};

/// Days that are looked ahead.
const DAYS: i64 = 30;
/// Most edges that are listed.
const LISTED: usize = 50;
/// Most people who are looked at for one edge.
const PEOPLE: usize = 200;
/// Most permissions that are listed of one edge.
const LOSES: usize = 10;

/// An edge that holds and ends soon.
struct Edge<'a> {
    whose: Station,
    what: Station,
    source: &'a str,
    until: Timestamp,
}

/// Memberships, assignments and grants that hold now and end within 30 days, the soonest first, at most 50; and how
/// many there are. What people lose is looked at for at most 200 people an edge, so that for a larger group the
/// numbers are those of its first 200.
pub(super) fn endings(opened: &Opened, now: Timestamp) -> (Vec<Ending>, u32) {
    let snapshot = opened.snapshot();
    let mut edges = edges(snapshot, now);
    edges.sort_by_cached_key(|edge| (edge.until, edge.whose.refer(snapshot).name.to_lowercase(), edge.what));
    let total = count(edges.len());
    let loss = Loss {
        access: opened.access(),
        people: opened.compiled.matrix(RowKind::People, now),
        groups: opened.compiled.matrix(RowKind::Groups, now),
        roles: opened.compiled.matrix(RowKind::Roles, now),
        places: opened.access().columns().iter().copied().zip(0_usize..).collect(),
        now,
    };
    (edges.into_iter().take(LISTED).map(|edge| loss.ending(snapshot, &edge)).collect(), total)
}

fn edges(snapshot: &Snapshot, now: Timestamp) -> Vec<Edge<'_>> {
    let limit = now.checked_add(SignedDuration::from_hours(24 * DAYS)).unwrap_or(Timestamp::MAX);
    let soon = move |window: Window| window.until.filter(|until| window.holds(now) && *until <= limit);
    let memberships = snapshot.memberships.iter().filter_map(move |edge| {
        let whose = match edge.member {
            Member::Person(at) => Station::Person(at),
            Member::Group(at) => Station::Group(at),
        };
        let what = Station::Group(edge.group);
        Some(Edge { whose, what, source: &edge.source.0, until: soon(edge.window)? })
    });
    let assignments = snapshot.assignments.iter().filter_map(move |edge| {
        let whose = match edge.to {
            Assignee::Person(at) => Station::Person(at),
            Assignee::Group(at) => Station::Group(at),
        };
        let what = Station::Role(edge.role);
        Some(Edge { whose, what, source: &edge.source.0, until: soon(edge.window)? })
    });
    let grants = snapshot.grants.iter().filter(|grant| grant.effect == Effect::Permit);
    let grants = grants.filter_map(move |grant| {
        let whose = match grant.to {
            Holder::Person(at) => Station::Person(at),
            Holder::Group(at) => Station::Group(at),
            Holder::Role(at) => Station::Role(at),
        };
        let what = Station::Permission(grant.permission);
        Some(Edge { whose, what, source: &grant.source.0, until: soon(grant.window)? })
    });
    memberships.chain(assignments).chain(grants).collect()
}

/// What is needed to say what somebody loses.
struct Loss<'a> {
    access: &'a Access,
    people: Arc<Matrix>,
    groups: Arc<Matrix>,
    roles: Arc<Matrix>,
    /// Where each permission stands among the columns.
    places: HashMap<PermissionIx, usize>,
    now: Timestamp,
}

impl Loss<'_> {
    fn ending(&self, snapshot: &Snapshot, edge: &Edge<'_>) -> Ending {
        let given = self.given(edge.what);
        let mut lost: BTreeSet<PermissionIx> = BTreeSet::new();
        let mut people = 0;
        for person in self.affected(snapshot, edge.whose) {
            let of_person = given.iter().filter(|permission| self.loses(person, **permission, edge.until));
            let of_person: Vec<PermissionIx> = of_person.copied().collect();
            people += u32::from(!of_person.is_empty());
            lost.extend(of_person);
        }
        let class = |permission: &PermissionIx| self.access.meaning(*permission).consequence;
        let mut lost: Vec<PermissionIx> = lost.into_iter().collect();
        lost.sort_by_key(|permission| {
            (std::cmp::Reverse(class(permission)), self.places.get(permission).copied())
        });
        Ending {
            whose: item(snapshot, edge.whose),
            what: item(snapshot, edge.what),
            source: edge.source.to_owned(),
            until: time(edge.until),
            loses_total: count(lost.len()),
            worst: lost.first().map(|permission| class(permission).into()),
            loses: (lost.into_iter().take(LOSES))
                .map(|permission| item(snapshot, Station::Permission(permission)))
                .collect(),
            people,
        }
    }

    /// What an edge leads to.
    fn given(&self, what: Station) -> Vec<PermissionIx> {
        match what {
            Station::Group(at) => self.groups.held(at.0).collect(),
            Station::Role(at) => self.roles.held(at.0).collect(),
            Station::Permission(at) => vec![at],
            Station::Person(_) | Station::Object(_) => Vec::new(),
        }
    }

    /// Active people whose access hangs on it, the first 200.
    fn affected(&self, snapshot: &Snapshot, whose: Station) -> Vec<PersonIx> {
        let people = match whose {
            Station::Person(at) => vec![at],
            Station::Group(at) => self.access.people_of_group(at, self.now),
            Station::Role(at) => self.access.people_of_role(at, self.now),
            Station::Permission(_) | Station::Object(_) => Vec::new(),
        };
        super::around::active(snapshot, people).into_iter().take(PEOPLE).collect()
    }

    /// Whether somebody holds a permission now and not any more at a moment.
    fn loses(&self, person: PersonIx, permission: PermissionIx, until: Timestamp) -> bool {
        self.people.has(person.0, permission)
            && !self.access.decide(person, permission, None, until).allowed()
    }
}
