//! Parts of the tree, from the hashes of complete subtrees.

use super::{TreeError, empty_root, node_hash};
use crate::Hash;

/// Largest power of two that is smaller than `leaves`, which is two at least: where the tree is split.
pub(super) const fn split(leaves: u64) -> u64 {
    1 << (leaves - 1).ilog2()
}

/// Root of the leaves from `start` (inclusive) to `end` (exclusive), one of the parts that the splits make.
pub(super) fn range_root(
    start: u64,
    end: u64,
    node: &mut impl FnMut(u32, u64) -> Option<Hash>,
) -> Result<Hash, TreeError> {
    let (mut parts, mut at) = (Vec::new(), start);
    while at < end {
        let level = (end - at).ilog2();
        let index = at >> level;
        parts.push(node(level, index).ok_or(TreeError::NodeMissing { level, index })?);
        at += 1u64 << level;
    }
    Ok(fold(&parts))
}

/// Joins complete subtrees of falling height into one root.
pub(super) fn fold(parts: &[Hash]) -> Hash {
    let mut parts = parts.iter().rev();
    let Some(last) = parts.next() else { return empty_root() };
    parts.fold(*last, |right, left| node_hash(left, &right))
}
