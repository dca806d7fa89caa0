//! Bundles: made twice, made hostile, changed in every file, and verified by a program that uses none of
//! this code.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops where it fails"
)]

mod archive;
mod derived;
mod events;
mod former;
mod independent;
mod sample;
mod tampered;
mod whole;
