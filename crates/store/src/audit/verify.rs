//! Verifying a batch: every leaf is the hash of its event, the leaves make the root, values fit their
//! commitments.

use super::fault::{Fault, Result, aside};
use super::sealed::{Beside, Commitments, Unpacker};
use super::{AuditBatchRow, BatchFault, BatchReport, MAX_BATCH_FAULTS};
use crate::Store;
use sqlx::SqliteConnection;
use std::collections::BTreeMap;
use steward_ledger::{Commitment, Frontier, Hash, leaf_hash};

/// Events that are looked at at once.
const PAGE: i64 = 2_000;

/// Number, leaf and body of an event.
type Kept = (i64, Vec<u8>, Option<Vec<u8>>);
/// Number of the event, part, salt and value.
type Value = (i64, i64, Vec<u8>, String);

/// What is known of a batch while it is read.
#[derive(Debug)]
struct Verifying {
    report: BatchReport,
    tree: Frontier,
    /// The number that the next event has to have.
    next: i64,
    /// Events of which only the leaf is left.
    removed: u32,
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

    /// Looks at some events, in the order of their numbers, with their values.
    fn look(&mut self, events: &[Kept], values: Vec<Value>) -> Result<()> {
        let mut beside: BTreeMap<i64, Vec<Beside>> = BTreeMap::new();
        for (row, part, salt, value) in values {
            beside.entry(row).or_default().push(Beside::new(part, salt, value));
        }
        let mut unpacker = Unpacker::new()?;
        for (row, leaf, body) in events {
            self.missing(*row);
            self.next = row.saturating_add(1);
            self.report.events = self.report.events.saturating_add(1);
            // one of another length is the leaf of nothing, as it should
            let leaf = Hash::new(leaf.as_slice().try_into().unwrap_or([0; 32]));
            self.tree.append(leaf);
            let values = beside.remove(row).unwrap_or_default();
            match body {
                Some(body) => self.event(*row, leaf, unpacker.bytes(body).ok(), &values),
                None => {
                    self.removed = self.removed.saturating_add(1);
                    values.iter().for_each(|value| self.changed(*row, value));
                }
            }
        }
        Ok(())
    }

    fn event(&mut self, row: i64, leaf: Hash, bytes: Option<Vec<u8>>, values: &[Beside]) {
        let Some(bytes) = bytes.filter(|bytes| leaf_hash(bytes) == leaf) else {
            return self.fault(Some(row), "event-changed", "the event is not the one that was sealed");
        };
        if values.is_empty() {
            return;
        }
        let parts = serde_json::from_slice::<Commitments>(&bytes).map(|sealed| sealed.withheld);
        let parts = parts.unwrap_or_default();
        for value in values {
            let part = usize::try_from(value.part).ok().and_then(|part| parts.get(part));
            let commitment = Commitment::to_canonical(&value.salt, value.value.as_bytes());
            if part.is_some_and(|part| part.commitment == commitment) {
                self.report.values = self.report.values.saturating_add(1);
            } else {
                self.changed(row, value);
            }
        }
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

    fn end(mut self, batch: &AuditBatchRow) -> BatchReport {
        let end = i64::from(batch.first).saturating_add(i64::from(batch.events));
        // of a batch of which every event was removed no leaf is left
        if self.report.events == 0 && batch.removed == batch.events {
            return self.report;
        }
        let there = self.report.events;
        self.missing(end);
        if there == batch.events {
            if self.tree.root() != batch.root {
                self.fault(None, "root-changed", "the events do not make the root that was sealed");
            }
            if self.removed != batch.removed {
                let message =
                    format!("{} events were removed, and {} of them by Steward", self.removed, batch.removed);
                self.fault(None, "removed-count", message);
            }
        }
        self.report
    }
}

/// Events after a number and before another, as many as are looked at at once, with their values and the
/// number of the last one; nothing when there are none.
async fn page(
    db: &mut SqliteConnection,
    after: i64,
    end: i64,
) -> Result<Option<(i64, Vec<Kept>, Vec<Value>)>> {
    let events: Vec<Kept> = sqlx::query_as(
        "SELECT row, leaf, body FROM audit_events WHERE row > ? AND row < ? ORDER BY row LIMIT ?",
    )
    .bind(after)
    .bind(end)
    .bind(PAGE)
    .fetch_all(&mut *db)
    .await?;
    let Some(last) = events.last().map(|(row, _, _)| *row) else { return Ok(None) };
    let values: Vec<Value> = sqlx::query_as(
        "SELECT row, part, salt, value FROM audit_withheld WHERE row > ? AND row <= ? ORDER BY row, part",
    )
    .bind(after)
    .bind(last)
    .fetch_all(db)
    .await?;
    Ok(Some((last, events, values)))
}

async fn verify(db: &mut SqliteConnection, batch: &AuditBatchRow) -> Result<BatchReport> {
    let first = i64::from(batch.first);
    let end = first.saturating_add(i64::from(batch.events));
    let report = BatchReport { events: 0, values: 0, faults: Vec::new(), unlisted: 0 };
    let mut verifying = Verifying { report, tree: Frontier::default(), next: first, removed: 0 };
    let mut next = page(&mut *db, first.saturating_sub(1), end).await?;
    while let Some((last, events, values)) = next {
        let look = aside(move || {
            verifying.look(&events, values)?;
            Ok(verifying)
        });
        // the next ones are read while these are looked at
        let (looked, read) = tokio::join!(look, page(&mut *db, last, end));
        verifying = looked?;
        next = read?;
    }
    Ok(verifying.end(batch))
}

impl Store {
    /// Verifies the events of a batch against its root, and values against what events commit to. Whether the
    /// root is the one that the ledger names is seen by whoever reads the ledger.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn verify_audit_batch(&self, batch: &AuditBatchRow) -> crate::Result<BatchReport> {
        let report = async {
            let mut tx = self.pool().begin().await?;
            verify(&mut tx, batch).await
        };
        report.await.map_err(|fault: Fault| fault.in_store(self))
    }
}
