//! Steward's own entries as events of the trail: what the index keeps of them, and their words.

use super::fault::{Fault, Result};
use crate::tables::ledger_entries::{outcome as outcome_word, surface as surface_word};
use crate::tables::ledger_logs::unsigned;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;
use sqlx::{FromRow, SqliteConnection};
use std::collections::BTreeSet;
use steward_audit::{EventSource, OutcomeState, TrailEvent};
use steward_ledger::Value::Withheld;
use steward_ledger::{Decision, Event, Link};

/// Entries that are read at once.
pub(super) const PAGE: usize = 2_000;

/// What the index keeps of an entry.
#[derive(Debug, FromRow)]
pub(super) struct OwnEntry {
    pub seq: i64,
    at: i64,
    who: String,
    operation: String,
    consequence: String,
    tenant: Option<String>,
    object_kind: Option<String>,
    object_id: Option<String>,
    surface: String,
    policy_version: String,
    outcome: String,
    correlation: String,
    bytes: Vec<u8>,
}

/// The part of an entry that says what no column beside it says.
#[derive(Deserialize)]
struct Decided {
    event: DecidedEvent,
}

#[derive(Deserialize)]
struct DecidedEvent {
    decision: Decision,
}

impl OwnEntry {
    /// How its approval stands, which the entry alone says; nothing when it cannot be read.
    fn approval(&self) -> &'static str {
        let decided = serde_json::from_slice::<Decided>(&self.bytes);
        decided.map_or("", |Decided { event }| event.decision.approval.state.word())
    }

    /// The entry as an event that has a number.
    pub fn event(&self, row: u32) -> Result<TrailEvent<'_>> {
        let time = Timestamp::from_microsecond(self.at).map_err(|error| Fault::content("an entry", error))?;
        let outcome = match self.outcome.as_str() {
            "done" => OutcomeState::Success,
            "refused" => OutcomeState::Denied,
            "failed" => OutcomeState::Failure,
            // an intent, whose end the entry after it tells, and one of which nobody knows how it ended
            _ => OutcomeState::Unknown,
        };
        Ok(TrailEvent {
            row,
            time,
            who: &self.who,
            object: self.object_id.as_deref().unwrap_or_default(),
            kind: self.object_kind.as_deref().unwrap_or_default(),
            operation: &self.operation,
            consequence: &self.consequence,
            outcome: outcome.word(),
            surface: &self.surface,
            approval: self.approval(),
            policy: &self.policy_version,
            tenant: self.tenant.as_deref().unwrap_or_default(),
            source: EventSource::Steward.word(),
            correlation: &self.correlation,
        })
    }
}

/// An entry with what it is found by.
#[derive(Debug, FromRow)]
pub(super) struct OwnKept {
    #[sqlx(flatten)]
    pub own: OwnEntry,
    pub log: i64,
    pub number: i64,
    code: Option<String>,
}

/// What an entry tells.
#[derive(Deserialize)]
struct Told {
    chain: Link,
    event: Event,
}

/// What an entry says of itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Looked {
    /// Whether it can be read.
    pub readable: bool,
    /// Whether the columns beside it say the same.
    pub fits: bool,
    /// How many personal values it commits to.
    pub withheld: u64,
}

impl OwnKept {
    /// Looks at the entry itself. One that cannot be read is named by verifying the ledger.
    pub fn look(&self) -> Looked {
        let Ok(Told { chain, event }) = serde_json::from_slice(&self.own.bytes) else {
            return Looked { readable: false, fits: true, withheld: 0 };
        };
        let changes = event.changes.iter().flat_map(|change| [&change.before, &change.after]);
        let values = changes.chain([&event.reason]).flatten();
        let withheld = values.filter(|value| matches!(value, Withheld(_))).count() as u64;
        Looked { readable: true, fits: chain.number == unsigned(self.number) && self.fits(&event), withheld }
    }

    fn fits(&self, event: &Event) -> bool {
        let OwnEntry {
            seq: _,
            at,
            who,
            operation,
            consequence,
            tenant,
            object_kind,
            object_id,
            surface,
            policy_version,
            outcome,
            correlation,
            bytes: _,
        } = &self.own;
        let (tenant, kind, id) = (tenant.as_deref(), object_kind.as_deref(), object_id.as_deref());
        event.time.as_microsecond() == *at
            && event.who.0.as_str() == who.as_str()
            && event.operation.as_str() == operation.as_str()
            && event.consequence.word() == consequence.as_str()
            && event.tenant.as_ref().map(|tenant| tenant.id.as_str()) == tenant
            && event.object.as_ref().map(|object| object.kind.as_str()) == kind
            && event.object.as_ref().map(|object| object.id.as_str()) == id
            && surface_word(event.surface) == surface.as_str()
            && event.decision.policy_version.as_str() == policy_version.as_str()
            && outcome_word(event.outcome.state) == outcome.as_str()
            && event.outcome.code.as_deref() == self.code.as_deref()
            && event.correlation.as_str() == correlation.as_str()
    }
}

/// Some entries, in the order in which they were kept.
#[derive(Debug)]
pub(super) struct OwnPage(Vec<OwnEntry>);

impl OwnPage {
    /// Those after one and up to another, as many as a page holds.
    pub async fn read(db: &mut SqliteConnection, after: i64, upto: i64) -> Result<Self> {
        let rows = sqlx::query_as(
            "SELECT seq, at, who, operation, consequence, tenant, object_kind, object_id, surface, \
             policy_version, outcome, correlation, bytes FROM ledger_entries \
             WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?",
        )
        .bind(after)
        .bind(upto)
        .bind(i64::try_from(PAGE).unwrap_or(i64::MAX))
        .fetch_all(db)
        .await?;
        Ok(Self(rows))
    }

    /// The same with the entries themselves.
    pub async fn kept(db: &mut SqliteConnection, after: i64, upto: i64) -> Result<Vec<OwnKept>> {
        let rows = sqlx::query_as(
            "SELECT seq, at, who, operation, consequence, tenant, object_kind, object_id, surface, \
             policy_version, outcome, correlation, bytes, log, number, code FROM ledger_entries \
             WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?",
        )
        .bind(after)
        .bind(upto)
        .bind(i64::try_from(PAGE).unwrap_or(i64::MAX))
        .fetch_all(db)
        .await?;
        Ok(rows)
    }

    pub fn last(&self) -> Option<i64> {
        self.0.last().map(|entry| entry.seq)
    }

    pub fn entries(&self) -> impl Iterator<Item = &OwnEntry> {
        self.0.iter()
    }
}

/// What can be looked for in an entry.
#[derive(Debug, FromRow)]
pub(super) struct OwnWords {
    pub seq: i64,
    bytes: Vec<u8>,
    tenant_name: Option<String>,
    operator_name: Option<String>,
    operator_user: Option<String>,
    subject: Option<String>,
    withheld: Option<String>,
}

/// Where the words of an entry stand, for the entries that a condition names.
macro_rules! words_of {
    ($condition:literal) => {
        concat!(
            "SELECT e.seq, e.bytes, n.name AS tenant_name, o.name AS operator_name, ",
            "o.os_user AS operator_user, p.subject AS subject, ",
            "(SELECT group_concat(w.value, ' ') FROM withheld w ",
            "WHERE w.log = e.log AND w.number = e.number) AS withheld ",
            "FROM ledger_entries e LEFT JOIN tenant_names n ON n.id = e.tenant ",
            "LEFT JOIN operators o ON o.id = e.who ",
            "LEFT JOIN pseudonyms p ON p.pseudonym = e.object_id WHERE ",
            $condition,
        )
    };
}

impl OwnWords {
    /// Those of the entries after one, as many as a page holds.
    pub async fn after(db: &mut SqliteConnection, seq: i64) -> Result<Vec<Self>> {
        let rows = sqlx::query_as(words_of!("e.seq > ? ORDER BY e.seq LIMIT ?"))
            .bind(seq)
            .bind(i64::try_from(PAGE).unwrap_or(i64::MAX))
            .fetch_all(db)
            .await?;
        Ok(rows)
    }

    /// Those of certain entries.
    pub async fn of(db: &mut SqliteConnection, seqs: &BTreeSet<i64>) -> Result<Vec<Self>> {
        let list = serde_json::to_string(seqs).map_err(|error| Fault::content("an entry", error))?;
        let rows = sqlx::query_as(words_of!("e.seq IN (SELECT value FROM json_each(?))"))
            .bind(list)
            .fetch_all(db)
            .await?;
        Ok(rows)
    }

    /// One text with all of them.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let outside =
            [&self.tenant_name, &self.operator_name, &self.operator_user, &self.subject, &self.withheld];
        for words in outside.into_iter().flatten() {
            text.push_str(words);
            text.push(' ');
        }
        // what cannot be read is named by verifying; it can still be found by what lies beside it
        if let Ok(entry) = serde_json::from_slice::<Value>(&self.bytes) {
            entry.get("event").into_iter().for_each(|event| scalars(event, &mut text));
        }
        text
    }
}

/// Keys whose values are not looked for as text: hashes, and what the index has columns for.
const LEFT_OUT: [&str; 4] = ["withheld", "time", "policyVersion", "consequence"];

/// Every value that is written in letters or digits.
pub(super) fn scalars(value: &Value, text: &mut String) {
    match value {
        Value::Object(map) => {
            let said = map.iter().filter(|(key, _)| !LEFT_OUT.contains(&key.as_str()));
            said.for_each(|(_, value)| scalars(value, text));
        }
        Value::Array(list) => list.iter().for_each(|value| scalars(value, text)),
        Value::String(word) => {
            text.push_str(word);
            text.push(' ');
        }
        Value::Number(number) => {
            text.push_str(&number.to_string());
            text.push(' ');
        }
        Value::Null | Value::Bool(_) => {}
    }
}
