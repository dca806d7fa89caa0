//! What the practice tenant's own audit log says of the last day, made up.
//!
//! Invariants:
//! - An hour is made from its number alone, so that whoever reads the log in again later gets the same events under the
//!   same ids, and those that came.
//! - Everybody in it is in the snapshot, and does what the snapshot says that they have used.
//! - What stands out is told of the moments in the snapshot: elevations, accounts that were closed, rules that are broken.

mod event;
mod story;

use crate::chance::Chance;
use crate::moment::{before, days};
use event::{Event, Thing, Who};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use steward_model::{Consequence, PermissionDef, Person, Snapshot};
use steward_pack::Pack;

/// About how many requests an hour of the day has (UTC), from midnight on.
const BY_HOUR: [u64; 24] =
    [6, 5, 4, 4, 5, 12, 40, 85, 110, 120, 115, 105, 80, 100, 110, 105, 95, 70, 40, 25, 16, 12, 9, 8];

/// Of a thousand requests, how many are of a class.
const SHARES: [(Consequence, u32); 6] = [
    (Consequence::View, 640),
    (Consequence::Diagnose, 160),
    (Consequence::Correct, 150),
    (Consequence::Override, 36),
    (Consequence::Policy, 11),
    (Consequence::Destructive, 3),
];

/// The audit log of a practice tenant over the 24 hours before a moment, as JSON Lines; empty when the pack has no blueprint.
/// What the snapshot itself tells is in it however long ago it was.
#[must_use]
pub fn made_up_log(pack: &Pack, snapshot: &Snapshot, now: Timestamp) -> String {
    let Some(plan) = &pack.practice else { return String::new() };
    let teller = Teller::new(pack, snapshot, Chance::new(plan.tenant.seed));
    let since = before(now, days(1));
    let last = now.as_second().div_euclid(3600);
    let mut events: Vec<Event> = (last - 24..=last).flat_map(|hour| teller.hour(hour)).collect();
    events.retain(|event| event.at > since);
    events.extend(teller.story());
    events.retain(|event| event.at <= now);
    events.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    events.iter().map(Event::line).collect()
}

/// A permission that somebody has used.
#[derive(Clone, Copy)]
struct Use<'a> {
    person: &'a Person,
    permission: &'a PermissionDef,
}

/// Makes the events up.
struct Teller<'a> {
    snapshot: &'a Snapshot,
    pack: &'a Pack,
    chance: Chance,
    /// What was used by whom, by class.
    uses: BTreeMap<Consequence, Vec<Use<'a>>>,
    /// Whoever keeps the tenant's access, and so agrees to what others ask for.
    approvers: Vec<&'a Person>,
    /// People with an account that works.
    active: Vec<&'a Person>,
}

impl<'a> Teller<'a> {
    fn new(pack: &'a Pack, snapshot: &'a Snapshot, chance: Chance) -> Self {
        let known: BTreeMap<&str, &PermissionDef> =
            pack.catalogue.permissions.iter().map(|one| (one.id.as_str(), one)).collect();
        let mut uses: BTreeMap<Consequence, Vec<Use<'a>>> = BTreeMap::new();
        let mut approvers = BTreeMap::new();
        for activity in snapshot.activity.iter().flatten() {
            let person = snapshot.person(activity.person).filter(|person| person.active);
            let permission = snapshot.permission(activity.permission);
            let permission = permission.and_then(|one| known.get(one.id.as_str()).copied());
            let (Some(person), Some(permission)) = (person, permission) else { continue };
            uses.entry(permission.consequence).or_default().push(Use { person, permission });
            if pack.catalogue.administration.contains(&permission.id) {
                approvers.insert(person.id.as_str(), person);
            }
        }
        let approvers = approvers.into_values().collect();
        let active = snapshot.people.iter().filter(|person| person.active).collect();
        Self { snapshot, pack, chance, uses, approvers, active }
    }

    /// What was done in an hour, which is counted from 1970 on.
    fn hour(&self, hour: i64) -> Vec<Event> {
        let of_day = usize::try_from(hour.rem_euclid(24)).unwrap_or_default();
        let usual = BY_HOUR.get(of_day).copied().unwrap_or_default();
        let many = usual * (90 + self.chance.below(21, "busy", &hour.to_string())) / 100;
        (0..many).flat_map(|number| self.request(hour, number)).collect()
    }

    /// What was done in one request of an hour.
    fn request(&self, hour: i64, number: u64) -> Vec<Event> {
        let about = format!("{hour}-{number}");
        let class = self.chance.share(&SHARES, |(_, share)| *share, "class", &about).map(|(class, _)| *class);
        let uses = class.and_then(|class| self.uses.get(&class));
        let Some(Use { person, permission }) = uses.and_then(|uses| self.chance.pick(uses, "use", &about))
        else {
            return Vec::new();
        };
        let second = i64::try_from(self.chance.below(3600, "second", &about)).unwrap_or_default();
        let Ok(at) = Timestamp::from_second(hour * 3600 + second) else { return Vec::new() };
        if permission.consequence == Consequence::Correct && self.chance.happens(20, "synced", &about) {
            return self.synced(at, &about).into_iter().collect();
        }
        let done = Event {
            object: self.object(permission, &about),
            outcome: self.outcome(permission.consequence, &about),
            surface: self.surface(permission.consequence, &about),
            ..Event::new(&about, at, Who::from(*person), *permission)
        };
        let asks = permission.consequence.is_high() && self.chance.happens(60, "asks", &about);
        let approver = self.approver(person, &about).filter(|_| asks && done.outcome == "success");
        match approver {
            Some(approver) => self.asked_for(done, &Who::from(approver), &about),
            None => vec![done],
        }
    }

    /// What is done after it was asked for and agreed to: three events of one request.
    fn asked_for(&self, done: Event, approver: &Who, about: &str) -> Vec<Event> {
        const REASONS: [&str; 5] = [
            "A customer waits for it",
            "Follow-up of an incident",
            "Month-end closing",
            "Asked for by the site lead",
            "Correction of a wrong entry",
        ];
        let reason = self.chance.pick(&REASONS, "reason", about).copied().unwrap_or_default();
        let minutes =
            |least: u64, most: u64, what: &str| least + self.chance.below(most - least, what, about);
        let approved = before(done.at, minutes(1, 5, "approved"));
        let asked = before(approved, minutes(2, 9, "asked"));
        let ask = Event {
            id: format!("{}-asked", done.id),
            at: asked,
            action: "elevation.request".to_owned(),
            class: Consequence::View,
            reason: reason.to_owned(),
            ..done.clone()
        };
        let approve = Event {
            id: format!("{}-approved", done.id),
            at: approved,
            who: approver.clone(),
            action: "elevation.approve".to_owned(),
            class: Consequence::Policy,
            ..ask.clone()
        };
        let done = Event { approved_by: Some(approver.clone()), reason: reason.to_owned(), ..done };
        vec![ask, approve, done]
    }

    /// What the directory told the product of somebody.
    fn synced(&self, at: Timestamp, about: &str) -> Option<Event> {
        let person = self.chance.pick(&self.active, "synced person", about)?;
        let event = Event::new(about, at, Who::sync(), ("users.update", Consequence::Correct));
        Some(Event { object: Some(Thing::person(person)), surface: "SCIM".to_owned(), ..event })
    }

    /// Somebody who agrees to what another asks for.
    fn approver(&self, besides: &Person, about: &str) -> Option<&'a Person> {
        let others: Vec<&Person> =
            self.approvers.iter().copied().filter(|person| person.id != besides.id).collect();
        self.chance.pick(&others, "approver", about).copied()
    }

    /// Nothing that cannot be undone was done: it is there in the snapshot still.
    fn outcome(&self, class: Consequence, about: &str) -> &'static str {
        if class == Consequence::Destructive || self.chance.happens(2, "refused", about) {
            "denied"
        } else if self.chance.happens(2, "failed", about) {
            "failure"
        } else {
            "success"
        }
    }

    fn surface(&self, class: Consequence, about: &str) -> String {
        if !class.is_high() && self.chance.happens(15, "by machine", about) {
            "API token".to_owned()
        } else {
            self.console()
        }
    }

    fn console(&self) -> String {
        format!("{} console", self.pack.catalogue.product)
    }

    /// What a permission was used on: one of the objects that it is for, or what the first word of its id says.
    fn object(&self, permission: &PermissionDef, about: &str) -> Option<Thing> {
        if let Some(kind) = &permission.object_type {
            let objects: Vec<Thing> = (self.snapshot.objects.iter())
                .filter(|object| object.kind == *kind)
                .map(|object| Thing::new(kind, &object.id, &object.name))
                .collect();
            return self.chance.pick(&objects, "object", about).cloned();
        }
        let kind = permission.id.split('.').next().unwrap_or_default();
        match kind {
            "users" | "roles" => {
                self.chance.pick(&self.active, "person", about).map(|person| Thing::person(person))
            }
            "groups" => {
                let group = self.chance.pick(&self.snapshot.groups, "group", about);
                group.map(|group| Thing::new("group", &group.id, &group.name))
            }
            _ => {
                let id = format!("{kind}-{}", 100 + self.chance.below(800, "number", about));
                Some(Thing::new(kind, &id, ""))
            }
        }
    }

    /// Ids of the permissions that somebody has used.
    fn used_by(&self, person: &Person) -> BTreeSet<&'a str> {
        let uses = self.uses.values().flatten().filter(|one| one.person.id == person.id);
        uses.map(|one| one.permission.id.as_str()).collect()
    }
}
