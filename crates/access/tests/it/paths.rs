//! Derivations carry their edges' sources and windows.

use crate::support::{access, now, permission, person, time};
use serde_json::json;
use steward_access::{Edge, Path, Station};

fn told(access: &steward_access::Access, path: &Path) -> String {
    let step = |(at, edge): (Station, Edge)| format!("{} {}", edge.label(), at.refer(access.snapshot()).id);
    path.steps.iter().map(|s| step((s.at, s.edge))).collect::<Vec<_>>().join(" > ").trim().to_owned()
}

#[test]
fn a_path_tells_who_put_each_edge_there_and_until_when() {
    let access = access(json!({
        "people": [{ "id": "ada" }], "groups": [{ "id": "all" }, { "id": "ops" }],
        "roles": [{ "id": "admin" }, { "id": "reader" }], "objects": [{ "id": "db", "type": "datastore" }],
        "memberships": [
            { "group": "ops", "person": "ada", "source": "scim", "since": "2026-01-01T00:00:00Z", "until": "2026-09-01T00:00:00Z" },
            { "group": "all", "member": "ops", "source": "idp:entra", "since": "2026-02-01T00:00:00Z" },
        ],
        "assignments": [{ "role": "admin", "group": "all", "until": "2026-08-01T00:00:00Z", "source": "elevation:EL-1" }],
        "inclusions": [{ "role": "admin", "includes": "reader" }],
        "grants": [
            { "permission": "read", "role": "reader", "objects": ["db"], "source": "file" },
            { "permission": "read", "person": "ada", "deny": true },
            { "permission": "read", "person": "ada" },
        ],
    }));
    let (ada, read) = (person(&access, "ada"), permission(&access, "read"));
    let paths = access.paths(ada, read, None, now(), 9);
    let told: Vec<String> = paths.list.iter().map(|path| told(&access, path)).collect();
    assert_eq!(
        told,
        [
            "ada > grants read",
            "ada > member of ops > nested in all > has role admin > includes reader > grants read"
        ]
    );
    assert!(paths.list[0].is_direct());
    let long = &paths.list[1];
    let sources: Vec<&str> = long.steps.iter().map(|step| step.source.0.as_str()).collect();
    assert_eq!(sources, ["", "scim", "idp:entra", "elevation:EL-1", "", "file"]);
    assert_eq!(long.since, Some(time("2026-02-01T00:00:00Z")));
    assert_eq!(long.until, Some(time("2026-08-01T00:00:00Z")));
    let denies = access.denies(ada, read, None, now());
    assert_eq!(denies.len(), 1);
    assert_eq!(denies[0].steps[1].edge, Edge::Denies);
    assert_eq!(access.derivations(ada, now()).lengths().collect::<Vec<_>>(), [0, 4]);
}
