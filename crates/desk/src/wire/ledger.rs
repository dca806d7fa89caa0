//! The ledger: its entries in full, proofs, and what verifying it came to.

use super::{ConsequenceClass, EnvironmentKind};
use serde::{Deserialize, Serialize};
use specta::Type;

/// What verifying the ledger came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LedgerReport {
    /// Whether everything that is signed holds.
    pub holds: bool,
    /// One log for each device.
    pub logs: Vec<LogReport>,
    /// Rows of the record before the ledger; nothing when there was none.
    pub before: Option<u32>,
    /// Faults that concern no single log, such as a record before the ledger that was changed.
    pub faults: Vec<LedgerFault>,
}

/// What verifying the log of a device came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LogReport {
    /// Name of the log.
    pub log: String,
    /// Entries that are there.
    pub entries: u32,
    /// Entries that good signatures cover, from the first on.
    pub signed: u32,
    /// Entries at the end that no signature covers yet.
    pub unsigned: u32,
    /// Why the key of this device is not at hand; empty when it is, or the log is of another device.
    pub away: String,
    /// Checkpoints that were compared.
    pub checkpoints: u32,
    /// Its public keys, in the order in which they were used.
    pub keys: Vec<LedgerKey>,
    /// With what the key in use was compared.
    pub compared: KeySource,
    /// Pieces of work that reached out of this machine and have not ended.
    pub open: u32,
    /// What is wrong, in the order of the places.
    pub faults: Vec<LedgerFault>,
    /// How many faults there are beyond those.
    pub more: u32,
}

/// With what a key was compared, so that it is not taken from what it is to prove.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum KeySource {
    /// With the one that was given.
    Given,
    /// With the one that this computer keeps.
    Kept,
    /// With nothing: it stands in the workspace only.
    Workspace,
}

/// A public key of a log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LedgerKey {
    /// C2SP verifier key.
    pub key: String,
    /// Number of entries from which on it signs.
    pub from: u32,
    /// Number of entries up to which it signed; nothing while it is in use.
    pub until: Option<u32>,
}

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LedgerFault {
    /// Stable word for what it is, such as `changed` or `truncated`.
    pub fault: String,
    /// Number of the first entry concerned.
    pub entry: u32,
    /// In words, with the place.
    pub message: String,
}

/// An entry in full.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LedgerEntry {
    /// Name of its log.
    pub log: String,
    /// Its number in the log, from zero.
    pub number: u32,
    /// SHA-256 of its bytes with a zero byte before: its leaf of the tree.
    pub hash: String,
    /// Hash of the entry before it; nothing in the first.
    pub previous: Option<String>,
    /// When.
    pub at: String,
    /// Pseudonym of who.
    pub who: String,
    /// On whose behalf.
    pub on_behalf_of: Option<String>,
    /// Whose proposal it was.
    pub proposed_by: Option<String>,
    /// Name of the operation.
    pub operation: String,
    /// Its class.
    pub consequence: ConsequenceClass,
    /// What it was about.
    pub object: Option<LedgerObject>,
    /// In which tenant.
    pub tenant: Option<LedgerTenant>,
    /// `window`, `cli`, `mcp` or `sync`.
    pub surface: String,
    /// Why.
    pub reason: Option<LedgerValue>,
    /// Hash of the policy set that decided.
    pub policy_version: String,
    /// Policies that decided.
    pub policies: Vec<String>,
    /// `none`, `explicit` or `typed`.
    pub confirmation: String,
    /// How the approval stands.
    pub approval: LedgerApproval,
    /// What changed, field by field.
    pub changes: Vec<LedgerChange>,
    /// `intent`, `done`, `refused`, `failed` or `unknown`.
    pub outcome: String,
    /// Why it failed, as a stable word.
    pub code: Option<String>,
    /// Shared by all entries of one request.
    pub correlation: String,
}

/// A thing that an entry is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LedgerObject {
    /// What it is.
    pub kind: String,
    /// Its id; a pseudonym when it is a person.
    pub id: String,
    /// The id of the person that the pseudonym stands for, unless that was erased.
    pub person: Option<String>,
}

/// The tenant of an entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LedgerTenant {
    /// Its id.
    pub id: String,
    /// Its name in the workspace, while that is known.
    pub name: Option<String>,
    /// Live, sandbox or practice.
    pub environment: EnvironmentKind,
}

/// A value of an entry, as JSON, or the commitment to one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LedgerValue {
    /// The value as JSON; nothing when it was erased.
    pub value: Option<String>,
    /// The commitment, when it is kept outside of the entry.
    pub commitment: Option<String>,
}

/// A field that changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LedgerChange {
    /// Of what, when not of the object of the entry.
    pub object: Option<LedgerObject>,
    /// Name of the field.
    pub field: String,
    /// What it was.
    pub before: Option<LedgerValue>,
    /// What it is.
    pub after: Option<LedgerValue>,
}

/// Who else had to agree, and did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LedgerApproval {
    /// `not-required`, `pending`, `granted`, `declined`, `expired` or `break-glass`.
    pub state: String,
    /// How many other people have to agree.
    pub required: u32,
    /// The request that was agreed to.
    pub request: Option<String>,
    /// Who decided, in the order of time.
    pub approvers: Vec<LedgerApprover>,
}

/// Somebody who decided about a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LedgerApprover {
    /// Pseudonym.
    pub who: String,
    /// When.
    pub at: String,
    /// Whether they agreed.
    pub agreed: bool,
}

/// An entry with what belongs to it and what proves it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LedgerDetail {
    /// The entry.
    pub entry: LedgerEntry,
    /// Its canonical bytes.
    pub bytes: String,
    /// The other entries of the request, by log and number.
    pub related: Vec<LedgerPlace>,
    /// That it is in the log; nothing while no checkpoint speaks of it.
    pub proof: Option<LedgerProof>,
}

/// Where an entry is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LedgerPlace {
    /// Name of the log.
    pub log: String,
    /// Number in the log.
    pub number: u32,
}

/// That an entry is in its log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LedgerProof {
    /// Number of entries that the checkpoint speaks of.
    pub size: u32,
    /// Root in the checkpoint.
    pub root: String,
    /// The inclusion proof (RFC 9162), from the leaf upwards.
    pub path: Vec<String>,
    /// All of it as a C2SP transparency log proof, which verifies with the public key of the log alone.
    pub text: String,
}

/// A key took over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KeyRotation {
    /// Name of the log.
    pub log: String,
    /// The public key before, if there was one.
    pub before: Option<String>,
    /// The public key from now on.
    pub after: String,
}

/// What is kept about somebody who left a tenant: what erasing them reaches, and what it does not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KeptAbout {
    /// Their id in the tenant.
    pub person: String,
    /// Their name, as the newest snapshot that holds them has it; the id when there is none.
    pub name: String,
    /// Every word by which they were named: name, login name, address, id.
    pub names: Vec<String>,
    /// Snapshots that are written anew without them.
    pub snapshots: u32,
    /// Values with their salts, such as reasons that name them.
    pub values: u32,
    /// Dismissals that name them.
    pub dismissals: u32,
    /// Attempts at reading the tenant whose problems name them.
    pub attempts: u32,
    /// Events of the tenant's log that name them: what these say of the person goes.
    pub events: u32,
    /// Saved questions that name them, and go.
    pub questions: u32,
    /// Copies in the folder of copies, which go; one is made in their place.
    pub backups: u32,
    /// Texts and references of the tenant as it is now that still name them: the next refresh brings these back.
    pub mentions: u32,
    /// Other tenants whose snapshots name them: each is erased on its own.
    pub elsewhere: Vec<String>,
    /// Places that name them and are not Steward's to change, such as `the policies for operators`.
    pub left: Vec<String>,
}

/// What was erased of somebody, and what is left.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Forgotten {
    /// What stands for them in the ledger, and leads to nobody now.
    pub pseudonym: String,
    /// Values with their salts that were erased.
    pub values: u32,
    /// Dismissals whose reason was erased.
    pub dismissals: u32,
    /// Attempts whose problems were erased.
    pub attempts: u32,
    /// Events of the tenant's log that named them: what they said of the person is gone.
    pub events: u32,
    /// Saved questions that named them, and are gone.
    pub questions: u32,
    /// Whether the bytes are gone from the files of the workspace. If not, the next start tries again.
    pub scrubbed: bool,
    /// Snapshots that were written anew without them.
    pub snapshots: u32,
    /// Copies of the workspace from before that were removed.
    pub backups: u32,
    /// The copy that was made in their place.
    pub copy: Option<String>,
    /// Texts and references of the tenant as it is now that named them: the next refresh brings these back.
    pub mentions: u32,
    /// Other tenants whose snapshots name them.
    pub elsewhere: Vec<String>,
    /// Places that name them and are not Steward's to change.
    pub left: Vec<String>,
}
