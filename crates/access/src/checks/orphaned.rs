//! Orphans: roles nobody has, permissions nothing gives, groups that do nothing.

use super::look::{Build, Look, Looked, advice, seen};
use super::{Check, bits, words};
use steward_model::{Effect, Evidence, Finding, Fix, Ref, Severity};

pub(super) const ROLE: Check = Check {
    id: "orphaned-role",
    title: "Orphaned role",
    why: "A role that nobody has is given to somebody one day by mistake, with whatever was left in it.",
    reference: "NIST SP 800-53 AC-2, CM-7",
    severity: Severity::Low,
    numbers: &[("together", 10.0)],
    run: roles,
};

pub(super) const PERMISSION: Check = Check {
    id: "orphaned-permission",
    title: "Orphaned permission",
    why: "What no role gives, nobody can do: either it is not needed, or somebody will be given far too much to get it.",
    reference: "NIST SP 800-53 CM-7",
    severity: Severity::Low,
    numbers: &[("together", 10.0)],
    run: permissions,
};

pub(super) const GROUP: Check = Check {
    id: "orphaned-group",
    title: "Orphaned group",
    why: "A group that has nobody in it or gives nothing looks as if it mattered, and hides those that do.",
    reference: "NIST SP 800-53 AC-2",
    severity: Severity::Low,
    numbers: &[("together", 10.0)],
    run: groups,
};

/// One orphan: what it is, what is wrong with it, and what was seen.
struct Orphan {
    place: usize,
    at: Ref,
    title: String,
    seen: Evidence,
}

/// One finding for each, or one for all of them when there are many.
fn report(
    look: &Look<'_>,
    orphans: Vec<Orphan>,
    reason: &str,
    together: &str,
    fix: impl Fn(&str) -> Fix,
) -> Vec<Finding> {
    if orphans.len() <= look.whole("together") {
        return (orphans.into_iter())
            .map(|o| {
                let fix = fix(&o.at.name);
                let mut finding = look.finding(&[&o.at.id], Severity::Low, o.title).about([o.at]).fix(fix);
                finding.evidence.push(o.seen);
                finding
            })
            .collect();
    }
    let title = format!("{} {together}", words::number(orphans.len()));
    let Some(kind) = orphans.first().map(|o| o.at.kind) else { return Vec::new() };
    let names: Vec<&str> = orphans.iter().map(|o| o.at.name.as_str()).collect();
    let finding = look
        .finding(&["together", reason], Severity::Low, title)
        .about_all(look.facts, kind, orphans.iter().map(|o| o.place))
        .fix(fix(&words::list(&names, 3)));
    vec![finding.saw_each("each", orphans.into_iter().map(|o| o.seen))]
}

fn roles(look: &Look<'_>) -> Looked {
    let f = look.facts;
    let orphans = (0..f.snap.roles.len())
        .filter(|r| f.role_members(*r).is_empty() && !look.spares_role(*r))
        .map(|r| {
            let at = f.role(r);
            let count = bits::count(&f.reach.role.row(r));
            let title = format!("Nobody has the role {}", at.name);
            Orphan {
                place: r,
                seen: seen(at.clone(), format!("gives {}", words::some(count, "permission"))),
                at,
                title,
            }
        })
        .collect();
    Looked::Found(report(look, orphans, "", "roles have nobody in them", |names| {
        advice(
            "Leaves only roles that are in use; nobody loses anything",
            format!("delete {names}, or say what it waits for"),
        )
    }))
}

fn permissions(look: &Look<'_>) -> Looked {
    let f = look.facts;
    let mut given = bits::row_of(f.snap.permissions.len(), []);
    f.grants()
        .filter(|g| g.effect == Effect::Permit)
        .for_each(|g| bits::set(&mut given, g.permission.index()));
    for kind in &f.catalogue.object_types {
        bits::or(&mut given, &f.row_of_ids(&kind.owner_permissions));
    }
    let orphans = (0..f.snap.permissions.len())
        .filter(|x| !bits::has(&given, *x))
        .map(|x| (x, f.permission(x)))
        .filter(|(_, at)| !look.spares(&at.id))
        .map(|(x, at)| {
            let title = format!("Nothing gives {}", at.name);
            Orphan {
                place: x,
                seen: seen(at.clone(), format!("{}, in no role, group or grant", f.class(x))),
                at,
                title,
            }
        })
        .collect();
    Looked::Found(report(look, orphans, "", "permissions are given by nothing", |names| {
        advice(
            "Makes it clear who is meant to do this",
            format!("put {names} into the role that it belongs to, if anybody needs it"),
        )
    }))
}

fn groups(look: &Look<'_>) -> Looked {
    let f = look.facts;
    let mut peopled = vec![false; f.snap.groups.len()];
    for person in 0..f.snap.people.len() {
        for group in f.reach.joined.of(person).iter().flat_map(|g| f.reach.groups_of.of(*g as usize)) {
            if let Some(peopled) = peopled.get_mut(*group as usize) {
                *peopled = true;
            }
        }
    }
    let (mut empty, mut idle) = (Vec::new(), Vec::new());
    for (group, peopled) in peopled.into_iter().enumerate() {
        let at = f.group(group);
        let gives = bits::count(f.reach.group.permits(group));
        if look.spares(&at.id) || (peopled && gives > 0) {
            continue;
        }
        let members = f.group_members(group).len();
        if peopled {
            let title =
                format!("Group {} gives its {} nothing", at.name, words::many(members, "member", "members"));
            let value = format!(
                "{}, no role and no permission",
                words::many(members, "active member", "active members")
            );
            idle.push(Orphan { place: group, seen: seen(at.clone(), value), at, title });
        } else {
            let title = format!("Group {} has nobody in it", at.name);
            let value = format!("no members, gives {}", words::some(gives, "permission"));
            empty.push(Orphan { place: group, seen: seen(at.clone(), value), at, title });
        }
    }
    let fix = |names: &str| {
        advice(
            "Leaves only groups that do something; nobody loses anything",
            format!("delete {names}, or say what it waits for"),
        )
    };
    let mut findings = report(look, empty, "empty", "groups have nobody in them", fix);
    findings.extend(report(look, idle, "idle", "groups give their members nothing", fix));
    Looked::Found(findings)
}
