//! The audit trail: what Steward did and what tenants' own logs say, on one timeline.

mod accounts;
mod ask;
mod bucket;
mod complete;
mod detail;
mod event_detail;
mod export;
mod facets;
mod histogram;
mod import;
mod jumps;
mod known;
mod learn;
mod log;
mod logged;
mod mappings;
mod names;
mod narrowing;
mod own;
mod people;
mod plan;
mod policies;
mod preview;
mod proof;
mod questions;
mod readings;
mod retention;
mod rows;
mod seals;
mod search;
mod state;
mod unused;
mod values;
mod verify;
mod words;

pub(crate) use own::{Answers, Places, Told};
