//! JSON Schemas of the files, for editors and for the reader.

use crate::format::{
    ArticleFront, ConnectorFile, ObjectsFile, PackFile, PermissionsFile, PracticeBlueprint, RolesFile,
    RulesFile,
};
use schemars::JsonSchema;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// File names of the pack's TOML files, each with the name of its schema and the schema.
pub(crate) struct Schemas(BTreeMap<&'static str, Value>);

/// Makes all schemas, by the name of the schema file.
pub(crate) fn all() -> BTreeMap<&'static str, Value> {
    BTreeMap::from([
        ("pack.schema.json", of::<PackFile>()),
        ("permissions.schema.json", of::<PermissionsFile>()),
        ("roles.schema.json", of::<RolesFile>()),
        ("objects.schema.json", of::<ObjectsFile>()),
        ("rules.schema.json", of::<RulesFile>()),
        ("connector.schema.json", of::<ConnectorFile>()),
        ("practice.schema.json", of::<PracticeBlueprint>()),
        ("article.schema.json", of::<ArticleFront>()),
    ])
}

impl Schemas {
    /// All of them, made once.
    pub(crate) fn shared() -> &'static Self {
        static MADE: OnceLock<Schemas> = OnceLock::new();
        MADE.get_or_init(|| Self(all()))
    }

    /// The schema of a file such as `roles.toml`, or of `article`.
    pub(crate) fn get(&self, file: &str) -> &Value {
        static NONE: Value = Value::Null;
        let stem = file.strip_suffix(".toml").unwrap_or(file);
        self.0
            .iter()
            .find(|(name, _)| name.strip_suffix(".schema.json") == Some(stem))
            .map_or(&NONE, |(_, s)| s)
    }
}

fn of<T: JsonSchema>() -> Value {
    let mut schema = schemars::SchemaGenerator::default().into_root_schema_for::<T>().to_value();
    without_null(&mut schema);
    schema
}

/// TOML has no null: what is optional is left out.
fn without_null(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Array(types)) = map.get_mut("type") {
                types.retain(|t| t != "null");
                if let [one] = types.as_slice() {
                    let one = one.clone();
                    map.insert("type".into(), one);
                }
            }
            if map.get("default").is_some_and(|d| d.is_null() || d.is_object() || d.is_array()) {
                map.remove("default");
            }
            let other = map.get("anyOf").and_then(Value::as_array).and_then(|choices| {
                let rest: Vec<&Value> =
                    choices.iter().filter(|c| c.get("type").is_none_or(|t| t != "null")).collect();
                match rest.as_slice() {
                    [one] => one.as_object().cloned(),
                    _ => None,
                }
            });
            if let Some(other) = other {
                map.remove("anyOf");
                other.into_iter().for_each(|(k, v)| {
                    map.entry(k).or_insert(v);
                });
            }
            map.values_mut().for_each(without_null);
        }
        Value::Array(list) => list.iter_mut().for_each(without_null),
        _ => {}
    }
}
