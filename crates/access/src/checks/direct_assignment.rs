//! Direct assignments: access that no group explains and no leaver process takes back.

use super::look::{Build, Look, Looked, seen};
use super::{Check, bits, words};
use std::collections::{BTreeMap, BTreeSet};
use steward_model::{
    Assignee, Consequence, Effect, Finding, Fix, FixStep, Holder, RefKind, RoleIx, Severity, Source, Window,
};

pub(super) const CHECK: Check = Check {
    id: "direct-assignment",
    title: "Direct assignment",
    why: "What comes through a group comes and goes with the job. What was given to one person by hand is forgotten \
          there.",
    reference: "NIST SP 800-53 AC-2, AC-3(7)",
    severity: Severity::Medium,
    numbers: &[("people", 1.0)],
    run,
};

/// Time-limited and elevated access is given to a person on purpose.
fn meant(window: &Window, source: &Source) -> bool {
    !window.is_permanent() || source.0.starts_with("elevation:")
}

fn run(look: &Look<'_>) -> Looked {
    let f = look.facts;
    let mut by_role: BTreeMap<RoleIx, BTreeSet<usize>> = BTreeMap::new();
    let mut groups: BTreeMap<RoleIx, BTreeSet<usize>> = BTreeMap::new();
    for a in f.snap.assignments.iter().filter(|a| a.window.holds(f.at)) {
        match a.to {
            Assignee::Person(p) if !meant(&a.window, &a.source) && f.is_active(p.index()) => {
                if !look.spares_person(p.index()) && !look.spares_role(a.role.index()) {
                    by_role.entry(a.role).or_default().insert(p.index());
                }
            }
            Assignee::Group(g) => {
                groups.entry(a.role).or_default().insert(g.index());
            }
            Assignee::Person(_) => {}
        }
    }
    let least = look.whole("people").max(1);
    let (beside, alone): (Vec<_>, Vec<_>) =
        by_role.into_iter().partition(|(role, _)| groups.contains_key(role));
    let mut findings: Vec<Finding> = (beside.iter())
        .filter(|(_, people)| people.len() >= least)
        .filter_map(|(role, people)| Some(beside_group(look, role.index(), people, groups.get(role)?)))
        .collect();
    findings.extend(without_group(look, &alone, least));
    findings.extend(grants(look, least));
    Looked::Found(findings)
}

/// A role given to people by hand although a group gives it.
fn beside_group(look: &Look<'_>, role: usize, people: &BTreeSet<usize>, groups: &BTreeSet<usize>) -> Finding {
    let f = look.facts;
    let me = f.role(role);
    let n = people.len();
    let who = match people.first() {
        Some(one) if n == 1 => f.person(*one).name,
        _ => words::many(n, "person", "people"),
    };
    let names: Vec<String> = groups.iter().map(|g| f.group(*g).name).collect();
    let title = format!(
        "{who} {} {} directly, although {} {} it",
        words::verb(n, "has", "have"),
        me.name,
        words::list(&names, 2),
        words::verb(names.len(), "gives", "give"),
    );
    let doubled = |p: &usize| {
        let outer = f.reach.joined.of(*p).iter().flat_map(|g| f.reach.groups_of.of(*g as usize));
        outer.into_iter().any(|g| groups.contains(&(*g as usize)))
    };
    let twice = people.iter().filter(|p| doubled(p)).count();
    // the group by which the least is gained
    let priced = groups.iter().map(|g| {
        let gives = f.reach.group.row(*g);
        let gains = people.iter().filter(|p| !doubled(p)).map(|p| bits::minus(&gives, f.row(*p)));
        let gains: Vec<Vec<u64>> = gains.filter(|gain| !bits::is_empty(gain)).collect();
        let adds: Option<Consequence> = gains.iter().filter_map(|gain| f.highest(gain)).max();
        (adds, gains.len(), *g)
    });
    let fix = priced.min().map(|(adds, gains, group)| {
        let steps: Vec<FixStep> = (people.iter())
            .flat_map(|p| {
                let join = FixStep::Join { person: f.person(*p), group: f.group(group) };
                let drop = FixStep::Unassign { from: f.person(*p), role: me.clone() };
                if doubled(p) { vec![drop] } else { vec![join, drop] }
            })
            .collect();
        let summary = format!("Everybody has {} through {}", me.name, f.group(group).name);
        let steps = super::look::without_gain(summary.clone(), steps).steps;
        Fix { summary, steps, adds, gains: u32::try_from(gains).unwrap_or(u32::MAX) }
    });
    let mut finding = look
        .finding(&["role", &me.id], Severity::Medium, title)
        .about([me.clone()])
        .about_all(f, RefKind::Person, people.iter().copied())
        .about_all(f, RefKind::Group, groups.iter().copied());
    if twice > 0 {
        finding = finding.saw("already through a group", words::many(twice, "person", "people"), Vec::new());
    }
    finding.saw_each("people", people.iter().map(|p| seen(f.person(*p), "assigned by hand"))).fix(fix)
}

/// Roles that only people have, none through a group: one finding for all.
fn without_group(look: &Look<'_>, roles: &[(RoleIx, BTreeSet<usize>)], least: usize) -> Option<Finding> {
    let f = look.facts;
    let people: BTreeSet<usize> = roles.iter().flat_map(|(_, people)| people).copied().collect();
    if people.is_empty() || people.len() < least {
        return None;
    }
    let names: Vec<String> = roles.iter().map(|(r, _)| f.role(r.index()).name).collect();
    let n = people.len();
    let title = format!(
        "{} {} {} directly: no group gives {}",
        words::many(n, "person", "people"),
        words::verb(n, "has", "have"),
        words::list(&names, 2),
        words::verb(names.len(), "it", "them"),
    );
    let evidence = (roles.iter())
        .map(|(r, people)| seen(f.role(r.index()), words::many(people.len(), "person", "people")));
    Some(
        look.finding(&["roles"], Severity::Low, title)
            .about_all(f, RefKind::Role, roles.iter().map(|(r, _)| r.index()))
            .about_all(f, RefKind::Person, people.iter().copied())
            .saw_each("roles", evidence),
    )
}

/// Permissions granted to people, past every role: one finding for all.
fn grants(look: &Look<'_>, least: usize) -> Option<Finding> {
    let f = look.facts;
    let spared = look.spared_permissions();
    let mut pairs = 0_usize;
    let mut people: Vec<usize> = Vec::new();
    let mut row = bits::row_of(f.snap.permissions.len(), []);
    let mut last = None;
    for grant in f.grants().filter(|g| g.effect == Effect::Permit && !meant(&g.window, &g.source)) {
        let Holder::Person(p) = grant.to else { continue };
        let (p, x) = (p.index(), grant.permission.index());
        if !f.is_active(p) || bits::has(&spared, x) || look.spares_person(p) || last == Some((p, x)) {
            continue;
        }
        last = Some((p, x));
        pairs += 1;
        bits::set(&mut row, x);
        if people.last() != Some(&p) {
            people.push(p);
        }
    }
    people.sort_unstable();
    people.dedup();
    if people.is_empty() || people.len() < least {
        return None;
    }
    let n = people.len();
    let who = match people.as_slice() {
        [one] => f.person(*one).name,
        _ => words::many(n, "person", "people"),
    };
    let title = format!(
        "{who} {} {} directly, past every role",
        words::verb(n, "holds", "hold"),
        words::some(pairs, "permission")
    );
    let high = bits::and(&row, &f.at_least(Consequence::Override));
    let mut finding = look
        .finding(&["permissions"], Severity::Low, title)
        .about_all(f, RefKind::Person, people.iter().copied())
        .saw("different permissions", words::number(bits::count(&row)), Vec::new());
    if !bits::is_empty(&high) {
        let about = f.worst_first(&high).into_iter().take(12).map(|x| f.permission(x)).collect();
        finding = finding.saw("the most consequential", words::list(&f.names_of(&high), 4), about);
    }
    Some(finding)
}
