//! How reading a tenant ended.

use super::time;
use crate::{Result, Store, Write};
use jiff::Timestamp;
use sqlx::FromRow;

/// How reading a tenant ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptRow {
    /// When.
    pub at: Timestamp,
    /// Whether a snapshot came of it.
    pub ok: bool,
    /// What went wrong, as JSON.
    pub error: Option<String>,
    /// What was left out, as JSON, the first ones only.
    pub problems: String,
    /// How many problems there were.
    pub problems_total: u32,
    /// Whether nothing is missing as a whole from what is shown after it.
    pub complete: bool,
}

#[derive(FromRow)]
struct Raw {
    at: String,
    ok: bool,
    error: Option<String>,
    problems: String,
    problems_total: u32,
    complete: bool,
}

impl Store {
    /// The last attempt at a tenant.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn last_attempt(&self, tenant: &str) -> Result<Option<AttemptRow>> {
        let row: Option<Raw> = sqlx::query_as(
            "SELECT at, ok, error, problems, problems_total, complete FROM attempts WHERE tenant = ? \
             ORDER BY id DESC LIMIT 1",
        )
        .bind(tenant)
        .fetch_optional(self.pool())
        .await
        .map_err(|error| self.error(error))?;
        row.map(|Raw { at, ok, error, problems, problems_total, complete }| {
            Ok(AttemptRow { at: time("an attempt", &at)?, ok, error, problems, problems_total, complete })
        })
        .transpose()
    }
}

/// What an attempt says in words.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct AttemptWords {
    /// Its id in the file.
    pub id: i64,
    /// What went wrong, as JSON.
    pub error: Option<String>,
    /// What was left out, as JSON.
    pub problems: String,
}

impl Store {
    /// What the attempts at a tenant say in words.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn words_of_attempts(&self, tenant: &str) -> Result<Vec<AttemptWords>> {
        sqlx::query_as("SELECT id, error, problems FROM attempts WHERE tenant = ? ORDER BY id")
            .bind(tenant)
            .fetch_all(self.pool())
            .await
            .map_err(|error| self.error(error))
    }
}

impl Write {
    /// Erases the words of an attempt; how it ended stays.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn erase_words_of_attempt(&mut self, id: i64) -> Result<()> {
        let done = sqlx::query("UPDATE attempts SET error = NULL, problems = '[]' WHERE id = ?")
            .bind(id)
            .execute(self.db())
            .await;
        done.map(drop).map_err(|error| self.error(error))
    }

    /// Keeps how an attempt ended, and the fifty before it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn insert_attempt(&mut self, tenant: &str, row: &AttemptRow) -> Result<()> {
        let AttemptRow { at, ok, error, problems, problems_total, complete } = row;
        let done = sqlx::query(
            "INSERT INTO attempts (tenant, at, ok, error, problems, problems_total, complete) \
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(tenant)
        .bind(at.to_string())
        .bind(ok)
        .bind(error)
        .bind(problems)
        .bind(problems_total)
        .bind(complete)
        .execute(self.db())
        .await;
        done.map_err(|error| self.error(error))?;
        let done = sqlx::query(
            "DELETE FROM attempts WHERE tenant = ?1 AND id NOT IN \
             (SELECT id FROM attempts WHERE tenant = ?1 ORDER BY id DESC LIMIT 51)",
        )
        .bind(tenant)
        .execute(self.db())
        .await;
        done.map(drop).map_err(|error| self.error(error))
    }
}
