//! The matrix as a workbook: the matrix with frozen panes, the permissions, and what it holds.

use super::grid::{Grid, Mark};
use super::text::harmless;
use super::{ExportAbout, ExportError};
use crate::convert::count;
use rust_xlsxwriter::{Color, DocProperties, Format, FormatAlign, Workbook, Worksheet};
use steward_model::Consequence;

pub(super) const MAX_ROWS: usize = 1_048_576;
const MAX_COLUMNS: usize = 16_384;
/// Id, name and active stand before the permissions.
const LEAD: u16 = 3;
/// Category, class and name of a column, then its id.
const HEAD: u32 = 4;

/// The bytes of the workbook.
pub fn render(grid: &Grid<'_>, about: &ExportAbout) -> Result<Vec<u8>, ExportError> {
    let rows = grid.rows.len() + HEAD as usize;
    let columns = grid.columns.len() + usize::from(LEAD);
    if rows > MAX_ROWS || columns > MAX_COLUMNS {
        return Err(ExportError::TooLarge { rows, columns });
    }
    let mut book = Workbook::new();
    let title = format!("Who can do what: {} ({})", about.title(), about.environment_word());
    book.set_properties(&properties(about, &title, &about.facts()));
    matrix(book.add_worksheet(), grid, about)?;
    permissions(book.add_worksheet(), grid)?;
    about_sheet(book.add_worksheet(), &about.facts())?;
    Ok(book.save_to_buffer()?)
}

/// What a workbook says about itself outside of its sheets.
pub(super) fn properties(
    about: &ExportAbout,
    title: &str,
    facts: &[(&'static str, String)],
) -> DocProperties {
    let facts: Vec<String> = facts.iter().map(|(label, value)| format!("{label}: {value}")).collect();
    let properties =
        DocProperties::new().set_title(title).set_author(&about.made_by).set_comment(facts.join("\n"));
    // the library reads the clock unless it is told; the same snapshot shall give the same bytes
    match about
        .at
        .parse::<jiff::Timestamp>()
        .map(|at| at.as_second())
        .map(rust_xlsxwriter::ExcelDateTime::from_timestamp)
    {
        Ok(Ok(at)) => properties.set_creation_datetime(&at),
        _ => properties,
    }
}

fn matrix(sheet: &mut Worksheet, grid: &Grid<'_>, about: &ExportAbout) -> Result<(), ExportError> {
    let head = Format::new().set_bold();
    let quiet = Format::new().set_font_color(Color::RGB(0x0061_6875));
    let upright = Format::new().set_bold().set_rotation(90).set_align(FormatAlign::Bottom);
    let marks = Marks::new();
    sheet.set_name("Matrix")?;
    sheet.set_freeze_panes(HEAD, LEAD)?.set_landscape();
    sheet.set_repeat_rows(0, HEAD - 1)?;
    for (at, label) in ["Category", "Consequence", "Permission"].into_iter().enumerate() {
        sheet.write_string_with_format(count(at), 0, label, &quiet)?;
    }
    for (at, label) in (0_u16..).zip(["Id", about.rows_word_singular(), "Account"]) {
        sheet.write_string_with_format(HEAD - 1, at, label, &head)?;
    }
    if about.incomplete.is_some() {
        sheet.write_string_with_format(0, 1, "Incomplete reading: see About", &head)?;
    }
    sheet.set_column_width(0, 16)?.set_column_width(1, 28)?.set_column_width(2, 12)?;
    for (at, column) in (LEAD..).zip(&grid.columns) {
        sheet.write_string_with_format(0, at, harmless(column.category), &quiet)?;
        sheet.write_string_with_format(1, at, column.consequence.word(), marks.class(column.consequence))?;
        sheet.write_string_with_format(2, at, harmless(column.name), &upright)?;
        sheet.write_string_with_format(3, at, harmless(column.id), &quiet)?;
    }
    let mut widths = vec![7; grid.columns.len()];
    for (at, (row, cells)) in (HEAD..).zip(grid.lines()) {
        sheet.write_string(at, 0, harmless(row.id))?;
        sheet.write_string(at, 1, harmless(row.name))?;
        if !row.active {
            sheet.write_string_with_format(at, 2, "deactivated", &quiet)?;
        }
        for ((to, (column, cell)), width) in (LEAD..).zip(cells).zip(&mut widths) {
            if let Some(format) = marks.cell(cell.mark, column.consequence) {
                let word = grid.word(row, column, cell);
                *width = word.len().max(*width);
                sheet.write_string_with_format(at, to, word, format)?;
            }
        }
    }
    for (to, width) in (LEAD..).zip(widths) {
        sheet.set_column_width(to, count(width))?;
    }
    Ok(())
}

fn permissions(sheet: &mut Worksheet, grid: &Grid<'_>) -> Result<(), ExportError> {
    let head = Format::new().set_bold();
    let held = (0..grid.columns.len())
        .map(|column| (0..grid.rows.len()).filter(|row| grid.cell(*row, column).mark.held()).count());
    sheet.set_name("Permissions")?;
    sheet.set_freeze_panes(1, 0)?;
    for (at, label) in (0_u16..).zip(["Id", "Permission", "Category", "Consequence", "Held by rows"]) {
        sheet.write_string_with_format(0, at, label, &head)?;
    }
    for (at, (column, held)) in (1_u32..).zip(grid.columns.iter().zip(held)) {
        sheet.write_string(at, 0, harmless(column.id))?;
        sheet.write_string(at, 1, harmless(column.name))?;
        sheet.write_string(at, 2, harmless(column.category))?;
        sheet.write_string(at, 3, column.consequence.word())?;
        sheet.write_number(at, 4, count(held))?;
    }
    sheet
        .set_column_width(0, 28)?
        .set_column_width(1, 32)?
        .set_column_width(2, 24)?
        .set_column_width(3, 12)?;
    Ok(())
}

/// The sheet that says what the workbook holds.
pub(super) fn about_sheet(
    sheet: &mut Worksheet,
    facts: &[(&'static str, String)],
) -> Result<(), ExportError> {
    let head = Format::new().set_bold();
    sheet.set_name("About")?;
    for (at, (label, value)) in (0_u32..).zip(facts) {
        sheet.write_string_with_format(at, 0, *label, &head)?;
        sheet.write_string(at, 1, harmless(value))?;
    }
    sheet.set_column_width(0, 24)?.set_column_width(1, 72)?;
    Ok(())
}

/// Formats of cells, made once.
pub(super) struct Marks {
    classes: [(Consequence, Format); 6],
    denied: Format,
}

impl Marks {
    pub(super) fn new() -> Self {
        let format = |class: Consequence| {
            let (ink, ground) = match class {
                Consequence::View => (0x005A_6372, 0x00EE_F0F3),
                Consequence::Diagnose => (0x000A_6E80, 0x00E3_F3F5),
                Consequence::Correct => (0x0025_733A, 0x00E6_F4E9),
                Consequence::Override => (0x009A_5200, 0x00FC_F0DF),
                Consequence::Policy => (0x007D_30AD, 0x00F5_EBFB),
                Consequence::Destructive => (0x00BE_222B, 0x00FC_EAEA),
            };
            Format::new()
                .set_align(FormatAlign::Center)
                .set_font_color(Color::RGB(ink))
                .set_background_color(Color::RGB(ground))
        };
        let denied = Format::new().set_align(FormatAlign::Center).set_font_strikethrough();
        Self { classes: Consequence::ALL.map(|class| (class, format(class))), denied }
    }

    /// How a class looks.
    pub(super) fn class(&self, class: Consequence) -> &Format {
        self.classes.iter().find(|(x, _)| *x == class).map_or(&self.denied, |(_, format)| format)
    }

    fn cell(&self, mark: Mark, class: Consequence) -> Option<&Format> {
        match mark {
            Mark::None => None,
            Mark::Yes | Mark::Scoped => Some(self.class(class)),
            Mark::Denied => Some(&self.denied),
        }
    }
}
