//! `steward audit verify`: whether the ledger and what it seals hold, and where they do not.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{count, paragraph, plain, plural};
use clap::Args;
use steward_desk::wire::{
    AuditBatchFault, AuditVerifyReport, KeySource, LedgerFault, LedgerReport, LogReport,
};

/// Whether the ledger holds.
#[derive(Args, Debug)]
pub struct VerifyArgs {
    /// Public key that the log has to be signed with, noted down before [default: the one that is kept here]
    #[arg(long, value_name = "KEY")]
    pub key: Option<String>,
}

/// Verifies everything; ends with 1 when something does not hold.
pub async fn run(args: &VerifyArgs, context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk().await?;
    let work = context.job();
    let report = desk.audit_verify(args.key.as_deref(), &work.job).await?;
    drop(work);
    let answer = context.answer(&report, || words(&report, context))?;
    Ok(if report.holds { answer } else { answer.code(1) })
}

fn words(report: &AuditVerifyReport, context: &Context) -> String {
    let AuditVerifyReport { at: _, took_ms: _, holds, ledger, batches, events, faults: in_batches, not_kept } =
        report;
    let LedgerReport { holds: _, logs, before, faults } = ledger;
    let mut text = String::new();
    for log in logs {
        text.push_str(&log_in_words(log, context));
    }
    if let Some(rows) = before {
        let rows = plural(*rows, "entry", "entries");
        let line = format!("From before the ledger: {rows}, which the ledger commits to.");
        text.push_str(&paragraph(&line, 0));
    }
    for fault in faults {
        text.push_str(&fault_in_words(fault, context));
    }
    if *batches > 0 {
        let sealed = plural(*batches, "batch", "batches");
        let line = format!("Events of tenants' logs: {} in {sealed} that the ledger seals.", count(*events));
        text.push_str(&paragraph(&line, 0));
    }
    for AuditBatchFault { fault: _, entry, message } in in_batches {
        let entry =
            if entry.is_empty() { String::new() } else { format!(" (sealed by entry {})", plain(entry)) };
        let at = context.paint.dim(&entry);
        text.push_str(&format!("  {} {}{at}\n", context.paint.bad("✗"), plain(message)));
    }
    let paint = context.paint;
    let verdict = match (holds, logs.iter().any(|log| log.unsigned > 0)) {
        (true, false) => paint.good("Everything holds."),
        (true, true) => paint.warn("What is signed holds."),
        (false, _) => paint.bad("It does not hold."),
    };
    text.push_str(&format!("{verdict}\n"));
    if let Some(why) = not_kept {
        let line = format!("That this was verified now is not kept: {}.", plain(why));
        text.push_str(&paint.warn(&line));
        text.push('\n');
    }
    text
}

fn log_in_words(report: &LogReport, context: &Context) -> String {
    let LogReport { log, entries, signed, unsigned, away, checkpoints, keys, compared, open, faults, more } =
        report;
    let mut text = format!("{}\n", context.paint.bold(&plain(log)));
    let signed = match signed {
        0 => "none of them signed".to_owned(),
        signed => format!("signed up to number {}", signed - 1),
    };
    let checkpoints = plural(*checkpoints, "checkpoint", "checkpoints");
    let there = plural(*entries, "entry", "entries");
    text.push_str(&paragraph(&format!("{there}, {signed}, {checkpoints}"), 2));
    if *unsigned > 0 {
        let away = if away.is_empty() { String::new() } else { format!(": {away}") };
        let not_yet = plural(*unsigned, "entry is", "entries are");
        text.push_str(&paragraph(&format!("{not_yet} not yet signed{away}"), 2));
    }
    for key in keys {
        let until = key.until.map_or_else(String::new, |until| format!(" to {}", count(until)));
        let range = format!("key from {}{until} entries: {}", count(key.from), plain(&key.key));
        text.push_str(&paragraph(&range, 2));
    }
    text.push_str(&paragraph(
        match compared {
            KeySource::Given => "the key in use is the one that was given",
            KeySource::Kept => "the key in use was compared with the one that this computer keeps",
            KeySource::Workspace => {
                "the key was compared with nothing outside of the workspace; give the one you noted with `--key`"
            }
        },
        2,
    ));
    if *open > 0 {
        let open = plural(*open, "piece of work has", "pieces of work have");
        text.push_str(&paragraph(&format!("{open} begun and not ended"), 2));
    }
    for fault in faults {
        text.push_str(&fault_in_words(fault, context));
    }
    if *more > 0 {
        text.push_str(&paragraph(&format!("and {} more faults", count(*more)), 2));
    }
    text
}

fn fault_in_words(fault: &LedgerFault, context: &Context) -> String {
    let LedgerFault { fault: _, entry, message } = fault;
    let at = context.paint.dim(&format!("(at entry {entry})"));
    format!("  {} {} {at}\n", context.paint.bad("✗"), plain(message))
}
