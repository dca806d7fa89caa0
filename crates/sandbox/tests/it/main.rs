//! The practice tenant of the made-up product.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops where it fails"
)]

mod counts;
mod findings;
mod log;
mod same;

use jiff::Timestamp;
use steward_pack::Pack;

/// A fixed moment.
pub fn now() -> Timestamp {
    "2026-11-12T09:42:00Z".parse().unwrap()
}

/// The pack of the made-up product.
pub fn meridian() -> Pack {
    steward_pack::builtin("meridian").expect("the built-in pack passes its check")
}
