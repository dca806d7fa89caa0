//! Entries and events of tenants' own logs as OCSF events, one file for each version of the schema that is in use.
//!
//! Which class an entry becomes is data: the rows of its target. Account Change (3001) and User Access
//! Management (3005) are deprecated after 1.8; from 1.9 on their place is taken by User Management (3007),
//! and roles, which before were entities like any other (3004), have Role Management (3008). What has no
//! attribute of its own stands in `unmapped`.

use crate::contents::{Contents, Kept};
use crate::events::KeptEvent;
use crate::siem::{Activity, activity_of};
use crate::{EventPlace, facts, told};
use serde_json::{Map, Value, json};
use steward_ledger::{CanonicalError, Event, OutcomeState, canonical_bytes};
use steward_model::Consequence;

/// A version of the schema.
pub struct Target {
    pub version: &'static str,
    rows: &'static [Row],
}

/// What an entry is about becomes which class and activity; the first row that fits counts.
struct Row {
    /// Kind of the object; `*` is any.
    kind: &'static str,
    when: When,
    class: u32,
    class_name: &'static str,
    activity: u32,
    activity_name: &'static str,
    /// Attribute that the object becomes.
    target: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    /// Nothing was changed.
    Read,
    /// Access was given.
    Granted,
    /// Access was taken away.
    Taken,
    /// Whatever happened.
    Any,
}

/// Fields that say what somebody may do.
const ACCESS: [&str; 4] = ["roles", "permissions", "grants", "assignments"];
/// OCSF: an activity that has no id of its own.
const OTHER: u32 = 99;

const fn row(
    kind: &'static str,
    when: When,
    (class, class_name): (u32, &'static str),
    (activity, activity_name): (u32, &'static str),
    target: &'static str,
) -> Row {
    Row { kind, when, class, class_name, activity, activity_name, target }
}

const ACCOUNT_CHANGE: (u32, &str) = (3001, "Account Change");
const ENTITY: (u32, &str) = (3004, "Entity Management");
const USER_ACCESS: (u32, &str) = (3005, "User Access Management");
const GROUP: (u32, &str) = (3006, "Group Management");
const USER: (u32, &str) = (3007, "User Management");
const ROLE: (u32, &str) = (3008, "Role Management");

const UNTIL_1_8: &[Row] = &[
    row("*", When::Read, ENTITY, (2, "Read"), "entity"),
    row("person", When::Granted, USER_ACCESS, (1, "Assign Privileges"), "user"),
    row("person", When::Taken, USER_ACCESS, (2, "Revoke Privileges"), "user"),
    row("person", When::Any, ACCOUNT_CHANGE, (OTHER, "Other"), "user"),
    row("group", When::Granted, GROUP, (1, "Assign Privileges"), "group"),
    row("group", When::Taken, GROUP, (2, "Revoke Privileges"), "group"),
    row("group", When::Any, GROUP, (OTHER, "Other"), "group"),
    row("*", When::Any, ENTITY, (3, "Update"), "entity"),
];
const SINCE_1_9: &[Row] = &[
    row("*", When::Read, ENTITY, (2, "Read"), "entity"),
    row("person", When::Granted, USER, (14, "Assign Privileges"), "user"),
    row("person", When::Taken, USER, (15, "Remove Privileges"), "user"),
    row("person", When::Any, USER, (2, "Update"), "user"),
    row("group", When::Granted, GROUP, (1, "Assign Privileges"), "group"),
    row("group", When::Taken, GROUP, (2, "Revoke Privileges"), "group"),
    row("group", When::Any, GROUP, (9, "Update"), "group"),
    row("role", When::Granted, ROLE, (4, "Assign Privileges"), "iam_role"),
    row("role", When::Taken, ROLE, (5, "Remove Privileges"), "iam_role"),
    row("role", When::Any, ROLE, (2, "Update"), "iam_role"),
    row("*", When::Any, ENTITY, (3, "Update"), "entity"),
];

/// The versions that events are made for.
pub const TARGETS: &[Target] = &[
    Target { version: "1.1.0", rows: UNTIL_1_8 },
    Target { version: "1.3.0", rows: UNTIL_1_8 },
    Target { version: "1.5.0", rows: UNTIL_1_8 },
    Target { version: "1.8.0", rows: UNTIL_1_8 },
    Target { version: "1.9.0-dev", rows: SINCE_1_9 },
];

/// The events of one version, as a JSON array: answers among the entries, then those of tenants' own logs, in their order.
pub fn render(contents: &Contents, target: &Target) -> Result<Vec<u8>, CanonicalError> {
    let entries = contents.answers().map(|kept| event(contents, kept, target));
    let told = contents.events.iter().map(|(place, kept)| activity(contents, (*place, kept), target));
    canonical_bytes(&entries.chain(told).collect::<Vec<Value>>())
}

/// An event of a tenant's own log: API Activity, which says whose log it was.
fn activity(contents: &Contents, (place, kept): (EventPlace, &KeptEvent), target: &Target) -> Value {
    let said = told::event(contents, place, kept);
    let uid = kept.hash.to_string();
    let object =
        said.object.as_ref().map(|thing| (thing.kind.as_deref().unwrap_or("object"), thing.id.as_str()));
    let activity = Activity {
        uid: &uid,
        time: said.time,
        who: said.actor.as_ref().map(|party| party.id.as_str()),
        operation: &said.action,
        consequence: said.consequence,
        object,
        done: told::done(said.outcome.state),
        code: said.outcome.code.as_deref(),
        surface: said.surface.as_deref(),
        tenant: &kept.tenant,
        origin: &said.origin,
        correlation: said.correlation.as_deref(),
    };
    let mut event = activity_of(&activity, &contents.tool, target.version);
    let rest: Map<String, Value> = (told::LABELS.into_iter().zip(told::of(contents, place, kept)))
        .filter(|(label, value)| !value.is_empty() && !is_mapped(label))
        .map(|(label, value)| (label.replace(' ', "_"), Value::String(value)))
        .collect();
    if let Some(event) = event.as_object_mut() {
        event.insert("unmapped".to_owned(), Value::Object(rest));
    }
    event
}

/// Whether API Activity has an attribute for what an event says under this label.
fn is_mapped(label: &str) -> bool {
    matches!(label, "time" | "who" | "operation" | "object" | "surface" | "outcome" | "correlation")
}

/// An entry as an event.
pub fn event(contents: &Contents, kept: &Kept, target: &Target) -> Value {
    let (number, event) = (kept.entry.chain.number, &kept.entry.event);
    let (kind, id) = subject(contents, event);
    let happened = when(event);
    let fits =
        |row: &&Row| (row.kind == kind || row.kind == "*") && (row.when == happened || row.when == When::Any);
    // the last row of every target fits everything
    let Some(row) = target.rows.iter().find(fits).or(target.rows.last()) else { return Value::Null };
    let activity_name = if row.activity == OTHER { event.operation.as_str() } else { row.activity_name };
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| {
        out.insert(name.to_owned(), value);
    };
    put("category_uid", json!(3));
    put("category_name", json!("Identity & Access Management"));
    put("class_uid", json!(row.class));
    put("class_name", json!(row.class_name));
    put("activity_id", json!(row.activity));
    put("activity_name", json!(activity_name));
    put("type_uid", json!(row.class * 100 + row.activity));
    put("type_name", json!(format!("{}: {}", row.class_name, row.activity_name)));
    put("time", json!(event.time.as_millisecond()));
    let (severity, severity_name) = severity(event.consequence);
    put("severity_id", json!(severity));
    put("severity", json!(severity_name));
    let (status, status_name) = status(event.outcome.state);
    put("status_id", json!(status));
    put("status", json!(status_name));
    put("status_detail", json!(facts::outcome(event.outcome.state)));
    if let Some(code) = &event.outcome.code {
        put("status_code", json!(code));
    }
    put("message", json!(format!("{}: {}", event.operation, facts::outcome(event.outcome.state))));
    put("actor", actor(event));
    put("metadata", metadata(contents, kept, target));
    put(row.target, object(row.target, &kind, &id));
    if matches!(row.activity_name, "Assign Privileges" | "Revoke Privileges" | "Remove Privileges") {
        put("privileges", json!(privileges(contents, number, event)));
    }
    put("unmapped", unmapped(contents, kept));
    Value::Object(out)
}

/// What an event is about: its object, or else the tenant, or else the log.
fn subject(contents: &Contents, event: &Event) -> (String, String) {
    match (&event.object, &event.tenant) {
        (Some(object), _) => (object.kind.clone(), object.id.clone()),
        (None, Some(tenant)) => ("tenant".to_owned(), tenant.id.clone()),
        (None, None) => ("log".to_owned(), contents.log.clone()),
    }
}

fn object(target: &str, kind: &str, id: &str) -> Value {
    if target == "entity" { json!({ "type": kind, "uid": id }) } else { json!({ "uid": id }) }
}

fn when(event: &Event) -> When {
    if matches!(event.consequence, Consequence::View | Consequence::Diagnose) {
        return When::Read;
    }
    let mut of_access =
        event.changes.iter().filter(|change| ACCESS.contains(&change.field.as_str())).peekable();
    if of_access.peek().is_none() {
        return When::Any;
    }
    let changes: Vec<(bool, bool)> =
        of_access.map(|change| (change.before.is_some(), change.after.is_some())).collect();
    if changes.iter().all(|change| *change == (false, true)) {
        When::Granted
    } else if changes.iter().all(|change| *change == (true, false)) {
        When::Taken
    } else {
        When::Any
    }
}

/// What was given or taken, as text.
fn privileges(contents: &Contents, number: u64, event: &Event) -> Vec<String> {
    let of_access =
        (event.changes.iter().enumerate()).filter(|(_, change)| ACCESS.contains(&change.field.as_str()));
    of_access
        .map(|(at, change)| {
            let [_, _, before, after] = facts::change(contents, number, at, change);
            if change.after.is_some() { after } else { before }
        })
        .collect()
}

fn actor(event: &Event) -> Value {
    let decision = &event.decision;
    let said = if decision.policies.is_empty() { "denied" } else { decided(event.outcome.state) };
    let version = &decision.policy_version;
    let authorizations: Vec<Value> = if decision.policies.is_empty() {
        vec![json!({ "decision": said, "policy": { "uid": version, "version": version } })]
    } else {
        let policy = |id: &String| json!({ "decision": said, "policy": { "uid": id, "version": version } });
        decision.policies.iter().map(policy).collect()
    };
    json!({ "user": { "uid": event.who.0 }, "authorizations": authorizations })
}

const fn decided(state: OutcomeState) -> &'static str {
    match state {
        OutcomeState::Refused => "denied",
        OutcomeState::Intent | OutcomeState::Done | OutcomeState::Failed | OutcomeState::Unknown => "allowed",
    }
}

fn metadata(contents: &Contents, kept: &Kept, target: &Target) -> Value {
    let event = &kept.entry.event;
    let (name, version) = contents.tool.split_once(' ').unwrap_or((contents.tool.as_str(), ""));
    let mut metadata = Map::new();
    let mut put = |name: &str, value: Value| {
        metadata.insert(name.to_owned(), value);
    };
    put("version", json!(target.version));
    put("product", json!({ "name": name, "vendor_name": "Steward", "version": version }));
    put("uid", json!(kept.hash.to_string()));
    put("log_name", json!(contents.log));
    put("sequence", json!(kept.entry.chain.number));
    put("correlation_uid", json!(event.correlation));
    put("original_time", json!(event.time.to_string()));
    if let Some(tenant) = &event.tenant {
        put("tenant_uid", json!(tenant.id));
    }
    Value::Object(metadata)
}

/// What OCSF has no attribute for, in the words of the report.
fn unmapped(contents: &Contents, kept: &Kept) -> Value {
    let mut out = Map::new();
    for (label, value) in facts::LABELS.into_iter().zip(facts::of(contents, &kept.entry)) {
        let mapped = matches!(label, "number" | "time" | "who" | "outcome" | "correlation");
        if !mapped && !value.is_empty() {
            out.insert(label.replace(' ', "_"), Value::String(value));
        }
    }
    let changes: Vec<Value> = (kept.entry.event.changes.iter().enumerate())
        .map(|(at, change)| {
            let [of, field, before, after] = facts::change(contents, kept.entry.chain.number, at, change);
            json!({ "of": of, "field": field, "before": before, "after": after })
        })
        .collect();
    if !changes.is_empty() {
        out.insert("changes".to_owned(), Value::Array(changes));
    }
    Value::Object(out)
}

/// How much attention a class asks for, in the scale of OCSF.
pub const fn severity(consequence: Consequence) -> (u32, &'static str) {
    match consequence {
        Consequence::View | Consequence::Diagnose => (1, "Informational"),
        Consequence::Correct => (2, "Low"),
        Consequence::Override | Consequence::Policy => (3, "Medium"),
        Consequence::Destructive => (4, "High"),
    }
}

const fn status(state: OutcomeState) -> (u32, &'static str) {
    match state {
        OutcomeState::Done => (1, "Success"),
        OutcomeState::Refused | OutcomeState::Failed => (2, "Failure"),
        // how an intent ended says another entry with the same correlation
        OutcomeState::Intent | OutcomeState::Unknown => (0, "Unknown"),
    }
}
