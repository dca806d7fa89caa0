//! Every way out of a no leads to a yes when it is taken, and costs what it says.

use crate::random::{moments, tenant};
use crate::support::{access, all, catalogue, now, permission, person, role, snapshot, time};
use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::json;
use std::sync::Arc;
use steward_access::{Access, Decision, Nearest, NearestKind, Station};
use steward_model::{
    AssignmentDoc, Consequence, GrantDoc, MembershipDoc, ObjectIx, PermissionIx, PersonIx, TenantDocument,
};

/// A question and the ways out of its answer.
struct Asked<'a> {
    access: &'a Access,
    person: PersonIx,
    x: PermissionIx,
    object: Option<ObjectIx>,
    at: Timestamp,
}

impl Asked<'_> {
    fn station_id(&self, station: Station) -> String {
        station.refer(self.access.snapshot()).id
    }

    fn take(&self, document: &mut TenantDocument, way: &Nearest) {
        let id = self.station_id(way.target);
        let person = self.station_id(Station::Person(self.person));
        let permission = self.station_id(Station::Permission(self.x));
        let objects = self.object.map(|o| vec![self.station_id(Station::Object(o))]);
        match way.kind {
            NearestKind::JoinGroup => {
                let edge = MembershipDoc { group: id, person: Some(person), ..MembershipDoc::default() };
                document.memberships.push(edge);
            }
            NearestKind::AssignRole => {
                document.assignments.push(AssignmentDoc {
                    role: id,
                    person: Some(person),
                    ..AssignmentDoc::default()
                });
            }
            NearestKind::GrantRole => {
                document.grants.push(GrantDoc { permission, role: Some(id), objects, ..GrantDoc::default() });
            }
            NearestKind::GrantDirect => {
                document.grants.push(GrantDoc {
                    permission,
                    person: Some(person),
                    objects,
                    ..GrantDoc::default()
                });
            }
            NearestKind::Activate => {
                document.people.iter_mut().filter(|p| p.id == id).for_each(|p| p.active = true);
            }
            NearestKind::RemoveDeny => document.grants.retain(|g| {
                let covers = match (&g.objects, &objects) {
                    (None, _) => true,
                    (Some(list), Some(asked)) => list.iter().any(|o| asked.contains(o)),
                    (Some(_), None) => false,
                };
                let holder = g.role.as_ref().or(g.group.as_ref()).or(g.person.as_ref());
                !(g.deny && g.permission == permission && covers && holder == Some(&id))
            }),
            NearestKind::Renew => self.renew(document, way.target, &id),
        }
    }

    /// Renews the ended edges to a station from where the person is already.
    fn renew(&self, document: &mut TenantDocument, target: Station, id: &str) {
        let mut have = vec![self.station_id(Station::Person(self.person))];
        have.extend(
            self.access
                .groups_of(self.person, self.at)
                .into_iter()
                .map(|g| self.station_id(Station::Group(g))),
        );
        let roles: Vec<String> = self
            .access
            .roles_of(self.person, self.at)
            .into_iter()
            .map(|r| self.station_id(Station::Role(r)))
            .collect();
        let is = |from: &Option<String>| from.as_ref().is_some_and(|from| have.contains(from));
        let ended = |until: &Option<Timestamp>| until.is_some_and(|until| until <= self.at);
        match target {
            Station::Group(_) => {
                for edge in &mut document.memberships {
                    if edge.group == id && (is(&edge.person) || is(&edge.member)) && ended(&edge.until) {
                        edge.until = None;
                    }
                }
            }
            Station::Role(_) => {
                for edge in &mut document.assignments {
                    if edge.role == id && (is(&edge.person) || is(&edge.group)) && ended(&edge.until) {
                        edge.until = None;
                    }
                }
            }
            _ => {
                for grant in
                    document.grants.iter_mut().filter(|g| g.permission == id && !g.deny && ended(&g.until))
                {
                    let holds = is(&grant.person)
                        || is(&grant.group)
                        || grant.role.as_ref().is_some_and(|role| roles.contains(role));
                    if holds {
                        grant.until = None;
                    }
                }
            }
        }
    }

    fn check(&self) {
        let before = self.access.decide(self.person, self.x, self.object, self.at);
        let ways = self.access.nearest(self.person, self.x, self.object, self.at, usize::MAX);
        if before.allowed() {
            assert!(ways.is_empty());
            return;
        }
        assert_eq!(
            ways[..1.min(ways.len())],
            self.access.nearest(self.person, self.x, self.object, self.at, 1)
        );
        let (denies, others): (Vec<_>, Vec<_>) =
            ways.iter().partition(|way| way.kind == NearestKind::RemoveDeny);
        assert!(!denies.is_empty() || before != Decision::Denied);
        assert!(before == Decision::Inactive || !ways.is_empty(), "there is always a direct grant");
        let mut lone: Vec<Option<&Nearest>> = others.into_iter().map(Some).collect();
        if lone.is_empty() && !denies.is_empty() {
            lone.push(None);
        }
        for way in lone {
            let mut document = TenantDocument::from(&**self.access.snapshot());
            denies.iter().for_each(|deny| self.take(&mut document, deny));
            way.into_iter().for_each(|way| self.take(&mut document, way));
            let (snapshot, _) = document.into_snapshot();
            let after = Access::compile(Arc::new(snapshot), self.access.catalogue().clone());
            let decision = after.decide(self.person, self.x, self.object, self.at);
            let about = format!("{way:?} {:?} {:?} {:?} {}", self.person, self.x, self.object, self.at);
            assert!(decision.allowed(), "{decision:?}: {about}");
            if let Some(way) = way.filter(|_| denies.is_empty()) {
                self.check_price(&after, way, &about);
            }
        }
    }

    fn check_price(&self, after: &Access, way: &Nearest, about: &str) {
        let held = |access: &Access| {
            access.what_can(self.person, self.at).into_iter().map(|(x, _)| x).collect::<Vec<_>>()
        };
        let had = held(self.access);
        let mut gained: Vec<PermissionIx> =
            held(after).into_iter().filter(|x| !had.contains(x) && *x != self.x).collect();
        gained.sort_unstable();
        assert_eq!(way.also, gained, "{about}");
        let worst = gained.iter().chain([&self.x]).map(|x| after.meaning(*x).consequence).max();
        assert_eq!(Some(way.worst), worst, "{about}");
        let others = all::<PersonIx>(after.snapshot().people.len()).filter(|p| {
            *p != self.person
                && !self.access.decide(*p, self.x, self.object, self.at).allowed()
                && after.decide(*p, self.x, self.object, self.at).allowed()
        });
        let others = others.count();
        // renewing over two edges at once, as this test does, can reach more people than each alone
        let renewed = way.kind == NearestKind::Renew;
        assert!(way.others as usize == others || (renewed && way.others as usize <= others), "{about}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_way_leads_to_a_yes_at_its_price(seed in any::<u64>()) {
        let access = tenant(seed);
        let (people, permissions, objects) =
            (access.snapshot().people.len(), access.snapshot().permissions.len(), access.snapshot().objects.len());
        for at in moments().into_iter().skip(1).step_by(2) {
            for person in all(people) {
                for x in all(permissions) {
                    for object in std::iter::once(None).chain(all(objects).map(Some)) {
                        Asked { access: &access, person, x, object, at }.check();
                    }
                }
            }
        }
    }
}

#[test]
fn the_narrowest_comes_first() {
    let tenant = snapshot(json!({
        "people": [{ "id": "ada" }, { "id": "bob" }],
        "groups": [{ "id": "wide" }, { "id": "narrow" }],
        "roles": [{ "id": "admin" }, { "id": "reader" }],
        "grants": [
            { "permission": "read", "role": "admin" }, { "permission": "erase", "role": "admin" },
            { "permission": "read", "role": "reader" },
        ],
        "assignments": [{ "role": "admin", "group": "wide" }, { "role": "reader", "group": "narrow" }],
    }));
    let meaning = catalogue(
        &json!({ "permissions": [{ "id": "erase", "consequence": "destructive" }, { "id": "read" }] }),
    );
    let access = Access::compile(Arc::new(tenant), Arc::new(meaning));
    let ways = access.nearest(person(&access, "ada"), permission(&access, "read"), None, now(), 10);
    let kinds: Vec<(NearestKind, usize)> = ways.iter().map(|way| (way.kind, way.also.len())).collect();
    assert_eq!(
        kinds,
        [
            (NearestKind::JoinGroup, 0),
            (NearestKind::AssignRole, 0),
            (NearestKind::GrantDirect, 0),
            (NearestKind::JoinGroup, 1),
            (NearestKind::AssignRole, 1),
        ]
    );
    assert_eq!(ways[4].worst, Consequence::Destructive);
    assert_eq!(ways[4].target, Station::Role(role(&access, "admin")));
}

#[test]
fn what_has_ended_is_renewed() {
    let access = access(json!({
        "people": [{ "id": "ada" }], "groups": [{ "id": "ops" }],
        "memberships": [{ "group": "ops", "person": "ada", "until": "2026-06-01T00:00:00Z" }],
        "grants": [{ "permission": "read", "group": "ops" }],
    }));
    let ask = |at| access.nearest(person(&access, "ada"), permission(&access, "read"), None, at, 1);
    let way = &ask(now())[0];
    assert_eq!(way.kind, NearestKind::Renew);
    let ended = way.ended.expect("an end");
    assert_eq!(
        (ended.from, ended.at),
        (Station::Person(person(&access, "ada")), time("2026-06-01T00:00:00Z"))
    );
    assert!(ask(time("2026-05-31T00:00:00Z")).is_empty());
}

#[test]
fn what_else_is_needed_is_part_of_the_price() {
    let tenant = snapshot(json!({
        "people": [{ "id": "ada" }, { "id": "bob" }],
        "roles": [{ "id": "builder" }],
        "permissions": [{ "id": "edit" }, { "id": "build" }, { "id": "ask" }],
        "grants": [
            { "permission": "edit", "role": "builder" }, { "permission": "build", "role": "builder" },
            { "permission": "ask", "role": "builder" }, { "permission": "ask", "person": "bob" },
        ],
    }));
    let meaning = catalogue(&json!({ "permissions": [
        { "id": "edit", "prerequisites": ["build"] }, { "id": "build", "prerequisites": ["ask"] }, { "id": "ask" },
    ] }));
    let access = Access::compile(Arc::new(tenant), Arc::new(meaning));
    let ways = |who: &str| {
        access.nearest(person(&access, who), permission(&access, "edit"), None, now(), usize::MAX)
    };
    let told = |who: &str| -> Vec<(NearestKind, usize, Vec<PermissionIx>)> {
        ways(who).into_iter().map(|way| (way.kind, way.also.len(), way.needs)).collect()
    };
    let (build, ask) = (permission(&access, "build"), permission(&access, "ask"));
    assert_eq!(
        told("ada"),
        [(NearestKind::AssignRole, 2, vec![]), (NearestKind::GrantDirect, 0, vec![build, ask])],
        "the role gives at once what a grant would need besides"
    );
    assert_eq!(
        told("bob"),
        [(NearestKind::AssignRole, 1, vec![]), (NearestKind::GrantDirect, 0, vec![build])],
        "what is held already is not needed"
    );
}
