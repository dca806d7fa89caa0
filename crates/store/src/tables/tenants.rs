//! Tenants of the workspace.

use super::time;
use crate::{Result, Store, StoreError, Write};
use jiff::Timestamp;
use sqlx::FromRow;

/// A tenant and how it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TenantRow {
    /// Stable id.
    pub id: String,
    /// Its name in the workspace, unique without regard to case.
    pub name: String,
    /// Its own name.
    pub display_name: String,
    /// `practice`, `scim` or `file`.
    pub kind: String,
    /// `live`, `sandbox` or `practice`.
    pub environment: String,
    /// URL or file; empty for practice.
    pub address: String,
    /// JSON of how it is read again; never a token.
    pub source: String,
    /// Id of a built-in pack, or the folder the pack was read from.
    pub pack: String,
    /// Hash of the pack, when it came from a folder.
    pub pack_hash: Option<String>,
    /// When it was added.
    pub added_at: Timestamp,
    /// Minutes after which it is read again while a window is open; nothing means never.
    pub schedule_minutes: Option<u32>,
}

#[derive(FromRow)]
struct Raw {
    id: String,
    name: String,
    display_name: String,
    kind: String,
    environment: String,
    address: String,
    source: String,
    pack: String,
    pack_hash: Option<String>,
    added_at: String,
    schedule_minutes: Option<u32>,
}

impl Raw {
    fn typed(self) -> Result<TenantRow> {
        let Self {
            id,
            name,
            display_name,
            kind,
            environment,
            address,
            source,
            pack,
            pack_hash,
            added_at,
            schedule_minutes,
        } = self;
        let added_at = time("a tenant", &added_at)?;
        Ok(TenantRow {
            id,
            name,
            display_name,
            kind,
            environment,
            address,
            source,
            pack,
            pack_hash,
            added_at,
            schedule_minutes,
        })
    }
}

impl Store {
    /// All tenants, by name.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn tenants(&self) -> Result<Vec<TenantRow>> {
        let rows: Vec<Raw> = sqlx::query_as("SELECT * FROM tenants ORDER BY name")
            .fetch_all(self.pool())
            .await
            .map_err(|error| self.error(error))?;
        rows.into_iter().map(Raw::typed).collect()
    }

    /// The tenant with this name, without regard to case.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn tenant(&self, name: &str) -> Result<Option<TenantRow>> {
        let row: Option<Raw> = sqlx::query_as("SELECT * FROM tenants WHERE name = ?")
            .bind(name)
            .fetch_optional(self.pool())
            .await
            .map_err(|error| self.error(error))?;
        row.map(Raw::typed).transpose()
    }
}

impl Write {
    /// Adds a tenant.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when the name is taken; otherwise when the file cannot be written.
    pub async fn insert_tenant(&mut self, row: &TenantRow) -> Result<()> {
        let TenantRow {
            id,
            name,
            display_name,
            kind,
            environment,
            address,
            source,
            pack,
            pack_hash,
            added_at,
            schedule_minutes,
        } = row;
        let done = sqlx::query(
            "INSERT INTO tenants (id, name, display_name, kind, environment, address, source, pack, pack_hash, \
             added_at, schedule_minutes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(id)
        .bind(name)
        .bind(display_name)
        .bind(kind)
        .bind(environment)
        .bind(address)
        .bind(source)
        .bind(pack)
        .bind(pack_hash)
        .bind(added_at.to_string())
        .bind(schedule_minutes)
        .execute(self.db())
        .await;
        match done {
            Ok(_) => self.name_tenant(id, name).await,
            Err(sqlx::Error::Database(error)) if error.is_unique_violation() => {
                Err(StoreError::Taken { name: name.clone() })
            }
            Err(error) => Err(self.error(error)),
        }
    }

    /// Sets what a refresh can change: the tenant's own name, and the pack.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn update_tenant(
        &mut self,
        id: &str,
        display_name: &str,
        pack_hash: Option<&str>,
    ) -> Result<()> {
        let done = sqlx::query("UPDATE tenants SET display_name = ?, pack_hash = ? WHERE id = ?")
            .bind(display_name)
            .bind(pack_hash)
            .bind(id)
            .execute(self.db())
            .await;
        done.map(drop).map_err(|error| self.error(error))
    }

    /// Sets after how many minutes a tenant is read again; nothing means never.
    ///
    /// # Errors
    /// When it is less than five minutes, or the file cannot be written.
    pub async fn set_schedule(&mut self, id: &str, minutes: Option<u32>) -> Result<()> {
        let done = sqlx::query("UPDATE tenants SET schedule_minutes = ? WHERE id = ?")
            .bind(minutes)
            .bind(id)
            .execute(self.db())
            .await;
        done.map(drop).map_err(|error| self.error(error))
    }

    /// Removes a tenant with its attempts, dismissals and snapshots that no other tenant has. The record stays.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn remove_tenant(&mut self, id: &str) -> Result<()> {
        let done = sqlx::query("DELETE FROM tenants WHERE id = ?").bind(id).execute(self.db()).await;
        done.map_err(|error| self.error(error))?;
        self.sweep_snapshots().await?;
        self.sweep_packs().await
    }
}
