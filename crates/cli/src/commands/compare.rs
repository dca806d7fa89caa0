//! `steward compare`: two to four subjects side by side.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{Column, Table, basis, class_word, count, minute, number, plain, plural};
use clap::Args;
use steward_desk::wire::{CellState, Comparison};

/// Two to four subjects side by side.
#[derive(Args, Debug)]
pub struct CompareArgs {
    /// Name of the tenant in the workspace
    pub name: String,
    /// Two to four people, groups or roles, by id or name; `role:billing` says which kind is meant
    #[arg(required = true, num_args = 2..=4, value_name = "SUBJECT")]
    pub subjects: Vec<String>,
    /// Also list what all hold alike
    #[arg(long)]
    pub all: bool,
    /// As of this day or moment, up to now: from the newest reading at or before it
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
}

/// Lists where they differ.
pub async fn run(args: &CompareArgs, context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk().await?;
    let comparison = desk.compare(&args.name, &args.subjects, args.at.as_deref()).await?;
    // two words may mean the same one, which only the tenant knows
    let twice = (comparison.subjects.iter().enumerate())
        .find(|(at, subject)| comparison.subjects.iter().take(*at).any(|before| before == *subject));
    if let Some((_, subject)) = twice {
        return Err(Fail::bad_input(
            format!("`{}` was named twice", plain(&subject.name)),
            "name two to four people, groups or roles that are not the same",
        ));
    }
    context.answer(&comparison, || words(&comparison, args.all, context))
}

fn words(comparison: &Comparison, all: bool, context: &Context) -> String {
    let paint = context.paint;
    let differing = number(comparison.rows.iter().filter(|row| row.differs).count());
    let mut text = format!(
        "{}\nas of {}\n{}\n",
        paint.bold(&format!(
            "{} differ, {} held alike",
            plural(differing, "permission", "permissions"),
            count(comparison.same)
        )),
        minute(&comparison.at),
        basis(&comparison.basis)
    );
    for (letter, subject) in LETTERS.iter().zip(&comparison.subjects) {
        text.push_str(&format!("  {letter}  {}  {}\n", plain(&subject.name), paint.dim(&plain(&subject.id))));
    }
    let mut columns =
        vec![Column::name("PERMISSION"), Column::word("CLASS").spare(1), Column::text("CATEGORY").spare(2)];
    columns.extend(LETTERS.iter().take(comparison.subjects.len()).map(|letter| Column::word(*letter)));
    let mut table = Table::new(columns);
    for row in comparison.rows.iter().filter(|row| all || row.differs) {
        let class = row.consequence;
        let states = row.states.iter().map(|state| glyph(*state).to_owned());
        let head = [row.permission.name.clone(), class_word(class).to_owned(), row.category.clone()];
        table.row(head.into_iter().chain(states));
        table.paint(1, move |paint, text| paint.class(class, text));
    }
    if !table.is_empty() {
        text.push('\n');
        text.push_str(&table.render(paint, context.width));
        text.push_str(&format!(
            "\n{}\n",
            paint.dim("● yes  ◐ on some objects only  ⊘ taken by a deny  · no")
        ));
    }
    text
}

const LETTERS: [&str; 4] = ["A", "B", "C", "D"];

const fn glyph(state: CellState) -> &'static str {
    match state {
        CellState::None => "·",
        CellState::Granted => "●",
        CellState::Scoped => "◐",
        CellState::Denied => "⊘",
    }
}
