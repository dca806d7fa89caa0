//! C2SP checkpoints: the head of the tree, signed (c2sp.org/tlog-checkpoint).

use crate::statement::{form, of_log};
use crate::text::{base64, hash, number};
use crate::tree::empty_root;
use crate::{Hash, Note, SignerKey, StatementError, VerifierKey, sign_note};
use std::fmt;
use std::str::FromStr;

/// A statement that the tree of a log had this root when it had this many leaves. Its text, which is what is signed, is
/// one line each: origin, size in decimal, root in base64, extensions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Name of the log, and of the key that signs for it.
    pub origin: String,
    /// Number of leaves.
    pub size: u64,
    /// Root of the tree.
    pub root: Hash,
    /// Lines that mean nothing to a verifier. Steward writes none.
    pub extensions: Vec<String>,
}

impl Checkpoint {
    /// A checkpoint without extensions.
    #[must_use]
    pub fn new(origin: impl Into<String>, size: u64, root: Hash) -> Self {
        Self { origin: origin.into(), size, root, extensions: Vec::new() }
    }

    /// The signed note.
    ///
    /// # Errors
    /// When the origin or an extension is not one line of text, or an empty tree has a root of its own.
    pub fn sign(&self, key: &SignerKey) -> Result<String, StatementError> {
        let text = self.to_string();
        if text.parse::<Self>()? != *self {
            return Err(form(1, "the name of a log"));
        }
        Ok(sign_note(&text, &[key])?)
    }

    /// Verifies a signed checkpoint of the log `origin`: one of the keys signed it, and none of them wrongly.
    ///
    /// # Errors
    /// When that does not hold, or the note is not a checkpoint of this log.
    pub fn verify(
        note: &(impl AsRef<[u8]> + ?Sized),
        origin: &str,
        keys: &[VerifierKey],
    ) -> Result<Self, StatementError> {
        let checkpoint: Self = Note::verify(note, keys)?.parse()?;
        of_log(&checkpoint.origin, origin)?;
        Ok(checkpoint)
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}\n{}\n", self.origin, self.size, base64(self.root))?;
        self.extensions.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

impl FromStr for Checkpoint {
    type Err = StatementError;

    fn from_str(text: &str) -> Result<Self, StatementError> {
        let lines = text.strip_suffix('\n').ok_or(form(1, "ended by a newline"))?;
        let mut lines = lines.split('\n');
        let origin = (lines.next().filter(|line| !line.is_empty())).ok_or(form(1, "the name of a log"))?;
        let size = lines.next().and_then(number).ok_or(form(2, "a number of leaves"))?;
        let root = (lines.next().and_then(hash))
            .filter(|root| size != 0 || *root == empty_root())
            .ok_or(form(3, "the root of such a tree in base64"))?;
        let extensions: Vec<String> = lines.map(str::to_owned).collect();
        match extensions.iter().position(String::is_empty) {
            Some(at) => Err(form(at + 4, "an extension")),
            None => Ok(Self { origin: origin.to_owned(), size, root, extensions }),
        }
    }
}
