//! Incoherent administrators: roles in which repairing and ruling are one job.

use super::look::{Build, Look, Looked, advice};
use super::{Check, bits, words};
use steward_model::{Consequence, Evidence, Finding, Severity};

pub(super) const CHECK: Check = Check {
    id: "incoherent-administrator",
    title: "Incoherent administrator",
    why: "“Admin” is not one job. A role that repairs things, lifts rules and makes rules hides where support ends \
          and control begins.",
    reference: "NIST SP 800-53 AC-5, AC-6(5)",
    severity: Severity::Medium,
    numbers: &[("classes", 3.0), ("repair", 2.0), ("policy", 2.0)],
    run,
};

/// How many permissions of each class above diagnose a role has.
type Counts = [usize; 4];

const CLASSES: [Consequence; 4] =
    [Consequence::Correct, Consequence::Override, Consequence::Policy, Consequence::Destructive];

fn run(look: &Look<'_>) -> Looked {
    let f = look.facts;
    let spared = look.spared_permissions();
    let counts: Vec<Counts> = (0..f.snap.roles.len())
        .map(|r| {
            let row = bits::minus(&f.reach.role.row(r), &spared);
            CLASSES.map(|class| bits::count_and(&row, f.of_class(class)))
        })
        .collect();
    let incoherent = |c: &Counts| {
        let [repair, _, policy, _] = *c;
        c.iter().filter(|n| **n > 0).count() >= look.whole("classes").max(2)
            || (repair >= look.whole("repair").max(1) && policy >= look.whole("policy").max(1))
    };
    let found = counts.iter().enumerate().filter(|(r, c)| {
        // a role that only repeats an incoherent one it includes is not another cause
        let inherited = f.reach.roles_in.of(*r).iter().any(|q| {
            let inner = *q as usize;
            inner != *r
                && counts.get(inner) == Some(c)
                && !f.reach.roles_in.of(inner).contains(&(u32::try_from(*r).unwrap_or(u32::MAX)))
        });
        incoherent(c) && !inherited && !look.spares_role(*r)
    });
    Looked::Found(found.map(|(role, counts)| report(look, role, counts)).collect())
}

fn report(look: &Look<'_>, role: usize, counts: &Counts) -> Finding {
    let f = look.facts;
    let me = f.role(role);
    let row = f.reach.role.row(role);
    let held: Vec<(Consequence, usize)> =
        CLASSES.into_iter().zip(counts.iter().copied()).filter(|(_, n)| *n > 0).collect();
    let classes: Vec<&str> = held.iter().map(|(class, _)| class.word()).collect();
    let members = f.role_members(role).len();
    let title = format!(
        "{} is {} jobs in one for {}: {}",
        me.name,
        held.len(),
        words::many(members, "person", "people"),
        words::list(&classes, 4)
    );
    let evidence = (held.iter()).map(|(class, n)| {
        let here = bits::and(&row, f.of_class(*class));
        let about = f.worst_first(&here).into_iter().take(6).map(|x| f.permission(x)).collect();
        let value = format!("{}: {}", words::some(*n, "permission"), words::list(&f.names_of(&here), 3));
        Evidence { label: class.word().to_owned(), value, about }
    });
    look.finding(&[&me.id], Severity::Medium, title).about([me.clone()]).saw_each("classes", evidence).fix(
        advice(
            "Makes the boundary between support and control visible",
            format!("split {} into one role for each of: {}", me.name, words::list(&classes, 4)),
        ),
    )
}
