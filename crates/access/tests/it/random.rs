//! Random small tenants that have everything: nesting, cycles, scopes, windows, inclusion, denies, owners, deactivated
//! people, and ids that are hard to write.

use crate::support::time;
use jiff::Timestamp;
use std::sync::Arc;
use steward_access::Access;
use steward_model::{
    AssignmentDoc, Catalogue, Consequence, GrantDoc, GroupDoc, InclusionDoc, MembershipDoc, ObjectDoc,
    ObjectType, PermissionDef, PermissionDoc, PersonDoc, RoleDoc, SnapshotBuilder, TenantInfo,
};

/// SplitMix64 (Steele, Lea and Flood 2014): small, and the same on every machine.
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        x ^ (x >> 31)
    }

    /// Below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n.max(1) as u64).expect("small")
    }

    /// One time in `n`.
    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// Moments between which windows begin and end.
pub fn moments() -> Vec<Timestamp> {
    (1..=5).map(|month| time(&format!("2026-0{month}-01T00:00:00Z"))).collect()
}

/// An id that is unique by its number and sometimes hard to write.
fn id(dice: &mut Dice, kind: &str, number: usize) -> String {
    let odd = [
        "",
        "",
        "",
        "\"",
        "\\",
        "\u{2028}",
        "%00",
        " ",
        "é",
        "漢",
        "\u{200b}",
        "'",
        "${x}",
        "\u{1f512}",
        "*",
        "?x",
    ];
    format!("{kind}{number}{}", odd[dice.below(odd.len())])
}

fn window(dice: &mut Dice) -> (Option<Timestamp>, Option<Timestamp>) {
    let moments = moments();
    let from = dice.below(moments.len());
    let to = from + 1 + dice.below(moments.len() - from);
    match dice.below(8) {
        0 => (Some(moments[from]), None),
        1 => (None, Some(moments[from])),
        2 => (Some(moments[from]), moments.get(to).copied()),
        _ => (None, None),
    }
}

/// A tenant of a seed. The same seed gives the same tenant.
pub fn tenant(seed: u64) -> Access {
    let dice = &mut Dice(seed);
    let mut ids = |kind: &str, most: usize| -> Vec<String> {
        let count = 1 + dice.below(most);
        (0..count).map(|number| id(dice, kind, number)).collect()
    };
    let (people, groups, roles) = (ids("p", 5), ids("g", 6), ids("r", 5));
    let (permissions, objects) = (ids("x", 5), ids("o", 4));
    let mut builder =
        SnapshotBuilder::new(TenantInfo { name: "Random \"tenant\"".into(), ..TenantInfo::default() });
    let pick = |dice: &mut Dice, list: &[String]| list[dice.below(list.len())].clone();

    for id in &people {
        builder.person(PersonDoc { id: id.clone(), active: !dice.one_in(8), ..PersonDoc::default() }, 0);
    }
    for id in &groups {
        builder.group(GroupDoc { id: id.clone(), ..GroupDoc::default() }, 0);
    }
    for id in &roles {
        builder.role(RoleDoc { id: id.clone(), ..RoleDoc::default() }, 0);
    }
    for id in &permissions {
        builder.permission(PermissionDoc { id: id.clone(), ..PermissionDoc::default() }, 0);
    }
    for id in &objects {
        let owner = dice.one_in(3).then(|| pick(dice, &people));
        let kind = ["datastore", "agent", "un\"known"][dice.below(3)].to_owned();
        builder.object(ObjectDoc { id: id.clone(), kind, owner, ..ObjectDoc::default() }, 0);
    }
    for _ in 0..dice.below(people.len() * 2 + 1) {
        let (since, until) = window(dice);
        let (group, person) = (pick(dice, &groups), Some(pick(dice, &people)));
        builder.membership(MembershipDoc { group, person, since, until, ..MembershipDoc::default() }, 0);
    }
    for _ in 0..dice.below(groups.len() * 2) {
        let (since, until) = window(dice);
        let (group, member) = (pick(dice, &groups), Some(pick(dice, &groups)));
        builder.membership(MembershipDoc { group, member, since, until, ..MembershipDoc::default() }, 0);
    }
    for _ in 0..dice.below(roles.len() * 2) {
        builder.inclusion(InclusionDoc { role: pick(dice, &roles), includes: pick(dice, &roles) }, 0);
    }
    for _ in 0..dice.below(groups.len() + people.len()) {
        let (since, until) = window(dice);
        let (person, group) = if dice.one_in(3) {
            (Some(pick(dice, &people)), None)
        } else {
            (None, Some(pick(dice, &groups)))
        };
        let role = pick(dice, &roles);
        builder
            .assignment(AssignmentDoc { role, person, group, since, until, ..AssignmentDoc::default() }, 0);
    }
    for _ in 0..dice.below(roles.len() * 2 + 4) {
        let (since, until) = window(dice);
        let (mut role, mut group, mut person) = (None, None, None);
        match dice.below(6) {
            0 => person = Some(pick(dice, &people)),
            1 => group = Some(pick(dice, &groups)),
            _ => role = Some(pick(dice, &roles)),
        }
        let scope = (0..=dice.below(2)).map(|_| pick(dice, &objects)).collect();
        let objects = dice.one_in(3).then_some(scope);
        let (deny, permission) = (dice.one_in(6), pick(dice, &permissions));
        let grant =
            GrantDoc { permission, role, group, person, objects, deny, since, until, ..GrantDoc::default() };
        builder.grant(grant, 0);
    }
    let (snapshot, problems) = builder.finish();
    assert!(problems.is_empty(), "seed {seed}: {problems:?}");
    let catalogue = catalogue(dice, &permissions);
    Access::compile(Arc::new(snapshot), Arc::new(catalogue))
}

fn catalogue(dice: &mut Dice, permissions: &[String]) -> Catalogue {
    let some = |dice: &mut Dice| -> Vec<String> {
        (0..dice.below(3)).map(|_| permissions[dice.below(permissions.len())].clone()).collect()
    };
    let types = [("datastore", some(dice)), ("agent", some(dice)), ("un\"known", Vec::new())];
    let object_types =
        types.map(|(id, owner_permissions)| ObjectType { id: id.into(), name: id.into(), owner_permissions });
    let permissions = permissions.iter().map(|id| PermissionDef {
        id: id.clone(),
        name: id.clone(),
        category: "all".into(),
        consequence: Consequence::ALL[id.len() % 6],
        description: String::new(),
        object_type: dice.one_in(2).then(|| "datastore".into()),
        prerequisites: some(dice).into_iter().filter(|needed| needed != id).collect(),
        capability: None,
        surface: None,
    });
    let permissions = permissions.collect();
    Catalogue { permissions, object_types: object_types.into(), ..Catalogue::default() }
}
