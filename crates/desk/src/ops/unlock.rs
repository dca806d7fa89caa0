//! The passphrase of the file with tokens.

use crate::desk::Desk;
use crate::error::DeskError;
use crate::reach::Secret;
use crate::{R, operation};

impl Desk {
    /// Opens the file with tokens under a passphrase, or makes it where no keyring runs. Nothing of the passphrase
    /// is kept on disk or in the record.
    ///
    /// # Errors
    /// When the passphrase is empty or wrong, the file cannot be used, or the policies refuse.
    pub async fn unlock(&self, passphrase: Secret) -> R<()> {
        let act = self.allow(&operation::SECRETS_UNLOCK, None).await?;
        let result = async {
            if passphrase.is_empty() {
                return Err(DeskError::input(
                    "the passphrase is empty",
                    "type the passphrase of this workspace",
                ));
            }
            self.inner.secrets.unlock(passphrase).await?;
            // the key of this device may lie there too
            self.forget_recorder().await;
            act.done(Vec::new()).await
        };
        let result = result.await;
        act.settle(result).await
    }

    /// Why the passphrase with which this was opened does not open the file with tokens; nothing when it does, none was
    /// given, or the policies do not let the workspace be seen.
    pub async fn wrong_passphrase(&self) -> Option<String> {
        let asker = self.asker().await.ok()?;
        self.judge(asker, &operation::WORKSPACE_READ, None).ok()?;
        self.inner.secrets.wrong_passphrase().await
    }
}
