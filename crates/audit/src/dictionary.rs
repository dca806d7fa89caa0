//! Words and the small numbers that stand for them.

use crate::column::{Column, WORDS};
use std::hash::{BuildHasher, RandomState};

/// The words of every column, each with a code: its position in order of arrival. Code 0 is the empty word.
///
/// A code is never given to another word, so that what was coded once stays readable. A trail has one
/// dictionary.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    columns: [Words; WORDS],
}

impl Dictionary {
    /// Adds a word to a column and gives its code; a word that is known keeps the one it has. Words put in
    /// again in the order of [`Self::words`] get the codes they had. Gives 0 for [`Column::Correlation`],
    /// which has no words.
    pub fn intern(&mut self, column: Column, word: &str) -> u32 {
        self.columns.get_mut(column.place()).map_or(0, |words| words.intern(word))
    }

    /// The code of a word, if it is known.
    #[must_use]
    pub fn code(&self, column: Column, word: &str) -> Option<u32> {
        self.columns.get(column.place())?.code(word)
    }

    /// The word of a code; empty when there is none.
    #[must_use]
    pub fn word(&self, column: Column, code: u32) -> &str {
        self.columns.get(column.place()).map_or("", |words| words.word(code as usize))
    }

    /// The words of a column in order of their codes, the empty word first.
    pub fn words(&self, column: Column) -> impl Iterator<Item = &str> {
        let words = self.columns.get(column.place());
        words.into_iter().flat_map(|words| (0..words.len()).map(move |code| words.word(code)))
    }

    /// How many words a column has, the empty word included.
    #[must_use]
    pub fn len(&self, column: Column) -> usize {
        self.columns.get(column.place()).map_or(0, Words::len)
    }

    /// Bytes in memory.
    #[must_use]
    pub fn size(&self) -> usize {
        self.columns.iter().map(Words::size).sum()
    }
}

/// The words of one column: one text, where each ends, and a table that finds them.
#[derive(Clone, Debug)]
struct Words {
    text: String,
    /// Where each word ends in the text, in order of the codes.
    ends: Vec<usize>,
    /// Codes at the place their word's hash says or behind it; [`FREE`] where there is none. Its length is a
    /// power of two and at least half of it is free.
    table: Vec<u32>,
    hasher: RandomState,
}

const FREE: u32 = u32::MAX;

impl Default for Words {
    fn default() -> Self {
        let mut words =
            Self { text: String::new(), ends: Vec::new(), table: vec![FREE; 16], hasher: RandomState::new() };
        words.intern("");
        words
    }
}

impl Words {
    fn len(&self) -> usize {
        self.ends.len()
    }

    fn word(&self, code: usize) -> &str {
        let start = code.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(code).and_then(|end| self.text.get(start..*end)).unwrap_or_default()
    }

    /// The place of a word in the table: where it is, or the free one where it belongs.
    fn place(&self, word: &str) -> usize {
        let last = self.table.len() - 1;
        // the lower bits are as good as any
        let mut place = usize::try_from(self.hasher.hash_one(word) & 0xffff_ffff).unwrap_or(0) & last;
        while let Some(code) = self.table.get(place)
            && *code != FREE
            && self.word(*code as usize) != word
        {
            place = (place + 1) & last;
        }
        place
    }

    fn code(&self, word: &str) -> Option<u32> {
        self.table.get(self.place(word)).copied().filter(|code| *code != FREE)
    }

    fn intern(&mut self, word: &str) -> u32 {
        let place = self.place(word);
        if let Some(code) = self.table.get(place).copied().filter(|code| *code != FREE) {
            return code;
        }
        // more words than rows can be numbered do not occur
        let code = u32::try_from(self.ends.len()).unwrap_or(FREE - 1);
        self.text.push_str(word);
        self.ends.push(self.text.len());
        if let Some(slot) = self.table.get_mut(place) {
            *slot = code;
        }
        if self.ends.len() * 2 > self.table.len() {
            self.grow();
        }
        code
    }

    fn grow(&mut self) {
        self.table = vec![FREE; self.table.len() * 2];
        for code in 0..self.ends.len() {
            let place = self.place(self.word(code));
            if let Some(slot) = self.table.get_mut(place) {
                *slot = u32::try_from(code).unwrap_or(FREE - 1);
            }
        }
    }

    fn size(&self) -> usize {
        self.text.capacity() + self.ends.capacity() * size_of::<usize>() + self.table.capacity() * 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_codes() {
        let mut dictionary = Dictionary::default();
        let words: Vec<String> = (0..1_000).map(|at| format!("word {at}")).collect();
        for (at, word) in words.iter().enumerate() {
            assert_eq!(dictionary.intern(Column::Who, word) as usize, at + 1);
        }
        for (at, word) in words.iter().enumerate() {
            assert_eq!(dictionary.intern(Column::Who, word) as usize, at + 1);
            assert_eq!(dictionary.code(Column::Who, word), u32::try_from(at + 1).ok());
            assert_eq!(dictionary.word(Column::Who, u32::try_from(at + 1).unwrap()), word);
        }
        assert_eq!(dictionary.len(Column::Who), 1_001);
        assert_eq!(dictionary.code(Column::Who, ""), Some(0));
        assert_eq!(dictionary.code(Column::Object, "word 1"), None);
        assert_eq!(dictionary.words(Column::Who).nth(3), Some("word 2"));
        assert_eq!(dictionary.word(Column::Who, 5_000), "");
        assert_eq!(dictionary.code(Column::Correlation, ""), None);
    }
}
