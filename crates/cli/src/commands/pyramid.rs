//! `steward pyramid`: people counted by the worst they could do.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{Column, Table, class_word, count, minute, names, plural};
use clap::Args;
use steward_desk::wire::Pyramid;

/// People counted by the worst they could do.
#[derive(Args, Debug)]
pub struct PyramidArgs {
    /// Name of the tenant in the workspace
    pub name: String,
    /// As of this day or moment
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
}

/// The longest bar, in characters.
const BAR: u32 = 24;

/// Prints one line a class, the worst on top.
pub async fn run(args: &PyramidArgs, context: &Context) -> Result<Answer, Fail> {
    let pyramid = context.desk().await?.pyramid(&args.name, args.at.as_deref()).await?;
    context.answer(&pyramid, || words(&pyramid, context))
}

fn words(pyramid: &Pyramid, context: &Context) -> String {
    let paint = context.paint;
    let statement =
        format!("{} by what they could do", plural(pyramid.people, "active person", "active people"));
    let mut text = format!("{}\nas of {}\n\n", paint.bold(&statement), minute(&pyramid.at));
    let mut table = Table::new([
        Column::word("CLASS"),
        Column::word("").spare(2),
        Column::number("PEOPLE"),
        Column::number("STANDING"),
        Column::number("TEMPORARY"),
        Column::number("PERMISSIONS").spare(1),
        Column::text("WHO").spare(3),
    ]);
    for level in pyramid.levels.iter().rev() {
        let class = level.consequence;
        let filled = (level.people * BAR).div_ceil(pyramid.people.max(1)).min(BAR);
        let bar: String = (0..BAR).map(|at| if at < filled { '█' } else { ' ' }).collect();
        table.row([
            class_word(class).to_owned(),
            bar,
            count(level.people),
            count(level.standing),
            count(level.temporary),
            count(level.permissions),
            names(&level.few, level.few.len(), 0),
        ]);
        table.paint(0, move |paint, text| paint.class(class, text));
        table.paint(1, move |paint, text| paint.class(class, text));
    }
    text.push_str(&table.render(paint, context.width));
    for inversion in &pyramid.inversions {
        text.push_str(&format!(
            "{} more people hold {} ({}) than {} ({})\n",
            paint.warn("!"),
            class_word(inversion.upper),
            count(inversion.upper_people),
            class_word(inversion.lower),
            count(inversion.lower_people)
        ));
    }
    if pyramid.everything_count > 0 {
        let total = usize::try_from(pyramid.everything_count).unwrap_or(usize::MAX);
        text.push_str(&format!(
            "{} {} every permission, without an end: {}\n",
            paint.warn("!"),
            plural(pyramid.everything_count, "person holds", "people hold"),
            names(&pyramid.everything, 12, total)
        ));
    }
    text
}
