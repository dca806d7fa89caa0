//! Writing a log: what the next entry carries, and the commit that seals it.

use crate::text::is_name;
use crate::{
    CanonicalError, Commit, Entry, Event, FORMAT, Hash, KeyError, Link, SignerKey, StatementError,
    StoredEntry,
};

/// The end of the log of a device: all that has to be known to write on. Keep a copy until the transaction is done: a
/// log that was rolled back goes on from where it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    device: String,
    size: u64,
    head: Option<Hash>,
}

impl Log {
    /// A log without entries.
    ///
    /// # Errors
    /// When the device's name could not be the name of its key.
    pub fn new(device: impl Into<String>) -> Result<Self, KeyError> {
        let device = device.into();
        if is_name(&device) { Ok(Self { device, size: 0, head: None }) } else { Err(KeyError::Name(device)) }
    }

    /// A log that goes on after the entry with this number and hash.
    ///
    /// # Errors
    /// When the device's name could not be the name of its key.
    pub fn after(device: impl Into<String>, number: u64, hash: Hash) -> Result<Self, KeyError> {
        Ok(Self { size: number.saturating_add(1), head: Some(hash), ..Self::new(device)? })
    }

    /// Name of the device's log.
    #[must_use]
    pub fn device(&self) -> &str {
        &self.device
    }

    /// Number of entries.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Hash of the last entry.
    #[must_use]
    pub const fn head(&self) -> Option<Hash> {
        self.head
    }

    /// Makes the next entry of an event.
    ///
    /// # Errors
    /// When a whole number in it is too large to be written exactly; the log is as before.
    pub fn append(&mut self, event: Event) -> Result<StoredEntry, CanonicalError> {
        let chain =
            Link { device: self.device.clone(), format: FORMAT, number: self.size, previous: self.head };
        let stored = StoredEntry::from_bytes(self.size, Entry { chain, event }.bytes()?);
        self.head = Some(stored.hash);
        self.size += 1;
        Ok(stored)
    }

    /// Signs the head, and so every entry up to it: the note that ends a transaction.
    ///
    /// # Errors
    /// When there is no entry, or the key has another name than the log.
    pub fn commit(&self, key: &SignerKey) -> Result<String, StatementError> {
        let head = self.head.ok_or(StatementError::NoEntries)?;
        crate::statement::of_log(key.verifier().name(), &self.device)?;
        Commit { device: self.device.clone(), size: self.size, head }.sign(key)
    }
}
