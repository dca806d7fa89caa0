//! Rows of a page, one event with its proof, batches, and how much is kept.

use super::fault::{Fault, Result, aside};
use super::index::{AuditTrail, Span};
use super::sealed::{Beside, Sealed, Unpacker};
use super::tree::SUBTREE;
use super::{AuditBatchRow, AuditEventRow, AuditKept, AuditProof, AuditRow, SealedValue};
use crate::gathered::{Bytes, Rows, gathered, number, text};
use crate::tables::ledger_entries::Raw;
use crate::tables::ledger_logs::unsigned;
use crate::{LedgerRow, Store};
use jiff::Timestamp;
use sqlx::{FromRow, SqliteConnection};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use steward_audit::{Column, PageFrom, Question, RowSet};
use steward_ledger::{Hash, Tree, inclusion_proof, leaf_hash};

/// Events that are read at once to be proved.
const PROOFS: usize = 2_000;
/// Height of a subtree whose root is kept.
const HEIGHT: u32 = SUBTREE.trailing_zeros();

#[derive(FromRow)]
struct RawBatch {
    id: i64,
    tenant: String,
    file: String,
    mapping: String,
    at: String,
    first: i64,
    events: i64,
    removed: i64,
    bytes: i64,
    root: Vec<u8>,
    correlation: String,
}

impl RawBatch {
    fn typed(self) -> Result<AuditBatchRow> {
        let Self { id, tenant, file, mapping, at, first, events, removed, bytes, root, correlation } = self;
        let what = "a batch of events";
        let number = |number: i64| u32::try_from(number).map_err(|error| Fault::content(what, error));
        let at: Timestamp = at.parse().map_err(|error: jiff::Error| Fault::content(what, error))?;
        Ok(AuditBatchRow {
            id,
            tenant,
            file,
            mapping,
            at,
            first: number(first)?,
            events: number(events)?,
            removed: number(removed)?,
            bytes: unsigned(bytes),
            // one of another length is the root of nothing, as it should
            root: Hash::new(root.try_into().unwrap_or([0; 32])),
            correlation,
        })
    }
}

impl AuditBatchRow {
    /// Where its events are.
    fn span(&self) -> Span {
        let (first, events) = (i64::from(self.first), i64::from(self.events));
        Span { id: self.id, tenant: self.tenant.clone(), first, events }
    }
}

const BODIES: &str = concat!(
    "SELECT ",
    gathered!("row", "body"),
    " FROM audit_events WHERE row IN (SELECT value FROM json_each(?)) AND body IS NOT NULL"
);
const VALUES: &str = concat!(
    "SELECT ",
    gathered!("row", "part", "salt", "value"),
    " FROM audit_withheld WHERE row IN (SELECT value FROM json_each(?))"
);

/// What a statement gathers about events with these numbers.
async fn about(db: &mut SqliteConnection, sql: &'static str, rows: &[u32]) -> Result<Option<Vec<u8>>> {
    let list = serde_json::to_string(rows).map_err(|error| Fault::content("an event", error))?;
    Ok(sqlx::query_scalar(sql).bind(list).fetch_one(db).await?)
}

/// The number of an event; none is as large as what cannot be one.
fn row_of(bytes: Bytes<'_>) -> u32 {
    u32::try_from(number(bytes)).unwrap_or(u32::MAX)
}

/// Bodies of events, by number; those that were removed are not among them.
pub(super) async fn bodies(db: &mut SqliteConnection, rows: &[u32]) -> Result<Vec<(u32, Vec<u8>)>> {
    let gathered = about(db, BODIES, rows).await?;
    let found = Rows::of(gathered.as_ref());
    Ok(found.map(|[row, body]| (row_of(row), body.unwrap_or_default().to_vec())).collect())
}

/// Values beside events, by number of the event.
pub(super) async fn values(db: &mut SqliteConnection, rows: &[u32]) -> Result<BTreeMap<u32, Vec<Beside>>> {
    let gathered = about(db, VALUES, rows).await?;
    let mut values: BTreeMap<u32, Vec<Beside>> = BTreeMap::new();
    for [row, part, salt, value] in Rows::of(gathered.as_ref()) {
        let beside = Beside::new(number(part), salt.unwrap_or_default().to_vec(), text(value));
        values.entry(row_of(row)).or_default().push(beside);
    }
    values.values_mut().for_each(|list| list.sort_by_key(|beside| beside.part));
    Ok(values)
}

fn event_row((row, leaf): (u32, Hash), batch: &Span, sealed: &Sealed, values: &[Beside]) -> AuditEventRow {
    AuditEventRow {
        row,
        batch: batch.id,
        tenant: batch.tenant.clone(),
        event: sealed.event(values),
        people: sealed.people(),
        erased: sealed.erased(values),
        leaf,
    }
}

async fn page(db: &mut SqliteConnection, trail: &AuditTrail, rows: &[u32]) -> Result<Vec<AuditRow>> {
    let seqs: HashMap<i64, u32> = rows.iter().filter_map(|row| Some((trail.seq(*row)?, *row))).collect();
    let mut found: HashMap<u32, AuditRow> = HashMap::new();
    if !seqs.is_empty() {
        let list: Vec<i64> = seqs.keys().copied().collect();
        let list = serde_json::to_string(&list).map_err(|error| Fault::content("an entry", error))?;
        let entries: Vec<Raw> = sqlx::query_as(
            "SELECT e.seq, e.log, e.number, e.hash, e.bytes, n.name FROM ledger_entries e \
             LEFT JOIN tenant_names n ON n.id = e.tenant WHERE e.seq IN (SELECT value FROM json_each(?))",
        )
        .bind(list)
        .fetch_all(&mut *db)
        .await?;
        for entry in entries.into_iter().map(LedgerRow::from) {
            if let Some(row) = seqs.get(&entry.seq) {
                found.insert(*row, AuditRow::Own { row: *row, entry });
            }
        }
    }
    let events: Vec<u32> = rows.iter().copied().filter(|row| trail.batch_of(*row).is_some()).collect();
    if !events.is_empty() {
        let packed = bodies(&mut *db, &events).await?;
        let values = values(db, &events).await?;
        let mut unpacker = Unpacker::new()?;
        for (row, body) in packed {
            let Some(batch) = trail.batch_of(row) else { continue };
            let bytes = unpacker.bytes(&body)?;
            let sealed: Sealed =
                serde_json::from_slice(&bytes).map_err(|error| Fault::content("an event", error))?;
            let values = values.get(&row).map(Vec::as_slice).unwrap_or_default();
            let event = event_row((row, leaf_hash(&bytes)), batch, &sealed, values);
            found.insert(row, AuditRow::Event(Box::new(event)));
        }
    }
    Ok(rows.iter().filter_map(|row| found.remove(row)).collect())
}

async fn batches(db: &mut SqliteConnection) -> Result<Vec<AuditBatchRow>> {
    let rows: Vec<RawBatch> = sqlx::query_as(
        "SELECT id, tenant, file, mapping, at, first, events, removed, bytes, root, correlation \
         FROM audit_batches ORDER BY id DESC",
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(RawBatch::typed).collect()
}

/// Leaves of a batch from one place to another.
async fn leaves(db: &mut SqliteConnection, batch: &AuditBatchRow, from: u64, to: u64) -> Result<Vec<Hash>> {
    let first = i64::from(batch.first);
    let row = |place: u64| i64::try_from(place).unwrap_or(i64::MAX).saturating_add(first);
    let leaves: Vec<Vec<u8>> =
        sqlx::query_scalar("SELECT leaf FROM audit_events WHERE row >= ? AND row < ? ORDER BY row")
            .bind(row(from))
            .bind(row(to))
            .fetch_all(db)
            .await?;
    Ok(leaves.into_iter().map(|leaf| Hash::new(leaf.try_into().unwrap_or([0; 32]))).collect())
}

/// The path from a leaf to the root of its batch. Of the leaves only those beside it and the last ones are
/// read.
async fn path(db: &mut SqliteConnection, batch: &AuditBatchRow, index: u64) -> Result<Vec<Hash>> {
    let size = u64::from(batch.events);
    let nodes: Vec<u8> = sqlx::query_scalar("SELECT nodes FROM audit_batches WHERE id = ?")
        .bind(batch.id)
        .fetch_one(&mut *db)
        .await?;
    let (nodes, _) = nodes.as_chunks::<32>();
    let upper: Tree = nodes.iter().map(|node| Hash::new(*node)).collect();
    let (own, last) = (index - index % SUBTREE, size - size % SUBTREE);
    let beside: Tree = leaves(&mut *db, batch, own, (own + SUBTREE).min(size)).await?.into_iter().collect();
    let end: Tree = leaves(db, batch, last, size).await?.into_iter().collect();
    let node = |level: u32, at: u64| match level.checked_sub(HEIGHT) {
        Some(level) => upper.node(level, at),
        None => {
            let start = at << level;
            let (tree, from) = if start >= last { (&end, last) } else { (&beside, own) };
            tree.node(level, start.checked_sub(from)? >> level)
        }
    };
    inclusion_proof(index, size, node).map_err(|error| Fault::content("a batch of events", error))
}

async fn proof(db: &mut SqliteConnection, row: u32) -> Result<Option<AuditProof>> {
    let batch: Option<RawBatch> = sqlx::query_as(
        "SELECT id, tenant, file, mapping, at, first, events, removed, bytes, root, correlation \
         FROM audit_batches WHERE first <= ?1 AND ?1 < first + events",
    )
    .bind(row)
    .fetch_optional(&mut *db)
    .await?;
    let Some(batch) = batch.map(RawBatch::typed).transpose()? else { return Ok(None) };
    let leaf: Option<Vec<u8>> = sqlx::query_scalar("SELECT leaf FROM audit_events WHERE row = ?")
        .bind(row)
        .fetch_optional(&mut *db)
        .await?;
    let Some((leaf, (_, body))) = leaf.zip(bodies(&mut *db, &[row]).await?.pop()) else { return Ok(None) };
    let mut values = values(&mut *db, &[row]).await?;
    let values = values.remove(&row).unwrap_or_default();
    let index = u64::from(row.saturating_sub(batch.first));
    let path = path(db, &batch, index).await?;
    let bytes = Unpacker::new()?.bytes(&body)?;
    let leaf = Hash::new(leaf.try_into().unwrap_or([0; 32]));
    Ok(Some(proved(&batch, (row, leaf), (bytes, values), path)?))
}

/// An event with all that proves it, of what was read of it.
fn proved(
    batch: &AuditBatchRow,
    (row, leaf): (u32, Hash),
    (bytes, values): (Vec<u8>, Vec<Beside>),
    path: Vec<Hash>,
) -> Result<AuditProof> {
    let sealed: Sealed = serde_json::from_slice(&bytes).map_err(|error| Fault::content("an event", error))?;
    let event = event_row((row, leaf_hash(&bytes)), &batch.span(), &sealed, &values);
    let values = values.into_iter().map(|Beside { part, salt, value }| SealedValue {
        part: u32::try_from(part).unwrap_or(u32::MAX),
        salt,
        value,
    });
    Ok(AuditProof {
        event,
        batch: batch.clone(),
        sealed: bytes,
        leaf,
        index: u64::from(row.saturating_sub(batch.first)),
        path,
        values: values.collect(),
    })
}

/// Many events with all that proves them: the tree of each batch is made once.
async fn proofs(db: &mut SqliteConnection, rows: &[u32]) -> Result<Vec<AuditProof>> {
    let batches: BTreeMap<u32, AuditBatchRow> =
        batches(&mut *db).await?.into_iter().map(|batch| (batch.first, batch)).collect();
    let mut of_batch: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for row in rows.iter().copied().collect::<BTreeSet<u32>>() {
        if let Some((first, _)) = batches.range(..=row).next_back() {
            of_batch.entry(*first).or_default().push(row);
        }
    }
    let mut list = Vec::with_capacity(rows.len());
    for (first, rows) in of_batch {
        let Some(batch) = batches.get(&first) else { continue };
        let size = u64::from(batch.events);
        let leaves = leaves(&mut *db, batch, 0, size).await?;
        let tree = aside(move || Ok(leaves.into_iter().collect::<Tree>())).await?;
        for some in rows.chunks(PROOFS) {
            let packed: BTreeMap<u32, Vec<u8>> = bodies(&mut *db, some).await?.into_iter().collect();
            let mut values = values(&mut *db, some).await?;
            let mut unpacker = Unpacker::new()?;
            for (row, body) in packed {
                let index = u64::from(row.saturating_sub(batch.first));
                let path = tree
                    .inclusion(index, size)
                    .map_err(|error| Fault::content("a batch of events", error))?;
                let leaf = tree.node(0, index).unwrap_or(Hash::new([0; 32]));
                let values = values.remove(&row).unwrap_or_default();
                list.push(proved(batch, (row, leaf), (unpacker.bytes(&body)?, values), path)?);
            }
        }
    }
    Ok(list)
}

impl AuditTrail {
    /// The events of tenants, or of one tenant, that happened before a moment, or all.
    #[must_use]
    pub fn events_before(&self, tenant: Option<&str>, until: Option<Timestamp>) -> RowSet {
        let mut question = Question { until, ..Question::default() }.with(Column::Source, "tenant");
        if let Some(tenant) = tenant {
            question = question.with(Column::Tenant, tenant);
        }
        self.trail().ask(&question, None).page(PageFrom::Newest, usize::MAX).rows.into_iter().collect()
    }
}

impl Store {
    /// Entries and events by their numbers, in this order. One that was removed meanwhile is left out.
    ///
    /// # Errors
    /// When the file cannot be read, or an event in it.
    pub async fn audit_rows(&self, trail: &AuditTrail, rows: &[u32]) -> crate::Result<Vec<AuditRow>> {
        let found = async {
            let mut tx = self.pool().begin().await?;
            page(&mut tx, trail, rows).await
        };
        found.await.map_err(|fault: Fault| fault.in_store(self))
    }

    /// An event with all that proves it; nothing when there is no such event, or it was removed.
    ///
    /// # Errors
    /// As [`Store::audit_rows`], and when leaves of the batch are missing.
    pub async fn audit_proof(&self, row: u32) -> crate::Result<Option<AuditProof>> {
        let found = async {
            let mut tx = self.pool().begin().await?;
            proof(&mut tx, row).await
        };
        found.await.map_err(|fault: Fault| fault.in_store(self))
    }

    /// Events with all that proves them, in the order of their numbers. One that was removed is left out.
    ///
    /// # Errors
    /// As [`Store::audit_proof`].
    pub async fn audit_proofs(&self, rows: &[u32]) -> crate::Result<Vec<AuditProof>> {
        let found = async {
            let mut tx = self.pool().begin().await?;
            proofs(&mut tx, rows).await
        };
        found.await.map_err(|fault: Fault| fault.in_store(self))
    }

    /// The batches of a tenant, or of all, the newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn audit_batches(&self, tenant: Option<&str>) -> crate::Result<Vec<AuditBatchRow>> {
        let found = async {
            let mut db = self.pool().acquire().await?;
            batches(&mut db).await
        };
        let mut found = found.await.map_err(|fault: Fault| fault.in_store(self))?;
        found.retain(|batch| tenant.is_none_or(|tenant| batch.tenant == tenant));
        Ok(found)
    }

    /// How much is kept of tenants' logs.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn audit_kept(&self) -> crate::Result<AuditKept> {
        let row: (i64, i64, i64) = sqlx::query_as(
            "SELECT coalesce(sum(events - removed), 0), coalesce(sum(bytes), 0), count(*) FROM audit_batches \
             WHERE events > removed",
        )
        .fetch_one(self.pool())
        .await
        .map_err(|error| self.error(error))?;
        let (events, bytes, batches) = row;
        Ok(AuditKept { events: unsigned(events), bytes: unsigned(bytes), batches: unsigned(batches) })
    }

    /// Whom pseudonyms stand for, as far as that was not erased: pseudonym and id of the person.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn people_of(&self, pseudonyms: &[String]) -> crate::Result<BTreeMap<String, String>> {
        let found = async {
            let list =
                serde_json::to_string(pseudonyms).map_err(|error| Fault::content("a person", error))?;
            let sql = "SELECT pseudonym, subject FROM pseudonyms \
                       WHERE pseudonym IN (SELECT value FROM json_each(?))";
            let rows: Vec<(String, String)> = sqlx::query_as(sql).bind(list).fetch_all(self.pool()).await?;
            Ok::<_, Fault>(rows.into_iter().collect())
        };
        found.await.map_err(|fault| fault.in_store(self))
    }

    /// Pseudonyms of people of a tenant, or of all tenants, whose ids fit a pattern in which `*` stands for
    /// any characters and letters are the same in both sizes.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn pseudonyms_of(&self, tenant: Option<&str>, pattern: &str) -> crate::Result<Vec<String>> {
        let mut like = String::new();
        for letter in pattern.chars() {
            match letter {
                '*' => like.push('%'),
                '%' | '_' | '\\' => like.extend(['\\', letter]),
                letter => like.push(letter),
            }
        }
        sqlx::query_scalar(
            "SELECT pseudonym FROM pseudonyms \
             WHERE subject LIKE ?1 ESCAPE '\\' AND (?2 IS NULL OR tenant = ?2) ORDER BY pseudonym",
        )
        .bind(like)
        .bind(tenant)
        .fetch_all(self.pool())
        .await
        .map_err(|error| self.error(error))
    }
}
