//! What can be wrong with a history, and where.

use crate::Hash;
use serde::Serialize;
use std::fmt;

/// Most faults of a report that are told one by one; the others are counted.
pub const MAX_FAULTS: usize = 1000;

/// A kind of signed statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Statement {
    /// The head of the chain.
    Commit,
    /// The root of the tree.
    Checkpoint,
}

impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Commit => "commit",
            Self::Checkpoint => "checkpoint",
        })
    }
}

/// One thing that is wrong. Entries are named by their numbers, from zero; commits and checkpoints by the number of
/// entries that they speak of, so that one of size 5 is about the entries 0 to 4. Ranges are inclusive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "fault", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Fault {
    /// The bytes are not those that were recorded: their hash is not the one that is kept beside them, that the next
    /// entry carries, or that was signed.
    #[error("entry {number} was changed: its hash is {found}, recorded was {expected}")]
    Changed {
        /// The entry.
        number: u64,
        /// Hash that was recorded.
        expected: Hash,
        /// Hash of the bytes that are there.
        found: Hash,
    },
    /// Entries were removed.
    #[error("{} missing", are(*from, *to))]
    Missing {
        /// First of them.
        from: u64,
        /// Last of them.
        to: u64,
    },
    /// Two entries stand in each other's place.
    #[error("the entries {first} and {second} are swapped")]
    Swapped {
        /// The earlier one.
        first: u64,
        /// The later one.
        second: u64,
    },
    /// An entry stands where another belongs.
    #[error("where entry {at} belongs stands one with the number {number}")]
    Misplaced {
        /// The number that the entry has.
        number: u64,
        /// The number that belongs there.
        at: u64,
    },
    /// Two entries have one number.
    #[error("entry {number} is there more than once, also with the hash {hash}")]
    Fork {
        /// The number.
        number: u64,
        /// Hash of the one that came later.
        hash: Hash,
    },
    /// An entry carries the hash of something else than the entry before it, which is known for certain.
    #[error("entry {number} does not follow the entry before it")]
    BrokenLink {
        /// The entry.
        number: u64,
    },
    /// The history ends before what was signed.
    #[error("the history ends after {size} entries, a {by} says that there were {claimed}")]
    Truncated {
        /// Number of entries that are there.
        size: u64,
        /// Number of entries that there were at least.
        claimed: u64,
        /// What says so.
        by: Statement,
    },
    /// Entries that no signature covers.
    #[error("no trusted signature covers {}", named(*from, *to))]
    Unsigned {
        /// First of them.
        from: u64,
        /// Last of them.
        to: u64,
    },
    /// The chain holds in itself and is not the one that was signed: somewhere in it the history was written anew.
    #[error("{} not what was signed", are(*from, *to))]
    NotAsSigned {
        /// First entry that may be another.
        from: u64,
        /// Last entry that the signature is about.
        to: u64,
    },
    /// The tree had another root when the checkpoint was made: the history before it is another one.
    #[error("the checkpoint of {size} entries is of another history: its root is {said}, here it is {found}")]
    Inconsistent {
        /// Number of entries that the checkpoint speaks of.
        size: u64,
        /// Root in the checkpoint.
        said: Hash,
        /// Root of the history at that size.
        found: Hash,
    },
    /// Nobody who is trusted signed it: a history signed again with another key.
    #[error("{} signed with the key `{key}`, which is not trusted", said_are(*kind, *from, *to))]
    ForeignKey {
        /// Which statements.
        kind: Statement,
        /// Number of entries that the first speaks of.
        from: u64,
        /// Number of entries that the last speaks of.
        to: u64,
        /// Name and id of a key that signed.
        key: String,
    },
    /// A trusted key signed outside the part of the log that it was for.
    #[error("the {kind} of {size} entries is signed with the key `{key}`, which was not in use then")]
    KeyNotInUse {
        /// Which statement.
        kind: Statement,
        /// Number of entries that it speaks of.
        size: u64,
        /// Name and id of the key.
        key: String,
    },
    /// The signature of a trusted key does not fit.
    #[error("the signature of `{key}` on the {kind} of {size} entries is wrong")]
    BadSignature {
        /// Which statement.
        kind: Statement,
        /// Number of entries that it speaks of.
        size: u64,
        /// Name of the key.
        key: String,
    },
    /// It speaks of another log.
    #[error("the {kind} of {size} entries is of the log `{log}`")]
    OtherLog {
        /// Which statement.
        kind: Statement,
        /// Number of entries that it speaks of.
        size: u64,
        /// The log that it speaks of.
        log: String,
    },
    /// It is no such statement at all.
    #[error("the {kind} number {nth} cannot be read: {reason}")]
    Malformed {
        /// Which statement.
        kind: Statement,
        /// Which one in the order given, from zero.
        nth: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// A statement that cannot be compared with anything, because entries are missing or it came after its place.
    #[error("the history has nothing to compare {} with", said(*kind, *from, *to))]
    Unproven {
        /// Which statements.
        kind: Statement,
        /// Number of entries that the first speaks of.
        from: u64,
        /// Number of entries that the last speaks of.
        to: u64,
    },
    /// A format that this version does not know.
    #[error("entry {number} has the unknown format {format}")]
    UnknownFormat {
        /// The entry.
        number: u64,
        /// Its format.
        format: u64,
    },
    /// The bytes are those that were recorded and no entry.
    #[error("entry {number} cannot be read: {reason}")]
    Unreadable {
        /// The entry.
        number: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// An entry of the log of another device.
    #[error("entry {number} is of the log `{device}`")]
    OtherDevice {
        /// The entry.
        number: u64,
        /// The log that it says it is of.
        device: String,
    },
}

/// `entry 4`, or `the entries 4 to 6`.
fn named(from: u64, to: u64) -> String {
    if from == to { format!("entry {from}") } else { format!("the entries {from} to {to}") }
}

fn are(from: u64, to: u64) -> String {
    format!("{} {}", named(from, to), if from == to { "is" } else { "are" })
}

/// `the commit of 4 entries`, or `the commits of 4 to 6 entries`.
fn said(kind: Statement, from: u64, to: u64) -> String {
    match (from == to, to) {
        (true, 1) => format!("the {kind} of 1 entry"),
        (true, _) => format!("the {kind} of {to} entries"),
        (false, _) => format!("the {kind}s of {from} to {to} entries"),
    }
}

fn said_are(kind: Statement, from: u64, to: u64) -> String {
    format!("{} {}", said(kind, from, to), if from == to { "is" } else { "are" })
}

impl Fault {
    /// Where it is: the number of the first entry concerned.
    #[must_use]
    pub const fn place(&self) -> u64 {
        match self {
            Self::Changed { number, .. }
            | Self::Fork { number, .. }
            | Self::BrokenLink { number }
            | Self::UnknownFormat { number, .. }
            | Self::Unreadable { number, .. }
            | Self::OtherDevice { number, .. }
            | Self::Misplaced { at: number, .. }
            | Self::Swapped { first: number, .. }
            | Self::Missing { from: number, .. }
            | Self::Unsigned { from: number, .. }
            | Self::NotAsSigned { from: number, .. }
            | Self::Truncated { size: number, .. } => *number,
            Self::Inconsistent { size, .. }
            | Self::KeyNotInUse { size, .. }
            | Self::BadSignature { size, .. }
            | Self::OtherLog { size, .. }
            | Self::ForeignKey { from: size, .. }
            | Self::Unproven { from: size, .. } => size.saturating_sub(1),
            Self::Malformed { .. } => 0,
        }
    }

    /// Takes in a fault that is this one going on, so that a history signed anew is one fault and not thousands.
    fn goes_on(&mut self, next: &Self) -> bool {
        match (self, next) {
            (Self::NotAsSigned { from, to }, Self::NotAsSigned { from: also, to: end }) if *from == *also => {
                *to = *end;
                true
            }
            (
                Self::ForeignKey { kind, to, key, .. },
                Self::ForeignKey { kind: of, to: end, key: with, .. },
            ) if *kind == *of && *key == *with => {
                *to = *end;
                true
            }
            (Self::Unproven { kind, to, .. }, Self::Unproven { kind: of, to: end, .. }) if *kind == *of => {
                *to = *end;
                true
            }
            _ => false,
        }
    }
}

/// The faults so far, bounded.
#[derive(Debug, Default)]
pub(super) struct Faults {
    list: Vec<Fault>,
    more: u64,
}

impl Faults {
    pub(super) fn add(&mut self, fault: Fault) {
        if self.list.last_mut().is_some_and(|last| last.goes_on(&fault)) {
            return;
        }
        // two entries that have each other's bytes are not two changes
        if let Fault::Changed { number, expected, found } = fault
            && let Some((first, at)) = self.list.iter_mut().find_map(|earlier| match *earlier {
                Fault::Changed { number: first, expected: e, found: f } if e == found && f == expected => {
                    Some((first, earlier))
                }
                _ => None,
            })
        {
            *at = Fault::Swapped { first, second: number };
            return;
        }
        if self.list.len() < MAX_FAULTS { self.list.push(fault) } else { self.more += 1 }
    }

    /// In the order of their places, and how many more there are.
    pub(super) fn finish(mut self) -> (Vec<Fault>, u64) {
        self.list.sort_by_key(Fault::place);
        (self.list, self.more)
    }
}
