//! Keeping the audit trail: whether it holds, reading logs in, how long events stay, saved questions,
//! exports and evidence.

use super::{AuditRow, ConsequenceClass, LedgerReport, ProblemView};
use crate::export::ExportedFile;
use serde::{Deserialize, Serialize};
use specta::Type;

/// What the audit trail holds and how it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditState {
    /// Entries of Steward's own ledger, over all tenants.
    pub entries: u32,
    /// Hash of the newest of them; nothing when there is none.
    pub head: Option<String>,
    /// Events of tenants' logs that are kept here; of one tenant when one was named.
    pub events: u32,
    /// Room that these events take, in KiB.
    pub kib: u32,
    /// When the oldest entry or event happened.
    pub oldest: Option<String>,
    /// When the newest happened.
    pub newest: Option<String>,
    /// How verifying it ended the last time; nothing when it never was.
    pub verified: Option<AuditVerified>,
    /// How long events stay.
    pub retention: AuditRetention,
}

/// How verifying ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditVerified {
    /// When.
    pub at: String,
    /// Whether everything that is signed held.
    pub holds: bool,
    /// How many faults were found.
    pub faults: u32,
    /// Entries that were there then.
    pub entries: u32,
}

/// What verifying the audit trail came to: the ledger, and the batches of tenants' events that it seals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditVerifyReport {
    /// When.
    pub at: String,
    /// How long it took, in milliseconds.
    pub took_ms: u32,
    /// Whether everything that is signed or sealed holds.
    pub holds: bool,
    /// The ledger: signed up to which entry, checkpoints, keys with their ranges, faults with their places.
    pub ledger: LedgerReport,
    /// Batches of tenants' events that were looked at.
    pub batches: u32,
    /// Events in them.
    pub events: u32,
    /// What is wrong with batches, in the order of the places.
    pub faults: Vec<AuditBatchFault>,
    /// Why it is not kept that it was verified, and how that ended; nothing when it is.
    pub not_kept: Option<String>,
}

/// Something about a batch that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditBatchFault {
    /// Stable word for what it is, such as `changed` or `missing`.
    pub fault: String,
    /// Id of the entry that sealed the batch.
    pub entry: String,
    /// In words, with the place.
    pub message: String,
}

/// How an audit log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum AuditFileFormat {
    /// JSON Lines, or JSON documents with lists of events.
    Json,
    /// A table with a header.
    Csv,
}

/// A way to read logs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditMappingInfo {
    /// Short word for it, such as `okta`.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// How many events of the file it reads, when it is one that was recognised.
    pub events: u32,
}

/// From which field of the log a value of the event is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditMappedField {
    /// What it becomes, such as `Who`.
    pub title: String,
    /// The field in the log, such as `actor.alternateId`; empty when nothing of the log becomes it.
    pub from: String,
    /// Whether it may name a person: then it is kept outside of the sealed event, and can be erased.
    pub personal: bool,
}

/// What a log looks like before it is read in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditImportPreview {
    /// The file.
    pub path: String,
    /// Its size in KiB.
    pub kib: u32,
    /// How it is written.
    pub format: AuditFileFormat,
    /// Whether all of it was looked at; only the beginning of a large one is.
    pub whole: bool,
    /// The mappings that read it, the one that reads most first; none when none was recognised.
    pub mappings: Vec<AuditMappingInfo>,
    /// Every mapping that could be chosen instead.
    pub choices: Vec<AuditMappingInfo>,
    /// From which field what is read, by the first of the mappings.
    pub fields: Vec<AuditMappedField>,
    /// Fields of the log that no part of an event is read from, at most 30. They are kept beside it, and found as text.
    pub unused: Vec<String>,
    /// How many such fields there are.
    pub unused_total: u32,
    /// Events whose time says no zone: it is taken for UTC.
    pub zoneless: u32,
    /// The first events as they are read, at most 8.
    pub sample: Vec<AuditRow>,
    /// Events that can be read, of what was looked at.
    pub events: u32,
    /// Of them, those that are here already.
    pub known: u32,
    /// Of the others, those that come twice in the file: an event is kept once.
    pub repeated: u32,
    /// Of the known ones, those that say something else than what is kept, which stays.
    pub differs: u32,
    /// The first of these, at most 10.
    pub differing: Vec<AuditDiffering>,
    /// Records that would be left out.
    pub left_out: u32,
    /// When the earliest happened.
    pub earliest: Option<String>,
    /// When the latest happened.
    pub latest: Option<String>,
    /// What is wrong, with line and remedy, at most 200.
    pub problems: Vec<ProblemView>,
    /// How many problems.
    pub problems_total: u32,
    /// What would be removed to stay within the retention.
    pub removes: AuditRetentionPlan,
}

/// An event that is here already, and that the log tells in another way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditDiffering {
    /// The id that the log gives it.
    pub id: String,
    /// The line on which it stands.
    pub line: u32,
}

/// What reading a log in came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditImportDone {
    /// Events that are new.
    pub added: u32,
    /// Events that were here already.
    pub known: u32,
    /// Events that came twice in the file: an event is kept once.
    pub repeated: u32,
    /// Of both, those that say something else than what is kept, which stayed.
    pub differs: u32,
    /// The first of these, at most 10.
    pub differing: Vec<AuditDiffering>,
    /// Records that were left out.
    pub left_out: u32,
    /// Events that were removed to stay within the retention.
    pub removed: u32,
    /// Ids of the entries that sealed the batches.
    pub sealed: Vec<String>,
    /// What is wrong, at most 200.
    pub problems: Vec<ProblemView>,
    /// How many problems.
    pub problems_total: u32,
    /// How long it took, in milliseconds.
    pub took_ms: u32,
}

/// How long events of tenants' logs stay. Entries of Steward's own ledger always stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditRetention {
    /// So many days after they happened; nothing keeps them for good.
    pub days: Option<u32>,
    /// As long as all together take no more MiB than this, the oldest going first; nothing sets no limit.
    pub mib: Option<u32>,
}

/// What a retention would remove. Nothing is removed by asking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditRetentionPlan {
    /// The retention that was asked about.
    pub retention: AuditRetention,
    /// Events that are kept now.
    pub events: u32,
    /// Room that they take, in KiB.
    pub kib: u32,
    /// Events that would be removed.
    pub removes: u32,
    /// Room that would be free, in KiB.
    pub frees_kib: u32,
    /// When the earliest that would go happened; nothing when none would.
    pub earliest: Option<String>,
    /// When the latest that would go happened.
    pub latest: Option<String>,
    /// How many of each class would go, the gravest first; what has no class is not among them.
    pub classes: Vec<AuditRetentionClass>,
    /// Stands for exactly this plan: it is done only while it is still true.
    pub token: String,
}

/// How many events of a class a retention would remove.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditRetentionClass {
    /// The class.
    pub consequence: ConsequenceClass,
    /// How many events.
    pub count: u32,
}

/// A question that was kept under a name. People stand in it by their pseudonyms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SavedQuestion {
    /// Its name.
    pub name: String,
    /// The text form.
    pub text: String,
    /// Who kept it; empty for those that come with Steward.
    pub by: String,
    /// When; nothing for those that come with Steward.
    pub at: Option<String>,
    /// It comes with Steward, and cannot be changed or removed.
    pub built_in: bool,
}

/// What entries become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum AuditExportFormat {
    /// A table.
    Csv,
    /// One JSON object a line, with everything that an entry says.
    JsonLines,
    /// Events for a SIEM (OCSF), one a line.
    Ocsf,
}

/// What became of an export.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditExported {
    /// What they became.
    pub format: AuditExportFormat,
    /// How many entries.
    pub entries: u32,
    /// Whether people are named in it.
    pub personal_data: bool,
    /// The file; nothing when the text came back instead.
    pub file: Option<ExportedFile>,
    /// The text, when no file was asked for.
    pub text: Option<String>,
}

/// A bundle of evidence was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceDone {
    /// The file.
    pub file: ExportedFile,
    /// SHA-256 of the file: the same question on the same state gives the same.
    pub sha256: String,
    /// Entries in it that answer the question, each with its proof.
    pub entries: u32,
    /// Entries in it that do not answer the question and seal events that do, each with its proof.
    pub supporting: u32,
    /// Events of tenants' own logs in it that answer the question, each with its proof.
    pub events: u32,
    /// Entries that answer the question and could not be proved yet, and so are not in it.
    pub left_out: u32,
    /// Events of tenants' own logs that answer too and are not in it: the entry that seals them is of another log, or
    /// comes after the checkpoint.
    pub events_left_out: u32,
    /// Entries that the checkpoint speaks of.
    pub tree_size: u32,
    /// C2SP verifier key that signed it: what an auditor should have from somewhere else too.
    pub key: String,
    /// Whether personal values were disclosed in it.
    pub disclosed: bool,
}
