//! The permission matrix: its head, its rows, its cells.

use super::given::definition;
use super::permission::type_name;
use crate::cache::{Compiled, Opened};
use crate::convert::{count, time};
use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::grid::{Grid, Ingredients, describe};
use crate::wire::{CategoryHead, Column, MatrixHead, MatrixQuery, MatrixTotals, Row, RowWindow};
use crate::{R, operation};
use jiff::Timestamp;
use std::ops::Range;
use std::sync::Arc;
use steward_access::{Access, RowKind};
use steward_model::{GroupIx, PersonIx, RoleIx};

/// Most rows with their names in one answer.
const ROWS: u32 = 2_000;
/// Most cells in one answer.
const CELLS: usize = 64 * 1024 * 1024;

/// A matrix that was asked for, ready to be shown.
struct Shown {
    opened: Opened,
    grid: Arc<Grid>,
    at: Timestamp,
}

impl Desk {
    /// What the matrix shows, without its cells.
    ///
    /// # Errors
    /// When the tenant, the snapshot to compare with or the moment cannot be used, or the policies refuse.
    pub async fn matrix_head(&self, name: &str, query: &MatrixQuery) -> R<MatrixHead> {
        let shown = self.shown(name, query).await?;
        Ok(heavy(move || head(&shown)).await?)
    }

    /// A window of rows, at most 2,000.
    ///
    /// # Errors
    /// As [`Desk::matrix_head`].
    pub async fn matrix_rows(&self, name: &str, query: &MatrixQuery, start: u32, rows: u32) -> R<RowWindow> {
        let shown = self.shown(name, query).await?;
        let window = start as usize..(start.saturating_add(rows.min(ROWS))) as usize;
        Ok(heavy(move || rows_of(&shown, start, window)).await?)
    }

    /// Where the row of an id stands; nothing when it is not shown.
    ///
    /// # Errors
    /// As [`Desk::matrix_head`].
    pub async fn matrix_position(&self, name: &str, query: &MatrixQuery, id: &str) -> R<Option<u32>> {
        let Shown { opened, grid, at: _ } = self.shown(name, query).await?;
        let snapshot = opened.snapshot();
        let row = match grid.kind {
            RowKind::People => snapshot.find_person(id).map(|at| at.0),
            RowKind::Groups => snapshot.find_group(id).map(|at| at.0),
            RowKind::Roles => snapshot.find_role(id).map(|at| at.0),
        };
        Ok(row.and_then(|row| grid.rows.iter().position(|shown| *shown == row)).map(count))
    }

    /// A window of cells, row by row, one byte a cell. What lies outside of the matrix is left out.
    ///
    /// # Errors
    /// As [`Desk::matrix_head`], and when more than 64 million cells are asked for at once.
    pub async fn matrix_cells(
        &self,
        name: &str,
        query: &MatrixQuery,
        row_start: u32,
        row_count: u32,
        column_start: u32,
        column_count: u32,
    ) -> R<Vec<u8>> {
        let shown = self.shown(name, query).await?;
        let range = |start: u32, count: u32, len: usize| {
            let start = (start as usize).min(len);
            start..start.saturating_add(count as usize).min(len)
        };
        let rows = range(row_start, row_count, shown.grid.rows.len());
        let columns = range(column_start, column_count, shown.grid.columns.len());
        if rows.len().saturating_mul(columns.len()) > CELLS {
            return Err(DeskError::input(
                "more cells than fit in one answer",
                "ask for fewer rows at a time",
            )
            .into());
        }
        Ok(heavy(move || shown.grid.cells(shown.opened.access(), shown.at, rows, columns)).await?)
    }

    /// The matrix of a query, from what is at hand when it was asked for before.
    async fn shown(&self, name: &str, query: &MatrixQuery) -> Result<Shown, DeskError> {
        let (opened, at) = self.look_at(name, &operation::ACCESS_MATRIX, query.at.as_deref()).await?;
        let against = match query.against.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            Some(text) => {
                let hash = self.snapshot_named(&opened.snapshots, text).await?.hash.clone();
                Some(self.compiled(&opened.row, &hash).await?)
            }
            None => None,
        };
        let judged = self.judged(&opened, at).await?;
        let compiled = opened.compiled.clone();
        let key = fingerprint(query, &compiled, against.as_deref(), at, judged.fingerprint());
        if let Some(grid) = compiled.grids.get(&key) {
            return Ok(Shown { opened, grid, at });
        }
        let query = query.clone();
        let grid = heavy(move || {
            let open = judged.open();
            let with = Ingredients { query: &query, at, against: against.as_deref(), open: &open };
            let grid = Arc::new(Grid::new(&compiled, &with));
            compiled.grids.put(key, grid.clone());
            grid
        });
        Ok(Shown { opened, grid: grid.await?, at })
    }
}

/// What the rows and marks depend on. Within one stretch of time no cell changes, so the moment itself is not in it.
fn fingerprint(
    query: &MatrixQuery,
    compiled: &Compiled,
    against: Option<&Compiled>,
    at: Timestamp,
    findings: u64,
) -> String {
    let MatrixQuery {
        rows,
        search,
        categories,
        consequences,
        only_findings,
        against: _,
        only_differences,
        sort,
        at: _,
    } = query;
    let before = against.map(|before| (&before.hash, before.epoch(at)));
    let epoch = compiled.epoch(at);
    format!(
        "{rows:?} {search:?} {categories:?} {consequences:?} {only_findings} {only_differences} {sort:?} {before:?} \
         {epoch} {findings:x}"
    )
}

fn head(shown: &Shown) -> MatrixHead {
    let Shown { opened, grid, at } = shown;
    let access = &**opened.access();
    let snapshot = opened.snapshot();
    let holders = opened.compiled.holders(*at);
    let columns: Vec<Column> =
        grid.columns.iter().map(|column| column_of(access, *column, &holders)).collect();
    let categories = (access.categories().iter().enumerate())
        .map(|(at, category)| CategoryHead {
            id: category.id.clone(),
            name: category.name.clone(),
            columns: count(columns.iter().filter(|column| column.category as usize == at).count()),
        })
        .collect();
    MatrixHead {
        tenant: opened.row.name.clone(),
        snapshot: opened.current.hash.0.clone(),
        taken_at: time(opened.current.seen_at),
        at: time(*at),
        basis: opened.basis.clone(),
        rows: grid.kind.into(),
        categories,
        columns,
        total_rows: count(grid.rows.len()),
        totals: MatrixTotals {
            people: count(snapshot.people.len()),
            groups: count(snapshot.groups.len()),
            roles: count(snapshot.roles.len()),
            permissions: count(snapshot.permissions.len()),
        },
        changed_columns: grid.changed.clone(),
        differences: grid.differences,
    }
}

fn column_of(access: &Access, at: steward_model::PermissionIx, holders: &[u32]) -> Column {
    let meaning = access.meaning(at);
    let def = definition(access, at);
    let permission = access.snapshot().permission(at);
    Column {
        id: permission.map(|x| x.id.clone()).unwrap_or_default(),
        name: permission.map(|x| x.name.clone()).unwrap_or_default(),
        category: count(meaning.category),
        consequence: meaning.consequence.into(),
        assumed: meaning.assumed,
        description: def.map(|def| def.description.clone()).unwrap_or_default(),
        object_type: def.and_then(|def| def.object_type.as_deref()).map(|id| type_name(access, id)),
        holders: holders.get(at.index()).copied().unwrap_or_default(),
    }
}

fn rows_of(shown: &Shown, start: u32, window: Range<usize>) -> RowWindow {
    let Shown { opened, grid, at } = shown;
    let access = &**opened.access();
    let snapshot = opened.snapshot();
    let end = window.end.min(grid.rows.len());
    let rows = grid.rows.get(window.start.min(end)..end).unwrap_or_default();
    let rows = rows.iter().map(|row| {
        let (id, name, detail) = describe(snapshot, grid.kind, *row);
        let (related, active) = match grid.kind {
            RowKind::People => {
                let active = snapshot.person(PersonIx(*row)).is_some_and(|person| person.active);
                (access.roles_of(PersonIx(*row), *at).len(), active)
            }
            RowKind::Groups => (access.people_of_group(GroupIx(*row), *at).len(), true),
            RowKind::Roles => (access.people_of_role(RoleIx(*row), *at).len(), true),
        };
        Row {
            id: id.to_owned(),
            name: name.to_owned(),
            detail,
            count: count(related),
            held: grid.held.count(*row),
            worst: grid.worst(*row).map(Into::into),
            active,
        }
    });
    RowWindow { start, rows: rows.collect() }
}
