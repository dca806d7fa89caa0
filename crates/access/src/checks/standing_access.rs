//! Standing access: who holds what has consequences, day and night, without an end.

use super::look::{Build, Look, Looked, advice, seen};
use super::{Check, bits, words};
use crate::RowKind;
use jiff::Timestamp;
use steward_model::{Consequence, Evidence, Finding, PermissionIx, PersonIx, RefKind, Severity};

/// How many people the age of their access is looked up for.
const AGED: usize = 200;

pub(super) const CHECK: Check = Check {
    id: "standing-access",
    title: "Consequential access without an end",
    why: "Almost nobody needs power without an end. What is given for the hour it is needed cannot be misused in all \
          the others.",
    reference: "NIST SP 800-53 AC-6(5), AC-2(6)",
    severity: Severity::Medium,
    numbers: &[("override", 10.0), ("policy", 5.0), ("destructive", 3.0), ("share", 0.02)],
    run,
};

fn run(look: &Look<'_>) -> Looked {
    let f = look.facts;
    let standing = f.access.standing_matrix(RowKind::People, f.at);
    let spared = look.spared_permissions();
    let classes = [Consequence::Override, Consequence::Policy, Consequence::Destructive];
    let masks = classes.map(|class| bits::minus(f.of_class(class), &spared));
    let mut holders: [Vec<usize>; 3] = Default::default();
    for person in look.people() {
        let row = standing.row(PersonIx::from(person).0);
        for (mask, list) in masks.iter().zip(&mut holders) {
            if bits::meets(row, mask) {
                list.push(person);
            }
        }
    }
    let active = f.active().count();
    let found =
        classes.into_iter().zip(&masks).zip(holders).map(|((class, mask), people)| (class, mask, people));
    let found = found.filter(|(class, _, people)| people.len() > tolerated(look, *class, active));
    let held = |person: usize, mask: &[u64]| bits::and(standing.row(PersonIx::from(person).0), mask);
    Looked::Found(
        found.map(|(class, mask, people)| report(look, class, &people, |p| held(p, mask))).collect(),
    )
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a share of a count of people"
)]
fn tolerated(look: &Look<'_>, class: Consequence, active: usize) -> usize {
    look.whole(class.word()).max((look.number("share") * active as f64).floor() as usize)
}

fn report(
    look: &Look<'_>,
    class: Consequence,
    people: &[usize],
    held: impl Fn(usize) -> Vec<u64>,
) -> Finding {
    let f = look.facts;
    let (n, active) = (people.len(), f.active().count());
    let mut aged: Vec<(Option<Timestamp>, usize, Evidence)> = (people.iter().take(AGED))
        .map(|p| {
            let worst = f.worst_first(&held(*p));
            let since = worst.iter().take(4).filter_map(|x| since(look, *p, *x)).min();
            let names: Vec<&str> = worst.iter().map(|x| f.name_of(*x)).collect();
            let age =
                since.map_or("since an unknown day".into(), |s| format!("since {}", words::ago(s, f.at)));
            (since, *p, seen(f.person(*p), format!("{}, {age}", words::list(&names, 2))))
        })
        .collect();
    aged.sort_by_key(|(since, p, _)| (since.is_none(), *since, *p));
    let oldest = aged.iter().find_map(|(since, ..)| *since);
    let giving =
        (0..f.snap.roles.len()).filter(|r| bits::meets(&f.reach.role_own.row(*r), f.of_class(class)));
    let giving = bits::row_of(f.snap.roles.len(), giving);
    let mut counts = vec![0_usize; f.snap.roles.len()];
    for person in people {
        for role in bits::ones(&bits::and(f.reach.person_roles.row(*person), &giving)) {
            if let Some(count) = counts.get_mut(role) {
                *count += 1;
            }
        }
    }
    let mut roles: Vec<(usize, usize)> =
        counts.into_iter().enumerate().map(|(r, count)| (count, r)).filter(|(count, _)| *count > 0).collect();
    roles.sort_by_key(|(count, r)| (std::cmp::Reverse(*count), *r));
    let through = roles.iter().map(|(count, r)| {
        seen(f.role(*r), format!("{} through it", words::many(*count, "person", "people")))
    });
    let severity = if class == Consequence::Destructive { Severity::High } else { Severity::Medium };
    let title = format!("{} hold {class} permissions without an end", words::many(n, "person", "people"));
    let mut finding = look
        .finding(&[class.word()], severity, title)
        .about_all(f, RefKind::Person, people.iter().copied())
        .saw(
            "share",
            format!("{} of {} active people", words::percent(n, active), words::number(active)),
            Vec::new(),
        );
    if let Some(since) = oldest {
        // of those beyond the ones looked up, somebody may hold it for longer still
        let word = if n > AGED { "at least since" } else { "since" };
        finding = finding.saw("longest", format!("{word} {}", words::ago(since, f.at)), Vec::new());
    }
    finding.saw_each("roles", through).saw_some("people", aged.into_iter().map(|(.., line)| line), n).fix(
        advice(
            format!("Leaves {class} permissions to those who need them daily"),
            format!(
                "keep {} at most, and give it to the others with an end, when they need it",
                tolerated(look, class, active)
            ),
        ),
    )
}

/// Since when a person holds a permission without an end.
fn since(look: &Look<'_>, person: usize, x: usize) -> Option<Timestamp> {
    let f = look.facts;
    let paths = f.access.paths(PersonIx::from(person), PermissionIx::from(x), None, f.at, 8).list;
    paths.iter().filter(|path| path.until.is_none()).filter_map(|path| path.since).min()
}
