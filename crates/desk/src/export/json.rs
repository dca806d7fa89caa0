//! The matrix for programs, and the whole tenant as Steward JSON.

use super::grid::{Grid, Mark};
use super::{ExportAbout, ExportError};
use crate::convert::time;
use crate::wire::{CellState, ConsequenceClass};
use serde::{Deserialize, Serialize};
use specta::Type;
use std::collections::{BTreeMap, BTreeSet};
use steward_access::HeldScope;
use steward_model::{ObjectIx, Snapshot, TenantDocument};

/// A matrix with all its cells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MatrixDocument {
    /// What it holds.
    pub about: ExportAbout,
    /// In order: category, then class, then the product's order.
    pub columns: Vec<MatrixDocumentColumn>,
    /// By id.
    pub rows: Vec<MatrixDocumentRow>,
}

/// A permission.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MatrixDocumentColumn {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Name of its category.
    pub category: String,
    /// Its class.
    pub consequence: ConsequenceClass,
}

/// A person, group or role with what it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MatrixDocumentRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// `false` for a deactivated person.
    pub active: bool,
    /// By permission id; what is not listed is a no.
    pub cells: BTreeMap<String, CellState>,
    /// By permission id, for scoped cells.
    pub scopes: BTreeMap<String, MatrixScope>,
    /// By permission id, when it ends, for cells of which everything that gives them ends.
    #[serde(default)]
    pub until: BTreeMap<String, String>,
    /// Ids of permissions that are held without one that they need.
    #[serde(default)]
    pub missing_prerequisite: BTreeSet<String>,
}

/// Where a scoped permission holds, by object id. One of the two is empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MatrixScope {
    /// On these objects only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<String>,
    /// Everywhere but on these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<String>,
}

/// The matrix as one JSON document.
pub fn render(grid: &Grid<'_>, about: &ExportAbout) -> Result<String, ExportError> {
    let mut text = serde_json::to_string_pretty(&document(grid, about))?;
    text.push('\n');
    Ok(text)
}

/// The whole tenant as Steward JSON.
pub fn render_tenant(snapshot: &Snapshot) -> Result<String, ExportError> {
    let mut text = serde_json::to_string_pretty(&TenantDocument::from(snapshot))?;
    text.push('\n');
    Ok(text)
}

fn document(grid: &Grid<'_>, about: &ExportAbout) -> MatrixDocument {
    MatrixDocument {
        about: about.clone(),
        columns: (grid.columns.iter())
            .map(|column| MatrixDocumentColumn {
                id: column.id.to_owned(),
                name: column.name.to_owned(),
                category: column.category.to_owned(),
                consequence: column.consequence.into(),
            })
            .collect(),
        rows: (grid.lines())
            .map(|(row, cells)| {
                let mut out = MatrixDocumentRow {
                    id: row.id.to_owned(),
                    name: row.name.to_owned(),
                    active: row.active,
                    cells: BTreeMap::new(),
                    scopes: BTreeMap::new(),
                    until: BTreeMap::new(),
                    missing_prerequisite: BTreeSet::new(),
                };
                for (column, cell) in cells {
                    let state = match cell.mark {
                        Mark::None => continue,
                        Mark::Yes => CellState::Granted,
                        Mark::Scoped => CellState::Scoped,
                        Mark::Denied => CellState::Denied,
                    };
                    out.cells.insert(column.id.to_owned(), state);
                    if let Some(until) = grid.until(row, column, cell) {
                        out.until.insert(column.id.to_owned(), time(until));
                    }
                    if cell.missing {
                        out.missing_prerequisite.insert(column.id.to_owned());
                    }
                    if cell.mark == Mark::Scoped {
                        let held = grid.access.scope_of(row.subject, column.permission, grid.at);
                        out.scopes.insert(column.id.to_owned(), scope(grid, held));
                    }
                }
                out
            })
            .collect(),
    }
}

fn scope(grid: &Grid<'_>, held: HeldScope) -> MatrixScope {
    let ids = |list: Vec<ObjectIx>| {
        list.into_iter().filter_map(|ix| grid.access.snapshot().object(ix)).map(|x| x.id.clone()).collect()
    };
    match held {
        HeldScope::Objects(list) => MatrixScope { only: ids(list), except: Vec::new() },
        HeldScope::EverythingBut(list) => MatrixScope { only: Vec::new(), except: ids(list) },
        HeldScope::Everything | HeldScope::Nothing => MatrixScope::default(),
    }
}
