//! One event of an audit trail, in the words of NIST SP 800-53 AU-3: what, when, where, from where, outcome,
//! who.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use steward_model::Consequence;

/// Something that happened, in a tenant or in Steward.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AuditEvent {
    /// The id the source gave it, or `sha256:` and the hash of its content when it gave none.
    pub id: String,
    /// When it happened.
    pub time: Timestamp,
    /// Whose trail it comes from.
    pub source: EventSource,
    /// Id of the mapping that read it, such as `okta`; `steward` for Steward's own.
    pub origin: String,
    /// Who did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<Party>,
    /// For whom it was done, when that is somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<Party>,
    /// Who agreed to it, when the log says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<Party>,
    /// The operation, in the source's own words, such as `user.lifecycle.deactivate`.
    pub action: String,
    /// What such an operation does to the world, as far as the mapping can tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consequence: Option<Consequence>,
    /// What it was done to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<Thing>,
    /// Tenant, organisation or account in which it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenant: Option<String>,
    /// Through what it was done: an application, a service, the window, the command line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surface: Option<String>,
    /// How it ended.
    pub outcome: Outcome,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Version of the policy that decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy_version: Option<String>,
    /// What all events of one request have in common.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correlation: Option<String>,
    /// Network address it came from, as the source wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ip: Option<String>,
    /// Every field of the source that is none of the above.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub extra: Map<String, Value>,
    /// SHA-256 of what was read, as 64 lower-case hexadecimal digits: the line of a JSON Lines file,
    /// otherwise the record as JSON with sorted keys. Empty in a body without personal values.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub raw_hash: String,
}

/// What the id of an event begins with when it was worked out from the content.
pub(crate) const CONTENT_ID: &str = "sha256:";

impl AuditEvent {
    /// What two readings of the same event have in common, within one tenant: origin and id.
    #[must_use]
    pub fn dedupe_key(&self) -> String {
        Self::dedupe_key_of(&self.origin, &self.id)
    }

    /// The same of an origin and an id.
    #[must_use]
    pub fn dedupe_key_of(origin: &str, id: &str) -> String {
        format!("{origin}/{id}")
    }

    /// About how much room it takes in memory, in bytes.
    #[must_use]
    pub fn room(&self) -> usize {
        let Self {
            id,
            time: _,
            source: _,
            origin,
            actor,
            on_behalf_of,
            approved_by,
            action,
            consequence: _,
            object,
            tenant,
            surface,
            outcome,
            reason,
            policy_version,
            correlation,
            ip,
            extra,
            raw_hash,
        } = self;
        let parties = [actor, on_behalf_of, approved_by].into_iter().flatten();
        let parties = parties.flat_map(|party| [Some(&party.id), party.name.as_ref()]);
        let things =
            object.iter().flat_map(|thing| [Some(&thing.id), thing.name.as_ref(), thing.kind.as_ref()]);
        let rest = [tenant, surface, &outcome.code, reason, policy_version, correlation, ip];
        let texts = [id, origin, action, raw_hash].into_iter().map(Some);
        let texts = texts.chain(parties).chain(things).chain(rest.map(Option::as_ref)).flatten();
        let fields: usize = extra.iter().map(|(key, value)| key.len() + room(value)).sum();
        size_of::<Self>() + fields + texts.map(String::len).sum::<usize>()
    }

    /// Whether the source gave no id, so that it was worked out from the content.
    #[must_use]
    pub fn id_is_from_content(&self) -> bool {
        self.id.starts_with(CONTENT_ID)
    }
}

/// About how much room a value takes in memory, in bytes.
fn room(value: &Value) -> usize {
    let inside = match value {
        Value::String(text) => text.len(),
        Value::Array(list) => list.iter().map(room).sum(),
        Value::Object(map) => map.iter().map(|(key, value)| key.len() + room(value)).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    };
    size_of::<Value>() + inside
}

/// Whose trail an event comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EventSource {
    /// Steward's own record.
    Steward,
    /// The tenant's audit log.
    Tenant,
}

impl EventSource {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Steward, Self::Tenant];

    /// The word on the wire and on screen.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Steward => "steward",
            Self::Tenant => "tenant",
        }
    }
}

/// A person, an application or a service that acts. The name is kept apart from the id, so that it can be
/// forgotten.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Party {
    /// Id in the source, or a pseudonym.
    pub id: String,
    /// Name for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// What something was done to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Thing {
    /// Kind in the words of the source, such as `user` or `repo`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Id in the source, or a pseudonym.
    pub id: String,
    /// Name for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// How an event ended.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Outcome {
    /// The end, in one of four words.
    pub state: OutcomeState,
    /// The source's own word or number for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// The four ends of an operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OutcomeState {
    /// It was done.
    Success,
    /// It was tried and did not work.
    Failure,
    /// It was not allowed.
    Denied,
    /// The source does not say.
    #[default]
    Unknown,
}

impl OutcomeState {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Success, Self::Failure, Self::Denied, Self::Unknown];

    /// The word on the wire and on screen.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Failure => "failure",
            Self::Denied => "denied",
            Self::Unknown => "unknown",
        }
    }
}

/// How it stands with the approval of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ApprovalState {
    /// Nobody else has to agree.
    NotRequired,
    /// Somebody still has to.
    Pending,
    /// All who had to agreed.
    Granted,
    /// Somebody did not.
    Declined,
    /// It was granted, and its time is over.
    Expired,
    /// Done without, in an emergency.
    BreakGlass,
}

impl ApprovalState {
    /// All six.
    pub const ALL: [Self; 6] =
        [Self::NotRequired, Self::Pending, Self::Granted, Self::Declined, Self::Expired, Self::BreakGlass];

    /// The word in the index and in questions.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotRequired => "not-required",
            Self::Pending => "pending",
            Self::Granted => "granted",
            Self::Declined => "declined",
            Self::Expired => "expired",
            Self::BreakGlass => "break-glass",
        }
    }
}

/// SHA-256 of bytes as lower-case hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// A value as JSON with sorted keys and no space, every number as it was written: the same content, the same
/// text.
pub(crate) fn sorted_json(value: &Value) -> String {
    let mut text = String::new();
    write_sorted(value, &mut text);
    text
}

fn write_sorted(value: &Value, text: &mut String) {
    match value {
        Value::Object(map) => {
            let mut keys: Vec<(&String, &Value)> = map.iter().collect();
            keys.sort_by_key(|(key, _)| *key);
            text.push('{');
            for (at, (key, value)) in keys.into_iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                // writing to a String does not fail
                let _ = write!(text, "{}:", Value::String(key.clone()));
                write_sorted(value, text);
            }
            text.push('}');
        }
        Value::Array(list) => {
            text.push('[');
            for (at, value) in list.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                write_sorted(value, text);
            }
            text.push(']');
        }
        plain => {
            let _ = write!(text, "{plain}");
        }
    }
}
