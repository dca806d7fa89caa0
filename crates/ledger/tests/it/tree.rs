//! Proofs against the definitions of RFC 9162 section 2.1, written down as they stand there.

use proptest::prelude::*;
use steward_ledger::{
    Frontier, Hash, Tree, TreeError, leaf_hash, merkle_root, node_hash, verify_consistency, verify_inclusion,
};

fn leaves(count: u64) -> Vec<Hash> {
    (0..count).map(|number| leaf_hash(&number.to_be_bytes())).collect()
}

fn split(count: usize) -> usize {
    let mut k = 1;
    while k * 2 < count {
        k *= 2;
    }
    k
}

/// MTH, section 2.1.1.
fn mth(d: &[Hash]) -> Hash {
    match d {
        [one] => *one,
        _ => node_hash(&mth(&d[..split(d.len())]), &mth(&d[split(d.len())..])),
    }
}

/// PATH, section 2.1.3.1.
fn path(m: usize, d: &[Hash]) -> Vec<Hash> {
    let k = split(d.len());
    let (mut list, last) = match d.len() {
        1 => return vec![],
        _ if m < k => (path(m, &d[..k]), mth(&d[k..])),
        _ => (path(m - k, &d[k..]), mth(&d[..k])),
    };
    list.push(last);
    list
}

/// SUBPROOF, section 2.1.4.1.
fn subproof(m: usize, d: &[Hash], whole: bool) -> Vec<Hash> {
    let k = split(d.len());
    let (mut list, last) = match m {
        _ if m == d.len() && whole => return vec![],
        _ if m == d.len() => return vec![mth(d)],
        _ if m <= k => (subproof(m, &d[..k], whole), mth(&d[k..])),
        _ => (subproof(m - k, &d[k..], false), mth(&d[..k])),
    };
    list.push(last);
    list
}

#[test]
fn every_proof_of_every_tree_up_to_70() {
    let leaves = leaves(70);
    let tree: Tree = leaves.iter().copied().collect();
    let mut frontier = Frontier::default();
    for size in 1..=70 {
        frontier.append(leaves[size - 1]);
        let (d, n) = (&leaves[..size], size as u64);
        let root = mth(d);
        assert_eq!((merkle_root(d), frontier.root(), tree.root(n)), (root, root, Ok(root)), "{size}");
        assert_eq!(Frontier::from_nodes(n, frontier.nodes().to_vec()), Ok(frontier.clone()));
        for (index, leaf) in d.iter().enumerate() {
            let proof = tree.inclusion(index as u64, n).unwrap();
            assert_eq!(proof, path(index, d), "{index} of {size}");
            assert_eq!(verify_inclusion(*leaf, index as u64, n, &proof, root), Ok(()));
        }
        for first in 1..=size {
            let proof = tree.consistency(first as u64, n).unwrap();
            assert_eq!(proof, subproof(first, d, true), "{first} to {size}");
            assert_eq!(verify_consistency(first as u64, mth(&d[..first]), n, root, &proof), Ok(()));
        }
    }
    assert_eq!(tree.frontier(), frontier);
    assert_eq!(Frontier::from_nodes(70, Vec::new()), Err(TreeError::FrontierLength { size: 70, nodes: 0 }));
}

/// Everything that can be done to a list of hashes so that it is another one.
fn spoilt(proof: &[Hash]) -> Vec<Vec<Hash>> {
    let mut list = Vec::new();
    let stranger = leaf_hash(b"stranger");
    for at in 0..=proof.len() {
        let mut longer = proof.to_vec();
        longer.insert(at, stranger);
        list.push(longer);
    }
    for at in 0..proof.len() {
        let mut shorter = proof.to_vec();
        shorter.remove(at);
        list.push(shorter);
        for bit in [0, 7, 131, 255] {
            let mut bytes = *proof[at].as_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            let mut changed = proof.to_vec();
            changed[at] = Hash::new(bytes);
            list.push(changed);
        }
    }
    for at in 1..proof.len() {
        let mut swapped = proof.to_vec();
        swapped.swap(at - 1, at);
        list.push(swapped);
    }
    list
}

#[test]
fn no_spoilt_proof_holds() {
    let leaves = leaves(20);
    let tree: Tree = leaves.iter().copied().collect();
    for size in 1..=20 {
        let root = tree.root(size).unwrap();
        for index in 0..size {
            let (leaf, proof) = (leaves[index as usize], tree.inclusion(index, size).unwrap());
            for spoilt in spoilt(&proof) {
                assert!(verify_inclusion(leaf, index, size, &spoilt, root).is_err(), "{index} of {size}");
            }
            for other in (0..size).filter(|other| *other != index) {
                assert!(verify_inclusion(leaf, other, size, &proof, root).is_err(), "{other} of {size}");
            }
            assert!(verify_inclusion(leaf_hash(b"other"), index, size, &proof, root).is_err());
            assert!(verify_inclusion(leaf, index, size, &proof, leaf_hash(b"other")).is_err());
        }
        for first in 1..size {
            let (before, proof) = (tree.root(first).unwrap(), tree.consistency(first, size).unwrap());
            for spoilt in spoilt(&proof) {
                assert!(verify_consistency(first, before, size, root, &spoilt).is_err(), "{first} to {size}");
            }
            assert!(verify_consistency(first, root, size, before, &proof).is_err(), "{first} to {size}");
            assert!(verify_consistency(first, leaf_hash(b"other"), size, root, &proof).is_err());
            assert!(verify_consistency(first, before, size, leaf_hash(b"other"), &proof).is_err());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]
    #[test]
    fn proofs_of_larger_trees(size in 71u64..5000, index in any::<u64>(), first in any::<u64>()) {
        let leaves = leaves(size);
        let tree: Tree = leaves.iter().copied().collect();
        let (index, first, root) = (index % size, first % size + 1, mth(&leaves));
        prop_assert_eq!(tree.root(size), Ok(root));
        prop_assert_eq!(tree.frontier().root(), root);
        let proof = tree.inclusion(index, size).unwrap();
        prop_assert_eq!(&proof, &path(index as usize, &leaves));
        prop_assert_eq!(verify_inclusion(leaves[index as usize], index, size, &proof, root), Ok(()));
        let proof = tree.consistency(first, size).unwrap();
        prop_assert_eq!(&proof, &subproof(first as usize, &leaves, true));
        let before = mth(&leaves[..first as usize]);
        prop_assert_eq!(verify_consistency(first, before, size, root, &proof), Ok(()));
    }
}
