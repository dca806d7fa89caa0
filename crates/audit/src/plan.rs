//! A question settled against a dictionary, and what of a block it leaves.

use crate::bits::{Mask, RowSet};
use crate::block::{Block, Coded};
use crate::column::{Column, SHAPE, WORDS};
use crate::dictionary::Dictionary;
use crate::glob;
use crate::question::{Filter, Question};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Words that are looked up in a block one by one; of more, the words of the block are looked up instead.
const FEW: usize = 32;

/// The codes that a column may have.
#[derive(Debug)]
pub(crate) struct Pick {
    allowed: RowSet,
    /// The same, when they are few.
    pub few: Option<Vec<u32>>,
}

impl Pick {
    fn new(filter: &Filter, column: Column, dictionary: &Dictionary) -> Self {
        let len = dictionary.len(column);
        let mut allowed = if filter.include.is_empty() { RowSet::all(len) } else { RowSet::new() };
        for word in &filter.include {
            each(word, column, dictionary, |code| allowed.insert(code));
        }
        for word in &filter.exclude {
            each(word, column, dictionary, |code| allowed.remove(code));
        }
        let few = (allowed.len() <= FEW).then(|| allowed.iter().collect());
        Self { allowed, few }
    }

    pub fn allows(&self, code: u32) -> bool {
        self.allowed.contains(code)
    }
}

/// The codes of the words that fit a word or a pattern.
fn each(word: &str, column: Column, dictionary: &Dictionary, mut found: impl FnMut(u32)) {
    if !glob::is_pattern(word) {
        dictionary.code(column, word).into_iter().for_each(found);
        return;
    }
    for (code, known) in (0u32..).zip(dictionary.words(column)) {
        if glob::fits(word, known) {
            found(code);
        }
    }
}

/// Forty bits that stand for a correlation; 0 for none. Two different ones have the same bits about once in 10^12
/// pairs.
pub(crate) fn mark(correlation: &str) -> u64 {
    if correlation.is_empty() {
        return 0;
    }
    let hash: [u8; 32] = Sha256::digest(correlation.as_bytes()).into();
    let mark = hash.iter().take(5).fold(0, |mark, byte| (mark << 8) | u64::from(*byte));
    mark.max(1)
}

/// Which of the distinct values of a block are meant.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// All of them.
    All,
    /// None of them.
    None,
    /// Those that are true.
    Some(Vec<bool>),
}

impl Verdict {
    fn of(values: Vec<bool>) -> Self {
        if values.iter().all(|x| *x) {
            Self::All
        } else if values.iter().any(|x| *x) {
            Self::Some(values)
        } else {
            Self::None
        }
    }

    pub fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    /// Takes out of a mask what is not meant; `place` is the place of an event's value.
    #[inline]
    pub fn apply(&self, mask: &mut Mask, place: impl Fn(usize) -> usize) {
        match self {
            Self::All => {}
            Self::None => *mask = Mask::range(0, 0),
            Self::Some(meant) => mask.retain(|at| meant.get(place(at)).copied().unwrap_or(false)),
        }
    }
}

/// A question settled against a dictionary.
#[derive(Debug)]
pub(crate) struct Plan {
    pub picks: [Option<Pick>; WORDS],
    /// Hashes of correlations, one of which is wanted, and those that are not.
    marks: Option<(Vec<u64>, Vec<u64>)>,
    rows: Option<RowSet>,
    from: i64,
    until: i64,
}

impl Plan {
    pub fn new(question: &Question, rows: Option<RowSet>, dictionary: &Dictionary) -> Self {
        let pick = |at: usize| {
            let column = *Column::FACETS.get(at)?;
            let filter = question.filters.get(&column).filter(|x| !is_open(x))?;
            Some(Pick::new(filter, column, dictionary))
        };
        let marks = question.filters.get(&Column::Correlation).filter(|x| !is_open(x));
        let marks = marks.map(|filter| {
            let hashes = |words: &BTreeSet<String>| -> Vec<u64> { words.iter().map(|x| mark(x)).collect() };
            (hashes(&filter.include), hashes(&filter.exclude))
        });
        Self {
            picks: std::array::from_fn(pick),
            marks,
            rows,
            from: question.since.map_or(i64::MIN, |time| time.as_microsecond()),
            until: question.until.map_or(i64::MAX, |time| time.as_microsecond()),
        }
    }

    fn pick(&self, column: usize) -> Option<&Pick> {
        self.picks.get(column).and_then(Option::as_ref)
    }

    /// The positions of a block that lie between the two moments.
    pub fn stretch(&self, block: &Block) -> (usize, usize) {
        let (first, last) = block.span();
        let low = if first >= self.from { 0 } else { block.place_of_time(self.from) };
        let high = if last < self.until { block.len() } else { block.place_of_time(self.until) };
        (low, high)
    }

    /// What the question leaves of a block between two positions; `None` when that is nothing.
    pub fn mask(&self, block: &Block, low: usize, high: usize) -> Option<Mask> {
        if low >= high || !self.may_hold_row(block) || !self.may_hold_mark(block) {
            return None;
        }
        // what skips the whole block comes before anything that looks at each event
        let actors = self.coded(&block.actors, Column::Who);
        if actors.is_none() {
            return None;
        }
        let objects = self.coded(&block.objects, Column::Object);
        if objects.is_none() {
            return None;
        }
        let shapes = self.shapes(block);
        if shapes.is_none() {
            return None;
        }
        let mut mask = Mask::range(low, high);
        actors.apply(&mut mask, |at| block.actors.place(at));
        objects.apply(&mut mask, |at| block.objects.place(at));
        self.apply_rows(&mut mask, block);
        shapes.apply(&mut mask, |at| block.shapes.place(at));
        (!mask.is_empty()).then_some(mask)
    }

    /// What time, rows and correlations alone leave of a block; `None` when that is nothing.
    pub fn base(&self, block: &Block) -> Option<Mask> {
        let (low, high) = self.stretch(block);
        if low >= high || !self.may_hold_row(block) || !self.may_hold_mark(block) {
            return None;
        }
        let mut mask = Mask::range(low, high);
        self.apply_rows(&mut mask, block);
        (!mask.is_empty()).then_some(mask)
    }

    fn may_hold_row(&self, block: &Block) -> bool {
        let (lowest, highest) = block.rows_between();
        self.rows.as_ref().is_none_or(|rows| rows.any_in(lowest, highest))
    }

    fn may_hold_mark(&self, block: &Block) -> bool {
        let wanted = self.marks.as_ref().map(|(wanted, _)| wanted).filter(|wanted| !wanted.is_empty());
        wanted.is_none_or(|wanted| wanted.iter().any(|mark| block.marks.contains(*mark)))
    }

    fn apply_rows(&self, mask: &mut Mask, block: &Block) {
        if let Some((wanted, unwanted)) = &self.marks {
            mask.retain(|at| {
                let mark = block.marks.get(at);
                (wanted.is_empty() || wanted.contains(&mark)) && !unwanted.contains(&mark)
            });
        }
        if let Some(rows) = &self.rows {
            mask.retain(|at| rows.contains(block.row(at)));
        }
    }

    /// Which of the codes of a block are meant.
    pub fn coded(&self, coded: &Coded, column: Column) -> Verdict {
        let Some(pick) = self.pick(column.place()) else { return Verdict::All };
        match &pick.few {
            Some(few) => {
                let places: Vec<usize> = few.iter().filter_map(|code| coded.find(*code)).collect();
                if places.is_empty() {
                    return Verdict::None;
                }
                let mut meant = vec![false; coded.distinct];
                for place in places {
                    if let Some(meant) = meant.get_mut(place) {
                        *meant = true;
                    }
                }
                Verdict::of(meant)
            }
            None => Verdict::of((0..coded.distinct).map(|at| pick.allows(coded.table.get_u32(at))).collect()),
        }
    }

    /// Which of the combinations of a block are meant.
    pub fn shapes(&self, block: &Block) -> Verdict {
        let mut meant = vec![true; block.shapes.distinct];
        for (at, column) in block.shapes.columns.iter().enumerate() {
            if let Some(pick) = self.pick(at + WORDS - SHAPE) {
                for (place, meant) in meant.iter_mut().enumerate() {
                    *meant = *meant && pick.allows(column.get_u32(place));
                }
            }
        }
        Verdict::of(meant)
    }

    /// For one combination of codes: which columns do not let it through, as how many and the last of them.
    pub fn failing(&self, codes: &[u32; SHAPE]) -> (usize, usize) {
        let mut failing = (0, 0);
        for (at, code) in codes.iter().enumerate() {
            if self.pick(at + WORDS - SHAPE).is_some_and(|pick| !pick.allows(*code)) {
                failing = (failing.0 + 1, at);
            }
        }
        failing
    }
}

/// Whether a filter lets everything through.
fn is_open(filter: &Filter) -> bool {
    filter.include.is_empty() && filter.exclude.is_empty()
}
