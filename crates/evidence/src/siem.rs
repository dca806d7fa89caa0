//! Entries and events of tenants' logs as OCSF events, one by one, for a SIEM: the same ones as in a bundle.
//!
//! People are named by their pseudonyms, and what is withheld stays so.

use crate::contents::{Contents, Kept};
use crate::ocsf::{self, TARGETS};
use crate::secrets::Secrets;
use crate::{FORMAT, Question};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use steward_ledger::{Entry, Hash};
use steward_model::Consequence;

/// Version of the schema that single events have: the last one that is no draft.
pub const OCSF: &str = "1.8.0";

/// OCSF: API Activity.
const API: (u32, &str) = (6003, "API Activity");

/// An event of a tenant's own log, as far as OCSF has a place for it.
#[derive(Clone, Copy, Debug)]
pub struct Activity<'a> {
    /// Its id, by which it is found again.
    pub uid: &'a str,
    /// When it happened.
    pub time: Timestamp,
    /// Pseudonym of who did it.
    pub who: Option<&'a str>,
    /// The operation, in the words of the log.
    pub operation: &'a str,
    /// What such an operation does to the world.
    pub consequence: Option<Consequence>,
    /// Kind and id of what it was done to.
    pub object: Option<(&'a str, &'a str)>,
    /// Whether it was done; nothing when the log does not say.
    pub done: Option<bool>,
    /// The log's own word for how it ended.
    pub code: Option<&'a str>,
    /// Through what it was done.
    pub surface: Option<&'a str>,
    /// The tenant in which it happened.
    pub tenant: &'a str,
    /// What kind of log it comes from, such as `okta`.
    pub origin: &'a str,
    /// What all events of one request have in common.
    pub correlation: Option<&'a str>,
}

/// An entry of a ledger as an OCSF event. `tool` is name and version of the program that makes it.
#[must_use]
pub fn ocsf_of_entry(entry: &Entry, hash: Hash, tool: &str) -> Value {
    let contents = Contents {
        format: FORMAT,
        log: entry.chain.device.clone(),
        tool: tool.to_owned(),
        question: Question { text: String::new(), query: Value::Null, control: None },
        keys: Vec::new(),
        checkpoint: None,
        signer: None,
        entries: BTreeMap::new(),
        proved: BTreeSet::new(),
        supporting: BTreeSet::new(),
        events: BTreeMap::new(),
        packs: Vec::new(),
        policies: BTreeSet::new(),
        secrets: Secrets::default(),
    };
    let kept = Kept { entry: entry.clone(), hash };
    let target = TARGETS.iter().find(|target| target.version == OCSF);
    target.map_or(Value::Null, |target| ocsf::event(&contents, &kept, target))
}

/// An event of a tenant's own log as an OCSF event: API Activity (6003).
#[must_use]
pub fn ocsf_of_activity(activity: &Activity<'_>, tool: &str) -> Value {
    activity_of(activity, tool, OCSF)
}

/// The same in a version of the schema.
pub fn activity_of(activity: &Activity<'_>, tool: &str, version: &str) -> Value {
    let (class, class_name) = API;
    let (kind, kind_name) = match activity.consequence {
        Some(Consequence::View | Consequence::Diagnose) => (2, "Read"),
        Some(Consequence::Correct | Consequence::Override | Consequence::Policy) => (3, "Update"),
        Some(Consequence::Destructive) => (4, "Delete"),
        None => (99, "Other"),
    };
    let (severity, severity_name) = activity.consequence.map_or((0, "Unknown"), ocsf::severity);
    let (status, status_name) = match activity.done {
        Some(true) => (1, "Success"),
        Some(false) => (2, "Failure"),
        None => (0, "Unknown"),
    };
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| {
        out.insert(name.to_owned(), value);
    };
    put("category_uid", json!(class / 1000));
    put("category_name", json!("Application Activity"));
    put("class_uid", json!(class));
    put("class_name", json!(class_name));
    put("activity_id", json!(kind));
    put("activity_name", json!(if kind == 99 { activity.operation } else { kind_name }));
    put("type_uid", json!(class * 100 + kind));
    put("type_name", json!(format!("{class_name}: {kind_name}")));
    put("time", json!(activity.time.as_millisecond()));
    put("severity_id", json!(severity));
    put("severity", json!(severity_name));
    put("status_id", json!(status));
    put("status", json!(status_name));
    if let Some(code) = activity.code {
        put("status_code", json!(code));
    }
    put("message", json!(activity.operation));
    put(
        "actor",
        activity
            .who
            .map_or_else(|| json!({ "app_name": activity.origin }), |who| json!({ "user": { "uid": who } })),
    );
    put("api", json!({ "operation": activity.operation }));
    put("src_endpoint", json!({ "name": activity.surface.unwrap_or("unknown") }));
    if let Some((kind, id)) = activity.object {
        put("resources", json!([{ "type": kind, "uid": id }]));
    }
    put("metadata", metadata(activity, tool, version));
    if let Some(consequence) = activity.consequence {
        put("unmapped", json!({ "consequence": consequence.word() }));
    }
    Value::Object(out)
}

fn metadata(activity: &Activity<'_>, tool: &str, schema: &str) -> Value {
    let (name, version) = tool.split_once(' ').unwrap_or((tool, ""));
    let mut metadata = Map::new();
    let mut put = |name: &str, value: Value| {
        metadata.insert(name.to_owned(), value);
    };
    put("version", json!(schema));
    put("product", json!({ "name": name, "vendor_name": "Steward", "version": version }));
    put("uid", json!(activity.uid));
    put("log_name", json!(activity.origin));
    put("tenant_uid", json!(activity.tenant));
    put("original_time", json!(activity.time.to_string()));
    if let Some(correlation) = activity.correlation {
        put("correlation_uid", json!(correlation));
    }
    Value::Object(metadata)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_tenant_says_is_api_activity() {
        let activity = Activity {
            uid: "event/7",
            time: "2026-05-03T10:12:44Z".parse().unwrap(),
            who: None,
            operation: "user.lifecycle.deactivate",
            consequence: Some(Consequence::Destructive),
            object: Some(("User", "0a")),
            done: Some(false),
            code: Some("DENY"),
            surface: None,
            tenant: "t-1",
            origin: "okta",
            correlation: Some("r1"),
        };
        let event = ocsf_of_activity(&activity, "steward 0.1.0");
        assert_eq!((&event["class_uid"], &event["type_uid"]), (&6003.into(), &600_304.into()));
        assert_eq!((&event["category_uid"], &event["status_id"]), (&6.into(), &2.into()));
        for required in ["actor", "api", "src_endpoint", "metadata", "time", "severity_id"] {
            assert!(event.get(required).is_some(), "{required}");
        }
        assert_eq!(event["metadata"]["product"]["version"], "0.1.0");
        assert_eq!(event["actor"]["app_name"], "okta", "somebody or something acts");
    }
}
