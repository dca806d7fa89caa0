//! Tests of the access engine through its public face.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

mod against_cedar;
mod against_plain;
mod cases;
mod cycles;
mod diff;
mod effect;
mod export;
mod matrix;
mod meaning;
mod nearest;
mod paths;
mod plain;
mod random;
mod support;
