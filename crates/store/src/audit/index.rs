//! The index in the file: read, brought up to date, kept, and built again when it is damaged.

use super::buffer::Buffer;
use super::fault::{Fault, Result};
use super::own::{OwnPage, PAGE};
use super::sealed::Unpacker;
use crate::{Store, Write};
use sqlx::{FromRow, SqliteConnection};
use std::collections::BTreeSet;
use std::sync::Arc;
use steward_audit::{BLOCK_EVENTS, Block, Column, Dictionary, Trail, TrailEvent};

/// Words that stand in one row.
const WORDS: usize = 4_096;
/// Blocks that are read at once.
const BLOCKS: i64 = 16;
/// Events that are read at once when the index is built again.
const EVENTS: i64 = 2_000;
/// Entries of the ledger that are not in the blocks of the file; of more, blocks are made.
const PENDING: i64 = BLOCK_EVENTS as i64;

/// Where numbers stand, as the file says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromRow)]
pub(super) struct State {
    pub next_row: i64,
    pub indexed: i64,
    pub texts: i64,
    pub version: i64,
}

impl State {
    /// Nothing when somebody took the row out.
    async fn kept(db: &mut SqliteConnection) -> Result<Option<Self>> {
        let sql = "SELECT next_row, indexed, texts, version FROM audit_state";
        Ok(sqlx::query_as(sql).fetch_optional(db).await?)
    }

    async fn read(db: &mut SqliteConnection) -> Result<Self> {
        let gone = || Fault::Index("where the numbers of the audit index stand is gone".to_owned());
        Self::kept(db).await?.ok_or_else(gone)
    }

    /// Puts the row back where it is gone, and says whether it was. The version is later than any that was counted, so
    /// that nobody takes the index in memory for this one.
    async fn restore(db: &mut SqliteConnection) -> Result<bool> {
        let sql = "INSERT OR IGNORE INTO audit_state (id, key, next_row, indexed, texts, version) \
                   SELECT 1, randomblob(32), max(coalesce((SELECT max(row + count) FROM audit_own), 0), \
                   coalesce((SELECT max(first + events) FROM audit_batches), 0)), 0, 0, unixepoch()";
        Ok(sqlx::query(sql).execute(db).await?.rows_affected() == 1)
    }
}

/// Entries of the ledger, one after the other, and the number of the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub(super) struct Own {
    pub row: i64,
    pub seq: i64,
    pub count: i64,
}

/// Where the events of a batch are.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(super) struct Span {
    pub id: i64,
    pub tenant: String,
    pub first: i64,
    pub events: i64,
}

impl Span {
    /// The number after its last event.
    pub fn end(&self) -> i64 {
        self.first.saturating_add(self.events)
    }
}

/// The index of the audit trail: Steward's own entries and the events of tenants, on one timeline. It is what
/// the file held when it was read; [`Store::catch_up_audit`] brings it up to date. Cloning it is cheap.
#[derive(Clone, Debug)]
pub struct AuditTrail {
    trail: Trail,
    /// Ids of the blocks in the file.
    saved: BTreeSet<u32>,
    /// How many words of each column are in the file, the empty one included.
    words: [usize; Column::FACETS.len()],
    pub(super) own: Vec<Own>,
    batches: Arc<Vec<Span>>,
    pub(super) state: State,
    /// `seq` of the last entry of the ledger that is in the trail.
    pub(super) seen: i64,
    rebuilt: Option<String>,
}

impl AuditTrail {
    /// The index, to ask questions.
    #[must_use]
    pub fn trail(&self) -> &Trail {
        &self.trail
    }

    pub(super) fn trail_mut(&mut self) -> &mut Trail {
        &mut self.trail
    }

    /// Why the index had to be built again when it was read; nothing when it was sound.
    #[must_use]
    pub fn rebuilt(&self) -> Option<&str> {
        self.rebuilt.as_deref()
    }

    /// Position over all logs of the entry of the ledger that has this number; nothing for an event of a
    /// tenant.
    #[must_use]
    pub fn seq(&self, row: u32) -> Option<i64> {
        let row = i64::from(row);
        if row >= self.state.next_row {
            let seq = self.state.indexed.saturating_add(1).saturating_add(row - self.state.next_row);
            return (seq <= self.seen).then_some(seq);
        }
        let own = self.own.get(self.own.partition_point(|own| own.row <= row).checked_sub(1)?)?;
        let past = row - own.row;
        (past < own.count).then(|| own.seq.saturating_add(past))
    }

    /// Number of an entry of the ledger in the trail, by its position over all logs.
    #[must_use]
    pub fn row(&self, seq: i64) -> Option<u32> {
        (seq <= self.seen).then(|| self.place(seq))?
    }

    /// The number that an entry has, or will have.
    pub(super) fn place(&self, seq: i64) -> Option<u32> {
        let row = if seq > self.state.indexed {
            self.state.next_row.checked_add(seq - self.state.indexed - 1)?
        } else {
            let own = self.own.get(self.own.partition_point(|own| own.seq <= seq).checked_sub(1)?)?;
            let past = seq - own.seq;
            (past < own.count).then(|| own.row.saturating_add(past))?
        };
        u32::try_from(row).ok()
    }

    /// The batch that a number belongs to.
    pub(super) fn batch_of(&self, row: u32) -> Option<&Span> {
        let row = i64::from(row);
        let before = self.batches.partition_point(|batch| batch.first <= row).checked_sub(1)?;
        self.batches.get(before).filter(|batch| row < batch.end())
    }

    pub(super) fn batches(&self) -> &[Span] {
        &self.batches
    }

    pub(super) fn add_batch(&mut self, batch: Span) {
        Arc::make_mut(&mut self.batches).push(batch);
    }

    /// An index without events.
    pub(super) async fn empty(db: &mut SqliteConnection) -> Result<Self> {
        let state = State::kept(&mut *db).await?.unwrap_or_default();
        let sql = "SELECT row, seq, count FROM audit_own ORDER BY row";
        let own = sqlx::query_as(sql).fetch_all(&mut *db).await?;
        let sql = "SELECT id, tenant, first, events FROM audit_batches ORDER BY first";
        let batches = Arc::new(sqlx::query_as(sql).fetch_all(&mut *db).await?);
        let (words, seen) = ([1; Column::FACETS.len()], state.indexed);
        Ok(Self {
            trail: Trail::new(),
            saved: BTreeSet::new(),
            words,
            own,
            batches,
            state,
            seen,
            rebuilt: None,
        })
    }

    /// Reads what is kept, without the entries that are not in blocks yet.
    pub(super) async fn load(db: &mut SqliteConnection) -> Result<Self> {
        State::read(&mut *db).await?;
        let mut read = Self::empty(&mut *db).await?;
        let dictionary = dictionary(&mut *db).await?;
        let mut blocks: Vec<(u32, Block)> = Vec::new();
        let mut after = -1;
        loop {
            let sql = "SELECT id, bytes FROM audit_blocks WHERE id > ? ORDER BY id LIMIT ?";
            let page: Vec<(i64, Vec<u8>)> =
                sqlx::query_as(sql).bind(after).bind(BLOCKS).fetch_all(&mut *db).await?;
            let Some((last, _)) = page.last() else { break };
            after = *last;
            for (id, bytes) in page {
                let id = u32::try_from(id).map_err(|error| Fault::Index(error.to_string()))?;
                blocks.push((id, Block::decode(&bytes)?));
            }
        }
        read.saved = blocks.iter().map(|(id, _)| *id).collect();
        read.words = Column::FACETS.map(|column| dictionary.len(column));
        read.trail = Trail::open(dictionary, blocks)?;
        read.covers(db).await?;
        Ok(read)
    }

    /// Brings it up to date with the file; cheap when nothing changed.
    pub(super) async fn catch_up(&mut self, db: &mut SqliteConnection) -> Result<()> {
        let state = State::read(&mut *db).await?;
        if state.version == self.state.version {
            self.state = state;
        } else {
            *self = Self::load(&mut *db).await?;
        }
        self.add_own(db).await
    }

    /// Adds the entries of the ledger that came since.
    async fn add_own(&mut self, db: &mut SqliteConnection) -> Result<()> {
        loop {
            let page = OwnPage::read(&mut *db, self.seen, i64::MAX).await?;
            let Some(last) = page.last() else { return Ok(()) };
            let mut events = Vec::with_capacity(PAGE);
            for entry in page.entries() {
                let row = self.place(entry.seq).ok_or_else(full)?;
                events.push(entry.event(row)?);
            }
            self.trail.add(events);
            self.seen = last;
        }
    }

    /// How many entries of the ledger are in no block of the file.
    fn pending(&self) -> i64 {
        self.seen.saturating_sub(self.state.indexed)
    }

    /// Gives the entries that have none yet their numbers in the file: the ones they had already.
    async fn settle(&mut self, db: &mut SqliteConnection) -> Result<()> {
        let count = self.pending();
        if count <= 0 {
            return Ok(());
        }
        let own = Own { row: self.state.next_row, seq: self.state.indexed.saturating_add(1), count };
        sqlx::query("INSERT INTO audit_own (row, seq, count) VALUES (?, ?, ?)")
            .bind(own.row)
            .bind(own.seq)
            .bind(own.count)
            .execute(db)
            .await?;
        self.own.push(own);
        self.state.next_row = self.state.next_row.saturating_add(count);
        self.state.indexed = self.seen;
        Ok(())
    }

    /// Takes numbers for events; gives the first.
    pub(super) fn take_rows(&mut self, count: usize) -> Result<u32> {
        let first = self.state.next_row;
        let next = i64::try_from(count).ok().and_then(|count| first.checked_add(count)).ok_or_else(full)?;
        // the last number is left out, so that the one after every number is a number too
        if next >= i64::from(u32::MAX) {
            return Err(full());
        }
        self.state.next_row = next;
        u32::try_from(first).map_err(|_| full())
    }

    /// Writes what changed: words, blocks, and where numbers stand.
    pub(super) async fn save(&mut self, db: &mut SqliteConnection) -> Result<()> {
        self.trail.seal_tail();
        self.save_words(&mut *db).await?;
        let fresh: Vec<(u32, Arc<Block>)> = (self.trail.blocks())
            .filter(|(id, _)| !self.saved.contains(id))
            .map(|(id, block)| (id, Arc::clone(block)))
            .collect();
        let now: BTreeSet<u32> = self.trail.blocks().map(|(id, _)| id).collect();
        let gone: Vec<u32> = self.saved.difference(&now).copied().collect();
        for id in gone {
            sqlx::query("DELETE FROM audit_blocks WHERE id = ?")
                .bind(i64::from(id))
                .execute(&mut *db)
                .await?;
        }
        for (id, block) in fresh {
            sqlx::query("INSERT INTO audit_blocks (id, bytes) VALUES (?, ?)")
                .bind(i64::from(id))
                .bind(block.encode())
                .execute(&mut *db)
                .await?;
        }
        self.saved = now;
        self.state.version = self.state.version.saturating_add(1);
        sqlx::query("UPDATE audit_state SET next_row = ?, indexed = ?, version = ?")
            .bind(self.state.next_row)
            .bind(self.state.indexed)
            .bind(self.state.version)
            .execute(db)
            .await?;
        Ok(())
    }

    async fn save_words(&mut self, db: &mut SqliteConnection) -> Result<()> {
        let mut lists: Vec<(Column, usize, String)> = Vec::new();
        for (column, kept) in Column::FACETS.into_iter().zip(self.words) {
            let fresh: Vec<&str> = self.trail.dictionary().words(column).skip(kept).collect();
            for (at, words) in fresh.chunks(WORDS).enumerate() {
                let json = serde_json::to_string(words)
                    .map_err(|error| Fault::content("the words of the audit trail", error))?;
                lists.push((column, kept.saturating_add(at * WORDS), json));
            }
        }
        for (column, first, words) in lists {
            sqlx::query("INSERT INTO audit_words (list, first, words) VALUES (?, ?, ?)")
                .bind(column.key())
                .bind(i64::try_from(first).unwrap_or(i64::MAX))
                .bind(words)
                .execute(&mut *db)
                .await?;
        }
        self.words = Column::FACETS.map(|column| self.trail.dictionary().len(column));
        Ok(())
    }

    /// Builds the index again from events and entries, and keeps it.
    async fn rebuild(db: &mut SqliteConnection, reason: String) -> Result<Self> {
        tracing::warn!(%reason, "the index of the audit trail is built again");
        let restored = State::restore(&mut *db).await?;
        let mut built = Self::empty(&mut *db).await?;
        if restored || built.gaps() || built.leaves_out(&mut *db).await? {
            built.number_again(&mut *db).await?;
        }
        let mut buffer = Buffer::default();
        let mut seq = i64::MIN;
        loop {
            let page = OwnPage::read(&mut *db, seq, built.state.indexed).await?;
            let Some(last) = page.last() else { break };
            seq = last;
            for entry in page.entries() {
                // an entry that never had a number, because it was put in from outside, has none now
                if let Some(row) = built.place(entry.seq) {
                    buffer.push(&mut built.trail, &entry.event(row)?);
                }
            }
        }
        built.add_events(&mut *db, &mut buffer).await?;
        buffer.flush(&mut built.trail);
        built.add_own(&mut *db).await?;
        sqlx::query("DELETE FROM audit_words").execute(&mut *db).await?;
        sqlx::query("DELETE FROM audit_blocks").execute(&mut *db).await?;
        built.settle(&mut *db).await?;
        built.save(db).await?;
        built.rebuilt = Some(reason);
        Ok(built)
    }

    async fn add_events(&mut self, db: &mut SqliteConnection, buffer: &mut Buffer) -> Result<()> {
        let mut after = -1;
        loop {
            let sql = "SELECT row, body FROM audit_events WHERE row > ? AND body IS NOT NULL \
                       ORDER BY row LIMIT ?";
            let page: Vec<(i64, Vec<u8>)> =
                sqlx::query_as(sql).bind(after).bind(EVENTS).fetch_all(&mut *db).await?;
            let Some((last, _)) = page.last() else { return Ok(()) };
            after = *last;
            let mut unpacker = Unpacker::new()?;
            for (row, body) in page {
                let Some(row) = u32::try_from(row).ok() else { continue };
                if self.batch_of(row).is_none() {
                    continue;
                }
                // one that cannot be read is named by verifying, and keeps nobody from all the others
                let Ok(sealed) = unpacker.sealed(&body) else { continue };
                let event = TrailEvent { tenant: &sealed.tenant, ..TrailEvent::of(row, &sealed.event) };
                buffer.push(&mut self.trail, &event);
            }
        }
    }
}

fn full() -> Fault {
    Fault::content("the audit trail", "it has no more numbers for events")
}

/// The words of all columns.
async fn dictionary(db: &mut SqliteConnection) -> Result<Dictionary> {
    let sql = "SELECT list, first, words FROM audit_words ORDER BY list, first";
    let rows: Vec<(String, i64, String)> = sqlx::query_as(sql).fetch_all(db).await?;
    let mut dictionary = Dictionary::default();
    let damaged = || Fault::Index("the words of the audit index are damaged".to_owned());
    for (list, first, words) in rows {
        let column = Column::FACETS.into_iter().find(|column| column.key() == list).ok_or_else(damaged)?;
        let words: Vec<String> = serde_json::from_str(&words).map_err(|_| damaged())?;
        let first = usize::try_from(first).map_err(|_| damaged())?;
        if dictionary.len(column) != first {
            return Err(damaged());
        }
        for word in &words {
            dictionary.intern(column, word);
        }
        if dictionary.len(column) != first.saturating_add(words.len()) {
            return Err(damaged());
        }
    }
    Ok(dictionary)
}

impl Store {
    /// Reads the index of the audit trail and brings it up to date. One that is damaged is built again, which
    /// [`AuditTrail::rebuilt`] says.
    ///
    /// # Errors
    /// When the file cannot be read, or has to be written and cannot.
    pub async fn audit_trail(&self) -> crate::Result<AuditTrail> {
        let read = async {
            let mut tx = self.pool().begin().await?;
            let mut trail = AuditTrail::load(&mut tx).await?;
            trail.add_own(&mut tx).await?;
            Ok::<_, Fault>(trail)
        };
        let read = read.await;
        let mut trail = match read {
            Err(Fault::Index(reason) | Fault::Version(reason)) => self.rebuild_audit(reason).await?,
            read => read.map_err(|fault| fault.in_store(self))?,
        };
        self.keep_pending(&mut trail).await;
        Ok(trail)
    }

    /// Brings the index up to date: with entries of the ledger that came since, and with what another program
    /// wrote. One query when there is nothing new.
    ///
    /// # Errors
    /// As [`Store::audit_trail`].
    pub async fn catch_up_audit(&self, trail: &mut AuditTrail) -> crate::Result<()> {
        let caught = async {
            let mut tx = self.pool().begin().await?;
            trail.catch_up(&mut tx).await
        };
        let caught: Result<()> = caught.await;
        match caught {
            Err(Fault::Index(reason) | Fault::Version(reason)) => *trail = self.rebuild_audit(reason).await?,
            caught => caught.map_err(|fault| fault.in_store(self))?,
        }
        self.keep_pending(trail).await;
        Ok(())
    }

    /// Builds the index again from events and entries.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub async fn rebuild_audit(&self, reason: String) -> crate::Result<AuditTrail> {
        let mut write = self.write().await?;
        let built = AuditTrail::rebuild(write.db(), reason).await;
        let built = built.map_err(|fault| fault.in_write(&write))?;
        write.commit_unrecorded().await?;
        Ok(built)
    }

    /// Makes blocks of entries of the ledger when there are many that are in none. The index in memory has
    /// them already: when they cannot be written now, the next one to ask tries again.
    async fn keep_pending(&self, trail: &mut AuditTrail) {
        if trail.pending() < PENDING {
            return;
        }
        match self.with_pending(trail).await {
            Ok(next) => *trail = next,
            Err(fault) => tracing::debug!(%fault, "blocks of the audit trail could not be written yet"),
        }
    }

    async fn with_pending(&self, trail: &AuditTrail) -> crate::Result<AuditTrail> {
        let mut write = self.write_at_once().await?;
        let mut next = write.current_audit(trail).await?;
        write.save_audit(&mut next).await?;
        write.commit_unrecorded().await?;
        Ok(next)
    }
}

impl Write {
    /// The index as it is inside this transaction, with a number in the file for every entry of the ledger.
    pub(super) async fn current_audit(&mut self, trail: &AuditTrail) -> crate::Result<AuditTrail> {
        let current = current(self.db(), trail.clone()).await;
        current.map_err(|fault| fault.in_write(self))
    }

    /// Keeps a changed index.
    pub(super) async fn save_audit(&mut self, trail: &mut AuditTrail) -> crate::Result<()> {
        let saved = trail.save(self.db()).await;
        saved.map_err(|fault| fault.in_write(self))
    }
}

async fn current(db: &mut SqliteConnection, mut trail: AuditTrail) -> Result<AuditTrail> {
    let caught = trail.catch_up(&mut *db).await;
    match caught {
        Err(Fault::Index(reason) | Fault::Version(reason)) => {
            trail = AuditTrail::rebuild(&mut *db, reason).await?
        }
        caught => caught?,
    }
    trail.settle(db).await?;
    Ok(trail)
}

/// The index as the file has it now, for where words of it were changed in place.
pub(super) async fn loaded(db: &mut SqliteConnection) -> Result<AuditTrail> {
    AuditTrail::load(db).await
}
