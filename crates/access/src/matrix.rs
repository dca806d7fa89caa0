//! The full matrix as rows of bits.

use crate::access::flag;
use crate::bits::{self, Rows};
use crate::graph::{Lens, unmarked};
use crate::{Access, HeldScope, RowKind};
use jiff::Timestamp;
use steward_model::PermissionIx;

/// Who holds what somewhere: one row of bits a subject, one bit a permission, by [`PermissionIx`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrix {
    pub(crate) rows: usize,
    pub(crate) permissions: usize,
    pub(crate) words: usize,
    pub(crate) bits: Vec<u64>,
}

impl Matrix {
    /// How many rows.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// How many permissions, that is columns.
    #[must_use]
    pub const fn permissions(&self) -> usize {
        self.permissions
    }

    /// The words of a row, lowest permission in the lowest bit; empty when there is no such row.
    #[must_use]
    pub fn row(&self, row: u32) -> &[u64] {
        let from = row as usize * self.words;
        self.bits.get(from..from + self.words).unwrap_or(&[])
    }

    /// Whether the subject at a row holds a permission somewhere.
    #[must_use]
    pub fn has(&self, row: u32, permission: PermissionIx) -> bool {
        bits::has(self.row(row), permission.0)
    }

    /// What the subject at a row holds somewhere, in order.
    pub fn held(&self, row: u32) -> impl Iterator<Item = PermissionIx> + '_ {
        bits::ones(self.row(row)).map(PermissionIx)
    }

    /// How many permissions the subject at a row holds somewhere.
    #[must_use]
    pub fn count(&self, row: u32) -> u32 {
        self.row(row).iter().map(|word| word.count_ones()).sum()
    }

    /// How many rows hold each permission.
    #[must_use]
    pub fn column_counts(&self) -> Vec<u32> {
        let mut counter = ColumnCounter::new(self.words);
        if self.words > 0 {
            self.bits.chunks_exact(self.words).for_each(|row| counter.add(row));
        }
        let mut counts = counter.finish();
        counts.truncate(self.permissions);
        counts
    }

    /// How many cells are a yes.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.bits.iter().map(|word| u64::from(word.count_ones())).sum()
    }
}

/// Counts bits by column, 64 columns at a time: each column has a counter of eight bits, one in each plane, and is
/// emptied before it can run over.
struct ColumnCounter {
    planes: Vec<[u64; 8]>,
    filled: u32,
    counts: Vec<u32>,
}

impl ColumnCounter {
    fn new(words: usize) -> Self {
        Self { planes: vec![[0; 8]; words], filled: 0, counts: vec![0; words * 64] }
    }

    fn add(&mut self, row: &[u64]) {
        for (planes, word) in self.planes.iter_mut().zip(row) {
            let mut carry = *word;
            for plane in planes {
                if carry == 0 {
                    break;
                }
                let both = *plane & carry;
                *plane ^= carry;
                carry = both;
            }
        }
        self.filled += 1;
        if self.filled == 255 {
            self.empty();
        }
    }

    fn empty(&mut self) {
        for (planes, counts) in self.planes.iter_mut().zip(self.counts.chunks_exact_mut(64)) {
            for (count, column) in counts.iter_mut().zip(0u32..) {
                for (plane, power) in planes.iter().zip(0u32..) {
                    *count += ((plane >> column & 1) as u32) << power;
                }
            }
            *planes = [0; 8];
        }
        self.filled = 0;
    }

    fn finish(mut self) -> Vec<u32> {
        self.empty();
        self.counts
    }
}

impl Access {
    /// Who holds what somewhere, as of a moment, on one thread.
    #[must_use]
    pub fn matrix(&self, rows: RowKind, at: Timestamp) -> Matrix {
        self.matrix_threads(rows, at, 1)
    }

    /// The same on several threads; the answer is equal.
    #[must_use]
    pub fn matrix_threads(&self, rows: RowKind, at: Timestamp, threads: usize) -> Matrix {
        let mut matrix = Matrix::default();
        self.matrix_into(rows, at, threads, &mut matrix);
        matrix
    }

    /// The same into a matrix whose memory is used again.
    pub fn matrix_into(&self, rows: RowKind, at: Timestamp, threads: usize, into: &mut Matrix) {
        self.seen_through(rows, Lens::at(at), threads, into);
    }

    /// Who holds what somewhere by a derivation that never ends, as of a moment.
    #[must_use]
    pub fn standing_matrix(&self, rows: RowKind, at: Timestamp) -> Matrix {
        let mut matrix = Matrix::default();
        self.seen_through(rows, Lens { at, permanent: true }, 1, &mut matrix);
        matrix
    }

    /// How many active people hold each permission somewhere.
    #[must_use]
    pub fn holders_per_permission(&self, at: Timestamp) -> Vec<u32> {
        self.matrix(RowKind::People, at).column_counts()
    }

    fn seen_through(&self, kind: RowKind, lens: Lens, threads: usize, into: &mut Matrix) {
        let (first, rows) = match kind {
            RowKind::Roles => (0, self.snapshot.roles.len()),
            RowKind::Groups => (self.first_group(), self.snapshot.groups.len()),
            RowKind::People => (self.first_person(), self.snapshot.people.len()),
        };
        into.rows = rows;
        into.permissions = self.snapshot.permissions.len();
        into.words = self.words;
        if into.bits.len() != rows * self.words {
            // a new allocation comes zeroed from the system, page by page as it is written
            into.bits = vec![0; rows * self.words];
        }
        if into.bits.is_empty() {
            return;
        }
        let lens = Lens { at: lens.at, permanent: lens.permanent && self.any_ends };
        let given = self.given_rows(lens);
        let share = rows.div_ceil(threads.max(1)) * self.words;
        if kind != RowKind::People {
            self.fill_upper(first, lens, &given, &mut into.bits);
        } else if threads <= 1 {
            self.fill_people(first, lens, &given, &mut into.bits);
        } else {
            std::thread::scope(|scope| {
                for (part, at) in into.bits.chunks_mut(share).zip(0u32..) {
                    let given = &given;
                    let skip = u32::try_from(share / self.words).unwrap_or(u32::MAX).saturating_mul(at);
                    scope.spawn(move || self.fill_people(first + skip, lens, given, part));
                }
            });
        }
    }

    fn fill_upper(&self, first: u32, lens: Lens, given: &Rows, bits: &mut [u64]) {
        for (out, node) in bits.chunks_exact_mut(self.words).zip(first..) {
            out.copy_from_slice(given.row(node));
            if self.deny_reach.row(node).iter().any(|word| *word != 0) {
                self.take_denied(node, lens, out);
            }
        }
    }

    fn fill_people(&self, first: u32, lens: Lens, given: &Rows, bits: &mut [u64]) {
        let flags = self.people.get((first - self.first_person()) as usize..).unwrap_or(&[]);
        for ((out, node), flags) in bits.chunks_exact_mut(self.words).zip(first..).zip(flags) {
            let targets = self.graph.targets(node);
            if *flags == flag::ACTIVE {
                union(out, targets, given);
                continue;
            }
            if flags & flag::ACTIVE == 0 {
                out.fill(0);
                continue;
            }
            if flags & flag::TIMED == 0 {
                union(out, targets, given);
            } else {
                out.fill(0);
                for (target, number) in self.graph.edges(node) {
                    if self.edge_passes(target, number, lens) {
                        bits::or_into(out, given.row(unmarked(target)));
                    }
                }
            }
            if flags & (flag::GRANTS | flag::OWNS) != 0 {
                self.own_permits(node, lens, out);
            }
            if flags & flag::DENY != 0 {
                self.take_denied(node, lens, out);
            }
        }
    }

    /// Clears from a row what denies take.
    fn take_denied(&self, node: u32, lens: Lens, row: &mut [u64]) {
        let doubtful: Vec<u64> = row.iter().zip(&self.denied).map(|(held, denied)| held & denied).collect();
        for x in bits::ones(&doubtful) {
            if self.tally(node, x, lens).scope() == HeldScope::Nothing {
                bits::clear(row, x);
            }
        }
    }
}

/// Sets a row to the union of the rows of unmarked targets. Up to five at a time are read side by side, so that the
/// row is written once.
#[inline]
fn union(out: &mut [u64], targets: &[u32], rows: &Rows) {
    match *targets {
        [] => out.fill(0),
        [a] => out.copy_from_slice(rows.row(a)),
        [a, b] => {
            let (a, b) = (rows.row(a), rows.row(b));
            for ((out, a), b) in out.iter_mut().zip(a).zip(b) {
                *out = a | b;
            }
        }
        [a, b, c] => {
            let (a, b, c) = (rows.row(a), rows.row(b), rows.row(c));
            for (((out, a), b), c) in out.iter_mut().zip(a).zip(b).zip(c) {
                *out = a | b | c;
            }
        }
        [a, b, c, d] => {
            let (a, b, c, d) = (rows.row(a), rows.row(b), rows.row(c), rows.row(d));
            for ((((out, a), b), c), d) in out.iter_mut().zip(a).zip(b).zip(c).zip(d) {
                *out = a | b | c | d;
            }
        }
        [a, b, c, d, e, ref more @ ..] => {
            let (a, b, c, d, e) = (rows.row(a), rows.row(b), rows.row(c), rows.row(d), rows.row(e));
            for (((((out, a), b), c), d), e) in out.iter_mut().zip(a).zip(b).zip(c).zip(d).zip(e) {
                *out = a | b | c | d | e;
            }
            for target in more {
                let row = rows.row(*target);
                for (out, row) in out.iter_mut().zip(row) {
                    *out |= row;
                }
            }
        }
    }
}
