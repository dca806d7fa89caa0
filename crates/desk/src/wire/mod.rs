//! What desk answers with, on every surface: camelCase JSON in the terminal (`--json`), typed bindings in the
//! window. Times are RFC 3339 strings in UTC; counts are `u32`; no 64-bit integers.

mod access;
mod audit;
mod audit_entry;
mod audit_upkeep;
mod detail;
mod error;
mod evidence;
mod finding;
mod ledger;
mod list;
mod tenant;
mod time;
mod today;
mod workspace;

pub use access::*;
pub use audit::*;
pub use audit_entry::*;
pub use audit_upkeep::*;
pub use detail::*;
pub use error::*;
pub use evidence::*;
pub use finding::*;
pub use ledger::*;
pub use list::*;
pub use tenant::*;
pub use time::*;
pub use today::*;
pub use workspace::*;
