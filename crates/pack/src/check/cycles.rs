//! Prerequisites and roles that lead back to themselves.

use super::{Doc, Parts};
use std::collections::BTreeMap;
use steward_model::Problem;

pub(super) fn check(parts: &Parts<'_>, problems: &mut Vec<Problem>) {
    if let Some(doc) = &parts.permissions.doc {
        let list = &parts.permissions.file.permission;
        let graph = list.iter().map(|p| (p.id.as_str(), p.prerequisites.as_slice())).collect();
        let words = Words {
            code: "prerequisite-cycle",
            list: "permission",
            key: "prerequisites",
            verb: "needs",
            hint: "remove one of the prerequisites: in a circle nobody can begin",
        };
        report(&words, graph, doc, problems);
    }
    if let Some(doc) = &parts.roles.doc {
        let graph = parts.roles.file.role.iter().map(|r| (r.id.as_str(), r.includes.as_slice())).collect();
        let words = Words {
            code: "include-cycle",
            list: "role",
            key: "includes",
            verb: "includes",
            hint: "remove one of the inclusions: roles in a circle are all the same role",
        };
        report(&words, graph, doc, problems);
    }
}

struct Words {
    code: &'static str,
    list: &'static str,
    key: &'static str,
    verb: &'static str,
    hint: &'static str,
}

/// Reports each circle once, at its first entry.
fn report(words: &Words, graph: Vec<(&str, &[String])>, doc: &Doc<'_>, problems: &mut Vec<Problem>) {
    let index: BTreeMap<&str, usize> =
        graph.iter().enumerate().rev().map(|(at, (id, _))| (*id, at)).collect();
    let next = |at: usize| {
        let targets = graph.get(at).map(|(_, ids)| *ids).unwrap_or_default();
        targets.iter().enumerate().filter_map(|(k, id)| index.get(id.as_str()).map(|to| (k, *to)))
    };
    // 0 not seen, 1 on the way, 2 done
    let mut state = vec![0_u8; graph.len()];
    for start in 0..graph.len() {
        if state.get(start) != Some(&0) {
            continue;
        }
        let mut way: Vec<(usize, usize)> = vec![(start, 0)];
        set(&mut state, start, 1);
        while let Some((at, step)) = way.pop() {
            let Some((k, to)) = next(at).nth(step) else {
                set(&mut state, at, 2);
                continue;
            };
            way.push((at, step + 1));
            match state.get(to) {
                Some(0) => {
                    set(&mut state, to, 1);
                    way.push((to, 0));
                }
                Some(1) => {
                    let from = way.iter().position(|(on, _)| *on == to).unwrap_or_default();
                    let mut names: Vec<String> = (way.iter().skip(from))
                        .filter_map(|(on, _)| graph.get(*on).map(|(id, _)| format!("`{id}`")))
                        .collect();
                    names.extend(graph.get(to).map(|(id, _)| format!("`{id}`")));
                    let path = format!("{}[{at}].{}[{k}]", words.list, words.key);
                    let message = names.join(&format!(" {} ", words.verb));
                    doc.error(problems, words.code, &path, message, words.hint);
                }
                _ => {}
            }
        }
    }
}

fn set(state: &mut [u8], at: usize, value: u8) {
    if let Some(slot) = state.get_mut(at) {
        *slot = value;
    }
}
