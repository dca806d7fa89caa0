//! What an entry says, version 1.
//!
//! The fields meet NIST SP 800-53 Rev. 5 AU-3, "Content of audit records": a. what type of event, b. when, c. where, d. its
//! source, e. its outcome, f. the identities of those who took part. AU-3(3), limiting personally identifiable
//! information, is met by [`Pseudonym`] and [`Value::Withheld`]: nothing else may hold a personal value.

use crate::Commitment;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use steward_model::{Consequence, Environment};

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Event {
    /// When, by the clock of the device. (AU-3 b)
    pub time: Timestamp,
    /// Who did it. (AU-3 f)
    pub who: Pseudonym,
    /// On whose behalf, when not their own. (AU-3 f)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<Pseudonym>,
    /// Whose proposal it was, such as an assistant's, when somebody else carried it out. (AU-3 f)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed_by: Option<Pseudonym>,
    /// Name of the operation, such as `tenant.refresh`. (AU-3 a)
    pub operation: String,
    /// Its class. (AU-3 a)
    pub consequence: Consequence,
    /// What it was about, when it was one thing. (AU-3 f)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<Object>,
    /// In which tenant, when in one. (AU-3 c)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenant: Option<Tenant>,
    /// Through what it was asked for. (AU-3 d)
    pub surface: Surface,
    /// Why, as they said it. What people write is personal: withhold it unless it comes from a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Value>,
    /// What gave leave or refused it.
    pub decision: Decision,
    /// What changed, field by field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// How it ended. (AU-3 e)
    pub outcome: Outcome,
    /// Shared by all entries of one request: the intent and its outcome, the request and its approvals. Random.
    pub correlation: String,
}

/// A stable id of somebody, made at random and never from a name or address. Which person it stands for is kept elsewhere
/// and can be forgotten. (AU-3(3))
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pseudonym(pub String);

impl Pseudonym {
    /// The pseudonym of 16 random bytes, as 32 hexadecimal digits.
    #[must_use]
    pub fn from_random(random: [u8; 16]) -> Self {
        Self(hex::encode(random))
    }
}

/// A thing that something was done to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Object {
    /// What it is, such as `role` or `person`.
    pub kind: String,
    /// Its id; a pseudonym when it is a person.
    pub id: String,
}

/// A tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Tenant {
    /// Its id in the workspace.
    pub id: String,
    /// Live, sandbox or practice.
    pub environment: Environment,
}

/// Through what an operation was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Surface {
    /// The window.
    Window,
    /// The terminal.
    Cli,
    /// An AI client.
    Mcp,
    /// Reading a tenant again by itself, and what follows from it.
    Sync,
}

/// What gave leave or refused it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Decision {
    /// SHA-256 of the policy set in force, in hexadecimal digits.
    pub policy_version: String,
    /// Ids of the policies that decided. None means that no policy gave leave.
    pub policies: Vec<String>,
    /// What those who did it confirmed before.
    pub confirmation: Confirmation,
    /// Who else had to agree, and did.
    pub approval: Approval,
}

/// How an operation was confirmed by who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confirmation {
    /// Not asked for.
    None,
    /// A second, explicit yes.
    Explicit,
    /// The name of what it was about, typed.
    Typed,
}

/// Who else had to agree to an operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Approval {
    /// How it stands.
    pub state: ApprovalState,
    /// How many other people have to agree.
    pub required: u32,
    /// The request that was agreed to, such as `EL-207`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
    /// Who decided, in the order of time. (AU-3 f)
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approvers: Vec<Approver>,
}

/// How an approval stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ApprovalState {
    /// Nobody else has to agree.
    NotRequired,
    /// Somebody still has to.
    Pending,
    /// All who had to agreed.
    Granted,
    /// Somebody did not.
    Declined,
    /// It was granted, and its time is over.
    Expired,
    /// Done without, in an emergency, to be looked at after.
    BreakGlass,
}

impl ApprovalState {
    /// The word in the entry and in questions.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotRequired => "not-required",
            Self::Pending => "pending",
            Self::Granted => "granted",
            Self::Declined => "declined",
            Self::Expired => "expired",
            Self::BreakGlass => "break-glass",
        }
    }
}

/// Somebody who decided about a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Approver {
    /// Who.
    pub who: Pseudonym,
    /// When.
    pub time: Timestamp,
    /// Whether they agreed.
    pub agreed: bool,
}

/// One field that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Change {
    /// Of what, when not of the object of the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<Object>,
    /// Name of the field.
    pub field: String,
    /// What it was; nothing when it was not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    /// What it is; nothing when it is not there any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
}

/// A value, or only the proof of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Value {
    /// The value itself, which says nothing about a person.
    Plain(serde_json::Value),
    /// A commitment to a personal value that is kept elsewhere. (AU-3(3))
    Withheld(Commitment),
}

/// How an operation ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Outcome {
    /// How.
    pub state: OutcomeState,
    /// Stable word for why it failed or was refused, such as `offline`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// How an operation ended, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OutcomeState {
    /// It is about to reach out of this machine, or to hand something out; another entry with the same correlation says
    /// how that ended.
    Intent,
    /// It was done.
    Done,
    /// It was not allowed.
    Refused,
    /// It was allowed and did not work.
    Failed,
    /// It was allowed and begun, and the program was ended before it could say how it came out.
    Unknown,
}
