//! `steward completions`.

use crate::answer::Answer;
use clap::Args;
use clap_complete::Shell;

/// Completions for a shell.
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// Which shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Prints the script that the shell loads.
pub fn run(args: &CompletionsArgs) -> Answer {
    let mut bytes = Vec::new();
    clap_complete::generate(args.shell, &mut crate::command(), "steward", &mut bytes);
    Answer::text(String::from_utf8(bytes).unwrap_or_default())
}
