//! Cycles and blow-ups are survived, and reported.

use crate::support::{access, now, permission, person};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use steward_access::{Cycle, Decision, Paths};
use steward_model::RefKind;

#[test]
fn cycles_are_reported_once_each() {
    let access = access(json!({
        "groups": [{ "id": "a" }, { "id": "b" }, { "id": "c" }, { "id": "self" }],
        "roles": [{ "id": "r" }, { "id": "s" }, { "id": "t" }],
        "memberships": [
            { "group": "b", "member": "a" }, { "group": "a", "member": "b", "until": "2020-01-01T00:00:00Z" },
            { "group": "c", "member": "b" }, { "group": "self", "member": "self" },
        ],
        "inclusions": [{ "role": "r", "includes": "s" }, { "role": "s", "includes": "t" }, { "role": "t", "includes": "r" }],
    }));
    let cycle = |kind, members: &[u32]| Cycle { kind, members: members.to_vec() };
    let expected =
        [cycle(RefKind::Group, &[0, 1]), cycle(RefKind::Group, &[3]), cycle(RefKind::Role, &[0, 1, 2])];
    assert_eq!(access.cycles(), expected);
}

/// Layers of two groups, each nested in both of the next: two to the power of the layers many ways.
fn lattice(layers: usize) -> Value {
    let groups: Vec<Value> = (0..layers * 2).map(|at| json!({ "id": format!("g{at:04}") })).collect();
    let mut memberships =
        vec![json!({ "group": "g0000", "person": "ada" }), json!({ "group": "g0001", "person": "ada" })];
    for at in 0..(layers - 1) * 2 {
        for above in 0..2 {
            let (member, group) = (format!("g{at:04}"), format!("g{:04}", at / 2 * 2 + 2 + above));
            memberships.push(json!({ "group": group, "member": member }));
        }
    }
    let last = format!("g{:04}", layers * 2 - 1);
    json!({
        "people": [{ "id": "ada" }], "groups": groups, "memberships": memberships,
        "grants": [{ "permission": "read", "group": last }],
    })
}

#[test]
fn a_blow_up_gives_the_first_paths_at_once() {
    for layers in [30, 400] {
        let access = access(lattice(layers));
        let started = Instant::now();
        let (ada, read) = (person(&access, "ada"), permission(&access, "read"));
        let paths = access.paths(ada, read, None, now(), 3);
        assert_eq!(paths.list.len(), 3);
        assert_eq!(paths.list[0].steps.len(), layers + 2);
        assert!(!paths.complete);
        assert!(paths.total <= Paths::COUNTED);
        assert!(!access.derivations(ada, now()).is_complete());
        assert_eq!(access.decide(ada, read, None, now()), Decision::Yes);
        assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    }
}

#[test]
fn everybody_nested_in_everybody() {
    let groups: Vec<Value> = (0..40).map(|at| json!({ "id": format!("g{at:02}") })).collect();
    let mut memberships = vec![json!({ "group": "g00", "person": "ada" })];
    for from in 0..40 {
        for to in 0..40 {
            memberships.push(json!({ "group": format!("g{to:02}"), "member": format!("g{from:02}") }));
        }
    }
    let access = access(json!({
        "people": [{ "id": "ada" }], "groups": groups, "memberships": memberships,
        "grants": [{ "permission": "read", "group": "g39" }],
    }));
    let started = Instant::now();
    let paths = access.paths(person(&access, "ada"), permission(&access, "read"), None, now(), 2);
    assert_eq!(paths.list[0].steps.len(), 4);
    assert!(!paths.complete);
    assert_eq!(access.cycles().len(), 1);
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}
