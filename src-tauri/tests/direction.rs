//! Arrows only go down. Reads the workspace's own metadata (ARCHITECTURE.md, "Rules of direction").
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops where it fails"
)]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Floors from the top; crates of one floor do not know each other.
const FLOORS: &[&[&str]] = &[
    &["steward-app", "steward-cli", "steward-bench"],
    &["steward-desk"],
    &["steward-connect", "steward-sandbox", "steward-store"],
    &["steward-evidence"],
    &["steward-access", "steward-audit", "steward-ledger", "steward-pack"],
    &["steward-model"],
];
const PURE: &[&str] = &[
    "steward-model",
    "steward-access",
    "steward-audit",
    "steward-ledger",
    "steward-pack",
    "steward-evidence",
];
/// Measures the product beside its peers, one of which is plain SQL, and is no part of it.
const MEASURES: &str = "steward-bench";
/// What only one crate may use, and which.
const ONLY: &[(&str, &str)] =
    &[("sqlx", "steward-store"), ("reqwest", "steward-connect"), ("tauri", "steward-app")];

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Per package name, the names it needs to be built and run (not to be tested).
fn needs(metadata: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let names: BTreeMap<&str, &str> = (metadata["packages"].as_array().unwrap().iter())
        .map(|package| (package["id"].as_str().unwrap(), package["name"].as_str().unwrap()))
        .collect();
    let mut needs = BTreeMap::<String, BTreeSet<String>>::new();
    for node in metadata["resolve"]["nodes"].as_array().unwrap() {
        let list = needs.entry(names[node["id"].as_str().unwrap()].to_owned()).or_default();
        for dep in node["deps"].as_array().unwrap() {
            let normal = dep["dep_kinds"].as_array().unwrap().iter().any(|kind| kind["kind"].is_null());
            if normal {
                list.insert(names[dep["pkg"].as_str().unwrap()].to_owned());
            }
        }
    }
    needs
}

fn reach(needs: &BTreeMap<String, BTreeSet<String>>, from: &str) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut next = vec![from.to_owned()];
    while let Some(name) = next.pop() {
        for dep in needs.get(&name).into_iter().flatten() {
            if seen.insert(dep.clone()) {
                next.push(dep.clone());
            }
        }
    }
    seen
}

#[test]
fn every_crate_knows_only_the_floors_below_it() {
    let metadata = metadata();
    let needs = needs(&metadata);
    let floor = |name: &str| FLOORS.iter().position(|floor| floor.contains(&name));
    let ours: Vec<&String> = needs.keys().filter(|name| name.starts_with("steward-")).collect();
    assert!(ours.len() >= 10, "the workspace was not read: {ours:?}");
    for name in ours {
        let mine = floor(name).unwrap_or_else(|| panic!("`{name}` stands on no floor; add it to FLOORS"));
        for dep in needs[name].iter().filter(|dep| dep.starts_with("steward-")) {
            assert!(floor(dep) > Some(mine), "`{name}` may not know `{dep}`: arrows only go down");
        }
    }
}

#[test]
fn pure_crates_do_no_io() {
    let needs = needs(&metadata());
    for name in PURE {
        let all = reach(&needs, name);
        for banned in ["tokio", "sqlx", "reqwest", "tauri", "keyring"] {
            assert!(!all.contains(banned), "`{name}` is pure and may not reach `{banned}`");
        }
    }
}

#[test]
fn one_crate_speaks_sql_one_the_network_one_tauri() {
    let needs = needs(&metadata());
    for (what, owner) in ONLY {
        let product = |name: &str| name.starts_with("steward-") && name != MEASURES;
        for (name, deps) in needs.iter().filter(|(name, _)| product(name)) {
            assert!(
                name == owner || !deps.contains(*what),
                "`{name}` may not use `{what}`: only `{owner}` does"
            );
        }
    }
}

#[test]
fn there_is_no_tauri_below_the_shell() {
    let needs = needs(&metadata());
    for name in ["steward-desk", "steward-cli"] {
        let found: Vec<_> =
            reach(&needs, name).into_iter().filter(|x| x.starts_with("tauri") || x == "wry").collect();
        assert!(found.is_empty(), "`{name}` reaches {found:?}");
    }
}
