//! The workspace: one SQLite file with everything Steward keeps. The only crate that speaks SQL.
//!
//! Invariants:
//! - Nothing is committed without its entry: [`Write::commit`] takes it. What can be computed again (first sight
//!   of a finding, an interrupted read) has its own way, [`Write::commit_unrecorded`].
//! - The ledger is append-only; triggers refuse anything else, and whoever goes round them is found by verifying.
//! - What is erased leaves no bytes in the file: `secure_delete` overwrites it, [`Store::scrub`] sees to the rest.
//! - Snapshots are addressed by the hash of their content and shared between tenants. One that somebody was taken out
//!   of has another address, and the old one leads to it.
//! - Numbers of the audit trail's rows are given once. Its index can be built again from events and entries at any time.
//! - An existing file is copied before its schema is changed.
//!
//! Deliberately not here: who may do what (`steward-desk`), tokens and where keys are kept (`steward-connect`).

mod audit;
mod device;
mod erase;
mod error;
mod gathered;
mod ledger_path;
mod ledger_read;
mod open;
mod own_thread;
mod running;
mod tables;

pub use audit::{
    AuditAstray, AuditBatchRow, AuditChange, AuditCompared, AuditErased, AuditEventRow, AuditImport,
    AuditIndexFault, AuditKept, AuditKnown, AuditNamed, AuditPlan, AuditProof, AuditQuestionRow,
    AuditRetention, AuditRow, AuditTrail, AuditVerified, BatchFault, BatchReport, MAX_BATCH_FAULTS,
    NewAuditBatch, SealedAuditBatch, SealedValue,
};
pub use device::{Device, KeyPlace};
pub use erase::{ScrubLock, remove_unfinished};
pub use error::StoreError;
pub use ledger_read::{LedgerPage, MisplacedNote};
pub use open::{CopyRow, Health, Kept, Store, Write};
pub use running::{KeysLock, Running};
pub use tables::attempts::{AttemptRow, AttemptWords};
pub use tables::checkpoints::CheckpointOf;
pub use tables::dismissals::{DismissalRow, ERASED};
pub use tables::entries_before::EntryBefore;
pub use tables::ledger_entries::{Appended, LedgerRow, NewEntry, Withheld};
pub use tables::ledger_logs::{KeyRow, LogRow};
pub use tables::ledger_statements::{ChangedCheckpoint, MissingStatements};
pub use tables::open_intents::OpenIntent;
pub use tables::operators::OperatorRow;
pub use tables::packs::PackRow;
pub use tables::partial_reads::PartialRow;
pub use tables::policy_sets::PolicySetRow;
pub use tables::snapshots::Packed;
pub use tables::tenant_snapshots::TenantSnapshotRow;
pub use tables::tenants::TenantRow;
pub use tables::withheld::WithheldRow;

/// Name of the database in the folder of a workspace.
pub const FILE: &str = "steward.db";

/// `Result` of this crate.
pub type Result<T> = std::result::Result<T, StoreError>;
