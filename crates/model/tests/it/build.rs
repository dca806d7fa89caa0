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
fn direction_marks_are_left_out_of_names_and_ids_stay() {
    let (snapshot, problems) = read(tenant(json!({
        "tenant": { "name": "\u{202e}T" },
        "people": [
            { "id": "a\u{202e}b", "userName": "ann", "displayName": "Ann \u{202e}htoR\u{202c}" },
            { "id": "\u{2066}ben\u{2069}" },
            { "id": "cy", "displayName": "\u{5d0}\u{200f}Cy", "title": "\u{2067}Clerk\u{2069}" },
        ],
        "roles": [{ "id": "r", "displayName": "Reader", "description": "\u{202a}reads\u{202c}" }],
        "grants": [{ "permission": "p\u{2068}q", "role": "r" }],
    })));
    assert_eq!(
        problems,
        [
            "input tenant.name direction-marks",
            "input people[0].displayName direction-marks",
            "input people[1].userName direction-marks",
            "input people[2].title direction-marks",
            "input roles[0].description direction-marks",
            "input permissions[0].displayName direction-marks",
        ]
    );
    let mut names: Vec<(&str, &str)> =
        snapshot.people.iter().map(|p| (p.id.as_str(), p.name.as_str())).collect();
    names.sort_by_key(|(_, name)| *name);
    assert_eq!(
        names,
        [("a\u{202e}b", "Ann htoR"), ("\u{2066}ben\u{2069}", "ben"), ("cy", "\u{5d0}\u{200f}Cy")],
        "marks that turn nothing round stay"
    );
    assert_eq!(
        (snapshot.tenant.name.as_str(), snapshot.roles[0].description.as_deref()),
        ("T", Some("reads"))
    );
    let permission = &snapshot.permissions[0];
    assert_eq!((permission.id.as_str(), permission.name.as_str()), ("p\u{2068}q", "pq"));
    // what was cleaned reads back as it is
    let bytes = snapshot.canonical_bytes().unwrap();
    let (again, problems) = TenantDocument::from_slice(&bytes).unwrap().into_snapshot();
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(again, snapshot);
}

#[test]
fn control_characters_are_left_out_of_texts_and_no_id_holds_one() {
    let (snapshot, problems) = read(tenant(json!({
        "tenant": { "name": "T\u{7}" },
        "people": [
            { "id": "ann", "displayName": "Ann\u{1b}[2J Roth\r\n", "email": "ann@x\u{7f}", "title": "Lead\nEngineer" },
            { "id": "b\u{9b}n", "department": "\u{9d}Sales" },
        ],
        "roles": [{ "id": "r", "displayName": "\u{0}Reader", "description": "reads\tall" }],
        "grants": [{ "permission": "p", "role": "r", "source": "hr\u{1b}" }],
    })));
    assert_eq!(problems, ["input tenant.name control-characters", "input people[1].id bad-value"]);
    let ann = &snapshot.people[0];
    assert_eq!(
        (ann.name.as_str(), ann.email.as_deref(), ann.title.as_deref()),
        ("Ann[2J Roth", Some("ann@x"), Some("Lead Engineer"))
    );
    assert_eq!((snapshot.people.len(), snapshot.tenant.name.as_str()), (1, "T"));
    let role = &snapshot.roles[0];
    assert_eq!((role.name.as_str(), role.description.as_deref()), ("Reader", Some("reads all")));
    let text = String::from_utf8(snapshot.canonical_bytes().unwrap()).unwrap();
    assert!(!text.contains(char::is_control) && !text.contains("\\u00"), "{text}");
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
