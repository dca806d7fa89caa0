//! The numbers that the product promises.

use crate::{meridian, now};
use std::collections::BTreeSet;
use steward_model::{Assignee, Environment, Holder, Member, Scope, Snapshot};
use steward_sandbox::{clean, practice};

/// Ids of people who hold a role through groups or directly.
fn holders(snapshot: &Snapshot, role: &str) -> BTreeSet<String> {
    let mut groups = BTreeSet::new();
    let mut people = BTreeSet::new();
    let role = snapshot.find_role(role).unwrap_or_else(|| panic!("no role {role}"));
    for a in snapshot.assignments.iter().filter(|a| a.role == role) {
        match a.to {
            Assignee::Group(g) => drop(groups.insert(g)),
            Assignee::Person(p) => drop(people.insert(p)),
        }
    }
    loop {
        let inner: Vec<_> = snapshot
            .memberships
            .iter()
            .filter(|m| groups.contains(&m.group))
            .filter_map(|m| match m.member {
                Member::Group(g) => Some(g),
                Member::Person(_) => None,
            })
            .filter(|g| !groups.contains(g))
            .collect();
        if inner.is_empty() {
            break;
        }
        groups.extend(inner);
    }
    for m in snapshot.memberships.iter().filter(|m| groups.contains(&m.group)) {
        if let Member::Person(p) = m.member {
            people.insert(p);
        }
    }
    people.iter().map(|p| snapshot.person(*p).unwrap().id.clone()).collect()
}

#[test]
fn the_practice_tenant_is_as_large_as_promised() {
    let practice = practice(&meridian(), now());
    let s = &practice.current;
    assert_eq!((s.people.len(), s.groups.len(), s.roles.len(), s.permissions.len()), (412, 38, 14, 46));
    assert_eq!(
        (s.tenant.name.as_str(), s.tenant.environment),
        ("Northwind Logistics", Environment::Practice)
    );
    assert_eq!(s.tenant.product.as_deref(), Some("meridian"));
    assert_eq!(s.people.iter().filter(|p| p.last_sign_in.is_some()).count(), 396);
    assert_eq!(s.objects.iter().filter(|o| o.kind == "datastore").count(), 9);
    let b = &practice.baseline;
    assert_eq!((b.people.len(), b.groups.len(), b.roles.len(), b.permissions.len()), (391, 38, 14, 46));
    assert_eq!((now() - practice.baseline_taken_at).total(jiff::Unit::Hour).unwrap(), 720.0);
}

#[test]
fn the_roles_have_the_people_of_the_pictures() {
    let s = practice(&meridian(), now()).current;
    for (role, people) in [
        ("workspace-owner", 2),
        ("access-administrator", 3),
        ("identity-sso-manager", 2),
        ("billing-administrator", 2),
        ("configuration-manager", 4),
        ("compliance-auditor", 3),
        ("support-specialist-l1", 18),
        // one of the six has left
        ("support-specialist-l3", 6),
        ("ai-agent-builder", 21),
        ("model-tester", 9),
        ("data-ingestor", 12),
        ("analytics-viewer", 64),
        ("member", 412),
        ("rotterdam-night-desk-team", 0),
    ] {
        assert_eq!(holders(&s, role).len(), people, "{role}");
    }
}

#[test]
fn the_licences_are_used_as_in_the_pictures() {
    let s = practice(&meridian(), now()).current;
    for (licence, seats, used) in [("admin", 40, 31), ("builder", 120, 84), ("member", 450, 396)] {
        let at = s.find_licence(licence).unwrap();
        assert_eq!(s.licence(at).unwrap().seats, Some(seats));
        assert_eq!(s.seats.iter().filter(|x| x.licence == at).count(), used, "{licence}");
    }
}

#[test]
fn the_elevation_ends_in_38_minutes() {
    let s = practice(&meridian(), now()).current;
    let marek = s.find_person("marek.lindqvist").unwrap();
    let temporary: Vec<_> =
        s.grants.iter().filter(|g| g.to == Holder::Person(marek) && g.window.until.is_some()).collect();
    assert_eq!(temporary.len(), 2);
    for grant in temporary {
        assert_eq!(grant.window.until, Some("2026-11-12T10:20:00Z".parse().unwrap()));
        assert_eq!(grant.source.0, "elevation:EL-207");
        let Scope::Objects(objects) = &grant.scope else { panic!("limited to one datastore") };
        assert_eq!(s.object(objects[0]).unwrap().name, "Warehouse EU");
    }
}

#[test]
fn the_clean_tenant_has_everybody_and_nothing_planted() {
    let pack = meridian();
    let s = clean(&pack, now()).current;
    assert_eq!((s.people.len(), s.groups.len(), s.roles.len(), s.permissions.len()), (412, 38, 14, 46));
    assert!(s.people.iter().all(|p| p.active));
    assert!(s.grants.iter().all(|g| matches!(g.to, Holder::Role(_))));
    assert!(s.assignments.iter().all(|a| matches!(a.to, Assignee::Group(_))));
    assert_eq!(holders(&s, "knowledge-curator").len(), 16);
}

#[test]
fn a_pack_without_a_blueprint_has_no_tenant() {
    let pack = steward_pack::builtin("generic").unwrap();
    assert!(practice(&pack, now()).current.people.is_empty());
}
