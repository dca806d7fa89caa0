//! Lists of what is in a tenant: people, groups, roles, permissions. One form for all, columns as data.

use super::{ConsequenceClass, Item, ItemKind, SeverityLevel};
use serde::{Deserialize, Serialize};
use specta::Type;

/// What a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ListKind {
    /// People.
    People,
    /// Groups.
    Groups,
    /// Roles.
    Roles,
    /// Permissions.
    Permissions,
}

/// Which rows are wanted, in which order. Everything empty means all, by name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ListQuery {
    /// What the list is of.
    pub kind: ListKind,
    /// Rows with this in their names, ids, login names, addresses, titles, departments or descriptions, without regard to
    /// case.
    pub search: String,
    /// Only rows with one of the values, for every facet that is named.
    pub facets: Vec<FacetChoice>,
    /// People only: those in this group, with this role or permission, by any way, or with this licence.
    pub within: Option<ItemRef>,
    /// Only rows with an open finding.
    pub only_findings: bool,
    /// Id of the column to sort by; empty means by name.
    pub sort: String,
    /// The other way round.
    pub descending: bool,
    /// As of this moment; now when left out.
    pub at: Option<String>,
}

/// Something named by kind and id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ItemRef {
    /// What it is.
    pub kind: ItemKind,
    /// Its id.
    pub id: String,
}

/// What was chosen of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FacetChoice {
    /// Id of the facet.
    pub facet: String,
    /// Any of these.
    pub values: Vec<String>,
}

/// What a list shows, without its rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ListHead {
    /// What the list is of.
    pub kind: ListKind,
    /// Hash of the snapshot.
    pub snapshot: String,
    /// As of when.
    pub at: String,
    /// How many there are without any filter.
    pub total: u32,
    /// How many match.
    pub shown: u32,
    /// Columns behind the name, in order.
    pub columns: Vec<ListColumn>,
    /// What can be filtered by, with counts over the rows that the other filters leave.
    pub facets: Vec<Facet>,
    /// What the list is narrowed to, by its name; nothing when it is not.
    pub within: Option<Item>,
}

/// A column of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ListColumn {
    /// Stable id, to sort by.
    pub id: String,
    /// Its head.
    pub title: String,
    /// What stands in it.
    pub holds: CellKind,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum CellKind {
    /// Words.
    Text,
    /// A count.
    Number,
    /// A moment.
    Moment,
    /// A class.
    Class,
    /// Yes or no.
    Flag,
}

/// Something to filter by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Facet {
    /// Stable id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// The most frequent first, at most 100.
    pub values: Vec<FacetValue>,
}

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FacetValue {
    /// What is sent back in a [`FacetChoice`].
    pub value: String,
    /// What is shown.
    pub label: String,
    /// How many rows have it.
    pub count: u32,
}

/// A window of rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ListWindow {
    /// Position of the first row.
    pub start: u32,
    /// The rows.
    pub rows: Vec<ListRow>,
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ListRow {
    /// What it is about.
    pub item: Item,
    /// What stands below the name; may be empty.
    pub detail: String,
    /// `false` for a deactivated person.
    pub active: bool,
    /// Worst open finding about it.
    pub worst: Option<SeverityLevel>,
    /// One a column, in their order.
    pub cells: Vec<ListCell>,
}

/// What stands in a cell. Nothing means unknown or never, as the column's title says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case", tag = "holds", content = "value")]
pub enum ListCell {
    /// Words.
    Text(String),
    /// A count.
    Number(u32),
    /// A moment (RFC 3339).
    Moment(Option<String>),
    /// A class.
    Class(Option<ConsequenceClass>),
    /// Yes or no.
    Flag(Option<bool>),
}
