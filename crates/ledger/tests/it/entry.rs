//! Entries: their bytes, and what is not an entry.

use crate::history::{DEVICE, event};
use serde_json::json;
use steward_ledger::{
    Change, Commitment, Entry, EntryError, Hash, Log, Object, Pseudonym, Salt, StoredEntry, Tenant, Value,
    leaf_hash,
};
use steward_model::Environment;

/// Written by hand. `(printf '\0'; printf %s "$entry") | sha256sum` gives the hash.
const FIRST: &str = r#"{"chain":{"device":"steward/5f0c9d2e","format":1,"number":0},"event":{"consequence":"diagnose","correlation":"5d61","decision":{"approval":{"required":0,"state":"not-required"},"confirmation":"none","policies":["p"],"policyVersion":"9d2e"},"operation":"tenant.refresh","outcome":{"state":"done"},"surface":"cli","time":"2026-05-03T10:12:44.018Z","who":"01010101010101010101010101010101"}}"#;
const FIRST_HASH: &str = "50514cf2a89b781bd554e0d78fe3e8ffc60ff7faaf4d3eeb9f11c906587895ab";

#[test]
fn its_bytes_and_hash_are_known() {
    let mut log = Log::new(DEVICE).unwrap();
    let first = log.append(event("5d61")).unwrap();
    assert_eq!(std::str::from_utf8(&first.bytes).unwrap(), FIRST);
    assert_eq!(first.hash.to_string(), FIRST_HASH);
    assert_eq!(first, StoredEntry::from_bytes(0, FIRST.into()));
    let second = log.append(event("5d62")).unwrap();
    // a verifier reads no further than this when all is well
    let begin = format!(
        r#"{{"chain":{{"device":"{DEVICE}","format":1,"number":1,"previous":"{FIRST_HASH}"}},"event":{{"#
    );
    assert!(second.bytes.starts_with(begin.as_bytes()));
    assert_eq!((log.size(), log.head(), log.device()), (2, Some(second.hash), DEVICE));
    let mut again = Log::after(DEVICE, 0, first.hash).unwrap();
    assert_eq!(again.append(event("5d62")).unwrap(), second);
    assert!(Log::new("two words").is_err());
}

#[test]
fn everything_in_it_reads_back() {
    let withheld = Value::Withheld(Commitment::to(&Salt::new([9; 32]), &"ines@example.com").unwrap());
    let person = Object { kind: "person".into(), id: Pseudonym::from_random([2; 16]).0 };
    let mut event = event("5d61");
    event.on_behalf_of = Some(Pseudonym::from_random([3; 16]));
    event.proposed_by = Some(Pseudonym("assistant".into()));
    event.object = Some(Object { kind: "role".into(), id: "r7".into() });
    event.tenant = Some(Tenant { id: "t1".into(), environment: Environment::Practice });
    event.reason = Some(withheld.clone());
    event.changes = vec![Change {
        object: Some(person),
        field: "mail".into(),
        before: Some(withheld),
        after: Some(Value::Plain(json!({"b": [1.5, null], "a": "Ä"}))),
    }];
    let mut log = Log::new(DEVICE).unwrap();
    let stored = log.append(event.clone()).unwrap();
    let read = Entry::read(&stored.bytes).unwrap();
    assert_eq!(read.event, event);
    assert_eq!(read.bytes().unwrap(), stored.bytes);
    let text = std::str::from_utf8(&stored.bytes).unwrap();
    assert!(
        text.contains(r#""onBehalfOf":"0303"#)
            && text.contains(r#""after":{"plain":{"a":"Ä","b":[1.5,null]}}"#)
    );
    assert!(text.contains(r#""reason":{"withheld":""#) && !text.contains("ines@"));
}

#[test]
fn a_number_that_would_be_rounded_is_not_recorded() {
    let mut log = Log::new(DEVICE).unwrap();
    let before = log.clone();
    let mut event = event("5d61");
    event.reason = Some(Value::Plain(json!(u64::MAX)));
    assert!(log.append(event).is_err());
    assert_eq!(log, before);
}

#[test]
fn what_is_no_entry() {
    let read = |text: &str| Entry::read(text.as_bytes()).unwrap_err();
    assert!(matches!(read(""), EntryError::Json(_)));
    assert!(matches!(read("{}"), EntryError::Json(_)));
    assert!(matches!(read(&format!("{FIRST} ")), EntryError::NotCanonical));
    assert!(matches!(read(&FIRST.replace("\"number\":0", "\"number\": 0")), EntryError::NotCanonical));
    assert!(matches!(read(&FIRST.replace("018Z", "0180Z")), EntryError::NotCanonical));
    assert!(matches!(read(&FIRST.replace("tenant.", "tenant\\u002e")), EntryError::NotCanonical));
    // the same event with its keys in another order
    let moved =
        FIRST.replace(r#","surface":"cli""#, "").replace(r#""operation""#, r#""surface":"cli","operation""#);
    assert!(matches!(read(&moved), EntryError::NotCanonical));
    // unknown, twice, missing, of another kind
    assert!(matches!(read(&FIRST.replace("\"who\"", "\"whom\"")), EntryError::Json(_)));
    let twice = FIRST.replace(r#""surface":"cli""#, r#""surface":"cli","surface":"cli""#);
    assert!(matches!(read(&twice), EntryError::Json(_)));
    assert!(matches!(read(&FIRST.replace(r#""surface":"cli","#, "")), EntryError::Json(_)));
    assert!(matches!(read(&FIRST.replace("\"cli\"", "\"telephone\"")), EntryError::Json(_)));
    // its place
    assert!(matches!(read(&FIRST.replace("\"format\":1", "\"format\":2")), EntryError::UnknownFormat(2)));
    assert!(matches!(read(&FIRST.replace("\"number\":0", "\"number\":1")), EntryError::Previous));
    let hash = format!(r#""number":0,"previous":"{FIRST_HASH}""#);
    assert!(matches!(read(&FIRST.replace("\"number\":0", &hash)), EntryError::Previous));
    let capitals = hash.replace("number\":0", "number\":1").replace("50514cf2a89b", "50514CF2A89B");
    assert!(matches!(read(&FIRST.replace("\"number\":0", &capitals)), EntryError::Json(_)));
    let beyond = hash.replace("number\":0", "number\":9007199254740992");
    assert!(matches!(read(&FIRST.replace("\"number\":0", &beyond)), EntryError::NotCanonical));
}

#[test]
fn a_hash_has_one_text() {
    let hash = leaf_hash(FIRST.as_bytes());
    assert_eq!(hash.to_string(), FIRST_HASH);
    assert_eq!(FIRST_HASH.parse::<Hash>(), Ok(hash));
    for text in
        ["", "50", &FIRST_HASH.to_uppercase(), &format!("{FIRST_HASH}00"), &FIRST_HASH.replace('5', "g")]
    {
        assert_eq!(text.parse::<Hash>().unwrap_err().given, text);
    }
}
