//! Checkpoints of a log, found by what they speak of.

use super::ledger_logs::{signed, unsigned};
use crate::{Result, Store};
use jiff::Timestamp;

/// Which checkpoint of a log is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckpointOf {
    /// The earliest that speaks of the entry with this number. It stays the same however far the log grows.
    Entry(u64),
    /// The newest that speaks of no more entries than this.
    Size(u64),
    /// The newest whose last entry was made at this moment or before it.
    Moment(Timestamp),
}

impl Store {
    /// A checkpoint of a log: how many entries it speaks of, and the signed note. Where two keys signed the same
    /// root, it is the note of the key that took over.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn checkpoint_of(&self, log: i64, which: CheckpointOf) -> Result<Option<(u64, String)>> {
        let (sql, bound) = match which {
            CheckpointOf::Entry(number) => (
                "SELECT size, note FROM ledger_checkpoints WHERE log = ? AND size > ? \
                 ORDER BY size, id DESC LIMIT 1",
                signed(number)?,
            ),
            CheckpointOf::Size(size) => (
                "SELECT size, note FROM ledger_checkpoints WHERE log = ? AND size <= ? \
                 ORDER BY size DESC, id DESC LIMIT 1",
                signed(size)?,
            ),
            CheckpointOf::Moment(at) => (
                "SELECT size, note FROM ledger_checkpoints WHERE log = ? AND at <= ? \
                 ORDER BY size DESC, id DESC LIMIT 1",
                at.as_microsecond(),
            ),
        };
        let row: Option<(i64, String)> = sqlx::query_as(sql)
            .bind(log)
            .bind(bound)
            .fetch_optional(self.pool())
            .await
            .map_err(|error| self.error(error))?;
        Ok(row.map(|(size, note)| (unsigned(size), note)))
    }

    /// The signed notes of all checkpoints of a log that speak of so many entries: two where one key took over from
    /// another.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn checkpoints_at(&self, log: i64, size: u64) -> Result<Vec<String>> {
        sqlx::query_scalar("SELECT note FROM ledger_checkpoints WHERE log = ? AND size = ? ORDER BY id")
            .bind(log)
            .bind(signed(size)?)
            .fetch_all(self.pool())
            .await
            .map_err(|error| self.error(error))
    }
}
