//! `steward matrix`: who can do what, as a table in the terminal or as text for programs.

use super::export::note_limited;
use super::matrix_table;
use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use clap::{Args, ValueEnum};
use steward_desk::export::{ExportFormat, ExportRequest};
use steward_desk::wire::{ConsequenceClass, MatrixQuery, RowKind, RowSort};

/// Who can do what.
#[derive(Args, Debug)]
pub struct MatrixArgs {
    /// Name of the tenant in the workspace
    pub name: String,
    /// What the rows are
    #[arg(long, value_enum, default_value_t = Rows::People)]
    pub rows: Rows,
    /// How to print it; `pairs` is one `person TAB permission` line for every yes
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// As of this day or moment, up to now: from the newest reading at or before it
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// What part of it the table shows.
    #[command(flatten)]
    pub part: Part,
}

/// What part of the matrix a table shows.
#[derive(Args, Debug)]
#[command(next_help_heading = "What a table shows")]
pub struct Part {
    /// Only rows whose name, id or detail contains this
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    /// Only permissions of this category, by id or name; may be given again
    #[arg(long, value_name = "CATEGORY")]
    pub category: Vec<String>,
    /// Only permissions of this class; may be given again
    #[arg(long, value_enum, ignore_case = true, value_name = "CLASS")]
    pub class: Vec<Class>,
    /// Only rows with an open finding
    #[arg(long)]
    pub only_findings: bool,
    /// Mark differences to this snapshot
    #[arg(long, value_name = "HASH")]
    pub against: Option<String>,
    /// Only rows and columns with a difference
    #[arg(long, requires = "against")]
    pub only_differences: bool,
    /// Order of the rows
    #[arg(long, value_enum, default_value_t = Sort::Reach)]
    pub sort: Sort,
    /// At most so many rows; 0 is all rows and columns [default: 60 of each on a terminal, all when piped]
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,
}

impl Part {
    const fn is_whole(&self) -> bool {
        self.search.is_none()
            && self.category.is_empty()
            && self.class.is_empty()
            && !self.only_findings
            && self.against.is_none()
            && self.limit.is_none()
    }
}

/// What the rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Rows {
    /// Effective access of people.
    People,
    /// What membership gives.
    Groups,
    /// What a role gives, included roles too.
    Roles,
}

impl Rows {
    /// The desk's word for it.
    pub const fn wire(self) -> RowKind {
        match self {
            Self::People => RowKind::People,
            Self::Groups => RowKind::Groups,
            Self::Roles => RowKind::Roles,
        }
    }
}

/// How a matrix is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For the terminal.
    Table,
    /// For spreadsheets.
    Csv,
    /// For programs, with scopes and classes.
    Json,
    /// One line for every yes.
    Pairs,
    /// A page that stands alone.
    Html,
    /// For a wiki.
    Md,
}

/// Class of a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Class {
    /// Reads.
    View,
    /// Reads what identifies or exposes.
    Diagnose,
    /// A narrow repair.
    Correct,
    /// Lifts a rule for one case.
    Override,
    /// Changes rules.
    Policy,
    /// Cannot be undone.
    Destructive,
}

/// Order of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    /// Widest reach first.
    Reach,
    /// By name.
    Name,
    /// Worst finding first.
    Findings,
}

/// Prints the matrix.
pub async fn run(args: &MatrixArgs, context: &Context) -> Result<Answer, Fail> {
    let format = match args.format {
        Format::Table if context.globals.json => ExportFormat::Json,
        Format::Table => {
            return matrix_table::run(&args.name, &query(args), args.part.limit, context).await;
        }
        Format::Csv => ExportFormat::Csv,
        Format::Json => ExportFormat::Json,
        Format::Pairs => ExportFormat::Pairs,
        Format::Html => ExportFormat::Html,
        Format::Md => ExportFormat::Md,
    };
    if !args.part.is_whole() {
        return Err(Fail::bad_input(
            "only a table can show a part of the matrix",
            "leave out what narrows it, or add `--format table`",
        ));
    }
    let request = ExportRequest { format, rows: args.rows.wire(), out: None, at: args.at.clone() };
    let desk = context.desk_to_hand_out(false).await?;
    let exported = desk.export(&args.name, request).await?;
    note_limited(&exported, context);
    Ok(Answer::printed())
}

fn query(args: &MatrixArgs) -> MatrixQuery {
    let part = &args.part;
    MatrixQuery {
        rows: args.rows.wire(),
        search: part.search.clone().unwrap_or_default(),
        categories: part.category.clone(),
        consequences: part.class.iter().map(|class| class_of(*class)).collect(),
        only_findings: part.only_findings,
        against: part.against.clone(),
        only_differences: part.only_differences,
        sort: match part.sort {
            Sort::Reach => RowSort::Reach,
            Sort::Name => RowSort::Name,
            Sort::Findings => RowSort::Findings,
        },
        at: args.at.clone(),
    }
}

const fn class_of(class: Class) -> ConsequenceClass {
    match class {
        Class::View => ConsequenceClass::View,
        Class::Diagnose => ConsequenceClass::Diagnose,
        Class::Correct => ConsequenceClass::Correct,
        Class::Override => ConsequenceClass::Override,
        Class::Policy => ConsequenceClass::Policy,
        Class::Destructive => ConsequenceClass::Destructive,
    }
}
