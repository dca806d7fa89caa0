//! Every check finds what is planted for it, and nothing where nothing is planted.

use crate::{meridian, now};
use std::collections::BTreeSet;
use std::sync::Arc;
use steward_access::Access;
use steward_access::checks::{CHECKS, CheckInput, run_all};
use steward_model::{Finding, Snapshot};
use steward_pack::Pack;
use steward_sandbox::{Practice, clean, planted, practice};

fn compile(pack: &Pack, snapshot: &Snapshot) -> Access {
    Access::compile(Arc::new(snapshot.clone()), Arc::new(pack.catalogue.clone()))
}

fn findings(pack: &Pack, tenant: &Practice) -> Vec<Finding> {
    let access = compile(pack, &tenant.current);
    let baseline = compile(pack, &tenant.baseline);
    let outcomes = run_all(&CheckInput { access: &access, at: now(), baseline: Some(&baseline) });
    for outcome in &outcomes {
        assert_eq!(outcome.skipped, None, "{}", outcome.check.id);
    }
    outcomes.into_iter().flat_map(|o| o.findings).collect()
}

fn told(findings: &[Finding]) -> String {
    findings.iter().map(|f| format!("{} {}: {}\n", f.severity, f.check, f.title)).collect()
}

#[test]
fn something_is_planted_for_every_check() {
    let planted: BTreeSet<String> = planted(&meridian()).into_iter().map(|p| p.check).collect();
    let checks: BTreeSet<String> = CHECKS.iter().map(|c| c.id.to_owned()).collect();
    assert_eq!(planted, checks);
}

#[test]
fn everything_planted_is_found() {
    let pack = meridian();
    let found = findings(&pack, &practice(&pack, now()));
    let missed: Vec<String> = (planted(&pack).iter())
        .filter(|p| !p.is_found(&found))
        .map(|p| format!("{}: {} {:?}", p.check, p.about, p.subjects))
        .collect();
    assert!(missed.is_empty(), "not found:\n{}\n\nfound:\n{}", missed.join("\n"), told(&found));
}

#[test]
fn nothing_is_found_where_nothing_is_planted() {
    let pack = meridian();
    let found = findings(&pack, &clean(&pack, now()));
    assert!(found.is_empty(), "{}", told(&found));
}

#[test]
fn tuning_names_only_checks_and_numbers_that_exist() {
    for (id, tuning) in meridian().catalogue.checks {
        let check = CHECKS.iter().find(|c| c.id == id).unwrap_or_else(|| panic!("no check {id}"));
        for number in tuning.numbers.keys() {
            assert!(check.numbers.iter().any(|(name, _)| name == number), "{id} has no number {number}");
        }
    }
}
