//! `disclosed.json`: withheld values with their salts, and which ones stay withheld and why.

use crate::names::DISCLOSED;
use crate::{Fault, Parts, Place};
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
    /// What the parts disclose of these entries, in the order of the places. Of what was erased nothing is
    /// disclosed.
    pub fn of<'a>(parts: &Parts, entries: impl Iterator<Item = &'a Entry>) -> Self {
        let mut open = BTreeMap::new();
        for disclosed in &parts.disclosed {
            open.insert(&disclosed.place, disclosed);
        }
        let mut secrets = Self::default();
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
    pub fn check<'a>(&self, entries: impl Iterator<Item = &'a Entry>, faults: &mut Vec<Fault>) {
        let places = all(entries);
        let mut seen = BTreeSet::new();
        for Opened { number, pointer, salt, value } in &self.disclosed {
            let place = Place { number: *number, pointer: pointer.clone() };
            let mut bytes = [0; 32];
            let good = hex::decode_to_slice(salt, &mut bytes).is_ok()
                && places
                    .get(&place)
                    .is_some_and(|commitment| commitment.verify(&Salt::new(bytes), value).unwrap_or(false));
            if !good {
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
