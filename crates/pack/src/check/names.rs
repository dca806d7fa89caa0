//! What each file defines, and what is defined twice.

use super::{Doc, Parts, files};
use crate::Files;
use crate::text::suggest;
use crate::tree;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use steward_model::Problem;

/// So many problems that one more guess at what was meant helps nobody.
pub(super) const MANY: usize = 300;

/// The ids of one kind.
#[derive(Debug, Default)]
pub(crate) struct Kind {
    /// What one of them is called.
    word: &'static str,
    /// Where they are defined.
    file: &'static str,
    ids: BTreeSet<String>,
    /// `false` when a part of the file could not be read, so that an unknown id may be known after all.
    sure: bool,
}

impl Kind {
    /// Reports an id that is not defined.
    pub(crate) fn find(&self, id: &str, doc: &Doc<'_>, path: &str, problems: &mut Vec<Problem>) -> bool {
        let found = self.ids.contains(id);
        if !found && self.sure {
            let otherwise = format!("add it to `{}`, or correct the id", self.file);
            // looking for the nearest takes time: it is left be when nearly everything is wrong
            let known = self.ids.iter().take(if problems.len() < MANY { usize::MAX } else { 0 });
            let hint = suggest(id, known.map(String::as_str), &otherwise);
            let code = format!("unknown-{}", self.word.replace(' ', "-"));
            doc.error(problems, &code, path, format!("there is no {} `{id}`", self.word), hint);
        }
        found
    }

    pub(crate) fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }
}

/// All ids that a pack defines.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub categories: Kind,
    pub permissions: Kind,
    pub types: Kind,
    pub presets: Kind,
    pub licences: Kind,
    pub groups: Kind,
    pub roles: Kind,
    pub objects: Kind,
    pub rules: Kind,
}

impl Names {
    pub(super) fn collect(parts: &Parts<'_>, files: &Files, problems: &mut Vec<Problem>) -> Self {
        let permissions = parts.permissions.doc.as_ref();
        let roles = parts.roles.doc.as_ref();
        let objects = parts.objects.doc.as_ref();
        let rules = parts.rules.doc.as_ref();
        let practice = parts.practice.as_ref().map(|(doc, _)| doc);
        let mut make = |doc, list, word, file: &'static str| kind(doc, list, word, file, files, problems);
        Self {
            rules: make(rules, "separation", "rule", "rules.toml"),
            categories: make(permissions, "category", "category", "permissions.toml"),
            permissions: make(permissions, "permission", "permission", "permissions.toml"),
            types: make(objects, "type", "object type", "objects.toml"),
            presets: make(roles, "role", "role", "roles.toml"),
            licences: make(objects, "licence", "licence", "objects.toml"),
            groups: make(practice, "group", "group", "practice.toml"),
            roles: make(practice, "role", "role", "practice.toml"),
            objects: make(practice, "object", "object", "practice.toml"),
        }
    }

    /// Every id of a permission, object type, role, licence, group, object or rule; `None` when a part of them could
    /// not be read.
    pub(super) fn everything(&self) -> Option<BTreeSet<String>> {
        let kinds = [
            &self.permissions,
            &self.types,
            &self.presets,
            &self.licences,
            &self.groups,
            &self.roles,
            &self.objects,
            &self.rules,
        ];
        let sure = kinds.iter().all(|kind| kind.sure);
        sure.then(|| kinds.iter().flat_map(|kind| kind.ids.iter().cloned()).collect())
    }
}

fn kind(
    doc: Option<&Doc<'_>>,
    list: &str,
    word: &'static str,
    file: &'static str,
    files: &Files,
    problems: &mut Vec<Problem>,
) -> Kind {
    let mut kind = Kind { word, file, ids: BTreeSet::new(), sure: true };
    let Some(doc) = doc else {
        // a file that is not there defines nothing; one that could not be read may define anything
        kind.sure = !files::is_there(files, file) && word != "permission";
        return kind;
    };
    kind.sure = !doc.unsure(list);
    let entries = doc.tree.value.as_ref().and_then(|v| v.get(list)).and_then(Value::as_array);
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, entry) in entries.into_iter().flatten().enumerate() {
        let id = entry.get("id").and_then(Value::as_str).filter(|id| !tree::is_stand_in(id));
        let Some(id) = id else { continue };
        let path = format!("{list}[{at}].id");
        if let Some(before) = first.get(id) {
            let line = doc.text.line(doc.tree.offset(&format!("{list}[{before}].id"))) + 1;
            let message = format!("the {word} `{id}` is already defined on line {line}");
            doc.error(problems, "duplicate", &path, message, "remove one of the two, or give it another id");
        } else {
            first.insert(id, at);
            kind.ids.insert(id.to_owned());
        }
    }
    kind
}
