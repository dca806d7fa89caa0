//! The workspace: one SQLite file with everything Steward keeps. The only crate that speaks SQL.
//!
//! Invariants:
//! - Nothing is committed without its entry: [`Write::commit`] takes it. What can be computed again (first sight
//!   of a finding, an interrupted read) has its own way, [`Write::commit_unrecorded`].
//! - The record is append-only; triggers refuse anything else.
//! - Snapshots are addressed by the hash of their content and shared between tenants.
//! - An existing file is copied before its schema is changed.
//!
//! Deliberately not here: who may do what (`steward-desk`), tokens (`steward-connect`).

mod error;
mod open;
mod tables;

pub use error::StoreError;
pub use open::{CopyRow, Health, Kept, Store, Write};
pub use tables::attempts::AttemptRow;
pub use tables::dismissals::DismissalRow;
pub use tables::entries::{EntryRow, NewEntry};
pub use tables::operators::OperatorRow;
pub use tables::packs::PackRow;
pub use tables::partial_reads::PartialRow;
pub use tables::policy_sets::PolicySetRow;
pub use tables::snapshots::Packed;
pub use tables::tenant_snapshots::TenantSnapshotRow;
pub use tables::tenants::TenantRow;

/// Name of the database in the folder of a workspace.
pub const FILE: &str = "steward.db";

/// `Result` of this crate.
pub type Result<T> = std::result::Result<T, StoreError>;
