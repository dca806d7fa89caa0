//! A page of the entries that answer a question.

use super::names::Names;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::ops::elapsed;
use crate::wire::{AuditDirection, AuditPage, AuditQuestion};
use crate::{R, operation};
use std::time::Instant;
use steward_audit::{Cursor, CursorError, PageFrom};

/// Most entries of a page.
const MOST: u32 = 1_000;

impl Desk {
    /// Entries that answer a question, the newest first: from a place on in one direction, or from the
    /// beginning of that direction; at most 1,000.
    ///
    /// # Errors
    /// When the question cannot be understood, there is no such tenant or place, the policies refuse, or the
    /// workspace cannot be read.
    pub async fn audit_search(
        &self,
        question: &AuditQuestion,
        toward: AuditDirection,
        place: Option<&str>,
        limit: u32,
    ) -> R<AuditPage> {
        let started = Instant::now();
        self.allow(&operation::AUDIT_SEARCH, None).await?;
        let from = from(toward, place)?;
        Ok(self.audit_page(question, from, limit.clamp(1, MOST) as usize, started).await?)
    }

    async fn audit_page(
        &self,
        question: &AuditQuestion,
        from: PageFrom,
        limit: usize,
        started: Instant,
    ) -> Result<AuditPage, DeskError> {
        let mut names = Names::of(self).await?;
        let asked = self.understood(&mut names, question).await?;
        let scope = asked.scope.clone();
        let found = asked.work(move |trail, question, rows| {
            let answer = trail.ask(question, rows);
            (answer.page(from, limit), answer.total(), trail.ask(&scope, None).total())
        });
        let (page, total, all) = found.await?;
        let kept = self.audit_rows(&page.rows).await?;
        Ok(AuditPage {
            asked: asked.told(&mut names).await?,
            rows: names.rows(&kept).await?,
            newer: page.newer.map(|place| place.to_string()),
            older: page.older.map(|place| place.to_string()),
            total,
            all,
            took_ms: elapsed(started),
        })
    }
}

fn from(toward: AuditDirection, place: Option<&str>) -> Result<PageFrom, DeskError> {
    let place = place.map(|text| {
        text.trim()
            .parse::<Cursor>()
            .map_err(|error: CursorError| DeskError::input(error.to_string(), "ask without a place"))
    });
    Ok(match (toward, place.transpose()?) {
        (AuditDirection::Older, None) => PageFrom::Newest,
        (AuditDirection::Older, Some(place)) => PageFrom::OlderThan(place),
        (AuditDirection::Newer, None) => PageFrom::Oldest,
        (AuditDirection::Newer, Some(place)) => PageFrom::NewerThan(place),
    })
}
