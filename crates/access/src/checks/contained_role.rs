//! Contained roles: roles that add nothing to another one.

use super::look::{Build, Look, Looked, seen};
use super::role_sets;
use super::{Check, bits, near_duplicate_role, words};
use steward_model::{Consequence, Finding, Fix, FixStep, Severity};

pub(super) const CHECK: Check = Check {
    id: "contained-role",
    title: "Contained role",
    why: "A role whose holders all have a larger one anyway gives nobody anything and hides what the larger one gives.",
    reference: "NIST SP 800-53 AC-2, INCITS 359",
    severity: Severity::Low,
    numbers: &[("permissions", 2.0), ("likeness", 0.75)],
    run,
};

fn run(look: &Look<'_>) -> Looked {
    let f = look.facts;
    let sets = f.role_sets();
    let like = look.number("likeness");
    let tuned = f.catalogue.checks.get(near_duplicate_role::CHECK.id);
    let too_like = Look { facts: f, check: &near_duplicate_role::CHECK, tuning: tuned }.number("likeness");
    let fits = |r: &usize| {
        !look.spares_role(*r)
            && !sets.denies(*r)
            && bits::count(&f.reach.role.row(*r)) >= look.whole("permissions").max(1)
    };
    let roles: Vec<usize> = (0..f.snap.roles.len()).filter(fits).collect();
    let preset = |r: usize| f.snap.roles.get(r).is_some_and(|r| r.preset.is_some());
    let mut findings = Vec::new();
    for inner in &roles {
        let best = (roles.iter())
            .filter(|outer| inner != *outer && sets.strictly_within(*inner, **outer))
            .filter(|outer| !role_sets::included(f, *inner, **outer))
            .filter_map(|outer| {
                let likeness = sets.likeness(*inner, *outer);
                let idle = adds_nothing(look, *inner, *outer);
                let alike = likeness >= like && !(preset(*inner) && preset(*outer));
                (likeness < too_like && (idle || alike)).then_some((idle, likeness, *outer))
            })
            .max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(b.2.cmp(&a.2)));
        findings.extend(best.map(|(idle, _, outer)| report(look, *inner, outer, idle)));
    }
    Looked::Found(findings)
}

/// Whether all who have the inner role have the outer one too; not so when nobody has it.
fn adds_nothing(look: &Look<'_>, inner: usize, outer: usize) -> bool {
    let f = look.facts;
    let members = f.role_members(inner);
    !members.is_empty() && members.iter().all(|p| bits::has(f.reach.person_roles.row(*p as usize), outer))
}

fn report(look: &Look<'_>, inner: usize, outer: usize, idle: bool) -> Finding {
    let f = look.facts;
    let (small, large) = (f.role(inner), f.role(outer));
    let (less, more) = (f.reach.role.row(inner), f.reach.role.row(outer));
    let (n, of) = (bits::count(&less), bits::count(&more));
    let beyond = bits::minus(&more, &less);
    let members = f.role_members(inner);
    let title = if idle {
        let all = match members.len() {
            1 => "the only person with it has".to_owned(),
            n => format!("all {} with it have", words::many(n, "person", "people")),
        };
        format!("{} adds nothing: {all} {} too", small.name, large.name)
    } else {
        format!("{} gives {n} of the {of} permissions of {} and nothing else", small.name, large.name)
    };
    let fix = if idle {
        let summary = format!("Takes {} away; everybody keeps what they have", small.name);
        let steps: Vec<FixStep> = (role_sets::merge(f, outer, &[inner]).into_iter())
            .filter(|step| matches!(step, FixStep::Unassign { .. }))
            .collect();
        super::look::without_gain(summary, steps)
    } else {
        let outer_only = bits::and(&beyond, &f.at_least(Consequence::View));
        Fix {
            summary: format!("Leaves one role, {}", large.name),
            steps: role_sets::merge(f, outer, &[inner]),
            adds: if members.is_empty() { None } else { f.highest(&outer_only) },
            gains: u32::try_from(
                members.iter().filter(|p| !bits::within(&beyond, f.row(**p as usize))).count(),
            )
            .unwrap_or(u32::MAX),
        }
    };
    look.finding(&[&small.id, &large.id], Severity::Low, title)
        .about([small.clone(), large.clone()])
        .saw_each(
            "roles",
            [inner, outer]
                .map(|r| {
                    let held = words::many(f.role_members(r).len(), "person", "people");
                    let size = words::some(bits::count(&f.reach.role.row(r)), "permission");
                    seen(f.role(r), format!("{size}, held by {held}"))
                })
                .to_vec(),
        )
        .saw(
            &format!("only in {}", large.name),
            words::list(&f.names_of(&beyond), 6),
            f.worst_first(&beyond).into_iter().take(12).map(|x| f.permission(x)).collect(),
        )
        .fix(fix)
}
