//! `steward tenant add`: a tenant from a file or a SCIM 2.0 server.

use super::report;
use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::input;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};
use steward_desk::wire::{
    CsvMapping, EnvironmentKind, ErrorCode, FileFormat, FileSource, ScimConnection, TenantReport,
};

/// A tenant from a file or a SCIM 2.0 server.
#[derive(Args, Debug)]
#[command(group = clap::ArgGroup::new("source").required(true).args(["file", "scim"]))]
pub struct AddArgs {
    /// Name to give it in the workspace
    pub name: String,
    /// File to read
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// What the file is [default: found out]
    #[arg(long, value_enum, requires = "file")]
    pub format: Option<Format>,
    /// Which column of a CSV file is what, as in `person=User,permission=Right`
    #[arg(
        long,
        value_name = "WHAT=COLUMN,…",
        requires = "file",
        long_help = "Which column of a CSV file is what, as in `person=User,permission=Right`.\n\nWHAT is one of: \
                     person, person-name, email, department, title, active, group, role, permission, object, since, \
                     until, last-used, delimiter. The word `matrix` alone says that the columns after the person or \
                     role are permissions and the cells are yes or no. Left out, it is found from the header."
    )]
    pub map: Vec<String>,
    /// Base URL of a SCIM 2.0 server
    #[arg(long, value_name = "URL")]
    pub scim: Option<String>,
    /// Read the token from standard input instead of asking for it
    #[arg(long, requires = "scim")]
    pub token_stdin: bool,
    /// Proxy to reach the server through
    #[arg(long, value_name = "URL", requires = "scim")]
    pub proxy: Option<String>,
    /// PEM file of a private certificate authority
    #[arg(long, value_name = "FILE", requires = "scim")]
    pub ca: Option<PathBuf>,
    /// Folder of a product pack, or the id of a built-in one
    #[arg(long, value_name = "DIR|ID")]
    pub pack: Option<String>,
    /// Whether real people work there
    #[arg(long, value_enum, default_value_t = Environment::Live)]
    pub environment: Environment,
}

/// Formats of files.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    /// One `user permission` pair a line.
    Pairs,
    /// A table with a header.
    Csv,
    /// A Steward JSON document.
    Json,
}

/// Live or not.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Environment {
    /// Real people work there.
    Live,
    /// A vendor's sandbox.
    Sandbox,
    /// Made up.
    Practice,
}

/// Adds it and says what was read.
pub async fn run(args: &AddArgs, context: &Context) -> Result<Answer, Fail> {
    let added = match (&args.file, &args.scim) {
        (Some(file), _) => from_file(args, file, context).await?,
        (None, Some(url)) => from_scim(args, url, context).await?,
        (None, None) => {
            return Err(Fail::bad_input("no source is named", "add `--file FILE` or `--scim URL`"));
        }
    };
    let missing = context.missing(&added.tenant.name).await;
    let answer = context.answer(&added, || words(&added, missing.as_deref(), context))?;
    Ok(answer.code(report::code(&added.tenant)))
}

async fn from_file(args: &AddArgs, file: &Path, context: &Context) -> Result<TenantReport, Fail> {
    let mapping = mapping(&args.map)?;
    let path = absolute(file)?;
    let desk = context.desk().await?;
    let format = match args.format {
        Some(Format::Pairs) => Some(FileFormat::Pairs),
        Some(Format::Csv) => Some(FileFormat::Csv),
        Some(Format::Json) => Some(FileFormat::Json),
        None => mapping.as_ref().map(|_| FileFormat::Csv),
    };
    if mapping.is_some() && format != Some(FileFormat::Csv) {
        return Err(Fail::bad_input(
            "only a CSV file has columns to map",
            "leave out `--map`, or add `--format csv`",
        ));
    }
    let (pack, environment) = (pack(args)?, environment(args.environment));
    let work = context.job();
    let _waiting = input::patience(file);
    let adding = async {
        match format {
            Some(format) => {
                let source = FileSource { path, format, mapping, pack, environment };
                desk.add_file(&args.name, source).await
            }
            None => desk.add_found_file(&args.name, &path, pack.as_deref(), environment).await,
        }
    };
    let done = tokio::select! {
        done = adding => done,
        () = work.job.cancel.cancelled() => return Err(stopped()),
    };
    Ok(done?)
}

async fn from_scim(args: &AddArgs, url: &str, context: &Context) -> Result<TenantReport, Fail> {
    let token = input::token(args.token_stdin)?;
    let connection = ScimConnection {
        url: url.to_owned(),
        pack: pack(args)?,
        environment: environment(args.environment),
        proxy: args.proxy.clone(),
        ca_file: args.ca.as_deref().map(absolute).transpose()?,
    };
    let desk = context.desk_with_secrets().await?;
    let work = context.job();
    Ok(desk.add_scim(&args.name, connection, token, &work.job).await?)
}

fn stopped() -> Fail {
    Fail::new(ErrorCode::Cancelled, "stopped".into(), "nothing was added".into(), String::new())
}

/// A pack by folder stays findable from anywhere.
fn pack(args: &AddArgs) -> Result<Option<String>, Fail> {
    (args.pack.as_deref())
        .map(|pack| if Path::new(pack).is_dir() { absolute(Path::new(pack)) } else { Ok(pack.to_owned()) })
        .transpose()
}

/// A tenant is read again from other folders, too. `-` is the standard input.
fn absolute(path: &Path) -> Result<String, Fail> {
    let path = if path == Path::new("-") { Path::new("/dev/stdin") } else { path };
    std::path::absolute(path)
        .map(|path| path.display().to_string())
        .map_err(|_| Fail::bad_input(format!("`{}` is not a path", path.display()), "name a file"))
}

const fn environment(environment: Environment) -> EnvironmentKind {
    match environment {
        Environment::Live => EnvironmentKind::Live,
        Environment::Sandbox => EnvironmentKind::Sandbox,
        Environment::Practice => EnvironmentKind::Practice,
    }
}

/// `person=User,permission=Right,matrix` as a mapping; nothing when nothing was given.
fn mapping(given: &[String]) -> Result<Option<CsvMapping>, Fail> {
    if given.is_empty() {
        return Ok(None);
    }
    let mut mapping = CsvMapping {
        person: None,
        person_name: None,
        email: None,
        department: None,
        title: None,
        active: None,
        group: None,
        role: None,
        permission: None,
        object: None,
        since: None,
        until: None,
        last_used: None,
        delimiter: None,
        matrix: false,
    };
    for piece in pieces(given) {
        if piece == "matrix" {
            mapping.matrix = true;
            continue;
        }
        let field = piece.split_once('=').and_then(|(key, column)| Some((field(&mut mapping, key)?, column)));
        match field {
            Some((field, column)) if !column.is_empty() => *field = Some(column.to_owned()),
            _ => {
                return Err(Fail::bad_input(
                    format!("`{piece}` is no part of a mapping"),
                    "write `person=User,permission=Right` with the names of the columns; see `steward tenant add --help`",
                ));
            }
        }
    }
    Ok(Some(mapping))
}

/// The pieces between commas. A name of a column may hold a comma itself: what has no `=` belongs to the piece before.
fn pieces(given: &[String]) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for text in given {
        let mut first = true;
        for part in text.split(',') {
            match pieces.last_mut() {
                Some(last) if !first && !part.contains('=') && part != "matrix" => {
                    last.push(',');
                    last.push_str(part);
                }
                _ => pieces.push(part.to_owned()),
            }
            first = false;
        }
    }
    pieces
}

fn field<'a>(mapping: &'a mut CsvMapping, key: &str) -> Option<&'a mut Option<String>> {
    Some(match key {
        "person" => &mut mapping.person,
        "person-name" | "personName" => &mut mapping.person_name,
        "email" => &mut mapping.email,
        "department" => &mut mapping.department,
        "title" => &mut mapping.title,
        "active" => &mut mapping.active,
        "group" => &mut mapping.group,
        "role" => &mut mapping.role,
        "permission" => &mut mapping.permission,
        "object" => &mut mapping.object,
        "since" => &mut mapping.since,
        "until" => &mut mapping.until,
        "last-used" | "lastUsed" => &mut mapping.last_used,
        "delimiter" => &mut mapping.delimiter,
        _ => return None,
    })
}

fn words(answer: &TenantReport, missing: Option<&str>, context: &Context) -> String {
    let headline = missing.map(|missing| report::incomplete(&answer.tenant, missing, context));
    let mut text = headline.unwrap_or_default();
    text.push_str(&report::head(&answer.tenant, context));
    text.push_str(&report::counts(&answer.tenant.counts));
    text.push_str(&report::problems(&answer.problems, answer.problems_total, context));
    text
}

#[cfg(test)]
mod tests {
    use super::{mapping, pieces};

    #[test]
    fn a_comma_in_a_name_of_a_column_survives() {
        let given = vec!["person=Last, first,permission=Right".to_owned(), "matrix".to_owned()];
        assert_eq!(pieces(&given), ["person=Last, first", "permission=Right", "matrix"]);
        let read = mapping(&given).unwrap().unwrap();
        assert_eq!(read.person.as_deref(), Some("Last, first"));
        assert!(read.matrix);
    }

    #[test]
    fn what_is_no_part_of_a_mapping_is_named() {
        let fail = mapping(&["who=User".to_owned()]).unwrap_err();
        assert_eq!(fail.0.message, "`who=User` is no part of a mapping");
    }
}
