//! `steward man`.

use crate::answer::Answer;
use crate::fail::Fail;
use clap::Args;
use clap_mangen::Man;
use std::io;
use std::path::{Path, PathBuf};

/// Man pages.
#[derive(Args, Debug)]
pub struct ManArgs {
    /// Folder to write them into
    pub dir: PathBuf,
}

/// What stands at the foot of every page.
const SOURCE: &str = concat!("steward ", env!("CARGO_PKG_VERSION"));

/// Writes one page a command.
pub fn run(args: &ManArgs) -> Result<Answer, Fail> {
    let failed = |error: &io::Error| Fail::environment("the man pages cannot be written", error);
    std::fs::create_dir_all(&args.dir).map_err(|error| failed(&error))?;
    let mut root = crate::command();
    root.build();
    write(&root, &args.dir).map_err(|error| failed(&error))?;
    Ok(Answer::text(format!("{}\n", args.dir.display())))
}

/// The page of a command after those of the commands in it.
fn write(command: &clap::Command, dir: &Path) -> io::Result<()> {
    for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
        write(inner, dir)?;
    }
    Man::new(command.clone()).source(SOURCE).manual("Steward").generate_to(dir).map(|_| ())
}
