//! `steward`, the same operations as in the window, in a terminal.

use std::process::ExitCode;

fn main() -> ExitCode {
    steward_cli::main()
}
