//! The rows of a CSV text: delimiter, quoting, and a way past a quote that is never closed.

use super::MAX_COLUMNS;
use super::log::{Log, ONE, shown};
use crate::missing::Extent;
use csv::{ReaderBuilder, StringRecord};
use std::cell::Cell;

/// Delimiters that are tried, the likeliest first.
const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// A row with its place.
#[derive(Debug)]
pub(super) struct Row {
    /// Line on which it begins, from 1.
    pub line: u32,
    /// Lines it runs over.
    pub lines: u32,
    /// Byte offset of its first character.
    pub start: usize,
    pub cells: StringRecord,
    /// The last cell whose column was asked for: which, its byte offset from `start`, and its column.
    last: Cell<(usize, usize, u32)>,
}

impl Row {
    /// The trimmed value of a column; empty when the row is too short.
    pub fn get(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or("").trim()
    }

    /// Character column of a cell on its line, from 1; quickly for cells that follow each other.
    pub fn column_of(&self, text: &str, delimiter: char, cell: usize) -> Option<u32> {
        let before = self.last.get();
        let (mut at, offset, mut column) = if before.0 <= cell { before } else { (0, 0, 1) };
        let raw = text.get(self.start + offset..)?;
        let mut quoted = false;
        for (passed, c) in raw.char_indices() {
            if at == cell {
                self.last.set((at, offset + passed, column));
                return Some(column);
            }
            match c {
                '"' => quoted = !quoted,
                '\n' if quoted => {
                    column = 0;
                }
                '\n' | '\r' if !quoted => return None,
                c if c == delimiter && !quoted => at += 1,
                _ => {}
            }
            column += 1;
        }
        (at == cell).then_some(column)
    }
}

/// The delimiter that cuts the first lines most evenly, and where the rows begin. A line `sep=;`, as Excel writes
/// it, decides and is skipped.
pub(super) fn delimiter(text: &str) -> (char, usize) {
    let first = text.lines().next().unwrap_or("");
    if let Some(rest) = first.trim().strip_prefix("sep=") {
        let mut rest = rest.chars();
        if let (Some(c), None) = (rest.next(), rest.next()) {
            let skip = text.find('\n').map_or(text.len(), |x| x + 1);
            return (c, skip);
        }
    }
    let score = |delimiter: char| {
        let counts: Vec<usize> = head(text).map(|line| fields(line, delimiter)).take(30).collect();
        let first = counts.first().copied().unwrap_or(1);
        if first < 2 {
            return (0, 0);
        }
        let same = counts.iter().filter(|x| **x == first).count();
        (same * 100 / counts.len().max(1), first)
    };
    let mut best = (',', (0, 0));
    for delimiter in DELIMITERS {
        let now = score(delimiter);
        // an even cut counts most; of two even ones, the finer
        if now.0 > best.1.0 + 20 || (now.0 + 20 >= best.1.0 && now.1 > best.1.1) {
            best = (delimiter, now);
        }
    }
    (best.0, 0)
}

fn head(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|x| !x.trim().is_empty())
}

fn fields(line: &str, delimiter: char) -> usize {
    // every other part stands between quotes
    line.split('"').step_by(2).map(|part| part.matches(delimiter).count()).sum::<usize>() + 1
}

/// Reads rows one by one.
pub(super) struct Rows<'t> {
    text: &'t str,
    delimiter: char,
    /// Offset at which `reader` began.
    base: usize,
    reader: csv::Reader<&'t [u8]>,
    /// Lines counted up to this offset.
    counted: (usize, u32),
    /// The first row with too many columns: its line, and how many there are.
    pub wide: Option<(u32, usize)>,
}

impl<'t> Rows<'t> {
    pub fn new(text: &'t str, delimiter: char, start: usize) -> Self {
        let reader = Self::reader(&[], delimiter);
        let mut rows = Self { text, delimiter, base: 0, reader, counted: (0, 1), wide: None };
        rows.restart(start);
        rows
    }

    fn reader(bytes: &'t [u8], delimiter: char) -> csv::Reader<&'t [u8]> {
        let delimiter = u8::try_from(delimiter).unwrap_or(b',');
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes)
    }

    fn restart(&mut self, offset: usize) {
        self.base = offset;
        self.reader = Self::reader(self.text.as_bytes().get(offset..).unwrap_or_default(), self.delimiter);
    }

    /// Line of an offset that is not before the last one asked for.
    fn line(&mut self, offset: usize) -> u32 {
        let (from, line) = self.counted;
        let passed = self.text.get(from..offset).unwrap_or_default();
        // `\r\n` is one break, as is a `\r` alone
        let alone = |at: usize| passed.as_bytes().get(at + 1).is_some_and(|x| *x != b'\n');
        let more = passed.matches('\n').count() + passed.match_indices('\r').filter(|x| alone(x.0)).count();
        let line = line.saturating_add(u32::try_from(more).unwrap_or(u32::MAX));
        self.counted = (offset.max(from), line);
        line
    }

    /// The next row, or `None` at the end.
    pub fn next(&mut self, log: &mut Log) -> Option<Row> {
        loop {
            let from = self.base + usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
            let mut cells = StringRecord::new();
            match self.reader.read_record(&mut cells) {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => {
                    let line = self.line(from);
                    let message = format!("the row cannot be read: {error}");
                    log.leave_out(
                        Extent::Rest,
                        "bad-row",
                        log.line(line),
                        message,
                        "save the table again as CSV; the rest was not read",
                    );
                    return None;
                }
            }
            let end = self.base + usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
            let raw = self.text.get(from..end).unwrap_or("");
            let start = from + (raw.len() - raw.trim_start_matches(['\r', '\n']).len());
            let raw = self.text.get(start..end).unwrap_or("").trim_end_matches(['\r', '\n']);
            let line = self.line(start);
            let open = end >= self.text.len() && raw.matches('"').count() % 2 == 1;
            if open && raw.contains('\n') {
                let message = "a quote is opened here and never closed".to_owned();
                log.leave_out(
                    ONE,
                    "open-quote",
                    log.line(line),
                    message,
                    "close or remove the quote; the line was left out",
                );
                let next = raw.find('\n').map_or(end, |x| start + x + 1);
                self.restart(next);
                continue;
            }
            if cells.len() > MAX_COLUMNS {
                self.wide = self.wide.or(Some((line, cells.len())));
                let message = format!("the row has {} columns, the limit is {MAX_COLUMNS}", cells.len());
                log.leave_out(
                    ONE,
                    "too-many-columns",
                    log.line(line),
                    message,
                    "check the delimiter; the row was left out",
                );
                continue;
            }
            if cells.iter().all(|x| x.trim().is_empty()) {
                continue;
            }
            if open {
                let place = log.line(line);
                let message = format!("a quote in `{}` is never closed", shown(raw));
                log.leave_out(
                    ONE,
                    "open-quote",
                    place,
                    message,
                    "close or remove the quote; the line was left out",
                );
                continue;
            }
            let lines = u32::try_from(raw.matches('\n').count() + 1).unwrap_or(u32::MAX);
            return Some(Row { line, lines, start, cells, last: Cell::new((0, 0, 1)) });
        }
    }
}
