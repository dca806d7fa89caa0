//! What a check reports.

use crate::{Consequence, Severity};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a [`Ref`] points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RefKind {
    /// A person.
    Person,
    /// A group.
    Group,
    /// A role.
    Role,
    /// A permission.
    Permission,
    /// An object.
    Object,
    /// A licence.
    Licence,
    /// A rule of the pack.
    Rule,
}

/// Something in the tenant, by id, with the name it had.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Ref {
    /// What it is.
    pub kind: RefKind,
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
}

/// One observed fact behind a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// What was looked at, such as `last sign-in`.
    pub label: String,
    /// What was seen, such as `2026-09-12, 61 days ago`.
    pub value: String,
    /// What it is about, to open.
    pub about: Vec<Ref>,
}

/// One step of a fix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum FixStep {
    /// Give a permission to a role.
    Grant {
        /// To whom.
        to: Ref,
        /// What.
        permission: Ref,
        /// On these only; empty means everything.
        objects: Vec<Ref>,
    },
    /// Take a permission from its holder.
    Revoke {
        /// From whom.
        from: Ref,
        /// What.
        permission: Ref,
    },
    /// Give a role.
    Assign {
        /// To whom.
        to: Ref,
        /// Which role.
        role: Ref,
    },
    /// Take a role away.
    Unassign {
        /// From whom.
        from: Ref,
        /// Which role.
        role: Ref,
    },
    /// Put a person into a group.
    Join {
        /// Who.
        person: Ref,
        /// Where.
        group: Ref,
    },
    /// Take a person out of a group.
    Leave {
        /// Who.
        person: Ref,
        /// Where.
        group: Ref,
    },
    /// Anything that a person has to do outside, in words.
    Advise {
        /// What to do.
        text: String,
    },
}

/// A way out, with its price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What it does, one sentence, outcome first.
    pub summary: String,
    /// The steps.
    pub steps: Vec<FixStep>,
    /// Highest class that somebody would gain by it; `None` when nobody gains anything.
    pub adds: Option<Consequence>,
    /// How many people would gain something.
    pub gains: u32,
}

/// Subjects by their place in the snapshot, a bit each: few bytes however many they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unlisted(BTreeMap<RefKind, Vec<u64>>);

impl Unlisted {
    /// Adds things of a kind.
    pub fn add(&mut self, kind: RefKind, places: impl IntoIterator<Item = usize>) {
        for at in places {
            let row = self.0.entry(kind).or_default();
            if row.len() <= at / 64 {
                row.resize(at / 64 + 1, 0);
            }
            if let Some(word) = row.get_mut(at / 64) {
                *word |= 1 << (at % 64);
            }
        }
    }

    /// Whether a thing is among them.
    #[must_use]
    pub fn has(&self, kind: RefKind, at: usize) -> bool {
        let word = self.0.get(&kind).and_then(|row| row.get(at / 64));
        word.is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    /// Whether there are none of a kind.
    #[must_use]
    pub fn is_empty(&self, kind: RefKind) -> bool {
        self.0.get(&kind).is_none_or(|row| row.iter().all(|word| *word == 0))
    }

    /// The things of a kind, in order.
    pub fn of(&self, kind: RefKind) -> impl Iterator<Item = usize> + '_ {
        let words = self.0.get(&kind).into_iter().flatten().copied().enumerate();
        words.flat_map(|(at, word)| {
            (0..64_usize).filter(move |bit| word >> *bit & 1 == 1).map(move |bit| at * 64 + bit)
        })
    }
}

/// One thing that is wrong with a tenant's access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Stable across runs for the same cause: 16 hexadecimal digits over check id and subjects.
    pub key: String,
    /// Id of the check.
    pub check: String,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, one sentence, with the count first where there is one.
    pub title: String,
    /// What it is about, the most important first. At most 200; `count` says how many there are.
    pub subjects: Vec<Ref>,
    /// How many subjects there are in all.
    pub count: u32,
    /// Subjects that are counted and not listed.
    #[serde(skip)]
    pub unlisted: Arc<Unlisted>,
    /// What was seen.
    pub evidence: Vec<Evidence>,
    /// Ways out, the cheapest first; empty when there is none.
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// The stable key of a finding: the check and what causes it, not how many people it hits today.
    #[must_use]
    pub fn key_of(check: &str, cause: &[&str]) -> String {
        let mut hash = Sha256::new();
        hash.update(check.as_bytes());
        for part in cause {
            hash.update([0]);
            hash.update(part.as_bytes());
        }
        hex::encode(hash.finalize()).get(..16).unwrap_or_default().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{RefKind, Unlisted};

    #[test]
    fn what_is_not_listed_is_known_by_its_place() {
        let mut unlisted = Unlisted::default();
        unlisted.add(RefKind::Person, [200, 3, 64]);
        unlisted.add(RefKind::Role, []);
        assert_eq!(unlisted.of(RefKind::Person).collect::<Vec<_>>(), [3, 64, 200]);
        assert!(unlisted.has(RefKind::Person, 64) && !unlisted.has(RefKind::Person, 65));
        assert!(unlisted.is_empty(RefKind::Role) && !unlisted.is_empty(RefKind::Person));
        assert!(!unlisted.has(RefKind::Person, 100_000) && !unlisted.has(RefKind::Role, 3));
    }
}
