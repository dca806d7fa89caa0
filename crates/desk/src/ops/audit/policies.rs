//! The policies that decided about an entry, with their text of that time.

use crate::desk::Desk;
use crate::error::DeskError;
use crate::policy::{Policies, PolicyText};
use crate::wire::AuditPolicy;

impl Desk {
    /// Policies by id, as they were in the set of this hash.
    pub(super) async fn audit_policies(
        &self,
        version: &str,
        ids: &[String],
    ) -> Result<Vec<AuditPolicy>, DeskError> {
        let now = self.policies_in_force().await?.list();
        let then: Vec<PolicyText> = match self.store().policy_text(version).await? {
            Some(text) => Policies::kept(&text).map(|set| set.list()).unwrap_or_default(),
            None => Vec::new(),
        };
        let policy = |id: &String| {
            let was = then.iter().find(|policy| policy.id == *id);
            let is = now.iter().find(|policy| policy.id == *id);
            AuditPolicy {
                id: id.clone(),
                annotation: was.map(|policy| policy.about.clone()).unwrap_or_default(),
                text: was.map(|policy| policy.text.clone()),
                unchanged: was.is_some() && was.map(|policy| &policy.text) == is.map(|policy| &policy.text),
            }
        };
        Ok(ids.iter().map(policy).collect())
    }
}
