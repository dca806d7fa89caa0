//! Through which of a person's own edges something comes, and what it costs to cut them.

use super::bits;
use super::facts::Facts;
use super::look::without_gain;
use super::words;
use steward_model::{Effect, Fix, FixStep};

/// The smallest cut that takes every permission of `what` from these people, and how many other permissions they
/// lose by it, summed up. Rights of owners of objects are not cut.
pub(super) fn cut(facts: &Facts<'_>, people: &[usize], what: &[u64]) -> (Vec<FixStep>, usize) {
    let (mut steps, mut besides) = (Vec::new(), 0);
    for person in people {
        let mut left = bits::row_of(facts.snap.permissions.len(), []);
        for role in facts.reach.assigned.of(*person) {
            let gives = facts.reach.role.permits(*role as usize);
            if bits::meets(gives, what) {
                steps.push(FixStep::Unassign {
                    from: facts.person(*person),
                    role: facts.role(*role as usize),
                });
            } else {
                bits::or(&mut left, gives);
            }
        }
        for group in facts.reach.joined.of(*person) {
            let gives = facts.reach.group.permits(*group as usize);
            if bits::meets(gives, what) {
                steps.push(FixStep::Leave {
                    person: facts.person(*person),
                    group: facts.group(*group as usize),
                });
            } else {
                bits::or(&mut left, gives);
            }
        }
        for grant in
            facts.reach.granted.of(*person).iter().filter_map(|at| facts.snap.grants.get(*at as usize))
        {
            let permission = grant.permission.index();
            if grant.effect == Effect::Permit && bits::has(what, permission) {
                let step =
                    FixStep::Revoke { from: facts.person(*person), permission: facts.permission(permission) };
                if !steps.contains(&step) {
                    steps.push(step);
                }
            } else if grant.effect == Effect::Permit {
                bits::set(&mut left, permission);
            }
        }
        let mut lost = bits::minus(facts.row(*person), &left);
        bits::take(&mut lost, what);
        besides += bits::count(&lost);
    }
    (steps, besides)
}

/// How many people a cut is worked out for; more of them need a change of role or group, not of each person.
const PEOPLE: usize = 40;

/// A way to take `what` from these people, with what else they lose.
pub(super) fn taking(facts: &Facts<'_>, people: &[usize], what: &[u64], named: &str) -> Option<(Fix, usize)> {
    if people.is_empty() || people.len() > PEOPLE {
        return None;
    }
    let (steps, besides) = cut(facts, people, what);
    if steps.is_empty() {
        return None;
    }
    let who = match people {
        [one] => facts.person(*one).name,
        _ => words::many(people.len(), "person", "people"),
    };
    let cost = match besides {
        0 => "nothing else is lost".to_owned(),
        n => format!("{} more {} lost", words::some(n, "permission"), words::verb(n, "is", "are")),
    };
    Some((without_gain(format!("Takes {named} from {who}; {cost}"), steps), besides))
}
