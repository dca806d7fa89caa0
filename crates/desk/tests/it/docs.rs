//! What documents and the window say of checks and operations is what these are.

use std::fmt::Write as _;
use std::path::Path;
use steward_access::checks::{CHECKS, Check};
use steward_desk::operation::CATALOGUE;

const BEGIN: &str = "<!-- checks: written by a test of steward-desk, run with UPDATE=1 -->\n";
const END: &str = "<!-- end of checks -->\n";

fn table() -> String {
    let mut out = String::from("| check | what it finds | severity | numbers |\n|---|---|---|---|\n");
    for Check { id, title, severity, numbers, .. } in CHECKS {
        let numbers: Vec<String> = numbers.iter().map(|(name, value)| format!("`{name}` {value}")).collect();
        let numbers = if numbers.is_empty() { String::new() } else { format!(" {}", numbers.join(", ")) };
        let _ = writeln!(out, "| `{id}` | {title} | {severity} |{numbers} |");
    }
    out
}

/// `UPDATE=1 cargo test -p steward-desk` writes it anew.
#[test]
fn the_table_of_checks_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/packs.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(BEGIN).expect("docs/packs.md has no table of checks");
    let (found, after) = rest.split_once(END).expect("the table of checks has no end");
    let wanted = table();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{wanted}{END}{after}")).unwrap();
        return;
    }
    assert!(found == wanted, "docs/packs.md is stale: run the tests of steward-desk with UPDATE=1\n{wanted}");
}

#[test]
fn every_recorded_operation_has_its_words_in_the_window() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/features/audit/model/sentence.ts");
    let text = std::fs::read_to_string(&path).unwrap();
    let names = CATALOGUE.iter().filter(|operation| operation.is_recorded()).map(|operation| operation.name);
    let missing: Vec<&str> = names.filter(|name| !text.contains(&format!("  '{name}': '"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
