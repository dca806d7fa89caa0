//! The ledger against published vectors, slow models, and everybody who would rather it said something else.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops where it fails"
)]

mod canonical;
mod canonical_peer;
mod commitment;
mod edits;
mod entry;
mod faults;
mod flips;
mod history;
mod note;
mod proof;
mod signed;
mod statement;
mod tree;
mod vectors;
