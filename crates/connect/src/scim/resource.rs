//! Attributes of resources (RFC 7643), found without regard to case and taken as what they were meant to be.

use super::settings::ScimMapping;
use super::tally::Tally;
use crate::files::cells::moment;
use crate::missing::{Extent, Part};
use jiff::Timestamp;
use serde_json::{Map, Value};

/// The enterprise extension (RFC 7643 section 4.3).
const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

type Object = Map<String, Value>;

/// An attribute by name, without regard to case (RFC 7643 section 2.1).
pub(super) fn get<'v>(object: &'v Object, name: &str) -> Option<&'v Value> {
    let found = object
        .get(name)
        .or_else(|| object.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value));
    found.filter(|x| !x.is_null())
}

/// An attribute by path: names joined by dots, an extension's URN before a colon.
fn at<'v>(object: &'v Object, path: &str) -> Option<&'v Value> {
    let (object, path) = match path.rsplit_once(':') {
        Some((urn, rest)) => (get(object, urn)?.as_object()?, rest),
        None => (object, path),
    };
    let mut parts = path.split('.');
    let mut value = get(object, parts.next()?)?;
    for part in parts {
        value = get(value.as_object()?, part)?;
    }
    Some(value)
}

/// A text; numbers are taken as texts.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => Some(s.trim().to_owned()).filter(|x| !x.is_empty()),
        Value::Number(n) => Some(n.to_string()),
        _ => None,
    }
}

/// A yes or no; texts and numbers are taken as they are meant.
pub(super) fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(b) => Some(*b),
        Value::String(s) => crate::files::cells::active(s),
        Value::Number(n) => n.as_u64().map(|x| x != 0),
        _ => None,
    }
}

/// What tells a resource from others: its id, else its name.
pub(super) fn key_of(resource: &Value) -> Option<String> {
    let object = resource.as_object()?;
    ["id", "userName", "displayName", "value", "externalId"]
        .iter()
        .find_map(|x| get(object, x).and_then(text))
}

/// One value of a multi-valued attribute (RFC 7643 section 2.4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    pub value: String,
    pub display: Option<String>,
    pub kind: Option<String>,
    /// Last part of `$ref`.
    pub reference: Option<String>,
    pub primary: bool,
}

/// The values of an attribute: objects, plain texts, or a single one without a list.
pub(super) fn entries(value: Option<&Value>) -> Vec<Entry> {
    let list = match value {
        Some(Value::Array(list)) => list.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    list.into_iter().filter_map(entry).collect()
}

fn entry(value: &Value) -> Option<Entry> {
    let Some(object) = value.as_object() else {
        return text(value).map(|value| Entry { value, ..Entry::default() });
    };
    let word = |name: &str| get(object, name).and_then(text);
    let reference = word("$ref").and_then(|x| {
        let last = x.trim_end_matches('/').rsplit('/').next()?.to_owned();
        Some(last).filter(|x| !x.is_empty())
    });
    let display = word("display").or_else(|| word("displayName")).or_else(|| word("name"));
    let value =
        word("value").or_else(|| word("id")).or_else(|| reference.clone()).or_else(|| display.clone())?;
    let primary = get(object, "primary").and_then(flag).unwrap_or(false);
    Some(Entry { value, display, kind: word("type"), reference, primary })
}

/// A user as Steward needs it.
#[derive(Clone, Debug, Default)]
pub(super) struct User {
    pub id: String,
    pub user_name: Option<String>,
    pub display: Option<String>,
    pub email: Option<String>,
    pub external_id: Option<String>,
    pub title: Option<String>,
    pub department: Option<String>,
    pub manager: Option<String>,
    pub active: bool,
    pub mfa: Option<bool>,
    pub last_sign_in: Option<Timestamp>,
    pub created: Option<Timestamp>,
    pub version: Option<String>,
    pub groups: Vec<Entry>,
    pub roles: Vec<Entry>,
    pub entitlements: Vec<Entry>,
}

/// A group as Steward needs it.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub id: String,
    pub display: Option<String>,
    pub external_id: Option<String>,
    pub version: Option<String>,
    /// `None` when the server does not say who is in it.
    pub members: Option<Vec<Entry>>,
    pub roles: Vec<Entry>,
    pub entitlements: Vec<Entry>,
}

/// A role that is a resource of its own.
#[derive(Clone, Debug, Default)]
pub(super) struct Role {
    pub id: String,
    pub display: Option<String>,
    pub description: Option<String>,
    pub permissions: Vec<Entry>,
    pub includes: Vec<Entry>,
    pub members: Vec<Entry>,
}

/// The id of a resource; the fallback is noted.
fn id_of(object: &Object, fallback: &str, list: &str, at: usize, tally: &mut Tally) -> Option<String> {
    if let Some(id) = get(object, "id").and_then(text) {
        return Some(id);
    }
    let field = format!("{list}[{at}].id");
    match get(object, fallback).and_then(text) {
        Some(name) => {
            tally.bent("no-id", &field, &format!("`{name}` has no id; `{fallback}` was taken instead"));
            Some(name)
        }
        None => {
            let message = format!("an entry has neither `id` nor `{fallback}`");
            let (one, hint) = ((Part::of(list), Extent::Entries(1)), "ask the vendor; it was left out");
            tally.missing("no-id-at-all", one, &field, message, hint);
            None
        }
    }
}

fn version_of(object: &Object) -> Option<String> {
    at(object, "meta.version").and_then(text)
}

fn all(object: &Object, paths: &[String]) -> Vec<Entry> {
    paths.iter().flat_map(|path| entries(at(object, path))).collect()
}

/// Reads a user; `None` when it cannot be told from others.
pub(super) fn user(value: &Value, at_: usize, mapping: &ScimMapping, tally: &mut Tally) -> Option<User> {
    let object = value.as_object()?;
    let id = id_of(object, "userName", "Users", at_, tally)?;
    let field = |name: &str| format!("Users[{at_}].{name}");
    let word = |path: &str| at(object, path).and_then(text);
    let enterprise = |name: &str| {
        word(&format!("{ENTERPRISE}:{name}"))
            .or_else(|| word(name))
            .or_else(|| word(&format!("enterprise.{name}")))
    };
    let full = || {
        let parts: Vec<String> =
            ["name.givenName", "name.familyName"].iter().filter_map(|x| word(x)).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    };
    let emails = entries(get(object, "emails").or_else(|| get(object, "email")));
    let email = (emails.iter().find(|x| x.primary)).or(emails.first()).map(|x| x.value.clone());
    let active = match get(object, "active") {
        None => true,
        Some(Value::Bool(b)) => *b,
        Some(other) => {
            let read = flag(other);
            if read.is_some() {
                tally.bent(
                    "flag-as-text",
                    &field("active"),
                    "`active` is not `true` or `false` but a text or number",
                );
            } else {
                let message = format!("`active` of `{id}` is neither yes nor no");
                tally.warn("bad-flag", &field("active"), message, "ask the vendor; it was taken as active");
            }
            read.unwrap_or(true)
        }
    };
    if get(object, "meta").is_none() {
        tally.bent("no-meta", &field("meta"), "resources come without `meta`");
    }
    let mut time = |path: &str| {
        let value = word(path)?;
        let read = moment(&value, false).ok();
        if read.is_none() {
            let message = format!("`{path}` of `{id}` is not a time");
            tally.warn("bad-time", &field(path), message, "ask the vendor; it was left out");
        }
        read
    };
    let created = time("meta.created");
    let last_sign_in = mapping.last_sign_in_path.as_deref().and_then(&mut time);
    let manager = at(object, &format!("{ENTERPRISE}:manager")).or_else(|| get(object, "manager"));
    let manager = entries(manager).into_iter().next().map(|x| x.value);
    Some(User {
        user_name: word("userName"),
        display: word("displayName")
            .or_else(|| word("name.formatted"))
            .or_else(full)
            .or_else(|| word("nickName")),
        email,
        external_id: word("externalId"),
        title: word("title"),
        department: enterprise("department"),
        manager,
        active,
        mfa: mapping.mfa_path.as_deref().and_then(|x| at(object, x)).and_then(flag),
        last_sign_in,
        created,
        version: version_of(object),
        groups: entries(get(object, "groups")),
        roles: all(object, &mapping.role_paths),
        entitlements: all(object, &mapping.entitlement_paths),
        id,
    })
}

/// Reads a group; `None` when it cannot be told from others.
pub(super) fn group(value: &Value, at_: usize, mapping: &ScimMapping, tally: &mut Tally) -> Option<Group> {
    let object = value.as_object()?;
    let id = id_of(object, "displayName", "Groups", at_, tally)?;
    let members = object.iter().find(|(key, _)| key.eq_ignore_ascii_case("members")).map(|(_, x)| x);
    Some(Group {
        display: get(object, "displayName").and_then(text),
        external_id: get(object, "externalId").and_then(text),
        version: version_of(object),
        members: members.map(|x| entries(Some(x).filter(|x| !x.is_null()))),
        roles: all(object, &mapping.role_paths),
        entitlements: all(object, &mapping.entitlement_paths),
        id,
    })
}

/// Reads a role that is a resource of its own; `None` when it cannot be told from others.
pub(super) fn role(value: &Value, at_: usize, tally: &mut Tally) -> Option<Role> {
    let object = value.as_object()?;
    let word = |name: &str| get(object, name).and_then(text);
    let id = word("value").or_else(|| id_of(object, "displayName", "Roles", at_, tally))?;
    let permissions = ["permissions", "entitlements"].iter().flat_map(|x| entries(get(object, x))).collect();
    let includes = ["contains", "includes"].iter().flat_map(|x| entries(get(object, x))).collect();
    Some(Role {
        display: word("displayName").or_else(|| word("display")).or_else(|| word("name")),
        description: word("description"),
        permissions,
        includes,
        members: entries(get(object, "members")),
        id,
    })
}
