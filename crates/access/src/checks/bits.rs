//! Sets of small numbers as rows of 64-bit words. A row that is too short counts as filled up with zeros.

/// Words that a row of so many bits needs.
pub(super) const fn words(bits: usize) -> usize {
    bits.div_ceil(64)
}

/// Whether a bit is set.
pub(super) fn has(row: &[u64], bit: usize) -> bool {
    row.get(bit / 64).is_some_and(|word| (word >> (bit % 64)) & 1 == 1)
}

/// Sets a bit.
pub(super) fn set(row: &mut [u64], bit: usize) {
    if let Some(word) = row.get_mut(bit / 64) {
        *word |= 1 << (bit % 64);
    }
}

/// Clears a bit.
pub(super) fn clear(row: &mut [u64], bit: usize) {
    if let Some(word) = row.get_mut(bit / 64) {
        *word &= !(1 << (bit % 64));
    }
}

/// How many bits are set.
pub(super) fn count(row: &[u64]) -> usize {
    row.iter().map(|word| word.count_ones() as usize).sum()
}

/// How many bits are set in both.
pub(super) fn count_and(a: &[u64], b: &[u64]) -> usize {
    a.iter().zip(b).map(|(a, b)| (a & b).count_ones() as usize).sum()
}

/// Adds one row to another.
pub(super) fn or(into: &mut [u64], from: &[u64]) {
    into.iter_mut().zip(from).for_each(|(into, from)| *into |= from);
}

/// Takes one row out of another.
pub(super) fn take(from: &mut [u64], what: &[u64]) {
    from.iter_mut().zip(what).for_each(|(from, what)| *from &= !what);
}

/// The words of a row that are not empty, to look into many rows for the few bits of this one.
pub(super) fn sparse(row: &[u64]) -> Vec<(usize, u64)> {
    row.iter().copied().enumerate().filter(|(_, word)| *word != 0).collect()
}

/// Whether something is in a row and in a sparse one.
pub(super) fn meets_sparse(row: &[u64], sparse: &[(usize, u64)]) -> bool {
    sparse.iter().any(|(at, word)| row.get(*at).is_some_and(|here| here & word != 0))
}

/// What is in both.
pub(super) fn and(a: &[u64], b: &[u64]) -> Vec<u64> {
    a.iter().zip(b).map(|(a, b)| a & b).collect()
}

/// What is in the first and not in the second.
pub(super) fn minus(a: &[u64], b: &[u64]) -> Vec<u64> {
    let mut left = a.to_vec();
    take(&mut left, b);
    left
}

/// Whether something is in both.
pub(super) fn meets(a: &[u64], b: &[u64]) -> bool {
    a.iter().zip(b).any(|(a, b)| a & b != 0)
}

/// Whether all of the first is in the second.
pub(super) fn within(a: &[u64], b: &[u64]) -> bool {
    a.iter().zip(b).all(|(a, b)| a & !b == 0)
}

/// Whether nothing is set.
pub(super) fn is_empty(row: &[u64]) -> bool {
    row.iter().all(|word| *word == 0)
}

/// The set bits, rising.
pub(super) fn ones(row: &[u64]) -> impl Iterator<Item = usize> + '_ {
    row.iter().enumerate().flat_map(|(at, word)| {
        let mut rest = *word;
        std::iter::from_fn(move || {
            (rest != 0).then(|| {
                let bit = rest.trailing_zeros() as usize;
                rest &= rest - 1;
                at * 64 + bit
            })
        })
    })
}

/// A row with these bits set.
pub(super) fn row_of(bits: usize, set_bits: impl IntoIterator<Item = usize>) -> Vec<u64> {
    let mut row = vec![0; words(bits)];
    set_bits.into_iter().for_each(|bit| set(&mut row, bit));
    row
}

/// Many rows of one length.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    width: usize,
    data: Vec<u64>,
}

impl Rows {
    /// So many rows of so many bits, all clear.
    pub(super) fn new(rows: usize, bits: usize) -> Self {
        let width = words(bits);
        Self { width, data: vec![0; rows * width] }
    }

    /// One row; empty when there is none.
    pub(super) fn row(&self, at: usize) -> &[u64] {
        self.data.get(at * self.width..(at + 1) * self.width).unwrap_or_default()
    }

    /// One row, to change.
    pub(super) fn row_mut(&mut self, at: usize) -> &mut [u64] {
        self.data.get_mut(at * self.width..(at + 1) * self.width).unwrap_or_default()
    }
}

/// A list of numbers per number, kept in one piece.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists {
    starts: Vec<usize>,
    items: Vec<u32>,
}

impl Lists {
    /// Lists for `0..keys` out of pairs in any order; sorted, each item once.
    pub(super) fn new(keys: usize, pairs: &[(u32, u32)]) -> Self {
        let lists = crate::bits::Lists::new(keys, pairs);
        let (mut starts, mut items) = (Vec::with_capacity(keys + 1), Vec::with_capacity(pairs.len()));
        let mut list = Vec::new();
        for key in 0..u32::try_from(keys).unwrap_or(u32::MAX) {
            starts.push(items.len());
            list.extend_from_slice(lists.of(key));
            if !list.is_sorted_by(|a, b| a < b) {
                list.sort_unstable();
                list.dedup();
            }
            items.append(&mut list);
        }
        starts.push(items.len());
        Self { starts, items }
    }

    /// The list of one number.
    pub(super) fn of(&self, key: usize) -> &[u32] {
        match (self.starts.get(key), self.starts.get(key + 1)) {
            (Some(from), Some(to)) => self.items.get(*from..*to).unwrap_or_default(),
            _ => &[],
        }
    }

    /// For each number, itself and all that can be reached over the lists; survives cycles.
    pub(super) fn closed(&self, keys: usize) -> Self {
        let mut starts = Vec::with_capacity(keys + 1);
        let mut items = Vec::with_capacity(keys);
        let mut seen_by = vec![usize::MAX; keys];
        let mut todo = Vec::new();
        for key in 0..keys {
            starts.push(items.len());
            todo.push(u32::try_from(key).unwrap_or(u32::MAX));
            while let Some(next) = todo.pop() {
                if let Some(seen) = seen_by.get_mut(next as usize)
                    && *seen != key
                {
                    *seen = key;
                    items.push(next);
                    todo.extend_from_slice(self.of(next as usize));
                }
            }
        }
        starts.push(items.len());
        Self { starts, items }
    }
}
