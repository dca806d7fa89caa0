//! That a leaf is in a tree.

use super::range::{range_root, split};
use super::{TreeError, node_hash, outside};
use crate::Hash;

/// The path from a leaf to the root (RFC 9162 section 2.1.3.1), from the leaf's sibling upwards. `node` gives the root
/// of the complete subtree of 2^level leaves that is number `index` from the left: see [`Tree::node`](super::Tree::node).
///
/// # Errors
/// When the tree is empty, the leaf is not in it, or `node` does not know what it is asked.
pub fn inclusion_proof(
    index: u64,
    size: u64,
    mut node: impl FnMut(u32, u64) -> Option<Hash>,
) -> Result<Vec<Hash>, TreeError> {
    inside(index, size)?;
    let (mut start, mut end, mut path) = (0, size, Vec::new());
    while end - start > 1 {
        let middle = start + split(end - start);
        if index < middle {
            path.push(range_root(middle, end, &mut node)?);
            end = middle;
        } else {
            path.push(range_root(start, middle, &mut node)?);
            start = middle;
        }
    }
    path.reverse();
    Ok(path)
}

/// Verifies that the leaf with this hash is number `index` (from zero) of the tree with `size` leaves and this root, by
/// the algorithm of RFC 9162 section 2.1.3.2. Everything comes in as bytes, so that any proof can be tried.
///
/// # Errors
/// When it does not hold, a hash is not of 32 bytes, the tree is empty or the leaf is not in it.
pub fn verify_inclusion(
    leaf_hash: impl AsRef<[u8]>,
    index: u64,
    size: u64,
    proof: &[impl AsRef<[u8]>],
    root: impl AsRef<[u8]>,
) -> Result<(), TreeError> {
    inside(index, size)?;
    let mut r = outside("leaf hash", leaf_hash.as_ref())?;
    let root = outside("root", root.as_ref())?;
    let length = TreeError::ProofLength { length: proof.len() };
    // fn and sn of the RFC
    let (mut leaf, mut last) = (index, size - 1);
    for p in proof {
        let p = outside("hash in the proof", p.as_ref())?;
        if last == 0 {
            return Err(length);
        }
        if leaf & 1 == 1 || leaf == last {
            r = node_hash(&p, &r);
            while leaf & 1 == 0 && leaf != 0 {
                leaf >>= 1;
                last >>= 1;
            }
        } else {
            r = node_hash(&r, &p);
        }
        leaf >>= 1;
        last >>= 1;
    }
    match (last, r == root) {
        (0, true) => Ok(()),
        (0, false) => Err(TreeError::RootMismatch { size }),
        _ => Err(length),
    }
}

fn inside(index: u64, size: u64) -> Result<(), TreeError> {
    match size {
        0 => Err(TreeError::SizeZero),
        _ if index >= size => Err(TreeError::IndexBeyondSize { index, size }),
        _ => Ok(()),
    }
}
