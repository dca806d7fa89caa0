//! Personal values that entries commit to, with their salts. Erased, they leave the entry proved and the value unknown.

use super::ledger_logs::{signed, unsigned};
use crate::{Result, Store, Withheld, Write};
use steward_ledger::Salt;

/// Where a withheld value belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithheldRow {
    /// Id of the log.
    pub log: i64,
    /// Number of the entry.
    pub number: u64,
    /// The value.
    pub withheld: Withheld,
}

type Raw = (i64, i64, String, Vec<u8>, String);

fn typed((log, number, path, salt, value): Raw) -> WithheldRow {
    // a salt of another length verifies nothing, as it should
    let salt = Salt::new(salt.try_into().unwrap_or([0; 32]));
    WithheldRow { log, number: unsigned(number), withheld: Withheld { path, salt, value } }
}

impl Store {
    /// The values that an entry withholds, as far as they were not erased.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn withheld_by(&self, log: i64, number: u64) -> Result<Vec<Withheld>> {
        let rows: Vec<Raw> = sqlx::query_as(
            "SELECT log, number, path, salt, value FROM withheld WHERE log = ? AND number = ? ORDER BY path",
        )
        .bind(log)
        .bind(signed(number)?)
        .fetch_all(self.pool())
        .await
        .map_err(|error| self.error(error))?;
        Ok(rows.into_iter().map(|row| typed(row).withheld).collect())
    }

    /// All withheld values.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn withheld(&self) -> Result<Vec<WithheldRow>> {
        let rows: Vec<Raw> =
            sqlx::query_as("SELECT log, number, path, salt, value FROM withheld ORDER BY log, number, path")
                .fetch_all(self.pool())
                .await
                .map_err(|error| self.error(error))?;
        Ok(rows.into_iter().map(typed).collect())
    }
}

impl Write {
    pub(crate) async fn insert_withheld(&mut self, log: i64, number: u64, row: &Withheld) -> Result<()> {
        let Withheld { path, salt, value } = row;
        let done =
            sqlx::query("INSERT INTO withheld (log, number, path, salt, value) VALUES (?, ?, ?, ?, ?)")
                .bind(log)
                .bind(signed(number)?)
                .bind(path)
                .bind(salt.as_bytes().as_slice())
                .bind(value)
                .execute(self.db())
                .await;
        done.map(drop).map_err(|error| self.error(error))
    }

    /// Erases a value with its salt.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn erase_withheld(&mut self, row: &WithheldRow) -> Result<()> {
        let done = sqlx::query("DELETE FROM withheld WHERE log = ? AND number = ? AND path = ?")
            .bind(row.log)
            .bind(signed(row.number)?)
            .bind(&row.withheld.path)
            .execute(self.db())
            .await;
        done.map(drop).map_err(|error| self.error(error))
    }
}
