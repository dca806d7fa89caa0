//! Files that follow from the others: a verifier makes them again and compares.

use crate::archive::Files;
use crate::contents::Contents;
use crate::names::{EVENT_TABLE, HOW, OSCAL, PAPER, REPORT, TABLE};
use crate::{FORMER, names, ocsf, oscal, pdf, report, table};
use steward_ledger::CanonicalError;

/// How a file that follows from the entries cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum DeriveError {
    /// The printable page.
    #[error("the report cannot be made")]
    Page(#[from] minijinja::Error),
    /// The same on paper.
    #[error("a font of the printed report cannot be read")]
    Font,
    /// One of the JSON files.
    #[error("a JSON file cannot be made")]
    Canonical(#[from] CanonicalError),
    /// The table.
    #[error("the table cannot be made")]
    Table(#[from] csv::Error),
}

/// All of them.
pub fn all(contents: &Contents) -> Result<Files, DeriveError> {
    let mut files = Files::new();
    files.insert(TABLE.to_owned(), table::render(contents)?);
    if !contents.events.is_empty() {
        files.insert(EVENT_TABLE.to_owned(), table::of_events(contents)?);
    }
    for target in ocsf::TARGETS {
        files.insert(names::ocsf(target.version), ocsf::render(contents, target)?);
    }
    files.insert(OSCAL.to_owned(), oscal::render(contents)?);
    files.insert(REPORT.to_owned(), report::render(contents)?.into_bytes());
    files.insert(PAPER.to_owned(), pdf::render(contents)?);
    let how = match contents.format {
        FORMER => include_str!("VERIFY-1.md"),
        _ => include_str!("VERIFY.md"),
    };
    files.insert(HOW.to_owned(), how.replace("\r\n", "\n").into_bytes());
    Ok(files)
}
