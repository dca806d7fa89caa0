//! Everything Steward can do, and who may.

use crate::desk::Desk;
use crate::door::Of;
use crate::error::DeskError;
use crate::operation::{CATALOGUE, Operation, Target};
use crate::wire::OperationInfo;
use crate::{R, operation};

/// Tenants that stand for all of their environment when it is asked in general who may do a thing.
const SAMPLES: [&str; 3] = ["live", "sandbox", "practice"];

impl Desk {
    /// The catalogue, with what the present operator may do of it.
    ///
    /// # Errors
    /// When the policies refuse or the workspace cannot be read.
    pub async fn operations(&self) -> R<Vec<OperationInfo>> {
        self.allow(&operation::WORKSPACE_READ, None).await?;
        Ok(self.operations_inner().await?)
    }

    async fn operations_inner(&self) -> Result<Vec<OperationInfo>, DeskError> {
        let asker = self.asker().await?;
        let samples = |operation: &Operation| match operation.target {
            Target::Workspace => vec![None],
            Target::Tenant => {
                let of = |environment| Of { id: "", name: "", environment, new: true };
                SAMPLES.map(|environment| Some(of(environment))).to_vec()
            }
        };
        let mut list = Vec::with_capacity(CATALOGUE.len());
        for operation in CATALOGUE.iter().copied() {
            let mut allowed = false;
            let mut roles: Vec<String> = Vec::new();
            for of in samples(operation) {
                allowed |= self.verdict(&asker, &asker.roles, operation, of)?.allowed;
                for role in self.roles_that_may(&asker, operation, of)? {
                    if !roles.contains(&role) {
                        roles.push(role);
                    }
                }
            }
            let Operation { name, title, consequence, object, target: _, approvals } = *operation;
            list.push(OperationInfo {
                name: name.to_owned(),
                title: title.to_owned(),
                consequence: consequence.into(),
                object: object.to_owned(),
                approvals,
                allowed,
                roles,
            });
        }
        Ok(list)
    }
}
