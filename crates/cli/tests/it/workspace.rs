//! `log`, `policy`, `operator`, `doctor`, `backup`: the workspace itself.

use crate::bench::Bench;

#[test]
fn what_was_done_stands_in_the_log() {
    let bench = Bench::practice();
    bench.good(&["export", "practice", "--format", "pairs", "--out", bench.path("p").to_str().unwrap()]);
    let entries = bench.json(&["--json", "log"]);
    let operations: Vec<&str> =
        entries.as_array().unwrap().iter().map(|x| x["operation"].as_str().unwrap()).collect();
    assert_eq!(operations.first(), Some(&"access.export"), "{operations:?}");
    assert!(operations.contains(&"tenant.practice"));
    assert!(entries.as_array().unwrap().iter().all(|x| x["surface"] == "cli"));
    let text = bench.good(&["log", "practice", "--limit", "1"]);
    assert_eq!(text.lines().count(), 2, "{text}");
    assert!(text.contains("mara"), "who may see the operators sees who it was:\n{text}");
    assert!(entries.as_array().unwrap().iter().all(|x| x["operator"].as_str().unwrap().starts_with("op-")));
}

#[test]
fn another_operator_is_an_observer_and_refused() {
    let bench = Bench::practice();
    let out = bench.path("p");
    let ran = bench
        .command()
        .env("STEWARD_TEST_OPERATOR", "visitor")
        .args(["export", "practice", "--format", "pairs", "--out", out.to_str().unwrap()])
        .output()
        .unwrap();
    let err = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(1), "{err}");
    assert!(err.starts_with("error: ") && err.contains("hint:"), "{err}");
    assert!(!out.exists());
    let entries = bench.json(&["--json", "log", "--limit", "1"]);
    assert_eq!(entries[0]["outcome"], "refused");

    let operators = bench.json(&["--json", "operator", "list"]);
    assert_eq!(operators.as_array().unwrap().len(), 2);
    bench.good(&["operator", "set", "visitor", "--role", "compliance"]);
    let ran = bench
        .command()
        .env("STEWARD_TEST_OPERATOR", "visitor")
        .args(["export", "practice", "--format", "pairs", "--out", out.to_str().unwrap()])
        .output()
        .unwrap();
    assert_eq!(ran.status.code(), Some(0));
}

#[test]
fn who_somebody_is_does_not_hang_on_what_they_say() {
    let bench = Bench::practice();
    let who = |user: &str| {
        let mut command = bench.command();
        command.env_remove("STEWARD_TEST_OPERATOR");
        for variable in ["USER", "LOGNAME", "USERNAME"] {
            command.env(variable, user);
        }
        let ran = command.args(["--json", "operator", "list"]).output().unwrap();
        assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
        let operators: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
        let me = operators.as_array().unwrap().iter().find(|one| one["present"] == true).unwrap();
        me["name"].as_str().unwrap().to_owned()
    };
    let first = who("mara");
    assert_ne!(first, "mara", "the first operator's name opens nothing");
    assert_eq!(who("somebody-else"), first);
}

#[test]
fn policies_can_be_read_edited_and_set() {
    let bench = Bench::practice();
    let policies = bench.good(&["policy", "show"]);
    assert!(policies.contains("permit"), "{policies}");
    let ran = bench.feed(&["policy", "set", "-"], &policies);
    assert_eq!(ran.code, 0, "{}", ran.all());
    let ran = bench.feed(&["policy", "set", "-"], "permit (principal, action");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.all());
    let ran = bench.feed(&["policy", "set", "-"], "forbid (principal, action, resource);");
    assert_eq!(ran.code, 2, "a set that locks everybody out is refused: {}", ran.all());
    let operations = bench.json(&["--json", "policy", "operations"]);
    assert!(operations.as_array().unwrap().iter().any(|x| x["name"] == "access.export"));
    let blind = "@id(\"blind\") forbid (principal, action == Action::\"workspace.read\", resource);";
    let ran = bench.feed(&["policy", "set", "-"], &format!("{policies}\n{blind}\n"));
    assert_eq!(ran.code, 0, "it was set, though nobody may look: {}", ran.all());
    assert!(ran.out.starts_with("The policies were replaced. "), "{}", ran.out);
}

#[test]
fn the_doctor_says_what_works() {
    let bench = Bench::new();
    let ran = bench.run(&["--json", "doctor"]);
    assert_eq!(ran.code, 0, "no keyring is needed: {}", ran.all());
    let checks: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert!(checks.as_array().unwrap().iter().all(|check| check["state"] != "failed"), "{checks}");
    for check in checks.as_array().unwrap() {
        let state = check["state"].as_str().unwrap();
        assert!(state == "passed" || !check["remedy"].as_str().unwrap().is_empty(), "{check}");
    }
    assert!(bench.run(&["doctor"]).out.contains('✓'));
}

#[test]
fn the_doctor_lists_a_workspace_that_does_not_open() {
    let bench = Bench::new();
    std::fs::create_dir(bench.path("workspace")).unwrap();
    std::fs::write(bench.path("workspace/steward.db"), "no database, but long enough to look. ".repeat(50))
        .unwrap();
    let ran = bench.run(&["--json", "doctor"]);
    assert_eq!((ran.code, ran.err.as_str()), (3, ""), "{}", ran.all());
    let checks: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let failed: Vec<&serde_json::Value> =
        checks.as_array().unwrap().iter().filter(|check| check["state"] == "failed").collect();
    assert_eq!(failed.len(), 1, "{checks}");
    assert_eq!(failed[0]["id"], "workspace");
    assert!(checks.as_array().unwrap().iter().any(|check| check["id"] == "packs"), "{checks}");
    assert!(bench.run(&["doctor"]).out.starts_with("✗ The workspace can be opened\n"));
}

#[cfg(unix)]
#[test]
fn the_doctor_sees_a_folder_that_is_open_to_others() {
    use std::os::unix::fs::PermissionsExt as _;
    let bench = Bench::new();
    bench.good(&["tenant", "list"]);
    for (mode, state, word) in
        [(0o700, "passed", ""), (0o755, "warning", "look into"), (0o777, "warning", "change")]
    {
        std::fs::set_permissions(bench.path("workspace"), std::fs::Permissions::from_mode(mode)).unwrap();
        let checks: serde_json::Value = serde_json::from_str(&bench.run(&["--json", "doctor"]).out).unwrap();
        let folder = checks.as_array().unwrap().iter().find(|check| check["id"] == "workspace").unwrap();
        assert_eq!(folder["state"], state, "{mode:o}: {folder}");
        assert!(folder["detail"].as_str().unwrap().contains(word), "{mode:o}: {folder}");
    }
    assert!(bench.run(&["doctor"]).out.contains("1 operator\n"));
}

#[test]
fn snapshots_and_the_baseline() {
    let bench = Bench::practice();
    let snapshots = bench.json(&["--json", "tenant", "snapshots", "practice"]);
    let last = snapshots.as_array().unwrap().iter().find(|x| x["baseline"] == false).unwrap()["hash"]
        .as_str()
        .unwrap();
    // a few digits are enough where they fit one
    let short = bench.json(&["--json", "diff", "practice", "--before", &last[..3]]);
    assert_eq!(short["before"]["hash"], last);
    assert_eq!(bench.run(&["diff", "practice", "--before", &last[..1]]).code, 2);
    bench.good(&["tenant", "baseline", "practice", last]);
    let diff = bench.json(&["--json", "diff", "practice"]);
    assert_eq!(diff["gainedTotal"], 0);
}

#[test]
fn a_backup_is_a_workspace() {
    let bench = Bench::practice();
    let backup = bench.json(&["--json", "backup"]);
    assert_eq!(backup["at"], crate::bench::NOW);
    let path = backup["path"].as_str().unwrap();
    assert!(path.ends_with("backups/steward-20261122T090000Z.db"), "{path}");
    let copied = bench.path("copied");
    std::fs::create_dir(&copied).unwrap();
    std::fs::copy(bench.path(path.trim_start_matches("[DIR]/")), copied.join("steward.db")).unwrap();
    let args = ["--json", "--workspace", copied.to_str().unwrap(), "tenant", "list"];
    assert_eq!(bench.json(&args)[0]["name"], "practice");

    let file = bench.file("there.db", "something else");
    let ran = bench.run(&["backup", "--out", &file]);
    assert_eq!(ran.code, 2, "{}", ran.all());
    assert!(ran.err.contains("already") && ran.err.contains("hint:"), "{}", ran.err);
    let words = bench.good(&["backup", "--out", bench.path("mine.db").to_str().unwrap()]);
    assert!(words.starts_with("[DIR]/mine.db\n") && words.contains("KiB"), "{words}");
    assert!(bench.path("mine.db").is_file());
}
