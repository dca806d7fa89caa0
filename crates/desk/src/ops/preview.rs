//! Looking into a file before it is added.

use crate::convert::{count, counts};
use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::reach;
use crate::source::{absolute, read_bytes, shown};
use crate::wire::{CsvMapping, FileFormat, FilePreview};
use crate::{R, operation};
use steward_connect::files::{Format, preview};
use steward_model::{Snapshot, TenantInfo};

/// Most problems of a preview.
const PROBLEMS: usize = 50;

impl Desk {
    /// What a file looks like, and what would be read of it.
    ///
    /// # Errors
    /// When the file cannot be opened or the policies refuse; what is wrong inside is in the preview.
    pub async fn preview_file(
        &self,
        path: &str,
        format: Option<FileFormat>,
        mapping: Option<CsvMapping>,
    ) -> R<FilePreview> {
        let act = self.allow(&operation::TENANT_PREVIEW, None).await?;
        let path = absolute(path).to_string_lossy().into_owned();
        let result = heavy(move || preview_inner(&path, format, mapping.as_ref())).await;
        act.settle(result.and_then(|inner| inner)).await
    }
}

/// What a file is, by what stands in it.
pub(super) fn found_out(path: &str, bytes: &[u8]) -> FileFormat {
    guessed(preview(path, bytes).format)
}

fn guessed(seen: Option<Format>) -> FileFormat {
    match seen {
        Some(Format::Csv) => FileFormat::Csv,
        Some(Format::Json) => FileFormat::Json,
        Some(Format::Pairs) | None => FileFormat::Pairs,
    }
}

fn preview_inner(
    path: &str,
    format: Option<FileFormat>,
    mapping: Option<&CsvMapping>,
) -> Result<FilePreview, DeskError> {
    let bytes = read_bytes(path)?;
    let seen = preview(path, &bytes);
    let format = format.unwrap_or_else(|| guessed(seen.format));
    let suggested = seen.suggested.map(reach::to_wire);
    let mapping = mapping.or(suggested.as_ref());
    let read = reach::read_file(path, &bytes, format, mapping, TenantInfo::default());
    let empty = Snapshot::default();
    Ok(FilePreview {
        format,
        columns: seen.columns,
        sample: seen.sample,
        counts: counts(read.snapshot.as_ref().unwrap_or(&empty)),
        suggested,
        problems: shown(&read.problems, PROBLEMS),
        problems_total: count(read.problems.len()),
    })
}
