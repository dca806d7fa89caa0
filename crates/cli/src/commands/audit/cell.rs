//! `steward audit cell`: how a cell of the matrix came to be.

use crate::answer::Answer;
use crate::commands::matrix::Rows;
use crate::commands::path;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{count, minute, names, number, paragraph, plain, plural, short_hash};
use clap::Args;
use steward_desk::wire::{
    AuditOutcome, CellChange, CellEvent, CellHistory, Decision, GrantPath, Item, LedgerEntry,
};

/// How a cell of the matrix came to be.
#[derive(Args, Debug)]
pub struct CellArgs {
    /// Name of the tenant in the workspace
    pub name: String,
    /// Who: id, login name, e-mail address or name
    pub person: String,
    /// What: id or name of a permission
    pub permission: String,
    /// What kind of row it is: a person, or a group or role
    #[arg(long, value_enum, default_value_t = Rows::People)]
    pub rows: Rows,
}

/// Tells every change of the cell, the newest first.
pub async fn run(args: &CellArgs, context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk().await?;
    let work = context.job();
    let CellArgs { name, person, permission, rows } = args;
    let history = desk.cell_history(name, rows.wire(), person, permission, &work.job).await?;
    drop(work);
    context.answer(&history, || words(&history, context))
}

fn words(history: &CellHistory, context: &Context) -> String {
    let CellHistory {
        subject,
        permission,
        changes,
        snapshots,
        known_from,
        older,
        entries_hidden,
        events_hidden,
    } = history;
    let title = format!("{} × {}", plain(&subject.name), plain(&permission.name));
    let mut text = format!("{}\n", context.paint.bold(&title));
    let known = format!(
        "{} in {}; nothing is known from before {}",
        plural(number(changes.len().saturating_sub(1)), "change", "changes"),
        plural(*snapshots, "snapshot", "snapshots"),
        minute(known_from)
    );
    text.push_str(&format!("{}\n", context.paint.dim(&known)));
    for change in changes {
        text.push('\n');
        text.push_str(&one(change, context));
    }
    if *older {
        text.push_str("\nThere are older snapshots, which were not looked at.\n");
    }
    if *entries_hidden {
        text.push_str("\nWhat is on record about it is not shown: you may not read the ledger.\n");
    }
    if *events_hidden {
        text.push_str("\nWhat the tenant's own log says is not shown: you may not search the audit trail.\n");
    }
    text
}

fn one(change: &CellChange, context: &Context) -> String {
    let when = match &change.from {
        None => format!("{}, the first reading", minute(&change.to)),
        Some(_) if change.by_time => minute(&change.to),
        Some(from) => format!("after {}, by {}", minute(from), minute(&change.to)),
    };
    let mut text = format!("{}\n", context.paint.bold(&when));
    text.push_str(&paragraph(&change.statement, 2));
    let answers = format!("{} → {}", answer(change.before), answer(change.after));
    let answers = if change.from.is_none() { answer(change.after).to_owned() } else { answers };
    text.push_str(&paragraph(&format!("{answers}, snapshot {}", short_hash(&change.snapshot)), 2));
    scope(&mut text, "was held on", &change.scope_before);
    scope(&mut text, "is held on", &change.scope_after);
    ways(&mut text, "+", &change.gained, context);
    ways(&mut text, "-", &change.lost, context);
    ways(&mut text, "+ deny:", &change.denies_gained, context);
    ways(&mut text, "- deny:", &change.denies_lost, context);
    for entry in &change.entries {
        text.push_str(&paragraph(&recorded(entry), 2));
    }
    let more = change.entries_total.saturating_sub(number(change.entries.len()));
    if more > 0 {
        text.push_str(&paragraph(&format!("and {} more entries", count(more)), 2));
    }
    for event in &change.events {
        text.push_str(&paragraph(&heard(event), 2));
    }
    let more = change.events_total.saturating_sub(number(change.events.len()));
    if more > 0 {
        text.push_str(&paragraph(&format!("and {} earlier events", count(more)), 2));
    }
    text
}

const fn answer(decision: Option<Decision>) -> &'static str {
    match decision {
        None => "not there",
        Some(Decision::Yes) => "yes",
        Some(Decision::Scoped) => "yes, scoped",
        Some(Decision::No) => "no",
        Some(Decision::Denied) => "no, a deny wins",
        Some(Decision::Inactive) => "no, the account is deactivated",
    }
}

fn scope(text: &mut String, word: &str, objects: &[Item]) {
    if !objects.is_empty() {
        text.push_str(&paragraph(&format!("{word} {}", names(objects, 8, 0)), 2));
    }
}

fn ways(text: &mut String, sign: &str, list: &[GrantPath], context: &Context) {
    for way in list {
        text.push_str(&paragraph(&format!("{sign} {}", path::line(way)), 2));
        let terms = path::terms(way, context);
        if !terms.is_empty() {
            text.push_str(&format!("    {terms}\n"));
        }
    }
}

fn recorded(entry: &LedgerEntry) -> String {
    let LedgerEntry { number, operation, at, who, log, .. } = entry;
    format!("entry {number} of {}: {} by {} at {}", plain(log), plain(operation), plain(who), minute(at))
}

/// An event of the tenant's own log.
fn heard(event: &CellEvent) -> String {
    let CellEvent { id: _, at, who, title, object, outcome } = event;
    let who = who.as_deref().map(|who| format!(" by {}", plain(who))).unwrap_or_default();
    let object = if object.is_empty() { String::new() } else { format!(" {}", plain(object)) };
    let ended = match outcome {
        AuditOutcome::Success | AuditOutcome::Unknown => "",
        AuditOutcome::Failure => ", which failed",
        AuditOutcome::Denied => ", which was refused",
        AuditOutcome::Intent => ", which was begun",
    };
    format!("the tenant's own log: {}{object}{who} at {}{ended}", plain(title), minute(at))
}
