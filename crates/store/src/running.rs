//! Whether a program that began something still runs: it keeps a file locked, and the lock ends with it however it ends.

use crate::open::{lock_file, make_file, make_folder, refused};
use crate::{Result, Store};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Its lock is held by whoever makes or changes a key of this workspace.
const KEYS: &str = "keys.lock";
/// How long one who holds it may wait for a keyring, and for an owner who is asked something.
const KEYRING: Duration = Duration::from_secs(120);
/// Folder for these files, in the folder of the workspace.
const FOLDER: &str = "running";

/// A program that works on a workspace, as others see it. It ends with this value.
#[derive(Debug)]
pub struct Running {
    name: String,
    path: PathBuf,
    lock: File,
}

impl Running {
    /// Its name: 16 hexadecimal digits.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Notes a file that is about to be written under a name such as `.a.csv.5d61.part` until it is complete: when this
    /// program is ended before that, [`Store::left_unfinished`] tells of it.
    ///
    /// # Errors
    /// When the folder of the workspace cannot be written.
    pub fn note(&self, unfinished: &Path) -> Result<()> {
        let line = format!("{}\n", serde_json::Value::from(unfinished.to_string_lossy()));
        (&self.lock).write_all(line.as_bytes()).map_err(|source| refused(&self.path, source))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // a file that stays is not locked any more, which says the same
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Leave to make or change a key of a workspace. It ends with this value.
#[derive(Debug)]
pub struct KeysLock {
    _lock: File,
}

impl Store {
    /// Waits until no other program makes or changes a key of this workspace: a keyring may ask its owner something, and
    /// that must not hold up whoever writes to the workspace.
    ///
    /// # Errors
    /// When the folder of the workspace cannot be written, or the other program does not come to an end.
    pub async fn keys_lock(&self) -> Result<KeysLock> {
        let folder = self.folder().to_path_buf();
        let waited = tokio::task::spawn_blocking(move || lock_file(&folder, KEYS, KEYRING)).await;
        let lock = waited.map_err(|fault| refused(self.folder(), std::io::Error::other(fault)))??;
        Ok(KeysLock { _lock: lock })
    }

    /// Shows others that this program runs.
    ///
    /// # Errors
    /// When the folder of the workspace cannot be written.
    pub async fn running(&self) -> Result<Running> {
        let name = self.random_id().await?;
        let folder = self.folder().join(FOLDER);
        make_folder(&folder)?;
        let path = folder.join(&name);
        make_file(&path)?;
        let fail = |source| refused(&path, source);
        let lock = OpenOptions::new().write(true).open(&path).map_err(fail)?;
        // some network shares cannot lock: what is begun there is never taken for ended
        let _ = lock.lock();
        Ok(Running { name, path, lock })
    }

    /// Whether the program of this name runs, as far as that can be known: where files cannot be locked, it may.
    #[must_use]
    pub fn still_runs(&self, name: &str) -> bool {
        // a name from outside leads nowhere else
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return false;
        }
        let path = self.folder().join(FOLDER).join(name);
        let ended = is_unlocked(&path);
        // what it noted is still to be looked at
        if ended && std::fs::metadata(&path).is_ok_and(|meta| meta.len() == 0) {
            let _ = std::fs::remove_file(&path);
        }
        !ended
    }

    /// The files that programs noted which run no more, once. Most of them are complete, and there under another name.
    #[must_use]
    pub fn left_unfinished(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.folder().join(FOLDER)).into_iter().flatten().flatten();
        let mut left = Vec::new();
        for path in entries.map(|entry| entry.path()) {
            let Ok(notes) = std::fs::read_to_string(&path) else { continue };
            // one without notes may be of a program that has yet to lock it
            if notes.is_empty() || !is_unlocked(&path) {
                continue;
            }
            let noted = notes.lines().filter_map(|line| serde_json::from_str::<PathBuf>(line).ok());
            left.extend(noted.filter(|file| is_unfinished(file)));
            let _ = std::fs::remove_file(&path);
        }
        left
    }
}

/// Whether a file has the name of one that is not complete: nothing else is taken away, whatever was noted.
fn is_unfinished(file: &Path) -> bool {
    let name = file.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    name.starts_with('.') && name.ends_with(".part")
}

/// Whether a file is not there, or is there and nobody holds its lock.
fn is_unlocked(path: &Path) -> bool {
    match OpenOptions::new().write(true).open(path) {
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
        Ok(file) => match file.try_lock() {
            Ok(()) => true,
            Err(TryLockError::WouldBlock | TryLockError::Error(_)) => false,
        },
    }
}
