//! Tables that fit the terminal: spare columns give way until the others are easy to read, then texts shrink, then
//! names, and words last.

use super::{Paint, cut, plain, width_of};
use std::borrow::Cow;

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    title: Cow<'static, str>,
    holds: Holds,
    spare: u8,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Text,
    Name,
    Word,
    Number,
}

impl Column {
    /// A column of texts that may be cut.
    pub fn text(title: impl Into<Cow<'static, str>>) -> Self {
        Self { title: title.into(), holds: Holds::Text, spare: 0 }
    }

    /// A column of names, whole as far as that is possible.
    pub fn name(title: impl Into<Cow<'static, str>>) -> Self {
        Self { title: title.into(), holds: Holds::Name, spare: 0 }
    }

    /// A column of short words, cut only where nothing else is left to cut.
    pub fn word(title: impl Into<Cow<'static, str>>) -> Self {
        Self { title: title.into(), holds: Holds::Word, spare: 0 }
    }

    /// A column of numbers, which are never cut.
    pub fn number(title: impl Into<Cow<'static, str>>) -> Self {
        Self { title: title.into(), holds: Holds::Number, spare: 0 }
    }

    /// The same column, left out where the terminal is too narrow for all: the highest rank first, 0 never.
    #[must_use]
    pub const fn spare(mut self, rank: u8) -> Self {
        self.spare = rank;
        self
    }

    /// How much of a width is enough to read it.
    fn readable(&self, width: usize) -> usize {
        match self.holds {
            Holds::Text => width.min(12),
            Holds::Name => width.min(24),
            Holds::Word | Holds::Number => width,
        }
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
/// What shrinks in turn, and down to what.
const SHRINKING: [(Holds, usize); 3] = [(Holds::Text, 8), (Holds::Name, 8), (Holds::Word, 4)];
/// Where nothing is cut, one long name does not push the others apart further than this.
const WIDEST_PADDED: usize = 60;
/// No cell is wider than this, even where nothing has to fit; details and JSON have all of it.
const WIDEST: usize = 300;

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
    pub fn render(&self, paint: Paint, room: Option<usize>) -> String {
        let widths = self.widths(room);
        let mut out = String::new();
        if self.columns.iter().any(|column| !column.title.is_empty()) {
            let titles = (self.columns.iter().zip(&widths)).map(|(column, width)| {
                let title = shown(&column.title, *width, room);
                (width_of(&title), paint.dim(&title))
            });
            self.line(&mut out, &widths, titles);
        }
        for row in &self.rows {
            let cells = row.iter().zip(&widths).map(|((text, colouring), width)| {
                let text = shown(text, *width, room);
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
            match column.holds {
                Holds::Number => line.extend([pad, text]),
                _ => line.extend([text, pad]),
            }
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }

    /// How wide each column is; nothing where a column is left out.
    fn widths(&self, room: Option<usize>) -> Vec<Option<usize>> {
        let mut widths: Vec<Option<usize>> =
            self.columns.iter().map(|column| Some(width_of(&column.title))).collect();
        for row in &self.rows {
            for (width, (text, _)) in widths.iter_mut().zip(row) {
                *width = width.map(|width| width.max(width_of(text)));
            }
        }
        let Some(room) = room else {
            return widths.into_iter().map(|width| width.map(|width| width.min(WIDEST_PADDED))).collect();
        };
        self.leave_out(&mut widths, room);
        for (holds, least) in SHRINKING {
            while self.total(&widths, |_, width| width) > room {
                let widest = (widths.iter_mut().zip(&self.columns))
                    .filter(|(_, column)| column.holds == holds)
                    .filter_map(|(width, _)| width.as_mut().filter(|width| **width > least))
                    .max_by_key(|width| **width);
                match widest {
                    Some(width) => *width -= 1,
                    None => break,
                }
            }
        }
        widths
    }

    /// Leaves out what is empty, then spare columns until the rest can be read: the highest rank, and of these the
    /// last.
    fn leave_out(&self, widths: &mut [Option<usize>], room: usize) {
        for width in widths.iter_mut() {
            *width = width.filter(|width| *width > 0);
        }
        while self.total(widths, Column::readable) > room {
            let spare = widths
                .iter_mut()
                .zip(&self.columns)
                .filter(|(width, column)| column.spare > 0 && width.is_some())
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

/// What of a cell is shown: all of it where nothing has to fit, unless it is wider than anybody would read.
fn shown(text: &str, width: Option<usize>, room: Option<usize>) -> String {
    match (width, room) {
        (None, _) => String::new(),
        (Some(width), Some(_)) => cut(text, width),
        (Some(_), None) => cut(text, WIDEST),
    }
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
            Column::word("FROM").spare(1),
            Column::number("PEOPLE"),
            Column::number("ROLES").spare(1),
        ]);
        table.row(["practice", "scim", "412", "14"]);
        let paint = Paint::stdout(Colour::Never);
        let head = |width| table.render(paint, Some(width)).lines().next().unwrap_or_default().to_owned();
        assert_eq!(head(80), "NAME      FROM  PEOPLE  ROLES");
        assert_eq!(head(24), "NAME      FROM  PEOPLE");
        assert_eq!(head(18), "NAME      PEOPLE");
    }

    #[test]
    fn the_highest_rank_goes_first() {
        let mut table = Table::new([
            Column::number("SEQ").spare(2),
            Column::word("WHO"),
            Column::word("TENANT").spare(1),
        ]);
        table.row(["1", "mara", "practice"]);
        let paint = Paint::stdout(Colour::Never);
        let head = |width| table.render(paint, Some(width)).lines().next().unwrap_or_default().to_owned();
        assert_eq!(head(30), "SEQ  WHO   TENANT");
        assert_eq!(head(15), "WHO   TENANT");
        assert_eq!(head(10), "WHO");
    }

    #[test]
    fn names_stay_whole_before_texts_do() {
        let mut table = Table::new([Column::name("NAME"), Column::text("TITLE"), Column::word("GRAVEST")]);
        table.row(["Aaliyah Bergström", "Site reliability engineer", "destructive"]);
        let paint = Paint::stdout(Colour::Never);
        let row = |width| table.render(paint, Some(width)).lines().nth(1).unwrap_or_default().to_owned();
        assert_eq!(row(44), "Aaliyah Bergström  Site reliab…  destructive");
        assert_eq!(row(36), "Aaliyah Berg…  Site re…  destructive");
        assert_eq!(row(24), "Aaliyah…  Site re…  des…", "words are cut where nothing else is left");
    }

    #[test]
    fn one_long_name_does_not_widen_every_line() {
        let mut table = Table::new([Column::name("NAME"), Column::number("ROLES")]);
        let (long, endless) = ("x".repeat(300), "y".repeat(100_000));
        table.row([long.as_str(), "1"]);
        table.row([endless.as_str(), "1"]);
        table.row(["ada", "2"]);
        let text = table.render(Paint::stdout(Colour::Never), None);
        assert!(text.contains(&long), "where nothing has to fit, nothing is cut that anybody would read");
        let widest = text.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest < 320 && text.contains("y…"), "{widest}");
        assert!(text.lines().last().unwrap().len() < 80, "{text}");
    }
}
