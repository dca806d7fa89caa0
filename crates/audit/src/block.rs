//! A block: events of one stretch of time, column by column.

use crate::column::SHAPE;
use crate::packed::{Packed, partition};

/// Most events of a block.
pub const BLOCK_EVENTS: usize = 16_384;

/// Where an event stands in time: microseconds since 1970, and its row, which tells apart what happened at
/// once.
pub(crate) type Key = (i64, u32);

/// What is kept of an event: codes of the [`Dictionary`](crate::Dictionary).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub time: i64,
    pub row: u32,
    pub actor: u32,
    pub object: u32,
    /// Codes of the columns from `Kind` to `Source`.
    pub shape: [u32; SHAPE],
    /// 40 bits of a hash of the correlation; 0 for none.
    pub mark: u64,
}

impl Row {
    pub fn key(&self) -> Key {
        (self.time, self.row)
    }
}

/// Up to [`BLOCK_EVENTS`] events in order of time and row. It does not change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub(crate) len: usize,
    /// Time of the first event.
    pub(crate) first: i64,
    /// Microseconds since the first event.
    pub(crate) times: Packed,
    /// The smallest row.
    pub(crate) lowest: u32,
    /// Rows above the smallest.
    pub(crate) rows: Packed,
    pub(crate) actors: Coded,
    pub(crate) objects: Coded,
    pub(crate) shapes: Shapes,
    pub(crate) marks: Marks,
}

/// How many of `len` events have each of `distinct` places. Places that are none do not count.
fn counts(len: usize, distinct: usize, places: &Packed) -> Packed {
    let mut counts = vec![0u64; distinct];
    for at in 0..len {
        let place = usize::try_from(places.get(at)).unwrap_or(usize::MAX);
        if let Some(count) = counts.get_mut(place) {
            *count += 1;
        }
    }
    Packed::new(&counts)
}

/// Codes of a column that has many words in all, but fewer in one block: places in a sorted list of those
/// that occur.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Coded {
    /// How many occur.
    pub distinct: usize,
    /// Those that occur, in rising order.
    pub table: Packed,
    /// For each event, the place of its code in the table.
    pub places: Packed,
    /// How many events have each of the codes in the table; worked out from the places.
    pub counts: Packed,
}

impl Coded {
    /// A sorted table of so many codes, and for each of `len` events a place in it.
    pub fn from_parts(len: usize, distinct: usize, table: Packed, places: Packed) -> Self {
        let counts = counts(len, distinct, &places);
        Self { distinct, table, places, counts }
    }

    fn new(codes: &[u32]) -> Self {
        let mut table = codes.to_vec();
        table.sort_unstable();
        table.dedup();
        let place = |code: &u32| table.binary_search(code).unwrap_or(0) as u64;
        let places: Vec<u64> = codes.iter().map(place).collect();
        let wide: Vec<u64> = table.iter().map(|code| u64::from(*code)).collect();
        Self::from_parts(codes.len(), table.len(), Packed::new(&wide), Packed::new(&places))
    }

    /// The code of an event.
    pub fn code(&self, at: usize) -> u32 {
        self.table.get_u32(self.place(at))
    }

    /// The place of an event's code in the table.
    #[inline]
    pub fn place(&self, at: usize) -> usize {
        usize::try_from(self.places.get(at)).unwrap_or(usize::MAX)
    }

    /// The place of a code in the table, if it occurs.
    pub fn find(&self, code: u32) -> Option<usize> {
        let place = partition(self.distinct, |at| self.table.get_u32(at) < code);
        (place < self.distinct && self.table.get_u32(place) == code).then_some(place)
    }

    pub fn size(&self) -> usize {
        self.table.size() + self.places.size() + self.counts.size()
    }
}

/// The columns of which few combinations occur: the combinations of a block, and for each event which it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shapes {
    /// How many combinations occur.
    pub distinct: usize,
    /// The codes of each combination, column by column.
    pub columns: [Packed; SHAPE],
    /// For each event, the place of its combination.
    pub places: Packed,
    /// How many events have each of the combinations; worked out from the places.
    pub counts: Packed,
}

impl Shapes {
    /// So many combinations column by column, and for each of `len` events a place among them.
    pub fn from_parts(len: usize, distinct: usize, columns: [Packed; SHAPE], places: Packed) -> Self {
        let counts = counts(len, distinct, &places);
        Self { distinct, columns, places, counts }
    }

    fn new(shapes: &[[u32; SHAPE]]) -> Self {
        let mut table = shapes.to_vec();
        table.sort_unstable();
        table.dedup();
        let place = |shape: &[u32; SHAPE]| table.binary_search(shape).unwrap_or(0) as u64;
        let places: Vec<u64> = shapes.iter().map(place).collect();
        let column = |at: usize| {
            let codes: Vec<u64> =
                table.iter().map(|shape| shape.get(at).map_or(0, |code| u64::from(*code))).collect();
            Packed::new(&codes)
        };
        Self::from_parts(shapes.len(), table.len(), std::array::from_fn(column), Packed::new(&places))
    }

    /// The place of an event's combination.
    #[inline]
    pub fn place(&self, at: usize) -> usize {
        usize::try_from(self.places.get(at)).unwrap_or(usize::MAX)
    }

    /// The codes of a combination.
    pub fn codes(&self, place: usize) -> [u32; SHAPE] {
        std::array::from_fn(|at| self.columns.get(at).map_or(0, |column| column.get_u32(place)))
    }

    pub fn size(&self) -> usize {
        self.columns.iter().map(Packed::size).sum::<usize>() + self.places.size() + self.counts.size()
    }
}

/// Hashes of correlations, which are nearly all distinct: their lower 32 bits apart from the upper eight, so
/// that they are compared many at a time. Both lists are empty when no event has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Marks {
    pub low: Box<[u32]>,
    pub high: Box<[u8]>,
}

impl Marks {
    fn new(marks: &[u64]) -> Self {
        if marks.iter().all(|mark| *mark == 0) {
            return Self { low: Box::default(), high: Box::default() };
        }
        let low = marks.iter().map(|mark| u32::try_from(mark & 0xffff_ffff).unwrap_or(0)).collect();
        let high = marks.iter().map(|mark| u8::try_from((mark >> 32) & 0xff).unwrap_or(0)).collect();
        Self { low, high }
    }

    /// The hash of an event's correlation; 0 for none.
    #[inline]
    pub fn get(&self, at: usize) -> u64 {
        let low = self.low.get(at).copied().unwrap_or(0);
        let high = self.high.get(at).copied().unwrap_or(0);
        (u64::from(high) << 32) | u64::from(low)
    }

    /// Whether a hash occurs.
    pub fn contains(&self, mark: u64) -> bool {
        if self.low.is_empty() {
            return mark == 0;
        }
        let low = u32::try_from(mark & 0xffff_ffff).unwrap_or(0);
        // first without leaving early, which compares several at once
        let near = self.low.iter().fold(false, |found, x| found | (*x == low));
        near && (0..self.low.len()).any(|at| self.get(at) == mark)
    }
}

impl Block {
    /// A block of these events, which are in order of their keys and at most [`BLOCK_EVENTS`].
    pub(crate) fn new(rows: &[Row]) -> Self {
        let first = rows.first().map_or(0, |row| row.time);
        let lowest = rows.iter().map(|row| row.row).min().unwrap_or(0);
        let column = |value: fn(&Row) -> u32| -> Vec<u32> { rows.iter().map(value).collect() };
        let times: Vec<u64> = rows.iter().map(|row| row.time.abs_diff(first)).collect();
        let numbers: Vec<u64> = rows.iter().map(|row| u64::from(row.row - lowest)).collect();
        let shapes: Vec<[u32; SHAPE]> = rows.iter().map(|row| row.shape).collect();
        let marks: Vec<u64> = rows.iter().map(|row| row.mark).collect();
        Self {
            len: rows.len(),
            first,
            times: Packed::new(&times),
            lowest,
            rows: Packed::new(&numbers),
            actors: Coded::new(&column(|row| row.actor)),
            objects: Coded::new(&column(|row| row.object)),
            shapes: Shapes::new(&shapes),
            marks: Marks::new(&marks),
        }
    }

    /// How many events it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it holds none. A block of a trail always holds some.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Times of its first and its last event, in microseconds since 1970.
    #[must_use]
    pub fn span(&self) -> (i64, i64) {
        (self.first, self.time(self.len.saturating_sub(1)))
    }

    /// Bytes in memory.
    #[must_use]
    pub fn size(&self) -> usize {
        let marks = self.marks.low.len() * 4 + self.marks.high.len();
        let packed = self.times.size() + self.rows.size() + self.shapes.size();
        size_of::<Self>() + packed + self.actors.size() + self.objects.size() + marks
    }

    #[inline]
    pub(crate) fn time(&self, at: usize) -> i64 {
        self.first.saturating_add_unsigned(self.times.get(at))
    }

    #[inline]
    pub(crate) fn row(&self, at: usize) -> u32 {
        self.lowest.saturating_add(self.rows.get_u32(at))
    }

    /// The smallest row, and one that no row is above.
    pub(crate) fn rows_between(&self) -> (u32, u32) {
        let bound = u32::try_from(self.rows.bound()).unwrap_or(u32::MAX);
        (self.lowest, self.lowest.saturating_add(bound))
    }

    pub(crate) fn key(&self, at: usize) -> Key {
        (self.time(at), self.row(at))
    }

    pub(crate) fn last_key(&self) -> Key {
        self.key(self.len.saturating_sub(1))
    }

    /// The position of the first event that does not happen before a moment.
    pub(crate) fn place_of_time(&self, time: i64) -> usize {
        partition(self.len, |at| self.time(at) < time)
    }

    /// The position of the first event that does not stand before a key.
    pub(crate) fn place_of_key(&self, key: Key) -> usize {
        partition(self.len, |at| self.key(at) < key)
    }

    /// Its events, unpacked.
    pub(crate) fn unpack(&self) -> Vec<Row> {
        let one = |at| Row {
            time: self.time(at),
            row: self.row(at),
            actor: self.actors.code(at),
            object: self.objects.code(at),
            shape: self.shapes.codes(self.shapes.place(at)),
            mark: self.marks.get(at),
        };
        (0..self.len).map(one).collect()
    }

    /// Whether every code is one of a dictionary: `bounds` says how many each column has.
    pub(crate) fn is_within(&self, bounds: &[usize]) -> bool {
        let top = |table: &Packed, distinct: usize| (0..distinct).map(|at| table.get(at)).max().unwrap_or(0);
        let shapes = self.shapes.columns.iter().map(|column| top(column, self.shapes.distinct));
        let coded = [&self.actors, &self.objects].map(|coded| top(&coded.table, coded.distinct));
        let fits = |(top, bound): (u64, &usize)| usize::try_from(top).is_ok_and(|top| top < *bound);
        coded.into_iter().chain(shapes).zip(bounds).all(fits)
    }
}
