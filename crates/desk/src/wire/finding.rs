//! Findings and what was done about them.

use super::{Basis, ConsequenceClass, Item};
use serde::{Deserialize, Serialize};
use specta::Type;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum SeverityLevel {
    /// Each quarter.
    Low,
    /// Each month.
    Medium,
    /// Within a week.
    High,
    /// Today.
    Critical,
}

/// A finding with what was done about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FindingView {
    /// Stable key.
    pub key: String,
    /// Id of the check.
    pub check: String,
    /// Title of the check.
    pub check_title: String,
    /// Why it matters.
    pub why: String,
    /// Where the rule comes from, such as `NIST SP 800-53 AC-5`.
    pub reference: String,
    /// How much it matters.
    pub severity: SeverityLevel,
    /// What is wrong.
    pub title: String,
    /// What it is about.
    pub subjects: Vec<Item>,
    /// How many subjects in all.
    pub count: u32,
    /// What was seen.
    pub evidence: Vec<EvidenceView>,
    /// Ways out.
    pub fixes: Vec<FixView>,
    /// Set when it was dismissed and is not back yet.
    pub dismissed: Option<Dismissal>,
    /// Set when it was dismissed and is open all the same, because there is more to it than what was dismissed.
    pub back: Option<BackAgain>,
    /// When it was first seen in this workspace.
    pub first_seen: Option<String>,
}

/// One observed fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceView {
    /// What was looked at.
    pub label: String,
    /// What was seen.
    pub value: String,
    /// What it is about.
    pub about: Vec<Item>,
}

/// A way out with its price.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FixView {
    /// What it does.
    pub summary: String,
    /// The steps in words.
    pub steps: Vec<String>,
    /// Highest class somebody would gain.
    pub adds: Option<ConsequenceClass>,
    /// How many people would gain something.
    pub gains: u32,
}

/// Why a finding is out of sight, and until when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Dismissal {
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
    /// When.
    pub at: String,
    /// When it comes back (date).
    pub returns: String,
}

/// Why a dismissed finding is open before its date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BackAgain {
    /// What was said when it was dismissed.
    pub before: Dismissal,
    /// Subjects that are new since, as far as they can be told.
    pub new: Vec<Item>,
    /// What is more or worse than then, in words.
    pub because: String,
}

/// The findings of a tenant, worst first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Findings {
    /// Name of the tenant in the workspace.
    pub tenant: String,
    /// Hash of the snapshot.
    pub snapshot: String,
    /// As of when.
    pub at: String,
    /// The reading that it rests on.
    pub basis: Basis,
    /// Open, worst first.
    pub open: Vec<FindingView>,
    /// Dismissed and not back yet.
    pub dismissed: Vec<FindingView>,
    /// Open ones by severity.
    pub counts: SeverityCounts,
    /// Every check, what it found, and whether it could look.
    pub checks: Vec<CheckInfo>,
}

/// Counts by severity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SeverityCounts {
    /// Critical.
    pub critical: u32,
    /// High.
    pub high: u32,
    /// Medium.
    pub medium: u32,
    /// Low.
    pub low: u32,
}

/// A check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CheckInfo {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// Where the rule comes from.
    pub reference: String,
    /// Worst severity of what it found; its own, after tuning, when it found nothing.
    pub severity: SeverityLevel,
    /// Whether the pack has it on.
    pub enabled: bool,
    /// How many findings.
    pub found: u32,
    /// Why it could not look, such as `the tenant does not report use`.
    pub skipped: Option<String>,
}
