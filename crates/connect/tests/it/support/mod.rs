//! What tests share.

pub mod http;
pub mod scim;
pub mod tenant_server;

use std::path::PathBuf;
use steward_model::{Snapshot, TenantInfo};

/// A tenant to read files into.
pub fn tenant() -> TenantInfo {
    TenantInfo { name: "Test".to_owned(), ..TenantInfo::default() }
}

/// The workspace's folder.
pub fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).canonicalize().unwrap()
}

/// Direct grants of people as `person permission`, sorted.
pub fn direct_grants(snapshot: &Snapshot) -> Vec<String> {
    let mut list: Vec<String> = (snapshot.grants.iter())
        .filter_map(|grant| match grant.to {
            steward_model::Holder::Person(p) => Some(format!(
                "{} {}",
                snapshot.person(p).unwrap().id,
                snapshot.permission(grant.permission).unwrap().id
            )),
            _ => None,
        })
        .collect();
    list.sort();
    list
}
