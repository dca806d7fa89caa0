//! Duplicate roles: the same grants under two names.

use super::look::{Build, Look, Looked, seen};
use super::role_sets;
use super::{Check, bits, words};
use std::collections::BTreeMap;
use steward_model::{Finding, RefKind, Severity};

pub(super) const CHECK: Check = Check {
    id: "duplicate-role",
    title: "Duplicate role",
    why: "Two roles that give the same drift apart as soon as one is changed, and nobody knows which one is right.",
    reference: "NIST SP 800-53 AC-2, INCITS 359",
    severity: Severity::Low,
    numbers: &[("permissions", 1.0)],
    run,
};

fn run(look: &Look<'_>) -> Looked {
    let f = look.facts;
    let sets = f.role_sets();
    let mut same: BTreeMap<&[u64], Vec<usize>> = BTreeMap::new();
    for role in (0..f.snap.roles.len()).filter(|r| !look.spares_role(*r)) {
        if bits::count(&f.reach.role.row(role)) >= look.whole("permissions").max(1) {
            same.entry(sets.row(role)).or_default().push(role);
        }
    }
    Looked::Found(same.into_values().filter_map(|roles| report(look, roles)).collect())
}

fn report(look: &Look<'_>, mut roles: Vec<usize>) -> Option<Finding> {
    let f = look.facts;
    // roles that only wrap one another by inclusion and add nothing are the same cause
    if roles.len() < 2 {
        return None;
    }
    // the one to keep: from a preset, then with the most people
    roles.sort_by_key(|r| {
        let preset = f.snap.roles.get(*r).is_some_and(|r| r.preset.is_some());
        (!preset, std::cmp::Reverse(f.role_members(*r).len()), *r)
    });
    let (keep, away) = roles.split_first()?;
    let names: Vec<String> = roles.iter().map(|r| f.role(*r).name).collect();
    let mut ids: Vec<String> = roles.iter().map(|r| f.role(*r).id).collect();
    ids.sort_unstable();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let count = bits::count(&f.reach.role.row(*keep));
    let title = format!(
        "{} roles give the same {}: {}",
        roles.len(),
        words::some(count, "permission"),
        words::list(&names, 4)
    );
    let evidence = (roles.iter()).map(|r| {
        seen(f.role(*r), format!("held by {}", words::many(f.role_members(*r).len(), "person", "people")))
    });
    let kept = f.role(*keep).name;
    let summary = format!("Leaves one role, {kept}; everybody keeps what they have");
    Some(
        look.finding(&ids, Severity::Low, title)
            .about_all(f, RefKind::Role, roles.iter().copied())
            .saw_each("roles", evidence)
            .fix(role_sets::merged(f, *keep, away, summary)),
    )
}
