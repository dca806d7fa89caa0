//! What changed between two snapshots.

use super::tenants::snapshot_info;
use crate::convert::{count, items};
use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::wire::{AccessChange, Diff, EdgeChange};
use crate::{R, operation};

/// Most people who are listed of one change.
const PEOPLE: usize = 50;
/// Most edges that are listed.
const EDGES: usize = 500;

impl Desk {
    /// What changed from one snapshot to another. Left out, they are the baseline (or the one before the last) and
    /// the last.
    ///
    /// # Errors
    /// When a snapshot does not exist, there is only one, or the policies refuse.
    pub async fn diff(&self, name: &str, before: Option<&str>, after: Option<&str>) -> R<Diff> {
        let opened = self.look(name, &operation::ACCESS_DIFF).await?;
        let rows = &opened.snapshots;
        let earlier = match before {
            Some(text) => Some(self.snapshot_named(rows, text).await?),
            None => opened.baseline().or_else(|| rows.get(1)),
        };
        let later = match after {
            Some(text) => self.snapshot_named(rows, text).await?,
            None => &opened.current,
        };
        let Some(earlier) = earlier else {
            let message = format!("`{}` has one snapshot only", opened.row.name);
            return Err(
                DeskError::input(message, "refresh it, and compare when something has changed").into()
            );
        };
        let was = self.compiled(&opened.row, &earlier.hash).await?;
        let is = self.compiled(&opened.row, &later.hash).await?;
        let (before, after) = (snapshot_info(earlier), snapshot_info(later));
        let at = self.now();
        let answer = heavy(move || {
            let steward_access::Diff { added, removed, gained, lost, edges, gained_total, lost_total } =
                steward_access::diff(&was.access, &is.access, at);
            Diff {
                before,
                after,
                added: items(added),
                removed: items(removed),
                gained: gained.into_iter().map(change).collect(),
                lost: lost.into_iter().map(change).collect(),
                edges_total: count(edges.len()),
                edges: edges.into_iter().take(EDGES).map(edge).collect(),
                gained_total,
                lost_total,
            }
        });
        Ok(answer.await?)
    }
}

fn change(change: steward_access::AccessChange) -> AccessChange {
    let steward_access::AccessChange { permission, consequence, mut people, count } = change;
    people.truncate(PEOPLE);
    AccessChange {
        permission: permission.into(),
        consequence: consequence.into(),
        people: items(people),
        count,
    }
}

fn edge(edge: steward_access::EdgeChange) -> EdgeChange {
    let steward_access::EdgeChange { added, from, mut to, edge, objects } = edge;
    if !objects.is_empty() {
        let names: Vec<&str> = objects.iter().map(|object| object.name.as_str()).collect();
        to.name = format!("{} on {}", to.name, names.join(", "));
    }
    EdgeChange { added, from: from.into(), to: to.into(), label: edge.label().to_owned() }
}
