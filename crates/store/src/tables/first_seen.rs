//! When a finding was first seen.

use super::time;
use crate::{Result, Store, Write};
use jiff::Timestamp;
use std::collections::BTreeMap;

impl Store {
    /// When each finding of a tenant was first seen, by key.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn first_seen(&self, tenant: &str) -> Result<BTreeMap<String, Timestamp>> {
        let rows: Vec<(String, String)> = sqlx::query_as("SELECT key, at FROM first_seen WHERE tenant = ?")
            .bind(tenant)
            .fetch_all(self.pool())
            .await
            .map_err(|error| self.error(error))?;
        rows.into_iter().map(|(key, at)| Ok((key, time("a finding", &at)?))).collect()
    }
}

impl Write {
    /// Says that a finding was seen; only the first time counts.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn saw_finding(&mut self, tenant: &str, key: &str, at: Timestamp) -> Result<()> {
        let done =
            sqlx::query("INSERT INTO first_seen (tenant, key, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                .bind(tenant)
                .bind(key)
                .bind(at.to_string())
                .execute(self.db())
                .await;
        done.map(drop).map_err(|error| self.error(error))
    }
}
