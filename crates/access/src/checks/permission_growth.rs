//! Permission growth: what people have gained since the tenant was last found to be right.

use super::facts::Facts;
use super::look::{Build, Look, Looked, seen};
use super::{Check, bits, routes, words};
use crate::{Access, RowKind};
use std::borrow::Cow;
use std::collections::HashMap;
use steward_model::{Consequence, Finding, PermissionIx, PersonIx, RefKind, Severity};

pub(super) const CHECK: Check = Check {
    id: "permission-growth",
    title: "Permission growth",
    why: "Access piles up a little at a time: each new task adds some, and nothing takes the old away.",
    reference: "NIST SP 800-53 AC-2, AC-6(7)",
    severity: Severity::Medium,
    numbers: &[("permissions", 3.0), ("high", 1.0)],
    run,
};

/// Different gains that get a finding of their own; the rest is told together.
const GAINS: usize = 20;

fn run(look: &Look<'_>) -> Looked {
    let f = look.facts;
    let Some(before) = f.baseline else {
        return Looked::Skipped(
            "there is no baseline to compare with; take a snapshot that is right as baseline".into(),
        );
    };
    let spared = look.spared_permissions();
    let high = f.at_least(Consequence::Override);
    let old = Old::new(f, before);
    let mut gains: HashMap<Vec<u64>, Vec<usize>> = HashMap::new();
    for person in look.people() {
        let Some(had) = old.row(person) else { continue };
        let row = f.row(person);
        if bits::within(row, &had) {
            continue;
        }
        let mut gained = bits::minus(row, &had);
        bits::take(&mut gained, &spared);
        let worse = bits::count_and(&gained, &high);
        if bits::count(&gained) >= look.whole("permissions").max(1) || worse >= look.whole("high").max(1) {
            gains.entry(gained).or_default().push(person);
        }
    }
    let mut gains: Vec<(Vec<u64>, Vec<usize>)> = gains.into_iter().collect();
    gains.sort_by_cached_key(|(gained, people)| {
        (std::cmp::Reverse(f.highest(gained)), std::cmp::Reverse(people.len()), people.first().copied())
    });
    let rest = gains.split_off(gains.len().min(GAINS));
    if gains.is_empty() {
        return Looked::Found(Vec::new());
    }
    let peers = Peers::new(f);
    let mut findings: Vec<Finding> =
        gains.iter().map(|(gained, people)| report(look, &old, &peers, gained, people)).collect();
    if !rest.is_empty() {
        let mut all = bits::row_of(f.snap.permissions.len(), []);
        rest.iter().for_each(|(gained, _)| bits::or(&mut all, gained));
        let people: Vec<usize> = rest.iter().flat_map(|(_, people)| people.clone()).collect();
        let title = format!(
            "{} gained other sets of permissions since the baseline",
            words::many(people.len(), "person", "people")
        );
        let severity = severity(f.highest(&all));
        findings.push(look.finding(&["others"], severity, title).about_all(
            f,
            RefKind::Person,
            people.iter().copied(),
        ));
    }
    Looked::Found(findings)
}

/// The baseline's rows in today's positions.
struct Old<'a> {
    access: &'a Access,
    matrix: crate::Matrix,
    people: Vec<Option<PersonIx>>,
    /// Baseline position → today's; none when both list the same permissions.
    moved: Option<Vec<Option<PermissionIx>>>,
    bits: usize,
}

impl<'a> Old<'a> {
    fn new(f: &Facts<'_>, access: &'a Access) -> Self {
        let old = access.snapshot();
        let same = old.permissions.len() == f.snap.permissions.len()
            && old.permissions.iter().zip(&f.snap.permissions).all(|(a, b)| a.id == b.id);
        let moved = (!same).then(|| old.permissions.iter().map(|x| f.snap.find_permission(&x.id)).collect());
        let mut then = old.people.iter().enumerate().peekable();
        // both lists are sorted by id
        let people = (f.snap.people.iter())
            .map(|now| {
                while then.next_if(|(_, p)| p.id < now.id).is_some() {}
                let (at, _) = then.next_if(|(_, p)| p.id == now.id).filter(|(_, p)| p.active)?;
                Some(PersonIx::from(at))
            })
            .collect();
        Self {
            access,
            matrix: access.matrix(RowKind::People, f.at),
            people,
            moved,
            bits: f.snap.permissions.len(),
        }
    }

    /// What a person of today held then; none when he was not there, or not active.
    fn row(&self, person: usize) -> Option<Cow<'_, [u64]>> {
        let then = self.people.get(person).copied().flatten()?;
        let row = self.matrix.row(then.0);
        Some(match &self.moved {
            None => Cow::Borrowed(row),
            Some(moved) => {
                let now = bits::ones(row).filter_map(|x| moved.get(x).copied().flatten());
                Cow::Owned(bits::row_of(self.bits, now.map(PermissionIx::index)))
            }
        })
    }
}

fn severity(class: Option<Consequence>) -> Severity {
    match class {
        Some(Consequence::Policy | Consequence::Destructive) => Severity::High,
        Some(Consequence::View) | None => Severity::Low,
        _ => Severity::Medium,
    }
}

fn report(look: &Look<'_>, old: &Old<'_>, peers: &Peers<'_>, gained: &[u64], people: &[usize]) -> Finding {
    let f = look.facts;
    let count = bits::count(gained);
    let who = match people {
        [one] => f.person(*one).name,
        _ => words::many(people.len(), "person", "people"),
    };
    let names = f.names_of(gained);
    let title = match names.as_slice() {
        [one] => format!("{who} gained {one} since the baseline"),
        [worst, ..] => format!(
            "{who} gained {} since the baseline, {worst} among them",
            words::some(count, "permission")
        ),
        [] => format!("{who} gained nothing"),
    };
    let mut ids: Vec<&str> =
        bits::ones(gained).filter_map(|x| f.snap.permissions.get(x)).map(|x| x.id.as_str()).collect();
    ids.sort_unstable();
    let evidence = (people.iter()).map(|p| {
        let had = old.row(*p).map_or(0, |row| bits::count(&row));
        let has = bits::count(f.row(*p));
        let mut value = format!("{had} → {has} permissions");
        if let Some(median) = peers.median(f, *p) {
            value = format!("{value}; half of those with the same title hold {median} or fewer");
        }
        seen(f.person(*p), value)
    });
    let since = old.access.snapshot().tenant.name.clone();
    look.finding(&ids, severity(f.highest(gained)), title)
        .about_all(f, RefKind::Person, people.iter().copied())
        .about_all(f, RefKind::Permission, f.worst_first(gained))
        .saw(
            "gained",
            words::list(&names, 6),
            f.worst_first(gained).into_iter().take(12).map(|x| f.permission(x)).collect(),
        )
        .saw("compared with", format!("baseline of {since}"), Vec::new())
        .saw_each("people", evidence)
        .fix(routes::taking(f, people, gained, "what was gained").map(|(fix, _)| fix))
}

/// How many permissions people with the same title hold.
struct Peers<'a>(HashMap<&'a str, Vec<usize>>);

impl<'a> Peers<'a> {
    fn new(f: &Facts<'a>) -> Self {
        let mut by_title: HashMap<&str, Vec<usize>> = HashMap::new();
        for person in f.active() {
            if let Some(title) = f.snap.people.get(person).and_then(|p| p.title.as_deref()) {
                by_title.entry(title).or_default().push(bits::count(f.row(person)));
            }
        }
        by_title.values_mut().for_each(|counts| counts.sort_unstable());
        Self(by_title)
    }

    /// The median of the people with this person's title; none where there are fewer than three others.
    fn median(&self, f: &Facts<'_>, person: usize) -> Option<usize> {
        let counts = self.0.get(f.snap.people.get(person)?.title.as_deref()?)?;
        (counts.len() > 3).then(|| counts.get(counts.len() / 2).copied()).flatten()
    }
}
