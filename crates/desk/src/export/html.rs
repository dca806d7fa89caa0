//! The matrix as a page that stands alone: no script, no address outside, light, printable.

use super::about::INCOMPLETE;
use super::grid::{Grid, LEGEND};
use super::{ExportAbout, ExportError};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment};
use serde::Serialize;
use std::collections::BTreeMap;
use steward_model::Consequence;

/// More columns than this are listed row by row: no paper is that wide.
const WIDEST: usize = 120;

/// What a mark is called aloud.
const WORDS: [(&str, &str); 4] =
    [("●", "yes"), ("◐", "scoped"), ("◷", "with an end"), ("◇", "a prerequisite is missing")];

const TEMPLATE: &str = include_str!("matrix.html.jinja");

#[derive(Serialize)]
struct Page<'a> {
    title: &'a str,
    environment: &'static str,
    subject: &'static str,
    personal: &'static str,
    legend: &'static str,
    /// What a mark is called aloud.
    words: BTreeMap<&'static str, &'static str>,
    facts: Vec<Fact>,
    /// What the fact is called that has to be seen first.
    incomplete: &'static str,
    /// The list of what is held instead of the grid.
    listing: bool,
    categories: Vec<Category<'a>>,
    columns: Vec<Column<'a>>,
    rows: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Fact {
    label: &'static str,
    value: String,
}

#[derive(Serialize)]
struct Column<'a> {
    id: &'a str,
    name: &'a str,
    class: &'static str,
    letter: &'static str,
}

#[derive(Serialize)]
struct Category<'a> {
    name: &'a str,
    span: usize,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    name: &'a str,
    active: bool,
    held: usize,
    /// One mark a column; empty for a listing.
    cells: Vec<&'static str>,
    /// Mark and name of what is held; empty for a grid.
    list: Vec<(&'static str, &'a str)>,
}

/// The page.
pub fn render(grid: &Grid<'_>, about: &ExportAbout) -> Result<String, ExportError> {
    let listing = grid.columns.len() > WIDEST;
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    let facts: Vec<Fact> = about.facts().into_iter().map(|(label, value)| Fact { label, value }).collect();
    let columns: Vec<Column<'_>> = (grid.columns.iter())
        .map(|column| Column {
            id: column.id,
            name: column.name,
            class: column.consequence.word(),
            letter: letter(column.consequence),
        })
        .collect();
    let categories: Vec<Category<'_>> =
        grid.categories().into_iter().map(|(name, span)| Category { name, span }).collect();
    let page = Page {
        title: about.title(),
        environment: about.environment_word(),
        subject: about.rows_word_singular(),
        personal: about.personal_sentence(),
        legend: LEGEND,
        words: WORDS.into(),
        facts,
        incomplete: INCOMPLETE,
        listing,
        categories,
        columns,
        rows: rows(grid, listing),
    };
    Ok(environment.render_named_str("matrix.html", TEMPLATE, Serde(&page))?)
}

fn rows<'a>(grid: &'a Grid<'_>, listing: bool) -> Vec<Row<'a>> {
    (grid.lines())
        .map(|(row, cells)| {
            let mut out = Row {
                id: row.id,
                name: row.name,
                active: row.active,
                held: 0,
                cells: Vec::new(),
                list: Vec::new(),
            };
            for (column, cell) in cells {
                let held = cell.mark.held();
                out.held += usize::from(held);
                if !listing {
                    out.cells.push(cell.glyph());
                } else if held {
                    out.list.push((cell.glyph(), column.name));
                }
            }
            out
        })
        .collect()
}

/// One letter a class, all different.
const fn letter(class: Consequence) -> &'static str {
    match class {
        Consequence::View => "v",
        Consequence::Diagnose => "d",
        Consequence::Correct => "c",
        Consequence::Override => "o",
        Consequence::Policy => "p",
        Consequence::Destructive => "x",
    }
}
