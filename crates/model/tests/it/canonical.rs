use proptest::prelude::*;
use steward_model::{
    AssignmentDoc, GrantDoc, MembershipDoc, PersonDoc, Snapshot, SnapshotBuilder, TenantDocument, TenantInfo,
};

/// Parts of a small tenant: (person, group) and (permission, role) pairs.
type Parts = (Vec<(u8, u8)>, Vec<(u8, u8)>);

fn build((members, grants): &Parts, reversed: bool) -> Snapshot {
    let mut builder = SnapshotBuilder::new(TenantInfo { name: "T".into(), ..TenantInfo::default() });
    let order = |list: &[(u8, u8)]| {
        let mut list = list.to_vec();
        if reversed {
            list.reverse();
        }
        list
    };
    let mut ids: Vec<u8> = (0..8).collect();
    if reversed {
        ids.reverse();
    }
    for id in ids {
        builder.person(PersonDoc { id: format!("p{id}"), active: true, ..PersonDoc::default() }, 0);
        builder.group(steward_model::GroupDoc { id: format!("g{id}"), ..Default::default() }, 0);
        builder.role(steward_model::RoleDoc { id: format!("r{id}"), ..Default::default() }, 0);
    }
    for (person, group) in order(members) {
        let (person, group) = (Some(format!("p{person}")), format!("g{group}"));
        builder.membership(
            MembershipDoc { group: group.clone(), person: person.clone(), ..Default::default() },
            0,
        );
        builder.assignment(AssignmentDoc { role: "r1".into(), person, ..Default::default() }, 0);
    }
    for (permission, role) in order(grants) {
        let role = Some(format!("r{role}"));
        builder.grant(GrantDoc { permission: format!("x{permission}"), role, ..Default::default() }, 0);
    }
    let (snapshot, problems) = builder.finish();
    assert!(problems.is_empty(), "{problems:?}");
    snapshot
}

proptest! {
    #[test]
    fn the_order_of_the_input_does_not_change_the_address(
        members in prop::collection::vec((0u8..8, 0u8..8), 0..20),
        grants in prop::collection::vec((0u8..8, 0u8..8), 0..20),
    ) {
        let parts = (members, grants);
        let (a, b) = (build(&parts, false), build(&parts, true));
        prop_assert_eq!(&a, &b);
        let bytes = a.canonical_bytes().unwrap();
        prop_assert_eq!(Snapshot::hash_of(&bytes), Snapshot::hash_of(&b.canonical_bytes().unwrap()));
        // and what was written reads back as the same snapshot
        let (again, problems) = TenantDocument::from_slice(&bytes).unwrap().into_snapshot();
        prop_assert!(problems.is_empty());
        prop_assert_eq!(again, a);
    }
}

#[test]
fn the_address_is_the_sha_256_of_the_canonical_bytes() {
    // `printf '%s' '{"steward":1,"tenant":{"environment":"live","name":"T"}}' | sha256sum`
    let snapshot = SnapshotBuilder::new(TenantInfo { name: "T".into(), ..TenantInfo::default() }).finish().0;
    let bytes = snapshot.canonical_bytes().unwrap();
    assert_eq!(
        String::from_utf8_lossy(&bytes),
        r#"{"steward":1,"tenant":{"environment":"live","name":"T"}}"#
    );
    assert_eq!(
        Snapshot::hash_of(&bytes).0,
        "658d53796509ff4a943746248f699ebcf331975b88c7ee60694876267fc71d84"
    );
}
