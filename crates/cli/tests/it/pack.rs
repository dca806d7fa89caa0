//! `steward pack`.

use crate::bench::Bench;
use std::fs;

#[test]
fn what_comes_with_steward_passes() {
    let bench = Bench::new();
    for id in ["meridian", "generic"] {
        bench.good(&["pack", "check", id]);
    }
    assert_eq!(bench.json(&["--json", "pack", "check", "meridian"])["ok"], true);
    assert!(!bench.path("workspace").exists(), "packs need no workspace");
}

#[test]
fn a_new_pack_passes_and_is_not_written_over() {
    let bench = Bench::new();
    let dir = bench.path("acme-desk");
    let dir = dir.to_str().unwrap();
    bench.good(&["pack", "new", dir, "--product", "Acme Desk"]);
    bench.good(&["pack", "check", dir]);
    let ran = bench.run(&["pack", "new", dir]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("is not empty"), "{}", ran.err);
}

#[test]
fn every_problem_is_named_with_its_place() {
    let bench = Bench::new();
    let dir = bench.path("acme");
    bench.good(&["pack", "new", dir.to_str().unwrap()]);
    let mut broken = 0;
    for entry in fs::read_dir(&dir).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|x| x == "toml") {
            let text = fs::read_to_string(&path).unwrap();
            fs::write(&path, format!("{text}\nthis is not toml\n")).unwrap();
            broken += 1;
        }
    }
    let ran = bench.run(&["pack", "check", dir.to_str().unwrap()]);
    assert_eq!(ran.code, 2, "{}", ran.all());
    assert!(ran.out.matches("hint:").count() >= broken, "{}", ran.out);
    let ran = bench.run(&["pack", "check", bench.path("nowhere").to_str().unwrap()]);
    assert_eq!(ran.code, 2, "{}", ran.all());
}

#[test]
fn schemas_for_editors() {
    let bench = Bench::new();
    let printed = bench.json(&["pack", "schema"]);
    let dir = bench.path("schemas");
    bench.good(&["pack", "schema", dir.to_str().unwrap()]);
    assert_eq!(fs::read_dir(dir).unwrap().count(), printed.as_object().unwrap().len());
}
