//! What a bundle is made of: everything is handed in, nothing is looked up.

use crate::Control;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use steward_ledger::{Entry, Hash, Salt, SignerKey, TrustedKey};

/// What a bundle is made of. The caller has asked the question and gathers what answers it.
#[derive(Clone, Debug)]
pub struct Parts {
    /// Name of the log: the origin of its checkpoints.
    pub log: String,
    /// Keys of the log with the parts of it that they signed. The one that signed the checkpoint has to be
    /// among them.
    pub keys: Vec<TrustedKey>,
    /// The signed note of one checkpoint; all proofs lead to its root.
    pub checkpoint: String,
    /// The entries that answer the question and those that seal events which do, in any order.
    pub entries: Vec<Proved>,
    /// The events of tenants' own logs that answer the question, in any order.
    pub events: Vec<ProvedEvent>,
    /// Numbers of the entries that do not answer the question and are there for the events alone.
    pub supporting: BTreeSet<u64>,
    /// The policy sets in force for these entries: text by SHA-256 of the text in hexadecimal digits, which
    /// is what `decision.policyVersion` of an entry names.
    pub policies: BTreeMap<String, String>,
    /// The packs in use at the time of these entries.
    pub packs: Vec<PackVersion>,
    /// What was asked.
    pub question: Question,
    /// Withheld values that the asker may disclose.
    pub disclosed: Vec<Disclosed>,
    /// Withheld values that are gone because the person was erased.
    pub erased: BTreeSet<Place>,
    /// Name and version of the program that makes the bundle, such as `steward 0.1.0`.
    pub tool: String,
}

/// An entry and the path from its hash to the root of the checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proved {
    /// Canonical bytes, exactly as in the ledger.
    pub bytes: Vec<u8>,
    /// Inclusion proof (RFC 9162 section 2.1.3), from the leaf upwards.
    pub path: Vec<Hash>,
}

/// Where an event of a tenant's own log stands. As text it is `000004-000017`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EventPlace {
    /// Number of the entry that seals its batch.
    pub entry: u64,
    /// Its place in the batch, from zero.
    pub index: u64,
}

impl fmt::Display for EventPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}-{:06}", self.entry, self.index)
    }
}

impl EventPlace {
    /// Reads what [`Display`](fmt::Display) writes, and nothing else.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (entry, index) = text.split_once('-')?;
        let place = Self { entry: entry.parse().ok()?, index: index.parse().ok()? };
        (place.to_string() == text).then_some(place)
    }
}

/// An event of a tenant's own log, and the path from its hash to the root that an entry of the ledger names.
#[derive(Clone, Debug)]
pub struct ProvedEvent {
    /// Where it stands.
    pub place: EventPlace,
    /// What was sealed of it when it was read in, exactly.
    pub bytes: Vec<u8>,
    /// Inclusion proof (RFC 9162 section 2.1.3), from the leaf upwards.
    pub path: Vec<Hash>,
    /// What is left of the values that it withholds, by their place among its commitments: salt and value where they
    /// are disclosed. What is not here was erased.
    pub values: BTreeMap<u64, Option<Opening>>,
}

/// What it takes to check a commitment of an event.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Its salt.
    pub salt: Salt,
    /// The value: an object of fields.
    pub value: serde_json::Value,
}

/// A question, as text and as data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Question {
    /// As a person reads or types it.
    pub text: String,
    /// As a program asks it again.
    pub query: serde_json::Value,
    /// The control that was asked for by name, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub control: Option<Control>,
}

/// A pack that was in use.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PackVersion {
    /// SHA-256 of the pack in hexadecimal digits.
    pub hash: Hash,
    /// Its id, such as `practice`.
    pub id: String,
    /// Its version as it says it.
    pub version: String,
}

/// Where a withheld value is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Place {
    /// Number of the entry.
    pub number: u64,
    /// JSON pointer (RFC 6901) into the entry, such as `/event/reason`.
    pub pointer: String,
}

impl Place {
    /// Where an entry withholds values.
    #[must_use]
    pub fn withheld_by(entry: &Entry) -> Vec<Self> {
        let number = entry.chain.number;
        let pointers = crate::secrets::withheld(&entry.event).into_iter();
        pointers.map(|(pointer, _)| Self { number, pointer }).collect()
    }
}

/// A withheld value with what it takes to check its commitment.
#[derive(Clone, Debug)]
pub struct Disclosed {
    /// Where it is.
    pub place: Place,
    /// Its salt.
    pub salt: Salt,
    /// The value.
    pub value: serde_json::Value,
}

/// Who signs the manifest, if anybody.
pub type ManifestSigner<'a> = Option<&'a SignerKey>;
