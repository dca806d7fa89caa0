//! Removing a tenant.

use crate::desk::Desk;
use crate::door::Act;
use crate::error::DeskError;
use crate::wire::WireError;
use crate::{R, operation};
use steward_store::TenantRow;

impl Desk {
    /// Removes a tenant with its snapshots and its token. What was done with it stays on record.
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
        let mut write = act.write().await?;
        write.remove_tenant(&row.id).await?;
        act.commit(write, &serde_json::json!({ "kind": row.kind })).await?;
        // the token last: without its tenant it opens nothing, the other way round a tenant would be left closed
        if row.kind == "scim"
            && let Err(error) = self.inner.secrets.remove(&row.id).await
        {
            return Err(token_left(&row.name, error));
        }
        Ok(())
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
