//! broad-role, incoherent-administrator, preset-drift, duplicate-, contained- and near-duplicate-role.

use crate::tenant::{ROLES, Tenant, ago, ids};
use steward_model::{Consequence, FixStep, GrantDoc, PresetRole, Severity};

// ---- broad-role ----

fn broad(grants: &[&str]) -> Tenant {
    let mut t = Tenant::clean();
    t.number("broad-role", "permissions", 10.0);
    t.used_role("tenant-operator", "Tenant Operator", grants, &["cyd", "dan"]);
    t
}

const MOST: [&str; 8] = [
    "users.view",
    "users.invite",
    "audit.read",
    "billing.view",
    "billing.edit",
    "datastores.read",
    "agents.query",
    "data.export",
];

#[test]
fn a_role_for_nearly_everything() {
    let t = broad(&MOST);
    let finding = t.one("broad-role");
    assert_eq!(finding.title, "Tenant Operator gives 8 of 13 permissions to 2 people");
    assert_eq!(finding.severity, Severity::Medium);
    assert!(finding.evidence.iter().any(|e| e.label == "of all permissions" && e.value == "62 %"));
    assert!(finding.evidence.iter().any(|e| e.label == "categories" && e.value == "all 3"));
    let all: Vec<&str> = ROLES.iter().flat_map(|(.., x)| *x).copied().collect();
    assert_eq!(broad(&all).one("broad-role").severity, Severity::High);
}

#[test]
fn how_broad_is_tuned() {
    let mut t = broad(&MOST);
    t.number("broad-role", "share", 0.7);
    t.one("broad-role"); // still in all categories
    t.number("broad-role", "spread", 0.7);
    t.none("broad-role");
    t.number("broad-role", "high", 1.0);
    assert!(t.findings("broad-role").len() > 1);
    t.number("broad-role", "high", 0.0);
    t.number("broad-role", "share", 0.6);
    t.tune("broad-role").except.extend(ROLES.iter().map(|(id, ..)| (*id).to_owned()));
    t.one("broad-role");
    t.tune("broad-role").except.push("tenant-operator".into());
    t.none("broad-role");
}

#[test]
fn small_tenants_and_narrow_roles_are_not_broad() {
    let mut t = broad(&MOST);
    t.number("broad-role", "permissions", 14.0);
    t.none("broad-role");
    broad(&MOST[..5]).none("broad-role");
}

// ---- incoherent-administrator ----

#[test]
fn admin_is_not_one_job() {
    let mut t = Tenant::clean();
    t.grant("user-administrator", "users.invite");
    t.none("incoherent-administrator"); // one repair next to rules
    t.grant("user-administrator", "billing.edit");
    let finding = t.one("incoherent-administrator");
    assert_eq!(finding.title, "User Administrator is 2 jobs in one for 2 people: correct and policy");
    assert_eq!(ids(&finding), ["user-administrator"]);
    t.number("incoherent-administrator", "repair", 3.0);
    t.none("incoherent-administrator");
    t.grant("user-administrator", "data.export");
    assert!(t.one("incoherent-administrator").title.contains("3 jobs"));
    t.number("incoherent-administrator", "classes", 4.0);
    t.none("incoherent-administrator");
}

#[test]
fn a_role_that_only_includes_an_incoherent_one_is_no_other_cause() {
    let mut t = Tenant::clean();
    t.grant("user-administrator", "users.invite");
    t.grant("user-administrator", "billing.edit");
    t.role("wrapper", "Wrapper", &["users.view"]);
    t.include("wrapper", "user-administrator");
    assert_eq!(ids(&t.one("incoherent-administrator")), ["user-administrator"]);
    // two that include each other are both told, and nothing hangs
    t.include("user-administrator", "wrapper");
    assert_eq!(t.findings("incoherent-administrator").len(), 2);
}

#[test]
fn spared_roles_and_permissions_are_coherent() {
    for spared in ["user-administrator", "billing.edit"] {
        let mut t = Tenant::clean();
        t.grant("user-administrator", "users.invite");
        t.grant("user-administrator", "billing.edit");
        t.tune("incoherent-administrator").except.push(spared.into());
        t.none("incoherent-administrator");
    }
}

// ---- preset-drift ----

#[test]
fn a_preset_that_was_widened() {
    let mut t = Tenant::clean();
    t.grant("data-analyst", "data.export");
    let finding = t.one("preset-drift");
    assert_eq!(finding.title, "Data Analyst can export data beyond the preset Data Analyst");
    assert_eq!(finding.severity, Severity::High);
    assert_eq!(ids(&finding), ["data-analyst", "data.export"]);
    let fix = &finding.fixes[0];
    assert!(matches!(fix.steps.as_slice(), [FixStep::Revoke { .. }]));
    assert_eq!((fix.adds, fix.gains), (None, 0));
    t.tune("preset-drift").except.push("data.export".into());
    t.none("preset-drift");
}

#[test]
fn the_worst_addition_decides_how_much_it_matters() {
    for (x, severity) in [
        ("users.view", Severity::Low),
        ("users.invite", Severity::Medium),
        ("users.roles", Severity::High),
        ("data.delete", Severity::High),
    ] {
        let mut t = Tenant::clean();
        t.grant("data-analyst", x);
        assert_eq!(t.one("preset-drift").severity, severity, "{x}");
    }
}

#[test]
fn a_preset_that_was_narrowed() {
    let mut t = Tenant::clean();
    t.revoke("data-analyst", "audit.read");
    let finding = t.one("preset-drift");
    assert_eq!(finding.title, "Data Analyst lacks 1 permission of the preset Data Analyst");
    assert_eq!(finding.severity, Severity::Low);
    assert_eq!((finding.fixes[0].adds, finding.fixes[0].gains), (Some(Consequence::Diagnose), 3));
    t.number("preset-drift", "removals", 2.0);
    t.none("preset-drift");
    t.grant("data-analyst", "users.view");
    t.number("preset-drift", "removals", 1.0);
    assert_eq!(
        t.one("preset-drift").title,
        "Data Analyst can view users beyond the preset Data Analyst, and lacks 1 of it"
    );
}

#[test]
fn presets_include_presets_and_inclusion_is_no_drift() {
    let mut t = Tenant::clean();
    let preset = |id: &str, includes: &[&str], permissions: &[&str]| PresetRole {
        id: id.into(),
        name: id.into(),
        includes: includes.iter().map(|x| (*x).to_owned()).collect(),
        permissions: permissions.iter().map(|x| (*x).to_owned()).collect(),
        ..PresetRole::default()
    };
    t.catalogue.presets = vec![
        preset("data-analyst", &["reader"], &["agents.query"]),
        preset("reader", &["data-analyst"], &["datastores.read", "audit.read"]),
    ];
    t.none("preset-drift");
}

#[test]
fn unknown_presets_are_left_alone() {
    let mut t = Tenant::clean();
    t.doc.roles[0].preset = Some("no-such-preset".into());
    t.none("preset-drift");
    t.catalogue.presets.clear();
    assert!(t.skipped("preset-drift").contains("preset"));
    t.tune("preset-drift").except.push("data-analyst".into());
}

// ---- duplicate-role ----

#[test]
fn the_same_grants_under_two_names() {
    let mut t = Tenant::clean();
    let (.., clerk) = ROLES[4];
    t.used_role("invoice-clerk", "Invoice Clerk", clerk, &["kim"]);
    let finding = t.only("duplicate-role");
    assert_eq!(finding.title, "2 roles give the same 2 permissions: Billing Clerk and Invoice Clerk");
    assert_eq!(ids(&finding), ["billing-clerk", "invoice-clerk"], "the one with more people stays");
    let steps = &finding.fixes[0].steps;
    assert!(matches!(steps.as_slice(), [FixStep::Assign { .. }, FixStep::Unassign { .. }]), "{steps:#?}");
    assert_eq!((finding.fixes[0].adds, finding.fixes[0].gains), (None, 0));
    t.number("duplicate-role", "permissions", 3.0);
    t.none("duplicate-role");
    t.number("duplicate-role", "permissions", 2.0);
    t.tune("duplicate-role").except.push("invoice-clerk".into());
    t.none("duplicate-role");
}

#[test]
fn different_objects_expired_grants_and_empty_roles_are_no_duplicates() {
    let mut t = Tenant::clean();
    t.role("a", "A Reader", &[]);
    t.role("b", "B Reader", &[]);
    t.doc.objects.push(steward_model::ObjectDoc {
        id: "d2".into(),
        kind: "datastore".into(),
        ..Default::default()
    });
    t.none("duplicate-role");
    for (role, object) in [("a", "d1"), ("b", "d2")] {
        t.doc.grants.push(GrantDoc {
            permission: "datastores.read".into(),
            role: Some(role.into()),
            objects: Some(vec![object.into()]),
            ..GrantDoc::default()
        });
    }
    t.none("duplicate-role");
    for role in ["a", "b"] {
        t.grant(role, "datastores.read");
    }
    assert_eq!(ids(&t.one("duplicate-role")), ["a", "b"], "on everything, the object says nothing");
    t.doc.grants.push(GrantDoc {
        permission: "audit.read".into(),
        role: Some("a".into()),
        until: Some(ago(1)),
        ..GrantDoc::default()
    });
    t.one("duplicate-role");
}

// ---- contained-role ----

#[test]
fn a_role_that_adds_nothing() {
    let mut t = Tenant::clean();
    t.used_role("data-exporter", "Data Exporter", &["data.export", "data.export.api"], &["hal"]);
    let finding = t.only("contained-role");
    assert_eq!(finding.title, "Data Exporter adds nothing: the only person with it has Data Steward too");
    assert_eq!(ids(&finding), ["data-exporter", "data-steward"]);
    assert!(matches!(finding.fixes[0].steps.as_slice(), [FixStep::Unassign { .. }]));
    assert_eq!(finding.fixes[0].gains, 0);
    // somebody has only the small one
    t.join("jon", "data-exporter-group");
    t.none("contained-role");
}

#[test]
fn a_role_that_is_nearly_all_of_another() {
    let mut t = Tenant::clean();
    let most = ["datastores.read", "data.export", "data.export.api"];
    t.used_role("data-exporter", "Data Exporter", &most, &["jon"]);
    t.baseline = None;
    let finding = t.only("contained-role");
    assert_eq!(finding.title, "Data Exporter gives 3 of the 4 permissions of Data Steward and nothing else");
    assert_eq!((finding.fixes[0].adds, finding.fixes[0].gains), (Some(Consequence::Destructive), 1));
    t.number("contained-role", "likeness", 0.76);
    t.none("contained-role");
    t.number("contained-role", "likeness", 0.75);
    t.number("contained-role", "permissions", 4.0);
    t.none("contained-role");
}

#[test]
fn inclusion_presets_and_exceptions_are_meant() {
    let most = ["datastores.read", "data.export", "data.export.api"];
    let mut t = Tenant::clean();
    t.used_role("data-exporter", "Data Exporter", &most, &["hal"]);
    t.one("contained-role");
    let mut included = t.clone();
    included.include("data-steward", "data-exporter");
    included.none("contained-role");
    t.tune("contained-role").except.push("data-exporter".into());
    t.none("contained-role");

    let mut t = Tenant::clean();
    t.used_role("data-exporter", "Data Exporter", &most, &["jon"]);
    for role in t.doc.roles.iter_mut().filter(|r| r.id.starts_with("data-")) {
        role.preset = Some("data-analyst".into());
    }
    t.none("contained-role");
}

// ---- near-duplicate-role ----

fn alike(n: usize) -> Tenant {
    let mut t = Tenant::clean();
    let ids: Vec<String> = (0..20).map(|x| format!("report.{x:02}")).collect();
    for role in 0..n {
        let mut grants: Vec<&str> = ids[..18].iter().map(String::as_str).collect();
        grants.push(["users.view", "billing.view", "audit.read"][role]);
        let (id, name) = (format!("reporter-{role}"), format!("Reporter {role}"));
        t.used_role(&id, &name, &grants, &[["cyd", "jon", "eve"][role]]);
    }
    t
}

#[test]
fn roles_that_are_almost_one() {
    let t = alike(3);
    let finding = t.one("near-duplicate-role");
    assert_eq!(finding.title, "3 roles share 18 of 21 permissions: Reporter 0, Reporter 1 and Reporter 2");
    assert_eq!(finding.count, 3);
    assert!(
        finding
            .evidence
            .iter()
            .any(|e| e.label == "Reporter 2" && e.value.contains("of its own: Read audit log"))
    );
    // the cheapest one to keep adds only a view
    assert_eq!(finding.fixes[0].adds, Some(Consequence::View));
    assert!(finding.fixes[0].gains >= 1);
}

#[test]
fn likeness_and_size_are_tuned() {
    let mut t = alike(2);
    t.one("near-duplicate-role");
    t.number("near-duplicate-role", "likeness", 0.91);
    t.none("near-duplicate-role");
    t.number("near-duplicate-role", "likeness", 0.9);
    t.number("near-duplicate-role", "permissions", 20.0);
    t.none("near-duplicate-role");
    t.number("near-duplicate-role", "permissions", 19.0);
    t.tune("near-duplicate-role").except.push("reporter-1".into());
    t.none("near-duplicate-role");
}

#[test]
fn equal_and_included_roles_are_told_elsewhere_or_meant() {
    let mut t = alike(1);
    let grants: Vec<String> = t
        .doc
        .grants
        .iter()
        .filter(|g| g.role.as_deref() == Some("reporter-0"))
        .map(|g| g.permission.clone())
        .collect();
    let grants: Vec<&str> = grants.iter().map(String::as_str).collect();
    t.used_role("again", "Report Reader", &grants, &["dan"]);
    t.none("near-duplicate-role");
    t.one("duplicate-role");
    let mut t = alike(1);
    t.role("more", "Report Auditor", &["audit.read"]);
    t.include("more", "reporter-0");
    t.none("near-duplicate-role");
    t.none("contained-role");
}
