//! Logs of the ledger and their public keys.

use super::time;
use crate::{Device, KeyPlace, Result, Store, StoreError, Write};
use jiff::Timestamp;
use sqlx::FromRow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use steward_ledger::{Hash, Log, SignerKey};

/// A log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogRow {
    /// Its id in the file.
    pub id: i64,
    /// Its name, which its keys have too.
    pub name: String,
    /// Id of the operator whose device writes it.
    pub operator: String,
    /// When it was begun.
    pub since: Timestamp,
    /// Its keys, in the order in which they were used.
    pub keys: Vec<KeyRow>,
}

impl LogRow {
    /// The key in use, if there is one yet.
    #[must_use]
    pub fn key_in_use(&self) -> Option<&KeyRow> {
        self.keys.iter().find(|key| key.until.is_none())
    }
}

/// A public key of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRow {
    /// C2SP verifier key.
    pub key: String,
    /// Where its private half is kept.
    pub place: KeyPlace,
    /// Number of entries from which on it signs.
    pub from: u64,
    /// Number of entries up to which it signed, inclusive; nothing while it is in use.
    pub until: Option<u64>,
}

#[derive(FromRow)]
struct RawLog {
    id: i64,
    name: String,
    operator: String,
    since: String,
}

#[derive(FromRow)]
struct RawKey {
    log: i64,
    key: String,
    kept: String,
    from_size: i64,
    until_size: Option<i64>,
}

impl RawKey {
    fn typed(self) -> KeyRow {
        let Self { log: _, key, kept, from_size, until_size } = self;
        let place = if kept == KeyPlace::File.word() { KeyPlace::File } else { KeyPlace::Keyring };
        KeyRow { key, place, from: unsigned(from_size), until: until_size.map(unsigned) }
    }
}

/// A count as it is kept. One that was made negative from outside is larger than any other, and so stands out.
pub(crate) fn unsigned(kept: i64) -> u64 {
    u64::try_from(kept).unwrap_or(u64::MAX)
}

/// A count to be kept.
pub(crate) fn signed(count: u64) -> Result<i64> {
    i64::try_from(count).map_err(|error| StoreError::content("the ledger", error))
}

impl Store {
    /// All logs with their keys, the first one first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn ledger_logs(&self) -> Result<Vec<LogRow>> {
        let logs: Vec<RawLog> =
            sqlx::query_as("SELECT id, name, operator, since FROM ledger_logs ORDER BY id")
                .fetch_all(self.pool())
                .await
                .map_err(|error| self.error(error))?;
        let keys: Vec<RawKey> = sqlx::query_as(
            "SELECT log, key, kept, from_size, until_size FROM ledger_keys ORDER BY log, from_size, until_size IS NULL",
        )
        .fetch_all(self.pool())
        .await
        .map_err(|error| self.error(error))?;
        let mut rows = Vec::with_capacity(logs.len());
        for RawLog { id, name, operator, since } in logs {
            rows.push(LogRow { id, name, operator, since: time("a log", &since)?, keys: Vec::new() });
        }
        for key in keys {
            if let Some(log) = rows.iter_mut().find(|row| row.id == key.log) {
                log.keys.push(key.typed());
            }
        }
        Ok(rows)
    }
}

impl Write {
    /// Begins a log, unless its operator has one.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn begin_log(&mut self, name: &str, operator: &str, at: Timestamp) -> Result<()> {
        let done = sqlx::query(
            "INSERT INTO ledger_logs (name, operator, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        )
        .bind(name)
        .bind(operator)
        .bind(at.to_string())
        .execute(self.db())
        .await;
        done.map(drop).map_err(|error| self.error(error))
    }

    /// Names the first key of a log. It covers what was written before it was there. Returns whether the log had none.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn name_first_key(&mut self, log: i64, key: &str, place: KeyPlace) -> Result<bool> {
        let done = sqlx::query(
            "INSERT INTO ledger_keys (log, key, kept, from_size) SELECT ?1, ?2, ?3, 0 \
             WHERE NOT EXISTS (SELECT 1 FROM ledger_keys WHERE log = ?1)",
        )
        .bind(log)
        .bind(key)
        .bind(place.word())
        .execute(self.db())
        .await;
        done.map(|done| done.rows_affected() == 1).map_err(|error| self.error(error))
    }

    /// Takes the key in use out of use and names another one, both from a number of entries on. A key that was lost signs
    /// nothing after the last commit or checkpoint that it signed.
    pub(crate) async fn replace_key(
        &mut self,
        log: i64,
        (key, place): (&str, KeyPlace),
        size: u64,
        lost: bool,
    ) -> Result<()> {
        let size = signed(size)?;
        let until: std::result::Result<i64, sqlx::Error> = if lost {
            sqlx::query_scalar(
                "SELECT max(coalesce((SELECT max(size) FROM ledger_commits WHERE log = ?1), 0), \
                 coalesce((SELECT max(size) FROM ledger_checkpoints WHERE log = ?1), 0))",
            )
            .bind(log)
            .fetch_one(self.db())
            .await
        } else {
            Ok(size)
        };
        let until = until.map_err(|error| self.error(error))?;
        let done = sqlx::query("UPDATE ledger_keys SET until_size = ? WHERE log = ? AND until_size IS NULL")
            .bind(until)
            .bind(log)
            .execute(self.db())
            .await;
        done.map_err(|error| self.error(error))?;
        let done = sqlx::query("INSERT INTO ledger_keys (log, key, kept, from_size) VALUES (?, ?, ?, ?)")
            .bind(log)
            .bind(key)
            .bind(place.word())
            .bind(size)
            .execute(self.db())
            .await;
        done.map(drop).map_err(|error| self.error(error))
    }

    /// The end of a log, as it is inside this transaction.
    pub(crate) async fn tip(&mut self, device: &Device) -> Result<Tip> {
        type Row = (Option<String>, Option<i64>, Option<Vec<u8>>);
        let row: std::result::Result<Option<Row>, sqlx::Error> = sqlx::query_as(
            "SELECT k.key, e.number, e.hash FROM ledger_logs l \
             LEFT JOIN ledger_keys k ON k.log = l.id AND k.until_size IS NULL \
             LEFT JOIN ledger_entries e ON e.log = l.id \
             AND e.number = (SELECT max(number) FROM ledger_entries WHERE log = l.id) WHERE l.id = ?",
        )
        .bind(device.log)
        .fetch_optional(self.db())
        .await;
        let row = row.map_err(|error| self.error(error))?;
        let (in_use, number, hash) =
            row.ok_or_else(|| StoreError::content("the ledger", "it has no such log"))?;
        let log = match (number, hash) {
            (Some(number), Some(hash)) => {
                let hash: [u8; 32] =
                    hash.try_into().map_err(|_| StoreError::content("the last entry", "its hash is none"))?;
                Log::after(device.name(), unsigned(number), Hash::new(hash))
            }
            _ => Log::new(device.name()),
        };
        let log = log.map_err(|error| StoreError::content("the ledger", error))?;
        Ok(Tip { log, in_use })
    }
}

/// The ends of logs as this program wrote them last, so that the next entry goes on without reading them. Another
/// program may have gone on meanwhile: then the number of the next entry is taken.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tips(Arc<Mutex<HashMap<i64, Tip>>>);

impl Tips {
    fn held(&self) -> MutexGuard<'_, HashMap<i64, Tip>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn last(&self, log: i64) -> Option<Tip> {
        self.held().get(&log).cloned()
    }

    /// Only with a key: the first one is named without an entry.
    pub(crate) fn remember(&self, log: i64, tip: Tip) {
        if tip.in_use.is_some() {
            self.held().insert(log, tip);
        }
    }

    pub(crate) fn forget(&self, log: i64) {
        self.held().remove(&log);
    }
}

/// The end of a log.
#[derive(Clone, Debug)]
pub(crate) struct Tip {
    pub(crate) log: Log,
    /// The key in use, as the log names it.
    pub(crate) in_use: Option<String>,
}

impl Tip {
    /// The key to sign with, if it is at hand.
    pub(crate) fn key<'a>(&self, device: &'a Device) -> Option<&'a SignerKey> {
        device.key(self.in_use.as_deref())
    }
}
