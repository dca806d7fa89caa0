//! How a cell of the matrix came to be: every change of it, with what was recorded when it changed.

use super::add_file::cancelled;
use super::cell_states::{CellIds, State, difference, timeline};
use super::cell_words;
use crate::convert::{count, moment, time};
use crate::desk::{Desk, Job, heavy};
use crate::error::DeskError;
use crate::wire::{CellChange, CellChangeKind, CellHistory, Progress, RowKind};
use crate::{R, operation};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashSet;
use steward_ledger::{Entry, Event, OutcomeState, Value};
use steward_model::ContentHash;
use steward_store::{LedgerRow, LogRow, TenantRow, TenantSnapshotRow};

/// Most snapshots that are looked at, the newest first.
const SNAPSHOTS: usize = 100;
/// Most snapshots that are looked through for somebody or something that the newest does not know.
const NAMES: usize = 20;
/// Most entries of the ledger beside one change.
const ENTRIES: usize = 20;
/// Most entries of the ledger that are looked through for one change.
const LOOKED_THROUGH: u32 = 2_000;
/// A reading is recorded right after its moment.
const RECORDED_WITHIN: SignedDuration = SignedDuration::from_secs(60);

/// A snapshot as long as it was in force.
struct Period {
    row: TenantSnapshotRow,
    until: Timestamp,
}

/// A cell as somebody names it.
#[derive(Clone, Copy)]
struct Named<'a> {
    rows: RowKind,
    subject: &'a str,
    permission: &'a str,
}

impl Desk {
    /// How a cell of the matrix came to be: each change of it since the first reading, the newest first, with the
    /// derivations that came and went, and what the ledger and the tenant's own log say about the time in between. The row and the permission are given by
    /// id or name, as the newest snapshots know them.
    ///
    /// # Errors
    /// When a name fits nothing or several, the work was stopped, or the policies refuse.
    pub async fn cell_history(
        &self,
        name: &str,
        rows: RowKind,
        subject: &str,
        permission: &str,
        job: &Job,
    ) -> R<CellHistory> {
        let row = self.tenant(name).await?;
        self.allow(&operation::ACCESS_HISTORY, Some((&row).into())).await?;
        Ok(self.cell_history_inner(&row, Named { rows, subject, permission }, job).await?)
    }

    async fn cell_history_inner(
        &self,
        row: &TenantRow,
        named: Named<'_>,
        job: &Job,
    ) -> Result<CellHistory, DeskError> {
        let mut looked = self.store().tenant_snapshots(&row.id).await?;
        let older = looked.len() > SNAPSHOTS;
        looked.truncate(SNAPSHOTS);
        let Some(oldest) = looked.last() else { return Err(DeskError::Unread(row.name.clone())) };
        let known_from = time(oldest.taken_at);
        let snapshots = count(looked.len());
        let hashes = distinct(&looked);
        let cell = self.find_cell(row, &hashes, named, job).await?;
        let periods = periods(looked, self.now());
        let lines = self.timelines(row, &hashes, &periods, &cell, job).await?;
        let mut changes = changes(&cell, &periods, lines, older);
        let asker = self.asker().await?;
        let may = self.verdict(&asker, &asker.roles, &operation::RECORD_READ, None)?.allowed;
        let may_search = self.verdict(&asker, &asker.roles, &operation::AUDIT_SEARCH, None)?.allowed;
        if may_search && self.has_events(row).await? {
            for (change, _) in &mut changes {
                self.events_around(row, &cell, change).await?;
            }
        }
        if may {
            let logs = self.store().ledger_logs().await?;
            for (change, before) in &mut changes {
                self.recorded_around(row, &logs, change, before.as_ref()).await?;
            }
        }
        Ok(CellHistory {
            subject: cell.subject,
            permission: cell.permission,
            changes: changes.into_iter().rev().map(|(change, _)| change).collect(),
            snapshots,
            known_from,
            older,
            entries_hidden: !may,
            events_hidden: !may_search,
        })
    }

    /// The ids of a cell, from the newest snapshot that knows its names.
    async fn find_cell(
        &self,
        row: &TenantRow,
        hashes: &[ContentHash],
        named: Named<'_>,
        job: &Job,
    ) -> Result<CellIds, DeskError> {
        let Named { rows, subject, permission } = named;
        let mut missing = None;
        for hash in hashes.iter().take(NAMES) {
            if job.cancel.is_cancelled() {
                return Err(cancelled());
            }
            let compiled = match missing {
                None => self.compiled(row, hash).await?,
                Some(_) => self.compiled_aside(row, hash).await?,
            };
            match CellIds::find(compiled.access.snapshot(), rows, subject, permission) {
                Ok(cell) => return Ok(cell),
                Err(error @ DeskError::NotFound { .. }) => missing = missing.or(Some(error)),
                Err(error) => return Err(error),
            }
        }
        Err(missing.unwrap_or_else(|| DeskError::Unread(row.name.clone())))
    }

    /// What the cell was in each period. A snapshot is compiled once, however often the tenant came back to it.
    async fn timelines(
        &self,
        row: &TenantRow,
        hashes: &[ContentHash],
        periods: &[Period],
        cell: &CellIds,
        job: &Job,
    ) -> Result<Vec<Vec<(Timestamp, State)>>, DeskError> {
        let mut lines: Vec<Vec<(Timestamp, State)>> = Vec::new();
        lines.resize_with(periods.len(), Vec::new);
        for (done, hash) in hashes.iter().enumerate() {
            if job.cancel.is_cancelled() {
                return Err(cancelled());
            }
            (job.progress)(Progress {
                tenant: row.name.clone(),
                stage: "snapshots".to_owned(),
                done: count(done),
                total: Some(count(hashes.len())),
                message: "Looking through the snapshots".to_owned(),
            });
            let compiled = self.compiled_aside(row, hash).await?;
            let mine: Vec<(usize, Timestamp, Timestamp)> = (periods.iter().enumerate())
                .filter(|(_, period)| period.row.hash == *hash)
                .map(|(place, period)| (place, period.row.taken_at, period.until))
                .collect();
            let cell = cell.clone();
            let found = heavy(move || {
                let line = |(place, from, until)| (place, timeline(&compiled, &cell, from, until));
                mine.into_iter().map(line).collect::<Vec<(usize, Vec<(Timestamp, State)>)>>()
            });
            for (place, line) in found.await? {
                if let Some(slot) = lines.get_mut(place) {
                    *slot = line;
                }
            }
        }
        Ok(lines)
    }

    /// Adds the entries of the ledger that belong to a change: the reading that found it, and what else was done to the
    /// tenant since it was last seen as before.
    async fn recorded_around(
        &self,
        row: &TenantRow,
        logs: &[LogRow],
        change: &mut CellChange,
        before: Option<&ContentHash>,
    ) -> Result<(), DeskError> {
        if change.by_time {
            return Ok(());
        }
        let to = moment(&change.to)?;
        let from = change.from.as_deref().map_or(Ok(to), moment)?;
        let until = to.saturating_add(RECORDED_WITHIN).unwrap_or(to);
        let mut rows = self.store().ledger_between(&row.id, from, to, LOOKED_THROUGH).await?;
        let last = rows.last().map(|row| row.seq);
        let found = self.store().ledger_between(&row.id, to, until, LOOKED_THROUGH).await?;
        rows.extend(found.into_iter().filter(|row| last.is_none_or(|last| row.seq > last)));
        let is = self.addresses(&ContentHash(change.snapshot.clone())).await?;
        let was = match before {
            Some(hash) => self.addresses(hash).await?,
            None => Vec::new(),
        };
        let belongs = |row: &LedgerRow| {
            Entry::read(&row.bytes).is_ok_and(|entry| {
                let event = &entry.event;
                let between = event.time > from && event.time <= to && touches(event);
                read(event, &is) || (between && !read(event, &was))
            })
        };
        let rows: Vec<LedgerRow> = rows.into_iter().filter(belongs).collect();
        change.entries_total = count(rows.len());
        for row in rows.iter().take(ENTRIES) {
            let entry = self.ledger_entry_view(logs, row).await?;
            change.entries.push(entry);
        }
        Ok(())
    }

    /// The address of a snapshot, and those that it had before somebody was taken out of it: entries name these.
    async fn addresses(&self, hash: &ContentHash) -> Result<Vec<ContentHash>, DeskError> {
        let mut list = self.store().former_addresses(hash).await?;
        list.push(hash.clone());
        Ok(list)
    }
}

/// The snapshots, each once, in the order in which they first come.
fn distinct(rows: &[TenantSnapshotRow]) -> Vec<ContentHash> {
    let mut seen = HashSet::new();
    rows.iter().map(|row| row.hash.clone()).filter(|hash| seen.insert(hash.clone())).collect()
}

/// From when to when each snapshot was in force, the oldest first.
fn periods(newest_first: Vec<TenantSnapshotRow>, now: Timestamp) -> Vec<Period> {
    let mut until = now;
    let mut list: Vec<Period> = Vec::with_capacity(newest_first.len());
    for row in newest_first {
        let next = row.taken_at;
        list.push(Period { row, until });
        until = next;
    }
    list.reverse();
    list
}

/// Every change with the snapshot before it, the oldest first.
fn changes(
    cell: &CellIds,
    periods: &[Period],
    lines: Vec<Vec<(Timestamp, State)>>,
    older: bool,
) -> Vec<(CellChange, Option<ContentHash>)> {
    let mut list = Vec::new();
    let mut last: Option<(State, Timestamp, &TenantSnapshotRow)> = None;
    for (period, line) in periods.iter().zip(lines) {
        for (place, (at, state)) in line.into_iter().enumerate() {
            match &last {
                None => list.push((at_first(cell, period, at, &state, older), None)),
                Some((before, since, row)) => {
                    // time may have made it what it was after the last reading that found the snapshot before
                    let from = if place > 0 { at } else { row.seen_at.max(*since) };
                    let step = Step { from, at, by_time: place > 0, before, after: &state };
                    if let Some(change) = changed(cell, period, &step) {
                        list.push((change, Some(row.hash.clone())));
                    }
                }
            }
            last = Some((state, at, &period.row));
        }
    }
    list
}

fn at_first(cell: &CellIds, period: &Period, at: Timestamp, state: &State, older: bool) -> CellChange {
    CellChange {
        kind: CellChangeKind::First,
        statement: cell_words::at_first(cell, state, older),
        from: None,
        to: time(at),
        by_time: false,
        before: None,
        after: state.decision,
        scope_before: Vec::new(),
        scope_after: state.scope.clone(),
        gained: state.paths.clone(),
        lost: Vec::new(),
        denies_gained: state.denies.clone(),
        denies_lost: Vec::new(),
        snapshot: period.row.hash.0.clone(),
        entries: Vec::new(),
        entries_total: 0,
        events: Vec::new(),
        events_total: 0,
    }
}

/// From one state to the next.
struct Step<'a> {
    from: Timestamp,
    at: Timestamp,
    by_time: bool,
    before: &'a State,
    after: &'a State,
}

fn changed(cell: &CellIds, period: &Period, step: &Step<'_>) -> Option<CellChange> {
    let Step { from, at, by_time, before, after } = *step;
    let found = difference(before, after)?;
    Some(CellChange {
        kind: found.kind,
        statement: cell_words::change(cell, found.kind, before, after, by_time),
        from: Some(time(from)),
        to: time(at),
        by_time,
        before: before.decision,
        after: after.decision,
        scope_before: before.scope.clone(),
        scope_after: after.scope.clone(),
        gained: found.gained,
        lost: found.lost,
        denies_gained: found.denies_gained,
        denies_lost: found.denies_lost,
        snapshot: period.row.hash.0.clone(),
        entries: Vec::new(),
        entries_total: 0,
        events: Vec::new(),
        events_total: 0,
    })
}

/// Whether an entry says that a reading found a snapshot, by one of its addresses.
fn read(event: &Event, addresses: &[ContentHash]) -> bool {
    let is = |text: &str| addresses.iter().any(|hash| hash.0 == text);
    is_reading(event)
        && event.outcome.state == OutcomeState::Done
        && event.changes.iter().any(|change| {
            change.field == "snapshot"
                && matches!(&change.after, Some(Value::Plain(value)) if value.as_str().is_some_and(is))
        })
}

fn is_reading(event: &Event) -> bool {
    [&operation::TENANT_REFRESH, &operation::TENANT_ADD, &operation::TENANT_PRACTICE]
        .iter()
        .any(|operation| operation.name == event.operation)
}

/// Whether something was done to the access of a tenant, or it was read. Looking, judging and exporting changes nothing.
fn touches(event: &Event) -> bool {
    let aside = ["access.", "finding.", "snapshot.", "tenant.", "person."];
    let other = !aside.iter().any(|area| event.operation.starts_with(area));
    event.outcome.state == OutcomeState::Done && (other || is_reading(event))
}
