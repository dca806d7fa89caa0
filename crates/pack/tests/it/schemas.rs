//! The JSON Schemas for editors.

use serde_json::Value;
use steward_pack::schemas;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/schemas");

/// Run with `UPDATE_SCHEMAS=1` to write them anew.
#[test]
fn the_committed_schemas_are_current() {
    let update = std::env::var_os("UPDATE_SCHEMAS").is_some();
    for (name, schema) in schemas() {
        let path = format!("{FOLDER}/{name}");
        let text = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
        if update {
            std::fs::write(&path, &text).unwrap();
        }
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(found, text, "{name} is stale: run the test again with UPDATE_SCHEMAS=1");
    }
    let known = schemas();
    for entry in std::fs::read_dir(FOLDER).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(known.contains_key(name.as_str()), "{name} belongs to no file of a pack");
    }
}

#[test]
fn schemas_know_no_null_and_no_unknown_key() {
    for (name, schema) in schemas() {
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
        walk(&schema, &mut |node| {
            assert_ne!(node.get("type"), Some(&Value::from("null")), "{name}");
            assert!(!node.get("type").is_some_and(Value::is_array), "{name}");
            assert!(node.get("anyOf").is_none(), "{name}");
            if node.get("properties").is_some() && node.get("type") == Some(&Value::from("object")) {
                assert_eq!(node.get("additionalProperties"), Some(&Value::Bool(false)), "{name}");
                for (key, property) in node["properties"].as_object().unwrap() {
                    assert!(property.get("description").is_some(), "{name}: {key} has no description");
                }
            }
        });
    }
}

fn walk(node: &Value, visit: &mut impl FnMut(&Value)) {
    visit(node);
    match node {
        Value::Object(map) => map.values().for_each(|v| walk(v, visit)),
        Value::Array(list) => list.iter().for_each(|v| walk(v, visit)),
        _ => {}
    }
}
