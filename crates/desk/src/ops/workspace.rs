//! The workspace and who uses it.

use crate::desk::Desk;
use crate::error::DeskError;
use crate::wire::{OperatorInfo, Workspace};
use crate::{R, operation};

impl Desk {
    /// The workspace, its operator and its tenants.
    ///
    /// # Errors
    /// When the policies refuse or the workspace cannot be read.
    pub async fn workspace(&self) -> R<Workspace> {
        self.allow(&operation::WORKSPACE_READ, None).await?;
        Ok(self.workspace_inner().await?)
    }

    async fn workspace_inner(&self) -> Result<Workspace, DeskError> {
        let policies = self.policies_in_force().await?;
        let me = self.store().operators().await?.into_iter().find(|row| row.id == self.inner.operator);
        let operator = match me {
            Some(row) => OperatorInfo { id: row.id, name: row.name, roles: row.roles },
            None => OperatorInfo { id: self.inner.operator.clone(), name: String::new(), roles: Vec::new() },
        };
        Ok(Workspace {
            path: self.store().folder().to_string_lossy().into_owned(),
            version: self.inner.options.version.clone(),
            operator,
            policy_version: policies.hash().chars().take(8).collect(),
            secrets: self.inner.secrets.state().await,
            tenants: self.tenants_inner().await?,
        })
    }
}
