//! Writing the ledger and verifying it: the key of the device, what an entry says, what holds of a whole log.

mod anchor;
mod begin;
mod changes;
mod handing_out;
mod intents;
mod memory;
mod random;
mod recorder;
mod say;
mod statements;
mod verify;
mod withheld;

pub(crate) use changes::{PERSON_ID, changed, person, set};
pub(crate) use handing_out::out_all_the_same;
pub(crate) use random::random;
pub(crate) use recorder::Recorder;
pub(crate) use say::detail;
pub(crate) use statements::missing;
pub(crate) use verify::{committed_before, narrow, said, verify_log};

use crate::error::DeskError;

/// What should not happen to an entry that Steward itself makes.
pub(crate) fn fault(error: impl std::fmt::Display) -> DeskError {
    DeskError::Internal(format!("the ledger cannot be written: {error}"))
}
