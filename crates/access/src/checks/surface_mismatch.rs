//! The same deed on several surfaces, held on some of them only.

use super::look::{Build, Look, Looked, seen};
use super::{Check, bits, words};
use std::collections::BTreeMap;
use steward_model::{Evidence, Finding, Fix, FixStep, RefKind, Severity};

pub(super) const CHECK: Check = Check {
    id: "surface-mismatch",
    title: "Different access on different surfaces",
    why: "Who can do a thing through one door and not through another has either power by accident or a job that \
          half works.",
    reference: "NIST SP 800-53 AC-3",
    severity: Severity::Medium,
    numbers: &[("people", 1.0)],
    run,
};

/// Surface → its permissions for one deed.
type Surfaces<'a> = BTreeMap<&'a str, Vec<u64>>;

fn run(look: &Look<'_>) -> Looked {
    let f = look.facts;
    let n = f.snap.permissions.len();
    let mut deeds: BTreeMap<&str, Surfaces<'_>> = BTreeMap::new();
    for def in &f.catalogue.permissions {
        if let (Some(deed), Some(surface)) = (&def.capability, &def.surface)
            && let Some(x) = f.snap.find_permission(&def.id)
            && !look.spares(&def.id)
        {
            let row = deeds.entry(deed).or_default().entry(surface).or_insert_with(|| bits::row_of(n, []));
            bits::set(row, x.index());
        }
    }
    let several = deeds.into_iter().filter(|(deed, surfaces)| surfaces.len() > 1 && !look.spares(deed));
    Looked::Found(several.filter_map(|(deed, surfaces)| mismatch(look, deed, &surfaces)).collect())
}

fn mismatch(look: &Look<'_>, deed: &str, surfaces: &Surfaces<'_>) -> Option<Finding> {
    let f = look.facts;
    let pattern =
        |row: &[u64]| -> Vec<bool> { surfaces.values().map(|mask| bits::meets(row, mask)).collect() };
    let partly = |held: &Vec<bool>| held.contains(&true) && held.contains(&false);
    let mut patterns: BTreeMap<Vec<bool>, Vec<usize>> = BTreeMap::new();
    for person in look.people() {
        let held = pattern(f.row(person));
        if partly(&held) {
            patterns.entry(held).or_default().push(person);
        }
    }
    let people: Vec<usize> = patterns.values().flatten().copied().collect();
    if people.is_empty() || people.len() < look.whole("people") {
        return None;
    }
    let named = |held: &[bool], wanted: bool| -> String {
        let names: Vec<&str> =
            surfaces.keys().zip(held).filter(|(_, h)| **h == wanted).map(|(s, _)| *s).collect();
        words::list(&names, 4)
    };
    let mut worst: Vec<(&Vec<bool>, &Vec<usize>)> = patterns.iter().collect();
    worst.sort_by_key(|(_, people)| std::cmp::Reverse(people.len()));
    let (most, _) = worst.first()?;
    let who = match people.as_slice() {
        [one] => f.person(*one).name,
        all => words::many(all.len(), "person", "people"),
    };
    let title = match worst.len() {
        1 => format!("{who} can do “{deed}” on {} but not on {}", named(most, true), named(most, false)),
        _ => format!("{who} can do “{deed}” on some of {} surfaces only", surfaces.len()),
    };
    let counted = worst.iter().map(|(held, people)| Evidence {
        label: words::many(people.len(), "person", "people"),
        value: format!("on {}, not on {}", named(held, true), named(held, false)),
        about: people.iter().take(super::look::LINES).map(|p| f.person(*p)).collect(),
    });
    let causes: Vec<usize> = (0..f.snap.roles.len())
        .filter(|r| !f.role_members(*r).is_empty() && partly(&pattern(&f.reach.role.row(*r))))
        .collect();
    let roles = causes.iter().map(|r| {
        let held = pattern(&f.reach.role.row(*r));
        seen(f.role(*r), format!("gives it on {}, not on {}", named(&held, true), named(&held, false)))
    });
    let all = surfaces.values().fold(bits::row_of(f.snap.permissions.len(), []), |mut all, mask| {
        bits::or(&mut all, mask);
        all
    });
    Some(
        look.finding(&[deed], Severity::Medium, title)
            .about_all(f, RefKind::Permission, f.worst_first(&all))
            .about_all(f, RefKind::Person, people.iter().copied())
            .saw_each("surfaces", counted)
            .saw_each("roles", roles)
            .fix(even_out(look, deed, surfaces, &causes)),
    )
}

/// Gives the roles that have it somewhere the rest, with the price.
fn even_out(look: &Look<'_>, deed: &str, surfaces: &Surfaces<'_>, roles: &[usize]) -> Option<Fix> {
    let f = look.facts;
    let mut steps = Vec::new();
    let mut gained = bits::row_of(f.snap.permissions.len(), []);
    let mut people = std::collections::BTreeSet::new();
    for role in roles {
        let row = f.reach.role.row(*role);
        for mask in surfaces.values().filter(|mask| !bits::meets(&row, mask)) {
            bits::or(&mut gained, mask);
            steps.extend(bits::ones(mask).map(|x| FixStep::Grant {
                to: f.role(*role),
                permission: f.permission(x),
                objects: Vec::new(),
            }));
            people.extend(
                f.role_members(*role).iter().filter(|p| !bits::within(mask, f.row(**p as usize))).copied(),
            );
        }
    }
    (!steps.is_empty() && steps.len() <= super::look::STEPS).then(|| Fix {
        summary: format!(
            "Whoever can do “{deed}” somewhere can do it everywhere; or take it from the roles instead"
        ),
        steps,
        adds: if people.is_empty() { None } else { f.highest(&gained) },
        gains: u32::try_from(people.len()).unwrap_or(u32::MAX),
    })
}
