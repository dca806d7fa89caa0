//! The trail against a plain slow model, real logs, and everything a log can be instead of one.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops where it fails"
)]

mod bad;
mod blocks;
mod logs;
mod personal;
mod plain;
mod questions;
mod trail;
