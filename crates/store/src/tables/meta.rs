//! Facts about the workspace itself.

use crate::{Result, Store, Write};

impl Store {
    /// A fact about the workspace, such as its `id`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn meta(&self, key: &str) -> Result<Option<String>> {
        sqlx::query_scalar("SELECT value FROM meta WHERE key = ?")
            .bind(key)
            .fetch_optional(self.pool())
            .await
            .map_err(|error| self.error(error))
    }
}

impl Write {
    /// Sets a fact, unless it is set.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn set_meta_once(&mut self, key: &str, value: &str) -> Result<()> {
        let done = sqlx::query("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING")
            .bind(key)
            .bind(value)
            .execute(self.db())
            .await;
        done.map(drop).map_err(|error| self.error(error))
    }

    /// Sets a fact, whatever it was.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn set_meta(&mut self, key: &str, value: &str) -> Result<()> {
        let done = sqlx::query("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)")
            .bind(key)
            .bind(value)
            .execute(self.db())
            .await;
        done.map(drop).map_err(|error| self.error(error))
    }

    /// Removes a fact, as long as it is this.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn remove_meta(&mut self, key: &str, value: &str) -> Result<()> {
        let done = sqlx::query("DELETE FROM meta WHERE key = ? AND value = ?")
            .bind(key)
            .bind(value)
            .execute(self.db())
            .await;
        done.map(drop).map_err(|error| self.error(error))
    }
}
