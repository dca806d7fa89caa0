//! By what events are known again, when a log is read in that overlaps one that was.

use super::AuditKnown;
use super::differs::{Again, differing};
use super::fault::{Fault, Result};
use crate::Store;
use sqlx::SqliteConnection;
use std::collections::{BTreeSet, HashMap};
use steward_audit::AuditEvent;
use steward_ledger::{Commitment, Salt};

/// Bytes of the keyed hash of an event.
const DEDUPE: usize = 16;

/// What an event is known again by: keyed, so that it says nothing to whoever does not have the key.
pub(super) fn dedupe(key: &Salt, tenant: &str, event: &AuditEvent) -> Vec<u8> {
    keyed(key, tenant, &event.dedupe_key())
}

/// The same of what [`AuditEvent::dedupe_key`] says.
pub(super) fn keyed(key: &Salt, tenant: &str, known: &str) -> Vec<u8> {
    let said = format!("{tenant}\0{known}");
    let hash = Commitment::to_canonical(key, said.as_bytes());
    hash.hash().as_bytes().iter().take(DEDUPE).copied().collect()
}

/// The key of these hashes.
pub(super) async fn key(db: &mut SqliteConnection) -> Result<Salt> {
    let key: Option<Vec<u8>> = sqlx::query_scalar("SELECT key FROM audit_state").fetch_optional(db).await?;
    let key = key
        .unwrap_or_default()
        .try_into()
        .map_err(|_| Fault::content("the audit trail", "its key is none"))?;
    Ok(Salt::new(key))
}

/// Which of these hashes are there, with the numbers of their events.
pub(super) async fn known(db: &mut SqliteConnection, hashes: &[Vec<u8>]) -> Result<HashMap<Vec<u8>, u32>> {
    let list: Vec<String> = hashes.iter().map(hex::encode).collect();
    let list = serde_json::to_string(&list).map_err(|error| Fault::content("an event", error))?;
    let sql = "SELECT dedupe, row FROM audit_events WHERE dedupe IN (SELECT unhex(value) FROM json_each(?))";
    let found: Vec<(Vec<u8>, u32)> = sqlx::query_as(sql).bind(list).fetch_all(db).await?;
    Ok(found.into_iter().collect())
}

impl Store {
    /// How many of these events of a tenant are kept already, and which of them say something else there.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn known_audit_events(&self, tenant: &str, events: &[AuditEvent]) -> crate::Result<AuditKnown> {
        let looked = async {
            let mut db = self.pool().acquire().await?;
            let key = key(&mut db).await?;
            let hashes: Vec<Vec<u8>> = events.iter().map(|event| dedupe(&key, tenant, event)).collect();
            let known = known(&mut db, &hashes).await?;
            let all = events.iter().zip(&hashes).enumerate();
            let again: Vec<Again<'_>> = all
                .filter_map(|(at, (event, hash))| Some(Again { at, row: *known.get(hash)?, event }))
                .collect();
            let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
            let fresh: BTreeSet<&Vec<u8>> = hashes.iter().filter(|hash| !known.contains_key(*hash)).collect();
            let repeated = count(hashes.len() - again.len() - fresh.len());
            let (events, differs) = (count(again.len()), differing(&mut db, &again).await?);
            Ok::<_, Fault>(AuditKnown { events, repeated, differs })
        };
        looked.await.map_err(|fault| fault.in_store(self))
    }
}
