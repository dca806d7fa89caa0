//! Files of packs that came from a folder.

use crate::{Result, Store, StoreError, Write};
use sqlx::FromRow;
use std::collections::BTreeMap;

/// A pack that came from a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackRow {
    /// Hash of its files, as `steward-pack` gives it.
    pub hash: String,
    /// Id of the pack.
    pub id: String,
    /// Relative path to content.
    pub files: BTreeMap<String, Vec<u8>>,
}

#[derive(FromRow)]
struct Raw {
    hash: String,
    id: String,
    files: Vec<u8>,
}

impl Store {
    /// The pack with this hash.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn pack(&self, hash: &str) -> Result<Option<PackRow>> {
        let row: Option<Raw> = sqlx::query_as("SELECT hash, id, files FROM packs WHERE hash = ?")
            .bind(hash)
            .fetch_optional(self.pool())
            .await
            .map_err(|error| self.error(error))?;
        row.map(|Raw { hash, id, files }| {
            let json =
                zstd::decode_all(files.as_slice()).map_err(|error| StoreError::content("a pack", error))?;
            let files =
                serde_json::from_slice(&json).map_err(|error| StoreError::content("a pack", error))?;
            Ok(PackRow { hash, id, files })
        })
        .transpose()
    }
}

impl Write {
    /// Keeps a pack; one that is there stays.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn insert_pack(&mut self, row: &PackRow) -> Result<()> {
        let json = serde_json::to_vec(&row.files).map_err(|error| StoreError::content("a pack", error))?;
        let files =
            zstd::encode_all(json.as_slice(), 3).map_err(|error| StoreError::content("a pack", error))?;
        let done = sqlx::query("INSERT INTO packs (hash, id, files) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
            .bind(&row.hash)
            .bind(&row.id)
            .bind(files)
            .execute(self.db())
            .await;
        done.map(drop).map_err(|error| self.error(error))
    }

    /// Forgets packs that no tenant uses any more.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn sweep_packs(&mut self) -> Result<()> {
        let sql =
            "DELETE FROM packs WHERE hash NOT IN (SELECT pack_hash FROM tenants WHERE pack_hash IS NOT NULL)";
        let done = sqlx::query(sql).execute(self.db()).await;
        done.map(drop).map_err(|error| self.error(error))
    }
}
