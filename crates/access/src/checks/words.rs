//! Counts, names and dates as people read them.

use jiff::Timestamp;

/// `3477` as `3,477`.
pub(super) fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 person`, `9 people`.
pub(super) fn many(n: usize, one: &str, more: &str) -> String {
    format!("{} {}", number(n), if n == 1 { one } else { more })
}

/// `1 permission`, `9 permissions`.
pub(super) fn some(n: usize, one: &str) -> String {
    many(n, one, &format!("{one}s"))
}

/// The form of a verb that fits the count.
pub(super) const fn verb<'a>(n: usize, one: &'a str, more: &'a str) -> &'a str {
    if n == 1 { one } else { more }
}

/// `A, B and C`, or `A, B and 4 more`.
pub(super) fn list(names: &[impl AsRef<str>], most: usize) -> String {
    let shown = if names.len() > most { most.max(1) } else { names.len() };
    let mut parts: Vec<String> = names.iter().take(shown).map(|x| x.as_ref().to_owned()).collect();
    if names.len() > shown {
        parts.push(format!("{} more", number(names.len() - shown)));
    }
    match parts.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} and {last}", first.join(", ")),
    }
}

/// Endings of words for somebody who does something.
const DOERS: [&str; 12] =
    ["er", "or", "yst", "ist", "ant", "ent", "ian", "ead", "ward", "lerk", "dmin", "ert"];

/// `9 Model Testers` for a role that is named after a function, else `9 people with Deploy access`.
pub(super) fn holders(n: usize, role: &str) -> String {
    let last = role.rsplit(' ').next().unwrap_or_default();
    let plain = !last.is_empty() && last.chars().all(char::is_alphabetic);
    if plain && DOERS.iter().any(|end| last.len() > end.len() + 2 && last.ends_with(end)) {
        many(n, role, &format!("{role}s"))
    } else {
        format!("{} with {role}", many(n, "person", "people"))
    }
}

/// `Read datastores` as `read datastores`, to go on after `cannot`; names that are no phrases stay, in backticks.
pub(super) fn deed(permission: &str) -> String {
    let mut letters = permission.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second))
            if first.is_uppercase() && second.is_lowercase() && permission.contains(' ') =>
        {
            first.to_lowercase().chain(permission.chars().skip(1)).collect()
        }
        _ => format!("use `{permission}`"),
    }
}

/// The day of a moment, such as `2026-09-12`.
pub(super) fn day(at: Timestamp) -> String {
    at.to_string().chars().take(10).collect()
}

/// Seconds in a day.
const DAY: f64 = 86_400.0;

/// Whole days from one moment to a later one; none when it is not later.
pub(super) fn days(from: Timestamp, to: Timestamp) -> usize {
    usize::try_from((to.as_second() - from.as_second()).div_euclid(86_400)).unwrap_or(0)
}

/// `2026-09-12, 61 days ago`.
pub(super) fn ago(then: Timestamp, now: Timestamp) -> String {
    match days(then, now) {
        0 => format!("{}, today", day(then)),
        n => format!("{}, {} ago", day(then), some(n, "day")),
    }
}

/// Whether more than so many days have passed; exactly so many have not.
#[expect(clippy::cast_precision_loss, reason = "seconds of any date fit into 52 bits")]
pub(super) fn older(then: Timestamp, now: Timestamp, days: f64) -> bool {
    (now.as_second() - then.as_second()) as f64 > days * DAY
}

/// A share as whole percent.
pub(super) fn percent(part: usize, whole: usize) -> String {
    format!("{} %", (part * 100 + whole / 2).checked_div(whole).unwrap_or(0))
}

/// The words of a name in lower case, without a possessive `s`.
pub(super) fn tokens(name: &str) -> Vec<String> {
    let lower = name.to_lowercase().replace("’s", " ").replace("'s", " ");
    (lower.split(|c: char| !c.is_alphanumeric()).filter(|x| !x.is_empty()).map(str::to_owned)).collect()
}
