//! Findings that somebody put out of sight until a date.

use super::time;
use crate::{Result, Store, StoreError, Write};
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::FromRow;

/// What stands in the place of the words of a dismissal that were erased.
pub const ERASED: &str = "(erased)";

/// Why a finding is out of sight, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DismissalRow {
    /// Key of the finding.
    pub key: String,
    /// Why.
    pub reason: String,
    /// Id of the operator.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The day on which it is open again.
    pub returns: Date,
    /// What the finding named then, as JSON; nothing when that was not kept yet.
    pub covers: Option<String>,
}

#[derive(FromRow)]
struct Raw {
    key: String,
    reason: String,
    by: String,
    at: String,
    returns: String,
    covers: Option<String>,
}

impl Store {
    /// Dismissals of a tenant, those that are over included.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn dismissals(&self, tenant: &str) -> Result<Vec<DismissalRow>> {
        let rows: Vec<Raw> = sqlx::query_as(
            "SELECT key, reason, by, at, returns, covers FROM dismissals WHERE tenant = ? ORDER BY key",
        )
        .bind(tenant)
        .fetch_all(self.pool())
        .await
        .map_err(|error| self.error(error))?;
        (rows.into_iter())
            .map(|Raw { key, reason, by, at, returns, covers }| {
                let returns = returns
                    .parse()
                    .map_err(|error: jiff::Error| StoreError::content("a dismissal", error))?;
                Ok(DismissalRow { key, reason, by, at: time("a dismissal", &at)?, returns, covers })
            })
            .collect()
    }
}

impl Write {
    /// Dismisses a finding, in place of an earlier dismissal.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn set_dismissal(&mut self, tenant: &str, row: &DismissalRow) -> Result<()> {
        let DismissalRow { key, reason, by, at, returns, covers } = row;
        let done = sqlx::query(
            "INSERT OR REPLACE INTO dismissals (tenant, key, reason, by, at, returns, covers) VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(tenant)
        .bind(key)
        .bind(reason)
        .bind(by)
        .bind(at.to_string())
        .bind(returns.to_string())
        .bind(covers)
        .execute(self.db())
        .await;
        done.map(drop).map_err(|error| self.error(error))
    }

    /// Erases what somebody wrote in a dismissal; until when it holds stays. `covers` is what it named, without whom it
    /// is to name no more.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn erase_words_of_dismissal(
        &mut self,
        tenant: &str,
        key: &str,
        covers: Option<&str>,
    ) -> Result<()> {
        let sql = "UPDATE dismissals SET reason = ?, covers = ? WHERE tenant = ? AND key = ?";
        let set = sqlx::query(sql).bind(ERASED).bind(covers);
        let done = set.bind(tenant).bind(key).execute(self.db()).await;
        done.map(drop).map_err(|error| self.error(error))
    }

    /// Takes a dismissal back. Returns whether there was one.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn remove_dismissal(&mut self, tenant: &str, key: &str) -> Result<bool> {
        let done = sqlx::query("DELETE FROM dismissals WHERE tenant = ? AND key = ?")
            .bind(tenant)
            .bind(key)
            .execute(self.db())
            .await;
        done.map(|done| done.rows_affected() > 0).map_err(|error| self.error(error))
    }
}
