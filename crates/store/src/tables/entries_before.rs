//! The record as it was kept before the ledger: read only. Its rows are what the first entry of the ledger commits to.

use crate::{Result, Store};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::IgnoredAny;
use sqlx::error::BoxDynError;
use sqlx::sqlite::{SqliteTypeInfo, SqliteValueRef};
use sqlx::{Decode, FromRow, Sqlite, Type};
use steward_ledger::{Frontier, Hash, canonical_bytes, leaf_hash};

/// An entry of the record before the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryBefore {
    /// Its position.
    pub seq: i64,
    /// When: RFC 3339, unless somebody changed it.
    pub at: String,
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
    /// What of it cannot be read, in words.
    pub problem: Option<String>,
}

/// A text. What is no UTF-8, because somebody changed it, has other letters in its place.
#[derive(Serialize)]
struct Text(String);

impl Type<Sqlite> for Text {
    fn type_info() -> SqliteTypeInfo {
        <Vec<u8> as Type<Sqlite>>::type_info()
    }

    fn compatible(ty: &SqliteTypeInfo) -> bool {
        <Vec<u8> as Type<Sqlite>>::compatible(ty)
    }
}

impl<'r> Decode<'r, Sqlite> for Text {
    fn decode(value: SqliteValueRef<'r>) -> std::result::Result<Self, BoxDynError> {
        let bytes = <&'r [u8] as Decode<'r, Sqlite>>::decode(value)?;
        Ok(Self(String::from_utf8_lossy(bytes).into_owned()))
    }
}

#[derive(FromRow, Serialize)]
struct Raw {
    seq: i64,
    at: Text,
    operator: Text,
    operation: Text,
    consequence: Text,
    tenant: Text,
    object: Text,
    surface: Text,
    policy_version: Text,
    policies: Text,
    outcome: Text,
    detail: Text,
}

impl Raw {
    /// What of it cannot be read.
    fn problem(&self) -> Option<String> {
        let told = |what: &str, error: &dyn std::error::Error| format!("its {what} cannot be read: {error}");
        let at = self.at.0.parse::<Timestamp>().err().map(|error| told("time", &error));
        let policies = serde_json::from_str::<Vec<String>>(&self.policies.0).err();
        let detail = serde_json::from_str::<IgnoredAny>(&self.detail.0).err();
        let detail = detail.filter(|_| !self.detail.0.is_empty());
        at.or_else(|| policies.map(|error| told("policies", &error)))
            .or_else(|| detail.map(|error| told("detail", &error)))
    }

    fn typed(self) -> EntryBefore {
        let problem = self.problem();
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
        EntryBefore {
            seq,
            at: at.0,
            operator: operator.0,
            operation: operation.0,
            consequence: consequence.0,
            tenant: tenant.0,
            object: object.0,
            surface: surface.0,
            policy_version: policy_version.0,
            policies: serde_json::from_str(&policies.0).unwrap_or_default(),
            outcome: outcome.0,
            detail: detail.0,
            problem,
        }
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
        Ok(rows.map_err(|error| self.error(error))?.into_iter().map(Raw::typed).collect())
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
            // a row that has none was made from outside, and is the leaf of nothing
            tree.append(leaf_hash(&canonical_bytes(row).unwrap_or_default()));
        }
        Ok((tree.size() > 0).then(|| (tree.size(), tree.root())))
    }

    /// Whether there is a record from before the ledger: the entries of the ledger go on with its positions. Rows with
    /// other positions were put in from outside.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn has_record_before(&self) -> Result<bool> {
        let sql = "SELECT count(*) > 0 AND min(seq) > 0 \
                   AND max(seq) < coalesce((SELECT min(seq) FROM ledger_entries), 9223372036854775807) \
                   FROM entries_before";
        sqlx::query_scalar(sql).fetch_one(self.pool()).await.map_err(|error| self.error(error))
    }
}
