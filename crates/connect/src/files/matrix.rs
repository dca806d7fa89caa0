//! A table whose cells say yes or no: holders down and permissions across, or turned over.

use super::MAX_ROWS;
use super::cells::{Mark, bare};
use super::csv::{SAMPLE, Table, sample, too_many};
use super::log::{Log, ONE, shown};
use super::long::Seen;
use super::mapping::{Field, Mapping, corner, is_marks};
use super::pairs::unfit;
use super::rows::Row;
use std::collections::HashSet;
use steward_model::{GrantDoc, GroupDoc, PersonDoc, RoleDoc, SnapshotBuilder, Source};

/// Columns of a turned matrix that describe the permission.
const ABOUT: [&str; 7] = ["name", "category", "consequence", "description", "type", "kind", "surface"];

/// Reads all rows; returns how many said something.
pub(super) fn read(
    log: &mut Log,
    table: &mut Table<'_>,
    mapping: &Mapping,
    builder: &mut SnapshotBuilder,
) -> usize {
    let turned = table.column(Field::Permission);
    let row_kind = holder_kind(table);
    let columns = mark_columns(log, table, turned.is_some());
    if columns.is_empty() {
        let message = "no column holds yes or no".to_owned();
        let hint = "turn off the matrix, or check the delimiter";
        log.warn("no-marks", log.line(1), message, hint);
        return 0;
    }
    let mut reader = Matrix { seen: Seen::default(), holders: HashSet::new(), rows: HashSet::new() };
    let mut used = 0;
    if turned.is_some() {
        let kind = mapping.permission.as_deref().and_then(corner).unwrap_or(Field::Person);
        for column in &columns {
            reader.holder(builder, kind, table.name(*column), 1);
        }
    } else {
        for column in &columns {
            reader.seen.permission(builder, Some(table.name(*column)), 1);
        }
    }
    while let Some(row) = table.next(log) {
        if used >= MAX_ROWS {
            too_many(log, &row);
            break;
        }
        let read = match turned {
            Some(at) => reader.turned(log, table, builder, &row, at, &columns, mapping),
            None => reader.upright(log, table, builder, &row, row_kind, &columns),
        };
        used += usize::from(read);
    }
    reader.seen.finish(builder);
    used
}

/// What the rows of an upright matrix are.
fn holder_kind(table: &Table<'_>) -> Field {
    for field in [Field::Person, Field::Email, Field::Role, Field::Group] {
        if table.column(field).is_some() {
            return field;
        }
    }
    Field::Person
}

/// The columns that hold yes or no; the others are named in a problem, unless they are known to describe.
fn mark_columns(log: &mut Log, table: &Table<'_>, turned: bool) -> Vec<usize> {
    let rows = sample(table, SAMPLE);
    let mut seen: HashSet<&str> = HashSet::new();
    let mut columns = Vec::new();
    for (at, name) in table.header.iter().enumerate() {
        let mapped = table.columns.values().any(|x| *x == at);
        let about = turned && ABOUT.contains(&name.trim().to_lowercase().as_str());
        if mapped || about || !seen.insert(name) {
            continue;
        }
        if let Some((message, _)) = unfit(name) {
            let mut place = log.line(1).field(shown(name));
            place.column = None;
            log.leave_out(
                ONE,
                "bad-value",
                place,
                message,
                "shorten the column's name; the column was left out",
            );
        } else if is_marks(&rows, at) {
            columns.push(at);
        } else {
            let cell = rows.iter().filter_map(|x| x.get(at)).find(|x| Mark::parse(x).is_none());
            let cell = cell.map(|x| format!(", such as `{}`", shown(x))).unwrap_or_default();
            let message = format!("column `{}` does not hold yes or no{cell}", shown(name));
            let hint = "map it to what it is, or write yes and no; the column was left out";
            log.note("no-marks", log.line(1).field(name), message, hint);
        }
    }
    columns
}

struct Matrix {
    seen: Seen,
    /// Groups and roles that were added.
    holders: HashSet<String>,
    /// Rows that were seen.
    rows: HashSet<String>,
}

impl Matrix {
    /// Adds a group or role once. People are added with what their row says about them.
    fn holder(&mut self, builder: &mut SnapshotBuilder, kind: Field, id: &str, line: u32) {
        if !self.holders.insert(id.to_owned()) {
            return;
        }
        let id = id.to_owned();
        match kind {
            Field::Role => builder.role(RoleDoc { id, ..RoleDoc::default() }, line),
            Field::Group => builder.group(GroupDoc { id, ..GroupDoc::default() }, line),
            _ => builder.person(PersonDoc { id, active: true, ..PersonDoc::default() }, line),
        }
    }

    /// The id of a row, or a problem.
    fn row_id<'r>(
        &mut self,
        log: &mut Log,
        table: &Table<'_>,
        row: &'r Row,
        column: usize,
    ) -> Option<&'r str> {
        let id = bare(row.get(column));
        let problem = if id.is_empty() {
            Some((format!("`{}` is empty", table.name(column)), "fill it in; the row was left out"))
        } else {
            unfit(id)
        };
        if let Some((message, hint)) = problem {
            table.leave_out(log, row, column, "no-value", message, hint);
            return None;
        }
        if !self.rows.insert(id.to_owned()) {
            let message = format!("`{}` has a row already", shown(id));
            table.warn(log, row, column, "duplicate", message, "merge the rows; both were read");
        }
        Some(id)
    }

    fn upright(
        &mut self,
        log: &mut Log,
        table: &Table<'_>,
        builder: &mut SnapshotBuilder,
        row: &Row,
        kind: Field,
        columns: &[usize],
    ) -> bool {
        let Some(id) = table.column(kind).and_then(|at| self.row_id(log, table, row, at)) else {
            return false;
        };
        if matches!(kind, Field::Person | Field::Email) {
            self.seen.person_of(log, table, row, Some(id));
        } else {
            self.holder(builder, kind, id, row.line);
        }
        for column in columns {
            if let Some(mark) = cell(log, table, row, *column) {
                grant(builder, kind, id, table.name(*column), mark, row.line);
            }
        }
        true
    }

    #[expect(clippy::too_many_arguments, reason = "the same row as above, read the other way")]
    fn turned(
        &mut self,
        log: &mut Log,
        table: &Table<'_>,
        builder: &mut SnapshotBuilder,
        row: &Row,
        at: usize,
        columns: &[usize],
        mapping: &Mapping,
    ) -> bool {
        let Some(id) = self.row_id(log, table, row, at) else { return false };
        let kind = mapping.permission.as_deref().and_then(corner).unwrap_or(Field::Person);
        self.seen.permission(builder, Some(id), row.line);
        for column in columns {
            if let Some(mark) = cell(log, table, row, *column) {
                grant(builder, kind, table.name(*column), id, mark, row.line);
            }
        }
        true
    }
}

/// What a cell says, or a problem.
fn cell(log: &mut Log, table: &Table<'_>, row: &Row, column: usize) -> Option<Mark> {
    let value = row.get(column);
    match Mark::parse(value) {
        Some(Mark::No) => None,
        Some(Mark::Some) => {
            let message = format!("`{}` does not say on which objects", shown(value));
            let hint = "a matrix cannot carry objects; use a list with an object column or Steward JSON; \
                        the cell was left out";
            table.leave_out(log, row, column, "scoped-cell", message, hint);
            None
        }
        Some(mark) => Some(mark),
        None => {
            let message = format!("`{}` is neither yes nor no", shown(value));
            table.leave_out(
                log,
                row,
                column,
                "bad-mark",
                message,
                "write yes, no or denied; the cell was left out",
            );
            None
        }
    }
}

fn grant(builder: &mut SnapshotBuilder, kind: Field, holder: &str, permission: &str, mark: Mark, line: u32) {
    let holder = Some(holder.to_owned());
    let (role, group, person) = match kind {
        Field::Role => (holder, None, None),
        Field::Group => (None, holder, None),
        _ => (None, None, holder),
    };
    let grant = GrantDoc {
        permission: permission.to_owned(),
        role,
        group,
        person,
        deny: mark == Mark::Deny,
        until: if let Mark::Until(time) = mark { Some(time) } else { None },
        source: Source("file".to_owned()),
        ..GrantDoc::default()
    };
    builder.grant(grant, line);
}
