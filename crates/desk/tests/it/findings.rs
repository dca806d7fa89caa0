//! What is wrong, worst first.

use super::{Bench, NOW};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicI64, Ordering};
use steward_desk::wire::{EnvironmentKind, FileFormat, FileSource, FindingView, SeverityLevel};
use steward_model::{Snapshot, TenantDocument};

fn names(finding: &FindingView) -> BTreeSet<&str> {
    let about = finding.evidence.iter().flat_map(|fact| &fact.about);
    finding.subjects.iter().chain(about).map(|item| item.id.as_str()).collect()
}

#[tokio::test]
async fn everything_planted_in_the_practice_tenant_is_found() {
    let bench = Bench::practice().await;
    let findings = bench.desk.findings("practice", None).await.unwrap();
    let pack = steward_pack::builtin("meridian").unwrap();
    let planted = steward_sandbox::planted(&pack);
    assert!(!planted.is_empty());
    let missed: Vec<String> = (planted.iter())
        .filter(|planted| {
            let fits = |finding: &&FindingView| {
                finding.check == planted.check
                    && planted.subjects.iter().all(|id| names(finding).contains(id.as_str()))
            };
            !findings.open.iter().any(|finding| fits(&finding))
        })
        .map(|planted| format!("{}: {}", planted.check, planted.about))
        .collect();
    assert!(missed.is_empty(), "not found:\n{}", missed.join("\n"));
    assert!(findings.checks.iter().all(|check| check.found > 0 && check.skipped.is_none()));
    let worst_first = findings.open.windows(2).all(|pair| pair[0].severity as u8 >= pair[1].severity as u8);
    assert!(worst_first);
    let counts = &findings.counts;
    let sum = counts.critical + counts.high + counts.medium + counts.low;
    assert_eq!(sum as usize, findings.open.len());
}

fn document(snapshot: &Snapshot) -> String {
    serde_json::to_string(&TenantDocument::from(snapshot)).unwrap()
}

#[tokio::test]
async fn nothing_is_found_where_nothing_is_wrong() {
    let bench = Bench::new().await;
    let pack = steward_pack::builtin("meridian").unwrap();
    let clean = steward_sandbox::clean(&pack, NOW.parse().unwrap());
    let source = FileSource {
        path: bench.file("clean.json", &document(&clean.baseline)),
        format: FileFormat::Json,
        mapping: None,
        pack: Some("meridian".into()),
        environment: EnvironmentKind::Practice,
    };
    bench.desk.add_file("clean", source).await.unwrap();
    bench.file("clean.json", &document(&clean.current));
    bench.desk.refresh("clean", &steward_desk::Job::quiet()).await.unwrap();
    let findings = bench.desk.findings("clean", None).await.unwrap();
    let found: Vec<&str> = findings.open.iter().map(|finding| finding.title.as_str()).collect();
    assert!(found.is_empty(), "{found:#?}");
    assert!(findings.checks.iter().all(|check| check.skipped.is_none()), "{:?}", findings.checks);
}

#[tokio::test]
async fn the_first_sight_is_remembered() {
    let bench = Bench::practice().await;
    let before = bench.desk.findings("practice", None).await.unwrap();
    assert!(before.open.iter().all(|finding| finding.first_seen.as_deref() == Some(NOW)));
    bench.until("2026-11-23T10:00:00Z");
    let after = bench.desk.findings("practice", None).await.unwrap();
    assert!(after.open.iter().any(|finding| finding.first_seen.as_deref() == Some(NOW)));
    // looking at another day is not seeing it
    let past = bench.desk.findings("practice", Some("2026-11-22T11:00:00Z")).await.unwrap();
    let again = bench.desk.findings("practice", Some("2026-11-22T11:00:00Z")).await.unwrap();
    assert_eq!(past, again);
}

#[tokio::test]
async fn a_clock_that_runs_changes_nothing_about_it() {
    let folder = tempfile::tempdir().unwrap();
    let base: jiff::Timestamp = NOW.parse().unwrap();
    let ticks = AtomicI64::new(0);
    let clock = move || base + jiff::SignedDuration::from_millis(ticks.fetch_add(7, Ordering::Relaxed));
    let options = steward_desk::Options {
        workspace: folder.path().join("workspace"),
        surface: steward_desk::Surface::Cli,
        clock: steward_desk::Clock::new(clock),
        operator_name: "ines".into(),
        passphrase: None,
        memory: None,
        version: "0.0.0-test".into(),
    };
    let desk = steward_desk::Desk::open(options).await.unwrap();
    desk.add_practice("practice").await.unwrap();
    let first = desk.findings("practice", None).await.unwrap().open;
    let again = desk.findings("practice", None).await.unwrap().open;
    assert!(first.iter().all(|finding| finding.first_seen.is_some()));
    assert_eq!(first, again, "the first sight stays");
}

#[tokio::test]
async fn a_check_is_as_grave_as_the_worst_it_found() {
    let bench = Bench::practice().await;
    let findings = bench.desk.findings("practice", None).await.unwrap();
    for check in &findings.checks {
        let found = findings.open.iter().filter(|finding| finding.check == check.id);
        let worst = found.map(|finding| finding.severity as u8).max();
        assert_eq!(Some(check.severity as u8), worst, "{}", check.id);
    }
    // what found nothing keeps its own
    let bench = Bench::acme().await;
    let findings = bench.desk.findings("acme", None).await.unwrap();
    for check in findings.checks.iter().filter(|check| check.found == 0) {
        let own = steward_access::checks::find(&check.id).unwrap().severity;
        assert_eq!(check.severity, SeverityLevel::from(own), "{}", check.id);
    }
}
