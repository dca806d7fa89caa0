//! Reading a log from its first entry to its last, as it was at one moment.

use crate::gathered::{Rows, gathered, number, text};
use crate::own_thread::on_own_thread;
use crate::tables::ledger_logs::unsigned;
use crate::{Result, Store, StoreError};
use sqlx::{Sqlite, Transaction};
use std::path::PathBuf;
use steward_ledger::{Hash, Statement};

/// Entries that are read at once.
const PAGE: i64 = 1_000;

/// The next entries, and the notes about numbers of entries in a span: these have no position, and a kind in the place
/// of a hash. Entries are taken by position: the index by number would have every piece sort all entries of the log.
const NEXT: &str = concat!(
    "SELECT ",
    gathered!("seq", "number", "hash", "bytes"),
    " FROM (SELECT seq, number, hash, bytes FROM (\
         SELECT seq, number, hash, bytes FROM ledger_entries NOT INDEXED \
         WHERE log = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3) \
     UNION ALL SELECT NULL, size, 1, note FROM ledger_commits WHERE log = ?1 AND size > ?4 AND size <= ?5 \
     UNION ALL SELECT NULL, size, 2, note FROM ledger_checkpoints WHERE log = ?1 AND size > ?4 AND size <= ?5)"
);
/// Kinds of notes there.
const KINDS: [(&[u8], Statement); 2] = [(b"1", Statement::Commit), (b"2", Statement::Checkpoint)];

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
struct LedgerRead {
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
pub(crate) fn hash(bytes: &[u8]) -> Hash {
    Hash::new(bytes.try_into().unwrap_or([0; 32]))
}

impl Store {
    /// Reads a log from its first entry to its last, as it is now. Each piece is looked at on a thread of its own while
    /// SQLite reads the next one. Gives what the looking has come to.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn look_through_ledger<T: Send + 'static>(
        &self,
        log: i64,
        mut state: T,
        mut look: impl FnMut(&mut T, LedgerPage) + Send + 'static,
    ) -> Result<T> {
        let tx = self.pool().begin().await.map_err(|error| self.error(error))?;
        let folder = self.folder().to_path_buf();
        let mut reading = LedgerRead { tx, folder, log, seq: i64::MIN, read: 0, said: i64::MIN };
        let work = on_own_thread(async move {
            let mut page = reading.next_page().await?;
            while !page.last {
                let (next, ()) = tokio::join!(biased; reading.next_page(), async { look(&mut state, page) });
                page = next?;
            }
            look(&mut state, page);
            Ok(state)
        });
        work.await.map_err(|error| StoreError::content("the ledger", error))?
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
        Ok(rows.iter().map(|bytes| hash(bytes)).collect())
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
    async fn next_page(&mut self) -> Result<LedgerPage> {
        let mut page = LedgerPage::default();
        // where no entry is missing these are all statements about them
        let upto = self.read.saturating_add(PAGE).max(self.said);
        let (count, highest) = self.take(PAGE, upto, &mut page).await?;
        page.last = count < PAGE;
        self.read = self.read.saturating_add(count);
        // a statement may come before its entries and never after
        let upto = if page.last { i64::MAX } else { highest };
        if upto > self.said {
            self.take(0, upto, &mut page).await?;
        }
        Ok(page)
    }

    /// Adds entries to a piece, and statements about so many entries. Gives how many entries they are, and one more than
    /// the highest number.
    async fn take(&mut self, many: i64, upto: i64, page: &mut LedgerPage) -> Result<(i64, i64)> {
        let gathered: std::result::Result<Option<Vec<u8>>, sqlx::Error> = sqlx::query_scalar(NEXT)
            .bind(self.log)
            .bind(self.seq)
            .bind(many)
            .bind(self.said)
            .bind(upto)
            .fetch_one(&mut *self.tx)
            .await;
        self.said = upto;
        let gathered = gathered.map_err(|error| self.error(error))?;
        let (mut count, mut highest) = (0_i64, 0);
        for [seq, size, hash_or_kind, bytes] in Rows::of(gathered.as_ref()) {
            let (size, hash_or_kind) = (number(size), hash_or_kind.unwrap_or_default());
            if seq.is_some() {
                self.seq = self.seq.max(number(seq));
                count = count.saturating_add(1);
                highest = highest.max(size.saturating_add(1));
                page.entries.push((unsigned(size), hash(hash_or_kind), bytes.unwrap_or_default().to_vec()));
                continue;
            }
            let note = text(bytes);
            for (_, kind) in KINDS.iter().filter(|(byte, _)| *byte == hash_or_kind) {
                page.misplaced.extend(MisplacedNote::of(*kind, size, &note));
                match kind {
                    Statement::Commit => page.commits.push(note.clone()),
                    Statement::Checkpoint => page.checkpoints.push(note.clone()),
                }
            }
        }
        Ok((count, highest))
    }
}
