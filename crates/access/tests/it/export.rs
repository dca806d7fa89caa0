//! The Cedar files of a small tenant, in full: their shape is for people too.

use crate::support::{catalogue, now, snapshot};
use serde_json::{Value, json};
use std::sync::Arc;
use steward_access::{Access, cedar};

#[test]
fn the_files_of_a_small_tenant() {
    let tenant = snapshot(json!({
        "tenant": { "name": "Northwind" },
        "people": [{ "id": "ada", "email": "ada@example.org" }], "groups": [{ "id": "a" }, { "id": "b" }],
        "roles": [{ "id": "reader" }],
        "objects": [{ "id": "db", "type": "datastore", "owner": "ada" }],
        "memberships": [
            { "group": "a", "person": "ada" }, { "group": "b", "member": "a" }, { "group": "a", "member": "b" },
            { "group": "b", "person": "ada", "until": "2020-01-01T00:00:00Z" },
        ],
        "assignments": [{ "role": "reader", "group": "b" }],
        "grants": [
            { "permission": "read", "role": "reader" }, { "permission": "say \"hi\"", "role": "reader" },
            { "permission": "write", "person": "ada", "objects": ["db"] },
            { "permission": "write", "group": "a", "deny": true },
            { "permission": "late", "person": "ada", "since": "2030-01-01T00:00:00Z" },
        ],
    }));
    let meanings = catalogue(&json!({ "objectTypes": { "datastore": ["write", "unknown"] } }));
    let access = Access::compile(Arc::new(tenant), Arc::new(meanings));
    let files = cedar::export(&access, now());
    assert_eq!(
        files.policies,
        r#"@id("inactive")
forbid (principal is Person, action, resource) unless { principal.active };

@id("grant-1")
permit (
    principal in Role::"reader",
    action in [Action::"read", Action::"say \"hi\""],
    resource
);

@id("deny-2")
forbid (
    principal in Group::"a",
    action in [Action::"write"],
    resource
);

@id("grant-3")
permit (
    principal == Person::"ada",
    action in [Action::"write"],
    resource is Object
) when { resource in [Object::"db"] };

@id("owner-1")
permit (
    principal is Person,
    action in [Action::"write"],
    resource is Object
) when { resource.type == "datastore" && resource has owner && resource.owner == principal };
"#
    );
    assert!(files.schema.contains("action \"say \\\"hi\\\"\" appliesTo"));
    assert!(!files.entities.contains("example.org"), "addresses of people stay here");
    let entities: Vec<Value> = serde_json::from_str(&files.entities).expect("JSON");
    let parents = |kind: &str| {
        let found = entities.iter().find(|e| e["uid"]["type"] == kind).expect("an entity");
        found["parents"].as_array().expect("a list").iter().map(|p| p["id"].to_string()).collect::<Vec<_>>()
    };
    // both groups of the cycle, and what either has
    assert_eq!(parents("Person"), ["\"a\"", "\"b\""]);
    assert_eq!(parents("Group"), ["\"reader\""]);
    assert_eq!(cedar::person("a\"b"), "Person::\"a\\\"b\"");
    assert_eq!(cedar::tenant(&access), "Tenant::\"Northwind\"");
}
