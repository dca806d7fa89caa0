//! The record: append-only.

use super::{from_json, time, to_json};
use crate::{Result, Store, Write};
use jiff::Timestamp;
use sqlx::FromRow;

/// An entry before it has its position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// When.
    pub at: Timestamp,
    /// Id of who.
    pub operator: String,
    /// Name of the operation.
    pub operation: String,
    /// Its class.
    pub consequence: String,
    /// Name of the tenant, or empty.
    pub tenant: String,
    /// What it was about; may be empty.
    pub object: String,
    /// `window`, `cli`.
    pub surface: String,
    /// Hash of the policy set that decided.
    pub policy_version: String,
    /// Policies that decided.
    pub policies: Vec<String>,
    /// `done`, `refused`, `failed` or `intent`.
    pub outcome: &'static str,
    /// JSON of what changed; may be empty.
    pub detail: String,
}

/// An entry of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRow {
    /// Its position.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Id of who.
    pub operator: String,
    /// Name of the operation.
    pub operation: String,
    /// Its class.
    pub consequence: String,
    /// Name of the tenant, or empty.
    pub tenant: String,
    /// What it was about; may be empty.
    pub object: String,
    /// `window`, `cli`.
    pub surface: String,
    /// Hash of the policy set that decided.
    pub policy_version: String,
    /// Policies that decided.
    pub policies: Vec<String>,
    /// `done`, `refused`, `failed` or `intent`.
    pub outcome: String,
    /// JSON of what changed; may be empty.
    pub detail: String,
}

#[derive(FromRow)]
struct Raw {
    seq: i64,
    at: String,
    operator: String,
    operation: String,
    consequence: String,
    tenant: String,
    object: String,
    surface: String,
    policy_version: String,
    policies: String,
    outcome: String,
    detail: String,
}

impl Raw {
    fn typed(self) -> Result<EntryRow> {
        let Self {
            seq,
            at,
            operator,
            operation,
            consequence,
            tenant,
            object,
            surface,
            policy_version,
            policies,
            outcome,
            detail,
        } = self;
        let (at, policies) = (time("an entry", &at)?, from_json("an entry", &policies)?);
        Ok(EntryRow {
            seq,
            at,
            operator,
            operation,
            consequence,
            tenant,
            object,
            surface,
            policy_version,
            policies,
            outcome,
            detail,
        })
    }
}

impl Store {
    /// The newest entries first, of one tenant or of all.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn entries(&self, tenant: Option<&str>, limit: u32) -> Result<Vec<EntryRow>> {
        let rows: std::result::Result<Vec<Raw>, sqlx::Error> = match tenant {
            Some(tenant) => {
                sqlx::query_as(
                    "SELECT * FROM entries WHERE tenant = ? COLLATE NOCASE ORDER BY seq DESC LIMIT ?",
                )
                .bind(tenant)
                .bind(limit)
                .fetch_all(self.pool())
                .await
            }
            None => {
                sqlx::query_as("SELECT * FROM entries ORDER BY seq DESC LIMIT ?")
                    .bind(limit)
                    .fetch_all(self.pool())
                    .await
            }
        };
        rows.map_err(|error| self.error(error))?.into_iter().map(Raw::typed).collect()
    }
}

/// Appends an entry; reached through [`Write::commit`] only.
pub(crate) async fn append(write: &mut Write, entry: &NewEntry) -> Result<i64> {
    let NewEntry {
        at,
        operator,
        operation,
        consequence,
        tenant,
        object,
        surface,
        policy_version,
        policies,
        outcome,
        detail,
    } = entry;
    let policies = to_json("an entry", policies)?;
    let done = sqlx::query(
        "INSERT INTO entries (at, operator, operation, consequence, tenant, object, surface, policy_version, \
         policies, outcome, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(at.to_string())
    .bind(operator)
    .bind(operation)
    .bind(consequence)
    .bind(tenant)
    .bind(object)
    .bind(surface)
    .bind(policy_version)
    .bind(policies)
    .bind(*outcome)
    .bind(detail)
    .execute(write.db())
    .await;
    done.map(|done| done.last_insert_rowid()).map_err(|error| write.error(error))
}
