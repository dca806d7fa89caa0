//! Signing with a new key from now on.

use crate::desk::Desk;
use crate::door::Act;
use crate::error::DeskError;
use crate::ledger::changed;
use crate::wire::{KeyRotation, WireError};
use crate::{R, operation};
use steward_store::Device;

impl Desk {
    /// Makes a new key for the log of this device. The entry that says so is signed by the key before, if it is at hand,
    /// and by the new one; so is a checkpoint. The key before signs nothing after.
    ///
    /// # Errors
    /// When keys can be kept nowhere, the workspace cannot be written, or the policies refuse.
    pub async fn rotate_key(&self) -> R<KeyRotation> {
        let act = self.allow(&operation::LEDGER_ROTATE_KEY, None).await?;
        let result = self.rotate_key_inner(&act).await;
        let rotated = act.settle(result).await?;
        self.forget_recorder().await;
        if let Ok(log) = self.own_log().await {
            self.remember_head(&log, true).await;
            self.remember_checkpoint(&log, true).await;
        }
        if let Err(left) = self.drop_older_keys(&rotated.log).await {
            tracing::warn!(%left, "the key before is out of use and could not be removed");
        }
        Ok(rotated)
    }

    async fn rotate_key_inner(&self, act: &Act) -> Result<KeyRotation, DeskError> {
        // the key of now is looked up before the lock is taken, for that may make one
        act.ready().await?;
        let _keys = self.store().keys_lock().await?;
        let log = self.own_log().await?;
        let Some(before) = log.key_in_use().map(|row| row.key.clone()) else {
            return Err(no_place(self).await);
        };
        let (key, place) = self.make_key(&log.name).await?;
        let after = key.verifier().to_string();
        let device = Device::new(&log, Some(key));
        let mut changes = vec![changed("key", &before, &after)];
        if let Some(head) = self.does_not_lead_to(&log).await {
            let there = self.store().ledger_size(log.id).await?;
            changes.push(changed("signed entries", head.commit.size, there));
        }
        act.about("key", &log.name);
        let write = act.write().await?;
        act.commit_with_new_key(write, (&device, place), changes).await?;
        Ok(KeyRotation { log: log.name, before: Some(before), after })
    }
}

/// A log that has no key yet has none because there is no place for one: making one would have been the first thing done.
async fn no_place(desk: &Desk) -> DeskError {
    let secrets = desk.inner.secrets.state().await;
    let told = WireError {
        code: crate::wire::ErrorCode::Secrets,
        message: "there is no place where a key could be kept".into(),
        meaning: "entries are chained and not signed".into(),
        hint: "start a keyring service, or give a passphrase: keys and tokens are then kept in a file".into(),
        details: vec![secrets.detail],
    };
    told.into()
}
