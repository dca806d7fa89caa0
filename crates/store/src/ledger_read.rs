//! Reading a log from its first entry to its last, as it was at one moment.

use crate::tables::ledger_logs::unsigned;
use crate::{Result, Store, StoreError};
use sqlx::{Sqlite, Transaction};
use std::path::PathBuf;
use steward_ledger::{Hash, Statement};

/// Entries that are read at once.
const PAGE: i64 = 1_000;

const COMMITS: &str =
    "SELECT size, note FROM ledger_commits WHERE log = ? AND size > ? AND size <= ? ORDER BY size, id";
const CHECKPOINTS: &str =
    "SELECT size, note FROM ledger_checkpoints WHERE log = ? AND size > ? AND size <= ? ORDER BY size, id";

/// A piece of a log.
#[derive(Clone, Debug, Default)]
pub struct LedgerPage {
    /// Signed notes of commits about entries up to the last one of the page.
    pub commits: Vec<String>,
    /// Signed notes of checkpoints about entries up to the last one of the page.
    pub checkpoints: Vec<String>,
    /// Number, hash and bytes of entries, in the order in which they were kept.
    pub entries: Vec<(u64, Hash, Vec<u8>)>,
    /// Notes among these that are kept as speaking of another number of entries than they do.
    pub misplaced: Vec<MisplacedNote>,
    /// Whether it is the last.
    pub last: bool,
}

/// A signed note that is kept as speaking of another number of entries than it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MisplacedNote {
    /// What it is.
    pub kind: Statement,
    /// How many entries it speaks of.
    pub said: u64,
    /// How many it is kept as speaking of.
    pub kept: u64,
}

impl MisplacedNote {
    /// What does not fit of a note; one that cannot be read is named by verifying.
    fn of(kind: Statement, size: i64, note: &str) -> Option<Self> {
        let line = match kind {
            Statement::Commit => 2,
            Statement::Checkpoint => 1,
        };
        let said: u64 = note.lines().nth(line)?.parse().ok()?;
        let kept = unsigned(size);
        (said != kept).then_some(Self { kind, said, kept })
    }
}

/// A log that is being read. What others write meanwhile is not seen.
#[derive(Debug)]
pub struct LedgerRead {
    tx: Transaction<'static, Sqlite>,
    folder: PathBuf,
    log: i64,
    /// Position of the last entry that was read.
    seq: i64,
    /// Entries that were read.
    read: i64,
    /// Number of entries up to which statements were read.
    said: i64,
}

/// 32 bytes; what has another length was changed, and is no hash of anything.
pub(crate) fn hash(bytes: Vec<u8>) -> Hash {
    Hash::new(bytes.try_into().unwrap_or([0; 32]))
}

impl Store {
    /// Begins to read a log.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn read_ledger(&self, log: i64) -> Result<LedgerRead> {
        let tx = self.pool().begin().await.map_err(|error| self.error(error))?;
        Ok(LedgerRead {
            tx,
            folder: self.folder().to_path_buf(),
            log,
            seq: i64::MIN,
            read: 0,
            said: i64::MIN,
        })
    }

    /// Hashes of the first entries of a log, in the order of their numbers.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn ledger_hashes(&self, log: i64, size: u64) -> Result<Vec<Hash>> {
        let rows: Vec<Vec<u8>> = sqlx::query_scalar(
            "SELECT hash FROM ledger_entries WHERE log = ? AND number < ? ORDER BY number",
        )
        .bind(log)
        .bind(i64::try_from(size).unwrap_or(i64::MAX))
        .fetch_all(self.pool())
        .await
        .map_err(|error| self.error(error))?;
        Ok(rows.into_iter().map(hash).collect())
    }

    /// The newest checkpoint of a log: its size and the signed note.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn newest_checkpoint(&self, log: i64) -> Result<Option<(u64, String)>> {
        let row: Option<(i64, String)> = sqlx::query_as(
            "SELECT size, note FROM ledger_checkpoints WHERE log = ? ORDER BY size DESC, id DESC LIMIT 1",
        )
        .bind(log)
        .fetch_optional(self.pool())
        .await
        .map_err(|error| self.error(error))?;
        Ok(row.map(|(size, note)| (unsigned(size), note)))
    }

    /// The newest commit of a log: its size and the signed note.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn newest_commit(&self, log: i64) -> Result<Option<(u64, String)>> {
        let row: Option<(i64, String)> = sqlx::query_as(
            "SELECT size, note FROM ledger_commits WHERE log = ? ORDER BY size DESC, id DESC LIMIT 1",
        )
        .bind(log)
        .fetch_optional(self.pool())
        .await
        .map_err(|error| self.error(error))?;
        Ok(row.map(|(size, note)| (unsigned(size), note)))
    }
}

impl LedgerRead {
    fn error(&self, error: sqlx::Error) -> StoreError {
        StoreError::from_sqlx(error, &self.folder)
    }

    /// The next piece. The last one holds the statements that speak of more entries than there are.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn next_page(&mut self) -> Result<LedgerPage> {
        // by position: the index by number would have every page sort all entries of the log
        let rows = sqlx::query_as(
            "SELECT seq, number, hash, bytes FROM ledger_entries NOT INDEXED WHERE log = ? AND seq > ? \
             ORDER BY seq LIMIT ?",
        )
        .bind(self.log)
        .bind(self.seq)
        .bind(PAGE)
        .fetch_all(&mut *self.tx)
        .await;
        let rows: Vec<(i64, i64, Vec<u8>, Vec<u8>)> = rows.map_err(|error| self.error(error))?;
        let count = i64::try_from(rows.len()).unwrap_or(PAGE);
        let last = count < PAGE;
        self.read = self.read.saturating_add(count);
        // a statement may come before its entries and never after
        let highest = rows.iter().map(|(_, number, ..)| number.saturating_add(1)).max().unwrap_or(0);
        let upto = if last { i64::MAX } else { highest.max(self.read).max(self.said) };
        let mut misplaced = Vec::new();
        let commits = self.notes(Statement::Commit, upto, &mut misplaced).await?;
        let checkpoints = self.notes(Statement::Checkpoint, upto, &mut misplaced).await?;
        self.said = upto;
        let mut entries = Vec::with_capacity(rows.len());
        for (seq, number, kept, bytes) in rows {
            self.seq = seq;
            entries.push((unsigned(number), hash(kept), bytes));
        }
        Ok(LedgerPage { commits, checkpoints, entries, misplaced, last })
    }

    async fn notes(
        &mut self,
        kind: Statement,
        upto: i64,
        misplaced: &mut Vec<MisplacedNote>,
    ) -> Result<Vec<String>> {
        let sql = match kind {
            Statement::Commit => COMMITS,
            Statement::Checkpoint => CHECKPOINTS,
        };
        let rows: std::result::Result<Vec<(i64, String)>, sqlx::Error> =
            sqlx::query_as(sql).bind(self.log).bind(self.said).bind(upto).fetch_all(&mut *self.tx).await;
        let rows = rows.map_err(|error| self.error(error))?;
        misplaced.extend(rows.iter().filter_map(|(size, note)| MisplacedNote::of(kind, *size, note)));
        Ok(rows.into_iter().map(|(_, note)| note).collect())
    }
}
