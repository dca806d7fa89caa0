//! What an action does to the world, and how much a finding matters.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The class that every permission and every operation has exactly one of, in rising order of ceremony.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Consequence {
    /// Reads the state of things; changes nothing.
    View,
    /// Reads what identifies people or exposes internals; recorded.
    Diagnose,
    /// A narrow, labelled, reversible repair.
    Correct,
    /// Lifts a rule for one case: exports, impersonation, restoring data.
    Override,
    /// Changes who can do what, or what the rules are.
    Policy,
    /// Cannot be undone.
    Destructive,
}

impl Consequence {
    /// All six, from the least to the most ceremony.
    pub const ALL: [Self; 6] =
        [Self::View, Self::Diagnose, Self::Correct, Self::Override, Self::Policy, Self::Destructive];

    /// The word used in packs, on the wire and on screen.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Diagnose => "diagnose",
            Self::Correct => "correct",
            Self::Override => "override",
            Self::Policy => "policy",
            Self::Destructive => "destructive",
        }
    }

    /// Whether holding it permanently deserves a second look (NIST SP 800-53 AC-6(5), privileged accounts).
    #[must_use]
    pub const fn is_high(self) -> bool {
        matches!(self, Self::Override | Self::Policy | Self::Destructive)
    }
}

impl fmt::Display for Consequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// How much a finding matters, in rising order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Look at it each quarter.
    Low,
    /// Look at it each month.
    Medium,
    /// Settle it within a week.
    High,
    /// Settle it today.
    Critical,
}

impl Severity {
    /// All four, from the least to the worst.
    pub const ALL: [Self; 4] = [Self::Low, Self::Medium, Self::High, Self::Critical];

    /// The word used in packs, on the wire and on screen.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
