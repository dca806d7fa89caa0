//! `disclosed.json`: withheld values with their salts, and which ones stay withheld and why.

use crate::events::KeptEvent;
use crate::names::DISCLOSED;
use crate::{EventPlace, Fault, Opening, Parts, Place};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use steward_ledger::{Commitment, Entry, Event, Salt, Value};

/// The file.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Secrets {
    /// Values that can be checked.
    pub disclosed: Vec<Opened>,
    /// Values that stay closed.
    pub withheld: Vec<Closed>,
    /// The same of events.
    #[serde(default, skip_serializing_if = "EventSecrets::is_empty")]
    pub events: EventSecrets,
}

/// What events of tenants' own logs withhold, by their places and the places of the commitments in them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EventSecrets {
    /// Values that can be checked.
    pub disclosed: Vec<OpenedPart>,
    /// Values that stay closed.
    pub withheld: Vec<ClosedPart>,
}

/// Values of an event with their salt.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OpenedPart {
    pub entry: u64,
    pub index: u64,
    pub part: u64,
    /// 64 hexadecimal digits.
    pub salt: String,
    /// Field and value.
    pub value: serde_json::Value,
}

/// Values of an event that are not here.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClosedPart {
    pub entry: u64,
    pub index: u64,
    pub part: u64,
    pub why: Why,
}

/// An event, and the place of a commitment in it.
type At = (EventPlace, u64);

impl OpenedPart {
    const fn at(&self) -> At {
        (EventPlace { entry: self.entry, index: self.index }, self.part)
    }
}

impl ClosedPart {
    const fn at(&self) -> At {
        (EventPlace { entry: self.entry, index: self.index }, self.part)
    }
}

impl EventSecrets {
    fn is_empty(&self) -> bool {
        self.disclosed.is_empty() && self.withheld.is_empty()
    }

    /// What the parts disclose of their events, in the order of the places.
    fn of(parts: &Parts, counts: &BTreeMap<EventPlace, usize>) -> Self {
        let mut secrets = Self::default();
        let given: BTreeMap<EventPlace, &BTreeMap<u64, Option<Opening>>> =
            parts.events.iter().map(|event| (event.place, &event.values)).collect();
        for (place, values) in given {
            let EventPlace { entry, index } = place;
            let count = counts.get(&place).copied().unwrap_or_default();
            for part in (0..).take(count) {
                match values.get(&part) {
                    Some(Some(Opening { salt, value })) => secrets.disclosed.push(OpenedPart {
                        entry,
                        index,
                        part,
                        salt: hex::encode(salt.as_bytes()),
                        value: value.clone(),
                    }),
                    Some(None) => {
                        secrets.withheld.push(ClosedPart { entry, index, part, why: Why::NotDisclosed });
                    }
                    None => secrets.withheld.push(ClosedPart { entry, index, part, why: Why::Erased }),
                }
            }
        }
        secrets
    }

    /// Checks each value against its commitment, and that each commitment is accounted for once.
    fn check(&self, events: &BTreeMap<EventPlace, KeptEvent>, faults: &mut Vec<Fault>) {
        let mut commitments = BTreeMap::<At, Commitment>::new();
        for (place, kept) in events {
            let parts = (0..).zip(&kept.parts);
            commitments.extend(parts.map(|(at, part)| ((*place, at), part.commitment)));
        }
        for opened in &self.disclosed {
            if !opens(commitments.get(&opened.at()), &opened.salt, &opened.value) {
                let (place, part) = opened.at();
                faults.push(Fault::EventCommitment { place, part });
            }
        }
        let (open, shut) =
            (self.disclosed.iter().map(OpenedPart::at), self.withheld.iter().map(ClosedPart::at));
        let seen: BTreeSet<At> = open.chain(shut).collect();
        let twice = self.disclosed.len() + self.withheld.len() != seen.len();
        let in_order = self.disclosed.is_sorted_by(|a, b| a.at() < b.at())
            && self.withheld.is_sorted_by(|a, b| a.at() < b.at());
        if twice || !in_order || !seen.iter().eq(commitments.keys()) {
            let reason = "it does not name each commitment of the events once, in their order".to_owned();
            faults.push(Fault::Contradiction { path: DISCLOSED.to_owned(), reason });
        }
    }

    /// The values at a place, when they are disclosed.
    pub fn value(&self, place: EventPlace, part: u64) -> Option<&serde_json::Value> {
        let at = self.disclosed.binary_search_by(|open| open.at().cmp(&(place, part))).ok()?;
        self.disclosed.get(at).map(|open| &open.value)
    }

    /// Whether the values at a place were erased.
    pub fn is_erased(&self, place: EventPlace, part: u64) -> bool {
        let at = self.withheld.binary_search_by(|shut| shut.at().cmp(&(place, part))).ok();
        at.and_then(|at| self.withheld.get(at)).is_some_and(|shut| shut.why == Why::Erased)
    }
}

/// Whether salt and value fit a commitment.
fn opens(commitment: Option<&Commitment>, salt: &str, value: &serde_json::Value) -> bool {
    let mut bytes = [0; 32];
    hex::decode_to_slice(salt, &mut bytes).is_ok()
        && commitment.is_some_and(|commitment| commitment.verify(&Salt::new(bytes), value).unwrap_or(false))
}

/// A value with its salt.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Opened {
    pub number: u64,
    pub pointer: String,
    /// 64 hexadecimal digits.
    pub salt: String,
    pub value: serde_json::Value,
}

/// A value that is not here.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Closed {
    pub number: u64,
    pub pointer: String,
    pub why: Why,
}

/// Why a value is not here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The person was erased; nobody has it any more.
    Erased,
    /// Whoever made the bundle did not disclose it.
    NotDisclosed,
}

/// All withheld values of an event, by JSON pointer (RFC 6901) into the entry, such as `/event/reason`.
#[must_use]
pub fn withheld(event: &Event) -> Vec<(String, Commitment)> {
    let mut list = Vec::new();
    let mut add = |pointer: String, value: Option<&Value>| {
        if let Some(Value::Withheld(commitment)) = value {
            list.push((pointer, *commitment));
        }
    };
    add("/event/reason".to_owned(), event.reason.as_ref());
    for (at, change) in event.changes.iter().enumerate() {
        add(format!("/event/changes/{at}/before"), change.before.as_ref());
        add(format!("/event/changes/{at}/after"), change.after.as_ref());
    }
    list
}

fn all<'a>(entries: impl Iterator<Item = &'a Entry>) -> BTreeMap<Place, Commitment> {
    let mut places = BTreeMap::new();
    for entry in entries {
        let number = entry.chain.number;
        for (pointer, commitment) in withheld(&entry.event) {
            places.insert(Place { number, pointer }, commitment);
        }
    }
    places
}

impl Secrets {
    /// What the parts disclose of these entries, and of events that withhold so many values, in the order of the
    /// places. Of what was erased nothing is disclosed.
    pub fn of<'a>(
        parts: &Parts,
        entries: impl Iterator<Item = &'a Entry>,
        events: &BTreeMap<EventPlace, usize>,
    ) -> Self {
        let mut open = BTreeMap::new();
        for disclosed in &parts.disclosed {
            open.insert(&disclosed.place, disclosed);
        }
        let mut secrets = Self { events: EventSecrets::of(parts, events), ..Self::default() };
        for place in all(entries).into_keys() {
            let erased = parts.erased.contains(&place);
            match open.get(&place).filter(|_| !erased) {
                Some(value) => secrets.disclosed.push(Opened {
                    number: place.number,
                    pointer: place.pointer,
                    salt: hex::encode(value.salt.as_bytes()),
                    value: value.value.clone(),
                }),
                None => secrets.withheld.push(Closed {
                    number: place.number,
                    pointer: place.pointer,
                    why: if erased { Why::Erased } else { Why::NotDisclosed },
                }),
            }
        }
        secrets
    }

    /// Checks each value against its commitment, and that each withheld value is accounted for once.
    pub fn check<'a>(
        &self,
        entries: impl Iterator<Item = &'a Entry>,
        events: &BTreeMap<EventPlace, KeptEvent>,
        faults: &mut Vec<Fault>,
    ) {
        self.events.check(events, faults);
        let places = all(entries);
        let mut seen = BTreeSet::new();
        for Opened { number, pointer, salt, value } in &self.disclosed {
            let place = Place { number: *number, pointer: pointer.clone() };
            if !opens(places.get(&place), salt, value) {
                faults.push(Fault::Commitment { number: *number, pointer: pointer.clone() });
            }
            seen.insert(place);
        }
        for Closed { number, pointer, .. } in &self.withheld {
            seen.insert(Place { number: *number, pointer: pointer.clone() });
        }
        let twice = self.disclosed.len() + self.withheld.len() != seen.len();
        if twice || !self.in_order() || !seen.iter().eq(places.keys()) {
            let reason =
                "it does not name each withheld value of the entries once, in their order".to_owned();
            faults.push(Fault::Contradiction { path: DISCLOSED.to_owned(), reason });
        }
    }

    /// The value at a place, when it is disclosed. Both lists are in the order of the places: that is checked.
    pub fn value(&self, number: u64, pointer: &str) -> Option<&serde_json::Value> {
        let order = |open: &Opened| (open.number, open.pointer.as_str()).cmp(&(number, pointer));
        let at = self.disclosed.binary_search_by(order).ok()?;
        self.disclosed.get(at).map(|open| &open.value)
    }

    /// Whether the value at a place was erased.
    pub fn is_erased(&self, number: u64, pointer: &str) -> bool {
        let order = |shut: &Closed| (shut.number, shut.pointer.as_str()).cmp(&(number, pointer));
        let at = self.withheld.binary_search_by(order).ok();
        at.and_then(|at| self.withheld.get(at)).is_some_and(|shut| shut.why == Why::Erased)
    }

    /// Whether both lists are in the order of the places.
    fn in_order(&self) -> bool {
        self.disclosed.is_sorted_by(|a, b| (a.number, a.pointer.as_str()) < (b.number, b.pointer.as_str()))
            && self
                .withheld
                .is_sorted_by(|a, b| (a.number, a.pointer.as_str()) < (b.number, b.pointer.as_str()))
    }
}
