//! How reading a tenant ended: as it is kept, and as it is shown.

use crate::convert::{and, count, json, many};
use crate::error::DeskError;
use crate::source::{PROBLEMS, shown};
use crate::wire::{Attempt, ProblemView, WireError};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use steward_connect::{Extent, Missing, Part};
use steward_model::Problem;
use steward_store::AttemptRow;

/// What is kept with an attempt, as JSON.
#[derive(Default, Serialize, Deserialize)]
struct Left {
    /// What is missing as a whole from what is shown after it.
    missing: Missing,
    /// What was left out, the first ones only.
    problems: Vec<ProblemView>,
}

/// The same, or what earlier versions kept of it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Kept {
    Problems(Vec<ProblemView>),
    Left(Left),
}

/// An attempt of which a snapshot came.
pub(crate) fn good(at: Timestamp, problems: &[Problem], missing: &Missing) -> Result<AttemptRow, DeskError> {
    let left = Left { missing: missing.clone(), problems: shown(problems, PROBLEMS) };
    Ok(AttemptRow {
        at,
        ok: true,
        error: None,
        problems: json(&left)?,
        problems_total: count(problems.len()),
        complete: missing.is_empty(),
    })
}

/// An attempt that failed: what is still shown lacks what it lacked before.
pub(crate) fn bad(
    at: Timestamp,
    error: &WireError,
    before: Option<&AttemptRow>,
) -> Result<AttemptRow, DeskError> {
    let left = Left { missing: before.map(missing).unwrap_or_default(), problems: Vec::new() };
    Ok(AttemptRow {
        at,
        ok: false,
        error: Some(json(error)?),
        problems: json(&left)?,
        problems_total: 0,
        complete: before.is_none_or(|before| before.complete),
    })
}

fn left(kept: &str) -> Left {
    match serde_json::from_str(kept) {
        Ok(Kept::Left(left)) => left,
        Ok(Kept::Problems(problems)) => Left { problems, ..Left::default() },
        Err(_) => Left::default(),
    }
}

/// As it is shown.
pub(crate) fn view(row: AttemptRow) -> Attempt {
    let AttemptRow { at, ok, error, problems, problems_total, complete } = row;
    Attempt {
        at: at.to_string(),
        ok,
        error: error.and_then(|text| serde_json::from_str(&text).ok()),
        problems: left(&problems).problems,
        problems_total,
        complete,
    }
}

/// What is missing as a whole from what is shown after an attempt.
pub(crate) fn missing(row: &AttemptRow) -> Missing {
    left(&row.problems).missing
}

/// The same in words, such as `groups could not be read`; nothing when nothing is missing.
pub(crate) fn missing_in_words(row: &AttemptRow) -> Option<String> {
    (!row.complete).then(|| in_words(&missing(row)))
}

/// `groups and 1 person could not be read`: whole lists first.
pub(crate) fn in_words(missing: &Missing) -> String {
    let mut parts: Vec<(Part, Extent)> = missing.parts().collect();
    parts.sort_by_key(|(_, extent)| Reverse(*extent));
    let parts: Vec<String> = parts.into_iter().map(part_in_words).collect();
    match parts.as_slice() {
        // an earlier version did not keep which
        [] => "a part of it could not be read".to_owned(),
        parts => format!("{} could not be read", and(parts)),
    }
}

fn part_in_words((part, extent): (Part, Extent)) -> String {
    let (one, more) = match part {
        Part::People => ("person", "people"),
        Part::Groups => ("group", "groups"),
        Part::Members => ("members of a group", "members of groups"),
        Part::Roles => ("role", "roles"),
        Part::Permissions => ("permission", "permissions"),
        Part::Inclusions => ("role inside another", "roles inside others"),
        Part::Assignments => ("assignment of a role", "assignments of roles"),
        Part::Grants => ("grant", "grants"),
    };
    match (part, extent) {
        (Part::Members, Extent::Entries(1)) => one.to_owned(),
        (Part::Members, _) | (_, Extent::Whole) => more.to_owned(),
        (_, Extent::Entries(n)) => many(n as usize, one, more),
        (_, Extent::Rest) => format!("some {more}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{in_words, left};
    use steward_connect::{Extent, Missing, Part};

    #[test]
    fn what_is_missing_is_said_with_its_extent() {
        let mut missing = Missing::default();
        assert_eq!(in_words(&missing), "a part of it could not be read");
        missing.add(Part::People, Extent::Entries(1));
        missing.add(Part::Members, Extent::Entries(3));
        assert_eq!(in_words(&missing), "members of groups and 1 person could not be read");
        missing.add(Part::People, Extent::Rest);
        missing.add(Part::Groups, Extent::Whole);
        assert_eq!(in_words(&missing), "groups, some people and members of groups could not be read");
    }

    #[test]
    fn what_an_earlier_version_kept_is_understood() {
        let kept = r#"[{"level":"warning","code":"list-missing","place":"","message":"m","hint":""}]"#;
        assert_eq!(left(kept).problems.len(), 1);
        assert!(left(kept).missing.is_empty() && left("[]").problems.is_empty());
        let kept = left(r#"{"missing":{"groups":"whole"},"problems":[]}"#);
        assert_eq!(kept.missing.parts().collect::<Vec<_>>(), [(Part::Groups, Extent::Whole)]);
    }
}
