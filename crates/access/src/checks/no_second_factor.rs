//! No second factor on consequential access: a guessed password is enough.

use super::look::{Build, Look, Looked, advice, seen};
use super::{Check, bits, words};
use steward_model::{Consequence, RefKind, Severity};

pub(super) const CHECK: Check = Check {
    id: "no-second-factor",
    title: "No second factor on consequential access",
    why: "Where a password is all that stands before exports, policy or deletion, one guessed or stolen password \
          is enough.",
    reference: "NIST SP 800-53 IA-2(1)",
    severity: Severity::High,
    numbers: &[("class", 3.0)],
    run,
};

fn run(look: &Look<'_>) -> Looked {
    let f = look.facts;
    if !f.snap.people.is_empty() && f.snap.people.iter().all(|p| p.mfa.is_none()) {
        return Looked::Skipped("the tenant does not report second factors for anybody".to_owned());
    }
    let watched = bits::minus(&f.at_least(look.class("class")), &look.spared_permissions());
    let mut by_class: [Vec<usize>; 6] = Default::default();
    for person in look.people() {
        if f.snap.people.get(person).is_some_and(|p| p.mfa == Some(false)) {
            let held = bits::and(f.row(person), &watched);
            if let Some(list) = f.highest(&held).and_then(|class| by_class.get_mut(class as usize)) {
                list.push(person);
            }
        }
    }
    let found = Consequence::ALL.into_iter().zip(by_class).filter(|(_, people)| !people.is_empty());
    let findings = found.map(|(class, people)| {
        let n = people.len();
        let title = match people.as_slice() {
            [one] => format!("{} holds {class} permissions without a second factor", f.person(*one).name),
            _ => format!(
                "{} hold {class} permissions without a second factor",
                words::many(n, "person", "people")
            ),
        };
        let evidence = (people.iter()).map(|p| {
            let names = f.worst_first(&bits::and(f.row(*p), &watched));
            let names: Vec<&str> = names.into_iter().map(|x| f.name_of(x)).collect();
            seen(f.person(*p), words::list(&names, 2))
        });
        let names: Vec<String> = people.iter().map(|p| f.person(*p).name).collect();
        look.finding(&[class.word()], Severity::High, title)
            .about_all(f, RefKind::Person, people.iter().copied())
            .saw_each("people", evidence)
            .fix(advice(
                "Closes the gap without taking anything away",
                format!("have {} enrol a second factor, or require it at sign-in", words::list(&names, 5)),
            ))
    });
    Looked::Found(findings.collect())
}
