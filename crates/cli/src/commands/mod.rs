//! One file a command.

pub mod audit;
pub mod backup;
pub mod check;
pub mod compare;
pub mod completions;
pub mod diff;
pub mod dismiss;
mod doctor;
pub mod evidence;
pub mod export;
mod finding;
pub mod list;
pub mod log;
pub mod man;
pub mod matrix;
mod matrix_table;
pub mod operator;
pub mod pack;
mod path;
pub mod policy;
mod practice;
pub mod pyramid;
pub mod restore;
pub mod show;
pub mod surfaces;
pub mod tenant;
pub mod today;
pub mod what;
pub mod who;
pub mod why;

use crate::answer::Answer;
use crate::args::Command;
use crate::context::Context;
use crate::fail::Fail;

/// Does what was asked. An answer about a tenant that was read in part only comes with a word about it.
pub async fn run(command: &Command, context: &Context) -> Result<Answer, Fail> {
    let answer = answer(command, context).await?;
    if let Some(tenant) = looked_at(command) {
        context.warn_of_missing(tenant).await;
    }
    Ok(answer)
}

/// The tenant whose access a command shows.
fn looked_at(command: &Command) -> Option<&str> {
    Some(match command {
        Command::Today(args) => args.name.as_str(),
        Command::List(args) => args.name.as_str(),
        Command::Show(args) => args.name.as_str(),
        Command::Matrix(args) => args.name.as_str(),
        Command::Why(args) => args.name.as_str(),
        Command::Who(args) => args.name.as_str(),
        Command::What(args) => args.name.as_str(),
        Command::Compare(args) => args.name.as_str(),
        Command::Diff(args) => args.name.as_str(),
        Command::Check(args) => args.name.as_str(),
        Command::Pyramid(args) => args.name.as_str(),
        Command::Surfaces(args) => args.name.as_str(),
        Command::Export(args) => args.name.as_str(),
        _ => return None,
    })
}

async fn answer(command: &Command, context: &Context) -> Result<Answer, Fail> {
    match command {
        Command::Practice => practice::run(context).await,
        Command::Tenant(command) => tenant::run(command, context).await,
        Command::Today(args) => today::run(args, context).await,
        Command::List(args) => list::run(args, context).await,
        Command::Show(args) => show::run(args, context).await,
        Command::Matrix(args) => matrix::run(args, context).await,
        Command::Why(args) => why::run(args, context).await,
        Command::Who(args) => who::run(args, context).await,
        Command::What(args) => what::run(args, context).await,
        Command::Compare(args) => compare::run(args, context).await,
        Command::Diff(args) => diff::run(args, context).await,
        Command::Check(args) => check::run(args, context).await,
        Command::Dismiss(args) => dismiss::run(args, context).await,
        Command::Restore(args) => restore::run(args, context).await,
        Command::Pyramid(args) => pyramid::run(args, context).await,
        Command::Surfaces(args) => surfaces::run(args, context).await,
        Command::Export(args) => export::run(args, context).await,
        Command::Pack(command) => pack::run(command, context),
        Command::Policy(command) => policy::run(command, context).await,
        Command::Operator(command) => operator::run(command, context).await,
        Command::Backup(args) => backup::run(args, context).await,
        Command::Log(args) => log::run(args, context).await,
        Command::Audit(command) => audit::run(command, context).await,
        Command::Evidence(command) => evidence::run(command, context).await,
        Command::Doctor => doctor::run(context).await,
        Command::Completions(args) => Ok(completions::run(args)),
        Command::Man(args) => man::run(args),
    }
}
