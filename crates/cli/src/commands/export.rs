//! `steward export`: access or findings as a file.

use super::matrix::Rows;
use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::output;
use crate::term::{minute, plain, plural, short_hash};
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use steward_desk::export::{ExportFormat, ExportRequest, Exported};

/// Access or findings as a file.
#[derive(Args, Debug)]
pub struct ExportArgs {
    /// Name of the tenant in the workspace
    pub name: String,
    /// What it becomes
    #[arg(long, value_enum)]
    pub format: Format,
    /// File to write, or a folder; `cedar` always fills a folder. `-` prints it
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// Replace a file that is there
    #[arg(long)]
    pub force: bool,
    /// What the rows of a matrix are [default: people]
    #[arg(long, value_enum)]
    pub rows: Option<Rows>,
    /// As of this day or moment, up to now
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
}

/// What an export becomes.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    /// Subjects down, permissions across: `yes`, `scoped`, either `until` a moment, `denied` or empty.
    Csv,
    /// Permissions down, subjects across.
    CsvTransposed,
    /// A workbook with frozen panes.
    Xlsx,
    /// A page that stands alone and prints.
    Html,
    /// A table for a wiki or a pull request.
    Md,
    /// The matrix with scopes and classes, for programs.
    Json,
    /// One `subject TAB permission` line for every yes.
    Pairs,
    /// The whole tenant as Steward JSON, which can be read in again.
    Tenant,
    /// Policies, entities and schema for Cedar.
    Cedar,
    /// Findings for a build server (SARIF 2.1.0).
    Sarif,
}

impl Format {
    const fn wire(self) -> ExportFormat {
        match self {
            Self::Csv => ExportFormat::Csv,
            Self::CsvTransposed => ExportFormat::CsvTransposed,
            Self::Xlsx => ExportFormat::Xlsx,
            Self::Html => ExportFormat::Html,
            Self::Md => ExportFormat::Md,
            Self::Json => ExportFormat::Json,
            Self::Pairs => ExportFormat::Pairs,
            Self::Tenant => ExportFormat::Tenant,
            Self::Cedar => ExportFormat::Cedar,
            Self::Sarif => ExportFormat::Sarif,
        }
    }
}

/// Writes it and says what it holds.
pub async fn run(args: &ExportArgs, context: &Context) -> Result<Answer, Fail> {
    let out = output::file(&args.out);
    let format = args.format.wire();
    let is_json = matches!(format, ExportFormat::Json | ExportFormat::Tenant | ExportFormat::Sarif);
    if context.globals.json && out.is_none() && !is_json {
        return Err(Fail::bad_input(
            format!("`--json` and `--format {}` ask for two things on standard output", format.word()),
            "leave out `--json`, or write a file with `--out PATH`",
        ));
    }
    if args.rows.is_some()
        && matches!(format, ExportFormat::Tenant | ExportFormat::Cedar | ExportFormat::Sarif)
    {
        context.note(&format!("`--rows` is of no weight here: `{}` is no matrix", format.word()));
    }
    let printed = out.is_none();
    let rows = args.rows.unwrap_or(Rows::People).wire();
    let request = ExportRequest { format, rows, out, at: args.at.clone() };
    let exported = context.desk_to_hand_out(args.force).await?.export(&args.name, request).await?;
    note_limited(&exported, context);
    match printed {
        true => Ok(Answer::printed()),
        false => context.answer(&exported, || words(&exported, context)),
    }
}

/// Pairs say yes and no more: how many are a yes on some objects only is said beside them.
pub fn note_limited(exported: &Exported, context: &Context) {
    if exported.limited > 0 {
        context.note(&format!(
            "{} limited to objects, which pairs do not name; `--format json` does",
            plural(exported.limited, "pair is", "pairs are")
        ));
    }
}

fn words(exported: &Exported, context: &Context) -> String {
    let about = &exported.about;
    let mut text = String::new();
    for file in &exported.files {
        text.push_str(&format!("{}\n", plain(&file.path)));
    }
    if context.globals.quiet {
        return text;
    }
    let holds = if about.personal_data {
        "It names people: keep it where only those may read it who need to."
    } else {
        "It names no people."
    };
    let head = format!(
        "`{}`, snapshot {} of {}. {holds}",
        plain(&about.tenant),
        short_hash(&about.snapshot),
        minute(&about.taken_at)
    );
    text.push_str(&format!("{}\n", context.paint.dim(&head)));
    text
}
