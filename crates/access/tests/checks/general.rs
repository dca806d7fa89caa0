//! What holds for every check.

use crate::tenant::{Tenant, ago, now, titles};
use jiff::SignedDuration;
use std::collections::BTreeSet;
use steward_access::checks::{CHECKS, find};
use steward_model::Severity;

#[test]
fn a_clean_tenant_gives_nothing_and_every_check_looks() {
    for outcome in Tenant::clean().run() {
        assert!(outcome.findings.is_empty(), "{}: {:#?}", outcome.check.id, outcome.findings);
        assert_eq!(outcome.skipped, None, "{}", outcome.check.id);
        assert!(outcome.enabled);
    }
}

#[test]
fn an_empty_tenant_gives_nothing() {
    let outcomes = Tenant::empty().run();
    assert_eq!(outcomes.len(), CHECKS.len());
    assert!(outcomes.iter().all(|o| o.findings.is_empty()));
    let mut known = Tenant::clean();
    known.doc = Tenant::empty().doc;
    known.baseline = None;
    for outcome in known.run() {
        assert!(outcome.findings.is_empty(), "{}: {:?}", outcome.check.id, titles(&outcome.findings));
    }
}

#[test]
fn checks_are_well_described() {
    let ids: BTreeSet<&str> = CHECKS.iter().map(|c| c.id).collect();
    assert_eq!(ids.len(), CHECKS.len());
    for check in CHECKS {
        assert!(check.id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", check.id);
        assert!(check.why.ends_with('.') && check.why.len() > 40, "{}", check.id);
        assert!(!check.reference.is_empty() && !check.title.ends_with('.'));
        assert!(!check.why.contains("  "), "{}", check.why);
        assert_eq!(find(check.id).map(|c| c.id), Some(check.id));
    }
    assert!(find("no-such-check").is_none());
}

fn spoiled() -> Tenant {
    let mut t = Tenant::clean();
    t.person_mut("ada").mfa = Some(false);
    t
}

#[test]
fn a_check_that_is_switched_off_finds_nothing() {
    let mut t = spoiled();
    assert_eq!(t.findings("no-second-factor").len(), 1);
    t.tune("no-second-factor").enabled = Some(false);
    let outcome = t.outcome("no-second-factor");
    assert!(!outcome.enabled);
    assert!(outcome.findings.is_empty());
    assert_eq!(outcome.skipped, None);
}

#[test]
fn the_pack_sets_the_severity() {
    let mut t = spoiled();
    assert_eq!(t.outcome("no-second-factor").severity, Severity::High);
    t.tune("no-second-factor").severity = Some(Severity::Low);
    let outcome = t.outcome("no-second-factor");
    assert_eq!(outcome.severity, Severity::Low);
    assert_eq!(outcome.findings[0].severity, Severity::Low);
}

#[test]
fn a_check_is_silent_before_it_counts() {
    let mut t = spoiled();
    t.tune("no-second-factor").since = Some(now() + SignedDuration::from_secs(1));
    assert!(t.skipped("no-second-factor").contains("2026-11-22"));
    t.tune("no-second-factor").since = Some(now());
    assert_eq!(t.findings("no-second-factor").len(), 1);
    t.tune("no-second-factor").since = Some(ago(5));
    assert_eq!(t.findings("no-second-factor").len(), 1);
}

#[test]
fn ids_that_are_named_are_left_alone() {
    let mut t = spoiled();
    t.tune("no-second-factor").except.push("ada".into());
    t.none("no-second-factor");
}

#[test]
fn bad_numbers_fall_back_to_the_default() {
    let mut t = spoiled();
    for bad in [f64::NAN, f64::INFINITY, -1.0] {
        t.number("no-second-factor", "class", bad);
        assert_eq!(t.findings("no-second-factor").len(), 1);
    }
}

#[test]
fn keys_stay_when_more_people_are_hit() {
    let mut t = spoiled();
    let first = t.one("no-second-factor");
    t.person_mut("bob").mfa = Some(false);
    let second = t.one("no-second-factor");
    assert_eq!(first.key, second.key);
    assert_eq!(first.key.len(), 16);
    assert_eq!((first.count, second.count), (1, 2));
    assert_eq!(first.title, "Ada Lovelace holds policy permissions without a second factor");
    assert_eq!(second.title, "2 people hold policy permissions without a second factor");
}

#[test]
fn plain_pairs_make_little_noise() {
    let mut t = Tenant::empty();
    for p in 0..300 {
        t.doc.people.push(steward_model::PersonDoc {
            id: format!("u{p}"),
            active: true,
            ..Default::default()
        });
        for x in 0..20 {
            t.grant_person(&format!("u{p}"), &format!("p{}", (p * 7 + x * 3) % 97));
        }
    }
    let outcomes = t.run();
    let found: Vec<&str> = outcomes.iter().flat_map(|o| &o.findings).map(|f| f.title.as_str()).collect();
    assert_eq!(found, ["300 people hold 6,000 permissions directly, past every role"]);
    let finding = outcomes.iter().flat_map(|o| &o.findings).next().unwrap();
    assert_eq!((finding.count, finding.subjects.len()), (300, 200));
    assert_eq!(
        finding.unlisted.of(steward_model::RefKind::Person).count(),
        100,
        "and who is not listed is known"
    );
    assert_eq!(finding.severity, Severity::Low);
    let skipped: Vec<&str> = outcomes.iter().filter(|o| o.skipped.is_some()).map(|o| o.check.id).collect();
    for check in ["stale-account", "no-second-factor", "unused-permission", "permission-growth"] {
        assert!(skipped.contains(&check), "{check}");
    }
}

#[test]
fn every_sentence_is_well_formed() {
    let mut t = Tenant::clean();
    t.person_mut("ada").mfa = Some(false);
    t.person_mut("hal").last_sign_in = Some(ago(100));
    t.person_mut("jon").active = false;
    t.grant("billing-clerk", "billing.approve");
    t.role("support", "Support", &["data.export"]);
    t.grant_person("kim", "data.delete");
    t.revoke("data-analyst", "datastores.read");
    t.group("empty");
    let findings: Vec<_> = t.run().into_iter().flat_map(|o| o.findings).collect();
    assert!(findings.len() > 8);
    for finding in findings {
        let texts = (finding.evidence.iter().flat_map(|e| [&e.label, &e.value]))
            .chain(finding.fixes.iter().map(|f| &f.summary))
            .chain([&finding.title]);
        for text in texts {
            assert!(!text.trim().is_empty(), "{finding:#?}");
            assert!(!text.contains("  ") && !text.ends_with('.') && !text.ends_with(", "), "{text}");
        }
        for fix in &finding.fixes {
            assert!(!fix.steps.is_empty() && fix.steps.len() <= 40, "{fix:#?}");
            assert_eq!(fix.adds.is_some(), fix.gains > 0, "{fix:#?}");
        }
    }
}
