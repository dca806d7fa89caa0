//! Chance that is none: the same question gets the same answer, on every machine.

/// Answers questions about numbered things.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chance {
    seed: u64,
}

impl Chance {
    pub(crate) const fn new(seed: u32) -> Self {
        Self { seed: seed as u64 }
    }

    /// A number for a question about a thing.
    pub(crate) fn number(self, question: &str, about: &str) -> u64 {
        // FNV-1a over the words, then the finaliser of SplitMix64, so that neighbours do not look alike
        let mut hash = 0xcbf2_9ce4_8422_2325 ^ self.seed;
        for byte in question.bytes().chain([0]).chain(about.bytes()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        hash ^ (hash >> 31)
    }

    /// A number below a limit; 0 when the limit is.
    pub(crate) fn below(self, limit: u64, question: &str, about: &str) -> u64 {
        self.number(question, about).checked_rem(limit).unwrap_or_default()
    }

    /// Whether something with a likelihood of so many in a hundred is so.
    pub(crate) fn happens(self, percent: u64, question: &str, about: &str) -> bool {
        self.below(100, question, about) < percent
    }

    /// One of a list.
    pub(crate) fn pick<'a, T>(self, list: &'a [T], question: &str, about: &str) -> Option<&'a T> {
        let at = self.below(list.len() as u64, question, about);
        list.get(usize::try_from(at).unwrap_or_default())
    }

    /// One of a list whose items have shares.
    pub(crate) fn share<'a, T>(
        self,
        list: &'a [T],
        share: impl Fn(&T) -> u32,
        question: &str,
        about: &str,
    ) -> Option<&'a T> {
        let total: u64 = list.iter().map(|x| u64::from(share(x))).sum();
        let mut at = self.below(total, question, about);
        for item in list {
            let part = u64::from(share(item));
            if at < part {
                return Some(item);
            }
            at -= part;
        }
        None
    }
}
