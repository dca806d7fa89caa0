//! Reading a pack's folder.

use crate::check::files::{DEEPEST, FILES, LARGEST, LARGEST_PACK, MOST, Mark};
use crate::{Files, PackError};
use std::fs::{DirEntry, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// Reads the files of a folder. Hidden files and folders are left out, links are not followed. What no pack can hold is
/// left out with a mark, so that the check reports it beside all else that is wrong.
///
/// # Errors
/// When the folder itself cannot be read.
pub fn read_dir(dir: &Path) -> Result<Files, PackError> {
    let mut walk = Walk::default();
    let root = Folder { path: dir.to_path_buf(), inside: String::new(), depth: 0 };
    walk.folder(&root).map_err(|source| PackError::Read { path: dir.to_path_buf(), source })?;
    while let Some(folder) = walk.waiting.pop() {
        if walk.is_full() {
            break;
        }
        if let Err(error) = walk.folder(&folder) {
            walk.mark(Mark::Unreadable, &folder.inside, &error.to_string());
        }
    }
    Ok(walk.files)
}

/// A folder to read.
struct Folder {
    path: PathBuf,
    /// Its path inside the pack; empty for the pack itself.
    inside: String,
    /// How many folders it is in, that of the pack counted.
    depth: usize,
}

/// What was read so far.
#[derive(Default)]
struct Walk {
    files: Files,
    bytes: usize,
    waiting: Vec<Folder>,
}

impl Walk {
    /// Whether there is more than a pack can hold: the check says so, and nothing further is read.
    fn is_full(&self) -> bool {
        self.bytes > LARGEST_PACK || self.files.len() > MOST
    }

    fn folder(&mut self, folder: &Folder) -> io::Result<()> {
        let mut entries = std::fs::read_dir(&folder.path)?.collect::<io::Result<Vec<DirEntry>>>()?;
        // the pack's own files first, so that they are read whatever stands beside them
        entries.sort_by_cached_key(|entry| {
            let name = entry.file_name();
            (!name.to_str().is_some_and(|name| FILES.contains(&name)), name)
        });
        for entry in &entries {
            if self.is_full() {
                break;
            }
            self.entry(entry, folder);
        }
        Ok(())
    }

    fn entry(&mut self, entry: &DirEntry, folder: &Folder) {
        let name = entry.file_name();
        let shown = name.to_string_lossy();
        if shown.starts_with('.') {
            return;
        }
        let inside =
            if folder.inside.is_empty() { shown.to_string() } else { format!("{}/{shown}", folder.inside) };
        let kind = match entry.file_type() {
            Ok(kind) => kind,
            Err(error) => return self.mark(Mark::Unreadable, &inside, &error.to_string()),
        };
        if name.to_str().is_none() {
            self.mark(Mark::Name, &inside, "");
        } else if kind.is_symlink() {
            self.mark(Mark::Link, &inside, "");
        } else if kind.is_dir() && folder.depth + 1 >= DEEPEST {
            self.mark(Mark::Deep, &inside, "");
        } else if kind.is_dir() {
            self.waiting.push(Folder { path: entry.path(), inside, depth: folder.depth + 1 });
        } else if kind.is_file() {
            self.file(&entry.path(), inside);
        } else {
            self.mark(Mark::Special, &inside, "");
        }
    }

    fn file(&mut self, path: &Path, inside: String) {
        match content(path) {
            Ok(bytes) => {
                self.bytes += bytes.len();
                self.files.insert(inside, bytes);
            }
            Err(error) => self.mark(Mark::Unreadable, &inside, &error.to_string()),
        }
    }

    fn mark(&mut self, mark: Mark, inside: &str, why: &str) {
        self.files.insert(mark.key(inside), why.as_bytes().to_vec());
    }
}

/// The bytes of a file; of one that is too large no more than show it.
fn content(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
