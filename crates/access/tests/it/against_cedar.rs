//! The engine equals Cedar on the files it exports, which go through text and validate strictly.
//!
//! At least 100,000 decisions; three million with `STEWARD_LONG=1`.

use crate::random::{moments, tenant};
use crate::support::all;
use cedar_policy::{
    Authorizer, Context, Decision, Entities, EntityId, EntityTypeName, EntityUid, PolicySet, Request, Schema,
    ValidationMode, Validator,
};
use jiff::Timestamp;
use std::str::FromStr;
use std::time::Instant;
use steward_access::{Access, HeldScope, Subject, cedar};
use steward_model::{ObjectIx, PermissionIx, PersonIx};

#[test]
fn every_decision_is_cedars() {
    let wanted = if std::env::var_os("STEWARD_LONG").is_some() { 3_000_000 } else { 100_000 };
    let started = Instant::now();
    let counts = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..2u64)
            .map(|worker| {
                scope.spawn(move || {
                    let (mut compared, mut allowed) = (0u64, 0u64);
                    let mut seed = worker;
                    while compared < wanted / 2 {
                        let access = tenant(seed);
                        for at in moments().into_iter().step_by(2) {
                            let (all, yes) = compare(&access, at, seed);
                            compared += all;
                            allowed += yes;
                        }
                        seed += 2;
                    }
                    (compared, allowed)
                })
            })
            .collect();
        workers.into_iter().map(|worker| worker.join().expect("no decision differs")).collect::<Vec<_>>()
    });
    let compared: u64 = counts.iter().map(|(compared, _)| compared).sum();
    let allowed: u64 = counts.iter().map(|(_, allowed)| allowed).sum();
    println!("compared {compared} decisions with Cedar, {allowed} of them a yes, in {:?}", started.elapsed());
    assert!(compared >= wanted);
    // both answers have to be there in numbers for the comparison to mean something
    assert!(allowed * 20 > compared && allowed * 2 < compared, "{allowed} of {compared}");
}

fn uid(kind: &str, id: &str) -> EntityUid {
    EntityUid::from_type_name_and_id(EntityTypeName::from_str(kind).expect("a type"), EntityId::new(id))
}

/// Compares all questions about a tenant at a moment; how many there were, and how many got a yes.
fn compare(access: &Access, at: Timestamp, seed: u64) -> (u64, u64) {
    let files = cedar::export(access, at);
    let (schema, warnings) = Schema::from_cedarschema_str(&files.schema).expect("the schema reads back");
    assert_eq!(warnings.count(), 0);
    let policies = PolicySet::from_str(&files.policies).expect("the policies read back");
    let validation = Validator::new(schema.clone()).validate(&policies, ValidationMode::Strict);
    assert!(validation.validation_passed(), "seed {seed}: {validation}\n{}", files.policies);
    let entities = Entities::from_json_str(&files.entities, Some(&schema)).expect("the entities read back");
    let authorizer = Authorizer::new();
    let snapshot = access.snapshot();
    let tenant = uid("Tenant", &snapshot.tenant.name);
    let people: Vec<EntityUid> = snapshot.people.iter().map(|x| uid("Person", &x.id)).collect();
    let actions: Vec<EntityUid> = snapshot.permissions.iter().map(|x| uid("Action", &x.id)).collect();
    let objects: Vec<EntityUid> = snapshot.objects.iter().map(|x| uid("Object", &x.id)).collect();
    let (mut compared, mut allowed) = (0, 0);
    for p in all::<PersonIx>(snapshot.people.len()) {
        for x in all::<PermissionIx>(snapshot.permissions.len()) {
            for o in std::iter::once(None).chain(all::<ObjectIx>(snapshot.objects.len()).map(Some)) {
                let resource = o.map_or(&tenant, |o| &objects[o.index()]).clone();
                let (principal, action) = (people[p.index()].clone(), actions[x.index()].clone());
                let request = Request::new(principal, action, resource, Context::empty(), Some(&schema))
                    .expect("the request fits the schema");
                let response = authorizer.is_authorized(&request, &policies, &entities);
                assert_eq!(response.diagnostics().errors().count(), 0, "seed {seed}");
                // the tenant as a whole is reached by what is granted or denied on everything
                let ours = match o {
                    Some(_) => access.decide(p, x, o, at).allowed(),
                    None => {
                        let scope = access.scope_of(Subject::Person(p), x, at);
                        let held = access.decide(p, x, o, at);
                        assert_eq!(held.allowed(), scope != HeldScope::Nothing);
                        matches!(scope, HeldScope::Everything | HeldScope::EverythingBut(_))
                    }
                };
                let theirs = response.decision() == Decision::Allow;
                assert_eq!(ours, theirs, "seed {seed}, {at}: {p:?} {x:?} {o:?}\n{}", files.policies);
                compared += 1;
                allowed += u64::from(theirs);
            }
        }
    }
    (compared, allowed)
}
