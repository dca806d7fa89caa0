//! `steward pack`: for those who write product packs. It needs no workspace.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{number, paragraph, plain, plural};
use clap::Subcommand;
use serde_json::json;
use std::path::{Path, PathBuf};
use steward_model::{Problem, ProblemLevel};

/// What to do with packs.
#[derive(Debug, Subcommand)]
pub enum PackCommand {
    /// Report every problem of a pack, with place and remedy
    Check {
        /// Folder of the pack, or the id of a built-in one
        #[arg(value_name = "DIR|ID")]
        pack: PathBuf,
    },
    /// Start a pack that passes
    New {
        /// Folder to make
        dir: PathBuf,
        /// Name of the product [default: the name of the folder]
        #[arg(long)]
        product: Option<String>,
    },
    /// Write the JSON Schemas that editors use
    Schema {
        /// Folder to write them into; printed as one JSON object when left out
        dir: Option<PathBuf>,
    },
}

/// Does what was asked.
pub fn run(command: &PackCommand, context: &Context) -> Result<Answer, Fail> {
    match command {
        PackCommand::Check { pack } => check(pack, context),
        PackCommand::New { dir, product } => new(dir, product.as_deref(), context),
        PackCommand::Schema { dir } => schema(dir.as_deref(), context),
    }
}

/// Ends with 2 when a problem is an error: the pack cannot be used.
fn check(given: &Path, context: &Context) -> Result<Answer, Fail> {
    let builtin = given.to_str().filter(|_| !given.exists()).and_then(steward_pack::builtin);
    let (pack, problems) = match builtin {
        Some(pack) => (Some(pack), Vec::new()),
        None => {
            let files = steward_pack::read_dir(given).map_err(|error| {
                Fail::bad_input(
                    error.to_string(),
                    "name the folder of a pack, or start one with `steward pack new DIR`",
                )
            })?;
            steward_pack::check(&files)
        }
    };
    let (id, product, version) = match &pack {
        Some(pack) => {
            (pack.manifest.id.as_str(), pack.manifest.product.as_str(), pack.manifest.version.as_str())
        }
        None => ("", "", ""),
    };
    let value = json!({ "ok": pack.is_some(), "id": id, "product": product, "version": version, "problems": problems });
    let answer = context.answer(&value, || {
        let mut text: String = problems.iter().map(|problem| words(problem, context)).collect();
        let errors = problems.iter().filter(|problem| problem.level == ProblemLevel::Error).count();
        let errors = plural(number(errors), "error", "errors");
        match &pack {
            Some(pack) => {
                let permissions = number(pack.catalogue.permissions.len());
                text.push_str(&format!(
                    "{} {} {}: {}, {}\n",
                    context.paint.good("✓"),
                    plain(product),
                    plain(version),
                    plural(permissions, "permission", "permissions"),
                    to_look_at(problems.len()),
                ));
            }
            None => text.push_str(&format!("{} The pack cannot be used: {errors}\n", context.paint.bad("✗"))),
        }
        text
    })?;
    Ok(if pack.is_some() { answer } else { answer.code(2) })
}

/// `no problems`, `2 problems to look at`.
fn to_look_at(problems: usize) -> String {
    match number(problems) {
        0 => "no problems".to_owned(),
        n => format!("{} to look at", plural(n, "problem", "problems")),
    }
}

fn words(problem: &Problem, context: &Context) -> String {
    let word = match problem.level {
        ProblemLevel::Note => "note".to_owned(),
        ProblemLevel::Warning => context.paint.warn("warning"),
        ProblemLevel::Error => context.paint.bad("error"),
    };
    let mut text = format!("{}: {word}: {}\n", plain(&problem.place.to_string()), plain(&problem.message));
    text.push_str(&paragraph(&format!("hint: {}", problem.hint), 2));
    text
}

fn new(dir: &Path, product: Option<&str>, context: &Context) -> Result<Answer, Fail> {
    let name = dir.file_name().map(|x| x.to_string_lossy().into_owned()).unwrap_or_default();
    let id = id_of(&name);
    if id.is_empty() {
        let message = format!("`{}` names no folder", dir.display());
        return Err(Fail::bad_input(message, "name the folder after the product, such as `packs/acme`"));
    }
    if dir.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
        let message = format!("`{}` is not empty", dir.display());
        return Err(Fail::bad_input(message, "name a folder that is not there yet"));
    }
    let files = steward_pack::starter(&id, product.unwrap_or(&name));
    for (path, bytes) in &files {
        let path = dir.join(path);
        let made =
            path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(&path, bytes));
        made.map_err(|error| Fail::environment("the pack cannot be written", &error))?;
    }
    let paths: Vec<&String> = files.keys().collect();
    context.answer(&json!({ "id": id, "dir": dir, "files": paths }), || {
        let mut text = format!(
            "{}\n",
            context.paint.bold(&format!("A pack `{id}` that passes stands in {}", dir.display()))
        );
        for path in &paths {
            text.push_str(&format!("  {path}\n"));
        }
        text.push_str(&format!(
            "`steward pack check {}` says what is wrong while you write.\n",
            dir.display()
        ));
        text
    })
}

/// Lower case letters and digits, with a hyphen between words.
fn id_of(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

fn schema(dir: Option<&Path>, context: &Context) -> Result<Answer, Fail> {
    let schemas = steward_pack::schemas();
    let Some(dir) = dir else {
        return context.json(&schemas);
    };
    let failed = |error: &std::io::Error| Fail::environment("the schemas cannot be written", error);
    std::fs::create_dir_all(dir).map_err(|error| failed(&error))?;
    let mut paths = Vec::new();
    for (name, schema) in &schemas {
        let path = dir.join(name);
        let text = serde_json::to_string_pretty(schema).unwrap_or_default() + "\n";
        std::fs::write(&path, text).map_err(|error| failed(&error))?;
        paths.push(path.display().to_string());
    }
    context.answer(&json!({ "files": paths }), || paths.iter().map(|path| format!("{path}\n")).collect())
}
