//! What single cells mean: yes and no, times, and the mark that keeps spreadsheets from running a cell.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// A cell of a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    No,
    Yes,
    /// Taken, whatever else gives it.
    Deny,
    /// Held on some objects only: which, a matrix cannot say.
    Some,
    /// Held until a moment.
    Until(Timestamp),
}

const NO: [&str; 15] =
    ["", "no", "n", "false", "0", "-", "–", "—", "none", "off", "not granted", ".", "✗", "✘", "nein"];
const YES: [&str; 17] = [
    "yes",
    "y",
    "true",
    "1",
    "x",
    "✓",
    "✔",
    "●",
    "•",
    "on",
    "granted",
    "grant",
    "permit",
    "allow",
    "allowed",
    "ja",
    "temporary",
];
const DENY: [&str; 5] = ["deny", "denied", "forbid", "blocked", "⊘"];
const SOME: [&str; 6] = ["scoped", "some", "partial", "limited", "◐", "yes (scoped)"];

/// Bytes of the longest mark.
const LONGEST: usize = 64;

impl Mark {
    /// What a cell says; `None` when it is neither a yes nor a no.
    pub fn parse(cell: &str) -> Option<Self> {
        let cell = cell.trim();
        match cell {
            // most of a large matrix, without a look at every word
            "" | "no" | "0" | "false" | "-" => return Some(Self::No),
            "yes" | "1" | "true" | "x" | "X" => return Some(Self::Yes),
            _ if cell.len() > LONGEST => return None,
            _ => {}
        }
        let word = cell.to_lowercase();
        let word = word.as_str();
        if NO.contains(&word) {
            return Some(Self::No);
        }
        if YES.contains(&word) {
            return Some(Self::Yes);
        }
        if DENY.contains(&word) {
            return Some(Self::Deny);
        }
        if SOME.contains(&word) {
            return Some(Self::Some);
        }
        let (held, time) = word.split_once("until ")?;
        let end = until(time).ok()?;
        match held.trim_end() {
            "" | "yes" => Some(end.map_or(Self::Yes, Self::Until)),
            "scoped" => Some(Self::Some),
            _ => None,
        }
    }
}

/// Whether an account is active.
pub(crate) fn active(cell: &str) -> Option<bool> {
    match cell.trim().to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "x" | "active" | "enabled" | "on" | "✓" | "✔" => Some(true),
        "no" | "n" | "false" | "0" | "inactive" | "disabled" | "off" | "deactivated" | "suspended"
        | "locked" | "terminated" | "deleted" | "-" => Some(false),
        _ => None,
    }
}

/// A moment: RFC 3339, or a date with or without a time, in UTC. A date alone as the `end` of something means that
/// it holds on that day still.
pub(crate) fn moment(cell: &str, end: bool) -> Result<Timestamp, &'static str> {
    const HINT: &str = "write it as 2026-11-30 or 2026-11-30T17:00:00Z";
    let cell = cell.trim();
    let upper = cell.to_uppercase();
    if let Ok(time) = upper.parse::<Timestamp>() {
        return Ok(time);
    }
    if let Some(date) = date(cell) {
        let date = if end { date.checked_add(1.day()).map_err(|_| HINT)? } else { date };
        return date.to_zoned(TimeZone::UTC).map(|x| x.timestamp()).map_err(|_| HINT);
    }
    if cell.contains('/') {
        return Err("day and month cannot be told apart with slashes; write it as 2026-11-30");
    }
    match upper.parse::<DateTime>() {
        Ok(time) if cell.len() > 10 => time.to_zoned(TimeZone::UTC).map(|x| x.timestamp()).map_err(|_| HINT),
        _ => Err(HINT),
    }
}

/// The end of something, as a [`moment`]; none when it is so far off that it says that there is none.
pub(super) fn until(cell: &str) -> Result<Option<Timestamp>, &'static str> {
    if never_ends(cell) { Ok(None) } else { moment(cell, true).map(Some) }
}

/// Whether a time lies in the year 9999 or later: so directories write what has no end.
pub(super) fn never_ends(cell: &str) -> bool {
    let cell = cell.trim();
    if date(cell).is_some_and(|date| date.year() == 9999) || slashed_9999(cell) {
        return true;
    }
    let cell = cell.strip_prefix('+').unwrap_or(cell);
    // what is no time in another year is none in this one
    let late = |year: usize| match cell.split_at_checked(year) {
        Some((year, rest)) => {
            year.parse::<u32>().is_ok_and(|x| x >= 9999) && moment(&format!("2000{rest}"), false).is_ok()
        }
        None => false,
    };
    cell.starts_with(|c: char| c.is_ascii_digit()) && (late(4) || late(5) || late(6))
}

/// Day and month cannot be told apart with slashes, but here they need not.
fn slashed_9999(cell: &str) -> bool {
    let Some(date) = cell.strip_suffix("/9999") else { return false };
    let part = |x: &str| x.parse::<u8>().is_ok_and(|x| (1..=31).contains(&x));
    date.split_once('/').is_some_and(|(a, b)| part(a) && part(b))
}

/// `2026-11-30` or `30.11.2026`.
fn date(cell: &str) -> Option<Date> {
    if cell.len() == 10 && cell.chars().filter(|c| *c == '-').count() == 2 {
        return cell.parse().ok();
    }
    let mut parts = cell.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Takes off the `'` that an export puts before a cell that a spreadsheet would otherwise run as a formula.
pub(super) fn bare(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(['=', '+', '-', '@']) => rest,
        _ => cell,
    }
}
