//! What proves an entry: looked at when it is shown.

use super::names::Names;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::ledger::narrow;
use crate::wire::{AuditBatch, AuditProof, AuditProofState};
use steward_ledger::{Commit, Entry, VerifierKey, leaf_hash, verify_inclusion};
use steward_store::{AuditProof as Kept, LedgerRow, LogRow};

impl Desk {
    /// What proves an entry of the ledger.
    pub(super) async fn audit_proof_of(
        &self,
        logs: &[LogRow],
        row: &LedgerRow,
    ) -> Result<AuditProof, DeskError> {
        let hash = leaf_hash(&row.bytes);
        let chain = Entry::read(&row.bytes).map(|entry| entry.chain);
        let mut proof = AuditProof {
            state: AuditProofState::Unsigned,
            message: String::new(),
            log: String::new(),
            number: narrow(row.number),
            hash: hash.to_string(),
            previous: chain.as_ref().ok().and_then(|chain| chain.previous).map(|hash| hash.to_string()),
            signed_by: None,
            inclusion: None,
            batch: None,
        };
        let Some(log) = logs.iter().find(|log| log.id == row.log) else {
            return Ok(AuditProof { state: AuditProofState::Broken, ..proof }.told());
        };
        proof.log.clone_from(&log.name);
        let fits = chain.is_ok_and(|chain| chain.number == row.number && chain.device == log.name);
        let newest = self.store().newest_checkpoint(log.id).await?;
        let spoken_of = newest.is_some_and(|(size, _)| size > row.number);
        proof.inclusion = self.ledger_proof(log, row).await?;
        proof.signed_by = self.audit_signer(log, row.number).await?;
        let sound = fits && row.hash.as_slice() == hash.as_bytes().as_slice();
        proof.state = match (&proof.inclusion, &proof.signed_by) {
            _ if !sound => AuditProofState::Broken,
            (Some(_), _) => AuditProofState::Proved,
            // a checkpoint speaks of it, and does not lead to it
            (None, _) if spoken_of => AuditProofState::Broken,
            (None, Some(_)) => AuditProofState::Signed,
            (None, None) => AuditProofState::Unsigned,
        };
        Ok(proof.told())
    }

    /// The key whose newest signature covers an entry.
    async fn audit_signer(&self, log: &LogRow, number: u64) -> Result<Option<String>, DeskError> {
        let newest = self.store().newest_commit(log.id).await?;
        let Some((_, note)) = newest.filter(|(size, _)| *size > number) else { return Ok(None) };
        let signed = |key: &VerifierKey| Commit::verify(&note, &log.name, std::slice::from_ref(key)).is_ok();
        let mut keys = log.keys.iter().filter_map(|row| row.key.parse::<VerifierKey>().ok());
        Ok(keys.find(signed).map(|key| key.to_string()))
    }
}

impl Names<'_> {
    /// What proves an event: that it is in its batch, and what proves the entry that seals the batch.
    pub(super) async fn proof_of_event(&mut self, kept: &Kept) -> Result<AuditProof, DeskError> {
        let batch = &kept.batch;
        let seal = self.seal(batch.id).await?;
        let root = batch.root.to_string();
        let size = u64::from(batch.events);
        let holds = leaf_hash(&kept.sealed) == kept.leaf
            && verify_inclusion(kept.leaf, kept.index, size, &kept.path, batch.root).is_ok();
        let told = AuditBatch {
            entry: seal.as_ref().map(|row| self.id_of(row)).unwrap_or_default(),
            file: batch.file.clone(),
            at: batch.at.to_string(),
            events: batch.events,
            root,
            path: kept.path.iter().map(ToString::to_string).collect(),
        };
        // a seal is one only when its entry has the root
        let proof = match seal {
            Some(row) => self.desk.audit_proof_of(&self.logs, &row).await?,
            None => AuditProof {
                state: AuditProofState::Broken,
                message: String::new(),
                log: String::new(),
                number: 0,
                hash: String::new(),
                previous: None,
                signed_by: None,
                inclusion: None,
                batch: None,
            },
        };
        let state = if holds { proof.state } else { AuditProofState::Broken };
        Ok(AuditProof { state, batch: Some(told), ..proof }.told())
    }
}

impl AuditProof {
    /// The same with a sentence about how it stands.
    fn told(self) -> Self {
        let message = match (self.state, self.batch.is_some()) {
            (AuditProofState::Proved, false) => "A signed checkpoint leads to this entry.",
            (AuditProofState::Proved, true) => {
                "The event is in the batch that an entry seals, and a signed checkpoint leads to that entry."
            }
            (AuditProofState::Signed, false) => "It is signed. The next checkpoint will lead to it.",
            (AuditProofState::Signed, true) => {
                "The event is in the batch that an entry seals, and that entry is signed. The next checkpoint \
                 will lead to it."
            }
            (AuditProofState::Unsigned, false) => {
                "No signature covers it yet. The next entry that is made with the key signs it too."
            }
            (AuditProofState::Unsigned, true) => {
                "The event is in the batch that an entry seals, and no signature covers that entry yet. The \
                 next one that is made with the key signs it too."
            }
            (AuditProofState::Broken, _) => {
                "It is not what was signed. `steward audit verify` says what is wrong, and where."
            }
        };
        Self { message: message.to_owned(), ..self }
    }
}
