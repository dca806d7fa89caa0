//! A million events with a fixed seed: how long reading them in, opening, asking, searching and verifying take,
//! beside a plain table of SQLite with six indexes and a full-text search in the same run.
//!
//! `cargo run --release -p steward-store --example audit_cache [events]`
#![allow(clippy::print_stdout, reason = "it prints what it measures")]

use jiff::Timestamp;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode};
use sqlx::{Connection, QueryBuilder, Sqlite};
use std::hint::black_box;
use std::time::{Duration, Instant};
use steward_audit::{
    AuditEvent, Column, EventSource, Outcome, OutcomeState, PageFrom, Party, Question, Thing,
};
use steward_model::Consequence;
use steward_store::{NewAuditBatch, Store};

type Done<T> = Result<T, Box<dyn std::error::Error>>;

/// Events that are handed over at once.
const PIECE: u32 = 1_000;
const BEGIN: i64 = 1_700_000_000;
/// Questions of each kind.
const QUESTIONS: u32 = 200;

const OPERATIONS: [(&str, &str, Consequence); 6] = [
    ("user.lifecycle.create", "user", Consequence::Correct),
    ("user.lifecycle.delete", "user", Consequence::Destructive),
    ("group.member.add", "group", Consequence::Policy),
    ("role.assign", "role", Consequence::Policy),
    ("file.read", "file", Consequence::View),
    ("file.export", "file", Consequence::Override),
];

/// An event. Few people do much and many do little.
fn event(n: u32, random: &mut fastrand::Rng) -> Done<AuditEvent> {
    let (action, kind, consequence) = *random.choice(&OPERATIONS).ok_or("no operation")?;
    let person = (random.f64() * random.f64() * 50_000.0) as u32;
    let extra =
        serde_json::json!({ "agent": "Mozilla/5.0 (X11; Linux x86_64)", "region": "eu-north", "n": n });
    Ok(AuditEvent {
        id: format!("event-{n}"),
        time: Timestamp::from_second(BEGIN + i64::from(n) * 20)?,
        source: EventSource::Tenant,
        origin: "okta".to_owned(),
        actor: Some(Party { id: format!("u-{person}"), name: Some(format!("Person No{person}")) }),
        on_behalf_of: None,
        approved_by: None,
        action: action.to_owned(),
        consequence: Some(consequence),
        object: Some(Thing {
            kind: Some(kind.to_owned()),
            id: format!("o-{}", random.u32(0..20_000)),
            name: None,
        }),
        tenant: Some("acme".to_owned()),
        surface: Some("api".to_owned()),
        outcome: Outcome {
            state: if random.u8(0..20) == 0 { OutcomeState::Denied } else { OutcomeState::Success },
            code: None,
        },
        reason: None,
        policy_version: None,
        correlation: Some(format!("request-{}", n / 2)),
        ip: Some(format!("192.0.2.{}", random.u8(..))),
        extra: extra.as_object().cloned().unwrap_or_default(),
        raw_hash: "5d".repeat(32),
    })
}

#[tokio::main]
async fn main() -> Done<()> {
    let events = std::env::args().nth(1).map_or(Ok(1_000_000), |arg| arg.parse::<u32>())?;
    let folder = tempfile::tempdir()?;
    ours(folder.path(), events).await?;
    plain(&folder.path().join("plain.db"), events).await
}

async fn ours(folder: &std::path::Path, events: u32) -> Done<()> {
    let store = Store::open(folder).await?;
    let trail = store.audit_trail().await?;
    let mut random = fastrand::Rng::with_seed(20_261_126);
    let begin = Instant::now();
    let mut write = store.write().await?;
    let at = Timestamp::from_second(BEGIN)?;
    let (tenant, file) = ("t-1".to_owned(), "log.jsonl".to_owned());
    let new = NewAuditBatch { tenant, file, at, correlation: "request".to_owned() };
    let mut import = write.begin_audit_batch(&trail, new).await?;
    for first in (0..events).step_by(PIECE as usize) {
        let piece = (first..events.min(first + PIECE)).map(|n| event(n, &mut random));
        write.add_audit_events(&mut import, piece.collect::<Done<Vec<_>>>()?).await?;
    }
    let sealed = write.seal_audit_batch(import).await?;
    write.commit_unrecorded().await?;
    said("read in", begin.elapsed(), events);
    println!("{:24} {:>8} MiB", "", store.kept().await?.bytes >> 20);

    let begin = Instant::now();
    let mut trail = store.audit_trail().await?;
    said("open", begin.elapsed(), events);

    let people = store.pseudonyms_of(Some("t-1"), "u-*").await?;
    let mut times = Vec::new();
    for _ in 0..QUESTIONS {
        let person = random.choice(&people).map_or("", String::as_str);
        let question = Question::default().with(Column::Who, person).with(Column::Operation, "role.*");
        let begin = Instant::now();
        store.catch_up_audit(&mut trail).await?;
        let page = trail.trail().ask(&question, None).page(PageFrom::Newest, 50);
        black_box(store.audit_rows(&trail, &page.rows).await?);
        times.push(begin.elapsed());
    }
    slowest("page, structured", times);
    let mut times = Vec::new();
    for _ in 0..QUESTIONS {
        let word = format!("no{}", random.u32(0..50_000));
        let begin = Instant::now();
        let rows = store.find_audit_text(&mut trail, &[word]).await?;
        let page = trail.trail().ask(&Question::default(), Some(rows)).page(PageFrom::Newest, 50);
        black_box(store.audit_rows(&trail, &page.rows).await?);
        times.push(begin.elapsed());
    }
    slowest("page, full text", times);
    let begin = Instant::now();
    let question = Question::default().with(Column::Outcome, "denied");
    black_box(trail.trail().ask(&question, None).facets(20));
    said("facets", begin.elapsed(), events);
    let begin = Instant::now();
    if let Some(batch) = sealed.batch {
        let report = store.verify_audit_batch(&batch).await?;
        said("verify", begin.elapsed(), report.events);
    }
    store.close().await;
    Ok(())
}

/// The same events in a table, with the indexes that the same questions need.
async fn plain(file: &std::path::Path, events: u32) -> Done<()> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .pragma("secure_delete", "ON")
        .pragma("cache_size", "-131072");
    let mut db = SqliteConnection::connect_with(&options).await?;
    for sql in [
        "CREATE TABLE events (row INTEGER PRIMARY KEY, id TEXT UNIQUE, at INTEGER, who TEXT, object TEXT, \
         operation TEXT, outcome TEXT, correlation TEXT, body TEXT)",
        "CREATE INDEX by_at ON events (at)",
        "CREATE INDEX by_who ON events (who, at)",
        "CREATE INDEX by_object ON events (object, at)",
        "CREATE INDEX by_operation ON events (operation, at)",
        "CREATE INDEX by_outcome ON events (outcome, at)",
        "CREATE INDEX by_correlation ON events (correlation)",
        "CREATE VIRTUAL TABLE words USING fts5 (text, content = '')",
    ] {
        sqlx::query(sql).execute(&mut db).await?;
    }
    let mut random = fastrand::Rng::with_seed(20_261_126);
    let begin = Instant::now();
    let mut tx = db.begin().await?;
    for first in (0..events).step_by(250) {
        let piece = (first..events.min(first + 250)).map(|n| event(n, &mut random));
        let piece = piece.collect::<Done<Vec<_>>>()?;
        let rows: Vec<(i64, &AuditEvent, String)> = (i64::from(first)..)
            .zip(&piece)
            .map(|(row, event)| Ok::<_, serde_json::Error>((row, event, serde_json::to_string(event)?)))
            .collect::<Result<_, _>>()?;
        let mut sql = QueryBuilder::<Sqlite>::new("INSERT INTO events ");
        sql.push_values(&rows, |mut tuple, (row, event, body)| {
            tuple
                .push_bind(*row)
                .push_bind(event.id.as_str())
                .push_bind(event.time.as_microsecond())
                .push_bind(event.actor.as_ref().map(|actor| actor.id.as_str()))
                .push_bind(event.object.as_ref().map(|object| object.id.as_str()))
                .push_bind(event.action.as_str())
                .push_bind(event.outcome.state.word())
                .push_bind(event.correlation.as_deref())
                .push_bind(body.as_str());
        });
        sql.build().execute(&mut *tx).await?;
        let mut sql = QueryBuilder::<Sqlite>::new("INSERT INTO words (rowid, text) ");
        sql.push_values(&rows, |mut tuple, (row, _, body)| {
            tuple.push_bind(*row).push_bind(body.as_str());
        });
        sql.build().execute(&mut *tx).await?;
    }
    tx.commit().await?;
    said("plain: read in", begin.elapsed(), events);
    println!("{:24} {:>8} MiB", "", std::fs::metadata(file)?.len() >> 20);
    let mut times = Vec::new();
    for _ in 0..QUESTIONS {
        let person = format!("u-{}", (random.f64() * random.f64() * 50_000.0) as u32);
        let begin = Instant::now();
        let sql =
            "SELECT body FROM events WHERE who = ? AND operation GLOB 'role.*' ORDER BY at DESC LIMIT 50";
        let rows: Vec<String> = sqlx::query_scalar(sql).bind(person).fetch_all(&mut db).await?;
        black_box(rows);
        times.push(begin.elapsed());
    }
    slowest("plain: page, structured", times);
    let mut times = Vec::new();
    for _ in 0..QUESTIONS {
        let word = format!("\"no{}\"", random.u32(0..50_000));
        let begin = Instant::now();
        let sql = "SELECT body FROM events WHERE row IN (SELECT rowid FROM words WHERE words MATCH ?) \
                   ORDER BY at DESC LIMIT 50";
        let rows: Vec<String> = sqlx::query_scalar(sql).bind(word).fetch_all(&mut db).await?;
        black_box(rows);
        times.push(begin.elapsed());
    }
    slowest("plain: page, full text", times);
    let begin = Instant::now();
    for sql in [
        "SELECT who, count(*) FROM events WHERE outcome = 'denied' GROUP BY who ORDER BY 2 DESC LIMIT 20",
        "SELECT object, count(*) FROM events WHERE outcome = 'denied' GROUP BY object \
         ORDER BY 2 DESC LIMIT 20",
        "SELECT operation, count(*) FROM events WHERE outcome = 'denied' GROUP BY operation ORDER BY 2 DESC",
        "SELECT outcome, count(*) FROM events GROUP BY outcome ORDER BY 2 DESC",
    ] {
        let rows: Vec<(String, i64)> = sqlx::query_as(sql).fetch_all(&mut db).await?;
        black_box(rows);
    }
    said("plain: four facets", begin.elapsed(), events);
    Ok(())
}

fn said(what: &str, time: Duration, events: u32) {
    let rate = f64::from(events) / time.as_secs_f64().max(1e-9);
    println!("{what:24} {time:>10.1?}, {rate:.0} events a second");
}

fn slowest(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or_default();
    println!("{what:24} {:>10.1?} p50, {:.1?} p99", at(50), at(99));
}
