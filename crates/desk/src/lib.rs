//! The one door. Everything an operator does, from any surface, goes through [`Desk`]: authorise, do, record.
//!
//! Invariants:
//! - Everything that can be done stands in [`operation::CATALOGUE`]; every method of [`Desk`] asks the policies for
//!   one of them first.
//! - What changes the workspace commits together with its entry, or not at all. Refusals and failures are recorded.
//! - Entries name operators by pseudonymous id and things by id; names of people and secrets are not in them.
//! - A failing refresh never costs the last good snapshot.
//!
//! Deliberately not here: how access is derived (`steward-access`), SQL (`steward-store`), the network
//! (`steward-connect`), windows and terminals.

mod account;
mod cache;
mod convert;
mod desk;
mod door;
mod error;
pub mod export;
mod grid;
mod kept;
mod lru;
mod names;
pub mod operation;
mod ops;
mod place;
pub mod policy;
mod reach;
mod source;
pub mod wire;
mod words;

pub use account::operator_name;
pub use desk::{CancelToken, Clock, Desk, Job, Options, Surface};
pub use error::DeskError;
pub use ops::doctor::doctor_without_workspace;
pub use ops::operators::OperatorView;
pub use place::default_workspace;
pub use reach::Secret;

/// What every method of [`Desk`] returns.
pub type R<T> = Result<T, wire::WireError>;
