//! Forgetting a person of a tenant: values about them and by their names, with the salts; whom pseudonyms
//! stand for; words of the search; words of the index. What was sealed stays, and every proof with it.

use super::fault::{Fault, Result};
use super::index::{AuditTrail, loaded};
use super::insert::insert_texts;
use super::names::Names;
use super::own::OwnWords;
use super::remove::{Removed, Why, remove};
use super::rows::{bodies, values};
use super::sealed::{Unpacker, text};
use super::{AuditErased, AuditNamed, text::find};
use crate::{Store, Write};
use sqlx::SqliteConnection;
use std::collections::{BTreeMap, BTreeSet};
use steward_audit::{Column, Dictionary, PageFrom, Question, RowSet};

/// Values that are looked at, and events that are changed, at once.
const PAGE: usize = 2_000;

/// Columns whose words come from a log as they are.
const FREE: [Column; 6] =
    [Column::Who, Column::Object, Column::Kind, Column::Operation, Column::Surface, Column::Policy];

impl Store {
    /// What of the audit cache names somebody of a tenant who is known by these words, and goes when
    /// [`Write::erase_from_audit`] forgets them. Nothing is changed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn named_in_audit(
        &self,
        trail: &AuditTrail,
        tenant: &str,
        words: &[String],
    ) -> crate::Result<AuditNamed> {
        let names = Names::new(words);
        if names.is_empty() {
            return Ok(AuditNamed::default());
        }
        let named = async {
            let mut db = self.pool().acquire().await?;
            let valued = events(&mut db, trail, tenant, &names).await?;
            let (sealed, _) = named_by_the_index(trail, tenant, &names);
            let bodies = named_by_their_bodies(&mut db, trail, tenant, &names).await?;
            // an event may be all of these
            let sealed = sealed.iter().chain(bodies);
            let events: BTreeSet<u32> = valued.into_iter().chain(sealed).collect();
            let questions = questions(&mut db, tenant, &names).await?;
            Ok::<_, Fault>((events.len(), questions.len()))
        };
        let (events, questions) = named.await.map_err(|fault| fault.in_store(self))?;
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Ok(AuditNamed { events: count(events), questions: count(questions) })
    }
}

impl Write {
    /// Forgets somebody of a tenant who is known by these words: ids, login names, addresses, names. Values
    /// of the ledger have to be erased before, in the same transaction; whom pseudonyms stand for is erased
    /// here, because it says which events are about them. [`Store::scrub`](crate::Store::scrub) takes the
    /// bytes out of the file afterwards.
    ///
    /// An event whose sealed fact itself names them, such as a log that has a name where others have an
    /// operation, is taken out; its leaf stays.
    ///
    /// # Errors
    /// When the file cannot be read or written; then the transaction is to be dropped.
    pub async fn erase_from_audit(
        &mut self,
        trail: &AuditTrail,
        tenant: &str,
        words: &[String],
    ) -> crate::Result<AuditErased> {
        let mut trail = self.current_audit(trail).await?;
        let erased = erase(self.db(), &mut trail, tenant, &Names::new(words)).await;
        let mut erased = erased.map_err(|fault| fault.in_write(self))?;
        self.save_audit(&mut trail).await?;
        let renamed = rename(self.db(), &erased.words).await;
        renamed.map_err(|fault| fault.in_write(self))?;
        if !erased.words.is_empty() {
            let again = loaded(self.db()).await;
            trail = again.map_err(|fault| fault.in_write(self))?;
        }
        erased.report.trail = trail;
        Ok(erased.report)
    }
}

/// What was erased, and the words of the index that are to be.
struct Erased {
    report: AuditErased,
    words: Vec<(Column, u32)>,
}

async fn erase(
    db: &mut SqliteConnection,
    trail: &mut AuditTrail,
    tenant: &str,
    names: &Names,
) -> Result<Erased> {
    let mut report =
        AuditErased { trail: trail.clone(), events: 0, values: 0, removed: 0, pseudonyms: 0, questions: 0 };
    if names.is_empty() {
        return Ok(Erased { report, words: Vec::new() });
    }
    let people = pseudonyms(&mut *db, tenant, names).await?;
    // entries of the ledger are found by their words while these are still there
    let own = own_rows(&mut *db, trail, names).await?;
    let (mut rows, words) = named_by_the_index(trail, tenant, names);
    let bodies = named_by_their_bodies(&mut *db, trail, tenant, names).await?;
    bodies.into_iter().for_each(|row| rows.insert(row));
    let mut events = events(&mut *db, trail, tenant, names).await?;
    // what is taken out goes with its values
    events.retain(|row| !rows.contains(*row));
    for some in events.chunks(PAGE) {
        let (changed, gone) = erase_values(&mut *db, trail, some, &people, names).await?;
        report.events = report.events.saturating_add(changed);
        report.values = report.values.saturating_add(gone);
    }
    let Removed { events: removed, .. } = remove(&mut *db, trail, &rows, Why::Named).await?;
    report.removed = removed;
    for pseudonym in &people {
        let sql = "DELETE FROM pseudonyms WHERE pseudonym = ?";
        sqlx::query(sql).bind(pseudonym).execute(&mut *db).await?;
    }
    report.pseudonyms = u32::try_from(people.len()).unwrap_or(u32::MAX);
    report.questions = erase_questions(&mut *db, tenant, names).await?;
    erase_files(&mut *db, tenant, names).await?;
    write_own_texts(&mut *db, trail, &own).await?;
    // rows that were deleted leave their words in the pieces of the search until these are merged
    sqlx::query("INSERT INTO audit_text (audit_text) VALUES ('optimize')").execute(db).await?;
    Ok(Erased { report, words })
}

/// Pseudonyms that any of the words have as ids.
async fn pseudonyms(db: &mut SqliteConnection, tenant: &str, names: &Names) -> Result<BTreeSet<String>> {
    let sql = "SELECT pseudonym, subject FROM pseudonyms WHERE tenant = ?";
    let all: Vec<(String, String)> = sqlx::query_as(sql).bind(tenant).fetch_all(db).await?;
    let theirs = all.into_iter().filter(|(_, subject)| names.is(subject));
    Ok(theirs.map(|(pseudonym, _)| pseudonym).collect())
}

/// Positions of entries of the ledger whose words in the search may name them.
async fn own_rows(db: &mut SqliteConnection, trail: &AuditTrail, names: &Names) -> Result<BTreeSet<i64>> {
    let mut found = BTreeSet::new();
    for word in names.all() {
        let rows = find(&mut *db, std::slice::from_ref(word)).await?;
        found.extend(rows.iter().filter_map(|row| trail.seq(row)));
    }
    Ok(found)
}

/// Events of the tenant that have a value which names them. Every value is looked at.
async fn events(
    db: &mut SqliteConnection,
    trail: &AuditTrail,
    tenant: &str,
    names: &Names,
) -> Result<Vec<u32>> {
    let mut found = BTreeSet::new();
    for batch in trail.batches().iter().filter(|batch| batch.tenant == tenant) {
        let (mut row, mut part) = (batch.first, -1);
        loop {
            let sql = "SELECT row, part, value FROM audit_withheld \
                       WHERE (row, part) > (?, ?) AND row < ? ORDER BY row, part LIMIT ?";
            let page: Vec<(i64, i64, String)> = sqlx::query_as(sql)
                .bind(row)
                .bind(part)
                .bind(batch.end())
                .bind(i64::try_from(PAGE).unwrap_or(i64::MAX))
                .fetch_all(&mut *db)
                .await?;
            let Some((last_row, last_part, _)) = page.last() else { break };
            (row, part) = (*last_row, *last_part);
            let named = page.iter().filter(|(_, _, value)| names.within_json(value));
            found.extend(named.filter_map(|(row, _, _)| u32::try_from(*row).ok()));
        }
    }
    Ok(found.into_iter().collect())
}

/// Erases values of some events, and writes the words of the search again. Gives how many events and values
/// it were.
async fn erase_values(
    db: &mut SqliteConnection,
    trail: &AuditTrail,
    rows: &[u32],
    people: &BTreeSet<String>,
    names: &Names,
) -> Result<(u32, u32)> {
    let packed = bodies(&mut *db, rows).await?;
    let mut all = values(&mut *db, rows).await?;
    let mut gone: Vec<(u32, i64)> = Vec::new();
    let mut texts: Vec<(i64, String)> = Vec::new();
    let mut bytes: BTreeMap<i64, i64> = BTreeMap::new();
    {
        let mut unpacker = Unpacker::new()?;
        for (row, body) in packed {
            let sealed = unpacker.sealed(&body)?;
            let values = all.remove(&row).unwrap_or_default();
            let about = |part: i64| {
                let part = usize::try_from(part).ok().and_then(|part| sealed.withheld.get(part));
                part.is_none_or(|part| part.about.iter().any(|one| people.contains(one)))
            };
            let (erased, left): (Vec<_>, Vec<_>) =
                values.into_iter().partition(|value| about(value.part) || names.within_json(&value.value));
            let lost = erased.iter().map(|value| value.value.len() + 32).sum::<usize>();
            if let Some(batch) = trail.batch_of(row) {
                *bytes.entry(batch.id).or_default() += i64::try_from(lost).unwrap_or(0);
            }
            gone.extend(erased.iter().map(|value| (row, value.part)));
            texts.push((i64::from(row), text(&sealed.event(&left))));
        }
    }
    for (row, part) in &gone {
        let sql = "DELETE FROM audit_withheld WHERE row = ? AND part = ?";
        sqlx::query(sql).bind(*row).bind(*part).execute(&mut *db).await?;
    }
    for (batch, bytes) in bytes {
        let sql = "UPDATE audit_batches SET bytes = max(0, bytes - ?) WHERE id = ?";
        sqlx::query(sql).bind(bytes).bind(batch).execute(&mut *db).await?;
    }
    let events: BTreeSet<u32> = gone.iter().map(|(row, _)| *row).collect();
    write_texts(db, &texts).await?;
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Ok((count(events.len()), count(gone.len())))
}

/// Events of the tenant that the index itself knows by a word that names them, and such words, when nothing
/// else has them.
fn named_by_the_index(trail: &AuditTrail, tenant: &str, names: &Names) -> (RowSet, Vec<(Column, u32)>) {
    let (mut rows, mut words) = (RowSet::new(), Vec::new());
    let dictionary: &Dictionary = trail.trail().dictionary();
    for column in FREE {
        for (code, word) in (0..).zip(dictionary.words(column)) {
            if !names.told_by(word) {
                continue;
            }
            let question = Question::default().with(column, word);
            let all = trail.trail().ask(&question, None).page(PageFrom::Newest, usize::MAX).rows;
            let theirs = |row: u32| trail.batch_of(row).is_some_and(|batch| batch.tenant == tenant);
            if all.iter().all(|row| theirs(*row)) {
                words.push((column, code));
            }
            all.into_iter().filter(|row| theirs(*row)).for_each(|row| rows.insert(row));
        }
    }
    (rows, words)
}

/// Events of the tenant whose sealed fact has a word that names them anywhere, such as an address of a page
/// with their id in it. What can be looked for in events has all words of these facts.
async fn named_by_their_bodies(
    db: &mut SqliteConnection,
    trail: &AuditTrail,
    tenant: &str,
    names: &Names,
) -> Result<Vec<u32>> {
    let mut rows = BTreeSet::new();
    for word in names.all() {
        let found = find(&mut *db, std::slice::from_ref(word)).await?;
        let theirs = |row: &u32| trail.batch_of(*row).is_some_and(|batch| batch.tenant == tenant);
        rows.extend(found.iter().filter(theirs));
    }
    let rows: Vec<u32> = rows.into_iter().collect();
    let mut named = Vec::new();
    for some in rows.chunks(PAGE) {
        let packed = bodies(&mut *db, some).await?;
        let mut unpacker = Unpacker::new()?;
        for (row, body) in packed {
            let sealed = unpacker.sealed(&body)?;
            let fact =
                serde_json::to_string(&sealed.event).map_err(|error| Fault::content("an event", error))?;
            if names.told_by(&fact) {
                named.push(row);
            }
        }
    }
    Ok(named)
}

/// Puts words that nobody can guess in the place of words of the index.
async fn rename(db: &mut SqliteConnection, words: &[(Column, u32)]) -> Result<()> {
    for (column, code) in words {
        let sql = "SELECT first, words, lower(hex(randomblob(16))) FROM audit_words \
                   WHERE list = ? AND first <= ? ORDER BY first DESC LIMIT 1";
        let row: Option<(i64, String, String)> =
            sqlx::query_as(sql).bind(column.key()).bind(*code).fetch_optional(&mut *db).await?;
        let Some((first, list, fresh)) = row else { continue };
        let mut list: Vec<String> = serde_json::from_str(&list)
            .map_err(|error| Fault::content("the words of the audit trail", error))?;
        let place = usize::try_from(i64::from(*code).saturating_sub(first)).unwrap_or(usize::MAX);
        if let Some(word) = list.get_mut(place) {
            *word = fresh;
        }
        let list = serde_json::to_string(&list)
            .map_err(|error| Fault::content("the words of the audit trail", error))?;
        let sql = "UPDATE audit_words SET words = ? WHERE list = ? AND first = ?";
        sqlx::query(sql).bind(list).bind(column.key()).bind(first).execute(&mut *db).await?;
    }
    Ok(())
}

/// Ids of the saved questions that name them: those about the tenant and those about all.
async fn questions(db: &mut SqliteConnection, tenant: &str, names: &Names) -> Result<Vec<i64>> {
    let sql = "SELECT id, name, text FROM audit_questions WHERE tenant IS NULL OR tenant = ?";
    let all: Vec<(i64, String, String)> = sqlx::query_as(sql).bind(tenant).fetch_all(&mut *db).await?;
    let named = all.into_iter().filter(|(_, name, text)| names.within(name) || names.within(text));
    Ok(named.map(|(id, ..)| id).collect())
}

async fn erase_questions(db: &mut SqliteConnection, tenant: &str, names: &Names) -> Result<u32> {
    let named = questions(&mut *db, tenant, names).await?;
    for id in &named {
        sqlx::query("DELETE FROM audit_questions WHERE id = ?").bind(*id).execute(&mut *db).await?;
    }
    Ok(u32::try_from(named.len()).unwrap_or(u32::MAX))
}

/// Files may be named after somebody.
async fn erase_files(db: &mut SqliteConnection, tenant: &str, names: &Names) -> Result<()> {
    let sql = "SELECT id, file FROM audit_batches WHERE tenant = ?";
    let all: Vec<(i64, String)> = sqlx::query_as(sql).bind(tenant).fetch_all(&mut *db).await?;
    for (id, _) in all.iter().filter(|(_, file)| names.within(file)) {
        sqlx::query("UPDATE audit_batches SET file = '' WHERE id = ?").bind(*id).execute(&mut *db).await?;
    }
    Ok(())
}

/// Writes the words of entries of the ledger again, from what is left.
async fn write_own_texts(db: &mut SqliteConnection, trail: &AuditTrail, seqs: &BTreeSet<i64>) -> Result<()> {
    let words = OwnWords::of(&mut *db, seqs).await?;
    let texts: Vec<(i64, String)> =
        (words.iter()).filter_map(|words| Some((i64::from(trail.place(words.seq)?), words.text()))).collect();
    write_texts(db, &texts).await
}

/// Puts texts in the place of those that rows had.
async fn write_texts(db: &mut SqliteConnection, texts: &[(i64, String)]) -> Result<()> {
    let rows: Vec<i64> = texts.iter().map(|(row, _)| *row).collect();
    let rows = serde_json::to_string(&rows).map_err(|error| Fault::content("an event", error))?;
    let sql = "DELETE FROM audit_text WHERE rowid IN (SELECT value FROM json_each(?))";
    sqlx::query(sql).bind(rows).execute(&mut *db).await?;
    insert_texts(db, texts).await
}
