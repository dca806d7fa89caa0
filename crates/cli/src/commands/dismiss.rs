//! `steward dismiss`: a finding goes out of sight, with a reason, until a date.

use super::finding;
use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use clap::Args;

/// A finding goes out of sight until a date.
#[derive(Args, Debug)]
pub struct DismissArgs {
    /// Name of the tenant in the workspace
    pub name: String,
    /// Key of the finding, as `steward check` prints it
    pub key: String,
    /// Why it may stay as it is
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Day on which it comes back, as `2026-12-31`
    #[arg(long, value_name = "DATE")]
    pub returns: String,
}

/// Dismisses it.
pub async fn run(args: &DismissArgs, context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk().await?;
    let finding = desk.dismiss(&args.name, &args.key, &args.reason, &args.returns).await?;
    context.answer(&finding, || finding::words(&finding, context))
}
