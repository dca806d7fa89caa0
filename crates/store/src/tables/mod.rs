//! One file a table: its SQL, its row, the typed access.

pub mod attempts;
pub mod checkpoints;
pub mod dismissals;
pub mod entries_before;
pub mod first_seen;
pub mod ledger_entries;
pub mod ledger_logs;
pub mod ledger_notes;
pub mod ledger_statements;
pub mod meta;
pub mod open_intents;
pub mod operators;
pub mod packs;
pub mod partial_reads;
pub mod policy_sets;
pub mod pseudonyms;
pub mod snapshots;
pub mod tenant_names;
pub mod tenant_snapshots;
pub mod tenants;
pub mod withheld;

use crate::{Result, StoreError};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// JSON of a value that is kept as text.
fn to_json<T: Serialize + ?Sized>(what: &str, value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| StoreError::content(what, error))
}

fn from_json<T: DeserializeOwned>(what: &str, text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| StoreError::content(what, error))
}

pub(crate) fn time(what: &str, text: &str) -> Result<Timestamp> {
    text.parse().map_err(|error: jiff::Error| StoreError::content(what, error))
}
