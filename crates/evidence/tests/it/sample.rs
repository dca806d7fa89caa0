//! A log of twelve entries, and the parts of a bundle about some of them.

use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use steward_evidence::{
    Disclosed, EventPlace, Files, Opening, PackVersion, Parts, Place, Proved, ProvedEvent, Question,
    read_archive, write_archive,
};
use steward_ledger::{
    Approval, ApprovalState, Approver, Change, Checkpoint, Commitment, Confirmation, Decision, Event, Hash,
    Log, Object, Outcome, OutcomeState, Pseudonym, Salt, SignerKey, StoredEntry, Surface, Tenant, Tree,
    TrustedKey, Value, canonical_bytes, leaf_hash, sign_note,
};
use steward_model::{Consequence, Environment};

pub const LOG: &str = "steward/5f0c9d2e";
pub const POLICY: &str = "permit (principal, action, resource);\n";
/// What a spreadsheet would compute and a page would run.
pub const HOSTILE: &str = "=HYPERLINK(\"x\") <script>alert(1)</script> & 'Ünï'";
pub const ERASED: &str = "Ines Okafor";
/// Who did what a tenant's own log tells, as long as they are not forgotten.
pub const TOLD: [&str; 2] = ["Anna Roth", "Mara Lind"];
/// The entry that seals the events of a tenant's own log.
pub const SEAL: u64 = 9;

pub fn key(seed: u8) -> SignerKey {
    SignerKey::from_seed(LOG, &[seed; 32]).unwrap()
}

pub fn policy_version() -> String {
    hex::encode(Sha256::digest(POLICY.as_bytes()))
}

fn salt(seed: u8) -> Salt {
    Salt::new([seed; 32])
}

fn withheld(seed: u8, value: &str) -> Value {
    Value::Withheld(Commitment::to(&salt(seed), &value).unwrap())
}

fn change(field: &str, before: Option<Value>, after: Option<Value>) -> Change {
    Change { object: None, field: field.to_owned(), before, after }
}

/// An event of every shape that matters, by number.
fn event(number: u8) -> Event {
    let object = |kind: &str, id: &str| Some(Object { kind: kind.to_owned(), id: id.to_owned() });
    let mut event = Event {
        time: format!("2026-05-03T10:12:{number:02}.018Z").parse().unwrap(),
        who: Pseudonym::from_random([1; 16]),
        on_behalf_of: None,
        proposed_by: None,
        operation: "tenant.refresh".to_owned(),
        consequence: Consequence::Diagnose,
        object: None,
        tenant: Some(Tenant { id: "t1".to_owned(), environment: Environment::Live }),
        surface: Surface::Cli,
        reason: None,
        decision: Decision {
            policy_version: policy_version(),
            policies: vec!["administrators".to_owned()],
            confirmation: Confirmation::None,
            approval: Approval {
                state: ApprovalState::NotRequired,
                required: 0,
                request: None,
                approvers: Vec::new(),
            },
        },
        changes: Vec::new(),
        outcome: Outcome { state: OutcomeState::Done, code: None },
        correlation: format!("request{number}"),
    };
    match number {
        3 => {
            event.operation = "change.apply".to_owned();
            event.consequence = Consequence::Policy;
            event.object = object("person", "0a0a");
            event.reason = Some(withheld(3, "asked by mail"));
            event.changes = vec![change("roles", None, Some(Value::Plain(json!("billing"))))];
            event.decision.approval = Approval {
                state: ApprovalState::Granted,
                required: 1,
                request: Some("EL-207".to_owned()),
                approvers: vec![Approver {
                    who: Pseudonym::from_random([2; 16]),
                    time: "2026-05-03T09:00:00Z".parse().unwrap(),
                    agreed: true,
                }],
            };
        }
        4 => {
            event.operation = "change.apply".to_owned();
            event.consequence = Consequence::Policy;
            event.object = object("person", "0a0a");
            event.changes = vec![
                change("name", Some(withheld(41, ERASED)), Some(withheld(42, "other"))),
                change("note", None, Some(Value::Plain(json!(HOSTILE)))),
            ];
        }
        5 => {
            event.operation = "=cmd".to_owned();
            event.consequence = Consequence::Destructive;
            event.object = object("role", "r7");
            event.changes = vec![change("permissions", Some(Value::Plain(json!(["a", "b"]))), None)];
            event.decision.policies = Vec::new();
            event.outcome = Outcome { state: OutcomeState::Refused, code: Some("no-permit".to_owned()) };
        }
        9 => {
            event.operation = "audit.import".to_owned();
            event.consequence = Consequence::Correct;
            event.changes = vec![
                change("root", None, Some(Value::Plain(json!(batch().root(3).unwrap().to_string())))),
                change("events", None, Some(Value::Plain(json!(3)))),
            ];
        }
        8 => {
            event.consequence = Consequence::Correct;
            event.object = object("group", "g1");
            event.changes = vec![change("name", None, Some(Value::Plain(json!("+1"))))];
            event.proposed_by = Some(Pseudonym("assistant".to_owned()));
        }
        _ => {}
    }
    event
}

/// The whole log.
pub fn log() -> Vec<StoredEntry> {
    let mut log = Log::new(LOG).unwrap();
    (0..12).map(|number| log.append(event(number)).unwrap()).collect()
}

/// The parts of a bundle about entries 2 to 5, 8 and 11.
pub fn parts() -> Parts {
    let entries = log();
    let tree: Tree = entries.iter().map(|entry| entry.hash).collect();
    let root = tree.root(12).unwrap();
    let place = |number, pointer: &str| Place { number, pointer: pointer.to_owned() };
    let open = |number, pointer: &str, seed, value: &str| Disclosed {
        place: place(number, pointer),
        salt: salt(seed),
        value: json!(value),
    };
    let proved = |number: u64| Proved {
        bytes: entries[number as usize].bytes.clone(),
        path: tree.inclusion(number, 12).unwrap(),
    };
    Parts {
        log: LOG.to_owned(),
        keys: vec![
            TrustedKey { key: key(8).verifier().clone(), from: 0, until: Some(6) },
            TrustedKey { key: key(7).verifier().clone(), from: 7, until: None },
        ],
        checkpoint: Checkpoint::new(LOG, 12, root).sign(&key(7)).unwrap(),
        entries: [11, 3, 4, 2, 5, 8].into_iter().map(proved).collect(),
        events: Vec::new(),
        supporting: BTreeSet::new(),
        policies: BTreeMap::from([
            (policy_version(), POLICY.to_owned()),
            ("unused".to_owned(), String::new()),
        ]),
        packs: vec![PackVersion {
            hash: Hash::new([5; 32]),
            id: "practice".to_owned(),
            version: "1".to_owned(),
        }],
        question: Question {
            text: "who changed billing access on 3 May?".to_owned(),
            query: json!({"on": "2026-05-03", "object": "billing"}),
            control: None,
        },
        // what was erased is not disclosed, even by who still has it
        disclosed: vec![
            open(3, "/event/reason", 3, "asked by mail"),
            open(4, "/event/changes/0/before", 41, ERASED),
        ],
        erased: BTreeSet::from([place(4, "/event/changes/0/before")]),
        tool: "steward 0.1.0".to_owned(),
    }
}

/// The values that an event of a tenant's own log withholds.
fn values(index: u8) -> serde_json::Value {
    json!({ "actorName": TOLD[usize::from(index) % 2], "reason": "=because" })
}

/// What is sealed of an event of a tenant's own log.
fn sealed(index: u8) -> Vec<u8> {
    let commitment = Commitment::to(&salt(90 + index), &values(index)).unwrap();
    canonical_bytes(&json!({
        "format": 1,
        "tenant": "t1",
        "event": {
            "id": format!("e{index}"),
            "time": format!("2026-05-03T09:00:0{index}Z"),
            "source": "tenant",
            "origin": "okta",
            "actor": { "id": format!("p{index}") },
            "action": "billing.access.grant",
            "consequence": "policy",
            "object": { "kind": "billing", "id": "b-17" },
            "outcome": { "state": "success", "code": "+1" },
        },
        "withheld": [{ "about": [format!("p{index}")], "commitment": commitment, "fields": ["actorName", "reason"] }],
    }))
    .unwrap()
}

/// The tree of the three events that were read in together.
fn batch() -> Tree {
    (0..3).map(|index| leaf_hash(&sealed(index))).collect()
}

/// The same parts with two of three events, and the entry that seals them. Who did the first one was forgotten.
pub fn parts_with_events() -> Parts {
    let entries = log();
    let tree: Tree = entries.iter().map(|entry| entry.hash).collect();
    let mut parts = parts();
    parts.entries.push(Proved {
        bytes: entries[SEAL as usize].bytes.clone(),
        path: tree.inclusion(SEAL, 12).unwrap(),
    });
    let event = |index: u8, left: Option<Option<Opening>>| ProvedEvent {
        place: EventPlace { entry: SEAL, index: u64::from(index) },
        bytes: sealed(index),
        path: batch().inclusion(u64::from(index), 3).unwrap(),
        values: left.map(|opening| (0, opening)).into_iter().collect(),
    };
    let open = Opening { salt: salt(91), value: values(1) };
    parts.events = vec![event(1, Some(Some(open))), event(0, None)];
    parts.supporting = BTreeSet::from([SEAL]);
    parts
}

pub fn bundle_with_events() -> Vec<u8> {
    steward_evidence::create(&parts_with_events(), Some(&key(7))).unwrap()
}

/// Signs the manifest as whoever has the key does.
pub fn resigned(files: &mut Files) {
    let hash = hex::encode(Sha256::digest(&files["manifest.json"]));
    let note = sign_note(&format!("steward evidence v1\n{LOG}\n{hash}\n"), &[&key(7)]).unwrap();
    files.insert("manifest.sig".to_owned(), note.into_bytes());
}

pub fn bundle() -> Vec<u8> {
    steward_evidence::create(&parts(), Some(&key(7))).unwrap()
}

/// The files of a bundle after something was done to them.
pub fn edited(bundle: &[u8], edit: impl FnOnce(&mut Files)) -> Vec<u8> {
    let mut files = read_archive(bundle).unwrap();
    edit(&mut files);
    write_archive(&files).unwrap()
}

/// Writes the manifest anew over what is there, as somebody would who has no key.
pub fn relisted(files: &mut Files) {
    files.remove("manifest.sig");
    let bytes = files.remove("manifest.json").unwrap();
    let mut manifest: steward_evidence::Manifest = serde_json::from_slice(&bytes).unwrap();
    manifest.files = (files.iter())
        .map(|(path, bytes)| steward_evidence::Listed {
            path: path.clone(),
            size: bytes.len() as u64,
            sha256: hex::encode(Sha256::digest(bytes)),
        })
        .collect();
    files.insert("manifest.json".to_owned(), canonical_bytes(&manifest).unwrap());
}
