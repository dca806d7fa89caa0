//! `steward tenant snapshots` and `steward tenant baseline`.

use super::NameArgs;
use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{Column, Table, count, minute};
use clap::Args;
use steward_desk::wire::SnapshotInfo;

/// Which snapshot differences are measured against.
#[derive(Args, Debug)]
pub struct BaselineArgs {
    /// Name of the tenant in the workspace
    pub name: String,
    /// Hash of the snapshot, or its first digits
    pub hash: String,
}

/// Lists the kept snapshots.
pub async fn list(args: &NameArgs, context: &Context) -> Result<Answer, Fail> {
    let snapshots = context.desk().await?.snapshots(&args.name).await?;
    context.answer(&snapshots, || words(&snapshots, context))
}

/// Measures differences against another snapshot.
pub async fn baseline(args: &BaselineArgs, context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk().await?;
    desk.set_baseline(&args.name, &args.hash).await?;
    let snapshots = desk.snapshots(&args.name).await?;
    context.answer(&snapshots, || words(&snapshots, context))
}

fn words(snapshots: &[SnapshotInfo], context: &Context) -> String {
    let mut table = Table::new([
        Column::word("SNAPSHOT"),
        Column::word("READ").spare(1),
        Column::number("PEOPLE").spare(2),
        Column::number("ROLES").spare(2),
        Column::number("GRANTS").spare(2),
        Column::word(""),
    ]);
    for snapshot in snapshots {
        table.row([
            snapshot.hash.get(..16).unwrap_or(&snapshot.hash).to_owned(),
            minute(&snapshot.taken_at),
            count(snapshot.counts.people),
            count(snapshot.counts.roles),
            count(snapshot.counts.grants),
            if snapshot.baseline { "baseline" } else { "" }.to_owned(),
        ]);
    }
    table.render(context.paint, context.width)
}
