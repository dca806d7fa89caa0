//! Leavers: deactivated accounts whose access would be back at once if they were switched on again.

use super::look::{Build, Look, Looked, seen, without_gain};
use super::{Check, bits, routes, words};
use steward_model::{RefKind, Severity};

pub(super) const CHECK: Check = Check {
    id: "inactive-holder",
    title: "Leaver who still holds grants",
    why: "A deactivated account can do nothing, but whoever switches it on again gets back everything it was left \
          with.",
    reference: "NIST SP 800-53 PS-4, AC-2",
    severity: Severity::Low,
    numbers: &[],
    run,
};

fn run(look: &Look<'_>) -> Looked {
    let f = look.facts;
    let spared = look.spared_permissions();
    let (mut high, mut other) = (Vec::new(), Vec::new());
    for (at, _) in f.snap.people.iter().enumerate().filter(|(at, p)| !p.active && !look.spares_person(*at)) {
        let held = bits::minus(&f.reach.permits(f.snap, at), &spared);
        match f.highest(&held) {
            Some(class) if class.is_high() => high.push((at, held)),
            Some(_) => other.push((at, held)),
            None => {}
        }
    }
    let tiers = [("high", Severity::Medium, high), ("other", Severity::Low, other)];
    let findings =
        tiers.into_iter().filter(|(.., people)| !people.is_empty()).map(|(cause, severity, people)| {
            let n = people.len();
            let who = match people.as_slice() {
                [(one, _)] => format!("{} is deactivated but still holds", f.person(*one).name),
                _ => format!("{} still hold", words::many(n, "deactivated account", "deactivated accounts")),
            };
            let what =
                if cause == "high" { "override, policy or destructive permissions" } else { "permissions" };
            let mut all = bits::row_of(f.snap.permissions.len(), []);
            people.iter().for_each(|(_, held)| bits::or(&mut all, held));
            let evidence = (people.iter()).map(|(p, held)| {
                let value = format!(
                    "{}: {}",
                    words::some(bits::count(held), "permission"),
                    words::list(&f.names_of(held), 2)
                );
                seen(f.person(*p), value)
            });
            let ids: Vec<usize> = people.iter().map(|(p, _)| *p).collect();
            let (steps, _) = routes::cut(f, ids.get(..ids.len().min(200)).unwrap_or_default(), &all);
            look.finding(&[cause], severity, format!("{who} {what}"))
                .about_all(f, RefKind::Person, ids.iter().copied())
                .saw_each("people", evidence)
                .fix(without_gain(
                    "Leaves nothing to come back to; nobody who works here loses anything".into(),
                    steps,
                ))
        });
    Looked::Found(findings.collect())
}
