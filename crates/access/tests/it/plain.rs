//! The plain slow model: the rules of access as one would write them on paper, straight from the snapshot. It shares
//! nothing with the engine.

use jiff::Timestamp;
use std::collections::BTreeSet;
use steward_access::{CellState, Decision, HeldScope, Subject};
use steward_model::{
    Assignee, Catalogue, Effect, Grant, GroupIx, Holder, Member, ObjectIx, PermissionIx, PersonIx, RoleIx,
    Scope, Snapshot, Window,
};

pub struct Plain<'a> {
    pub snapshot: &'a Snapshot,
    pub catalogue: &'a Catalogue,
    pub at: Timestamp,
    /// Only what never ends.
    pub permanent: bool,
}

impl Plain<'_> {
    fn counts(&self, window: Window) -> bool {
        let begun = window.since.is_none_or(|since| since <= self.at);
        let ended = window.until.is_some_and(|until| until <= self.at);
        begun && !ended && (!self.permanent || window.until.is_none())
    }

    fn up_groups(&self, member: Member, found: &mut BTreeSet<GroupIx>) {
        for edge in &self.snapshot.memberships {
            if edge.member == member && self.counts(edge.window) && found.insert(edge.group) {
                self.up_groups(Member::Group(edge.group), found);
            }
        }
    }

    fn up_roles(&self, role: RoleIx, found: &mut BTreeSet<RoleIx>) {
        if found.insert(role) {
            for edge in self.snapshot.inclusions.iter().filter(|edge| edge.role == role) {
                self.up_roles(edge.includes, found);
            }
        }
    }

    pub fn groups(&self, subject: Subject) -> BTreeSet<GroupIx> {
        let mut found = BTreeSet::new();
        match subject {
            Subject::Person(at) => self.up_groups(Member::Person(at), &mut found),
            Subject::Group(at) => {
                found.insert(at);
                self.up_groups(Member::Group(at), &mut found);
            }
            Subject::Role(_) => {}
        }
        found
    }

    pub fn roles(&self, subject: Subject) -> BTreeSet<RoleIx> {
        let groups = self.groups(subject);
        let mut found = BTreeSet::new();
        for edge in &self.snapshot.assignments {
            let has = match edge.to {
                Assignee::Person(at) => subject == Subject::Person(at),
                Assignee::Group(at) => groups.contains(&at),
            };
            if has && self.counts(edge.window) {
                self.up_roles(edge.role, &mut found);
            }
        }
        if let Subject::Role(at) = subject {
            self.up_roles(at, &mut found);
        }
        found
    }

    fn applicable(&self, subject: Subject, x: PermissionIx) -> Vec<&Grant> {
        let (groups, roles) = (self.groups(subject), self.roles(subject));
        let holds = |holder: Holder| match holder {
            Holder::Person(at) => subject == Subject::Person(at),
            Holder::Group(at) => groups.contains(&at),
            Holder::Role(at) => roles.contains(&at),
        };
        self.snapshot
            .grants
            .iter()
            .filter(|g| g.permission == x && holds(g.to) && self.counts(g.window))
            .collect()
    }

    fn owns(&self, subject: Subject, x: PermissionIx, o: ObjectIx) -> bool {
        let object = &self.snapshot.objects[o.index()];
        let id = &self.snapshot.permissions[x.index()].id;
        let kind = self.catalogue.object_types.iter().find(|kind| kind.id == object.kind);
        object.owner.map(Subject::Person) == Some(subject)
            && kind.is_some_and(|kind| kind.owner_permissions.contains(id))
    }

    pub fn active(&self, subject: Subject) -> bool {
        match subject {
            Subject::Person(at) => self.snapshot.people[at.index()].active,
            _ => true,
        }
    }

    /// Whether it is permitted on an object, then whether it is denied; `None` is the tenant as a whole, which only
    /// grants on everything reach.
    fn on(&self, subject: Subject, x: PermissionIx, o: Option<ObjectIx>) -> (bool, bool) {
        let covers = |scope: &Scope| match scope {
            Scope::Everything => true,
            Scope::Objects(list) => o.is_some_and(|o| list.contains(&o)),
        };
        let grants = self.applicable(subject, x);
        let has = |effect: Effect| grants.iter().any(|g| g.effect == effect && covers(&g.scope));
        let owns = o.is_some_and(|o| self.owns(subject, x, o));
        // a deny counts whether or not it ends
        let denies = Plain { permanent: false, ..*self };
        let denied =
            denies.applicable(subject, x).iter().any(|g| g.effect == Effect::Deny && covers(&g.scope));
        (has(Effect::Permit) || owns, denied)
    }

    pub fn scope(&self, subject: Subject, x: PermissionIx) -> HeldScope {
        if !self.active(subject) {
            return HeldScope::Nothing;
        }
        let objects = (0..self.snapshot.objects.len()).map(ObjectIx::from);
        let (whole, denied) = self.on(subject, x, None);
        if whole && !denied {
            // objects with a deny of their own
            let but: Vec<ObjectIx> = objects.filter(|o| self.on(subject, x, Some(*o)).1).collect();
            return if but.is_empty() { HeldScope::Everything } else { HeldScope::EverythingBut(but) };
        }
        let some: Vec<ObjectIx> =
            objects.filter(|o| self.on(subject, x, Some(*o)) == (true, false)).collect();
        if some.is_empty() { HeldScope::Nothing } else { HeldScope::Objects(some) }
    }

    pub fn decide(&self, person: PersonIx, x: PermissionIx, o: Option<ObjectIx>) -> Decision {
        let subject = Subject::Person(person);
        if !self.active(subject) {
            return Decision::Inactive;
        }
        match o {
            Some(_) => match self.on(subject, x, o) {
                (_, true) => Decision::Denied,
                (true, false) => Decision::Yes,
                (false, false) => Decision::No,
            },
            None => self.whole(subject, x),
        }
    }

    fn whole(&self, subject: Subject, x: PermissionIx) -> Decision {
        let objects = (0..self.snapshot.objects.len()).map(ObjectIx::from);
        let (whole, denied) = self.on(subject, x, None);
        let anywhere = whole || objects.clone().any(|o| self.on(subject, x, Some(o)).0);
        match self.scope(subject, x) {
            _ if denied && anywhere => Decision::Denied,
            HeldScope::Everything => Decision::Yes,
            HeldScope::EverythingBut(_) | HeldScope::Objects(_) => Decision::Scoped,
            HeldScope::Nothing => Decision::No,
        }
    }

    pub fn state(&self, subject: Subject, x: PermissionIx) -> CellState {
        if !self.active(subject) {
            return CellState::None;
        }
        match self.whole(subject, x) {
            Decision::Yes => CellState::Granted,
            Decision::Scoped => CellState::Scoped,
            Decision::Denied => CellState::Denied,
            Decision::No | Decision::Inactive => CellState::None,
        }
    }

    /// Whether it is held on the tenant as a whole or on some object that exists.
    pub fn holds(&self, subject: Subject, x: PermissionIx) -> bool {
        matches!(self.state(subject, x), CellState::Granted | CellState::Scoped)
    }

    /// Whether something that a permission needs is missing on some object where the permission is held.
    pub fn lacks(&self, subject: Subject, x: PermissionIx) -> bool {
        let id = &self.snapshot.permissions[x.index()].id;
        let Some(def) = self.catalogue.permissions.iter().find(|def| def.id == *id) else { return false };
        let held = self.scope(subject, x);
        (def.prerequisites.iter()).any(|needed| match self.snapshot.find_permission(needed) {
            None => true,
            Some(needed) => !self.suffices(&held, &self.scope(subject, needed), def.object_type.as_deref()),
        })
    }

    fn suffices(&self, held: &HeldScope, needed: &HeldScope, kind: Option<&str>) -> bool {
        let of_kind = |o: &ObjectIx| kind.is_none_or(|kind| self.snapshot.objects[o.index()].kind == kind);
        let objects = (0..self.snapshot.objects.len()).map(ObjectIx::from);
        match (held, needed) {
            (_, HeldScope::Nothing) => false,
            (_, HeldScope::Everything) => true,
            // a permission that is not limited to a type of object works on the tenant as a whole
            (HeldScope::Everything | HeldScope::EverythingBut(_), HeldScope::Objects(_))
                if kind.is_none() =>
            {
                false
            }
            (HeldScope::Objects(list), needed) => list.iter().all(|o| needed.covers(*o)),
            (held, needed) => objects.filter(|o| of_kind(o) && held.covers(*o)).all(|o| needed.covers(o)),
        }
    }

    /// All derivations, as (groups and roles on the way, position of the grant): every way without a repeated stop.
    pub fn paths(&self, person: PersonIx, x: PermissionIx, o: Option<ObjectIx>) -> Vec<usize> {
        let mut found = Vec::new();
        self.follow(Holder::Person(person), &mut vec![Holder::Person(person)], &mut |way| {
            for grant in &self.snapshot.grants {
                let covers = match (&grant.scope, o) {
                    (Scope::Everything, _) | (_, None) => true,
                    (Scope::Objects(list), Some(o)) => list.contains(&o),
                };
                let gives = Some(&grant.to) == way.last()
                    && grant.permission == x
                    && grant.effect == Effect::Permit
                    && covers
                    && self.counts(grant.window);
                if gives {
                    found.push(way.len() + 1);
                }
            }
        });
        let owned = (0..self.snapshot.objects.len()).map(ObjectIx::from);
        let owned =
            owned.filter(|at| o.is_none_or(|o| o == *at) && self.owns(Subject::Person(person), x, *at));
        found.extend(owned.map(|_| 3));
        found.sort_unstable();
        found
    }

    fn follow(&self, here: Holder, way: &mut Vec<Holder>, visit: &mut impl FnMut(&[Holder])) {
        visit(way);
        let mut next = Vec::new();
        for edge in &self.snapshot.memberships {
            let from = match edge.member {
                Member::Person(at) => Holder::Person(at),
                Member::Group(at) => Holder::Group(at),
            };
            if from == here && self.counts(edge.window) {
                next.push(Holder::Group(edge.group));
            }
        }
        for edge in &self.snapshot.assignments {
            let from = match edge.to {
                Assignee::Person(at) => Holder::Person(at),
                Assignee::Group(at) => Holder::Group(at),
            };
            if from == here && self.counts(edge.window) {
                next.push(Holder::Role(edge.role));
            }
        }
        for edge in self.snapshot.inclusions.iter().filter(|edge| Holder::Role(edge.role) == here) {
            next.push(Holder::Role(edge.includes));
        }
        for to in next {
            if !way.contains(&to) {
                way.push(to);
                self.follow(to, way, visit);
                way.pop();
            }
        }
    }
}
