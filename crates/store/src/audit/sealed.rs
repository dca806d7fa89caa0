//! What is sealed of an event: a body without personal values, and commitments to these.

use super::fault::{Fault, Result};
use super::own::scalars;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use steward_audit::{AuditEvent, Identifier, Withheld, WithheldField, is_person, join, split};
use steward_ledger::{Commitment, Hash, Salt, canonical_bytes, leaf_hash};
use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::EncoderDictionary;

/// Format of what is sealed.
const FORMAT: u32 = 1;
/// As small as it gets without being slow.
const LEVEL: i32 = 1;
/// Bytes of the length before a packed body.
const LENGTH: usize = 4;
/// Longest body that is unpacked, in bytes.
const LONGEST: usize = 64 << 20;

/// What bodies have in common, so that small ones become much smaller. It belongs to the format: with another
/// one nothing that was packed before can be read.
const COMMON: &[u8] = include_bytes!("common.txt");
/// The same, prepared once.
static READY: LazyLock<EncoderDictionary<'static>> = LazyLock::new(|| EncoderDictionary::copy(COMMON, LEVEL));

/// An event as it is sealed: its bytes are the RFC 8785 JSON of this.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Sealed {
    pub format: u32,
    /// Id of the tenant in the workspace.
    pub tenant: String,
    /// The event without personal values; people are pseudonyms.
    pub event: AuditEvent,
    pub withheld: Vec<Part>,
}

/// What is withheld about the same people: who they are, or what is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Part {
    /// Pseudonyms of everybody it may speak of.
    pub about: Vec<String>,
    /// Commits to a JSON object: field and value.
    pub commitment: Commitment,
    /// The fields.
    pub fields: Vec<WithheldField>,
}

/// The part of a sealed event that verifying looks at.
#[derive(Debug, Deserialize)]
pub(super) struct Commitments<'b> {
    #[serde(borrow)]
    pub tenant: Cow<'b, str>,
    #[serde(borrow)]
    pub event: KnownBy<'b>,
    pub withheld: Vec<Part>,
}

/// What the body of an event is known again by.
#[derive(Debug, Deserialize)]
pub(super) struct KnownBy<'b> {
    #[serde(borrow)]
    pub id: Cow<'b, str>,
    #[serde(borrow)]
    pub origin: Cow<'b, str>,
}

/// A value beside an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Beside {
    pub part: i64,
    pub salt: Salt,
    pub value: String,
}

impl Beside {
    pub fn new(part: i64, salt: Vec<u8>, value: String) -> Self {
        // a salt of another length verifies nothing, as it should
        Self { part, salt: Salt::new(salt.try_into().unwrap_or([0; 32])), value }
    }

    /// Its fields; nothing when it was made unreadable from outside.
    pub fn fields(&self) -> BTreeMap<WithheldField, String> {
        serde_json::from_str(&self.value).unwrap_or_default()
    }
}

impl Sealed {
    /// The event with what is left of its values.
    pub fn event(&self, values: &[Beside]) -> AuditEvent {
        let left = values.iter().flat_map(|beside| beside.fields()).map(|(field, value)| Withheld {
            field,
            about: Vec::new(),
            value,
        });
        join(self.event.clone(), &left.collect::<Vec<_>>())
    }

    /// Fields whose values were erased.
    pub fn erased(&self, values: &[Beside]) -> Vec<WithheldField> {
        let there: BTreeSet<i64> = values.iter().map(|beside| beside.part).collect();
        let parts = (0..).zip(&self.withheld).filter(|(at, _)| !there.contains(at));
        parts.flat_map(|(_, part)| part.fields.iter().copied()).collect()
    }

    /// Pseudonyms of everybody it speaks of.
    pub fn people(&self) -> Vec<String> {
        let people: BTreeSet<&String> = self.withheld.iter().flat_map(|part| &part.about).collect();
        people.into_iter().cloned().collect()
    }
}

/// An event ready to be kept.
#[derive(Debug)]
pub(super) struct Ready {
    /// What the index sees.
    pub body: AuditEvent,
    pub dedupe: Vec<u8>,
    pub leaf: Hash,
    pub packed: Vec<u8>,
    pub values: Vec<Beside>,
    /// What can be looked for.
    pub text: String,
}

impl Ready {
    /// Bytes that it takes, without indexes.
    pub fn bytes(&self) -> u64 {
        let values: usize = self.values.iter().map(|beside| beside.value.len() + 32).sum();
        (self.packed.len() + values + 32) as u64
    }
}

/// Takes an event apart: what [`split`] leaves in the body of things that are no people is looked at too.
/// Their names, and ids that are an address or name who took part, are withheld like those of people. An id
/// that is empty afterwards has to get a random one.
pub(super) fn apart(
    event: &AuditEvent,
    mut pseudonym: impl FnMut(&str) -> String,
) -> (AuditEvent, Vec<Withheld>) {
    let (mut body, mut withheld) = split(event, |what, id| match what {
        Identifier::Party => pseudonym(id),
        Identifier::Content => String::new(),
    });
    if let Some(object) = &mut body.object
        && !is_person(object.kind.as_deref())
    {
        let mut about = Vec::new();
        if may_name(&object.id, event) {
            let stands = pseudonym(&object.id);
            about.push(stands.clone());
            let value = std::mem::replace(&mut object.id, stands);
            withheld.push(Withheld { field: WithheldField::ObjectId, about: about.clone(), value });
        }
        if let Some(value) = object.name.take() {
            withheld.push(Withheld { field: WithheldField::ObjectName, about, value });
        }
    }
    if !event.id_is_from_content() && may_name(&body.id, event) {
        let people: BTreeSet<String> = withheld.iter().flat_map(|value| value.about.clone()).collect();
        let (about, value) = (people.into_iter().collect(), std::mem::take(&mut body.id));
        withheld.push(Withheld { field: WithheldField::Id, about, value });
    }
    (body, withheld)
}

/// Ids of everybody for whom [`apart`] asks for a pseudonym.
pub(super) fn people(event: &AuditEvent) -> impl Iterator<Item = &str> {
    let parties = [&event.actor, &event.on_behalf_of, &event.approved_by].into_iter().flatten();
    let object = event
        .object
        .as_ref()
        .filter(|object| is_person(object.kind.as_deref()) || may_name(&object.id, event));
    parties.map(|party| party.id.as_str()).chain(object.map(|object| object.id.as_str()))
}

fn small(word: &str) -> impl Iterator<Item = char> {
    word.chars().flat_map(char::to_lowercase)
}

/// Whether an id is an address, or that of somebody who took part.
fn may_name(id: &str, event: &AuditEvent) -> bool {
    let parties = [&event.actor, &event.on_behalf_of, &event.approved_by].into_iter().flatten();
    let mut words = parties.flat_map(|party| [Some(&party.id), party.name.as_ref()]).flatten();
    id.contains('@') || words.any(|word| small(word).eq(small(id)))
}

/// Bytes of randomness that are asked of the system at once.
const RANDOM: usize = 8 << 10;

/// Bytes that nobody can guess, asked of the system many at a time.
#[derive(Default)]
struct Random(Vec<u8>);

impl Random {
    fn take<const N: usize>(&mut self) -> Result<[u8; N]> {
        if self.0.len() < N {
            self.0.resize(RANDOM.max(N), 0);
            getrandom::fill(&mut self.0)
                .map_err(|error| Fault::content("the system's random numbers", error))?;
        }
        let mut taken = [0; N];
        let rest = self.0.len().saturating_sub(N);
        taken.copy_from_slice(self.0.get(rest..).unwrap_or_default());
        self.0.truncate(rest);
        Ok(taken)
    }
}

/// Whether a field says anything at all, and not who somebody is: it can speak of people whom nobody expects
/// there, and goes with them without taking along who took part.
fn is_free(field: WithheldField) -> bool {
    match field {
        WithheldField::ActorId
        | WithheldField::ActorName
        | WithheldField::OnBehalfOfId
        | WithheldField::OnBehalfOfName
        | WithheldField::ApproverId
        | WithheldField::ApproverName
        | WithheldField::ObjectId
        | WithheldField::ObjectName => false,
        WithheldField::Id
        | WithheldField::Reason
        | WithheldField::Ip
        | WithheldField::Extra
        | WithheldField::RawHash => true,
    }
}

/// Seals and packs events.
pub(super) struct Packer {
    compressor: Compressor<'static>,
    random: Random,
}

impl Packer {
    pub fn new() -> Result<Self> {
        let compressor = Compressor::with_prepared_dictionary(&READY).map_err(unpackable)?;
        Ok(Self { compressor, random: Random::default() })
    }

    /// Seals an event that was taken apart.
    pub fn ready(
        &mut self,
        (event, dedupe): (&AuditEvent, Vec<u8>),
        (mut body, withheld): (AuditEvent, Vec<Withheld>),
        tenant: &str,
    ) -> Result<Ready> {
        if body.id.is_empty() {
            body.id = hex::encode(self.random.take::<16>()?);
        }
        let mut groups: BTreeMap<(Vec<String>, bool), BTreeMap<WithheldField, String>> = BTreeMap::new();
        for Withheld { field, about, value } in withheld {
            groups.entry((about, is_free(field))).or_default().insert(field, value);
        }
        let (mut parts, mut values) = (Vec::with_capacity(groups.len()), Vec::with_capacity(groups.len()));
        for (part, ((about, _), group)) in (0..).zip(groups) {
            let salt = Salt::new(self.random.take::<32>()?);
            let value =
                String::from_utf8(canonical_bytes(&group).map_err(unwritable)?).map_err(unwritable)?;
            let commitment = Commitment::to_canonical(&salt, value.as_bytes());
            parts.push(Part { about, commitment, fields: group.into_keys().collect() });
            values.push(Beside { part, salt, value });
        }
        let sealed = Sealed { format: FORMAT, tenant: tenant.to_owned(), event: body, withheld: parts };
        let bytes = canonical_bytes(&sealed).map_err(unwritable)?;
        let length = u32::try_from(bytes.len()).map_err(unwritable)?;
        let mut packed = length.to_le_bytes().to_vec();
        packed.extend(self.compressor.compress(&bytes).map_err(unpackable)?);
        let (leaf, text) = (leaf_hash(&bytes), text(event));
        Ok(Ready { body: sealed.event, dedupe, leaf, packed, values, text })
    }
}

/// Unpacks what was sealed.
pub(super) struct Unpacker {
    decompressor: Decompressor<'static>,
}

impl Unpacker {
    pub fn new() -> Result<Self> {
        Ok(Self { decompressor: Decompressor::with_dictionary(COMMON).map_err(unpackable)? })
    }

    /// The canonical bytes.
    pub fn bytes(&mut self, packed: &[u8]) -> Result<Vec<u8>> {
        let damaged = || Fault::content("an event", "its bytes are damaged");
        let (length, frame) = packed.split_first_chunk::<LENGTH>().ok_or_else(damaged)?;
        let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| damaged())?;
        if length > LONGEST {
            return Err(damaged());
        }
        self.decompressor.decompress(frame, length).map_err(unpackable)
    }

    /// The event.
    pub fn sealed(&mut self, packed: &[u8]) -> Result<Sealed> {
        serde_json::from_slice(&self.bytes(packed)?).map_err(|error| Fault::content("an event", error))
    }
}

fn unpackable(error: std::io::Error) -> Fault {
    Fault::content("an event", error)
}

fn unwritable(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Fault {
    Fault::content("an event", error)
}

/// Everything that can be looked for in an event, as one text.
pub(super) fn text(event: &AuditEvent) -> String {
    let AuditEvent {
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
        policy_version: _,
        correlation,
        ip,
        extra,
        raw_hash: _,
    } = event;
    let mut text = String::new();
    let parties = [actor, on_behalf_of, approved_by].into_iter().flatten();
    let parties = parties.flat_map(|party| [Some(&party.id), party.name.as_ref()]);
    let things = object.iter().flat_map(|thing| [Some(&thing.id), thing.name.as_ref(), thing.kind.as_ref()]);
    // an id that was worked out from the content is nothing to look for
    let id = (!event.id_is_from_content()).then_some(id);
    let rest = [tenant, surface, &outcome.code, reason, correlation, ip].map(Option::as_ref);
    let words = [Some(action), Some(origin), id].into_iter().chain(parties).chain(things).chain(rest);
    for word in words.flatten() {
        text.push_str(word);
        text.push(' ');
    }
    extra.values().for_each(|value| scalars(value, &mut text));
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;
    use steward_audit::AuditReader;

    const LOG: &str = concat!(
        r#"{"time":"2026-05-03T10:12:44Z","actor":{"id":"u-ines"},"actorName":"Ines Malaga","#,
        r#""action":"drive.share","objectType":"drive","objectId":"ines@acme.example","#,
        r#""objectName":"Ines's drive","#,
        r#""reason":"Jon asked","number":12345678901234567890,"comment":"call Jon"}"#,
    );

    fn event() -> AuditEvent {
        let mut events = Vec::new();
        AuditReader::default().read("log", LOG, |event, _| events.push(event));
        events.remove(0)
    }

    fn ready() -> (Ready, Sealed) {
        let event = event();
        let mut asked = Vec::new();
        let split = apart(&event, |id| {
            asked.push(id.to_owned());
            format!("p{}", id.len())
        });
        assert_eq!(people(&event).collect::<BTreeSet<_>>(), asked.iter().map(String::as_str).collect());
        let ready = Packer::new().unwrap().ready((&event, vec![1]), split, "t-1").unwrap();
        let sealed = Unpacker::new().unwrap().sealed(&ready.packed).unwrap();
        (ready, sealed)
    }

    #[test]
    fn what_is_sealed_names_nobody_and_with_its_values_is_the_event_again() {
        let (ready, sealed) = ready();
        let bytes = Unpacker::new().unwrap().bytes(&ready.packed).unwrap();
        assert_eq!((leaf_hash(&bytes), canonical_bytes(&sealed).unwrap()), (ready.leaf, bytes.clone()));
        let text = String::from_utf8(bytes).unwrap().to_lowercase();
        for word in ["ines", "jon", "sha256:"] {
            assert!(!text.contains(word), "{word}: {text}");
        }
        assert_eq!(sealed.event(&ready.values), event());
        assert!(sealed.erased(&ready.values).is_empty());
        assert_eq!(sealed.people(), ["p17", "p6"]);
        for word in ["Ines", "Jon", "drive.share", "12345678901234567890"] {
            assert!(ready.text.contains(word), "{word}: {}", ready.text);
        }
    }

    #[test]
    fn every_value_is_proved_by_its_salt() {
        let (ready, sealed) = ready();
        assert_eq!(ready.values.len(), sealed.withheld.len());
        for (beside, part) in ready.values.iter().zip(&sealed.withheld) {
            assert_eq!(Commitment::to_canonical(&beside.salt, beside.value.as_bytes()), part.commitment);
            let value: Value = serde_json::from_str(&beside.value).unwrap();
            assert!(part.commitment.verify(&beside.salt, &value).unwrap(), "with common tools too");
            assert_eq!(beside.fields().into_keys().collect::<Vec<_>>(), part.fields);
        }
        let about_ines = sealed.withheld.iter().position(|part| part.about == ["p6"]).unwrap();
        let left: Vec<Beside> =
            ready.values.iter().filter(|beside| beside.part != about_ines as i64).cloned().collect();
        assert_eq!(sealed.event(&left).actor.unwrap().id, "p6");
        assert!(sealed.erased(&left).contains(&WithheldField::ActorName));
    }
}
