//! People who use Steward.

use super::{from_json, time, to_json};
use crate::{Result, Store, Write};
use jiff::Timestamp;
use sqlx::FromRow;

/// Somebody who uses Steward on this workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperatorRow {
    /// Pseudonymous id; the only thing the record says about them.
    pub id: String,
    /// Name in the operating system, by which they are recognised.
    pub os_user: String,
    /// Name for people.
    pub name: String,
    /// Operator roles.
    pub roles: Vec<String>,
    /// When they first used the workspace.
    pub since: Timestamp,
}

#[derive(FromRow)]
struct Raw {
    id: String,
    os_user: String,
    name: String,
    roles: String,
    since: String,
}

impl Raw {
    fn typed(self) -> Result<OperatorRow> {
        let Self { id, os_user, name, roles, since } = self;
        let (roles, since) = (from_json("an operator", &roles)?, time("an operator", &since)?);
        Ok(OperatorRow { id, os_user, name, roles, since })
    }
}

impl Store {
    /// All operators, the first one first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn operators(&self) -> Result<Vec<OperatorRow>> {
        let rows: Vec<Raw> =
            sqlx::query_as("SELECT id, os_user, name, roles, since FROM operators ORDER BY rowid")
                .fetch_all(self.pool())
                .await
                .map_err(|error| self.error(error))?;
        rows.into_iter().map(Raw::typed).collect()
    }

    /// The operator with this name in the operating system.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn operator(&self, os_user: &str) -> Result<Option<OperatorRow>> {
        let row: Option<Raw> =
            sqlx::query_as("SELECT id, os_user, name, roles, since FROM operators WHERE os_user = ?")
                .bind(os_user)
                .fetch_optional(self.pool())
                .await
                .map_err(|error| self.error(error))?;
        row.map(Raw::typed).transpose()
    }
}

impl Write {
    /// How many operators there are; asked inside the transaction that adds one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn count_operators(&mut self) -> Result<i64> {
        let count = sqlx::query_scalar("SELECT count(*) FROM operators").fetch_one(self.db()).await;
        count.map_err(|error| self.error(error))
    }

    /// Adds an operator; one that is there stays as it is.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn insert_operator(&mut self, row: &OperatorRow) -> Result<()> {
        let OperatorRow { id, os_user, name, roles, since } = row;
        let roles = to_json("an operator", roles)?;
        let done = sqlx::query(
            "INSERT INTO operators (id, os_user, name, roles, since) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        )
        .bind(id)
        .bind(os_user)
        .bind(name)
        .bind(roles)
        .bind(since.to_string())
        .execute(self.db())
        .await;
        done.map(drop).map_err(|error| self.error(error))
    }

    /// Gives an operator these roles and no others.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn set_operator_roles(&mut self, id: &str, roles: &[String]) -> Result<()> {
        let roles = to_json("an operator", roles)?;
        let done = sqlx::query("UPDATE operators SET roles = ? WHERE id = ?")
            .bind(roles)
            .bind(id)
            .execute(self.db())
            .await;
        done.map(drop).map_err(|error| self.error(error))
    }
}
