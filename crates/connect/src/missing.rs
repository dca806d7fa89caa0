//! What is missing from a read as a whole, by part.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use steward_model::{Problem, ProblemLevel};

/// A part of a tenant that a read can lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The list of users.
    People,
    /// The list of groups.
    Groups,
    /// Who is in groups that were read.
    Members,
    /// The list of roles.
    Roles,
    /// The list of permissions.
    Permissions,
    /// Which role is in which.
    Inclusions,
    /// Who has which role.
    Assignments,
    /// What is granted to whom.
    Grants,
}

impl Part {
    /// The part that a list of a server is.
    pub(crate) fn of(list: &str) -> Self {
        match list {
            "Groups" => Self::Groups,
            "Roles" => Self::Roles,
            _ => Self::People,
        }
    }

    /// The part that a list of a Steward document is; nothing when it gives no access.
    pub(crate) fn of_document(list: &str) -> Option<Self> {
        Some(match list {
            "people" => Self::People,
            "groups" => Self::Groups,
            "memberships" => Self::Members,
            "roles" => Self::Roles,
            "permissions" => Self::Permissions,
            "inclusions" => Self::Inclusions,
            "assignments" => Self::Assignments,
            "grants" => Self::Grants,
            _ => return None,
        })
    }
}

/// How much of a part is missing, from little to much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Extent {
    /// So many entries; of members, so many members, or groups of which none could be read.
    Entries(u32),
    /// What follows in the list, however much it is.
    Rest,
    /// The list as a whole.
    Whole,
}

impl Extent {
    /// The two together.
    pub(crate) fn and(self, more: Self) -> Self {
        match (self, more) {
            (Self::Entries(some), Self::Entries(more)) => Self::Entries(some.saturating_add(more)),
            (some, more) => some.max(more),
        }
    }
}

/// What is missing from a read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Missing(BTreeMap<Part, Extent>);

impl Missing {
    /// Whether nothing is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The parts of which something is missing.
    pub fn parts(&self) -> impl Iterator<Item = (Part, Extent)> {
        self.0.iter().map(|(part, extent)| (*part, *extent))
    }

    /// Says that more of a part is missing.
    pub fn add(&mut self, part: Part, more: Extent) {
        self.0.entry(part).and_modify(|some| *some = some.and(more)).or_insert(more);
    }

    /// Says what a snapshot was made without: each entry once, however much is wrong with it.
    pub(crate) fn add_left_out(&mut self, problems: &[Problem]) {
        let mut seen = HashSet::new();
        for problem in problems {
            let field = problem.place.field.as_deref().unwrap_or_default();
            let Some((list, (at, _))) =
                field.split_once('[').and_then(|(list, rest)| Some((list, rest.split_once(']')?)))
            else {
                continue;
            };
            // of what is there twice, one was kept
            let left_out = problem.level == ProblemLevel::Warning && problem.code != "duplicate";
            if let Some(part) = Part::of_document(list).filter(|_| left_out)
                && seen.insert((part, at))
            {
                self.add(part, Extent::Entries(1));
            }
        }
    }

    /// Whether no more is missing than from an earlier read: nothing of another part, and no more of the same. How long
    /// a rest or a whole list is nobody knows, so there it counts whether `fewer` of the part were read than then.
    pub fn is_within(&self, earlier: &Self, fewer: impl Fn(Part) -> bool) -> bool {
        self.parts().all(|(part, now)| match (now, earlier.0.get(&part)) {
            (_, None) => false,
            (Extent::Entries(_), Some(then)) => now <= *then,
            (Extent::Rest | Extent::Whole, Some(Extent::Entries(_))) => false,
            (Extent::Rest | Extent::Whole, Some(_)) => !fewer(part),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Extent, Missing, Part};

    fn lacking(parts: &[(Part, Extent)]) -> Missing {
        let mut missing = Missing::default();
        for (part, extent) in parts {
            missing.add(*part, *extent);
        }
        missing
    }

    #[test]
    fn what_is_missing_of_a_part_adds_up() {
        let missing = lacking(&[
            (Part::People, Extent::Entries(1)),
            (Part::People, Extent::Entries(2)),
            (Part::Groups, Extent::Rest),
            (Part::Groups, Extent::Entries(4)),
        ]);
        let parts: Vec<_> = missing.parts().collect();
        assert_eq!(parts, [(Part::People, Extent::Entries(3)), (Part::Groups, Extent::Rest)]);
        let kept = serde_json::to_string(&missing).unwrap();
        assert_eq!(kept, r#"{"people":{"entries":3},"groups":"rest"}"#);
        assert_eq!(serde_json::from_str::<Missing>(&kept).unwrap(), missing);
    }

    #[test]
    fn no_more_is_missing_where_the_same_or_less_is() {
        let (same, fewer) = (|_: Part| false, |_: Part| true);
        let one = lacking(&[(Part::People, Extent::Entries(1))]);
        let two = lacking(&[(Part::People, Extent::Entries(2))]);
        let groups = lacking(&[(Part::Groups, Extent::Whole)]);
        let cut = lacking(&[(Part::People, Extent::Rest)]);
        assert!(Missing::default().is_within(&one, fewer));
        assert!(one.is_within(&one, fewer) && one.is_within(&two, fewer) && one.is_within(&cut, fewer));
        assert!(!two.is_within(&one, same) && !cut.is_within(&two, same));
        assert!(!one.is_within(&groups, same) && !one.is_within(&Missing::default(), same));
        assert!(groups.is_within(&groups, same) && !groups.is_within(&groups, fewer));
    }
}
