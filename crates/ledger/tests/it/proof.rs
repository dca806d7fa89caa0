//! One text that proves one entry (c2sp.org/tlog-proof).

use crate::history::{DEVICE, key};
use steward_ledger::{Checkpoint, ProofError, StatementError, TlogProof, Tree, TreeError, leaf_hash};

fn entry(index: u64) -> Vec<u8> {
    format!("entry {index}").into_bytes()
}

fn proof(index: u64, size: u64, extra: Option<Vec<u8>>) -> TlogProof {
    let tree: Tree = (0..size).map(|index| leaf_hash(&entry(index))).collect();
    let checkpoint = Checkpoint::new(DEVICE, size, tree.root(size).unwrap()).sign(&key(7)).unwrap();
    TlogProof { extra, index, path: tree.inclusion(index, size).unwrap(), checkpoint }
}

#[test]
fn it_is_written_read_and_verified() {
    let keys = [key(7).verifier().clone()];
    for (index, size) in [(0, 1), (0, 2), (6, 7), (1000, 1001), (12, 1001)] {
        for extra in [None, Some(b"extra".to_vec())] {
            let made = proof(index, size, extra);
            let text = made.to_string();
            let read: TlogProof = text.parse().unwrap();
            assert_eq!(read, made);
            assert_eq!(read.to_string(), text);
            let checkpoint = read.verify(leaf_hash(&entry(index)), DEVICE, &keys).unwrap();
            assert_eq!(checkpoint.size, size);
            let other = read.verify(leaf_hash(b"other"), DEVICE, &keys).unwrap_err();
            assert!(matches!(other, ProofError::Tree(TreeError::RootMismatch { .. })));
            let other = read.verify(leaf_hash(&entry(index)), "steward/other", &keys).unwrap_err();
            assert!(matches!(other, ProofError::Statement(StatementError::OtherLog { .. })));
            assert!(read.verify(leaf_hash(&entry(index)), DEVICE, &[]).is_err());
        }
    }
    let text = proof(1, 3, Some(b"extra".to_vec())).to_string();
    assert!(text.starts_with("c2sp.org/tlog-proof@v1\nextra ZXh0cmE=\nindex 1\n"), "{text}");
}

#[test]
fn what_is_no_proof() {
    let good = proof(1, 3, None).to_string();
    let hash = good.lines().nth(2).unwrap().to_owned();
    let cases = [
        (String::new(), 1),
        (good.replace("@v1", "@v2"), 1),
        (good.replace("index 1\n", ""), 2),
        (good.replace("index 1", "index 01"), 2),
        (good.replace("index 1", "index"), 2),
        (good.replace("index 1", "extra \nindex 1"), 2),
        (good.replace("index 1", "extra ?\nindex 1"), 2),
        (good.replace("index 1", "extra YQ==\nextra YQ==\nindex 1"), 3),
        (good.replacen(&hash, "hash", 1), 3),
        (good.replacen(&hash, format!("{hash}\n").repeat(65).trim_end(), 1), 67),
    ];
    for (text, line) in cases {
        let error = text.parse::<TlogProof>().unwrap_err();
        assert!(matches!(error, StatementError::Form { line: at, .. } if at == line), "{text}: {error}");
    }
}
