//! What the tenant's own audit log says about a cell around the time when it changed.

use super::cell_states::CellIds;
use crate::convert::moment;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::wire::{AuditDirection, AuditPage, AuditQuestion, AuditRow, CellChange, CellEvent};
use std::collections::BTreeSet;
use steward_audit::{Column, Question};
use steward_store::TenantRow;

/// Most events beside one change.
const EVENTS: u32 = 20;

impl Desk {
    /// Whether anything of the tenant's own log was read in.
    pub(super) async fn has_events(&self, row: &TenantRow) -> Result<bool, DeskError> {
        Ok(self.events(row, Question::default(), 1).await?.total > 0)
    }

    /// Adds the events of the tenant's own log that fall into the time of a change and were done to the row, the permission
    /// or anything on a way that came or went. What was before the first reading belongs to no change.
    pub(super) async fn events_around(
        &self,
        row: &TenantRow,
        cell: &CellIds,
        change: &mut CellChange,
    ) -> Result<(), DeskError> {
        let Some(from) = change.from.as_deref().filter(|_| !change.by_time) else { return Ok(()) };
        let (since, until) = (Some(moment(from)?), Some(moment(&change.to)?));
        let mut question = Question { since, until, ..Question::default() };
        for id in concerned(cell, change) {
            question = question.with(Column::Object, id);
        }
        let page = self.events(row, question, EVENTS).await?;
        change.events_total = page.total;
        change.events = page.rows.into_iter().rev().map(event).collect();
        Ok(())
    }

    async fn events(&self, row: &TenantRow, question: Question, limit: u32) -> Result<AuditPage, DeskError> {
        let text = question.with(Column::Source, "tenant").to_string();
        let asked = AuditQuestion { tenant: Some(row.name.clone()), text };
        Ok(self.audit_search(&asked, AuditDirection::Older, None, limit).await?)
    }
}

/// Ids of the row, the permission, and all that lies on the ways in between.
fn concerned(cell: &CellIds, change: &CellChange) -> BTreeSet<String> {
    let ways = [&change.gained, &change.lost, &change.denies_gained, &change.denies_lost];
    let between = ways.into_iter().flatten().flat_map(|way| &way.steps).map(|step| step.item.id.clone());
    between.chain([cell.subject.id.clone(), cell.permission.id.clone()]).collect()
}

fn event(row: AuditRow) -> CellEvent {
    let AuditRow { id, at, who, title, object, outcome, .. } = row;
    CellEvent {
        id,
        at,
        who: who.map(|who| who.name.unwrap_or(who.id)),
        title,
        object: object.map(|object| object.name.unwrap_or(object.id)).unwrap_or_default(),
        outcome,
    }
}
