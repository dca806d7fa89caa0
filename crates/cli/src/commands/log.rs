//! `steward log`: what was done.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{Column, Table, class_word, minute, short_hash};
use clap::Args;
use steward_desk::wire::EntryView;

/// What was done, latest first.
#[derive(Args, Debug)]
pub struct LogArgs {
    /// Only about this tenant
    pub name: Option<String>,
    /// At most so many entries
    #[arg(long, default_value_t = 50, value_name = "N")]
    pub limit: u32,
}

/// Lists entries, latest first.
pub async fn run(args: &LogArgs, context: &Context) -> Result<Answer, Fail> {
    let entries = context.desk().await?.entries(args.name.as_deref(), args.limit).await?;
    context.answer(&entries, || words(&entries, context))
}

fn words(entries: &[EntryView], context: &Context) -> String {
    let mut table = Table::new([
        Column::number("SEQ"),
        Column::word("WHEN"),
        Column::text("WHO").spare(),
        Column::word("OPERATION"),
        Column::word("CLASS").spare(),
        Column::text("TENANT"),
        Column::text("ABOUT"),
        Column::word("ON").spare(),
        Column::word("ENDED"),
        Column::word("POLICY").spare(),
    ]);
    for entry in entries {
        let class = entry.consequence;
        table.row([
            entry.seq.to_string(),
            minute(&entry.at),
            entry.operator.clone(),
            entry.operation.clone(),
            class_word(class).to_owned(),
            entry.tenant.clone(),
            entry.object.clone(),
            entry.surface.clone(),
            entry.outcome.clone(),
            short_hash(&entry.policy_version).to_owned(),
        ]);
        table.paint(4, move |paint, text| paint.class(class, text));
        if entry.outcome != "done" {
            table.paint(8, |paint, text| paint.warn(text));
        }
    }
    table.render(context.paint, context.width)
}
