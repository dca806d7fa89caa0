//! Small helpers that every test uses.

use jiff::Timestamp;
use serde_json::{Value, json};
use std::sync::Arc;
use steward_access::Access;
use steward_model::{
    Catalogue, Category, Consequence, GroupIx, ObjectIx, ObjectType, PermissionDef, PermissionIx, PersonIx,
    RoleIx, Snapshot, TenantDocument,
};

/// The moment at which tests ask when they do not say otherwise.
pub const NOW: &str = "2026-06-15T12:00:00Z";

pub fn time(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

pub fn now() -> Timestamp {
    time(NOW)
}

/// A snapshot from the lists of a tenant document; what is left out of it is a mistake of the test.
pub fn snapshot(mut lists: Value) -> Snapshot {
    lists["steward"] = json!(1);
    if lists.get("tenant").is_none() {
        lists["tenant"] = json!({ "name": "Test" });
    }
    let document = TenantDocument::from_slice(lists.to_string().as_bytes()).expect("a tenant document");
    let (snapshot, problems) = document.into_snapshot();
    assert!(problems.is_empty(), "{problems:?}");
    snapshot
}

/// A compiled tenant without a catalogue.
pub fn access(lists: Value) -> Access {
    Access::compile(Arc::new(snapshot(lists)), Arc::default())
}

/// A catalogue of `{ "permissions": [{ id, category, consequence, objectType, prerequisites, capability, surface }],
/// "categories": [id], "objectTypes": { id: [owner permissions] } }`, everything optional but the ids.
pub fn catalogue(value: &Value) -> Catalogue {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let list = |value: &Value| value.as_array().into_iter().flatten().filter_map(text).collect::<Vec<_>>();
    let permissions = value["permissions"].as_array().into_iter().flatten().map(|p| PermissionDef {
        id: text(&p["id"]).expect("an id"),
        name: text(&p["name"]).or(text(&p["id"])).expect("a name"),
        category: text(&p["category"]).unwrap_or_default(),
        consequence: serde_json::from_value(p["consequence"].clone()).unwrap_or(Consequence::View),
        description: String::new(),
        object_type: text(&p["objectType"]),
        prerequisites: list(&p["prerequisites"]),
        capability: text(&p["capability"]),
        surface: text(&p["surface"]),
    });
    let types = value["objectTypes"].as_object().into_iter().flatten().map(|(id, owner)| ObjectType {
        id: id.clone(),
        name: id.clone(),
        owner_permissions: list(owner),
    });
    Catalogue {
        permissions: permissions.collect(),
        categories: list(&value["categories"])
            .into_iter()
            .map(|id| Category { name: id.clone(), id })
            .collect(),
        object_types: types.collect(),
        ..Catalogue::default()
    }
}

pub fn person(access: &Access, id: &str) -> PersonIx {
    access.snapshot().find_person(id).unwrap_or_else(|| panic!("no person {id}"))
}
pub fn group(access: &Access, id: &str) -> GroupIx {
    access.snapshot().find_group(id).unwrap_or_else(|| panic!("no group {id}"))
}
pub fn role(access: &Access, id: &str) -> RoleIx {
    access.snapshot().find_role(id).unwrap_or_else(|| panic!("no role {id}"))
}
pub fn permission(access: &Access, id: &str) -> PermissionIx {
    access.snapshot().find_permission(id).unwrap_or_else(|| panic!("no permission {id}"))
}
pub fn object(access: &Access, id: &str) -> ObjectIx {
    access.snapshot().find_object(id).unwrap_or_else(|| panic!("no object {id}"))
}

/// All positions of a list.
pub fn all<T: From<usize>>(length: usize) -> impl Iterator<Item = T> + Clone {
    (0..length).map(T::from)
}
