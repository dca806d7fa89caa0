//! Whether what one entry names exists, once, and makes sense there.

use super::names::{Kind, Names};
use super::{Doc, Parts};
use regex::RegexBuilder;
use std::collections::{BTreeMap, BTreeSet};
use steward_model::Problem;

pub(super) fn check(parts: &Parts<'_>, names: &Names, problems: &mut Vec<Problem>) {
    permissions(parts, names, problems);
    roles(parts, names, problems);
    objects(parts, names, problems);
    rules(parts, names, problems);
    connector(parts, names, problems);
}

/// Every id of a list exists and stands there once.
pub(super) fn list(ids: &[String], kind: &Kind, doc: &Doc<'_>, path: &str, problems: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    for (at, id) in ids.iter().enumerate() {
        let path = format!("{path}[{at}]");
        if !seen.insert(id) {
            doc.error(
                problems,
                "duplicate",
                &path,
                format!("`{id}` stands there twice"),
                "remove one of the two",
            );
        } else {
            kind.find(id, doc, &path, problems);
        }
    }
}

fn permissions(parts: &Parts<'_>, names: &Names, problems: &mut Vec<Problem>) {
    let Some(doc) = &parts.permissions.doc else { return };
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    for (at, entry) in parts.permissions.file.permission.iter().enumerate() {
        let path = |key: &str| format!("permission[{at}].{key}");
        names.categories.find(&entry.category, doc, &path("category"), problems);
        if let Some(kind) = &entry.object_type {
            names.types.find(kind, doc, &path("object_type"), problems);
        }
        list(&entry.prerequisites, &names.permissions, doc, &path("prerequisites"), problems);
        if let Some(before) = named.insert(entry.name.to_lowercase(), at) {
            let line = doc.text.line(doc.tree.offset(&format!("permission[{before}].name"))) + 1;
            let message = format!("the name `{}` is already used on line {line}", entry.name);
            let hint = "give each permission its own name";
            doc.warning(problems, "duplicate-name", &path("name"), message, hint);
        }
        if entry.capability.is_some() && entry.surface.is_none() && !doc.unsure(&path("surface")) {
            let message = format!("`{}` has a capability but no surface", entry.id);
            let hint = "add `surface = ...`: where it is enforced";
            doc.error(problems, "missing-key", &path("capability"), message, hint);
        }
    }
    for (at, entry) in parts.permissions.file.classifier.iter().enumerate() {
        let path = |key: &str| format!("classifier[{at}].{key}");
        if let Err(error) =
            RegexBuilder::new(&entry.pattern).case_insensitive(true).size_limit(1 << 20).build()
        {
            let text = error.to_string();
            let cause = text.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
            let message = format!("`{}` is no regular expression: {cause}", entry.pattern);
            let hint =
                "correct it; put a backslash before `.`, `(`, `[` and the like when they are meant as such";
            doc.error(problems, "bad-regex", &path("pattern"), message, hint);
        }
        if let Some(category) = &entry.category {
            names.categories.find(category, doc, &path("category"), problems);
        }
        let unsure = doc.unsure(&path("category")) || doc.unsure(&path("consequence"));
        if entry.category.is_none() && entry.consequence.is_none() && !unsure {
            let message = "the classifier says neither category nor consequence".to_owned();
            doc.error(problems, "missing-key", &path("pattern"), message, "add one of the two, or remove it");
        }
    }
    unused_categories(parts, doc, problems);
}

fn unused_categories(parts: &Parts<'_>, doc: &Doc<'_>, problems: &mut Vec<Problem>) {
    let file = &parts.permissions.file;
    let used: BTreeSet<&str> = (file.permission.iter().map(|p| p.category.as_str()))
        .chain(file.classifier.iter().filter_map(|c| c.category.as_deref()))
        .collect();
    // a list, an entry of one or a category that cannot be used: what it would have named is not known
    let unknown = |path: &str| path.ends_with(".category") || !path.contains('.');
    if doc.tree.broken || doc.tree.bad_paths().any(unknown) {
        return;
    }
    for (at, category) in file.category.iter().enumerate() {
        if !used.contains(category.id.as_str()) {
            let message = format!("nothing is in the category `{}`", category.id);
            let hint = "remove it, or put a permission into it";
            doc.warning(problems, "unused", &format!("category[{at}].id"), message, hint);
        }
    }
}

fn roles(parts: &Parts<'_>, names: &Names, problems: &mut Vec<Problem>) {
    let Some(doc) = &parts.roles.doc else { return };
    for (at, role) in parts.roles.file.role.iter().enumerate() {
        let path = |key: &str| format!("role[{at}].{key}");
        list(&role.includes, &names.presets, doc, &path("includes"), problems);
        list(&role.permissions, &names.permissions, doc, &path("permissions"), problems);
        let unsure = doc.unsure(&path("includes")) || doc.unsure(&path("permissions"));
        if role.includes.is_empty() && role.permissions.is_empty() && !unsure {
            let message = format!("the role `{}` gives nothing", role.id);
            doc.warning(problems, "unused", &path("id"), message, "add `permissions` or `includes`");
        }
    }
}

fn objects(parts: &Parts<'_>, names: &Names, problems: &mut Vec<Problem>) {
    let Some(doc) = &parts.objects.doc else { return };
    for (at, entry) in parts.objects.file.types.iter().enumerate() {
        let path = format!("type[{at}].owner_permissions");
        list(&entry.owner_permissions, &names.permissions, doc, &path, problems);
    }
}

fn rules(parts: &Parts<'_>, names: &Names, problems: &mut Vec<Problem>) {
    let Some(doc) = &parts.rules.doc else { return };
    let file = &parts.rules.file;
    list(&file.administration, &names.permissions, doc, "administration", problems);
    for (at, rule) in file.separation.iter().enumerate() {
        list(&rule.left, &names.permissions, doc, &format!("separation[{at}].left"), problems);
        list(&rule.right, &names.permissions, doc, &format!("separation[{at}].right"), problems);
        for (r, id) in rule.right.iter().enumerate() {
            if rule.left.contains(id) {
                let path = format!("separation[{at}].right[{r}]");
                let message = format!("`{id}` stands on both sides of the rule `{}`", rule.id);
                let hint = "keep it on one side: nobody could hold it without breaking the rule";
                doc.error(problems, "both-sides", &path, message, hint);
            }
        }
    }
}

fn connector(parts: &Parts<'_>, names: &Names, problems: &mut Vec<Problem>) {
    let Some(doc) = &parts.connector.doc else { return };
    let file = &parts.connector.file;
    for (value, id) in &file.roles.map {
        names.presets.find(id, doc, &format!("roles.map.{value}"), problems);
    }
    for (value, id) in &file.entitlements.map {
        names.permissions.find(id, doc, &format!("entitlements.map.{value}"), problems);
    }
    let mut seen = BTreeSet::new();
    for (at, entry) in file.group.iter().enumerate() {
        names.presets.find(&entry.role, doc, &format!("group[{at}].role"), problems);
        if !seen.insert((&entry.group, &entry.role)) {
            let message = format!("the group `{}` already has the role `{}`", entry.group, entry.role);
            let path = format!("group[{at}].group");
            doc.error(problems, "duplicate", &path, message, "remove one of the two");
        }
    }
}
