//! What changed between two snapshots.

use crate::random::{moments, tenant};
use crate::support::{access, all, now};
use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeSet;
use steward_access::{Access, RowKind, compare, diff};
use steward_access::{CellState, Subject};
use steward_model::{PermissionIx, PersonIx, Ref};

fn pairs(access: &Access, at: jiff::Timestamp) -> BTreeSet<(String, String)> {
    let matrix = access.matrix(RowKind::People, at);
    let s = access.snapshot();
    (all::<PersonIx>(s.people.len()))
        .flat_map(|p| matrix.held(p.0).map(move |x| (p, x)).collect::<Vec<_>>())
        .map(|(p, x)| (s.people[p.index()].id.clone(), s.permissions[x.index()].id.clone()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn gained_and_lost_are_the_difference(one in any::<u64>(), other in any::<u64>()) {
        let (before, after) = (tenant(one), tenant(other));
        for at in moments() {
            let (old, new) = (pairs(&before, at), pairs(&after, at));
            let diff = diff(&before, &after, at);
            let flat = |changes: &[steward_access::AccessChange]| -> BTreeSet<(String, String)> {
                changes.iter().flat_map(|c| c.people.iter().map(|p| (p.id.clone(), c.permission.id.clone()))).collect()
            };
            prop_assert_eq!(flat(&diff.gained), new.difference(&old).cloned().collect::<BTreeSet<_>>());
            prop_assert_eq!(flat(&diff.lost), old.difference(&new).cloned().collect::<BTreeSet<_>>());
            prop_assert_eq!(diff.gained_total as usize, new.difference(&old).count());
            let counted: u32 = diff.lost.iter().map(|c| c.count).sum();
            prop_assert_eq!(diff.lost_total, counted);
        }
    }
}

#[test]
fn things_and_edges_that_came_and_went() {
    let before = access(json!({
        "people": [{ "id": "ada" }, { "id": "bob" }], "groups": [{ "id": "ops" }], "roles": [{ "id": "admin" }],
        "memberships": [{ "group": "ops", "person": "ada" }, { "group": "ops", "person": "bob" }],
        "assignments": [{ "role": "admin", "group": "ops" }],
        "grants": [{ "permission": "read", "role": "admin" }],
    }));
    let after = access(json!({
        "people": [{ "id": "ada" }, { "id": "cy" }], "groups": [{ "id": "ops" }], "roles": [{ "id": "admin" }],
        "memberships": [
            { "group": "ops", "person": "ada", "until": "2027-01-01T00:00:00Z" }, { "group": "ops", "person": "cy" },
        ],
        "assignments": [{ "role": "admin", "group": "ops" }],
        "grants": [{ "permission": "read", "role": "admin" }, { "permission": "write", "role": "admin" }],
    }));
    let diff = diff(&before, &after, now());
    let ids = |list: &[Ref]| list.iter().map(|x| x.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&diff.added), ["cy", "write"]);
    assert_eq!(ids(&diff.removed), ["bob"]);
    let edges: Vec<String> = (diff.edges.iter())
        .map(|e| format!("{}{} {} {}", if e.added { '+' } else { '-' }, e.from.id, e.edge.label(), e.to.id))
        .collect();
    // that ada's membership ends now is not a change of edges
    assert_eq!(edges, ["-bob member of ops", "+cy member of ops", "+admin grants write"]);
    let changes: Vec<(String, Vec<String>, u32)> =
        diff.gained.iter().map(|c| (c.permission.id.clone(), ids(&c.people), c.count)).collect();
    assert_eq!(
        changes,
        [("read".into(), vec!["cy".into()], 1), ("write".into(), vec!["ada".into(), "cy".into()], 2)]
    );
    assert_eq!(diff.lost.len(), 1);
    assert_eq!(ids(&diff.lost[0].people), ["bob"]);
}

#[test]
fn nothing_changed() {
    let tenant = tenant(7);
    assert_eq!(diff(&tenant, &tenant, now()), steward_access::Diff::default());
}

#[test]
fn subjects_side_by_side() {
    let access = access(json!({
        "people": [{ "id": "ada" }, { "id": "bob" }], "roles": [{ "id": "admin" }],
        "permissions": [{ "id": "nobody" }],
        "assignments": [{ "role": "admin", "person": "ada" }],
        "grants": [{ "permission": "read", "role": "admin" }, { "permission": "write", "person": "bob" }],
    }));
    let subjects = [Subject::Person(PersonIx(0)), Subject::Person(PersonIx(1)), Subject::Role(0usize.into())];
    let rows = compare(&access, &subjects, now());
    use CellState::{Granted, None};
    assert_eq!(
        rows,
        [(PermissionIx(1), vec![Granted, None, Granted]), (PermissionIx(2), vec![None, Granted, None])]
    );
}
