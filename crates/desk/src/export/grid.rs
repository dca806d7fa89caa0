//! The matrix in memory, as the formats walk over it.

use crate::wire::RowKind;
use jiff::Timestamp;
use steward_access::{Access, RowKind as AccessRows, Subject};
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

    /// The word in a spreadsheet.
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Yes => "yes",
            Self::Scoped => "scoped",
            Self::Denied => "denied",
        }
    }

    /// Whether the permission is held somewhere.
    pub const fn held(self) -> bool {
        matches!(self, Self::Yes | Self::Scoped)
    }
}

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
        let access_kind = match kind {
            RowKind::People => AccessRows::People,
            RowKind::Groups => AccessRows::Groups,
            RowKind::Roles => AccessRows::Roles,
        };
        let cells = access.cells(access_kind, &row_ixs, &permissions, at);
        Self { access, at, rows: numbered.into_iter().map(|(_, row)| row).collect(), columns, cells }
    }

    /// Each row with its cells, in the order of the columns.
    pub fn lines(
        &self,
    ) -> impl Iterator<Item = (&GridRow<'a>, impl Iterator<Item = (&GridColumn<'a>, Mark)>)> {
        // a tenant without permissions still has its rows
        let width = self.columns.len();
        self.rows.iter().enumerate().map(move |(at, row)| {
            let cells = self.cells.get(at * width..(at + 1) * width).unwrap_or_default();
            (row, self.columns.iter().zip(cells.iter().map(|byte| Mark::of(*byte))))
        })
    }

    /// The cell of a row and a column.
    pub fn mark(&self, row: usize, column: usize) -> Mark {
        Mark::of(self.cells.get(row * self.columns.len() + column).copied().unwrap_or_default())
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
