//! A whole tree in memory.

use super::{Frontier, TreeError, consistency_proof, inclusion_proof, node_hash, range::range_root};
use crate::Hash;

/// All complete subtrees of a tree: about 64 bytes a leaf. It proves anything of any size it ever had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// By height above the leaves, each from the left.
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    /// Number of leaves.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.levels.first().map_or(0, |leaves| leaves.len() as u64)
    }

    /// Adds a leaf at the right.
    pub fn append(&mut self, leaf: Hash) {
        let mut hash = leaf;
        for level in 0.. {
            if self.levels.len() == level {
                self.levels.push(Vec::new());
            }
            let Some(list) = self.levels.get_mut(level) else { return };
            list.push(hash);
            let [.., left, right] = list.as_slice() else { return };
            if list.len() % 2 == 1 {
                return;
            }
            hash = node_hash(left, right);
        }
    }

    /// Root of the complete subtree of 2^`level` leaves that is number `index` from the left, from zero.
    #[must_use]
    pub fn node(&self, level: u32, index: u64) -> Option<Hash> {
        let at = usize::try_from(index).ok()?;
        self.levels.get(level as usize)?.get(at).copied()
    }

    /// The root that the tree had with its first `size` leaves.
    ///
    /// # Errors
    /// When it has fewer leaves.
    pub fn root(&self, size: u64) -> Result<Hash, TreeError> {
        range_root(0, size, &mut |level, index| self.node(level, index))
    }

    /// What has to be kept to go on growing the tree.
    #[must_use]
    pub fn frontier(&self) -> Frontier {
        let size = self.size();
        let complete = (0..u64::BITS).rev().filter(|level| (size >> level) & 1 == 1);
        let nodes = complete.filter_map(|level| self.node(level, (size >> level) - 1)).collect();
        Frontier { size, nodes }
    }

    /// Proof that a leaf is in the tree of the first `size` leaves: see [`inclusion_proof`].
    ///
    /// # Errors
    /// As there.
    pub fn inclusion(&self, index: u64, size: u64) -> Result<Vec<Hash>, TreeError> {
        inclusion_proof(index, size, |level, index| self.node(level, index))
    }

    /// Proof that the tree of `first` leaves is the beginning of that of `second`: see [`consistency_proof`].
    ///
    /// # Errors
    /// As there.
    pub fn consistency(&self, first: u64, second: u64) -> Result<Vec<Hash>, TreeError> {
        consistency_proof(first, second, |level, index| self.node(level, index))
    }
}

impl FromIterator<Hash> for Tree {
    fn from_iter<I: IntoIterator<Item = Hash>>(leaves: I) -> Self {
        let mut tree = Self::default();
        for leaf in leaves {
            tree.append(leaf);
        }
        tree
    }
}
