//! Implicit owners: rights that come from having created something, which no role shows.

use super::look::{Build, Look, Looked, advice, seen};
use super::{Check, bits, words};
use std::collections::{BTreeMap, HashMap};
use steward_model::{Effect, Finding, Holder, ObjectIx, PermissionIx, PersonIx, RefKind, Scope, Severity};

pub(super) const CHECK: Check = Check {
    id: "implicit-owner",
    title: "Implicit owner rights",
    why: "Whoever creates a thing may do more with it than any role says, keeps that when the job changes, and leaves \
          nobody in charge when the account is closed.",
    reference: "NIST SP 800-53 AC-3(4), AC-6",
    severity: Severity::Low,
    numbers: &[("class", 3.0)],
    run,
};

/// Objects of one type that one sort of owner has rights on by owning alone.
#[derive(Default)]
struct Owned {
    objects: Vec<(usize, usize)>,
    rights: Vec<u64>,
}

/// Permits of one permission that are limited to objects: to whom, and on what.
type Limited<'a> = HashMap<usize, Vec<(Holder, &'a [ObjectIx])>>;

fn run(look: &Look<'_>) -> Looked {
    let f = look.facts;
    let mut limited: Limited<'_> = HashMap::new();
    for grant in f.grants().filter(|g| g.effect == Effect::Permit) {
        if let Scope::Objects(list) = &grant.scope {
            limited.entry(grant.permission.index()).or_default().push((grant.to, list));
        }
    }
    let spared = look.spared_permissions();
    let mut by_type: BTreeMap<(&str, bool), Owned> = BTreeMap::new();
    for (at, object) in f.snap.objects.iter().enumerate() {
        let Some(owner) = object.owner else { continue };
        let rights = bits::minus(&f.row_of_ids(f.owner_permissions(&object.kind)), &spared);
        if bits::is_empty(&rights) || look.spares(&object.id) || look.spares_person(owner.index()) {
            continue;
        }
        let active = f.is_active(owner.index());
        let alone =
            if active { by_owning_alone(look, owner, ObjectIx::from(at), &rights, &limited) } else { rights };
        if !bits::is_empty(&alone) {
            let entry = by_type.entry((&object.kind, active)).or_default();
            entry.objects.push((at, owner.index()));
            entry.rights.resize(alone.len(), 0);
            bits::or(&mut entry.rights, &alone);
        }
    }
    Looked::Found(
        by_type.into_iter().map(|((kind, active), owned)| report(look, kind, active, &owned)).collect(),
    )
}

/// The owner's rights on an object that no grant gives him too.
fn by_owning_alone(
    look: &Look<'_>,
    owner: PersonIx,
    object: ObjectIx,
    rights: &[u64],
    limited: &Limited<'_>,
) -> Vec<u64> {
    let f = look.facts;
    let person = owner.index();
    let elsewhere = bits::ones(rights).filter(|x| f.everywhere(person, *x));
    let mut alone = bits::minus(rights, &bits::row_of(f.snap.permissions.len(), elsewhere));
    let others: Vec<usize> = bits::ones(&alone)
        .filter(|x| {
            let granted = limited.get(x).is_some_and(|grants| {
                grants.iter().any(|(to, on)| on.contains(&object) && applies(look, person, to))
            });
            granted || !f.access.decide(owner, PermissionIx::from(*x), Some(object), f.at).allowed()
        })
        .collect();
    bits::take(&mut alone, &bits::row_of(f.snap.permissions.len(), others));
    alone
}

fn applies(look: &Look<'_>, person: usize, to: &Holder) -> bool {
    let reach = &look.facts.reach;
    match to {
        Holder::Person(p) => p.index() == person,
        Holder::Role(r) => bits::has(reach.person_roles.row(person), r.index()),
        Holder::Group(g) => {
            reach.joined.of(person).iter().any(|mine| reach.groups_of.of(*mine as usize).contains(&g.0))
        }
    }
}

fn report(look: &Look<'_>, kind: &str, active: bool, owned: &Owned) -> Finding {
    let f = look.facts;
    let word =
        f.catalogue.object_types.iter().find(|t| t.id == kind).map_or(kind, |t| &t.name).to_lowercase();
    let n = owned.objects.len();
    let things = words::many(n, &word, &format!("{word}s"));
    let mut owners: Vec<usize> = owned.objects.iter().map(|(_, owner)| *owner).collect();
    owners.sort_unstable();
    owners.dedup();
    let rights = f.names_of(&owned.rights);
    let title = if active {
        format!(
            "{things} {} {} by ownership alone: {}",
            words::verb(n, "gives its creator", "give their creators"),
            words::some(rights.len(), "permission"),
            words::list(&rights, 2)
        )
    } else {
        let whose = match owners.as_slice() {
            [one] => f.person(*one).name,
            _ => words::many(owners.len(), "person", "people"),
        };
        format!("{things} {} to {whose}, deactivated", words::verb(n, "belongs", "belong"))
    };
    let high = f.highest(&owned.rights).is_some_and(|class| class >= look.class("class"));
    let severity = if high || !active { Severity::Medium } else { Severity::Low };
    let lines = (owned.objects.iter()).map(|(object, owner)| {
        let mut line = seen(f.object(*object), format!("created by {}", f.person(*owner).name));
        line.about.push(f.person(*owner));
        line
    });
    let about = f.worst_first(&owned.rights).into_iter().take(12).map(|x| f.permission(x)).collect();
    let fix = if active {
        advice(
            "Makes the rights visible",
            format!(
                "give the creators a role with {} on what they created, or hand the {word}s to those who have one",
                words::list(&rights, 2)
            ),
        )
    } else {
        advice("Puts somebody in charge again", format!("hand the {word}s to somebody active"))
    };
    look.finding(&[kind, if active { "active" } else { "inactive" }], severity, title)
        .about_all(f, RefKind::Object, owned.objects.iter().map(|(object, _)| *object))
        .about_all(f, RefKind::Person, owners.iter().copied())
        .saw("owners may", words::list(&rights, 6), about)
        .saw_each("objects", lines)
        .fix(fix)
}
