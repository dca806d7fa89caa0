//! The peer: plain SQLite, with the same columns, and the indexes that answer the same questions.

use anyhow::Result;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteRow, SqliteSynchronous};
use sqlx::{Connection as _, QueryBuilder, Row as _, Sqlite};
use std::collections::BTreeSet;
use std::path::Path;
use steward_audit::{AuditEvent, Column, Question, TrailEvent};

/// Rows that one statement inserts, as many as the audit cache's.
const MANY: usize = 250;
/// Texts that one statement inserts: the search writes down what it gathered at the beginning of each
/// statement that inserts several.
const TEXTS_MANY: usize = 10_000;
/// Rows that SQLite reads ahead of whoever takes them, as many as the workspace's.
const READ_AHEAD: usize = 8_000;
/// Rows of a transaction at default settings.
const TRANSACTION: usize = 1_000;

const EVENTS: &str = "CREATE TABLE events (
    row INTEGER PRIMARY KEY, dedupe BLOB NOT NULL UNIQUE, time INTEGER NOT NULL,
    who TEXT NOT NULL, object TEXT NOT NULL, kind TEXT NOT NULL, operation TEXT NOT NULL,
    consequence TEXT NOT NULL, outcome TEXT NOT NULL, surface TEXT NOT NULL, approval TEXT NOT NULL,
    policy TEXT NOT NULL, tenant TEXT NOT NULL, source TEXT NOT NULL, correlation TEXT NOT NULL, body TEXT NOT NULL) STRICT";
const INDEXES: [&str; 6] = [
    "CREATE INDEX events_by_time ON events (time)",
    "CREATE INDEX events_by_who ON events (who, time)",
    "CREATE INDEX events_by_object ON events (object, time)",
    "CREATE INDEX events_by_operation ON events (operation, time)",
    "CREATE INDEX events_by_outcome ON events (outcome, time)",
    "CREATE INDEX events_by_correlation ON events (correlation)",
];
const TEXTS: &str = "CREATE VIRTUAL TABLE texts USING fts5 (text, content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2')";
const GATHER: &str = "INSERT INTO texts (texts, rank) VALUES ('hashsize', 33554432)";

/// How the peer's file is set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Settings {
    /// As the workspace is: WAL, `synchronous` FULL, `secure_delete`, foreign keys.
    AsOurs,
    /// As SQLite is when nothing is said.
    Default,
}

/// A row with all its columns.
pub struct Plain {
    row: i64,
    dedupe: Vec<u8>,
    time: i64,
    /// In the order of [`Column::FACETS`].
    words: [String; Column::FACETS.len()],
    correlation: String,
    body: String,
    text: String,
}

impl Plain {
    /// A row of these columns.
    pub fn new(row: i64, dedupe: Vec<u8>, event: &TrailEvent<'_>, body: String, text: String) -> Self {
        let TrailEvent {
            row: _,
            time,
            who,
            object,
            kind,
            operation,
            consequence,
            outcome,
            surface,
            approval,
            policy,
            tenant,
            source,
            correlation,
        } = *event;
        let words =
            [who, object, kind, operation, consequence, outcome, surface, approval, policy, tenant, source];
        let (words, correlation) = (words.map(str::to_owned), correlation.to_owned());
        Self { row, dedupe, time: time.as_microsecond(), words, correlation, body, text }
    }

    /// The row of an event of a tenant's log.
    ///
    /// # Errors
    /// When the event cannot be written as JSON, or its id is none of the made-up ones.
    pub fn of(row: i64, event: &AuditEvent) -> Result<Self> {
        let dedupe = u128::from_str_radix(&event.id, 16)?.to_be_bytes().to_vec();
        let body = serde_json::to_string(event)?;
        Ok(Self::new(row, dedupe, &TrailEvent::of(0, event), body, text(event)))
    }

    /// Bytes of its body.
    pub fn body_len(&self) -> usize {
        self.body.len()
    }
}

/// Everything that can be looked for in an event, as the audit cache takes it.
fn text(event: &AuditEvent) -> String {
    let mut words = vec![event.action.as_str(), event.origin.as_str(), event.id.as_str()];
    if let Some(actor) = &event.actor {
        words.push(&actor.id);
        words.extend(actor.name.as_deref());
    }
    if let Some(object) = &event.object {
        words.push(&object.id);
        words.extend([object.name.as_deref(), object.kind.as_deref()].into_iter().flatten());
    }
    let rest = [&event.tenant, &event.surface, &event.outcome.code, &event.correlation, &event.ip];
    words.extend(rest.into_iter().filter_map(|word| word.as_deref()));
    words.extend(event.extra.values().filter_map(|value| value.as_str()));
    words.join(" ")
}

/// Opens a file of the peer, and makes it when it is not there.
///
/// # Errors
/// When the file cannot be opened or made.
pub async fn connect(file: &Path, settings: Settings) -> Result<SqliteConnection> {
    let mut options =
        SqliteConnectOptions::new().filename(file).create_if_missing(true).row_buffer_size(READ_AHEAD);
    if settings == Settings::AsOurs {
        options = options
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("secure_delete", "ON");
    }
    Ok(SqliteConnection::connect_with(&options).await?)
}

/// Makes the peer's tables.
///
/// # Errors
/// When the file cannot be written.
pub async fn make(db: &mut SqliteConnection, settings: Settings) -> Result<()> {
    for sql in [EVENTS, TEXTS].into_iter().chain(INDEXES) {
        sqlx::query(sql).execute(&mut *db).await?;
    }
    if settings == Settings::AsOurs {
        // what the audit cache gives itself while it reads in a batch
        for sql in [GATHER, "PRAGMA cache_size = -131072"] {
            sqlx::query(sql).execute(&mut *db).await?;
        }
    }
    Ok(())
}

/// Inserts all in one transaction, many with one statement, as the audit cache does.
///
/// # Errors
/// When the file cannot be written.
pub async fn insert(db: &mut SqliteConnection, rows: &[Plain]) -> Result<()> {
    sqlx::query("BEGIN IMMEDIATE").execute(&mut *db).await?;
    put(&mut *db, rows, MANY).await?;
    for some in rows.chunks(TEXTS_MANY) {
        let list: Vec<(i64, &str)> = some.iter().map(|plain| (plain.row, plain.text.as_str())).collect();
        sqlx::query("INSERT INTO texts (rowid, text) SELECT value ->> 0, value ->> 1 FROM json_each(?)")
            .bind(serde_json::to_string(&list)?)
            .execute(&mut *db)
            .await?;
    }
    sqlx::query("COMMIT").execute(db).await?;
    Ok(())
}

/// Inserts row by row, a thousand rows a transaction.
///
/// # Errors
/// When the file cannot be written.
pub async fn insert_singly(db: &mut SqliteConnection, rows: &[Plain]) -> Result<()> {
    for some in rows.chunks(TRANSACTION) {
        sqlx::query("BEGIN").execute(&mut *db).await?;
        put(&mut *db, some, 1).await?;
        for plain in some {
            sqlx::query("INSERT INTO texts (rowid, text) VALUES (?, ?)")
                .bind(plain.row)
                .bind(plain.text.as_str())
                .execute(&mut *db)
                .await?;
        }
        sqlx::query("COMMIT").execute(&mut *db).await?;
    }
    Ok(())
}

async fn put(db: &mut SqliteConnection, rows: &[Plain], many: usize) -> Result<()> {
    for some in rows.chunks(many) {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "INSERT INTO events (row, dedupe, time, who, object, kind, operation, consequence, outcome, \
             surface, approval, policy, tenant, source, correlation, body) ",
        );
        sql.push_values(some, |mut tuple, plain| {
            tuple.push_bind(plain.row).push_bind(plain.dedupe.as_slice()).push_bind(plain.time);
            for word in &plain.words {
                tuple.push_bind(word.as_str());
            }
            tuple.push_bind(plain.correlation.as_str()).push_bind(plain.body.as_str());
        });
        sql.build().execute(&mut *db).await?;
    }
    Ok(())
}

/// Name of a column in SQL.
const fn name(column: Column) -> &'static str {
    match column {
        Column::Who => "who",
        Column::Object => "object",
        Column::Kind => "kind",
        Column::Operation => "operation",
        Column::Consequence => "consequence",
        Column::Outcome => "outcome",
        Column::Surface => "surface",
        Column::Approval => "approval",
        Column::Policy => "policy",
        Column::Tenant => "tenant",
        Column::Source => "source",
        Column::Correlation => "correlation",
    }
}

fn push_words(sql: &mut QueryBuilder<Sqlite>, column: &str, words: &BTreeSet<String>, begin: &str) {
    if words.is_empty() {
        return;
    }
    sql.push(begin);
    for (at, word) in words.iter().enumerate() {
        sql.push(if at > 0 { " OR " } else { "" }).push(column);
        sql.push(if word.contains('*') { " GLOB " } else { " = " }).push_bind(word.clone());
    }
    sql.push(")");
}

/// Adds what a question asks, text terms included, as a condition.
fn push_question(sql: &mut QueryBuilder<Sqlite>, question: &Question) {
    sql.push(" WHERE true");
    for term in &question.text {
        let term = format!("\"{term}\"");
        sql.push(" AND row IN (SELECT rowid FROM texts WHERE texts MATCH ").push_bind(term).push(")");
    }
    for (column, filter) in &question.filters {
        push_words(sql, name(*column), &filter.include, " AND (");
        push_words(sql, name(*column), &filter.exclude, " AND NOT (");
    }
    if let Some(since) = question.since {
        sql.push(" AND time >= ").push_bind(since.as_microsecond());
    }
    if let Some(until) = question.until {
        sql.push(" AND time < ").push_bind(until.as_microsecond());
    }
}

/// The newest rows that answer a question; gives how many they are.
///
/// # Errors
/// When the file cannot be read.
pub async fn page(db: &mut SqliteConnection, question: &Question, limit: u32) -> Result<usize> {
    let mut sql = QueryBuilder::<Sqlite>::new("SELECT * FROM events");
    push_question(&mut sql, question);
    sql.push(" ORDER BY time DESC, row DESC LIMIT ").push_bind(limit);
    let rows: Vec<SqliteRow> = sql.build().fetch_all(db).await?;
    let bodies: Result<Vec<String>, sqlx::Error> = rows.iter().map(|row| row.try_get("body")).collect();
    Ok(bodies?.len())
}

/// The most frequent values of every column, without the filter on the column itself; gives the sum of
/// their counts.
///
/// # Errors
/// When the file cannot be read.
pub async fn facets(db: &mut SqliteConnection, question: &Question, limit: u32) -> Result<i64> {
    let mut all = 0;
    for column in Column::FACETS {
        let mut lifted = question.clone();
        lifted.filters.remove(&column);
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT ");
        sql.push(name(column)).push(" AS word, count(*) AS many FROM events");
        push_question(&mut sql, &lifted);
        sql.push(" GROUP BY word ORDER BY many DESC LIMIT ").push_bind(limit);
        let rows: Vec<(String, i64)> = sql.build_query_as().fetch_all(&mut *db).await?;
        all += rows.into_iter().map(|(_, many)| many).sum::<i64>();
    }
    Ok(all)
}

/// How many rows lie in each of some equal stretches of time; gives how many they are in all.
///
/// # Errors
/// When the file cannot be read.
pub async fn histogram(
    db: &mut SqliteConnection,
    question: &Question,
    (from, until): (i64, i64),
    buckets: i64,
) -> Result<i64> {
    let mut sql = QueryBuilder::<Sqlite>::new("SELECT (time - ");
    sql.push_bind(from).push(") * ").push_bind(buckets).push(" / ").push_bind(until.saturating_sub(from));
    sql.push(" AS bucket, count(*) FROM events");
    push_question(&mut sql, question);
    sql.push(" AND time >= ").push_bind(from).push(" AND time < ").push_bind(until).push(" GROUP BY bucket");
    let rows: Vec<(i64, i64)> = sql.build_query_as().fetch_all(db).await?;
    Ok(rows.into_iter().map(|(_, many)| many).sum())
}
