//! orphaned-role, -permission and -group, cycle, surface-mismatch.

use crate::tenant::{Tenant, ago, ids};
use steward_model::{Consequence, FixStep, PermissionDoc, Severity};

#[test]
fn a_role_that_nobody_has() {
    let mut t = Tenant::clean();
    t.role("inviter", "Inviter", &["users.invite", "audit.read"]);
    let finding = t.only("orphaned-role");
    assert_eq!(finding.title, "Nobody has the role Inviter");
    assert_eq!(finding.severity, Severity::Low);
    t.tune("orphaned-role").except.push("inviter".into());
    t.none("orphaned-role");
}

#[test]
fn included_roles_are_in_use_and_leavers_are_not() {
    let mut t = Tenant::clean();
    t.role("inviter", "Inviter", &["users.invite", "audit.read"]);
    t.include("user-operator", "inviter");
    t.none("orphaned-role");
    let mut t = Tenant::clean();
    t.role("inviter", "Inviter", &["users.invite"]);
    t.assign("inviter", "cyd").until = Some(ago(1));
    t.one("orphaned-role");
    t.doc.assignments.last_mut().unwrap().until = None;
    t.none("orphaned-role");
    t.person_mut("cyd").active = false;
    t.one("orphaned-role");
}

#[test]
fn many_orphans_are_told_together() {
    let mut t = Tenant::clean();
    for n in 0..11 {
        t.role(&format!("spare-{n}"), &format!("Spare {n} Reader"), &[]);
        t.doc.permissions.push(PermissionDoc { id: format!("spare.{n}"), display_name: None });
        t.group(&format!("spare-{n}"));
    }
    assert_eq!(t.one("orphaned-role").title, "11 roles have nobody in them");
    assert_eq!(t.one("orphaned-permission").title, "11 permissions are given by nothing");
    assert_eq!(t.one("orphaned-group").title, "11 groups have nobody in them");
    assert_eq!(t.one("orphaned-group").count, 11);
    t.number("orphaned-role", "together", 11.0);
    assert_eq!(t.findings("orphaned-role").len(), 11);
}

#[test]
fn a_permission_that_nothing_gives() {
    let mut t = Tenant::clean();
    t.doc
        .permissions
        .push(PermissionDoc { id: "keys.rotate".into(), display_name: Some("Rotate keys".into()) });
    let finding = t.only("orphaned-permission");
    assert_eq!(finding.title, "Nothing gives Rotate keys");
    let mut spared = t.clone();
    spared.tune("orphaned-permission").except.push("keys.rotate".into());
    spared.none("orphaned-permission");
    t.catalogue.object_types[0].owner_permissions.push("keys.rotate".into());
    t.none("orphaned-permission"); // whoever creates a datastore holds it
    t.catalogue.object_types[0].owner_permissions.pop();
    t.doc.grants.push(steward_model::GrantDoc {
        permission: "keys.rotate".into(),
        role: Some("user-operator".into()),
        deny: true,
        ..Default::default()
    });
    t.one("orphaned-permission"); // a deny gives nothing
}

#[test]
fn groups_that_do_nothing() {
    let mut t = Tenant::clean();
    t.group("empty");
    assert_eq!(t.only("orphaned-group").title, "Group empty has nobody in it");
    t.join("cyd", "empty");
    assert_eq!(t.only("orphaned-group").title, "Group empty gives its 1 member nothing");
    t.nest("empty", "user-operators");
    t.none("orphaned-group"); // through the group around it
    t.tune("orphaned-group").except.push("outer".into());
    t.group("outer");
    t.none("orphaned-group");
}

#[test]
fn nested_people_fill_a_group() {
    let mut t = Tenant::clean();
    t.group("everybody");
    t.nest("user-operators", "everybody");
    assert_eq!(t.one("orphaned-group").title, "Group everybody gives its 2 members nothing");
    t.grant_group("everybody", "users.view");
    t.none("orphaned-group");
}

// ---- cycle ----

#[test]
fn circles_are_told_and_survived() {
    let mut t = Tenant::clean();
    t.group("outer");
    t.nest("outer", "user-operators");
    t.none("cycle");
    t.nest("user-operators", "outer");
    let finding = t.one("cycle");
    assert_eq!(finding.title, "2 groups are members of each other: outer and user-operators");
    t.include("data-analyst", "data-steward");
    t.include("data-steward", "data-analyst");
    let findings = t.findings("cycle");
    assert!(findings.iter().any(|f| f.title == "2 roles include each other: Data Analyst and Data Steward"));
    t.tune("cycle").except.extend(["outer".to_owned(), "data-steward".to_owned()]);
    t.none("cycle");
}

// ---- surface-mismatch ----

#[test]
fn one_door_and_not_the_other() {
    let mut t = Tenant::clean();
    t.used_role("api-exporter", "API Exporter", &["data.export.api", "users.view"], &["jon", "kim"]);
    t.baseline = None;
    let finding = t.only("surface-mismatch");
    assert_eq!(finding.title, "2 people can do “export” on api but not on app");
    assert_eq!(ids(&finding), ["data.export", "data.export.api", "jon", "kim"]);
    let fix = &finding.fixes[0];
    assert_eq!((fix.adds, fix.gains), (Some(Consequence::Override), 2));
    let [FixStep::Grant { to, permission, .. }] = fix.steps.as_slice() else { panic!() };
    assert_eq!((to.id.as_str(), permission.id.as_str()), ("api-exporter", "data.export"));
    t.number("surface-mismatch", "people", 3.0);
    t.none("surface-mismatch");
}

#[test]
fn both_doors_or_none_are_fine() {
    let mut t = Tenant::clean();
    t.used_role("api-exporter", "API Exporter", &["data.export.api", "users.view"], &["hal"]);
    t.none("surface-mismatch");
    t.join("jon", "api-exporter-group");
    t.one("surface-mismatch");
    for spared in ["jon", "export", "data.export.api"] {
        let mut t = t.clone();
        t.tune("surface-mismatch").except.push(spared.into());
        t.none("surface-mismatch");
    }
    t.person_mut("jon").active = false;
    t.none("surface-mismatch");
}
