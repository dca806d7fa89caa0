//! Somebody is taken out of a snapshot: a pseudonym stands for them, and everybody's access stays as it was.

use serde_json::json;
use steward_model::{Erased, Erasure, NameWords, Snapshot, TenantDocument};

const PSEUDONYM: &str = "0f1e2d3c";

/// A tenant that names Jörg Müller wherever something can be named.
fn tenant() -> Snapshot {
    let document: TenantDocument = serde_json::from_value(json!({
        "steward": 1,
        "tenant": { "name": "The tenant of Jörg Müller" },
        "people": [
            { "id": "p1", "userName": "joerg", "displayName": "Jörg Müller", "email": "joerg@acme.example",
              "title": "Head of sales", "department": "Sales", "manager": "p2", "mfa": true },
            { "id": "p2", "userName": "ann", "displayName": "Ann Li", "title": "Assistant of JÖRG MÜLLER", "manager": "p1" },
            { "id": "p3", "userName": "ben", "displayName": "Ben Cho", "manager": "JOERG" },
            { "id": "p4", "userName": "joerg2", "displayName": "Jörg Müller", "active": false }
        ],
        "groups": [
            { "id": "Jörg Müller", "displayName": "Team of Müller, Jörg", "source": "list of joerg@acme.example" },
            { "id": "jörg müller", "displayName": "joerg" },
            { "id": "g", "displayName": "Staff" }
        ],
        "roles": [
            { "id": "r", "displayName": "Jo\u{308}rg Mu\u{308}ller's role", "description": "Ask JOERG@ACME.EXAMPLE, or joerg" },
            { "id": "s", "displayName": "Jörg Müllerson" }
        ],
        "permissions": [{ "id": "a.read", "displayName": "Read" }, { "id": "a.write", "displayName": "Write" }],
        "objects": [{ "id": "o", "type": "folder", "displayName": "Files of Jörg Müller", "owner": "p1" }],
        "licences": [{ "id": "l", "displayName": "Seat", "people": ["p1", "p2"] }],
        "memberships": [
            { "group": "Jörg Müller", "person": "p1", "source": "put there by Jörg Müller" },
            { "group": "jörg müller", "member": "Jörg Müller" },
            { "group": "g", "person": "p2" }
        ],
        "inclusions": [{ "role": "r", "includes": "s" }],
        "assignments": [
            { "role": "r", "person": "p1", "since": "2026-01-01T00:00:00Z" },
            { "role": "s", "group": "jörg müller" }
        ],
        "grants": [
            { "permission": "a.read", "role": "r" },
            { "permission": "a.write", "person": "p1", "objects": ["o"] },
            { "permission": "a.write", "group": "Jörg Müller", "deny": true }
        ],
        "activity": [{ "person": "p1", "permission": "a.read", "lastUsed": "2026-02-01T00:00:00Z" }],
        "settings": { "owner": { "Jörg Müller": ["joerg@acme.example", 7, null] } }
    }))
    .unwrap();
    let (snapshot, problems) = document.into_snapshot();
    assert!(problems.is_empty(), "{problems:?}");
    snapshot
}

fn erasure() -> Erasure {
    Erasure {
        id: "p1".into(),
        pseudonym: PSEUDONYM.into(),
        logins: ["joerg".to_owned()].into(),
        words: NameWords::new(["Jörg Müller", "joerg@acme.example"]),
    }
}

fn text(snapshot: &Snapshot) -> String {
    String::from_utf8(snapshot.canonical_bytes().unwrap()).unwrap()
}

#[test]
fn nothing_names_them_and_every_edge_stays() {
    let before = tenant();
    let Erased { snapshot, texts } = erasure().of(&before).unwrap();
    let written = text(&snapshot).to_lowercase();
    for word in ["joerg@acme.example", "müller, jörg", "mu\u{308}ller's", "head of sales"] {
        assert!(!written.contains(word), "{word}: {written}");
    }
    assert_eq!(
        written.matches("jörg müller").count(),
        2,
        "somebody else's name and a longer word: {written}"
    );
    // the tenant, a title, two managers, two ids and two texts of groups, a role twice, an object, a
    // source, settings twice
    assert_eq!(texts, 14, "{written}");

    let at = snapshot.find_person(PSEUDONYM).unwrap();
    let person = snapshot.person(at).unwrap();
    assert_eq!((person.name.as_str(), person.user_name.as_str()), (PSEUDONYM, PSEUDONYM));
    assert_eq!(
        (&person.email, &person.title, &person.department, &person.manager),
        (&None, &None, &None, &None)
    );
    assert_eq!((person.active, person.mfa), (true, Some(true)));
    let managers: Vec<_> = ["p2", "p3"]
        .map(|id| snapshot.person(snapshot.find_person(id).unwrap()).unwrap().manager.clone().unwrap())
        .into();
    assert_eq!(managers, [PSEUDONYM, PSEUDONYM]);
    assert_eq!(snapshot.objects[0].owner, Some(at));
    assert!(snapshot.seats.iter().any(|seat| seat.person == at));
    assert_eq!(snapshot.activity.as_ref().unwrap()[0].person, at);
    let sizes = |x: &Snapshot| {
        [
            x.people.len(),
            x.groups.len(),
            x.roles.len(),
            x.memberships.len(),
            x.inclusions.len(),
            x.assignments.len(),
            x.grants.len(),
            x.seats.len(),
        ]
    };
    assert_eq!(sizes(&snapshot), sizes(&before), "two groups whose names become the same stay two");
}

#[test]
fn what_does_not_name_them_keeps_its_address() {
    let Erased { snapshot, .. } = erasure().of(&tenant()).unwrap();
    assert_eq!(erasure().of(&snapshot), None, "once is enough");
}

#[test]
fn a_bare_word_means_other_things_as_well() {
    let Erased { snapshot, .. } = erasure().of(&tenant()).unwrap();
    let groups: Vec<&str> = snapshot.groups.iter().map(|group| group.name.as_str()).collect();
    assert!(groups.contains(&"joerg"), "{groups:?}");
    let role = snapshot.role(snapshot.find_role("r").unwrap()).unwrap();
    assert_eq!(role.description, Some(format!("Ask {PSEUDONYM}, or joerg")));
    assert_eq!(role.name, format!("{PSEUDONYM}'s role"));
}

#[test]
fn words_are_found_whole_and_whatever_their_letters() {
    let words = NameWords::new(["Anna Roth", " ", "anna@acme.example"]);
    for text in ["agreed with ANNA Roth until May", "Roth, Anna", "(roth anna)", "to:Anna@Acme.example."] {
        assert!(words.is_in(text), "{text}");
    }
    for text in ["", "Anna until May, Roth", "Anna Rothmann", "Johanna Roth", "xanna@acme.example"] {
        assert!(!words.is_in(text), "{text}");
        assert_eq!(words.replaced(text, "X"), None, "{text}");
    }
    assert_eq!(words.replaced("Anna Roth and anna roth, İ", "X").as_deref(), Some("X and X, İ"));
    assert!(words.is_in_json(&json!({ "a": [1, { "Anna Roth": null }] })));
    assert!(!words.is_in_json(&json!({ "Anna": ["Roth", true] })));
    assert!(NameWords::new([""]).is_empty());
}
