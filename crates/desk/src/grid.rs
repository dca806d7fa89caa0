//! Which rows and columns of the matrix are shown, in which order, and what is marked in them.

use crate::cache::Compiled;
use crate::concerned::{listed, subjects, worst};
use crate::convert::count;
use crate::wire::{MatrixQuery, RowSort};
use crate::words;
use jiff::Timestamp;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use steward_access::{Access, Cell, Matrix, RowKind};
use steward_model::{Consequence, Finding, PermissionIx, RefKind, Severity, Snapshot, Unlisted};

/// A filtered and sorted matrix without its cells.
#[derive(Debug)]
pub(crate) struct Grid {
    pub(crate) kind: RowKind,
    pub(crate) rows: Vec<u32>,
    pub(crate) columns: Vec<PermissionIx>,
    /// Positions in `columns` with a difference.
    pub(crate) changed: Vec<u32>,
    /// Cells that differ among the rows and columns that are shown.
    pub(crate) differences: u32,
    pub(crate) held: Arc<Matrix>,
    delta: Option<Delta>,
    marks: Marks,
    worst: Vec<Option<Severity>>,
}

/// What the grid is made from, besides the snapshot.
pub(crate) struct Ingredients<'a> {
    pub(crate) query: &'a MatrixQuery,
    pub(crate) at: Timestamp,
    pub(crate) against: Option<&'a Compiled>,
    /// Open findings.
    pub(crate) open: &'a [&'a Finding],
}

impl Grid {
    pub(crate) fn new(compiled: &Compiled, with: &Ingredients<'_>) -> Self {
        let Ingredients { query, at, against, open } = *with;
        let kind = RowKind::from(query.rows);
        let access = &*compiled.access;
        let snapshot = &**access.snapshot();
        let held = compiled.matrix(kind, at);
        let named = compiled.named(kind.into());
        let marks = Marks::new(snapshot, kind_of(kind), open);
        let worst = worst(open, snapshot, kind_of(kind), named.by_name.len());
        let marked = |row: u32| worst.get(row as usize).copied().flatten();
        let delta = against.map(|before| Delta::new(before, compiled, &held, kind, at));
        let mut columns = columns(access, query);
        let mut rows = named.by_name.clone();
        if let Some(found) = named.containing(&query.search) {
            rows.retain(|row| found.get(*row as usize).copied().unwrap_or_default());
        }
        if query.only_findings {
            rows.retain(|row| marked(*row).is_some());
        }
        let mut changed = Vec::new();
        let mut differences = 0;
        if let Some(delta) = &delta {
            if query.only_differences {
                let touched = delta.touched(&rows);
                columns.retain(|column| bit(&touched, *column));
                let shown = mask(&columns, delta.words);
                rows.retain(|row| delta.count(&[*row], &shown) > 0);
            }
            let touched = delta.touched(&rows);
            let numbered = (0_u32..).zip(&columns);
            changed = numbered.filter(|(_, column)| bit(&touched, **column)).map(|(at, _)| at).collect();
            differences = delta.count(&rows, &mask(&columns, delta.words));
        }
        sort(&mut rows, query.sort, &Reach::new(access, &held), marked);
        Self { kind, rows, columns, changed, differences, held, delta, marks, worst }
    }

    /// Worst open finding about a row.
    pub(crate) fn worst(&self, row: u32) -> Option<Severity> {
        self.worst.get(row as usize).copied().flatten()
    }

    /// A window of cells, row by row, one byte a cell.
    pub(crate) fn cells(
        &self,
        access: &Access,
        at: Timestamp,
        rows: std::ops::Range<usize>,
        columns: std::ops::Range<usize>,
    ) -> Vec<u8> {
        let clip = |range: std::ops::Range<usize>, len: usize| {
            range.start.min(len)..range.end.min(len).max(range.start.min(len))
        };
        let rows = self.rows.get(clip(rows, self.rows.len())).unwrap_or_default();
        let columns = self.columns.get(clip(columns, self.columns.len())).unwrap_or_default();
        let mut bytes = access.cells(self.kind, rows, columns, at);
        for (bytes, row) in bytes.chunks_mut(columns.len().max(1)).zip(rows) {
            let found = self.marks.of(*row);
            if found.is_none() && self.delta.is_none() {
                continue;
            }
            for (byte, column) in bytes.iter_mut().zip(columns) {
                if let Some(delta) = &self.delta {
                    *byte |= delta.bits(*row, *column);
                }
                if found.as_ref().is_some_and(|found| bit(found, *column)) {
                    *byte |= Cell::FINDING;
                }
            }
        }
        bytes
    }
}

/// Id, name, and what stands below it.
pub(crate) fn describe(snapshot: &Snapshot, kind: RowKind, row: u32) -> (&str, &str, String) {
    let at = row as usize;
    let (id, name) = id_and_name(snapshot, kind, row);
    let detail = match kind {
        RowKind::People => snapshot.people.get(at).map(title),
        RowKind::Groups => snapshot.groups.get(at).map(|x| words::source(&x.source.0).to_owned()),
        RowKind::Roles => snapshot.roles.get(at).and_then(|x| x.description.clone()),
    };
    (id, name, detail.unwrap_or_default())
}

fn id_and_name(snapshot: &Snapshot, kind: RowKind, row: u32) -> (&str, &str) {
    let at = row as usize;
    let found = match kind {
        RowKind::People => snapshot.people.get(at).map(|x| (x.id.as_str(), x.name.as_str())),
        RowKind::Groups => snapshot.groups.get(at).map(|x| (x.id.as_str(), x.name.as_str())),
        RowKind::Roles => snapshot.roles.get(at).map(|x| (x.id.as_str(), x.name.as_str())),
    };
    found.unwrap_or_default()
}

/// `Support engineer, Service`.
pub(crate) fn title(person: &steward_model::Person) -> String {
    match (&person.title, &person.department) {
        (Some(title), Some(department)) => format!("{title}, {department}"),
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (None, None) => String::new(),
    }
}

fn columns(access: &Access, query: &MatrixQuery) -> Vec<PermissionIx> {
    let categories: HashSet<usize> = (access.categories().iter().enumerate())
        .filter(|(_, category)| query.categories.contains(&category.id))
        .map(|(at, _)| at)
        .collect();
    let classes: Vec<Consequence> = query.consequences.iter().map(|class| (*class).into()).collect();
    (access.columns().iter().copied())
        .filter(|column| {
            let meaning = access.meaning(*column);
            (query.categories.is_empty() || categories.contains(&meaning.category))
                && (classes.is_empty() || classes.contains(&meaning.consequence))
        })
        .collect()
}

/// Permissions by class, as rows of bits, to weigh reach quickly.
struct Reach<'a> {
    held: &'a Matrix,
    classes: Vec<(u64, Vec<u64>)>,
}

impl<'a> Reach<'a> {
    fn new(access: &Access, held: &'a Matrix) -> Self {
        let words = held.permissions().div_ceil(64);
        let classes = Consequence::ALL.into_iter().enumerate().map(|(rank, class)| {
            let of_class = |column: &&PermissionIx| access.meaning(**column).consequence == class;
            let columns: Vec<PermissionIx> = access.columns().iter().filter(of_class).copied().collect();
            (1_u64 << rank, mask(&columns, words))
        });
        Self { held, classes: classes.collect() }
    }

    fn of(&self, row: u32) -> u64 {
        let bits = self.held.row(row);
        let per_class = self.classes.iter().map(|(weight, mask)| {
            let held: u32 = bits.iter().zip(mask).map(|(a, b)| (a & b).count_ones()).sum();
            weight * u64::from(held)
        });
        per_class.sum()
    }
}

/// Rows come by name; what is equal otherwise stays so.
fn sort(rows: &mut [u32], order: RowSort, reach: &Reach<'_>, worst: impl Fn(u32) -> Option<Severity>) {
    match order {
        RowSort::Name => {}
        RowSort::Reach => rows.sort_by_cached_key(|row| Reverse(reach.of(*row))),
        RowSort::Findings => {
            rows.sort_by_cached_key(|row| (Reverse(worst(*row)), Reverse(reach.of(*row))));
        }
    }
}

/// The cells that open findings are about: a finding is about a cell when row and permission are both among its subjects;
/// what only stands in its evidence is there to explain it.
#[derive(Debug)]
struct Marks {
    kind: RefKind,
    words: usize,
    /// Bits of permissions, of each finding.
    columns: Vec<Vec<u64>>,
    /// The findings that list a row.
    listed: HashMap<u32, Vec<usize>>,
    /// The findings that are about more than they list.
    unlisted: Vec<(usize, Arc<Unlisted>)>,
}

impl Marks {
    fn new(snapshot: &Snapshot, kind: RefKind, open: &[&Finding]) -> Self {
        let words = snapshot.permissions.len().div_ceil(64);
        let mut marks =
            Self { kind, words, columns: Vec::new(), listed: HashMap::new(), unlisted: Vec::new() };
        for finding in open {
            let columns: Vec<PermissionIx> =
                subjects(finding, snapshot, RefKind::Permission).map(PermissionIx::from).collect();
            if columns.is_empty() {
                continue;
            }
            let at = marks.columns.len();
            marks.columns.push(mask(&columns, words));
            for row in listed(finding, snapshot, kind) {
                marks.listed.entry(count(row)).or_default().push(at);
            }
            if !finding.unlisted.is_empty(kind) {
                marks.unlisted.push((at, finding.unlisted.clone()));
            }
        }
        marks
    }

    /// The columns in which a row has an open finding, as bits; nothing when it has none.
    fn of(&self, row: u32) -> Option<Vec<u64>> {
        let listed = self.listed.get(&row).into_iter().flatten().copied();
        let more = self.unlisted.iter().filter(|(_, rows)| rows.has(self.kind, row as usize));
        let mut marked = None;
        for columns in listed.chain(more.map(|(at, _)| *at)).filter_map(|at| self.columns.get(at)) {
            let sum = marked.get_or_insert_with(|| vec![0; self.words]);
            sum.iter_mut().zip(columns).for_each(|(sum, word)| *sum |= word);
        }
        marked
    }
}

/// What the rows of a kind are.
const fn kind_of(kind: RowKind) -> RefKind {
    match kind {
        RowKind::People => RefKind::Person,
        RowKind::Groups => RefKind::Group,
        RowKind::Roles => RefKind::Role,
    }
}

/// What was gained and lost against an earlier snapshot, in the rows and columns of the later.
#[derive(Debug)]
struct Delta {
    words: usize,
    gained: Vec<u64>,
    lost: Vec<u64>,
}

impl Delta {
    fn new(before: &Compiled, after: &Compiled, held: &Matrix, kind: RowKind, at: Timestamp) -> Self {
        let old = before.matrix(kind, at);
        let (was, is) = (before.access.snapshot(), after.access.snapshot());
        let words = held.permissions().div_ceil(64);
        let column: Vec<Option<usize>> =
            was.permissions.iter().map(|x| is.find_permission(&x.id).map(PermissionIx::index)).collect();
        let rows = count(held.rows());
        let mut gained = Vec::with_capacity(held.rows() * words);
        let mut lost = Vec::with_capacity(held.rows() * words);
        let mut mapped = vec![0_u64; words];
        for row in 0..rows {
            mapped.fill(0);
            let id = id_and_name(is, kind, row).0;
            let before_row = match kind {
                RowKind::People => was.find_person(id).map(|x| x.0),
                RowKind::Groups => was.find_group(id).map(|x| x.0),
                RowKind::Roles => was.find_role(id).map(|x| x.0),
            };
            for held in before_row.into_iter().flat_map(|row| old.held(row)) {
                if let Some(Some(to)) = column.get(held.index())
                    && let Some(word) = mapped.get_mut(to / 64)
                {
                    *word |= 1 << (to % 64);
                }
            }
            let now = held.row(row);
            gained.extend(now.iter().zip(&mapped).map(|(now, then)| now & !then));
            lost.extend(now.iter().zip(&mapped).map(|(now, then)| then & !now));
        }
        Self { words, gained, lost }
    }

    /// Gained or lost, the words of a row.
    fn row(&self, row: u32) -> impl Iterator<Item = u64> {
        let range = row as usize * self.words..(row as usize + 1) * self.words;
        let gained = self.gained.get(range.clone()).unwrap_or_default();
        let lost = self.lost.get(range).unwrap_or_default();
        gained.iter().zip(lost).map(|(gained, lost)| gained | lost)
    }

    /// Columns with a difference in any of these rows.
    fn touched(&self, rows: &[u32]) -> Vec<u64> {
        let mut touched = vec![0; self.words];
        for row in rows {
            touched.iter_mut().zip(self.row(*row)).for_each(|(sum, word)| *sum |= word);
        }
        touched
    }

    /// Cells that differ in these rows and columns.
    fn count(&self, rows: &[u32], columns: &[u64]) -> u32 {
        let of = |row: &u32| {
            self.row(*row).zip(columns).map(|(word, mask)| (word & mask).count_ones()).sum::<u32>()
        };
        rows.iter().map(of).fold(0, u32::saturating_add)
    }

    fn bits(&self, row: u32, column: PermissionIx) -> u8 {
        let from = row as usize * self.words;
        let has = |list: &[u64]| list.get(from..from + self.words).is_some_and(|words| bit(words, column));
        let gained = if has(&self.gained) { Cell::GAINED } else { 0 };
        let lost = if has(&self.lost) { Cell::LOST } else { 0 };
        gained | lost
    }
}

/// Whether the bit of a column is set.
fn bit(words: &[u64], column: PermissionIx) -> bool {
    words.get(column.index() / 64).is_some_and(|word| word >> (column.index() % 64) & 1 == 1)
}

/// The bits of these columns.
pub(crate) fn mask(columns: &[PermissionIx], words: usize) -> Vec<u64> {
    let mut mask = vec![0; words];
    for column in columns {
        if let Some(word) = mask.get_mut(column.index() / 64) {
            *word |= 1 << (column.index() % 64);
        }
    }
    mask
}
