//! Verifying a bundle from its bytes alone.

use crate::archive::{self, Files};
use crate::contents::Contents;
use crate::manifest::{self, Manifest};
use crate::names::{CHECKPOINT, DISCLOSED, EVENTS, KEYS, MANIFEST, QUESTION, SIGNATURE, SUPPORTING};
use crate::{EventPlace, Fault, derive};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use steward_ledger::VerifierKey;

/// What holds of a bundle and what does not.
#[must_use]
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
    /// Whether everything holds. Whose bundle it is, [`Verdict::trust`] says.
    pub holds: bool,
    /// Whether it is a bundle at all, sound or not: a ZIP file with what only bundles have, or a damaged ZIP file.
    pub is_bundle: bool,
    /// What the keys come to.
    pub trust: Trust,
    /// Name of the log, as far as it could be read.
    pub log: Option<String>,
    /// Number of entries of the log that the checkpoint speaks of.
    pub tree_size: Option<u64>,
    /// The question as it was asked.
    pub question: Option<String>,
    /// The control that was asked for by name, if any.
    pub control: Option<String>,
    /// Name and version of the program that made the bundle.
    pub tool: Option<String>,
    /// The key that signed the checkpoint, as `name+id+key`.
    pub checkpoint_key: Option<String>,
    /// The key that signed the manifest, as `name+id+key`; nothing when it is not signed.
    pub manifest_key: Option<String>,
    /// Every entry, in the order of their numbers.
    pub entries: Vec<EntryVerdict>,
    /// Every event of tenants' own logs, in the order of their places.
    pub events: Vec<EventVerdict>,
    /// Every file that is there or should be, in the order of their names.
    pub files: Vec<FileVerdict>,
    /// Everything that does not hold.
    pub faults: Vec<Fault>,
}

/// What the keys of a bundle come to. A bundle carries its own keys, so it cannot vouch for them itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trust {
    /// The key that signed is one that was handed in: the bundle is of whoever has that key.
    Compared,
    /// No key was handed in. Compare the key that signed with one that you have from somewhere else.
    ToCompare,
    /// The key that signed is another one than those handed in.
    Stranger,
    /// Nobody signed.
    Nobody,
}

impl Trust {
    /// What to make of it, in a sentence. Where the manifest is not signed, only the checkpoint is.
    #[must_use]
    pub const fn sentence(self, manifest_signed: bool) -> &'static str {
        match (self, manifest_signed) {
            (Self::Compared, true) => "Signed with the key that you trust.",
            (Self::Compared, false) => "The checkpoint is signed with the key that you trust.",
            (Self::ToCompare, true) => {
                "Signed with a key that came with the bundle: compare it with one from somewhere else, \
                 for anybody can sign with a key of their own."
            }
            (Self::ToCompare, false) => {
                "The checkpoint is signed with a key that came with the bundle: compare it with one from \
                 somewhere else, for anybody can sign with a key of their own."
            }
            (Self::Stranger, _) => "Signed with another key than the one that you trust.",
            (Self::Nobody, _) => "No signature holds: nobody stands for this bundle.",
        }
    }
}

/// What holds of an entry.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EntryVerdict {
    /// Its number.
    pub number: u64,
    /// Whether it is no answer, and there for the events that it seals.
    pub supporting: bool,
    /// Whether nothing is wrong with it.
    pub holds: bool,
    /// Its hash, when it could be read.
    pub hash: Option<String>,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

/// What holds of an event of a tenant's own log.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EventVerdict {
    /// Where it stands.
    #[serde(flatten)]
    pub place: EventPlace,
    /// Whether nothing is wrong with it, nor with the entry that seals it.
    pub holds: bool,
    /// Its leaf in the tree of its batch, when it could be read.
    pub hash: Option<String>,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

/// What holds of a file.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FileVerdict {
    /// Its name.
    pub path: String,
    /// Whether nothing is wrong with it.
    pub holds: bool,
}

/// How every ZIP file that has a file in it begins.
const ZIP: &[u8] = b"PK\x03\x04";

/// Verifies a bundle: every file against the manifest, the manifest against its signature, every entry against the
/// checkpoint, every event against the entry that seals it, every derived file against these. `trusted` are keys that
/// were obtained elsewhere; with none, [`Verdict::trust`] says what to compare. It never panics, whatever the bytes.
pub fn verify(bytes: &[u8], trusted: &[VerifierKey]) -> Verdict {
    let mut verdict = verify_unsigned(bytes, trusted);
    let signed = verdict.files.iter().any(|file| file.path == SIGNATURE);
    // of what could not be unpacked nothing is known of a signature
    if verdict.is_bundle && !verdict.files.is_empty() && !signed {
        verdict.holds = false;
        verdict.files.push(FileVerdict { path: SIGNATURE.to_owned(), holds: false });
        verdict.files.sort_by(|a, b| a.path.cmp(&b.path));
        verdict.faults.push(Fault::Unsigned);
    }
    verdict
}

/// The same for a bundle whose manifest need not be signed. Without the signature the checkpoint vouches for entries and
/// events, and nobody for the rest.
pub fn verify_unsigned(bytes: &[u8], trusted: &[VerifierKey]) -> Verdict {
    let files = match archive::read(bytes) {
        Ok(files) => files,
        Err(error) => {
            let faults = vec![Fault::Archive { reason: error.to_string() }];
            let is_bundle = bytes.starts_with(ZIP);
            return Verdict { is_bundle, ..verdict(&Files::new(), None, None, faults, trusted) };
        }
    };
    let mut faults = Vec::new();
    if !archive::write(&files).is_ok_and(|again| again == bytes) {
        faults.push(Fault::Container);
    }
    let manifest = manifest::check(&files, &mut faults);
    let contents = manifest.as_ref().map(|manifest| {
        let contents = Contents::read(&files, manifest.format, (&manifest.log, &manifest.tool), &mut faults);
        agree(manifest, &contents, &mut faults);
        derived(&contents, &files, &mut faults);
        contents
    });
    verdict(&files, manifest, contents, faults, trusted)
}

/// The manifest says what the other files say.
fn agree(manifest: &Manifest, contents: &Contents, faults: &mut Vec<Fault>) {
    let path = || MANIFEST.to_owned();
    if manifest.question != contents.question {
        let reason = "the manifest has another question".to_owned();
        faults.push(Fault::Contradiction { path: QUESTION.to_owned(), reason });
    }
    if contents.checkpoint.as_ref().is_some_and(|checkpoint| checkpoint.size != manifest.tree_size) {
        let reason = "it has another tree size than the checkpoint".to_owned();
        faults.push(Fault::Contradiction { path: path(), reason });
    }
    if contents.entries.is_empty() {
        let reason = "it has no entry that could be read".to_owned();
        faults.push(Fault::Contradiction { path: path(), reason });
    }
}

/// Makes the derived files again. Where the entries themselves do not hold, they cannot be expected to.
fn derived(contents: &Contents, files: &Files, faults: &mut Vec<Fault>) {
    if faults.iter().any(is_given) {
        return;
    }
    let Ok(made) = derive::all(contents) else { return };
    let told: BTreeSet<String> = faults.iter().flat_map(Fault::paths).map(str::to_owned).collect();
    for (path, bytes) in &made {
        match files.get(path) {
            _ if told.contains(path) => {}
            Some(found) if found == bytes => {}
            Some(_) => faults.push(Fault::NotDerived { path: path.clone() }),
            None => faults.push(Fault::Missing { path: path.clone() }),
        }
    }
    for path in files.keys() {
        if !made.contains_key(path) && !is_given_path(path) && !told.contains(path) {
            let reason = "no such file belongs to a bundle".to_owned();
            faults.push(Fault::Added { path: path.clone(), reason });
        }
    }
}

/// Whether it is about something that other files are derived from.
fn is_given(fault: &Fault) -> bool {
    fault.entry().is_some() || fault.event().is_some() || fault.paths().iter().any(|path| is_given_path(path))
}

/// Whether a file of this name is handed in, not derived.
fn is_given_path(path: &str) -> bool {
    matches!(path, MANIFEST | SIGNATURE | CHECKPOINT | KEYS | QUESTION | DISCLOSED | SUPPORTING)
        || [EVENTS, "entries/", "proofs/", "policies/", "packs/"]
            .iter()
            .any(|folder| path.starts_with(folder))
}

fn verdict(
    files: &Files,
    manifest: Option<Manifest>,
    contents: Option<Contents>,
    mut faults: Vec<Fault>,
    trusted: &[VerifierKey],
) -> Verdict {
    let known: Vec<VerifierKey> =
        contents.iter().flat_map(|contents| contents.keys.iter().map(|key| key.key.clone())).collect();
    let checkpoint_key = contents.as_ref().and_then(|contents| contents.signer.clone());
    let manifest_key = match (&manifest, files.get(MANIFEST), files.get(SIGNATURE)) {
        (Some(manifest), Some(bytes), Some(note)) => {
            match manifest::signer(note, &manifest.log, bytes, &known) {
                Ok(key) => Some(key.clone()),
                Err(fault) => {
                    faults.push(fault);
                    None
                }
            }
        }
        _ => None,
    };
    let mut trust = match (&checkpoint_key, trusted) {
        (None, _) => Trust::Nobody,
        (Some(_), []) => Trust::ToCompare,
        (Some(_), _) => Trust::Compared,
    };
    if !trusted.is_empty() {
        for (path, key) in [(CHECKPOINT, &checkpoint_key), (SIGNATURE, &manifest_key)] {
            if let Some(key) = key.as_ref().filter(|key| !trusted.contains(key)) {
                trust = Trust::Stranger;
                faults.push(Fault::Stranger { path: path.to_owned(), key: key.to_string() });
            }
        }
    }
    let entries = entry_verdicts(files, contents.as_ref(), &faults);
    let events = event_verdicts(files, contents.as_ref(), &faults);
    let bad: BTreeSet<&str> = faults.iter().flat_map(Fault::paths).collect();
    let names: BTreeSet<&str> = files.keys().map(String::as_str).chain(bad.iter().copied()).collect();
    let file_verdicts = names
        .into_iter()
        .map(|path| FileVerdict { path: path.to_owned(), holds: !bad.contains(path) })
        .collect();
    Verdict {
        holds: faults.is_empty(),
        is_bundle: files.keys().any(|path| is_given_path(path)),
        trust,
        tree_size: contents.as_ref().and_then(|contents| Some(contents.checkpoint.as_ref()?.size)),
        question: contents.as_ref().map(|contents| contents.question.text.clone()),
        control: contents.as_ref().and_then(|contents| Some(contents.question.control.as_ref()?.name())),
        log: manifest.as_ref().map(|manifest| manifest.log.clone()),
        tool: manifest.map(|manifest| manifest.tool),
        checkpoint_key: checkpoint_key.map(|key| key.to_string()),
        manifest_key: manifest_key.map(|key| key.to_string()),
        entries,
        events,
        files: file_verdicts,
        faults,
    }
}

fn entry_verdicts(files: &Files, contents: Option<&Contents>, faults: &[Fault]) -> Vec<EntryVerdict> {
    let mut wrong = BTreeMap::<u64, Vec<Fault>>::new();
    for fault in faults {
        // of two files that are swapped both entries are concerned
        let mut numbers: BTreeSet<u64> = fault.entry().into_iter().collect();
        numbers.extend(fault.paths().iter().filter_map(|path| crate::fault::number_in(path)));
        for number in numbers {
            wrong.entry(number).or_default().push(fault.clone());
        }
    }
    let numbers: BTreeSet<u64> = (files.keys())
        .filter_map(|path| crate::fault::number_in(path))
        .chain(wrong.keys().copied())
        .collect();
    (numbers.into_iter())
        .map(|number| {
            let kept = contents.and_then(|contents| contents.entries.get(&number));
            let proved = contents.is_some_and(|contents| contents.proved.contains(&number));
            let faults = wrong.remove(&number).unwrap_or_default();
            EntryVerdict {
                number,
                supporting: contents.is_some_and(|contents| contents.supporting.contains(&number)),
                holds: faults.is_empty() && proved && kept.is_some(),
                hash: kept.map(|kept| kept.hash.to_string()),
                faults,
            }
        })
        .collect()
}

fn event_verdicts(files: &Files, contents: Option<&Contents>, faults: &[Fault]) -> Vec<EventVerdict> {
    let mut wrong = BTreeMap::<EventPlace, Vec<Fault>>::new();
    for fault in faults {
        // of two files that are swapped both events are concerned
        let mut places: BTreeSet<EventPlace> = fault.event().into_iter().collect();
        places.extend(fault.paths().iter().filter_map(|path| crate::fault::event_in(path)));
        for place in places {
            wrong.entry(place).or_default().push(fault.clone());
        }
    }
    let places: BTreeSet<EventPlace> =
        (files.keys()).filter_map(|path| crate::fault::event_in(path)).chain(wrong.keys().copied()).collect();
    (places.into_iter())
        .map(|place| {
            let kept = contents.and_then(|contents| contents.events.get(&place));
            let faults = wrong.remove(&place).unwrap_or_default();
            EventVerdict {
                place,
                holds: faults.is_empty() && kept.is_some(),
                hash: kept.map(|kept| kept.hash.to_string()),
                faults,
            }
        })
        .collect()
}
