//! Events of tenants' own logs: each proved by the entry that seals its batch, and what is done to them found.

use crate::independent::run;
use crate::sample::{
    SEAL, TOLD, bundle, bundle_with_events, edited, key, parts_with_events, relisted, resigned,
};
use serde_json::Value;
use steward_evidence::{
    CreateError, EventPlace, Fault, Files, MAX_EVENTS, create, read_archive, verify, verify_unsigned,
};
use steward_ledger::Hash;

const FIRST: &str = "events/000009-000000";
const SECOND: &str = "events/000009-000001";

fn json(path: &str) -> String {
    format!("{path}.json")
}

fn proof(path: &str) -> String {
    format!("{path}.proof")
}

/// Places of the events that do not hold after something was done by somebody who has no key, and those after the same
/// by somebody who has it. The independent program finds both as well.
fn bad(edit: impl Fn(&mut Files)) -> [Vec<u64>; 2] {
    let plain = edited(&bundle_with_events(), &edit);
    let signed = edited(&bundle_with_events(), |files| {
        edit(files);
        relisted(files);
        resigned(files);
    });
    [plain, signed].map(|bytes| {
        let (code, text) = run(&bytes, &[]);
        assert_eq!(code, Some(1), "{text}");
        let verdict = verify(&bytes, &[]);
        assert!(!verdict.holds);
        verdict.events.iter().filter(|event| !event.holds).map(|event| event.place.index).collect()
    })
}

#[test]
fn they_hold_with_the_entry_that_seals_them() {
    let bytes = bundle_with_events();
    let verdict = verify(&bytes, &[key(7).verifier().clone()]);
    assert!(verdict.holds, "{:?}", verdict.faults);
    let places: Vec<String> = verdict.events.iter().map(|event| event.place.to_string()).collect();
    assert_eq!(places, ["000009-000000", "000009-000001"]);
    assert!(verdict.events.iter().all(|event| event.holds && event.hash.is_some()));
    let supporting: Vec<u64> =
        verdict.entries.iter().filter(|entry| entry.supporting).map(|entry| entry.number).collect();
    assert_eq!(supporting, [SEAL]);
    let mut turned = parts_with_events();
    turned.events.reverse();
    turned.entries.reverse();
    assert_eq!(
        create(&turned, Some(&key(7))).unwrap(),
        bytes,
        "the order in which they are handed in is no matter"
    );
}

#[test]
fn a_changed_one_is_named() {
    let edit = |files: &mut Files| {
        let text = String::from_utf8(files[&json(FIRST)].clone()).unwrap();
        files.insert(json(FIRST), text.replace("billing.access.grant", "billing.access.check").into_bytes());
    };
    assert_eq!(bad(edit), [vec![0], vec![0]]);
}

#[test]
fn one_that_is_missing_is_named() {
    let edit = |files: &mut Files| {
        files.remove(&json(SECOND));
        files.remove(&proof(SECOND));
    };
    // of one that the manifest does not name any more, what was disclosed of it still tells
    assert_eq!(bad(edit), [vec![1], vec![1]]);
    let alone = |files: &mut Files| {
        files.remove(&proof(SECOND));
    };
    assert_eq!(bad(alone), [vec![1], vec![1]]);
}

#[test]
fn swapped_proofs_and_swapped_events_are_named() {
    for name in [json, proof] {
        let edit = |files: &mut Files| {
            let first = files.remove(&name(FIRST)).unwrap();
            let second = files.insert(name(SECOND), first).unwrap();
            files.insert(name(FIRST), second);
        };
        assert_eq!(bad(edit), [vec![0, 1], vec![0, 1]]);
    }
}

#[test]
fn one_that_was_added_is_named() {
    let third = "events/000009-000002";
    let edit = |files: &mut Files| {
        files.insert(json(third), files[&json(FIRST)].clone());
        let proof_of_it =
            String::from_utf8(files[&proof(FIRST)].clone()).unwrap().replace("index 0", "index 2");
        files.insert(proof(third), proof_of_it.into_bytes());
    };
    assert_eq!(bad(edit), [vec![2], vec![2]]);
    for path in ["events/x.json", "events/9-0.json", "events/000009-000000.txt", "events/000009-000002.proof"]
    {
        let bytes = edited(&bundle_with_events(), |files| {
            files.insert(path.to_owned(), b"{}".to_vec());
            relisted(files);
            resigned(files);
        });
        let verdict = verify(&bytes, &[]);
        assert!(
            verdict.faults.iter().any(|fault| fault.paths().contains(&path)),
            "{path}: {:?}",
            verdict.faults
        );
        assert_eq!(run(&bytes, &[]).0, Some(1), "{path}");
    }
}

#[test]
fn without_the_entry_that_seals_them_none_is_proved() {
    let edit = |files: &mut Files| {
        files.remove("entries/000009.json");
        files.remove("proofs/000009.tlog-proof");
    };
    assert_eq!(bad(edit)[1], [0, 1]);
    let unproved = |files: &mut Files| {
        let other = files["proofs/000008.tlog-proof"].clone();
        files.insert("proofs/000009.tlog-proof".to_owned(), other);
    };
    assert_eq!(bad(unproved)[1], [0, 1]);
}

#[test]
fn entries_that_are_there_for_them_are_no_answer_and_are_named_as_such() {
    let files = read_archive(&bundle_with_events()).unwrap();
    let same = read_archive(&bundle()).unwrap();
    assert_eq!(files["entries.csv"], same["entries.csv"], "the table has answers alone");
    assert_eq!(files["supporting.json"], b"[9]");
    for wrong in ["[8,9]", "[]", "[8]"] {
        let edit = |files: &mut Files| {
            files.insert("supporting.json".to_owned(), wrong.as_bytes().to_vec());
        };
        let _ = bad(edit);
    }
}

#[test]
fn a_value_that_was_not_sealed_is_named() {
    let edit = |files: &mut Files| {
        let text = String::from_utf8(files["disclosed.json"].clone()).unwrap();
        files.insert("disclosed.json".to_owned(), text.replace(TOLD[1], "Mara Lund").into_bytes());
    };
    assert_eq!(bad(edit)[1], [1]);
    let mut parts = parts_with_events();
    parts.events[0].values.get_mut(&0).unwrap().as_mut().unwrap().value =
        serde_json::json!({ "actorName": "x" });
    let Err(CreateError::DoesNotHold(faults)) = create(&parts, None) else { panic!("it was made") };
    let place = EventPlace { entry: SEAL, index: 1 };
    assert_eq!(faults, [Fault::EventCommitment { place, part: 0 }]);
}

#[test]
fn of_whoever_was_forgotten_nothing_is_left() {
    let files = read_archive(&bundle_with_events()).unwrap();
    let has = |bytes: &[u8], word: &str| bytes.windows(word.len()).any(|part| part == word.as_bytes());
    for (path, bytes) in &files {
        assert!(!has(bytes, TOLD[0]), "{path}");
    }
    assert!(has(&files["report.html"], TOLD[1]) && has(&files["events.csv"], TOLD[1]));
    let secrets: Value = serde_json::from_slice(&files["disclosed.json"]).unwrap();
    let gone = serde_json::json!([{ "entry": 9, "index": 0, "part": 0, "why": "erased" }]);
    assert_eq!(secrets["events"]["withheld"], gone);
}

#[test]
fn everything_that_is_read_says_whose_log_told_them() {
    let files = read_archive(&bundle_with_events()).unwrap();
    let text = |path: &str| String::from_utf8(files[path].clone()).unwrap();
    let told = "the log of tenant t1 (okta)";
    assert_eq!(text("report.html").matches(told).count(), 2);
    let table = text("events.csv");
    assert_eq!(table.matches(told).count(), 2);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    for cell in
        reader.records().map(Result::unwrap).flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>())
    {
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
    }
    for version in ["1.1.0", "1.8.0", "1.9.0-dev"] {
        let events: Vec<Value> = serde_json::from_str(&text(&format!("ocsf/{version}.json"))).unwrap();
        let told: Vec<&Value> = events.iter().filter(|event| event["class_uid"] == 6003).collect();
        assert_eq!((events.len(), told.len()), (8, 2), "{version}");
        assert!(told.iter().all(|event| event["metadata"]["version"] == version));
        assert_eq!(told[0]["unmapped"]["told_by"], "the log of tenant t1 (okta)");
    }
    let results: Value = serde_json::from_str(&text("oscal/assessment-results.json")).unwrap();
    let observations = results["assessment-results"]["results"][0]["observations"].as_array().unwrap();
    let last = observations.last().unwrap();
    assert!(last["title"].as_str().unwrap().starts_with("AU-6"), "{last}");
    assert_eq!(last["relevant-evidence"][0]["href"], "../events/000009-000000.json");
}

#[test]
fn what_does_not_hold_and_too_much_give_no_bundle() {
    let mut parts = parts_with_events();
    parts.events[0].path[0] = Hash::new([0; 32]);
    let Err(CreateError::DoesNotHold(faults)) = create(&parts, None) else { panic!("it was made") };
    assert!(matches!(faults[..], [Fault::EventNotProved { .. }]), "{faults:?}");
    let mut parts = parts_with_events();
    let one = parts.events.remove(0);
    parts.events = vec![one; MAX_EVENTS + 1];
    let error = create(&parts, None).unwrap_err().to_string();
    assert_eq!(error, "50001 events answer the question, and a bundle holds 50000");
}

#[test]
fn events_alone_are_an_answer() {
    let mut parts = parts_with_events();
    let seal = parts.entries.pop().unwrap();
    parts.entries = vec![seal];
    (parts.disclosed, parts.erased) = Default::default();
    let verdict = verify_unsigned(&create(&parts, None).unwrap(), &[]);
    assert!(verdict.holds, "{:?}", verdict.faults);
    assert_eq!((verdict.entries.len(), verdict.events.len()), (1, 2));
}
