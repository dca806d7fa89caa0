//! Whether signed statements are all there, and whether what is kept with checkpoints is what they say.

use super::ledger_logs::{signed, unsigned};
use super::ledger_notes::hashes;
use crate::{Result, Store};
use steward_ledger::{Checkpoint, Frontier, Note, Statement};

/// Statements that were removed: ids are given one after the other and stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissingStatements {
    /// What they are.
    pub kind: Statement,
    /// How many.
    pub count: u64,
    /// The statement before them: id of its log, and number of entries.
    pub after: Option<(i64, u64)>,
    /// The statement after them.
    pub before: (i64, u64),
}

/// A checkpoint that something else is kept with than it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangedCheckpoint {
    /// Number of entries that it speaks of.
    pub size: u64,
    /// Whether its time is not that of its last entry.
    pub at: bool,
    /// Whether its subtrees do not make its root.
    pub nodes: bool,
}

/// Whether all are there, and between which some are missing.
macro_rules! gaps {
    ($table:literal) => {
        [
            concat!("SELECT count(*) = coalesce(max(id), 0) FROM ", $table),
            concat!(
                "SELECT id - earlier - 1, log, size, earlier_log, earlier_size FROM (SELECT id, log, size, ",
                "lag(id, 1, 0) OVER (ORDER BY id) AS earlier, lag(log) OVER (ORDER BY id) AS earlier_log, ",
                "lag(size) OVER (ORDER BY id) AS earlier_size FROM ",
                $table,
                ") WHERE id > earlier + 1 ORDER BY id LIMIT 100"
            ),
        ]
    };
}

const KINDS: [(Statement, [&str; 2]); 2] =
    [(Statement::Commit, gaps!("ledger_commits")), (Statement::Checkpoint, gaps!("ledger_checkpoints"))];

/// Those of no log.
macro_rules! without_log {
    ($table:literal) => {
        concat!("SELECT count(*), min(size) FROM ", $table, " WHERE log NOT IN (SELECT id FROM ledger_logs)")
    };
}

const WITHOUT_LOG: [(Statement, &str); 2] = [
    (Statement::Commit, without_log!("ledger_commits")),
    (Statement::Checkpoint, without_log!("ledger_checkpoints")),
];

type Gap = (i64, i64, i64, Option<i64>, Option<i64>);

impl Store {
    /// Commits and checkpoints that were removed from between others, of all logs, at most 100 gaps of each.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn missing_statements(&self) -> Result<Vec<MissingStatements>> {
        let mut list = Vec::new();
        for (kind, [whole, gaps]) in KINDS {
            let whole: bool =
                sqlx::query_scalar(whole).fetch_one(self.pool()).await.map_err(|error| self.error(error))?;
            if whole {
                continue;
            }
            let rows: Vec<Gap> =
                sqlx::query_as(gaps).fetch_all(self.pool()).await.map_err(|error| self.error(error))?;
            list.extend(rows.into_iter().map(|(count, log, size, earlier, earlier_size)| {
                MissingStatements {
                    kind,
                    count: unsigned(count),
                    after: earlier.zip(earlier_size.map(unsigned)),
                    before: (log, unsigned(size)),
                }
            }));
        }
        Ok(list)
    }

    /// How many statements of a kind are of a log that is not there, and the fewest entries that one of them speaks of; no
    /// kind of which there are none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn statements_without_log(&self) -> Result<Vec<(Statement, u64, u64)>> {
        let mut list = Vec::new();
        for (kind, sql) in WITHOUT_LOG {
            let (count, first): (i64, Option<i64>) =
                sqlx::query_as(sql).fetch_one(self.pool()).await.map_err(|error| self.error(error))?;
            list.extend(first.map(|first| (kind, unsigned(count), unsigned(first))));
        }
        Ok(list)
    }

    /// Whether a log has a statement that is kept as speaking of so many entries.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn has_statement(&self, log: i64, kind: Statement, size: u64) -> Result<bool> {
        let sql = match kind {
            Statement::Commit => "SELECT EXISTS (SELECT 1 FROM ledger_commits WHERE log = ? AND size = ?)",
            Statement::Checkpoint => {
                "SELECT EXISTS (SELECT 1 FROM ledger_checkpoints WHERE log = ? AND size = ?)"
            }
        };
        sqlx::query_scalar(sql)
            .bind(log)
            .bind(signed(size)?)
            .fetch_one(self.pool())
            .await
            .map_err(|error| self.error(error))
    }

    /// Checkpoints of a log that something else is kept with than they say. What cannot be read, and an entry that is
    /// missing, is named by verifying the ledger.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn changed_checkpoints(&self, log: i64) -> Result<Vec<ChangedCheckpoint>> {
        let rows: Vec<(i64, String, Vec<u8>, Option<i64>)> = sqlx::query_as(
            "SELECT c.at, c.note, c.nodes, e.at FROM ledger_checkpoints c \
             LEFT JOIN ledger_entries e ON e.log = c.log AND e.number = c.size - 1 \
             WHERE c.log = ? ORDER BY c.size, c.id",
        )
        .bind(log)
        .fetch_all(self.pool())
        .await
        .map_err(|error| self.error(error))?;
        let changed = rows.into_iter().filter_map(|(at, note, nodes, entry)| {
            let checkpoint: Checkpoint = Note::parse(&note).ok()?.text().parse().ok()?;
            let tree = hashes(&nodes).and_then(|nodes| Frontier::from_nodes(checkpoint.size, nodes).ok());
            let changed = ChangedCheckpoint {
                size: checkpoint.size,
                at: entry.is_some_and(|entry| entry != at),
                nodes: tree.is_none_or(|tree| tree.root() != checkpoint.root),
            };
            (changed.at || changed.nodes).then_some(changed)
        });
        Ok(changed.collect())
    }
}
