//! What an interrupted read had already.

use super::time;
use crate::{Result, Store, Write};
use jiff::Timestamp;

/// What an interrupted read had already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartialRow {
    /// When it was interrupted.
    pub at: Timestamp,
    /// As the reader wrote it.
    pub state: Vec<u8>,
}

impl Store {
    /// What the last read of a tenant had, if it was interrupted.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn partial_read(&self, tenant: &str) -> Result<Option<PartialRow>> {
        let row: Option<(String, Vec<u8>)> =
            sqlx::query_as("SELECT at, state FROM partial_reads WHERE tenant = ?")
                .bind(tenant)
                .fetch_optional(self.pool())
                .await
                .map_err(|error| self.error(error))?;
        row.map(|(at, state)| Ok(PartialRow { at: time("a partial read", &at)?, state })).transpose()
    }
}

impl Write {
    /// Keeps what an interrupted read had, in place of the one before.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn set_partial_read(&mut self, tenant: &str, row: &PartialRow) -> Result<()> {
        let done = sqlx::query("INSERT OR REPLACE INTO partial_reads (tenant, at, state) VALUES (?, ?, ?)")
            .bind(tenant)
            .bind(row.at.to_string())
            .bind(&row.state)
            .execute(self.db())
            .await;
        done.map(drop).map_err(|error| self.error(error))
    }

    /// Forgets it: the read was completed.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn clear_partial_read(&mut self, tenant: &str) -> Result<()> {
        let done =
            sqlx::query("DELETE FROM partial_reads WHERE tenant = ?").bind(tenant).execute(self.db()).await;
        done.map(drop).map_err(|error| self.error(error))
    }
}
