//! How an operation fails.

use serde::{Deserialize, Serialize};
use specta::Type;

/// How an operation fails. Expected refusals and faults alike; the code tells what to offer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WireError {
    /// What kind.
    pub code: ErrorCode,
    /// What happened: lower case, what was given in backticks.
    pub message: String,
    /// What it means for the person; may be empty.
    pub meaning: String,
    /// What to do about it.
    pub hint: String,
    /// Places and facts, one a line.
    pub details: Vec<String>,
}

/// Kinds of failure. Each exists because a surface acts on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// The policy refuses it.
    Refused,
    /// There is no such tenant, person, permission, finding ...
    NotFound,
    /// The name fits several.
    Ambiguous,
    /// The name is taken.
    Exists,
    /// The file, pack, mapping, date or argument cannot be used.
    BadInput,
    /// No answer from the server.
    Unreachable,
    /// The server refuses the token.
    Unauthorised,
    /// The server asked to wait longer than is sensible.
    Throttled,
    /// The server answers something that is not SCIM.
    BadAnswer,
    /// A reading would lose what is known; the last good one stays unless the loss is accepted.
    WouldLose,
    /// The certificate is not trusted.
    Tls,
    /// The operator stopped it.
    Cancelled,
    /// The keyring is locked or missing, or the passphrase is wrong.
    Secrets,
    /// The workspace cannot be read or written.
    Storage,
    /// Another process holds the workspace.
    Busy,
    /// A fault of Steward.
    Internal,
}
