//! Shapes of matrices that are easy to get wrong.

use crate::support::{access, now, snapshot};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::Arc;
use steward_access::{Access, Cell, CellState, Decision, RowKind, Subject};
use steward_model::{Catalogue, GroupIx, ObjectIx, PermissionIx, PersonIx, RoleIx, Snapshot};

#[test]
fn nothing_is_a_tenant() {
    let access = Access::compile(Arc::new(Snapshot::default()), Arc::new(Catalogue::default()));
    for kind in [RowKind::People, RowKind::Groups, RowKind::Roles] {
        let matrix = access.matrix_threads(kind, now(), 4);
        assert_eq!((matrix.rows(), matrix.permissions(), matrix.total()), (0, 0, 0));
        assert_eq!(access.cells(kind, &[0, 7], &[PermissionIx(3)], now()), [0, 0]);
    }
    assert_eq!(access.pyramid(now()).people, 0);
    assert!(access.pyramid(now()).everything.is_empty());
}

#[test]
fn positions_that_do_not_exist_hold_nothing() {
    let access = access(json!({
        "people": [{ "id": "ada" }], "groups": [{ "id": "g" }], "roles": [{ "id": "r" }],
        "grants": [{ "permission": "read", "person": "ada" }],
    }));
    let (nobody, nothing) = (PersonIx(9), PermissionIx(90));
    assert_eq!(access.decide(nobody, PermissionIx(0), None, now()), Decision::No);
    assert_eq!(access.decide(PersonIx(0), nothing, None, now()), Decision::No);
    assert_eq!(access.decide(PersonIx(0), PermissionIx(0), Some(ObjectIx(5)), now()), Decision::Yes);
    for subject in [Subject::Person(nobody), Subject::Group(GroupIx(9)), Subject::Role(RoleIx(u32::MAX))] {
        assert_eq!(access.cell(subject, PermissionIx(0), now()), Cell::default());
        assert!(access.paths_from(subject, PermissionIx(0), None, now(), 9).list.is_empty());
    }
    assert!(access.nearest(nobody, PermissionIx(0), None, now(), 9).is_empty());
    assert!(access.what_can(nobody, now()).is_empty());
    assert!(access.groups_of(nobody, now()).is_empty());
    assert!(access.people_of_role(RoleIx(u32::MAX), now()).is_empty());
    assert!(access.role_effect(RoleIx(9), &[nothing], now()).changes.is_empty());
    assert!(access.who_can(nothing, None, now()).is_empty());
}

#[test]
fn many_groups_and_more_than_one_word() {
    let ids = |kind: &str, n: usize| {
        (0..n).map(|at| json!({ "id": format!("{kind}{at:03}") })).collect::<Vec<Value>>()
    };
    // person p is in the groups 0 to p, group g grants permission 10 g
    let memberships: Vec<Value> = (0..20)
        .flat_map(|p| {
            (0..=p).map(move |g| json!({ "group": format!("g{g:03}"), "person": format!("p{p:03}") }))
        })
        .collect();
    let grants: Vec<Value> = (0..20)
        .map(|g| json!({ "group": format!("g{g:03}"), "permission": format!("x{:03}", g * 10) }))
        .collect();
    let access = Access::compile(
        Arc::new(snapshot(json!({
            "people": ids("p", 20), "groups": ids("g", 20), "permissions": ids("x", 200),
            "memberships": memberships, "grants": grants,
        }))),
        Arc::default(),
    );
    let matrix = access.matrix(RowKind::People, now());
    for p in 0..20u32 {
        let held: Vec<u32> = matrix.held(p).map(|x| x.0).collect();
        assert_eq!(held, (0..=p).map(|g| g * 10).collect::<Vec<_>>());
        assert_eq!(matrix.count(p), p + 1);
    }
    assert_eq!(matrix.column_counts()[190], 1);
    for threads in [2, 3, 7, 64] {
        assert_eq!(access.matrix_threads(RowKind::People, now(), threads), matrix);
    }
}

#[test]
fn counting_columns_runs_over_no_counter() {
    let people: Vec<Value> = (0..1000).map(|at| json!({ "id": format!("p{at:04}") })).collect();
    let memberships: Vec<Value> =
        (0..1000).map(|at| json!({ "group": "all", "person": format!("p{at:04}") })).collect();
    let access = access(json!({
        "people": people, "groups": [{ "id": "all" }], "memberships": memberships,
        "permissions": [{ "id": "none" }], "grants": [{ "permission": "read", "group": "all" }],
    }));
    assert_eq!(access.holders_per_permission(now()), [0, 1000]);
}

#[test]
fn memory_is_used_again_for_another_moment() {
    let access = access(json!({
        "people": [{ "id": "ada" }, { "id": "bob", "active": false }], "groups": [{ "id": "g" }],
        "memberships": [{ "group": "g", "person": "ada", "until": "2026-01-01T00:00:00Z" }, { "group": "g", "person": "bob" }],
        "grants": [{ "permission": "read", "group": "g" }],
    }));
    let mut matrix = access.matrix(RowKind::People, "2025-01-01T00:00:00Z".parse().expect("a time"));
    assert_eq!(matrix.total(), 1);
    access.matrix_into(RowKind::People, now(), 1, &mut matrix);
    assert_eq!(matrix.total(), 0);
}

proptest! {
    #[test]
    fn a_cell_is_its_byte(state in 0u8..4, temporary: bool, missing_prerequisite: bool) {
        let state = [CellState::None, CellState::Granted, CellState::Scoped, CellState::Denied][state as usize];
        let cell = Cell { state, temporary, missing_prerequisite };
        prop_assert_eq!(Cell::from_byte(cell.to_byte()), cell);
        prop_assert_eq!(Cell::from_byte(cell.to_byte() | Cell::GAINED | Cell::LOST | Cell::FINDING), cell);
    }
}
