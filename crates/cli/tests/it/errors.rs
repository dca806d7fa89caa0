//! What goes wrong: the exit code, and an error that says what happened, what it means and what to do.

use crate::bench::Bench;
use insta::assert_snapshot;
use std::fs;

#[test]
fn a_tenant_that_is_not_there() {
    assert_snapshot!(Bench::practice().run(&["matrix", "practise"]).all(), @r#"
    exit 2
    --- out
    --- err
    error: there is no tenant `practise`
    hint: did you mean `practice`?
    "#);
}

#[test]
fn a_person_that_is_not_there() {
    let args = ["why", "practice", "--person", "Zaphod", "--permission", "nothing"];
    assert_snapshot!(Bench::practice().run(&args).all(), @r#"
    exit 2
    --- out
    --- err
    error: there is no person `Zaphod`
    hint: look for the person by another name, or by its id
    "#);
}

#[test]
fn json_goes_to_standard_error() {
    let ran = Bench::new().run(&["--json", "matrix", "nowhere"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    let error: serde_json::Value = serde_json::from_str(&ran.err).unwrap();
    assert_eq!(error["code"], "not-found");
    assert!(error["message"].as_str().unwrap().contains("`nowhere`"));
    let usage = Bench::new().run(&["--json", "matrix"]);
    let error: serde_json::Value = serde_json::from_str(&usage.err).unwrap();
    assert_eq!((usage.code, error["code"].as_str()), (2, Some("bad-input")));
    assert_eq!(error["message"], "the following required arguments were not provided");
    assert_eq!(error["details"], serde_json::json!(["<NAME>"]));
}

#[test]
fn json_and_another_format_are_two_things() {
    let bench = Bench::practice();
    let man = bench.path("man").display().to_string();
    let commands: [&[&str]; 7] = [
        &["matrix", "practice", "--format", "csv"],
        &["matrix", "practice", "--format", "table"],
        &["list", "practice", "people", "--format", "md"],
        &["check", "practice", "--format", "sarif"],
        &["export", "practice", "--format", "csv", "--out", "-"],
        &["completions", "bash"],
        &["man", &man],
    ];
    for args in commands {
        let ran = bench.run(&[args, ["--json"].as_slice()].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}\n{}", ran.all());
        let error: serde_json::Value = serde_json::from_str(&ran.err).unwrap();
        assert!(error["message"].as_str().unwrap().starts_with("`--json` "), "{error}");
    }
    for command in ["matrix", "check"] {
        bench.json(&["--json", command, "practice", "--format", "json"]);
        bench.json(&["--json", command, "practice"]);
    }
}

#[test]
fn what_is_given_empty_is_not_a_moment_and_not_a_folder() {
    let bench = Bench::practice();
    for args in [
        &["pyramid", "practice", "--at", ""] as &[&str],
        &["matrix", "practice", "--at", " "],
        &["--workspace", "", "tenant", "list"],
        &["--passphrase-file", "", "tenant", "list"],
    ] {
        let ran = bench.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}: {}", ran.all());
    }
    // a variable that is empty is one that is not set
    let data = bench.path("data");
    let ran = bench
        .command()
        .env("STEWARD_WORKSPACE", "")
        .env("STEWARD_PASSPHRASE_FILE", "")
        .env("XDG_DATA_HOME", &data)
        .args(["tenant", "list"])
        .output()
        .unwrap();
    assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
    #[cfg(target_os = "linux")]
    assert!(data.join("steward/workspace/steward.db").is_file());
}

#[test]
fn a_tenant_that_never_was_has_no_log() {
    let bench = Bench::practice();
    let ran = bench.run(&["log", "nosuch"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.all());
    bench.good(&["log", "practice", "--limit", "0"]);
}

#[test]
fn usage_ends_with_two() {
    let bench = Bench::new();
    let all: [&[&str]; 9] = [
        &[],
        &["no-such-command"],
        &["why", "practice"],
        &["matrix", "practice", "--rows", "cats"],
        &["tenant", "add", "x"],
        &["tenant", "add", "x", "--file", "a", "--scim", "b"],
        &["tenant", "add", "x", "--scim", "http://localhost", "--token", "secret"],
        &["export", "practice", "--format", "csv"],
        &["check", "practice", "--fail-on", "terrible"],
    ];
    for args in all {
        let ran = bench.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(!ran.err.is_empty());
    }
}

#[test]
fn a_token_is_never_asked_for_without_a_terminal() {
    let ran = Bench::new().run(&["tenant", "add", "x", "--scim", "http://127.0.0.1:9/scim"]);
    assert_snapshot!(ran.all(), @r#"
    exit 2
    --- out
    --- err
    error: there is no terminal to ask for the token
    hint: add `--token-stdin` and write the token to standard input
    "#);
    let ran =
        Bench::new().feed(&["tenant", "add", "x", "--scim", "http://127.0.0.1:9/scim", "--token-stdin"], "");
    assert_eq!(ran.code, 2, "{}", ran.all());
}

#[test]
fn a_workspace_that_cannot_be_used_ends_with_three() {
    let bench = Bench::new();
    let file = bench.file("not-a-folder", "x");
    let ran = bench.run(&["--workspace", &file, "tenant", "list"]);
    assert_eq!(ran.code, 3, "{}", ran.all());
    fs::create_dir_all(bench.path("damaged")).unwrap();
    let dir = bench.path("damaged");
    fs::write(
        dir.join("steward.db"),
        "this is no database, and it is longer than a header would be".repeat(9),
    )
    .unwrap();
    let ran = bench.run(&["--workspace", dir.to_str().unwrap(), "tenant", "list"]);
    assert_eq!(ran.code, 3, "{}", ran.all());
    assert!(ran.err.contains("hint:"), "{}", ran.err);
}

#[test]
fn a_secret_is_in_no_output() {
    let bench = Bench::new();
    let token = "planted-0123456789-secret";
    let pass = bench.file("pass", "correct horse battery staple\n");
    let args = [
        "--passphrase-file",
        &pass,
        "tenant",
        "add",
        "x",
        "--scim",
        "http://127.0.0.1:9/scim",
        "--token-stdin",
    ];
    let ran = bench.feed(&args, &format!("{token}\n"));
    assert_eq!(ran.code, 3, "{}", ran.all());
    assert!(!ran.all().contains(token) && !ran.all().contains("battery"), "{}", ran.all());
}

#[test]
fn names_cannot_steer_the_terminal() {
    let bench = Bench::new();
    let text = r#"{"steward":1,"tenant":{"name":"x"},
        "people":[{"id":"ada","displayName":"\u001b[2Jgone\u0007"}],"grants":[{"permission":"read","person":"ada"}]}"#;
    let file = bench.file("steer.json", text);
    bench.good(&["tenant", "add", "steer", "--file", &file]);
    for args in [
        &["matrix", "steer"] as &[&str],
        &["who", "steer", "--permission", "read"],
        &["what", "steer", "--person", "ada"],
        &["why", "steer", "--person", "ada", "--permission", "read"],
        &["check", "steer"],
    ] {
        assert!(!bench.good(args).contains(['\u{1b}', '\u{7}']), "{args:?}");
    }
}
