//! Whom and what a finding is about: what it lists, and what it only counts.

use steward_access::Station;
use steward_model::{Finding, GroupIx, PermissionIx, PersonIx, Ref, RefKind, RoleIx, Severity, Snapshot};

/// Where a subject stands in the snapshot.
fn place(snapshot: &Snapshot, item: &Ref) -> Option<usize> {
    match item.kind {
        RefKind::Person => snapshot.find_person(&item.id).map(PersonIx::index),
        RefKind::Group => snapshot.find_group(&item.id).map(GroupIx::index),
        RefKind::Role => snapshot.find_role(&item.id).map(RoleIx::index),
        RefKind::Permission => snapshot.find_permission(&item.id).map(PermissionIx::index),
        RefKind::Object | RefKind::Licence | RefKind::Rule => None,
    }
}

/// The people, groups, roles or permissions that a finding lists, by their places.
pub(crate) fn listed<'a>(
    finding: &'a Finding,
    snapshot: &'a Snapshot,
    kind: RefKind,
) -> impl Iterator<Item = usize> + 'a {
    let items = finding.subjects.iter().filter(move |item| item.kind == kind);
    items.filter_map(move |item| place(snapshot, item))
}

/// All that a finding is about, by their places.
pub(crate) fn subjects<'a>(
    finding: &'a Finding,
    snapshot: &'a Snapshot,
    kind: RefKind,
) -> impl Iterator<Item = usize> + 'a {
    listed(finding, snapshot, kind).chain(finding.unlisted.of(kind))
}

/// Whether a finding is about something.
pub(crate) fn is_about(finding: &Finding, snapshot: &Snapshot, at: Station) -> bool {
    let item = at.refer(snapshot);
    finding.subjects.iter().any(|subject| subject.kind == item.kind && subject.id == item.id)
        || place(snapshot, &item).is_some_and(|at| finding.unlisted.has(item.kind, at))
}

/// The worst of some findings about each thing of a kind, of which there are so many.
pub(crate) fn worst(
    open: &[&Finding],
    snapshot: &Snapshot,
    kind: RefKind,
    things: usize,
) -> Vec<Option<Severity>> {
    let mut worst = vec![None; things];
    for finding in open {
        for at in subjects(finding, snapshot, kind) {
            if let Some(known) = worst.get_mut(at) {
                *known = (*known).max(Some(finding.severity));
            }
        }
    }
    worst
}
