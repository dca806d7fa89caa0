//! The path from an entry to the root of its log's tree. Checkpoints keep roots of complete subtrees, so
//! that of a long log few entries are read.

use crate::ledger_read::hash;
use crate::tables::ledger_logs::unsigned;
use crate::{Result, Store};
use std::collections::{BTreeMap, BTreeSet};
use steward_ledger::{Hash, inclusion_proof, merkle_root, node_hash};

/// Height of the subtrees that are worked out from their entries; of larger ones the root may be kept.
const HEIGHT: u32 = 10;

/// A number of an entry to search by; there is none above the largest.
fn bound(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

impl Store {
    /// The path from an entry to the root of the tree of the first `size` entries of its log, from the
    /// sibling of the entry upwards (RFC 9162 section 2.1.3.1). Nothing when the entry is not among them,
    /// or some of them are missing. It is made of what lies in the file, so it proves something only to
    /// whoever verifies it against the signed root.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn ledger_path(&self, log: i64, number: u64, size: u64) -> Result<Option<Vec<Hash>>> {
        if size > self.ledger_size(log).await? {
            return Ok(None);
        }
        let mut wanted = BTreeSet::new();
        let ask = |level, at| {
            wanted.insert((level, at));
            Some(Hash::new([0; 32]))
        };
        if inclusion_proof(number, size, ask).is_err() {
            return Ok(None);
        }
        let mut roots = BTreeMap::new();
        for (level, at) in wanted {
            let Some(root) = self.subtree(log, level, at).await? else { return Ok(None) };
            roots.insert((level, at), root);
        }
        Ok(inclusion_proof(number, size, |level, at| roots.get(&(level, at)).copied()).ok())
    }

    /// Root of the complete subtree of 2^level entries that is number `at` from the left.
    async fn subtree(&self, log: i64, level: u32, at: u64) -> Result<Option<Hash>> {
        // what is still to be found, the leftmost last; what was found, in pairs made one
        let mut left: Vec<(u32, u64)> = vec![(level, at)];
        let mut done: Vec<(u32, Hash)> = Vec::new();
        while let Some((level, at)) = left.pop() {
            let root = if level <= HEIGHT {
                let Some(root) = self.counted(log, level, at).await? else { return Ok(None) };
                root
            } else if let Some(root) = self.noted(log, level, at).await? {
                root
            } else {
                left.push((level - 1, 2 * at + 1));
                left.push((level - 1, 2 * at));
                continue;
            };
            let (mut height, mut root) = (level, root);
            while let Some((_, beside)) = done.pop_if(|(below, _)| *below == height) {
                root = node_hash(&beside, &root);
                height += 1;
            }
            done.push((height, root));
        }
        Ok(done.pop().map(|(_, root)| root))
    }

    /// The root as a checkpoint keeps it. A subtree on the right of another one is kept by none: both are
    /// one there.
    async fn noted(&self, log: i64, level: u32, at: u64) -> Result<Option<Hash>> {
        if !at.is_multiple_of(2) {
            return Ok(None);
        }
        let end = (at + 1) << level;
        let row: Option<(i64, Vec<u8>)> = sqlx::query_as(
            "SELECT size, nodes FROM ledger_checkpoints WHERE log = ? AND size >= ? AND size < ? \
             ORDER BY size LIMIT 1",
        )
        .bind(log)
        .bind(bound(end))
        .bind(bound(end.saturating_add(1 << level)))
        .fetch_optional(self.pool())
        .await
        .map_err(|error| self.error(error))?;
        let Some((size, nodes)) = row else { return Ok(None) };
        // the larger ones come before it
        let place = (unsigned(size) >> level >> 1).count_ones();
        let (nodes, _) = nodes.as_chunks::<32>();
        Ok(usize::try_from(place).ok().and_then(|place| nodes.get(place)).map(|node| Hash::new(*node)))
    }

    /// The root as the entries give it.
    async fn counted(&self, log: i64, level: u32, at: u64) -> Result<Option<Hash>> {
        let (start, many) = (at << level, 1_u64 << level);
        let rows: Vec<Vec<u8>> = sqlx::query_scalar(
            "SELECT hash FROM ledger_entries WHERE log = ? AND number >= ? AND number < ? ORDER BY number",
        )
        .bind(log)
        .bind(bound(start))
        .bind(bound(start.saturating_add(many)))
        .fetch_all(self.pool())
        .await
        .map_err(|error| self.error(error))?;
        let hashes: Vec<Hash> = rows.iter().map(|bytes| hash(bytes)).collect();
        Ok((hashes.len() as u64 == many).then(|| merkle_root(&hashes)))
    }
}
