//! Whole numbers in as few bits as the largest of them needs.

/// A list of numbers, each in the same number of bits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Packed {
    /// Bits of one number, 0 to 64.
    width: u32,
    mask: u64,
    /// One word more than is needed, so that a number may always reach into the next one.
    words: Box<[u64]>,
}

/// Words for so many numbers of so many bits.
fn room(len: usize, width: u32) -> Option<usize> {
    let bits = len.checked_mul(usize::try_from(width).ok()?)?;
    bits.div_ceil(64).checked_add(1)
}

fn mask(width: u32) -> u64 {
    if width == 0 { 0 } else { u64::MAX >> (64 - width.min(64)) }
}

impl Packed {
    /// Packs numbers.
    pub fn new(values: &[u64]) -> Self {
        let top = values.iter().copied().max().unwrap_or(0);
        let width = 64 - top.leading_zeros();
        let mut words = vec![0; room(values.len(), width).unwrap_or(1)];
        for (at, value) in values.iter().enumerate() {
            let bit = at * width as usize;
            let (word, shift) = (bit / 64, bit % 64);
            if let Some(slot) = words.get_mut(word) {
                *slot |= value << shift;
            }
            if shift > 0
                && let Some(slot) = words.get_mut(word + 1)
            {
                *slot |= value >> (64 - shift);
            }
        }
        Self { width, mask: mask(width), words: words.into() }
    }

    /// What [`Self::width`] and [`Self::words`] gave for a list of this length; `None` when they do not
    /// belong together.
    pub fn from_parts(len: usize, width: u32, mut words: Vec<u64>) -> Option<Self> {
        if width > 64 || words.len() + 1 != room(len, width)? {
            return None;
        }
        words.push(0);
        Some(Self { width, mask: mask(width), words: words.into() })
    }

    /// The number at a position; 0 or another number of the list behind its end.
    #[inline]
    pub fn get(&self, at: usize) -> u64 {
        let bit = at * self.width as usize;
        let (word, shift) = (bit / 64, bit % 64);
        let low = self.words.get(word).copied().unwrap_or(0) >> shift;
        // twice, because a shift by 64 is none
        let high = self.words.get(word + 1).copied().unwrap_or(0) << 1 << (63 - shift);
        (low | high) & self.mask
    }

    /// The same for lists made of smaller numbers.
    #[inline]
    pub fn get_u32(&self, at: usize) -> u32 {
        u32::try_from(self.get(at)).unwrap_or(u32::MAX)
    }

    pub fn width(&self) -> u32 {
        self.width
    }

    /// No number of the list is greater.
    pub fn bound(&self) -> u64 {
        self.mask
    }

    /// The words, without the one that is only there for reading.
    pub fn words(&self) -> &[u64] {
        self.words.split_last().map_or(&[], |(_, words)| words)
    }

    /// Words that a list of this length and width has.
    pub fn words_for(len: usize, width: u32) -> Option<usize> {
        room(len, width)?.checked_sub(1)
    }

    /// Bytes in memory.
    pub fn size(&self) -> usize {
        size_of::<Self>() + self.words.len() * 8
    }
}

/// The first position of `0..len` at which `before` no longer holds, when it holds up to some position only.
pub(crate) fn partition(len: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_packed_is_there_again(
            values in prop::collection::vec(any::<u64>(), 0..300), drop in 0u32..64,
        ) {
            let values: Vec<u64> = values.into_iter().map(|x| x >> drop).collect();
            let packed = Packed::new(&values);
            let read: Vec<u64> = (0..values.len()).map(|at| packed.get(at)).collect();
            prop_assert_eq!(&read, &values);
            let again = Packed::from_parts(values.len(), packed.width(), packed.words().to_vec());
            prop_assert_eq!(again, Some(packed));
        }
    }

    #[test]
    fn nothing_but_zeros_takes_no_room() {
        let packed = Packed::new(&[0; 100]);
        assert_eq!((packed.words().len(), packed.get(99)), (0, 0));
        assert_eq!(Packed::from_parts(100, 65, Vec::new()), None);
        assert_eq!(Packed::from_parts(100, 1, vec![0]), None);
        assert_eq!(Packed::from_parts(usize::MAX, 64, vec![0]), None);
    }

    #[test]
    fn a_partition_is_found() {
        assert_eq!(partition(10, |at| at < 7), 7);
        assert_eq!(partition(0, |_| true), 0);
        assert_eq!(partition(3, |_| true), 3);
    }
}
