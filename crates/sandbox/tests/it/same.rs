//! The same question gets the same tenant.

use crate::{meridian, now};
use steward_model::{Snapshot, TenantDocument};
use steward_sandbox::{clean, practice};

fn hash(snapshot: &Snapshot) -> String {
    Snapshot::hash_of(&snapshot.canonical_bytes().unwrap()).0
}

#[test]
fn the_same_moment_gives_the_same_tenant() {
    let pack = meridian();
    let (a, b) = (practice(&pack, now()), practice(&pack, now()));
    assert_eq!(hash(&a.current), hash(&b.current));
    assert_eq!(hash(&a.baseline), hash(&b.baseline));
    assert_ne!(hash(&a.current), hash(&a.baseline));
    assert_ne!(hash(&a.current), hash(&clean(&pack, now()).current));
}

#[test]
fn another_moment_gives_the_same_people() {
    let pack = meridian();
    let later = "2027-02-01T08:00:00Z".parse().unwrap();
    let names = |s: &Snapshot| s.people.iter().map(|p| p.name.clone()).collect::<Vec<_>>();
    let (a, b) = (practice(&pack, now()).current, practice(&pack, later).current);
    assert_eq!(names(&a), names(&b));
    assert_ne!(hash(&a), hash(&b));
}

#[test]
fn nothing_is_left_out_and_nothing_lies_in_the_future() {
    let pack = meridian();
    for (snapshot, at) in [
        (practice(&pack, now()).current, now()),
        (clean(&pack, now()).current, now()),
        (practice(&pack, now()).baseline, practice(&pack, now()).baseline_taken_at),
    ] {
        let (again, problems) = TenantDocument::from(&snapshot).into_snapshot();
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(again, snapshot);
        for p in &snapshot.people {
            assert!(p.last_sign_in.is_none_or(|t| t <= at && Some(t) >= p.created), "{}", p.id);
            assert!(p.created.is_some_and(|t| t <= at), "{}", p.id);
        }
        let activity = snapshot.activity.as_ref().unwrap();
        assert!(activity.iter().all(|a| a.last_used <= at));
    }
}
