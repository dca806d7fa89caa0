//! Full-text search over entries and events.

use super::fault::{Fault, Result};
use super::index::AuditTrail;
use super::insert::insert_texts;
use super::own::OwnWords;
use crate::{Store, Write};
use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use std::ops::Range;
use steward_audit::RowSet;

/// A search like the one of the file, which nothing is kept in.
const ASIDE: &str = "CREATE VIRTUAL TABLE audit_text USING fts5 (\
                     text, content = '', tokenize = 'unicode61 remove_diacritics 2')";
/// Takes everything out of it.
const EMPTY: &str = "INSERT INTO audit_text (audit_text) VALUES ('delete-all')";

/// Terms as FTS5 writes them: each is a word or a phrase, all have to be there, `*` at the end stands for the
/// rest of a word.
fn expression(terms: &[String]) -> String {
    let term = |term: &String| {
        let (term, rest) = match term.trim().strip_suffix('*') {
            Some(term) => (term, " *"),
            None => (term.trim(), ""),
        };
        format!("\"{}\"{rest}", term.replace('"', "\"\""))
    };
    let terms: Vec<String> = terms.iter().filter(|term| has_letters(term)).map(term).collect();
    terms.join(" AND ")
}

/// Whether there is anything in a term that can be looked for.
fn has_letters(term: &str) -> bool {
    term.chars().any(char::is_alphanumeric)
}

/// Rows of a stretch that hold all terms, as one text: that costs far less than one row for each. Nothing when there
/// is nothing to look for.
async fn find_in(db: &mut SqliteConnection, terms: &[String], rows: Range<i64>) -> Result<String> {
    let expression = expression(terms);
    if expression.is_empty() {
        return Ok(String::new());
    }
    let sql =
        "SELECT group_concat(rowid) FROM audit_text WHERE audit_text MATCH ? AND rowid >= ? AND rowid < ?";
    let found: Option<String> =
        sqlx::query_scalar(sql).bind(expression).bind(rows.start).bind(rows.end).fetch_one(db).await?;
    Ok(found.unwrap_or_default())
}

/// The rows in such texts.
fn rows<const N: usize>(texts: &[String; N]) -> RowSet {
    texts.iter().flat_map(|text| text.split(',')).filter_map(|row| row.parse().ok()).collect()
}

/// Rows that hold all terms; none when there is nothing to look for.
pub(super) async fn find(db: &mut SqliteConnection, terms: &[String]) -> Result<RowSet> {
    Ok(rows(&[find_in(db, terms, 0..i64::MAX).await?]))
}

/// Adds words of entries of the ledger that have none yet, as many as a page holds; gives whether there are
/// more.
async fn add_page(db: &mut SqliteConnection, trail: &mut AuditTrail) -> Result<bool> {
    let page = OwnWords::after(&mut *db, trail.state.texts).await?;
    let Some(last) = page.last().map(|words| words.seq) else { return Ok(false) };
    let texts: Vec<(i64, String)> =
        (page.iter()).filter_map(|words| Some((i64::from(trail.place(words.seq)?), words.text()))).collect();
    insert_texts(&mut *db, &texts).await?;
    sqlx::query("UPDATE audit_state SET texts = ?").bind(last).execute(db).await?;
    trail.state.texts = last;
    Ok(true)
}

/// Rows that hold all terms, of entries of the ledger whose words are not in the file: looked for in memory.
async fn find_aside(db: &mut SqliteConnection, trail: &AuditTrail, terms: &[String]) -> Result<RowSet> {
    let memory = SqliteConnectOptions::new().create_if_missing(true);
    let mut aside = SqliteConnection::connect_with(&memory).await?;
    sqlx::query(ASIDE).execute(&mut aside).await?;
    let (mut found, mut after) = (RowSet::new(), trail.state.texts);
    loop {
        let page = OwnWords::after(&mut *db, after).await?;
        let Some(last) = page.last().map(|words| words.seq) else { break };
        after = last;
        // an entry that the index does not have yet has no number to be found by
        let texts: Vec<(i64, String)> = (page.iter())
            .filter_map(|words| Some((i64::from(trail.row(words.seq)?), words.text())))
            .collect();
        insert_texts(&mut aside, &texts).await?;
        find(&mut aside, terms).await?.iter().for_each(|row| found.insert(row));
        sqlx::query(EMPTY).execute(&mut aside).await?;
    }
    aside.close().await?;
    Ok(found)
}

impl Store {
    /// Rows that hold every one of some words and phrases, whatever their letters and accents; `*` at the end
    /// of a term stands for the rest of a word. For [`Trail::ask`](steward_audit::Trail::ask).
    ///
    /// Words of entries that are new are added to the file on this occasion. Where it cannot be written just now, they
    /// are looked through without that.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn find_audit_text(&self, trail: &mut AuditTrail, terms: &[String]) -> crate::Result<RowSet> {
        let newest: Option<i64> = sqlx::query_scalar("SELECT max(seq) FROM ledger_entries")
            .fetch_one(self.pool())
            .await
            .map_err(|error| self.error(error))?;
        let mut aside = false;
        if newest.is_some_and(|newest| newest > trail.state.texts)
            && let Err(fault) = self.add_own_texts(trail).await
        {
            tracing::debug!(%fault, "words of new entries could not be written yet");
            aside = true;
        }
        let found = async {
            let mut db = self.pool().acquire().await?;
            // a frequent word is in many rows: the older and the newer half are looked for at once, where a second
            // connection is idle; nobody waits for one who holds one
            let mut found = match self.pool().try_acquire() {
                Some(mut other) => {
                    let middle = trail.state.next_row / 2;
                    let (older, newer) = tokio::try_join!(
                        find_in(&mut db, terms, 0..middle),
                        find_in(&mut other, terms, middle..i64::MAX)
                    )?;
                    rows(&[older, newer])
                }
                None => find(&mut db, terms).await?,
            };
            if aside {
                find_aside(&mut db, trail, terms).await?.iter().for_each(|row| found.insert(row));
            }
            Ok::<_, Fault>(found)
        };
        found.await.map_err(|fault| fault.in_store(self))
    }

    /// Adds the words of new entries of the ledger, page by page, so that nobody has to wait for long.
    async fn add_own_texts(&self, trail: &mut AuditTrail) -> crate::Result<()> {
        loop {
            let mut write = self.write_at_once().await?;
            let mut next = trail.clone();
            let more = write.add_own_texts(&mut next).await?;
            write.commit_unrecorded().await?;
            *trail = next;
            if !more {
                return Ok(());
            }
        }
    }
}

impl Write {
    async fn add_own_texts(&mut self, trail: &mut AuditTrail) -> crate::Result<bool> {
        let caught = trail.catch_up(self.db()).await;
        caught.map_err(|fault| fault.in_write(self))?;
        let more = add_page(self.db(), trail).await;
        more.map_err(|fault| fault.in_write(self))
    }
}

#[cfg(test)]
mod tests {
    use super::expression;

    #[test]
    fn terms_are_words_phrases_and_beginnings() {
        let terms: Vec<String> =
            ["ines", "billing access", "role*", "a \"b\"", "--", " "].map(str::to_owned).into();
        let wanted = r#""ines" AND "billing access" AND "role" * AND "a ""b""""#;
        assert_eq!(expression(&terms), wanted);
        assert_eq!(expression(&[]), "");
    }
}
