//! Cycles: groups in themselves, roles that include themselves.

use super::look::{Build, Look, Looked, advice, seen};
use super::{Check, words};
use steward_model::{Ref, RefKind, Severity};

pub(super) const CHECK: Check = Check {
    id: "cycle",
    title: "Group or role inside itself",
    why: "Where groups or roles contain each other in a circle, whoever is in one has what all of them give, and no \
          two products read it the same way.",
    reference: "NIST SP 800-53 AC-2, INCITS 359",
    severity: Severity::Medium,
    numbers: &[],
    run,
};

fn run(look: &Look<'_>) -> Looked {
    let f = look.facts;
    let findings = f.access.cycles().iter().filter_map(|cycle| {
        let groups = cycle.kind == RefKind::Group;
        let refer = |at: &u32| if groups { f.group(*at as usize) } else { f.role(*at as usize) };
        let members: Vec<Ref> = cycle.members.iter().map(refer).collect();
        if members.iter().any(|m| look.spares(&m.id)) {
            return None;
        }
        let names: Vec<&str> = members.iter().map(|m| m.name.as_str()).collect();
        let n = members.len();
        let title = match (groups, names.as_slice()) {
            (true, [one]) => format!("Group {one} is a member of itself"),
            (false, [one]) => format!("Role {one} includes itself"),
            (true, _) => format!("{n} groups are members of each other: {}", words::list(&names, 4)),
            (false, _) => format!("{n} roles include each other: {}", words::list(&names, 4)),
        };
        let mut ids: Vec<&str> = members.iter().map(|m| m.id.as_str()).collect();
        ids.sort_unstable();
        ids.insert(0, if groups { "group" } else { "role" });
        let lines = (cycle.members.iter()).map(|at| {
            let held = if groups { f.group_members(*at as usize) } else { f.role_members(*at as usize) };
            seen(refer(at), format!("reaches {}", words::many(held.len(), "active person", "active people")))
        });
        let what = if groups {
            "take one of them out of the next"
        } else {
            "let one of them no longer include the next"
        };
        Some(
            look.finding(&ids, Severity::Medium, title)
                .about(members.clone())
                .saw_each("members", lines)
                .fix(advice("Makes clear what contains what", what)),
        )
    });
    Looked::Found(findings.collect())
}
