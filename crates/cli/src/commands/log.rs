//! `steward log`: what was done.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{Column, Table, class_word, minute, short_hash};
use clap::Args;
use std::collections::HashMap;
use steward_desk::OperatorView;
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
    let desk = context.desk().await?;
    let entries = desk.entries(args.name.as_deref(), args.limit).await?;
    if context.globals.json {
        return context.json(&entries);
    }
    // the record names nobody; who may see the operators sees who that was
    let operators = desk.operators().await.unwrap_or_default();
    Ok(context.words(&table(&entries, &operators).render(context.paint, context.width)))
}

fn table(entries: &[EntryView], operators: &[OperatorView]) -> Table {
    let names: HashMap<&str, &str> =
        operators.iter().map(|one| (one.id.as_str(), one.name.as_str())).collect();
    let mut table = Table::new([
        Column::number("SEQ").spare(3),
        Column::word("WHEN (UTC)").spare(1),
        Column::name("WHO"),
        Column::word("OPERATION"),
        Column::word("CLASS").spare(3),
        Column::text("TENANT").spare(2),
        Column::text("ABOUT").spare(2),
        Column::word("ON").spare(3),
        Column::word("ENDED"),
        Column::word("POLICY").spare(3),
    ]);
    for entry in entries {
        let class = entry.consequence;
        let who = names.get(entry.operator.as_str()).copied().unwrap_or(&entry.operator);
        table.row([
            entry.seq.to_string(),
            minute(&entry.at).trim_end_matches(" UTC").to_owned(),
            who.to_owned(),
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
    table
}

#[cfg(test)]
mod tests {
    use super::table;
    use crate::args::Colour;
    use crate::term::Paint;
    use steward_desk::OperatorView;
    use steward_desk::wire::{ConsequenceClass, EntryView};

    #[test]
    fn who_it_was_stands_on_the_narrowest_terminal() {
        let entry = EntryView {
            seq: 1_204,
            at: "2026-11-22T09:00:00Z".into(),
            operator: "op-0123456789abcdef".into(),
            operation: "operator.set-roles".into(),
            consequence: ConsequenceClass::Policy,
            tenant: "northwind".into(),
            object: "op-fedcba9876543210".into(),
            surface: "cli".into(),
            policy_version: "0123456789".into(),
            policies: Vec::new(),
            outcome: "refused".into(),
            detail: String::new(),
        };
        let operator = OperatorView {
            id: entry.operator.clone(),
            name: "mara".into(),
            roles: Vec::new(),
            since: entry.at.clone(),
            present: true,
        };
        let shown = table(&[entry], &[operator]).render(Paint::stdout(Colour::Never), Some(60));
        assert_eq!(
            shown,
            "WHEN (UTC)        WHO   OPERATION           ENDED\n\
             2026-11-22 09:00  mara  operator.set-roles  refused\n"
        );
    }
}
