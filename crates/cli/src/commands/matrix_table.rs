//! The matrix in a terminal: a glyph a cell, a number a column with its name below, as many blocks as it takes.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{
    Block, Paint, basis, blocks, class_word, count, cut, minute, number, plain, plural, severity_word,
    short_hash, width_of,
};
use std::io::IsTerminal as _;
use steward_desk::Desk;
use steward_desk::wire::{CategoryHead, Column, ConsequenceClass, MatrixHead, MatrixQuery, Row, RowKind};

/// Rows shown on a terminal unless somebody says otherwise.
const ON_TERMINAL: u32 = 60;
/// Columns likewise: more are more blocks than anybody scrolls through.
const COLUMNS: usize = 60;
/// Width when nobody knows the width.
const PIPED: usize = 100;
/// No name is wider in front of its cells.
const WIDEST_NAME: usize = 30;

/// Prints a table of the part that was asked for.
pub async fn run(
    name: &str,
    query: &MatrixQuery,
    limit: Option<u32>,
    context: &Context,
) -> Result<Answer, Fail> {
    let desk = context.desk().await?;
    let query = &with_categories(&desk, name, query).await?;
    let mut head = desk.matrix_head(name, query).await?;
    let all = head.columns.len();
    let terminal = std::io::stdout().is_terminal();
    if limit.is_none() && terminal {
        head.columns.truncate(COLUMNS);
    }
    let limit = match (limit, terminal) {
        (Some(0), _) | (None, false) => head.total_rows,
        (Some(limit), _) => limit.min(head.total_rows),
        (None, true) => ON_TERMINAL.min(head.total_rows),
    };
    let columns = number(head.columns.len());
    let rows = desk.matrix_rows(name, query, 0, limit).await?.rows;
    let cells = desk.matrix_cells(name, query, 0, limit, 0, columns).await?;
    let view = View { head: &head, rows: &rows, cells: &cells, all, paint: context.paint };
    Ok(context.words(&view.render(context.width)))
}

/// The query with the ids of the categories that were named.
async fn with_categories(desk: &Desk, name: &str, query: &MatrixQuery) -> Result<MatrixQuery, Fail> {
    let mut query = query.clone();
    if query.categories.is_empty() {
        return Ok(query);
    }
    let wanted = std::mem::take(&mut query.categories);
    let whole =
        MatrixQuery { consequences: Vec::new(), against: None, only_differences: false, ..query.clone() };
    let known = desk.matrix_head(name, &whole).await?.categories;
    query.categories = wanted.iter().map(|one| category(&known, one)).collect::<Result<_, _>>()?;
    Ok(query)
}

/// The id of a category by its id or its name.
fn category(known: &[CategoryHead], wanted: &str) -> Result<String, Fail> {
    let lower = wanted.trim().to_lowercase();
    let fits = |one: &&CategoryHead| one.id.to_lowercase() == lower || one.name.to_lowercase() == lower;
    if let Some(found) = known.iter().find(fits) {
        return Ok(found.id.clone());
    }
    let names: Vec<String> = (known.iter().filter(|one| one.columns > 0))
        .map(|one| match one.name == one.id {
            true => format!("`{}`", plain(&one.id)),
            false => format!("`{}` ({})", plain(&one.id), plain(&one.name)),
        })
        .collect();
    let hint = match names.as_slice() {
        [] => "the tenant has no permissions".to_owned(),
        names => format!("give one of {}", names.join(", ")),
    };
    Err(Fail::bad_input(format!("there is no category `{}`", plain(wanted)), hint))
}

/// What is printed.
struct View<'a> {
    head: &'a MatrixHead,
    rows: &'a [Row],
    cells: &'a [u8],
    /// How many columns there are, those that are not printed among them.
    all: usize,
    paint: Paint,
}

impl View<'_> {
    fn render(&self, width: Option<usize>) -> String {
        let mut text = self.title();
        if self.rows.is_empty() || self.head.columns.is_empty() {
            text.push_str("Nothing fits what was asked for.\n");
            return text;
        }
        let width = width.unwrap_or(PIPED);
        let widest = WIDEST_NAME.min(width / 3).max(6);
        let name =
            self.rows.iter().map(|row| width_of(&plain(&row.name))).max().unwrap_or(0).clamp(6, widest);
        let cell = self.head.columns.len().to_string().len() + 1;
        let room = width.saturating_sub(name + 5) / cell;
        let mut in_full = Vec::new();
        for block in blocks(&runs(&self.head.columns), room) {
            text.push('\n');
            self.block(&mut text, &block, name, cell, &mut in_full);
            self.key(&mut text, &block, width);
        }
        text.push_str(&format!("\n{}\n", self.paint.dim(&legend(self.head))));
        if !in_full.is_empty() {
            let line = format!("categories: {}", in_full.join(", "));
            text.push_str(&format!("{}\n", self.paint.dim(&line)));
        }
        if self.head.columns.len() < self.all {
            let missing = number(self.all - self.head.columns.len());
            let missing = plural(missing, "more permission", "more permissions");
            text.push_str(&format!(
                "{missing}; `--category` and `--class` narrow, `--limit 0` shows all rows and columns\n"
            ));
        }
        let shown = number(self.rows.len());
        if shown < self.head.total_rows {
            let missing = count(self.head.total_rows - shown);
            text.push_str(&format!("{missing} more rows; `--limit 0` shows all, `--search` narrows\n"));
        }
        text
    }

    fn title(&self) -> String {
        let head = self.head;
        let rows = match head.rows {
            RowKind::People => plural(head.total_rows, "person", "people"),
            RowKind::Groups => plural(head.total_rows, "group", "groups"),
            RowKind::Roles => plural(head.total_rows, "role", "roles"),
        };
        let columns = plural(number(self.all), "permission", "permissions");
        let statement = format!("{}: {rows} × {columns}", plain(&head.tenant));
        let age = format!(
            "snapshot {} of {}, as of {}",
            short_hash(&head.snapshot),
            minute(&head.taken_at),
            minute(&head.at)
        );
        let basis = basis(&head.basis);
        format!("{}\n{}\n{basis}", self.paint.bold(&statement), self.paint.dim(&age))
    }

    /// Categories, numbers, class letters, then a line a row.
    fn block(&self, text: &mut String, block: &Block, name: usize, cell: usize, in_full: &mut Vec<String>) {
        let columns = self.head.columns.get(block.start..block.end).unwrap_or_default();
        let lead = " ".repeat(name + 2);
        let categories = self.categories(block.start, columns, cell, in_full);
        text.push_str(&format!("{lead}{}\n", self.paint.bold(categories.trim_end())));
        let numbers: String = (block.start..block.end).map(|at| format!("{:>cell$}", at + 1)).collect();
        text.push_str(&format!("{lead}{}\n", self.paint.dim(&numbers)));
        let letters: String = (columns.iter())
            .map(|x| {
                format!("{}{}", " ".repeat(cell - 1), self.paint.class(x.consequence, letter(x.consequence)))
            })
            .collect();
        text.push_str(&format!("{lead}{letters}\n"));
        for (at, row) in self.rows.iter().enumerate() {
            let label = cut(&plain(&row.name), name);
            let pad = " ".repeat(name.saturating_sub(width_of(&label)));
            let label = if row.active { label } else { self.paint.dim(&label) };
            let mark = row.worst.map_or_else(
                || " ".to_owned(),
                |worst| self.paint.severity(worst, severity_word(worst).get(..1).unwrap_or(" ")),
            );
            let start = at * self.head.columns.len();
            let bytes = self.cells.get(start + block.start..start + block.end).unwrap_or_default();
            let glyphs: String = (bytes.iter().zip(columns))
                .map(|(byte, x)| format!("{}{}", " ".repeat(cell - 1), self.glyph(*byte, x.consequence)))
                .collect();
            text.push_str(&format!("{label}{pad} {mark}{glyphs}\n"));
        }
    }

    /// The names of the categories over their columns; those that have to be cut go to a list with their numbers.
    fn categories(&self, start: usize, columns: &[Column], cell: usize, in_full: &mut Vec<String>) -> String {
        let mut line = String::new();
        let mut at = 0;
        while let Some(first) = columns.get(at) {
            let size = columns.iter().skip(at).take_while(|x| x.category == first.category).count();
            let category = usize::try_from(first.category).ok().and_then(|at| self.head.categories.get(at));
            let room = (size * cell).saturating_sub(1);
            let whole = plain(category.map_or("", |x| x.name.as_str()));
            let name = cut(&whole, room.saturating_sub(cell - 2));
            if name != whole {
                in_full.push(numbered(start + at + 1, size, &whole));
            }
            let used = width_of(&name) + cell - 1;
            line.push_str(&format!(
                "{}{name}{}",
                " ".repeat(cell - 1),
                " ".repeat((size * cell).saturating_sub(used))
            ));
            at += size;
        }
        line
    }

    fn glyph(&self, byte: u8, class: ConsequenceClass) -> String {
        if byte & GAINED != 0 {
            return self.paint.good("+");
        }
        if byte & LOST != 0 {
            return self.paint.bad("−");
        }
        let glyph = match (byte & STATE, byte & MISSING != 0, byte & TEMPORARY != 0) {
            (0, ..) => return self.paint.dim("·"),
            (3, ..) => "⊘",
            (_, true, _) => "◇",
            (2, ..) => "◐",
            (_, _, true) => "◷",
            _ => "●",
        };
        self.paint.class(class, glyph)
    }

    /// Which number is which permission, in as many columns as fit.
    fn key(&self, text: &mut String, block: &Block, width: usize) {
        let digits = self.head.columns.len().to_string().len();
        let entries: Vec<String> = (self.head.columns.iter().enumerate())
            .skip(block.start)
            .take(block.end - block.start)
            .map(|(at, column)| {
                format!("{:>digits$} {} ({})", at + 1, plain(&column.name), class_word(column.consequence))
            })
            .collect();
        let widest = entries.iter().map(|x| width_of(x)).max().unwrap_or(0) + 2;
        let across = (width / widest.max(1)).clamp(1, 4);
        let down = entries.len().div_ceil(across);
        for line in 0..down {
            let mut out = String::from("  ");
            for entry in entries.iter().skip(line).step_by(down.max(1)) {
                out.push_str(entry);
                out.push_str(&" ".repeat(widest.saturating_sub(width_of(entry))));
            }
            text.push_str(&format!("{}\n", self.paint.dim(out.trim_end())));
        }
    }
}

/// How many neighbouring columns are of one category, in order.
fn runs(columns: &[Column]) -> Vec<usize> {
    columns.chunk_by(|a, b| a.category == b.category).map(<[Column]>::len).collect()
}

/// `4–7 Configuration`, by the numbers of the columns.
fn numbered(first: usize, size: usize, name: &str) -> String {
    match size {
        1 => format!("{first} {name}"),
        _ => format!("{first}–{} {name}", first + size - 1),
    }
}

// the bits of a cell, as the desk writes them
const STATE: u8 = 3;
const TEMPORARY: u8 = 4;
const MISSING: u8 = 8;
const GAINED: u8 = 16;
const LOST: u8 = 32;

fn legend(head: &MatrixHead) -> String {
    let mut text =
        "● yes  ◐ on some objects only  ◷ with an end  ◇ a prerequisite is missing  ⊘ taken by a deny  · no"
            .to_owned();
    if head.differences > 0 {
        text.push_str("  + gained  − lost");
    }
    text.push_str(
        "\nclass of a column: v view  d diagnose  c correct  o override  p policy  x destructive\
         \nworst finding of a row: c critical  h high  m medium  l low",
    );
    text
}

const fn letter(class: ConsequenceClass) -> &'static str {
    match class {
        ConsequenceClass::View => "v",
        ConsequenceClass::Diagnose => "d",
        ConsequenceClass::Correct => "c",
        ConsequenceClass::Override => "o",
        ConsequenceClass::Policy => "p",
        ConsequenceClass::Destructive => "x",
    }
}

#[cfg(test)]
mod tests {
    use super::{View, category};
    use crate::args::Colour;
    use crate::term::Paint;
    use steward_desk::wire::{
        Basis, CategoryHead, Column, ConsequenceClass, MatrixHead, MatrixTotals, Row, RowKind, Tense,
    };

    fn categories() -> Vec<CategoryHead> {
        vec![CategoryHead { id: "data".into(), name: "Data & Resources".into(), columns: 3 }]
    }

    #[test]
    fn a_category_goes_by_its_id_or_its_name() {
        let known = categories();
        for wanted in ["data", "DATA", "data & resources", " Data & Resources "] {
            assert_eq!(category(&known, wanted).unwrap(), "data");
        }
        let fail = category(&known, "dat").unwrap_err();
        assert_eq!(fail.0.message, "there is no category `dat`");
        assert_eq!(fail.0.hint, "give one of `data` (Data & Resources)");
    }

    #[test]
    fn what_is_not_shown_of_many_columns_is_said() {
        let column = |n: usize| Column {
            id: format!("p{n}"),
            name: format!("Permission {n}"),
            category: 0,
            consequence: ConsequenceClass::View,
            assumed: false,
            description: String::new(),
            object_type: None,
            holders: 1,
        };
        let head = MatrixHead {
            tenant: "acme".into(),
            snapshot: "0123456789".into(),
            taken_at: "2026-11-22T09:00:00Z".into(),
            at: "2026-11-22T09:00:00Z".into(),
            basis: Basis {
                snapshot: "0123456789".into(),
                read_at: "2026-11-22T09:00:00Z".into(),
                first_read: "2026-11-22T09:00:00Z".into(),
                next_read: None,
                tense: Tense::Now,
            },
            rows: RowKind::People,
            categories: categories(),
            columns: (1..=3).map(column).collect(),
            total_rows: 1,
            totals: MatrixTotals { people: 1, groups: 0, roles: 0, permissions: 500 },
            changed_columns: Vec::new(),
            differences: 0,
        };
        let row = Row {
            id: "ada".into(),
            name: "Ada".into(),
            detail: String::new(),
            count: 0,
            held: 3,
            worst: None,
            active: true,
        };
        let paint = Paint::stdout(Colour::Never);
        let view = View { head: &head, rows: &[row], cells: &[1, 1, 1], all: 500, paint };
        let text = view.render(Some(80));
        assert!(text.starts_with("acme: 1 person × 500 permissions\n"), "{text}");
        assert!(text.contains("\ncategories: 1–3 Data & Resources\n"), "{text}");
        assert!(text.contains("\n497 more permissions; `--category` and `--class` narrow"), "{text}");
    }
}
