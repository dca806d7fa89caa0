//! Over-broad roles: one role for everything.

use super::look::{Build, Look, Looked, advice};
use super::{Check, bits, words};
use steward_model::{Consequence, Evidence, Finding, PermissionIx, Severity};

pub(super) const CHECK: Check = Check {
    id: "broad-role",
    title: "Over-broad role",
    why: "Whoever needs one thing of a role that has everything gets everything, and so does whoever takes over \
          the account.",
    reference: "NIST SP 800-53 AC-6",
    severity: Severity::Medium,
    numbers: &[("share", 0.6), ("spread", 0.4), ("high", 10.0), ("permissions", 20.0)],
    run,
};

/// Share of all permissions from which on there is nothing left to hold.
const NEARLY_ALL: f64 = 0.9;

fn run(look: &Look<'_>) -> Looked {
    let f = look.facts;
    if f.snap.permissions.len() < look.whole("permissions") {
        return Looked::Found(Vec::new());
    }
    let roles = (0..f.snap.roles.len()).filter(|r| !look.spares_role(*r));
    Looked::Found(roles.filter_map(|role| broad(look, role)).collect())
}

#[expect(clippy::cast_precision_loss, reason = "counts of permissions")]
fn broad(look: &Look<'_>, role: usize) -> Option<Finding> {
    let f = look.facts;
    let row = f.reach.role.row(role);
    let (count, all) = (bits::count(&row), f.snap.permissions.len());
    let share = count as f64 / all as f64;
    let by_category = |row: &[u64]| {
        let mut counts = vec![0_usize; f.access.categories().len()];
        for x in bits::ones(row) {
            if let Some(n) = counts.get_mut(f.access.meaning(PermissionIx::from(x)).category) {
                *n += 1;
            }
        }
        counts
    };
    let here = by_category(&row);
    let there = by_category(&bits::row_of(all, 0..all));
    let categories = there.iter().filter(|n| **n > 0).count();
    let touched = here.iter().filter(|n| **n > 0).count();
    let high = bits::count_and(&row, &f.at_least(Consequence::Override));

    let mut reasons = Vec::new();
    if share >= look.number("share") {
        reasons.push(("of all permissions", words::percent(count, all)));
    }
    if share >= look.number("spread") && categories >= 3 && touched == categories {
        reasons.push(("categories", format!("all {categories}")));
    }
    if high >= look.whole("high").max(1) {
        reasons.push(("override, policy or destructive", words::some(high, "permission")));
    }
    if reasons.is_empty() {
        return None;
    }
    let members = f.role_members(role).len();
    let me = f.role(role);
    let title = format!(
        "{} gives {count} of {all} permissions to {}",
        me.name,
        words::many(members, "person", "people")
    );
    let parts: Vec<Evidence> = (f.access.categories().iter().zip(&here).zip(&there))
        .filter(|((_, n), _)| **n > 0)
        .map(|((c, n), of)| Evidence {
            label: c.name.clone(),
            value: format!("{n} of {of}"),
            about: Vec::new(),
        })
        .collect();
    let split: Vec<String> = parts.iter().map(|e| format!("{} ({})", e.label, e.value)).collect();
    let severity = if share >= NEARLY_ALL { Severity::High } else { Severity::Medium };
    let mut finding = look.finding(&[&me.id], severity, title).about([me.clone()]);
    for (label, value) in reasons {
        finding = finding.saw(label, value, vec![me.clone()]);
    }
    Some(finding.saw_each("categories", parts).fix(advice(
        "Lets people hold the part they work with",
        format!("split it by what people do: {}", words::list(&split, 6)),
    )))
}
