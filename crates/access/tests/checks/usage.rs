//! unused-permission.

use crate::tenant::{Tenant, ago, ids};

use steward_model::{FixStep, Severity};

/// Nobody has used a permission for so many days.
fn unused(permission: &str, days: i64) -> Tenant {
    let mut t = Tenant::clean();
    let used = t.doc.activity.as_mut().unwrap();
    used.iter_mut().filter(|a| a.permission == permission).for_each(|a| a.last_used = ago(days));
    t
}

#[test]
fn what_nobody_has_used() {
    let t = unused("data.delete", 91);
    let finding = t.only("unused-permission");
    assert_eq!(finding.title, "None of 2 Data Stewards has used Delete data for 90 days");
    assert_eq!(finding.severity, Severity::Medium, "it is destructive");
    assert_eq!(ids(&finding), ["data-steward", "data.delete"]);
    assert!(finding.evidence[0].value.contains("91 days ago"));
    let [FixStep::Revoke { from, permission }] = finding.fixes[0].steps.as_slice() else { panic!() };
    assert_eq!((from.id.as_str(), permission.id.as_str()), ("data-steward", "data.delete"));
    assert_eq!(unused("users.invite", 100).one("unused-permission").severity, Severity::Low);
}

#[test]
fn the_ninetieth_day_counts_as_use() {
    unused("data.delete", 90).none("unused-permission");
    let mut t = unused("data.delete", 91);
    t.number("unused-permission", "days", 91.0);
    t.none("unused-permission");
}

#[test]
fn use_by_one_is_use() {
    let mut t = unused("data.delete", 200);
    t.used("ida", "data.delete", 5);
    t.none("unused-permission");
    t.person_mut("ida").active = false;
    t.one("unused-permission");
}

#[test]
fn what_another_permission_needs_is_used_with_it() {
    unused("datastores.read", 200).findings("unused-permission").iter().for_each(|f| {
        assert_eq!(
            ids(f),
            ["data-steward", "datastores.read"],
            "analysts query agents, which reads datastores"
        );
    });
}

#[test]
fn what_is_new_cannot_be_judged() {
    let mut t = unused("data.delete", 200);
    let delete = t.doc.grants.iter_mut().find(|g| g.permission == "data.delete").unwrap();
    delete.since = Some(ago(10));
    t.none("unused-permission");
    let mut t = unused("data.delete", 200);
    ["hal", "ida"].into_iter().for_each(|p| t.person_mut(p).created = Some(ago(10)));
    t.none("unused-permission");
    t.person_mut("hal").created = Some(ago(91));
    t.one("unused-permission");
}

#[test]
fn tuned_by_class_people_and_exceptions() {
    let mut t = unused("users.invite", 200);
    t.number("unused-permission", "class", 3.0);
    t.none("unused-permission");
    let mut t = unused("users.invite", 200);
    t.number("unused-permission", "people", 3.0);
    t.none("unused-permission");
    for spared in ["users.invite", "user-operator"] {
        let mut t = unused("users.invite", 200);
        t.tune("unused-permission").except.push(spared.into());
        t.none("unused-permission");
    }
}

#[test]
fn people_who_use_nothing_of_a_role() {
    let mut t = Tenant::clean();
    t.doc.activity.as_mut().unwrap().retain(|a| a.person != "gus");
    t.used("gus", "billing.view", 4);
    let finding = t.only("unused-permission");
    assert_eq!(finding.title, "1 of 3 Data Analysts has used none of its 3 permissions for 90 days");
    assert_eq!(ids(&finding), ["data-analyst", "gus"]);
    assert!(matches!(finding.fixes[0].steps.as_slice(), [FixStep::Leave { .. }]));
    t.person_mut("gus").last_sign_in = Some(ago(91));
    t.none("unused-permission"); // a stale account, told elsewhere
    t.person_mut("gus").last_sign_in = Some(ago(1));
    t.doc.memberships.iter_mut().find(|m| m.person.as_deref() == Some("gus")).unwrap().since = Some(ago(20));
    t.none("unused-permission");
}

#[test]
fn direct_grants_are_one_finding() {
    let mut t = Tenant::clean();
    t.grant_person("jon", "audit.read");
    t.grant_person("kim", "audit.read");
    t.grant_person("kim", "users.view");
    t.used("jon", "audit.read", 100);
    let finding = t.one("unused-permission");
    assert_eq!(finding.title, "2 people have not used 3 permissions granted directly for 90 days");
    t.used("jon", "audit.read", 1);
    assert_eq!(ids(&t.one("unused-permission")), ["kim"]);
    t.doc.grants.iter_mut().filter(|g| g.person.is_some()).for_each(|g| g.since = Some(ago(3)));
    t.none("unused-permission");
}

#[test]
fn grants_of_groups_count_like_those_of_roles() {
    let mut t = Tenant::clean();
    t.grant_group("user-operators", "audit.read");
    assert_eq!(
        t.only("unused-permission").title,
        "None of 2 people with user-operators has used Read audit log for 90 days"
    );
    t.tune("unused-permission").except.push("user-operators".into());
    t.none("unused-permission");
}

#[test]
fn without_reports_of_use_it_cannot_look() {
    let mut t = Tenant::clean();
    t.doc.activity = None;
    assert!(t.skipped("unused-permission").contains("used"));
    t.doc.activity = Some(Vec::new());
    assert!(!t.findings("unused-permission").is_empty(), "no use is not the same as no report");
}
