//! Unused licences: seats paid for people who are not there.

use super::look::{Build, Look, Looked, advice, seen};
use super::{Check, words};
use jiff::Timestamp;
use std::collections::BTreeMap;
use steward_model::{LicenceIx, RefKind, Severity};

pub(super) const CHECK: Check = Check {
    id: "unused-licence",
    title: "Licence assigned and unused",
    why: "A seat that nobody uses is paid for, and is often the last trace of an account that should be gone.",
    reference: "NIST SP 800-53 CM-10",
    severity: Severity::Low,
    numbers: &[("days", 60.0)],
    run,
};

/// Why a seat is unused.
enum Idle {
    Deactivated,
    Since(Timestamp),
    Never,
}

fn run(look: &Look<'_>) -> Looked {
    let f = look.facts;
    if f.snap.seats.is_empty() && f.snap.licences.is_empty() {
        return Looked::Skipped("the tenant does not report licences".to_owned());
    }
    let mut used: Vec<Option<Timestamp>> = f.snap.people.iter().map(|p| p.last_sign_in).collect();
    for a in f.snap.activity.iter().flatten() {
        if let Some(last) = used.get_mut(a.person.index()) {
            *last = (*last).max(Some(a.last_used));
        }
    }
    let reported = used.iter().any(Option::is_some);
    let days = look.number("days");
    let mut idle: BTreeMap<LicenceIx, Vec<(usize, Idle)>> = BTreeMap::new();
    for seat in &f.snap.seats {
        let at = seat.person.index();
        let Some(person) = f.snap.people.get(at) else { continue };
        if look.spares(&person.id) || f.snap.licence(seat.licence).is_some_and(|l| look.spares(&l.id)) {
            continue;
        }
        let why = match used.get(at).copied().flatten() {
            _ if !person.active => Idle::Deactivated,
            Some(last) if words::older(last, f.at, days) => Idle::Since(last),
            None if reported && person.created.is_some_and(|c| words::older(c, f.at, days)) => Idle::Never,
            _ => continue,
        };
        idle.entry(seat.licence).or_default().push((at, why));
    }
    let findings = idle.into_iter().map(|(licence, mut people)| {
        people.sort_by_key(|(at, why)| match why {
            Idle::Deactivated => (0, None, *at),
            Idle::Never => (1, None, *at),
            Idle::Since(last) => (2, Some(*last), *at),
        });
        let me = f.licence(licence.index());
        let n = people.len();
        let off = people.iter().filter(|(_, why)| matches!(why, Idle::Deactivated)).count();
        let seats = f.snap.seats.iter().filter(|s| s.licence == licence).count();
        let bought = f.snap.licence(licence).and_then(|l| l.seats);
        let title = format!(
            "{} of {} {} to people who are gone or have not signed in for {}",
            words::number(n),
            words::many(seats, &format!("{} seat", me.name), &format!("{} seats", me.name)),
            words::verb(n, "belongs", "belong"),
            words::some(look.whole("days"), "day"),
        );
        let lines = (people.iter()).map(|(p, why)| {
            let value = match why {
                Idle::Deactivated => "deactivated".to_owned(),
                Idle::Never => "never signed in".to_owned(),
                Idle::Since(last) => format!("last seen {}", words::ago(*last, f.at)),
            };
            seen(f.person(*p), value)
        });
        let names: Vec<String> = people.iter().map(|(p, _)| f.person(*p).name).collect();
        let mut finding = look
            .finding(&[&me.id], Severity::Low, title)
            .about([me.clone()])
            .about_all(f, RefKind::Person, people.iter().map(|(p, _)| *p))
            .saw("deactivated", words::many(off, "person", "people"), Vec::new());
        if let Some(bought) = bought {
            finding = finding.saw(
                "seats",
                format!("{} assigned of {} bought", words::number(seats), words::number(bought as usize)),
                vec![me.clone()],
            );
        }
        finding.saw_each("people", lines).fix(advice(
            format!("Frees {}", words::some(n, "seat")),
            format!("take {} from {}", me.name, words::list(&names, 5)),
        ))
    });
    Looked::Found(findings.collect())
}
