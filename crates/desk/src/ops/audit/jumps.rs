//! From an entry to the person, role, group or permission that it is about, as that was then.

use super::names::Names;
use crate::error::DeskError;
use crate::ops::tenants::snapshot_info;
use crate::wire::{AuditChange, AuditJump, AuditRow, Item, ItemKind};
use jiff::Timestamp;
use steward_access::Station;
use steward_model::Snapshot;
use steward_store::TenantSnapshotRow;

/// Most places that an entry leads to.
const MOST: usize = 20;

impl Names<'_> {
    /// Where an entry leads to. A person and a permission in one entry are a cell.
    pub(super) async fn jumps(
        &mut self,
        tenant: Option<&str>,
        at: Timestamp,
        row: &AuditRow,
        changes: &[AuditChange],
    ) -> Result<Vec<AuditJump>, DeskError> {
        let Some(tenant) = tenant.filter(|id| self.tenants.contains_key(*id)) else { return Ok(Vec::new()) };
        let Some(opened) = self.opened(tenant).await else { return Ok(Vec::new()) };
        let snapshot = in_force(&opened.snapshots, at).map(snapshot_info);
        let changed = changes.iter().filter_map(|change| change.object.as_ref()?.item.as_ref());
        let object = row.object.as_ref().and_then(|object| object.item.as_ref());
        let who = row.who.as_ref().and_then(|who| who.item.as_ref());
        let mut items: Vec<&Item> = Vec::new();
        for item in object.into_iter().chain(changed).chain(who) {
            if !items.contains(&item) && leads(item.kind) {
                items.push(item);
            }
        }
        let permission = items.iter().copied().find(|item| item.kind == ItemKind::Permission);
        let name = self.tenant(tenant);
        let jump = |item: &Item| AuditJump {
            item: item.clone(),
            permission: permission.filter(|_| item.kind != ItemKind::Permission).cloned(),
            tenant: name.clone(),
            present: is_in(opened.snapshot(), item),
            at: at.to_string(),
            snapshot: snapshot.clone(),
        };
        Ok(items.into_iter().take(MOST).map(jump).collect())
    }
}

const fn leads(kind: ItemKind) -> bool {
    matches!(kind, ItemKind::Person | ItemKind::Role | ItemKind::Group | ItemKind::Permission)
}

/// The snapshot that was in force at a moment. Newest first.
pub(super) fn in_force(snapshots: &[TenantSnapshotRow], at: Timestamp) -> Option<&TenantSnapshotRow> {
    snapshots.iter().find(|row| row.taken_at <= at)
}

/// Whether something is in a snapshot.
fn is_in(snapshot: &Snapshot, item: &Item) -> bool {
    let station = match item.kind {
        ItemKind::Person => snapshot.find_person(&item.id).map(Station::Person),
        ItemKind::Role => snapshot.find_role(&item.id).map(Station::Role),
        ItemKind::Group => snapshot.find_group(&item.id).map(Station::Group),
        ItemKind::Permission => snapshot.find_permission(&item.id).map(Station::Permission),
        ItemKind::Object | ItemKind::Licence | ItemKind::Rule => None,
    };
    station.is_some()
}
