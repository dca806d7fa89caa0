//! The trail: blocks that do not overlap, and a tail that grows.

use crate::answer::Answer;
use crate::bits::RowSet;
use crate::block::{BLOCK_EVENTS, Block, Key, Row};
use crate::column::{Column, SHAPE};
use crate::dictionary::Dictionary;
use crate::event::{ApprovalState, AuditEvent};
use crate::plan::{Plan, mark};
use crate::question::Question;
use jiff::Timestamp;
use std::hash::{BuildHasher, Hash, Hasher, RandomState};
use std::sync::{Arc, OnceLock};

/// What the index keeps of an event. Words are empty where there is nothing to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the rest is named as the columns, which are documented")]
pub struct TrailEvent<'e> {
    /// Number of the event where it is kept. No two events of a trail have the same.
    pub row: u32,
    /// When it happened; parts of a microsecond are dropped.
    pub time: Timestamp,
    pub who: &'e str,
    pub object: &'e str,
    pub kind: &'e str,
    pub operation: &'e str,
    pub consequence: &'e str,
    pub outcome: &'e str,
    pub surface: &'e str,
    pub approval: &'e str,
    pub policy: &'e str,
    pub tenant: &'e str,
    pub source: &'e str,
    pub correlation: &'e str,
}

impl<'e> TrailEvent<'e> {
    /// What the index keeps of an event that is kept under this number.
    #[must_use]
    pub fn of(row: u32, event: &'e AuditEvent) -> Self {
        let word = |word: &'e Option<String>| word.as_deref().unwrap_or_default();
        Self {
            row,
            time: event.time,
            who: event.actor.as_ref().map_or("", |actor| actor.id.as_str()),
            object: event.object.as_ref().map_or("", |object| object.id.as_str()),
            kind: event.object.as_ref().map_or("", |object| word(&object.kind)),
            operation: &event.action,
            consequence: event.consequence.map_or("", |x| x.word()),
            outcome: event.outcome.state.word(),
            surface: word(&event.surface),
            // a log names who agreed, or says nothing
            approval: event.approved_by.as_ref().map_or("", |_| ApprovalState::Granted.word()),
            policy: word(&event.policy_version),
            tenant: word(&event.tenant),
            source: event.source.word(),
            correlation: word(&event.correlation),
        }
    }

    /// A number that stands for all that the index keeps of the event: under the same state it is the one that
    /// [`Trail::prints`] gives when the index says the same.
    #[must_use]
    pub fn print(&self, state: &RandomState) -> u64 {
        print(state, (self.time.as_microsecond(), self.row, mark(self.correlation)), self.words())
    }

    /// Its words in order of the columns.
    fn words(&self) -> [&'e str; Column::FACETS.len()] {
        [
            self.who,
            self.object,
            self.kind,
            self.operation,
            self.consequence,
            self.outcome,
            self.surface,
            self.approval,
            self.policy,
            self.tenant,
            self.source,
        ]
    }

    fn coded(&self, dictionary: &mut Dictionary) -> Row {
        let mut codes = [0; Column::FACETS.len()];
        for ((code, column), word) in codes.iter_mut().zip(Column::FACETS).zip(self.words()) {
            *code = dictionary.intern(column, word);
        }
        let [actor, object, shape @ ..] = codes;
        let shape: [u32; SHAPE] = shape;
        let time = self.time.as_microsecond();
        Row { time, row: self.row, actor, object, shape, mark: mark(self.correlation) }
    }
}

/// Why blocks do not make a trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TrailError {
    /// A code has no word.
    #[error(
        "block {0} of the audit index has values that its dictionary does not know; build the index again"
    )]
    UnknownWord(u32),
    /// Two blocks share a stretch of time, or a number.
    #[error("block {0} of the audit index overlaps with another one; build the index again")]
    Overlap(u32),
    /// A block has no events.
    #[error("block {0} of the audit index is empty; build the index again")]
    Empty(u32),
}

/// A block and the number it is known by outside.
#[derive(Clone, Debug)]
struct Sealed {
    id: u32,
    block: Arc<Block>,
}

/// The index of a trail.
///
/// Cloning it is cheap: blocks and dictionary are shared until one of the two changes, so that questions are
/// answered from one while the other grows.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    dictionary: Arc<Dictionary>,
    /// In order; the last key of each is before the first key of the next.
    blocks: Vec<Sealed>,
    /// The number of the next block.
    next: u32,
    /// Events later than all blocks, in order; fewer than two blocks' worth.
    tail: Vec<Row>,
    /// The same as blocks, made when they are first asked for.
    packed: OnceLock<Vec<Arc<Block>>>,
}

impl Trail {
    /// A trail without events.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A trail of blocks that were kept, each with its number, and the dictionary they were coded with.
    ///
    /// # Errors
    /// When blocks and dictionary do not belong together.
    pub fn open(dictionary: Dictionary, blocks: Vec<(u32, Block)>) -> Result<Self, TrailError> {
        let bounds = Column::FACETS.map(|column| dictionary.len(column));
        let mut blocks: Vec<Sealed> =
            blocks.into_iter().map(|(id, block)| Sealed { id, block: Arc::new(block) }).collect();
        blocks.sort_by_key(|sealed| sealed.block.key(0));
        let mut last: Option<Key> = None;
        for Sealed { id, block } in &blocks {
            if block.is_empty() {
                return Err(TrailError::Empty(*id));
            }
            if !block.is_within(&bounds) {
                return Err(TrailError::UnknownWord(*id));
            }
            if last.is_some_and(|last| last >= block.key(0)) {
                return Err(TrailError::Overlap(*id));
            }
            last = Some(block.last_key());
        }
        let next = blocks.iter().map(|sealed| sealed.id).max().map_or(0, |id| id.saturating_add(1));
        let dictionary = Arc::new(dictionary);
        Ok(Self { dictionary, blocks, next, tail: Vec::new(), packed: OnceLock::new() })
    }

    /// Adds events, in any order. Those later than everything so far are cheap; an older one costs unpacking
    /// and packing the one block it belongs to, so that many of them are best added at once.
    pub fn add<'e>(&mut self, events: impl IntoIterator<Item = TrailEvent<'e>>) {
        let dictionary = Arc::make_mut(&mut self.dictionary);
        let mut rows: Vec<Row> = events.into_iter().map(|event| event.coded(dictionary)).collect();
        if rows.is_empty() {
            return;
        }
        rows.sort_by_key(Row::key);
        let edge = self.blocks.last().map(|sealed| sealed.block.last_key());
        let late = edge.map_or(0, |edge| rows.partition_point(|row| row.key() <= edge));
        let (late, fresh) = rows.split_at(late);
        self.merge_late(late);
        self.tail = merged(std::mem::take(&mut self.tail), fresh);
        self.packed = OnceLock::new();
        // the newest stay in the tail a while: what comes a little late then costs nothing
        while self.tail.len() >= 2 * BLOCK_EVENTS {
            let rest = self.tail.split_off(BLOCK_EVENTS);
            let full = std::mem::replace(&mut self.tail, rest);
            let sealed = self.seal(&full);
            self.blocks.push(sealed);
        }
    }

    /// Packs the tail into blocks, so that every event is in [`Self::blocks`]. A last block that has room for
    /// all of it gives way to one with both, so that many small additions do not become as many blocks.
    pub fn seal_tail(&mut self) {
        let mut tail = std::mem::take(&mut self.tail);
        if tail.is_empty() {
            return;
        }
        self.packed = OnceLock::new();
        let room = BLOCK_EVENTS.saturating_sub(tail.len());
        if let Some(last) = self.blocks.pop_if(|last| last.block.len() <= room) {
            let mut rows = last.block.unpack();
            rows.append(&mut tail);
            tail = rows;
        }
        for part in tail.chunks(BLOCK_EVENTS) {
            let sealed = self.seal(part);
            self.blocks.push(sealed);
        }
    }

    /// Takes events out, by their numbers. Their words stay in the dictionary.
    pub fn remove(&mut self, rows: &RowSet) {
        self.packed = OnceLock::new();
        self.tail.retain(|row| !rows.contains(row.row));
        for sealed in std::mem::take(&mut self.blocks) {
            let block = &sealed.block;
            if !(0..block.len()).any(|at| rows.contains(block.row(at))) {
                self.blocks.push(sealed);
                continue;
            }
            let mut left = block.unpack();
            left.retain(|row| !rows.contains(row.row));
            if !left.is_empty() {
                let sealed = self.seal(&left);
                self.blocks.push(sealed);
            }
        }
    }

    fn seal(&mut self, rows: &[Row]) -> Sealed {
        let id = self.next;
        self.next = self.next.saturating_add(1);
        Sealed { id, block: Arc::new(Block::new(rows)) }
    }

    /// Merges events that are not later than the last block each into the block it belongs to: the first one
    /// that does not end before it. A block that grows too large becomes several of equal size.
    fn merge_late(&mut self, mut late: &[Row]) {
        if late.is_empty() {
            return;
        }
        let before = std::mem::take(&mut self.blocks);
        for sealed in before {
            let end = sealed.block.last_key();
            let (here, rest) = late.split_at(late.partition_point(|row| row.key() <= end));
            late = rest;
            if here.is_empty() {
                self.blocks.push(sealed);
                continue;
            }
            let rows = merged(sealed.block.unpack(), here);
            let size = rows.len().div_ceil(rows.len().div_ceil(BLOCK_EVENTS));
            for part in rows.chunks(size) {
                let sealed = self.seal(part);
                self.blocks.push(sealed);
            }
        }
    }

    /// The dictionary its blocks are coded with.
    #[must_use]
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// Its blocks, from the oldest to the newest, each with its number. A number is never given to another
    /// block, and a block does not change: what is to be kept has new numbers, what is to be deleted has
    /// numbers that are gone. The tail is not among them until [`Self::seal_tail`].
    pub fn blocks(&self) -> impl Iterator<Item = (u32, &Arc<Block>)> {
        self.blocks.iter().map(|sealed| (sealed.id, &sealed.block))
    }

    /// How many events it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.blocks.iter().map(|sealed| sealed.block.len()).sum::<usize>() + self.tail.len()
    }

    /// Whether it has no events.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty() && self.tail.is_empty()
    }

    /// The numbers of all its events.
    #[must_use]
    pub fn rows(&self) -> RowSet {
        let blocks = self.blocks.iter().map(|sealed| &sealed.block);
        let rows = blocks.flat_map(|block| (0..block.len()).map(|at| block.row(at)));
        rows.chain(self.tail.iter().map(|row| row.row)).collect()
    }

    /// Gives the number and the print of every event, as [`TrailEvent::print`] makes it. So it is seen whether
    /// the index says of events what they say, without building it again.
    pub fn prints(&self, state: &RandomState, mut each: impl FnMut(u32, u64)) {
        for block in self.parts() {
            for Row { time, row, actor, object, shape, mark } in block.unpack() {
                let codes = [actor, object].into_iter().chain(shape);
                let words = Column::FACETS.into_iter().zip(codes);
                let words = words.map(|(column, code)| self.dictionary.word(column, code));
                each(row, print(state, (time, row, mark), words));
            }
        }
    }

    /// Bytes in memory, dictionary included.
    #[must_use]
    pub fn size(&self) -> usize {
        let blocks: usize = self.parts().map(Block::size).sum();
        blocks + self.dictionary.size() + self.tail.capacity() * size_of::<Row>()
    }

    /// Everything as blocks, from the oldest to the newest.
    pub(crate) fn parts(&self) -> impl DoubleEndedIterator<Item = &Block> {
        let tail = self
            .packed
            .get_or_init(|| self.tail.chunks(BLOCK_EVENTS).map(|x| Arc::new(Block::new(x))).collect());
        self.blocks.iter().map(|sealed| &sealed.block).chain(tail).map(|block| &**block)
    }

    /// Asks a question. `rows` are the events that hold its text terms, found by whoever searches text;
    /// without it, text terms are not looked at.
    #[must_use]
    pub fn ask(&self, question: &Question, rows: Option<RowSet>) -> Answer<'_> {
        Answer::new(self, Plan::new(question, rows, &self.dictionary))
    }
}

/// A number that nobody who does not know the state can bring about: of time, row and mark, and of the words.
fn print<'w>(state: &RandomState, numbers: (i64, u32, u64), words: impl IntoIterator<Item = &'w str>) -> u64 {
    let mut hasher = state.build_hasher();
    numbers.hash(&mut hasher);
    words.into_iter().for_each(|word| word.hash(&mut hasher));
    hasher.finish()
}

/// Two lists in order, as one.
fn merged(old: Vec<Row>, new: &[Row]) -> Vec<Row> {
    let later = old.last().is_none_or(|last| new.first().is_none_or(|first| last.key() < first.key()));
    let mut rows = old;
    rows.extend_from_slice(new);
    if !later {
        // finds the two runs and merges them
        rows.sort_by_key(Row::key);
    }
    rows
}
