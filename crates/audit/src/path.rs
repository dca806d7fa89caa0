//! Where a field stands in a record of JSON.

use serde_json::{Map, Value};

/// The value at a path: dotted (`actor.id`, `target.0.id`), or a JSON pointer (RFC 6901) when it begins with
/// `/`.
///
/// A key that contains dots is found before its parts are, so that the same path reads a CSV column of that
/// name. A part `name=USER_EMAIL` picks the first element of a list whose `name` is `USER_EMAIL`.
pub(crate) fn find<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    if path.starts_with('/') {
        return value.pointer(path);
    }
    if let Some(whole) = value.as_object().and_then(|map| map.get(path)) {
        return Some(whole);
    }
    path.split('.').try_fold(value, step)
}

fn step<'v>(value: &'v Value, part: &str) -> Option<&'v Value> {
    match value {
        Value::Object(map) => map.get(part),
        Value::Array(list) => list.get(place(list, part)?),
        _ => None,
    }
}

/// Position in a list: a number, or the first element with a key of that value.
fn place(list: &[Value], part: &str) -> Option<usize> {
    match part.split_once('=') {
        Some((key, wanted)) => list.iter().position(|x| x.get(key).and_then(Value::as_str) == Some(wanted)),
        None => part.parse().ok(),
    }
}

/// A value as one text: strings, numbers and truth values as they are; nothing for what is empty, a list or
/// an object.
pub(crate) fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => return None,
    };
    // what exports write for nothing
    (!text.is_empty() && text != "-" && text != "null").then_some(text)
}

/// The record without the fields at these paths. What stands in lists is left, so that no position moves.
pub(crate) fn without(record: &Map<String, Value>, paths: &[&str]) -> Map<String, Value> {
    let mut rest = record.clone();
    for path in paths {
        if rest.remove(*path).is_some() {
            continue;
        }
        let parts: Vec<String> = match path.strip_prefix('/') {
            Some(pointer) => pointer.split('/').map(|x| x.replace("~1", "/").replace("~0", "~")).collect(),
            None => path.split('.').map(str::to_owned).collect(),
        };
        remove(&mut rest, &parts);
    }
    rest
}

fn remove(map: &mut Map<String, Value>, parts: &[String]) {
    let Some((first, deeper)) = parts.split_first() else { return };
    if deeper.is_empty() {
        map.remove(first);
    } else if let Some(Value::Object(inner)) = map.get_mut(first) {
        remove(inner, deeper);
        if inner.is_empty() {
            map.remove(first);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn paths_reach_keys_lists_and_named_elements() {
        let value = json!({
            "a": {"b": 1}, "a.c": 2, "list": [{"id": "x"}, {"id": "y"}],
            "parameters": [{"name": "ROLE", "value": "admin"}],
        });
        let at = |path| find(&value, path).cloned();
        assert_eq!(at("a.b"), Some(json!(1)));
        assert_eq!(at("a.c"), Some(json!(2)));
        assert_eq!(at("/a/b"), Some(json!(1)));
        assert_eq!(at("list.1.id"), Some(json!("y")));
        assert_eq!(at("parameters.name=ROLE.value"), Some(json!("admin")));
        assert_eq!(at("parameters.name=USER.value"), None);
        assert_eq!(at("list.9.id"), None);
        assert_eq!(at(""), None);
    }

    #[test]
    fn what_was_used_is_no_longer_in_the_rest() {
        let Value::Object(record) = json!({"a": {"b": 1}, "c": {"d": 1, "e": 2}, "f.g": 3, "h": 4}) else {
            panic!("an object")
        };
        let rest = without(&record, &["a.b", "/c/d", "f.g", "nothing.there"]);
        assert_eq!(Value::Object(rest), json!({"c": {"e": 2}, "h": 4}));
    }
}
