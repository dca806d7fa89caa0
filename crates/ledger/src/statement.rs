//! What a log says about itself under its signature: its form and what can be wrong with it.

use crate::{CanonicalError, KeyError, NoteError};

/// Why a checkpoint or a commit is none, or is not to be believed.
#[derive(Debug, thiserror::Error)]
pub enum StatementError {
    /// The note around it.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The key or its name.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// What is recorded cannot be written.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    /// A line is not what it has to be.
    #[error("line {line} is not {expected}")]
    Form {
        /// Line, from 1.
        line: usize,
        /// What it has to be.
        expected: &'static str,
    },
    /// It speaks of another log.
    #[error("it is of the log `{found}`, not of `{expected}`")]
    OtherLog {
        /// The log that it was to be of.
        expected: String,
        /// The log that it is of.
        found: String,
    },
    /// There is no entry yet that could be signed.
    #[error("a log without entries has no head to sign")]
    NoEntries,
}

/// A line that has to be something.
pub(crate) const fn form(line: usize, expected: &'static str) -> StatementError {
    StatementError::Form { line, expected }
}

/// Refuses statements of another log.
pub(crate) fn of_log(found: &str, expected: &str) -> Result<(), StatementError> {
    if found == expected {
        return Ok(());
    }
    Err(StatementError::OtherLog { expected: expected.to_owned(), found: found.to_owned() })
}
