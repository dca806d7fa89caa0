//! Steward JSON.

use crate::support::tenant;
use steward_connect::files::json;
use steward_connect::{Extent, Part};
use steward_model::{
    AssignmentDoc, GrantDoc, GroupDoc, MembershipDoc, PersonDoc, RoleDoc, Snapshot, SnapshotBuilder,
    TenantDocument,
};

fn snapshot() -> Snapshot {
    let mut b = SnapshotBuilder::new(tenant());
    for id in ["anna", "ben"] {
        b.person(PersonDoc { id: id.into(), active: true, ..PersonDoc::default() }, 0);
    }
    b.group(GroupDoc { id: "g".into(), ..GroupDoc::default() }, 0);
    b.role(RoleDoc { id: "r".into(), ..RoleDoc::default() }, 0);
    b.membership(
        MembershipDoc { group: "g".into(), person: Some("ben".into()), ..MembershipDoc::default() },
        0,
    );
    b.assignment(AssignmentDoc { role: "r".into(), group: Some("g".into()), ..AssignmentDoc::default() }, 0);
    b.grant(
        GrantDoc { permission: "p".into(), role: Some("r".into()), deny: true, ..GrantDoc::default() },
        0,
    );
    b.setting("limits".into(), serde_json::json!({ "rows": [1, 2.5, null] }));
    b.finish().0
}

#[test]
fn a_snapshot_comes_back() {
    let snapshot = snapshot();
    for bytes in [
        snapshot.canonical_bytes().unwrap(),
        serde_json::to_vec_pretty(&TenantDocument::from(&snapshot)).unwrap(),
    ] {
        let read = json("t.json", &bytes);
        assert!(read.problems.is_empty(), "{:?}", read.problems);
        assert_eq!(read.snapshot.unwrap(), snapshot);
    }
}

#[test]
fn the_schema_field_is_allowed() {
    let read = json("t", br#"{ "$schema": "x", "steward": 1, "tenant": { "name": "T" } }"#);
    assert!(read.problems.is_empty() && read.snapshot.is_some());
}

#[test]
fn one_bad_item_hides_nothing() {
    let mut text = "{ \"steward\": 1, \"tenant\": { \"name\": \"T\" }, \"people\": [\n".to_owned();
    for at in 0..200 {
        let item =
            if at % 4 == 1 { "{ \"name\": 5 }".to_owned() } else { format!("{{ \"id\": \"p{at}\" }}") };
        text.push_str(&format!("  {item}{}\n", if at == 199 { "" } else { "," }));
    }
    text.push_str("] }");
    let read = json("t", text.as_bytes());
    assert_eq!(read.snapshot.unwrap().people.len(), 150);
    assert_eq!(read.problems.iter().filter(|x| x.code == "missing-field").count(), 50);
    let last = read.problems.last().unwrap().place.to_string();
    assert!(last.starts_with("t:199:") && last.contains("people[197]"), "{last}");
}

/// A problem found by what an item refers to names the item's place in the file, not among what was kept.
#[test]
fn references_are_placed_in_the_file() {
    let text = "{ \"steward\": 1, \"tenant\": { \"name\": \"T\" },\n\"grants\": [ 1, 2,\n  { \"permission\": \"p\", \"role\": \"nobody\" } ] }";
    let read = json("t", text.as_bytes());
    let problem = read.problems.iter().find(|x| x.code == "nothing-to-read");
    assert!(problem.is_none());
    let last = read.problems.last().unwrap();
    assert_eq!(last.place.to_string(), "t:3:3 grants[2].role");
}

#[test]
fn ids_with_control_characters_are_refused() {
    let text = r#"{ "steward": 1, "tenant": { "name": "T" },
"people": [{ "id": "a\u0000b" }, { "id": "c\u001bd" }, { "id": "e\nf" },
  { "id": "ben", "displayName": "B\nC", "manager": "x\u0000" }, { "id": "m\u00fcller\\" }],
"grants": [{ "person": "ben", "permission": "p\u0000" }, { "person": "ben", "permission": "q" }],
"settings": { "s\u001b": 1 } }"#;
    let read = json("t", text.as_bytes());
    let s = read.snapshot.unwrap();
    assert_eq!(s.people.iter().map(|x| x.id.as_str()).collect::<Vec<_>>(), ["ben", "müller\\"]);
    assert_eq!(s.permissions.iter().map(|x| x.id.as_str()).collect::<Vec<_>>(), ["q"]);
    let places: Vec<_> =
        (read.problems.iter()).map(|x| (x.place.line.unwrap(), x.place.field.as_deref().unwrap())).collect();
    let wanted = [
        (2, "people[0].id"),
        (2, "people[1].id"),
        (2, "people[2].id"),
        (3, "people[3].manager"),
        (3, "people[3].displayName"),
        (4, "grants[0].permission"),
        (5, "settings.s\u{fffd}"),
    ];
    assert_eq!(places, wanted, "{:?}", read.problems);
}

#[test]
fn what_gives_access_and_was_left_out_is_missing() {
    let text = r#"{ "steward": 1, "tenant": { "name": "T" },
"people": [{ "id": "ben" }, { "id": "ben" }, { "id": "ada", "departmnt": "x" }, { "name": "C" }],
"roles": [{ "id": "r" }], "groups": [{ "id": "g" }], "inclusion": [],
"memberships": [{ "group": "h", "person": "zoe" }, { "group": "g", "person": "ben" }],
"assignments": [{ "role": "r", "person": "ben", "until": "soon" }, { "role": "r", "person": "ada" }],
"grants": [{ "permission": "p", "person": "ben", "dney": true }, { "permission": "p", "role": "s" }],
"activity": [{ "person": "nobody", "permission": "p", "lastUsed": "2026-11-20T09:00:00Z" }] }"#;
    let read = json("t", text.as_bytes());
    let missing: Vec<_> = read.missing.parts().collect();
    let n = Extent::Entries;
    let wanted = [
        (Part::People, n(1)),
        (Part::Members, n(1)),
        (Part::Inclusions, Extent::Whole),
        (Part::Assignments, n(1)),
        (Part::Grants, n(2)),
    ];
    assert_eq!(missing, wanted, "{:?}", read.problems);
}

#[test]
fn the_year_9999_is_no_end() {
    let text = r#"{ "steward": 1, "tenant": { "name": "T" }, "people": [{ "id": "ben" }], "grants": [
  { "person": "ben", "permission": "p", "until": "9999-12-31" },
  { "person": "ben", "permission": "q", "until": "9999-12-31T23:59:59Z" }] }"#;
    let read = json("t", text.as_bytes());
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    let s = read.snapshot.unwrap();
    assert_eq!(s.grants.len(), 2);
    assert!(s.grants.iter().all(|x| x.window.until.is_none()));
}

#[test]
fn a_day_is_a_time() {
    let text = r#"{ "steward": 1, "tenant": { "name": "T" }, "people": [{ "id": "ben" }], "grants": [
  { "person": "ben", "permission": "p", "since": "2026-12-01", "until": "2026-12-01" },
  { "person": "ben", "permission": "q", "until": null }] }"#;
    let read = json("t", text.as_bytes());
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    let window = read.snapshot.unwrap().grants[0].window;
    assert_eq!(window.since, Some("2026-12-01T00:00:00Z".parse().unwrap()));
    assert_eq!(window.until, Some("2026-12-02T00:00:00Z".parse().unwrap()), "the last day still counts");
}

#[test]
fn ids_have_a_longest() {
    let (fits, long) = ("f".repeat(1_024), "x".repeat(1_025));
    let text = format!(
        r#"{{ "steward": 1, "tenant": {{ "name": "T" }}, "people": [{{ "id": "{fits}" }}, {{ "id": "{long}" }}] }}"#
    );
    let read = json("t", text.as_bytes());
    assert_eq!(read.snapshot.unwrap().people.len(), 1);
    assert!(read.problems[0].message.ends_with("has 1025 bytes, the limit is 1024"), "{:?}", read.problems);
}

#[test]
fn a_document_of_which_nothing_can_be_read_says_why() {
    let text = r#"{ "steward": 1, "tenant": { "name": "T" }, "people": [{ "id": 5 }, 7] }"#;
    let read = json("t", text.as_bytes());
    assert!(read.snapshot.is_none());
    let fields: Vec<_> = read.problems.iter().filter_map(|x| x.place.field.as_deref()).collect();
    assert_eq!(fields, ["people[0].id", "people[1]"], "{:?}", read.problems);
}

#[test]
fn columns_count_characters() {
    let text = "{ \"steward\": 1, \"tenant\": { \"name\": \"T\" }, \"people\": [{ \"id\": \"ü\", \"displayName\": \"ÄÖÜ\", \"mfa\": 3 }] }";
    let read = json("t", text.as_bytes());
    let column = text.chars().collect::<String>().split("3 }").next().unwrap().chars().count() + 1;
    assert_eq!(read.problems[0].place.column, u32::try_from(column).ok());
}
