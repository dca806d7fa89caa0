//! Which rows and columns of the matrix are shown, in which order, and what is marked in them.

use crate::cache::Compiled;
use crate::convert::count;
use crate::wire::{MatrixQuery, RowSort};
use jiff::Timestamp;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use steward_access::{Access, Cell, Matrix, RowKind};
use steward_model::{Consequence, Finding, PermissionIx, Ref, RefKind, Severity, Snapshot};

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
    marks: HashSet<(u32, u32)>,
    worst: HashMap<u32, Severity>,
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
        let (marks, worst) = marks(snapshot, kind, open);
        let delta = against.map(|before| Delta::new(before, compiled, &held, kind, at));
        let mut columns = columns(access, query);
        let mut rows: Vec<u32> = (0..count(rows_of(snapshot, kind))).collect();

        let wanted = query.search.trim().to_lowercase();
        if !wanted.is_empty() {
            rows.retain(|row| {
                let (id, name, detail) = describe(snapshot, kind, *row);
                [id, name, &detail].into_iter().any(|text| text.to_lowercase().contains(&wanted))
            });
        }
        if query.only_findings {
            rows.retain(|row| worst.contains_key(row));
        }
        if let Some(delta) = &delta
            && query.only_differences
        {
            columns.retain(|column| rows.iter().any(|row| delta.differs(*row, *column)));
            rows.retain(|row| columns.iter().any(|column| delta.differs(*row, *column)));
        }
        let mut changed = Vec::new();
        let mut differences = 0_u32;
        if let Some(delta) = &delta {
            for (at, column) in columns.iter().enumerate() {
                let here = count(rows.iter().filter(|row| delta.differs(**row, *column)).count());
                differences = differences.saturating_add(here);
                if here > 0 {
                    changed.push(count(at));
                }
            }
        }
        sort(&mut rows, snapshot, kind, query.sort, &Reach::new(access, &held), &worst);
        Self { kind, rows, columns, changed, differences, held, delta, marks, worst }
    }

    /// Worst open finding about a row.
    pub(crate) fn worst(&self, row: u32) -> Option<Severity> {
        self.worst.get(&row).copied()
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
        if self.delta.is_none() && self.marks.is_empty() {
            return bytes;
        }
        let places = rows.iter().flat_map(|row| columns.iter().map(|column| (*row, *column)));
        for (byte, (row, column)) in bytes.iter_mut().zip(places) {
            if let Some(delta) = &self.delta {
                *byte |= delta.bits(row, column);
            }
            if self.marks.contains(&(row, column.0)) {
                *byte |= Cell::FINDING;
            }
        }
        bytes
    }
}

/// How many rows of a kind there are.
pub(crate) fn rows_of(snapshot: &Snapshot, kind: RowKind) -> usize {
    match kind {
        RowKind::People => snapshot.people.len(),
        RowKind::Groups => snapshot.groups.len(),
        RowKind::Roles => snapshot.roles.len(),
    }
}

/// Id, name, and what stands below it.
pub(crate) fn describe(snapshot: &Snapshot, kind: RowKind, row: u32) -> (&str, &str, String) {
    let at = row as usize;
    match kind {
        RowKind::People => snapshot.people.get(at).map(|x| (x.id.as_str(), x.name.as_str(), title(x))),
        RowKind::Groups => {
            snapshot.groups.get(at).map(|x| (x.id.as_str(), x.name.as_str(), x.source.0.clone()))
        }
        RowKind::Roles => (snapshot.roles.get(at))
            .map(|x| (x.id.as_str(), x.name.as_str(), x.description.clone().unwrap_or_default())),
    }
    .unwrap_or_default()
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
            let mut mask = vec![0_u64; words];
            for column in
                access.columns().iter().filter(|column| access.meaning(**column).consequence == class)
            {
                if let Some(word) = mask.get_mut(column.index() / 64) {
                    *word |= 1 << (column.index() % 64);
                }
            }
            (1_u64 << rank, mask)
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

fn sort(
    rows: &mut [u32],
    snapshot: &Snapshot,
    kind: RowKind,
    order: RowSort,
    reach: &Reach<'_>,
    worst: &HashMap<u32, Severity>,
) {
    use std::cmp::Reverse;
    let name = |row: &u32| describe_name(snapshot, kind, *row).to_lowercase();
    match order {
        RowSort::Name => rows.sort_by_cached_key(|row| (name(row), *row)),
        RowSort::Reach => rows.sort_by_cached_key(|row| (Reverse(reach.of(*row)), name(row), *row)),
        RowSort::Findings => rows.sort_by_cached_key(|row| {
            (Reverse(worst.get(row).copied()), Reverse(reach.of(*row)), name(row), *row)
        }),
    }
}

fn describe_name(snapshot: &Snapshot, kind: RowKind, row: u32) -> &str {
    let at = row as usize;
    match kind {
        RowKind::People => snapshot.people.get(at).map(|x| x.name.as_str()),
        RowKind::Groups => snapshot.groups.get(at).map(|x| x.name.as_str()),
        RowKind::Roles => snapshot.roles.get(at).map(|x| x.name.as_str()),
    }
    .unwrap_or_default()
}

/// Cells with an open finding, and the worst one about each row.
type Marks = (HashSet<(u32, u32)>, HashMap<u32, Severity>);

fn marks(snapshot: &Snapshot, kind: RowKind, open: &[&Finding]) -> Marks {
    let row = |item: &Ref| match (kind, item.kind) {
        (RowKind::People, RefKind::Person) => snapshot.find_person(&item.id).map(|x| x.0),
        (RowKind::Groups, RefKind::Group) => snapshot.find_group(&item.id).map(|x| x.0),
        (RowKind::Roles, RefKind::Role) => snapshot.find_role(&item.id).map(|x| x.0),
        _ => None,
    };
    let column = |item: &Ref| match item.kind {
        RefKind::Permission => snapshot.find_permission(&item.id).map(|x| x.0),
        _ => None,
    };
    let mut cells = HashSet::new();
    let mut worst: HashMap<u32, Severity> = HashMap::new();
    for finding in open {
        for row in finding.subjects.iter().filter_map(row) {
            let known = worst.entry(row).or_insert(finding.severity);
            *known = (*known).max(finding.severity);
        }
        let about = || finding.subjects.iter().chain(finding.evidence.iter().flat_map(|fact| &fact.about));
        let columns: HashSet<u32> = about().filter_map(column).collect();
        if columns.is_empty() {
            continue;
        }
        for row in about().filter_map(row) {
            cells.extend(columns.iter().map(|column| (row, *column)));
        }
    }
    (cells, worst)
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
            let id = id_of(is, kind, row);
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

    fn bit(&self, bits: &[u64], row: u32, column: PermissionIx) -> bool {
        let at = row as usize * self.words + column.index() / 64;
        bits.get(at).is_some_and(|word| word >> (column.index() % 64) & 1 == 1)
    }

    fn differs(&self, row: u32, column: PermissionIx) -> bool {
        self.bits(row, column) != 0
    }

    fn bits(&self, row: u32, column: PermissionIx) -> u8 {
        let gained = if self.bit(&self.gained, row, column) { Cell::GAINED } else { 0 };
        let lost = if self.bit(&self.lost, row, column) { Cell::LOST } else { 0 };
        gained | lost
    }
}

fn id_of(snapshot: &Snapshot, kind: RowKind, row: u32) -> &str {
    let at = row as usize;
    let id = match kind {
        RowKind::People => snapshot.people.get(at).map(|x| x.id.as_str()),
        RowKind::Groups => snapshot.groups.get(at).map(|x| x.id.as_str()),
        RowKind::Roles => snapshot.roles.get(at).map(|x| x.id.as_str()),
    };
    id.unwrap_or_default()
}
