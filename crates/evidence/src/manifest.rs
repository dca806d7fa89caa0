//! `manifest.json`: every file of the bundle with its size and SHA-256; `manifest.sig`: who stands for it.

use crate::archive::Files;
use crate::names::{MANIFEST, SIGNATURE};
use crate::{Fault, Question};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use steward_ledger::{Note, SignerKey, StatementError, VerifierKey, canonical_bytes, sign_note};

/// The format of bundles that this version writes. It changes when any derived file is made in
/// another way.
pub const FORMAT: u64 = 2;
/// The format before, which is read as well: without events.
pub const FORMER: u64 = 1;

/// First line of the signed text.
const KIND: &str = "steward evidence v1";

/// What a bundle says about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Manifest {
    /// [`FORMAT`], or [`FORMER`].
    pub format: u64,
    /// Name of the log.
    pub log: String,
    /// Number of entries of the log that the checkpoint speaks of.
    pub tree_size: u64,
    /// What was asked.
    pub question: Question,
    /// Name and version of the program.
    pub tool: String,
    /// All files but the manifest and its signature.
    pub files: Vec<Listed>,
}

/// A file in the manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Listed {
    /// Name in the bundle.
    pub path: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 in hexadecimal digits.
    pub sha256: String,
}

/// SHA-256 in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// The list of the files.
pub fn list(files: &Files) -> Vec<Listed> {
    (files.iter())
        .filter(|(path, _)| !matches!(path.as_str(), MANIFEST | SIGNATURE))
        .map(|(path, bytes)| Listed { path: path.clone(), size: bytes.len() as u64, sha256: sha256(bytes) })
        .collect()
}

/// What is signed of a manifest: three lines.
fn text(log: &str, manifest: &[u8]) -> String {
    format!("{KIND}\n{log}\n{}\n", sha256(manifest))
}

/// The signed note over the bytes of a manifest. Ed25519 has one signature for one text, so the bytes stay
/// the same.
///
/// # Errors
/// When the name of the log could not stand in a note.
pub fn sign(log: &str, manifest: &[u8], key: &SignerKey) -> Result<String, StatementError> {
    Ok(sign_note(&text(log, manifest), &[key])?)
}

/// Verifies the note and gives the key that signed.
pub fn signer<'k>(
    note: &[u8],
    log: &str,
    manifest: &[u8],
    keys: &'k [VerifierKey],
) -> Result<&'k VerifierKey, Fault> {
    let fault = |reason: String| Fault::Signature { path: SIGNATURE.to_owned(), reason };
    let note = Note::parse(note).map_err(|error| fault(error.to_string()))?;
    if note.text() != text(log, manifest) {
        return Err(fault("it is the signature of another manifest".to_owned()));
    }
    let signers = note.signers(keys).map_err(|error| fault(error.to_string()))?;
    signers.first().copied().ok_or_else(|| fault("nobody signed it".to_owned()))
}

/// Reads the manifest and compares it with the files that are there.
pub fn check(files: &Files, faults: &mut Vec<Fault>) -> Option<Manifest> {
    let Some(bytes) = files.get(MANIFEST) else {
        faults.push(Fault::Missing { path: MANIFEST.to_owned() });
        return None;
    };
    let unreadable = |reason: String| Fault::Unreadable { path: MANIFEST.to_owned(), reason };
    #[derive(Deserialize)]
    struct Head {
        format: u64,
    }
    match serde_json::from_slice::<Head>(bytes) {
        Ok(Head { format: FORMER..=FORMAT }) => {}
        Ok(Head { format }) => {
            faults.push(Fault::Format { found: format, known: FORMAT });
            return None;
        }
        Err(error) => {
            faults.push(unreadable(error.to_string()));
            return None;
        }
    }
    let manifest: Manifest = match serde_json::from_slice(bytes) {
        Ok(manifest) => manifest,
        Err(error) => {
            faults.push(unreadable(error.to_string()));
            return None;
        }
    };
    if !canonical_bytes(&manifest).is_ok_and(|canonical| canonical == *bytes) {
        faults.push(unreadable("it is not in its canonical form (RFC 8785)".to_owned()));
    }
    if !manifest.files.is_sorted_by(|a, b| a.path < b.path) {
        faults.push(unreadable("its files are not sorted, or one is named twice".to_owned()));
    }
    compare(&manifest, files, faults);
    Some(manifest)
}

fn compare(manifest: &Manifest, files: &Files, faults: &mut Vec<Fault>) {
    let here: BTreeMap<String, Listed> =
        list(files).into_iter().map(|file| (file.path.clone(), file)).collect();
    let mut changed = BTreeMap::<&str, (&str, &str)>::new();
    for said in &manifest.files {
        match here.get(&said.path) {
            None => faults.push(Fault::Missing { path: said.path.clone() }),
            Some(found) if found != said => {
                changed.insert(said.path.as_str(), (said.sha256.as_str(), found.sha256.as_str()));
            }
            Some(_) => {}
        }
    }
    let named: BTreeSet<&str> = manifest.files.iter().map(|said| said.path.as_str()).collect();
    for path in here.keys().filter(|path| !named.contains(path.as_str())) {
        let reason = "the manifest does not name it".to_owned();
        faults.push(Fault::Added { path: path.clone(), reason });
    }
    // many changed files take no longer than few
    let mut by_hashes = BTreeMap::<(&str, &str), BTreeSet<&str>>::new();
    for (path, hashes) in &changed {
        by_hashes.entry(*hashes).or_default().insert(*path);
    }
    while let Some((path, (expected, found))) = changed.pop_first() {
        if let Some(same) = by_hashes.get_mut(&(expected, found)) {
            same.remove(path);
        }
        if let Some(other) = by_hashes.get_mut(&(found, expected)).and_then(BTreeSet::pop_first) {
            changed.remove(other);
            faults.push(Fault::Swapped { first: path.to_owned(), second: other.to_owned() });
        } else {
            let (expected, found) = (expected.to_owned(), found.to_owned());
            faults.push(Fault::Changed { path: path.to_owned(), expected, found });
        }
    }
}
