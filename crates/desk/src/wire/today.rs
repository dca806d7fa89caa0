//! What needs an operator now.

use super::{ConsequenceClass, Item, Pyramid, SeverityCounts, SnapshotInfo};
use serde::{Deserialize, Serialize};
use specta::Type;

/// What needs somebody today, and the measures that exist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Today {
    /// As of when.
    pub at: String,
    /// Hash of the snapshot.
    pub snapshot: String,
    /// Open findings by severity.
    pub counts: SeverityCounts,
    /// For each severity from critical to low, the titles of the checks that found most, at most two.
    pub what: Vec<Vec<String>>,
    /// Access that ends within 30 days, the soonest first, at most 50.
    pub ending: Vec<Ending>,
    /// How many there are.
    pub ending_total: u32,
    /// What changed since the snapshot before; nothing when there is only one.
    pub changed: Option<ChangedSince>,
    /// What changed since the baseline, when that is another one than the snapshot before.
    pub drift: Option<ChangedSince>,
    /// People by what they could do.
    pub pyramid: Pyramid,
    /// Accounts as they are used.
    pub adoption: Adoption,
    /// Seats bought and used, by name.
    pub licences: Vec<LicenceUse>,
}

/// Access that is about to end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Ending {
    /// Whose: a person, group or role.
    pub whose: Item,
    /// What ends: membership of a group, a role, or a permission.
    pub what: Item,
    /// Who put it there; may be empty.
    pub source: String,
    /// When it ends.
    pub until: String,
    /// Permissions that active people lose with it and have from nowhere else, the gravest first, at most 10.
    pub loses: Vec<Item>,
    /// How many such permissions.
    pub loses_total: u32,
    /// The gravest class among them.
    pub worst: Option<ConsequenceClass>,
    /// How many active people lose something.
    pub people: u32,
}

/// What changed between two snapshots, in numbers and the gravest few.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChangedSince {
    /// The earlier.
    pub before: SnapshotInfo,
    /// Things that are new.
    pub added: u32,
    /// Things that are gone.
    pub removed: u32,
    /// Person-permission pairs gained.
    pub gained: u32,
    /// Person-permission pairs lost.
    pub lost: u32,
    /// Permissions that people gained or lost, the gravest class first, then the most people; at most 6.
    pub top: Vec<ChangedPermission>,
}

/// How many people gained and lost a permission.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChangedPermission {
    /// Which.
    pub permission: Item,
    /// Its class.
    pub consequence: ConsequenceClass,
    /// How many people gained it.
    pub gained: u32,
    /// How many people lost it.
    pub lost: u32,
}

/// Accounts as they are used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Adoption {
    /// People in the tenant.
    pub people: u32,
    /// With an active account.
    pub active: u32,
    /// Of the active, those who ever signed in; nothing when the tenant tells nobody's sign-in.
    pub signed_in: Option<u32>,
    /// Of the active, those who signed in within 30 days; nothing likewise.
    pub recent: Option<u32>,
    /// Of the active, those with a second factor; nothing when the tenant tells nobody's.
    pub mfa: Option<u32>,
}

/// Seats of a licence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LicenceUse {
    /// Which.
    pub licence: Item,
    /// Bought; nothing when unlimited or unknown.
    pub seats: Option<u32>,
    /// Held by active people.
    pub held: u32,
    /// Held by people who are deactivated or have not signed in for 30 days; nothing when sign-ins are not told.
    pub idle: Option<u32>,
}
