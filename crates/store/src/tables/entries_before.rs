//! The record as it was kept before the ledger: read only. Its rows are what the first entry of the ledger commits to.

use super::{from_json, time};
use crate::{Result, Store, StoreError};
use jiff::Timestamp;
use serde::Serialize;
use sqlx::FromRow;
use steward_ledger::{Frontier, Hash, canonical_bytes, leaf_hash};

/// An entry of the record before the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryBefore {
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

#[derive(FromRow, Serialize)]
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
    fn typed(self) -> Result<EntryBefore> {
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
        Ok(EntryBefore {
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
    /// The newest entries of the record before the ledger first, of one tenant or of all.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn entries_before(&self, tenant: Option<&str>, limit: u32) -> Result<Vec<EntryBefore>> {
        let rows: std::result::Result<Vec<Raw>, sqlx::Error> =
            match tenant {
                Some(tenant) => sqlx::query_as(
                    "SELECT * FROM entries_before WHERE tenant = ? COLLATE NOCASE ORDER BY seq DESC LIMIT ?",
                )
                .bind(tenant)
                .bind(limit)
                .fetch_all(self.pool())
                .await,
                None => {
                    sqlx::query_as("SELECT * FROM entries_before ORDER BY seq DESC LIMIT ?")
                        .bind(limit)
                        .fetch_all(self.pool())
                        .await
                }
            };
        rows.map_err(|error| self.error(error))?.into_iter().map(Raw::typed).collect()
    }

    /// What the ledger commits to of the record before it: how many rows there are, and the root of the tree (RFC 9162)
    /// whose leaves are their canonical bytes (RFC 8785) in order. Nothing when there are none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn record_before(&self) -> Result<Option<(u64, Hash)>> {
        let rows: Vec<Raw> = sqlx::query_as("SELECT * FROM entries_before ORDER BY seq")
            .fetch_all(self.pool())
            .await
            .map_err(|error| self.error(error))?;
        let mut tree = Frontier::default();
        for row in &rows {
            let bytes = canonical_bytes(row).map_err(|error| StoreError::content("an entry", error))?;
            tree.append(leaf_hash(&bytes));
        }
        Ok((tree.size() > 0).then(|| (tree.size(), tree.root())))
    }

    /// Whether there is a record from before the ledger.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn has_record_before(&self) -> Result<bool> {
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM entries_before)")
            .fetch_one(self.pool())
            .await
            .map_err(|error| self.error(error))
    }
}
