//! The matrix as CSV (RFC 4180), both ways. `connect`'s CSV reader takes the first way back.

use super::grid::Grid;
use super::text::harmless;
use crate::wire::RowKind;
use csv::{Terminator, Writer, WriterBuilder};
use std::borrow::Cow;

/// What a row is, as the reader's mapping calls it. Also where there are none: the head is read all the same.
const fn subject_word(kind: RowKind) -> &'static str {
    match kind {
        RowKind::People => "person",
        RowKind::Groups => "group",
        RowKind::Roles => "role",
    }
}

/// Subjects down, permissions across, by id. People whose name is not their id have a column with it.
pub fn render(grid: &Grid<'_>) -> String {
    let word = subject_word(grid.kind);
    let named = word == "person" && grid.rows.iter().any(|row| row.name != row.id);
    let mut table = Table::new();
    let head = std::iter::once(word).chain(named.then_some("personName"));
    table.row(head.chain(grid.columns.iter().map(|column| column.id)));
    for (row, cells) in grid.lines() {
        let head = std::iter::once(row.id).chain(named.then_some(row.name));
        let words: Vec<Cow<'static, str>> =
            cells.map(|(column, cell)| grid.word(row, column, cell)).collect();
        table.row(head.chain(words.iter().map(|word| &**word)));
    }
    table.finish()
}

/// Permissions down, subjects across, by id.
pub fn render_transposed(grid: &Grid<'_>) -> String {
    let mut table = Table::new();
    let corner = format!("permission \\ {}", subject_word(grid.kind));
    let head = [corner.as_str(), "name", "category", "consequence"].into_iter();
    table.row(head.chain(grid.rows.iter().map(|row| row.id)));
    for (at, column) in grid.columns.iter().enumerate() {
        let head = [column.id, column.name, column.category, column.consequence.word()].into_iter();
        let words: Vec<Cow<'static, str>> = (grid.rows.iter().enumerate())
            .map(|(number, row)| grid.word(row, column, grid.cell(number, at)))
            .collect();
        table.row(head.chain(words.iter().map(|word| &**word)));
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
