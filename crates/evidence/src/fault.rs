//! What can be wrong with a bundle, and where.

use crate::EventPlace;
use serde::Serialize;

/// One thing that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "fault", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Fault {
    /// It is not a bundle at all, or one that nobody should unpack.
    #[error("{reason}")]
    Archive {
        /// What is wrong with it.
        reason: String,
    },
    /// The files may be right, and what holds them together is not what was written.
    #[error("the ZIP file around the files is not as it was written: it was packed again, or changed")]
    Container,
    /// A file that has to be there is not.
    #[error("`{path}` is missing")]
    Missing {
        /// The file.
        path: String,
    },
    /// A file that does not belong there.
    #[error("`{path}` was added: {reason}")]
    Added {
        /// The file.
        path: String,
        /// Why it does not belong there.
        reason: String,
    },
    /// A file has other bytes than the manifest says.
    #[error("`{path}` was changed: its SHA-256 is {found}, the manifest says {expected}")]
    Changed {
        /// The file.
        path: String,
        /// SHA-256 in the manifest.
        expected: String,
        /// SHA-256 of what is there.
        found: String,
    },
    /// Two files stand in each other's place.
    #[error("`{first}` and `{second}` are swapped")]
    Swapped {
        /// The one whose name sorts first.
        first: String,
        /// The other one.
        second: String,
    },
    /// A file cannot be read as what it has to be.
    #[error("`{path}` cannot be read: {reason}")]
    Unreadable {
        /// The file.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Written by a version that this one does not know.
    #[error("the bundle has format {found}, this version reads formats up to {known}")]
    Format {
        /// Its format.
        found: u64,
        /// The newest format that is known.
        known: u64,
    },
    /// Two files of the bundle do not say the same.
    #[error("`{path}` contradicts the rest of the bundle: {reason}")]
    Contradiction {
        /// The file.
        path: String,
        /// What does not fit.
        reason: String,
    },
    /// A file is not what follows from the entries.
    #[error("`{path}` is not what the entries of the bundle say")]
    NotDerived {
        /// The file.
        path: String,
    },
    /// A signature does not hold.
    #[error("the signature in `{path}` does not hold: {reason}")]
    Signature {
        /// The file.
        path: String,
        /// Why.
        reason: String,
    },
    /// Nobody signed the manifest.
    #[error(
        "the manifest is not signed: nobody vouches for the question, for what was left out, or for files other than \
         entries, events and what proves them"
    )]
    Unsigned,
    /// Signed with a key that is not one of those that are trusted.
    #[error("`{path}` is signed with the key `{key}`, which is not the one that is trusted")]
    Stranger {
        /// The file.
        path: String,
        /// The key that signed.
        key: String,
    },
    /// An entry is not proved.
    #[error("entry {number} is not proved: {reason}")]
    NotProved {
        /// Number of the entry.
        number: u64,
        /// Why.
        reason: String,
    },
    /// An entry does not follow the one before it.
    #[error("entry {number} does not follow entry {before}: the hash that it carries is another one")]
    BrokenLink {
        /// Number of the entry.
        number: u64,
        /// Number of the entry before it.
        before: u64,
    },
    /// An event of a tenant's own log is not proved.
    #[error("event {place} is not proved: {reason}")]
    EventNotProved {
        /// Where the event stands.
        place: EventPlace,
        /// Why.
        reason: String,
    },
    /// Values of an event that were disclosed are not those that were committed to.
    #[error("the values disclosed for part {part} of event {place} are not those that were sealed")]
    EventCommitment {
        /// Where the event stands.
        place: EventPlace,
        /// Place of the commitment among those of the event, from zero.
        part: u64,
    },
    /// The value that was disclosed is not the one that was committed to.
    #[error("the value disclosed for `{pointer}` of entry {number} is not the one that was recorded")]
    Commitment {
        /// Number of the entry.
        number: u64,
        /// JSON pointer into the entry.
        pointer: String,
    },
}

impl Fault {
    /// The number of the entry that it is about, when it is about one.
    #[must_use]
    pub fn entry(&self) -> Option<u64> {
        match self {
            Self::NotProved { number, .. }
            | Self::BrokenLink { number, .. }
            | Self::Commitment { number, .. } => Some(*number),
            _ => self.paths().iter().find_map(|path| number_in(path)),
        }
    }

    /// Where the event stands that it is about, when it is about one.
    #[must_use]
    pub fn event(&self) -> Option<EventPlace> {
        match self {
            Self::EventNotProved { place, .. } | Self::EventCommitment { place, .. } => Some(*place),
            _ => self.paths().iter().find_map(|path| event_in(path)),
        }
    }

    /// The files that it is about.
    #[must_use]
    pub fn paths(&self) -> Vec<&str> {
        match self {
            Self::Missing { path }
            | Self::Added { path, .. }
            | Self::Changed { path, .. }
            | Self::Unreadable { path, .. }
            | Self::Contradiction { path, .. }
            | Self::NotDerived { path }
            | Self::Signature { path, .. }
            | Self::Stranger { path, .. } => vec![path],
            Self::Swapped { first, second } => vec![first, second],
            Self::Commitment { .. } | Self::EventCommitment { .. } => vec![crate::names::DISCLOSED],
            Self::Unsigned => vec![crate::names::SIGNATURE],
            Self::Archive { .. }
            | Self::Container
            | Self::Format { .. }
            | Self::NotProved { .. }
            | Self::EventNotProved { .. }
            | Self::BrokenLink { .. } => Vec::new(),
        }
    }
}

/// The number of the entry in the name of its file or its proof.
pub(crate) fn number_in(path: &str) -> Option<u64> {
    let stem = crate::names::between(path, "entries/", ".json");
    stem.or_else(|| crate::names::between(path, "proofs/", ".tlog-proof"))?.parse().ok()
}

/// Where the event stands that is in a file of this name, or whose proof is.
pub(crate) fn event_in(path: &str) -> Option<EventPlace> {
    let name = path.strip_prefix(crate::names::EVENTS)?;
    EventPlace::read(name.strip_suffix(".json").or_else(|| name.strip_suffix(".proof"))?)
}
