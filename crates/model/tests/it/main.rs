//! Building snapshots: what is kept, what is reported, and that the same content has the same address.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops where it fails"
)]

mod build;
mod canonical;
mod erase;
mod place;
