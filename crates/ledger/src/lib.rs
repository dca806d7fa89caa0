//! Evidence that anyone can verify: what Steward records, how it is tied together, and how that is proved without Steward.
//!
//! - An [`Entry`] says what happened ([`Event`]) and where it stands ([`Link`]). Its bytes are RFC 8785 JSON
//!   ([`canonical_bytes`]), its hash is SHA-256(0x00 || bytes): the leaf hash of RFC 9162, so that chain and tree speak of
//!   the same value. With common tools: `(printf '\0'; cat entry.json) | sha256sum`.
//! - The log of a device ([`Log`]) is a chain: each entry has a number, from zero, and the hash of the one before it. A
//!   [`Commit`] signs the head once for all entries of a transaction.
//! - The same entries are the leaves of a tree ([`Frontier`], [`Tree`]). [`verify_inclusion`] and [`verify_consistency`] are
//!   the algorithms of RFC 9162 section 2.1, from their parts alone. A [`Checkpoint`] signs the root.
//! - Signatures are C2SP signed notes ([`Note`]) with Ed25519 keys ([`SignerKey`], [`VerifierKey`]); a [`TlogProof`] is one
//!   text that proves one entry to whoever has the key.
//! - Personal values are not in an entry. A [`Commitment`] stands for each; value and salt lie elsewhere and can be
//!   forgotten while every proof still holds.
//! - [`verify`], or [`Verifier`] for what is read piece by piece, checks a whole history and names and places every
//!   [`Fault`].
//!
//! Invariants:
//! - The same entry has the same bytes on every machine; no two entries have the same bytes.
//! - What RFC 9162 leaves undefined is refused: proofs about empty trees, roots and leaves that are not hashes.
//! - Nothing here does I/O, reads a clock, or makes randomness: keys, salts and times come in as arguments.
//!
//! Deliberately not here: where entries and keys are kept, when a checkpoint is made, what an entry looks like to a person.
//!
//! ```
//! use steward_ledger::*;
//! use steward_model::Consequence;
//!
//! // 32 random bytes that the keyring keeps
//! let key = SignerKey::from_seed("steward/5f0c9d2e", &[7; 32])?;
//! let salt = Salt::new([9; 32]);
//!
//! let event = Event {
//!     time: "2026-05-03T10:12:44.018Z".parse()?,
//!     who: Pseudonym::from_random([1; 16]),
//!     on_behalf_of: None,
//!     proposed_by: None,
//!     operation: "tenant.refresh".into(),
//!     consequence: Consequence::Diagnose,
//!     object: None,
//!     tenant: None,
//!     surface: Surface::Cli,
//!     reason: Some(Value::Withheld(Commitment::to(&salt, &"Ines asked for it")?)),
//!     decision: Decision {
//!         policy_version: "9d2e".into(),
//!         policies: vec!["administrators-may-refresh".into()],
//!         confirmation: Confirmation::None,
//!         approval: Approval {
//!             state: ApprovalState::NotRequired,
//!             required: 0,
//!             request: None,
//!             approvers: Vec::new(),
//!         },
//!     },
//!     changes: Vec::new(),
//!     outcome: Outcome { state: OutcomeState::Done, code: None },
//!     correlation: "5d61".into(),
//! };
//!
//! // a transaction: two entries and one signature
//! let mut log = Log::new("steward/5f0c9d2e")?;
//! let entries = [log.append(event.clone())?, log.append(event)?];
//! let commit = log.commit(&key)?;
//!
//! // a checkpoint, and one text that proves the second entry to an auditor who has only the key
//! let tree: Tree = entries.iter().map(|entry| entry.hash).collect();
//! let checkpoint = Checkpoint::new("steward/5f0c9d2e", 2, tree.root(2)?).sign(&key)?;
//! let proof = TlogProof { extra: None, index: 1, path: tree.inclusion(1, 2)?, checkpoint: checkpoint.clone() };
//! let keys = [key.verifier().to_string().parse::<VerifierKey>()?];
//! proof.verify(leaf_hash(&entries[1].bytes), "steward/5f0c9d2e", &keys)?;
//!
//! // the whole history, and the same with one bit changed
//! let trust = Trust::new(key.verifier().clone());
//! let mut history: Vec<Record> = entries.map(Record::Entry).into();
//! history.extend([Record::Commit(commit), Record::Checkpoint(checkpoint)]);
//! assert!(verify(trust.clone(), history.clone()).holds());
//! if let Record::Entry(entry) = &mut history[0] {
//!     entry.bytes[300] ^= 1;
//! }
//! let report = verify(trust, history);
//! assert!(matches!(report.faults[..], [Fault::Changed { number: 0, .. }]));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod canonical;
mod checkpoint;
mod commit;
mod commitment;
mod entry;
mod hash;
mod key;
mod log;
mod note;
mod proof;
mod statement;
mod text;
mod tree;
mod verify;

pub use canonical::{CanonicalError, MAX_SAFE_INTEGER, canonical_bytes};
pub use checkpoint::Checkpoint;
pub use commit::Commit;
pub use commitment::{Commitment, Salt};
pub use entry::{
    Approval, ApprovalState, Approver, Change, Confirmation, Decision, Entry, EntryError, Event, FORMAT,
    Link, Object, Outcome, OutcomeState, Pseudonym, StoredEntry, Surface, Tenant, Value,
};
pub use hash::{Hash, HashError};
pub use key::{KeyError, SignerKey, VerifierKey};
pub use log::Log;
pub use note::{MAX_NOTE, MAX_SIGNATURES, Note, NoteError, NoteSignature, sign_note};
pub use proof::{ProofError, TlogProof};
pub use statement::StatementError;
pub use tree::{
    Frontier, Tree, TreeError, consistency_proof, empty_root, inclusion_proof, leaf_hash, merkle_root,
    node_hash, verify_consistency, verify_inclusion,
};
pub use verify::{
    Fault, MAX_FAULTS, Record, Report, Statement, Trust, TrustedKey, Verified, Verifier, verify,
};
