//! Events on their way into the index: many late ones cost little when they are added at once.

use jiff::Timestamp;
use steward_audit::{Column, Dictionary, Trail, TrailEvent};

/// Events that are gathered before they are added.
const MANY: usize = 500_000;

/// Events that were not added yet; their words are kept once.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    words: Dictionary,
    events: Vec<Coded>,
}

#[derive(Debug)]
struct Coded {
    row: u32,
    time: Timestamp,
    codes: [u32; Column::FACETS.len()],
    correlation: Box<str>,
}

impl Buffer {
    /// Takes an event, and adds all to the trail when there are many.
    pub fn push(&mut self, trail: &mut Trail, event: &TrailEvent<'_>) {
        let TrailEvent {
            row,
            time,
            who,
            object,
            kind,
            operation,
            consequence,
            outcome,
            surface,
            approval,
            policy,
            tenant,
            source,
            correlation,
        } = *event;
        let words =
            [who, object, kind, operation, consequence, outcome, surface, approval, policy, tenant, source];
        let mut codes = [0; Column::FACETS.len()];
        for ((code, column), word) in codes.iter_mut().zip(Column::FACETS).zip(words) {
            *code = self.words.intern(column, word);
        }
        self.events.push(Coded { row, time, codes, correlation: correlation.into() });
        if self.events.len() >= MANY {
            self.flush(trail);
        }
    }

    /// Adds all to the trail.
    pub fn flush(&mut self, trail: &mut Trail) {
        let Self { words, events } = self;
        let words: &Dictionary = words;
        trail.add(events.iter().map(|Coded { row, time, codes, correlation }| {
            let mut found = [""; Column::FACETS.len()];
            for ((word, column), code) in found.iter_mut().zip(Column::FACETS).zip(codes) {
                *word = words.word(column, *code);
            }
            let [
                who,
                object,
                kind,
                operation,
                consequence,
                outcome,
                surface,
                approval,
                policy,
                tenant,
                source,
            ] = found;
            TrailEvent {
                row: *row,
                time: *time,
                who,
                object,
                kind,
                operation,
                consequence,
                outcome,
                surface,
                approval,
                policy,
                tenant,
                source,
                correlation,
            }
        }));
        events.clear();
    }
}
