//! Commits: the head of the chain, signed once for all entries that were written together.

use crate::statement::{form, of_log};
use crate::text::{base64, hash, is_name, number};
use crate::{Hash, Note, SignerKey, StatementError, VerifierKey, sign_note};
use std::fmt;
use std::str::FromStr;

/// The first line of a commit. No checkpoint reads as a commit or the other way round: the second line of a checkpoint
/// is a number and its third has 44 characters, and the third line of a commit is a number of 20 digits at most.
const KIND: &str = "steward commit v1";

/// A statement that the chain of a device had this head when it had this many entries. A signature of the head is one of
/// every entry before it, since each carries the hash of the one before. It costs less than a checkpoint, which needs
/// the tree: each transaction ends in a commit, and now and then a checkpoint is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Name of the log, and of the key that signs for it.
    pub device: String,
    /// Number of entries, one at least.
    pub size: u64,
    /// Hash of the entry with the number `size - 1`.
    pub head: Hash,
}

impl Commit {
    /// The signed note.
    ///
    /// # Errors
    /// When the device is not a name or there are no entries.
    pub fn sign(&self, key: &SignerKey) -> Result<String, StatementError> {
        let text = self.to_string();
        text.parse::<Self>()?;
        Ok(sign_note(&text, &[key])?)
    }

    /// Verifies a signed commit of the log `device`: one of the keys signed it, and none of them wrongly.
    ///
    /// # Errors
    /// When that does not hold, or the note is not a commit of this log.
    pub fn verify(
        note: &(impl AsRef<[u8]> + ?Sized),
        device: &str,
        keys: &[VerifierKey],
    ) -> Result<Self, StatementError> {
        let commit: Self = Note::verify(note, keys)?.parse()?;
        of_log(&commit.device, device)?;
        Ok(commit)
    }
}

impl fmt::Display for Commit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{KIND}\n{}\n{}\n{}\n", self.device, self.size, base64(self.head))
    }
}

impl FromStr for Commit {
    type Err = StatementError;

    fn from_str(text: &str) -> Result<Self, StatementError> {
        let mut lines = text.split('\n');
        if lines.next() != Some(KIND) {
            return Err(form(1, "`steward commit v1`"));
        }
        let device = lines.next().filter(|line| is_name(line)).ok_or(form(2, "the name of a log"))?;
        let size =
            (lines.next().and_then(number).filter(|size| *size > 0)).ok_or(form(3, "a number of entries"))?;
        let head = lines.next().and_then(hash).ok_or(form(4, "a hash in base64"))?;
        if (lines.next(), lines.next()) != (Some(""), None) {
            return Err(form(5, "the end"));
        }
        Ok(Self { device: device.to_owned(), size, head })
    }
}
