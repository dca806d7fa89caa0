//! The commands and what all of them take.

use crate::commands::{
    audit, backup, check, compare, completions, diff, dismiss, evidence, export, list, log, man, matrix,
    operator, pack, policy, pyramid, restore, show, surfaces, tenant, today, what, who, why,
};
use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::parser::ValueSource;
use clap::{ArgMatches, Args, Parser, Subcommand, ValueEnum};
use jiff::Timestamp;
use std::path::PathBuf;

/// See who can do what in a SaaS tenant, and why.
#[derive(Debug, Parser)]
#[command(
    name = "steward",
    version,
    about = "See who can do what in a SaaS tenant, and why",
    long_about = "See who can do what in a SaaS tenant, and why.\n\nStart with `steward practice`, which sets up a \
                  made-up tenant to look around in. Connect your own with `steward tenant add`.",
    after_long_help = "Exit codes: 0 fine, 1 findings at or above the threshold or a refusal, 2 bad input or usage, \
                       3 the environment (keyring, storage, network), 130 stopped.",
    propagate_version = true,
    subcommand_required = true,
    arg_required_else_help = true,
    disable_help_subcommand = true
)]
pub struct Cli {
    /// What all commands take.
    #[command(flatten)]
    pub globals: Globals,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What all commands take.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Everywhere")]
pub struct Globals {
    /// Folder of the workspace [default: the data folder of the platform]
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "STEWARD_WORKSPACE",
        hide_env_values = true,
        value_parser = path()
    )]
    pub workspace: Option<PathBuf>,
    /// Print JSON, for programs
    #[arg(long, global = true)]
    pub json: bool,
    /// When to use colour; NO_COLOR is honoured
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Colour::Auto)]
    pub color: Colour,
    /// No progress, no notes
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// File with the passphrase that protects stored tokens where no keyring runs
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "STEWARD_PASSPHRASE_FILE",
        hide_env_values = true,
        value_parser = path()
    )]
    pub passphrase_file: Option<PathBuf>,
    /// A fixed clock, for tests.
    #[arg(long, global = true, hide = true, env = "STEWARD_NOW")]
    pub now: Option<Timestamp>,
}

/// A path that may be empty: a variable that is set to nothing is one that is not set.
fn path() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().map(PathBuf::from)
}

impl Globals {
    /// Takes what is empty for not given, where it is a variable that is empty.
    pub fn without_empty(mut self) -> Self {
        let filled = |path: &PathBuf| !path.as_os_str().is_empty();
        self.workspace = self.workspace.filter(filled);
        self.passphrase_file = self.passphrase_file.filter(filled);
        self
    }
}

/// The option that was given on the command line with nothing in it, if any.
pub fn empty_option(matches: &ArgMatches) -> Option<&'static str> {
    [("workspace", "--workspace"), ("passphrase_file", "--passphrase-file")].into_iter().find_map(
        |(id, option)| {
            let said = matches.value_source(id) == Some(ValueSource::CommandLine);
            let empty = matches.get_one::<PathBuf>(id).is_some_and(|path| path.as_os_str().is_empty());
            (said && empty).then_some(option)
        },
    )
}

/// Why `--json` does not go with what was asked for, and what to do; nothing when it does.
pub fn not_json(matches: &ArgMatches) -> Option<(String, &'static str)> {
    let (command, inner) = matches.subcommand()?;
    match command {
        "completions" | "man" => {
            Some((format!("`--json` does not go with `{command}`"), "leave out `--json`"))
        }
        // here the format says how an answer is printed, elsewhere what a file is
        "list" | "matrix" | "check" if inner.value_source("format") == Some(ValueSource::CommandLine) => {
            let format = inner.get_raw("format")?.next()?.to_str().filter(|format| *format != "json")?;
            Some((format!("`--json` and `--format {format}` ask for two things"), "leave out one of them"))
        }
        _ => None,
    }
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal.
    Auto,
    /// Also into files and pipes.
    Always,
    /// Not at all.
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Set up the practice tenant, if it is not there, and say what is in it
    Practice,
    /// Connect tenants and read them again
    #[command(subcommand)]
    Tenant(tenant::TenantCommand),
    /// What needs somebody today
    Today(today::TodayArgs),
    /// People, groups, roles or permissions, searched, filtered and sorted
    List(list::ListArgs),
    /// A person, group, role or permission with everything around it
    Show(show::ShowArgs),
    /// Who can do what, as a table or a file
    Matrix(matrix::MatrixArgs),
    /// Why somebody can or cannot do a thing
    Why(why::WhyArgs),
    /// Who can do a thing
    Who(who::WhoArgs),
    /// What somebody can do
    What(what::WhatArgs),
    /// Two to four people, groups or roles side by side
    Compare(compare::CompareArgs),
    /// What changed between two snapshots
    Diff(diff::DiffArgs),
    /// What is wrong, worst first
    Check(check::CheckArgs),
    /// Put a finding out of sight until a date, with a reason
    Dismiss(dismiss::DismissArgs),
    /// Bring a dismissed finding back
    Restore(restore::RestoreArgs),
    /// People counted by the worst they could do
    Pyramid(pyramid::PyramidArgs),
    /// Deeds that somebody can do on one surface and not on another
    Surfaces(surfaces::SurfacesArgs),
    /// Write access or findings to a file
    Export(export::ExportArgs),
    /// Check, start and describe product packs
    #[command(subcommand)]
    Pack(pack::PackCommand),
    /// The policies that say what operators may do
    #[command(subcommand)]
    Policy(policy::PolicyCommand),
    /// Who uses Steward, and as what
    #[command(subcommand)]
    Operator(operator::OperatorCommand),
    /// Make a copy of the workspace
    Backup(backup::BackupArgs),
    /// What was done, latest first
    Log(log::LogArgs),
    /// The audit trail: who did what, in Steward and in tenants' own logs, and whether the record holds
    #[command(subcommand)]
    Audit(audit::AuditCommand),
    /// Bundles of evidence: one file that answers a question and verifies without Steward
    #[command(subcommand)]
    Evidence(evidence::EvidenceCommand),
    /// What works on this machine, and what to do about what does not
    ///
    /// Ends with 3 when something does not work at all, such as a workspace that cannot be opened or written. What is
    /// only missing, such as a keyring, is a warning, and ends with 0.
    Doctor,
    /// Completions for a shell
    Completions(completions::CompletionsArgs),
    /// Write man pages into a folder
    Man(man::ManArgs),
}
