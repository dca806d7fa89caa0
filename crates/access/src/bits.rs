//! Lists of lists, and rows of bits, without indexing that can fail.

/// Many short lists in one: `items[start[i]..start[i + 1]]` is list `i`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists {
    start: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// Sorts pairs (list, item) into their lists, keeping the order within each list.
    pub(crate) fn new(lists: usize, pairs: &[(u32, u32)]) -> Self {
        let mut start = vec![0u32; lists + 1];
        for (list, _) in pairs {
            if let Some(count) = start.get_mut(*list as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for at in &mut start {
            sum += *at;
            *at = sum;
        }
        // `next[i]` is where the next item of list `i` goes
        let mut next = start.clone();
        let mut items = vec![0u32; sum as usize];
        for (list, item) in pairs {
            if let Some(at) = next.get_mut(*list as usize) {
                if let Some(slot) = items.get_mut(*at as usize) {
                    *slot = *item;
                }
                *at += 1;
            }
        }
        Self { start, items }
    }

    /// List `i`; empty when there is none.
    #[inline]
    pub(crate) fn of(&self, i: u32) -> &[u32] {
        self.items.get(self.range(i)).unwrap_or(&[])
    }

    /// Where list `i` lies in the items.
    #[inline]
    pub(crate) fn range(&self, i: u32) -> std::ops::Range<usize> {
        match self.start.get(i as usize..i as usize + 2) {
            Some(&[from, to]) => from as usize..to as usize,
            _ => 0..0,
        }
    }
}

/// Rows of bits of equal length, as 64-bit words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rows {
    words: usize,
    bits: Vec<u64>,
}

impl Rows {
    /// All zero.
    pub(crate) fn new(rows: usize, words: usize) -> Self {
        Self { words, bits: vec![0; rows * words] }
    }

    /// Row `i`; empty when there is none.
    #[inline]
    pub(crate) fn row(&self, i: u32) -> &[u64] {
        let from = i as usize * self.words;
        self.bits.get(from..from + self.words).unwrap_or(&[])
    }

    /// Row `i`, to change.
    #[inline]
    pub(crate) fn row_mut(&mut self, i: u32) -> &mut [u64] {
        let from = i as usize * self.words;
        self.bits.get_mut(from..from + self.words).unwrap_or(&mut [])
    }

    /// Whether bit `x` of row `i` is set.
    #[inline]
    pub(crate) fn has(&self, i: u32, x: u32) -> bool {
        (x as usize / 64) < self.words
            && self
                .bits
                .get(i as usize * self.words + x as usize / 64)
                .is_some_and(|word| word >> (x % 64) & 1 == 1)
    }

    /// Sets bit `x` of row `i`.
    #[inline]
    pub(crate) fn set(&mut self, i: u32, x: u32) {
        set(self.row_mut(i), x);
    }

    /// Adds row `from` to row `to`; true when that changed it.
    pub(crate) fn merge(&mut self, to: u32, from: u32) -> bool {
        if to == from {
            return false;
        }
        let (low, high) = (to.min(from) as usize, to.max(from) as usize);
        let Some((first, second)) = self.bits.split_at_mut_checked(high * self.words) else { return false };
        let Some(low_row) = first.get_mut(low * self.words..(low + 1) * self.words) else { return false };
        let Some(high_row) = second.get_mut(..self.words) else { return false };
        if to < from { or_into(low_row, high_row) } else { or_into(high_row, low_row) }
    }

    /// Bytes held.
    pub(crate) fn bytes(&self) -> usize {
        self.bits.capacity() * 8
    }
}

/// Adds `from` to `to`; true when that changed it.
#[inline]
pub(crate) fn or_into(to: &mut [u64], from: &[u64]) -> bool {
    let mut changed = 0;
    for (to, from) in to.iter_mut().zip(from) {
        changed |= from & !*to;
        *to |= from;
    }
    changed != 0
}

/// Sets bit `x`.
#[inline]
pub(crate) fn set(row: &mut [u64], x: u32) {
    if let Some(word) = row.get_mut(x as usize / 64) {
        *word |= 1 << (x % 64);
    }
}

/// Clears bit `x`.
#[inline]
pub(crate) fn clear(row: &mut [u64], x: u32) {
    if let Some(word) = row.get_mut(x as usize / 64) {
        *word &= !(1 << (x % 64));
    }
}

/// Whether bit `x` is set.
#[inline]
pub(crate) fn has(row: &[u64], x: u32) -> bool {
    row.get(x as usize / 64).is_some_and(|word| word >> (x % 64) & 1 == 1)
}

/// Positions of the set bits, in order.
pub(crate) fn ones(row: &[u64]) -> impl Iterator<Item = u32> + '_ {
    row.iter().zip(0u32..).flat_map(|(word, at)| {
        let mut rest = *word;
        std::iter::from_fn(move || {
            (rest != 0).then(|| {
                let bit = rest.trailing_zeros();
                rest &= rest - 1;
                at * 64 + bit
            })
        })
    })
}
