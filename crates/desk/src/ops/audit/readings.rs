//! Whether what is kept of readings of tenants is what the entries of reading say: which content, since when, and until
//! when; which one differences are measured against; where addresses from before a forgetting lead; of which environment
//! a tenant is.

use super::accounts::{plain, said};
use super::names::Names;
use crate::convert::many;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::operation;
use crate::wire::AuditBatchFault;
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
use steward_ledger::{Event, Value};
use steward_store::{TenantRow, TenantSnapshotRow};

/// How long after a reading its entry may have been made, where the entry does not say when it was.
const LATE: SignedDuration = SignedDuration::from_hours(1);

/// What an entry says about a tenant and its snapshots.
#[derive(Debug)]
enum Step {
    /// It was added as one of this environment.
    Added { environment: String },
    /// Differences are measured against this content from now on.
    Baseline { hash: String },
    /// It was read, and had this content.
    Read { hash: String, at: Timestamp, exact: bool },
    /// It was removed.
    Removed,
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
    /// The environment that it was added as, and the entry that says so.
    environment: Option<(String, String)>,
    /// Whether it was removed since.
    removed: bool,
    /// What differences are measured against, and the entry that says so.
    baseline: Option<(String, String)>,
    /// What took the place of which content.
    rewritten: BTreeMap<String, String>,
}

impl Told {
    /// The same as is done in the file when a tenant is read and when somebody is forgotten.
    fn step(&mut self, step: Step, entry: &str) {
        match step {
            Step::Added { environment } => {
                self.environment = Some((environment, entry.to_owned()));
                self.removed = false;
            }
            Step::Removed => self.removed = true,
            Step::Baseline { hash } => self.baseline = Some((hash, entry.to_owned())),
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
                if let Some((hash, _)) = self.baseline.as_mut().filter(|(hash, _)| *hash == before) {
                    hash.clone_from(&after);
                }
                self.rewritten.insert(before, after);
            }
        }
    }

    /// That a tenant is not here any more, although no entry says that it was removed.
    fn compare_gone(&self, tenant: &str) -> Option<AuditBatchFault> {
        let (_, entry) = self.environment.as_ref().filter(|_| !self.removed)?;
        let message = format!(
            "the tenant {tenant} was added with entry `{entry}`, and is not here; no entry removed it"
        );
        Some(AuditBatchFault { fault: "tenant-changed".to_owned(), entry: entry.clone(), message })
    }

    /// Where the tenant stands otherwise than entries say, or is measured against something else.
    fn compare_tenant(&self, row: &TenantRow, kept: &[TenantSnapshotRow]) -> Vec<AuditBatchFault> {
        let mut faults = Vec::new();
        let mut fault = |fault: &str, entry: &str, message: String| {
            faults.push(AuditBatchFault { fault: fault.to_owned(), entry: entry.to_owned(), message });
        };
        if let Some((environment, entry)) = &self.environment
            && *environment != row.environment
        {
            let message = format!(
                "the tenant `{}` stands as {}, and entry `{entry}` added it as {environment}",
                row.name, row.environment
            );
            fault("tenant-changed", entry, message);
        }
        if let Some((hash, entry)) = &self.baseline {
            let baseline = kept.iter().find(|row| row.baseline).map(|row| &row.hash.0);
            // one may have been named by the address that it had before somebody was taken out
            let fits = |kept: &String| kept == hash || self.rewritten.get(hash) == Some(kept);
            if !baseline.is_some_and(fits) {
                let message = format!(
                    "differences of `{}` are measured against {}, and entry `{entry}` says {hash}",
                    row.name,
                    baseline.map_or("nothing", String::as_str)
                );
                fault("baseline-changed", entry, message);
            }
        }
        faults
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
        // earlier versions called it so
        let is = |field: &str| field == "rewritten snapshot" || field == "snapshot";
        let rewritten = event.changes.iter().filter(|change| is(&change.field));
        let text = |value: &Option<Value>| plain(value.as_ref())?.as_str().map(str::to_owned);
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
    let text = |field: &str| said(event, field).and_then(|value| value.as_str()).map(str::to_owned);
    let against = |field: &str| text(field).map(|hash| Step::Baseline { hash });
    match event.operation.as_str() {
        name if name == operation::SNAPSHOT_BASELINE.name => against("baseline").into_iter().collect(),
        // the practice tenant comes with what it was before
        name if name == operation::TENANT_PRACTICE.name => {
            let added = Some(Step::Added { environment: "practice".to_owned() });
            let before = [added, read("baseline", "baseline read at"), against("baseline")];
            before.into_iter().flatten().chain(read("snapshot", "read at")).collect()
        }
        name if name == operation::TENANT_ADD.name => {
            let added = text("environment").map(|environment| Step::Added { environment });
            [added, read("snapshot", "read at"), against("snapshot")].into_iter().flatten().collect()
        }
        name if name == operation::TENANT_REMOVE.name => vec![Step::Removed],
        _ => read("snapshot", "read at").into_iter().collect(),
    }
}

/// Where addresses lead that snapshots had before somebody was taken out, by what entries say.
#[derive(Debug, Default)]
struct Links(BTreeMap<String, String>);

impl Links {
    /// The same as is done in the file when somebody is forgotten.
    fn step(&mut self, step: &Step) {
        let Step::Rewritten { before, after } = step else { return };
        self.0.values_mut().filter(|to| *to == before).for_each(|to| to.clone_from(after));
        self.0.insert(before.clone(), after.clone());
    }

    /// What does not fit what is kept. Contents of tenants that are here have not gone since.
    fn compare(&self, kept: &BTreeMap<String, String>, here: &BTreeSet<&str>) -> Vec<AuditBatchFault> {
        let led = kept.iter().filter_map(|(from, to)| match self.0.get(from) {
            Some(told) if told == to => None,
            Some(told) => Some(format!("the address {from} leads to {to}, and on record to {told}")),
            None => Some(format!("the address {from} leads to {to}, and no entry says so")),
        });
        let lost: Vec<&String> = (self.0.iter())
            .filter(|(from, to)| here.contains(to.as_str()) && !kept.contains_key(*from))
            .map(|(from, _)| from)
            .collect();
        let lost = lost.first().map(|first| {
            let all = many(lost.len(), "address", "addresses");
            format!("{all} of readings lead nowhere, although entries say where to; the first is {first}")
        });
        let fault = |message| {
            let (fault, entry) = ("reading-changed".to_owned(), String::new());
            AuditBatchFault { fault, entry, message }
        };
        led.chain(lost).map(fault).collect()
    }
}

impl Desk {
    /// Compares the tenants that are here and every kept reading of them with the entries of adding and reading.
    pub(super) async fn audit_readings(&self, names: &Names<'_>) -> Result<Vec<AuditBatchFault>, DeskError> {
        let adds = [operation::TENANT_ADD.name, operation::TENANT_PRACTICE.name];
        let operations = [
            adds[0],
            adds[1],
            operation::TENANT_REFRESH.name,
            operation::SNAPSHOT_BASELINE.name,
            operation::PERSON_FORGET.name,
            operation::TENANT_REMOVE.name,
        ];
        let mut all: Vec<(i64, String, bool, String, Vec<Step>)> = Vec::new();
        self.audit_each(&operations, |row, event| {
            let Some(tenant) = &event.tenant else { return };
            // earlier versions did not say all that they kept
            let adds = adds.contains(&event.operation.as_str()) && said(&event, "read at").is_some();
            all.push((row.seq, tenant.id.clone(), adds, names.id_of(&row), steps(&event)));
        })
        .await?;
        all.sort_by_key(|(seq, ..)| *seq);
        let (mut told, mut links) = (BTreeMap::<String, Told>::new(), Links::default());
        for (_, tenant, adds, entry, steps) in all {
            let of = told.entry(tenant).or_default();
            of.whole |= adds;
            steps.iter().for_each(|step| links.step(step));
            steps.into_iter().for_each(|step| of.step(step, &entry));
        }
        let gone = told.iter().filter(|(tenant, _)| !names.tenants.contains_key(*tenant));
        let mut faults: Vec<AuditBatchFault> =
            gone.filter_map(|(tenant, told)| told.compare_gone(tenant)).collect();
        told.retain(|tenant, _| names.tenants.contains_key(tenant));
        let here: BTreeSet<&str> =
            told.values().flat_map(|told| &told.rows).map(|row| row.hash.as_str()).collect();
        // every one begins with nothing
        let kept = self.store().snapshot_successors("").await?;
        let kept: BTreeMap<String, String> = kept.into_iter().map(|(from, to)| (from.0, to.0)).collect();
        faults.extend(links.compare(&kept, &here));
        let nothing = Told::default();
        for row in names.tenants.values() {
            let mut kept = self.store().tenant_snapshots(&row.id).await?;
            kept.reverse();
            let told = told.get(&row.id).unwrap_or(&nothing);
            faults.extend(told.compare(&kept, &row.name));
            faults.extend(told.compare_tenant(row, &kept));
        }
        Ok(faults)
    }
}
