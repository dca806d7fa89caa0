//! Which person of a tenant an entry speaks of.

use super::to_json;
use crate::{Result, Store, Write};
use std::collections::BTreeMap;

impl Store {
    /// Tenant and person that a pseudonym stands for; nothing when it was erased or never was.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn person_of(&self, pseudonym: &str) -> Result<Option<(String, String)>> {
        sqlx::query_as("SELECT tenant, subject FROM pseudonyms WHERE pseudonym = ?")
            .bind(pseudonym)
            .fetch_optional(self.pool())
            .await
            .map_err(|error| self.error(error))
    }

    /// Pseudonyms of people of a tenant, by their ids; those that have none are not among them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn pseudonyms_by_id(
        &self,
        tenant: &str,
        subjects: &[String],
    ) -> Result<BTreeMap<String, String>> {
        let rows: Vec<(String, String)> = sqlx::query_as(
            "SELECT subject, pseudonym FROM pseudonyms \
             WHERE tenant = ? AND subject IN (SELECT value FROM json_each(?))",
        )
        .bind(tenant)
        .bind(to_json("ids of people", subjects)?)
        .fetch_all(self.pool())
        .await
        .map_err(|error| self.error(error))?;
        Ok(rows.into_iter().collect())
    }
}

impl Store {
    /// The pseudonym of a person, if there is one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn pseudonym_of(&self, tenant: &str, subject: &str) -> Result<Option<String>> {
        sqlx::query_scalar("SELECT pseudonym FROM pseudonyms WHERE tenant = ? AND subject = ?")
            .bind(tenant)
            .bind(subject)
            .fetch_optional(self.pool())
            .await
            .map_err(|error| self.error(error))
    }
}

impl Write {
    /// The pseudonym of a person; `fresh` becomes it when there is none.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn pseudonym(&mut self, tenant: &str, subject: &str, fresh: &str) -> Result<String> {
        let known: std::result::Result<Option<String>, sqlx::Error> =
            sqlx::query_scalar("SELECT pseudonym FROM pseudonyms WHERE tenant = ? AND subject = ?")
                .bind(tenant)
                .bind(subject)
                .fetch_optional(self.db())
                .await;
        if let Some(known) = known.map_err(|error| self.error(error))? {
            return Ok(known);
        }
        let done = sqlx::query("INSERT INTO pseudonyms (pseudonym, tenant, subject) VALUES (?, ?, ?)")
            .bind(fresh)
            .bind(tenant)
            .bind(subject)
            .execute(self.db())
            .await;
        done.map_err(|error| self.error(error))?;
        Ok(fresh.to_owned())
    }

    /// Erases whom a pseudonym stands for.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn erase_pseudonym(&mut self, pseudonym: &str) -> Result<()> {
        let done = sqlx::query("DELETE FROM pseudonyms WHERE pseudonym = ?")
            .bind(pseudonym)
            .execute(self.db())
            .await;
        done.map(drop).map_err(|error| self.error(error))
    }
}
