//! No spare administrator: somebody's holiday away from a tenant that nobody can repair.

use super::look::{Build, Look, Looked, seen};
use super::{Check, bits, words};
use crate::{HeldScope, Subject};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use steward_model::{Finding, Fix, FixStep, PermissionIx, PersonIx, Ref, RefKind, Severity};

pub(super) const CHECK: Check = Check {
    id: "last-administrator",
    title: "No spare administrator",
    why: "When the only person who can repair access leaves, is locked out or loses a time-limited right, nobody \
          in the tenant can give it back.",
    reference: "NIST SP 800-53 AC-2, AC-6(5)",
    severity: Severity::Critical,
    numbers: &[("holders", 2.0), ("days", 30.0)],
    run,
};

/// Permissions that the same people hold for the same time.
type Shared = BTreeMap<(Vec<usize>, Vec<usize>), Vec<Ref>>;

fn run(look: &Look<'_>) -> Looked {
    let f = look.facts;
    let named = &f.catalogue.administration;
    if named.is_empty() {
        return Looked::Skipped("the pack does not name the permissions that administrate access".to_owned());
    }
    if f.snap.people.is_empty() {
        return Looked::Found(Vec::new());
    }
    if !named.iter().any(|id| f.snap.find_permission(id).is_some()) {
        let why = "the tenant has none of the permissions that the pack names for administration";
        return Looked::Skipped(why.to_owned());
    }
    let wanted = look.whole("holders").max(1);
    let mut shared = Shared::new();
    for id in named.iter().filter(|id| !look.spares(id)) {
        let Some(x) = f.snap.find_permission(id) else {
            let def = f.catalogue.permissions.iter().find(|d| d.id == *id);
            let name = def.map_or(id, |d| &d.name).clone();
            let missing = Ref { kind: RefKind::Permission, id: id.clone(), name };
            shared.entry((Vec::new(), Vec::new())).or_default().push(missing);
            continue;
        };
        let holders: Vec<usize> = f.active().filter(|p| holds_everywhere(look, *p, x)).collect();
        let lasting = holders.iter().copied().filter(|p| ends(look, *p, x).is_none());
        let lasting: Vec<usize> = lasting.take(wanted).collect();
        if lasting.len() >= wanted {
            continue;
        }
        shared.entry((holders, lasting)).or_default().push(f.permission(x.index()));
    }
    let findings = shared.into_iter().filter(|((_, lasting), _)| lasting.len() < wanted);
    Looked::Found(
        findings.map(|((holders, lasting), what)| report(look, wanted, &holders, &lasting, what)).collect(),
    )
}

fn holds_everywhere(look: &Look<'_>, person: usize, x: PermissionIx) -> bool {
    let f = look.facts;
    bits::has(f.row(person), x.index())
        && (f.everywhere(person, x.index())
            || matches!(
                f.access.scope_of(Subject::Person(PersonIx::from(person)), x, f.at),
                HeldScope::Everything | HeldScope::EverythingBut(_)
            ))
}

/// When a holder's access ends, if that is within the days that the check looks ahead.
fn ends(look: &Look<'_>, person: usize, x: PermissionIx) -> Option<Timestamp> {
    let f = look.facts;
    let ahead = i64::try_from(look.whole("days")).ok().and_then(|d| d.checked_mul(86_400));
    let horizon = ahead.and_then(|s| f.at.checked_add(SignedDuration::from_secs(s)).ok());
    let end = f.access.expires(PersonIx::from(person), x, f.at)?;
    horizon.is_none_or(|horizon| end <= horizon).then_some(end)
}

fn report(look: &Look<'_>, wanted: usize, holders: &[usize], lasting: &[usize], what: Vec<Ref>) -> Finding {
    let f = look.facts;
    let deeds: Vec<String> = what.iter().map(|x| words::deed(&x.name)).collect();
    let deeds = words::list(&deeds, 2);
    let row = bits::row_of(
        f.snap.permissions.len(),
        what.iter().filter_map(|x| f.snap.find_permission(&x.id)).map(PermissionIx::index),
    );
    let end_of =
        |person: usize| bits::ones(&row).filter_map(|x| ends(look, person, PermissionIx::from(x))).min();
    let first_end = holders.iter().filter_map(|p| end_of(*p)).min().map(words::day).unwrap_or_default();
    let (severity, title) = match (holders, lasting) {
        ([], _) => (Severity::Critical, format!("Nobody active can {deeds}")),
        ([one], _) => {
            let name = f.person(*one).name;
            (Severity::High, format!("Only 1 active person can {deeds}: {name}"))
        }
        (some, lasting) if some.len() < wanted && lasting.len() == some.len() => {
            (Severity::Medium, format!("Only {} active people can {deeds}", some.len()))
        }
        (some, []) => {
            let title =
                format!("All {} people who can {deeds} lose it soon, the first on {first_end}", some.len());
            (Severity::High, title)
        }
        (some, lasting) => {
            let left = lasting.len();
            (Severity::Medium, format!("{} people can {deeds}, but only {left} of them for long", some.len()))
        }
    };
    let people = (holders.iter()).map(|p| {
        let signed_in = f.snap.people.get(*p).and_then(|x| x.last_sign_in);
        let mut value = end_of(*p).map_or("for good".to_owned(), |end| format!("until {}", words::day(end)));
        if let Some(then) = signed_in {
            value = format!("{value}; last sign-in {}", words::ago(then, f.at));
        }
        seen(f.person(*p), value)
    });
    let cause: Vec<&str> = what.iter().map(|x| x.id.as_str()).collect();
    look.finding(&cause, severity, title)
        .about_all(f, RefKind::Person, holders.iter().copied())
        .about(what.clone())
        .saw("active holders", format!("{} of at least {wanted}", holders.len()), what.clone())
        .saw_each("holders", people)
        .fix(spare(look, &row))
}

/// The least role that gives all of it, for one more person.
fn spare(look: &Look<'_>, row: &[u64]) -> Option<Fix> {
    let f = look.facts;
    let adds = f.highest(row)?;
    let fitting = (0..f.snap.roles.len())
        .map(|r| (r, f.reach.role.row(r)))
        .filter(|(_, gives)| bits::within(row, gives))
        .min_by_key(|(r, gives)| (bits::count(gives), *r));
    let (text, adds) = match fitting {
        Some((role, gives)) => {
            let name = f.role(role).name;
            let text = format!("choose a second person and give them the role {name}, without an end");
            (text, f.highest(&gives).unwrap_or(adds))
        }
        None => ("choose a second person and give them these permissions, without an end".to_owned(), adds),
    };
    let summary = "Makes one more person able to repair access".to_owned();
    Some(Fix { summary, steps: vec![FixStep::Advise { text }], adds: Some(adds), gains: 1 })
}
