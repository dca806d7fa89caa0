//! Tables that fit the terminal: the columns that may shrink do, until the line fits.

use super::{Paint, cut, plain, width_of};

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    title: &'static str,
    right: bool,
    shrinks: bool,
}

impl Column {
    /// A column of texts that may be cut.
    pub const fn text(title: &'static str) -> Self {
        Self { title, right: false, shrinks: true }
    }

    /// A column of short words that are never cut.
    pub const fn word(title: &'static str) -> Self {
        Self { title, right: false, shrinks: false }
    }

    /// A column of numbers.
    pub const fn number(title: &'static str) -> Self {
        Self { title, right: true, shrinks: false }
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
const GAP: usize = 2;
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
            let titles = self.columns.iter().map(|column| paint_title(paint, column.title));
            self.line(&mut out, &widths, titles);
        }
        for row in &self.rows {
            let cells = row.iter().zip(&widths).map(|((text, colouring), width)| {
                let text = cut(text, *width);
                let shown = colouring.as_ref().map_or_else(|| text.clone(), |colour| colour(paint, &text));
                (width_of(&text), shown)
            });
            self.line(&mut out, &widths, cells);
        }
        out
    }

    fn line(&self, out: &mut String, widths: &[usize], cells: impl Iterator<Item = (usize, String)>) {
        let mut line = " ".repeat(self.indent);
        for (at, ((used, text), (column, width))) in cells.zip(self.columns.iter().zip(widths)).enumerate() {
            if at > 0 {
                line.push_str(&" ".repeat(GAP));
            }
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

    fn widths(&self, width: Option<usize>) -> Vec<usize> {
        let mut widths: Vec<usize> = self.columns.iter().map(|column| width_of(column.title)).collect();
        for row in &self.rows {
            for (width, (text, _)) in widths.iter_mut().zip(row) {
                *width = (*width).max(width_of(text));
            }
        }
        let Some(width) = width else { return widths };
        let gaps = GAP * widths.len().saturating_sub(1) + self.indent;
        while widths.iter().sum::<usize>() + gaps > width {
            let widest = (widths.iter_mut().zip(&self.columns))
                .filter(|(width, column)| column.shrinks && **width > NARROWEST)
                .max_by_key(|(width, _)| **width);
            match widest {
                Some((width, _)) => *width -= 1,
                None => break,
            }
        }
        widths
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
}
