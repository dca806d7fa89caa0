//! Reading a pack's folder.

use crate::check::files::{DEEPEST, LARGEST, LARGEST_PACK, MOST};
use crate::{Files, PackError};
use std::path::{Path, PathBuf};

/// Reads the files of a folder. Hidden files and folders are left out, links are not followed.
///
/// # Errors
/// When the folder or a file in it cannot be read, holds more than a pack can, or has a link in it.
pub fn read_dir(dir: &Path) -> Result<Files, PackError> {
    let mut files = Files::new();
    let mut total = 0_usize;
    let mut waiting = vec![(dir.to_path_buf(), String::new(), 0_usize)];
    while let Some((folder, prefix, depth)) = waiting.pop() {
        let failed = |source| PackError::Read { path: folder.clone(), source };
        for entry in std::fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let path = entry.path();
            let Some(name) = entry.file_name().to_str().map(str::to_owned) else {
                return Err(PackError::Name { path });
            };
            if name.starts_with('.') {
                continue;
            }
            let kind = entry.file_type().map_err(|source| PackError::Read { path: path.clone(), source })?;
            if kind.is_symlink() {
                return Err(PackError::Link { path });
            }
            let inside = format!("{prefix}{name}");
            if kind.is_dir() {
                if depth + 1 >= DEEPEST {
                    return Err(too_large(path, format!("is nested more than {DEEPEST} folders deep")));
                }
                waiting.push((path, format!("{inside}/"), depth + 1));
                continue;
            }
            let size =
                entry.metadata().map_err(|source| PackError::Read { path: path.clone(), source })?.len();
            if size > LARGEST as u64 {
                return Err(too_large(path, format!("has {size} bytes, a file of a pack at most {LARGEST}")));
            }
            let bytes =
                std::fs::read(&path).map_err(|source| PackError::Read { path: path.clone(), source })?;
            total += bytes.len();
            files.insert(inside, bytes);
            if total > LARGEST_PACK || files.len() > MOST {
                let what = format!("holds more than {MOST} files or {LARGEST_PACK} bytes");
                return Err(too_large(dir.to_path_buf(), what));
            }
        }
    }
    Ok(files)
}

const fn too_large(path: PathBuf, what: String) -> PackError {
    PackError::TooLarge { path, what }
}
