//! How an operation fails, and what that means for a person.

use crate::policy::PolicyError;
use crate::wire::{ErrorCode, WireError};
use steward_pack::PackError;
use steward_store::StoreError;

/// How an operation fails.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The policies refuse it.
    #[error("`{operation}` is not permitted to you")]
    Refused {
        /// Name of the operation.
        operation: &'static str,
        /// Policies that forbade it; empty when none permits it.
        policies: Vec<String>,
        /// Operator roles that may.
        roles: Vec<String>,
    },
    /// There is no such thing.
    #[error("there is no {what} `{name}`")]
    NotFound {
        /// What was looked for, such as `person`.
        what: &'static str,
        /// What was given.
        name: String,
        /// Names that are near, with what they are.
        near: Vec<String>,
    },
    /// The name fits several.
    #[error("`{name}` fits {count} {what}")]
    Ambiguous {
        /// What was looked for, in the plural.
        what: &'static str,
        /// What was given.
        name: String,
        /// How many it fits.
        count: usize,
        /// The first of them, with their ids.
        candidates: Vec<String>,
    },
    /// The name is taken.
    #[error("there is a tenant `{0}` already")]
    Exists(String),
    /// Something given cannot be used.
    #[error("{message}")]
    BadInput {
        /// What is wrong.
        message: String,
        /// What that means; may be empty.
        meaning: String,
        /// What to do.
        hint: String,
        /// Places and facts.
        details: Vec<String>,
    },
    /// A file cannot be read.
    #[error("`{path}` cannot be read")]
    File {
        /// Which.
        path: String,
        /// Why not.
        source: std::io::Error,
    },
    /// The folder of a pack cannot be read.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// A policy set is refused.
    #[error(transparent)]
    Policy(#[from] PolicyError),
    /// The workspace.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What lies below has its own words for people.
    #[error("{}", .0.message)]
    Told(Box<WireError>),
    /// The tenant was never read.
    #[error("`{0}` was never read")]
    Unread(String),
    /// A fault of Steward.
    #[error("{0}")]
    Internal(String),
}

impl DeskError {
    /// Something given cannot be used.
    pub(crate) fn input(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::BadInput {
            message: message.into(),
            meaning: String::new(),
            hint: hint.into(),
            details: Vec::new(),
        }
    }

    /// The word by which the record names this failure. Never what was given: that may name people.
    pub(crate) fn code(&self) -> ErrorCode {
        match self {
            Self::Refused { .. } => ErrorCode::Refused,
            Self::NotFound { .. } | Self::Unread(_) | Self::Store(StoreError::Removed) => ErrorCode::NotFound,
            Self::Ambiguous { .. } => ErrorCode::Ambiguous,
            Self::Exists(_) | Self::Store(StoreError::Taken { .. }) => ErrorCode::Exists,
            Self::BadInput { .. } | Self::File { .. } | Self::Pack(_) => ErrorCode::BadInput,
            Self::Policy(PolicyError::Question { .. }) => ErrorCode::Internal,
            Self::Policy(PolicyError::Changed(_)) => ErrorCode::Storage,
            Self::Policy(_) => ErrorCode::BadInput,
            Self::Store(StoreError::Locked { .. }) => ErrorCode::Busy,
            Self::Store(_) => ErrorCode::Storage,
            Self::Told(error) => error.code,
            Self::Internal(_) => ErrorCode::Internal,
        }
    }
}

impl From<WireError> for DeskError {
    fn from(error: WireError) -> Self {
        Self::Told(Box::new(error))
    }
}

impl From<crate::export::ExportError> for DeskError {
    fn from(error: crate::export::ExportError) -> Self {
        WireError::from(error).into()
    }
}

/// The causes of an error, outermost first, without the error itself.
pub(crate) fn causes(error: &dyn std::error::Error) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let text = inner.to_string();
        if list.last() != Some(&text) {
            list.push(text);
        }
        cause = inner.source();
    }
    list
}

impl From<DeskError> for WireError {
    fn from(error: DeskError) -> Self {
        let code = error.code();
        let message = error.to_string();
        let mut details = causes(&error);
        let (meaning, hint) = match error {
            DeskError::Refused { operation: _, policies, roles } => {
                details.extend(policies.iter().map(|id| format!("forbidden by `{id}`")));
                let meaning = match policies.is_empty() {
                    true => "no policy permits it, nothing was done, the attempt is on record",
                    false => "a policy forbids it, nothing was done, the attempt is on record",
                };
                let hint = match roles.is_empty() {
                    true => "ask an administrator to change the policies".into(),
                    false => format!("ask an administrator for one of the operator roles {}", list(&roles)),
                };
                (meaning.to_owned(), hint)
            }
            DeskError::NotFound { what, name: _, near } => {
                let hint = match near.as_slice() {
                    [] => format!("look for the {what} by another name, or by its id"),
                    [one] => format!("did you mean {one}?"),
                    _ => "did you mean one of those below?".into(),
                };
                if near.len() > 1 {
                    details.extend(near);
                }
                (String::new(), hint)
            }
            DeskError::Ambiguous { what: _, name: _, count, candidates } => {
                let more = count.saturating_sub(candidates.len());
                details.extend(candidates);
                if more > 0 {
                    details.push(format!("and {more} more"));
                }
                (String::new(), "give the id of the one that is meant".into())
            }
            DeskError::Exists(_) => {
                (String::new(), "take another name, or remove the other tenant first".into())
            }
            DeskError::BadInput { message: _, meaning, hint, details: more } => {
                details.extend(more);
                (meaning, hint)
            }
            DeskError::File { .. } => {
                (String::new(), "check the path and that the file is yours to read".into())
            }
            DeskError::Pack(_) => {
                (String::new(), "give the folder that holds `pack.toml`, or the id of a built-in pack".into())
            }
            DeskError::Policy(error) => policy(error, &mut details),
            DeskError::Store(error) => store(&error),
            DeskError::Told(told) => return *told,
            DeskError::Unread(_) => (
                "there is nothing to show yet".into(),
                "read it with a refresh, and see what the last attempt says".into(),
            ),
            DeskError::Internal(_) => ("nothing was changed".into(), "report this with the details".into()),
        };
        Self { code, message, meaning, hint, details }
    }
}

fn policy(error: PolicyError, details: &mut Vec<String>) -> (String, String) {
    if let PolicyError::Changed(_) = error {
        let meaning = "nothing is decided by them, so nothing can be done but verifying and setting policies";
        let hint =
            "set them anew with `steward policy set FILE`; `steward audit verify` says what else was changed";
        return (meaning.to_owned(), hint.to_owned());
    }
    let kept = "the policies in force stay as they are".to_owned();
    let hint = match error {
        PolicyError::Syntax(list) => {
            details.extend(list);
            "correct the places below".to_owned()
        }
        PolicyError::Schema(list) => {
            details.extend(list);
            "use the operations, groups and attributes that the catalogue of operations names".to_owned()
        }
        PolicyError::Changed(_) => String::new(),
        PolicyError::Id(_) => {
            "give every policy its own `@id`, and write out who and what it is about".to_owned()
        }
        PolicyError::LockOut => {
            "let at least one operator of the workspace do `policy.set`, in the window or in a terminal"
                .to_owned()
        }
        PolicyError::Question { question: _, reason } => {
            details.push(reason);
            "report this with the details".to_owned()
        }
    };
    (kept, hint)
}

fn store(error: &StoreError) -> (String, String) {
    let (meaning, hint) = match error {
        StoreError::ReadOnly { .. } => (
            "nothing can be kept there",
            "make the folder yours to write, or start Steward in a terminal with another: `--workspace DIR`",
        ),
        StoreError::Locked { .. } => {
            ("nothing was changed", "wait until the other program is done, or close it, and try again")
        }
        StoreError::NotAWorkspace { .. } => (
            "it is left as it is",
            "move the file away, or start Steward in a terminal with another folder: `--workspace DIR`",
        ),
        StoreError::Damaged { .. } => (
            "what it holds cannot be relied on, and it is left as it is",
            "put back a copy from its `backups` folder or your own backup, or begin a new workspace",
        ),
        StoreError::Newer { .. } => {
            ("it is left as it is", "use the version of Steward that wrote it, or a later one")
        }
        StoreError::Full { .. } => ("nothing was changed", "make room on the disk and try again"),
        StoreError::Disk { .. } => {
            ("nothing was changed", "see that the disk is sound and has room, and try again")
        }
        StoreError::Removed => ("nothing was kept of it", "add it again if it should not have been removed"),
        StoreError::Folder { .. } => (
            "nothing can be kept there",
            "see that the folder is yours to write, or start Steward in a terminal with another: `--workspace DIR`",
        ),
        StoreError::Copy { .. } => (
            "the workspace is as it was",
            "see that the disk where the copy goes has room and the folder is yours to write, and try again",
        ),
        StoreError::Taken { .. } => ("", "take another name, or remove the other tenant first"),
        StoreError::Content { .. } => (
            "the file was damaged or changed by another program",
            "run `steward doctor` in a terminal, and put back a copy if it finds damage",
        ),
        StoreError::Database(_) => {
            ("nothing was changed", "run `steward doctor` in a terminal, and report this with the details")
        }
    };
    (meaning.to_owned(), hint.to_owned())
}

/// `` `a`, `b` or `c` ``.
pub(crate) fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => format!("`{one}`"),
        [head @ .., last] => {
            let head: Vec<String> = head.iter().map(|word| format!("`{word}`")).collect();
            format!("{} or `{last}`", head.join(", "))
        }
    }
}
