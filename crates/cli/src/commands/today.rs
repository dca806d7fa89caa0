//! `steward today`: what needs somebody now, and the measures that exist.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{Column, Table, class_word, count, minute, names, plain, plural, short_hash};
use clap::Args;
use steward_desk::wire::{Adoption, ChangedSince, Ending, SeverityLevel, Today};

/// What needs somebody today.
#[derive(Args, Debug)]
pub struct TodayArgs {
    /// Name of the tenant in the workspace
    pub name: String,
}

/// Prints findings, endings, changes and measures.
pub async fn run(args: &TodayArgs, context: &Context) -> Result<Answer, Fail> {
    let today = context.desk().await?.today(&args.name).await?;
    context.answer(&today, || words(&args.name, &today, context))
}

fn words(name: &str, today: &Today, context: &Context) -> String {
    let open = today.counts.critical + today.counts.high + today.counts.medium + today.counts.low;
    let head = format!("{} in `{}`", plural(open, "open finding", "open findings"), plain(name));
    let age = format!("snapshot {}, as of {}", short_hash(&today.snapshot), minute(&today.at));
    let mut text = format!("{}\n{}\n", context.paint.bold(&head), context.paint.dim(&age));
    text.push_str(&findings(today, context));
    text.push_str(&ending(today, context));
    text.push_str(&changed("Changed since the snapshot before", today.changed.as_ref(), context));
    text.push_str(&changed("Changed since the baseline", today.drift.as_ref(), context));
    text.push_str(&adoption(&today.adoption, context));
    text.push_str(&licences(today, context));
    text
}

fn findings(today: &Today, context: &Context) -> String {
    let counts = &today.counts;
    let severities = [
        (SeverityLevel::Critical, counts.critical, "critical"),
        (SeverityLevel::High, counts.high, "high"),
        (SeverityLevel::Medium, counts.medium, "medium"),
        (SeverityLevel::Low, counts.low, "low"),
    ];
    let mut text = String::new();
    for ((severity, n, word), titles) in severities.into_iter().zip(&today.what) {
        if n > 0 {
            let word = context.paint.severity(severity, &format!("{} {word}", count(n)));
            text.push_str(&format!("  {word}  {}\n", plain(&titles.join(", "))));
        }
    }
    text
}

fn ending(today: &Today, context: &Context) -> String {
    if today.ending.is_empty() {
        return String::new();
    }
    let heading = format!("Ends within 30 days ({})", count(today.ending_total));
    let mut table = Table::new([
        Column::word("ENDS"),
        Column::name("WHOSE"),
        Column::text("WHAT").spare(1),
        Column::text("LOSES").spare(2),
        Column::number("PEOPLE").spare(3),
    ])
    .indent(2);
    for ending in &today.ending {
        let Ending { whose, what, source: _, until, loses, loses_total, worst, people } = ending;
        let total = usize::try_from(*loses_total).unwrap_or(usize::MAX);
        let lost = if loses.is_empty() { "nothing".to_owned() } else { names(loses, 2, total) };
        table.row([minute(until), whose.name.clone(), what.name.clone(), lost, count(*people)]);
        if let Some(class) = *worst {
            table.paint(3, move |paint, text| paint.class(class, text));
        }
    }
    format!("\n{}\n{}", context.paint.bold(&heading), table.render(context.paint, context.width))
}

fn changed(heading: &str, changed: Option<&ChangedSince>, context: &Context) -> String {
    let Some(ChangedSince { before, added, removed, gained, lost, top }) = changed else {
        return String::new();
    };
    let since = format!("{heading}, {} of {}", short_hash(&before.hash), minute(&before.taken_at));
    let mut text = format!(
        "\n{}\n  {} new, {} gone; {} gained, {} lost\n",
        context.paint.bold(&since),
        count(*added),
        count(*removed),
        plural(*gained, "permission", "permissions"),
        count(*lost)
    );
    for change in top {
        let class = context.paint.class(change.consequence, class_word(change.consequence));
        text.push_str(&format!(
            "  {} ({class})  +{} −{}\n",
            plain(&change.permission.name),
            count(change.gained),
            count(change.lost)
        ));
    }
    text
}

fn adoption(adoption: &Adoption, context: &Context) -> String {
    let Adoption { people, active, signed_in, recent, mfa } = adoption;
    let mut facts = vec![format!("{} of {} accounts are active", count(*active), count(*people))];
    facts.extend(signed_in.map(|n| format!("{} ever signed in", count(n))));
    facts.extend(recent.map(|n| format!("{} within 30 days", count(n))));
    facts.extend(mfa.map(|n| format!("{} have a second factor", count(n))));
    format!("\n{}\n  {}\n", context.paint.bold("Accounts"), facts.join(", "))
}

fn licences(today: &Today, context: &Context) -> String {
    if today.licences.is_empty() {
        return String::new();
    }
    let mut table = Table::new([
        Column::name("LICENCE"),
        Column::number("SEATS"),
        Column::number("HELD"),
        Column::number("IDLE"),
    ])
    .indent(2);
    for licence in &today.licences {
        let known = |n: Option<u32>| n.map_or_else(|| "–".to_owned(), count);
        table.row([
            licence.licence.name.clone(),
            known(licence.seats),
            count(licence.held),
            known(licence.idle),
        ]);
    }
    format!("\n{}\n{}", context.paint.bold("Licences"), table.render(context.paint, context.width))
}
