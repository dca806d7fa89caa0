//! Near-duplicate roles: many roles that are almost one.

use super::look::{Build, Look, Looked, seen};
use super::role_sets::{self, RoleSets};
use super::{Check, bits, words};
use std::collections::BTreeMap;
use steward_model::{Finding, Fix, RefKind, Severity};

pub(super) const CHECK: Check = Check {
    id: "near-duplicate-role",
    title: "Near-duplicate roles",
    why: "Where many roles are almost the same, nobody can tell which one to give, and every change has to be made \
          many times.",
    reference: "NIST SP 800-53 AC-2, INCITS 359",
    severity: Severity::Low,
    numbers: &[("permissions", 5.0), ("likeness", 0.9)],
    run,
};

fn run(look: &Look<'_>) -> Looked {
    let f = look.facts;
    let sets = f.role_sets();
    let like = look.number("likeness");
    let large = |r: &usize| bits::count(&f.reach.role.row(*r)) >= look.whole("permissions").max(1);
    let roles: Vec<usize> = (0..f.snap.roles.len()).filter(|r| !look.spares_role(*r) && large(r)).collect();
    let mut home: Vec<usize> = (0..f.snap.roles.len()).collect();
    for (at, a) in roles.iter().enumerate() {
        for b in roles.get(at + 1..).unwrap_or_default() {
            let alike = sets.likeness_at_most(*a, *b) >= like
                && sets.likeness(*a, *b) >= like
                && sets.row(*a) != sets.row(*b);
            if alike && !role_sets::included(f, *a, *b) {
                join(&mut home, *a, *b);
            }
        }
    }
    let mut clusters: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for role in roles {
        clusters.entry(root(&home, role)).or_default().push(role);
    }
    Looked::Found(clusters.into_values().filter(|c| c.len() > 1).map(|c| report(look, sets, &c)).collect())
}

fn root(home: &[usize], mut role: usize) -> usize {
    while let Some(next) = home.get(role).copied().filter(|next| *next != role) {
        role = next;
    }
    role
}

fn join(home: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(home, a), root(home, b));
    if let Some(to) = home.get_mut(a.max(b)) {
        *to = a.min(b);
    }
}

fn report(look: &Look<'_>, sets: &RoleSets, roles: &[usize]) -> Finding {
    let f = look.facts;
    let rows: Vec<Vec<u64>> = roles.iter().map(|r| f.reach.role.row(*r)).collect();
    let mut common = rows.first().cloned().unwrap_or_default();
    let mut union = common.clone();
    for row in &rows {
        common = bits::and(&common, row);
        bits::or(&mut union, row);
    }
    let least = (roles.iter().enumerate())
        .flat_map(|(at, a)| roles.iter().skip(at + 1).map(move |b| sets.likeness(*a, *b)))
        .fold(1.0_f64, f64::min);
    let names: Vec<String> = roles.iter().map(|r| f.role(*r).name).collect();
    let ids: Vec<String> = roles.iter().map(|r| f.role(*r).id).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let title = format!(
        "{} roles share {} of {} permissions: {}",
        roles.len(),
        words::number(bits::count(&common)),
        words::number(bits::count(&union)),
        words::list(&names, 4)
    );
    let evidence = (roles.iter().zip(&rows)).map(|(r, row)| {
        let own = bits::minus(row, &common);
        let people = words::many(f.role_members(*r).len(), "person", "people");
        let more = if bits::is_empty(&own) {
            "nothing of its own".to_owned()
        } else {
            format!("of its own: {}", words::list(&f.names_of(&own), 3))
        };
        seen(f.role(*r), format!("held by {people}, {more}"))
    });
    look.finding(&ids, Severity::Low, title)
        .about_all(f, RefKind::Role, roles.iter().copied())
        .saw("likeness", format!("at least {:.0} %", least * 100.0), Vec::new())
        .saw_each("roles", evidence)
        .fix(merged(look, roles, &rows))
}

/// One role of the cluster for everybody: the one through which the least is gained.
fn merged(look: &Look<'_>, roles: &[usize], rows: &[Vec<u64>]) -> Option<Fix> {
    let f = look.facts;
    let people = role_sets::members(f, roles);
    let price = |row: &Vec<u64>| {
        let gained =
            people.iter().map(|p| bits::minus(row, f.row(*p as usize))).filter(|g| !bits::is_empty(g));
        let mut adds = None;
        let mut gains = 0_u32;
        for gain in gained {
            adds = adds.max(f.highest(&gain));
            gains += 1;
        }
        (adds, gains)
    };
    let priced = roles.iter().zip(rows).map(|(r, row)| (price(row), bits::count(row), *r));
    let ((adds, gains), _, keep) =
        priced.min_by_key(|(price, size, r)| (*price, std::cmp::Reverse(*size), *r))?;
    let away: Vec<usize> = roles.iter().copied().filter(|r| *r != keep).collect();
    let steps = role_sets::merge(f, keep, &away);
    let summary = format!("Leaves one role, {}, instead of {}", f.role(keep).name, roles.len());
    let fix = role_sets::merged(f, keep, &away, summary);
    (!steps.is_empty()).then_some(Fix { adds, gains, ..fix })
}
