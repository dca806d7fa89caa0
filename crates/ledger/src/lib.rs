//! Evidence that anyone can verify.
//!
//! [`verify_inclusion`] and [`verify_consistency`] are the algorithms of RFC 9162 section 2.1, from their parts alone.

mod canonical;
mod hash;
mod tree;

pub use canonical::{CanonicalError, MAX_SAFE_INTEGER, canonical_bytes};
pub use hash::{Hash, HashError};
pub use tree::{
    Frontier, Tree, TreeError, consistency_proof, empty_root, inclusion_proof, leaf_hash, merkle_root,
    node_hash, verify_consistency, verify_inclusion,
};
