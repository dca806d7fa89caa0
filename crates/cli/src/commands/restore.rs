//! `steward restore`: a dismissed finding comes back.

use super::finding;
use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use clap::Args;

/// A dismissed finding comes back.
#[derive(Args, Debug)]
pub struct RestoreArgs {
    /// Name of the tenant in the workspace
    pub name: String,
    /// Key of the finding, as `steward check --dismissed` prints it
    pub key: String,
}

/// Restores it.
pub async fn run(args: &RestoreArgs, context: &Context) -> Result<Answer, Fail> {
    let finding = context.desk().await?.restore(&args.name, &args.key).await?;
    context.answer(&finding, || finding::words(&finding, context))
}
