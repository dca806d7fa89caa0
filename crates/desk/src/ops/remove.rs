//! Removing a tenant.

use crate::desk::Desk;
use crate::door::Act;
use crate::error::DeskError;
use crate::ledger::set;
use crate::wire::{ErrorCode, SecretStore, SecretStoreKind, WireError};
use crate::{R, operation};
use steward_store::{AuditChange, TenantRow};

impl Desk {
    /// Removes a tenant with its snapshots, the events of its log and its token. What was done with it stays
    /// on record.
    ///
    /// # Errors
    /// When there is no such tenant or the policies refuse.
    pub async fn remove(&self, name: &str) -> R<()> {
        let row = self.tenant(name).await?;
        let act = self.allow(&operation::TENANT_REMOVE, Some((&row).into())).await?;
        let result = self.remove_inner(&act, &row).await;
        act.settle(result).await
    }

    async fn remove_inner(&self, act: &Act, row: &TenantRow) -> Result<(), DeskError> {
        let has_token = row.kind == "scim";
        if has_token {
            self.token_in_reach(&row.name).await?;
        }
        let mut held = self.audit_trail().await?;
        let mut write = act.write().await?;
        let AuditChange { trail, events, .. } = write.remove_audit_tenant(&held, &row.id).await?;
        write.remove_tenant(&row.id).await?;
        let mut changes = vec![set("kind", &row.kind), set("name", &row.name)];
        if events > 0 {
            changes.push(set("events", events));
        }
        act.commit(write, changes).await?;
        *held = trail;
        drop(held);
        // the token last: without its tenant it opens nothing, the other way round a tenant would be left
        // closed
        if has_token && let Err(error) = self.inner.secrets.remove(&row.id).await {
            return Err(token_left(&row.name, error));
        }
        Ok(())
    }

    /// A token that is here but locked away would be left behind, so the tenant stays until it can go as
    /// well. Where no token can be, there is none to leave.
    async fn token_in_reach(&self, tenant: &str) -> Result<(), DeskError> {
        let SecretStore { kind, file_exists, detail } = self.inner.secrets.state().await;
        if kind != SecretStoreKind::Locked {
            return Ok(());
        }
        let told = WireError {
            code: ErrorCode::Secrets,
            message: format!("the token of `{tenant}` is locked away"),
            meaning: "nothing was removed: the token would be left behind".into(),
            hint: match file_exists {
                true => {
                    "unlock the tokens, in a terminal with `--passphrase-file FILE`; if the passphrase is lost, remove \
                     the file `secrets.age` in the workspace first"
                }
                false => "unlock the keyring first, usually by signing in to the desktop",
            }
            .into(),
            details: vec![detail],
        };
        Err(told.into())
    }
}

/// The tenant is gone all the same: it has to be removable on a computer that does not have its token.
fn token_left(tenant: &str, error: DeskError) -> DeskError {
    let told = WireError::from(error);
    let told = WireError {
        message: format!("`{tenant}` is removed, but its token could not be: {}", told.message),
        meaning: "if the token is kept on this computer it still is, and it opens nothing here any more"
            .into(),
        ..told
    };
    told.into()
}
