//! The audit cache: events of tenants' own logs beside Steward's own entries, on one timeline and under one
//! index.
//!
//! - An event is sealed as a body without personal values and commitments to these; values lie beside it with
//!   their salts. Batches are trees (RFC 9162) whose roots the ledger names, so that an event is proved
//!   without the others.
//! - Rows have numbers that are never given twice. Entries of the ledger get theirs without being written:
//!   those that came after the last batch follow its last number, in their own order, and a batch writes them
//!   down as a span.
//! - The index is an [`AuditTrail`], which knows pseudonyms only. It can be built again from events and
//!   entries.
//! - Words of everything, personal ones too, are in a full-text search; erasing somebody writes it anew
//!   without them.
//!
//! A change is made in three steps: a method of [`Write`](crate::Write) takes the trail and gives one with the
//! change; the transaction is committed with its entry; then the new trail takes the place of the old one. A second
//! change in the same transaction takes the trail that the first one gave.

mod astray;
mod buffer;
mod covers;
mod differs;
mod erase;
mod fault;
mod import;
mod index;
mod insert;
mod known;
mod names;
mod own;
mod people;
mod remove;
mod rows;
mod sealed;
mod settings;
mod text;
mod tree;
mod verify;

pub use astray::AuditAstray;
pub use import::{AuditImport, SealedAuditBatch};
pub use index::AuditTrail;

use crate::LedgerRow;
use jiff::Timestamp;
use std::collections::BTreeMap;
use steward_audit::{AuditEvent, FacetValue, RowSet, WithheldField};
use steward_ledger::{Hash, Salt};

/// A batch before its events are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAuditBatch {
    /// Id of the tenant whose log it is.
    pub tenant: String,
    /// Name of the file, without its folder.
    pub file: String,
    /// When it is read in.
    pub at: Timestamp,
    /// Correlation of the ledger's entries about it, by which the one that seals it is found.
    pub correlation: String,
}

/// A batch of events that were read in together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditBatchRow {
    /// Its id.
    pub id: i64,
    /// Id of the tenant.
    pub tenant: String,
    /// Name of the file, without its folder.
    pub file: String,
    /// Ids of the mappings that read it, with a comma between.
    pub mapping: String,
    /// When it was read in.
    pub at: Timestamp,
    /// Number of its first event; the others follow.
    pub first: u32,
    /// How many events it had when it was sealed.
    pub events: u32,
    /// How many of them were removed since, by their age or with a person.
    pub removed: u32,
    /// Bytes of events and values that are left, without indexes.
    pub bytes: u64,
    /// Root of the tree (RFC 9162) whose leaves are the events.
    pub root: Hash,
    /// Correlation of the entry of the ledger that sealed it.
    pub correlation: String,
}

/// Which of some events are kept already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditKnown {
    /// How many of them.
    pub events: u32,
    /// How many are not, and came before among these.
    pub repeated: u32,
    /// Places of those that say something else than what is kept.
    pub differs: Vec<usize>,
}

/// What a question found.
#[derive(Clone, Debug, PartialEq)]
pub enum AuditRow {
    /// An entry of Steward's own ledger.
    Own {
        /// Its number in the trail.
        row: u32,
        /// The entry.
        entry: LedgerRow,
    },
    /// An event of a tenant's log.
    Event(Box<AuditEventRow>),
}

/// An event of a tenant's log, with what is left of its personal values.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditEventRow {
    /// Its number in the trail.
    pub row: u32,
    /// Id of its batch.
    pub batch: i64,
    /// Id of the tenant.
    pub tenant: String,
    /// The event. What was erased is a pseudonym or absent.
    pub event: AuditEvent,
    /// Pseudonyms of the people it speaks of.
    pub people: Vec<String>,
    /// Fields that were erased.
    pub erased: Vec<WithheldField>,
    /// SHA-256(0x00 || bytes) of what was sealed: its leaf in the tree of the batch.
    pub leaf: Hash,
}

/// An event with all that proves it.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditProof {
    /// The event.
    pub event: AuditEventRow,
    /// Its batch.
    pub batch: AuditBatchRow,
    /// The canonical bytes (RFC 8785) that were sealed.
    pub sealed: Vec<u8>,
    /// SHA-256(0x00 || bytes): its leaf in the tree of the batch.
    pub leaf: Hash,
    /// Its place in the batch, from zero.
    pub index: u64,
    /// The path from the leaf to the root (RFC 9162 section 2.1.3), from the leaf's sibling upwards.
    pub path: Vec<Hash>,
    /// The values that the bytes commit to, as far as they were not erased.
    pub values: Vec<SealedValue>,
}

/// Values that an event commits to together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedValue {
    /// Place of the commitment among those of the event, from zero.
    pub part: u32,
    /// Salt of the commitment.
    pub salt: Salt,
    /// A JSON object: field and value.
    pub value: String,
}

/// How much is kept of tenants' logs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AuditKept {
    /// Events.
    pub events: u64,
    /// Their bytes, without indexes.
    pub bytes: u64,
    /// Batches.
    pub batches: u64,
}

/// How long and how much is kept of tenants' logs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AuditRetention {
    /// Days after which an event goes; nothing for never.
    pub days: Option<u32>,
    /// MiB of events above which the oldest go; nothing for no limit.
    pub mib: Option<u32>,
}

/// How the last verification ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditVerified {
    /// When.
    pub at: Timestamp,
    /// Whether everything held.
    pub holds: bool,
    /// How many faults were found.
    pub faults: u32,
    /// How many entries of the ledger were looked at.
    pub entries: u64,
}

/// A saved question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditQuestionRow {
    /// Id of the tenant it is about; nothing when about all.
    pub tenant: Option<String>,
    /// Its name, which no other one of the tenant has.
    pub name: String,
    /// Its text form.
    pub text: String,
    /// Id of the operator who saved it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// A change of the audit cache.
#[derive(Clone, Debug)]
pub struct AuditChange {
    /// The index after it, to be put in the place of the one before once the [`Write`](crate::Write) is
    /// committed.
    pub trail: AuditTrail,
    /// How many events were taken out.
    pub events: u32,
    /// How many bytes they had, without indexes.
    pub bytes: u64,
}

/// What a limit on age and size would remove.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditPlan {
    /// The events, by number.
    pub rows: RowSet,
    /// How many they are.
    pub events: u32,
    /// About how many bytes they have, without indexes.
    pub bytes: u64,
    /// How many there are of each consequence, those that say none included.
    pub consequences: Vec<FacetValue>,
    /// How many there are of each tenant, by id.
    pub tenants: Vec<FacetValue>,
}

/// What forgetting somebody came to.
#[derive(Clone, Debug)]
pub struct AuditErased {
    /// The index after it, to be put in the place of the one before once the [`Write`](crate::Write) is
    /// committed.
    pub trail: AuditTrail,
    /// Events that lost values.
    pub events: u32,
    /// Values, with their salts.
    pub values: u32,
    /// Events that were taken out, because what was sealed of them names the person.
    pub removed: u32,
    /// Pseudonyms that stand for nobody any more.
    pub pseudonyms: u32,
    /// Saved questions that named the person.
    pub questions: u32,
}

/// What of the audit cache names somebody, and goes when they are forgotten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AuditNamed {
    /// Events of the tenant's log.
    pub events: u32,
    /// Saved questions.
    pub questions: u32,
}

/// What is wrong with a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchFault {
    /// Number of the event in the trail; nothing when it is about the whole batch.
    pub row: Option<u32>,
    /// Stable word: `event-changed`, `event-missing`, `value-changed`, `root-changed`, `removed-count`,
    /// `known-changed`, `person-changed`, `batch-changed`.
    pub kind: &'static str,
    /// What is wrong, in words.
    pub message: String,
}

/// What the index of the trail, or what entries are found by, says wrongly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditIndexFault {
    /// Stable word: `index-changed`, which building the index again heals, or `columns-changed`.
    pub kind: &'static str,
    /// Id of the log and number of the entry that it is about.
    pub entry: Option<(i64, u64)>,
    /// Id of the batch that it is about.
    pub batch: Option<i64>,
    /// What is wrong, in words.
    pub message: String,
}

/// What comparing the index with all that is there came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditCompared {
    /// What does not fit.
    pub faults: Vec<AuditIndexFault>,
    /// Personal values of entries that are gone with their salts.
    pub gone: u64,
    /// The first of the entries that they are gone from: id of the log and number.
    pub gone_from: Vec<(i64, u64)>,
    /// Personal values of events that are gone, by batch. Those of events that were removed do not count.
    pub gone_of_events: BTreeMap<i64, u64>,
}

/// What verifying a batch comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchReport {
    /// Events that were looked at, those of which only the leaf is left included.
    pub events: u32,
    /// Personal values that fit their commitments.
    pub values: u32,
    /// What is wrong, at most [`MAX_BATCH_FAULTS`].
    pub faults: Vec<BatchFault>,
    /// How many more faults there are.
    pub unlisted: u32,
}

/// Most faults that are listed of a batch.
pub const MAX_BATCH_FAULTS: usize = 100;
