//! `steward check`: what is wrong, worst first; for people and for build servers.

use super::finding;
use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{basis, count, minute, number, plain, plural};
use clap::{Args, ValueEnum};
use steward_desk::export::{ExportFormat, ExportRequest};
use steward_desk::wire::{Findings, RowKind, SeverityLevel};

/// What is wrong, worst first.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// Name of the tenant in the workspace
    pub name: String,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// End with 1 when a finding is at or above this severity
    #[arg(long, value_name = "SEVERITY", value_enum)]
    pub fail_on: Option<Severity>,
    /// Also print what was dismissed
    #[arg(long)]
    pub dismissed: bool,
    /// As of this day or moment, up to now: from the newest reading at or before it
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For build servers (SARIF 2.1.0).
    Sarif,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Severity {
    /// Look at it each quarter.
    Low,
    /// Look at it each month.
    Medium,
    /// Settle it within a week.
    High,
    /// Settle it today.
    Critical,
}

/// Prints the findings; ends with 1 only when a threshold was given and reached.
pub async fn run(args: &CheckArgs, context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk_to_hand_out(false).await?;
    let findings = desk.findings(&args.name, args.at.as_deref()).await?;
    let answer = match args.format {
        Format::Sarif => {
            let request = ExportRequest {
                format: ExportFormat::Sarif,
                rows: RowKind::People,
                out: None,
                at: args.at.clone(),
            };
            let exported = desk.export(&args.name, request).await;
            // whether something was found is said to whoever has read enough, too
            if !crate::reader_has_gone() {
                exported?;
            }
            Answer::printed()
        }
        Format::Json => context.json(&findings)?,
        Format::Text => context.answer(&findings, || words(&findings, args.dismissed, context))?,
    };
    Ok(if args.fail_on.is_some_and(|least| reached(&findings, least)) { answer.code(1) } else { answer })
}

/// Whether an open finding is at or above a severity.
const fn reached(findings: &Findings, least: Severity) -> bool {
    let counts = &findings.counts;
    counts.critical > 0
        || (counts.high > 0 && !matches!(least, Severity::Critical))
        || (counts.medium > 0 && matches!(least, Severity::Medium | Severity::Low))
        || (counts.low > 0 && matches!(least, Severity::Low))
}

fn words(findings: &Findings, dismissed: bool, context: &Context) -> String {
    let paint = context.paint;
    let counts = &findings.counts;
    let open = number(findings.open.len());
    let mut text = String::new();
    for finding in &findings.open {
        text.push_str(&finding::words(finding, context));
        text.push('\n');
    }
    if dismissed && !findings.dismissed.is_empty() {
        text.push_str(&format!("{}\n\n", paint.bold("Dismissed")));
        for finding in &findings.dismissed {
            text.push_str(&finding::words(finding, context));
            text.push('\n');
        }
    }
    let by_severity: Vec<String> = [
        (SeverityLevel::Critical, counts.critical, "critical"),
        (SeverityLevel::High, counts.high, "high"),
        (SeverityLevel::Medium, counts.medium, "medium"),
        (SeverityLevel::Low, counts.low, "low"),
    ]
    .into_iter()
    .filter(|(_, n, _)| *n > 0)
    .map(|(severity, n, word)| paint.severity(severity, &format!("{} {word}", count(n))))
    .collect();
    let statement = match open {
        0 => format!("Nothing found in `{}`", plain(&findings.tenant)),
        n => format!(
            "{} in `{}`: {}",
            plural(n, "finding", "findings"),
            plain(&findings.tenant),
            by_severity.join(", ")
        ),
    };
    text.push_str(&format!("{}\n", paint.bold(&statement)));
    text.push_str(&looked(findings, context));
    text
}

/// How many checks looked; a check that could not is said aloud.
fn looked(findings: &Findings, context: &Context) -> String {
    let enabled = findings.checks.iter().filter(|check| check.enabled);
    let (skipped, ran): (Vec<_>, Vec<_>) = enabled.partition(|check| check.skipped.is_some());
    let ran = plural(number(ran.len()), "check", "checks");
    let mut text =
        format!("{}\n", context.paint.dim(&format!("{ran} looked, as of {}", minute(&findings.at))));
    text.push_str(&basis(&findings.basis));
    for check in skipped {
        let reason = check.skipped.as_deref().unwrap_or_default();
        text.push_str(&format!("{} did not look: {}\n", plain(&check.title), plain(reason)));
    }
    if !findings.dismissed.is_empty() {
        let n = number(findings.dismissed.len());
        text.push_str(&format!(
            "{} dismissed; `--dismissed` lists them\n",
            plural(n, "finding is", "findings are")
        ));
    }
    text
}
