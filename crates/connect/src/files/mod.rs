//! Readers for files: `user permission` pairs, CSV tables and Steward JSON.
//!
//! All of them take the whole file as bytes and never fail: they return what could be read and what is wrong.

pub(crate) mod cells;
mod csv;
mod item;
mod json;
pub(crate) mod log;
mod long;
mod mapping;
mod matrix;
mod pairs;
mod preview;
mod rows;
mod text;

pub use csv::csv;
pub use json::json;
pub use mapping::{Mapping, suggest};
pub use pairs::pairs;
pub use preview::{Preview, guess_format, preview, preview_csv};
pub use text::{Text, decode};

use self::log::Log;
use crate::missing::{Missing, Part};
use serde::{Deserialize, Serialize};
use steward_model::{Problem, ProblemLevel, Snapshot, SnapshotBuilder};

/// Largest file that is read.
pub const MAX_BYTES: usize = 256 * 1024 * 1024;
/// Most rows or items that are read of one file.
pub const MAX_ROWS: usize = 5_000_000;
/// Longest id, name or other value, in bytes.
pub const MAX_VALUE: usize = 1024;
/// Most columns of a table.
pub const MAX_COLUMNS: usize = 100_000;
/// Most problems that are listed one by one.
pub const MAX_PROBLEMS: usize = 10_000;

/// Formats of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// One `user permission` pair a line.
    Pairs,
    /// A table with a header.
    Csv,
    /// A Steward JSON document.
    Json,
}

/// What came of reading a file.
#[derive(Clone, Debug, Default)]
pub struct Read {
    /// What was read; `None` when the file as a whole is refused, and then one problem is an error.
    pub snapshot: Option<Snapshot>,
    /// What is wrong, in the order of the file.
    pub problems: Vec<Problem>,
    /// What is missing because it could not be read.
    pub missing: Missing,
}

impl Read {
    fn refused(problem: Problem) -> Self {
        Self::nothing(vec![problem])
    }

    fn nothing(problems: Vec<Problem>) -> Self {
        Self { problems, ..Self::default() }
    }

    /// What is made of a table: each entry that was left out may have said something of these parts.
    fn table(builder: SnapshotBuilder, mut log: Log, parts: &[Part]) -> Self {
        let mut missing = Missing::default();
        if let Some(lost) = log.lost {
            parts.iter().for_each(|part| missing.add(*part, lost));
        }
        let (snapshot, more) = builder.finish();
        missing.add_left_out(&more);
        more.into_iter().for_each(|problem| log.push(problem));
        Self::new(snapshot, log.finish(), missing)
    }

    fn new(snapshot: Snapshot, mut problems: Vec<Problem>, missing: Missing) -> Self {
        problems.sort_by_key(|x| x.place.line.unwrap_or(0));
        let refused = problems.iter().any(|x| x.level == ProblemLevel::Error);
        Self { snapshot: (!refused).then_some(snapshot), problems, missing }
    }
}
