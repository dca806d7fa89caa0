//! The workspace that is measured, with a key made in memory in the place of the keyring's.

use crate::ledger::made::{Made, TENANT, entry};
use crate::ledger::made_up::{BEGIN, YEARS};
use crate::ledger::peer::{self, Plain};
use anyhow::{Context as _, Result};
use jiff::Timestamp;
use sqlx::sqlite::SqliteConnection;
use std::path::Path;
use steward_ledger::{Event, SignerKey};
use steward_store::{Device, KeyPlace, LogRow, NewEntry, OperatorRow, Store, TenantRow};

/// Name of the log and of its key.
pub const LOG: &str = "steward/5f0c9d2e";
/// Id of the operator.
pub const OPERATOR: &str = "op-1";
/// Entries of a transaction when many are written; each transaction has a signature.
const TOGETHER: usize = 10;
/// Entries between two checkpoints.
const PIECE: usize = 10_000;

/// An open workspace and whoever writes to it.
pub struct Ours {
    /// The workspace.
    pub store: Store,
    /// Its only log.
    pub log: LogRow,
    /// Who writes to it.
    pub device: Device,
}

/// After everything that is made up.
///
/// # Errors
/// Never; the moment is fixed.
pub fn now() -> Result<Timestamp> {
    Ok(Timestamp::from_second(BEGIN + YEARS)?)
}

fn tenant(added_at: Timestamp) -> TenantRow {
    TenantRow {
        id: TENANT.into(),
        name: "northwind".into(),
        display_name: "Northwind Logistics".into(),
        kind: "file".into(),
        environment: "live".into(),
        address: "/data/people.txt".into(),
        source: "{}".into(),
        pack: "generic".into(),
        pack_hash: None,
        added_at,
        schedule_minutes: None,
    }
}

/// Makes a workspace with a tenant, an operator and a log.
///
/// # Errors
/// When the folder cannot be written.
pub async fn make(folder: &Path) -> Result<Ours> {
    let (store, since) = (Store::open(folder).await?, Timestamp::from_second(BEGIN)?);
    let key = SignerKey::from_seed(LOG, &[7; 32])?;
    let mut write = store.write().await?;
    let operator = OperatorRow {
        id: OPERATOR.into(),
        os_user: "operator".into(),
        name: "Olga Olsen".into(),
        roles: vec!["administrator".into()],
        since,
    };
    write.insert_operator(&operator).await?;
    write.insert_tenant(&tenant(since)).await?;
    write.begin_log(LOG, OPERATOR, since).await?;
    write.commit_unrecorded().await?;
    let log = first_log(&store).await?;
    let mut write = store.write().await?;
    write.name_first_key(log.id, &key.verifier().to_string(), KeyPlace::Keyring).await?;
    write.commit_unrecorded().await?;
    let log = first_log(&store).await?;
    let device = Device::new(&log, Some(key));
    Ok(Ours { store, log, device })
}

async fn first_log(store: &Store) -> Result<LogRow> {
    store.ledger_logs().await?.into_iter().next().context("the workspace has no log")
}

/// An entry about a piece of work of the measurement itself.
///
/// # Errors
/// Never.
pub fn said(operation: &str) -> Result<NewEntry> {
    Ok(NewEntry::from(entry(operation, now()?)?))
}

/// Fills the ledger with entries, and the peer with the rows that say the same.
///
/// # Errors
/// When a file cannot be written.
pub async fn fill(ours: &Ours, plain: &mut SqliteConnection, many: usize) -> Result<()> {
    let mut made = Made::entries(u32::try_from(many)?);
    let mut done = 0;
    while done < many {
        let some = made.entries_taken(PIECE.min(many - done))?;
        done += some.len();
        let (events, rows): (Vec<Event>, Vec<Plain>) = some.into_iter().unzip();
        let mut entries = events.into_iter().map(NewEntry::from);
        loop {
            let list: Vec<NewEntry> = entries.by_ref().take(TOGETHER).collect();
            if list.is_empty() {
                break;
            }
            ours.store.write().await?.commit_all(&ours.device, list).await?;
        }
        peer::insert(plain, &rows).await?;
        ours.store.checkpoint(&ours.device).await?;
    }
    Ok(())
}
