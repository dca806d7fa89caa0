//! An event of the made-up log, and how it is written.

use jiff::Timestamp;
use serde_json::{Map, Value};
use steward_model::{Consequence, PermissionDef, Person};

/// Who did something.
#[derive(Clone, Debug)]
pub(super) struct Who {
    id: String,
    name: String,
}

impl Who {
    /// What carries changes of the directory into the product.
    pub(super) fn sync() -> Self {
        Self { id: "scim-sync".to_owned(), name: "SCIM sync".to_owned() }
    }
}

impl From<&Person> for Who {
    fn from(person: &Person) -> Self {
        Self { id: person.id.clone(), name: person.name.clone() }
    }
}

/// What something was done to.
#[derive(Clone, Debug)]
pub(super) struct Thing {
    kind: String,
    id: String,
    /// Empty when it has none.
    name: String,
}

impl Thing {
    pub(super) fn new(kind: &str, id: &str, name: &str) -> Self {
        Self { kind: kind.to_owned(), id: id.to_owned(), name: name.to_owned() }
    }

    pub(super) fn person(person: &Person) -> Self {
        Self::new("user", &person.id, &person.name)
    }
}

/// What was done, and its class.
pub(super) struct Deed<'a>(&'a str, Consequence);

impl<'a> From<&'a PermissionDef> for Deed<'a> {
    fn from(permission: &'a PermissionDef) -> Self {
        Self(&permission.id, permission.consequence)
    }
}

impl<'a> From<(&'a str, Consequence)> for Deed<'a> {
    fn from((action, class): (&'a str, Consequence)) -> Self {
        Self(action, class)
    }
}

/// An event.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub(super) id: String,
    pub(super) at: Timestamp,
    pub(super) who: Who,
    pub(super) action: String,
    pub(super) class: Consequence,
    pub(super) object: Option<Thing>,
    pub(super) outcome: &'static str,
    pub(super) surface: String,
    pub(super) request: String,
    /// Empty when none was given.
    pub(super) reason: String,
    pub(super) approved_by: Option<Who>,
}

impl Event {
    /// An event that went well, of a request of its own.
    pub(super) fn new<'a>(about: &str, at: Timestamp, who: Who, deed: impl Into<Deed<'a>>) -> Self {
        let Deed(action, class) = deed.into();
        Self {
            id: format!("event-{about}"),
            at,
            who,
            action: action.to_owned(),
            class,
            object: None,
            outcome: "success",
            surface: String::new(),
            request: format!("request-{about}"),
            reason: String::new(),
            approved_by: None,
        }
    }

    /// The event as a line of JSON. What has no value is left out.
    pub(super) fn line(&self) -> String {
        let mut fields = Map::new();
        let mut put = |name: &str, text: &str| {
            if !text.is_empty() {
                fields.insert(name.to_owned(), Value::from(text));
            }
        };
        put("eventId", &self.id);
        put("time", &self.at.to_string());
        put("actorId", &self.who.id);
        put("actorName", &self.who.name);
        put("action", &self.action);
        put("consequence", self.class.word());
        if let Some(Thing { kind, id, name }) = &self.object {
            put("objectType", kind);
            put("objectId", id);
            put("objectName", name);
        }
        put("outcome", self.outcome);
        put("surface", &self.surface);
        put("requestId", &self.request);
        put("reason", &self.reason);
        if let Some(Who { id, name }) = &self.approved_by {
            put("approvedBy", id);
            put("approvedByName", name);
        }
        format!("{}\n", Value::Object(fields))
    }
}
