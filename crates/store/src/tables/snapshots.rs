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
        let canonical = Self::canonical(hash, content)?;
        let document = TenantDocument::from_slice(&canonical)
            .map_err(|error| StoreError::content("a snapshot", error))?;
        Ok(document.into_snapshot().0)
    }

    /// The canonical bytes, proved to be what the address says.
    ///
    /// # Errors
    /// When the content was damaged.
    pub fn canonical(hash: &ContentHash, content: &[u8]) -> Result<Vec<u8>> {
        let canonical =
            zstd::decode_all(content).map_err(|error| StoreError::content("a snapshot", error))?;
        if Snapshot::hash_of(&canonical) != *hash {
            let reason = format!("its content does not fit its hash {}", hash.short());
            return Err(StoreError::content("a snapshot", reason));
        }
        Ok(canonical)
    }
}

impl Store {
    /// A snapshot with the address that it has now: another one than was asked for when somebody was taken out of it.
    /// [`Packed::unpack`] makes a snapshot of the two.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn snapshot(&self, hash: &ContentHash) -> Result<Option<(ContentHash, Vec<u8>)>> {
        let row: Option<(String, Vec<u8>)> = sqlx::query_as(
            "SELECT hash, content FROM snapshots WHERE hash = ?1 \
             OR hash = (SELECT successor FROM snapshot_successors WHERE hash = ?1) \
             ORDER BY hash = ?1 DESC LIMIT 1",
        )
        .bind(&hash.0)
        .fetch_optional(self.pool())
        .await
        .map_err(|error| self.error(error))?;
        Ok(row.map(|(hash, content)| (ContentHash(hash), content)))
    }

    /// Addresses that a snapshot had before somebody was taken out of it, as earlier entries of the ledger name it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn former_addresses(&self, hash: &ContentHash) -> Result<Vec<ContentHash>> {
        let rows: Vec<String> =
            sqlx::query_scalar("SELECT hash FROM snapshot_successors WHERE successor = ? ORDER BY hash")
                .bind(&hash.0)
                .fetch_all(self.pool())
                .await
                .map_err(|error| self.error(error))?;
        Ok(rows.into_iter().map(ContentHash).collect())
    }

    /// Snapshots whose address began like this and that others took the place of, with the addresses of these.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn snapshot_successors(&self, beginning: &str) -> Result<Vec<(ContentHash, ContentHash)>> {
        let rows: Vec<(String, String)> = sqlx::query_as(
            "SELECT hash, successor FROM snapshot_successors WHERE substr(hash, 1, length(?1)) = ?1 ORDER BY hash",
        )
        .bind(beginning)
        .fetch_all(self.pool())
        .await
        .map_err(|error| self.error(error))?;
        Ok(rows.into_iter().map(|(hash, now)| (ContentHash(hash), ContentHash(now))).collect())
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

    /// Puts a snapshot in the place of another one that a tenant had: at the same times, as the baseline if that was.
    /// Whoever asks for the old address is led to the new one. The old content goes with [`Write::sweep_snapshots`],
    /// unless another tenant has it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn replace_snapshot(&mut self, tenant: &str, old: &ContentHash, new: &Packed) -> Result<()> {
        self.insert_snapshot(new).await?;
        let done = sqlx::query("UPDATE tenant_snapshots SET hash = ?1 WHERE tenant = ?2 AND hash = ?3")
            .bind(&new.hash.0)
            .bind(tenant)
            .bind(&old.0)
            .execute(self.db())
            .await;
        done.map_err(|error| self.error(error))?;
        // whatever led to the old one leads to the new one at once
        let done = sqlx::query("UPDATE snapshot_successors SET successor = ?1 WHERE successor = ?2")
            .bind(&new.hash.0)
            .bind(&old.0)
            .execute(self.db())
            .await;
        done.map_err(|error| self.error(error))?;
        let done = sqlx::query("INSERT OR REPLACE INTO snapshot_successors (hash, successor) VALUES (?, ?)")
            .bind(&old.0)
            .bind(&new.hash.0)
            .execute(self.db())
            .await;
        done.map(drop).map_err(|error| self.error(error))
    }

    /// Forgets content that no tenant has any more, and what led to it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn sweep_snapshots(&mut self) -> Result<()> {
        for sql in [
            "DELETE FROM snapshots WHERE hash NOT IN (SELECT hash FROM tenant_snapshots)",
            "DELETE FROM snapshot_successors WHERE successor NOT IN (SELECT hash FROM snapshots)",
        ] {
            let done = sqlx::query(sql).execute(self.db()).await;
            done.map_err(|error| self.error(error))?;
        }
        Ok(())
    }
}
