//! `steward evidence`: one file that answers a question and verifies without Steward.

mod controls;
mod create;
mod verify;

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use clap::Subcommand;

/// What to do with bundles of evidence.
#[derive(Debug, Subcommand)]
pub enum EvidenceCommand {
    /// Write a bundle: entries and events of tenants' own logs that answer a question, with all that proves them
    ///
    /// The same question gives the same bytes until another entry answers it, a key takes over, a person is erased or
    /// a tenant takes another pack.
    Create(create::CreateArgs),
    /// The controls that evidence can be asked for by name, what the answer shows of each, and what it does not
    Controls,
    /// Verify a bundle, entry by entry and event by event; needs no workspace
    ///
    /// Ends with 1 when anything does not hold, and with 2 when the file is no bundle.
    Verify(verify::VerifyArgs),
}

/// Does what was asked.
pub async fn run(command: &EvidenceCommand, context: &Context) -> Result<Answer, Fail> {
    match command {
        EvidenceCommand::Create(args) => create::run(args, context).await,
        EvidenceCommand::Controls => controls::run(context),
        EvidenceCommand::Verify(args) => verify::run(args, context),
    }
}
