//! Saved questions, limits, and how the last verification ended.

use super::{AuditQuestionRow, AuditRetention, AuditVerified};
use crate::tables::ledger_logs::{signed, unsigned};
use crate::tables::time;
use crate::{Result, Store, Write};

impl Store {
    /// Saved questions about a tenant and about all; about every tenant when none is named. By name.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn audit_questions(&self, tenant: Option<&str>) -> Result<Vec<AuditQuestionRow>> {
        let rows: Vec<(Option<String>, String, String, String, String)> = sqlx::query_as(
            "SELECT tenant, name, text, by, at FROM audit_questions \
             WHERE ?1 IS NULL OR tenant IS NULL OR tenant = ?1 ORDER BY name, tenant",
        )
        .bind(tenant)
        .fetch_all(self.pool())
        .await
        .map_err(|error| self.error(error))?;
        let typed = |(tenant, name, text, by, at): (_, _, _, _, String)| {
            Ok(AuditQuestionRow { tenant, name, text, by, at: time("a saved question", &at)? })
        };
        rows.into_iter().map(typed).collect()
    }

    /// How long and how much is kept of tenants' logs; nothing when no limit was set.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn audit_retention(&self) -> Result<Option<AuditRetention>> {
        let row: Option<(Option<u32>, Option<u32>)> = sqlx::query_as("SELECT days, mib FROM audit_retention")
            .fetch_optional(self.pool())
            .await
            .map_err(|error| self.error(error))?;
        Ok(row.map(|(days, mib)| AuditRetention { days, mib }))
    }

    /// How the last verification ended; nothing when there was none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn audit_verified(&self) -> Result<Option<AuditVerified>> {
        let row: Option<(String, bool, u32, i64)> =
            sqlx::query_as("SELECT at, holds, faults, entries FROM audit_verified")
                .fetch_optional(self.pool())
                .await
                .map_err(|error| self.error(error))?;
        row.map(|(at, holds, faults, entries)| {
            let at = time("the last verification", &at)?;
            Ok(AuditVerified { at, holds, faults, entries: unsigned(entries) })
        })
        .transpose()
    }
}

impl Write {
    /// Saves a question, in the place of one of this name about the same tenant.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn save_audit_question(&mut self, row: &AuditQuestionRow) -> Result<()> {
        let AuditQuestionRow { tenant, name, text, by, at } = row;
        let done = sqlx::query(
            "INSERT INTO audit_questions (tenant, name, text, by, at) VALUES (?, ?, ?, ?, ?) \
             ON CONFLICT (coalesce(tenant, ''), name) \
             DO UPDATE SET name = excluded.name, text = excluded.text, by = excluded.by, at = excluded.at",
        )
        .bind(tenant.as_deref())
        .bind(name)
        .bind(text)
        .bind(by)
        .bind(at.to_string())
        .execute(self.db())
        .await;
        done.map(drop).map_err(|error| self.error(error))
    }

    /// Removes a saved question. Returns whether there was one.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn remove_audit_question(&mut self, tenant: Option<&str>, name: &str) -> Result<bool> {
        let done = sqlx::query("DELETE FROM audit_questions WHERE tenant IS ? AND name = ?")
            .bind(tenant)
            .bind(name)
            .execute(self.db())
            .await;
        done.map(|done| done.rows_affected() > 0).map_err(|error| self.error(error))
    }

    /// Sets how long and how much is kept of tenants' logs.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn set_audit_retention(&mut self, retention: AuditRetention) -> Result<()> {
        let AuditRetention { days, mib } = retention;
        let done = sqlx::query("INSERT OR REPLACE INTO audit_retention (id, days, mib) VALUES (1, ?, ?)")
            .bind(days)
            .bind(mib)
            .execute(self.db())
            .await;
        done.map(drop).map_err(|error| self.error(error))
    }

    /// Says how a verification ended.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn set_audit_verified(&mut self, verified: &AuditVerified) -> Result<()> {
        let AuditVerified { at, holds, faults, entries } = verified;
        let done = sqlx::query(
            "INSERT OR REPLACE INTO audit_verified (id, at, holds, faults, entries) VALUES (1, ?, ?, ?, ?)",
        )
        .bind(at.to_string())
        .bind(*holds)
        .bind(*faults)
        .bind(signed(*entries)?)
        .execute(self.db())
        .await;
        done.map(drop).map_err(|error| self.error(error))
    }
}
