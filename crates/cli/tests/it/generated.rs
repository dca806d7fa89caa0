//! What is generated from the description of the commands.

use crate::bench::Bench;
use std::fs;
use std::path::Path;

/// `UPDATE=1 cargo test -p steward-cli` writes it anew.
#[test]
fn the_reference_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/cli.md");
    let wanted = steward_cli::reference::markdown();
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &wanted).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == wanted, "docs/cli.md is stale: run the tests of steward-cli with UPDATE=1");
}

#[test]
fn the_commands_are_described_without_contradiction() {
    steward_cli::command().debug_assert();
}

#[test]
fn completions_exist_for_each_shell() {
    let bench = Bench::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = bench.good(&["completions", shell]);
        assert!(script.contains("pyramid") && script.contains("steward"), "{shell}");
    }
    assert_eq!(bench.run(&["completions", "cobol"]).code, 2);
    assert!(!bench.path("workspace").exists(), "completions need no workspace");
}

#[test]
fn man_pages_exist_for_each_command() {
    let bench = Bench::new();
    let dir = bench.path("man");
    bench.good(&["man", dir.to_str().unwrap()]);
    for page in ["steward.1", "steward-why.1", "steward-tenant-add.1", "steward-pack-check.1"] {
        let text = fs::read_to_string(dir.join(page)).unwrap();
        assert!(text.contains(".SH SYNOPSIS"), "{page}");
        let title = text.lines().find(|line| line.starts_with(".TH ")).unwrap();
        assert!(title.contains(concat!("steward ", env!("CARGO_PKG_VERSION"))), "{page}: {title}");
    }
    assert!(fs::read_dir(&dir).unwrap().count() > 20);
}

#[test]
fn help_and_version_need_nothing() {
    let bench = Bench::new();
    assert!(bench.good(&["--help"]).contains("Exit codes"));
    assert!(bench.good(&["--version"]).starts_with("steward "));
    assert!(bench.good(&["tenant", "add", "--help"]).contains("--token-stdin"));
}
