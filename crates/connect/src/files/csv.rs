//! CSV tables: finds the columns, then reads rows as a list of edges or as a matrix.

use super::log::{Log, ONE, nearest, refuse, shown};
use super::mapping::{Field, Mapping, example, suggest};
use super::rows::{Row, Rows, delimiter};
use super::text::decode;
use super::{MAX_COLUMNS, MAX_ROWS, Read, long, matrix};
use crate::missing::{Extent, Part};
use std::collections::HashMap;
use steward_model::{Place, Problem, ProblemLevel, SnapshotBuilder, TenantInfo};

/// Rows that are looked at to tell what a column holds.
pub(super) const SAMPLE: usize = 50;
/// Cells that are looked at in all.
const SAMPLE_CELLS: usize = 200_000;
/// Rows that are looked at however wide they are.
const SAMPLE_LEAST: usize = 8;

/// A table that is being read.
pub(super) struct Table<'t> {
    pub text: &'t str,
    pub delimiter: char,
    /// Where the rows begin, the header among them.
    start: usize,
    pub header: Vec<String>,
    pub columns: HashMap<Field, usize>,
    pub rows: Rows<'t>,
}

impl Table<'_> {
    /// Column of a field, if it is mapped.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns.get(&field).copied()
    }

    /// Value of a field in a row, or nothing.
    pub fn value<'r>(&self, row: &'r Row, field: Field) -> Option<&'r str> {
        let cell = super::cells::bare(row.get(self.column(field)?));
        (!cell.is_empty()).then_some(cell)
    }

    /// Name of a column.
    pub fn name(&self, column: usize) -> &str {
        self.header.get(column).map_or("", String::as_str)
    }

    /// Reports what is wrong with a cell.
    pub fn warn(&self, log: &mut Log, row: &Row, column: usize, code: &str, message: String, hint: &str) {
        log.warn(code, self.place(log, row, column), message, hint);
    }

    /// Reports what is wrong with a cell that cost the row, or what the cell gives.
    pub fn leave_out(
        &self,
        log: &mut Log,
        row: &Row,
        column: usize,
        code: &str,
        message: String,
        hint: &str,
    ) {
        log.leave_out(ONE, code, self.place(log, row, column), message, hint);
    }

    fn place(&self, log: &Log, row: &Row, column: usize) -> Place {
        let mut place = log.line(row.line).field(self.name(column));
        place.column = row.column_of(self.text, self.delimiter, column);
        place
    }

    /// The next row whose cells stand where the header says.
    pub fn next(&mut self, log: &mut Log) -> Option<Row> {
        loop {
            let row = self.rows.next(log)?;
            let (have, want) = (row.cells.len(), self.header.len());
            if have > want && row.cells.iter().skip(want).any(|x| !x.trim().is_empty()) {
                let over = if row.lines > 1 {
                    format!(" and runs over {} lines, a quote may be missing", row.lines)
                } else {
                    String::new()
                };
                let message = format!("the row has {have} cells, the header has {want}{over}");
                let hint = "quote the cell that holds the delimiter; the row was left out";
                let mut place = log.line(row.line);
                place.column = row.column_of(self.text, self.delimiter, want);
                log.leave_out(ONE, "long-row", place, message, hint);
                continue;
            }
            if have < want {
                let plural = if have == 1 { "" } else { "s" };
                let message = format!("the row has {have} cell{plural}, the header has {want}");
                let hint = "add what is missing; missing cells were read as empty";
                log.warn("short-row", log.line(row.line), message, hint);
            }
            return Some(row);
        }
    }
}

/// Reads a table. An empty `mapping` is replaced by the one that [`suggest`] finds.
#[must_use]
pub fn csv(name: &str, bytes: &[u8], mapping: &Mapping, tenant: TenantInfo) -> Read {
    let decoded = match decode(name, bytes) {
        Ok(decoded) => decoded,
        Err(problem) => return Read::refused(*problem),
    };
    let text = decoded.text.as_ref();
    let mut log = Log::new(name);
    if let Some(problem) = other_format(&log, text) {
        return Read::refused(problem);
    }
    if let Some(note) = decoded.note {
        log.push(note);
    }
    let mut table = match open(&mut log, text, mapping) {
        Ok(table) => table,
        Err(problem) => return Read::refused(*problem),
    };
    let mapping = match resolve(&mut log, &mut table, mapping) {
        Ok(mapping) => mapping,
        Err(problem) => return Read::refused(*problem),
    };
    let mut builder = SnapshotBuilder::new(tenant).from_file(name);
    let used = if mapping.matrix {
        matrix::read(&mut log, &mut table, &mapping, &mut builder)
    } else {
        long::read(&mut log, &mut table, &mut builder)
    };
    if used == 0 {
        let place = log.place();
        let mut problems = log.finish();
        let (message, hint) = if problems.iter().all(|x| x.level == ProblemLevel::Note) {
            ("there is no row below the header", "check that the export was finished")
        } else {
            ("no row of the table could be read", "correct the rows below, or map other columns")
        };
        problems.insert(0, Problem::error("nothing-to-read", place, message, hint));
        return Read::nothing(problems);
    }
    Read::table(builder, log, &parts(&table, &mapping))
}

/// Finds delimiter and header.
pub(super) fn open<'t>(log: &mut Log, text: &'t str, mapping: &Mapping) -> Result<Table<'t>, Box<Problem>> {
    let (found, start) = delimiter(text);
    let delimiter = mapping.delimiter.unwrap_or(found);
    if !delimiter.is_ascii() || matches!(delimiter, '"' | '\n' | '\r') {
        let message = format!("`{}` cannot separate cells", delimiter.escape_default());
        let hint = "use a comma, a semicolon, a tab or a bar";
        return Err(refuse("bad-delimiter", log.place(), message, hint));
    }
    let mut rows = Rows::new(text, delimiter, start);
    let first = rows.next(log);
    if let Some((line, columns)) = rows.wide {
        let message = format!("the header has {columns} columns, the limit is {MAX_COLUMNS}");
        let hint = "check the delimiter, or leave out columns that are not needed";
        return Err(refuse("too-many-columns", log.line(line), message, hint));
    }
    let Some(first) = first else {
        return Err(refuse("empty", log.place(), "the table has no header", "put names over the columns"));
    };
    let mut header: Vec<String> = (first.cells.iter().enumerate())
        .map(|(at, cell)| match super::cells::bare(cell.trim()) {
            "" => format!("column {}", at + 1),
            name => name.to_owned(),
        })
        .collect();
    // a delimiter at the end of the header line makes a column that no row has
    while header.len() > 1 && first.get(header.len() - 1).is_empty() && first.cells.len() == header.len() {
        header.pop();
        if !first.get(header.len() - 1).is_empty() {
            break;
        }
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (at, column) in header.iter().enumerate() {
        if let Some(before) = seen.insert(column.to_lowercase(), at) {
            let mut place = log.line(first.line).field(column);
            place.column = first.column_of(text, delimiter, at);
            let message =
                format!("column `{}` is there twice, as column {} and {}", shown(column), before + 1, at + 1);
            log.warn("double-column", place, message, "rename one of the two; the first was used");
            seen.insert(column.to_lowercase(), before);
        }
    }
    Ok(Table { text, delimiter, start, header, columns: HashMap::new(), rows })
}

/// The first rows of a table, read apart from the table itself.
pub(super) fn sample(table: &Table<'_>, count: usize) -> Vec<Vec<String>> {
    let mut silent = Log::new("");
    let mut rows = Rows::new(table.text, table.delimiter, table.start);
    rows.next(&mut silent);
    // of a wide table fewer rows tell as much
    let most = (SAMPLE_CELLS / table.header.len().max(1)).max(SAMPLE_LEAST);
    std::iter::from_fn(|| rows.next(&mut silent))
        .take(count.min(most))
        .map(|row| row.cells.iter().map(|x| x.trim().to_owned()).collect())
        .collect()
}

/// Finds the columns of the mapping, or a mapping.
fn resolve(log: &mut Log, table: &mut Table<'_>, mapping: &Mapping) -> Result<Mapping, Box<Problem>> {
    let listed = || {
        let names: Vec<String> = table.header.iter().take(12).map(|x| format!("`{}`", shown(x))).collect();
        let more = table.header.len().saturating_sub(names.len());
        if more > 0 { format!("{} and {more} more", names.join(", ")) } else { names.join(", ") }
    };
    let mapping = if mapping.is_empty() {
        suggest(&table.header, &sample(table, SAMPLE)).ok_or_else(|| {
            let message =
                format!("the header {} does not say which is the person and which the permission", listed());
            let such = example(&table.header).map(|x| format!(", such as `--map {x}`")).unwrap_or_default();
            let hint = format!(
                "map a column to person and one to permission, role or group{such}; a file without a header \
                 is read as `pairs`"
            );
            refuse("no-mapping", log.line(1), message, hint)
        })?
    } else {
        mapping.clone()
    };
    let mut columns = HashMap::new();
    for field in Field::ALL {
        let Some(wanted) = mapping.get(field) else { continue };
        let found = (table.header.iter().position(|x| x == wanted))
            .or_else(|| table.header.iter().position(|x| x.trim().eq_ignore_ascii_case(wanted.trim())));
        if let Some(at) = found {
            columns.insert(field, at);
            continue;
        }
        let hint = match nearest(wanted, table.header.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`? the columns are {}", listed()),
            None => format!("the columns are {}", listed()),
        };
        let message = format!("there is no column `{}` for {}", shown(wanted), field.word());
        return Err(refuse("no-column", log.line(1).field(field.word()), message, hint));
    }
    let has = |field: Field| columns.contains_key(&field);
    let people = has(Field::Person) || has(Field::Email);
    let edges = [Field::Group, Field::Role, Field::Permission].into_iter().filter(|x| has(*x)).count();
    let enough = if mapping.matrix { people || edges > 0 } else { usize::from(people) + edges >= 2 };
    if !enough {
        let message = "the mapping does not say who has what".to_owned();
        let hint = "map two of person, group, role and permission, or one of them in a matrix";
        return Err(refuse("no-mapping", log.line(1), message, hint));
    }
    table.columns = columns;
    Ok(mapping)
}

/// What a row of the table says something about.
fn parts(table: &Table<'_>, mapping: &Mapping) -> Vec<Part> {
    let has = |field: Field| table.column(field).is_some();
    let (person, group) = (has(Field::Person) || has(Field::Email), has(Field::Group));
    let said = [
        (!mapping.matrix && person && group, Part::Members),
        (!mapping.matrix && has(Field::Role) && (person || group), Part::Assignments),
        (mapping.matrix || has(Field::Permission), Part::Grants),
    ];
    said.into_iter().filter(|(said, _)| *said).map(|(_, part)| part).collect()
}

/// Refuses what is plainly no table.
fn other_format(log: &Log, text: &str) -> Option<Problem> {
    let start = text.trim_start();
    let (what, hint) = if start.starts_with('{') || start.starts_with("[{") {
        ("JSON, not CSV", "read it as `json`, or export the table as CSV")
    } else if start.starts_with('<') {
        ("a web page or XML, not CSV", "download the data itself, as CSV")
    } else {
        return None;
    };
    Some(Problem::error("wrong-format", log.place().at(1, 1), format!("the file is {what}"), hint))
}

/// Says once that the table is longer than what is read.
pub(super) fn too_many(log: &mut Log, row: &Row) {
    let message = format!("the file has more than {MAX_ROWS} rows; the rest was not read");
    log.leave_out(Extent::Rest, "too-many-rows", log.line(row.line), message, "split the file");
}
