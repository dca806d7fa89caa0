//! What a dismissal covers: the finding as it was named then, not whatever its cause brings later.

use crate::convert::items;
use crate::wire::Item;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use steward_model::{Finding, Ref, RefKind, Severity};
use steward_store::DismissalRow;

/// What a finding named when it was dismissed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Covered {
    /// Kind and id of each subject that was listed.
    subjects: Vec<(RefKind, String)>,
    /// How many subjects there were in all.
    count: u32,
    /// How much it mattered.
    severity: Severity,
}

/// How a finding has outgrown its dismissal.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Growth {
    /// Subjects that are new, as far as they can be told from those that were only counted then.
    pub(crate) new: Vec<Ref>,
    /// At least so many are new.
    pub(crate) least: usize,
    /// How much it mattered then, when it matters more now.
    pub(crate) was: Option<Severity>,
}

/// What a dismissal of a finding is to cover, as it is kept.
pub(crate) fn covers(finding: &Finding) -> Option<String> {
    let subjects = finding.subjects.iter().map(|at| (at.kind, at.id.clone())).collect();
    let covered = Covered { subjects, count: finding.count, severity: finding.severity };
    serde_json::to_string(&covered).ok()
}

/// What a dismissal covers, with another id in the place of a person's; nothing when it does not name them.
pub(crate) fn without(covers: &str, person: &str, pseudonym: &str) -> Option<String> {
    let mut covered: Covered = serde_json::from_str(covers).ok()?;
    let mut named = false;
    for (kind, id) in &mut covered.subjects {
        if *kind == RefKind::Person && id == person {
            pseudonym.clone_into(id);
            named = true;
        }
    }
    named.then(|| serde_json::to_string(&covered).ok()).flatten()
}

/// How a finding has outgrown its dismissal; nothing when it is still covered.
pub(crate) fn outgrown(finding: &Finding, row: &DismissalRow) -> Option<Growth> {
    // a dismissal from before this was kept covers by the key
    let covered: Covered = serde_json::from_str(row.covers.as_deref()?).ok()?;
    let known: HashSet<(RefKind, &str)> =
        covered.subjects.iter().map(|(kind, id)| (*kind, id.as_str())).collect();
    let strange: Vec<&Ref> =
        finding.subjects.iter().filter(|at| !known.contains(&(at.kind, at.id.as_str()))).collect();
    // those that were counted and not listed then may be listed now
    let unlisted = (covered.count as usize).saturating_sub(covered.subjects.len());
    let more = finding.count.saturating_sub(covered.count) as usize;
    let growth = Growth {
        least: strange.len().saturating_sub(unlisted).max(more),
        new: if unlisted == 0 { strange.into_iter().cloned().collect() } else { Vec::new() },
        was: (finding.severity > covered.severity).then_some(covered.severity),
    };
    (growth != Growth::default()).then_some(growth)
}

impl Growth {
    /// The subjects that are new, to be shown.
    pub(crate) fn items(&self) -> Vec<Item> {
        items(self.new.clone())
    }

    /// `Carla Diaz is new`, `at least 12 are new`, `it was medium then`.
    pub(crate) fn words(&self) -> String {
        let mut parts = Vec::new();
        match self.new.as_slice() {
            [] if self.least == 0 => {}
            named if named.len() < self.least => parts.push(match self.least {
                1 => "at least 1 is new".to_owned(),
                n => format!("at least {n} are new"),
            }),
            [] => {}
            [one] => parts.push(format!("{} is new", one.name)),
            [first, second] => parts.push(format!("{} and {} are new", first.name, second.name)),
            [first, second, rest @ ..] => {
                parts.push(format!("{}, {} and {} more are new", first.name, second.name, rest.len()));
            }
        }
        if let Some(was) = self.was {
            parts.push(format!("it was {was} then"));
        }
        parts.join(", and ")
    }
}

#[cfg(test)]
mod tests {
    use super::{Growth, covers, outgrown, without};
    use jiff::Timestamp;
    use std::sync::Arc;
    use steward_model::{Finding, Ref, RefKind, Severity};
    use steward_store::DismissalRow;

    fn finding(people: std::ops::Range<u32>, count: u32, severity: Severity) -> Finding {
        let subjects =
            people.map(|n| Ref { kind: RefKind::Person, id: format!("p{n}"), name: format!("Person {n}") });
        Finding {
            key: "key".into(),
            check: "check".into(),
            severity,
            title: String::new(),
            subjects: subjects.collect(),
            count,
            unlisted: Arc::default(),
            evidence: Vec::new(),
            fixes: Vec::new(),
        }
    }

    fn after(then: &Finding, now: &Finding) -> Option<Growth> {
        outgrown(now, &row(covers(then)))
    }

    fn row(covers: Option<String>) -> DismissalRow {
        DismissalRow {
            key: "key".into(),
            reason: "known".into(),
            by: "op-1".into(),
            at: Timestamp::UNIX_EPOCH,
            returns: jiff::civil::date(2027, 1, 1),
            covers,
        }
    }

    #[test]
    fn it_covers_what_it_named_and_nothing_more() {
        let two = finding(0..2, 2, Severity::High);
        assert_eq!(after(&two, &two), None);
        assert_eq!(after(&two, &finding(0..1, 1, Severity::Medium)), None, "less is covered");
        let third = after(&two, &finding(0..3, 3, Severity::High)).unwrap();
        assert_eq!((third.new.len(), third.least, third.words().as_str()), (1, 1, "Person 2 is new"));
        let other = after(&two, &finding(1..3, 2, Severity::High)).unwrap();
        assert_eq!(other.words(), "Person 2 is new", "one for another");
        let worse = after(&two, &finding(0..2, 2, Severity::Critical)).unwrap();
        assert_eq!(worse.words(), "it was high then");
        assert_eq!(outgrown(&finding(0..9, 9, Severity::Critical), &row(None)), None, "one of before");
    }

    #[test]
    fn a_person_who_is_erased_is_covered_by_their_pseudonym() {
        let two = finding(0..2, 2, Severity::High);
        let kept = covers(&two).unwrap();
        assert_eq!(without(&kept, "p7", "pseudonym"), None, "it does not name them");
        let erased = without(&kept, "p0", "pseudonym").unwrap();
        assert!(erased.contains("pseudonym") && !erased.contains("\"p0\""), "{erased}");
        let left = finding(1..2, 1, Severity::High);
        assert_eq!(outgrown(&left, &row(Some(erased.clone()))), None, "the others are covered as before");
        let new = outgrown(&finding(1..3, 2, Severity::High), &row(Some(erased))).unwrap();
        assert_eq!(new.words(), "Person 2 is new", "and whoever is new is not");
    }

    #[test]
    fn of_more_than_are_listed_the_count_counts() {
        let many = finding(0..200, 500, Severity::High);
        assert_eq!(after(&many, &finding(100..300, 400, Severity::High)), None, "they were counted then");
        assert_eq!(after(&many, &finding(200..300, 100, Severity::High)), None);
        let more = after(&many, &finding(0..200, 501, Severity::High)).unwrap();
        assert_eq!(more.words(), "at least 1 is new");
        let few = finding(0..200, 210, Severity::High);
        let moved = after(&few, &finding(50..250, 205, Severity::High)).unwrap();
        assert_eq!((moved.new.len(), moved.least), (0, 40), "ten of the fifty were counted then");
    }
}
