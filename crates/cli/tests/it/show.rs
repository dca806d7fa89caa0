//! `steward show`: one thing with everything around it.

use crate::bench::Bench;

#[test]
fn a_person() {
    let text = Bench::practice().good(&["show", "practice", "person", "marek.lindqvist"]);
    assert!(
        text.starts_with("Marek Lindqvist\nmarek.lindqvist · Support engineer, Customer Support"),
        "{text}"
    );
    for wanted in
        ["manager Greta Olsen", "Support desk EU", "Granted directly (3)", "Export data", "Findings ("]
    {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
    let line = text.lines().find(|line| line.trim_start().starts_with("Restore data")).unwrap();
    assert!(line.contains("until 2026-11-22") && line.contains("by elevation:EL-207"), "{line}");
}

#[test]
fn a_group_a_role_and_a_permission() {
    let bench = Bench::practice();
    let group = bench.good(&["show", "practice", "group", "AI pilot EMEA"]);
    assert!(
        group.contains("9 active people") && group.contains("People put into it directly (9)"),
        "{group}"
    );
    assert!(group.contains("Model Tester") && group.contains("Felix Aydin"), "{group}");

    let role = bench.good(&["show", "practice", "role", "configuration-manager"]);
    assert!(role.contains("made from the preset Configuration Manager"), "{role}");
    let line = role.lines().find(|line| line.contains("Manage IAM credentials")).unwrap();
    assert!(line.contains("policy") && line.contains("beyond the preset"), "{line}");
    assert!(line.contains("used by nobody in 90 days"), "{line}");
    let tester = bench.good(&["show", "practice", "role", "model-tester"]);
    let line = tester.lines().find(|line| line.trim_start().starts_with("Read documents")).unwrap();
    assert!(line.contains("in the preset, not here"), "{line}");
    let line = tester.lines().find(|line| line.contains("Query agents")).unwrap();
    assert!(line.contains("needs Read documents"), "{line}");

    let permission = bench.good(&["show", "practice", "permission", "users.impersonate"]);
    assert!(permission.contains("3 people hold it: 1 without an end, 1 directly"), "{permission}");
    assert!(
        permission.contains("Roles that give it (1)") && permission.contains("Workspace Owner"),
        "{permission}"
    );
    let apart = bench.good(&["show", "practice", "permission", "exports.approve"]);
    assert!(apart.contains("Kept apart from  Correct invoices"), "{apart}");
}

#[test]
fn json_is_the_wire_type() {
    let bench = Bench::practice();
    for (kind, who, field) in [
        ("person", "felix.aydin", "what"),
        ("group", "ai-pilot-emea", "nestedIn"),
        ("role", "model-tester", "includedBy"),
        ("permission", "agents.query", "apartFrom"),
    ] {
        let json = bench.json(&["--json", "show", "practice", kind, who]);
        assert!(json.get(field).is_some(), "{kind}: {json}");
        assert!(json["findings"].is_array(), "{kind}");
    }
    let later =
        bench.json(&["--json", "show", "practice", "person", "marek.lindqvist", "--at", "2026-12-01"]);
    let ended: Vec<&str> = (later["direct"].as_array().unwrap().iter())
        .filter(|edge| edge["holds"] == false)
        .map(|edge| edge["item"]["id"].as_str().unwrap())
        .collect();
    assert_eq!(ended, ["data.export", "data.restore"]);
}

#[test]
fn what_is_not_there_is_said() {
    let bench = Bench::practice();
    for args in [["person", "nobody at all"], ["role", "felix.aydin"], ["licence", "admin"]] {
        let ran = bench.run(&[["show", "practice"].as_slice(), args.as_slice()].concat());
        assert_eq!(ran.code, 2, "{args:?}\n{}", ran.all());
    }
}
