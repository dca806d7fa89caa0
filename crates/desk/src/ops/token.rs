//! The token of a tenant.

use crate::desk::Desk;
use crate::door::Act;
use crate::error::DeskError;
use crate::reach::Secret;
use crate::{R, operation};
use steward_store::TenantRow;

impl Desk {
    /// Replaces the token of a SCIM tenant.
    ///
    /// # Errors
    /// When there is no such tenant, it has no token, no secret store works, or the policies refuse.
    pub async fn set_token(&self, name: &str, token: Secret) -> R<()> {
        let row = self.tenant(name).await?;
        let act = self.allow(&operation::TENANT_TOKEN, Some((&row).into())).await?;
        let result = self.set_token_inner(&act, &row, &token).await;
        act.settle(result).await
    }

    async fn set_token_inner(&self, act: &Act, row: &TenantRow, token: &Secret) -> Result<(), DeskError> {
        if row.kind != "scim" {
            let message = format!("`{}` is read without a token", row.name);
            return Err(DeskError::input(message, "tokens belong to tenants with a SCIM address"));
        }
        self.inner.secrets.set(&row.id, token).await?;
        act.done(Vec::new()).await
    }
}
