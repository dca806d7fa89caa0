//! How many entries there are for each value.

use super::names::Names;
use super::words;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::ops::elapsed;
use crate::wire::{AuditFacet, AuditFacetValue, AuditFacets, AuditQuestion};
use crate::{R, operation};
use std::time::Instant;
use steward_audit::{ApprovalState, Column, Facet, FacetValue, OutcomeState, Trail};
use steward_model::Consequence;

/// Most values of a facet.
const MOST: u32 = 200;

impl Desk {
    /// How many entries there are for each value, of each at most so many values, and at most 200.
    ///
    /// # Errors
    /// When the question cannot be understood, there is no such tenant, the policies refuse, or the workspace
    /// cannot be read.
    pub async fn audit_facets(&self, question: &AuditQuestion, limit: u32) -> R<AuditFacets> {
        let started = Instant::now();
        self.allow(&operation::AUDIT_SEARCH, None).await?;
        Ok(self.audit_facets_inner(question, limit.clamp(1, MOST) as usize, started).await?)
    }

    async fn audit_facets_inner(
        &self,
        question: &AuditQuestion,
        limit: usize,
        started: Instant,
    ) -> Result<AuditFacets, DeskError> {
        let mut names = Names::of(self).await?;
        let asked = self.understood(&mut names, question).await?;
        let counted =
            asked.work(move |trail, question, rows| trail.ask(question, rows).facets(limit)).await?;
        let mut facets = Vec::with_capacity(counted.facets.len());
        for facet in counted.facets {
            if facet.column != Column::Tenant || asked.tenant.is_none() {
                facets.push(named(&mut names, &asked.trail, facet).await?);
            }
        }
        Ok(AuditFacets { total: counted.total, facets, took_ms: elapsed(started) })
    }
}

/// A facet with labels for its values.
async fn named(names: &mut Names<'_>, trail: &Trail, facet: Facet) -> Result<AuditFacet, DeskError> {
    let Facet { column, distinct, mut values } = facet;
    if let Some(order) = own_order(column) {
        let place = |value: &FacetValue| order.iter().position(|word| *word == value.value);
        values.sort_by_key(|value| place(value).unwrap_or(usize::MAX));
    }
    let words: Vec<String> = values.iter().map(|value| value.value.clone()).collect();
    names.learn(trail, column, &words).await?;
    let mut told = Vec::with_capacity(values.len());
    for FacetValue { value, count } in values {
        told.push(AuditFacetValue { label: names.label(column, &value).await?, value, count });
    }
    let (key, title) = (column.key().to_owned(), words::title(column).to_owned());
    Ok(AuditFacet { key, title, distinct, values: told })
}

/// The order of values that have one.
fn own_order(column: Column) -> Option<Vec<&'static str>> {
    match column {
        Column::Consequence => Some(Consequence::ALL.map(Consequence::word).to_vec()),
        Column::Outcome => Some(OutcomeState::ALL.map(OutcomeState::word).to_vec()),
        Column::Approval => Some(ApprovalState::ALL.map(ApprovalState::word).to_vec()),
        _ => None,
    }
}
