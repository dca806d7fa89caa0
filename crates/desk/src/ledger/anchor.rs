//! The newest checkpoint, kept beside the key: a workspace that somebody put back to an earlier state, cut short or wrote
//! anew does not fit it.

use super::recorder::{account, in_time};
use crate::desk::Desk;
use crate::reach::Secret;
use steward_ledger::{Checkpoint, Note, VerifierKey};
use steward_store::{KeyRow, LogRow};

/// The name under which the checkpoint of a key is kept.
fn name(key: &KeyRow) -> Option<String> {
    Some(format!("{}/checkpoint", account(&key.key.parse::<VerifierKey>().ok()?)))
}

/// How many entries a checkpoint speaks of.
fn size(note: &str) -> Option<u64> {
    Some(Note::parse(note).ok()?.text().parse::<Checkpoint>().ok()?.size)
}

impl Desk {
    /// The newest checkpoint that this computer remembers of a log, if there is access to it.
    pub(crate) async fn remembered_checkpoint(&self, log: &LogRow) -> Option<String> {
        let key = log.key_in_use()?;
        let name = name(key)?;
        let kept = in_time(self.inner.secrets.key(&name, key.place)).await.ok()??;
        // secrets have no white space at their end, notes have a newline there
        Some(format!("{}\n", kept.reveal()))
    }

    /// Remembers the newest checkpoint of a log. One that speaks of more entries stays: it is what tells that the
    /// workspace was put back.
    pub(crate) async fn remember_checkpoint(&self, log: &LogRow) {
        let Some(name) = log.key_in_use().and_then(name) else { return };
        let newest = self.store().newest_checkpoint(log.id).await.ok().flatten();
        let Some((newest, note)) = newest else { return };
        let before = self.remembered_checkpoint(log).await.and_then(|note| size(&note));
        if before.is_some_and(|before| before >= newest) {
            return;
        }
        if let Err(fault) = in_time(self.inner.secrets.set_key(&name, &Secret::new(note))).await {
            tracing::warn!(%fault, "the newest checkpoint could not be kept beside the key");
        }
    }
}
