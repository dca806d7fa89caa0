//! What a bundle holds that cannot be derived from anything else, read and checked.

use crate::archive::Files;
use crate::events::KeptEvent;
use crate::names::{self, CHECKPOINT, DISCLOSED, EVENTS, KEYS, QUESTION, SUPPORTING};
use crate::secrets::Secrets;
use crate::{EventPlace, FORMER, Fault, PackVersion, Question, keys, manifest};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use steward_ledger::{
    Checkpoint, Entry, Hash, TlogProof, TrustedKey, VerifierKey, canonical_bytes, leaf_hash,
};

/// An entry of a bundle.
#[derive(Clone, Debug)]
pub struct Kept {
    pub entry: Entry,
    pub hash: Hash,
}

/// The contents of a bundle.
#[derive(Clone, Debug)]
pub struct Contents {
    /// Format of the bundle.
    pub format: u64,
    pub log: String,
    pub tool: String,
    pub question: Question,
    pub keys: Vec<TrustedKey>,
    /// The checkpoint, when it is one of this log and signed by one of the keys.
    pub checkpoint: Option<Checkpoint>,
    /// The key that signed the checkpoint.
    pub signer: Option<VerifierKey>,
    /// By number.
    pub entries: BTreeMap<u64, Kept>,
    /// Numbers of the entries whose proofs hold.
    pub proved: BTreeSet<u64>,
    /// Numbers of the entries that are here for the events that they seal, and are no answer.
    pub supporting: BTreeSet<u64>,
    /// Events of tenants' own logs, by their places.
    pub events: BTreeMap<EventPlace, KeptEvent>,
    pub packs: Vec<PackVersion>,
    /// SHA-256 of the policy sets.
    pub policies: BTreeSet<String>,
    pub secrets: Secrets,
}

impl Contents {
    /// Reads what the files say and adds everything that does not hold to the faults.
    pub fn read(files: &Files, format: u64, (log, tool): (&str, &str), faults: &mut Vec<Fault>) -> Self {
        let mut contents = Self {
            format,
            log: log.to_owned(),
            tool: tool.to_owned(),
            question: json(files, QUESTION, faults).unwrap_or(Question {
                text: String::new(),
                query: serde_json::Value::Null,
                control: None,
            }),
            keys: text(files, KEYS, faults).map(|text| keys::read(text, faults)).unwrap_or_default(),
            checkpoint: None,
            signer: None,
            entries: BTreeMap::new(),
            proved: BTreeSet::new(),
            supporting: match format > FORMER && files.contains_key(SUPPORTING) {
                true => json(files, SUPPORTING, faults).unwrap_or_default(),
                false => BTreeSet::new(),
            },
            events: BTreeMap::new(),
            packs: Vec::new(),
            policies: BTreeSet::new(),
            secrets: json(files, DISCLOSED, faults).unwrap_or_default(),
        };
        let note = text(files, CHECKPOINT, faults).unwrap_or_default();
        contents.read_checkpoint(note, faults);
        for (path, bytes) in files {
            contents.read_file(path, bytes, files, faults);
        }
        if format > FORMER {
            contents.read_events(files, faults);
        }
        for path in files.keys() {
            let stem = names::between(path, "proofs/", ".tlog-proof");
            let number = stem.and_then(|stem| stem.parse::<u64>().ok());
            if stem.is_some() && !number.is_some_and(|number| contents.proves(number, path)) {
                let reason = "there is no entry that it proves".to_owned();
                faults.push(Fault::Added { path: path.clone(), reason });
            }
        }
        contents.links(faults);
        contents.policy_versions(faults);
        let entries = contents.entries.values().map(|kept| &kept.entry);
        contents.secrets.check(entries, &contents.events, faults);
        contents
    }

    /// The entries that answer the question.
    pub fn answers(&self) -> impl Iterator<Item = &Kept> {
        self.entries.values().filter(|kept| !self.supporting.contains(&kept.entry.chain.number))
    }

    fn proves(&self, number: u64, path: &str) -> bool {
        self.entries.contains_key(&number) && names::proof(number) == path
    }

    fn read_checkpoint(&mut self, note: &str, faults: &mut Vec<Fault>) {
        let known: Vec<VerifierKey> = self.keys.iter().map(|key| key.key.clone()).collect();
        let signature = |reason: String| Fault::Signature { path: CHECKPOINT.to_owned(), reason };
        let checkpoint = match Checkpoint::verify(note, &self.log, &known) {
            Ok(checkpoint) => checkpoint,
            Err(error) => return faults.push(signature(error.to_string())),
        };
        let signer = self
            .keys
            .iter()
            .find(|key| Checkpoint::verify(note, &self.log, std::slice::from_ref(&key.key)).is_ok());
        if let Some(TrustedKey { key, from, until }) = signer {
            let size = checkpoint.size;
            if *from > size || until.is_some_and(|until| size > until) {
                let reason = format!("the key was not in use for {size} entries");
                faults.push(signature(reason));
            }
            self.signer = Some(key.clone());
        }
        self.checkpoint = Some(checkpoint);
    }

    fn read_file(&mut self, path: &str, bytes: &[u8], files: &Files, faults: &mut Vec<Fault>) {
        if self.format == FORMER && (path == SUPPORTING || path.starts_with(EVENTS)) {
            faults.push(unknown(path));
        } else if let Some(stem) = names::between(path, "entries/", ".json") {
            match stem.parse::<u64>().ok().filter(|number| names::entry(*number) == path) {
                Some(number) => self.read_entry(number, path, bytes, files, faults),
                None => faults.push(unknown(path)),
            }
        } else if let Some(hash) = names::between(path, "policies/", ".cedar") {
            if manifest::sha256(bytes) == hash {
                self.policies.insert(hash.to_owned());
            } else {
                let reason = "its name is not the SHA-256 of its text".to_owned();
                faults.push(Fault::Contradiction { path: path.to_owned(), reason });
            }
        } else if names::between(path, "packs/", ".json").is_some() {
            let pack: Option<PackVersion> = json(files, path, faults);
            match pack.filter(|pack| names::pack(&pack.hash) == path) {
                Some(pack) => self.packs.push(pack),
                None => faults.push(unknown(path)),
            }
        }
    }

    fn read_entry(&mut self, number: u64, path: &str, bytes: &[u8], files: &Files, faults: &mut Vec<Fault>) {
        let hash = leaf_hash(bytes);
        match self.prove(number, hash, files) {
            Ok(()) => {
                self.proved.insert(number);
            }
            Err(fault) => faults.push(fault),
        }
        match Entry::read(bytes) {
            Ok(entry) => {
                let wrong = if entry.chain.number != number {
                    Some(format!("it has the number {}", entry.chain.number))
                } else if entry.chain.device != self.log {
                    Some(format!("it is of the log `{}`", entry.chain.device))
                } else {
                    None
                };
                match wrong {
                    None => {
                        self.entries.insert(number, Kept { entry, hash });
                    }
                    Some(reason) => {
                        faults.push(Fault::Contradiction { path: path.to_owned(), reason });
                    }
                }
            }
            Err(error) => {
                faults.push(Fault::Unreadable { path: path.to_owned(), reason: error.to_string() });
            }
        }
    }

    /// Whether the proof of the entry with this hash leads to the checkpoint.
    fn prove(&self, number: u64, hash: Hash, files: &Files) -> Result<(), Fault> {
        let path = names::proof(number);
        let not = |reason: String| Fault::NotProved { number, reason };
        let bytes = files.get(&path).ok_or_else(|| not(format!("`{path}` is missing")))?;
        let text = std::str::from_utf8(bytes).map_err(|_| not(format!("`{path}` is not text")))?;
        let proof = text.parse::<TlogProof>().map_err(|error| not(format!("`{path}`: {error}")))?;
        if proof.index != number {
            return Err(not(format!("`{path}` is the proof of entry {}", proof.index)));
        }
        if files.get(CHECKPOINT).is_none_or(|note| *note != proof.checkpoint.as_bytes()) {
            return Err(not(format!("the checkpoint in `{path}` is not that of `{CHECKPOINT}`")));
        }
        let keys: Vec<VerifierKey> = self.signer.iter().cloned().collect();
        proof.verify(hash, &self.log, &keys).map(drop).map_err(|error| not(error.to_string()))
    }

    /// Each entry carries the hash of the one before it, as far as that one is here.
    fn links(&self, faults: &mut Vec<Fault>) {
        let mut last = None::<(u64, Hash)>;
        for (number, kept) in &self.entries {
            if let Some((before, hash)) = last.filter(|(before, _)| before + 1 == *number)
                && kept.entry.chain.previous != Some(hash)
            {
                faults.push(Fault::BrokenLink { number: *number, before });
            }
            last = Some((*number, kept.hash));
        }
    }

    /// Every policy set that an entry names is here, and no other one.
    fn policy_versions(&self, faults: &mut Vec<Fault>) {
        let named: BTreeSet<&String> =
            self.entries.values().map(|kept| &kept.entry.event.decision.policy_version).collect();
        for hash in named.iter().filter(|hash| !self.policies.contains(**hash)) {
            faults.push(Fault::Missing { path: names::policy(hash) });
        }
        for hash in self.policies.iter().filter(|hash| !named.contains(hash)) {
            let reason = "no entry was decided under it".to_owned();
            faults.push(Fault::Added { path: names::policy(hash), reason });
        }
    }
}

fn unknown(path: &str) -> Fault {
    Fault::Added { path: path.to_owned(), reason: "no such file belongs to a bundle".to_owned() }
}

fn text<'a>(files: &'a Files, path: &str, faults: &mut Vec<Fault>) -> Option<&'a str> {
    let Some(bytes) = files.get(path) else {
        faults.push(Fault::Missing { path: path.to_owned() });
        return None;
    };
    let text = std::str::from_utf8(bytes).ok();
    if text.is_none() {
        faults.push(Fault::Unreadable { path: path.to_owned(), reason: "it is not UTF-8".to_owned() });
    }
    text
}

/// A file of canonical JSON.
fn json<T: DeserializeOwned + Serialize>(files: &Files, path: &str, faults: &mut Vec<Fault>) -> Option<T> {
    let Some(bytes) = files.get(path) else {
        faults.push(Fault::Missing { path: path.to_owned() });
        return None;
    };
    let fault = |reason: String| Fault::Unreadable { path: path.to_owned(), reason };
    match serde_json::from_slice::<T>(bytes) {
        Ok(value) if canonical_bytes(&value).is_ok_and(|canonical| canonical == *bytes) => Some(value),
        Ok(_) => {
            faults.push(fault("it is not in its canonical form (RFC 8785)".to_owned()));
            None
        }
        Err(error) => {
            faults.push(fault(error.to_string()));
            None
        }
    }
}
