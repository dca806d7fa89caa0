//! By which words an event names one party: its id, login name, address and name.

use crate::builtin_mappings;
use crate::event::AuditEvent;
use crate::path;
use crate::personal::is_person;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The words by which an event names somebody, as it writes them.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identity {
    /// The id by which the event itself names them; empty when only its further fields do.
    pub id: String,
    /// Ids, login names and addresses, each of which means nobody else.
    pub ids: BTreeSet<String>,
    /// Names, which several people may have.
    pub names: BTreeSet<String>,
}

/// Keys of what means one person, in small letters and without anything but letters and digits.
const IDS: [&str; 17] = [
    "id",
    "uid",
    "uidalt",
    "userid",
    "actorid",
    "profileid",
    "principalid",
    "alternateid",
    "login",
    "loginname",
    "username",
    "userprincipalname",
    "upn",
    "email",
    "emailaddr",
    "emailaddress",
    "mail",
];
/// Those of them that only people have.
const PERSONAL: [&str; 10] = [
    "alternateid",
    "login",
    "loginname",
    "username",
    "userprincipalname",
    "upn",
    "email",
    "emailaddr",
    "emailaddress",
    "mail",
];
/// Keys of names.
const NAMES: [&str; 5] = ["displayname", "userdisplayname", "fullname", "realname", "name"];
/// What logs write where they do not know somebody, in small letters.
const NOBODY: [&str; 11] = [
    "unknown",
    "system",
    "anonymous",
    "anonymous user",
    "unauthenticated",
    "undefined",
    "none",
    "null",
    "n/a",
    "not available",
    "service",
];

impl Identity {
    /// Whether a word of the event says who somebody is.
    fn says(word: &str) -> bool {
        word.chars().any(char::is_alphanumeric) && !NOBODY.contains(&word.trim().to_lowercase().as_str())
    }

    fn id(&mut self, word: &str) {
        if Self::says(word) {
            self.ids.insert(word.trim().to_owned());
        }
    }

    fn name(&mut self, word: &str) {
        // some logs have no other name than the address
        if word.contains('@') {
            self.id(word);
        } else if Self::says(word) {
            self.names.insert(word.trim().to_owned());
        }
    }

    /// Takes what a key of an object says.
    fn field(&mut self, key: &str, value: &Value) {
        let (key, Some(word)) = (plain(key), path::text(value)) else { return };
        if IDS.contains(&key.as_str()) {
            self.id(&word);
        } else if NAMES.contains(&key.as_str()) {
            self.name(&word);
        }
    }

    fn object(&mut self, object: &Map<String, Value>) {
        object.iter().for_each(|(key, value)| self.field(key, value));
    }
}

/// Everybody whom an event names, each with all words by which it does: in its own fields, and in the further
/// ones as far as these stand beside them in the log or are those of a person.
#[must_use]
pub fn identities(event: &AuditEvent) -> Vec<Identity> {
    let fields = builtin_mappings().iter().find(|mapping| mapping.id == event.origin).map(|x| &x.fields);
    let of = |id: &str, name: Option<&String>| {
        let mut one = Identity::default();
        if Identity::says(id) {
            one.id = id.to_owned();
        }
        one.id(id);
        name.into_iter().for_each(|name| one.name(name));
        one
    };
    let mut all = Vec::new();
    if let Some(party) = &event.actor {
        let paths = [fields.map(|x| &x.actor), fields.map(|x| &x.actor_name)];
        let mut actor = of(&party.id, party.name.as_ref());
        beside(&mut actor, &event.extra, paths);
        all.push(actor);
    }
    for party in [&event.on_behalf_of, &event.approved_by].into_iter().flatten() {
        all.push(of(&party.id, party.name.as_ref()));
    }
    if let Some(thing) = event.object.as_ref().filter(|thing| is_person(thing.kind.as_deref())) {
        all.push(of(&thing.id, thing.name.as_ref()));
    }
    event.extra.values().for_each(|value| within(value, &mut all));
    all.retain(|one| !one.ids.is_empty() || !one.names.is_empty());
    all
}

/// What acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActorKind {
    /// Somebody.
    Person,
    /// An application, a service, a token.
    Service,
}

/// Words in kinds of what acts and is nobody, in small letters.
const SERVICES: [&str; 10] =
    ["service", "token", "app", "client", "bot", "system", "principal", "key", "integration", "machine"];

/// What acts in an event, where the log says of which kind it is beside its id, such as `User` or
/// `PublicClientApp`.
#[must_use]
pub fn actor_kind(event: &AuditEvent) -> Option<ActorKind> {
    let mapping = builtin_mappings().iter().find(|mapping| mapping.id == event.origin);
    let first = mapping.and_then(|mapping| mapping.fields.actor.first());
    let parent = first.map_or(Some("actor"), |path| path.rsplit_once('.').map(|(parent, _)| parent));
    let keys = ["type", "kind", "userType", "actorType", "actor_type"];
    let extra = Value::Object(event.extra.clone());
    let beside = match parent {
        Some(parent) => path::find(&extra, parent),
        None => Some(&extra),
    };
    let stated = keys.iter().find_map(|key| beside?.get(key)?.as_str());
    let kind = stated?.trim().to_lowercase();
    // `AppUser` and `IAMUser` are people
    if is_person(Some(&kind)) || kind.ends_with("user") {
        return Some(ActorKind::Person);
    }
    SERVICES.iter().any(|word| kind.contains(word)).then_some(ActorKind::Service)
}

/// What the log has of a party beside the fields that became its id and name.
fn beside(one: &mut Identity, extra: &Map<String, Value>, paths: [Option<&Vec<String>>; 2]) {
    let first = paths.into_iter().flatten().flatten().next();
    // a log that was guessed has its actor there, if anywhere
    let parent = first.map_or(Some("actor"), |path| path.rsplit_once('.').map(|(parent, _)| parent));
    let extra = Value::Object(extra.clone());
    match parent {
        Some(parent) => {
            if let Some(Value::Object(object)) = path::find(&extra, parent) {
                one.object(object);
            }
        }
        None => {
            for path in paths.into_iter().flatten().flatten() {
                if let Some(value) = path::find(&extra, path) {
                    one.field(path, value);
                }
            }
        }
    }
}

/// The people in further fields: objects that have what only people have, or say that they are people.
fn within(value: &Value, all: &mut Vec<Identity>) {
    match value {
        Value::Object(object) => {
            let kind = ["type", "kind", "objectType"].iter().find_map(|key| object.get(*key)?.as_str());
            let personal = || object.keys().any(|key| PERSONAL.contains(&plain(key).as_str()));
            if kind.map_or_else(personal, |kind| is_person(Some(kind))) {
                let mut one = Identity::default();
                one.object(object);
                all.push(one);
            }
            object.values().for_each(|value| within(value, all));
        }
        Value::Array(list) => list.iter().for_each(|value| within(value, all)),
        _ => {}
    }
}

fn plain(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AuditReader;

    fn read(line: &str) -> AuditEvent {
        let mut events = Vec::new();
        AuditReader::default().read("log", line, |event, _| events.push(event));
        events.remove(0)
    }

    fn words(set: &BTreeSet<String>) -> Vec<&str> {
        set.iter().map(String::as_str).collect()
    }

    #[test]
    fn one_party_has_its_id_its_address_and_its_name() {
        let event = read(concat!(
            r#"{"uuid":"o1","published":"2026-05-03T09:12:33Z","eventType":"group.user_membership.add","#,
            r#""actor":{"id":"00uBOSS","type":"User","alternateId":"karl@acme.example","#,
            r#""displayName":"Karl Boss"},"target":[{"id":"00gBILL","type":"UserGroup","displayName":"Billing"},"#,
            r#"{"id":"00uANNA","type":"User","alternateId":"anna.roth@acme.example","#,
            r#""displayName":"Anna Roth"}]}"#
        ));
        let all = identities(&event);
        let boss = all.iter().find(|one| one.id == "00uBOSS").unwrap();
        assert_eq!(words(&boss.ids), ["00uBOSS", "karl@acme.example"]);
        assert_eq!(words(&boss.names), ["Karl Boss"]);
        let anna = all.iter().find(|one| one.ids.contains("00uANNA")).unwrap();
        assert_eq!(words(&anna.ids), ["00uANNA", "anna.roth@acme.example"]);
        assert_eq!(words(&anna.names), ["Anna Roth"]);
        assert!(!all.iter().any(|one| one.ids.contains("00gBILL")), "a group is nobody: {all:?}");
    }

    #[test]
    fn a_stated_kind_tells_people_from_services() {
        let kind = |kind: &str| {
            let line = concat!(
                r#"{"uuid":"o","published":"2026-05-03T09:12:33Z","eventType":"x","#,
                r#""actor":{"id":"a","type":"KIND"}}"#
            );
            actor_kind(&read(&line.replace("KIND", kind)))
        };
        assert_eq!((kind("User"), kind("AppUser")), (Some(ActorKind::Person), Some(ActorKind::Person)));
        for service in ["PublicClientApp", "SystemPrincipal", "ApiToken"] {
            assert_eq!(kind(service), Some(ActorKind::Service), "{service}");
        }
        assert_eq!(kind("Thing"), None);
    }

    #[test]
    fn what_stands_for_nobody_ties_nobody_to_anybody() {
        let event = read(concat!(
            r#"{"uuid":"o1","published":"2026-05-03T09:12:33Z","eventType":"user.session.start","#,
            r#""actor":{"id":"unknown","type":"User","alternateId":"anna@acme.example","#,
            r#""displayName":"unknown"}}"#
        ));
        let all = identities(&event);
        assert!(all.iter().all(|one| !one.ids.contains("unknown") && !one.names.contains("unknown")));
        assert!(all.iter().all(|one| one.id.is_empty()), "{all:?}");
        assert!(all.iter().any(|one| words(&one.ids) == ["anna@acme.example"]), "{all:?}");
    }
}
