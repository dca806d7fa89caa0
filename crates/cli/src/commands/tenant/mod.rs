//! `steward tenant`: where access is read from.

pub mod add;
mod list;
mod refresh;
pub mod remove;
pub mod report;
mod schedule;
mod snapshots;
mod test;
mod token;

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use clap::{Args, Subcommand};

/// What to do with tenants.
#[derive(Debug, Subcommand)]
pub enum TenantCommand {
    /// Add a tenant from a file or a SCIM 2.0 server
    Add(Box<add::AddArgs>),
    /// List the tenants of the workspace
    List,
    /// Read a tenant again; the last good snapshot stays when that fails
    Refresh(refresh::RefreshArgs),
    /// Remove a tenant with its snapshots and its token
    Remove(remove::RemoveArgs),
    /// Try each step of the connection and say what to do about what fails
    Test(NameArgs),
    /// List the kept snapshots of a tenant
    Snapshots(NameArgs),
    /// Measure differences against another snapshot
    Baseline(snapshots::BaselineArgs),
    /// Read a tenant again every so many minutes while a window is open
    Schedule(schedule::ScheduleArgs),
    /// Replace the token of a tenant
    Token(token::TokenArgs),
}

/// A tenant.
#[derive(Args, Debug)]
pub struct NameArgs {
    /// Name of the tenant in the workspace
    pub name: String,
}

/// Does what was asked.
pub async fn run(command: &TenantCommand, context: &Context) -> Result<Answer, Fail> {
    match command {
        TenantCommand::Add(args) => add::run(args, context).await,
        TenantCommand::List => list::run(context).await,
        TenantCommand::Refresh(args) => refresh::run(args, context).await,
        TenantCommand::Remove(args) => remove::run(args, context).await,
        TenantCommand::Test(args) => test::run(args, context).await,
        TenantCommand::Snapshots(args) => snapshots::list(args, context).await,
        TenantCommand::Baseline(args) => snapshots::baseline(args, context).await,
        TenantCommand::Schedule(args) => schedule::run(args, context).await,
        TenantCommand::Token(args) => token::run(args, context).await,
    }
}
