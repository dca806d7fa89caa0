//! Times as audit logs write them.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// A time as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    pub at: Timestamp,
    /// Whether it says no zone, and was taken for UTC.
    pub zoneless: bool,
}

impl Moment {
    const fn told(at: Timestamp) -> Self {
        Self { at, zoneless: false }
    }
}

/// How a time is written, in a mapping: one of three words, or a format of `strptime`.
pub(crate) fn read(text: &str, formats: &[String]) -> Option<Moment> {
    let text = text.trim();
    // longer than any time that is written
    if text.len() > 100 {
        return None;
    }
    let by_format = formats.iter().find_map(|format| match format.as_str() {
        "seconds" => number(text, 1_000_000).map(Moment::told),
        "milliseconds" => number(text, 1_000).map(Moment::told),
        "microseconds" => number(text, 1).map(Moment::told),
        format => strptime(format, text),
    });
    by_format.or_else(|| usual(text))
}

/// What needs no format: RFC 3339 and ISO 8601 with or without a zone (then UTC), a day, and counts since
/// 1970 whose unit is told by their size.
fn usual(text: &str) -> Option<Moment> {
    if let Some(time) = text.parse::<Timestamp>().ok().or_else(|| counted(text)) {
        return Some(Moment::told(time));
    }
    if let Ok(time) = text.parse::<DateTime>() {
        return in_utc(time);
    }
    text.parse::<Date>().ok().and_then(|day| in_utc(day.at(0, 0, 0, 0)))
}

fn in_utc(time: DateTime) -> Option<Moment> {
    let zoned = time.to_zoned(TimeZone::UTC).ok()?;
    Some(Moment { at: zoned.timestamp(), zoneless: true })
}

fn strptime(format: &str, text: &str) -> Option<Moment> {
    if let Ok(time) = Timestamp::strptime(format, text) {
        return Some(Moment::told(time));
    }
    DateTime::strptime(format, text).ok().and_then(in_utc)
}

/// A count of units of so many microseconds since 1970; parts of a unit after a point.
fn number(text: &str, unit: i64) -> Option<Timestamp> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let mut micros = whole.checked_mul(unit)?;
    let mut size = unit;
    for digit in part.bytes() {
        size /= 10;
        let more = size.checked_mul(i64::from(digit - b'0'))?;
        micros = if text.starts_with('-') { micros.checked_sub(more)? } else { micros.checked_add(more)? };
    }
    Timestamp::from_microsecond(micros).ok()
}

/// A count since 1970 of nine digits or more before the point: seconds up to eleven, milliseconds up to
/// fourteen, microseconds up to seventeen. Twelve digits of seconds would be the year 5138.
fn counted(text: &str) -> Option<Timestamp> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    if !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let unit = match whole.len() {
        9..=11 => 1_000_000,
        12..=14 => 1_000,
        15..=17 => 1,
        _ => return None,
    };
    number(text, unit)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn times_are_read_however_they_are_written() {
        let formats = |format: &str| vec![format.to_owned()];
        let cases = [
            ("2026-05-03T10:12:44.018Z", "", "2026-05-03T10:12:44.018Z"),
            ("2026-05-03T12:12:44+02:00", "", "2026-05-03T10:12:44Z"),
            ("2026-05-03T10:12:44", "", "2026-05-03T10:12:44Z"),
            ("2026-05-03 10:12:44", "", "2026-05-03T10:12:44Z"),
            ("2026-05-03", "", "2026-05-03T00:00:00Z"),
            ("1695334972000", "", "2023-09-21T22:22:52Z"),
            ("1695334972", "", "2023-09-21T22:22:52Z"),
            ("1695334972.25", "", "2023-09-21T22:22:52.25Z"),
            ("12", "seconds", "1970-01-01T00:00:12Z"),
            ("03/05/2026 10:12", "%d/%m/%Y %H:%M", "2026-05-03T10:12:00Z"),
        ];
        for (text, format, expected) in cases {
            let read = read(text, &formats(format)).map(|time| time.at.to_string());
            assert_eq!(read.as_deref(), Some(expected), "{text}");
        }
        for text in ["", "yesterday", "12", "99999999999999999999", "2026-13-45", "-", "1.x"] {
            assert_eq!(read(text, &[]), None, "{text}");
        }
    }

    #[test]
    fn a_time_without_a_zone_is_told_from_one_that_says_it() {
        let zoneless = |text: &str, formats: &[String]| read(text, formats).unwrap().zoneless;
        for text in ["2026-05-03T10:12:44", "2026-05-03 10:12:44", "2026-05-03"] {
            assert!(zoneless(text, &[]), "{text}");
        }
        for text in ["2026-05-03T10:12:44Z", "2026-05-03T12:12:44+02:00", "1695334972"] {
            assert!(!zoneless(text, &[]), "{text}");
        }
        assert!(zoneless("03/05/2026 10:12", &["%d/%m/%Y %H:%M".to_owned()]));
        assert!(!zoneless("03/05/2026 10:12 +0200", &["%d/%m/%Y %H:%M %z".to_owned()]));
    }
}
