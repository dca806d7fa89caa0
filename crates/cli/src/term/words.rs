//! Words, numbers and times for people.

use super::plain;
use jiff::Timestamp;
use steward_desk::wire::{Basis, ConsequenceClass, EnvironmentKind, Item, SeverityLevel, Tense};

/// The word of a class.
pub const fn class_word(class: ConsequenceClass) -> &'static str {
    match class {
        ConsequenceClass::View => "view",
        ConsequenceClass::Diagnose => "diagnose",
        ConsequenceClass::Correct => "correct",
        ConsequenceClass::Override => "override",
        ConsequenceClass::Policy => "policy",
        ConsequenceClass::Destructive => "destructive",
    }
}

/// The word of a severity.
pub const fn severity_word(severity: SeverityLevel) -> &'static str {
    match severity {
        SeverityLevel::Low => "low",
        SeverityLevel::Medium => "medium",
        SeverityLevel::High => "high",
        SeverityLevel::Critical => "critical",
    }
}

/// Live or not, so that it cannot be missed.
pub const fn environment_word(environment: EnvironmentKind) -> &'static str {
    match environment {
        EnvironmentKind::Live => "LIVE",
        EnvironmentKind::Sandbox => "SANDBOX",
        EnvironmentKind::Practice => "PRACTICE",
    }
}

/// A number with thin groups: `105,205`.
pub fn count(n: u32) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// How many things there are, as it is counted on the wire.
pub fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// `1 person`, `412 people`.
pub fn plural(n: u32, one: &str, many: &str) -> String {
    format!("{} {}", count(n), if n == 1 { one } else { many })
}

/// The first digits of a hash; what is no hash, such as the name of a policy, is whole.
pub fn short_hash(hash: &str) -> &str {
    let is_hash = hash.len() > 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    hash.get(..8).filter(|_| is_hash).unwrap_or(hash)
}

/// The day of an RFC 3339 time.
pub fn day(at: &str) -> &str {
    at.get(..10).unwrap_or(at)
}

/// The minute of an RFC 3339 time in UTC.
pub fn minute(at: &str) -> String {
    match (at.get(..10), at.get(11..16)) {
        (Some(day), Some(minute)) => format!("{day} {minute} UTC"),
        _ => at.to_owned(),
    }
}

/// The reading that an answer about another moment than now rests on, as a line; empty when it is about now.
pub fn basis(basis: &Basis) -> String {
    let Basis { snapshot, read_at, first_read, next_read, tense } = basis;
    let read = format!("snapshot {}, read {}", short_hash(snapshot), minute(read_at));
    let known = match (tense, next_read) {
        (Tense::Now, _) => return String::new(),
        (Tense::Ahead, _) => "the newest, as if nothing changed until then".to_owned(),
        (Tense::Past, None) => format!("the newest; nothing is known from before {}", minute(first_read)),
        (Tense::Past, Some(next)) => format!(
            "in force until the reading of {}; nothing is known from before {}",
            minute(next),
            minute(first_read)
        ),
    };
    format!("rests on {read}: {known}\n")
}

/// When something ends, seen from a moment: the day, and the minute where it is less than two days away.
pub fn end(until: &str, at: &str) -> String {
    let moment = |text: &str| text.parse::<Timestamp>().ok();
    let soon = match (moment(until), moment(at)) {
        (Some(until), Some(at)) => until.as_second().saturating_sub(at.as_second()) < 2 * 24 * 60 * 60,
        _ => false,
    };
    if soon { minute(until) } else { day(until).to_owned() }
}

/// Names in a row, at most so many, with how many are missing.
pub fn names(items: &[Item], at_most: usize, total: usize) -> String {
    let shown: Vec<String> = items.iter().take(at_most).map(|item| plain(&item.name)).collect();
    let missing = total.max(items.len()).saturating_sub(shown.len());
    match missing {
        0 => shown.join(", "),
        n if shown.is_empty() => format!("{n} of them"),
        n => format!("{} and {n} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{count, end, minute, short_hash};

    #[test]
    fn only_hashes_are_shortened() {
        assert_eq!(short_hash("d46371b98bee3db0e5f564610c664218"), "d46371b9");
        assert_eq!((short_hash("BILLING-42"), short_hash("d463")), ("BILLING-42", "d463"));
    }

    #[test]
    fn an_end_that_is_near_has_its_time() {
        let now = "2026-11-22T09:00:00Z";
        assert_eq!(end("2026-11-22T11:20:00Z", now), "2026-11-22 11:20 UTC");
        assert_eq!(end("2026-11-24T08:59:00Z", now), "2026-11-24 08:59 UTC");
        assert_eq!(end("2026-11-24T09:00:00Z", now), "2026-11-24");
        assert_eq!(end("2026-12-13T00:00:00Z", now), "2026-12-13");
    }

    #[test]
    fn numbers_and_times() {
        assert_eq!(
            (count(7).as_str(), count(1587).as_str(), count(105_205).as_str()),
            ("7", "1,587", "105,205")
        );
        assert_eq!(minute("2026-11-22T02:43:00Z"), "2026-11-22 02:43 UTC");
    }
}
