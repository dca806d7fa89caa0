//! personal-role-name.

use crate::tenant::Tenant;
use steward_model::FixStep;

fn named(name: &str) -> Vec<String> {
    let mut t = Tenant::clean();
    t.person("wil", "Will Page");
    t.person_mut("wil").user_name = Some("wpage2@northwind.example".into());
    t.person_mut("ada").department = Some("Finance".into());
    t.role("named", name, &["billing.view", "billing.edit"]);
    t.findings("personal-role-name").into_iter().map(|f| f.title).collect()
}

#[test]
fn roles_named_after_people() {
    for name in [
        "Ada Lovelace",
        "Ada's role",
        "lovelace access",
        "Temp for Bob Kahn",
        "Kahn",
        "wpage2",
        "Okafor’s special rights",
        "custom-ada-lovelace-2",
    ] {
        let found = named(name);
        assert_eq!(found.len(), 1, "{name}");
        assert!(found[0].contains("named after a person"), "{}", found[0]);
    }
}

#[test]
fn roles_named_after_teams_and_departments() {
    for name in [
        "Finance",
        "Support",
        "Support role",
        "Design Team",
        "Customer Success",
        "logistics users",
        "IT Department",
    ] {
        let found = named(name);
        assert_eq!(found.len(), 1, "{name}");
        assert!(found[0].contains("team or department"), "{}", found[0]);
    }
}

#[test]
fn functions_and_levels_are_good_names() {
    for name in [
        "Support Analyst",
        "Billing Clerk L2",
        "Finance Viewer",
        "Page Editor",
        "Will Writer",
        "Adapter Operator",
        "Data Export",
        "Bobsleigh",
    ] {
        assert_eq!(named(name), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_better_name_is_function_and_level() {
    let mut t = Tenant::clean();
    t.role("support", "Support", &["users.view", "users.invite"]);
    let finding = t.one("personal-role-name");
    let FixStep::Advise { text } = &finding.fixes[0].steps[0] else { panic!() };
    assert_eq!(text, "rename Support to User Operator, or a function of that kind");
}

#[test]
fn shipped_names_and_exceptions_are_left_alone() {
    let mut t = Tenant::clean();
    t.role("support", "Support", &["users.view", "users.invite"]);
    let mut shipped = t.clone();
    shipped.catalogue.presets[0].name = "Support".into();
    shipped.none("personal-role-name");
    t.tune("personal-role-name").except.push("support".into());
    t.none("personal-role-name");
}
