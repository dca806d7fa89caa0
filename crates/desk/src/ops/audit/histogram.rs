//! How many entries happened when, by their class.

use super::bucket::Buckets;
use super::names::Names;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::ops::elapsed;
use crate::wire::{AuditBucket, AuditHistogram, AuditQuestion};
use crate::{R, operation};
use jiff::Timestamp;
use std::time::Instant;
use steward_audit::{Column, MAX_BUCKETS, PageFrom, Question, RowSet, Trail};
use steward_ledger::Entry;
use steward_model::Consequence;
use steward_store::AuditRow;

impl Desk {
    /// How many entries happened when: between two moments, or from the first to the last one that answers.
    /// The beginning and end that the question itself names do not count.
    ///
    /// # Errors
    /// When the question or a moment cannot be understood, there is no such tenant, the policies refuse, or
    /// the workspace cannot be read.
    pub async fn audit_histogram(
        &self,
        question: &AuditQuestion,
        from: Option<&str>,
        until: Option<&str>,
        buckets: u32,
    ) -> R<AuditHistogram> {
        let started = Instant::now();
        self.allow(&operation::AUDIT_SEARCH, None).await?;
        let from = from.map(crate::convert::moment).transpose()?;
        let until = until.map(crate::convert::moment).transpose()?;
        let most = (buckets as usize).clamp(1, MAX_BUCKETS / 4);
        Ok(self.audit_histogram_inner(question, (from, until), most, started).await?)
    }

    async fn audit_histogram_inner(
        &self,
        question: &AuditQuestion,
        (from, until): (Option<Timestamp>, Option<Timestamp>),
        most: usize,
        started: Instant,
    ) -> Result<AuditHistogram, DeskError> {
        let mut names = Names::of(self).await?;
        let mut asked = self.understood(&mut names, question).await?;
        (asked.question.since, asked.question.until) = (None, None);
        let ends = asked.work(|trail, question, rows| {
            let answer = trail.ask(question, rows);
            let one = |from| answer.page(from, 1).rows;
            (one(PageFrom::Oldest), one(PageFrom::Newest))
        });
        let (oldest, newest) = ends.await?;
        let first = match from {
            Some(from) => from,
            None => self.moment_of(&oldest).await?.unwrap_or_else(|| self.now()),
        };
        let last = match until {
            Some(until) => until,
            None => self.moment_of(&newest).await?.unwrap_or_else(|| self.now()),
        };
        if first > last {
            let message = format!("`{first}` is after `{last}`");
            return Err(DeskError::input(message, "give the beginning first"));
        }
        let buckets = Buckets::over(first, last, most);
        let counts =
            asked.work(move |trail, question, rows| by_class(trail, question, rows.as_ref(), buckets));
        Ok(AuditHistogram {
            from: buckets.from.to_string(),
            until: buckets.until.to_string(),
            bucket_seconds: buckets.seconds,
            buckets: counts.await?,
            took_ms: elapsed(started),
        })
    }

    /// When the first of these entries happened.
    pub(super) async fn moment_of(&self, rows: &[u32]) -> Result<Option<Timestamp>, DeskError> {
        let kept = self.audit_rows(rows).await?;
        Ok(kept.first().and_then(|kept| match kept {
            AuditRow::Own { row: _, entry } => Entry::read(&entry.bytes).ok().map(|entry| entry.event.time),
            AuditRow::Event(event) => Some(event.event.time),
        }))
    }
}

/// Counts of each class in each bucket, and of what has none.
fn by_class(trail: &Trail, question: &Question, rows: Option<&RowSet>, buckets: Buckets) -> Vec<AuditBucket> {
    let Buckets { from, until, seconds: _, count } = buckets;
    let words: Vec<&str> = Consequence::ALL.into_iter().map(Consequence::word).chain([""]).collect();
    let empty = AuditBucket { classes: vec![0; Consequence::ALL.len()], other: 0 };
    let mut list = vec![empty; count];
    for (place, word) in words.iter().enumerate() {
        // what the question asks of the class stays: only the others are taken out
        let mut one = question.clone();
        for other in words.iter().filter(|other| *other != word) {
            one = one.without(Column::Consequence, *other);
        }
        let counts = trail.ask(&one, rows.cloned()).histogram(from, until, count);
        for (bucket, count) in list.iter_mut().zip(counts) {
            match bucket.classes.get_mut(place) {
                Some(class) => *class = count,
                None => bucket.other = count,
            }
        }
    }
    list
}
