//! The tree of a batch (RFC 9162), as it grows.

use steward_ledger::{Frontier, Hash};

/// Leaves of a subtree whose root is kept.
pub(super) const SUBTREE: u64 = 1_024;

/// The tree of a batch as it grows.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub whole: Frontier,
    subtree: Frontier,
    pub nodes: Vec<u8>,
}

impl Tree {
    pub fn append(&mut self, leaf: Hash) {
        self.whole.append(leaf);
        self.subtree.append(leaf);
        if self.subtree.size() == SUBTREE {
            self.nodes.extend(self.subtree.root().as_bytes());
            self.subtree = Frontier::default();
        }
    }
}
