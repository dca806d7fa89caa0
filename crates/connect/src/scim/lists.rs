//! Reads a whole list page by page, whatever the server makes of paging.

use super::discover::{Capabilities, Paging};
use super::error::ScimError;
use super::fault::bad_answer;
use super::http::Http;
use super::page::{Page, parse_page};
use super::resource::key_of;
use super::settings::{Progress, Stage};
use super::state::{ListState, PageState, Position};
use super::tally::Tally;
use crate::missing::{Extent, Part};
use serde_json::Value;
use std::collections::HashSet;

/// Pages in a row of which nothing can be read, after which the rest of a list is given up.
const MOST_LOST: u32 = 3;
/// Requests in a row that fail, after which the page is not cut into smaller parts any more.
const MOST_IN_A_ROW: u32 = 20;
/// Requests of a list that fail, after which no page is cut into parts any more.
const MOST_FAILED: u32 = 1_000;

/// One list that is being read.
pub(super) struct Lister<'a> {
    pub http: &'a Http<'a>,
    pub tally: &'a mut Tally,
    pub can: &'a Capabilities,
    /// `Users`, `Groups` or `Roles`.
    pub name: &'static str,
    pub path: &'a str,
    pub stage: Stage,
    /// What the server said last time.
    pub before: Option<&'a ListState>,
}

impl Lister<'_> {
    /// Reads on from where `state` stands until the end of the list.
    pub async fn read(&mut self, state: &mut ListState) -> Result<(), ScimError> {
        if state.done {
            return Ok(());
        }
        let size =
            self.can.max_page.map_or(self.http.limits().page_size, |x| x.min(self.http.limits().page_size));
        let mut run = Run {
            seen: state.resources().filter_map(key_of).collect(),
            size: size.max(1),
            largest: state.pages.iter().map(|x| x.resources.len()).max().unwrap_or(0),
            ends: Vec::new(),
            in_a_row: 0,
            failed: 0,
            lost: 0,
            cause: None,
            gap: None,
            restarted: false,
            distrust: false,
        };
        let read = self.pages(state, &mut run).await;
        self.say_gap(&mut run);
        read?;
        self.settle(state, &mut run).await
    }

    async fn pages(&mut self, state: &mut ListState, run: &mut Run) -> Result<(), ScimError> {
        while !state.done {
            self.limits(state)?;
            self.step(state, run).await?;
            self.tell(state);
        }
        Ok(())
    }

    fn limits(&self, state: &ListState) -> Result<(), ScimError> {
        let limits = self.http.limits();
        let pages = u32::try_from(state.pages.len()).unwrap_or(u32::MAX);
        let read = u32::try_from(state.len()).unwrap_or(u32::MAX);
        let what = if pages >= limits.pages {
            format!("more than {} pages of {}", limits.pages, self.name)
        } else if read > limits.resources {
            format!("more than {} {}", limits.resources, self.name)
        } else {
            return Ok(());
        };
        Err(ScimError::TooLarge { address: self.http.address().to_owned(), what })
    }

    fn tell(&self, state: &ListState) {
        let done = u32::try_from(state.len()).unwrap_or(u32::MAX);
        let total = state.total.filter(|x| *x >= done);
        let of = total.map(|x| format!(" of {x}")).unwrap_or_default();
        let message = format!("{done}{of} {} read", self.name.to_lowercase());
        self.http.tell(Progress { stage: self.stage, done, total, message });
    }

    /// Reads one page and decides where the next one begins.
    async fn step(&mut self, state: &mut ListState, run: &mut Run) -> Result<(), ScimError> {
        let first = match self.can.paging {
            Paging::Index => Position::Index(1),
            Paging::Cursor => Position::Cursor(String::new()),
        };
        let at = state.next.clone().unwrap_or(first);
        let part = run.part(&at);
        let count = part.unwrap_or(run.size);
        // a part is asked for because the whole was asked for again and again
        let retries = if part.is_some() { 0 } else { self.http.limits().retries };
        let page = match self.fetch(&at, count, retries).await {
            Ok(page) => page,
            Err(error) => return self.failed(state, run, &at, count, error),
        };
        (run.in_a_row, run.lost) = (0, 0);
        self.say_gap(run);
        let (etag, mut page) = page;
        for (code, message) in std::mem::take(&mut page.bent) {
            self.tally.bent(code, self.name, message);
        }
        self.take(state, run, at, count, etag, page).await
    }

    /// Fetches a page, or takes it from before when the server says that it has not changed.
    async fn fetch(
        &mut self,
        at: &Position,
        count: u32,
        retries: u32,
    ) -> Result<(Option<String>, Page), ScimError> {
        let before = self.before.and_then(|x| x.pages.iter().find(|x| x.at == *at && x.count == count));
        let etag = before.and_then(|x| x.etag.as_deref());
        let count = count.to_string();
        let start;
        let query: [(&str, &str); 2] = match at {
            Position::Index(index) => {
                start = index.to_string();
                [("startIndex", &start), ("count", &count)]
            }
            Position::Cursor(cursor) => [("cursor", cursor), ("count", &count)],
        };
        let answer = self.http.get(self.path, &query, etag, retries).await?;
        if answer.unchanged {
            let Some(before) = before else {
                let what = "empty, as if it had been read before".to_owned();
                return Err(ScimError::BadAnswer { address: answer.address, what, start: String::new() });
            };
            let page = Page {
                resources: before.resources.clone(),
                total: before.total,
                next_cursor: before.next_cursor.clone(),
                ..Page::default()
            };
            return Ok((before.etag.clone(), page));
        }
        let page = parse_page(&answer.body).map_err(|fault| bad_answer(&answer, &fault))?;
        if !answer.content_type.contains("json") {
            let code = "content-type";
            let message = format!("answers are JSON but are called `{}`", answer.content_type);
            self.tally.bent(code, self.name, &message);
        }
        Ok((answer.etag, page))
    }

    /// Takes a page in.
    async fn take(
        &mut self,
        state: &mut ListState,
        run: &mut Run,
        at: Position,
        count: u32,
        etag: Option<String>,
        mut page: Page,
    ) -> Result<(), ScimError> {
        if page.dropped > 0 {
            let message = format!("{} entries of a page are no resources", page.dropped);
            let hint = "ask the vendor; they were left out";
            self.missing("not-a-resource", Extent::Entries(page.dropped), self.name, message, hint);
        }
        let came = page.resources.len();
        run.largest = run.largest.max(came);
        let (total, next_cursor) = (page.total, page.next_cursor.take());
        state.total = total.or(state.total);
        let mut again = 0u32;
        page.resources.retain(|x| {
            let fresh = key_of(x).is_none_or(|key| run.seen.insert(key));
            again += u32::from(!fresh);
            fresh
        });
        let fresh = page.resources.len();
        if fresh > 0 && again > 0 {
            let message = "pages overlap: some entries came twice and were counted once";
            self.tally.bent("overlap", self.name, message);
        }
        state.pages.push(PageState {
            at: at.clone(),
            count,
            etag,
            next_cursor: next_cursor.clone(),
            total,
            resources: page.resources,
        });
        let read = u32::try_from(state.len()).unwrap_or(u32::MAX);
        if fresh > 0 && state.total.is_some_and(|x| read > x) {
            self.tally.bent(
                "wrong-total",
                self.name,
                "`totalResults` is less than what comes; it was not heeded",
            );
            run.distrust = true;
        }
        if run.distrust {
            state.total = None;
        }
        // some servers count the page instead of the list: a first page that is just full proves nothing
        let just_full = at == Position::Index(1) && came == count as usize;
        let all = !just_full && state.total.is_some_and(|x| read + gap_size(state) >= x);
        match (at, next_cursor) {
            (_, Some(next)) if came > 0 || self.can.paging == Paging::Cursor => {
                let next = Position::Cursor(next);
                if fresh == 0 || state.pages.iter().any(|x| x.at == next) {
                    return Err(self.repeats(state));
                }
                state.next = Some(next);
            }
            (Position::Cursor(_), _) => state.done = true,
            (Position::Index(start), _) if came == 0 && run.is_before_end(state, start, count) => {
                state.next = Some(Position::Index(start.saturating_add(count)));
            }
            (Position::Index(_), _) if all || came == 0 => state.done = true,
            (Position::Index(_), _)
                if fresh == 0 && state.total.is_some_and(|x| read + gap_size(state) >= x) =>
            {
                state.done = true;
            }
            (Position::Index(start), _) if fresh == 0 => self.repeated(state, run, start).await?,
            (Position::Index(start), _) => {
                let came = u32::try_from(came).unwrap_or(u32::MAX);
                state.next = Some(Position::Index(start.saturating_add(came)));
            }
        }
        Ok(())
    }

    /// A page brought nothing new although more should come: the server does not heed `startIndex`. One page with
    /// everything may still be had.
    async fn repeated(&mut self, state: &mut ListState, run: &mut Run, start: u32) -> Result<(), ScimError> {
        let first = state.pages.first().map_or(0, |x| x.resources.len());
        let full = first >= run.size as usize;
        if state.total.is_none() && !full {
            // everything came at once
            self.tally.bent(
                "start-index",
                self.name,
                "`startIndex` is not heeded; everything came in one page",
            );
            state.done = true;
            return Ok(());
        }
        let most = self.http.limits().resources.min(100_000);
        let count = state.total.unwrap_or(most).min(most);
        let (etag, page) = self.fetch(&Position::Index(1), count, 0).await?;
        let came = page.resources.len();
        let fresh: Vec<Value> =
            page.resources.into_iter().filter(|x| key_of(x).is_none_or(|key| run.seen.insert(key))).collect();
        let grew = !fresh.is_empty();
        let at = Position::Index(start);
        state.pages.push(PageState {
            at,
            count,
            etag,
            next_cursor: None,
            total: page.total,
            resources: fresh,
        });
        let read = state.len();
        let whole = state.total.map_or(grew && came < count as usize, |x| read >= x as usize);
        if !whole && state.total.is_some() {
            return Err(self.repeats(state));
        }
        if !whole {
            let message = format!("the same {read} {} come again and again", self.name.to_lowercase());
            let hint = "the server does not say whether there are more; compare with the number you expect";
            self.missing("page-repeats", Extent::Rest, self.name, message, hint);
            state.done = true;
            return Ok(());
        }
        self.tally.bent(
            "start-index",
            self.name,
            "`startIndex` is not heeded; everything was read in one large page",
        );
        state.done = true;
        Ok(())
    }

    fn missing(&mut self, code: &str, extent: Extent, field: &str, message: String, hint: &str) {
        self.tally.missing(code, (Part::of(self.name), extent), field, message, hint);
    }

    fn repeats(&self, state: &ListState) -> ScimError {
        let total = state.total.map_or_else(|| "an unknown number".to_owned(), |x| x.to_string());
        ScimError::Repeats {
            list: self.name.to_owned(),
            read: u32::try_from(state.len()).unwrap_or(u32::MAX),
            total,
        }
    }

    /// A page failed. Where the next one begins is known with index paging, so that the rest can still be read.
    fn failed(
        &mut self,
        state: &mut ListState,
        run: &mut Run,
        at: &Position,
        count: u32,
        error: ScimError,
    ) -> Result<(), ScimError> {
        let begun = !state.is_empty() || !run.ends.is_empty();
        match at {
            Position::Index(start) if is_split(&error, begun) => self.split(state, run, *start, count, error),
            Position::Cursor(_) if !begun || !error.is_local() => Err(error),
            Position::Cursor(_)
                if matches!(error, ScimError::Refused { status: 400, .. }) && !run.restarted =>
            {
                // the cursor is too old (RFC 9865 section 2.1): begin again, what is known counts once
                run.restarted = true;
                state.next = None;
                state.pages.clear();
                run.seen.clear();
                Ok(())
            }
            Position::Cursor(_) => {
                self.rest_missing(state, &error);
                Ok(())
            }
            Position::Index(_) => Err(error),
        }
    }

    /// Halves what failed, down to the one entry that breaks the server. Where too much fails, the whole page is left
    /// out.
    fn split(
        &mut self,
        state: &mut ListState,
        run: &mut Run,
        start: u32,
        count: u32,
        error: ScimError,
    ) -> Result<(), ScimError> {
        run.in_a_row += 1;
        run.failed += 1;
        if run.ends.is_empty() {
            // a server that gives small pages has not looked at more than one of them
            let page = u32::try_from(run.largest).unwrap_or(u32::MAX);
            let page = if page == 0 { count } else { count.min(page) };
            run.ends.push(start.saturating_add(page));
            run.cause = Some(error.clone());
        }
        let whole = run.ends.first().copied().unwrap_or(start).max(start.saturating_add(1));
        let part = run.ends.last().copied().unwrap_or(whole).saturating_sub(start);
        let hopeless = run.in_a_row > MOST_IN_A_ROW || run.failed > MOST_FAILED;
        if part > 1 && !hopeless {
            run.ends.push(start.saturating_add(part / 2));
            return Ok(());
        }
        let next = if hopeless { whole } else { start.saturating_add(1) };
        if state.is_empty() && next >= whole {
            // nothing was read, so there is nothing to go on from
            (state.next, run.gap) = (None, None);
            state.gaps.clear();
            return Err(run.cause.take().unwrap_or(error));
        }
        run.leave_out(state, start, next, error.clone());
        if hopeless {
            run.ends.clear();
            run.in_a_row = 0;
            run.lost += 1;
        }
        if !state.done && hopeless && (state.total.is_none() || run.lost >= MOST_LOST) {
            run.gap = None;
            self.rest_missing(state, &error);
        }
        Ok(())
    }

    /// Says what was left out before the page that can be read again.
    fn say_gap(&mut self, run: &mut Run) {
        let Some((from, to, error)) = run.gap.take() else { return };
        let message = format!("{} {from} to {to} cannot be read: {error}", self.name);
        let hint = "ask the vendor what is wrong with them; the others were read";
        let field = format!("{}[{}]", self.name, from.saturating_sub(1));
        let gap = to.saturating_sub(from).saturating_add(1);
        self.missing("page-failed", Extent::Entries(gap), &field, message, hint);
    }

    fn rest_missing(&mut self, state: &mut ListState, error: &ScimError) {
        let read = state.len();
        let of = state.total.map(|x| format!(" of {x}")).unwrap_or_default();
        let message = format!("only {read}{of} {} could be read: {error}", self.name.to_lowercase());
        self.missing("list-cut", Extent::Rest, self.name, message, &error.hint());
        state.done = true;
        state.total = None;
    }

    /// Compares what came with what was announced.
    async fn settle(&mut self, state: &mut ListState, run: &mut Run) -> Result<(), ScimError> {
        let Some(total) = state.total else { return Ok(()) };
        let read = u32::try_from(state.len()).unwrap_or(u32::MAX);
        let gaps = gap_size(state);
        if read.saturating_add(gaps) >= total {
            return Ok(());
        }
        if self.can.paging == Paging::Index
            && let Ok((_, page)) = self.fetch(&Position::Index(0), 1, 0).await
        {
            // a server that counts from 0 gave everything but the very first
            let first = page.resources.into_iter().next();
            if let Some(first) = first.filter(|x| key_of(x).is_some_and(|key| run.seen.insert(key))) {
                self.tally.bent("start-at-0", self.name, "`startIndex` counts from 0 instead of 1");
                let (at, resources) = (Position::Index(0), vec![first]);
                state.pages.push(PageState {
                    at,
                    count: 1,
                    etag: None,
                    next_cursor: None,
                    total: None,
                    resources,
                });
            }
        }
        let read = u32::try_from(state.len()).unwrap_or(u32::MAX);
        let short = total.saturating_sub(read.saturating_add(gaps));
        if short > 0 {
            let message = format!("the server says {total} {}, {read} came", self.name.to_lowercase());
            let hint =
                "read again: somebody may have changed the tenant meanwhile; if it stays, ask the vendor";
            self.missing("short-list", Extent::Entries(short), self.name, message, hint);
        }
        Ok(())
    }
}

/// What is remembered while a list is read.
struct Run {
    /// Keys of what came.
    seen: HashSet<String>,
    /// Resources that are asked for at once.
    size: u32,
    /// Entries of the largest page that came.
    largest: usize,
    /// Where the page that failed ends, then the part of it that is being read, and so on; each end is past the last
    /// entry.
    ends: Vec<u32>,
    /// Requests that failed since one went well.
    in_a_row: u32,
    /// Requests that failed.
    failed: u32,
    /// Pages in a row of which nothing came.
    lost: u32,
    /// Why the page failed as a whole.
    cause: Option<ScimError>,
    /// What was left out and is not said yet: first, last and why.
    gap: Option<(u32, u32, ScimError)>,
    /// A cursor has expired once.
    restarted: bool,
    /// `totalResults` was wrong.
    distrust: bool,
}

impl Run {
    /// How many entries are asked for here, when the page that holds them failed.
    fn part(&mut self, at: &Position) -> Option<u32> {
        let Position::Index(start) = at else { return None };
        while self.ends.last().is_some_and(|end| end <= start) {
            self.ends.pop();
        }
        self.ends.last().map(|end| end.saturating_sub(*start))
    }

    /// Whether more must follow although a part of a page that failed is empty.
    fn is_before_end(&self, state: &ListState, start: u32, count: u32) -> bool {
        !self.ends.is_empty() && state.total.is_some_and(|total| start.saturating_add(count) <= total)
    }

    /// Leaves out what stands from one index up to another.
    fn leave_out(&mut self, state: &mut ListState, from: u32, next: u32, error: ScimError) {
        let last = next.saturating_sub(1);
        let to = state.total.map_or(last, |total| total.min(last)).max(from);
        let first = self.gap.take().map_or(from, |(first, ..)| first);
        self.gap = Some((first, to, error));
        state.gaps.push((from, to));
        state.next = Some(Position::Index(to.saturating_add(1)));
        state.done = state.total.is_some_and(|total| to >= total);
    }
}

/// Whether a smaller part of a page that failed may be read. `begun`: something of the list is known to be there.
fn is_split(error: &ScimError, begun: bool) -> bool {
    match error {
        ScimError::Server { .. } => true,
        // what begins as it should is a list that broke off, what does not is something else altogether
        ScimError::BadAnswer { start, .. } => begun || start.starts_with(['{', '[']),
        _ => begun && error.is_local(),
    }
}

fn gap_size(state: &ListState) -> u32 {
    state.gaps.iter().map(|(from, to)| to.saturating_sub(*from).saturating_add(1)).sum()
}
