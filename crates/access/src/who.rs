//! Who can, and who is where.

use crate::access::flag;
use crate::bits;
use crate::graph::{Lens, unmarked};
use crate::scope::Tally;
use crate::{Access, Subject};
use jiff::Timestamp;
use std::collections::HashMap;
use steward_model::{Effect, GroupIx, Holder, ObjectIx, PermissionIx, PersonIx, RoleIx};

impl Access {
    /// Active people with a yes on an object or, with `None`, anywhere.
    ///
    /// Goes down from where the permission is granted, so that it costs what is found.
    #[must_use]
    pub fn who_can(
        &self,
        permission: PermissionIx,
        object: Option<ObjectIx>,
        at: Timestamp,
    ) -> Vec<PersonIx> {
        let lens = Lens::at(at);
        let mut found = vec![0u64; self.snapshot.people.len().div_ceil(64)];
        let mut seen = vec![0u64; self.first_person() as usize / 64 + 1];
        let mut list = Vec::new();
        for (grant, number) in self.snapshot.grants.iter().zip(0usize..) {
            let gives = grant.permission == permission
                && grant.effect == Effect::Permit
                && object.is_none_or(|object| self.grant_covers(number, object))
                && grant.window.holds(at);
            if gives {
                match grant.to {
                    Holder::Person(at) => bits::set(&mut found, at.0),
                    Holder::Group(at) => push(self.group_node(at), &mut seen, &mut list),
                    Holder::Role(at) => push(at.0, &mut seen, &mut list),
                }
            }
        }
        let mut next = 0;
        while let Some(node) = list.get(next).copied() {
            next += 1;
            self.each_below(node, lens, |below| match self.person_at(below) {
                Some(person) => bits::set(&mut found, person.0),
                None => push(below, &mut seen, &mut list),
            });
        }
        for (asked, number) in self.snapshot.objects.iter().zip(0u32..) {
            if let Some(owner) = asked.owner
                && object.is_none_or(|object| object.0 == number)
                && self.owner_gives(owner, permission.0, ObjectIx(number))
            {
                bits::set(&mut found, owner.0);
            }
        }
        let doubtful = bits::has(&self.denied, permission.0);
        (bits::ones(&found).map(PersonIx))
            .filter(|person| self.flags(*person) & flag::ACTIVE != 0)
            .filter(|person| !doubtful || self.decide(*person, permission, object, at).allowed())
            .collect()
    }

    /// Groups a person is in, nested ones included.
    #[must_use]
    pub fn groups_of(&self, person: PersonIx, at: Timestamp) -> Vec<GroupIx> {
        let (groups, people) = (self.first_group(), self.first_person());
        let mut list: Vec<GroupIx> = (self.holders(self.node(Subject::Person(person)), Lens::at(at)).iter())
            .filter(|node| (groups..people).contains(node))
            .map(|node| GroupIx(node - groups))
            .collect();
        list.sort_unstable();
        list
    }

    /// Roles a person has, by any way.
    #[must_use]
    pub fn roles_of(&self, person: PersonIx, at: Timestamp) -> Vec<RoleIx> {
        let mut list: Vec<RoleIx> = (self.holders(self.node(Subject::Person(person)), Lens::at(at)).iter())
            .filter(|node| **node < self.first_group())
            .map(|node| RoleIx(*node))
            .collect();
        list.sort_unstable();
        list
    }

    /// How many roles each person has and how many groups each is in, by any way, deactivated people included.
    #[must_use]
    pub fn roles_and_groups(&self, at: Timestamp) -> Vec<(u32, u32)> {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut seen = vec![0u64; (self.first_person() as usize).div_ceil(64)];
        (self.first_person()..)
            .take(self.snapshot.people.len())
            .map(|person| {
                let upper = self.holders_with(person, Lens::at(at), &mut seen);
                let roles = upper.iter().filter(|node| **node < self.first_group()).count();
                // the first of them is the person
                (narrow(roles), narrow(upper.len().saturating_sub(roles + 1)))
            })
            .collect()
    }

    /// People in a group, nested ones and deactivated ones included.
    #[must_use]
    pub fn people_of_group(&self, group: GroupIx, at: Timestamp) -> Vec<PersonIx> {
        self.people_below(self.node(Subject::Group(group)), Lens::at(at))
    }

    /// People who have a role by any way, deactivated ones included.
    #[must_use]
    pub fn people_of_role(&self, role: RoleIx, at: Timestamp) -> Vec<PersonIx> {
        self.people_below(self.node(Subject::Role(role)), Lens::at(at))
    }

    /// People who lead to a node, ascending; the person themselves if it is one.
    pub(crate) fn people_below(&self, node: u32, lens: Lens) -> Vec<PersonIx> {
        if let Some(person) = self.person_at(node) {
            return vec![person];
        }
        if node >= self.first_person() {
            return Vec::new();
        }
        bits::ones(&self.below(node, lens).people).map(PersonIx).collect()
    }

    /// When the last derivation of what a person holds ends. `None` when nothing is held or some derivation never
    /// ends. A derivation ends with the first of its edges; denies are taken to stay as they are.
    #[must_use]
    pub fn expires(&self, person: PersonIx, permission: PermissionIx, at: Timestamp) -> Option<Timestamp> {
        self.ends_on(Subject::Person(person), permission, None, at)
    }

    /// The same on one object or, with `None`, anywhere.
    #[must_use]
    pub fn expires_on(
        &self,
        person: PersonIx,
        permission: PermissionIx,
        object: Option<ObjectIx>,
        at: Timestamp,
    ) -> Option<Timestamp> {
        self.ends_on(Subject::Person(person), permission, object, at)
    }

    /// The same for any subject, anywhere.
    #[must_use]
    pub fn ends(&self, subject: Subject, permission: PermissionIx, at: Timestamp) -> Option<Timestamp> {
        self.ends_on(subject, permission, None, at)
    }

    fn ends_on(
        &self,
        subject: Subject,
        permission: PermissionIx,
        object: Option<ObjectIx>,
        at: Timestamp,
    ) -> Option<Timestamp> {
        let node = self.node(subject);
        let lens = Lens::at(at);
        let whole: Tally = self.tally(node, permission.0, lens);
        if !self.any_ends || !self.usable(node) || !whole.decision(object).allowed() {
            return None;
        }
        if self.standing_on(subject, permission, object, at) {
            return None;
        }
        // the latest end over all ways to each node; an end only ever moves later, so this settles
        let mut ends: HashMap<u32, Timestamp> = HashMap::from([(node, Timestamp::MAX)]);
        let mut work = vec![node];
        let mut latest: Option<Timestamp> = None;
        while let Some(node) = work.pop() {
            let end = ends.get(&node).copied().unwrap_or(Timestamp::MIN);
            for grant in self.grants.on(node, permission.0) {
                let gives = self.grant_is(grant, Effect::Permit)
                    && self.grant_passes(grant, lens)
                    && object.is_none_or(|object| self.grant_covers(grant, object))
                    && self.survives(grant, &whole);
                if gives {
                    let end = end.min(self.grant_window(grant).until.unwrap_or(Timestamp::MAX));
                    latest = Some(latest.map_or(end, |latest| latest.max(end)));
                }
            }
            for (target, number) in self.graph.edges(node) {
                let upper = unmarked(target);
                if self.reach.has(upper, permission.0) && self.edge_passes(target, number, lens) {
                    let end = end.min(self.edge_window(number).until.unwrap_or(Timestamp::MAX));
                    let known = ends.entry(upper).or_insert(Timestamp::MIN);
                    if end > *known {
                        *known = end;
                        work.push(upper);
                    }
                }
            }
        }
        latest.filter(|end| *end < Timestamp::MAX)
    }

    /// Whether a permit gives anything that the denies leave.
    fn survives(&self, grant: usize, whole: &Tally) -> bool {
        let objects = self.grant_objects(grant);
        objects.is_empty() || objects.iter().any(|object| whole.deny_objects.binary_search(object).is_err())
    }
}

fn push(node: u32, seen: &mut [u64], list: &mut Vec<u32>) {
    if !bits::has(seen, node) {
        bits::set(seen, node);
        list.push(node);
    }
}
