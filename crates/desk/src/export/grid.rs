//! The matrix in memory, as the formats walk over it.

use crate::wire::RowKind;
use jiff::Timestamp;
use std::borrow::Cow;
use steward_access::{Access, Cell, Subject};
use steward_model::{Consequence, GroupIx, PermissionIx, PersonIx, RoleIx, natural_key};

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// No.
    None,
    /// Yes, everywhere.
    Yes,
    /// Yes, on some objects only.
    Scoped,
    /// A deny takes what something else would give.
    Denied,
}

impl Mark {
    const fn of(byte: u8) -> Self {
        match byte & 3 {
            1 => Self::Yes,
            2 => Self::Scoped,
            3 => Self::Denied,
            _ => Self::None,
        }
    }

    /// Whether the permission is held somewhere.
    pub const fn held(self) -> bool {
        matches!(self, Self::Yes | Self::Scoped)
    }
}

/// A cell: what it says, and what is to be known about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    pub mark: Mark,
    /// Everything that gives it ends some day.
    pub ends: bool,
    /// A permission that it needs is missing.
    pub missing: bool,
}

impl Shown {
    const fn of(byte: u8) -> Self {
        Self {
            mark: Mark::of(byte),
            ends: byte & Cell::TEMPORARY != 0,
            missing: byte & Cell::MISSING_PREREQUISITE != 0,
        }
    }

    /// The one glyph on a page, as in the window and in a terminal: what keeps it from working comes first.
    pub const fn glyph(self) -> &'static str {
        match self.mark {
            Mark::None => "",
            Mark::Denied => "⊘",
            Mark::Yes | Mark::Scoped if self.missing => "◇",
            Mark::Scoped => "◐",
            Mark::Yes if self.ends => "◷",
            Mark::Yes => "●",
        }
    }
}

/// What the glyphs mean.
pub const LEGEND: &str = "● yes · ◐ on some objects only · ◷ with an end · ◇ a prerequisite is missing · \
                          ⊘ taken by a deny · empty: no";

/// A row.
pub struct GridRow<'a> {
    pub subject: Subject,
    pub id: &'a str,
    pub name: &'a str,
    pub active: bool,
}

/// A column.
pub struct GridColumn<'a> {
    pub permission: PermissionIx,
    pub id: &'a str,
    pub name: &'a str,
    pub category: &'a str,
    pub consequence: Consequence,
}

/// In which order rows come.
#[derive(Clone, Copy)]
pub enum Order {
    /// As they stand in the snapshot: for programs.
    Id,
    /// By name, without regard to case: for people.
    Name,
}

/// Rows, columns and cells.
pub struct Grid<'a> {
    pub access: &'a Access,
    pub at: Timestamp,
    pub kind: RowKind,
    pub rows: Vec<GridRow<'a>>,
    pub columns: Vec<GridColumn<'a>>,
    cells: Vec<u8>,
}

impl<'a> Grid<'a> {
    pub fn new(access: &'a Access, kind: RowKind, at: Timestamp, order: Order) -> Self {
        let columns = columns(access);
        let mut numbered: Vec<(u32, GridRow<'a>)> = (0_u32..).zip(rows(access, kind)).collect();
        if matches!(order, Order::Name) {
            numbered.sort_by_cached_key(|(_, row)| (natural_key(row.name), row.id));
        }
        let row_ixs: Vec<u32> = numbered.iter().map(|(ix, _)| *ix).collect();
        let permissions: Vec<PermissionIx> = columns.iter().map(|column| column.permission).collect();
        let cells = access.cells(kind.into(), &row_ixs, &permissions, at);
        Self { access, at, kind, rows: numbered.into_iter().map(|(_, row)| row).collect(), columns, cells }
    }

    /// Each row with its cells, in the order of the columns.
    pub fn lines(
        &self,
    ) -> impl Iterator<Item = (&GridRow<'a>, impl Iterator<Item = (&GridColumn<'a>, Shown)>)> {
        // a tenant without permissions still has its rows
        let width = self.columns.len();
        self.rows.iter().enumerate().map(move |(at, row)| {
            let cells = self.cells.get(at * width..(at + 1) * width).unwrap_or_default();
            (row, self.columns.iter().zip(cells.iter().map(|byte| Shown::of(*byte))))
        })
    }

    /// The cell of a row and a column.
    pub fn cell(&self, row: usize, column: usize) -> Shown {
        Shown::of(self.cells.get(row * self.columns.len() + column).copied().unwrap_or_default())
    }

    /// When what a cell shows ends, for one that does.
    pub fn until(&self, row: &GridRow<'_>, column: &GridColumn<'_>, cell: Shown) -> Option<Timestamp> {
        cell.ends.then(|| self.access.ends(row.subject, column.permission, self.at)).flatten()
    }

    /// The word in a spreadsheet, as the reader of matrices takes it back. On which objects something holds it cannot
    /// say, so a scoped cell gives nothing on the way back.
    pub fn word(&self, row: &GridRow<'_>, column: &GridColumn<'_>, cell: Shown) -> Cow<'static, str> {
        let until = || self.until(row, column, cell);
        match cell.mark {
            Mark::None => "".into(),
            Mark::Denied => "denied".into(),
            Mark::Scoped => until().map_or("scoped".into(), |until| format!("scoped until {until}").into()),
            Mark::Yes => until().map_or("yes".into(), |until| format!("until {until}").into()),
        }
    }

    /// Cells that hold on some objects only.
    pub fn limited(&self) -> u32 {
        crate::convert::count(self.cells.iter().filter(|byte| Mark::of(**byte) == Mark::Scoped).count())
    }

    /// Categories that have columns, with how many, in order.
    pub fn categories(&self) -> Vec<(&'a str, usize)> {
        let mut list: Vec<(&str, usize)> = Vec::new();
        for column in &self.columns {
            match list.last_mut() {
                Some((name, count)) if *name == column.category => *count += 1,
                _ => list.push((column.category, 1)),
            }
        }
        list
    }
}

fn columns(access: &Access) -> Vec<GridColumn<'_>> {
    (access.columns().iter())
        .filter_map(|ix| {
            let permission = access.snapshot().permission(*ix)?;
            let meaning = access.meaning(*ix);
            Some(GridColumn {
                permission: *ix,
                id: &permission.id,
                name: &permission.name,
                category: access.categories().get(meaning.category).map_or("", |x| x.name.as_str()),
                consequence: meaning.consequence,
            })
        })
        .collect()
}

fn rows(access: &Access, kind: RowKind) -> Vec<GridRow<'_>> {
    let snapshot = access.snapshot();
    match kind {
        RowKind::People => (snapshot.people.iter().enumerate())
            .map(|(ix, x)| GridRow {
                subject: Subject::Person(PersonIx::from(ix)),
                id: &x.id,
                name: &x.name,
                active: x.active,
            })
            .collect(),
        RowKind::Groups => (snapshot.groups.iter().enumerate())
            .map(|(ix, x)| GridRow {
                subject: Subject::Group(GroupIx::from(ix)),
                id: &x.id,
                name: &x.name,
                active: true,
            })
            .collect(),
        RowKind::Roles => (snapshot.roles.iter().enumerate())
            .map(|(ix, x)| GridRow {
                subject: Subject::Role(RoleIx::from(ix)),
                id: &x.id,
                name: &x.name,
                active: true,
            })
            .collect(),
    }
}
