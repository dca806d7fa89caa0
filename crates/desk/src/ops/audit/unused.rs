//! Which fields of a log no part of an event is read from. They are kept beside it, and found as text.

use super::mappings::all;
use crate::convert::count;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use steward_audit::{AuditEvent, AuditMapping, AuditReader};

/// Fields that are named.
const NAMED: usize = 30;

/// The first of these fields, and how many there are.
pub(super) fn unused(
    reader: &AuditReader,
    guessed: Option<&AuditMapping>,
    events: &[AuditEvent],
) -> (Vec<String>, u32) {
    let mut names = BTreeSet::new();
    let mut read: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for event in events {
        let paths = read.entry(&event.origin).or_insert_with(|| {
            let known = all(reader).find(|mapping| mapping.id == event.origin);
            known.or(guessed).map(paths).unwrap_or_default()
        });
        for (key, value) in &event.extra {
            gather(key.clone(), value, paths, &mut names);
        }
    }
    let total = count(names.len());
    (names.into_iter().take(NAMED).collect(), total)
}

/// Every path that a mapping looks at, dotted.
fn paths(mapping: &AuditMapping) -> Vec<String> {
    let rules = mapping.consequence.iter().filter_map(|rule| rule.field.as_deref());
    let lists = [&mapping.each, &mapping.keep].into_iter().filter_map(|path| path.as_deref());
    let all = mapping.fields.paths().chain(rules).chain(lists);
    all.map(|path| path.trim_start_matches('/').replace('/', ".")).collect()
}

/// Names what stands at a path and under it. A list counts as one field, and as read when anything in it is.
fn gather(path: String, value: &Value, read: &[String], names: &mut BTreeSet<String>) {
    match value {
        Value::Null => {}
        Value::Object(map) => {
            for (key, value) in map {
                gather(format!("{path}.{key}"), value, read, names);
            }
        }
        _ => {
            let inside = format!("{path}.");
            if !read.iter().any(|one| *one == path || one.starts_with(&inside)) {
                names.insert(path);
            }
        }
    }
}
