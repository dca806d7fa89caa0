//! Which files an export becomes, and what they are called.

use super::aside::{NewFile, Parcel, is_special};
use super::{ExportAbout, ExportError, ExportFormat, Rendered};
use serde_json::json;
use std::path::{Path, PathBuf};

/// What a file is, how its name ends when it is put into a folder, and what stands over it.
pub struct Label<'a> {
    pub format: ExportFormat,
    pub ending: &'a str,
    pub title: &'a str,
}

/// The files that what was rendered becomes at a path. Nothing is written yet.
pub fn files(
    rendered: Rendered,
    out: &Path,
    about: &ExportAbout,
    label: &Label<'_>,
) -> Result<Parcel, ExportError> {
    match rendered {
        Rendered::Folder(files) => {
            let file =
                |(name, text): (&str, String)| NewFile { path: out.join(name), bytes: text.into_bytes() };
            Ok(Parcel { folder: Some(out.to_path_buf()), files: files.into_iter().map(file).collect() })
        }
        Rendered::Text(text) => one(text.into_bytes(), out, about, label),
        Rendered::Bytes(bytes) => one(bytes, out, about, label),
    }
}

fn one(bytes: Vec<u8>, out: &Path, about: &ExportAbout, label: &Label<'_>) -> Result<Parcel, ExportError> {
    let path =
        if out.is_dir() { out.join(file_name(&about.tenant, label.ending)) } else { out.to_path_buf() };
    // a table of plain text has no room for a word about itself: it stands beside it
    let table = matches!(label.format, ExportFormat::Csv | ExportFormat::CsvTransposed | ExportFormat::Pairs);
    let beside = match table && !is_special(&path) {
        true => Some(table_metadata(&path, about, label)?),
        false => None,
    };
    let mut parcel = Parcel::one(path, bytes);
    parcel.files.extend(beside.map(|(path, text)| NewFile { path, bytes: text.into_bytes() }));
    Ok(parcel)
}

/// A name that is a file name everywhere.
fn file_name(tenant: &str, ending: &str) -> String {
    let plain: String =
        tenant.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' }).collect();
    format!("{plain}.{ending}")
}

/// Metadata in the place and form of the W3C's "Metadata Vocabulary for Tabular Data" (`FILE-metadata.json`).
fn table_metadata(
    path: &Path,
    about: &ExportAbout,
    label: &Label<'_>,
) -> Result<(PathBuf, String), ExportError> {
    let name = path.file_name().map(|x| x.to_string_lossy().into_owned()).unwrap_or_default();
    let tabs = matches!(label.format, ExportFormat::Pairs);
    let value = json!({
        "@context": "http://www.w3.org/ns/csvw",
        "url": name,
        "dialect": { "delimiter": if tabs { "\t" } else { "," }, "header": !tabs, "encoding": "utf-8" },
        "dc:title": label.title,
        "dc:source": format!("sha256:{}", about.snapshot),
        "dc:date": about.taken_at,
        "dc:creator": about.made_by,
        "dc:rights": about.personal_sentence(),
        "notes": [about],
    });
    let mut text = serde_json::to_string_pretty(&value)?;
    text.push('\n');
    Ok((path.with_file_name(format!("{name}-metadata.json")), text))
}
