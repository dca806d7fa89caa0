//! Verifying a batch: every leaf is the hash of its event, the leaves make the root, values fit their
//! commitments. What lies beside events says what they say: by what each is known again, whom pseudonyms stand
//! for, the roots of subtrees, how many bytes it is.

use super::fault::{Fault, Result, done};
use super::known::keyed;
use super::people::People;
use super::sealed::{Beside, Commitments, Unpacker};
use super::tree::Tree;
use super::{AuditBatchRow, BatchFault, BatchReport, MAX_BATCH_FAULTS};
use crate::Store;
use crate::gathered::{Rows, gathered, number, text};
use crate::own_thread::on_own_thread;
use crate::tables::ledger_logs::unsigned;
use sqlx::SqliteConnection;
use steward_audit::{AuditEvent, WithheldField};
use steward_ledger::{Commitment, Hash, Salt, leaf_hash};

/// Events that are looked at at once.
const PAGE: i64 = 2_000;

/// What each event and each value takes beside its bytes, as it is counted when it is kept and when it is erased.
const AROUND: usize = 32;

/// Events with numbers in a span, and the values beside them, which have parts.
const SPAN: &str = concat!(
    "SELECT ",
    gathered!("row", "part", "dedupe", "hash", "bytes"),
    " FROM (SELECT row, NULL AS part, dedupe, leaf AS hash, body AS bytes \
         FROM audit_events WHERE row > ?1 AND row <= ?2 \
     UNION ALL SELECT row, part, NULL, salt, value FROM audit_withheld WHERE row > ?1 AND row <= ?2)"
);

/// What is known of a batch while it is read.
#[derive(Debug)]
struct Verifying {
    report: BatchReport,
    tree: Tree,
    /// The number that the next event has to have.
    next: i64,
    /// Events of which only the leaf is left.
    removed: u32,
    /// Bytes of events and values that are left.
    bytes: u64,
    /// Keys the hashes by which events are known again.
    key: Salt,
    /// Events that are known again by something else than what they say: the first, and how many.
    strange: Option<(i64, u32)>,
    people: People,
}

impl Verifying {
    fn fault(&mut self, row: Option<i64>, kind: &'static str, message: impl Into<String>) {
        if self.report.faults.len() < MAX_BATCH_FAULTS {
            let row = row.and_then(|row| u32::try_from(row).ok());
            self.report.faults.push(BatchFault { row, kind, message: message.into() });
        } else {
            self.report.unlisted = self.report.unlisted.saturating_add(1);
        }
    }

    fn missing(&mut self, until: i64) {
        let count = until.saturating_sub(self.next);
        if count > 0 {
            let message = format!("{count} events are missing from number {} on", self.next);
            self.fault(Some(self.next), "event-missing", message);
        }
    }

    /// Looks at some events and the values beside them.
    fn look(&mut self, gathered: Option<&Vec<u8>>) -> Result<()> {
        let (mut events, mut values) = (Vec::new(), Vec::new());
        for [row, part, dedupe, hash, bytes] in Rows::of(gathered) {
            let row = number(row);
            match part {
                None => events.push((row, dedupe, hash, bytes)),
                Some(_) => {
                    let salt = hash.unwrap_or_default().to_vec();
                    values.push((row, Beside::new(number(part), salt, text(bytes))));
                }
            }
        }
        // as they come, unless SQLite has a better idea
        events.sort_by_key(|(row, ..)| *row);
        values.sort_by_key(|(row, _)| *row);
        let (mut unpacker, mut values) = (Unpacker::new()?, values.into_iter().peekable());
        for (row, dedupe, leaf, body) in events {
            self.missing(row);
            self.next = row.saturating_add(1);
            self.report.events = self.report.events.saturating_add(1);
            // one of another length is the leaf of nothing, as it should
            let leaf = Hash::new(leaf.unwrap_or_default().try_into().unwrap_or([0; 32]));
            self.tree.append(leaf);
            // those of no event are named by whoever looks for what belongs to no batch
            while values.next_if(|(of, _)| *of < row).is_some() {}
            let beside = std::iter::from_fn(|| values.next_if(|(of, _)| *of == row));
            let beside: Vec<Beside> = beside.map(|(_, value)| value).collect();
            let lengths = beside.iter().map(|value| value.value.len()).chain(body.map(<[u8]>::len));
            let bytes: usize = lengths.map(|length| length.saturating_add(AROUND)).sum();
            self.bytes = self.bytes.saturating_add(bytes as u64);
            match body {
                Some(body) => self.event((row, leaf), dedupe, unpacker.bytes(body).ok(), &beside),
                None => {
                    self.removed = self.removed.saturating_add(1);
                    beside.iter().for_each(|value| self.changed(row, value));
                }
            }
        }
        Ok(())
    }

    fn event(
        &mut self,
        (row, leaf): (i64, Hash),
        dedupe: Option<&[u8]>,
        bytes: Option<Vec<u8>>,
        values: &[Beside],
    ) {
        let Some(bytes) = bytes.filter(|bytes| leaf_hash(bytes) == leaf) else {
            return self.fault(Some(row), "event-changed", "the event is not the one that was sealed");
        };
        let Ok(sealed) = serde_json::from_slice::<Commitments<'_>>(&bytes) else {
            return values.iter().for_each(|value| self.changed(row, value));
        };
        let mut withheld_id = None;
        for value in values {
            let part = usize::try_from(value.part).ok().and_then(|part| sealed.withheld.get(part));
            let commitment = Commitment::to_canonical(&value.salt, value.value.as_bytes());
            let Some(part) = part.filter(|part| part.commitment == commitment) else {
                self.changed(row, value);
                continue;
            };
            self.report.values = self.report.values.saturating_add(1);
            withheld_id = self.people.take(row, &sealed.tenant, part, value).or(withheld_id);
        }
        if !self.is_known_by(&sealed, dedupe, withheld_id.as_deref()) {
            let (first, count) = self.strange.unwrap_or((row, 0));
            self.strange = Some((first, count.saturating_add(1)));
        }
    }

    /// Whether an event is known again by what it says.
    fn is_known_by(&self, sealed: &Commitments<'_>, dedupe: Option<&[u8]>, withheld: Option<&str>) -> bool {
        let is_withheld = sealed.withheld.iter().any(|part| part.fields.contains(&WithheldField::Id));
        let id = if is_withheld { withheld } else { Some(&*sealed.event.id) };
        match (dedupe, id) {
            (None, _) => false,
            // of an id that was erased nobody can tell
            (Some(_), None) => true,
            (Some(kept), Some(id)) => {
                let said = AuditEvent::dedupe_key_of(&sealed.event.origin, id);
                kept == keyed(&self.key, &sealed.tenant, &said)
            }
        }
    }

    fn known_again(&mut self) {
        let Some((first, count)) = self.strange else { return };
        let message = format!(
            "{count} events from number {first} on are not known again by tenant, origin and id: they would be read \
             in twice"
        );
        self.fault(Some(first), "known-changed", message);
    }

    fn changed(&mut self, row: i64, value: &Beside) {
        let fields = value.fields();
        let fields = fields.keys().next().and_then(|field| serde_json::to_value(field).ok());
        let field = fields.and_then(|field| field.as_str().map(str::to_owned));
        let message = match field {
            Some(field) => format!("the values from `{field}` on are not those that the event commits to"),
            None => "a value is not one that the event commits to".to_owned(),
        };
        self.fault(Some(row), "value-changed", message);
    }

    /// The end of the batch, with the roots of subtrees and the bytes that are kept of it.
    fn end(mut self, batch: &AuditBatchRow, kept: Option<(Vec<u8>, i64)>) -> BatchReport {
        let end = i64::from(batch.first).saturating_add(i64::from(batch.events));
        let (nodes, bytes) = kept.unzip();
        let bytes = bytes.map(unsigned);
        // of a batch of which every event was removed no leaf is left
        if self.report.events == 0 && batch.removed == batch.events {
            self.size(bytes);
            return self.report;
        }
        let there = self.report.events;
        self.missing(end);
        self.known_again();
        if there == batch.events {
            if self.tree.whole.root() != batch.root {
                self.fault(None, "root-changed", "the events do not make the root that was sealed");
            } else if nodes.is_some_and(|nodes| nodes != self.tree.nodes) {
                let message =
                    "the roots of its subtrees are not those of the events: proofs made with them fail";
                self.fault(None, "batch-changed", message);
            }
            if self.removed != batch.removed {
                let message =
                    format!("{} events were removed, and {} of them by Steward", self.removed, batch.removed);
                self.fault(None, "removed-count", message);
            }
        }
        // where something else is wrong it is another size too
        if self.report.faults.is_empty() {
            self.size(bytes);
        }
        self.report
    }

    fn size(&mut self, kept: Option<u64>) {
        let there = self.bytes;
        if let Some(kept) = kept.filter(|kept| *kept != there) {
            let message =
                format!("its events and values have {there} bytes, and it is kept as having {kept}");
            self.fault(None, "batch-changed", message);
        }
    }
}

/// Events and values after a number, up to another, gathered.
async fn span(db: &mut SqliteConnection, after: i64, last: i64) -> Result<Option<Vec<u8>>> {
    Ok(sqlx::query_scalar(SPAN).bind(after).bind(last).fetch_one(db).await?)
}

async fn verify(db: &mut SqliteConnection, batch: &AuditBatchRow) -> Result<BatchReport> {
    let first = i64::from(batch.first);
    let end = first.saturating_add(i64::from(batch.events));
    let report = BatchReport { events: 0, values: 0, faults: Vec::new(), unlisted: 0 };
    let key: Option<Vec<u8>> =
        sqlx::query_scalar("SELECT key FROM audit_state").fetch_optional(&mut *db).await?;
    let mut verifying = Verifying {
        report,
        tree: Tree::default(),
        next: first,
        removed: 0,
        bytes: 0,
        // by none, or one of another length, nothing is known again, as it should
        key: Salt::new(key.unwrap_or_default().try_into().unwrap_or([0; 32])),
        strange: None,
        people: People::default(),
    };
    let last = end.saturating_sub(1);
    let mut read = first.saturating_sub(1);
    let mut rows = None;
    while read < last || rows.is_some() {
        let until = read.saturating_add(PAGE).min(last);
        // the next ones are read while these are looked at
        let looked = async { verifying.look(rows.as_ref()) };
        let (next, looked) = tokio::join!(biased; span(&mut *db, read, until), looked);
        looked?;
        (rows, read) = (next?, until);
        for (row, message) in verifying.people.compare(&mut *db).await? {
            verifying.fault(Some(row), "person-changed", message);
        }
    }
    let sql = "SELECT nodes, bytes FROM audit_batches WHERE id = ?";
    let kept = sqlx::query_as(sql).bind(batch.id).fetch_optional(db).await?;
    Ok(verifying.end(batch, kept))
}

impl Store {
    /// Verifies the events of a batch against its root, and values against what events commit to. Whether the
    /// root is the one that the ledger names is seen by whoever reads the ledger.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn verify_audit_batch(&self, batch: &AuditBatchRow) -> crate::Result<BatchReport> {
        let report = async {
            let (mut tx, batch) = (self.pool().begin().await?, batch.clone());
            done(on_own_thread(async move { verify(&mut tx, &batch).await }).await)
        };
        report.await.map_err(|fault: Fault| fault.in_store(self))
    }
}
