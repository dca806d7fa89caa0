//! Whose signatures count.

use super::Statement;
use super::fault::Fault;
use crate::{Note, NoteError, VerifierKey};

/// A key, and the part of the log that it may sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedKey {
    /// The key.
    pub key: VerifierKey,
    /// Number of entries from which on it signs.
    pub from: u64,
    /// Number of entries up to which it signs, inclusive; nothing when it is in use. A key that was replaced or lost signs
    /// nothing after, whoever has it.
    pub until: Option<u64>,
}

/// What is known beforehand, and not taken from the history itself: the log and its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trust {
    /// Name of the device's log.
    pub device: String,
    /// Its keys, one after the other as they were replaced.
    pub keys: Vec<TrustedKey>,
}

impl Trust {
    /// A log with one key for all of it.
    #[must_use]
    pub fn new(key: VerifierKey) -> Self {
        Self { device: key.name().to_owned(), keys: vec![TrustedKey { key, from: 0, until: None }] }
    }

    /// Refuses a statement about `size` entries that no key of that time signed.
    pub(super) fn check(&self, kind: Statement, size: u64, note: &Note<'_>) -> Result<(), Fault> {
        let in_use: Vec<&VerifierKey> = (self.keys.iter())
            .filter(|key| key.from <= size && key.until.is_none_or(|until| size <= until))
            .map(|key| &key.key)
            .collect();
        match note.signers(in_use.iter().copied()) {
            Ok(_) => Ok(()),
            Err(NoteError::BadSignature { name }) => Err(Fault::BadSignature { kind, size, key: name }),
            Err(_) => Err(self.stranger(kind, size, note)),
        }
    }

    fn stranger(&self, kind: Statement, size: u64, note: &Note<'_>) -> Fault {
        let known = note.signers(self.keys.iter().map(|key| &key.key)).ok();
        if let Some(key) = known.and_then(|keys| keys.first().copied()) {
            return Fault::KeyNotInUse { kind, size, key: format!("{}+{:08x}", key.name(), key.id()) };
        }
        let first = note.signatures().first();
        let key = first.map(|by| format!("{}+{:08x}", by.name, by.id)).unwrap_or_default();
        Fault::ForeignKey { kind, from: size, to: size, key }
    }
}
