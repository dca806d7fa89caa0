//! The workspace, its operator and what Steward can do.

use super::{ConsequenceClass, TenantSummary, TestState};
use serde::{Deserialize, Serialize};
use specta::Type;

/// The workspace and who uses it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Workspace {
    /// Folder of the workspace.
    pub path: String,
    /// Version of Steward.
    pub version: String,
    /// Who uses it.
    pub operator: OperatorInfo,
    /// Short hash of the policy set in force.
    pub policy_version: String,
    /// Where tokens are kept.
    pub secrets: SecretStore,
    /// Its tenants, by name.
    pub tenants: Vec<TenantSummary>,
}

/// Somebody who uses Steward. Not a person of a tenant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OperatorInfo {
    /// Stable pseudonymous id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Operator roles.
    pub roles: Vec<String>,
}

/// Where tokens are kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SecretStore {
    /// Which kind is in use.
    pub kind: SecretStoreKind,
    /// Whether a file with tokens that a passphrase protects is there, open or not.
    pub file_exists: bool,
    /// In words, with what to do when it is not the keyring.
    pub detail: String,
}

/// Kinds of secret stores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum SecretStoreKind {
    /// The keyring of the operating system.
    Keyring,
    /// A file protected by a passphrase.
    PassphraseFile,
    /// A keyring or file that has to be unlocked first.
    Locked,
    /// None works here.
    Unavailable,
}

/// An operation of Steward: everything it can do stands in this list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OperationInfo {
    /// Stable name, such as `tenant.refresh`.
    pub name: String,
    /// What it does.
    pub title: String,
    /// Its class.
    pub consequence: ConsequenceClass,
    /// Type of what it acts on.
    pub object: String,
    /// How many other people have to agree.
    pub approvals: u32,
    /// Whether the present operator may.
    pub allowed: bool,
    /// Operator roles that may.
    pub roles: Vec<String>,
}

/// A policy of the set in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PolicyView {
    /// Its id.
    pub id: String,
    /// Cedar.
    pub text: String,
    /// What it is for.
    pub annotation: String,
}

/// One look at this machine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DoctorCheck {
    /// Stable id.
    pub id: String,
    /// What was looked at.
    pub title: String,
    /// How it is.
    pub state: TestState,
    /// What was seen.
    pub detail: String,
    /// What to do about it.
    pub remedy: String,
    /// Of the check `secrets`, where tokens are kept; nothing of the others.
    pub secrets: Option<SecretStore>,
}

/// An entry of the record, as far as this version keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EntryView {
    /// Position in the record.
    pub seq: u32,
    /// When.
    pub at: String,
    /// Pseudonymous id of who.
    pub operator: String,
    /// Name of the operation.
    pub operation: String,
    /// Its class.
    pub consequence: ConsequenceClass,
    /// Name of the tenant, or empty.
    pub tenant: String,
    /// What it was about; may be empty.
    pub object: String,
    /// `window`, `cli`.
    pub surface: String,
    /// Hash of the policy set that decided.
    pub policy_version: String,
    /// Policies that decided.
    pub policies: Vec<String>,
    /// `done`, `refused`, `failed`, `intent`, `unknown`.
    pub outcome: String,
    /// JSON of what changed; may be empty.
    pub detail: String,
}

/// What the workspace holds on disk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Storage {
    /// Folder of the workspace.
    pub path: String,
    /// Size of the database with its log, in KiB.
    pub kib: u32,
    /// Kept snapshots over all tenants.
    pub snapshots: u32,
    /// Entries of the record.
    pub entries: u32,
    /// Version of the schema.
    pub schema: u32,
    /// Backups in the folder, newest first.
    pub backups: Vec<Backup>,
    /// What the integrity check found; empty when all is well.
    pub damage: Vec<String>,
}

/// A copy of the workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Backup {
    /// The file.
    pub path: String,
    /// When it was made.
    pub at: String,
    /// Its size in KiB.
    pub kib: u32,
}
