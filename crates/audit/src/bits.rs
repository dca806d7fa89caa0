//! Sets of small numbers, and which rows of a block are meant.

/// A set of row numbers, or of codes. It takes memory in proportion to its largest member, an eighth of a
/// byte each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowSet {
    words: Vec<u64>,
}

impl RowSet {
    /// The empty set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Every number below `len`.
    pub(crate) fn all(len: usize) -> Self {
        let mut words = vec![u64::MAX; len / 64];
        if !len.is_multiple_of(64) {
            words.push(u64::MAX >> (64 - len % 64));
        }
        Self { words }
    }

    /// Adds a number.
    pub fn insert(&mut self, number: u32) {
        let word = number as usize / 64;
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        if let Some(word) = self.words.get_mut(word) {
            *word |= 1 << (number % 64);
        }
    }

    /// Takes a number out.
    pub fn remove(&mut self, number: u32) {
        if let Some(word) = self.words.get_mut(number as usize / 64) {
            *word &= !(1 << (number % 64));
        }
    }

    /// Whether a number is in it.
    #[inline]
    #[must_use]
    pub fn contains(&self, number: u32) -> bool {
        self.words.get(number as usize / 64).is_some_and(|word| (word >> (number % 64)) & 1 == 1)
    }

    /// Whether any number from `low` to `high`, both included, is in it.
    pub(crate) fn any_in(&self, low: u32, high: u32) -> bool {
        if low > high {
            return false;
        }
        let (first, last) = (low as usize / 64, high as usize / 64);
        let mut words = self.words.iter().enumerate().skip(first).take(last - first + 1);
        words.any(|(at, word)| {
            let above = if at == first { u64::MAX << (low % 64) } else { u64::MAX };
            let below = if at == last { u64::MAX >> (63 - high % 64) } else { u64::MAX };
            word & above & below != 0
        })
    }

    /// How many numbers are in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether it is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Its numbers, in rising order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        ones(&self.words).map(|at| u32::try_from(at).unwrap_or(u32::MAX))
    }
}

impl FromIterator<u32> for RowSet {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        let mut set = Self::new();
        for number in numbers {
            set.insert(number);
        }
        set
    }
}

/// Positions of the bits that are set, in rising order.
fn ones(words: &[u64]) -> impl Iterator<Item = usize> + '_ {
    words.iter().enumerate().flat_map(|(at, word)| {
        let mut rest = *word;
        std::iter::from_fn(move || {
            let bit = (rest != 0).then_some(rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(at * 64 + bit)
        })
    })
}

/// Which positions of a block are still meant.
#[derive(Clone, Debug)]
pub(crate) struct Mask {
    words: Vec<u64>,
}

impl Mask {
    /// The positions from `low` to before `high`.
    pub fn range(low: usize, high: usize) -> Self {
        let mut words = RowSet::all(high).words;
        for (at, word) in words.iter_mut().enumerate() {
            let start = at * 64;
            if start + 64 <= low {
                *word = 0;
            } else if start < low {
                *word &= u64::MAX << (low - start);
            }
        }
        Self { words }
    }

    /// Keeps the positions for which `keep` holds. It is asked only about those that are still meant.
    #[inline]
    pub fn retain(&mut self, keep: impl Fn(usize) -> bool) {
        for (at, word) in self.words.iter_mut().enumerate() {
            let mut rest = *word;
            let mut kept = 0;
            while rest != 0 {
                let bit = rest.trailing_zeros();
                rest &= rest - 1;
                kept |= u64::from(keep(at * 64 + bit as usize)) << bit;
            }
            *word = kept;
        }
    }

    /// Does something with each position, in rising order.
    #[inline]
    pub fn each(&self, mut with: impl FnMut(usize)) {
        for (at, word) in self.words.iter().enumerate() {
            let mut rest = *word;
            while rest != 0 {
                with(at * 64 + rest.trailing_zeros() as usize);
                rest &= rest - 1;
            }
        }
    }

    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The positions, in rising order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        ones(&self.words)
    }

    /// The positions, in falling order.
    pub fn iter_back(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().rev().flat_map(|(at, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = 63_u32.checked_sub(rest.leading_zeros())?;
                rest &= !(1 << bit);
                Some(at * 64 + bit as usize)
            })
        })
    }

    /// How many positions are meant from `low` to before `high`.
    pub fn count_in(&self, low: usize, high: usize) -> usize {
        let count = |at: usize, word: u64| {
            let start = at * 64;
            let above = if start < low { u64::MAX << (low - start) } else { u64::MAX };
            let below = if start + 64 > high { u64::MAX >> (start + 64 - high) } else { u64::MAX };
            (word & above & below).count_ones() as usize
        };
        if low >= high {
            return 0;
        }
        let (first, last) = (low / 64, (high - 1) / 64);
        let words = self.words.iter().enumerate().skip(first).take(last - first + 1);
        words.map(|(at, word)| count(at, *word)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn a_mask_is_the_positions_it_keeps(
            low in 0usize..300, more in 0usize..300, factor in 1usize..7,
            from in 0usize..400, to in 0usize..400,
        ) {
            let high = low + more;
            let mut mask = Mask::range(low, high);
            mask.retain(|at| at % factor == 0);
            let plain: BTreeSet<usize> = (low..high).filter(|at| at % factor == 0).collect();
            prop_assert!(mask.iter().eq(plain.iter().copied()));
            let mut each = Vec::new();
            mask.each(|at| each.push(at));
            prop_assert!(each.into_iter().eq(plain.iter().copied()));
            prop_assert!(mask.iter_back().eq(plain.iter().rev().copied()));
            prop_assert_eq!(mask.count(), plain.len());
            prop_assert_eq!(mask.is_empty(), plain.is_empty());
            let within = plain.iter().filter(|at| (from..to).contains(*at)).count();
            prop_assert_eq!(mask.count_in(from, to), within);
        }

        #[test]
        fn a_set_holds_what_was_put_in(
            numbers in prop::collection::btree_set(0u32..2_000, 0..100),
            from in 0u32..2_200, to in 0u32..2_200,
        ) {
            let mut set: RowSet = numbers.iter().copied().collect();
            prop_assert!(set.iter().eq(numbers.iter().copied()));
            prop_assert_eq!(set.len(), numbers.len());
            let within = numbers.iter().any(|number| (from..=to).contains(number));
            prop_assert_eq!(set.any_in(from, to), within);
            for number in &numbers {
                set.remove(*number);
                prop_assert!(!set.contains(*number));
            }
            prop_assert!(set.is_empty());
        }
    }
}
