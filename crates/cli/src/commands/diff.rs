//! `steward diff`: what changed between two snapshots.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{class_word, count, minute, names, number, plain, plural, short_hash};
use clap::Args;
use steward_desk::wire::{AccessChange, Diff, EdgeChange, Item, ItemKind, SnapshotInfo};

/// What changed between two snapshots.
#[derive(Args, Debug)]
pub struct DiffArgs {
    /// Name of the tenant in the workspace
    pub name: String,
    /// Hash of the earlier snapshot, or its first digits [default: the baseline]
    #[arg(long, value_name = "HASH")]
    pub before: Option<String>,
    /// Hash of the later snapshot, or its first digits [default: the last good one]
    #[arg(long, value_name = "HASH")]
    pub after: Option<String>,
}

/// Edges printed; the rest is counted.
const EDGES: usize = 30;

/// Says who gained and who lost what, and through which edges.
pub async fn run(args: &DiffArgs, context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk().await?;
    let diff = desk.diff(&args.name, args.before.as_deref(), args.after.as_deref()).await?;
    context.answer(&diff, || words(&diff, context))
}

fn words(diff: &Diff, context: &Context) -> String {
    let paint = context.paint;
    let statement = if diff.gained_total == 0 && diff.lost_total == 0 {
        "Nobody gained or lost a permission".to_owned()
    } else {
        format!(
            "{} gained, {} lost",
            plural(diff.gained_total, "permission", "permissions"),
            count(diff.lost_total)
        )
    };
    let mut text =
        format!("{}\nfrom {} to {}\n", paint.bold(&statement), snapshot(&diff.before), snapshot(&diff.after));
    things(&mut text, "New", &diff.added);
    things(&mut text, "Gone", &diff.removed);
    changes(&mut text, "Gained", "+", &diff.gained, context);
    changes(&mut text, "Lost", "−", &diff.lost, context);
    edges(&mut text, diff, context);
    text
}

fn snapshot(info: &SnapshotInfo) -> String {
    let word = if info.baseline { ", the baseline" } else { "" };
    format!("{} of {}{word}", short_hash(&info.hash), minute(&info.taken_at))
}

fn things(text: &mut String, heading: &str, items: &[Item]) {
    const KINDS: [(ItemKind, &str); 7] = [
        (ItemKind::Person, "people"),
        (ItemKind::Group, "groups"),
        (ItemKind::Role, "roles"),
        (ItemKind::Permission, "permissions"),
        (ItemKind::Object, "objects"),
        (ItemKind::Licence, "licences"),
        (ItemKind::Rule, "rules"),
    ];
    for (kind, word) in KINDS {
        let list: Vec<Item> = items.iter().filter(|item| item.kind == kind).cloned().collect();
        if !list.is_empty() {
            text.push_str(&format!("{heading} {word}: {}\n", names(&list, 12, 0)));
        }
    }
}

fn changes(text: &mut String, heading: &str, sign: &str, list: &[AccessChange], context: &Context) {
    if list.is_empty() {
        return;
    }
    text.push_str(&format!("\n{}\n", context.paint.bold(heading)));
    for change in list {
        let class = context.paint.class(change.consequence, class_word(change.consequence));
        let total = usize::try_from(change.count).unwrap_or(usize::MAX);
        text.push_str(&format!(
            "  {sign} {} ({class})  {}: {}\n",
            plain(&change.permission.name),
            plural(change.count, "person", "people"),
            names(&change.people, 6, total)
        ));
    }
}

fn edges(text: &mut String, diff: &Diff, context: &Context) {
    if diff.edges.is_empty() {
        return;
    }
    text.push_str(&format!("\n{} ({})\n", context.paint.bold("Through"), count(diff.edges_total)));
    for EdgeChange { added, from, to, label } in diff.edges.iter().take(EDGES) {
        let sign = if *added { context.paint.good("+") } else { context.paint.bad("−") };
        text.push_str(&format!("  {sign} {} {label} {}\n", plain(&from.name), plain(&to.name)));
    }
    let shown = number(diff.edges.len().min(EDGES));
    if diff.edges_total > shown {
        text.push_str(&format!("  and {} more\n", count(diff.edges_total - shown)));
    }
}
