//! Policy sets for operators, every one that was ever in force.

use super::time;
use crate::{Result, Store, Write};
use jiff::Timestamp;
use sqlx::FromRow;

/// A policy set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicySetRow {
    /// Counts from 1.
    pub version: i64,
    /// Hash of its text.
    pub hash: String,
    /// Cedar.
    pub text: String,
    /// Id of the operator who set it.
    pub set_by: String,
    /// When.
    pub set_at: Timestamp,
}

#[derive(FromRow)]
struct Raw {
    version: i64,
    hash: String,
    text: String,
    set_by: String,
    set_at: String,
}

impl Raw {
    fn typed(self) -> Result<PolicySetRow> {
        let Self { version, hash, text, set_by, set_at } = self;
        Ok(PolicySetRow { version, hash, text, set_by, set_at: time("a policy set", &set_at)? })
    }
}

impl Store {
    /// Every set, the one in force first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn policy_sets(&self) -> Result<Vec<PolicySetRow>> {
        let rows: Vec<Raw> = sqlx::query_as(
            "SELECT version, hash, text, set_by, set_at FROM policy_sets ORDER BY version DESC",
        )
        .fetch_all(self.pool())
        .await
        .map_err(|error| self.error(error))?;
        rows.into_iter().map(Raw::typed).collect()
    }

    /// The set in force.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn policy_set(&self) -> Result<Option<PolicySetRow>> {
        let row: Option<Raw> = sqlx::query_as(
            "SELECT version, hash, text, set_by, set_at FROM policy_sets ORDER BY version DESC LIMIT 1",
        )
        .fetch_optional(self.pool())
        .await
        .map_err(|error| self.error(error))?;
        row.map(Raw::typed).transpose()
    }

    /// Text of the set with this hash, whether it is in force or was.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn policy_text(&self, hash: &str) -> Result<Option<String>> {
        sqlx::query_scalar("SELECT text FROM policy_sets WHERE hash = ? ORDER BY version LIMIT 1")
            .bind(hash)
            .fetch_optional(self.pool())
            .await
            .map_err(|error| self.error(error))
    }

    /// Hash of the set in force, without its text.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn policy_hash(&self) -> Result<Option<String>> {
        sqlx::query_scalar("SELECT hash FROM policy_sets ORDER BY version DESC LIMIT 1")
            .fetch_optional(self.pool())
            .await
            .map_err(|error| self.error(error))
    }
}

impl Write {
    /// Puts a set in force.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn insert_policy_set(&mut self, hash: &str, text: &str, by: &str, at: Timestamp) -> Result<()> {
        let done = sqlx::query("INSERT INTO policy_sets (hash, text, set_by, set_at) VALUES (?, ?, ?, ?)")
            .bind(hash)
            .bind(text)
            .bind(by)
            .bind(at.to_string())
            .execute(self.db())
            .await;
        done.map(drop).map_err(|error| self.error(error))
    }
}
