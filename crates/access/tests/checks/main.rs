//! The checks: what each finds, what it leaves alone, and where the edges are.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that fails should stop"
)]

mod tenant;

mod access_of_people;
mod general;
mod grants;
mod known;
mod owners_and_licences;
mod role_names;
mod roles;
mod scale;
mod structure;
mod usage;
