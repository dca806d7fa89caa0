//! OSCAL assessment results (NIST, model version 1.1.2): which controls the entries are evidence for, and
//! how far.
//!
//! Two controls are found satisfied for these entries, because it was computed: AU-3 (each entry has the
//! content that the control asks for) and AU-10 (each is proved against a signature). AU-2, AC-2 and AC-6
//! are observed only, with the entries that show something of them: whether an organisation meets them, no
//! log can say. A control that was asked for by name is observed with everything that answers.

use crate::contents::{Contents, Kept};
use crate::{Control as Asked, facts, told};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use steward_ledger::{ApprovalState, CanonicalError, OutcomeState, canonical_bytes};

/// The model that is written.
const MODEL: &str = "1.1.2";

/// A control and what the entries show of it.
struct Control {
    id: &'static str,
    title: &'static str,
    says: &'static str,
    /// Whether an entry shows something of it.
    shown: fn(&Kept) -> bool,
    /// The statement that is found satisfied, when that was computed.
    satisfied: Option<&'static str>,
}

const CONTROLS: &[Control] = &[
    Control {
        id: "au-2",
        title: "Event logging",
        says: "These types of events are recorded; the list of those that have to be is the organisation's.",
        shown: |_| true,
        satisfied: None,
    },
    Control {
        id: "au-3",
        title: "Content of audit records",
        says: "Each entry says which type of event, when, where, from what, how it ended and by whom.",
        shown: |_| true,
        satisfied: Some("au-3_smt"),
    },
    Control {
        id: "au-10",
        title: "Non-repudiation",
        says: "Each entry is proved to be in a log whose root is signed with the key of its device.",
        shown: |_| true,
        satisfied: Some("au-10_smt"),
    },
    Control {
        id: "ac-2",
        title: "Account management",
        says: "These entries record changes of accounts and their access, with who did it and who agreed.",
        shown: |kept| {
            let event = &kept.entry.event;
            let of_person = |kind: &str| matches!(kind, "person" | "group" | "role");
            !event.changes.is_empty()
                && (event.object.as_ref().is_some_and(|object| of_person(&object.kind))
                    || event
                        .changes
                        .iter()
                        .filter_map(|change| change.object.as_ref())
                        .any(|o| of_person(&o.kind)))
        },
        satisfied: None,
    },
    Control {
        id: "ac-6",
        title: "Least privilege",
        says: "These entries record refusals, approvals, and operations of high consequence.",
        shown: |kept| {
            let event = &kept.entry.event;
            event.outcome.state == OutcomeState::Refused
                || event.decision.approval.state != ApprovalState::NotRequired
                || event.consequence.is_high()
        },
        satisfied: None,
    },
];

/// The control that events of tenants' own logs are evidence for, its title, and what they show.
const TOLD: (&str, &str, &str) = (
    "au-6",
    "Audit record review, analysis, and reporting",
    "These events were told by the tenant's own log and read in. Each is proved to be as it was read in; whether it is \
     true, the tenant answers for.",
);

/// The file.
pub fn render(contents: &Contents) -> Result<Vec<u8>, CanonicalError> {
    let id = |what: &str| uuid(contents, what);
    let (first, last) = facts::span(contents);
    let (first, last) = (first.to_string(), last.to_string());
    let (mut observations, mut findings) = (Vec::new(), Vec::new());
    let mut reviewed: Vec<String> = Vec::new();
    if let Some(control) = &contents.question.control {
        reviewed.push(control.token());
        observations.push(asked(contents, control, &id(&format!("observation asked {}", control.id)), &last));
    }
    let mut review = |control: &str| {
        if !reviewed.iter().any(|known| known == control) {
            reviewed.push(control.to_owned());
        }
    };
    for control in CONTROLS {
        let evidence: Vec<Value> =
            contents.answers().filter(|kept| (control.shown)(kept)).map(entry_as_evidence).collect();
        if evidence.is_empty() {
            continue;
        }
        let observation = id(&format!("observation {}", control.id));
        review(control.id);
        observations.push(json!({
            "uuid": observation,
            "title": format!("{}: {}", control.id.to_uppercase(), control.title),
            "description": control.says,
            "methods": if control.satisfied.is_some() { ["TEST"] } else { ["EXAMINE"] },
            "types": ["control-objective"],
            "relevant-evidence": evidence,
            "collected": last,
        }));
        if let Some(statement) = control.satisfied {
            findings.push(json!({
                "uuid": id(&format!("finding {}", control.id)),
                "title": format!("{} for the entries of this bundle", control.id.to_uppercase()),
                "description": control.says,
                "target": {
                    "type": "statement-id",
                    "target-id": statement,
                    "description": "For the entries of this bundle, and nothing beyond them.",
                    "status": { "state": "satisfied" },
                },
                "related-observations": [{ "observation-uuid": observation }],
            }));
        }
    }
    if !contents.events.is_empty() {
        review(TOLD.0);
        observations.push(told_observation(contents, &id(&format!("observation {}", TOLD.0)), &last));
    }
    let reviewed: Vec<Value> = reviewed.iter().map(|control| json!({ "control-id": control })).collect();
    let mut result = json!({
        "uuid": id("result"),
        "title": contents.question.text,
        "description": "Computed from the entries of this bundle; VERIFY.md says how.",
        "start": first,
        "end": last,
        "reviewed-controls": { "control-selections": [{ "include-controls": reviewed }] },
        "observations": observations,
    });
    // where only a tenant's own log answers, nothing is found
    if let Some(result) = result.as_object_mut().filter(|_| !findings.is_empty()) {
        result.insert("findings".to_owned(), Value::Array(findings));
    }
    let plan = id("plan");
    canonical_bytes(&json!({ "assessment-results": {
        "uuid": id("assessment-results"),
        "metadata": {
            "title": format!("Evidence: {}", contents.question.text),
            "last-modified": last,
            "version": contents.checkpoint.as_ref().map(|c| c.size.to_string()).unwrap_or_default(),
            "oscal-version": MODEL,
        },
        "import-ap": { "href": format!("#{plan}") },
        "results": [result],
        "back-matter": { "resources": [{
            "uuid": plan,
            "title": "The question, and how it is checked",
            "rlinks": [{ "href": "../question.json" }, { "href": "../VERIFY.md" }],
        }]},
    }}))
}

fn entry_as_evidence(kept: &Kept) -> Value {
    let number = kept.entry.chain.number;
    json!({
        "href": format!("../{}", crate::names::entry(number)),
        "description": format!("Entry {number}, SHA-256 of its leaf {}", kept.hash),
    })
}

fn events_as_evidence(contents: &Contents) -> impl Iterator<Item = Value> {
    contents.events.iter().map(|(place, kept)| {
        json!({
            "href": format!("../{}", crate::names::event(*place)),
            "description": format!("Event {place}, told by {}, SHA-256 of its leaf {}", told::told_by(kept), kept.hash),
        })
    })
}

/// The control that was asked for: everything that answers, and how far that goes.
fn asked(contents: &Contents, control: &Asked, uuid: &str, collected: &str) -> Value {
    let evidence = contents.answers().map(entry_as_evidence).chain(events_as_evidence(contents));
    json!({
        "uuid": uuid,
        "title": control.name(),
        "description": format!("{} {}", control.shows, control.lacks),
        "methods": ["EXAMINE"],
        "types": ["control-objective"],
        "relevant-evidence": evidence.collect::<Vec<Value>>(),
        "collected": collected,
    })
}

/// What tenants' own logs told, as an observation. How they came to tell it, nobody here can say.
fn told_observation(contents: &Contents, uuid: &str, collected: &str) -> Value {
    json!({
        "uuid": uuid,
        "title": format!("{}: {}", TOLD.0.to_uppercase(), TOLD.1),
        "description": TOLD.2,
        "methods": ["EXAMINE"],
        "types": ["control-objective"],
        "relevant-evidence": events_as_evidence(contents).collect::<Vec<Value>>(),
        "collected": collected,
    })
}

/// A UUID of version 8 (RFC 9562 section 5.8) that follows from the checkpoint, the entries and a word.
fn uuid(contents: &Contents, what: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(b"steward evidence uuid v1\n");
    let control = contents.question.control.as_ref().map(|control| control.id.as_str());
    let texts = [contents.log.as_str(), contents.question.text.as_str(), what].into_iter();
    for text in texts.chain(control) {
        hasher.update((text.len() as u64).to_be_bytes());
        hasher.update(text.as_bytes());
    }
    if let Some(checkpoint) = &contents.checkpoint {
        hasher.update(checkpoint.root.as_bytes());
    }
    let events = contents.events.values().map(|kept| &kept.hash);
    for hash in contents.entries.values().map(|kept| &kept.hash).chain(events) {
        hasher.update(hash.as_bytes());
    }
    let hash: [u8; 32] = hasher.finalize().into();
    let mut bits = hash.iter().take(16).fold(0_u128, |bits, byte| (bits << 8) | u128::from(*byte));
    bits = (bits & !(0xf << 76)) | (0x8 << 76);
    bits = (bits & !(0x3 << 62)) | (0x2 << 62);
    let text = format!("{bits:032x}");
    let mut parts = Vec::new();
    let mut rest = text.as_str();
    for length in [8, 4, 4, 4] {
        let (part, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts.join("-")
}
