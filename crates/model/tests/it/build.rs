use serde_json::json;
use steward_model::{Snapshot, TenantDocument};

fn read(value: serde_json::Value) -> (Snapshot, Vec<String>) {
    let document: TenantDocument = serde_json::from_value(value).unwrap();
    let (snapshot, problems) = document.into_snapshot();
    (snapshot, problems.into_iter().map(|p| format!("{} {}", p.place, p.code)).collect())
}

fn tenant(rest: serde_json::Value) -> serde_json::Value {
    let mut whole = json!({ "steward": 1, "tenant": { "name": "T" } });
    for (key, value) in rest.as_object().unwrap() {
        whole[key] = value.clone();
    }
    whole
}

#[test]
fn one_bad_entry_never_hides_the_next() {
    let (snapshot, problems) = read(tenant(json!({
        "people": [{ "id": "ann" }, { "id": "ann" }, { "id": " " }, { "id": "ben" }],
        "groups": [{ "id": "staff" }],
        "roles": [{ "id": "r" }],
        "memberships": [
            { "group": "nowhere", "person": "ann" },
            { "group": "staff", "person": "ann", "member": "staff" },
            { "group": "staff", "person": "ben" },
        ],
        "assignments": [{ "role": "r" }, { "role": "r", "group": "staff" }],
        "grants": [
            { "permission": "p", "role": "r", "objects": ["gone"] },
            { "permission": "p", "role": "r" },
            { "permission": "q", "person": "ben", "since": "2026-02-01T00:00:00Z", "until": "2026-01-01T00:00:00Z" },
        ],
    })));
    assert_eq!(
        problems,
        [
            "input people[1].id duplicate",
            "input people[2].id no-id",
            "input memberships[0].group unknown-group",
            "input memberships[1]. one-of",
            "input assignments[0]. one-of",
            "input grants[0].objects unknown-object",
            "input grants[0].objects empty-scope",
            "input grants[2].until empty-window",
        ]
    );
    assert_eq!((snapshot.people.len(), snapshot.memberships.len(), snapshot.assignments.len()), (2, 1, 1));
    assert_eq!(snapshot.grants.len(), 1);
    // a permission that is only granted exists all the same, even where its grant was refused
    assert_eq!(snapshot.permissions.len(), 2);
}

#[test]
fn names_fall_back_and_are_never_empty() {
    let (snapshot, problems) = read(tenant(json!({
        "people": [{ "id": "1", "userName": "ann", "displayName": "  " }, { "id": "2" }],
    })));
    assert!(problems.is_empty());
    let names: Vec<_> = snapshot.people.iter().map(|p| (p.user_name.as_str(), p.name.as_str())).collect();
    assert_eq!(names, [("ann", "ann"), ("2", "2")]);
}

#[test]
fn use_that_is_not_reported_is_not_the_same_as_never_used() {
    assert_eq!(read(tenant(json!({}))).0.activity, None);
    assert_eq!(read(tenant(json!({ "activity": [] }))).0.activity, Some(vec![]));
}

#[test]
fn a_later_format_is_refused() {
    let error = TenantDocument::from_slice(br#"{"steward":2,"tenant":{"name":"T"}}"#).unwrap_err();
    assert_eq!(error.to_string(), "the document is format 2, this program reads format 1");
}
