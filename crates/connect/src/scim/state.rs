//! How far a read came, so that another can go on, and what the server said last time, so that it need not again.

use super::discover::Capabilities;
use crate::missing::Missing;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;
use steward_model::Problem;

/// State of a read. It holds what the tenant said, so it is to be kept like a snapshot.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Partial {
    /// The server it belongs to.
    pub address: String,
    /// Everything was read.
    pub done: bool,
    pub(super) capabilities: Option<Capabilities>,
    pub(super) users: ListState,
    pub(super) groups: ListState,
    pub(super) roles: ListState,
    /// What was missing or bent until the read stopped.
    pub(super) problems: Vec<Problem>,
    /// What is missing as a whole.
    pub(super) missing: Missing,
    /// Something is, in a state of an earlier version, which did not say what.
    #[serde(skip_serializing)]
    pub(super) incomplete: bool,
    /// Groups that were asked for one by one.
    pub(super) details: BTreeMap<String, Detail>,
}

/// State of one list.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ListState {
    pub(super) pages: Vec<PageState>,
    /// Where to go on; the beginning when there is none.
    pub(super) next: Option<Position>,
    pub(super) total: Option<u32>,
    /// Everything that can be read was read.
    pub(super) done: bool,
    /// Ranges that could not be read, from and to, both inclusive.
    pub(super) gaps: Vec<(u32, u32)>,
}

/// Where a page begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Position {
    /// By index, from 1.
    Index(u32),
    /// By cursor; empty for the first page.
    Cursor(String),
}

/// A page that was read.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PageState {
    pub at: Position,
    pub count: u32,
    #[serde(default)]
    pub etag: Option<String>,
    #[serde(default)]
    pub next_cursor: Option<String>,
    #[serde(default)]
    pub total: Option<u32>,
    pub resources: Vec<Value>,
}

/// A resource that was asked for alone.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Detail {
    #[serde(default)]
    pub etag: Option<String>,
    pub resource: Value,
}

impl ListState {
    /// All resources in the order in which they came.
    pub(super) fn resources(&self) -> impl Iterator<Item = &Value> {
        self.pages.iter().flat_map(|x| &x.resources)
    }

    /// How many resources were read.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pages.iter().map(|x| x.resources.len()).sum()
    }

    /// Whether nothing was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Partial {
    /// How many people and groups are in it.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        (self.users.len(), self.groups.len())
    }
}

impl fmt::Debug for Partial {
    /// Counts only: what is in it is personal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (users, groups) = self.counts();
        f.debug_struct("Partial")
            .field("address", &self.address)
            .field("done", &self.done)
            .field("users", &users)
            .field("groups", &groups)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for ListState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ListState({} of {:?}, done: {})", self.len(), self.total, self.done)
    }
}
