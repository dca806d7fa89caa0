//! What works on this machine.

use super::Bench;
use steward_desk::wire::TestState;

#[tokio::test]
async fn a_sound_workspace_passes() {
    let bench = Bench::acme().await;
    let checks = bench.desk.doctor().await;
    for check in &checks {
        // a build machine has no keyring
        let fine = check.state == TestState::Passed || check.id == "secrets";
        assert!(fine, "{check:?}");
        assert!(check.state == TestState::Passed || !check.remedy.is_empty(), "{check:?}");
    }
    let ids: Vec<&str> = checks.iter().map(|check| check.id.as_str()).collect();
    assert_eq!(ids, ["workspace", "database", "clock", "secrets", "policies", "packs", "tenant:acme"]);
}

#[tokio::test]
async fn a_missing_file_and_a_clock_that_went_back_are_said() {
    let bench = Bench::acme().await;
    std::fs::remove_file(bench.folder.path().join("acme.json")).unwrap();
    bench.until("2026-11-21T10:00:00Z");
    let checks = bench.desk.doctor().await;
    let state = |id: &str| checks.iter().find(|check| check.id == id).unwrap().state;
    assert_eq!((state("tenant:acme"), state("clock")), (TestState::Warning, TestState::Warning));
}
