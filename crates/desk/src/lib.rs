//! The one door. Everything an operator does, from any surface, goes through [`Desk`]: authorise, do, record.
//!
//! Invariants:
//! - Everything that can be done stands in [`operation::CATALOGUE`]; every method of [`Desk`] asks the policies for
//!   one of them first.
//! - What changes the workspace commits together with its entry, or not at all. Refusals and failures are recorded.
//! - What reaches out of this machine and may be interrupted, and what hands out a file or prints one, is recorded before
//!   and after.
//! - Entries name operators and people by pseudonym and things by id; what people wrote stays outside, behind a
//!   commitment, and can be erased. Secrets are nowhere in them.
//! - The key that signs lies where tokens do. Without it the work goes on, and what is not signed yet is said.
//! - A failing refresh never costs the last good snapshot.
//!
//! Deliberately not here: how access is derived (`steward-access`), SQL (`steward-store`), the network
//! (`steward-connect`), windows and terminals.

mod account;
mod cache;
mod concerned;
mod convert;
mod desk;
mod door;
mod error;
pub mod export;
mod grid;
mod kept;
mod ledger;
mod lru;
mod moment;
mod names;
pub mod operation;
mod ops;
mod place;
pub mod policy;
mod reach;
mod scrub;
mod source;
mod trail;
pub mod wire;
mod words;

pub use account::operator_name;
pub use desk::{CancelToken, Clock, Desk, Job, Options, Surface};
pub use error::DeskError;
pub use ops::doctor::doctor_without_workspace;
pub use ops::operators::OperatorView;
pub use place::{default_workspace, memory_folder};
pub use reach::Secret;

/// What every method of [`Desk`] returns.
pub type R<T> = Result<T, wire::WireError>;
