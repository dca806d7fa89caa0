//! One entry of the audit trail in full: what changed, who agreed, which policies decided, and what proves
//! it.

use super::{AuditObject, AuditParty, AuditRow, EnvironmentKind, Item, LedgerProof, SnapshotInfo};
use serde::{Deserialize, Serialize};
use specta::Type;

/// An entry in full.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditEntryDetail {
    /// What stands in its line.
    pub row: AuditRow,
    /// For whom it was done, when that is somebody else.
    pub on_behalf_of: Option<AuditParty>,
    /// Whose proposal it was, such as an assistant's.
    pub proposed_by: Option<AuditParty>,
    /// Live, sandbox or practice; nothing when it was in no tenant.
    pub environment: Option<EnvironmentKind>,
    /// Why, as they said it.
    pub reason: Option<AuditValue>,
    /// What those who did it confirmed before; nothing when the log does not say.
    pub confirmation: Option<AuditConfirmation>,
    /// The policies that decided, with their text at that time; none means that no policy gave leave.
    pub policies: Vec<AuditPolicy>,
    /// What changed, field by field.
    pub changes: Vec<AuditChange>,
    /// What else the log says, field by field.
    pub fields: Vec<AuditField>,
    /// Id of the mapping that read it, such as `okta`; `steward` for Steward's own.
    pub origin: String,
    /// What proves it.
    pub proof: AuditProof,
    /// The other entries of the request, the earliest first, at most 50.
    pub related: Vec<AuditRow>,
    /// How many there are.
    pub related_total: u32,
    /// What it is about, and how that was then.
    pub jumps: Vec<AuditJump>,
    /// Its canonical bytes (RFC 8785).
    pub bytes: String,
}

/// What was confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum AuditConfirmation {
    /// Nothing was asked for.
    None,
    /// A second, explicit yes.
    Explicit,
    /// The name of what it was about, typed.
    Typed,
}

/// A value of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditValue {
    /// What can be said of it here.
    pub state: AuditValueState,
    /// The value: a text as it is, anything else as JSON; empty when it cannot be shown.
    pub text: String,
    /// The salted commitment in its place, when the value is kept outside of the entry.
    pub commitment: Option<String>,
}

/// What can be said of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum AuditValueState {
    /// It stands in the entry and says nothing about a person.
    Plain,
    /// It is personal, kept outside of the entry, and shown here.
    Disclosed,
    /// It is personal and this operator may not see it.
    Withheld,
    /// It was erased with the person; only that it was there is left.
    Forgotten,
}

/// A policy that decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditPolicy {
    /// Its id.
    pub id: String,
    /// What it is for; may be empty.
    pub annotation: String,
    /// Cedar, as it was then; nothing when that policy set is not kept.
    pub text: Option<String>,
    /// Whether the set in force now has it word for word.
    pub unchanged: bool,
}

/// A field that changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditChange {
    /// Of what, when not of the object of the entry.
    pub object: Option<AuditObject>,
    /// Name of the field.
    pub field: String,
    /// What it was; nothing when it was not there.
    pub before: Option<AuditValue>,
    /// What it is; nothing when it is not there any more.
    pub after: Option<AuditValue>,
}

/// Something else that an entry says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditField {
    /// Name of the field in the log, such as `client.userAgent`.
    pub name: String,
    /// What it says.
    pub value: AuditValue,
}

/// What proves that an entry is as it was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditProof {
    /// How far it is proved.
    pub state: AuditProofState,
    /// That in a sentence, with what to do when something is wrong.
    pub message: String,
    /// Name of the log; of a tenant's event the log of the entry that sealed its batch.
    pub log: String,
    /// Number of that entry.
    pub number: u32,
    /// Hash of that entry.
    pub hash: String,
    /// Hash of the entry before it; nothing in the first.
    pub previous: Option<String>,
    /// C2SP verifier key that signed it; nothing while it is not signed.
    pub signed_by: Option<String>,
    /// That it is in the log; nothing while no checkpoint speaks of it.
    pub inclusion: Option<LedgerProof>,
    /// The batch in which a tenant's event was sealed.
    pub batch: Option<AuditBatch>,
}

/// How far an entry is proved. It was looked at when it was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum AuditProofState {
    /// A signed checkpoint leads to it.
    Proved,
    /// It is signed, and no checkpoint speaks of it yet.
    Signed,
    /// No signature covers it yet.
    Unsigned,
    /// It is not what was signed.
    Broken,
}

/// Events of a tenant's log that were read in and sealed together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditBatch {
    /// Id of the entry that sealed it, which can be asked for.
    pub entry: String,
    /// File from which it was read, without its folder.
    pub file: String,
    /// When it was read.
    pub at: String,
    /// How many events.
    pub events: u32,
    /// Root of the tree of the events (RFC 9162), as the entry has it.
    pub root: String,
    /// From the event upwards to the root.
    pub path: Vec<String>,
}

/// A person, role, group, permission or cell that an entry is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditJump {
    /// The person, role, group or permission; of a cell its row.
    pub item: Item,
    /// Of a cell its column.
    pub permission: Option<Item>,
    /// Name of the tenant in the workspace.
    pub tenant: String,
    /// Whether it is in the tenant still.
    pub present: bool,
    /// The moment of the entry.
    pub at: String,
    /// The snapshot that was in force then; nothing when none is kept from that time.
    pub snapshot: Option<SnapshotInfo>,
}
