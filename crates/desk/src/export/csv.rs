//! The matrix as CSV (RFC 4180), both ways. `connect`'s CSV reader takes the first way back.

use super::grid::Grid;
use super::text::harmless;
use csv::{Terminator, Writer, WriterBuilder};
use steward_access::Subject;

/// What a row is, as the reader's mapping calls it.
fn subject_word(grid: &Grid<'_>) -> &'static str {
    match grid.rows.first().map(|row| row.subject) {
        Some(Subject::Group(_)) => "group",
        Some(Subject::Role(_)) => "role",
        Some(Subject::Person(_)) | None => "person",
    }
}

/// Subjects down, permissions across, by id. People whose name is not their id have a column with it.
pub fn render(grid: &Grid<'_>) -> String {
    let word = subject_word(grid);
    let named = word == "person" && grid.rows.iter().any(|row| row.name != row.id);
    let mut table = Table::new();
    let head = std::iter::once(word).chain(named.then_some("personName"));
    table.row(head.chain(grid.columns.iter().map(|column| column.id)));
    for (row, cells) in grid.lines() {
        let head = std::iter::once(row.id).chain(named.then_some(row.name));
        table.row(head.chain(cells.map(|(_, mark)| mark.word())));
    }
    table.finish()
}

/// Permissions down, subjects across, by id.
pub fn render_transposed(grid: &Grid<'_>) -> String {
    let mut table = Table::new();
    let corner = format!("permission \\ {}", subject_word(grid));
    let head = [corner.as_str(), "name", "category", "consequence"].into_iter();
    table.row(head.chain(grid.rows.iter().map(|row| row.id)));
    for (at, column) in grid.columns.iter().enumerate() {
        let head = [column.id, column.name, column.category, column.consequence.word()].into_iter();
        table.row(head.chain((0..grid.rows.len()).map(|row| grid.mark(row, at).word())));
    }
    table.finish()
}

/// Writes to memory, where nothing fails.
pub(super) struct Table(Writer<Vec<u8>>);

impl Table {
    pub(super) fn new() -> Self {
        Self(WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new()))
    }

    pub(super) fn row<'a>(&mut self, cells: impl Iterator<Item = &'a str>) {
        for cell in cells {
            let _ = self.0.write_field(harmless(cell).as_ref());
        }
        let _ = self.0.write_record(None::<&[u8]>);
    }

    pub(super) fn finish(self) -> String {
        let bytes = self.0.into_inner().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}
