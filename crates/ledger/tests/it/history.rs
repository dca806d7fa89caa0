//! Histories to verify.

use steward_ledger::{
    Approval, ApprovalState, Checkpoint, Commit, Confirmation, Decision, Entry, Event, FORMAT, Fault,
    Frontier, Hash, Link, Outcome, OutcomeState, Pseudonym, Record, Report, SignerKey, StoredEntry, Surface,
    Trust, leaf_hash, verify,
};
use steward_model::Consequence;

pub const DEVICE: &str = "steward/5f0c9d2e";

pub fn key(seed: u8) -> SignerKey {
    SignerKey::from_seed(DEVICE, &[seed; 32]).unwrap()
}

pub fn trust() -> Trust {
    Trust::new(key(7).verifier().clone())
}

pub fn event(correlation: &str) -> Event {
    Event {
        time: "2026-05-03T10:12:44.018Z".parse().unwrap(),
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
            policy_version: "9d2e".to_owned(),
            policies: vec!["p".to_owned()],
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
        correlation: correlation.to_owned(),
    }
}

/// How a history is made.
pub struct Recipe {
    pub entries: u64,
    /// A commit after each so many entries.
    pub every: u64,
    pub key: SignerKey,
    /// Sizes with a checkpoint.
    pub checkpoints: Vec<u64>,
    /// An entry whose event is another one.
    pub other: Option<u64>,
    /// An entry of a later format.
    pub format: Option<u64>,
}

impl Default for Recipe {
    fn default() -> Self {
        Self { entries: 12, every: 3, key: key(7), checkpoints: vec![5, 12], other: None, format: None }
    }
}

impl Recipe {
    pub fn make(&self) -> Vec<Record> {
        let (mut records, mut tree, mut previous) = (Vec::new(), Frontier::default(), None::<Hash>);
        for number in 0..self.entries {
            let other = self.other == Some(number);
            let event = event(&format!("{}{number}", if other { "other" } else { "request" }));
            let format = if self.format == Some(number) { FORMAT + 1 } else { FORMAT };
            let chain = Link { device: DEVICE.to_owned(), format, number, previous };
            let bytes = Entry { chain, event }.bytes().unwrap();
            let hash = leaf_hash(&bytes);
            previous = Some(hash);
            tree.append(hash);
            records.push(Record::Entry(StoredEntry { number, hash, bytes }));
            let size = number + 1;
            if size.is_multiple_of(self.every) {
                let commit = Commit { device: DEVICE.to_owned(), size, head: hash };
                records.push(Record::Commit(commit.sign(&self.key).unwrap()));
            }
            if self.checkpoints.contains(&size) {
                let checkpoint = Checkpoint::new(DEVICE, size, tree.root());
                records.push(Record::Checkpoint(checkpoint.sign(&self.key).unwrap()));
            }
        }
        records
    }
}

pub fn report(records: &[Record]) -> Report {
    verify(trust(), records.to_vec())
}

pub fn faults(records: &[Record]) -> Vec<Fault> {
    report(records).faults
}

/// The entry with a number, to be tampered with.
pub fn entry(records: &mut [Record], number: u64) -> &mut StoredEntry {
    let mut found = None;
    for record in records {
        if let Record::Entry(entry) = record
            && entry.number == number
        {
            found = Some(entry);
        }
    }
    found.unwrap()
}

/// Where the entry with a number is.
pub fn at(records: &[Record], number: u64) -> usize {
    records
        .iter()
        .position(|record| matches!(record, Record::Entry(entry) if entry.number == number))
        .unwrap()
}

/// Leaves the entries out that are named.
pub fn without(records: &[Record], out: impl Fn(u64) -> bool) -> Vec<Record> {
    let keep = |record: &&Record| !matches!(record, Record::Entry(entry) if out(entry.number));
    records.iter().filter(keep).cloned().collect()
}

pub fn number_of(record: &Record) -> Option<u64> {
    if let Record::Entry(entry) = record { Some(entry.number) } else { None }
}
