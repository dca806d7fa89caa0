//! People who use the workspace, and their roles.

use crate::desk::Desk;
use crate::door::Act;
use crate::error::{DeskError, list};
use crate::ledger::changed;
use crate::policy::ROLES;
use crate::{R, operation};
use serde::{Deserialize, Serialize};
use specta::Type;
use steward_store::OperatorRow;

/// Somebody who uses the workspace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OperatorView {
    /// Stable pseudonymous id, by which the record names them.
    pub id: String,
    /// Name.
    pub name: String,
    /// Operator roles.
    pub roles: Vec<String>,
    /// When they first used the workspace.
    pub since: String,
    /// Whether it is the present operator.
    pub present: bool,
}

impl Desk {
    fn operator_view(&self, row: OperatorRow) -> OperatorView {
        let OperatorRow { id, os_user: _, name, roles, since } = row;
        OperatorView { present: id == self.inner.operator, id, name, roles, since: since.to_string() }
    }

    /// Everybody who used the workspace, the first one first.
    ///
    /// # Errors
    /// When the policies refuse or the workspace cannot be read.
    pub async fn operators(&self) -> R<Vec<OperatorView>> {
        self.allow(&operation::WORKSPACE_READ, None).await?;
        let rows = self.store().operators().await.map_err(DeskError::from)?;
        Ok(rows.into_iter().map(|row| self.operator_view(row)).collect())
    }

    /// Gives an operator, named by id or user name, these roles and no others.
    ///
    /// # Errors
    /// When there is no such operator or role, or nobody could replace the policies afterwards.
    pub async fn set_operator_roles(&self, operator: &str, roles: &[String]) -> R<OperatorView> {
        let act = self.allow(&operation::OPERATOR_SET_ROLES, None).await?;
        let result = self.set_roles_inner(&act, operator, roles).await;
        act.settle(result).await
    }

    async fn set_roles_inner(
        &self,
        act: &Act,
        operator: &str,
        roles: &[String],
    ) -> Result<OperatorView, DeskError> {
        if let Some(wrong) = roles.iter().find(|role| !ROLES.contains(&role.as_str())) {
            let hint = format!("give one of {}", list(&ROLES.map(str::to_owned)));
            return Err(DeskError::input(format!("there is no operator role `{wrong}`"), hint));
        }
        let mut operators = self.store().operators().await?;
        let wanted = operator.trim();
        let names: Vec<String> = operators.iter().map(|row| format!("`{}`", row.name)).collect();
        let found =
            operators.iter_mut().find(|row| row.id == wanted || row.os_user.eq_ignore_ascii_case(wanted));
        let Some(row) = found else {
            return Err(DeskError::NotFound { what: "operator", name: wanted.to_owned(), near: names });
        };
        let mut sorted = roles.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        let before = std::mem::replace(&mut row.roles, sorted);
        let row = row.clone();
        self.somebody_sets_policies(&self.policies_in_force().await?, &operators)?;
        let mut write = act.write().await?;
        write.set_operator_roles(&row.id, &row.roles).await?;
        act.about("operator", &row.id);
        act.commit(write, vec![changed("roles", &before, &row.roles)]).await?;
        Ok(self.operator_view(row))
    }
}
