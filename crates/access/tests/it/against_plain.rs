//! The engine equals the plain slow model on random tenants, for every question there is.

use crate::plain::Plain;
use crate::random::{moments, tenant};
use crate::support::all;
use jiff::Timestamp;
use proptest::prelude::*;
use steward_access::{Access, Cell, CellState, HeldScope, RowKind, Subject};
use steward_model::{GroupIx, ObjectIx, PermissionIx, PersonIx, RoleIx};

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_answer_is_the_plain_one(seed in any::<u64>()) {
        let access = tenant(seed);
        for at in moments() {
            check_decisions(&access, at);
            check_cells(&access, at);
            check_people(&access, at);
            check_paths(&access, at);
        }
    }
}

fn plain(access: &Access, at: Timestamp) -> Plain<'_> {
    Plain { snapshot: access.snapshot(), catalogue: access.catalogue(), at, permanent: false }
}

fn sizes(access: &Access) -> (usize, usize, usize, usize, usize) {
    let s = access.snapshot();
    (s.people.len(), s.groups.len(), s.roles.len(), s.permissions.len(), s.objects.len())
}

fn check_decisions(access: &Access, at: Timestamp) {
    let plain = plain(access, at);
    let (people, _, _, permissions, objects) = sizes(access);
    for p in all::<PersonIx>(people) {
        for x in all::<PermissionIx>(permissions) {
            for o in std::iter::once(None).chain(all::<ObjectIx>(objects).map(Some)) {
                assert_eq!(access.decide(p, x, o, at), plain.decide(p, x, o), "{p:?} {x:?} {o:?} {at}");
            }
        }
    }
    for x in all::<PermissionIx>(permissions) {
        for o in std::iter::once(None).chain(all::<ObjectIx>(objects).map(Some)) {
            let expected: Vec<PersonIx> =
                all::<PersonIx>(people).filter(|p| plain.decide(*p, x, o).allowed()).collect();
            assert_eq!(access.who_can(x, o, at), expected, "who can {x:?} {o:?} {at}");
        }
    }
}

fn check_cells(access: &Access, at: Timestamp) {
    let plain = plain(access, at);
    let lasting = Plain { permanent: true, ..plain };
    let (people, groups, roles, permissions, _) = sizes(access);
    let columns: Vec<PermissionIx> = access.columns().to_vec();
    for (kind, rows) in [(RowKind::People, people), (RowKind::Groups, groups), (RowKind::Roles, roles)] {
        let matrix = access.matrix(kind, at);
        assert_eq!(matrix, access.matrix_threads(kind, at, 3));
        let standing = access.standing_matrix(kind, at);
        let row_ixs: Vec<u32> = (0..u32::try_from(rows).expect("small")).collect();
        let bytes = access.cells(kind, &row_ixs, &columns, at);
        for (row, bytes) in row_ixs.iter().zip(bytes.chunks(columns.len())) {
            let subject = Subject::of(kind, *row);
            for (x, byte) in columns.iter().zip(bytes) {
                let state = plain.state(subject, *x);
                let held = matches!(state, CellState::Granted | CellState::Scoped);
                let ends = held && !lasting.holds(subject, *x);
                let expected =
                    Cell { state, temporary: ends, missing_prerequisite: held && plain.lacks(subject, *x) };
                let about = format!("{subject:?} {x:?} {at}");
                assert_eq!(access.cell(subject, *x, at), expected, "{about}");
                assert_eq!(Cell::from_byte(*byte), expected, "cells: {about}");
                assert_eq!(matrix.has(*row, *x), held, "matrix: {about}");
                assert_eq!(standing.has(*row, *x), held && !ends, "standing: {about}");
                assert_eq!(access.standing(subject, *x, at), held && !ends, "standing: {about}");
                assert_eq!(access.scope_of(subject, *x, at), plain.scope(subject, *x), "scope: {about}");
                if let Subject::Person(p) = subject {
                    assert_eq!(access.expires(p, *x, at).is_some(), ends, "expires: {about}");
                }
            }
        }
        let counts: Vec<u32> = all::<PermissionIx>(permissions)
            .map(|x| row_ixs.iter().filter(|row| matrix.has(**row, x)).count().try_into().expect("small"))
            .collect();
        assert_eq!(matrix.column_counts(), counts);
    }
}

fn check_people(access: &Access, at: Timestamp) {
    let plain = plain(access, at);
    let (people, groups, roles, _, _) = sizes(access);
    for p in all::<PersonIx>(people) {
        let subject = Subject::Person(p);
        assert_eq!(access.groups_of(p, at), plain.groups(subject).into_iter().collect::<Vec<_>>());
        assert_eq!(access.roles_of(p, at), plain.roles(subject).into_iter().collect::<Vec<_>>());
        let held: Vec<PermissionIx> = access.what_can(p, at).into_iter().map(|(x, _)| x).collect();
        let expected: Vec<PermissionIx> =
            access.columns().iter().copied().filter(|x| plain.holds(subject, *x)).collect();
        assert_eq!(held, expected);
    }
    for g in all::<GroupIx>(groups) {
        let expected: Vec<PersonIx> =
            all::<PersonIx>(people).filter(|p| plain.groups(Subject::Person(*p)).contains(&g)).collect();
        assert_eq!(access.people_of_group(g, at), expected);
    }
    for r in all::<RoleIx>(roles) {
        let expected: Vec<PersonIx> =
            all::<PersonIx>(people).filter(|p| plain.roles(Subject::Person(*p)).contains(&r)).collect();
        assert_eq!(access.people_of_role(r, at), expected);
    }
}

fn check_paths(access: &Access, at: Timestamp) {
    let plain = plain(access, at);
    let (people, _, _, permissions, objects) = sizes(access);
    for p in all::<PersonIx>(people) {
        let mut derivations = 0;
        for x in all::<PermissionIx>(permissions) {
            for o in std::iter::once(None).chain(all::<ObjectIx>(objects).map(Some)) {
                let paths = access.paths(p, x, o, at, usize::MAX);
                let expected = plain.paths(p, x, o);
                let lengths: Vec<usize> = paths.list.iter().map(|path| path.steps.len()).collect();
                assert_eq!(lengths, expected, "{p:?} {x:?} {o:?} {at}");
                assert_eq!(paths.total as usize, lengths.len());
                assert!(paths.complete);
                let few = access.paths(p, x, o, at, 2);
                assert_eq!(few.list, paths.list[..few.list.len()]);
                assert_eq!(few.total, paths.total);
                if o.is_none() {
                    derivations += paths.list.iter().filter(|path| !path.owner).count();
                    check_expiry(access, p, x, at);
                }
            }
        }
        assert_eq!(access.derivations(p, at).len(), derivations);
    }
}

/// What a person holds is there until just before it expires, and not from then on, as long as nothing else begins.
fn check_expiry(access: &Access, p: PersonIx, x: PermissionIx, at: Timestamp) {
    let Some(end) = access.expires(p, x, at) else { return };
    let last = access.paths(p, x, None, at, usize::MAX).list.iter().filter_map(|path| path.until).max();
    assert!(last.is_some_and(|last| end <= last && end > at));
    if access.scope_of(Subject::Person(p), x, at) != HeldScope::Nothing {
        assert!(!access.standing(Subject::Person(p), x, at));
    }
}
