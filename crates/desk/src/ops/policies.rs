//! The policies for operators: reading and replacing them.

use crate::desk::{Desk, heavy};
use crate::door::Act;
use crate::error::DeskError;
use crate::ledger::changed;
use crate::policy::{Policies, PolicyError, PolicyText};
use crate::wire::PolicyView;
use crate::{R, operation};
use std::sync::Arc;
use steward_store::OperatorRow;

impl Desk {
    /// The policies in force.
    ///
    /// # Errors
    /// When the policies refuse or the workspace cannot be read.
    pub async fn policies(&self) -> R<Vec<PolicyView>> {
        self.allow(&operation::POLICY_READ, None).await?;
        let list = self.policies_in_force().await?.list();
        Ok((list.into_iter())
            .map(|PolicyText { id, about, text }| PolicyView { id, text, annotation: about })
            .collect())
    }

    /// The text of the set in force, as it was written, to change and give to [`Desk::set_policies`].
    ///
    /// # Errors
    /// When the policies refuse or the workspace cannot be read.
    pub async fn policy_text(&self) -> R<String> {
        self.allow(&operation::POLICY_READ, None).await?;
        let row = self.store().policy_set().await.map_err(DeskError::from)?;
        Ok(row.map_or_else(|| crate::policy::DEFAULT.to_owned(), |row| row.text))
    }

    /// Replaces the policies, from the next operation on.
    ///
    /// # Errors
    /// When the text is not a policy set, or nobody could replace it again.
    pub async fn set_policies(&self, text: &str) -> R<()> {
        let act = self.allow(&operation::POLICY_SET, None).await?;
        let result = self.set_policies_inner(&act, text).await;
        act.settle(result).await
    }

    async fn set_policies_inner(&self, act: &Act, text: &str) -> Result<(), DeskError> {
        let owned = text.to_owned();
        let policies = Arc::new(heavy(move || Policies::parse(&owned)).await??);
        let operators = self.store().operators().await?;
        self.somebody_sets_policies(&policies, &operators)?;
        let mut write = act.write().await?;
        write.insert_policy_set(policies.hash(), text, act.operator(), self.now()).await?;
        act.about("policy set", policies.hash());
        act.commit(write, vec![changed("hash", act.policy_version(), policies.hash())]).await
    }

    /// Refuses what would leave nobody to replace the policies, in the window or in a terminal.
    pub(crate) fn somebody_sets_policies(
        &self,
        policies: &Arc<Policies>,
        operators: &[OperatorRow],
    ) -> Result<(), DeskError> {
        for row in operators {
            for surface in ["window", "cli"] {
                let asking = crate::policy::Asking { operator: &row.id, roles: &row.roles, surface };
                let about = crate::policy::About { tenant: "", environment: "live" };
                if policies.decide(asking, &operation::POLICY_SET, about)?.allowed {
                    return Ok(());
                }
            }
        }
        Err(PolicyError::LockOut.into())
    }
}
