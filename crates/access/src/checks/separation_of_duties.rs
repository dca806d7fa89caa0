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
    let spared = look.spared_permissions();
    let named = f.catalogue.sod.iter().filter(|rule| !look.spares(&rule.id));
    let rules: Vec<Sides<'_>> = named.map(|rule| Sides::new(look, rule, &spared)).collect();
    let mut broken: Vec<Vec<usize>> = vec![Vec::new(); rules.len()];
    for person in look.people() {
        let row = f.row(person);
        for (rule, people) in rules.iter().zip(&mut broken) {
            if rule.both(row).is_some() && !excused(look, rule, person) {
                people.push(person);
            }
        }
    }
    let found = rules.iter().zip(broken).filter(|(_, people)| !people.is_empty());
    Looked::Found(found.map(|(rule, people)| report(look, rule, &people)).collect())
}

/// Whether a person comes to both sides through a role that may have both, and through no other role by itself.
fn excused(look: &Look<'_>, rule: &Sides<'_>, person: usize) -> bool {
    let reach = &look.facts.reach;
    let mut alone =
        (bits::ones(reach.person_roles.row(person))).filter(|r| rule.both(&reach.role.row(*r)).is_some());
    look.spares_some()
        && alone.next().is_some_and(|first| look.spares_role(first) && alone.all(|r| look.spares_role(r)))
}

/// A rule with its sides as rows.
struct Sides<'a> {
    rule: &'a SodRule,
    left: Vec<u64>,
    right: Vec<u64>,
    few_left: Vec<(usize, u64)>,
    few_right: Vec<(usize, u64)>,
}

impl<'a> Sides<'a> {
    fn new(look: &Look<'_>, rule: &'a SodRule, spared: &[u64]) -> Self {
        let left = bits::minus(&look.facts.row_of_ids(&rule.left), spared);
        let right = bits::minus(&look.facts.row_of_ids(&rule.right), spared);
        let (few_left, few_right) = (bits::sparse(&left), bits::sparse(&right));
        Self { rule, left, right, few_left, few_right }
    }

    /// What a row holds of each side, when it holds something of both.
    fn both(&self, row: &[u64]) -> Option<(Vec<u64>, Vec<u64>)> {
        if !bits::meets_sparse(row, &self.few_left) || !bits::meets_sparse(row, &self.few_right) {
            return None;
        }
        let (l, r) = (bits::and(row, &self.left), bits::and(row, &self.right));
        // one permission that stands on both sides is not two
        (l != r || bits::count(&l) > 1).then_some((l, r))
    }
}

/// Which permissions are held together, and by how many people, the most first.
fn pairs(look: &Look<'_>, sides: &Sides<'_>, people: &[usize]) -> Vec<((usize, usize), usize)> {
    let mut pairs: HashMap<(usize, usize), usize> = HashMap::new();
    for (l, r) in people.iter().filter_map(|p| sides.both(look.facts.row(*p))) {
        for a in bits::ones(&l) {
            bits::ones(&r).filter(|b| *b != a).for_each(|b| *pairs.entry((a, b)).or_default() += 1);
        }
    }
    let mut pairs: Vec<((usize, usize), usize)> = pairs.into_iter().collect();
    pairs.sort_by_key(|(pair, n)| (std::cmp::Reverse(*n), *pair));
    pairs
}

fn report(look: &Look<'_>, sides: &Sides<'_>, people: &[usize]) -> Finding {
    let f = look.facts;
    let (rule, left, right) = (sides.rule, &sides.left, &sides.right);
    let pairs = pairs(look, sides, people);
    let n = people.len();
    let who = match people {
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
            !look.spares_role(*r)
                && !f.role_members(*r).is_empty()
                && sides.both(&f.reach.role.row(*r)).is_some()
        })
        .collect();
    let (first, mut second) = (side(&pairs, left, true), side(&pairs, right, false));
    bits::take(&mut second, &first);
    let rule_ref = Ref { kind: RefKind::Rule, id: rule.id.clone(), name: rule.title.clone() };
    let finding = look
        .finding(&[&rule.id], rule.severity, title)
        .about_all(f, RefKind::Person, people.iter().copied())
        .about([rule_ref.clone()])
        .about_all(f, RefKind::Permission, f.worst_first(&first))
        .about_all(f, RefKind::Permission, f.worst_first(&second))
        .saw("rule", rule.why.clone(), vec![rule_ref])
        .saw_each("roles", roles.iter().map(|r| alone(look, *r)))
        .saw_each("pairs", pairs.iter().map(|pair| counted(look, pair)));
    let mut fixes: Vec<(Fix, usize)> = Vec::new();
    fixes.extend(roles.iter().filter_map(|r| narrow(look, *r, left, right)).map(|fix| (fix, 0)));
    let (name_left, name_right) = (words::list(&f.names_of(&first), 2), words::list(&f.names_of(&second), 2));
    fixes.extend(routes::taking(f, people, left, &name_left));
    fixes.extend(routes::taking(f, people, right, &name_right));
    fixes.sort_by_key(|(fix, besides)| (*besides, fix.steps.len()));
    different(fixes.into_iter().map(|(fix, _)| fix))
        .into_iter()
        .fold(finding, |finding, fix| finding.fix(fix))
}

/// Ways out without those that come down to the same steps as one before.
fn different(fixes: impl Iterator<Item = Fix>) -> Vec<Fix> {
    let mut list: Vec<Fix> = Vec::new();
    for fix in fixes {
        if list.iter().all(|before| before.steps != fix.steps) {
            list.push(fix);
        }
    }
    list
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
        .take(STEPS + 1)
        .collect();
    let summary = format!("Takes {} out of {}", words::list(&f.names_of(&less), 3), f.role(role).name);
    Some(without_gain(summary, steps))
}
