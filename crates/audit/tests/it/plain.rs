//! A plain slow model of a trail: a list of events, looked through from one end to the other.

use jiff::Timestamp;
use proptest::prelude::*;
use std::collections::BTreeMap;
use steward_audit::{Column, Filter, Question, TrailEvent};

/// An event with words of its own, in order of the columns.
#[derive(Clone, Debug)]
pub struct Plain {
    pub row: u32,
    pub micros: i64,
    pub words: [String; 12],
}

impl Plain {
    pub fn event(&self) -> TrailEvent<'_> {
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
            correlation,
        ] = self.words.each_ref().map(String::as_str);
        TrailEvent {
            row: self.row,
            time: moment(self.micros),
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
    }
}

pub fn moment(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap()
}

/// Whether a text fits a pattern, by trying every length for every star.
fn fits(pattern: &str, text: &str) -> bool {
    match pattern.chars().next() {
        None => text.is_empty(),
        Some('*') => (0..=text.len()).any(|at| text.is_char_boundary(at) && fits(&pattern[1..], &text[at..])),
        Some(c) => text.strip_prefix(c).is_some_and(|rest| fits(&pattern[c.len_utf8()..], rest)),
    }
}

fn lets_through(filter: &Filter, word: &str) -> bool {
    (filter.include.is_empty() || filter.include.iter().any(|x| fits(x, word)))
        && !filter.exclude.iter().any(|x| fits(x, word))
}

/// The events that answer a question, the newest first; one column's filter may be lifted.
pub fn answer<'e>(
    events: &'e [Plain],
    question: &Question,
    rows: Option<&[u32]>,
    lifted: Option<Column>,
) -> Vec<&'e Plain> {
    let is_in = |event: &&Plain| {
        let mut filters = question.filters.iter().filter(|(column, _)| Some(**column) != lifted);
        filters.all(|(column, filter)| lets_through(filter, &event.words[*column as usize]))
            && question.since.is_none_or(|since| moment(event.micros) >= since)
            && question.until.is_none_or(|until| moment(event.micros) < until)
            && rows.is_none_or(|rows| rows.contains(&event.row))
    };
    let mut found: Vec<&Plain> = events.iter().filter(is_in).collect();
    found.sort_by_key(|event| std::cmp::Reverse((event.micros, event.row)));
    found
}

/// How many of these events there are for each value of a column.
pub fn counts(events: &[&Plain], column: Column) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    for event in events {
        *counts.entry(event.words[column as usize].clone()).or_default() += 1;
    }
    counts
}

/// Words of each column from which events are made, the empty one among them.
fn word(column: usize) -> BoxedStrategy<String> {
    let many = if column < 2 || column == 11 { 40u32 } else { 4 };
    (0..many).prop_map(move |at| if at == 0 { String::new() } else { format!("c{column}.w{at}") }).boxed()
}

fn words() -> BoxedStrategy<[String; 12]> {
    let columns: Vec<BoxedStrategy<String>> = (0..12).map(word).collect();
    columns.prop_map(|words| words.try_into().unwrap()).boxed()
}

/// Events in any order of time, many at the same moment, each with a number of its own.
pub fn events(most: usize) -> BoxedStrategy<Vec<Plain>> {
    prop::collection::vec((-50i64..200, words()), 0..most)
        .prop_map(|events| {
            (0..)
                .zip(events)
                .map(|(row, (time, words))| Plain { row, micros: time * 1_000_003, words })
                .collect()
        })
        .boxed()
}

fn filter(column: usize) -> BoxedStrategy<Filter> {
    // patterns are for columns with a dictionary
    let pattern = if column == 11 {
        word(column)
    } else {
        prop_oneof![
            3 => word(column),
            1 => Just("*".to_owned()),
            1 => Just(format!("c{column}.*")),
            1 => Just("*1".to_owned()),
            1 => Just("nothing has this".to_owned()),
        ]
        .boxed()
    };
    let set = || prop::collection::btree_set(pattern.clone(), 0..3);
    (set(), set()).prop_map(|(include, exclude)| Filter { include, exclude }).boxed()
}

/// Questions with filters on a few columns and sometimes a stretch of time.
pub fn question() -> BoxedStrategy<Question> {
    let column = prop::sample::select(Column::ALL.to_vec());
    let one = column.prop_flat_map(|column| filter(column as usize).prop_map(move |filter| (column, filter)));
    let filters = prop::collection::vec(one, 0..4);
    let time = || prop::option::of((-60i64..210).prop_map(|time| moment(time * 1_000_003)));
    (filters, time(), time())
        .prop_map(|(filters, since, until)| Question {
            text: Vec::new(),
            filters: filters.into_iter().collect(),
            since,
            until,
        })
        .boxed()
}
