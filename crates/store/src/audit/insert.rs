//! Inserting what was made ready, many rows at a time.

use super::fault::{Fault, Result};
use super::sealed::Ready;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

/// Rows that one statement inserts.
pub(super) const ROWS: usize = 250;
/// Bytes of texts that are gathered before they are added to the search.
const TEXTS: usize = 8 << 20;

/// Texts that are not in the search yet.
#[derive(Debug, Default)]
pub(super) struct Texts {
    list: Vec<(i64, String)>,
    bytes: usize,
}

impl Texts {
    pub fn push(&mut self, row: i64, text: String) {
        self.bytes = self.bytes.saturating_add(text.len());
        self.list.push((row, text));
    }

    /// Whether they are enough to be written.
    pub fn are_many(&self) -> bool {
        self.bytes >= TEXTS
    }

    pub async fn write(&mut self, db: &mut SqliteConnection) -> Result<()> {
        insert_texts(db, &self.list).await?;
        *self = Self::default();
        Ok(())
    }
}

/// Inserts events and their values.
pub(super) async fn insert(db: &mut SqliteConnection, first: u32, events: &[Ready]) -> Result<()> {
    let rows: Vec<(i64, &Ready)> = (i64::from(first)..).zip(events).collect();
    for some in rows.chunks(ROWS) {
        let mut sql = QueryBuilder::<Sqlite>::new("INSERT INTO audit_events (row, dedupe, leaf, body) ");
        sql.push_values(some, |mut tuple, (row, ready)| {
            tuple
                .push_bind(*row)
                .push_bind(ready.dedupe.as_slice())
                .push_bind(ready.leaf.as_bytes().as_slice())
                .push_bind(ready.packed.as_slice());
        });
        sql.build().execute(&mut *db).await?;
    }
    let values = rows.iter().flat_map(|(row, ready)| ready.values.iter().map(move |value| (*row, value)));
    let values: Vec<_> = values.collect();
    for some in values.chunks(ROWS) {
        let mut sql = QueryBuilder::<Sqlite>::new("INSERT INTO audit_withheld (row, part, salt, value) ");
        sql.push_values(some, |mut tuple, (row, value)| {
            tuple
                .push_bind(*row)
                .push_bind(value.part)
                .push_bind(value.salt.as_bytes().as_slice())
                .push_bind(value.value.as_str());
        });
        sql.build().execute(&mut *db).await?;
    }
    Ok(())
}

/// Inserts texts to be searched, by number of row: in one statement, because the search writes down what it
/// gathered at the beginning of each one that changes several rows.
pub(super) async fn insert_texts(db: &mut SqliteConnection, texts: &[(i64, String)]) -> Result<()> {
    if texts.is_empty() {
        return Ok(());
    }
    let list = serde_json::to_string(texts).map_err(|error| Fault::content("an event", error))?;
    let sql = "INSERT INTO audit_text (rowid, text) SELECT value ->> 0, value ->> 1 FROM json_each(?)";
    sqlx::query(sql).bind(list).execute(db).await?;
    Ok(())
}
