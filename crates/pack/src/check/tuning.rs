//! Whether the tuning of checks reaches what it means: a check that there is, numbers that it reads, ids that exist.

use super::names::{MANY, Names};
use super::{Doc, Parts};
use crate::format::TuningEntry;
use crate::moment;
use crate::text::{listed, suggest};
use std::collections::BTreeSet;
use steward_model::{CHECKS, Problem};

pub(super) fn check(parts: &Parts<'_>, names: &Names, problems: &mut Vec<Problem>) {
    let Some(doc) = &parts.rules.doc else { return };
    let known = known_ids(parts, names);
    for (id, tuning) in &parts.rules.file.checks {
        let path = format!("checks.{id}");
        if let Some(reads) = find(id, doc, &path, problems) {
            number_names(id, reads, tuning, doc, problems);
        }
        for (name, number) in tuning.numbers.iter().filter(|(_, number)| **number < 0.0) {
            let message = format!("`{name}` cannot be `{number}`");
            let at = format!("{path}.numbers.{name}");
            doc.error(problems, "bad-value", &at, message, "write a number from 0 up");
        }
        if let Some(known) = &known {
            exceptions(&tuning.except, known, doc, &path, problems);
        }
        if let Some(since) = tuning.since.as_deref().filter(|since| moment::read(since).is_none()) {
            let message = format!("`{since}` is no day of the calendar");
            let at = format!("{path}.since");
            doc.error(problems, "bad-value", &at, message, "write a day such as `2026-01-31`");
        }
    }
}

/// Names of the numbers that a check reads; a check that there is not is reported.
pub(super) fn find(
    id: &str,
    doc: &Doc<'_>,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<&'static [&'static str]> {
    let found = CHECKS.iter().find(|(known, _)| *known == id).map(|(_, numbers)| *numbers);
    if found.is_none() {
        let otherwise = "remove it, or name a check that the findings page lists";
        let hint = suggest(id, CHECKS.iter().map(|(known, _)| *known), otherwise);
        doc.error_at_key(problems, "unknown-check", path, format!("there is no check `{id}`"), hint);
    }
    found
}

fn number_names(id: &str, reads: &[&str], tuning: &TuningEntry, doc: &Doc<'_>, problems: &mut Vec<Problem>) {
    let otherwise = match reads {
        [] => "remove it: the check reads no numbers".to_owned(),
        some => format!("remove it; the check reads {}", listed(some.iter().copied())),
    };
    for name in tuning.numbers.keys().filter(|name| !reads.contains(&name.as_str())) {
        let message = format!("the check `{id}` reads no number `{name}`");
        let hint = suggest(name, reads.iter().copied(), &otherwise);
        let path = format!("checks.{id}.numbers.{name}");
        doc.error_at_key(problems, "unknown-number", &path, message, hint);
    }
}

/// Warns of ids that the pack does not know. Those of a live tenant it cannot know.
fn exceptions(
    ids: &[String],
    known: &BTreeSet<String>,
    doc: &Doc<'_>,
    path: &str,
    problems: &mut Vec<Problem>,
) {
    for (at, id) in ids.iter().enumerate().filter(|(_, id)| !known.contains(*id)) {
        let message = format!("nothing in the pack has the id `{id}`");
        let near = known.iter().take(if problems.len() < MANY { usize::MAX } else { 0 });
        let otherwise = "correct it, or leave it when a tenant has somebody or something of this id";
        let hint = suggest(id, near.map(String::as_str), otherwise);
        doc.warning(problems, "unknown-id", &format!("{path}.except[{at}]"), message, hint);
    }
}

/// Every id that the pack and its practice tenant know; `None` when a part of them could not be read.
fn known_ids(parts: &Parts<'_>, names: &Names) -> Option<BTreeSet<String>> {
    let mut known = names.everything()?;
    if let Some((_, plan)) = &parts.practice {
        known.extend(plan.people_by_id().into_keys());
        known.extend(plan.planted.iter().flat_map(|p| &p.role).map(|role| role.id.clone()));
        known.extend(plan.planted.iter().flat_map(|p| &p.object).map(|object| object.id.clone()));
    }
    Some(known)
}
