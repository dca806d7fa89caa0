//! Asking for a bundle of evidence, and what can be asked for by name. What comes of it is `EvidenceDone`.

use super::AuditQuestion;
use serde::{Deserialize, Serialize};
use specta::Type;

/// What a bundle of evidence is to hold, and where it goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceRequest {
    /// What is asked of Steward's own entries and of events of tenants' own logs. Words without a key are looked for in
    /// what these say, and in what they withhold only when that is disclosed.
    pub question: AuditQuestion,
    /// Id of a control that the bundle is to speak to, such as `AC-2`: what it asks for is asked besides.
    pub control: Option<String>,
    /// Name of the log; nothing takes the one log whose entries answer the question or seal events that do.
    pub log: Option<String>,
    /// Number of entries or moment: the newest checkpoint up to there is taken, and entries after it are left out.
    /// Nothing takes the earliest checkpoint that speaks of every entry that answers, made now when there is none.
    pub at: Option<String>,
    /// Whether personal values are disclosed with their salts, as far as they were not erased.
    pub disclose: bool,
    /// Whether the manifest is signed with the key in use.
    pub sign: bool,
    /// File to write.
    pub out: String,
}

/// A control that evidence can be asked for by its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceControl {
    /// Name of the framework, such as `NIST SP 800-53 Rev. 5`.
    pub framework: String,
    /// Its id there, such as `AC-2`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The question to the audit trail that gathers what speaks to it; empty asks for everything.
    pub question: String,
    /// What the answer shows of it.
    pub shows: String,
    /// What it does not show.
    pub lacks: String,
}
