//! `steward man`.

use crate::answer::Answer;
use crate::fail::Fail;
use clap::Args;
use std::path::PathBuf;

/// Man pages.
#[derive(Args, Debug)]
pub struct ManArgs {
    /// Folder to write them into
    pub dir: PathBuf,
}

/// Writes one page a command.
pub fn run(args: &ManArgs) -> Result<Answer, Fail> {
    let failed = |error: &std::io::Error| Fail::environment("the man pages cannot be written", error);
    std::fs::create_dir_all(&args.dir).map_err(|error| failed(&error))?;
    clap_mangen::generate_to(crate::command(), &args.dir).map_err(|error| failed(&error))?;
    Ok(Answer::text(format!("{}\n", args.dir.display())))
}
