//! The answer to a question: pages, how many, facets, and a histogram.

use crate::bits::Mask;
use crate::block::{Block, Coded, Key};
use crate::column::{Column, WORDS};
use crate::plan::Plan;
use crate::trail::Trail;
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;

/// Most buckets of a histogram.
pub const MAX_BUCKETS: usize = 10_000;

/// The answer to a question. Nothing is worked out before it is asked for.
#[derive(Debug)]
pub struct Answer<'t> {
    trail: &'t Trail,
    plan: Plan,
}

/// A place between the events of a trail that stays where it is when others come in. As text: microseconds
/// since 1970, a point, and the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cursor {
    key: Key,
}

/// A text that is no [`Cursor`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not a place in the audit trail; begin with the first page")]
pub struct CursorError {
    /// What was given.
    pub given: String,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.key.0, self.key.1)
    }
}

impl FromStr for Cursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        let parts =
            text.split_once('.').and_then(|(time, row)| Some((time.parse().ok()?, row.parse().ok()?)));
        parts.map(|key| Self { key }).ok_or_else(|| CursorError { given: text.chars().take(60).collect() })
    }
}

impl Serialize for Cursor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// Where a page begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PageFrom {
    /// At the newest event.
    #[default]
    Newest,
    /// At the oldest event; the page is its end.
    Oldest,
    /// With the next event older than this one.
    OlderThan(Cursor),
    /// So that it ends with the next event newer than this one.
    NewerThan(Cursor),
}

/// Some of the events that answer a question, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EventPage {
    /// The events' numbers, the newest first.
    pub rows: Vec<u32>,
    /// Where the page of newer events is, when there are any: to be asked as [`PageFrom::NewerThan`].
    pub newer: Option<Cursor>,
    /// Where the page of older events is, when there are any: to be asked as [`PageFrom::OlderThan`].
    pub older: Option<Cursor>,
}

/// How many events there are for each value of each column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Facets {
    /// How many events answer the question.
    pub total: u32,
    /// In the order of [`Column::FACETS`].
    pub facets: Vec<Facet>,
}

/// The values of one column among the events that answer the question without the filter on that column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Facet {
    /// Which column.
    pub column: Column,
    /// How many values there are.
    pub distinct: u32,
    /// The most frequent values, and those that were asked for, with the most frequent first.
    pub values: Vec<FacetValue>,
}

/// A value and how many events have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FacetValue {
    /// The value; empty for events that say nothing.
    pub value: String,
    /// How many events.
    pub count: u32,
}

impl<'t> Answer<'t> {
    pub(crate) fn new(trail: &'t Trail, plan: Plan) -> Self {
        Self { trail, plan }
    }

    /// At most `limit` events, the newest first.
    #[must_use]
    pub fn page(&self, from: PageFrom, limit: usize) -> EventPage {
        let more = limit.saturating_add(1);
        let (keys, older, newer) = match from {
            PageFrom::Newest | PageFrom::OlderThan(_) => {
                let below = if let PageFrom::OlderThan(cursor) = from { Some(cursor.key) } else { None };
                let mut keys = self.older(below, more);
                let older = keys.len() > limit;
                keys.truncate(limit);
                // the place itself is most often an event of the page before
                let edge = keys.first().copied().or(below).filter(|_| below.is_some());
                let newer = edge.is_some_and(|edge| !self.newer(Some(edge), 1).is_empty());
                (keys, older, newer)
            }
            PageFrom::Oldest | PageFrom::NewerThan(_) => {
                let above = if let PageFrom::NewerThan(cursor) = from { Some(cursor.key) } else { None };
                let mut keys = self.newer(above, more);
                let newer = keys.len() > limit;
                keys.truncate(limit);
                keys.reverse();
                let edge = keys.last().copied().or(above).filter(|_| above.is_some());
                let older = edge.is_some_and(|edge| !self.older(Some(edge), 1).is_empty());
                (keys, older, newer)
            }
        };
        let place = |key: Option<&Key>| key.map(|key| Cursor { key: *key });
        EventPage {
            rows: keys.iter().map(|key| key.1).collect(),
            newer: place(keys.first()).filter(|_| newer),
            older: place(keys.last()).filter(|_| older),
        }
    }

    /// Up to `limit` keys below a place, falling.
    fn older(&self, below: Option<Key>, limit: usize) -> Vec<Key> {
        let mut keys = Vec::new();
        for block in self.trail.parts().rev() {
            let (low, mut high) = self.plan.stretch(block);
            if let Some(below) = below.filter(|below| block.last_key() >= *below) {
                high = high.min(block.place_of_key(below));
            }
            if let Some(mask) = self.plan.mask(block, low, high) {
                keys.extend(mask.iter_back().take(limit - keys.len()).map(|at| block.key(at)));
            }
            if keys.len() >= limit {
                break;
            }
        }
        keys
    }

    /// Up to `limit` keys above a place, rising.
    fn newer(&self, above: Option<Key>, limit: usize) -> Vec<Key> {
        let mut keys = Vec::new();
        for block in self.trail.parts() {
            let (mut low, high) = self.plan.stretch(block);
            if let Some(above) = above.filter(|above| block.key(0) <= *above) {
                let at = block.place_of_key(above);
                low = low.max(at + usize::from(at < block.len() && block.key(at) == above));
            }
            if let Some(mask) = self.plan.mask(block, low, high) {
                keys.extend(mask.iter().take(limit - keys.len()).map(|at| block.key(at)));
            }
            if keys.len() >= limit {
                break;
            }
        }
        keys
    }

    /// How many events answer the question.
    #[must_use]
    pub fn total(&self) -> u32 {
        let count = |block: &Block| {
            let (low, high) = self.plan.stretch(block);
            self.plan.mask(block, low, high).map_or(0, |mask| mask.count())
        };
        small(self.trail.parts().map(count).sum())
    }

    /// How many events there are for each value of each column, where the filter on that column itself does
    /// not count. Of each column the `limit` most frequent values are listed.
    #[must_use]
    pub fn facets(&self, limit: usize) -> Facets {
        let dictionary = self.trail.dictionary();
        let mut counts: [Vec<u32>; WORDS] = Column::FACETS.map(|column| vec![0; dictionary.len(column)]);
        let mut total = 0;
        for block in self.trail.parts() {
            total += self.count(block, &mut counts);
        }
        let facet = |(column, counts): (Column, &Vec<u32>)| self.facet(column, counts, limit);
        Facets { total: small(total), facets: Column::FACETS.into_iter().zip(&counts).map(facet).collect() }
    }

    /// Counts the values of one block; gives how many events answer the whole question.
    fn count(&self, block: &Block, counts: &mut [Vec<u32>; WORDS]) -> usize {
        let Some(base) = self.plan.base(block) else { return 0 };
        let [who, object, shape @ ..] = counts;
        let actors = self.plan.coded(&block.actors, Column::Who);
        let objects = self.plan.coded(&block.objects, Column::Object);
        let shapes = self.plan.shapes(block);
        if actors.is_none() && objects.is_none() {
            return 0;
        }
        if !shapes.is_none() {
            let mut rest = base.clone();
            shapes.apply(&mut rest, |at| block.shapes.place(at));
            if !objects.is_none() {
                let mut mask = rest.clone();
                objects.apply(&mut mask, |at| block.objects.place(at));
                tally(block, &block.actors, &mask, who);
            }
            if !actors.is_none() {
                actors.apply(&mut rest, |at| block.actors.place(at));
                tally(block, &block.objects, &rest, object);
            }
        }
        if actors.is_none() || objects.is_none() {
            return 0;
        }
        let mut mask = base;
        actors.apply(&mut mask, |at| block.actors.place(at));
        objects.apply(&mut mask, |at| block.objects.place(at));
        let mut places = vec![0u32; block.shapes.distinct];
        if mask.count() == block.len() {
            for (place, count) in places.iter_mut().enumerate() {
                *count = block.shapes.counts.get_u32(place);
            }
        } else {
            mask.each(|at| {
                if let Some(count) = places.get_mut(block.shapes.place(at)) {
                    *count += 1;
                }
            });
        }
        let mut total = 0;
        for (place, count) in places.into_iter().enumerate().filter(|(_, count)| *count > 0) {
            let codes = block.shapes.codes(place);
            let (failing, which) = self.plan.failing(&codes);
            if failing == 0 {
                total += count as usize;
            }
            // with its own filter lifted, a column counts when no other one fails
            for (at, (counts, code)) in shape.iter_mut().zip(codes).enumerate() {
                if failing == 0 || (failing == 1 && which == at) {
                    add(counts, code, count);
                }
            }
        }
        total
    }

    fn facet(&self, column: Column, counts: &[u32], limit: usize) -> Facet {
        let dictionary = self.trail.dictionary();
        let mut found: Vec<(u32, u32)> = (0u32..)
            .zip(counts)
            .filter(|(_, count)| **count > 0)
            .map(|(code, count)| (code, *count))
            .collect();
        let distinct = small(found.len());
        let order = |a: &(u32, u32), b: &(u32, u32)| b.1.cmp(&a.1).then(a.0.cmp(&b.0));
        let mut asked = Vec::new();
        if limit < found.len() {
            if let Some(few) =
                self.plan.picks.get(column.place()).and_then(Option::as_ref).and_then(|x| x.few.as_ref())
            {
                asked.extend(found.iter().copied().filter(|(code, _)| few.contains(code)));
            }
            found.select_nth_unstable_by(limit, order);
            found.truncate(limit);
        }
        for value in asked {
            if !found.contains(&value) {
                found.push(value);
            }
        }
        let value =
            |(code, count): (u32, u32)| FacetValue { value: dictionary.word(column, code).to_owned(), count };
        let mut values: Vec<FacetValue> = found.into_iter().map(value).collect();
        values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
        Facet { column, distinct, values }
    }

    /// How many of the events lie in each of `buckets` equal stretches between two moments; the second is not
    /// included. Empty when the moments are not in order; at most [`MAX_BUCKETS`].
    #[must_use]
    pub fn histogram(&self, from: Timestamp, until: Timestamp, buckets: usize) -> Vec<u32> {
        let buckets = buckets.min(MAX_BUCKETS);
        let edges = edges(from.as_microsecond(), until.as_microsecond(), buckets);
        let (Some(first), Some(last)) = (edges.first().copied(), edges.last().copied()) else {
            return Vec::new();
        };
        let mut counts = vec![0u32; buckets];
        for block in self.trail.parts() {
            let (start, end) = block.span();
            if end < first || start >= last {
                continue;
            }
            let (low, high) = self.plan.stretch(block);
            let Some(mask) = self.plan.mask(block, low, high) else { continue };
            // the buckets that the block reaches into
            let skip = edges.partition_point(|edge| *edge <= start).saturating_sub(1);
            let stretches = edges.iter().zip(edges.iter().skip(1)).zip(&mut counts).skip(skip);
            for ((from, until), count) in stretches.take_while(|((from, _), _)| **from <= end) {
                *count += small(mask.count_in(block.place_of_time(*from), block.place_of_time(*until)));
            }
        }
        counts
    }
}

/// The moments between `buckets` equal stretches, in microseconds, the two ends included; empty when there
/// are none.
fn edges(from: i64, until: i64, buckets: usize) -> Vec<i64> {
    if from >= until || buckets == 0 {
        return Vec::new();
    }
    let span = i128::from(until) - i128::from(from);
    let edge = |at: usize| {
        let part = span * (at as i128) / (buckets as i128);
        i64::try_from(i128::from(from) + part).unwrap_or(until)
    };
    (0..=buckets).map(edge).collect()
}

/// Adds how many of the events that a mask means have each of the codes of a column.
fn tally(block: &Block, coded: &Coded, mask: &Mask, counts: &mut [u32]) {
    let meant = mask.count();
    if meant == block.len() {
        // what is kept of a block already, in the order of the codes
        for place in 0..coded.distinct {
            add(counts, coded.table.get_u32(place), coded.counts.get_u32(place));
        }
    } else if meant < coded.distinct {
        mask.each(|at| add(counts, coded.code(at), 1));
    } else {
        let mut places = vec![0u32; coded.distinct];
        mask.each(|at| {
            if let Some(count) = places.get_mut(coded.place(at)) {
                *count += 1;
            }
        });
        for (place, count) in places.into_iter().enumerate().filter(|(_, count)| *count > 0) {
            add(counts, coded.table.get_u32(place), count);
        }
    }
}

fn add(counts: &mut [u32], code: u32, more: u32) {
    if let Some(count) = counts.get_mut(code as usize) {
        *count += more;
    }
}

/// A number of events; rows are numbered with 32 bits, so there are never more.
fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
