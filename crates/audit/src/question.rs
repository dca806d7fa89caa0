//! What an investigation asks, as data that can be saved.

use crate::column::Column;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A question to a trail. An event answers it when it holds every text term, is let through by every filter,
/// and happened between the two moments.
///
/// As JSON it is stable: equal questions have equal text. Its text form is [`Display`](std::fmt::Display) and
/// [`FromStr`](std::str::FromStr).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Question {
    /// Words and phrases for the full-text search, which is not done here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub text: Vec<String>,
    /// What each column may be.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub filters: BTreeMap<Column, Filter>,
    /// Not before this moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// Before this moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// What a column may be: one of `include`, or anything when that is empty, and none of `exclude`. `*` stands
/// for any characters, except in correlations; the empty word for events that say nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Filter {
    /// Words and patterns of which one has to fit.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub include: BTreeSet<String>,
    /// Words and patterns none of which may fit.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub exclude: BTreeSet<String>,
}

impl Question {
    /// The same question that also asks for a word in a column.
    #[must_use]
    pub fn with(mut self, column: Column, word: impl Into<String>) -> Self {
        self.filters.entry(column).or_default().include.insert(word.into());
        self
    }

    /// The same question that also excludes a word from a column.
    #[must_use]
    pub fn without(mut self, column: Column, word: impl Into<String>) -> Self {
        self.filters.entry(column).or_default().exclude.insert(word.into());
        self
    }
}
