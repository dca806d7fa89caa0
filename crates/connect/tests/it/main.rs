//! Tests of `steward-connect`, one file per operation. Servers are real ones, started and stopped by each test.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed expectation is how a test fails"
)]

mod bad;
mod csv;
mod json;
mod pairs;
mod properties;
mod schema;
mod scim_answers;
mod scim_broken;
mod scim_content;
mod scim_paging;
mod scim_real;
mod scim_resume;
mod scim_safety;
mod scim_test;
mod secrets;
mod support;
mod text;
