//! `steward man`.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use clap::Args;
use clap_mangen::Man;
use serde_json::json;
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
pub fn run(args: &ManArgs, context: &Context) -> Result<Answer, Fail> {
    let failed = |error: &io::Error| Fail::environment("the man pages cannot be written", error);
    std::fs::create_dir_all(&args.dir).map_err(|error| failed(&error))?;
    let mut root = crate::command();
    root.build();
    let mut pages = Vec::new();
    write(&root, &args.dir, &mut pages).map_err(|error| failed(&error))?;
    let pages: Vec<String> = pages.iter().map(|page| page.display().to_string()).collect();
    let folder = args.dir.display().to_string();
    context.answer(&json!({ "folder": folder, "pages": pages }), || format!("{folder}\n"))
}

/// The page of a command after those of the commands in it.
fn write(command: &clap::Command, dir: &Path, pages: &mut Vec<PathBuf>) -> io::Result<()> {
    for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
        write(inner, dir, pages)?;
    }
    pages.push(Man::new(command.clone()).source(SOURCE).manual("Steward").generate_to(dir)?);
    Ok(())
}
