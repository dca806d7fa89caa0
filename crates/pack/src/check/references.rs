//! Whether what one entry names exists, once, and makes sense there.

use super::names::{Kind, Names};
use super::{Doc, Parts};
use crate::moment;
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
            let place = doc.place(&path("name"));
            let message = format!("the name `{}` is already used on line {line}", entry.name);
            problems.push(Problem::warning(
                "duplicate-name",
                place,
                message,
                "give each permission its own name",
            ));
        }
        if entry.capability.is_some() && entry.surface.is_none() {
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
        if entry.category.is_none() && entry.consequence.is_none() {
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
    if doc.tree.broken || !doc.tree.lost.is_empty() {
        return;
    }
    for (at, category) in file.category.iter().enumerate() {
        if !used.contains(category.id.as_str()) {
            let place = doc.place(&format!("category[{at}].id"));
            let message = format!("nothing is in the category `{}`", category.id);
            problems.push(Problem::warning(
                "unused",
                place,
                message,
                "remove it, or put a permission into it",
            ));
        }
    }
}

fn roles(parts: &Parts<'_>, names: &Names, problems: &mut Vec<Problem>) {
    let Some(doc) = &parts.roles.doc else { return };
    for (at, role) in parts.roles.file.role.iter().enumerate() {
        list(&role.includes, &names.presets, doc, &format!("role[{at}].includes"), problems);
        list(&role.permissions, &names.permissions, doc, &format!("role[{at}].permissions"), problems);
        if role.includes.is_empty() && role.permissions.is_empty() {
            let place = doc.place(&format!("role[{at}].id"));
            let message = format!("the role `{}` gives nothing", role.id);
            problems.push(Problem::warning("unused", place, message, "add `permissions` or `includes`"));
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
    for (id, tuning) in &file.checks {
        let path = format!("checks.{id}.since");
        if let Some(since) = &tuning.since
            && moment::read(since).is_none()
        {
            let message = format!("`{since}` is no day of the calendar");
            doc.error(problems, "bad-value", &path, message, "write a day such as `2026-01-31`");
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
