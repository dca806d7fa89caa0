//! last-administrator, separation-of-duties, no-second-factor, stale-account, inactive-holder.

use crate::tenant::{Tenant, ago, ids, now};
use jiff::SignedDuration;
use steward_model::{FixStep, Severity};

// ---- last-administrator ----

#[test]
fn one_administrator_is_too_few() {
    let mut t = Tenant::clean();
    t.leave("bob", "user-administrators");
    let finding = t.only("last-administrator");
    assert_eq!(finding.title, "Only 1 active person can assign roles and edit settings: Ada Lovelace");
    assert_eq!(finding.severity, Severity::High);
    assert_eq!(ids(&finding), ["ada", "users.roles", "settings.edit"]);
    assert_eq!(finding.fixes[0].gains, 1);
    let FixStep::Advise { text } = &finding.fixes[0].steps[0] else { panic!() };
    assert!(text.contains("User Administrator"), "{text}");
}

#[test]
fn no_administrator_is_critical_and_deactivated_ones_do_not_count() {
    let mut t = Tenant::clean();
    t.person_mut("ada").active = false;
    t.person_mut("bob").active = false;
    let finding = t.one("last-administrator");
    assert_eq!(finding.title, "Nobody active can assign roles and edit settings");
    assert_eq!(finding.severity, Severity::Critical);
}

#[test]
fn an_administration_permission_that_nobody_knows_is_held_by_nobody() {
    let mut t = Tenant::clean();
    t.catalogue.administration.push("keys.rotate".into());
    let finding = t.only("last-administrator");
    assert_eq!(finding.severity, Severity::Critical);
    assert!(finding.title.contains("keys.rotate"), "{}", finding.title);
    t.tune("last-administrator").except.push("keys.rotate".into());
    t.none("last-administrator");
}

#[test]
fn administrators_whose_access_ends_soon_are_no_spare() {
    let mut t = Tenant::clean();
    t.leave("bob", "user-administrators");
    t.assign("user-administrator", "bob").until = Some(now() + SignedDuration::from_hours(24 * 30));
    let finding = t.only("last-administrator");
    assert_eq!(finding.severity, Severity::Medium);
    assert_eq!(finding.title, "2 people can assign roles and edit settings, but only 1 of them for long");
    // a second later is beyond the thirty days
    t.doc.assignments.last_mut().unwrap().until = Some(now() + SignedDuration::from_secs(86_400 * 30 + 1));
    t.none("last-administrator");
    // already over
    t.doc.assignments.last_mut().unwrap().until = Some(now());
    assert_eq!(t.one("last-administrator").severity, Severity::High);
}

#[test]
fn administrators_of_one_object_do_not_administrate_the_tenant() {
    let mut t = Tenant::clean();
    t.leave("bob", "user-administrators");
    t.doc.grants.push(steward_model::GrantDoc {
        permission: "users.roles".into(),
        person: Some("bob".into()),
        objects: Some(vec!["d1".into()]),
        ..Default::default()
    });
    let finding = t.findings("last-administrator");
    assert!(finding.iter().all(|f| f.severity == Severity::High));
}

#[test]
fn how_many_administrators_are_enough_is_tuned() {
    let mut t = Tenant::clean();
    t.number("last-administrator", "holders", 3.0);
    let finding = t.only("last-administrator");
    assert_eq!(finding.title, "Only 2 active people can assign roles and edit settings");
    assert_eq!(finding.severity, Severity::Medium);
    t.leave("bob", "user-administrators");
    t.number("last-administrator", "holders", 1.0);
    t.none("last-administrator");
}

#[test]
fn without_named_administration_it_cannot_look() {
    let mut t = Tenant::clean();
    t.catalogue.administration.clear();
    assert!(t.skipped("last-administrator").contains("pack"));
    let mut t = Tenant::clean();
    t.catalogue.administration = vec!["elsewhere".into()];
    assert!(t.skipped("last-administrator").contains("none of the permissions"));
}

// ---- separation-of-duties ----

#[test]
fn both_halves_in_one_hand() {
    let mut t = Tenant::clean();
    t.join("leo", "billing-clerks");
    t.used("leo", "billing.edit", 1);
    t.baseline = None;
    let finding = t.only("separation-of-duties");
    assert_eq!(finding.title, "Leo Fontaine can correct invoices and also approve refunds");
    assert_eq!(finding.severity, Severity::Critical, "the rule says how much it matters");
    assert_eq!(ids(&finding), ["leo", "refunds", "billing.edit", "billing.approve"]);
    // the cheapest way out: out of either group
    let leaves = |group: &str| {
        finding.fixes.iter().any(|f| {
            matches!(f.steps.as_slice(), [FixStep::Leave { person, group: g }] if person.id == "leo" && g.id == group)
        })
    };
    assert!(leaves("billing-clerks") && leaves("billing-approvers"));
    assert!(finding.fixes.iter().all(|f| f.adds.is_none() && f.gains == 0));
}

#[test]
fn a_role_that_has_both_halves_is_the_cause() {
    let mut t = Tenant::clean();
    t.grant("billing-clerk", "billing.approve");
    let finding = t.one("separation-of-duties");
    assert_eq!(finding.title, "2 people can correct invoices and also approve refunds");
    assert!(finding.evidence.iter().any(|e| e.value == "gives both sides by itself, to 2 people"));
    let first = &finding.fixes[0];
    let [FixStep::Revoke { from, permission }] = first.steps.as_slice() else { panic!("{first:#?}") };
    assert_eq!((from.id.as_str(), permission.id.as_str()), ("billing-clerk", "billing.approve"));
}

#[test]
fn two_ways_out_with_the_same_steps_are_one() {
    let mut t = Tenant::clean();
    t.role("both", "Refund Desk", &["billing.edit", "billing.approve"]);
    t.assign("both", "eve");
    let finding = t.one("separation-of-duties");
    let unassigns = |fix: &&steward_model::Fix| match fix.steps.as_slice() {
        [FixStep::Unassign { from, role }] => from.id == "eve" && role.id == "both",
        _ => false,
    };
    assert_eq!(finding.fixes.iter().filter(unassigns).count(), 1, "{:#?}", finding.fixes);
    assert!(matches!(finding.fixes[0].steps.as_slice(), [FixStep::Revoke { .. }]));
    assert_eq!(finding.fixes.len(), 2);
}

#[test]
fn expired_and_deactivated_halves_do_not_conflict() {
    let mut t = Tenant::clean();
    t.assign("billing-clerk", "leo").until = Some(now());
    t.none("separation-of-duties");
    t.doc.assignments.last_mut().unwrap().until = Some(now() + SignedDuration::from_secs(1));
    assert_eq!(t.findings("separation-of-duties").len(), 1);
    t.person_mut("leo").active = false;
    t.none("separation-of-duties");
}

#[test]
fn rules_and_people_can_be_left_alone() {
    for id in ["refunds", "leo"] {
        let mut t = Tenant::clean();
        t.join("leo", "billing-clerks");
        t.tune("separation-of-duties").except.push(id.into());
        t.none("separation-of-duties");
    }
    let mut t = Tenant::clean();
    t.catalogue.sod.clear();
    assert!(t.skipped("separation-of-duties").contains("rules"));
}

#[test]
fn a_role_can_be_allowed_to_have_both_halves() {
    let mut t = Tenant::clean();
    t.grant("billing-clerk", "billing.approve");
    t.tune("separation-of-duties").except.push("billing-clerk".into());
    t.none("separation-of-duties");
    t.join("leo", "billing-clerks");
    t.none("separation-of-duties");
    t.grant("billing-approver", "billing.edit");
    assert_eq!(ids(&t.one("separation-of-duties"))[0], "leo", "another role gives both sides too");
}

#[test]
fn one_permission_on_both_sides_is_not_two() {
    let mut t = Tenant::clean();
    t.catalogue.sod[0].left = vec!["billing.edit".into(), "billing.view".into()];
    t.catalogue.sod[0].right = vec!["billing.view".into()];
    let finding = t.one("separation-of-duties");
    assert_eq!(finding.title, "2 people can correct invoices and also view invoices");
    t.catalogue.sod[0].left = vec!["billing.view".into()];
    t.none("separation-of-duties");
}

#[test]
fn a_deny_keeps_the_halves_apart() {
    let mut t = Tenant::clean();
    t.join("leo", "billing-clerks");
    t.doc.grants.push(steward_model::GrantDoc {
        permission: "billing.edit".into(),
        person: Some("leo".into()),
        deny: true,
        ..Default::default()
    });
    t.none("separation-of-duties");
}

// ---- no-second-factor ----

#[test]
fn consequential_access_without_a_second_factor() {
    let mut t = Tenant::clean();
    t.person_mut("ada").mfa = Some(false);
    t.person_mut("hal").mfa = Some(false);
    let findings = t.findings("no-second-factor");
    let titles: Vec<&str> = findings.iter().map(|f| f.title.as_str()).collect();
    assert!(titles.contains(&"Ada Lovelace holds policy permissions without a second factor"));
    assert!(titles.contains(&"Hal Novak holds destructive permissions without a second factor"));
}

#[test]
fn small_access_unknown_factors_and_leavers_are_fine() {
    let mut t = Tenant::clean();
    t.person_mut("jon").mfa = Some(false);
    t.person_mut("ada").mfa = None;
    t.none("no-second-factor");
    t.number("no-second-factor", "class", 2.0);
    assert_eq!(ids(&t.one("no-second-factor")), ["jon"]);
    t.person_mut("jon").active = false;
    t.none("no-second-factor");
}

#[test]
fn without_any_report_of_factors_it_cannot_look() {
    let mut t = Tenant::clean();
    t.doc.people.iter_mut().for_each(|p| p.mfa = None);
    assert!(t.skipped("no-second-factor").contains("second factors"));
}

// ---- stale-account ----

#[test]
fn accounts_that_nobody_comes_back_for() {
    let mut t = Tenant::clean();
    t.person_mut("jon").last_sign_in = Some(ago(61));
    t.person_mut("hal").last_sign_in = Some(ago(90));
    t.person_mut("ida").last_sign_in = None;
    let findings = t.findings("stale-account");
    assert_eq!(findings.len(), 2);
    assert_eq!(findings[0].title, "2 people hold destructive permissions and have not signed in for 60 days");
    assert_eq!(findings[0].severity, Severity::High);
    assert_eq!(ids(&findings[0]), ["ida", "hal"], "never before long ago");
    assert_eq!(findings[1].title, "Jon Petrov holds correct permissions and has not signed in for 60 days");
    assert_eq!(findings[1].severity, Severity::Medium);
    assert!(findings[1].evidence[0].value.starts_with("last sign-in 2026-09-22, 61 days ago"));
    let [FixStep::Leave { person, group }] = findings[1].fixes[0].steps.as_slice() else { panic!() };
    assert_eq!((person.id.as_str(), group.id.as_str()), ("jon", "billing-clerks"));
}

#[test]
fn the_sixtieth_day_is_not_stale_yet() {
    let mut t = Tenant::clean();
    t.person_mut("hal").last_sign_in = Some(ago(60));
    t.none("stale-account");
    t.person_mut("hal").last_sign_in = Some(ago(60) - SignedDuration::from_secs(1));
    t.one("stale-account");
    t.number("stale-account", "days", 61.0);
    t.none("stale-account");
}

#[test]
fn new_accounts_small_access_and_leavers_are_not_stale() {
    let mut t = Tenant::clean();
    let hal = t.person_mut("hal");
    (hal.last_sign_in, hal.created) = (None, Some(ago(3)));
    t.person_mut("ida").created = None;
    t.person_mut("ida").last_sign_in = None;
    t.person_mut("eve").last_sign_in = Some(ago(300));
    let ada = t.person_mut("ada");
    (ada.last_sign_in, ada.active) = (Some(ago(300)), false);
    t.none("stale-account");
    t.number("stale-account", "class", 0.0);
    let finding = t.one("stale-account");
    assert_eq!((ids(&finding), finding.severity), (vec!["eve"], Severity::Low));
}

#[test]
fn without_sign_ins_it_cannot_look() {
    let mut t = Tenant::clean();
    t.doc.people.iter_mut().for_each(|p| p.last_sign_in = None);
    assert!(t.skipped("stale-account").contains("sign-ins"));
}

// ---- inactive-holder ----

#[test]
fn leavers_who_still_hold_grants() {
    let mut t = Tenant::clean();
    t.person_mut("hal").active = false;
    let finding = t.one("inactive-holder");
    let what = "Hal Novak is deactivated but still holds override, policy or destructive permissions";
    assert_eq!((finding.title.as_str(), finding.severity), (what, Severity::Medium));
    assert!(matches!(finding.fixes[0].steps.as_slice(), [FixStep::Leave { .. }]));
    t.person_mut("jon").active = false;
    t.person_mut("kim").active = false;
    let findings = t.findings("inactive-holder");
    assert_eq!(findings[1].title, "2 deactivated accounts still hold permissions");
    assert_eq!(findings[1].severity, Severity::Low);
}

#[test]
fn leavers_with_nothing_left_are_done() {
    let mut t = Tenant::clean();
    t.person_mut("hal").active = false;
    t.leave("hal", "data-stewards");
    t.none("inactive-holder");
    t.assign("data-steward", "hal").until = Some(ago(1));
    t.none("inactive-holder");
    t.join("hal", "data-stewards");
    t.tune("inactive-holder").except.push("hal".into());
    t.none("inactive-holder");
}
