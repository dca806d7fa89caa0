//! Entries: what happened, tied to what happened before.

mod event;
mod link;

pub use event::{
    Approval, ApprovalState, Approver, Change, Confirmation, Decision, Event, Object, Outcome, OutcomeState,
    Pseudonym, Surface, Tenant, Value,
};
pub use link::Link;

use crate::{CanonicalError, Hash, canonical_bytes, leaf_hash};
use serde::{Deserialize, Serialize};

/// The format of entries that this version writes and reads.
pub const FORMAT: u32 = 1;

/// An entry of a log. Its canonical bytes are what is kept, hashed and proved; they begin with `{"chain":`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Entry {
    /// Where it stands.
    pub chain: Link,
    /// What happened.
    pub event: Event,
}

/// Why bytes are not an entry.
#[derive(Debug, thiserror::Error)]
pub enum EntryError {
    /// Written by a later version, or not an entry at all.
    #[error("the entry has format {0}, this version reads format {known}", known = FORMAT)]
    UnknownFormat(u64),
    /// Not the JSON of an entry.
    #[error("the entry cannot be read")]
    Json(#[from] serde_json::Error),
    /// The first entry names one before it, or a later one does not.
    #[error("the first entry has none before it, and every other one has")]
    Previous,
    /// The same entry could be written in another way.
    #[error("the entry is not in its canonical form")]
    NotCanonical,
    /// It has no canonical form.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
}

impl Entry {
    /// Reads the bytes of an entry, strictly: nothing unknown, nothing twice, nothing written in another way.
    ///
    /// # Errors
    /// When the bytes are not the canonical bytes of an entry of [`FORMAT`].
    pub fn read(bytes: &[u8]) -> Result<Self, EntryError> {
        Link::read(bytes)?;
        let entry: Self = serde_json::from_slice(bytes)?;
        if entry.bytes()? != bytes {
            return Err(EntryError::NotCanonical);
        }
        Ok(entry)
    }

    /// Its canonical bytes.
    ///
    /// # Errors
    /// When a whole number in it is too large to be written exactly.
    pub fn bytes(&self) -> Result<Vec<u8>, CanonicalError> {
        canonical_bytes(self)
    }
}

/// An entry as it is kept: its number, its hash, its bytes. The hash is SHA-256(0x00 || bytes), which is at the same time
/// its leaf of the tree, so that the chain and the tree speak of the same thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEntry {
    /// Number, from zero.
    pub number: u64,
    /// Hash of the bytes.
    pub hash: Hash,
    /// Canonical bytes.
    pub bytes: Vec<u8>,
}

impl StoredEntry {
    /// An entry of which nothing but the bytes was handed over, such as a line of a file.
    #[must_use]
    pub fn from_bytes(number: u64, bytes: Vec<u8>) -> Self {
        Self { number, hash: leaf_hash(&bytes), bytes }
    }
}
