//! The tree of the Certificate Transparency test data: eight leaves, their hashes, roots and proofs, as published with
//! RFC 6962 implementations.

use steward_ledger::{
    Hash, Tree, TreeError, empty_root, leaf_hash, merkle_root, verify_consistency, verify_inclusion,
};

const INPUTS: [&str; 8] =
    ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const LEAVES: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7",
    "07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7",
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658",
    "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
    "46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1",
];
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const LEFT_2: &str = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";
const RIGHT_2: &str = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
const NODE_45: &str = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
const NODE_67: &str = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
const NODE_47: &str = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";

fn hash(text: &str) -> Hash {
    text.parse().unwrap()
}

fn leaves() -> Vec<Hash> {
    INPUTS.iter().map(|input| leaf_hash(&hex::decode(input).unwrap())).collect()
}

fn path(texts: &[&str]) -> Vec<Hash> {
    texts.iter().map(|text| hash(text)).collect()
}

#[test]
fn leaves_and_roots() {
    let leaves = leaves();
    assert_eq!(leaves, path(&LEAVES));
    let tree: Tree = leaves.iter().copied().collect();
    assert_eq!(empty_root(), hash(ROOTS[0]));
    for (size, root) in ROOTS.iter().enumerate() {
        assert_eq!(merkle_root(&leaves[..size]), hash(root));
        assert_eq!(tree.root(size as u64), Ok(hash(root)));
    }
    assert_eq!(tree.root(9), Err(TreeError::NodeMissing { level: 0, index: 8 }));
}

#[test]
fn inclusion() {
    let cases: [(u64, u64, Vec<Hash>); 5] = [
        (0, 1, vec![]),
        (0, 8, path(&[LEAVES[1], RIGHT_2, NODE_47])),
        (5, 8, path(&[LEAVES[4], NODE_67, ROOTS[4]])),
        (2, 3, path(&[LEFT_2])),
        (1, 5, path(&[LEAVES[0], RIGHT_2, LEAVES[4]])),
    ];
    let tree: Tree = leaves().into_iter().collect();
    for (index, size, proof) in cases {
        assert_eq!(tree.inclusion(index, size), Ok(proof.clone()), "{index} of {size}");
        let (leaf, root) = (hash(LEAVES[index as usize]), hash(ROOTS[size as usize]));
        assert_eq!(verify_inclusion(leaf, index, size, &proof, root), Ok(()), "{index} of {size}");
    }
}

#[test]
fn consistency() {
    let cases: [(u64, u64, Vec<Hash>); 5] = [
        (1, 1, vec![]),
        (1, 8, path(&[LEAVES[1], RIGHT_2, NODE_47])),
        (6, 8, path(&[NODE_45, NODE_67, ROOTS[4]])),
        (2, 5, path(&[RIGHT_2, LEAVES[4]])),
        (6, 7, path(&[NODE_45, LEAVES[6], ROOTS[4]])),
    ];
    let tree: Tree = leaves().into_iter().collect();
    for (first, second, proof) in cases {
        assert_eq!(tree.consistency(first, second), Ok(proof.clone()), "{first} to {second}");
        let (root1, root2) = (hash(ROOTS[first as usize]), hash(ROOTS[second as usize]));
        assert_eq!(verify_consistency(first, root1, second, root2, &proof), Ok(()), "{first} to {second}");
    }
}

/// What every verifier of such trees is tried with: see the test vectors of transparency-dev/merkle.
#[test]
fn what_is_undefined_is_refused() {
    const NO: &[Hash] = &[];
    let (root, one, empty) = (hash(ROOTS[8]), hash(LEAVES[0]), [0u8; 0]);
    // inclusion: size zero, index beyond, what is no hash, a proof where none is needed
    assert_eq!(verify_inclusion(one, 0, 0, NO, root), Err(TreeError::SizeZero));
    assert_eq!(verify_inclusion(one, 0, 0, NO, empty_root()), Err(TreeError::SizeZero));
    let beyond = TreeError::IndexBeyondSize { index: u64::MAX, size: 8 };
    assert_eq!(verify_inclusion(one, u64::MAX, 8, NO, root), Err(beyond));
    assert_eq!(verify_inclusion(one, 8, 8, NO, root), Err(TreeError::IndexBeyondSize { index: 8, size: 8 }));
    let no_leaf = TreeError::NotAHash { what: "leaf hash", length: 0 };
    assert_eq!(verify_inclusion(empty, 0, 1, NO, root), Err(no_leaf.clone()));
    assert_eq!(verify_inclusion(empty, 0, 1, NO, empty), Err(no_leaf));
    assert_eq!(verify_inclusion(one, 0, 1, NO, empty), Err(TreeError::NotAHash { what: "root", length: 0 }));
    assert_eq!(verify_inclusion(one, 0, 1, &[one], one), Err(TreeError::ProofLength { length: 1 }));
    assert_eq!(
        verify_inclusion(one, 0, 2, &[empty], one),
        Err(TreeError::NotAHash { what: "hash in the proof", length: 0 })
    );
    assert_eq!(verify_inclusion(one, 0, 1, NO, one), Ok(()));
    // consistency
    assert_eq!(verify_consistency(0, empty_root(), 0, empty_root(), NO), Err(TreeError::SizeZero));
    assert_eq!(verify_consistency(0, empty_root(), 1, one, NO), Err(TreeError::SizeZero));
    assert_eq!(verify_consistency(0, empty_root(), 1, one, &[one]), Err(TreeError::SizeZero));
    assert_eq!(verify_consistency(2, root, 1, one, NO), Err(TreeError::Shrunk { first: 2, second: 1 }));
    assert_eq!(verify_consistency(1, one, 2, root, NO), Err(TreeError::ProofLength { length: 0 }));
    assert_eq!(verify_consistency(1, one, 1, root, NO), Err(TreeError::RootMismatch { size: 1 }));
    assert_eq!(verify_consistency(1, one, 1, one, &[one]), Err(TreeError::ProofLength { length: 1 }));
    assert_eq!(
        verify_consistency(1, empty, 1, empty, NO),
        Err(TreeError::NotAHash { what: "first root", length: 0 })
    );
    assert_eq!(
        verify_consistency(1, empty, 2, root, &[one]),
        Err(TreeError::NotAHash { what: "first root", length: 0 })
    );
    // the same tree is consistent with itself, whatever its root
    assert_eq!(verify_consistency(1, b"any bytes", 1, b"any bytes", NO), Ok(()));
    // and nothing is proved of a tree that is not there
    let tree = Tree::default();
    assert_eq!(tree.inclusion(0, 0), Err(TreeError::SizeZero));
    assert_eq!(tree.inclusion(0, 2), Err(TreeError::NodeMissing { level: 0, index: 1 }));
    assert_eq!(tree.consistency(0, 2), Err(TreeError::SizeZero));
    assert_eq!(tree.consistency(1, 2), Err(TreeError::NodeMissing { level: 0, index: 1 }));
}
