//! What an export says about itself.

use super::{ExportRequest, ExportSource};
use crate::convert::count;
use crate::wire::{EnvironmentKind, RowKind};
use serde::{Deserialize, Serialize};
use specta::Type;

/// What the fact is called that the tenant was read in part only.
pub(super) const INCOMPLETE: &str = "Incomplete reading";

/// What an export holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportAbout {
    /// Name of the tenant in the workspace.
    pub tenant: String,
    /// Its own name.
    pub display_name: String,
    /// Live or not.
    pub environment: EnvironmentKind,
    /// Name of the product; may be empty.
    pub product: String,
    /// Hash of the snapshot.
    pub snapshot: String,
    /// When it was read.
    pub taken_at: String,
    /// As of when access is evaluated.
    pub at: String,
    /// What the rows of a matrix or list are; of no weight for a list of permissions.
    pub rows: RowKind,
    /// Rows of a matrix or list.
    pub row_count: u32,
    /// Columns of a matrix or list.
    pub column_count: u32,
    /// People are named in it.
    pub personal_data: bool,
    /// What could not be read of the tenant, such as `groups could not be read`; nothing when all of it was.
    pub incomplete: Option<String>,
    /// Name and version of what made it.
    pub made_by: String,
}

impl ExportAbout {
    pub(super) fn of(source: &ExportSource<'_>, request: &ExportRequest) -> Self {
        let snapshot = source.access.snapshot();
        let rows = match request.rows {
            RowKind::People => snapshot.people.len(),
            RowKind::Groups => snapshot.groups.len(),
            RowKind::Roles => snapshot.roles.len(),
        };
        Self {
            tenant: source.tenant.to_owned(),
            display_name: snapshot.tenant.name.clone(),
            environment: snapshot.tenant.environment.into(),
            product: source.access.catalogue().product.clone(),
            snapshot: source.snapshot.to_owned(),
            taken_at: source.taken_at.to_string(),
            at: source.at.to_string(),
            rows: request.rows,
            row_count: count(rows),
            column_count: count(snapshot.permissions.len()),
            personal_data: request.format.names_people(request.rows),
            incomplete: source.missing.map(str::to_owned),
            made_by: format!("steward {}", source.version),
        }
    }

    /// Name of the tenant for people.
    pub(super) fn title(&self) -> &str {
        if self.display_name.is_empty() { &self.tenant } else { &self.display_name }
    }

    /// `LIVE`, `SANDBOX` or `PRACTICE`: text that cannot be missed.
    pub(super) const fn environment_word(&self) -> &'static str {
        match self.environment {
            EnvironmentKind::Live => "LIVE",
            EnvironmentKind::Sandbox => "SANDBOX",
            EnvironmentKind::Practice => "PRACTICE",
        }
    }

    /// What the rows are, in words.
    pub(super) const fn rows_word(&self) -> &'static str {
        match self.rows {
            RowKind::People => "people",
            RowKind::Groups => "groups",
            RowKind::Roles => "roles",
        }
    }

    /// What one row is, as a heading.
    pub(super) const fn rows_word_singular(&self) -> &'static str {
        match self.rows {
            RowKind::People => "Person",
            RowKind::Groups => "Group",
            RowKind::Roles => "Role",
        }
    }

    /// Whether it names people, in a sentence.
    pub(super) const fn personal_sentence(&self) -> &'static str {
        if self.personal_data { "Contains personal data." } else { "Contains no personal data." }
    }

    /// Label and value of everything that is said.
    pub(super) fn facts(&self) -> Vec<(&'static str, String)> {
        let mut facts = vec![
            ("Tenant", format!("{} ({})", self.title(), self.environment_word())),
            ("Name in the workspace", self.tenant.clone()),
        ];
        if let Some(missing) = &self.incomplete {
            // before everything else that is listed: who reads on takes what follows for the whole
            facts.insert(1, (INCOMPLETE, format!("{missing}. What is not there is not in this file.")));
        }
        if !self.product.is_empty() {
            facts.push(("Product", self.product.clone()));
        }
        facts.extend([
            ("Snapshot", format!("sha256:{}", self.snapshot)),
            ("Taken at", self.taken_at.clone()),
            ("Evaluated as of", self.at.clone()),
            ("Holds", format!("{} {} × {} permissions", self.row_count, self.rows_word(), self.column_count)),
            ("Personal data", self.personal_sentence().to_owned()),
            ("Made by", self.made_by.clone()),
        ]);
        facts
    }
}
