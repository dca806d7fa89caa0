//! `steward audit`: the audit trail, what it says and whether it holds.

mod cell;
mod entry;
mod event;
mod export;
mod forget;
mod import;
mod redecide;
mod retention;
mod rotate;
mod search;
mod show;
mod tail;
mod verify;

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use clap::Subcommand;

/// What to do with the audit trail.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Ask who did what: Steward's own entries and the events of tenants' logs on one timeline
    ///
    /// Terms stand apart by space: `who:ines`, `on:b-17`, `op:role.*`, `kind:user`, `consequence:policy`,
    /// `outcome:refused`, `surface:cli`, `approval:waiting`, `policy:9f3ca71e`, `source:tenant`, `request:…`,
    /// `since:2026-05-01`, `until:2026-05-03`, and words that are looked for in everything. `*` stands for any characters,
    /// values stand apart by comma, and names are understood for ids. `-key:value` leaves out: write it behind `--`, or put
    /// the whole question between quotes.
    Search(search::SearchArgs),
    /// Read a tenant's own audit log in
    ///
    /// What is here already is left out, records that cannot be read are named and the rest is kept. An entry of the
    /// ledger seals what was read.
    Import(import::ImportArgs),
    /// Write entries to a file
    Export(export::ExportArgs),
    /// How long events of tenants' logs stay
    ///
    /// Says what would be removed; `--yes` removes it. Entries of Steward's own ledger always stay.
    Retention(retention::RetentionArgs),
    /// Verify everything that is on record
    ///
    /// The ledger, and the batches of tenants' events that it seals. Names and places every fault, and ends with 1 when
    /// there is one. Entries that are not signed yet are no fault: the next entry that is made with the key signs all
    /// before it.
    Verify(verify::VerifyArgs),
    /// An entry in full: before and after, policies, proof
    Show(show::ShowArgs),
    /// The newest entries
    Tail(tail::TailArgs),
    /// How a cell of the matrix came to be, the newest change first
    ///
    /// For every change: between which readings it happened, the ways that came and went, and what is on record from then.
    /// A change that time alone made, such as an elevation that ended, is told with its moment.
    Cell(cell::CellArgs),
    /// A past decision, evaluated again under the policies of its time and those of now
    ///
    /// Ends with 1 when the policies of its time do not give what is on record.
    Redecide(redecide::RedecideArgs),
    /// Sign with a new key from now on
    RotateKey,
    /// Erase what is kept about somebody who left a tenant
    ///
    /// Their pseudonym leads to nobody then, every snapshot of the tenant holds it in their place, values and words that
    /// name them go, and so do the copies in the workspace. Everything verifies as before. Without `--yes` it says what
    /// it would erase, and ends with 2.
    Forget(forget::ForgetArgs),
}

/// Does what was asked, and says when it was done without the passphrase that was given.
pub async fn run(command: &AuditCommand, context: &Context) -> Result<Answer, Fail> {
    let answer = answer(command, context).await?;
    context.warn_of_passphrase().await;
    Ok(answer)
}

async fn answer(command: &AuditCommand, context: &Context) -> Result<Answer, Fail> {
    match command {
        AuditCommand::Search(args) => search::run(args, context).await,
        AuditCommand::Import(args) => import::run(args, context).await,
        AuditCommand::Export(args) => export::run(args, context).await,
        AuditCommand::Retention(args) => retention::run(args, context).await,
        AuditCommand::Verify(args) => verify::run(args, context).await,
        AuditCommand::Show(args) => show::run(args, context).await,
        AuditCommand::Tail(args) => tail::run(args, context).await,
        AuditCommand::Cell(args) => cell::run(args, context).await,
        AuditCommand::Redecide(args) => redecide::run(args, context).await,
        AuditCommand::RotateKey => rotate::run(context).await,
        AuditCommand::Forget(args) => forget::run(args, context).await,
    }
}
