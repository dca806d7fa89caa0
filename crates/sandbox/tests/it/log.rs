//! The audit log of the practice tenant, made up.

use crate::{meridian, now};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use steward_model::Consequence;
use steward_sandbox::{made_up_log, practice};

fn events() -> Vec<Value> {
    let pack = meridian();
    let text = made_up_log(&pack, &practice(&pack, now()).current, now());
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn word<'a>(event: &'a Value, field: &str) -> &'a str {
    event[field].as_str().unwrap_or_default()
}

#[test]
fn the_same_tenant_at_the_same_moment_gives_the_same_log() {
    assert_eq!(events(), events());
    let ids: BTreeSet<String> = events().iter().map(|event| word(event, "eventId").to_owned()).collect();
    assert_eq!(ids.len(), events().len(), "every event has an id of its own");
}

/// Whoever reads it in again three hours later gets what came, and the rest as it was.
#[test]
fn later_it_says_the_same_of_what_was_before() {
    let pack = meridian();
    let tenant = practice(&pack, now()).current;
    let later = "2026-11-12T12:42:00Z".parse().unwrap();
    let by_id = |text: &str| -> BTreeMap<String, String> {
        let id = |line: &str| {
            let event: Value = serde_json::from_str(line).unwrap();
            word(&event, "eventId").to_owned()
        };
        text.lines().map(|line| (id(line), line.to_owned())).collect()
    };
    let before = by_id(&made_up_log(&pack, &tenant, now()));
    let after = by_id(&made_up_log(&pack, &tenant, later));
    assert!(before.iter().all(|(id, line)| after.get(id).is_none_or(|other| other == line)));
    assert!(after.keys().any(|id| !before.contains_key(id)));
}

#[test]
fn it_is_a_day_with_its_working_hours_and_all_classes() {
    let events = events();
    assert!((1_000..1_700).contains(&events.len()), "{}", events.len());
    let of = |class: Consequence| events.iter().filter(|x| word(x, "consequence") == class.word()).count();
    let counts = Consequence::ALL.map(of);
    assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
    assert!(counts[0] > events.len() / 2 && counts[5] < 20, "{counts:?}");
    let at = |hour: &str| events.iter().filter(|x| word(x, "time")[11..].starts_with(hour)).count();
    assert!(at("08") > 5 * at("02"), "{} and {}", at("08"), at("02"));
    assert!(events.iter().all(|x| word(x, "time") <= now().to_string().as_str()));
}

#[test]
fn everybody_in_it_is_in_the_tenant_and_does_what_the_product_has() {
    let pack = meridian();
    let tenant = practice(&pack, now()).current;
    let people: BTreeMap<&str, &str> =
        tenant.people.iter().map(|person| (person.id.as_str(), person.name.as_str())).collect();
    for event in &events() {
        let actor = word(event, "actorId");
        if actor != "scim-sync" {
            assert_eq!(people.get(actor), Some(&word(event, "actorName")), "{event}");
        }
        if let Some(approver) = event["approvedBy"].as_str() {
            assert!(people.contains_key(approver) && approver != actor, "{event}");
        }
        let action = word(event, "action");
        if let Some(permission) = pack.catalogue.permissions.iter().find(|one| one.id == action) {
            assert_eq!(permission.consequence.word(), word(event, "consequence"), "{event}");
        } else {
            assert!(action.starts_with("elevation.") || action.starts_with("users."), "{event}");
        }
    }
}

/// What the checks find has its traces in the log.
#[test]
fn it_tells_what_the_checks_find() {
    let events = events();
    let of = |request: &str| -> Vec<(String, String)> {
        let fits = events.iter().filter(|event| word(event, "requestId") == request);
        fits.map(|event| (word(event, "actorId").to_owned(), word(event, "action").to_owned())).collect()
    };
    let elevation = of("EL-207");
    let actions: Vec<&str> = elevation.iter().map(|(_, action)| action.as_str()).collect();
    assert_eq!(actions, ["elevation.request", "elevation.approve", "data.restore", "data.export"]);
    assert!(elevation[1].0 != "marek.lindqvist" && elevation[3].0 == "marek.lindqvist", "{elevation:?}");
    let closed = events.iter().find(|event| word(event, "action") == "users.deactivate").unwrap();
    assert_eq!(word(closed, "objectId"), "katrin.moeller");
    let alone = events.iter().filter(|x| word(x, "requestId").starts_with("request-invoices-vs-exports"));
    let alone: Vec<(&str, &str)> = alone.map(|x| (word(x, "actorId"), word(x, "action"))).collect();
    assert_eq!(alone.len(), 3, "{alone:?}");
    assert!(alone.iter().all(|(who, _)| *who == alone[0].0), "{alone:?}");
    assert_eq!((alone[0].1, alone[2].1), ("invoices.correct", "exports.approve"));
}
