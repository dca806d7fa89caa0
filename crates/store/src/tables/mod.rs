//! One file a table: its SQL, its row, the typed access.

pub mod attempts;
pub mod dismissals;
pub mod entries;
pub mod first_seen;
pub mod meta;
pub mod operators;
pub mod packs;
pub mod partial_reads;
pub mod policy_sets;
pub mod snapshots;
pub mod tenant_snapshots;
pub mod tenants;

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

fn time(what: &str, text: &str) -> Result<Timestamp> {
    text.parse().map_err(|error: jiff::Error| StoreError::content(what, error))
}
