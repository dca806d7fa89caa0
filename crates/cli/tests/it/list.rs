//! `steward list`: people, groups, roles, permissions.

use crate::bench::Bench;
use serde_json::Value;

/// Lines of a table below its head.
fn table(text: &str) -> Vec<&str> {
    text.lines().skip(4).collect()
}

fn ids(list: &Value) -> Vec<&str> {
    list["rows"].as_array().unwrap().iter().map(|row| row["item"]["id"].as_str().unwrap()).collect()
}

#[test]
fn every_kind_is_listed_by_name() {
    let bench = Bench::practice();
    for (kind, total, statement) in [
        ("people", 412, "practice: 412 people"),
        ("groups", 38, "practice: 38 groups"),
        ("roles", 14, "practice: 14 roles"),
        ("permissions", 46, "practice: 46 permissions"),
    ] {
        let text = bench.good(&["list", "practice", kind]);
        assert!(text.starts_with(statement), "{text}");
        assert!(text.lines().nth(3).unwrap().starts_with("NAME "), "{text}");
        assert_eq!(table(&text).len(), total, "{kind}");
        let json = bench.json(&["--json", "list", "practice", kind]);
        assert_eq!((json["head"]["total"].as_u64(), ids(&json).len()), (Some(total as u64), total));
    }
    let roles = bench.good(&["list", "practice", "roles"]);
    let line = roles.lines().find(|line| line.starts_with("Configuration Manager")).unwrap();
    assert!(line.contains("policy"), "the gravest class it gives: {line}");
}

#[test]
fn searched_filtered_narrowed_and_sorted() {
    let bench = Bench::practice();
    let text = bench.good(&["list", "practice", "people", "--facet", "status=deactivated"]);
    assert!(text.starts_with("practice: 1 of 412 people\n"), "{text}");
    assert!(table(&text)[0].starts_with("Katrin Möller"), "{text}");
    let text = bench.good(&["list", "practice", "people", "--search", "nobody is called so"]);
    assert!(text.contains("Nothing fits what was asked for."), "{text}");

    let within = bench.json(&["--json", "list", "practice", "people", "--within", "role:model-tester"]);
    assert_eq!(within["head"]["shown"], 9);
    assert!(ids(&within).contains(&"felix.aydin"));

    let two = ["--facet", "department=Customs", "--facet", "department=Sales"];
    let both = bench.json(&[["--json", "list", "practice", "people"].as_slice(), two.as_slice()].concat());
    let of = |value: &str| {
        let facets = both["head"]["facets"].as_array().unwrap();
        let facet = facets.iter().find(|facet| facet["id"] == "department").unwrap();
        let values = facet["values"].as_array().unwrap();
        values.iter().find(|x| x["value"] == value).unwrap()["count"].as_u64().unwrap()
    };
    assert_eq!(both["head"]["shown"].as_u64().unwrap(), of("Customs") + of("Sales"));

    let args = ["--json", "list", "practice", "roles", "--sort", "permissions", "--desc"];
    let sorted = bench.json(&args);
    assert_eq!(ids(&sorted)[0], "workspace-owner", "it gives the most");
    assert_eq!(ids(&sorted).last(), Some(&"member"), "it gives the least");
    let found = bench.json(&["--json", "list", "practice", "roles", "--only-findings"]);
    assert!(found["rows"].as_array().unwrap().iter().all(|row| row["worst"].is_string()));
    assert!(!ids(&found).is_empty() && ids(&found).len() < 14);
}

#[test]
fn other_formats_are_exports() {
    let bench = Bench::practice();
    let csv = bench.good(&["list", "practice", "groups", "--format", "csv"]);
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 39);
    assert_eq!(lines[0], "id,name,source,people,groups,roles,permissions,gravest");
    let json = bench.json(&["list", "practice", "groups", "--format", "json", "--search", "customs"]);
    assert_eq!(json["about"]["rowCount"].as_u64().unwrap() as usize, ids(&json).len());
    let md = bench.good(&["list", "practice", "roles", "--format", "md"]);
    assert!(md.starts_with("# Roles: Northwind Logistics"), "{md}");
    let entries = bench.json(&["--json", "log", "--limit", "3"]);
    assert!(entries.as_array().unwrap().iter().all(|entry| entry["operation"] == "access.export"));

    let visitor =
        |args: &[&str]| bench.command().env("STEWARD_TEST_OPERATOR", "visitor").args(args).output().unwrap();
    assert_eq!(visitor(&["list", "practice", "groups"]).status.code(), Some(0), "observers look");
    let refused = visitor(&["list", "practice", "groups", "--format", "csv"]);
    assert_eq!(refused.status.code(), Some(1), "and do not export");
}

#[test]
fn what_cannot_be_asked_is_said() {
    let bench = Bench::practice();
    for args in [
        ["--facet", "department"],
        ["--facet", "colour=red"],
        ["--within", "felix.aydin"],
        ["--within", "group:no such group"],
        ["--sort", "shoe size"],
        ["--at", "soon"],
    ] {
        let ran = bench.run(&[["list", "practice", "people"].as_slice(), args.as_slice()].concat());
        assert_eq!(ran.code, 2, "{args:?}\n{}", ran.all());
        assert!(ran.out.is_empty() && ran.err.contains("hint:"), "{args:?}\n{}", ran.all());
    }
    assert_eq!(bench.run(&["list", "practice", "licences"]).code, 2);
}
