//! Missing prerequisites: permissions that cannot work for those who hold them.

use super::look::{Build, LINES, Look, Looked, STEPS, seen, without_gain};
use super::{Check, bits, words};
use crate::{CellState, Subject};
use std::collections::{BTreeMap, BTreeSet};
use steward_model::{
    Consequence, Effect, Evidence, Finding, Fix, FixStep, Holder, ObjectIx, PermissionIx, PersonIx, Ref,
    RefKind, Scope, Severity,
};

pub(super) const CHECK: Check = Check {
    id: "missing-prerequisite",
    title: "Missing prerequisite",
    why: "A permission that needs another one fails in people's hands, and what they ask for then is often far \
          more than the one that is missing.",
    reference: "NIST SP 800-53 AC-3, AC-6",
    severity: Severity::Medium,
    numbers: &[("people", 1.0)],
    run,
};

/// Where the permission comes from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cause {
    Role(usize),
    Group(usize),
    Direct,
}

/// What one cause gives of one permission.
#[derive(Default)]
struct Given {
    people: Vec<usize>,
    everything: bool,
    objects: Vec<ObjectIx>,
}

/// What a permission needs: where it stands in the tenant, none when the tenant does not know it.
type Needs = Vec<(Option<usize>, Ref)>;

/// What one person lacks of what is needed.
struct Hit {
    person: usize,
    /// Missing altogether, a bit for each need.
    whole: u64,
    /// Missing on some objects.
    parts: Vec<(usize, Vec<ObjectIx>)>,
}

impl Hit {
    fn lacks(&self, need: usize) -> bool {
        self.whole >> need & 1 == 1 || self.parts.iter().any(|(n, _)| *n == need)
    }
}

fn run(look: &Look<'_>) -> Looked {
    let f = look.facts;
    let mut findings = Vec::new();
    for ((cause, x), given) in causes(look) {
        let needs = needs(look, x);
        let members: Vec<usize> = match cause {
            Cause::Role(r) => f.role_members(r).iter().map(|p| *p as usize).collect(),
            Cause::Group(g) => f.group_members(g).iter().map(|p| *p as usize).collect(),
            Cause::Direct => given.people.iter().copied().filter(|p| f.is_active(*p)).collect(),
        };
        let people = members.into_iter().filter(|p| !look.spares_person(*p));
        let hit: Vec<Hit> = people.filter_map(|person| hit(look, person, x, &needs, &given)).collect();
        if !hit.is_empty() && hit.len() >= look.whole("people") {
            findings.push(report(look, cause, x, &given, &hit, &needs));
        }
    }
    Looked::Found(findings)
}

/// Every grant of a permission that needs another one, by who gives it.
fn causes(look: &Look<'_>) -> BTreeMap<(Cause, usize), Given> {
    let f = look.facts;
    let mut causes: BTreeMap<(Cause, usize), Given> = BTreeMap::new();
    for grant in f.grants().filter(|g| g.effect == Effect::Permit) {
        let x = grant.permission.index();
        let meaning = f.access.meaning(grant.permission);
        if (meaning.prerequisites.is_empty() && meaning.absent_prerequisites.is_empty())
            || f.snap.permissions.get(x).is_none_or(|x| look.spares(&x.id))
        {
            continue;
        }
        let (cause, person) = match grant.to {
            Holder::Role(r) if !look.spares_role(r.index()) => (Cause::Role(r.index()), None),
            Holder::Group(g) if f.snap.group(g).is_some_and(|g| !look.spares(&g.id)) => {
                (Cause::Group(g.index()), None)
            }
            Holder::Person(p) => (Cause::Direct, Some(p.index())),
            _ => continue,
        };
        let given = causes.entry((cause, x)).or_default();
        if person.is_some() && given.people.last() != person.as_ref() {
            given.people.extend(person);
        }
        match &grant.scope {
            Scope::Everything => given.everything = true,
            Scope::Objects(list) => given.objects.extend(list),
        }
    }
    for given in causes.values_mut() {
        given.people.sort_unstable();
        given.people.dedup();
    }
    causes
}

/// What a permission needs; of more than 64 the first 64.
fn needs(look: &Look<'_>, x: usize) -> Needs {
    let f = look.facts;
    let meaning = f.access.meaning(PermissionIx::from(x));
    let known = meaning.prerequisites.iter().map(|need| (Some(need.index()), f.permission(need.index())));
    let absent = meaning.absent_prerequisites.iter().map(|id| {
        let def = f.catalogue.permissions.iter().find(|d| d.id == *id);
        let name = def.map_or(id, |d| &d.name).clone();
        (None, Ref { kind: RefKind::Permission, id: id.clone(), name })
    });
    known.chain(absent).take(64).collect()
}

/// What a person lacks to use a permission that he holds, as far as one cause gives it.
fn hit(look: &Look<'_>, person: usize, x: usize, needs: &Needs, given: &Given) -> Option<Hit> {
    let f = look.facts;
    let row = f.row(person);
    if !bits::has(row, x) {
        return None;
    }
    let (mut whole, mut unsure) = (0, false);
    for (at, (need, _)) in needs.iter().enumerate() {
        match need {
            Some(need) if bits::has(row, *need) => {
                unsure |= bits::has(&f.reach.limited, *need) && !f.everywhere(person, *need);
            }
            _ => whole |= 1 << at,
        }
    }
    let mut parts = Vec::new();
    if unsure {
        let subject = Subject::Person(PersonIx::from(person));
        for found in
            f.access.prerequisites(subject, PermissionIx::from(x), f.at).into_iter().filter(|p| !p.held)
        {
            let at = needs.iter().position(|(need, _)| *need == Some(found.permission.index()));
            let Some(at) = at.filter(|at| whole >> at & 1 == 0) else { continue };
            let here = given.everything || found.missing_on.iter().any(|o| given.objects.contains(o));
            if found.missing_on.is_empty() {
                whole |= 1 << at;
            } else if here {
                parts.push((at, found.missing_on));
            }
        }
    }
    (whole != 0 || !parts.is_empty()).then_some(Hit { person, whole, parts })
}

/// One cause, with everybody it leaves without something.
struct Gap<'a> {
    cause: Cause,
    x: usize,
    given: &'a Given,
    /// The role or group; none when the permission is granted to people.
    holder: Option<Ref>,
    hit: &'a [Hit],
    /// What somebody lacks, with its position among the needs.
    needs: Vec<(usize, Option<usize>, Ref)>,
}

fn report(look: &Look<'_>, cause: Cause, x: usize, given: &Given, hit: &[Hit], needs: &Needs) -> Finding {
    let f = look.facts;
    let holder = match cause {
        Cause::Role(r) => Some(f.role(r)),
        Cause::Group(g) => Some(f.group(g)),
        Cause::Direct => None,
    };
    let lacking = (needs.iter().enumerate())
        .filter(|(at, _)| hit.iter().any(|hit| hit.lacks(*at)))
        .map(|(at, (need, named))| (at, *need, named.clone()))
        .collect();
    let gap = Gap { cause, x, given, holder, hit, needs: lacking };
    let (kind, id) = match (&gap.holder, cause) {
        (Some(holder), Cause::Role(_)) => ("role", holder.id.as_str()),
        (Some(holder), _) => ("group", holder.id.as_str()),
        (None, _) => ("person", ""),
    };
    let give = grant(look, &gap);
    let take = revoke(look, &gap);
    let dear = give.as_ref().and_then(|fix| fix.adds).is_some_and(Consequence::is_high);
    let (first, second) = if dear { (Some(take), give) } else { (give, Some(take)) };
    let people = hit.iter().map(|hit| {
        let names: Vec<&str> =
            gap.needs.iter().filter(|(at, ..)| hit.lacks(*at)).map(|(.., need)| need.name.as_str()).collect();
        seen(f.person(hit.person), format!("lacks {}", words::list(&names, 3)))
    });
    look.finding(&[kind, id, &f.permission(x).id], Severity::Medium, title(look, &gap))
        .about(gap.holder.clone())
        .about([f.permission(x)])
        .about(gap.needs.iter().map(|(.., need)| need.clone()))
        .about_all(f, RefKind::Person, hit.iter().map(|hit| hit.person))
        .saw_each("needs", gap.needs.iter().map(|(at, _, need)| needed(look, &gap, *at, need)))
        .saw_each("people", people)
        .fix(first)
        .fix(second)
}

fn title(look: &Look<'_>, gap: &Gap<'_>) -> String {
    let f = look.facts;
    let n = gap.hit.len();
    let who = match (&gap.holder, gap.hit) {
        (Some(role), _) if matches!(gap.cause, Cause::Role(_)) => words::holders(n, &role.name),
        (Some(group), _) => format!("{} in {}", words::many(n, "person", "people"), group.name),
        (None, [one]) => f.person(one.person).name,
        (None, _) => words::many(n, "person", "people"),
    };
    let deeds: Vec<String> = gap.needs.iter().map(|(.., need)| words::deed(&need.name)).collect();
    let partly = gap.hit.iter().all(|hit| hit.whole == 0);
    format!(
        "{who} {} {} but cannot {}{}",
        words::verb(n, "holds", "hold"),
        f.name_of(gap.x),
        words::list(&deeds, 2),
        if partly { " on all of the same objects" } else { "" },
    )
}

fn needed(look: &Look<'_>, gap: &Gap<'_>, need: usize, named: &Ref) -> Evidence {
    let f = look.facts;
    let without = gap.hit.iter().filter(|hit| hit.lacks(need)).count();
    let parts = gap.hit.iter().flat_map(|hit| &hit.parts).filter(|(at, _)| *at == need);
    let on: BTreeSet<ObjectIx> = parts.flat_map(|(_, on)| on).copied().collect();
    let on: Vec<Ref> = on.into_iter().map(|o| f.object(o.index())).collect();
    let names: Vec<&str> = on.iter().map(|o| o.name.as_str()).collect();
    let place = if names.is_empty() { String::new() } else { format!(" on {}", words::list(&names, 3)) };
    let mut about = vec![named.clone(), f.permission(gap.x)];
    about.extend(on.iter().take(LINES).cloned());
    Evidence {
        label: format!("needs {}", named.name),
        value: format!("missing for {}{place}", words::many(without, "person", "people")),
        about,
    }
}

fn whom(gap: &Gap<'_>) -> String {
    let people = || words::many(gap.hit.len(), "person", "people");
    gap.holder.as_ref().map_or_else(people, |holder| holder.name.clone())
}

/// Whether a deny takes what somebody lacks, so that a grant would not help; looked up for the first few people.
fn denied(look: &Look<'_>, gap: &Gap<'_>) -> bool {
    let f = look.facts;
    gap.hit.iter().take(200).any(|hit| {
        let subject = Subject::Person(PersonIx::from(hit.person));
        let lacking = gap.needs.iter().filter(|(at, ..)| hit.lacks(*at)).filter_map(|(_, need, _)| *need);
        lacking.into_iter().any(|need| {
            bits::has(&f.reach.limited, need)
                && f.access.cell(subject, PermissionIx::from(need), f.at).state == CellState::Denied
        })
    })
}

/// Gives what is missing to whoever gives the permission, on the same objects. None when a deny is in the way.
fn grant(look: &Look<'_>, gap: &Gap<'_>) -> Option<Fix> {
    let f = look.facts;
    if denied(look, gap) {
        return None;
    }
    let objects: Vec<Ref> = match gap.given.everything {
        true => Vec::new(),
        false => gap.given.objects.iter().map(|o| f.object(o.index())).collect(),
    };
    let step = |to: Ref, permission: &Ref| FixStep::Grant {
        to,
        permission: permission.clone(),
        objects: objects.clone(),
    };
    let steps: Vec<FixStep> = match &gap.holder {
        Some(holder) => gap.needs.iter().map(|(.., need)| step(holder.clone(), need)).collect(),
        None => (gap.hit.iter())
            .flat_map(|hit| gap.needs.iter().filter(|(at, ..)| hit.lacks(*at)).map(move |need| (hit, need)))
            .take(STEPS + 1)
            .map(|(hit, (.., need))| step(f.person(hit.person), need))
            .collect(),
    };
    let names: Vec<&str> = gap.needs.iter().map(|(.., need)| need.name.as_str()).collect();
    let summary = format!("Makes it work: gives {} to {}", words::list(&names, 3), whom(gap));
    let steps = if steps.len() > STEPS { vec![FixStep::Advise { text: summary.clone() }] } else { steps };
    let class = |(_, need, named): &(usize, Option<usize>, Ref)| match need {
        Some(need) => Some(f.class(*need)),
        None => f.catalogue.permissions.iter().find(|d| d.id == named.id).map(|d| d.consequence),
    };
    let adds = gap.needs.iter().filter_map(class).max().unwrap_or(Consequence::Correct);
    // people who are left alone gain it too
    let spared = |p: &u32| {
        let person = *p as usize;
        look.spares_person(person)
            && gap.needs.iter().any(|(_, need, _)| need.is_none_or(|need| !bits::has(f.row(person), need)))
    };
    let members = match gap.cause {
        Cause::Role(r) => f.role_members(r),
        Cause::Group(g) => f.group_members(g),
        Cause::Direct => &[],
    };
    let also = if look.spares_some() { members.iter().filter(|p| spared(p)).count() } else { 0 };
    let gains = gap.hit.len() + also;
    Some(Fix { summary, steps, adds: Some(adds), gains: u32::try_from(gains).unwrap_or(u32::MAX) })
}

/// Takes away what cannot be used.
fn revoke(look: &Look<'_>, gap: &Gap<'_>) -> Fix {
    let f = look.facts;
    let from: Vec<Ref> = match &gap.holder {
        Some(holder) => vec![holder.clone()],
        None => gap.hit.iter().take(STEPS + 1).map(|hit| f.person(hit.person)).collect(),
    };
    let steps =
        from.into_iter().map(|from| FixStep::Revoke { from, permission: f.permission(gap.x) }).collect();
    without_gain(format!("Takes {} from {}, where it cannot be used", f.name_of(gap.x), whom(gap)), steps)
}
