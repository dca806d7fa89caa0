//! Any bytes as a bundle of evidence, and any bytes as one file of a bundle that holds otherwise.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use steward_evidence::{Files, Parts, Proved, Question, create, read_archive, verify, write_archive};
use steward_ledger::{
    Approval, ApprovalState, Checkpoint, Confirmation, Decision, Event, Log, Outcome, OutcomeState,
    Pseudonym, SignerKey, Surface, Tree, TrustedKey,
};
use steward_model::Consequence;

const LOG: &str = "steward/fuzz";
const POLICY: &str = "permit (principal, action, resource);\n";
/// SHA-256 of the policy.
const VERSION: &str = "c5ad120fb9af314a4a45eb7c8934145087f995daff99968501683a0c84a79473";

/// The files of a bundle about two entries.
static SOUND: LazyLock<Files> = LazyLock::new(|| sound().expect("the bundle to begin with cannot be made"));

fn sound() -> Result<Files, Box<dyn std::error::Error>> {
    let event = Event {
        time: "2026-05-03T10:12:44Z".parse()?,
        who: Pseudonym::from_random([1; 16]),
        on_behalf_of: None,
        proposed_by: None,
        operation: "tenant.refresh".to_owned(),
        consequence: Consequence::Diagnose,
        object: None,
        tenant: None,
        surface: Surface::Cli,
        reason: None,
        decision: Decision {
            policy_version: VERSION.to_owned(),
            policies: vec!["administrator-runs".to_owned()],
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
        correlation: "request".to_owned(),
    };
    let key = SignerKey::from_seed(LOG, &[7; 32])?;
    let mut log = Log::new(LOG)?;
    let entries = [log.append(event.clone())?, log.append(event)?];
    let tree: Tree = entries.iter().map(|entry| entry.hash).collect();
    let mut proved = Vec::new();
    for entry in entries {
        proved.push(Proved { path: tree.inclusion(entry.number, 2)?, bytes: entry.bytes });
    }
    let parts = Parts {
        log: LOG.to_owned(),
        keys: vec![TrustedKey { key: key.verifier().clone(), from: 0, until: None }],
        checkpoint: Checkpoint::new(LOG, 2, tree.root(2)?).sign(&key)?,
        entries: proved,
        events: Vec::new(),
        supporting: BTreeSet::new(),
        policies: BTreeMap::from([(VERSION.to_owned(), POLICY.to_owned())]),
        packs: Vec::new(),
        question: Question { text: "op:tenant.*".to_owned(), query: serde_json::Value::Null, control: None },
        disclosed: Vec::new(),
        erased: BTreeSet::new(),
        tool: "steward".to_owned(),
    };
    Ok(read_archive(&create(&parts, Some(&key))?)?)
}

fuzz_target!(|data: &[u8]| {
    let verdict = verify(data, &[]);
    assert_eq!(verdict.holds, verdict.faults.is_empty());

    let Some((first, rest)) = data.split_first() else { return };
    let mut files = SOUND.clone();
    let at = usize::from(*first) % files.len().max(1);
    let Some(name) = files.keys().nth(at).cloned() else { return };
    // others may sign the manifest beside whoever made it
    let open = name == "manifest.sig";
    let same = files.insert(name, rest.to_vec()).as_deref() == Some(rest);
    let Ok(bytes) = write_archive(&files) else { return };
    let holds = verify(&bytes, &[]).holds;
    assert!(holds == same || (holds && open), "every changed file is found");
});
