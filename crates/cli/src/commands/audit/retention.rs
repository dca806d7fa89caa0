//! `steward audit retention`: how long events of tenants' logs stay.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{class_word, count, minute, paragraph, plural};
use clap::Args;
use steward_desk::wire::{AuditConfirmation, AuditRetention, AuditRetentionPlan};

/// How long events stay. Without an option it shows what is in force.
#[derive(Args, Debug)]
pub struct RetentionArgs {
    /// So many days after they happened; 0 for good
    #[arg(long, value_name = "N")]
    pub days: Option<u32>,
    /// As long as all of them take no more MiB than this, the oldest going first; 0 for no limit
    #[arg(long, value_name = "N")]
    pub mib: Option<u32>,
    /// Yes, keep to it and remove what it does not allow: that cannot be undone
    #[arg(long)]
    pub yes: bool,
}

/// Shows what would be removed, and removes it when that was said.
pub async fn run(args: &RetentionArgs, context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk().await?;
    if args.days.is_none() && args.mib.is_none() {
        if args.yes {
            return Err(Fail::bad_input(
                "`--yes` needs a retention to keep to",
                "give `--days N`, `--mib N` or both",
            ));
        }
        let plan = desk.audit_retention(None).await?;
        return context.answer(&plan, || in_force(&plan));
    }
    let now = desk.audit_state(None).await?.retention;
    let of = |given: Option<u32>, now: Option<u32>| given.map_or(now, |n| (n > 0).then_some(n));
    let wanted = AuditRetention { days: of(args.days, now.days), mib: of(args.mib, now.mib) };
    let plan = desk.audit_retention(Some(wanted.clone())).await?;
    if !args.yes {
        return context.answer(&plan, || asked(&plan));
    }
    let sure = desk.confirmed(AuditConfirmation::Explicit);
    let done = sure.audit_set_retention(wanted, &plan.token).await?;
    context.answer(&done, || set(&done))
}

fn in_force(plan: &AuditRetentionPlan) -> String {
    let mut text = format!("{}\n", limits(&plan.retention));
    text.push_str(&plan_in_words(plan));
    text
}

fn asked(plan: &AuditRetentionPlan) -> String {
    let mut text = format!("{} That would mean:\n", limits(&plan.retention));
    text.push_str(&plan_in_words(plan));
    text.push_str("Nothing was removed. Give `--yes` to keep to it from now on.\n");
    text
}

fn set(plan: &AuditRetentionPlan) -> String {
    let removed = plural(plan.removes, "event was", "events were");
    format!("{} {removed} removed. Entries of Steward's own ledger stay.\n", limits(&plan.retention))
}

fn limits(retention: &AuditRetention) -> String {
    let days = retention.days.map(|days| format!("for {}", plural(days, "day", "days")));
    let mib = retention.mib.map(|mib| format!("while they take no more than {} MiB", count(mib)));
    match (days, mib) {
        (None, None) => "Events of tenants' logs stay for good.".to_owned(),
        (Some(days), None) => format!("Events of tenants' logs stay {days}."),
        (None, Some(mib)) => format!("Events of tenants' logs stay {mib}."),
        (Some(days), Some(mib)) => format!("Events of tenants' logs stay {days}, and {mib}."),
    }
}

/// What a retention would remove.
pub fn plan_in_words(plan: &AuditRetentionPlan) -> String {
    let kept = plural(plan.events, "event is", "events are");
    let mut text = paragraph(&format!("{kept} here, in {} KiB", count(plan.kib)), 2);
    if plan.removes == 0 {
        text.push_str(&paragraph("nothing would be removed", 2));
        return text;
    }
    let removes = plural(plan.removes, "event", "events");
    let span = match (&plan.earliest, &plan.latest) {
        (Some(from), Some(to)) => format!(", from {} to {}", minute(from), minute(to)),
        _ => String::new(),
    };
    let frees = count(plan.frees_kib);
    text.push_str(&paragraph(&format!("{removes} would be removed{span}; frees about {frees} KiB"), 2));
    let classes: Vec<String> = plan
        .classes
        .iter()
        .map(|one| format!("{} {}", count(one.count), class_word(one.consequence)))
        .collect();
    if !classes.is_empty() {
        text.push_str(&paragraph(&format!("among them {}", classes.join(", ")), 2));
    }
    text
}
