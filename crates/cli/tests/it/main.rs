//! The real binary on real workspaces: exit code, standard output, standard error.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops where it fails"
)]

mod access;
mod audit;
mod audit_around;
mod audit_search;
mod audit_statements;
mod bench;
mod cedar;
mod disk;
mod errors;
mod evidence;
mod export;
mod files;
mod findings;
mod forget;
mod generated;
mod handing_out;
mod list;
mod matrix;
mod pack;
mod practice;
mod schedule;
mod scim;
mod show;
mod time;
mod today;
mod width;
mod workspace;
