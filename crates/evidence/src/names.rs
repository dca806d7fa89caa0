//! Names of the files in a bundle.

use crate::EventPlace;
use steward_ledger::Hash;

pub const MANIFEST: &str = "manifest.json";
pub const SIGNATURE: &str = "manifest.sig";
pub const CHECKPOINT: &str = "checkpoint.txt";
pub const KEYS: &str = "keys.txt";
pub const QUESTION: &str = "question.json";
pub const DISCLOSED: &str = "disclosed.json";
pub const SUPPORTING: &str = "supporting.json";
pub const TABLE: &str = "entries.csv";
pub const EVENT_TABLE: &str = "events.csv";
pub const REPORT: &str = "report.html";
pub const PAPER: &str = "report.pdf";
pub const OSCAL: &str = "oscal/assessment-results.json";
pub const HOW: &str = "VERIFY.md";

/// `entries/000123.json`
pub fn entry(number: u64) -> String {
    format!("entries/{number:06}.json")
}

/// `proofs/000123.tlog-proof`
pub fn proof(number: u64) -> String {
    format!("proofs/{number:06}.tlog-proof")
}

/// Where events are, and their proofs.
pub const EVENTS: &str = "events/";

/// `events/000004-000017.json`
pub fn event(place: EventPlace) -> String {
    format!("{EVENTS}{place}.json")
}

/// `events/000004-000017.proof`
pub fn event_proof(place: EventPlace) -> String {
    format!("{EVENTS}{place}.proof")
}

/// `policies/<hash>.cedar`
pub fn policy(hash: &str) -> String {
    format!("policies/{hash}.cedar")
}

/// `packs/<hash>.json`
pub fn pack(hash: &Hash) -> String {
    format!("packs/{hash}.json")
}

/// `ocsf/1.8.0.json`
pub fn ocsf(version: &str) -> String {
    format!("ocsf/{version}.json")
}

/// The part of a name between a folder and an ending.
pub fn between<'a>(name: &'a str, folder: &str, ending: &str) -> Option<&'a str> {
    name.strip_prefix(folder)?.strip_suffix(ending).filter(|stem| !stem.is_empty() && !stem.contains('/'))
}
