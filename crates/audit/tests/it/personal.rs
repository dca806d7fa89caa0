//! A body says nothing about a person, and with what was withheld it is the event again.

use serde_json::json;
use steward_audit::{AuditEvent, AuditReader, Identifier, Withheld, is_person, join, split};

const LOG: &str = concat!(
    r#"{"time":"2026-05-03T10:12:44Z","actor":{"id":"u-ines"},"#,
    r#""actorName":"Ines Malaga","action":"user.update","#,
    r#""onBehalfOf":"u-omar","objectType":"user","objectId":"u-jon","objectName":"Jon Abel","#,
    r#""reason":"Jon asked","ip":"192.0.2.7","comment":"call Jon","requestId":"r1"}"#,
);

fn event() -> AuditEvent {
    let mut events = Vec::new();
    let reading = AuditReader::default().read("log", LOG, |event, _| events.push(event));
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    events.remove(0)
}

fn pseudonym(what: Identifier, id: &str) -> String {
    let number: u32 = id.bytes().map(u32::from).sum();
    format!("{what:?}-{number}")
}

#[test]
fn nothing_personal_is_left_in_the_body() {
    let event = event();
    let (body, withheld) = split(&event, pseudonym);
    let text = serde_json::to_string(&body).unwrap();
    for personal in ["ines", "Ines", "omar", "jon", "Jon", "192.0.2.7", "asked", &event.raw_hash, &event.id] {
        assert!(!text.contains(personal), "`{personal}` is in {text}");
    }
    assert_eq!(
        (body.action, body.time, body.correlation),
        (event.action.clone(), event.time, Some("r1".into()))
    );
    assert!(withheld.iter().all(|x| !x.about.is_empty()));
}

#[test]
fn together_they_are_the_event_again() {
    let event = event();
    let (body, withheld) = split(&event, pseudonym);
    assert_eq!(join(body, &withheld), event);
}

#[test]
fn who_is_forgotten_takes_along_what_may_speak_of_them() {
    let event = event();
    let (body, withheld) = split(&event, pseudonym);
    let jon = pseudonym(Identifier::Party, "u-jon");
    let left: Vec<Withheld> = withheld.into_iter().filter(|x| !x.about.contains(&jon)).collect();
    let joined = join(body, &left);
    let text = serde_json::to_string(&joined).unwrap();
    assert!(!text.contains("Jon") && !text.contains("u-jon"), "{text}");
    assert_eq!(joined.actor, event.actor);
    assert_eq!(joined.object.unwrap().id, jon);
}

#[test]
fn what_is_no_person_stays_as_it_is() {
    let text = LOG.replace(r#""objectType":"user""#, r#""objectType":"invoice""#);
    let mut events = Vec::new();
    AuditReader::default().read("log", &text, |event, _| events.push(event));
    let (body, _) = split(&events[0], pseudonym);
    assert_eq!(
        serde_json::to_value(body.object).unwrap(),
        json!({"kind": "invoice", "id": "u-jon", "name": "Jon Abel"})
    );
    assert!(is_person(Some("User")) && is_person(None) && !is_person(Some("repo")));
}
