//! The workspace file, on real files in folders of their own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed, and says where"
)]

mod copies;
mod migrate;
mod open;
mod record;
mod snapshots;
mod tables;

use jiff::Timestamp;
use steward_store::{NewEntry, OperatorRow, Store, TenantRow};
use tempfile::TempDir;

/// A workspace that is gone with the test.
struct Bench {
    folder: TempDir,
    store: Store,
}

async fn bench() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    Bench { folder, store }
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn entry(operation: &str, tenant: &str) -> NewEntry {
    NewEntry {
        at: at("2026-11-22T10:00:00Z"),
        operator: "op-1".into(),
        operation: operation.into(),
        consequence: "correct".into(),
        tenant: tenant.into(),
        object: String::new(),
        surface: "cli".into(),
        policy_version: "abc".into(),
        policies: vec!["administrator-runs".into()],
        outcome: "done",
        detail: String::new(),
    }
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
