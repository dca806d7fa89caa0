//! Entries in the order of their numbers: what is missing, twice, or in another's place.

use super::fault::{Fault, Faults};
use crate::Hash;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Most entries out of their place that are kept in mind at once.
const MAX_DISPLACED: usize = 1024;

/// What an entry says about the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// There is none.
    Nothing,
    /// It has this hash.
    Entry(Hash),
    /// Nothing that could be understood or believed.
    Unknown,
}

/// An entry, as far as verifying needs it.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) number: u64,
    /// Hash of the bytes that are there.
    pub(super) computed: Hash,
    /// Hash that is kept beside them.
    pub(super) stored: Hash,
    pub(super) before: Before,
}

/// What the chain gets to see, number by number.
#[derive(Debug)]
pub(super) enum Step {
    /// The next entry.
    Entry(Row),
    /// Another one with the number of the last.
    Again(Row),
    /// No entry has these numbers.
    Gap { from: u64, to: u64 },
}

/// An entry that was not in its place.
#[derive(Debug)]
struct Absent {
    /// Number of the one that stood there.
    instead: u64,
    /// Its hash, as the one after it says.
    expected: Option<Hash>,
}

/// Puts entries in order again with the help of the one that follows: an entry that comes too early is either in the wrong
/// place or the first one after a gap.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// The number that comes next.
    next: u64,
    /// What came instead of it, and has not been understood yet.
    held: Option<Row>,
    /// Entries that came before their turn, by number, with the place where they stood.
    early: BTreeMap<u64, (u64, Row)>,
    /// Entries that others stood in the place of.
    absent: BTreeMap<u64, Absent>,
    /// Numbers that no entry had when it was their turn.
    gaps: Vec<(u64, u64)>,
}

impl Order {
    pub(super) fn from(next: u64) -> Self {
        Self { next, ..Self::default() }
    }

    pub(super) const fn next(&self) -> u64 {
        self.next
    }

    pub(super) fn take(&mut self, row: Row, steps: &mut Vec<Step>, faults: &mut Faults) {
        match row.number.cmp(&self.next) {
            Ordering::Less => self.late(row, steps, faults),
            Ordering::Equal => {
                let place = self.next;
                self.pass(row, steps);
                match self.held.take() {
                    Some(held) if held.number == self.next => {
                        faults.add(Fault::Swapped { first: place, second: held.number });
                        self.pass(held, steps);
                    }
                    Some(held) if self.early.len() < MAX_DISPLACED => {
                        self.early.insert(held.number, (place, held));
                    }
                    Some(held) => self.jump(held, steps, faults),
                    None => {}
                }
                self.turn(steps, faults);
            }
            Ordering::Greater => {
                let Some(held) = self.held.take() else {
                    self.held = Some(row);
                    return;
                };
                // the one held stands in the place of the next, and after it goes on what follows the next
                let displaced = row.number == self.next.saturating_add(1) && held.number > row.number;
                if displaced && self.absent.len() < MAX_DISPLACED {
                    let expected = if let Before::Entry(hash) = row.before { Some(hash) } else { None };
                    self.absent.insert(self.next, Absent { instead: held.number, expected });
                    self.early.insert(held.number, (self.next, held));
                    steps.push(Step::Gap { from: self.next, to: self.next });
                    self.next += 1;
                    self.pass(row, steps);
                    self.turn(steps, faults);
                } else {
                    self.jump(held, steps, faults);
                    self.take(row, steps, faults);
                }
            }
        }
    }

    /// The end of the history.
    pub(super) fn finish(&mut self, steps: &mut Vec<Step>, faults: &mut Faults) {
        if let Some(held) = self.held.take() {
            self.jump(held, steps, faults);
        }
        while let Some((_, (at, row))) = self.early.pop_first() {
            self.misplaced(row.number, at, faults);
            self.jump(row, steps, faults);
        }
        for (number, absent) in std::mem::take(&mut self.absent) {
            faults.add(Fault::Missing { from: number, to: number });
            faults.add(Fault::Misplaced { number: absent.instead, at: number });
        }
    }

    fn pass(&mut self, row: Row, steps: &mut Vec<Step>) {
        self.next = row.number.saturating_add(1);
        steps.push(Step::Entry(row));
    }

    /// Lets those pass whose turn has come.
    fn turn(&mut self, steps: &mut Vec<Step>, faults: &mut Faults) {
        while let Some((number, (at, row))) = self.early.pop_first() {
            if number > self.next {
                self.early.insert(number, (at, row));
                return;
            }
            if number < self.next {
                self.late(row, steps, faults);
            } else {
                self.misplaced(number, at, faults);
                self.pass(row, steps);
            }
        }
    }

    /// Goes on with an entry; what is between has to be missing.
    fn jump(&mut self, row: Row, steps: &mut Vec<Step>, faults: &mut Faults) {
        while let Some((number, (at, early))) = self.early.pop_first() {
            if number >= row.number {
                self.early.insert(number, (at, early));
                break;
            }
            self.gap(number, steps, faults);
            self.misplaced(number, at, faults);
            self.pass(early, steps);
        }
        self.gap(row.number, steps, faults);
        self.pass(row, steps);
        self.turn(steps, faults);
    }

    fn gap(&mut self, until: u64, steps: &mut Vec<Step>, faults: &mut Faults) {
        if self.next < until {
            let (from, to) = (self.next, until - 1);
            faults.add(Fault::Missing { from, to });
            steps.push(Step::Gap { from, to });
            if self.gaps.len() < MAX_DISPLACED {
                self.gaps.push((from, to));
            }
            self.next = until;
        }
    }

    /// An entry whose number is over.
    fn late(&mut self, row: Row, steps: &mut Vec<Step>, faults: &mut Faults) {
        let (number, computed) = (row.number, row.computed);
        if let Some(absent) = self.absent.remove(&number) {
            faults.add(Fault::Swapped { first: number, second: absent.instead });
            if let Some(expected) = absent.expected.filter(|expected| *expected != computed) {
                faults.add(Fault::Changed { number, expected, found: computed });
            }
        } else if self.gaps.iter().any(|(from, to)| (*from..=*to).contains(&number)) {
            faults.add(Fault::Misplaced { number, at: self.next });
        } else if number.saturating_add(1) == self.next {
            steps.push(Step::Again(row));
        } else {
            faults.add(Fault::Fork { number, hash: computed });
        }
    }

    /// Says that an entry stood in the place of another, unless that one may still come and the two are swapped.
    fn misplaced(&self, number: u64, at: u64, faults: &mut Faults) {
        if self.absent.get(&at).is_none_or(|absent| absent.instead != number) {
            faults.add(Fault::Misplaced { number, at });
        }
    }
}
