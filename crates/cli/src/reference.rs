//! The reference of the commands in Markdown, made from the same description as `--help`.

use clap::{Arg, Command};
use std::fmt::Write as _;

/// `docs/cli.md`.
#[must_use]
pub fn markdown() -> String {
    let mut root = crate::command();
    root.build();
    let mut out = String::from(
        "# `steward` in a terminal\n\n\
         <!-- Generated from the commands themselves; a test keeps it current. Edit the commands instead. -->\n\n",
    );
    paragraphs(&mut out, &root);
    if let Some(codes) = root.get_after_long_help() {
        let _ = writeln!(out, "{codes}\n");
    }
    out.push_str("## Everywhere\n\nThese options go with every command.\n\n");
    options(&mut out, &globals(&root));
    for command in visible(&root) {
        section(&mut out, command, "steward", 2);
    }
    // one line feed at the end, as editors leave it
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn section(out: &mut String, command: &Command, path: &str, level: usize) {
    let path = format!("{path} {}", command.get_name());
    let _ = writeln!(out, "{} `{path}`\n", "#".repeat(level));
    paragraphs(out, command);
    if visible(command).next().is_none() {
        let _ = writeln!(out, "```\n{}\n```\n", usage(command, &path));
        let own: Vec<&Arg> = command
            .get_arguments()
            .filter(|arg| !arg.is_global_set() && !arg.is_hide_set() && !is_builtin(arg))
            .collect();
        options(out, &own);
    }
    for inner in visible(command) {
        section(out, inner, &path, level + 1);
    }
}

fn paragraphs(out: &mut String, command: &Command) {
    if let Some(about) = command.get_long_about().or_else(|| command.get_about()) {
        let _ = writeln!(out, "{about}\n");
    }
}

/// The line after `Usage:`, without what goes with every command.
fn usage(command: &Command, path: &str) -> String {
    let own = command.clone().mut_args(|arg| if arg.is_global_set() { arg.hide(true) } else { arg });
    let text = own.bin_name(path).render_usage().to_string();
    text.trim_start_matches("Usage: ").trim_end().replace("\n       ", "\n")
}

fn options(out: &mut String, args: &[&Arg]) {
    if args.is_empty() {
        return;
    }
    out.push_str("| | |\n| --- | --- |\n");
    for arg in args {
        let _ =
            writeln!(out, "| `{}` | {} |", name(arg).replace('|', "\\|"), meaning(arg).replace('|', "\\|"));
    }
    out.push('\n');
}

fn name(arg: &Arg) -> String {
    let value = (arg.get_value_names().unwrap_or_default().iter())
        .map(|name| format!("<{name}>"))
        .collect::<Vec<_>>()
        .join(" ");
    let takes = arg.get_action().takes_values();
    let mut flags: Vec<String> = Vec::new();
    flags.extend(arg.get_short().map(|short| format!("-{short}")));
    flags.extend(arg.get_long().map(|long| format!("--{long}")));
    match (flags.is_empty(), takes) {
        (true, _) => value,
        (false, true) => format!("{} {value}", flags.join(", ")),
        (false, false) => flags.join(", "),
    }
}

fn meaning(arg: &Arg) -> String {
    let help = arg.get_long_help().or_else(|| arg.get_help()).map(ToString::to_string).unwrap_or_default();
    let mut text = help.split_whitespace().collect::<Vec<_>>().join(" ");
    if arg.get_action().takes_values() {
        let values: Vec<String> = (arg.get_possible_values().iter())
            .filter(|value| !value.is_hide_set())
            .map(|value| format!("`{}`", value.get_name()))
            .collect();
        if !values.is_empty() {
            let _ = write!(text, ": {}", values.join(", "));
        }
        let defaults: Vec<String> =
            arg.get_default_values().iter().map(|value| format!("`{}`", value.to_string_lossy())).collect();
        if !defaults.is_empty() {
            let _ = write!(text, " (default {})", defaults.join(", "));
        }
    }
    if let Some(variable) = arg.get_env().filter(|_| !arg.is_hide_env_set()) {
        let _ = write!(text, " (environment: `{}`)", variable.to_string_lossy());
    }
    text
}

fn globals(root: &Command) -> Vec<&Arg> {
    root.get_arguments().filter(|arg| arg.is_global_set() && !arg.is_hide_set()).collect()
}

fn is_builtin(arg: &Arg) -> bool {
    matches!(arg.get_id().as_str(), "help" | "version")
}

fn visible(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|inner| !inner.is_hide_set() && inner.get_name() != "help")
}
