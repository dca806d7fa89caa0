//! The workspace file, on real files in folders of their own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed, and says where"
)]

mod audit;
mod audit_erase;
mod audit_killed;
mod audit_verify;
mod checkpoints;
mod copies;
mod erase;
mod hindered;
mod killed;
mod ledger;
mod migrate;
mod open;
mod running;
mod snapshots;
mod tables;

use jiff::Timestamp;
use std::path::Path;
use steward_ledger::{
    Approval, ApprovalState, Confirmation, Decision, Event, Object, Outcome, OutcomeState, Pseudonym,
    SignerKey, Surface, Tenant, Trust, TrustedKey, Verifier,
};
use steward_model::{Consequence, Environment};
use steward_store::{Device, KeyPlace, LedgerPage, LogRow, NewEntry, OperatorRow, Store, TenantRow};
use tempfile::TempDir;

/// A workspace that is gone with the test.
struct Bench {
    folder: TempDir,
    store: Store,
    device: Device,
}

async fn bench() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let device = device(&store).await;
    Bench { folder, store, device }
}

fn key(seed: u8) -> SignerKey {
    SignerKey::from_seed("steward/5f0c9d2e", &[seed; 32]).unwrap()
}

/// The log of `op-1`, with its key; made when it is not there.
async fn device(store: &Store) -> Device {
    Device::new(&log(store).await, Some(key(7)))
}

async fn log(store: &Store) -> LogRow {
    let mut write = store.write().await.unwrap();
    write.begin_log("steward/5f0c9d2e", "op-1", at("2026-11-22T10:00:00Z")).await.unwrap();
    write.commit_unrecorded().await.unwrap();
    let row = store.ledger_logs().await.unwrap().remove(0);
    if row.keys.is_empty() {
        let mut write = store.write().await.unwrap();
        let key = key(7).verifier().to_string();
        assert!(write.name_first_key(row.id, &key, KeyPlace::Keyring).await.unwrap());
        write.commit_unrecorded().await.unwrap();
    }
    store.ledger_logs().await.unwrap().remove(0)
}

/// What verifying the whole log comes to.
async fn verified(store: &Store) -> steward_ledger::Report {
    let log = store.ledger_logs().await.unwrap().remove(0);
    let keys = log.keys.iter().map(|row| TrustedKey {
        key: row.key.parse().unwrap(),
        from: row.from,
        until: row.until,
    });
    let verifier = Verifier::new(Trust { device: log.name.clone(), keys: keys.collect() });
    let look = |verifier: &mut Verifier, page: LedgerPage| {
        page.commits.iter().for_each(|note| verifier.commit(note));
        page.checkpoints.iter().for_each(|note| verifier.checkpoint(note));
        for (number, hash, bytes) in &page.entries {
            verifier.entry(*number, *hash, bytes);
        }
    };
    store.look_through_ledger(log.id, verifier, look).await.unwrap().finish()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn entry(operation: &str, tenant: &str) -> NewEntry {
    let environment = Environment::Live;
    let tenant = (!tenant.is_empty()).then(|| Tenant { id: tenant.into(), environment });
    NewEntry::from(Event {
        time: at("2026-11-22T10:00:00Z"),
        who: Pseudonym("op-1".into()),
        on_behalf_of: None,
        proposed_by: None,
        operation: operation.into(),
        consequence: Consequence::Correct,
        object: Some(Object { kind: "finding".into(), id: "key".into() }),
        tenant,
        surface: Surface::Cli,
        reason: None,
        decision: Decision {
            policy_version: "abc".into(),
            policies: vec!["administrator-runs".into()],
            confirmation: Confirmation::None,
            approval: Approval {
                state: ApprovalState::NotRequired,
                required: 0,
                request: None,
                approvers: Vec::new(),
            },
        },
        changes: Vec::new(),
        outcome: Outcome { state: OutcomeState::Done, code: None },
        correlation: "request".into(),
    })
}

/// A connection to the file that goes round the store.
async fn raw(folder: &Path) -> sqlx::sqlite::SqliteConnection {
    use sqlx::Connection as _;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(folder.join(steward_store::FILE));
    sqlx::sqlite::SqliteConnection::connect_with(&options).await.unwrap()
}

fn tenant(id: &str, name: &str) -> TenantRow {
    TenantRow {
        id: id.into(),
        name: name.into(),
        display_name: "Northwind Logistics".into(),
        kind: "file".into(),
        environment: "live".into(),
        address: "/data/pairs.txt".into(),
        source: "{}".into(),
        pack: "generic".into(),
        pack_hash: None,
        added_at: at("2026-11-22T10:00:00Z"),
        schedule_minutes: None,
    }
}

fn operator(id: &str, user: &str) -> OperatorRow {
    OperatorRow {
        id: id.into(),
        os_user: user.into(),
        name: user.into(),
        roles: vec!["administrator".into()],
        since: at("2026-11-22T10:00:00Z"),
    }
}
