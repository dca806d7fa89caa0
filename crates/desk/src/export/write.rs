//! Files that are complete or not there: written aside, synced, renamed; readable by their owner only. Links stay links,
//! and what is not a file, such as a device or a pipe, is written into.

use super::{ExportAbout, ExportError, ExportFormat, ExportedFile, Rendered};
use serde_json::json;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// What a file is, how its name ends when it is put into a folder, and what stands over it.
pub struct Label<'a> {
    pub format: ExportFormat,
    pub ending: &'a str,
    pub title: &'a str,
}

/// Writes what was rendered to a path and says which files there are now.
pub fn write(
    rendered: Rendered,
    out: &Path,
    about: &ExportAbout,
    label: &Label<'_>,
) -> Result<Vec<ExportedFile>, ExportError> {
    match rendered {
        Rendered::Folder(files) => {
            create_folder(out).map_err(|source| match source.kind() {
                io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
                    ExportError::NotAFolder(out.display().to_string())
                }
                _ => ExportError::Write { path: out.display().to_string(), source },
            })?;
            files.iter().map(|(name, text)| put(&out.join(name), text.as_bytes())).collect()
        }
        Rendered::Text(text) => one(text.as_bytes(), out, about, label),
        Rendered::Bytes(bytes) => one(&bytes, out, about, label),
    }
}

/// A folder that only its owner can look into; one that is there stays as it is.
fn create_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

fn one(
    bytes: &[u8],
    out: &Path,
    about: &ExportAbout,
    label: &Label<'_>,
) -> Result<Vec<ExportedFile>, ExportError> {
    let path =
        if out.is_dir() { out.join(file_name(&about.tenant, label.ending)) } else { out.to_path_buf() };
    let mut files = vec![put(&path, bytes)?];
    // a table of plain text has no room for a word about itself: it stands beside it
    let table = matches!(label.format, ExportFormat::Csv | ExportFormat::CsvTransposed | ExportFormat::Pairs);
    if table && !is_special(&path) {
        let (beside, text) = table_metadata(&path, about, label)?;
        files.push(put(&beside, text.as_bytes())?);
    }
    Ok(files)
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

/// Writes one file.
pub fn put(path: &Path, bytes: &[u8]) -> Result<ExportedFile, ExportError> {
    let written = match is_special(path) {
        true => write_into(path, bytes),
        false => real(path).and_then(|real| write_aside(&real, bytes)),
    };
    written.map_err(|source| ExportError::Write { path: path.display().to_string(), source })?;
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    Ok(ExportedFile { path: path.display().to_string(), bytes: length })
}

/// Whether something is there that is not a file, links followed: a device, a pipe, a socket.
fn is_special(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|meta| !meta.is_file())
}

/// No chain of links is longer.
const LINKS: usize = 40;

/// The path of the file itself: links are followed, also to where nothing is yet.
fn real(path: &Path) -> io::Result<PathBuf> {
    let mut at = path.to_path_buf();
    for _ in 0..LINKS {
        if !fs::symlink_metadata(&at).is_ok_and(|meta| meta.is_symlink()) {
            return Ok(at);
        }
        let to = fs::read_link(&at)?;
        at = at.with_file_name(to);
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, "the links lead in a circle"))
}

/// Writes into what is there, which stays what it is.
fn write_into(path: &Path, bytes: &[u8]) -> io::Result<()> {
    OpenOptions::new().write(true).open(path)?.write_all(bytes)
}

/// Writes aside and renames into place.
fn write_aside(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let (aside, file) = open_aside(path)?;
    fill(file, bytes).and_then(|()| fs::rename(&aside, path)).inspect_err(|_| {
        // the half-written file is of no use to anybody
        let _ = fs::remove_file(&aside);
    })
}

fn fill(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

/// A new file beside the wanted one, on the same file system.
fn open_aside(path: &Path) -> io::Result<(PathBuf, File)> {
    let Some(name) = path.file_name() else {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "the path names no file"));
    };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut tries = 0_u32;
    loop {
        let aside =
            path.with_file_name(format!(".{}.{}-{tries}.part", name.to_string_lossy(), std::process::id()));
        match options.open(&aside) {
            Ok(file) => return Ok((aside, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && tries < 100 => tries += 1,
            Err(error) => return Err(error),
        }
    }
}
