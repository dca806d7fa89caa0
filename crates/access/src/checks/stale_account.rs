//! Stale accounts: access that nobody has come back for.

use super::look::{Build, Look, Looked, seen};
use super::{Check, bits, routes, words};
use steward_model::{Consequence, Person, RefKind, Severity};

pub(super) const CHECK: Check = Check {
    id: "stale-account",
    title: "Stale account with access",
    why: "An account that nobody uses is not missed when somebody else uses it.",
    reference: "NIST SP 800-53 AC-2(3)",
    severity: Severity::Medium,
    numbers: &[("days", 60.0), ("class", 2.0)],
    run,
};

fn run(look: &Look<'_>) -> Looked {
    let f = look.facts;
    if !f.snap.people.is_empty() && f.snap.people.iter().all(|p| p.last_sign_in.is_none()) {
        return Looked::Skipped("the tenant does not report sign-ins for anybody".to_owned());
    }
    let days = look.number("days");
    let stale = |p: &Person| match (p.last_sign_in, p.created) {
        (Some(then), _) => words::older(then, f.at, days),
        (None, Some(created)) => words::older(created, f.at, days),
        (None, None) => false,
    };
    let watched = bits::minus(&f.at_least(look.class("class")), &look.spared_permissions());
    let mut by_class: [Vec<usize>; 6] = Default::default();
    for person in look.people().filter(|at| f.snap.people.get(*at).is_some_and(stale)) {
        let held = bits::and(f.row(person), &watched);
        if let Some(list) = f.highest(&held).and_then(|class| by_class.get_mut(class as usize)) {
            list.push(person);
        }
    }
    let found = Consequence::ALL.into_iter().zip(by_class).filter(|(_, people)| !people.is_empty());
    let findings = found.map(|(class, mut people)| {
        let seen_at = |at: &usize| f.snap.people.get(*at).and_then(|p| p.last_sign_in);
        people.sort_by_key(|p| (seen_at(p), *p));
        let n = people.len();
        let who = match people.as_slice() {
            [one] => f.person(*one).name,
            _ => words::many(n, "person", "people"),
        };
        let title = format!(
            "{who} {} {class} permissions and {} not signed in for {}",
            words::verb(n, "holds", "hold"),
            words::verb(n, "has", "have"),
            words::some(look.whole("days"), "day"),
        );
        let severity = match class {
            Consequence::View | Consequence::Diagnose => Severity::Low,
            Consequence::Correct => Severity::Medium,
            _ => Severity::High,
        };
        let evidence = (people.iter()).map(|p| {
            let person = f.snap.people.get(*p);
            let created = person.and_then(|p| p.created).map(words::day).unwrap_or_default();
            let last = match seen_at(p) {
                Some(then) => format!("last sign-in {}", words::ago(then, f.at)),
                None => format!("never signed in, created {created}"),
            };
            let names = f.worst_first(&bits::and(f.row(*p), &watched));
            let names: Vec<&str> = names.into_iter().map(|x| f.name_of(x)).collect();
            seen(f.person(*p), format!("{last}; {}", words::list(&names, 2)))
        });
        let all = people.iter().fold(bits::row_of(f.snap.permissions.len(), []), |mut all, p| {
            bits::or(&mut all, f.row(*p));
            all
        });
        look.finding(&[class.word()], severity, title)
            .about_all(f, RefKind::Person, people.iter().copied())
            .saw_each("people", evidence)
            .fix(routes::taking(f, &people, &all, "all access").map(|(fix, _)| fix))
    });
    Looked::Found(findings.collect())
}
