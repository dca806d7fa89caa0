//! What stands out in the made-up log. It is told of the moments in the snapshot, so that it agrees with what the checks find.

use super::event::{Event, Thing, Who};
use super::{Teller, Use};
use crate::moment::{after, before};
use jiff::Timestamp;
use std::collections::BTreeMap;
use steward_model::{Consequence, Grant, Holder, Person, Scope};

impl<'a> Teller<'a> {
    pub(super) fn story(&self) -> Vec<Event> {
        let mut events = self.elevations();
        let Some(latest) = self.snapshot.activity.iter().flatten().map(|one| one.last_used).max() else {
            return events;
        };
        events.extend(self.closed(latest));
        events.extend(self.alone(latest));
        events.extend(self.stopped(latest));
        // the same tenant read anew has its moments anew: they are other events then
        for event in &mut events {
            event.id = format!("{}-{}", event.id, event.at.as_second());
        }
        events
    }

    /// Access for a while: asked for, agreed to, and what was done with it.
    fn elevations(&self) -> Vec<Event> {
        let mut by_name: BTreeMap<&str, Vec<&Grant>> = BTreeMap::new();
        for grant in &self.snapshot.grants {
            if let Some(name) = grant.source.0.strip_prefix("elevation:") {
                by_name.entry(name).or_default().push(grant);
            }
        }
        by_name.into_iter().flat_map(|(name, grants)| self.elevation(name, &grants)).collect()
    }

    fn elevation(&self, name: &str, grants: &[&Grant]) -> Vec<Event> {
        let first = grants.first().and_then(|grant| match grant.to {
            Holder::Person(person) => Some((person, self.snapshot.person(person)?, grant.window.since?)),
            Holder::Role(_) | Holder::Group(_) => None,
        });
        let Some((holder, person, since)) = first else { return Vec::new() };
        let Some(approver) = self.approver(person, name).map(Who::from) else { return Vec::new() };
        let event = |part: &str, at, who: Who, deed: (&str, Consequence)| Event {
            object: Some(Thing::new("elevation", name, "")),
            surface: self.console(),
            request: name.to_owned(),
            reason: "An incident that cannot wait".to_owned(),
            ..Event::new(&format!("{name}-{part}"), at, who, deed)
        };
        let who = Who::from(person);
        let mut events = vec![
            event("asked", before(since, 9), who.clone(), ("elevation.request", Consequence::View)),
            event("approved", before(since, 1), approver.clone(), ("elevation.approve", Consequence::Policy)),
        ];
        for grant in grants {
            let Some(permission) = self.snapshot.permission(grant.permission) else { continue };
            let mut used = self.snapshot.activity.iter().flatten();
            let used = used.find(|one| one.person == holder && one.permission == grant.permission);
            let Some(at) = used.map(|one| one.last_used).filter(|at| *at >= since) else { continue };
            let Some(class) = self.class_of(&permission.id) else { continue };
            let object = match &grant.scope {
                Scope::Objects(objects) => objects.first().and_then(|at| self.snapshot.object(*at)),
                Scope::Everything => None,
            };
            let mut done = event(&permission.id, at, who.clone(), (permission.id.as_str(), class));
            done.object = object.map(|object| Thing::new(&object.kind, &object.id, &object.name));
            done.approved_by = Some(approver.clone());
            events.push(done);
        }
        events
    }

    fn class_of(&self, permission: &str) -> Option<Consequence> {
        let known = self.pack.catalogue.permissions.iter().find(|one| one.id == permission);
        known.map(|one| one.consequence)
    }

    /// Accounts that the directory closed.
    fn closed(&self, latest: Timestamp) -> Vec<Event> {
        let closed = self.snapshot.people.iter().filter(|person| !person.active);
        // who it is about stands in the object alone
        (1..)
            .zip(closed)
            .map(|(number, person)| Event {
                object: Some(Thing::person(person)),
                surface: "SCIM".to_owned(),
                reason: "The directory says that they left".to_owned(),
                ..Event::new(
                    &format!("closed-{number}"),
                    before(latest, 5 * 60),
                    Who::sync(),
                    ("users.deactivate", Consequence::Correct),
                )
            })
            .collect()
    }

    /// Somebody who does both of what one person should not do alone, one after the other.
    fn alone(&self, latest: Timestamp) -> Vec<Event> {
        let Some(rule) = self.pack.catalogue.sod.first() else { return Vec::new() };
        let both = self.active.iter().find_map(|person| {
            let used = self.used_by(person);
            let of = |ids: &'a [String]| ids.iter().find(|id| used.contains(id.as_str()));
            Some((*person, of(&rule.left)?, of(&rule.right)?))
        });
        let Some((person, left, right)) = both else { return Vec::new() };
        let begun = before(latest, 3 * 60);
        let steps = [(left, 0), (left, 12), (right, 31)];
        let request = format!("request-{}-{}", rule.id, begun.as_second());
        let event = |(step, (permission, minutes)): (usize, (&String, i64))| {
            let class = self.class_of(permission)?;
            let known = self.pack.catalogue.permissions.iter().find(|one| one.id == *permission)?;
            let about = format!("{}-{step}", rule.id);
            Some(Event {
                object: self.object(known, &about),
                surface: self.console(),
                request: request.clone(),
                ..Event::new(&about, after(begun, minutes), Who::from(person), (permission.as_str(), class))
            })
        };
        steps.into_iter().enumerate().filter_map(event).collect()
    }

    /// What cannot be undone is refused, asked for and declined.
    fn stopped(&self, latest: Timestamp) -> Vec<Event> {
        let grave = self.uses.get(&Consequence::Destructive);
        let Some(Use { person, permission }) =
            grave.and_then(|uses| uses.iter().find(|one| one.permission.object_type.is_some()))
        else {
            return Vec::new();
        };
        let begun = before(latest, 2 * 60);
        let request = format!("request-stopped-{}", begun.as_second());
        let refused = Event {
            object: self.object(permission, "stopped"),
            outcome: "denied",
            surface: self.console(),
            request,
            reason: "It takes the agreement of somebody else".to_owned(),
            ..Event::new("stopped", begun, Who::from(*person), *permission)
        };
        let asked = Event {
            id: "event-stopped-asked".to_owned(),
            at: after(begun, 3),
            action: "elevation.request".to_owned(),
            class: Consequence::View,
            outcome: "success",
            reason: "It is not used any more".to_owned(),
            ..refused.clone()
        };
        let declined = self.approver(person, "stopped").map(|approver: &Person| Event {
            id: "event-stopped-declined".to_owned(),
            at: after(begun, 11),
            who: Who::from(approver),
            action: "elevation.decline".to_owned(),
            class: Consequence::Policy,
            reason: "It is in use".to_owned(),
            ..asked.clone()
        });
        [refused, asked].into_iter().chain(declined).collect()
    }
}
