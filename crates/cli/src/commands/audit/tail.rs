//! `steward audit tail`: the newest entries.

use super::entry::{Names, changed, names, who};
use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{Column, Table, class_word, minute, plain};
use clap::Args;
use steward_desk::wire::LedgerEntry;

/// The newest entries.
#[derive(Args, Debug)]
pub struct TailArgs {
    /// At most so many
    #[arg(short = 'n', long = "limit", default_value_t = 20, value_name = "N")]
    pub limit: u32,
}

/// Lists the newest entries, the newest first.
pub async fn run(args: &TailArgs, context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk().await?;
    let entries = desk.ledger_tail(args.limit).await?;
    let names = names(desk.operators().await.unwrap_or_default());
    context.answer(&entries, || table(&entries, &names).render(context.paint, context.width))
}

fn table(entries: &[LedgerEntry], names: &Names) -> Table {
    let mut table = Table::new([
        Column::number("NUMBER"),
        Column::word("WHEN (UTC)").spare(1),
        Column::name("WHO").spare(2),
        Column::word("OPERATION"),
        Column::word("CLASS").spare(4),
        Column::text("TENANT").spare(3),
        Column::text("CHANGED").spare(3),
        Column::word("ON").spare(4),
        Column::word("ENDED"),
    ]);
    for entry in entries {
        let class = entry.consequence;
        let tenant = entry.tenant.as_ref().map(|tenant| tenant.name.as_ref().unwrap_or(&tenant.id).clone());
        let changes: Vec<String> = entry.changes.iter().map(changed).collect();
        table.row([
            entry.number.to_string(),
            minute(&entry.at).trim_end_matches(" UTC").to_owned(),
            names.get(&entry.who).cloned().unwrap_or_else(|| who(&entry.who, names)),
            entry.operation.clone(),
            class_word(class).to_owned(),
            tenant.unwrap_or_default(),
            plain(&changes.join("; ")),
            entry.surface.clone(),
            entry.outcome.clone(),
        ]);
        table.paint(4, move |paint, text| paint.class(class, text));
        if entry.outcome != "done" {
            table.paint(8, |paint, text| paint.warn(text));
        }
    }
    table
}
