//! Made-up events of a tenant's log and entries of the ledger, each with the plain row that stands beside it.

use crate::ledger::made_up::Words;
use crate::ledger::peer::Plain;
use anyhow::{Context as _, Result};
use fastrand::Rng;
use jiff::Timestamp;
use serde_json::{Map, Value};
use steward_audit::{AuditEvent, EventSource, Outcome, OutcomeState, Party, Question, Thing, TrailEvent};
use steward_ledger::{
    Approval, ApprovalState, Confirmation, Decision, Event, Object, Pseudonym, Surface, Tenant,
};
use steward_model::{Consequence, Environment};

/// Id of the tenant of everything.
pub const TENANT: &str = "tenant-1";
/// Things that are no people.
const OBJECTS: u32 = 20_000;
/// People of the tenant.
pub const PEOPLE: u32 = 3_000;
/// People who work with Steward.
const OPERATORS: u32 = 40;

const GIVEN: [&str; 60] = [
    "Ada", "Ben", "Cleo", "Dan", "Ella", "Finn", "Gina", "Hugo", "Ines", "Jon", "Kai", "Lea", "Mara", "Noah",
    "Ola", "Pia", "Quin", "Rosa", "Sam", "Tara", "Udo", "Vera", "Wim", "Xenia", "Yara", "Zoe", "Alma", "Bo",
    "Carl", "Dora", "Emil", "Fred", "Greta", "Hans", "Ida", "Jana", "Kurt", "Lars", "Mia", "Nils", "Olga",
    "Paul", "Ruth", "Sven", "Tom", "Ursula", "Viktor", "Wanda", "Xaver", "Yusuf", "Zita", "Anton", "Berta",
    "Cyril", "Dina", "Egon", "Frida", "Gerd", "Hilda", "Igor",
];
const FAMILY: [&str; 50] = [
    "Malaga", "Aydin", "Berger", "Costa", "Dubois", "Engel", "Fischer", "Garcia", "Huber", "Ivanov",
    "Jensen", "Kowal", "Lopez", "Meyer", "Novak", "Olsen", "Petrov", "Quast", "Rossi", "Silva", "Torres",
    "Ullman", "Vogel", "Weber", "Xu", "Yilmaz", "Zhang", "Adler", "Bauer", "Conti", "Diaz", "Esposito",
    "Ferrari", "Gruber", "Haas", "Ito", "Jansen", "Klein", "Lang", "Moreau", "Nagy", "Ortega", "Pereira",
    "Ramos", "Sato", "Tanaka", "Urban", "Varga", "Wolf", "Ziegler",
];
const COMMENTS: [&str; 6] = [
    "requested by the service desk for the monthly access review",
    "automatic step of the joiner and leaver process, nothing to do",
    "opened from the mobile application while travelling",
    "second attempt after the session had expired",
    "approved in the weekly meeting of the owners",
    "bulk change prepared by the reporting team",
];

/// Events one after the other, the same in every run.
pub struct Made {
    words: Words,
    random: Rng,
    next: u32,
}

/// The number at the end of an id.
fn number(id: &str) -> usize {
    id.rsplit('-').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// The name of a person.
pub fn name(id: &str) -> String {
    let at = number(id);
    let given = GIVEN.get(at % GIVEN.len()).copied().unwrap_or_default();
    let family = FAMILY.get(at / GIVEN.len() % FAMILY.len()).copied().unwrap_or_default();
    format!("{given} {family}")
}

fn some(word: &str) -> Option<String> {
    (!word.is_empty()).then(|| word.to_owned())
}

impl Made {
    /// So many events of a tenant's log.
    pub fn events(many: u32) -> Self {
        Self { words: Words::new(many, PEOPLE, OBJECTS), random: Rng::with_seed(20_261_126), next: 0 }
    }

    /// So many entries of the ledger.
    pub fn entries(many: u32) -> Self {
        Self { words: Words::new(many, OPERATORS, OBJECTS), random: Rng::with_seed(4), next: 0 }
    }

    /// A question of an investigation about these events.
    pub fn question(&self, random: &mut Rng) -> Question {
        self.words.question(random)
    }

    /// The next events of a tenant's log.
    pub fn take(&mut self, many: usize) -> Vec<AuditEvent> {
        let mut list = Vec::with_capacity(many);
        for _ in 0..many {
            let correlation = format!("request-{}", self.next / 2);
            let event = self.words.event(&mut self.random, self.next, &correlation);
            list.push(event_of(&event, &mut self.random));
            self.next += 1;
        }
        list
    }

    /// The next entries of the ledger, each with the plain row that says the same.
    ///
    /// # Errors
    /// When an entry cannot be written as JSON, that is never.
    pub fn entries_taken(&mut self, many: usize) -> Result<Vec<(Event, Plain)>> {
        let mut list = Vec::with_capacity(many);
        for _ in 0..many {
            let correlation = format!("change-{}", self.next / 2);
            let event = self.words.event(&mut self.random, self.next, &correlation);
            let surface = if event.surface == "api" { "cli" } else { event.surface };
            let event = TrailEvent { surface, approval: "not-required", source: "steward", ..event };
            let entry = entry_of(&event)?;
            let body = serde_json::to_string(&entry)?;
            let text = format!("{} {} {} {}", event.operation, event.object, event.who, event.correlation);
            // the rows of entries come before those of events, and their hashes are of another kind
            let dedupe = u128::from(event.row).to_be_bytes().to_vec();
            let row = i64::from(event.row) + 1;
            list.push((entry, Plain::new(row, dedupe, &event, body, text)));
            self.next += 1;
        }
        Ok(list)
    }
}

fn event_of(event: &TrailEvent<'_>, random: &mut Rng) -> AuditEvent {
    let person = event.kind == "user";
    let named = if person { name(event.object) } else { format!("{} of {}", event.kind, name(event.object)) };
    let address = [random.u8(..), random.u8(..), random.u8(..)].map(|byte| byte.to_string()).join(".");
    let mut extra = Map::new();
    extra.insert("session".into(), Value::String(format!("s-{:08x}", random.u32(..))));
    extra.insert("client".into(), Value::String("Mozilla/5.0 (X11; Linux x86_64) Chrome/131".into()));
    let comment = COMMENTS.get(random.usize(0..COMMENTS.len())).copied().unwrap_or_default();
    extra.insert("comment".into(), Value::String(comment.into()));
    let state = OutcomeState::ALL.into_iter().find(|state| state.word() == event.outcome);
    let hash = [random.u64(..), random.u64(..), random.u64(..), random.u64(..)];
    AuditEvent {
        id: format!("{:016x}{:016x}", random.u64(..), random.u64(..)),
        time: event.time,
        source: EventSource::Tenant,
        origin: "okta".into(),
        actor: Some(Party { id: event.who.to_owned(), name: Some(name(event.who)) }),
        on_behalf_of: None,
        approved_by: None,
        action: event.operation.to_owned(),
        consequence: Consequence::ALL.into_iter().find(|x| x.word() == event.consequence),
        object: Some(Thing { kind: some(event.kind), id: event.object.to_owned(), name: Some(named) }),
        tenant: some(event.tenant),
        surface: some(event.surface),
        outcome: Outcome { state: state.unwrap_or_default(), code: Some(event.outcome.to_uppercase()) },
        reason: None,
        policy_version: some(event.policy),
        correlation: some(event.correlation),
        ip: Some(format!("10.{address}")),
        extra,
        raw_hash: hash.map(|part| format!("{part:016x}")).concat(),
    }
}

fn entry_of(event: &TrailEvent<'_>) -> Result<Event> {
    let consequence = Consequence::ALL.into_iter().find(|x| x.word() == event.consequence);
    let state = match event.outcome {
        "success" => steward_ledger::OutcomeState::Done,
        "denied" => steward_ledger::OutcomeState::Refused,
        "failure" => steward_ledger::OutcomeState::Failed,
        _ => steward_ledger::OutcomeState::Intent,
    };
    let change = |field: &str, before: &str, after: &str| steward_ledger::Change {
        object: None,
        field: field.to_owned(),
        before: Some(steward_ledger::Value::Plain(Value::String(before.to_owned()))),
        after: Some(steward_ledger::Value::Plain(Value::String(after.to_owned()))),
    };
    Ok(Event {
        time: event.time,
        who: Pseudonym(event.who.to_owned()),
        on_behalf_of: None,
        proposed_by: None,
        operation: event.operation.to_owned(),
        consequence: consequence.context("an operation without a consequence")?,
        object: Some(Object { kind: event.kind.to_owned(), id: event.object.to_owned() }),
        tenant: Some(Tenant { id: TENANT.to_owned(), environment: Environment::Live }),
        surface: match event.surface {
            "window" => Surface::Window,
            "mcp" => Surface::Mcp,
            "sync" => Surface::Sync,
            _ => Surface::Cli,
        },
        reason: None,
        decision: Decision {
            policy_version: event.policy.to_owned(),
            policies: vec!["administrators-may-do-this".to_owned()],
            confirmation: Confirmation::Explicit,
            approval: Approval {
                state: ApprovalState::NotRequired,
                required: 0,
                request: None,
                approvers: Vec::new(),
            },
        },
        changes: vec![change("role", "reader", "editor")],
        outcome: steward_ledger::Outcome { state, code: None },
        correlation: event.correlation.to_owned(),
    })
}

/// The entry that a piece of work of the measurement itself leaves.
///
/// # Errors
/// Never; what it is made of is fixed.
pub fn entry(operation: &str, time: Timestamp) -> Result<Event> {
    entry_of(&TrailEvent {
        row: 0,
        time,
        who: "person-0",
        object: TENANT,
        kind: "tenant",
        operation,
        consequence: Consequence::Correct.word(),
        outcome: "success",
        surface: "cli",
        approval: "not-required",
        policy: "policy-19",
        tenant: TENANT,
        source: "steward",
        correlation: "measure",
    })
}
