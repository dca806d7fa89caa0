//! Blocks as bytes: what was kept comes back, and what was damaged does not.

use crate::plain::{self, Plain};
use proptest::prelude::*;
use steward_audit::{Block, BlockError, Column, Dictionary, PageFrom, Question, Trail, TrailError};

fn sealed(events: &[Plain]) -> Trail {
    let mut trail = Trail::new();
    trail.add(events.iter().map(Plain::event));
    trail.seal_tail();
    trail
}

/// The dictionary of a trail, put together again from its words.
fn copy(dictionary: &Dictionary) -> Dictionary {
    let mut copy = Dictionary::default();
    for column in Column::FACETS {
        for word in dictionary.words(column) {
            copy.intern(column, word);
        }
    }
    copy
}

fn kept(trail: &Trail) -> Vec<(u32, Block)> {
    trail.blocks().map(|(id, block)| (id, Block::decode(&block.encode()).unwrap())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_trail_that_was_kept_answers_the_same(events in plain::events(200), question in plain::question()) {
        let trail = sealed(&events);
        let again = Trail::open(copy(trail.dictionary()), kept(&trail)).unwrap();
        let (a, b) = (trail.ask(&question, None), again.ask(&question, None));
        prop_assert_eq!(a.page(PageFrom::Newest, 50), b.page(PageFrom::Newest, 50));
        prop_assert_eq!(a.facets(100), b.facets(100));
        for (_, block) in trail.blocks() {
            let decoded = Block::decode(&block.encode()).unwrap();
            prop_assert_eq!(&decoded, &**block);
            prop_assert_eq!(decoded.encode(), block.encode());
        }
    }

    #[test]
    fn damaged_bytes_are_refused(events in plain::events(60), at: prop::sample::Index, bit in 0u8..8) {
        prop_assume!(!events.is_empty());
        let trail = sealed(&events);
        let mut bytes = trail.blocks().next().unwrap().1.encode();
        let place = at.index(bytes.len());
        prop_assert!(Block::decode(&bytes[..place]).is_err());
        bytes[place] ^= 1 << bit;
        prop_assert!(Block::decode(&bytes).is_err());
    }

    #[test]
    fn bytes_of_somebody_else_make_no_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..300), with_magic: bool,
    ) {
        let mut bytes = bytes;
        if with_magic {
            bytes = [b"SAB\x02".as_slice(), &bytes].concat();
            let check = checksum(&bytes);
            bytes.extend(check);
        }
        // whatever it says, a block that is let in can be used
        if let Ok(block) = Block::decode(&bytes) {
            prop_assert!(!block.is_empty());
            prop_assert!(block.span().0 <= block.span().1);
        }
    }

    #[test]
    fn a_sound_checksum_does_not_let_in_what_is_not_a_block(
        events in plain::events(60), at: prop::sample::Index, byte: u8,
    ) {
        prop_assume!(!events.is_empty());
        let trail = sealed(&events);
        let mut bytes = trail.blocks().next().unwrap().1.encode();
        bytes.truncate(bytes.len() - 8);
        let place = at.index(bytes.len());
        bytes[place] = byte;
        let check = checksum(&bytes);
        bytes.extend(check);
        if let Ok(block) = Block::decode(&bytes) {
            // it may be another block, or one whose codes have no words, but it is one
            if let Ok(trail) = Trail::open(copy(trail.dictionary()), vec![(0, block)]) {
                let answer = trail.ask(&Question::default(), None);
                prop_assert_eq!(answer.total() as usize, trail.len());
                prop_assert_eq!(answer.page(PageFrom::Newest, 1_000).rows.len(), trail.len());
            }
        }
    }
}

/// The first eight bytes of the SHA-256, as a block ends with them.
fn checksum(bytes: &[u8]) -> Vec<u8> {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().take(8).copied().collect()
}

fn some() -> Vec<Plain> {
    let words = std::array::from_fn(|at| format!("word {at}"));
    (0..3).map(|row| Plain { row, micros: i64::from(row), words: words.clone() }).collect()
}

#[test]
fn small_additions_do_not_become_many_blocks() {
    let words: [String; 12] = std::array::from_fn(|at| format!("word {at}"));
    let events: Vec<Plain> =
        (0..40_000).map(|row| Plain { row, micros: i64::from(row), words: words.clone() }).collect();
    let mut trail = Trail::new();
    let mut ids = Vec::new();
    for some in events.chunks(1_000) {
        trail.add(some.iter().map(Plain::event));
        trail.seal_tail();
        ids.extend(trail.blocks().map(|(id, _)| id).last());
    }
    assert_eq!(trail.blocks().map(|(_, block)| block.len()).collect::<Vec<_>>(), [16_000, 16_000, 8_000]);
    let page = trail.ask(&Question::default(), None).page(PageFrom::Oldest, 40_000);
    assert!(page.rows.iter().rev().copied().eq(0..40_000), "all are there, in order");
    ids.dedup();
    assert_eq!(ids.len(), 40, "a number is never given to another block");
    trail.seal_tail();
    assert_eq!(trail.blocks().map(|(id, _)| id).last(), ids.last().copied(), "nothing new, nothing changes");
}

#[test]
fn other_versions_and_other_bytes_are_told_apart() {
    let mut bytes = sealed(&some()).blocks().next().unwrap().1.encode();
    for other in [1, 3] {
        bytes[3] = other;
        assert_eq!(Block::decode(&bytes), Err(BlockError::Version(other)));
    }
    assert_eq!(Block::decode(b"{}"), Err(BlockError::NotABlock));
    assert_eq!(Block::decode(b"PK\x03\x04"), Err(BlockError::NotABlock));
    bytes[3] = 2;
    bytes.truncate(20);
    assert_eq!(Block::decode(&bytes), Err(BlockError::Damaged));
}

#[test]
fn blocks_that_do_not_belong_together_are_refused() {
    let trail = sealed(&some());
    let block = kept(&trail).remove(0).1;
    let twice = vec![(1, block.clone()), (2, block.clone())];
    assert_eq!(Trail::open(copy(trail.dictionary()), twice).err(), Some(TrailError::Overlap(2)));
    let alone = vec![(7, block)];
    assert_eq!(Trail::open(Dictionary::default(), alone).err(), Some(TrailError::UnknownWord(7)));
}
