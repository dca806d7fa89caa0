//! The nearest ways from a no to a yes.

use crate::access::{Grants, flag};
use crate::bits;
use crate::graph::{Lens, unmarked};
use crate::scope::Tally;
use crate::{Access, Decision, Ended, HeldScope, Nearest, NearestKind, Station, Subject};
use jiff::Timestamp;
use std::collections::{BTreeSet, HashSet};
use std::ops::ControlFlow;
use steward_model::{Consequence, Effect, ObjectIx, PermissionIx, PersonIx};

/// The question that got a no.
struct Question {
    person: PersonIx,
    node: u32,
    x: PermissionIx,
    object: Option<ObjectIx>,
    at: Timestamp,
    /// What the person's grants of it add up to.
    tally: Tally,
    /// What the person holds somewhere.
    held: Vec<u64>,
    /// Upper nodes the person leads to.
    above: HashSet<u32>,
}

/// An edge or grant that has ended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Past {
    Edge { from: u32, to: u32 },
    Grant { holder: u32, at: usize },
}

impl Access {
    /// The nearest ways to a yes, the narrowest first: fewest permissions besides, those that are needed for it to work
    /// included, then the lowest class, then the fewest other people; at the same price groups and roles come before a
    /// grant to the person. Each is enough by itself; only denies have to go all together, and stand first. Empty
    /// when the answer is a yes already.
    #[must_use]
    pub fn nearest(
        &self,
        person: PersonIx,
        permission: PermissionIx,
        object: Option<ObjectIx>,
        at: Timestamp,
        limit: usize,
    ) -> Vec<Nearest> {
        let decision = self.decide(person, permission, object, at);
        let node = self.node(Subject::Person(person));
        if decision.allowed() || node == crate::access::NOWHERE {
            return Vec::new();
        }
        let lens = Lens::at(at);
        let question = Question {
            person,
            node,
            x: permission,
            object,
            at,
            tally: self.tally(node, permission.0, lens),
            held: self.held_bits(node, lens),
            above: self.holders(node, lens).into_iter().collect(),
        };
        if decision == Decision::Inactive {
            return self.activate(&question).into_iter().take(limit).collect();
        }
        let mut list = Vec::new();
        let mut denies = Vec::new();
        // nobody is denied what they would not have, but they have to be rid of the deny all the same
        let blocked = decision == Decision::Denied || question.tally.deny_everything;
        if blocked {
            denies = self.remove_denies(&question);
        }
        let undenied = undenied(&question.tally, object);
        if !undenied.decision(object).allowed() {
            // with the denies gone, what else is missing is looked for as if they had not been there
            let question = if blocked { Question { tally: undenied, ..question } } else { question };
            self.renew(&question, &mut list);
            self.join_or_assign(&question, &mut list);
            self.grant(&question, &mut list);
            let key = |n: &Nearest| (n.also.len() + n.needs.len(), n.worst, n.others, n.kind, n.target);
            list.sort_by_key(key);
        }
        denies.append(&mut list);
        denies.truncate(limit);
        denies
    }

    /// What a node holds somewhere.
    fn held_bits(&self, node: u32, lens: Lens) -> Vec<u64> {
        let mut held = self.given_bits(node, lens);
        let doubtful: Vec<u64> = held.iter().zip(&self.denied).map(|(held, denied)| held & denied).collect();
        for x in bits::ones(&doubtful) {
            if self.tally(node, x, lens).scope() == HeldScope::Nothing {
                bits::clear(&mut held, x);
            }
        }
        held
    }

    /// What a node is given somewhere, denies left out of account.
    fn given_bits(&self, node: u32, lens: Lens) -> Vec<u64> {
        let mut given = vec![0; self.words];
        self.holders(node, lens).into_iter().for_each(|holder| self.own_permits(holder, lens, &mut given));
        given
    }

    fn activate(&self, question: &Question) -> Option<Nearest> {
        if !question.tally.decision(question.object).allowed() {
            return None;
        }
        Some(self.priced(
            question,
            NearestKind::Activate,
            Station::Person(question.person),
            &question.held,
            true,
            0,
        ))
    }

    fn remove_denies(&self, question: &Question) -> Vec<Nearest> {
        let mut holders = BTreeSet::new();
        self.walk(question.node, question.x.0, Lens::at(question.at), &self.deny_reach, |holder, at| {
            let flags = self.grants.flags(at);
            let applies = flags & Grants::DENY != 0
                && question
                    .object
                    .map_or(flags & Grants::SCOPED == 0, |object| self.grant_covers(at, object));
            if applies {
                holders.insert(holder);
            }
            ControlFlow::Continue(())
        });
        (holders.into_iter())
            .map(|holder| {
                let others = self.others(question, holder, |tally| {
                    tally.decision(question.object) == Decision::Denied
                        && undenied(tally, question.object).decision(question.object).allowed()
                });
                self.priced(question, NearestKind::RemoveDeny, self.station(holder), &[], false, others)
            })
            .collect()
    }

    /// Groups to join and roles to have. Deeper ones that come with a higher one are ways of their own.
    fn join_or_assign(&self, question: &Question, list: &mut Vec<Nearest>) {
        let lens = Lens::at(question.at);
        for node in (0..self.first_person()).filter(|node| self.reach.has(*node, question.x.0)) {
            if question.above.contains(&node) || !self.would_do(question, node) {
                continue;
            }
            let target = self.station(node);
            let kind = if matches!(target, Station::Group(_)) {
                NearestKind::JoinGroup
            } else {
                NearestKind::AssignRole
            };
            list.push(self.priced(question, kind, target, &self.given_bits(node, lens), false, 0));
        }
    }

    /// Whether having an upper node as well would make it a yes.
    fn would_do(&self, question: &Question, node: u32) -> bool {
        self.gains(question, &question.tally, &self.tally(node, question.x.0, Lens::at(question.at)))
    }

    /// Whether somebody comes from a no to a yes by something more.
    fn gains(&self, question: &Question, has: &Tally, more: &Tally) -> bool {
        let mut both = has.clone();
        both.merge(more);
        !has.decision(question.object).allowed() && both.decision(question.object).allowed()
    }

    fn grant(&self, question: &Question, list: &mut Vec<Nearest>) {
        // a grant on everything, or on the asked object: a deny on all of it would be a `Denied`, not a no
        for role in self.roles_of(question.person, question.at) {
            let others = self.others(question, role.0, |tally| {
                let granted = Tally { everything: true, ..tally.clone() };
                !tally.decision(question.object).allowed() && granted.decision(question.object).allowed()
            });
            list.push(self.priced(question, NearestKind::GrantRole, Station::Role(role), &[], false, others));
        }
        let target = Station::Person(question.person);
        list.push(self.priced(question, NearestKind::GrantDirect, target, &[], false, 0));
    }

    /// Edges and grants that have ended, each of which alone stands between the person and the permission.
    fn renew(&self, question: &Question, list: &mut Vec<Nearest>) {
        let lens = Lens::at(question.at);
        let x = question.x.0;
        let ended = |window: steward_model::Window| window.until.is_some_and(|until| until <= question.at);
        let mut found: BTreeSet<Past> = BTreeSet::new();
        // each node with the one ended edge on the way to it, if there is one
        let mut work: Vec<(u32, Option<Past>)> = vec![(question.node, None)];
        let mut seen: BTreeSet<(u32, Option<Past>)> = work.iter().copied().collect();
        while let Some((node, missing)) = work.pop() {
            for at in self.grants.on(node, x).filter(|at| self.grant_is(*at, Effect::Permit)) {
                let holds = self.grant_passes(at, lens);
                match missing {
                    Some(missing) if holds => drop(found.insert(missing)),
                    None if !holds && ended(self.grant_window(at)) => {
                        found.insert(Past::Grant { holder: node, at });
                    }
                    _ => {}
                }
            }
            for (target, number) in self.graph.edges(node) {
                let upper = unmarked(target);
                if !self.reach.has(upper, x) {
                    continue;
                }
                let state = if self.edge_passes(target, number, lens) {
                    (upper, missing)
                } else if missing.is_none() && ended(self.edge_window(number)) {
                    (upper, Some(Past::Edge { from: node, to: upper }))
                } else {
                    continue;
                };
                if seen.len() < 10_000 && seen.insert(state) {
                    work.push(state);
                }
            }
        }
        for edge in found {
            match edge {
                Past::Edge { from, to } if !question.above.contains(&to) && self.would_do(question, to) => {
                    let others = self.others(question, from, |tally| {
                        self.gains(question, tally, &self.tally(to, x, lens))
                    });
                    let (gives, target) = (self.given_bits(to, lens), self.station(to));
                    let way = self.priced(question, NearestKind::Renew, target, &gives, false, others);
                    list.push(Nearest { ended: self.edge_ended(from, to, question.at), ..way });
                }
                Past::Grant { holder, at }
                    if question.object.is_none_or(|object| self.grant_covers(at, object)) =>
                {
                    let given = Tally {
                        everything: self.grants.flags(at) & Grants::SCOPED == 0,
                        objects: self.grant_objects(at).to_vec(),
                        ..Tally::default()
                    };
                    if !self.gains(question, &question.tally, &given) {
                        continue;
                    }
                    let others = self.others(question, holder, |tally| self.gains(question, tally, &given));
                    let target = Station::Permission(question.x);
                    let way = self.priced(question, NearestKind::Renew, target, &[], false, others);
                    let from = self.station(holder);
                    let ended = self.grant_window(at).until.map(|at| Ended { from, at });
                    list.push(Nearest { ended, ..way });
                }
                _ => {}
            }
        }
    }

    /// When the last of the edges between two nodes ended.
    fn edge_ended(&self, from: u32, to: u32, now: Timestamp) -> Option<Ended> {
        let between = self.graph.edges(from).filter(|(target, _)| unmarked(*target) == to);
        let ends = between.filter_map(|(_, number)| self.edge_window(number).until);
        let at = ends.filter(|until| *until <= now).max()?;
        Some(Ended { from: self.station(from), at })
    }

    /// How many other active people lead to a node and have grants of a description.
    fn others(&self, question: &Question, node: u32, counts: impl Fn(&Tally) -> bool) -> u32 {
        let lens = Lens::at(question.at);
        let others = self.people_below(node, lens).into_iter().filter(|person| {
            *person != question.person
                && self.flags(*person) & flag::ACTIVE != 0
                && counts(&self.tally(self.person_node(*person), question.x.0, lens))
        });
        u32::try_from(others.count()).unwrap_or(u32::MAX)
    }

    /// A way out with what it gives besides. `all` counts what is held too, for somebody who can use none of it now.
    fn priced(
        &self,
        question: &Question,
        kind: NearestKind,
        target: Station,
        gives: &[u64],
        all: bool,
        others: u32,
    ) -> Nearest {
        let also: Vec<PermissionIx> = (bits::ones(gives).map(PermissionIx))
            .filter(|x| *x != question.x && (all || !bits::has(&question.held, x.0)))
            .filter(|x| all || self.is_left(question, target, *x))
            .collect();
        let class = |x: &PermissionIx| self.meaning(*x).consequence;
        let worst = also.iter().map(class).max().unwrap_or(Consequence::View).max(class(&question.x));
        let needs = self.still_needed(question, target);
        Nearest { kind, target, also, worst, others, needs, ended: None }
    }

    /// Whether the person's and the target's denies leave anything of what the target would give.
    fn is_left(&self, question: &Question, target: Station, x: PermissionIx) -> bool {
        if !bits::has(&self.denied, x.0) || !matches!(target, Station::Group(_) | Station::Role(_)) {
            return true;
        }
        self.tally_with(question, target, x).scope() != HeldScope::Nothing
    }

    /// What the person's own grants and those of a group or role as well add up to.
    fn tally_with(&self, question: &Question, target: Station, x: PermissionIx) -> Tally {
        let lens = Lens::at(question.at);
        let mut tally = self.tally(question.node, x.0, lens);
        let subject = match target {
            Station::Group(at) => Subject::Group(at),
            Station::Role(at) => Subject::Role(at),
            Station::Person(_) | Station::Permission(_) | Station::Object(_) => return tally,
        };
        tally.merge(&self.tally(self.node(subject), x.0, lens));
        tally
    }

    /// What the permission needs to work, and what that needs, as far as the person would not have it by a way.
    fn still_needed(&self, question: &Question, target: Station) -> Vec<PermissionIx> {
        let mut missing: Vec<PermissionIx> = Vec::new();
        let mut work = vec![question.x];
        while let Some(x) = work.pop() {
            for need in &self.meaning(x).prerequisites {
                let known = *need == question.x || missing.contains(need);
                if !known && !self.would_have(question, target, *need) {
                    missing.push(*need);
                    work.push(*need);
                }
            }
        }
        missing
    }

    /// Whether the person would hold a prerequisite by a way, where it is needed.
    fn would_have(&self, question: &Question, target: Station, need: PermissionIx) -> bool {
        // a prerequisite about another type of object is not needed on this one
        let other = (self.object_type(question.x).zip(self.object_type(need))).is_some_and(|(x, y)| x != y);
        let object = question.object.filter(|_| !other);
        self.tally_with(question, target, need).decision(object).allowed()
    }
}

/// The same grants without the denies that settled the question.
fn undenied(tally: &Tally, object: Option<ObjectIx>) -> Tally {
    let deny_objects = if object.is_none() { tally.deny_objects.clone() } else { Vec::new() };
    Tally { deny_everything: false, deny_objects, ..tally.clone() }
}
