//! The effect of a changed role is the difference of the two matrices.

use crate::random::{Dice, moments, tenant};
use crate::support::all;
use proptest::prelude::*;
use std::sync::Arc;
use steward_access::{Access, RowKind};
use steward_model::{GrantDoc, PermissionIx, PersonIx, RoleIx, TenantDocument};

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_is_the_difference_of_the_matrices(seed in any::<u64>()) {
        let access = tenant(seed);
        let dice = &mut Dice(seed);
        let snapshot = access.snapshot();
        for role in all::<RoleIx>(snapshot.roles.len()) {
            let gives: Vec<PermissionIx> =
                all::<PermissionIx>(snapshot.permissions.len()).filter(|_| dice.one_in(2)).collect();
            let after = changed(&access, role, &gives);
            for at in moments() {
                let effect = access.role_effect(role, &gives, at);
                let (before, then) = (access.matrix(RowKind::People, at), after.matrix(RowKind::People, at));
                for x in all::<PermissionIx>(snapshot.permissions.len()) {
                    let change = effect.changes.iter().find(|change| change.permission == x);
                    let people = || all::<PersonIx>(snapshot.people.len());
                    let gained: Vec<_> = people().filter(|p| !before.has(p.0, x) && then.has(p.0, x)).collect();
                    let lost: Vec<_> = people().filter(|p| before.has(p.0, x) && !then.has(p.0, x)).collect();
                    prop_assert_eq!(change.map(|c| c.gained.clone()).unwrap_or_default(), gained);
                    prop_assert_eq!(change.map(|c| c.lost.clone()).unwrap_or_default(), lost);
                }
                let holders = access.people_of_role(role, at);
                let active = holders.iter().filter(|p| snapshot.people[p.index()].active).count();
                prop_assert_eq!(effect.people as usize, active);
            }
        }
    }
}

fn changed(access: &Access, role: RoleIx, gives: &[PermissionIx]) -> Access {
    let snapshot = access.snapshot();
    let id = snapshot.roles[role.index()].id.clone();
    let mut document = TenantDocument::from(&**snapshot);
    document.grants.retain(|grant| grant.deny || grant.role.as_ref() != Some(&id));
    for x in gives {
        let permission = snapshot.permissions[x.index()].id.clone();
        document.grants.push(GrantDoc { permission, role: Some(id.clone()), ..GrantDoc::default() });
    }
    let (snapshot, problems) = document.into_snapshot();
    assert!(problems.is_empty());
    Access::compile(Arc::new(snapshot), access.catalogue().clone())
}
