//! missing-prerequisite, standing-access, permission-growth, direct-assignment.

use crate::tenant::{Tenant, ago, ids, now};
use jiff::SignedDuration;
use steward_model::{AssignmentDoc, Consequence, FixStep, GrantDoc, ObjectDoc, Severity};

// ---- missing-prerequisite ----

fn testers() -> Tenant {
    let mut t = Tenant::clean();
    t.used_role("model-tester", "Model Tester", &["agents.query"], &["cyd", "dan"]);
    t
}

#[test]
fn a_permission_without_what_it_needs() {
    let mut t = testers();
    let finding = t.only("missing-prerequisite");
    assert_eq!(finding.title, "2 Model Testers hold Query agents but cannot read datastores");
    assert_eq!(ids(&finding), ["model-tester", "agents.query", "datastores.read", "cyd", "dan"]);
    let give = &finding.fixes[0];
    assert_eq!((give.adds, give.gains), (Some(Consequence::View), 2));
    let [FixStep::Grant { to, permission, objects }] = give.steps.as_slice() else { panic!("{give:#?}") };
    assert_eq!(
        (to.id.as_str(), permission.id.as_str(), objects.len()),
        ("model-tester", "datastores.read", 0)
    );
    let take = &finding.fixes[1];
    assert_eq!((take.adds, take.gains), (None, 0));
    assert!(matches!(take.steps.as_slice(), [FixStep::Revoke { .. }]));
    // it comes some other way for one of them
    t.join("cyd", "data-analysts");
    assert_eq!(
        t.one("missing-prerequisite").title,
        "1 Model Tester holds Query agents but cannot read datastores"
    );
}

#[test]
fn who_has_it_from_elsewhere_lacks_nothing() {
    let mut t = testers();
    t.grant_person("cyd", "datastores.read");
    t.grant_group("user-operators", "datastores.read");
    t.none("missing-prerequisite");
}

#[test]
fn leavers_exceptions_and_numbers() {
    let mut t = testers();
    t.person_mut("cyd").active = false;
    assert_eq!(t.one("missing-prerequisite").subjects.last().unwrap().id, "dan");
    t.number("missing-prerequisite", "people", 2.0);
    t.none("missing-prerequisite");
    for spared in ["model-tester", "agents.query"] {
        let mut t = testers();
        t.tune("missing-prerequisite").except.push(spared.into());
        t.none("missing-prerequisite");
    }
    let mut t = testers();
    t.tune("missing-prerequisite").except.extend(["cyd".to_owned(), "dan".to_owned()]);
    t.none("missing-prerequisite");
}

#[test]
fn a_prerequisite_on_another_object_does_not_help() {
    let mut t = Tenant::clean();
    let object = |id: &str| ObjectDoc { id: id.into(), kind: "datastore".into(), ..ObjectDoc::default() };
    t.doc.objects.extend([object("d2"), object("d3")]);
    let on = |permission: &str, objects: &[&str]| GrantDoc {
        permission: permission.into(),
        person: Some("cyd".into()),
        objects: Some(objects.iter().map(|o| (*o).to_owned()).collect()),
        ..GrantDoc::default()
    };
    t.doc.grants.push(on("agents.query", &["d1", "d2"]));
    t.doc.grants.push(on("datastores.read", &["d2", "d3"]));
    let finding = t.one("missing-prerequisite");
    let title = "Cyd Moreno holds Query agents but cannot read datastores on all of the same objects";
    assert_eq!(finding.title, title);
    let needs = finding.evidence.iter().find(|e| e.label == "needs Read datastores").unwrap();
    assert_eq!(needs.value, "missing for 1 person on Orders");
    t.doc.grants.push(on("datastores.read", &["d1"]));
    t.none("missing-prerequisite");
}

#[test]
fn a_denied_prerequisite_is_not_helped_by_a_grant() {
    let mut t = Tenant::clean();
    t.doc.grants.push(GrantDoc {
        permission: "datastores.read".into(),
        group: Some("data-analysts".into()),
        deny: true,
        ..GrantDoc::default()
    });
    let finding = t.one("missing-prerequisite");
    assert_eq!(finding.title, "3 Data Analysts hold Query agents but cannot read datastores");
    assert_eq!(finding.fixes.len(), 1);
    assert!(matches!(finding.fixes[0].steps.as_slice(), [FixStep::Revoke { .. }]));
}

#[test]
fn an_expensive_prerequisite_is_offered_last() {
    let mut t = testers();
    t.catalogue.permissions.iter_mut().find(|d| d.id == "agents.query").unwrap().prerequisites =
        vec!["users.roles".into()];
    let findings = t.findings("missing-prerequisite");
    assert!(findings.iter().all(|f| f.fixes[0].adds.is_none()));
    assert!(findings.iter().all(|f| f.fixes[1].adds == Some(Consequence::Policy)));
}

#[test]
fn a_prerequisite_that_the_tenant_does_not_know() {
    let mut t = Tenant::clean();
    t.catalogue.permissions.iter_mut().find(|d| d.id == "agents.query").unwrap().prerequisites =
        vec!["models.use".into()];
    let finding = t.only("missing-prerequisite");
    assert_eq!(finding.title, "3 Data Analysts hold Query agents but cannot use `models.use`");
}

// ---- standing-access ----

#[test]
fn too_many_hold_power_without_an_end() {
    let mut t = Tenant::clean();
    t.join("jon", "data-stewards");
    t.none("standing-access"); // three are tolerated
    for (at, person) in ["kim", "cyd"].iter().enumerate() {
        t.doc.assignments.push(AssignmentDoc {
            role: "data-steward".into(),
            person: Some((*person).into()),
            since: Some(ago(400 + i64::try_from(at).unwrap())),
            ..AssignmentDoc::default()
        });
    }
    let finding = t.one("standing-access");
    assert_eq!(finding.title, "5 people hold destructive permissions without an end");
    assert_eq!(finding.severity, Severity::High);
    assert_eq!(finding.count, 5);
    let oldest = finding.evidence.iter().find(|e| e.label == "longest").unwrap();
    assert_eq!(oldest.value, "since 2025-10-17, 401 days ago");
    assert!(finding.evidence.iter().any(|e| e.label == "Data Steward" && e.value == "5 people through it"));
}

#[test]
fn everybody_is_counted_however_many_there_are() {
    let mut t = Tenant::clean();
    for at in 0..498 {
        let id = format!("x{at:03}");
        t.person(&id, &format!("Somebody {at}"));
        t.join(&id, "data-stewards");
    }
    let findings = t.findings("standing-access");
    let finding = findings.iter().find(|x| x.title.contains("destructive")).unwrap();
    assert_eq!(finding.title, "500 people hold destructive permissions without an end");
    assert_eq!((finding.count, finding.subjects.len()), (500, 200));
    let more = finding.evidence.iter().find(|e| e.label == "people").unwrap();
    assert_eq!(more.value, "488 more", "12 are listed");
}

#[test]
fn what_ends_is_not_standing() {
    let mut t = Tenant::clean();
    for person in ["jon", "kim", "cyd"] {
        t.assign("data-steward", person).until = Some(now() + SignedDuration::from_hours(1));
    }
    t.none("standing-access");
    // one of them has it for good as well
    for person in ["jon", "kim"] {
        t.join(person, "data-stewards");
    }
    assert_eq!(t.one("standing-access").count, 4);
}

#[test]
fn what_is_tolerated_is_tuned() {
    let mut t = Tenant::clean();
    t.number("standing-access", "destructive", 1.0);
    let finding = t.only("standing-access");
    assert_eq!(ids(&finding), ["hal", "ida"]);
    t.number("standing-access", "share", 0.2);
    t.none("standing-access");
    t.number("standing-access", "share", 0.0);
    t.tune("standing-access").except.push("hal".into());
    t.none("standing-access");
    t.tune("standing-access").except = vec!["data.delete".into()];
    t.none("standing-access");
}

#[test]
fn rights_of_owners_are_standing() {
    let mut t = Tenant::clean();
    t.number("standing-access", "destructive", 1.0);
    t.leave("ida", "data-stewards");
    t.assign("data-steward", "ida").until = Some(now() + SignedDuration::from_hours(1));
    t.none("standing-access");
    t.catalogue.object_types[0].owner_permissions.push("data.delete".into());
    t.doc.objects[0].owner = Some("ida".into());
    assert_eq!(t.one("standing-access").count, 2);
}

// ---- permission-growth ----

#[test]
fn access_that_piled_up() {
    let mut t = Tenant::clean();
    for person in ["cyd", "dan"] {
        t.join(person, "data-analysts");
        for x in ["datastores.read", "agents.query", "audit.read"] {
            t.used(person, x, 1);
        }
    }
    let finding = t.only("permission-growth");
    assert_eq!(finding.title, "2 people gained 3 permissions since the baseline, Read audit log among them");
    assert_eq!(finding.severity, Severity::Medium);
    assert!(
        finding.evidence.iter().any(|e| e.label == "Cyd Moreno" && e.value.starts_with("2 → 5 permissions"))
    );
    let steps = &finding.fixes[0].steps;
    assert!(matches!(steps.as_slice(), [FixStep::Leave { .. }, FixStep::Leave { .. }]));
    t.number("permission-growth", "permissions", 4.0);
    t.none("permission-growth");
}

#[test]
fn one_high_permission_is_growth_enough() {
    let mut t = Tenant::clean();
    t.grant_person("cyd", "data.delete");
    let finding = t.one("permission-growth");
    assert_eq!(finding.title, "Cyd Moreno gained Delete data since the baseline");
    assert_eq!(finding.severity, Severity::High);
    t.number("permission-growth", "high", 2.0);
    t.none("permission-growth");
}

#[test]
fn joiners_returners_losses_and_little_steps_are_no_growth() {
    let mut t = Tenant::clean();
    t.person("new", "Nia Sow");
    t.join("new", "user-administrators");
    t.baseline.as_mut().unwrap().people.iter_mut().find(|p| p.id == "hal").unwrap().active = false;
    t.leave("gus", "data-analysts");
    t.grant_person("cyd", "audit.read");
    t.none("permission-growth");
}

#[test]
fn permissions_that_moved_in_the_list_are_the_same() {
    let mut t = Tenant::clean();
    let new = steward_model::PermissionDoc { id: "aaa.first".into(), display_name: None };
    t.doc.permissions.push(new);
    t.none("permission-growth");
    ["cyd", "dan"].into_iter().for_each(|p| t.grant_person(p, "users.roles"));
    t.tune("permission-growth").except.push("dan".into());
    assert_eq!(t.one("permission-growth").title, "Cyd Moreno gained Assign roles since the baseline");
}

#[test]
fn without_a_baseline_it_cannot_look() {
    let mut t = Tenant::clean();
    t.baseline = None;
    assert!(t.skipped("permission-growth").contains("baseline"));
}

#[test]
fn many_different_gains_are_told_together() {
    let mut t = Tenant::clean();
    for n in 0..30 {
        t.person(&format!("n{n:02}"), &format!("Nobody {n}"));
    }
    for n in 0..30 {
        t.doc.permissions.push(steward_model::PermissionDoc { id: format!("x{n:02}"), display_name: None });
    }
    t.baseline = Some(t.doc.clone());
    for n in 0..30 {
        for x in 0..3 {
            t.grant_person(&format!("n{n:02}"), &format!("x{:02}", (n + x) % 30));
        }
    }
    let findings = t.findings("permission-growth");
    assert_eq!(findings.len(), 21);
    assert!(
        findings.iter().any(|f| f.title == "10 people gained other sets of permissions since the baseline")
    );
}

// ---- direct-assignment ----

#[test]
fn by_hand_although_a_group_gives_it() {
    let mut t = Tenant::clean();
    t.leave("jon", "billing-clerks");
    t.assign("billing-clerk", "jon");
    let finding = t.only("direct-assignment");
    assert_eq!(finding.title, "Jon Petrov has Billing Clerk directly, although billing-clerks gives it");
    assert_eq!(finding.severity, Severity::Medium);
    let fix = &finding.fixes[0];
    assert!(matches!(fix.steps.as_slice(), [FixStep::Join { .. }, FixStep::Unassign { .. }]));
    assert_eq!((fix.adds, fix.gains), (None, 0));
}

#[test]
fn the_price_of_joining_is_told() {
    let mut t = Tenant::clean();
    t.leave("jon", "billing-clerks");
    t.assign("billing-clerk", "jon");
    t.grant_group("billing-clerks", "audit.read");
    let finding = t.one("direct-assignment");
    assert_eq!((finding.fixes[0].adds, finding.fixes[0].gains), (Some(Consequence::Diagnose), 1));
}

#[test]
fn by_hand_as_well_as_through_the_group() {
    let mut t = Tenant::clean();
    t.assign("billing-clerk", "jon");
    let finding = t.only("direct-assignment");
    assert!(finding.evidence.iter().any(|e| e.label == "already through a group" && e.value == "1 person"));
    assert!(matches!(finding.fixes[0].steps.as_slice(), [FixStep::Unassign { .. }]));
}

#[test]
fn roles_without_a_group_are_one_low_finding() {
    let mut t = Tenant::clean();
    t.role("auditor", "Auditor", &["audit.read"]);
    t.role("inviter", "Inviter", &["users.invite"]);
    t.assign("auditor", "jon");
    t.assign("auditor", "kim");
    t.assign("inviter", "jon");
    let finding = t.one("direct-assignment");
    assert_eq!(finding.title, "2 people have Auditor and Inviter directly: no group gives them");
    assert_eq!(finding.severity, Severity::Low);
}

#[test]
fn elevations_leavers_and_denies_are_meant() {
    let mut t = Tenant::clean();
    t.assign("billing-clerk", "leo").until = Some(now() + SignedDuration::from_hours(2));
    t.assign("billing-clerk", "mia").source = steward_model::Source("elevation:EL-207".into());
    t.person_mut("gus").active = false;
    t.assign("billing-clerk", "gus");
    t.doc.grants.push(GrantDoc {
        permission: "audit.read".into(),
        person: Some("eve".into()),
        deny: true,
        ..GrantDoc::default()
    });
    t.none("direct-assignment");
    t.assign("billing-clerk", "hal");
    t.number("direct-assignment", "people", 2.0);
    t.none("direct-assignment");
    t.number("direct-assignment", "people", 1.0);
    t.tune("direct-assignment").except.push("hal".into());
    t.none("direct-assignment");
}

#[test]
fn permissions_past_every_role() {
    let mut t = Tenant::clean();
    t.grant_person("jon", "audit.read");
    t.grant_person("jon", "data.delete");
    let finding = t.one("direct-assignment");
    assert_eq!(finding.title, "Jon Petrov holds 2 permissions directly, past every role");
    assert!(finding.evidence.iter().any(|e| e.label == "the most consequential" && e.value == "Delete data"));
    t.tune("direct-assignment").except.extend(["audit.read".to_owned(), "data.delete".to_owned()]);
    t.none("direct-assignment");
}
