//! What can be asked about an event.

use serde::{Deserialize, Serialize};

/// A column of the index, each with one word per event; the empty word stands for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Column {
    /// Id of who did it.
    Who,
    /// Id of what it was done to.
    Object,
    /// Kind of what it was done to.
    Kind,
    /// The operation.
    Operation,
    /// What such an operation does to the world.
    Consequence,
    /// How it ended.
    Outcome,
    /// Through what it was done.
    Surface,
    /// How the approval stands.
    Approval,
    /// Version of the policy that decided.
    Policy,
    /// Tenant.
    Tenant,
    /// Whose trail it comes from.
    Source,
    /// What all events of one request have in common. It is only compared: it has no list of values and no
    /// facet.
    Correlation,
}

/// Columns that have a dictionary, which is all but the last.
pub(crate) const WORDS: usize = 11;
/// Columns of which few combinations occur: all with a dictionary but the first two.
pub(crate) const SHAPE: usize = 9;

impl Column {
    /// Those whose values are listed in a dictionary and counted as facets.
    pub const FACETS: [Self; WORDS] = [
        Self::Who,
        Self::Object,
        Self::Kind,
        Self::Operation,
        Self::Consequence,
        Self::Outcome,
        Self::Surface,
        Self::Approval,
        Self::Policy,
        Self::Tenant,
        Self::Source,
    ];

    /// All.
    pub const ALL: [Self; WORDS + 1] = [
        Self::Who,
        Self::Object,
        Self::Kind,
        Self::Operation,
        Self::Consequence,
        Self::Outcome,
        Self::Surface,
        Self::Approval,
        Self::Policy,
        Self::Tenant,
        Self::Source,
        Self::Correlation,
    ];

    /// Its key in the text form of a question.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Who => "who",
            Self::Object => "on",
            Self::Kind => "kind",
            Self::Operation => "op",
            Self::Consequence => "consequence",
            Self::Outcome => "outcome",
            Self::Surface => "surface",
            Self::Approval => "approval",
            Self::Policy => "policy",
            Self::Tenant => "tenant",
            Self::Source => "source",
            Self::Correlation => "request",
        }
    }

    /// Other words that are understood for the key.
    pub(crate) const fn synonyms(self) -> &'static [&'static str] {
        match self {
            Self::Who => &["actor", "user", "by"],
            Self::Object => &["object", "target"],
            Self::Kind => &["objectkind", "type"],
            Self::Operation => &["operation", "action"],
            Self::Consequence => &["class"],
            Self::Outcome => &["result"],
            Self::Surface => &["via"],
            Self::Approval => &["approved"],
            Self::Policy => &["policyversion"],
            Self::Tenant => &["org"],
            Self::Source => &["trail"],
            Self::Correlation => &["correlation"],
        }
    }

    /// Position among those with a dictionary.
    pub(crate) const fn place(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_stands_where_its_place_says() {
        for (at, column) in Column::FACETS.into_iter().enumerate() {
            assert_eq!(column.place(), at);
        }
        assert_eq!(Column::Correlation.place(), WORDS);
        assert_eq!(WORDS, SHAPE + 2);
    }
}
