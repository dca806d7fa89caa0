//! What this computer keeps of a log outside of the workspace: the key, and beside it the newest checkpoint. A workspace
//! that somebody put back to an earlier state, cut short or wrote anew does not fit it.

use super::recorder::{in_time, keys_of};
use crate::desk::Desk;
use crate::reach::Secret;
use crate::wire::KeySource;
use steward_ledger::{Checkpoint, Note, VerifierKey};
use steward_store::LogRow;

/// What a log is compared with.
#[derive(Clone, Debug)]
pub(crate) struct Anchor {
    /// The key in use, when it is known from outside of the workspace.
    pub(crate) key: Option<VerifierKey>,
    pub(crate) source: KeySource,
    /// A checkpoint that is remembered outside of the workspace.
    pub(crate) checkpoint: Option<String>,
    /// A signed head that is remembered outside of the workspace.
    pub(crate) head: Option<String>,
}

/// The name under which the checkpoint of a log is kept.
fn name(log: &LogRow) -> String {
    format!("{}/checkpoint", log.name)
}

/// How many entries a checkpoint speaks of.
fn size(note: &str) -> Option<u64> {
    Some(Note::parse(note).ok()?.text().parse::<Checkpoint>().ok()?.size)
}

impl Desk {
    /// What a log is compared with: the key that was given, else what this computer keeps, if there is access to it.
    pub(crate) async fn anchor(&self, log: &LogRow, given: Option<&VerifierKey>) -> Anchor {
        let head = self.remembered_head(&log.name).map(|head| head.note);
        if let Some(key) = given {
            return Anchor { key: Some(key.clone()), source: KeySource::Given, checkpoint: None, head };
        }
        let kept = in_time(self.inner.secrets.any_key(&log.name)).await.ok().flatten();
        let kept = kept.map(|kept| keys_of(&log.name, &kept)).unwrap_or_default();
        let in_use = log.key_in_use().map(|row| row.key.as_str());
        let same = kept.iter().find(|key| Some(key.verifier().to_string().as_str()) == in_use);
        let key = same.or(kept.first()).map(|key| key.verifier().clone());
        let source = if key.is_some() { KeySource::Kept } else { KeySource::Workspace };
        Anchor { key, source, checkpoint: self.remembered_checkpoint(log).await, head }
    }

    async fn remembered_checkpoint(&self, log: &LogRow) -> Option<String> {
        let kept = in_time(self.inner.secrets.any_key(&name(log))).await.ok()??;
        // secrets have no white space at their end, notes have a newline there
        Some(format!("{}\n", kept.reveal()))
    }

    /// Remembers the newest checkpoint of a log. One that speaks of more entries stays, unless the log begins anew: it is
    /// what tells that the workspace was put back.
    pub(crate) async fn remember_checkpoint(&self, log: &LogRow, anew: bool) {
        let newest = self.store().newest_checkpoint(log.id).await.ok().flatten();
        let Some((newest, note)) = newest else { return };
        let before = self.remembered_checkpoint(log).await.and_then(|note| size(&note));
        if !anew && before.is_some_and(|before| before > newest) {
            return;
        }
        if let Err(fault) = in_time(self.inner.secrets.set_key(&name(log), &Secret::new(note))).await {
            tracing::warn!(%fault, "the newest checkpoint could not be kept beside the key");
        }
    }
}
