//! What follows when somebody was erased: the bytes leave the file, and copies from before go. It is due until it came
//! to its end: what a program that was ended left undone, the next one does.

use crate::desk::Desk;
use crate::error::DeskError;
use std::path::PathBuf;
use std::time::Duration;
use steward_store::Write;

/// The fact about the workspace that says that it is due.
const DUE: &str = "scrub_due";
/// How long one who erases waits for another who does.
const PATIENCE: Duration = Duration::from_secs(120);

/// What was done about the files.
#[derive(Debug, Default)]
pub(crate) struct Scrubbed {
    /// Whether the bytes are gone from the file of the workspace.
    pub(crate) whole: bool,
    /// Copies from before that were removed.
    pub(crate) removed: usize,
    /// The copy that was made in their place.
    pub(crate) copy: Option<PathBuf>,
}

impl Desk {
    /// Says, in the transaction that erases, that what follows is due.
    pub(crate) async fn scrub_is_due(&self, write: &mut Write) -> Result<(), DeskError> {
        let id = self.store().random_id().await?;
        Ok(write.set_meta(DUE, &id).await?)
    }

    /// Does what is due.
    pub(crate) async fn scrub(&self) -> Result<Scrubbed, DeskError> {
        self.scrub_within(PATIENCE).await
    }

    /// Does what a program that was ended left undone; whoever is at it just now is not waited for.
    pub(crate) async fn scrub_again(&self) -> Result<(), DeskError> {
        if self.store().meta(DUE).await?.is_some() {
            // nor is whoever writes
            self.store().write_at_once().await?.commit_unrecorded().await?;
            self.scrub_within(Duration::ZERO).await?;
        }
        Ok(())
    }

    async fn scrub_within(&self, patience: Duration) -> Result<Scrubbed, DeskError> {
        let store = self.store();
        let _alone = store.scrub_lock(patience).await?;
        let Some(due) = store.meta(DUE).await? else {
            return Ok(Scrubbed { whole: true, ..Scrubbed::default() });
        };
        let scrubbed = store.scrub().await;
        // a copy in their place, before they go; they go also when there is no room for it
        let copied = match store.copies().is_empty() {
            true => Ok(None),
            false => self.copy_now().await.map(Some),
        };
        let copy = copied.as_ref().ok().cloned().flatten();
        let removed = store.remove_copies(copy.as_deref())?;
        let whole = scrubbed?;
        copied?;
        if whole {
            let mut write = store.write().await?;
            write.remove_meta(DUE, &due).await?;
            write.commit_unrecorded().await?;
        }
        Ok(Scrubbed { whole, removed, copy })
    }

    /// A copy in the folder of copies, named after the moment.
    async fn copy_now(&self) -> Result<PathBuf, DeskError> {
        let target = crate::ops::storage::free(&self.store().backups(), self.now())?;
        self.store().back_up_to(&target).await?;
        Ok(target)
    }
}
