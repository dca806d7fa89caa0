//! What desk answers with, on every surface: camelCase JSON in the terminal (`--json`), typed bindings in the
//! window. Times are RFC 3339 strings in UTC; counts are `u32`; no 64-bit integers.

mod access;
mod error;
mod finding;
mod tenant;
mod workspace;

pub use access::*;
pub use error::*;
pub use finding::*;
pub use tenant::*;
pub use workspace::*;
