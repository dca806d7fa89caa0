//! Making a bundle: what was handed in, what follows from it, and the manifest of both.

use crate::archive::{self, ArchiveError, Files};
use crate::contents::Contents;
use crate::events::{KeptEvent, write_proof};
use crate::manifest::{self, FORMAT, Manifest};
use crate::names::{self, CHECKPOINT, DISCLOSED, KEYS, MANIFEST, QUESTION, SIGNATURE, SUPPORTING};
use crate::secrets::Secrets;
use crate::{DeriveError, Fault, ManifestSigner, Parts, derive, keys};
use std::collections::BTreeMap;
use steward_ledger::{CanonicalError, Entry, EntryError, StatementError, TlogProof, canonical_bytes};

/// Most events of a bundle. With all that follows from them they stay within what a verifier takes.
pub const MAX_EVENTS: usize = 50_000;

/// Why there is no bundle.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// No entry answers the question.
    #[error("no entry answers the question; ask about a longer time or another thing")]
    Nothing,
    /// More events answer than a bundle may have.
    #[error("{found} events answer the question, and a bundle holds {most}", most = MAX_EVENTS)]
    TooManyEvents {
        /// How many.
        found: usize,
    },
    /// The bytes of an entry are none.
    #[error("the entry at position {position} of those handed in cannot be read")]
    Entry {
        /// Position, from zero.
        position: usize,
        /// Why.
        #[source]
        source: EntryError,
    },
    /// What was handed in does not hold, so a bundle of it would not either.
    #[error("what was gathered does not hold: {}", list(.0))]
    DoesNotHold(Vec<Fault>),
    /// A value has no canonical form.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    /// A file that follows from the entries cannot be made.
    #[error(transparent)]
    Derive(#[from] DeriveError),
    /// The manifest cannot be signed.
    #[error("the manifest cannot be signed")]
    Sign(#[from] StatementError),
    /// The container cannot be made.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
}

fn list(faults: &[Fault]) -> String {
    let told: Vec<String> = faults.iter().take(5).map(ToString::to_string).collect();
    told.join("; ")
}

/// Makes the bytes of a bundle. The same parts and the same signer give the same bytes.
///
/// # Errors When there are no entries or more than [`MAX_EVENTS`] events, something handed in does not hold (a proof, a signature, a
/// commitment, a policy set that is missing), or the bundle would be larger than
/// [`verify`](crate::verify()) takes.
pub fn create(parts: &Parts, signer: ManifestSigner<'_>) -> Result<Vec<u8>, CreateError> {
    if parts.entries.is_empty() {
        return Err(CreateError::Nothing);
    }
    if parts.events.len() > MAX_EVENTS {
        return Err(CreateError::TooManyEvents { found: parts.events.len() });
    }
    let mut files = given(parts)?;
    let mut faults = Vec::new();
    let contents = Contents::read(&files, FORMAT, (&parts.log, &parts.tool), &mut faults);
    let Some(checkpoint) = contents.checkpoint.as_ref().filter(|_| faults.is_empty()) else {
        return Err(CreateError::DoesNotHold(faults));
    };
    files.extend(derive::all(&contents)?);
    let manifest = canonical_bytes(&Manifest {
        format: FORMAT,
        log: parts.log.clone(),
        tree_size: checkpoint.size,
        question: parts.question.clone(),
        tool: parts.tool.clone(),
        files: manifest::list(&files),
    })?;
    if let Some(key) = signer {
        files.insert(SIGNATURE.to_owned(), manifest::sign(&parts.log, &manifest, key)?.into_bytes());
    }
    files.insert(MANIFEST.to_owned(), manifest);
    Ok(archive::write(&files)?)
}

/// The files of what was handed in.
fn given(parts: &Parts) -> Result<Files, CreateError> {
    let mut files = Files::new();
    let mut entries = BTreeMap::new();
    for (position, proved) in parts.entries.iter().enumerate() {
        let entry = Entry::read(&proved.bytes).map_err(|source| CreateError::Entry { position, source })?;
        let index = entry.chain.number;
        let (path, checkpoint) = (proved.path.clone(), parts.checkpoint.clone());
        let proof = TlogProof { extra: None, index, path, checkpoint };
        files.insert(names::entry(index), proved.bytes.clone());
        files.insert(names::proof(index), proof.to_string().into_bytes());
        entries.insert(index, entry);
    }
    let mut withheld = BTreeMap::new();
    for event in &parts.events {
        files.insert(names::event(event.place), event.bytes.clone());
        let proof = write_proof(event.place, &event.path);
        files.insert(names::event_proof(event.place), proof.into_bytes());
        // one that cannot be read is told by reading the files
        let count = KeptEvent::read(&event.bytes).map_or(0, |kept| kept.parts.len());
        withheld.insert(event.place, count);
    }
    if !parts.supporting.is_empty() {
        files.insert(SUPPORTING.to_owned(), canonical_bytes(&parts.supporting)?);
    }
    for entry in entries.values() {
        let hash = &entry.event.decision.policy_version;
        if let Some(text) = parts.policies.get(hash) {
            files.insert(names::policy(hash), text.clone().into_bytes());
        }
    }
    for pack in &parts.packs {
        files.insert(names::pack(&pack.hash), canonical_bytes(pack)?);
    }
    files.insert(CHECKPOINT.to_owned(), parts.checkpoint.clone().into_bytes());
    files.insert(KEYS.to_owned(), keys::write(&parts.keys).into_bytes());
    files.insert(QUESTION.to_owned(), canonical_bytes(&parts.question)?);
    files.insert(DISCLOSED.to_owned(), canonical_bytes(&Secrets::of(parts, entries.values(), &withheld))?);
    Ok(files)
}
