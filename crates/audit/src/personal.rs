//! What an event says about a person, taken apart from the fact, so that one can be forgotten and the other
//! kept.

use crate::event::{AuditEvent, Party, Thing, sorted_json};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a pseudonym is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Identifier {
    /// The id of a person, an application or a service.
    Party,
    /// An id that was worked out from the content, from which the content could be guessed.
    Content,
}

/// A field whose value is withheld from the body of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum WithheldField {
    /// The event's id, when it was worked out from the content.
    Id,
    /// Id of who did it.
    ActorId,
    /// Name of who did it.
    ActorName,
    /// Id of whom it was done for.
    OnBehalfOfId,
    /// Name of whom it was done for.
    OnBehalfOfName,
    /// Id of the person it was done to.
    ObjectId,
    /// Name of what it was done to.
    ObjectName,
    /// Why, in words.
    Reason,
    /// Network address.
    Ip,
    /// The rest of the fields, as JSON.
    Extra,
    /// Hash of what was read.
    RawHash,
    /// Id of who agreed to it.
    ApproverId,
    /// Name of who agreed to it.
    ApproverName,
}

/// A value that is kept apart from the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Withheld {
    /// Where it belongs.
    pub field: WithheldField,
    /// Pseudonyms of everybody it may speak of. Whoever is forgotten takes it along.
    pub about: Vec<String>,
    /// The value.
    pub value: String,
}

/// Kinds of objects that are people, in small letters.
const PEOPLE: [&str; 15] = [
    "user",
    "users",
    "person",
    "people",
    "member",
    "account",
    "identity",
    "contact",
    "owner",
    "employee",
    "profile",
    "appuser",
    "guest",
    "directus_users",
    "aws::iam::user",
];

/// Whether a kind of object is a person. An object of unknown kind may be one.
#[must_use]
pub fn is_person(kind: Option<&str>) -> bool {
    kind.is_none_or(|kind| PEOPLE.contains(&kind.trim().to_lowercase().as_str()))
}

/// Takes an event apart: its pseudonymous body, and the values withheld from it.
///
/// The pseudonym of a party must always be the same for the same id, and must not be guessable from it (a
/// keyed hash, or a table of random ones). Ids of parties and of people acted on are replaced; names, free
/// text, network addresses, the rest of the fields and hashes of the content are taken out. [`join`] puts it
/// together again.
pub fn split(
    event: &AuditEvent,
    mut pseudonym: impl FnMut(Identifier, &str) -> String,
) -> (AuditEvent, Vec<Withheld>) {
    let mut body = event.clone();
    let mut withheld = Vec::new();
    let mut keep = |field, about: &[String], value: String| {
        withheld.push(Withheld { field, about: about.to_vec(), value });
    };
    let mut everybody = Vec::new();
    let parties = [
        (&mut body.actor, WithheldField::ActorId, WithheldField::ActorName),
        (&mut body.on_behalf_of, WithheldField::OnBehalfOfId, WithheldField::OnBehalfOfName),
        (&mut body.approved_by, WithheldField::ApproverId, WithheldField::ApproverName),
    ];
    for (party, id_field, name_field) in parties {
        let Some(Party { id, name }) = party else { continue };
        let about = [pseudonym(Identifier::Party, id)];
        let [stands] = &about;
        keep(id_field, &about, std::mem::replace(id, stands.clone()));
        if let Some(name) = name.take() {
            keep(name_field, &about, name);
        }
        everybody.extend(about);
    }
    if let Some(Thing { kind, id, name }) = &mut body.object
        && is_person(kind.as_deref())
    {
        let about = [pseudonym(Identifier::Party, id)];
        let [stands] = &about;
        keep(WithheldField::ObjectId, &about, std::mem::replace(id, stands.clone()));
        if let Some(name) = name.take() {
            keep(WithheldField::ObjectName, &about, name);
        }
        everybody.extend(about);
    }
    everybody.sort();
    everybody.dedup();
    if event.id_is_from_content() {
        let stands = pseudonym(Identifier::Content, &event.id);
        keep(WithheldField::Id, &everybody, std::mem::replace(&mut body.id, stands));
    }
    for (value, field) in [(&mut body.reason, WithheldField::Reason), (&mut body.ip, WithheldField::Ip)] {
        if let Some(value) = value.take() {
            keep(field, &everybody, value);
        }
    }
    if !body.extra.is_empty() {
        let extra = Value::Object(std::mem::take(&mut body.extra));
        keep(WithheldField::Extra, &everybody, sorted_json(&extra));
    }
    if !body.raw_hash.is_empty() {
        keep(WithheldField::RawHash, &everybody, std::mem::take(&mut body.raw_hash));
    }
    (body, withheld)
}

/// Puts a body and what is left of its withheld values together again. What was forgotten stays a pseudonym
/// or absent.
#[must_use]
pub fn join(mut body: AuditEvent, withheld: &[Withheld]) -> AuditEvent {
    for Withheld { field, value, .. } in withheld {
        let value = value.clone();
        match field {
            WithheldField::Id => body.id = value,
            WithheldField::ActorId => set(body.actor.as_mut().map(|party| &mut party.id), value),
            WithheldField::ActorName => set(body.actor.as_mut().map(|party| &mut party.name), Some(value)),
            WithheldField::OnBehalfOfId => set(body.on_behalf_of.as_mut().map(|party| &mut party.id), value),
            WithheldField::OnBehalfOfName => {
                set(body.on_behalf_of.as_mut().map(|party| &mut party.name), Some(value));
            }
            WithheldField::ApproverId => set(body.approved_by.as_mut().map(|party| &mut party.id), value),
            WithheldField::ApproverName => {
                set(body.approved_by.as_mut().map(|party| &mut party.name), Some(value));
            }
            WithheldField::ObjectId => set(body.object.as_mut().map(|thing| &mut thing.id), value),
            WithheldField::ObjectName => set(body.object.as_mut().map(|thing| &mut thing.name), Some(value)),
            WithheldField::Reason => body.reason = Some(value),
            WithheldField::Ip => body.ip = Some(value),
            WithheldField::Extra => {
                if let Ok(Value::Object(extra)) = serde_json::from_str(&value) {
                    body.extra = extra;
                }
            }
            WithheldField::RawHash => body.raw_hash = value,
        }
    }
    body
}

fn set<T>(place: Option<&mut T>, value: T) {
    if let Some(place) = place {
        *place = value;
    }
}
