//! Whether the index says what events and entries say: a count whenever it is read, a comparison of all of it when
//! it is verified.

use super::fault::{Fault, Result, aside};
use super::index::{AuditTrail, Span, State};
use super::own::{Looked, OwnKept, OwnPage};
use super::sealed::Unpacker;
use crate::tables::ledger_logs::unsigned;
use crate::{AuditCompared, AuditIndexFault, Store};
use sqlx::SqliteConnection;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::RandomState;
use steward_audit::{RowSet, TrailEvent};

/// Events that are looked at at once.
const PAGE: i64 = 2_000;
/// Most entries that are named one by one.
const NAMED: usize = 20;

/// What is said of some rows, in whatever order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sum {
    rows: u64,
    prints: u64,
}

/// Sums by batch; those of Steward's own entries without one.
type Sums = BTreeMap<Option<i64>, Sum>;

fn add(sums: &mut Sums, group: Option<i64>, print: u64) {
    let sum = sums.entry(group).or_default();
    sum.rows = sum.rows.saturating_add(1);
    sum.prints = sum.prints.wrapping_add(print);
}

impl AuditTrail {
    /// Fails when the blocks do not have the rows that are there. Counting costs next to nothing; only where the
    /// counts differ it is looked for why.
    pub(super) async fn covers(&self, db: &mut SqliteConnection) -> Result<()> {
        let first: Option<i64> =
            sqlx::query_scalar("SELECT min(seq) FROM ledger_entries").fetch_one(&mut *db).await?;
        let events: i64 = sqlx::query_scalar("SELECT coalesce(sum(events - removed), 0) FROM audit_batches")
            .fetch_one(&mut *db)
            .await?;
        if self.gaps() {
            return Err(Fault::Index("entries of the ledger have no number in the audit index".to_owned()));
        }
        if self.end() > self.state.next_row {
            return Err(Fault::Index("the audit index gives numbers a second time".to_owned()));
        }
        // numbers stand also for what was recorded before the ledger, which is not in the index
        let first = first.unwrap_or(i64::MAX);
        let own = self.own.iter().map(|own| {
            let end = own.seq.saturating_add(own.count);
            end.saturating_sub(own.seq.max(first)).max(0)
        });
        let there = own.fold(events, i64::saturating_add);
        let indexed = i64::try_from(self.trail().len()).unwrap_or(i64::MAX);
        if there == indexed {
            return Ok(());
        }
        match self.differs(db).await? {
            true => {
                let message = format!("the audit index has {indexed} rows, and {there} are there");
                Err(Fault::Index(message))
            }
            // what is gone or cannot be read is named by verifying
            false => Ok(()),
        }
    }

    /// Whether building the index again would give it other rows.
    async fn differs(&self, db: &mut SqliteConnection) -> Result<bool> {
        let indexed = self.trail().rows();
        let mut there = RowSet::new();
        let mut after = i64::MIN;
        loop {
            let sql = "SELECT seq FROM ledger_entries WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?";
            let page: Vec<i64> = sqlx::query_scalar(sql)
                .bind(after)
                .bind(self.state.indexed)
                .bind(PAGE)
                .fetch_all(&mut *db)
                .await?;
            let Some(last) = page.last() else { break };
            after = *last;
            page.iter().filter_map(|seq| self.place(*seq)).for_each(|row| there.insert(row));
        }
        let mut after = -1;
        loop {
            let sql = "SELECT row, body FROM audit_events WHERE row > ? AND body IS NOT NULL \
                       ORDER BY row LIMIT ?";
            let page: Vec<(i64, Vec<u8>)> =
                sqlx::query_as(sql).bind(after).bind(PAGE).fetch_all(&mut *db).await?;
            let Some((last, _)) = page.last() else { break };
            after = *last;
            let mut unpacker = Unpacker::new()?;
            for (row, body) in page {
                let Ok(row) = u32::try_from(row) else { continue };
                if self.batch_of(row).is_none() {
                    continue;
                }
                if indexed.contains(row) || unpacker.sealed(&body).is_ok() {
                    there.insert(row);
                }
            }
        }
        Ok(there.len() != indexed.len() || there.iter().any(|row| !indexed.contains(row)))
    }

    /// The number after the last one that was given.
    fn end(&self) -> i64 {
        let own = self.own.iter().map(|own| own.row.saturating_add(own.count));
        own.chain(self.batches().iter().map(Span::end)).fold(0, i64::max)
    }

    /// Whether numbers are given to fewer or more entries than are said to be in the blocks.
    pub(super) fn gaps(&self) -> bool {
        self.own.iter().fold(0, |all: i64, own| all.saturating_add(own.count)) != self.state.indexed
    }

    /// Whether an entry of the ledger that should be in the blocks has no number.
    pub(super) async fn leaves_out(&self, db: &mut SqliteConnection) -> Result<bool> {
        let mut after = i64::MIN;
        loop {
            let page = OwnPage::read(&mut *db, after, self.state.indexed).await?;
            let Some(last) = page.last() else { return Ok(false) };
            after = last;
            if page.entries().any(|entry| self.place(entry.seq).is_none()) {
                return Ok(true);
            }
        }
    }

    /// Forgets which numbers entries of the ledger have, so that all of them get fresh ones, and their words in the
    /// search too.
    pub(super) async fn number_again(&mut self, db: &mut SqliteConnection) -> Result<()> {
        let next_row = self.end().max(self.state.next_row);
        for sql in [
            "DELETE FROM audit_own",
            "DELETE FROM audit_text WHERE rowid IN \
             (SELECT id FROM audit_text_docsize WHERE id NOT IN (SELECT row FROM audit_events))",
            "UPDATE audit_state SET texts = 0, indexed = 0",
        ] {
            sqlx::query(sql).execute(&mut *db).await?;
        }
        self.own.clear();
        self.state = State { next_row, indexed: 0, texts: 0, ..self.state };
        self.seen = 0;
        Ok(())
    }

    fn group(&self, row: u32) -> Option<i64> {
        self.batch_of(row).map(|batch| batch.id)
    }

    /// What the index says; of rows that cannot be read, only that they are there.
    fn said(&self, state: &RandomState, unread: &RowSet) -> Sums {
        let mut sums = Sums::new();
        self.trail().prints(state, |row, print| {
            let print = if unread.contains(row) { 0 } else { print };
            add(&mut sums, self.group(row), print);
        });
        sums
    }
}

/// What is there, and what was found wrong on the way.
#[derive(Debug, Default)]
struct There {
    sums: Sums,
    /// Entries of the ledger that have no number in the trail.
    unplaced: u64,
    /// Numbers of entries that cannot be read: what the index says of them has nothing to be compared with.
    unread: RowSet,
    /// How many values are kept beside each entry: id of the log, number.
    values: HashMap<(i64, i64), u64>,
    compared: AuditCompared,
    columns: usize,
}

impl There {
    fn entry(&mut self, kept: &OwnKept, trail: &AuditTrail, state: &RandomState) -> Result<()> {
        let Looked { readable, fits, withheld } = kept.look();
        let place = (kept.log, kept.number);
        let gone = withheld.saturating_sub(self.values.get(&place).copied().unwrap_or_default());
        if gone > 0 {
            self.compared.gone = self.compared.gone.saturating_add(gone);
            if self.compared.gone_from.len() < NAMED {
                self.compared.gone_from.push((kept.log, unsigned(kept.number)));
            }
        }
        if !fits {
            self.columns = self.columns.saturating_add(1);
            if self.columns <= NAMED {
                let message = format!(
                    "what entry {} is found by does not say what the entry says: the columns beside it were changed",
                    kept.number
                );
                let entry = Some((kept.log, unsigned(kept.number)));
                let fault = AuditIndexFault { kind: "columns-changed", entry, batch: None, message };
                self.compared.faults.push(fault);
            }
        }
        // later ones are in no block yet
        if kept.own.seq > trail.state.indexed {
            return Ok(());
        }
        match trail.place(kept.own.seq) {
            Some(row) if readable => add(&mut self.sums, None, kept.own.event(row)?.print(state)),
            Some(row) => {
                self.unread.insert(row);
                add(&mut self.sums, None, 0);
            }
            None => self.unplaced = self.unplaced.saturating_add(1),
        }
        Ok(())
    }
}

impl There {
    /// Looks at events of tenants, each with how many values are kept beside it.
    fn events(
        &mut self,
        page: &[(i64, Vec<u8>, i64)],
        trail: &AuditTrail,
        state: &RandomState,
    ) -> Result<()> {
        let mut unpacker = Unpacker::new()?;
        for (row, body, values) in page {
            let Ok(row) = u32::try_from(*row) else { continue };
            let Some(batch) = trail.group(row) else { continue };
            // one that cannot be read is named where its batch is verified
            let Ok(sealed) = unpacker.sealed(body) else { continue };
            let event = TrailEvent { tenant: &sealed.tenant, ..TrailEvent::of(row, &sealed.event) };
            add(&mut self.sums, Some(batch), event.print(state));
            let gone = (sealed.withheld.len() as u64).saturating_sub(unsigned(*values));
            if gone > 0 {
                let all = self.compared.gone_of_events.entry(batch).or_default();
                *all = all.saturating_add(gone);
            }
        }
        Ok(())
    }
}

async fn compare(db: &mut SqliteConnection) -> Result<AuditCompared> {
    let changed = |batch: Option<i64>, message: String| AuditIndexFault {
        kind: "index-changed",
        entry: None,
        batch,
        message,
    };
    // what else there is to say is said of an index without its blocks
    let mut without = None;
    let loaded = AuditTrail::load(&mut *db).await;
    let trail = match loaded {
        Err(Fault::Index(reason)) => {
            without = Some(vec![changed(None, reason)]);
            AuditTrail::empty(&mut *db).await?
        }
        // whoever reads it next builds it again
        Err(Fault::Version(_)) => {
            without = Some(Vec::new());
            AuditTrail::empty(&mut *db).await?
        }
        trail => trail?,
    };
    let state = RandomState::new();
    let mut there = There { values: beside(&mut *db).await?, ..There::default() };
    let mut after = i64::MIN;
    loop {
        let page = OwnPage::kept(&mut *db, after, i64::MAX).await?;
        let Some(last) = page.last().map(|kept| kept.own.seq) else { break };
        after = last;
        let (trail, state) = (trail.clone(), state.clone());
        there = aside(move || {
            for kept in &page {
                there.entry(kept, &trail, &state)?;
            }
            Ok(there)
        })
        .await?;
    }
    let mut after = -1;
    loop {
        let sql = "SELECT row, body, (SELECT count(*) FROM audit_withheld w WHERE w.row = e.row) \
                   FROM audit_events e WHERE row > ? AND body IS NOT NULL ORDER BY row LIMIT ?";
        let page: Vec<(i64, Vec<u8>, i64)> =
            sqlx::query_as(sql).bind(after).bind(PAGE).fetch_all(&mut *db).await?;
        let Some((last, ..)) = page.last() else { break };
        after = *last;
        let (trail, state) = (trail.clone(), state.clone());
        there = aside(move || {
            there.events(&page, &trail, &state)?;
            Ok(there)
        })
        .await?;
    }
    let There { sums, unplaced, unread, values: _, mut compared, columns } = there;
    let said = aside(move || Ok(trail.said(&state, &unread))).await?;
    let faults = &mut compared.faults;
    let more = columns.saturating_sub(NAMED);
    if more > 0 {
        let message = format!("and the columns beside {more} more entries were changed");
        faults.push(AuditIndexFault { kind: "columns-changed", entry: None, batch: None, message });
    }
    if let Some(found) = without {
        faults.extend(found);
        return Ok(compared);
    }
    if unplaced > 0 {
        let message = format!("{unplaced} entries of the ledger are kept out of the audit index");
        faults.push(changed(None, message));
    }
    let groups: BTreeSet<Option<i64>> = said.keys().chain(sums.keys()).copied().collect();
    for group in groups {
        let (index, kept) = (of(&said, group), of(&sums, group));
        if index != kept {
            let what = match group {
                Some(_) => "events of the batch",
                None => "entries of the ledger",
            };
            let message = match index.rows == kept.rows {
                true => format!("the audit index does not say of the {} {what} what they say", kept.rows),
                false => format!("the audit index has {} of the {} {what}", index.rows, kept.rows),
            };
            faults.push(changed(group, message));
        }
    }
    Ok(compared)
}

/// How many values are kept beside each entry of the ledger that has any.
async fn beside(db: &mut SqliteConnection) -> Result<HashMap<(i64, i64), u64>> {
    let sql = "SELECT log, number, count(*) FROM withheld GROUP BY log, number";
    let rows: Vec<(i64, i64, i64)> = sqlx::query_as(sql).fetch_all(db).await?;
    Ok(rows.into_iter().map(|(log, number, count)| ((log, number), unsigned(count))).collect())
}

fn of(sums: &Sums, group: Option<i64>) -> Sum {
    sums.get(&group).copied().unwrap_or_default()
}

impl Store {
    /// Compares the index of the audit trail with what every event and entry says, and what entries are found by
    /// with the entries; counts the personal values that are gone. Nothing is changed: [`Store::rebuild_audit`] makes the index right again.
    ///
    /// # Errors
    /// When the file cannot be read. What does not fit is in the answer.
    pub async fn verify_audit_index(&self) -> crate::Result<AuditCompared> {
        let compared = async {
            let mut tx = self.pool().begin().await?;
            compare(&mut tx).await
        };
        compared.await.map_err(|fault: Fault| fault.in_store(self))
    }
}
