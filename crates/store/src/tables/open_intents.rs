//! Work that reached out of this machine and has not ended.

use crate::{Result, Store, Write};

/// Work that has not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenIntent {
    /// What its entries share.
    pub correlation: String,
    /// Who does it: see [`Running`](crate::Running).
    pub holder: String,
}

impl Store {
    /// Everything that has not ended.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn open_intents(&self) -> Result<Vec<OpenIntent>> {
        let rows: Vec<(String, String)> =
            sqlx::query_as("SELECT correlation, holder FROM open_intents ORDER BY correlation")
                .fetch_all(self.pool())
                .await
                .map_err(|error| self.error(error))?;
        Ok(rows.into_iter().map(|(correlation, holder)| OpenIntent { correlation, holder }).collect())
    }
}

impl Write {
    /// Says that work begins. Its entry comes with it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn open_intent(&mut self, row: &OpenIntent) -> Result<()> {
        let done = sqlx::query("INSERT INTO open_intents (correlation, holder) VALUES (?, ?)")
            .bind(&row.correlation)
            .bind(&row.holder)
            .execute(self.db())
            .await;
        done.map(drop).map_err(|error| self.error(error))
    }

    /// Says that work has ended. Returns whether it was open: somebody else may have settled it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn close_intent(&mut self, correlation: &str) -> Result<bool> {
        let done = sqlx::query("DELETE FROM open_intents WHERE correlation = ?")
            .bind(correlation)
            .execute(self.db())
            .await;
        done.map(|done| done.rows_affected() == 1).map_err(|error| self.error(error))
    }
}
