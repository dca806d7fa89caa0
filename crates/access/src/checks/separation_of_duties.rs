//! Separation of duties: one person holds both halves of what takes two.

use super::look::{Build, Look, Looked, STEPS, seen, without_gain};
use super::{Check, bits, routes, words};
use std::collections::HashMap;
use steward_model::{Evidence, Finding, Fix, FixStep, Ref, RefKind, Severity, SodRule};

pub(super) const CHECK: Check = Check {
    id: "separation-of-duties",
    title: "Separation of duties",
    why: "Somebody who can do both halves of a sensitive deed needs no accomplice, and a mistake meets no second \
          pair of eyes.",
    reference: "NIST SP 800-53 AC-5",
    severity: Severity::High,
    numbers: &[],
    run,
};

fn run(look: &Look<'_>) -> Looked {
    let f = look.facts;
    if f.catalogue.sod.is_empty() {
        return Looked::Skipped("the pack has no rules for the separation of duties".to_owned());
    }
    let rules = f.catalogue.sod.iter().filter(|rule| !look.spares(&rule.id));
    Looked::Found(rules.filter_map(|rule| broken(look, rule)).collect())
}

fn broken(look: &Look<'_>, rule: &SodRule) -> Option<Finding> {
    let f = look.facts;
    let spared = look.spared_permissions();
    let left = bits::minus(&f.row_of_ids(&rule.left), &spared);
    let right = bits::minus(&f.row_of_ids(&rule.right), &spared);
    let (few_left, few_right) = (bits::sparse(&left), bits::sparse(&right));
    let both = |row: &[u64]| {
        if !bits::meets_sparse(row, &few_left) || !bits::meets_sparse(row, &few_right) {
            return None;
        }
        let (l, r) = (bits::and(row, &left), bits::and(row, &right));
        // one permission that stands on both sides is not two
        (l != r || bits::count(&l) > 1).then_some((l, r))
    };
    let mut pairs: HashMap<(usize, usize), usize> = HashMap::new();
    let mut people = Vec::new();
    for person in look.people() {
        let Some((l, r)) = both(f.row(person)) else { continue };
        people.push(person);
        for a in bits::ones(&l) {
            bits::ones(&r).filter(|b| *b != a).for_each(|b| *pairs.entry((a, b)).or_default() += 1);
        }
    }
    if people.is_empty() {
        return None;
    }
    let mut pairs: Vec<((usize, usize), usize)> = pairs.into_iter().collect();
    pairs.sort_by_key(|(pair, n)| (std::cmp::Reverse(*n), *pair));
    let n = people.len();
    let who = match people.as_slice() {
        [one] => f.person(*one).name,
        _ => words::many(n, "person", "people"),
    };
    let title = match pairs.as_slice() {
        [((a, b), _)] => {
            format!("{who} can {} and also {}", words::deed(f.name_of(*a)), words::deed(f.name_of(*b)))
        }
        _ => format!("{who} {} both sides of “{}”", words::verb(n, "holds", "hold"), rule.title),
    };
    let roles: Vec<usize> = (0..f.snap.roles.len())
        .filter(|r| {
            !look.spares_role(*r) && !f.role_members(*r).is_empty() && both(&f.reach.role.row(*r)).is_some()
        })
        .collect();
    let (first, mut second) = (side(&pairs, &left, true), side(&pairs, &right, false));
    bits::take(&mut second, &first);
    let rule_ref = Ref { kind: RefKind::Rule, id: rule.id.clone(), name: rule.title.clone() };
    let finding = look
        .finding(&[&rule.id], rule.severity, title)
        .about(people.iter().map(|p| f.person(*p)))
        .about([rule_ref.clone()])
        .about(f.worst_first(&first).into_iter().map(|x| f.permission(x)))
        .about(f.worst_first(&second).into_iter().map(|x| f.permission(x)))
        .saw("rule", rule.why.clone(), vec![rule_ref])
        .saw_each("roles", roles.iter().map(|r| alone(look, *r)))
        .saw_each("pairs", pairs.iter().map(|pair| counted(look, pair)));
    let mut fixes: Vec<(Fix, usize)> = Vec::new();
    fixes.extend(roles.iter().filter_map(|r| narrow(look, *r, &left, &right)).map(|fix| (fix, 0)));
    let (name_left, name_right) = (words::list(&f.names_of(&first), 2), words::list(&f.names_of(&second), 2));
    fixes.extend(routes::taking(f, &people, &left, &name_left));
    fixes.extend(routes::taking(f, &people, &right, &name_right));
    fixes.sort_by_key(|(fix, besides)| (*besides, fix.steps.len()));
    Some(fixes.into_iter().fold(finding, |finding, (fix, _)| finding.fix(fix)))
}

/// The permissions of one side that somebody really holds together with the other.
fn side(pairs: &[((usize, usize), usize)], of: &[u64], first: bool) -> Vec<u64> {
    let mut row = vec![0; of.len()];
    pairs.iter().for_each(|((a, b), _)| bits::set(&mut row, if first { *a } else { *b }));
    row
}

fn alone(look: &Look<'_>, role: usize) -> Evidence {
    let n = look.facts.role_members(role).len();
    seen(
        look.facts.role(role),
        format!("gives both sides by itself, to {}", words::many(n, "person", "people")),
    )
}

fn counted(look: &Look<'_>, ((a, b), n): &((usize, usize), usize)) -> Evidence {
    let f = look.facts;
    Evidence {
        label: words::many(*n, "person", "people"),
        value: format!("{} together with {}", f.name_of(*a), f.name_of(*b)),
        about: vec![f.permission(*a), f.permission(*b)],
    }
}

/// Takes the smaller side out of a role that has both, where the role's own grants are the cause.
fn narrow(look: &Look<'_>, role: usize, left: &[u64], right: &[u64]) -> Option<Fix> {
    let f = look.facts;
    let own = f.reach.role_own.row(role);
    let (l, r) = (bits::and(&own, left), bits::and(&own, right));
    let less = match (bits::count(&l), bits::count(&r)) {
        (0, 0) => return None,
        (0, _) => r,
        (_, 0) => l,
        (a, b) if b <= a => r,
        _ => l,
    };
    let steps: Vec<FixStep> = bits::ones(&less)
        .map(|x| FixStep::Revoke { from: f.role(role), permission: f.permission(x) })
        .take(STEPS)
        .collect();
    let summary = format!("Takes {} out of {}", words::list(&f.names_of(&less), 3), f.role(role).name);
    Some(without_gain(summary, steps))
}
