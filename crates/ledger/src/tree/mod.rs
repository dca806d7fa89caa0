//! The Merkle tree of RFC 9162 section 2.1 with SHA-256: the same as that of RFC 6962 and of C2SP logs.

mod consistency;
mod frontier;
mod inclusion;
mod nodes;
mod range;

pub use consistency::{consistency_proof, verify_consistency};
pub use frontier::Frontier;
pub use inclusion::{inclusion_proof, verify_inclusion};
pub use nodes::Tree;

use crate::Hash;
use crate::hash::sha256;

/// Why there is no proof, or why it does not hold. What the RFC leaves undefined is refused, never guessed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TreeError {
    /// Nothing can be proved of a tree without leaves.
    #[error("a tree of size zero holds nothing that could be proved")]
    SizeZero,
    /// The tree ends before the leaf.
    #[error("a tree of {size} leaves has no leaf with the index {index}")]
    IndexBeyondSize {
        /// Index of the leaf, from zero.
        index: u64,
        /// Leaves of the tree.
        size: u64,
    },
    /// A log only grows.
    #[error("a tree of {first} leaves cannot have grown into one of {second}")]
    Shrunk {
        /// Leaves of the earlier tree.
        first: u64,
        /// Leaves of the later tree.
        second: u64,
    },
    /// Not 32 bytes, such as an empty root.
    #[error("the {what} has {length} bytes, a SHA-256 value has 32")]
    NotAHash {
        /// Which of the values given.
        what: &'static str,
        /// Its length in bytes.
        length: usize,
    },
    /// The proof has more or fewer hashes than the path is long.
    #[error("the proof has {length} hashes, which is not the length of its path")]
    ProofLength {
        /// Hashes in the proof.
        length: usize,
    },
    /// The proof is well-formed and leads to another root.
    #[error("the proof does not lead to the root of the tree of {size} leaves")]
    RootMismatch {
        /// Leaves of the tree whose root it should have been.
        size: u64,
    },
    /// A node that the proof needs is not known.
    #[error("the node {index} of level {level} is not known")]
    NodeMissing {
        /// Height above the leaves.
        level: u32,
        /// Position in the level, from the left, from zero.
        index: u64,
    },
    /// The number of nodes does not fit the number of leaves.
    #[error("a tree of {size} leaves does not have {nodes} complete subtrees")]
    FrontierLength {
        /// Leaves of the tree.
        size: u64,
        /// Nodes that were given.
        nodes: usize,
    },
}

/// Hash of a leaf: SHA-256(0x00 || data).
#[must_use]
pub fn leaf_hash(data: &[u8]) -> Hash {
    sha256(&[&[0x00], data])
}

/// Hash of an inner node: SHA-256(0x01 || left || right).
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    sha256(&[&[0x01], left.as_ref(), right.as_ref()])
}

/// Root of the tree without leaves: SHA-256 of nothing.
#[must_use]
pub fn empty_root() -> Hash {
    sha256(&[])
}

/// Root of the tree with these leaf hashes, MTH of section 2.1.1.
#[must_use]
pub fn merkle_root(leaves: &[Hash]) -> Hash {
    let mut frontier = Frontier::default();
    for leaf in leaves {
        frontier.append(*leaf);
    }
    frontier.root()
}

/// The 32 bytes of a hash that came from outside.
fn outside(what: &'static str, bytes: &[u8]) -> Result<Hash, TreeError> {
    let bytes: [u8; 32] = bytes.try_into().map_err(|_| TreeError::NotAHash { what, length: bytes.len() })?;
    Ok(Hash::new(bytes))
}
