//! implicit-owner, unused-licence.

use crate::tenant::{Tenant, ago, ids};
use jiff::SignedDuration;
use steward_model::{ObjectDoc, Severity};

fn owned_by(owner: &str) -> Tenant {
    let mut t = Tenant::clean();
    t.doc.objects[0].owner = Some(owner.into());
    t
}

#[test]
fn rights_that_no_role_shows() {
    let mut t = owned_by("jon");
    let finding = t.only("implicit-owner");
    assert_eq!(
        finding.title,
        "1 datastore gives its creator 1 permission by ownership alone: Read datastores"
    );
    assert_eq!(finding.severity, Severity::Low);
    assert_eq!(ids(&finding), ["d1", "jon"]);
    for spared in ["jon", "d1", "datastores.read"] {
        let mut t = t.clone();
        t.tune("implicit-owner").except.push(spared.into());
        t.none("implicit-owner");
    }
    t.catalogue.object_types[0].owner_permissions.push("data.delete".into());
    assert_eq!(t.one("implicit-owner").severity, Severity::Medium);
    t.number("implicit-owner", "class", 6.0);
    assert_eq!(t.one("implicit-owner").severity, Severity::Medium, "there is no class above destructive");
}

#[test]
fn rights_that_a_grant_gives_too_are_visible() {
    owned_by("eve").none("implicit-owner");
    for holder in ["person", "group", "role"] {
        let mut t = owned_by("jon");
        let mut grant = steward_model::GrantDoc {
            permission: "datastores.read".into(),
            objects: Some(vec!["d1".into()]),
            ..Default::default()
        };
        match holder {
            "person" => grant.person = Some("jon".into()),
            "group" => grant.group = Some("billing-clerks".into()),
            _ => grant.role = Some("billing-clerk".into()),
        }
        t.doc.grants.push(grant);
        t.none("implicit-owner");
        t.doc.objects.push(ObjectDoc { id: "d2".into(), kind: "datastore".into(), ..ObjectDoc::default() });
        t.doc.grants.last_mut().unwrap().objects = Some(vec!["d2".into()]);
        t.one("implicit-owner");
    }
}

#[test]
fn denied_rights_are_none() {
    let mut t = owned_by("jon");
    t.doc.grants.push(steward_model::GrantDoc {
        permission: "datastores.read".into(),
        person: Some("jon".into()),
        deny: true,
        ..Default::default()
    });
    t.none("implicit-owner");
}

#[test]
fn objects_of_leavers_have_nobody_in_charge() {
    let mut t = owned_by("eve");
    t.person_mut("eve").active = false;
    let finding = t.one("implicit-owner");
    assert_eq!(finding.title, "1 datastore belongs to Eve Tanaka, deactivated");
    assert_eq!(finding.severity, Severity::Medium);
}

#[test]
fn objects_without_owner_rights_are_fine() {
    let mut t = owned_by("jon");
    t.doc.objects[0].kind = "dashboard".into();
    t.none("implicit-owner");
    t.doc.objects[0].kind = "datastore".into();
    t.doc.objects[0].owner = None;
    t.none("implicit-owner");
}

// ---- unused-licence ----

#[test]
fn seats_of_people_who_are_not_there() {
    let mut t = Tenant::clean();
    t.doc.activity.as_mut().unwrap().retain(|a| a.person != "eve" && a.person != "fay");
    t.person_mut("eve").last_sign_in = Some(ago(61));
    t.person_mut("fay").last_sign_in = None;
    t.person_mut("gus").active = false;
    let finding = t.one("unused-licence");
    let title = "3 of 13 Full seats belong to people who are gone or have not signed in for 60 days";
    assert_eq!(finding.title, title);
    assert_eq!(ids(&finding), ["full", "gus", "fay", "eve"]);
    let said: Vec<&str> = finding.evidence.iter().map(|e| e.value.as_str()).collect();
    assert!(said.contains(&"deactivated") && said.contains(&"never signed in"));
    assert!(said.contains(&"13 assigned of 20 bought"));
    t.tune("unused-licence").except.push("full".into());
    t.none("unused-licence");
}

#[test]
fn the_sixtieth_day_still_counts_as_use() {
    let mut t = Tenant::clean();
    t.doc.activity = None;
    t.person_mut("eve").last_sign_in = Some(ago(60));
    t.none("unused-licence");
    t.person_mut("eve").last_sign_in = Some(ago(60) - SignedDuration::from_secs(1));
    t.one("unused-licence");
    t.used("eve", "agents.query", 2);
    t.none("unused-licence"); // used through another door
}

#[test]
fn tenants_that_report_nothing_are_not_judged() {
    let mut t = Tenant::clean();
    t.doc.activity = None;
    t.doc.people.iter_mut().for_each(|p| p.last_sign_in = None);
    t.none("unused-licence");
    t.person_mut("eve").active = false;
    assert_eq!(ids(&t.one("unused-licence")), ["full", "eve"]);
    t.doc.licences.clear();
    assert!(t.skipped("unused-licence").contains("licences"));
}
