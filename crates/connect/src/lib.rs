//! Where tenants come from: files, SCIM 2.0 servers, and the secrets that reaching them takes.
//!
//! What is here: readers that make a [`Snapshot`](steward_model::Snapshot) of what people and servers give
//! ([`files`], [`scim`]), and the place where tokens are kept ([`secrets`]). This is the only crate that speaks to
//! the network and to the keyring.
//!
//! Invariants:
//! - What can be read is read. What could not is a [`Problem`](steward_model::Problem) with place and remedy; one
//!   bad row or page never hides the next.
//! - Nothing a file or a server sends makes a reader panic, loop for ever or take memory without bound.
//! - A secret is never part of an error, a problem, a log line or a `Debug` text, and never goes to another host.
//! - No clock is read here: times come in as arguments or from the server's own `Date`.
//!
//! Deliberately not here: what the access means (`steward-access`), where snapshots are kept (`steward-store`), and
//! every write to a tenant.

pub mod files;
mod missing;
pub mod scim;
pub mod secrets;

pub use missing::{Extent, Missing, Part};
pub use tokio_util::sync::CancellationToken as CancelToken;
