//! Which field of a foreign audit log is what, as data.

use crate::event::{
    AuditEvent, CONTENT_ID, EventSource, Outcome, OutcomeState, Party, Thing, sha256, sorted_json,
};
use crate::moment::{self, Moment};
use crate::{glob, path};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::borrow::Cow;
use steward_model::Consequence;

/// How an audit log is read. In a pack and in `crates/audit/mappings` it is a TOML file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct AuditMapping {
    /// Short word for it, such as `okta`; every event carries it as its origin.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Paths that a record of this log always has; by them it is recognised.
    #[serde(default)]
    pub recognise: Vec<String>,
    /// Path of a list in a record, each element of which is an event of its own; the element then stands in
    /// its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub each: Option<String>,
    /// Where the whole list stands then, when it has several elements; nowhere when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep: Option<String>,
    /// Formats of times (`seconds`, `milliseconds`, `microseconds`, or as `strptime` has them), when they are
    /// not RFC 3339 and do not tell themselves.
    #[serde(default)]
    pub times: Vec<String>,
    /// Where the fields of an event stand.
    pub fields: Fields,
    /// What is the same for every event of this log.
    #[serde(default)]
    pub constants: Constants,
    /// How an event ended: the first rule that fits decides.
    #[serde(default)]
    pub outcome: Vec<OutcomeRule>,
    /// The outcome when the field is not there at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome_absent: Option<OutcomeState>,
    /// What an action does to the world: the first rule that fits decides; then the common ones.
    #[serde(default)]
    pub consequence: Vec<ConsequenceRule>,
}

/// Paths of the fields of an event. Of several paths the first one that has a value counts. A path is dotted
/// (`target.0.id`) or a JSON pointer (`/target/0/id`); `parameters.name=ROLE.value` picks from a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[allow(missing_docs, reason = "they are named as the fields of `AuditEvent`, which are documented")]
pub struct Fields {
    pub id: Vec<String>,
    pub time: Vec<String>,
    pub actor: Vec<String>,
    pub actor_name: Vec<String>,
    pub on_behalf_of: Vec<String>,
    pub on_behalf_of_name: Vec<String>,
    pub approved_by: Vec<String>,
    pub approved_by_name: Vec<String>,
    pub action: Vec<String>,
    pub object_kind: Vec<String>,
    pub object: Vec<String>,
    pub object_name: Vec<String>,
    pub tenant: Vec<String>,
    pub surface: Vec<String>,
    pub outcome: Vec<String>,
    pub outcome_code: Vec<String>,
    pub reason: Vec<String>,
    pub policy_version: Vec<String>,
    pub correlation: Vec<String>,
    pub ip: Vec<String>,
}

impl Fields {
    /// Every path from which something is read.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let Self {
            id,
            time,
            actor,
            actor_name,
            on_behalf_of,
            on_behalf_of_name,
            approved_by,
            approved_by_name,
            action,
            object_kind,
            object,
            object_name,
            tenant,
            surface,
            outcome,
            outcome_code,
            reason,
            policy_version,
            correlation,
            ip,
        } = self;
        let people = [actor, actor_name, on_behalf_of, on_behalf_of_name, approved_by, approved_by_name];
        let things = [object_kind, object, object_name, tenant, surface];
        let rest = [id, time, action, outcome, outcome_code, reason, policy_version, correlation, ip];
        people.into_iter().chain(things).chain(rest).flatten().map(String::as_str)
    }
}

/// What is the same for every event of a log, used where a field gives nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[allow(missing_docs, reason = "they are named as the fields of `AuditEvent`, which are documented")]
pub struct Constants {
    pub action: Option<String>,
    pub tenant: Option<String>,
    pub surface: Option<String>,
    pub object_kind: Option<String>,
}

/// A word of the source for an outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OutcomeRule {
    /// Words and patterns with `*`, compared without regard to case.
    pub is: Vec<String>,
    /// What they mean.
    pub means: OutcomeState,
}

/// What tells the consequence of an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ConsequenceRule {
    /// Path of the field that is looked at; the action when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Words and patterns with `*`, compared without regard to case.
    pub is: Vec<String>,
    /// The class of what fits.
    pub means: Consequence,
}

/// Why a record is no event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    NoTime,
    BadTime,
    NoAction,
}

impl AuditMapping {
    /// Reads a mapping from TOML.
    ///
    /// # Errors
    /// When it is not TOML, a field is missing or unknown, or a value is none of the words for it. The
    /// message has the place.
    pub fn from_toml(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// Whether a record is of this log.
    #[must_use]
    pub fn fits(&self, record: &Value) -> bool {
        !self.recognise.is_empty()
            && self.recognise.iter().all(|x| path::find(record, x).is_some_and(|value| !value.is_null()))
    }

    /// The list at `each`, each element of which is an event of its own.
    fn list<'r>(&self, record: &'r Map<String, Value>) -> Option<(&str, &'r Vec<Value>)> {
        let key = self.each.as_deref()?;
        let list = record.get(key)?.as_array()?;
        (!list.is_empty()).then_some((key, list))
    }

    /// How many records one record stands for: itself, or one for each element of the list at `each`.
    pub(crate) fn parts(&self, record: &Map<String, Value>) -> usize {
        self.list(record).map_or(1, |(_, list)| list.len())
    }

    /// One of the records that a record stands for. They are made one by one: all of them together can be many
    /// times as large as the record.
    pub(crate) fn part<'r>(
        &self,
        record: &'r Map<String, Value>,
        part: usize,
    ) -> Cow<'r, Map<String, Value>> {
        let Some((key, list)) = self.list(record) else { return Cow::Borrowed(record) };
        let Some(element) = list.get(part) else { return Cow::Borrowed(record) };
        let mut one: Map<String, Value> =
            record.iter().filter(|(x, _)| *x != key).map(|(x, y)| (x.clone(), y.clone())).collect();
        if let Some(keep) = self.keep.as_ref().filter(|_| list.len() > 1) {
            one.insert(keep.clone(), Value::Array(list.clone()));
        }
        one.insert(key.to_owned(), element.clone());
        Cow::Owned(one)
    }

    /// An event out of a record, and whether its time says no zone. `part` is its position among those of one
    /// record of the log, `raw_hash` the hash of what was read when that is not the record itself.
    pub(crate) fn event(
        &self,
        record: &Map<String, Value>,
        part: usize,
        raw_hash: Option<&str>,
    ) -> Result<(AuditEvent, bool), Unreadable> {
        let value = Value::Object(record.clone());
        let mut used: Vec<&str> = Vec::new();
        let fields = &self.fields;
        let mut get = |paths| take(&value, paths, &mut used);

        let time = get(&fields.time).ok_or(Unreadable::NoTime)?;
        let Moment { at: time, zoneless } = moment::read(&time, &self.times).ok_or(Unreadable::BadTime)?;
        let action = get(&fields.action).or_else(|| self.constants.action.clone());
        let action = action.ok_or(Unreadable::NoAction)?;
        let id = get(&fields.id);
        let party = |id: Option<String>, name: Option<String>| {
            id.or_else(|| name.clone()).map(|id| Party { id, name })
        };
        let actor = party(get(&fields.actor), get(&fields.actor_name));
        let on_behalf_of = party(get(&fields.on_behalf_of), get(&fields.on_behalf_of_name));
        let approved_by = party(get(&fields.approved_by), get(&fields.approved_by_name));
        let (object, object_name) = (get(&fields.object), get(&fields.object_name));
        let kind = get(&fields.object_kind).or_else(|| self.constants.object_kind.clone());
        let object = object.or_else(|| object_name.clone()).map(|id| Thing { kind, id, name: object_name });
        let state = get(&fields.outcome);
        let code = get(&fields.outcome_code).or_else(|| state.clone());
        let tenant = get(&fields.tenant).or_else(|| self.constants.tenant.clone());
        let surface = get(&fields.surface).or_else(|| self.constants.surface.clone());
        let reason = get(&fields.reason);
        let policy_version = get(&fields.policy_version);
        let correlation = get(&fields.correlation);
        let ip = get(&fields.ip);

        let sorted = (id.is_none() || raw_hash.is_none()).then(|| sha256(sorted_json(&value).as_bytes()));
        let content = sorted.unwrap_or_default();
        let id = match id {
            Some(id) if part > 0 => format!("{id}#{part}"),
            Some(id) => id,
            None => format!("{CONTENT_ID}{content}"),
        };
        let event = AuditEvent {
            id,
            time,
            source: EventSource::Tenant,
            origin: self.id.clone(),
            actor,
            on_behalf_of,
            approved_by,
            consequence: self.consequence(&action, &value),
            action,
            object,
            tenant,
            surface,
            outcome: Outcome { state: self.outcome(state.as_deref()), code },
            reason,
            policy_version,
            correlation,
            ip,
            extra: path::without(record, &used),
            raw_hash: raw_hash.map_or(content, str::to_owned),
        };
        Ok((event, zoneless))
    }

    fn outcome(&self, word: Option<&str>) -> OutcomeState {
        let Some(word) = word else { return self.outcome_absent.unwrap_or_default() };
        let mut rules = self.outcome.iter().chain(&crate::builtin::common().outcome);
        rules.find(|rule| any(&rule.is, word)).map_or(OutcomeState::Unknown, |rule| rule.means)
    }

    fn consequence(&self, action: &str, record: &Value) -> Option<Consequence> {
        let fits = |rule: &&ConsequenceRule| match &rule.field {
            None => any(&rule.is, action),
            Some(field) => {
                path::find(record, field).and_then(path::text).is_some_and(|text| any(&rule.is, &text))
            }
        };
        let mut rules = self.consequence.iter().chain(&crate::builtin::common().consequence);
        rules.find(fits).map(|rule| rule.means)
    }
}

/// The first of these paths that has a value; it is noted as used.
fn take<'p>(record: &Value, paths: &'p [String], used: &mut Vec<&'p str>) -> Option<String> {
    let (path, text) = paths.iter().find_map(|x| Some((x, path::find(record, x).and_then(path::text)?)))?;
    used.push(path);
    Some(text)
}

fn any(patterns: &[String], text: &str) -> bool {
    patterns.iter().any(|pattern| glob::fits_in_any_case(pattern, text))
}
