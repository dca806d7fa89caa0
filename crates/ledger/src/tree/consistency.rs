//! That a tree is the beginning of a later one.

use super::range::{range_root, split};
use super::{TreeError, node_hash, outside};
use crate::Hash;

/// The nodes that lead from the tree of the first `first` leaves to that of the first `second` (RFC 9162
/// section 2.1.4.1). None are needed when the sizes are equal. `node` is as for
/// [`inclusion_proof`](super::inclusion_proof).
///
/// # Errors
/// When the first tree is empty or larger than the second, or `node` does not know what it is asked.
pub fn consistency_proof(
    first: u64,
    second: u64,
    mut node: impl FnMut(u32, u64) -> Option<Hash>,
) -> Result<Vec<Hash>, TreeError> {
    in_order(first, second)?;
    let (mut start, mut end, mut path) = (0, second, Vec::new());
    while end != first {
        let middle = start + split(end - start);
        if first <= middle {
            path.push(range_root(middle, end, &mut node)?);
            end = middle;
        } else {
            path.push(range_root(start, middle, &mut node)?);
            start = middle;
        }
    }
    // the first tree as a whole is known to who asks
    if start != 0 {
        path.push(range_root(start, end, &mut node)?);
    }
    path.reverse();
    Ok(path)
}

/// Verifies that the tree with `size1` leaves and `root1` is the beginning of that with `size2` leaves and `root2`, by
/// the algorithm of RFC 9162 section 2.1.4.2. Everything comes in as bytes, so that any proof can be tried.
///
/// The RFC has no proof between trees of one size. Here such trees are consistent when the roots are the same bytes,
/// of whatever length but not empty, and nothing is offered as a proof.
///
/// # Errors
/// When it does not hold, a hash is not of 32 bytes, the first tree is empty or larger than the second.
pub fn verify_consistency(
    size1: u64,
    root1: impl AsRef<[u8]>,
    size2: u64,
    root2: impl AsRef<[u8]>,
    proof: &[impl AsRef<[u8]>],
) -> Result<(), TreeError> {
    in_order(size1, size2)?;
    let (root1, root2) = (root1.as_ref(), root2.as_ref());
    let length = TreeError::ProofLength { length: proof.len() };
    if size1 == size2 {
        return match (root1.is_empty(), proof.is_empty(), root1 == root2) {
            (true, _, _) => Err(TreeError::NotAHash { what: "first root", length: 0 }),
            (_, false, _) => Err(length),
            (_, _, false) => Err(TreeError::RootMismatch { size: size2 }),
            (false, true, true) => Ok(()),
        };
    }
    let (root1, root2) = (outside("first root", root1)?, outside("second root", root2)?);
    let mut path = (proof.iter()).map(|hash| outside("hash in the proof", hash.as_ref()));
    let Some(head) = path.next() else { return Err(length) };
    let head = head?;
    // fn and sn of the RFC
    let (mut first, mut second) = (size1 - 1, size2 - 1);
    while first & 1 == 1 {
        first >>= 1;
        second >>= 1;
    }
    // a first tree that is complete is a node of the second one, and its root is not repeated in the proof
    let (seed, rest) = if size1.is_power_of_two() { (root1, Some(head)) } else { (head, None) };
    let (mut fr, mut sr) = (seed, seed);
    for c in rest.map(Ok).into_iter().chain(path) {
        let c = c?;
        if second == 0 {
            return Err(length);
        }
        if first & 1 == 1 || first == second {
            fr = node_hash(&c, &fr);
            sr = node_hash(&c, &sr);
            while first & 1 == 0 && first != 0 {
                first >>= 1;
                second >>= 1;
            }
        } else {
            sr = node_hash(&sr, &c);
        }
        first >>= 1;
        second >>= 1;
    }
    if second != 0 {
        return Err(length);
    }
    if fr != root1 {
        return Err(TreeError::RootMismatch { size: size1 });
    }
    if sr != root2 {
        return Err(TreeError::RootMismatch { size: size2 });
    }
    Ok(())
}

fn in_order(first: u64, second: u64) -> Result<(), TreeError> {
    match first {
        0 => Err(TreeError::SizeZero),
        _ if first > second => Err(TreeError::Shrunk { first, second }),
        _ => Ok(()),
    }
}
