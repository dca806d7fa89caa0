//! Unused permissions: what nobody would miss.

use super::look::{Build, Look, Looked, STEPS, seen, without_gain};
use super::usage::{RoleUse, Usage};
use super::{Check, bits, routes, words};
use steward_model::{Consequence, Effect, Evidence, Finding, FixStep, Holder, Ref, RefKind, Severity};

pub(super) const CHECK: Check = Check {
    id: "unused-permission",
    title: "Unused permission",
    why: "What nobody uses can be taken without anybody noticing, and until then only helps whoever gets hold of \
          an account.",
    reference: "NIST SP 800-53 AC-6(7)",
    severity: Severity::Low,
    numbers: &[("days", 90.0), ("class", 0.0), ("people", 1.0)],
    run,
};

fn run(look: &Look<'_>) -> Looked {
    let f = look.facts;
    let Some(activity) = &f.snap.activity else {
        return Looked::Skipped("the tenant does not report when permissions are used".to_owned());
    };
    let usage = Usage::new(f, activity, look.number("days"));
    let watched = bits::minus(&f.at_least(look.class("class")), &look.spared_permissions());
    let roles = RoleUse::new(look, &usage, &watched);
    let least = look.whole("people").max(1);
    let mut findings = Vec::new();
    for role in (0..f.snap.roles.len()).filter(|r| !look.spares_role(*r)) {
        let members = f.role_members(role).len();
        let own = bits::count(f.reach.role_own.permits(role));
        if members >= least && roles.judged.get(role) == Some(&true) {
            findings.extend(of_holder(look, &usage, f.role(role), own, roles.unused.row(role), members));
        }
        if roles.users.get(role).is_some_and(|users| *users > 0) {
            let idle = roles.idle.get(role).map(Vec::as_slice).unwrap_or_default();
            findings.extend(idle_people(look, &usage, role, idle));
        }
    }
    for group in 0..f.snap.groups.len() {
        let own = bits::and(f.reach.group_own.permits(group), &watched);
        if !bits::is_empty(&own) && !f.snap.groups.get(group).is_some_and(|g| look.spares(&g.id)) {
            findings.extend(of_group(look, &usage, group, own, least));
        }
    }
    findings.extend(direct(look, &usage, &watched));
    Looked::Found(findings)
}

/// What a group gives by itself that none of its members has used.
fn of_group(
    look: &Look<'_>,
    usage: &Usage<'_>,
    group: usize,
    own: Vec<u64>,
    least: usize,
) -> Option<Finding> {
    let f = look.facts;
    let members = f.group_members(group);
    let young = |p: &u32| f.snap.people.get(*p as usize).is_some_and(|p| usage.is_young(p.created));
    if members.len() < least || members.iter().all(young) {
        return None;
    }
    let mut used = bits::row_of(f.snap.permissions.len(), []);
    members.iter().for_each(|p| usage.with_needs(f, *p as usize, &mut used));
    let mut unused = bits::minus(&own, &used);
    let fresh = f.grants().filter(|g| matches!(g.to, Holder::Group(x) if x.index() == group));
    fresh
        .filter(|g| usage.is_young(g.window.since))
        .for_each(|g| bits::clear(&mut unused, g.permission.index()));
    let own = bits::count(f.reach.group_own.permits(group));
    of_holder(look, usage, f.group(group), own, &unused, members.len())
}

/// What a role or group gives that none of its members has used.
fn of_holder(
    look: &Look<'_>,
    usage: &Usage<'_>,
    holder: Ref,
    own: usize,
    unused: &[u64],
    members: usize,
) -> Option<Finding> {
    let f = look.facts;
    let count = bits::count(unused);
    if count == 0 {
        return None;
    }
    let days = words::some(look.whole("days"), "day");
    let who = words::holders(members, &holder.name);
    let title = match f.names_of(unused).as_slice() {
        [one] => format!("None of {who} has used {one} for {days}"),
        _ if count == own => format!("None of {who} has used any of its {own} permissions for {days}"),
        _ => format!("None of {who} has used {count} of its {own} permissions for {days}"),
    };
    let steps = bits::ones(unused)
        .map(|x| FixStep::Revoke { from: holder.clone(), permission: f.permission(x) })
        .collect();
    let summary =
        format!("Takes {} out of {}; nobody used them", words::some(count, "permission"), holder.name);
    let worst = f.worst_first(unused);
    Some(
        look.finding(&[&holder.id], tier(f.highest(unused)), title)
            .about([holder])
            .about_all(f, RefKind::Permission, worst.iter().copied())
            .saw_each("permissions", worst.iter().map(|x| last_use(look, usage, *x)))
            .fix(without_gain(summary, steps)),
    )
}

fn tier(class: Option<Consequence>) -> Severity {
    if class.is_some_and(Consequence::is_high) { Severity::Medium } else { Severity::Low }
}

fn last_use(look: &Look<'_>, usage: &Usage<'_>, x: usize) -> Evidence {
    let value = match usage.last(x) {
        Some(then) => format!("last used by anybody {}", words::ago(then, look.facts.at)),
        None => "no use ever reported".to_owned(),
    };
    seen(look.facts.permission(x), format!("{}, {value}", look.facts.class(x)))
}

/// People who have a role that others use, and used nothing of it.
fn idle_people(look: &Look<'_>, usage: &Usage<'_>, role: usize, idle: &[usize]) -> Option<Finding> {
    let f = look.facts;
    let own = f.reach.role_own.permits(role);
    if idle.is_empty() || bits::is_empty(own) {
        return None;
    }
    let me = f.role(role);
    let title = format!(
        "{} of {} {} used none of its {} for {}",
        words::number(idle.len()),
        words::holders(f.role_members(role).len(), &me.name),
        words::verb(idle.len(), "has", "have"),
        words::some(bits::count(own), "permission"),
        words::some(look.whole("days"), "day"),
    );
    let evidence = idle.iter().map(|p| {
        let value = match usage.of(*p).iter().map(|a| a.last_used).max() {
            Some(then) => format!("last used something else {}", words::ago(then, f.at)),
            None => "no use of anything in that time".to_owned(),
        };
        seen(f.person(*p), value)
    });
    Some(
        look.finding(&[&me.id, "people"], Severity::Low, title)
            .about([me.clone()])
            .about_all(f, RefKind::Person, idle.iter().copied())
            .saw_each("people", evidence)
            .fix(routes::taking(f, idle, own, &me.name).map(|(fix, _)| fix)),
    )
}

/// Permissions granted to people directly that they have not used: one finding for all.
fn direct(look: &Look<'_>, usage: &Usage<'_>, watched: &[u64]) -> Option<Finding> {
    let f = look.facts;
    let mut people: Vec<(usize, Vec<u64>)> = Vec::new();
    for person in look.people() {
        let grants = f.reach.granted.of(person).iter().filter_map(|at| f.snap.grants.get(*at as usize));
        let judged = grants.filter(|g| g.effect == Effect::Permit && !usage.is_young(g.window.since));
        let held: Vec<usize> =
            judged.map(|g| g.permission.index()).filter(|x| bits::has(watched, *x)).collect();
        if held.is_empty() || f.snap.people.get(person).is_some_and(|p| usage.is_young(p.created)) {
            continue;
        }
        let mut used = bits::row_of(f.snap.permissions.len(), []);
        usage.with_needs(f, person, &mut used);
        let unused = bits::minus(&bits::row_of(f.snap.permissions.len(), held), &used);
        if !bits::is_empty(&unused) {
            people.push((person, unused));
        }
    }
    if people.is_empty() {
        return None;
    }
    let pairs: usize = people.iter().map(|(_, row)| bits::count(row)).sum();
    let mut all = bits::row_of(f.snap.permissions.len(), []);
    people.iter().for_each(|(_, row)| bits::or(&mut all, row));
    let title = format!(
        "{} {} not used {} granted directly for {}",
        words::many(people.len(), "person", "people"),
        words::verb(people.len(), "has", "have"),
        words::some(pairs, "permission"),
        words::some(look.whole("days"), "day"),
    );
    let steps = (people.iter())
        .flat_map(|(p, row)| bits::ones(row).map(|x| (*p, x)))
        .take(STEPS + 1)
        .map(|(p, x)| FixStep::Revoke { from: f.person(p), permission: f.permission(x) })
        .collect();
    let evidence = people.iter().map(|(p, row)| seen(f.person(*p), words::list(&f.names_of(row), 3)));
    Some(
        look.finding(&["direct"], tier(f.highest(&all)), title)
            .about_all(f, RefKind::Person, people.iter().map(|(p, _)| *p))
            .saw_each("people", evidence)
            .fix(without_gain(format!("Takes {} that nobody used", words::some(pairs, "grant")), steps)),
    )
}
