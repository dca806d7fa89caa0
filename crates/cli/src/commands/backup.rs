//! `steward backup`: a copy of the workspace.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::output;
use crate::term::{count, plain};
use clap::Args;
use std::path::PathBuf;
use steward_desk::wire::Backup;

/// A copy of the workspace.
#[derive(Args, Debug)]
pub struct BackupArgs {
    /// File to write, or a folder [default: the folder of copies in the workspace]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long)]
    pub force: bool,
}

/// Makes the copy and says where it is.
pub async fn run(args: &BackupArgs, context: &Context) -> Result<Answer, Fail> {
    let out =
        args.out.as_deref().map(|out| output::file_alone(out, "a copy of the workspace")).transpose()?;
    let backup = context.desk_to_hand_out(args.force).await?.backup(out.as_deref()).await?;
    context.answer(&backup, || words(&backup, context))
}

fn words(backup: &Backup, context: &Context) -> String {
    let Backup { path, at: _, kib } = backup;
    let note = format!("{} KiB. Tokens are not in it; they stay where they are kept.", count(*kib));
    format!("{}\n{}\n", plain(path), context.paint.dim(&note))
}
