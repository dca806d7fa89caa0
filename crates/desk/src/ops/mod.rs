//! One operation, one file. Each asks the door first, then answers in the words of the wire.

mod add_file;
mod add_scim;
mod around;
mod attempts;
mod audit;
mod cell_events;
mod cell_history;
mod cell_states;
mod cell_words;
mod compare;
mod controls;
mod covered;
mod diff;
mod dismiss;
pub(crate) mod doctor;
mod ending;
mod entries;
mod evidence;
mod export;
mod export_list;
mod findings;
mod forget;
mod given;
mod group;
mod ledger_show;
mod ledger_verify;
pub(crate) mod list;
mod loss;
mod matrix;
mod operations;
pub(crate) mod operators;
mod permission;
mod person;
mod policies;
mod practice;
mod preview;
mod pyramid;
mod redecide;
mod refresh;
mod remove;
mod role;
mod rotate_key;
mod save_text;
mod schedule;
pub(crate) mod search;
mod snapshots;
pub(crate) mod storage;
mod surfaces;
mod tenants;
mod test;
mod today;
mod token;
mod traces;
mod unlock;
mod what;
mod who;
mod why;
mod why_subject;
mod workspace;

use std::time::Instant;

/// Milliseconds since a moment.
pub(crate) fn elapsed(started: Instant) -> u32 {
    u32::try_from(started.elapsed().as_millis()).unwrap_or(u32::MAX)
}
