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

impl Mark {
    /// What a cell says; `None` when it is neither a yes nor a no.
    pub fn parse(cell: &str) -> Option<Self> {
        let word = cell.trim().to_lowercase();
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
        let time = word.strip_prefix("yes ").unwrap_or(word).strip_prefix("until ")?;
        moment(time, true).ok().map(Self::Until)
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
