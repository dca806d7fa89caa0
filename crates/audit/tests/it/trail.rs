//! A trail answers what the plain slow model answers.

use crate::plain::{self, Plain, moment};
use proptest::prelude::*;
use std::collections::BTreeMap;
use steward_audit::{BLOCK_EVENTS, Column, Cursor, PageFrom, Question, RowSet, Trail, TrailEvent};

/// Adds events in several batches, sealing the tail after some, so that later ones are late.
fn trail(events: &[Plain], batch: usize, seal: bool) -> Trail {
    let mut trail = Trail::new();
    for batch in events.chunks(batch) {
        trail.add(batch.iter().map(Plain::event));
        if seal {
            trail.seal_tail();
        }
    }
    trail
}

fn check(trail: &Trail, events: &[Plain], question: &Question, rows: Option<&[u32]>, limit: usize) {
    let set = rows.map(|rows| rows.iter().copied().collect::<RowSet>());
    let answer = trail.ask(question, set);
    let plain = plain::answer(events, question, rows, None);
    let expected: Vec<u32> = plain.iter().map(|event| event.row).collect();
    assert_eq!(answer.total() as usize, expected.len());

    // from the newest to the oldest, page by page, and back
    let mut pages = vec![answer.page(PageFrom::Newest, limit)];
    assert_eq!(pages[0].newer, None);
    while let Some(older) = pages.last().unwrap().older {
        pages.push(answer.page(PageFrom::OlderThan(older), limit));
    }
    let found: Vec<u32> = pages.iter().flat_map(|page| page.rows.clone()).collect();
    assert_eq!(found, expected);
    for pair in pages.windows(2) {
        let back = answer.page(PageFrom::NewerThan(pair[1].newer.unwrap()), limit);
        assert_eq!(back.rows, pair[0].rows);
        assert_eq!(back.newer.is_some(), pair[0].newer.is_some());
    }
    let oldest = answer.page(PageFrom::Oldest, limit);
    assert_eq!(oldest.rows, expected[expected.len().saturating_sub(limit)..]);
    assert_eq!((oldest.older, oldest.newer.is_some()), (None, expected.len() > limit));

    let facets = answer.facets(usize::MAX);
    assert_eq!(facets.total as usize, expected.len());
    for facet in &facets.facets {
        let lifted = plain::answer(events, question, rows, Some(facet.column));
        let counts: BTreeMap<String, u32> =
            facet.values.iter().map(|value| (value.value.clone(), value.count)).collect();
        assert_eq!(counts, plain::counts(&lifted, facet.column), "{:?}", facet.column);
        assert_eq!(facet.distinct as usize, counts.len());
        assert!(facet.values.is_sorted_by(|a, b| (b.count, &a.value) <= (a.count, &b.value)));
    }

    for (from, until, buckets) in
        [(-70, 220, 7usize), (10, 90, 13), (0, 1, 3), (5, 5, 4), (90, 10, 4), (0, 9, 0)]
    {
        let (from, until) = (from * 1_000_003, until * 1_000_003);
        let histogram = answer.histogram(moment(from), moment(until), buckets);
        let mut expected = vec![0u32; if from < until { buckets } else { 0 }];
        for event in plain.iter().filter(|event| event.micros >= from && event.micros < until) {
            // the last stretch that does not begin after it
            let begins =
                |at: usize| i64::try_from(at).unwrap() * (until - from) / i64::try_from(buckets).unwrap();
            let bucket = (0..buckets).rev().find(|at| from + begins(*at) <= event.micros);
            if let Some(bucket) = bucket {
                expected[bucket] += 1;
            }
        }
        assert_eq!(histogram, expected, "{from} {until} {buckets}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_answer_is_the_plain_one(
        events in plain::events(300),
        questions in prop::collection::vec(plain::question(), 1..4),
        rows in prop::option::of(prop::collection::vec(0u32..300, 0..200)),
        batch in 1usize..120,
        seal: bool,
        limit in 1usize..60,
    ) {
        let trail = trail(&events, batch, seal);
        prop_assert_eq!(trail.len(), events.len());
        let all: RowSet = events.iter().map(|event| event.row).collect();
        prop_assert_eq!(trail.rows(), all);
        for question in &questions {
            check(&trail, &events, question, rows.as_deref(), limit);
        }
    }

    #[test]
    fn what_was_taken_out_is_gone_and_the_rest_stays(
        events in plain::events(200), question in plain::question(), factor in 1u32..5, seal: bool,
    ) {
        let mut trail = trail(&events, 60, seal);
        trail.remove(&(0..200).filter(|row| row % factor == 0).collect());
        let left: Vec<Plain> = events.into_iter().filter(|event| event.row % factor != 0).collect();
        check(&trail, &left, &question, None, 20);
    }
}

/// `count` events a second apart, one of which in a hundred was refused.
fn many(rows: std::ops::Range<u32>, time: impl Fn(u32) -> i64) -> Vec<Plain> {
    let word = |x: &str| x.to_owned();
    rows.map(|row| {
        let outcome = if row % 100 == 0 { "denied" } else { "success" };
        let who = format!("person {}", row % 1_000);
        let words = [
            who,
            format!("object {}", row % 777),
            word("user"),
            word("user.update"),
            word("correct"),
            word(outcome),
            word("api"),
            word("granted"),
            word("p1"),
            word("t1"),
            word("tenant"),
            format!("request {}", row / 3),
        ];
        Plain { row, micros: time(row) * 1_000_000, words }
    })
    .collect()
}

#[test]
fn blocks_fill_up_and_late_events_find_theirs() {
    let size = u32::try_from(BLOCK_EVENTS).unwrap();
    let mut trail = Trail::new();
    let mut events = many(0..4 * size, |row| i64::from(row) * 10);
    trail.add(events.iter().map(Plain::event));
    assert_eq!(trail.blocks().count(), 3);
    let before: Vec<u32> = trail.blocks().map(|(id, _)| id).collect();

    // ten events into the middle of the second block: that one becomes two, the others stay
    let late = many(4 * size..4 * size + 10, |row| i64::from(size) * 15 + i64::from(row % 7));
    trail.add(late.iter().map(Plain::event));
    events.extend(late);
    let after: Vec<u32> = trail.blocks().map(|(id, _)| id).collect();
    assert_eq!(after.len(), 4);
    assert_eq!((after[0], after[3]), (before[0], before[2]));
    assert!(after[1] > before[2] && after[2] > before[2], "{after:?}");

    // and as many again, spread over everything
    let wide = many(5 * size..7 * size, |row| i64::from(row % size) * 41 + 3);
    trail.add(wide.iter().map(Plain::event));
    events.extend(wide);
    assert_eq!(trail.len(), events.len());
    assert!(trail.blocks().all(|(_, block)| block.len() <= BLOCK_EVENTS));
    let spans: Vec<(i64, i64)> = trail.blocks().map(|(_, block)| block.span()).collect();
    assert!(spans.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{spans:?}");

    let refused = Question::default().with(Column::Outcome, "denied").with(Column::Who, "person 100");
    for question in [
        refused,
        Question::default().with(Column::Correlation, "request 27307"),
        Question {
            since: Some(moment(7_000_000_000)),
            ..Question::default().without(Column::Object, "object 1*")
        },
    ] {
        let expected = plain::answer(&events, &question, None, None);
        let answer = trail.ask(&question, None);
        assert_eq!(answer.total() as usize, expected.len());
        let rows: Vec<u32> = expected.iter().take(50).map(|event| event.row).collect();
        assert!(!rows.is_empty());
        assert_eq!(answer.page(PageFrom::Newest, 50).rows, rows);
    }
}

#[test]
fn a_page_stays_where_it_is_when_others_come_in() {
    let events = many(0..1_000, i64::from);
    let mut trail = Trail::new();
    trail.add(events.iter().map(Plain::event));
    let older = trail.ask(&Question::default(), None).page(PageFrom::Newest, 10).older.unwrap();
    let expected = trail.ask(&Question::default(), None).page(PageFrom::OlderThan(older), 10).rows;
    let newer = many(1_000..1_500, i64::from);
    trail.add(newer.iter().map(Plain::event));
    assert_eq!(trail.ask(&Question::default(), None).page(PageFrom::OlderThan(older), 10).rows, expected);
    let text = older.to_string();
    assert_eq!(text.parse::<Cursor>().unwrap(), older);
    assert!("1".parse::<Cursor>().is_err() && "a.b".parse::<Cursor>().is_err());
}

#[test]
fn a_clone_does_not_see_what_comes_later() {
    let events = many(0..10, i64::from);
    let mut trail = Trail::new();
    trail.add(events.iter().take(5).map(Plain::event));
    let before = trail.clone();
    trail.add(events.iter().skip(5).map(Plain::event));
    assert_eq!((before.len(), trail.len()), (5, 10));
    assert_eq!(before.ask(&Question::default(), None).total(), 5);
}

#[test]
fn a_facet_shows_what_was_asked_for_even_when_it_is_rare() {
    let events = many(0..5_000, i64::from);
    let mut trail = Trail::new();
    trail.add(events.iter().map(Plain::event));
    let question = Question::default().with(Column::Outcome, "denied").with(Column::Who, "person 900");
    let facets = trail.ask(&question, None).facets(1);
    let of = |column: Column| &facets.facets[column as usize].values;
    // five people share every place; person 900 stands beside the first of those that were refused
    assert!(of(Column::Who).iter().any(|value| value.value == "person 900" && value.count == 5));
    assert!(of(Column::Who).len() <= 2);
    assert_eq!(of(Column::Outcome).len(), 1);
}

#[test]
fn nothing_is_asked_of_an_empty_trail_in_vain() {
    let trail = Trail::new();
    let answer = trail.ask(&Question::default(), None);
    assert_eq!(answer.total(), 0);
    assert!(answer.page(PageFrom::Newest, 10).rows.is_empty());
    assert_eq!(answer.histogram(moment(0), moment(10), 2), [0, 0]);
    assert!(trail.is_empty());
    let mut trail = trail;
    trail.add(std::iter::empty::<TrailEvent<'_>>());
    assert_eq!(trail.blocks().count(), 0);
}
