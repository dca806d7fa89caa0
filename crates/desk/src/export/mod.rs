//! Access and findings as files: for spreadsheets, for paper, for programs, for Cedar, for build servers.
//!
//! Invariants: every export says what it holds (which tenant, which snapshot, when, whether people are named in
//! it); nothing in a tenant can become a formula, markup or a second row; a file is complete or it is not there. What is
//! made here is handed out between two entries of the ledger (`ledger::handing_out`).
//!
//! Deliberately not here: who may export (that is the door's business), tables for a terminal (`steward-cli`).

mod about;
mod aside;
mod audit;
mod cedar;
mod csv;
mod error;
mod grid;
mod html;
mod json;
mod list;
mod md;
mod pairs;
mod sarif;
mod text;
mod write;
mod xlsx;

pub use about::ExportAbout;
pub(crate) use aside::{Aside, Beside, Parcel, Ready, digest, is_special};
pub(crate) use audit::AuditTable;
pub use error::ExportError;
pub use json::{MatrixDocument, MatrixDocumentColumn, MatrixDocumentRow, MatrixScope};
pub use list::ListDocument;
pub(crate) use list::{ListExport, export_list};

use crate::wire::{Findings, RowKind};
use grid::{Grid, Order};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use specta::Type;
use std::path::Path;
use steward_access::Access;

/// What is wanted as which file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportRequest {
    /// What it becomes.
    pub format: ExportFormat,
    /// What the rows of a matrix are; of no weight for `tenant`, `cedar` and `sarif`.
    pub rows: RowKind,
    /// File to write, or folder (always a folder for `cedar`). Left out, a text comes back in the answer.
    pub out: Option<String>,
    /// As of this moment; now when left out.
    pub at: Option<String>,
}

/// What an export becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ExportFormat {
    /// Subjects down, permissions across: `yes`, `scoped`, either `until` a moment, `denied` or empty.
    Csv,
    /// Permissions down, subjects across.
    CsvTransposed,
    /// One `subject TAB permission` line for every yes.
    Pairs,
    /// The matrix with scopes and classes, for programs.
    Json,
    /// A page that stands alone and prints.
    Html,
    /// A table for a wiki or a pull request.
    Md,
    /// A workbook with frozen panes.
    Xlsx,
    /// The whole tenant as Steward JSON, which can be read in again.
    Tenant,
    /// Policies, entities and schema for Cedar.
    Cedar,
    /// Findings for a build server (SARIF 2.1.0).
    Sarif,
}

impl ExportFormat {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Csv,
        Self::CsvTransposed,
        Self::Pairs,
        Self::Json,
        Self::Html,
        Self::Md,
        Self::Xlsx,
        Self::Tenant,
        Self::Cedar,
        Self::Sarif,
    ];

    /// The word used on the wire and in a terminal.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::CsvTransposed => "csv-transposed",
            Self::Pairs => "pairs",
            Self::Json => "json",
            Self::Html => "html",
            Self::Md => "md",
            Self::Xlsx => "xlsx",
            Self::Tenant => "tenant",
            Self::Cedar => "cedar",
            Self::Sarif => "sarif",
        }
    }

    /// How the name of a file ends that is put into a folder.
    const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::CsvTransposed => "transposed.csv",
            Self::Pairs => "pairs.tsv",
            Self::Json => "matrix.json",
            Self::Html => "html",
            Self::Md => "md",
            Self::Xlsx => "xlsx",
            Self::Tenant => "tenant.json",
            Self::Cedar => "cedar",
            Self::Sarif => "sarif",
        }
    }

    /// Whether the findings have to be given.
    #[must_use]
    pub const fn needs_findings(self) -> bool {
        matches!(self, Self::Sarif)
    }

    /// Whether people are named in it.
    const fn names_people(self, rows: RowKind) -> bool {
        matches!(self, Self::Tenant | Self::Cedar | Self::Sarif) || matches!(rows, RowKind::People)
    }
}

/// Formats of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ListFormat {
    /// A table for spreadsheets.
    Csv,
    /// A workbook with frozen panes.
    Xlsx,
    /// A table for a wiki or a pull request.
    Md,
    /// For programs.
    Json,
}

impl ListFormat {
    /// The same format of a matrix.
    const fn of_matrix(self) -> ExportFormat {
        match self {
            Self::Csv => ExportFormat::Csv,
            Self::Xlsx => ExportFormat::Xlsx,
            Self::Md => ExportFormat::Md,
            Self::Json => ExportFormat::Json,
        }
    }

    /// The word used on the wire and in a terminal, which is also how the name of a file ends.
    #[must_use]
    pub const fn word(self) -> &'static str {
        self.of_matrix().word()
    }
}

/// What came of an export.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Exported {
    /// What it became.
    pub format: ExportFormat,
    /// What it holds.
    pub about: ExportAbout,
    /// The files written; empty when the text came back instead.
    pub files: Vec<ExportedFile>,
    /// The text, when no file was asked for.
    pub text: Option<String>,
    /// Of a matrix, the cells that hold on some objects only; pairs do not say which. For the terminal alone.
    #[serde(skip)]
    pub limited: u32,
}

/// A written file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportedFile {
    /// Where it is.
    pub path: String,
    /// How long it is.
    pub bytes: u32,
}

/// What an export is made from.
#[derive(Clone, Copy)]
pub struct ExportSource<'a> {
    /// The compiled snapshot.
    pub access: &'a Access,
    /// Name of the tenant in the workspace.
    pub tenant: &'a str,
    /// Hash of the snapshot.
    pub snapshot: &'a str,
    /// When the snapshot was read.
    pub taken_at: Timestamp,
    /// As of when access is evaluated.
    pub at: Timestamp,
    /// Version of Steward.
    pub version: &'a str,
    /// The findings, for the formats that need them.
    pub findings: Option<&'a Findings>,
    /// What could not be read of the tenant as a whole.
    pub missing: Option<&'a str>,
}

/// Renders, and says which files it becomes where a path is given. Nothing is written yet.
///
/// # Errors
/// When the format needs a path and has none, or when the matrix is larger than the format can hold.
pub(crate) fn export(
    source: &ExportSource<'_>,
    request: &ExportRequest,
) -> Result<(Exported, Parcel), ExportError> {
    let about = ExportAbout::of(source, request);
    let (rendered, limited) = render(source, request, &about)?;
    let title = format!("Who can do what: {} ({})", about.title(), about.environment_word());
    let label = write::Label { format: request.format, ending: request.format.ending(), title: &title };
    let (parcel, text) = rendered.for_place(request.out.as_deref(), &about, &label)?;
    Ok((Exported { format: request.format, about, files: Vec::new(), text, limited }, parcel))
}

/// What a format gives.
enum Rendered {
    Text(String),
    Bytes(Vec<u8>),
    Folder(Vec<(&'static str, String)>),
}

impl Rendered {
    /// The files at a place, or the text itself when there is none.
    fn for_place(
        self,
        out: Option<&str>,
        about: &ExportAbout,
        label: &write::Label<'_>,
    ) -> Result<(Parcel, Option<String>), ExportError> {
        match (out, self) {
            (Some(out), rendered) => Ok((write::files(rendered, Path::new(out), about, label)?, None)),
            (None, Self::Text(text)) => Ok((Parcel::default(), Some(text))),
            (None, Self::Bytes(_) | Self::Folder(_)) => Err(ExportError::NeedsPath(label.format)),
        }
    }
}

/// What a format gives, and how many cells of pairs hold on some objects only.
fn render(
    source: &ExportSource<'_>,
    request: &ExportRequest,
    about: &ExportAbout,
) -> Result<(Rendered, u32), ExportError> {
    let grid = |order| Grid::new(source.access, request.rows, source.at, order);
    let mut limited = 0;
    let rendered = match request.format {
        ExportFormat::Csv => Rendered::Text(csv::render(&grid(Order::Id))),
        ExportFormat::CsvTransposed => Rendered::Text(csv::render_transposed(&grid(Order::Id))),
        ExportFormat::Pairs => {
            let grid = grid(Order::Id);
            limited = grid.limited();
            Rendered::Text(pairs::render(&grid))
        }
        ExportFormat::Json => Rendered::Text(json::render(&grid(Order::Id), about)?),
        ExportFormat::Html => Rendered::Text(html::render(&grid(Order::Name), about)?),
        ExportFormat::Md => Rendered::Text(md::render(&grid(Order::Name), about)),
        ExportFormat::Xlsx => Rendered::Bytes(xlsx::render(&grid(Order::Name), about)?),
        ExportFormat::Tenant => Rendered::Text(json::render_tenant(&source.access.reported())?),
        ExportFormat::Cedar => Rendered::Folder(cedar::render(source, about)),
        ExportFormat::Sarif => {
            let findings = source.findings.ok_or(ExportError::NoFindings)?;
            Rendered::Text(sarif::render(findings, about)?)
        }
    };
    Ok((rendered, limited))
}
