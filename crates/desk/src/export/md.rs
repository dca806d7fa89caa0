//! The matrix for a wiki or a pull request.

use super::ExportAbout;
use super::grid::{Grid, LEGEND};
use super::text::markdown;
use std::fmt::Write as _;

/// More columns than this are listed row by row: a wider table can be neither read nor rendered.
const WIDEST: usize = 120;

/// A heading, what it holds, the legend and the table.
pub fn render(grid: &Grid<'_>, about: &ExportAbout) -> String {
    let mut out = String::new();
    let title = about.title();
    let _ = writeln!(out, "# Who can do what: {} ({})\n", markdown(title), about.environment_word());
    for (label, value) in about.facts().into_iter().skip(1) {
        let _ = writeln!(out, "- {label}: {}", markdown(&value));
    }
    let subject = about.rows_word_singular();
    if grid.columns.len() > WIDEST {
        let _ = writeln!(
            out,
            "\nThere are too many permissions for a table, so what is held is listed.\n\n{LEGEND}\n"
        );
        listing(&mut out, grid, subject);
    } else {
        let _ = writeln!(out, "\n{LEGEND}\n");
        table(&mut out, grid, subject);
    }
    out
}

fn table(out: &mut String, grid: &Grid<'_>, subject: &str) {
    let _ = write!(out, "| {subject} |");
    for column in &grid.columns {
        let _ = write!(out, " {} |", markdown(column.name));
    }
    let _ = write!(out, "\n| --- |");
    for _ in &grid.columns {
        out.push_str(" :-: |");
    }
    let _ = write!(out, "\n| *class* |");
    for column in &grid.columns {
        let _ = write!(out, " *{}* |", column.consequence);
    }
    out.push('\n');
    for (row, cells) in grid.lines() {
        let _ = write!(out, "| {} |", label(row.name, row.id, row.active));
        for (_, cell) in cells {
            let _ = write!(out, " {} |", cell.glyph());
        }
        out.push('\n');
    }
}

fn listing(out: &mut String, grid: &Grid<'_>, subject: &str) {
    let _ = writeln!(out, "| {subject} | Held | Permissions |\n| --- | --: | --- |");
    for (row, cells) in grid.lines() {
        let held: Vec<String> = (cells.filter(|(_, cell)| cell.mark.held()))
            .map(|(column, cell)| format!("{} {}", cell.glyph(), markdown(column.name)))
            .collect();
        let name = label(row.name, row.id, row.active);
        let _ = writeln!(out, "| {name} | {} | {} |", held.len(), held.join(", "));
    }
}

/// The name of a row, with its id where that is another.
pub(super) fn label(name: &str, id: &str, active: bool) -> String {
    let mut out = markdown(name);
    if name != id {
        let _ = write!(out, " ({})", markdown(id));
    }
    if !active {
        out.push_str(", deactivated");
    }
    out
}
