//! Tables that fit the terminal: the columns that may shrink do, until the line fits; the spare ones give way before.

use super::{Paint, cut, plain, width_of};
use std::borrow::Cow;

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    title: Cow<'static, str>,
    right: bool,
    shrinks: bool,
    spare: Spare,
}

/// Whether a column is left out where the terminal is too narrow for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Spare {
    /// It stays.
    Never,
    /// After those that go first.
    Yes,
    /// Before all others.
    First,
}

impl Column {
    /// A column of texts that may be cut.
    pub fn text(title: impl Into<Cow<'static, str>>) -> Self {
        Self { title: title.into(), right: false, shrinks: true, spare: Spare::Never }
    }

    /// A column of short words that are never cut.
    pub fn word(title: impl Into<Cow<'static, str>>) -> Self {
        Self { title: title.into(), right: false, shrinks: false, spare: Spare::Never }
    }

    /// A column of numbers.
    pub fn number(title: impl Into<Cow<'static, str>>) -> Self {
        Self { title: title.into(), right: true, shrinks: false, spare: Spare::Never }
    }

    /// The same column, left out where the terminal is too narrow for all.
    #[must_use]
    pub fn spare(mut self) -> Self {
        self.spare = Spare::Yes;
        self
    }

    /// The same column, left out before the spare ones.
    #[must_use]
    pub fn spare_first(mut self) -> Self {
        self.spare = Spare::First;
        self
    }
}

/// How a cell is coloured: after the padding, so that colour has no width.
type Colouring = Box<dyn Fn(Paint, &str) -> String>;

/// Rows under a header.
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<(String, Option<Colouring>)>>,
    indent: usize,
}

/// Between two columns.
const GAP: &str = "  ";
/// Nothing shrinks below this.
const NARROWEST: usize = 8;

impl Table {
    /// An empty table.
    pub fn new(columns: impl Into<Vec<Column>>) -> Self {
        Self { columns: columns.into(), rows: Vec::new(), indent: 0 }
    }

    /// Starts every line so far to the right.
    pub const fn indent(mut self, indent: usize) -> Self {
        self.indent = indent;
        self
    }

    /// Adds a row.
    pub fn row<S: Into<String>>(&mut self, cells: impl IntoIterator<Item = S>) -> &mut Self {
        self.rows.push(cells.into_iter().map(|cell| (plain(&cell.into()), None)).collect());
        self
    }

    /// Colours a cell of the row that was added last.
    pub fn paint(&mut self, column: usize, colouring: impl Fn(Paint, &str) -> String + 'static) -> &mut Self {
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.get_mut(column)) {
            cell.1 = Some(Box::new(colouring));
        }
        self
    }

    /// Whether it has no rows.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The lines, cut to the width when there is one.
    pub fn render(&self, paint: Paint, width: Option<usize>) -> String {
        let widths = self.widths(width);
        let mut out = String::new();
        if self.columns.iter().any(|column| !column.title.is_empty()) {
            let titles = self.columns.iter().map(|column| paint_title(paint, &column.title));
            self.line(&mut out, &widths, titles);
        }
        for row in &self.rows {
            let cells = row.iter().zip(&widths).map(|((text, colouring), width)| {
                let text = width.map(|width| cut(text, width)).unwrap_or_default();
                let shown = colouring.as_ref().map_or_else(|| text.clone(), |colour| colour(paint, &text));
                (width_of(&text), shown)
            });
            self.line(&mut out, &widths, cells);
        }
        out
    }

    fn line(&self, out: &mut String, widths: &[Option<usize>], cells: impl Iterator<Item = (usize, String)>) {
        let mut line = " ".repeat(self.indent);
        let mut gap = "";
        for ((used, text), (column, width)) in cells.zip(self.columns.iter().zip(widths)) {
            let Some(width) = width else { continue };
            line.push_str(gap);
            gap = GAP;
            let pad = " ".repeat(width.saturating_sub(used));
            if column.right {
                line.push_str(&pad);
            }
            line.push_str(&text);
            if !column.right {
                line.push_str(&pad);
            }
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }

    /// How wide each column is; nothing where a column is left out.
    fn widths(&self, width: Option<usize>) -> Vec<Option<usize>> {
        let mut widths: Vec<Option<usize>> =
            self.columns.iter().map(|column| Some(width_of(&column.title))).collect();
        for row in &self.rows {
            for (width, (text, _)) in widths.iter_mut().zip(row) {
                *width = width.map(|width| width.max(width_of(text)));
            }
        }
        let Some(room) = width else { return widths };
        self.leave_out(&mut widths, room);
        while self.total(&widths, |_, width| width) > room {
            let widest = (widths.iter_mut().zip(&self.columns))
                .filter(|(_, column)| column.shrinks)
                .filter_map(|(width, _)| width.as_mut().filter(|width| **width > NARROWEST))
                .max_by_key(|width| **width);
            match widest {
                Some(width) => *width -= 1,
                None => break,
            }
        }
        widths
    }

    /// Leaves out spare columns until the narrowest form fits: those that go first, and of these the last.
    fn leave_out(&self, widths: &mut [Option<usize>], room: usize) {
        let narrowest =
            |column: &Column, width: usize| if column.shrinks { width.min(NARROWEST) } else { width };
        while self.total(widths, narrowest) > room {
            let spare = widths
                .iter_mut()
                .zip(&self.columns)
                .filter(|(width, column)| column.spare > Spare::Never && width.is_some())
                .max_by_key(|(_, column)| column.spare);
            match spare {
                Some((width, _)) => *width = None,
                None => break,
            }
        }
    }

    /// How wide a line is.
    fn total(&self, widths: &[Option<usize>], of: impl Fn(&Column, usize) -> usize) -> usize {
        let kept: Vec<usize> = widths
            .iter()
            .zip(&self.columns)
            .filter_map(|(width, column)| Some(of(column, (*width)?)))
            .collect();
        kept.iter().sum::<usize>() + GAP.len() * kept.len().saturating_sub(1) + self.indent
    }
}

fn paint_title(paint: Paint, title: &str) -> (usize, String) {
    (width_of(title), paint.dim(title))
}

#[cfg(test)]
mod tests {
    use super::{Column, Table};
    use crate::args::Colour;
    use crate::term::Paint;

    #[test]
    fn the_widest_text_shrinks_and_numbers_do_not() {
        let mut table = Table::new([Column::text("NAME"), Column::text("DETAIL"), Column::number("N")]);
        table.row(["Felix Aydin", "Head of operations in Rotterdam", "412"]);
        table.row(["日本", "x", "7"]);
        let paint = Paint::stdout(Colour::Never);
        assert_eq!(
            table.render(paint, Some(34)),
            "NAME         DETAIL              N\n\
             Felix Aydin  Head of operati…  412\n\
             日本         x                   7\n"
        );
        assert!(table.render(paint, None).contains("Head of operations in Rotterdam"));
    }

    #[test]
    fn spare_columns_give_way_the_last_first() {
        let mut table = Table::new([
            Column::word("NAME"),
            Column::word("FROM").spare(),
            Column::number("PEOPLE"),
            Column::number("ROLES").spare(),
        ]);
        table.row(["practice", "scim", "412", "14"]);
        let paint = Paint::stdout(Colour::Never);
        let head = |width| table.render(paint, Some(width)).lines().next().unwrap_or_default().to_owned();
        assert_eq!(head(80), "NAME      FROM  PEOPLE  ROLES");
        assert_eq!(head(24), "NAME      FROM  PEOPLE");
        assert_eq!(head(18), "NAME      PEOPLE");
    }

    #[test]
    fn what_goes_first_goes_before_what_is_spare() {
        let mut table = Table::new([
            Column::number("SEQ").spare_first(),
            Column::word("WHO"),
            Column::word("TENANT").spare(),
        ]);
        table.row(["1", "mara", "practice"]);
        let paint = Paint::stdout(Colour::Never);
        let head = |width| table.render(paint, Some(width)).lines().next().unwrap_or_default().to_owned();
        assert_eq!(head(30), "SEQ  WHO   TENANT");
        assert_eq!(head(15), "WHO   TENANT");
        assert_eq!(head(10), "WHO");
    }
}
