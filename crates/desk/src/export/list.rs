//! Lists as files: people, groups, roles or permissions with their columns.

use super::text::{harmless, markdown};
use super::write::Label;
use super::{ExportAbout, ExportError, ExportRequest, ExportSource, Exported, ListFormat, Parcel, Rendered};
use super::{csv::Table, md, xlsx};
use crate::convert::count;
use crate::wire::{ListCell, ListColumn, ListKind, ListRow, RowKind};
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;
use steward_model::Consequence;

/// A list with all its rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListDocument {
    /// What it holds.
    pub about: ExportAbout,
    /// What the rows are.
    pub kind: ListKind,
    /// The columns behind the name.
    pub columns: Vec<ListColumn>,
    /// In the order of the list.
    pub rows: Vec<ListRow>,
}

/// What a list is written from.
pub(crate) struct ListExport<'a> {
    pub(crate) source: ExportSource<'a>,
    pub(crate) kind: ListKind,
    pub(crate) columns: Vec<ListColumn>,
    pub(crate) rows: Vec<ListRow>,
}

/// Renders a list, and says which files it becomes where a path is given. Nothing is written yet.
///
/// # Errors
/// When the format needs a path and has none, or when the list is larger than the format can hold.
pub(crate) fn export_list(
    list: ListExport<'_>,
    format: ListFormat,
    out: Option<&str>,
) -> Result<(Exported, Parcel), ExportError> {
    let ListExport { source, kind, columns, rows } = list;
    let about = about(&source, kind, format, &columns, &rows);
    let document = ListDocument { about: about.clone(), kind, columns, rows };
    let rendered = match format {
        ListFormat::Csv => Rendered::Text(as_csv(&document)),
        ListFormat::Md => Rendered::Text(as_md(&document)),
        ListFormat::Json => Rendered::Text(serde_json::to_string_pretty(&document)? + "\n"),
        ListFormat::Xlsx => Rendered::Bytes(as_xlsx(&document)?),
    };
    let ending = format!("{}.{}", word(kind), format.word());
    let title = title(&document);
    let label = Label { format: format.of_matrix(), ending: &ending, title: &title };
    let (parcel, text) = rendered.for_place(out, &about, &label)?;
    Ok((Exported { format: format.of_matrix(), about, files: Vec::new(), text, limited: 0 }, parcel))
}

fn about(
    source: &ExportSource<'_>,
    kind: ListKind,
    format: ListFormat,
    columns: &[ListColumn],
    rows: &[ListRow],
) -> ExportAbout {
    let rows_are = match kind {
        ListKind::People => RowKind::People,
        ListKind::Groups => RowKind::Groups,
        ListKind::Roles | ListKind::Permissions => RowKind::Roles,
    };
    let request = ExportRequest { format: format.of_matrix(), rows: rows_are, out: None, at: None };
    ExportAbout {
        row_count: count(rows.len()),
        column_count: count(columns.len()),
        personal_data: kind == ListKind::People,
        ..ExportAbout::of(source, &request)
    }
}

const fn word(kind: ListKind) -> &'static str {
    match kind {
        ListKind::People => "people",
        ListKind::Groups => "groups",
        ListKind::Roles => "roles",
        ListKind::Permissions => "permissions",
    }
}

const fn heading(kind: ListKind) -> &'static str {
    match kind {
        ListKind::People => "People",
        ListKind::Groups => "Groups",
        ListKind::Roles => "Roles",
        ListKind::Permissions => "Permissions",
    }
}

fn title(list: &ListDocument) -> String {
    format!("{}: {} ({})", heading(list.kind), list.about.title(), list.about.environment_word())
}

/// What the file says about itself.
fn facts(list: &ListDocument) -> Vec<(&'static str, String)> {
    let holds = format!("{} {}, {} columns", list.rows.len(), word(list.kind), list.columns.len());
    let own = |(label, value): (&'static str, String)| match label {
        "Holds" => (label, holds.clone()),
        _ => (label, value),
    };
    list.about.facts().into_iter().map(own).collect()
}

/// What stands in a cell, as text; nothing when unknown or never.
fn text(cell: &ListCell) -> String {
    match cell {
        ListCell::Text(text) => text.clone(),
        ListCell::Number(n) => n.to_string(),
        ListCell::Moment(at) => at.clone().unwrap_or_default(),
        ListCell::Class(class) => class.map(|x| Consequence::from(x).word().to_owned()).unwrap_or_default(),
        ListCell::Flag(flag) => match flag {
            Some(true) => "yes".to_owned(),
            Some(false) => "no".to_owned(),
            None => String::new(),
        },
    }
}

/// A table by RFC 4180, under the ids of the columns.
fn as_csv(list: &ListDocument) -> String {
    let people = list.kind == ListKind::People;
    let mut table = Table::new();
    let head = ["id", "name"].into_iter().chain(people.then_some("active"));
    table.row(head.chain(list.columns.iter().map(|column| column.id.as_str())));
    for row in &list.rows {
        let active = people.then_some(if row.active { "yes" } else { "no" });
        let cells: Vec<String> = row.cells.iter().map(text).collect();
        let head = [row.item.id.as_str(), row.item.name.as_str()].into_iter().chain(active);
        table.row(head.chain(cells.iter().map(String::as_str)));
    }
    table.finish()
}

/// A heading, what it holds and the table.
fn as_md(list: &ListDocument) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# {}\n", markdown(&title(list)));
    for (label, value) in facts(list).into_iter().skip(1) {
        let _ = writeln!(out, "- {label}: {}", markdown(&value));
    }
    let _ = write!(out, "\n| Name |");
    for column in &list.columns {
        let _ = write!(out, " {} |", column.title);
    }
    let _ = write!(out, "\n| --- |");
    for column in &list.columns {
        let number = matches!(column.holds, crate::wire::CellKind::Number);
        out.push_str(if number { " --: |" } else { " --- |" });
    }
    out.push('\n');
    for row in &list.rows {
        let _ = write!(out, "| {} |", md::label(&row.item.name, &row.item.id, row.active));
        for cell in &row.cells {
            let _ = write!(out, " {} |", markdown(&text(cell)));
        }
        out.push('\n');
    }
    out
}

/// A workbook with the list and what it holds.
fn as_xlsx(list: &ListDocument) -> Result<Vec<u8>, ExportError> {
    let rows = list.rows.len() + 1;
    if rows > xlsx::MAX_ROWS {
        return Err(ExportError::TooLarge { rows, columns: list.columns.len() });
    }
    let facts = facts(list);
    let mut book = Workbook::new();
    book.set_properties(&xlsx::properties(&list.about, &title(list), &facts));
    sheet(book.add_worksheet(), list)?;
    xlsx::about_sheet(book.add_worksheet(), &facts)?;
    Ok(book.save_to_buffer()?)
}

/// Id, name and account stand before the columns.
const LEAD: u16 = 3;

fn sheet(sheet: &mut Worksheet, list: &ListDocument) -> Result<(), ExportError> {
    let head = Format::new().set_bold();
    let marks = xlsx::Marks::new();
    sheet.set_name(heading(list.kind))?;
    sheet.set_freeze_panes(1, 2)?;
    sheet.set_column_width(0, 24)?.set_column_width(1, 28)?.set_column_width(2, 12)?;
    for (at, label) in (0_u16..).zip(["Id", "Name", "Account"]) {
        sheet.write_string_with_format(0, at, label, &head)?;
    }
    for (at, column) in (LEAD..).zip(&list.columns) {
        sheet.write_string_with_format(0, at, column.title.as_str(), &head)?;
        sheet.set_column_width(at, 16)?;
    }
    for (at, row) in (1_u32..).zip(&list.rows) {
        sheet.write_string(at, 0, harmless(&row.item.id))?;
        sheet.write_string(at, 1, harmless(&row.item.name))?;
        if !row.active {
            sheet.write_string(at, 2, "deactivated")?;
        }
        for (to, cell) in (LEAD..).zip(&row.cells) {
            match cell {
                ListCell::Number(n) => sheet.write_number(at, to, *n)?,
                ListCell::Class(Some(class)) => {
                    let class = Consequence::from(*class);
                    sheet.write_string_with_format(at, to, class.word(), marks.class(class))?
                }
                other => sheet.write_string(at, to, harmless(&text(other)))?,
            };
        }
    }
    Ok(())
}
