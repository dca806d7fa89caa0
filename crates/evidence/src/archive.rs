//! The container: a ZIP file whose bytes depend on the names and contents of its files alone.
//!
//! Files are stored, not compressed: how a compressor packs differs between versions and processors, and
//! the same question has to give the same bytes everywhere.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

/// Files by name.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Most files that are read.
pub const MAX_FILES: usize = 250_000;
/// Most bytes that a bundle, and what is in it, may have together: 1 GiB.
pub const MAX_BYTES: u64 = 1 << 30;
/// What is packed tighter than this was made to fill a disk, in unpacked bytes for one packed byte: of each file, and of
/// all together, so that files cannot share what they are unpacked from.
pub const MAX_RATIO: u64 = 200;

/// Why a file is no bundle that could be looked at.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// It is larger than [`MAX_BYTES`], or unpacks to more than [`MAX_RATIO`] times its size.
    #[error("the bundle holds more than {} bytes, or more than {} times its size", MAX_BYTES, MAX_RATIO)]
    TooLarge,
    /// It has more than [`MAX_FILES`] files.
    #[error("the bundle has more than {} files", MAX_FILES)]
    TooMany,
    /// A file is packed tighter than anything honest.
    #[error("`{0}` unpacks to more than {max} times its size", max = MAX_RATIO)]
    Ratio(String),
    /// Two files have one name.
    #[error("two files of the bundle have the same name")]
    Duplicate,
    /// A name that would leave the folder, or is not plain.
    #[error("the name `{0}` cannot be that of a file in a bundle")]
    Name(String),
    /// Not a ZIP file, or a damaged one.
    #[error("the file is not a ZIP file, or it is damaged: {0}")]
    Zip(#[from] ZipError),
    /// A file in it cannot be read.
    #[error("`{name}` cannot be read: it is damaged")]
    Damaged {
        /// The file.
        name: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
}

/// Writes the files in the order of their names, with fixed times and permissions.
///
/// # Errors
/// When there are more files or bytes than [`read`] takes.
pub fn write(files: &Files) -> Result<Vec<u8>, ArchiveError> {
    let total: u64 = files.values().map(|file| file.len() as u64).sum();
    if files.len() > MAX_FILES {
        return Err(ArchiveError::TooMany);
    }
    if total > MAX_BYTES / 2 {
        return Err(ArchiveError::TooLarge);
    }
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::DEFAULT)
        .system(System::Unix)
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(name, options)?;
        writer.write_all(bytes).map_err(|source| ArchiveError::Damaged { name: name.clone(), source })?;
    }
    Ok(writer.finish()?.into_inner())
}

/// Reads the files of a bundle, distrusting everything.
///
/// # Errors When it is not a ZIP file, is damaged, has two files of one name or one with a name that leaves
/// the folder, or is larger than honest.
pub fn read(bytes: &[u8]) -> Result<Files, ArchiveError> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(ArchiveError::TooLarge);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    if archive.len() > MAX_FILES {
        return Err(ArchiveError::TooMany);
    }
    if archive.has_duplicate_names() {
        return Err(ArchiveError::Duplicate);
    }
    // what stands around each honest file makes up for the 1,024 bytes that it may unpack to beyond its ratio
    let (mut files, mut left) = (Files::new(), MAX_BYTES.min((bytes.len() as u64).saturating_mul(MAX_RATIO)));
    for index in 0..archive.len() {
        let file = archive.by_index(index)?;
        let name = String::from_utf8_lossy(file.name_raw()).into_owned();
        if !is_plain(&name) {
            return Err(ArchiveError::Name(name));
        }
        let most = file.compressed_size().saturating_mul(MAX_RATIO).saturating_add(1024);
        let mut content = Vec::new();
        // what the header says about its size is not believed
        let mut limited = file.take(left.min(most).saturating_add(1));
        limited
            .read_to_end(&mut content)
            .map_err(|source| ArchiveError::Damaged { name: name.clone(), source })?;
        let size = content.len() as u64;
        if size > left {
            return Err(ArchiveError::TooLarge);
        }
        if size > most {
            return Err(ArchiveError::Ratio(name));
        }
        left -= size;
        if files.insert(name, content).is_some() {
            return Err(ArchiveError::Duplicate);
        }
    }
    Ok(files)
}

/// Letters, digits, `.`, `-`, `_` and single slashes, never at the beginning or the end, and no `..`.
fn is_plain(name: &str) -> bool {
    name.len() <= 255
        && name.split('/').all(|part| {
            !part.is_empty()
                && !part.starts_with('.')
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
        })
}
