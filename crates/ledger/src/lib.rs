//! Evidence that anyone can verify: entries in a chain, signed, and proved from a Merkle tree (RFC 9162, C2SP).

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
