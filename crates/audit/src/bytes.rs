//! A block as bytes, and back. Bytes that were damaged are refused.
//!
//! In order, every number little-endian: `SAB`, the version (2), events (u32), time of the first (i64),
//! smallest row (u32); the columns times, rows, actors, objects and shapes; the correlations; the first eight
//! bytes of the SHA-256 of all that comes before. A list of packed numbers is its width in bits (u8) and its
//! words (u64 each); how many follows from length and width. Actors and objects are the number of distinct
//! codes (u32), their sorted list, and for each event a place in it; shapes are the number of distinct ones
//! (u32), nine lists of codes, and for each event a place. Correlations are 0, or 1 and for each event four
//! bytes, then for each event one byte.

use crate::block::{BLOCK_EVENTS, Block, Coded, Marks, Shapes};
use crate::packed::Packed;
use sha2::{Digest, Sha256};

/// Beginning of every block, with the version.
const MAGIC: [u8; 4] = *b"SAB\x02";
/// Bytes of the checksum.
const CHECK: usize = 8;

/// Why bytes are no block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BlockError {
    /// They do not begin as a block does.
    #[error("the bytes are no block of an audit index; build the index again from the events")]
    NotABlock,
    /// They are of a version that is not read here.
    #[error(
        "the block of the audit index has version {0}, and this Steward reads version 2; build the index again from the events"
    )]
    Version(u8),
    /// They are not what was written.
    #[error("the block of the audit index is damaged; build the index again from the events")]
    Damaged,
}

impl Block {
    /// Its bytes. The same events have the same bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.size());
        out.extend(MAGIC);
        put_u32(&mut out, self.len);
        out.extend(self.first.to_le_bytes());
        out.extend(self.lowest.to_le_bytes());
        put_packed(&mut out, &self.times);
        put_packed(&mut out, &self.rows);
        for coded in [&self.actors, &self.objects] {
            put_u32(&mut out, coded.distinct);
            put_packed(&mut out, &coded.table);
            put_packed(&mut out, &coded.places);
        }
        put_u32(&mut out, self.shapes.distinct);
        for column in &self.shapes.columns {
            put_packed(&mut out, column);
        }
        put_packed(&mut out, &self.shapes.places);
        out.push(u8::from(!self.marks.low.is_empty()));
        out.extend(self.marks.low.iter().flat_map(|low| low.to_le_bytes()));
        out.extend_from_slice(&self.marks.high);
        let check = checksum(&out);
        out.extend(check);
        out
    }

    /// The block that [`Self::encode`] gave these bytes for.
    ///
    /// # Errors
    /// When they are something else, of another version, or damaged.
    pub fn decode(bytes: &[u8]) -> Result<Self, BlockError> {
        let magic = bytes.first_chunk::<4>().ok_or(BlockError::NotABlock)?;
        let ([s, a, b, version], [m, n, o, known]) = (*magic, MAGIC);
        if (s, a, b) != (m, n, o) {
            return Err(BlockError::NotABlock);
        }
        if version != known {
            return Err(BlockError::Version(version));
        }
        let (body, check) = bytes.split_last_chunk::<CHECK>().ok_or(BlockError::Damaged)?;
        if checksum(body) != *check {
            return Err(BlockError::Damaged);
        }
        // the checksum keeps out accidents; somebody's own bytes may still hold anything
        body.get(MAGIC.len()..).and_then(read).filter(is_sound).ok_or(BlockError::Damaged)
    }
}

fn checksum(bytes: &[u8]) -> [u8; CHECK] {
    let hash: [u8; 32] = Sha256::digest(bytes).into();
    hash.first_chunk::<CHECK>().copied().unwrap_or_default()
}

fn put_u32(out: &mut Vec<u8>, number: usize) {
    // a block has far fewer events than that
    out.extend(u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
}

fn put_packed(out: &mut Vec<u8>, packed: &Packed) {
    out.push(u8::try_from(packed.width()).unwrap_or(u8::MAX));
    out.extend(packed.words().iter().flat_map(|word| word.to_le_bytes()));
}

/// What is left to read.
struct Input<'b>(&'b [u8]);

impl Input<'_> {
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (array, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*array)
    }

    fn bytes(&mut self, len: usize) -> Option<&[u8]> {
        let (bytes, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(bytes)
    }

    /// A number of events or of what they have, which a block cannot have more of than it may have events.
    fn count(&mut self) -> Option<usize> {
        let count = usize::try_from(u32::from_le_bytes(self.array()?)).ok()?;
        (count <= BLOCK_EVENTS).then_some(count)
    }

    fn packed(&mut self, len: usize) -> Option<Packed> {
        let [width] = self.array::<1>()?;
        let width = u32::from(width);
        let bytes = self.bytes(Packed::words_for(len, width)?.checked_mul(8)?)?;
        let (words, _) = bytes.as_chunks::<8>();
        Packed::from_parts(len, width, words.iter().map(|word| u64::from_le_bytes(*word)).collect())
    }

    fn coded(&mut self, len: usize) -> Option<Coded> {
        let distinct = self.count()?;
        let (table, places) = (self.packed(distinct)?, self.packed(len)?);
        Some(Coded::from_parts(len, distinct, table, places))
    }

    fn shapes(&mut self, len: usize) -> Option<Shapes> {
        let distinct = self.count()?;
        let mut columns = Vec::new();
        for _ in 0..crate::column::SHAPE {
            columns.push(self.packed(distinct)?);
        }
        let columns = columns.try_into().ok()?;
        Some(Shapes::from_parts(len, distinct, columns, self.packed(len)?))
    }

    fn marks(&mut self, len: usize) -> Option<Marks> {
        match self.array::<1>()? {
            [0] => Some(Marks { low: Box::default(), high: Box::default() }),
            [1] => {
                let (low, _) = self.bytes(len.checked_mul(4)?)?.as_chunks::<4>();
                let low = low.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect();
                Some(Marks { low, high: self.bytes(len)?.into() })
            }
            _ => None,
        }
    }
}

/// Reads all of it, or nothing.
fn read(bytes: &[u8]) -> Option<Block> {
    let mut input = Input(bytes);
    let len = input.count()?;
    let first = i64::from_le_bytes(input.array()?);
    let lowest = u32::from_le_bytes(input.array()?);
    let times = input.packed(len)?;
    let rows = input.packed(len)?;
    let actors = input.coded(len)?;
    let objects = input.coded(len)?;
    let shapes = input.shapes(len)?;
    let marks = input.marks(len)?;
    let block = Block { len, first, times, lowest, rows, actors, objects, shapes, marks };
    input.0.is_empty().then_some(block)
}

/// Whether it holds what every block does: events in order, sorted lists, and places that there are.
fn is_sound(block: &Block) -> bool {
    let len = block.len;
    let ordered = (1..len).all(|at| block.key(at - 1) < block.key(at));
    // a number beyond these would not come back as what was put in
    let in_range = (0..len).all(|at| {
        block.first.checked_add_unsigned(block.times.get(at)).is_some()
            && u64::from(block.lowest) + block.rows.get(at).min(u64::from(u32::MAX)) <= u64::from(u32::MAX)
            && block.rows.get(at) <= u64::from(u32::MAX)
    });
    let coded = [&block.actors, &block.objects].into_iter().all(|coded| {
        let sorted = (1..coded.distinct).all(|at| coded.table.get(at - 1) < coded.table.get(at));
        sorted && coded.table.width() <= 32 && (0..len).all(|at| coded.place(at) < coded.distinct)
    });
    let shapes = block.shapes.columns.iter().all(|column| column.width() <= 32)
        && (0..len).all(|at| block.shapes.place(at) < block.shapes.distinct);
    len > 0 && ordered && in_range && coded && shapes
}
