//! Reading in a batch: events come in pieces, and at the end the batch is sealed.

use super::buffer::Buffer;
use super::differs::{Again, differing, says_other};
use super::fault::{Fault, Result, aside, done};
use super::index::{AuditTrail, Span};
use super::insert::{ROWS, Texts, insert};
use super::known::{dedupe, key, known};
use super::sealed::{Packer, Ready, apart, people};
use super::tree::Tree;
use super::{AuditBatchRow, NewAuditBatch};
use crate::Write;
use sqlx::SqliteConnection;
use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::sync::Arc;
use steward_audit::{AuditEvent, TrailEvent};
use steward_ledger::Salt;
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

/// Pseudonyms that are remembered while a batch is read in.
const REMEMBERED: usize = 500_000;
/// Times so many events are taken before the first of them are written, so that others are made ready while SQLite is
/// busy with the search.
const AHEAD: usize = 40;
/// Holds more of the database in memory while a batch is read in, and as much as otherwise afterwards.
const CACHE: (&str, &str) = ("PRAGMA cache_size = -131072", "PRAGMA cache_size = -8192");

/// An event with the hash by which it is known again.
type Hashed = (AuditEvent, Vec<u8>);

/// What some events are beside those that are there.
struct Looked {
    /// Those that are not there yet, each once, with the hashes by which they are known again.
    fresh: Vec<Hashed>,
    /// How many of the others came before in what the same request reads in.
    repeated: usize,
    /// The places of those that are there, or came before, and said something else.
    differs: Vec<usize>,
}

/// A batch that is being read in. It belongs to the [`Write`] that began it.
#[derive(Debug)]
pub struct AuditImport {
    id: i64,
    new: NewAuditBatch,
    key: Salt,
    trail: AuditTrail,
    first: u32,
    events: u32,
    known: u32,
    repeated: u32,
    differs: u32,
    bytes: u64,
    /// First event and number of events of the batches that the same request read in before.
    before: Vec<(i64, i64)>,
    mappings: BTreeSet<String>,
    tree: Tree,
    buffer: Buffer,
    texts: Texts,
    pseudonyms: Arc<HashMap<String, String>>,
    /// Those that are being made ready, the first ones first, and the hashes by which they are known again.
    preparing: VecDeque<JoinHandle<Result<Vec<Ready>>>>,
    /// For those who make them ready: one processor is left to SQLite.
    processors: Arc<Semaphore>,
    on_their_way: HashSet<Vec<u8>>,
}

impl AuditImport {
    /// Id of the batch, which the entry of the ledger that seals it names.
    #[must_use]
    pub fn id(&self) -> i64 {
        self.id
    }

    /// How many events are new so far.
    #[must_use]
    pub fn events(&self) -> u32 {
        self.events
    }

    /// How many events were there already, or came twice.
    #[must_use]
    pub fn known(&self) -> u32 {
        self.known
    }

    /// How many of these came before in what the same request reads in.
    #[must_use]
    pub fn repeated(&self) -> u32 {
        self.repeated
    }

    /// How many of those that are known say something else than what is kept of them.
    #[must_use]
    pub fn differs(&self) -> u32 {
        self.differs
    }
}

/// A batch that was read in.
#[derive(Clone, Debug)]
pub struct SealedAuditBatch {
    /// The batch; nothing when every event was there already.
    pub batch: Option<AuditBatchRow>,
    /// How many events were there already, or came twice.
    pub known: u32,
    /// How many of these came before in what the same request reads in.
    pub repeated: u32,
    /// How many of those that are known say something else than what is kept of them.
    pub differs: u32,
    /// The index with the events, to be put in the place of the one before once the [`Write`] is committed.
    pub trail: AuditTrail,
}

impl Write {
    /// Begins a batch. Nobody else writes until this transaction ends.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub async fn begin_audit_batch(
        &mut self,
        trail: &AuditTrail,
        new: NewAuditBatch,
    ) -> crate::Result<AuditImport> {
        let trail = self.current_audit(trail).await?;
        let begun = begin(self.db(), trail, new).await;
        begun.map_err(|fault| fault.in_write(self))
    }

    /// Adds events that are not there yet. About a thousand at a time are best. Those that are there stay as they are;
    /// gives the places of those that say something else than what is kept.
    ///
    /// # Errors
    /// When the file cannot be written; then the transaction is to be dropped.
    pub async fn add_audit_events(
        &mut self,
        import: &mut AuditImport,
        events: Vec<AuditEvent>,
    ) -> crate::Result<Vec<usize>> {
        let added = import.add(self.db(), events).await;
        added.map_err(|fault| fault.in_write(self))
    }

    /// Seals the batch. The entry of the ledger that names its root has to be committed with it.
    ///
    /// # Errors
    /// As [`Write::add_audit_events`].
    pub async fn seal_audit_batch(&mut self, import: AuditImport) -> crate::Result<SealedAuditBatch> {
        let sealed = import.seal(self.db()).await;
        sealed.map_err(|fault| fault.in_write(self))
    }
}

/// Processors besides the one that SQLite keeps busy; one at least.
fn others() -> usize {
    std::thread::available_parallelism().map_or(1, |all| all.get().saturating_sub(1).max(1))
}

async fn begin(db: &mut SqliteConnection, trail: AuditTrail, new: NewAuditBatch) -> Result<AuditImport> {
    sqlx::query(CACHE.0).execute(&mut *db).await?;
    let key = key(&mut *db).await?;
    let first =
        u32::try_from(trail.state.next_row).map_err(|error| Fault::content("the audit trail", error))?;
    let NewAuditBatch { tenant, file, at, correlation } = &new;
    let sql = "SELECT first, events FROM audit_batches WHERE tenant = ? AND correlation = ?";
    let before = sqlx::query_as(sql).bind(tenant).bind(correlation).fetch_all(&mut *db).await?;
    let id = sqlx::query_scalar(
        "INSERT INTO audit_batches \
         (tenant, file, mapping, at, first, events, bytes, root, nodes, correlation) \
         VALUES (?, ?, '', ?, ?, 0, 0, x'', x'', ?) RETURNING id",
    )
    .bind(tenant)
    .bind(file)
    .bind(at.to_string())
    .bind(i64::from(first))
    .bind(correlation)
    .fetch_one(db)
    .await?;
    Ok(AuditImport {
        id,
        new,
        key,
        trail,
        first,
        events: 0,
        known: 0,
        repeated: 0,
        differs: 0,
        bytes: 0,
        before,
        mappings: BTreeSet::new(),
        tree: Tree::default(),
        buffer: Buffer::default(),
        texts: Texts::default(),
        pseudonyms: Arc::default(),
        preparing: VecDeque::new(),
        processors: Arc::new(Semaphore::new(others())),
        on_their_way: HashSet::new(),
    })
}

impl AuditImport {
    async fn add(&mut self, db: &mut SqliteConnection, events: Vec<AuditEvent>) -> Result<Vec<usize>> {
        let all = events.len();
        let Looked { fresh: events, repeated, differs } = self.unknown(&mut *db, events).await?;
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        self.known = self.known.saturating_add(count(all.saturating_sub(events.len())));
        self.repeated = self.repeated.saturating_add(count(repeated));
        self.differs = self.differs.saturating_add(count(differs.len()));
        if events.is_empty() {
            return Ok(differs);
        }
        self.name_people(&mut *db, &events).await?;
        self.events = self.events.saturating_add(u32::try_from(events.len()).unwrap_or(u32::MAX));
        let mut events = events.into_iter();
        while events.len() > 0 {
            let some: Vec<Hashed> = events.by_ref().take(ROWS).collect();
            self.on_their_way.extend(some.iter().map(|(_, hash)| hash.clone()));
            self.preparing.push_back(self.prepare(some));
            if self.preparing.len() > AHEAD {
                self.keep_next(&mut *db).await?;
            }
        }
        Ok(differs)
    }

    /// Keeps the next events that are being made ready; gives whether there were any.
    async fn keep_next(&mut self, db: &mut SqliteConnection) -> Result<bool> {
        let Some(preparing) = self.preparing.pop_front() else { return Ok(false) };
        let ready = done(preparing.await)?;
        for Ready { dedupe, .. } in &ready {
            self.on_their_way.remove(dedupe);
        }
        self.keep(db, ready).await?;
        Ok(true)
    }

    /// Keeps events that are ready, and takes them up in the index while they are written.
    async fn keep(&mut self, db: &mut SqliteConnection, ready: Vec<Ready>) -> Result<()> {
        let first = self.trail.take_rows(ready.len())?;
        let index = async {
            for (row, Ready { body, leaf, .. }) in (first..).zip(&ready) {
                self.tree.append(*leaf);
                if !self.mappings.contains(&body.origin) {
                    self.mappings.insert(body.origin.clone());
                }
                let event = TrailEvent { tenant: &self.new.tenant, ..TrailEvent::of(row, body) };
                self.buffer.push(self.trail.trail_mut(), &event);
            }
        };
        let (written, ()) = tokio::join!(insert(&mut *db, first, &ready), index);
        written?;
        self.bytes = ready.iter().fold(self.bytes, |bytes, ready| bytes.saturating_add(ready.bytes()));
        for (row, ready) in (i64::from(first)..).zip(ready) {
            self.texts.push(row, ready.text);
        }
        if self.texts.are_many() {
            self.texts.write(db).await?;
        }
        Ok(())
    }

    /// Whether the same request read an event in before.
    fn came_before(&self, row: u32) -> bool {
        let ours =
            |(first, events): &(i64, i64)| (*first..first.saturating_add(*events)).contains(&i64::from(row));
        row >= self.first || self.before.iter().any(ours)
    }

    /// Which of these events are not there yet, and what of the others is to be told.
    async fn unknown(&mut self, db: &mut SqliteConnection, events: Vec<AuditEvent>) -> Result<Looked> {
        let hash = |event: &AuditEvent| dedupe(&self.key, &self.new.tenant, event);
        let hashes: Vec<Vec<u8>> = events.iter().map(hash).collect();
        if hashes.iter().any(|hash| self.on_their_way.contains(hash)) {
            // what they are compared with has to be there
            while self.keep_next(&mut *db).await? {}
        }
        let known = known(&mut *db, &hashes).await?;
        let mut fresh: Vec<Hashed> = Vec::with_capacity(events.len());
        let mut places: HashMap<Vec<u8>, usize> = HashMap::new();
        let (mut again, mut repeated, mut differs) = (Vec::new(), 0, Vec::new());
        for (at, (event, hash)) in events.into_iter().zip(hashes).enumerate() {
            if let Some(row) = known.get(&hash) {
                repeated += usize::from(self.came_before(*row));
                again.push((at, *row, event));
                continue;
            }
            match places.get(&hash).and_then(|place| fresh.get(*place)) {
                Some((first, _)) => {
                    repeated += 1;
                    differs.extend(says_other(first, &event).then_some(at));
                }
                None => {
                    places.insert(hash.clone(), fresh.len());
                    fresh.push((event, hash));
                }
            }
        }
        let again: Vec<Again<'_>> =
            again.iter().map(|(at, row, event)| Again { at: *at, row: *row, event }).collect();
        differs.extend(differing(db, &again).await?);
        differs.sort_unstable();
        Ok(Looked { fresh, repeated, differs })
    }

    /// Sees to it that everybody whom the events speak of has a pseudonym that is at hand.
    async fn name_people(&mut self, db: &mut SqliteConnection, events: &[Hashed]) -> Result<()> {
        if self.pseudonyms.len() > REMEMBERED {
            self.pseudonyms = Arc::default();
        }
        let all = events.iter().flat_map(|(event, _)| people(event));
        let missing: BTreeSet<&str> = all.filter(|id| !self.pseudonyms.contains_key(*id)).collect();
        if !missing.is_empty() {
            let pseudonyms = pseudonyms(db, &self.new.tenant, &missing).await?;
            Arc::make_mut(&mut self.pseudonyms).extend(pseudonyms);
        }
        Ok(())
    }

    /// Takes events apart, seals and packs them, on another thread and while others are written.
    fn prepare(&self, events: Vec<Hashed>) -> JoinHandle<Result<Vec<Ready>>> {
        let (pseudonyms, tenant) = (Arc::clone(&self.pseudonyms), self.new.tenant.clone());
        let processors = Arc::clone(&self.processors);
        let work = move || {
            let mut packer = Packer::new()?;
            let pseudonym = |id: &str| pseudonyms.get(id).cloned().unwrap_or_default();
            let ready =
                |(event, hash): Hashed| packer.ready((&event, hash), apart(&event, pseudonym), &tenant);
            events.into_iter().map(ready).collect()
        };
        tokio::spawn(async move {
            // it is never closed
            let _processor = processors.acquire().await;
            aside(work).await
        })
    }

    async fn seal(mut self, db: &mut SqliteConnection) -> Result<SealedAuditBatch> {
        while self.keep_next(&mut *db).await? {}
        self.buffer.flush(self.trail.trail_mut());
        self.texts.write(&mut *db).await?;
        let Self { id, new, mut trail, first, events, known, repeated, .. } = self;
        let Self { differs, bytes, mappings, tree, .. } = self;
        let batch = if events == 0 {
            sqlx::query("DELETE FROM audit_batches WHERE id = ?").bind(id).execute(&mut *db).await?;
            None
        } else {
            let mapping = mappings.into_iter().collect::<Vec<_>>().join(",");
            let root = tree.whole.root();
            sqlx::query(
                "UPDATE audit_batches SET mapping = ?, events = ?, bytes = ?, root = ?, nodes = ? \
                 WHERE id = ?",
            )
            .bind(&mapping)
            .bind(i64::from(events))
            .bind(i64::try_from(bytes).unwrap_or(i64::MAX))
            .bind(root.as_bytes().as_slice())
            .bind(tree.nodes)
            .bind(id)
            .execute(&mut *db)
            .await?;
            let (first_row, count) = (i64::from(first), i64::from(events));
            trail.add_batch(Span { id, tenant: new.tenant.clone(), first: first_row, events: count });
            let NewAuditBatch { tenant, file, at, correlation } = new;
            Some(AuditBatchRow {
                id,
                tenant,
                file,
                mapping,
                at,
                first,
                events,
                removed: 0,
                bytes,
                root,
                correlation,
            })
        };
        trail.save(&mut *db).await?;
        sqlx::query(CACHE.1).execute(db).await?;
        Ok(SealedAuditBatch { batch, known, repeated, differs, trail })
    }
}

/// Pseudonyms of people of a tenant; made for those who have none.
async fn pseudonyms(
    db: &mut SqliteConnection,
    tenant: &str,
    subjects: &BTreeSet<&str>,
) -> Result<HashMap<String, String>> {
    let list = serde_json::to_string(subjects).map_err(|error| Fault::content("an event", error))?;
    sqlx::query(
        "INSERT INTO pseudonyms (pseudonym, tenant, subject) \
         SELECT lower(hex(randomblob(16))), ?1, value FROM json_each(?2) WHERE true ON CONFLICT DO NOTHING",
    )
    .bind(tenant)
    .bind(&list)
    .execute(&mut *db)
    .await?;
    let found: Vec<(String, String)> = sqlx::query_as(
        "SELECT subject, pseudonym FROM pseudonyms \
         WHERE tenant = ?1 AND subject IN (SELECT value FROM json_each(?2))",
    )
    .bind(tenant)
    .bind(&list)
    .fetch_all(&mut *db)
    .await?;
    let mut found: HashMap<String, String> = found.into_iter().collect();
    // what JSON cannot carry through the database as it is
    for subject in subjects {
        if !found.contains_key(*subject) {
            let pseudonym = sqlx::query_scalar(
                "INSERT INTO pseudonyms (pseudonym, tenant, subject) \
                 VALUES (lower(hex(randomblob(16))), ?, ?) \
                 ON CONFLICT (tenant, subject) DO UPDATE SET subject = excluded.subject RETURNING pseudonym",
            )
            .bind(tenant)
            .bind(*subject)
            .fetch_one(&mut *db)
            .await?;
            found.insert((*subject).to_owned(), pseudonym);
        }
    }
    Ok(found)
}
