//! Beside the database: copies from before something was erased, and whose turn it is to tidy up after that.

use crate::open::{lock_file, refused};
use crate::{Result, Store};
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Its lock is held by whoever tidies up after something was erased.
const SCRUB: &str = "scrub.lock";
/// What every SQLite database begins with.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";
/// What SQLite and an interrupted copy leave beside a database.
const BESIDE: [&str; 4] = ["-wal", "-shm", "-journal", ".part"];

/// Leave to tidy up after something was erased. It ends with this value.
#[derive(Debug)]
pub struct ScrubLock {
    _lock: File,
}

impl Store {
    /// Waits until no other program tidies up after something was erased.
    ///
    /// # Errors
    /// When the folder of the workspace cannot be written, or the other program takes longer than this.
    pub async fn scrub_lock(&self, patience: Duration) -> Result<ScrubLock> {
        let folder = self.folder().to_path_buf();
        let waited = tokio::task::spawn_blocking(move || lock_file(&folder, SCRUB, patience)).await;
        let lock = waited.map_err(|fault| refused(self.folder(), std::io::Error::other(fault)))??;
        Ok(ScrubLock { _lock: lock })
    }

    /// Removes the copies in the folder of copies but one, with what interrupted ones left behind, whatever they are
    /// named. Files that are something else stay. Returns how many copies were removed.
    ///
    /// # Errors
    /// When the folder cannot be read or a copy cannot be removed.
    pub fn remove_copies(&self, but: Option<&Path>) -> Result<usize> {
        let folder = self.backups();
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => return Ok(0),
            Err(fault) => return Err(refused(&folder, fault)),
        };
        let mut removed = 0;
        for entry in entries {
            let entry = entry.map_err(|fault| refused(&folder, fault))?;
            let path = entry.path();
            let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
            if !is_file || but == Some(path.as_path()) {
                continue;
            }
            let name = entry.file_name().to_string_lossy().into_owned();
            let left = BESIDE.iter().any(|ending| name.ends_with(ending));
            if left || is_database(&path) {
                std::fs::remove_file(&path).map_err(|fault| refused(&path, fault))?;
                removed += usize::from(!left);
            }
        }
        Ok(removed)
    }
}

/// Removes a file that did not become complete, with what SQLite leaves beside one.
pub fn remove_unfinished(file: &Path) {
    for ending in ["", "-wal", "-shm", "-journal"] {
        let mut path = file.as_os_str().to_owned();
        path.push(ending);
        // what cannot be removed stays where only its owner can read it
        let _ = std::fs::remove_file(PathBuf::from(path));
    }
}

/// Whether a file is a database, by its name or its first bytes.
fn is_database(path: &Path) -> bool {
    let mut first = [0_u8; 16];
    path.extension().is_some_and(|ending| ending == "db")
        || File::open(path).and_then(|mut file| file.read_exact(&mut first)).is_ok() && first == *MAGIC
}
