//! An entry in the words of the record: what changed, as JSON.

use serde_json::{Map, Value as Json, json};
use steward_ledger::{Change, Event, Value};

/// What changed and, when it went wrong, the word for why; empty when there is nothing to say.
pub(crate) fn detail(event: &Event) -> String {
    let mut map: Map<String, Json> = event.changes.iter().map(field).collect();
    if let Some(code) = &event.outcome.code {
        map.insert("code".to_owned(), Json::String(code.clone()));
    }
    if map.is_empty() { String::new() } else { Json::Object(map).to_string() }
}

fn field(change: &Change) -> (String, Json) {
    let Change { object, field, before, after } = change;
    let name = object.as_ref().map(|object| format!("{} {}: ", object.kind, object.id)).unwrap_or_default();
    let said = match (before, after) {
        (None, after) => shown(after.as_ref()),
        (before, after) => json!({ "from": shown(before.as_ref()), "to": shown(after.as_ref()) }),
    };
    (format!("{name}{field}"), said)
}

/// The value itself, or that there is one which is kept elsewhere.
fn shown(value: Option<&Value>) -> Json {
    match value {
        None => Json::Null,
        Some(Value::Plain(value)) => value.clone(),
        Some(Value::Withheld(commitment)) => json!({ "withheld": commitment }),
    }
}
