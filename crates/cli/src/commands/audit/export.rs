//! `steward audit export`: entries of the audit trail as a file.

use super::search::question;
use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::output;
use crate::term::{paragraph, plain, plural};
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use steward_desk::wire::{AuditExportFormat, AuditExported};

/// Entries as a file.
#[derive(Args, Debug)]
pub struct ExportArgs {
    /// What is asked, as in `steward audit search`; everything when left out
    #[arg(value_name = "QUESTION")]
    pub question: Vec<String>,
    /// Only events of this tenant's log, and what Steward did about it
    #[arg(long, value_name = "NAME")]
    pub tenant: Option<String>,
    /// A question that is kept under this name, besides what is asked
    #[arg(long, value_name = "NAME")]
    pub saved: Option<String>,
    /// What entries become
    #[arg(long, value_enum)]
    pub format: Format,
    /// Name people and tell what events say of them: without it pseudonyms stand for them
    #[arg(long)]
    pub disclose: bool,
    /// File to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long)]
    pub force: bool,
}

/// What entries become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table for spreadsheets.
    Csv,
    /// One JSON object a line, with everything that an entry says.
    Jsonl,
    /// Events for a SIEM (OCSF), one a line; people are named by pseudonyms alone.
    Ocsf,
}

/// Writes them and says what they hold.
pub async fn run(args: &ExportArgs, context: &Context) -> Result<Answer, Fail> {
    let out = args.out.as_deref().and_then(output::file);
    let format = match args.format {
        Format::Csv => AuditExportFormat::Csv,
        Format::Jsonl => AuditExportFormat::JsonLines,
        Format::Ocsf => AuditExportFormat::Ocsf,
    };
    if context.globals.json && out.is_none() {
        return Err(Fail::bad_input(
            "`--json` and an export ask for two things on standard output",
            "leave out `--json`, or write a file with `--out FILE`",
        ));
    }
    let desk = context.desk_to_hand_out(args.force).await?;
    let asked = question(&args.question, args.tenant.as_ref(), args.saved.as_ref(), &desk).await?;
    let exported = desk.audit_export(&asked, format, args.disclose, out.as_deref()).await?;
    match out {
        None => Ok(Answer::printed()),
        Some(_) => context.answer(&exported, || words(&exported)),
    }
}

fn words(exported: &AuditExported) -> String {
    let AuditExported { format: _, entries, personal_data, file, text: _ } = exported;
    let path = file.as_ref().map(|file| plain(&file.path)).unwrap_or_default();
    let holds = if *personal_data {
        "It names people: keep it where only those may read it who need to."
    } else {
        "It names no people."
    };
    let mut text = format!("{path}\n");
    text.push_str(&paragraph(&format!("{}. {holds}", plural(*entries, "entry", "entries")), 0));
    text
}
