//! Entries of the ledger: appended with the state they speak of, and read.

use super::ledger_logs::{Tip, signed, unsigned};
use crate::{Device, KeyPlace, Result, Store, StoreError, Write};
use jiff::Timestamp;
use sqlx::FromRow;
use steward_ledger::{Event, OutcomeState, Salt, StoredEntry, Surface};

macro_rules! entry {
    () => {
        "INSERT INTO ledger_entries (seq, log, number, hash, bytes, at, who, operation, consequence, tenant, \
         object_kind, object_id, surface, policy_version, outcome, code, correlation) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    };
}
macro_rules! signed_entry {
    () => {
        concat!(entry!(), "; INSERT INTO ledger_commits (log, size, note) VALUES (?, ?, ?)")
    };
}

/// An entry before it has its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// What happened.
    pub event: Event,
    /// The personal values that it commits to, which are kept beside it.
    pub withheld: Vec<Withheld>,
}

impl From<Event> for NewEntry {
    fn from(event: Event) -> Self {
        Self { event, withheld: Vec::new() }
    }
}

/// A personal value that an entry commits to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// JSON pointer (RFC 6901) to the commitment in the entry.
    pub path: String,
    /// Salt of the commitment.
    pub salt: Salt,
    /// The value, as JSON.
    pub value: String,
}

/// What was appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    /// Number of the last entry in its log, from zero.
    pub number: u64,
    /// Whether the head was signed.
    pub signed: bool,
    /// Whether the key that was given is not the one in use any more.
    pub stale: bool,
}

/// An entry as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRow {
    /// Its position over all logs.
    pub seq: i64,
    /// Id of its log.
    pub log: i64,
    /// Its number in the log.
    pub number: u64,
    /// The hash that is kept beside it: 32 bytes, unless somebody changed them.
    pub hash: Vec<u8>,
    /// Its canonical bytes.
    pub bytes: Vec<u8>,
    /// Name of its tenant, when it is about one.
    pub tenant_name: Option<String>,
}

#[derive(FromRow)]
pub(crate) struct Raw {
    seq: i64,
    log: i64,
    number: i64,
    hash: Vec<u8>,
    bytes: Vec<u8>,
    name: Option<String>,
}

impl From<Raw> for LedgerRow {
    fn from(raw: Raw) -> Self {
        let Raw { seq, log, number, hash, bytes, name } = raw;
        Self { seq, log, number: unsigned(number), hash, bytes, tenant_name: name }
    }
}

pub(crate) const fn surface(surface: Surface) -> &'static str {
    match surface {
        Surface::Window => "window",
        Surface::Cli => "cli",
        Surface::Mcp => "mcp",
        Surface::Sync => "sync",
    }
}

pub(crate) const fn outcome(state: OutcomeState) -> &'static str {
    match state {
        OutcomeState::Intent => "intent",
        OutcomeState::Done => "done",
        OutcomeState::Refused => "refused",
        OutcomeState::Failed => "failed",
        OutcomeState::Unknown => "unknown",
    }
}

impl Write {
    /// Keeps what was written together with its entry: both or neither.
    ///
    /// # Errors
    /// When the disk is full, the file cannot be written any more, or the entry has no canonical bytes; then nothing was
    /// kept.
    pub async fn commit(self, device: &Device, entry: NewEntry) -> Result<Appended> {
        self.commit_all(device, vec![entry]).await
    }

    /// The same with several entries, under one signature.
    ///
    /// # Errors
    /// As [`Write::commit`], and when there is no entry.
    pub async fn commit_all(mut self, device: &Device, entries: Vec<NewEntry>) -> Result<Appended> {
        let (appended, tip) = self.append(device, entries, true).await?;
        self.end().await?;
        self.tips().remember(device.log, tip);
        Ok(appended)
    }

    /// Keeps what was written with its entry and puts another key in the place of the one in use. The entry is signed by
    /// the key before, if it is at hand, and by the new one; so is a checkpoint.
    ///
    /// # Errors
    /// As [`Write::commit`], and when `after` has no key.
    pub async fn commit_with_new_key(
        mut self,
        before: &Device,
        (after, place): (&Device, KeyPlace),
        entry: NewEntry,
    ) -> Result<Appended> {
        let key = after.verifier().ok_or_else(|| StoreError::content("the new key", "it is not at hand"))?;
        let (appended, _) = self.append(before, vec![entry], false).await?;
        self.tips().forget(before.log);
        let size = appended.number.saturating_add(1);
        self.checkpoint(before).await?;
        self.replace_key(before.log, (key, place), size, !appended.signed).await?;
        self.sign_head(after).await?;
        self.checkpoint_again(after).await?;
        self.commit_unrecorded().await?;
        Ok(appended)
    }

    /// Appends entries and signs the head once. When nothing is to follow, the transaction may have ended with it.
    async fn append(
        &mut self,
        device: &Device,
        entries: Vec<NewEntry>,
        last: bool,
    ) -> Result<(Appended, Tip)> {
        if let Some(tip) = self.tips().last(device.log) {
            match self.append_after(tip, device, &entries, last).await {
                // another program has written since, and the number is taken
                Err(StoreError::Database(sqlx::Error::Database(error))) if error.is_unique_violation() => {}
                appended => return appended,
            }
        }
        let tip = self.tip(device).await?;
        self.append_after(tip, device, &entries, last).await
    }

    async fn append_after(
        &mut self,
        mut tip: Tip,
        device: &Device,
        entries: &[NewEntry],
        last: bool,
    ) -> Result<(Appended, Tip)> {
        // the first entry of a log goes on in the order of all logs and of the record before
        let mut seq = match tip.log.size() {
            0 => Some(self.next_position().await?),
            _ => None,
        };
        let mut kept = Vec::with_capacity(entries.len());
        for NewEntry { event, withheld } in entries {
            let stored =
                tip.log.append(event.clone()).map_err(|error| StoreError::content("an entry", error))?;
            kept.push((event, stored, withheld));
        }
        let Some(number) = tip.log.size().checked_sub(1) else {
            return Err(StoreError::content("the ledger", "nothing is kept without an entry"));
        };
        let key = tip.key(device);
        let note = key.map(|key| tip.log.commit(key)).transpose();
        let note = note.map_err(|error| StoreError::content("a signature", error))?;
        for (event, stored, withheld) in &kept {
            let note = note.as_deref().filter(|_| stored.number == number);
            let ends = last && stored.number == number && withheld.is_empty();
            self.insert_entry(device.log, seq.take(), event, stored, note, ends).await?;
            for value in *withheld {
                self.insert_withheld(device.log, stored.number, value).await?;
            }
        }
        let stale = key.is_none() && device.verifier().is_some();
        Ok((Appended { number, signed: key.is_some(), stale }, tip))
    }

    /// Signs the head as it is.
    async fn sign_head(&mut self, device: &Device) -> Result<()> {
        let tip = self.tip(device).await?;
        let Some(key) = tip.key(device) else { return Ok(()) };
        let note = tip.log.commit(key).map_err(|error| StoreError::content("a signature", error))?;
        self.insert_commit(device.log, tip.log.size(), &note).await
    }

    async fn next_position(&mut self) -> Result<i64> {
        let last = sqlx::query_scalar::<_, i64>(
            "SELECT max(coalesce((SELECT max(seq) FROM ledger_entries), 0), \
             coalesce((SELECT max(seq) FROM entries_before), 0)) + 1",
        )
        .fetch_one(self.db())
        .await;
        last.map_err(|error| self.error(error))
    }

    /// Inserts an entry and the note of the commit that ends with it, and ends the transaction: in one go, because each
    /// statement that SQLite is sent by itself costs as much as a signature.
    async fn insert_entry(
        &mut self,
        log: i64,
        seq: Option<i64>,
        event: &Event,
        stored: &StoredEntry,
        note: Option<&str>,
        ends: bool,
    ) -> Result<()> {
        let (number, at) = (signed(stored.number)?, event.time.as_microsecond());
        let insert = sqlx::query(match (note.is_some(), ends) {
            (false, false) => entry!(),
            (false, true) => concat!(entry!(), "; COMMIT"),
            (true, false) => signed_entry!(),
            (true, true) => concat!(signed_entry!(), "; COMMIT"),
        });
        let insert = insert
            .bind(seq)
            .bind(log)
            .bind(number)
            .bind(stored.hash.as_bytes().as_slice())
            .bind(stored.bytes.as_slice())
            .bind(at)
            .bind(event.who.0.as_str())
            .bind(event.operation.as_str())
            .bind(event.consequence.word())
            .bind(event.tenant.as_ref().map(|tenant| tenant.id.as_str()))
            .bind(event.object.as_ref().map(|object| object.kind.as_str()))
            .bind(event.object.as_ref().map(|object| object.id.as_str()))
            .bind(surface(event.surface))
            .bind(event.decision.policy_version.as_str())
            .bind(outcome(event.outcome.state))
            .bind(event.outcome.code.as_deref())
            .bind(event.correlation.as_str());
        let insert = match note {
            Some(note) => insert.bind(log).bind(number.saturating_add(1)).bind(note),
            None => insert,
        };
        insert.execute(self.db()).await.map_err(|error| self.error(error))?;
        if ends {
            self.has_ended();
        }
        Ok(())
    }
}

impl Store {
    /// The newest entries of all logs, of one tenant by any name it had, or of all; the newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn ledger_newest(&self, tenant: Option<&str>, limit: u32) -> Result<Vec<LedgerRow>> {
        let rows: std::result::Result<Vec<Raw>, sqlx::Error> = match tenant {
            Some(tenant) => {
                sqlx::query_as(
                    // the newest of each tenant of this name first, so that not all its entries are sorted
                    "SELECT e.seq, e.log, e.number, e.hash, e.bytes, n.name FROM tenant_names n \
                     JOIN ledger_entries e ON e.seq IN \
                     (SELECT seq FROM ledger_entries WHERE tenant = n.id ORDER BY seq DESC LIMIT ?2) \
                     WHERE n.name = ?1 ORDER BY e.seq DESC LIMIT ?2",
                )
                .bind(tenant)
                .bind(limit)
                .fetch_all(self.pool())
                .await
            }
            None => {
                sqlx::query_as(
                    "SELECT e.seq, e.log, e.number, e.hash, e.bytes, n.name FROM ledger_entries e \
                     LEFT JOIN tenant_names n ON n.id = e.tenant ORDER BY e.seq DESC LIMIT ?",
                )
                .bind(limit)
                .fetch_all(self.pool())
                .await
            }
        };
        Ok(rows.map_err(|error| self.error(error))?.into_iter().map(LedgerRow::from).collect())
    }

    /// The entry with a number in a log.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn ledger_entry(&self, log: i64, number: u64) -> Result<Option<LedgerRow>> {
        let row: Option<Raw> = sqlx::query_as(
            "SELECT e.seq, e.log, e.number, e.hash, e.bytes, n.name FROM ledger_entries e \
             LEFT JOIN tenant_names n ON n.id = e.tenant WHERE e.log = ? AND e.number = ?",
        )
        .bind(log)
        .bind(signed(number)?)
        .fetch_optional(self.pool())
        .await
        .map_err(|error| self.error(error))?;
        Ok(row.map(LedgerRow::from))
    }

    /// The entries of a request, in the order in which they were kept.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn ledger_correlated(&self, correlation: &str) -> Result<Vec<LedgerRow>> {
        let rows: Vec<Raw> = sqlx::query_as(
            "SELECT e.seq, e.log, e.number, e.hash, e.bytes, n.name FROM ledger_entries e \
             LEFT JOIN tenant_names n ON n.id = e.tenant WHERE e.correlation = ? ORDER BY e.seq",
        )
        .bind(correlation)
        .fetch_all(self.pool())
        .await
        .map_err(|error| self.error(error))?;
        Ok(rows.into_iter().map(LedgerRow::from).collect())
    }

    /// How many entries are of a log that is not there, and the number of the first; nothing when there are none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn ledger_without_log(&self) -> Result<Option<(u64, u64)>> {
        let (count, first): (i64, Option<i64>) = sqlx::query_as(
            "SELECT count(*), min(number) FROM ledger_entries WHERE log NOT IN (SELECT id FROM ledger_logs)",
        )
        .fetch_one(self.pool())
        .await
        .map_err(|error| self.error(error))?;
        Ok(first.map(|first| (unsigned(count), unsigned(first))))
    }

    /// Entries about a tenant that were made from one moment to another, both included, the oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn ledger_between(
        &self,
        tenant: &str,
        from: Timestamp,
        until: Timestamp,
        limit: u32,
    ) -> Result<Vec<LedgerRow>> {
        let rows: Vec<Raw> = sqlx::query_as(
            "SELECT e.seq, e.log, e.number, e.hash, e.bytes, n.name FROM ledger_entries e \
             LEFT JOIN tenant_names n ON n.id = e.tenant \
             WHERE e.tenant = ? AND e.at >= ? AND e.at <= ? ORDER BY e.seq LIMIT ?",
        )
        .bind(tenant)
        .bind(from.as_microsecond())
        .bind(until.as_microsecond())
        .bind(limit)
        .fetch_all(self.pool())
        .await
        .map_err(|error| self.error(error))?;
        Ok(rows.into_iter().map(LedgerRow::from).collect())
    }

    /// The newest entry of one of two operations that was done to an object, kept before a position over all logs.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn ledger_last_done(
        &self,
        (kind, id): (&str, &str),
        (one, other): (&str, &str),
        before: i64,
    ) -> Result<Option<LedgerRow>> {
        let row: Option<Raw> = sqlx::query_as(
            "SELECT e.seq, e.log, e.number, e.hash, e.bytes, n.name FROM ledger_entries e \
             LEFT JOIN tenant_names n ON n.id = e.tenant \
             WHERE e.object_id = ? AND e.object_kind = ? AND e.operation IN (?, ?) AND e.outcome = 'done' \
             AND e.seq < ? ORDER BY e.seq DESC LIMIT 1",
        )
        .bind(id)
        .bind(kind)
        .bind(one)
        .bind(other)
        .bind(before)
        .fetch_optional(self.pool())
        .await
        .map_err(|error| self.error(error))?;
        Ok(row.map(LedgerRow::from))
    }

    /// The entry that commits to the record of before the ledger, `ledger.begin`; the first if there are several.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn ledger_begin(&self) -> Result<Option<LedgerRow>> {
        // the word stands in the statement, so that the index of only these entries is used
        let row: Option<Raw> = sqlx::query_as(
            "SELECT e.seq, e.log, e.number, e.hash, e.bytes, n.name FROM ledger_entries e \
             LEFT JOIN tenant_names n ON n.id = e.tenant WHERE e.operation = 'ledger.begin' \
             ORDER BY e.seq LIMIT 1",
        )
        .fetch_optional(self.pool())
        .await
        .map_err(|error| self.error(error))?;
        Ok(row.map(LedgerRow::from))
    }
}
