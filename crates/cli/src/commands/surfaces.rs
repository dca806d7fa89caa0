//! `steward surfaces`: deeds that somebody can do on one surface and not on another.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{Column, Table, count, number, plain, plural};
use clap::Args;
use steward_desk::wire::SurfaceGap;

/// Deeds that somebody can do on one surface and not on another.
#[derive(Args, Debug)]
pub struct SurfacesArgs {
    /// Name of the tenant in the workspace
    pub name: String,
    /// As of this day or moment, up to now
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
}

/// People printed a deed; the rest is counted.
const SHOWN: usize = 12;

/// Lists them by deed.
pub async fn run(args: &SurfacesArgs, context: &Context) -> Result<Answer, Fail> {
    let gaps = context.desk().await?.surfaces(&args.name, args.at.as_deref()).await?;
    context.answer(&gaps, || words(&gaps, context))
}

fn words(gaps: &[SurfaceGap], context: &Context) -> String {
    if gaps.is_empty() {
        return "Nobody can do a deed on one surface and not on another.\n".to_owned();
    }
    let mut text = String::new();
    for gap in gaps {
        let people = plural(gap.count, "person holds", "people hold");
        let statement = format!("{}: {people} it on some surfaces only", plain(&gap.capability));
        text.push_str(&format!("{}\n", context.paint.bold(&statement)));
        for surface in &gap.surfaces {
            text.push_str(&format!("  {} by {}\n", plain(&surface.surface), plain(&surface.permission.name)));
        }
        let mut table =
            Table::new([Column::name("PERSON"), Column::text("CAN ON"), Column::text("CANNOT ON")]).indent(2);
        for person in gap.people.iter().take(SHOWN) {
            table.row([person.person.name.clone(), person.holds.join(", "), person.lacks.join(", ")]);
        }
        text.push_str(&table.render(context.paint, context.width));
        let shown = number(gap.people.len().min(SHOWN));
        if gap.count > shown {
            text.push_str(&format!("  and {} more\n", count(gap.count - shown)));
        }
        text.push('\n');
    }
    text
}
