//! What changed, field by field. Names of people and what people wrote do not belong here: see [`steward_ledger::Value`].

use serde::Serialize;
use steward_ledger::{Change, Object, Value};

/// A value that says nothing about a person; nothing when it is empty.
fn plain(value: impl Serialize) -> Option<Value> {
    serde_json::to_value(value).ok().filter(|value| !value.is_null()).map(Value::Plain)
}

/// A fact that was not there before.
pub(crate) fn set(field: &str, after: impl Serialize) -> Change {
    Change { object: None, field: field.to_owned(), before: None, after: plain(after) }
}

/// A field that was one thing and is another.
pub(crate) fn changed(field: &str, before: impl Serialize, after: impl Serialize) -> Change {
    Change { object: None, field: field.to_owned(), before: plain(before), after: plain(after) }
}

/// Kind of an object that is a person, whose id is a pseudonym.
pub(crate) const PERSON: &str = "person";
/// The field of such an object that says whom the pseudonym stands for. Entries only commit to it.
pub(crate) const PERSON_ID: &str = "id";

/// A fact about a person, who is named by a pseudonym.
pub(crate) fn person(pseudonym: String, field: &str, after: impl Serialize) -> Change {
    let object = Object { kind: PERSON.to_owned(), id: pseudonym };
    Change { object: Some(object), ..set(field, after) }
}
