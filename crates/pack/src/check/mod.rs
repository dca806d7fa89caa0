//! Reads a pack and reports everything that is wrong with it.

mod articles;
mod cycles;
pub(crate) mod files;
mod names;
mod policies;
mod practice;
mod references;
mod tuning;

use crate::format::{
    ConnectorFile, ObjectsFile, PackFile, PermissionsFile, PracticeBlueprint, RolesFile, RulesFile,
};
use crate::schema::Schemas;
use crate::text::Text;
use crate::tree::{self, Tree};
use crate::{Files, Pack, lower};
use names::Names;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use steward_model::{Place, Problem, ProblemLevel};

/// Format of packs that this program reads.
pub(crate) const FORMAT: u32 = 1;

/// A file as read.
pub(crate) struct Doc<'a> {
    pub text: Text<'a>,
    pub tree: Tree,
}

impl Doc<'_> {
    /// Reports an error at a value, unless it follows from what is reported about the value anyway.
    fn error(
        &self,
        problems: &mut Vec<Problem>,
        code: &str,
        path: &str,
        message: String,
        hint: impl Into<String>,
    ) {
        if self.is_news(path) {
            problems.push(Problem::error(code, self.place(path), message, hint));
        }
    }

    /// Reports an error at a key that its author chose, or at a value that has none.
    fn error_at_key(
        &self,
        problems: &mut Vec<Problem>,
        code: &str,
        path: &str,
        message: String,
        hint: impl Into<String>,
    ) {
        if self.is_news(path) {
            let place = self.text.place(self.tree.key_offset(path)).field(path);
            problems.push(Problem::error(code, place, message, hint));
        }
    }

    /// Reports a warning at a value, unless it follows from what is reported about the value anyway.
    fn warning(
        &self,
        problems: &mut Vec<Problem>,
        code: &str,
        path: &str,
        message: String,
        hint: impl Into<String>,
    ) {
        if self.is_news(path) {
            problems.push(Problem::warning(code, self.place(path), message, hint));
        }
    }

    fn is_news(&self, path: &str) -> bool {
        !self.tree.is_bad(path) && !self.tree.is_bad_line(self.text.line(self.tree.offset(path)))
    }

    /// Whether a value that is not there may have been meant.
    fn unsure(&self, path: &str) -> bool {
        self.tree.broken || self.tree.is_bad(path)
    }

    fn place(&self, path: &str) -> Place {
        self.text.place(self.tree.offset(path)).field(path)
    }
}

/// A file in both shapes: typed, and with its places.
pub(crate) struct Typed<'a, T> {
    pub doc: Option<Doc<'a>>,
    pub file: T,
}

/// All files of a pack, as far as they could be read.
pub(crate) struct Parts<'a> {
    pub pack: Option<PackFile>,
    pub permissions: Typed<'a, PermissionsFile>,
    pub roles: Typed<'a, RolesFile>,
    pub objects: Typed<'a, ObjectsFile>,
    pub rules: Typed<'a, RulesFile>,
    pub connector: Typed<'a, ConnectorFile>,
    pub practice: Option<(Doc<'a>, PracticeBlueprint)>,
}

/// Reads a pack and reports everything that is wrong with it; `None` when any of it is an error.
pub(crate) fn check(files: &Files) -> (Option<Pack>, Vec<Problem>) {
    let mut problems = Vec::new();
    let texts = files::texts(files, &mut problems);
    let schemas = Schemas::shared();
    let pack = pack_file(&texts, schemas, files, &mut problems);
    let parts = Parts {
        pack,
        permissions: list_file(&texts, schemas, "permissions.toml", &mut problems),
        roles: list_file(&texts, schemas, "roles.toml", &mut problems),
        objects: list_file(&texts, schemas, "objects.toml", &mut problems),
        rules: list_file(&texts, schemas, "rules.toml", &mut problems),
        connector: list_file(&texts, schemas, "connector.toml", &mut problems),
        practice: read(&texts, schemas, "practice.toml", &mut problems)
            .and_then(|doc| typed(&doc, &mut problems).map(|plan| (doc, plan))),
    };
    let names = Names::collect(&parts, files, &mut problems);
    references::check(&parts, &names, &mut problems);
    tuning::check(&parts, &names, &mut problems);
    cycles::check(&parts, &mut problems);
    practice::check(&parts, &names, &mut problems);
    policies::check(&texts, &mut problems);
    articles::check(&texts, schemas, &names, &mut problems);
    not_empty(&parts, files, &mut problems);
    problems.sort_by(|a, b| (&a.place, &a.code).cmp(&(&b.place, &b.code)));
    problems.dedup();
    if problems.iter().any(|p| p.level == ProblemLevel::Error) {
        return (None, problems);
    }
    (lower::lower(parts, files), problems)
}

type Texts<'a> = BTreeMap<&'a str, &'a str>;

fn read<'a>(
    texts: &Texts<'a>,
    schemas: &Schemas,
    name: &str,
    problems: &mut Vec<Problem>,
) -> Option<Doc<'a>> {
    let (file, text) = texts.get_key_value(name)?;
    let text = Text::new(file, text);
    let tree = tree::read(&text, schemas.get(name), problems);
    Some(Doc { text, tree })
}

/// What the sound values mean. They follow from the schema of the same type, so this fails only when schema and
/// type disagree; it is reported all the same.
fn typed<T: DeserializeOwned>(doc: &Doc<'_>, problems: &mut Vec<Problem>) -> Option<T> {
    let value = doc.tree.value.clone()?;
    serde_json::from_value(value)
        .map_err(|error| {
            let message = format!("the file cannot be used: {error}");
            doc.error(problems, "bad-value", "", message, "compare it with the JSON Schema of the file");
        })
        .ok()
}

/// A file of lists: when it is missing or useless, its lists are empty.
fn list_file<'a, T: DeserializeOwned + Default>(
    texts: &Texts<'a>,
    schemas: &Schemas,
    name: &str,
    problems: &mut Vec<Problem>,
) -> Typed<'a, T> {
    let doc = read(texts, schemas, name, problems);
    let file = doc.as_ref().and_then(|doc| typed(doc, problems)).unwrap_or_default();
    Typed { doc, file }
}

fn pack_file(
    texts: &Texts<'_>,
    schemas: &Schemas,
    files: &Files,
    problems: &mut Vec<Problem>,
) -> Option<PackFile> {
    if !files::is_there(files, "pack.toml") {
        problems.push(Problem::error(
            "missing-file",
            Place::file("pack.toml"),
            "the pack has no `pack.toml`",
            "add one with `format = 1`, `id`, `product` and `version`",
        ));
    }
    let doc = read(texts, schemas, "pack.toml", problems)?;
    let file: Option<PackFile> = typed(&doc, problems);
    if let Some(format) = file.as_ref().map(|file| file.format).filter(|format| *format != FORMAT) {
        let hint = if format > FORMAT {
            "use a newer Steward, or ask the author for a pack of format 1"
        } else {
            "write `format = 1`"
        };
        let message = format!("the pack is of format `{format}`, this program reads format 1");
        doc.error(problems, "unsupported-format", "format", message, hint);
    }
    file
}

fn not_empty(parts: &Parts<'_>, files: &Files, problems: &mut Vec<Problem>) {
    let file = "permissions.toml";
    if !files::is_there(files, file) {
        problems.push(Problem::error(
            "missing-file",
            Place::file(file),
            "the pack has no `permissions.toml`",
            "add one that lists the permissions, or classifiers for those that the tenant reports",
        ));
    }
    let Some(doc) = &parts.permissions.doc else { return };
    let unsure = doc.unsure("permission") || doc.unsure("classifier");
    let listed = &parts.permissions.file;
    if listed.permission.is_empty() && listed.classifier.is_empty() && !unsure {
        problems.push(Problem::error(
            "empty-pack",
            Place::file(file),
            "the pack says nothing about any permission",
            "add a `[[permission]]`, or a `[[classifier]]` for those that the tenant reports",
        ));
    }
}
