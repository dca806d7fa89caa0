//! What an event of a tenant's own log says, in words for people: the same ones in the table, in the report and for a
//! SIEM. Steward vouches for what was told, not for the one who told it, so each event says whose log it was.

use crate::EventPlace;
use crate::contents::Contents;
use crate::events::{KeptEvent, Part};
use std::collections::BTreeMap;
use steward_audit::{AuditEvent, OutcomeState, Party, Thing, Withheld, WithheldField, join};

/// Columns of the table and facts of the report, in their order.
pub const LABELS: [&str; 18] = [
    "event",
    "time",
    "who",
    "on behalf of",
    "approved by",
    "operation",
    "consequence",
    "object",
    "tenant",
    "surface",
    "reason",
    "policy set",
    "address",
    "outcome",
    "correlation",
    "told by",
    "other fields",
    "not disclosed",
];

/// The event with the values that were disclosed.
pub fn event(contents: &Contents, place: EventPlace, kept: &KeptEvent) -> AuditEvent {
    let values = (0..).zip(&kept.parts).filter_map(|(at, _)| contents.secrets.events.value(place, at));
    let fields = values.flat_map(|value| {
        serde_json::from_value::<BTreeMap<WithheldField, String>>(value.clone()).unwrap_or_default()
    });
    let open: Vec<Withheld> =
        fields.map(|(field, value)| Withheld { field, about: Vec::new(), value }).collect();
    join(kept.body.clone(), &open)
}

/// Whose log it was: the words that mark every event.
pub fn told_by(kept: &KeptEvent) -> String {
    format!("the log of tenant {} ({})", kept.tenant, kept.body.origin)
}

/// What an event says, one text for each of [`LABELS`].
pub fn of(contents: &Contents, place: EventPlace, kept: &KeptEvent) -> [String; 18] {
    let event = event(contents, place, kept);
    let somebody = |party: &Option<Party>| party.as_ref().map(party_in_words).unwrap_or_default();
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        place.to_string(),
        event.time.to_string(),
        somebody(&event.actor),
        somebody(&event.on_behalf_of),
        somebody(&event.approved_by),
        event.action.clone(),
        event.consequence.map(|class| class.word().to_owned()).unwrap_or_default(),
        event.object.as_ref().map(thing_in_words).unwrap_or_default(),
        said(&event.tenant),
        said(&event.surface),
        said(&event.reason),
        said(&event.policy_version),
        said(&event.ip),
        match &event.outcome.code {
            Some(code) => format!("{}: {code}", event.outcome.state.word()),
            None => event.outcome.state.word().to_owned(),
        },
        said(&event.correlation),
        told_by(kept),
        match event.extra.is_empty() {
            true => String::new(),
            false => serde_json::Value::Object(event.extra).to_string(),
        },
        shut(contents, place, &kept.parts),
    ]
}

/// `p1 (Anna Roth)`
fn party_in_words(party: &Party) -> String {
    named(&party.id, party.name.as_deref())
}

/// `billing b-17 (Billing EU)`
fn thing_in_words(thing: &Thing) -> String {
    let named = named(&thing.id, thing.name.as_deref());
    match &thing.kind {
        Some(kind) => format!("{kind} {named}"),
        None => named,
    }
}

fn named(id: &str, name: Option<&str>) -> String {
    name.map_or_else(|| id.to_owned(), |name| format!("{id} ({name})"))
}

/// Fields that are not here, and why: `actorName, reason (withheld); extra (erased)`.
fn shut(contents: &Contents, place: EventPlace, parts: &[Part]) -> String {
    let secrets = &contents.secrets.events;
    let closed = (0..).zip(parts).filter(|(at, _)| secrets.value(place, *at).is_none());
    let words = closed.map(|(at, part)| {
        let fields: Vec<String> = part.fields.iter().map(|field| word(*field)).collect();
        let why = if secrets.is_erased(place, at) { "erased" } else { "withheld" };
        format!("{} ({why})", fields.join(", "))
    });
    words.collect::<Vec<_>>().join("; ")
}

/// As the event itself names it.
fn word(field: WithheldField) -> String {
    let word = serde_json::to_value(field).ok();
    word.and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Whether it was done; nothing when the log does not say.
pub const fn done(state: OutcomeState) -> Option<bool> {
    match state {
        OutcomeState::Success => Some(true),
        OutcomeState::Failure | OutcomeState::Denied => Some(false),
        OutcomeState::Unknown => None,
    }
}
