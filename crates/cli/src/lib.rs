//! `steward` in a terminal: parse, call the desk, present.
//!
//! Invariants:
//! - Answers go to standard output, everything else to standard error; `--json` prints the desk's wire types.
//! - Exit codes: 0 fine, 1 findings at or above the threshold or a refusal, 2 bad input or usage, 3 the
//!   environment (keyring, storage, network), 130 stopped with Ctrl-C.
//! - A secret comes from standard input, a prompt or a file, never from an argument or a variable.
//!
//! Deliberately not here: anything that decides, reads a tenant or keeps a thing. The desk does.

mod answer;
mod args;
mod commands;
mod context;
mod fail;
mod input;
mod output;
pub mod reference;
mod term;

use answer::Answer;
use args::{Cli, empty_option, not_json};
use clap::{CommandFactory as _, FromArgMatches as _};
use context::Context;
use fail::Fail;
use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

/// The commands and their arguments, for references, completions and man pages.
#[must_use]
pub fn command() -> clap::Command {
    Cli::command()
}

/// Runs what the arguments of this process say.
#[must_use]
pub fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    let parsed = command().try_get_matches_from(&args).and_then(|matches| {
        Ok((Cli::from_arg_matches(&matches)?, empty_option(&matches), not_json(&matches)))
    });
    let (cli, empty, not_json) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => return usage(&error, &args),
    };
    let json = cli.globals.json;
    if let Some(option) = empty {
        return Fail::bad_input(format!("`{option}` is empty"), "give a path, or leave it out").report(json);
    }
    if let Some((message, hint)) = not_json.filter(|_| json) {
        return Fail::bad_input(message, hint).report(json);
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return Fail::environment("the program cannot start", &error).report(json),
    };
    let outcome = runtime.block_on(async {
        let context = Context::new(cli.globals.without_empty());
        commands::run(&cli.command, &context).await
    });
    // a reader that blocks on a closed terminal must not hold the process
    runtime.shutdown_background();
    match outcome {
        Ok(answer) => print(&answer),
        // whoever read has seen enough; that it was not all is on record
        Err(_) if reader_has_gone() => ExitCode::SUCCESS,
        Err(fail) => fail.report(json),
    }
}

/// Help and version are answers; anything else is bad usage.
fn usage(error: &clap::Error, args: &[OsString]) -> ExitCode {
    if !error.use_stderr() {
        return print(&Answer::text(error.render().to_string()));
    }
    if args.iter().any(|arg| arg == "--json") {
        return usage_fail(&error.render().to_string()).report(true);
    }
    let _ = error.print();
    ExitCode::from(2)
}

/// What clap says before it repeats the usage: the first line, and what it lists below.
fn usage_fail(text: &str) -> Fail {
    let mut lines = text.lines().take_while(|line| !line.starts_with("Usage:")).map(str::trim);
    let message = lines.next().unwrap_or_default().trim_start_matches("error: ").trim_end_matches(':');
    let mut fail = Fail::bad_input(message, "see `steward --help`");
    fail.0.details.extend(lines.filter(|line| !line.is_empty()).map(str::to_owned));
    fail
}

/// Prints an answer.
fn print(answer: &Answer) -> ExitCode {
    match write_out(answer.text.as_bytes()) {
        Ok(()) => ExitCode::from(answer.code),
        Err(_) if reader_has_gone() => ExitCode::from(answer.code),
        Err(error) => Fail::environment("the answer cannot be written", &error).report(false),
    }
}

/// Whether whoever read standard output closed it before everything was written.
static READER_GONE: AtomicBool = AtomicBool::new(false);

/// A reader that has seen enough (`| head`) is not an error.
fn reader_has_gone() -> bool {
    READER_GONE.load(Ordering::Relaxed)
}

/// Writes to standard output at once.
fn write_out(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).inspect_err(|error| {
        if error.kind() == io::ErrorKind::BrokenPipe {
            READER_GONE.store(true, Ordering::Relaxed);
        }
    })
}
