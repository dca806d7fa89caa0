//! How an export fails.

use super::ExportFormat;
use crate::wire::{ErrorCode, WireError};

/// How an export fails.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// It is not a text that could come back in the answer.
    #[error("`{}` cannot be printed", .0.word())]
    NeedsPath(ExportFormat),
    /// The findings were not given.
    #[error("there are no findings to export")]
    NoFindings,
    /// The matrix is larger than a worksheet can be.
    #[error("{rows} rows × {columns} columns do not fit in a worksheet")]
    TooLarge {
        /// Rows.
        rows: usize,
        /// Columns.
        columns: usize,
    },
    /// A file cannot be written.
    #[error("cannot write `{path}`")]
    Write {
        /// Where.
        path: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A file is there, and nobody said that it is to be replaced.
    #[error("there is a file `{0}` already")]
    Exists(String),
    /// A folder was expected and something else stands there.
    #[error("`{0}` is not a folder")]
    NotAFolder(String),
    /// Making the workbook failed.
    #[error("the workbook cannot be made")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// Making JSON failed.
    #[error("the JSON cannot be made")]
    Json(#[from] serde_json::Error),
    /// Making the page failed.
    #[error("the page cannot be made")]
    Page(#[from] minijinja::Error),
}

impl From<ExportError> for WireError {
    fn from(error: ExportError) -> Self {
        let (code, meaning, hint) = match &error {
            ExportError::NeedsPath(ExportFormat::Cedar) => {
                (ErrorCode::BadInput, "it is three files", "name a folder to put them in")
            }
            ExportError::NeedsPath(_) => {
                (ErrorCode::BadInput, "it is not a text", "name a file to write it to")
            }
            ExportError::Exists(_) => (
                ErrorCode::BadInput,
                "it is left as it is, nothing was handed out",
                "give another name, or replace it with `--force`",
            ),
            ExportError::NotAFolder(_) => (
                ErrorCode::BadInput,
                "three files go there, nothing was written",
                "name a folder, or a name that is free",
            ),
            ExportError::TooLarge { .. } => (
                ErrorCode::BadInput,
                "a worksheet holds 1048576 rows and 16384 columns, nothing was written",
                "export as csv, or the other kind of rows",
            ),
            ExportError::Write { .. } => (
                ErrorCode::Storage,
                "nothing was exported, a file that was there before is unchanged",
                "see that the folder exists, is yours to write, and has space",
            ),
            ExportError::NoFindings
            | ExportError::Workbook(_)
            | ExportError::Json(_)
            | ExportError::Page(_) => {
                (ErrorCode::Internal, "nothing was exported", "report this with the details below")
            }
        };
        let details = crate::error::causes(&error);
        Self { code, message: error.to_string(), meaning: meaning.into(), hint: hint.into(), details }
    }
}
