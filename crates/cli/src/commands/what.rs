//! `steward what`: what somebody can do.

use super::path;
use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{Column, Table, basis, class_word, day, minute, names, number, plain, plural};
use clap::Args;
use steward_desk::wire::{Decision, HeldPermission, WhatCan};

/// What somebody can do.
#[derive(Args, Debug)]
pub struct WhatArgs {
    /// Name of the tenant in the workspace
    pub name: String,
    /// Who: id, login name, e-mail address or name
    #[arg(long, value_name = "PERSON")]
    pub person: String,
    /// As of this day or moment, up to now: from the newest reading at or before it
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
}

/// Lists the permissions by category, with the ways they come.
pub async fn run(args: &WhatArgs, context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk().await?;
    let what = desk.what(&args.name, &args.person, args.at.as_deref()).await?;
    context.answer(&what, || words(&what, context))
}

fn words(what: &WhatCan, context: &Context) -> String {
    let paint = context.paint;
    let held = plural(number(what.permissions.len()), "permission", "permissions");
    let mut text = format!("{}\n", paint.bold(&format!("{} holds {held}", plain(&what.person.name))));
    let mut facts = vec![plain(&what.person.id)];
    if !what.detail.is_empty() && what.detail != what.person.id {
        facts.push(plain(&what.detail));
    }
    if !what.active {
        facts.push("deactivated: nothing of it can be used".to_owned());
    }
    facts.push(format!("as of {}", minute(&what.at)));
    text.push_str(&format!("{}\n", paint.dim(&facts.join(" · "))));
    text.push_str(&basis(&what.basis));
    if !what.roles.is_empty() {
        text.push_str(&format!("Roles   {}\n", names(&what.roles, 12, 0)));
    }
    if !what.groups.is_empty() {
        text.push_str(&format!("Groups  {}\n", names(&what.groups, 12, 0)));
    }
    let mut rest = what.permissions.as_slice();
    while let Some(first) = rest.first() {
        let size = rest.iter().take_while(|x| x.category == first.category).count();
        let (run, after) = rest.split_at(size);
        text.push_str(&format!("\n{}\n", paint.bold(&plain(&first.category))));
        text.push_str(&category(run).render(paint, context.width));
        rest = after;
    }
    text
}

fn category(list: &[HeldPermission]) -> Table {
    let mut table = Table::new([
        Column::word(""),
        Column::name(""),
        Column::word("").spare(2),
        Column::text("").spare(1),
        Column::text(""),
    ])
    .indent(2);
    for held in list {
        let class = held.consequence;
        let mark = match (held.decision, held.missing.is_empty()) {
            (_, false) => "◇",
            (Decision::Scoped, true) => "◐",
            _ => "●",
        };
        table.row([
            mark.to_owned(),
            held.permission.name.clone(),
            class_word(class).to_owned(),
            held.via.first().map(path::line).map(|line| ways(&line, held.paths)).unwrap_or_default(),
            notes(held),
        ]);
        table.paint(0, move |paint, text| paint.class(class, text));
        table.paint(2, move |paint, text| paint.class(class, text));
        table.paint(3, |paint, text| paint.dim(text));
    }
    table
}

/// What lies between the person and the permission on the shortest way, and how many others there are.
fn ways(line: &str, paths: u32) -> String {
    let stations: Vec<&str> = line.split(" → ").collect();
    let between = match stations.as_slice() {
        [_, between @ .., _] if !between.is_empty() => format!("via {}", between.join(" → ")),
        _ => "directly".to_owned(),
    };
    match paths.saturating_sub(1) {
        0 => between,
        n => format!("{between} +{n}"),
    }
}

fn notes(held: &HeldPermission) -> String {
    let mut notes = Vec::new();
    if held.decision == Decision::Scoped {
        notes.push(format!("on {}", names(&held.scope, 3, 0)));
    }
    if let Some(until) = &held.until {
        notes.push(format!("until {}", day(until)));
    }
    if !held.missing.is_empty() {
        notes.push(format!("needs {}", names(&held.missing, 3, 0)));
    }
    notes.join(", ")
}
