//! Whether what is kept of readings of tenants is what the entries of reading say: which content, since when, and until
//! when.

use super::accounts::said;
use super::names::Names;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::operation;
use crate::wire::AuditBatchFault;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use steward_ledger::{Event, Value};
use steward_store::TenantSnapshotRow;

/// How long after a reading its entry may have been made, where the entry does not say when it was.
const LATE: SignedDuration = SignedDuration::from_hours(1);

/// What an entry says about snapshots of a tenant.
#[derive(Debug)]
enum Step {
    /// It was read, and had this content.
    Read { hash: String, at: Timestamp, exact: bool },
    /// Somebody was taken out: one content took the place of another one.
    Rewritten { before: String, after: String },
}

/// A content and when the tenant had it, as entries say.
#[derive(Clone, Debug)]
struct Kept {
    hash: String,
    taken: Timestamp,
    seen: Timestamp,
    exact: bool,
    /// The entry that spoke of it last.
    entry: String,
}

/// What entries say of one tenant.
#[derive(Debug, Default)]
struct Told {
    /// Whether it was added while there was a ledger.
    whole: bool,
    rows: Vec<Kept>,
}

impl Told {
    /// The same as is done in the file when a tenant is read and when somebody is forgotten.
    fn step(&mut self, step: Step, entry: &str) {
        match step {
            Step::Read { hash, at, exact } => match self.rows.last_mut() {
                Some(last) if last.hash == hash => {
                    last.seen = at;
                    last.exact = last.exact && exact;
                    entry.clone_into(&mut last.entry);
                }
                _ => {
                    self.rows.push(Kept { hash, taken: at, seen: at, exact, entry: entry.to_owned() });
                }
            },
            Step::Rewritten { before, after } => {
                for row in self.rows.iter_mut().filter(|row| row.hash == before) {
                    row.hash.clone_from(&after);
                }
            }
        }
    }

    /// What does not fit what is kept, which begins with the oldest.
    fn compare(&self, kept: &[TenantSnapshotRow], tenant: &str) -> Vec<AuditBatchFault> {
        let mut faults = Vec::new();
        let mut fault = |entry: &str, message: String| {
            let (fault, entry) = ("reading-changed".to_owned(), entry.to_owned());
            faults.push(AuditBatchFault { fault, entry, message });
        };
        // what was read before there was a ledger stands at the beginning
        let before = kept.len().saturating_sub(self.rows.len());
        if before > 0 && self.whole {
            let first = kept.first().map(|row| row.taken_at.to_string()).unwrap_or_default();
            let message =
                format!("{before} more readings of `{tenant}` are kept than are on record, from {first} on");
            fault("", message);
            return faults;
        }
        if self.rows.len() > kept.len() {
            let missing = self.rows.len() - kept.len();
            let entry = self.rows.last().map(|row| row.entry.clone()).unwrap_or_default();
            fault(&entry, format!("{missing} readings of `{tenant}` that are on record are not kept"));
            return faults;
        }
        for (at, (told, row)) in self.rows.iter().zip(kept.iter().skip(before)).enumerate() {
            // the first one may go on with what was there before the ledger
            let since = (at == 0 && !self.whole) || fits(told.taken, row.taken_at, told.exact);
            if told.hash != row.hash.0 {
                let message = format!(
                    "the reading of `{tenant}` at {} is kept as {}, and on record as {}",
                    told.taken, row.hash.0, told.hash
                );
                fault(&told.entry, message);
            } else if !since || !fits(told.seen, row.seen_at, told.exact) {
                let message = format!(
                    "the reading {} of `{tenant}` is kept for {} to {}, and on record for {} to {}",
                    row.hash.short(),
                    row.taken_at,
                    row.seen_at,
                    told.taken,
                    told.seen
                );
                fault(&told.entry, message);
            }
        }
        faults
    }
}

fn fits(told: Timestamp, kept: Timestamp, exact: bool) -> bool {
    if exact {
        return told == kept;
    }
    // an entry is made after what it speaks of
    kept <= told && told.duration_since(kept) <= LATE
}

/// What an entry says about snapshots.
fn steps(event: &Event) -> Vec<Step> {
    if event.operation == operation::PERSON_FORGET.name {
        let rewritten = event.changes.iter().filter(|change| change.field == "rewritten snapshot");
        let text = |value: &Option<Value>| match value {
            Some(Value::Plain(value)) => value.as_str().map(str::to_owned),
            _ => None,
        };
        return rewritten
            .filter_map(|change| {
                Some(Step::Rewritten { before: text(&change.before)?, after: text(&change.after)? })
            })
            .collect();
    }
    let read = |what: &str, when: &str| {
        let hash = said(event, what)?.as_str()?.to_owned();
        let at = said(event, when).and_then(|at| at.as_str()?.parse::<Timestamp>().ok());
        Some(Step::Read { hash, exact: at.is_some(), at: at.unwrap_or(event.time) })
    };
    // the practice tenant comes with what it was before
    let baseline = read("baseline", "baseline read at");
    baseline.into_iter().chain(read("snapshot", "read at")).collect()
}

impl Desk {
    /// Compares every kept reading of the tenants that are here with the entries of reading.
    pub(super) async fn audit_readings(&self, names: &Names<'_>) -> Result<Vec<AuditBatchFault>, DeskError> {
        let adds = [operation::TENANT_ADD.name, operation::TENANT_PRACTICE.name];
        let operations = [adds[0], adds[1], operation::TENANT_REFRESH.name, operation::PERSON_FORGET.name];
        let mut all: Vec<(i64, String, bool, String, Vec<Step>)> = Vec::new();
        self.audit_each(&operations, |row, event| {
            let Some(tenant) = &event.tenant else { return };
            // earlier versions did not say all that they kept
            let adds = adds.contains(&event.operation.as_str()) && said(&event, "read at").is_some();
            all.push((row.seq, tenant.id.clone(), adds, names.id_of(&row), steps(&event)));
        })
        .await?;
        all.sort_by_key(|(seq, ..)| *seq);
        let mut told: BTreeMap<String, Told> = BTreeMap::new();
        for (_, tenant, adds, entry, steps) in all {
            let of = told.entry(tenant).or_default();
            of.whole |= adds;
            steps.into_iter().for_each(|step| of.step(step, &entry));
        }
        let mut faults = Vec::new();
        for row in names.tenants.values() {
            let mut kept = self.store().tenant_snapshots(&row.id).await?;
            kept.reverse();
            let told = told.remove(&row.id).unwrap_or_default();
            faults.extend(told.compare(&kept, &row.name));
        }
        Ok(faults)
    }
}
