//! A tree that only grows, in the space of one path.

use super::{TreeError, node_hash, range::fold};
use crate::Hash;

/// What has to be kept of a tree to go on growing it: the roots of its complete subtrees, largest first ("compact
/// range"). At most 64 hashes, whatever the number of leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    pub(super) size: u64,
    pub(super) nodes: Vec<Hash>,
}

impl Frontier {
    /// The frontier with these complete subtrees, largest first, as [`Frontier::nodes`] gave them.
    ///
    /// # Errors
    /// When a tree of `size` leaves has another number of complete subtrees.
    pub fn from_nodes(size: u64, nodes: Vec<Hash>) -> Result<Self, TreeError> {
        if nodes.len() != size.count_ones() as usize {
            return Err(TreeError::FrontierLength { size, nodes: nodes.len() });
        }
        Ok(Self { size, nodes })
    }

    /// Number of leaves.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Roots of the complete subtrees, largest first.
    #[must_use]
    pub fn nodes(&self) -> &[Hash] {
        &self.nodes
    }

    /// Adds a leaf at the right.
    pub fn append(&mut self, leaf: Hash) {
        let mut hash = leaf;
        // each one bit at the low end of the size is a subtree that the new leaf completes
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.nodes.pop() {
                hash = node_hash(&left, &hash);
            }
        }
        self.nodes.push(hash);
        self.size += 1;
    }

    /// The root, MTH of RFC 9162 section 2.1.1; of no leaves the hash of nothing.
    #[must_use]
    pub fn root(&self) -> Hash {
        fold(&self.nodes)
    }
}
