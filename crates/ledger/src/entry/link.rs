//! The place of an entry in the log of its device.

use super::{EntryError, FORMAT};
use crate::{Hash, MAX_SAFE_INTEGER};
use serde::{Deserialize, Serialize};

/// What ties an entry to its device and to the entry before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Link {
    /// Name of the device's log, such as `steward/5f0c9d2e`: the origin of its checkpoints and the name of its key
    /// too. Random, not the name of a machine. (AU-3 c, where the event occurred)
    pub device: String,
    /// Format of the entry: [`FORMAT`].
    pub format: u32,
    /// Number of the entry, from zero: its index in the tree.
    pub number: u64,
    /// Hash of the entry before it; nothing in the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Hash>,
}

impl Link {
    /// Reads only the place of an entry. The rest is JSON and not looked at.
    ///
    /// # Errors
    /// When the format is not known or there is no place.
    pub fn read(bytes: &[u8]) -> Result<Self, EntryError> {
        #[derive(Deserialize)]
        struct Head<T> {
            chain: T,
        }
        #[derive(Deserialize)]
        struct Format {
            format: u64,
        }
        // a later format may look otherwise in all but this
        let head: Head<Format> = serde_json::from_slice(bytes)?;
        if head.chain.format != u64::from(FORMAT) {
            return Err(EntryError::UnknownFormat(head.chain.format));
        }
        let link = serde_json::from_slice::<Head<Self>>(bytes)?.chain;
        if link.number > MAX_SAFE_INTEGER {
            return Err(EntryError::NotCanonical);
        }
        if (link.number == 0) != link.previous.is_none() {
            return Err(EntryError::Previous);
        }
        Ok(link)
    }
}
