//! Events of tenants' own logs: what was sealed of each when it was read in, and the path from it to the root that an
//! entry of the ledger names.

use crate::archive::Files;
use crate::contents::Contents;
use crate::names::{self, EVENTS, SUPPORTING};
use crate::{EventPlace, Fault};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fmt::Write;
use steward_audit::{AuditEvent, WithheldField};
use steward_ledger::{Commitment, Entry, Event, Hash, OutcomeState, Value, leaf_hash, verify_inclusion};

/// First line of a proof.
const KIND: &str = "steward event proof v1";
/// Lines of a proof before its hashes.
const HEAD: usize = 3;
/// No tree is higher.
const MAX_PATH: usize = 64;
/// Format of what is sealed of an event.
const SEALED: u32 = 1;
/// The operation whose entries seal batches of events.
const IMPORT: &str = "audit.import";

/// A batch of events of a tenant's own log, as the entry of the ledger that seals it speaks of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Root of the tree (RFC 9162) whose leaves are the events.
    pub root: Hash,
    /// How many there are.
    pub events: u64,
}

impl Batch {
    /// What an entry seals; nothing when it is another one.
    #[must_use]
    pub fn sealed_by(event: &Event) -> Option<Self> {
        if event.operation != IMPORT || event.outcome.state != OutcomeState::Done {
            return None;
        }
        let plain = |name: &str| {
            let change = event.changes.iter().find(|change| change.field == name)?;
            match change.after.as_ref()? {
                Value::Plain(value) => Some(value),
                Value::Withheld(_) => None,
            }
        };
        Some(Self { root: plain("root")?.as_str()?.parse().ok()?, events: plain("events")?.as_u64()? })
    }
}

/// An event of a bundle.
#[derive(Clone, Debug)]
pub struct KeptEvent {
    /// Id of the tenant whose log told it.
    pub tenant: String,
    /// The event without personal values; people are pseudonyms.
    pub body: AuditEvent,
    /// What it withholds.
    pub parts: Vec<Part>,
    /// Its leaf in the tree of its batch.
    pub hash: Hash,
}

/// Values that an event withholds together.
#[derive(Clone, Debug, Deserialize)]
pub struct Part {
    /// Commits to an object: field and value.
    pub commitment: Commitment,
    /// The fields.
    pub fields: Vec<WithheldField>,
}

/// An event as it was sealed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sealed {
    format: u32,
    tenant: String,
    event: AuditEvent,
    withheld: Vec<Part>,
}

impl KeptEvent {
    /// Reads what was sealed. What it is called in the tree follows from its bytes.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let sealed: Sealed = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        let Sealed { format, tenant, event, withheld } = sealed;
        if format != SEALED {
            return Err(format!("it has format {format}, and {SEALED} is known"));
        }
        Ok(Self { tenant, body: event, parts: withheld, hash: leaf_hash(bytes) })
    }
}

/// Three lines, and the path with a hash a line, in hexadecimal digits as the entry names the root.
pub fn write_proof(place: EventPlace, path: &[Hash]) -> String {
    let mut text = format!("{KIND}\nentry {}\nindex {}\n", place.entry, place.index);
    for hash in path {
        let _ = writeln!(text, "{hash}");
    }
    text
}

/// Reads what [`write_proof`] writes of the event at this place, and nothing else.
fn read_proof(place: EventPlace, text: &[u8]) -> Option<Vec<Hash>> {
    let text = std::str::from_utf8(text).ok()?;
    let path: Vec<Hash> = text.lines().skip(HEAD).map(|line| line.parse().ok()).collect::<Option<_>>()?;
    (path.len() <= MAX_PATH && write_proof(place, &path) == text).then_some(path)
}

impl Contents {
    /// Reads the events and adds everything that does not hold to the faults. The entries have to be read before.
    pub fn read_events(&mut self, files: &Files, faults: &mut Vec<Fault>) {
        for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with(EVENTS)) {
            if let Some(place) = names::between(path, EVENTS, ".json").and_then(EventPlace::read) {
                self.read_event(place, (path.as_str(), bytes.as_slice()), files, faults);
                continue;
            }
            let reason = match names::between(path, EVENTS, ".proof").and_then(EventPlace::read) {
                Some(place) if files.contains_key(&names::event(place)) => continue,
                Some(_) => "there is no event that it proves",
                None => "no such file belongs to a bundle",
            };
            faults.push(Fault::Added { path: path.clone(), reason: reason.to_owned() });
        }
        self.supporting_entries(files, faults);
    }

    fn read_event(
        &mut self,
        place: EventPlace,
        (path, bytes): (&str, &[u8]),
        files: &Files,
        faults: &mut Vec<Fault>,
    ) {
        let kept = match KeptEvent::read(bytes) {
            Ok(kept) => Some(kept),
            Err(reason) => {
                faults.push(Fault::Unreadable { path: path.to_owned(), reason });
                None
            }
        };
        let tenant = match self.seal_of(place, leaf_hash(bytes), files) {
            Ok(entry) => entry.event.tenant.as_ref().map(|tenant| tenant.id.clone()),
            Err(reason) => {
                faults.push(Fault::EventNotProved { place, reason });
                None
            }
        };
        let Some(kept) = kept else { return };
        if tenant.is_some_and(|tenant| tenant != kept.tenant) {
            let reason = "it is of another tenant than the entry that seals it".to_owned();
            faults.push(Fault::Contradiction { path: path.to_owned(), reason });
        }
        self.events.insert(place, kept);
    }

    /// The entry to whose root the proof of the event with this hash leads, or why there is none.
    fn seal_of(&self, place: EventPlace, hash: Hash, files: &Files) -> Result<&Entry, String> {
        let EventPlace { entry: number, index } = place;
        let entry = match self.entries.get(&number) {
            Some(kept) if self.proved.contains(&number) => &kept.entry,
            Some(_) => return Err(format!("entry {number}, which seals it, is not proved")),
            None => return Err(format!("entry {number}, which seals it, is not there or cannot be read")),
        };
        let batch = Batch::sealed_by(&entry.event);
        let Batch { root, events } = batch.ok_or_else(|| format!("entry {number} seals no events"))?;
        let path = names::event_proof(place);
        let text = files.get(&path).ok_or_else(|| format!("`{path}` is missing"))?;
        let proof = read_proof(place, text).ok_or_else(|| format!("`{path}` is no proof of this event"))?;
        verify_inclusion(hash, index, events, &proof, root).map_err(|error| error.to_string())?;
        Ok(entry)
    }

    /// Entries that are there for the events alone seal some of them.
    fn supporting_entries(&self, files: &Files, faults: &mut Vec<Fault>) {
        let sealing: BTreeSet<u64> = self.events.keys().map(|place| place.entry).collect();
        let reason = match self.supporting.iter().find(|number| !sealing.contains(*number)) {
            Some(number) => format!("entry {number} seals no event of the bundle"),
            None if self.supporting.is_empty() && files.contains_key(SUPPORTING) => {
                "it names no entry".to_owned()
            }
            None => return,
        };
        faults.push(Fault::Contradiction { path: SUPPORTING.to_owned(), reason });
    }
}
