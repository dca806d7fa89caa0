//! What works on this machine.

use super::{ACME, Bench, source};
use steward_desk::Job;
use steward_desk::wire::{FileFormat, FileSource, TestState};
use steward_store::{PackRow, Store};

#[tokio::test]
async fn a_sound_workspace_passes() {
    let bench = Bench::acme().await;
    let checks = bench.desk.doctor().await;
    for check in &checks {
        // a build machine has no keyring, and so no place for the key that signs
        let fine = check.state == TestState::Passed
            || (check.id == "secrets" && check.state == TestState::Warning)
            || check.id == "ledger";
        assert!(fine, "{check:?}");
        assert!(check.state == TestState::Passed || !check.remedy.is_empty(), "{check:?}");
    }
    let said = |id: &str| checks.iter().find(|check| check.id == id).unwrap().detail.as_str();
    assert_eq!(said("clock"), "it says 2026-11-22 at 10:00 UTC");
    assert!(said("tenant:acme").ends_with(", read on 2026-11-22 at 10:00 UTC"), "{}", said("tenant:acme"));
    assert!(said("database").ends_with(" KiB"), "{}", said("database"));
    let ids: Vec<&str> = checks.iter().map(|check| check.id.as_str()).collect();
    assert_eq!(
        ids,
        ["workspace", "database", "clock", "secrets", "ledger", "policies", "packs", "tenant:acme"]
    );
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

/// An earlier Steward let typing mistakes in the tuning of checks pass, and kept the pack.
#[tokio::test]
async fn a_kept_pack_with_a_mistyped_tuning_opens_its_tenant_and_is_said() {
    let bench = Bench::new().await;
    let mut files = steward_pack::starter("acme", "Acme Cloud");
    let folder = bench.folder.path().join("pack");
    std::fs::create_dir_all(&folder).unwrap();
    for (name, bytes) in &files {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    let (pack, path) = (folder.to_str().map(str::to_owned), bench.file("acme.json", ACME));
    let file = FileSource { pack, ..source(&path, FileFormat::Json) };
    bench.desk.add_file("acme", file).await.unwrap();

    let rules = files.get_mut("rules.toml").unwrap();
    rules.extend_from_slice(b"[checks.broad-role]\nnumbers = { spred = 0.5 }\n");
    std::fs::write(folder.join("rules.toml"), rules).unwrap();
    let store = Store::open(&bench.workspace()).await.unwrap();
    let row = store.tenant("acme").await.unwrap().unwrap();
    let mut write = store.write().await.unwrap();
    write.insert_pack(&PackRow { hash: "old".into(), id: "acme".into(), files }).await.unwrap();
    write.update_tenant(&row.id, &row.display_name, Some("old")).await.unwrap();
    write.commit_unrecorded().await.unwrap();

    assert_eq!(bench.desk.tenants().await.unwrap()[0].product, "Acme Cloud");
    assert!(!bench.desk.findings("acme", None).await.unwrap().checks.is_empty());
    let report = bench.desk.refresh("acme", &Job::quiet()).await.unwrap();
    assert!(report.problems.iter().any(|problem| problem.code == "pack-faulty"), "{:?}", report.problems);
    let checks = bench.desk.doctor().await;
    let said = checks.iter().find(|check| check.id == "pack:acme").unwrap();
    assert_eq!(said.state, TestState::Warning);
    assert!(said.detail.contains("reads no number `spred`; did you mean `spread`?"), "{said:?}");
    assert!(checks.iter().any(|check| check.id == "tenant:acme" && check.state == TestState::Passed));
}
