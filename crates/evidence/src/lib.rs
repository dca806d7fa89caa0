//! Evidence bundles: one `.zip` file that answers a question and verifies without Steward.
//!
//! - [`create`] makes the bytes of a bundle of [`Parts`]: entries with inclusion proofs, events of tenants' own
//!   logs with proofs to the root that an entry names, the signed checkpoint, the keys, the policy sets in force, the packs, the question, disclosed values with their
//!   salts; and what follows from these: a table, a page that prints (HTML and PDF), OCSF events for
//!   several versions of the schema, OSCAL assessment results, VERIFY.md.
//! - [`verify()`] needs the bytes alone. It says what holds and what does not, entry by entry, event by event and
//!   file by file, and which key signed. A bundle carries its keys, so whose they are has to be known from
//!   elsewhere.
//! - The manifest has size and SHA-256 of every file, and is signed; a bundle that is not meant to be is looked at
//!   with [`verify_unsigned`]. What follows from the entries is
//!   made again by a verifier and compared, so that a report that says something else is found in an
//!   unsigned bundle too.
//! - OCSF: up to 1.8 changes of people are Account Change (3001) and User Access Management (3005), which
//!   are deprecated after it; from 1.9 on they are User Management (3007), and changes of roles Role
//!   Management (3008).
//!
//! Invariants:
//! - The same parts and the same signer give the same bytes, on every machine.
//! - What does not hold when it is handed in gives no bundle.
//! - Of an erased value nothing is written but that it was erased.
//! - Nothing here does I/O, reads a clock, or makes randomness.
//!
//! Deliberately not here: which entries answer a question and who may see which value (the door's
//! business), files.

mod archive;
mod contents;
mod controls;
mod create;
mod derive;
mod events;
mod facts;
mod fault;
mod keys;
mod manifest;
mod names;
mod ocsf;
mod oscal;
mod parts;
mod pdf;
mod report;
mod secrets;
mod siem;
mod table;
mod text;
mod told;
mod verify;

pub use archive::{
    ArchiveError, Files, MAX_BYTES, MAX_FILES, MAX_RATIO, read as read_archive, write as write_archive,
};
pub use controls::{Control, ControlQuestion, control, controls};
pub use create::{CreateError, MAX_EVENTS, create};
pub use derive::DeriveError;
pub use events::Batch;
pub use fault::Fault;
pub use manifest::{FORMAT, FORMER, Listed, Manifest};
pub use parts::{
    Disclosed, EventPlace, ManifestSigner, Opening, PackVersion, Parts, Place, Proved, ProvedEvent, Question,
};
pub use siem::{Activity, OCSF, ocsf_of_activity, ocsf_of_entry};
pub use text::harmless;
pub use verify::{EntryVerdict, EventVerdict, FileVerdict, Trust, Verdict, verify, verify_unsigned};
