//! Moments seen from another.

use jiff::{SignedDuration, Timestamp};
use steward_pack::offset_minutes;

/// A moment so many minutes after another.
pub(crate) fn after(at: Timestamp, minutes: i64) -> Timestamp {
    at.checked_add(SignedDuration::from_mins(minutes)).unwrap_or(at)
}

/// The moment that an offset such as `-61d` stands for.
pub(crate) fn offset(at: Timestamp, text: Option<&str>) -> Option<Timestamp> {
    text.and_then(offset_minutes).map(|minutes| after(at, minutes))
}

/// Minutes of some days.
pub(crate) const fn days(n: u64) -> u64 {
    n * 24 * 60
}

/// The moment so many minutes before another.
pub(crate) fn before(at: Timestamp, minutes: u64) -> Timestamp {
    after(at, -i64::try_from(minutes).unwrap_or(i64::MAX))
}
