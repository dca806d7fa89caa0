//! Content of tenants, by hash.

use crate::{Result, Store, StoreError, Write};
use steward_model::{ContentHash, Snapshot, TenantDocument};

/// A snapshot as it is kept. Made outside of a transaction, because it takes its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// Its address.
    pub hash: ContentHash,
    /// zstd of its canonical bytes.
    pub content: Vec<u8>,
    /// How many canonical bytes there are.
    pub bytes: i64,
    /// How many people, groups and so on are in it, as JSON.
    pub counts: String,
}

impl Packed {
    /// Packs a snapshot. `counts` is what lists of snapshots show without unpacking it.
    ///
    /// # Errors
    /// When a setting in it holds a number that canonical JSON cannot write.
    pub fn new(snapshot: &Snapshot, counts: String) -> Result<Self> {
        let canonical =
            snapshot.canonical_bytes().map_err(|error| StoreError::content("a snapshot", error))?;
        let hash = Snapshot::hash_of(&canonical);
        let content = zstd::encode_all(canonical.as_slice(), 3)
            .map_err(|error| StoreError::content("a snapshot", error))?;
        Ok(Self { hash, content, bytes: i64::try_from(canonical.len()).unwrap_or(i64::MAX), counts })
    }

    /// Unpacks and proves that the content is what its address says.
    ///
    /// # Errors
    /// When the content was damaged.
    pub fn unpack(hash: &ContentHash, content: &[u8]) -> Result<Snapshot> {
        let canonical =
            zstd::decode_all(content).map_err(|error| StoreError::content("a snapshot", error))?;
        if Snapshot::hash_of(&canonical) != *hash {
            let reason = format!("its content does not fit its hash {}", hash.short());
            return Err(StoreError::content("a snapshot", reason));
        }
        let document = TenantDocument::from_slice(&canonical)
            .map_err(|error| StoreError::content("a snapshot", error))?;
        Ok(document.into_snapshot().0)
    }
}

impl Store {
    /// The packed content of a snapshot; [`Packed::unpack`] makes a snapshot of it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn snapshot_content(&self, hash: &ContentHash) -> Result<Option<Vec<u8>>> {
        sqlx::query_scalar("SELECT content FROM snapshots WHERE hash = ?")
            .bind(&hash.0)
            .fetch_optional(self.pool())
            .await
            .map_err(|error| self.error(error))
    }
}

impl Write {
    /// Keeps a snapshot; one with the same content is kept once.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn insert_snapshot(&mut self, packed: &Packed) -> Result<()> {
        let Packed { hash, content, bytes, counts } = packed;
        let done = sqlx::query(
            "INSERT INTO snapshots (hash, content, bytes, counts) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        )
        .bind(&hash.0)
        .bind(content)
        .bind(bytes)
        .bind(counts)
        .execute(self.db())
        .await;
        done.map(drop).map_err(|error| self.error(error))
    }

    /// Forgets content that no tenant has any more.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn sweep_snapshots(&mut self) -> Result<()> {
        let sql = "DELETE FROM snapshots WHERE hash NOT IN (SELECT hash FROM tenant_snapshots)";
        let done = sqlx::query(sql).execute(self.db()).await;
        done.map(drop).map_err(|error| self.error(error))
    }
}
