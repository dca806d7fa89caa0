//! Audit logs as CSV tables: each row is a record whose fields are the header's.

use crate::event::AuditEvent;
use crate::read::{MAX_LINE, State};
use csv::{ReaderBuilder, StringRecord};
use serde_json::{Map, Value};
use steward_model::{Place, Problem};

/// Columns that are read.
const MAX_COLUMNS: usize = 1_000;
/// Lines that one row may run over. More than that is a quote that nobody closed.
const MAX_ROW_LINES: usize = 1_000;

/// Reads a table, row by row.
pub(crate) fn read<S: FnMut(AuditEvent, &Place)>(state: &mut State<'_, S>, text: &str) {
    let (delimiter, start) = delimiter(text);
    let mut rows = Rows {
        text,
        delimiter,
        base: start,
        line: 1 + newlines(text.get(..start).unwrap_or_default().as_bytes()),
        reader: None,
    };
    let Some(header) = rows.next(state) else { return };
    let header: Vec<String> =
        header.cells.iter().take(MAX_COLUMNS).map(|cell| cell.trim().to_owned()).collect();
    if header.len() < 2 {
        let message = "the first line is not the header of a table with several columns";
        let hint = "export the log as JSON Lines, or as CSV with a header";
        state.problem(Problem::error("no-header", state.place().at(1, 1), message, hint));
        return;
    }
    while let Some(row) = rows.next(state) {
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let place = state.place().at(row.line, 1);
        if row.cells.len() != header.len() {
            let (has, wants) = (row.cells.len(), header.len());
            let message = format!("the row has {has} cells and the header {wants}; what is missing is empty");
            let hint = "put cells that hold the delimiter between quotes";
            state.problem(Problem::note("row-length", place.clone(), message, hint));
        }
        let cells = header.iter().zip(&row.cells).filter(|(name, cell)| !name.is_empty() && !cell.is_empty());
        let record: Map<String, Value> =
            cells.map(|(name, cell)| (name.clone(), Value::String(cell.to_owned()))).collect();
        state.record(record, &place, None);
    }
}

struct Row {
    cells: StringRecord,
    /// Line on which it begins, from 1.
    line: usize,
}

/// Reads rows one by one, and finds a way past a quote that is never closed.
struct Rows<'t> {
    text: &'t str,
    delimiter: u8,
    /// Offset at which `reader` begins, or is to begin.
    base: usize,
    /// Line of that offset, from 1.
    line: usize,
    reader: Option<csv::Reader<&'t [u8]>>,
}

impl<'t> Rows<'t> {
    fn next<S: FnMut(AuditEvent, &Place)>(&mut self, state: &mut State<'_, S>) -> Option<Row> {
        loop {
            let bytes: &'t [u8] = self.text.as_bytes();
            let (base, delimiter) = (self.base, self.delimiter);
            let reader = self.reader.get_or_insert_with(|| {
                let rest = bytes.get(base..).unwrap_or_default();
                ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(rest)
            });
            let from = base + offset(reader);
            let mut cells = StringRecord::new();
            let read = reader.read_record(&mut cells);
            let passed = bytes.get(from..base + offset(reader)).unwrap_or_default();
            // what lies before the row itself: the end of the last one, and empty lines
            let blank = passed.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let (before, row) = passed.split_at(blank);
            let begins = self.line + newlines(before);
            let over = newlines(row);
            let (code, message, hint) = match read {
                Ok(false) => return None,
                Ok(true) if over <= MAX_ROW_LINES && row.len() <= MAX_LINE => {
                    self.line = begins + over;
                    return Some(Row { cells, line: begins });
                }
                Ok(true) => {
                    let message = "the row has no end: a quote is never closed, or it is too long".to_owned();
                    ("no-end", message, "close the quote, or write two of them for one inside a cell")
                }
                Err(error) => ("bad-row", format!("the row cannot be read: {error}"), "export it again"),
            };
            state.leave_out(code, state.place().at(begins, 1), message, hint);
            // go on with the next line
            let line = bytes.get(from + blank..).unwrap_or_default();
            let end = line.iter().position(|byte| *byte == b'\n')?;
            self.base = from + blank + end + 1;
            self.line = begins + 1;
            self.reader = None;
        }
    }
}

/// How far a reader has come, in bytes.
fn offset(reader: &csv::Reader<&[u8]>) -> usize {
    usize::try_from(reader.position().byte()).unwrap_or(usize::MAX)
}

fn newlines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

/// What stands between two cells, and where the header begins. A line `sep=;`, as Excel writes it, decides.
fn delimiter(text: &str) -> (u8, usize) {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    if let Some([one]) = first.strip_prefix("sep=").map(str::as_bytes) {
        let after = text.find("sep=").and_then(|at| text.get(at..)?.find('\n').map(|end| at + end + 1));
        return (*one, after.unwrap_or(text.len()));
    }
    // what stands between quotes is no delimiter; of equals the first wins
    let count = |delimiter: char| {
        first.split('"').step_by(2).map(|part| part.matches(delimiter).count()).sum::<usize>()
    };
    let best = [',', ';', '\t', '|'].into_iter().rev().max_by_key(|delimiter| count(*delimiter));
    (best.and_then(|x| u8::try_from(x).ok()).unwrap_or(b','), 0)
}

#[cfg(test)]
mod tests {
    use super::delimiter;

    #[test]
    fn the_header_tells_the_delimiter() {
        for (text, expected) in [
            ("a,b,c\n", (b',', 0)),
            ("\"a,x\";b;c\n", (b';', 0)),
            ("a\tb\n", (b'\t', 0)),
            ("sep=|\na|b\n", (b'|', 6)),
            ("", (b',', 0)),
        ] {
            assert_eq!(delimiter(text), expected, "{text}");
        }
    }
}
