//! Signed statements about a log: commits and checkpoints.

use super::ledger_logs::{signed, unsigned};
use crate::{Device, Result, Store, StoreError, Write};
use jiff::Timestamp;
use steward_ledger::{Checkpoint, Frontier, Hash};

/// Hashes one after the other, 32 bytes each.
pub(super) fn hashes(bytes: &[u8]) -> Option<Vec<Hash>> {
    let (whole, rest) = bytes.as_chunks::<32>();
    rest.is_empty().then(|| whole.iter().map(|hash| Hash::new(*hash)).collect())
}

impl Write {
    pub(crate) async fn insert_commit(&mut self, log: i64, size: u64, note: &str) -> Result<()> {
        let done = sqlx::query("INSERT INTO ledger_commits (log, size, note) VALUES (?, ?, ?)")
            .bind(log)
            .bind(signed(size)?)
            .bind(note)
            .execute(self.db())
            .await;
        done.map(drop).map_err(|error| self.error(error))
    }

    /// Signs the root of the tree, when there are entries that no checkpoint speaks of and the key is at hand. Returns the
    /// number of entries that the newest checkpoint now speaks of.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub async fn checkpoint(&mut self, device: &Device) -> Result<Option<u64>> {
        let tip = self.tip(device).await?;
        let (size, tree) = self.last_tree(device.log).await?;
        if tip.key(device).is_none() || tip.log.size() <= size {
            return Ok((size > 0).then_some(size));
        }
        let tree = self.grown(device.log, tree).await?;
        self.insert_checkpoint(device, &tree).await?;
        Ok(Some(tree.size()))
    }

    /// Signs the same root with another key.
    pub(crate) async fn checkpoint_again(&mut self, device: &Device) -> Result<()> {
        let (_, tree) = self.last_tree(device.log).await?;
        let tree = self.grown(device.log, tree).await?;
        self.insert_checkpoint(device, &tree).await
    }

    async fn insert_checkpoint(&mut self, device: &Device, tree: &Frontier) -> Result<()> {
        let tip = self.tip(device).await?;
        let Some(key) = tip.key(device) else { return Ok(()) };
        let note = Checkpoint::new(device.name(), tree.size(), tree.root())
            .sign(key)
            .map_err(|error| StoreError::content("a checkpoint", error))?;
        let nodes: Vec<u8> = tree.nodes().iter().flat_map(|node| *node.as_bytes()).collect();
        let done = sqlx::query(
            "INSERT INTO ledger_checkpoints (log, size, at, note, nodes) \
             SELECT log, ?2, at, ?3, ?4 FROM ledger_entries WHERE log = ?1 AND number = ?2 - 1",
        )
        .bind(device.log)
        .bind(signed(tree.size())?)
        .bind(note)
        .bind(nodes)
        .execute(self.db())
        .await;
        done.map(drop).map_err(|error| self.error(error))
    }

    /// The tree of the newest checkpoint; the empty one when there is none, or its nodes are none.
    async fn last_tree(&mut self, log: i64) -> Result<(u64, Frontier)> {
        let row: std::result::Result<Option<(i64, Vec<u8>)>, sqlx::Error> = sqlx::query_as(
            "SELECT size, nodes FROM ledger_checkpoints WHERE log = ? ORDER BY size DESC LIMIT 1",
        )
        .bind(log)
        .fetch_optional(self.db())
        .await;
        let Some((size, nodes)) = row.map_err(|error| self.error(error))? else {
            return Ok((0, Frontier::default()));
        };
        let size = unsigned(size);
        let tree = hashes(&nodes).and_then(|nodes| Frontier::from_nodes(size, nodes).ok());
        Ok((size, tree.unwrap_or_default()))
    }

    /// The tree with the entries that came after it.
    async fn grown(&mut self, log: i64, mut tree: Frontier) -> Result<Frontier> {
        let rows: std::result::Result<Vec<Vec<u8>>, sqlx::Error> = sqlx::query_scalar(
            "SELECT hash FROM ledger_entries WHERE log = ? AND number >= ? ORDER BY number",
        )
        .bind(log)
        .bind(signed(tree.size())?)
        .fetch_all(self.db())
        .await;
        for hash in rows.map_err(|error| self.error(error))? {
            let hash: [u8; 32] =
                hash.try_into().map_err(|_| StoreError::content("an entry", "its hash is none"))?;
            tree.append(Hash::new(hash));
        }
        Ok(tree)
    }
}

impl Store {
    /// Makes a checkpoint of a log, when there is something new in it and the key is at hand.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn checkpoint(&self, device: &Device) -> Result<()> {
        let mut write = self.write().await?;
        write.checkpoint(device).await?;
        write.commit_unrecorded().await
    }

    /// When the last entry that the newest checkpoint speaks of was made, and of how many entries it speaks; nothing when
    /// there is no checkpoint.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn last_checkpoint(&self, log: i64) -> Result<Option<(Timestamp, u64)>> {
        let row: Option<(i64, i64)> = sqlx::query_as(
            "SELECT at, size FROM ledger_checkpoints WHERE log = ? ORDER BY size DESC LIMIT 1",
        )
        .bind(log)
        .fetch_optional(self.pool())
        .await
        .map_err(|error| self.error(error))?;
        row.map(|(at, size)| {
            let at = Timestamp::from_microsecond(at);
            Ok((at.map_err(|error| StoreError::content("a checkpoint", error))?, unsigned(size)))
        })
        .transpose()
    }

    /// Number of entries of a log.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn ledger_size(&self, log: i64) -> Result<u64> {
        let last: Option<i64> = sqlx::query_scalar("SELECT max(number) FROM ledger_entries WHERE log = ?")
            .bind(log)
            .fetch_one(self.pool())
            .await
            .map_err(|error| self.error(error))?;
        Ok(last.map_or(0, |last| unsigned(last).saturating_add(1)))
    }
}
