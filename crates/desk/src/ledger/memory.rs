//! How far each log of a workspace was signed, remembered outside of it: the newest signed head of every log, in a file of its
//! own. A workspace that was put back to an earlier state, cut short, emptied or written anew does not fit it, however well
//! what is left of it fits together. Nothing personal is in it, and nothing that opens anything.

use crate::desk::Desk;
use std::fs;
use std::path::{Path, PathBuf};
use steward_ledger::{Commit, Note};
use steward_store::LogRow;

/// A head that was signed, as it is remembered.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    /// The signed note.
    pub(crate) note: String,
    pub(crate) commit: Commit,
}

impl Head {
    fn read(note: String) -> Option<Self> {
        let commit = Note::parse(&note).ok()?.text().parse().ok()?;
        Some(Self { note, commit })
    }

    /// That the log in the workspace does not lead to this head, and what to do.
    pub(crate) fn was_left(&self) -> String {
        format!(
            "this computer signed {} entries of `{}`, and the workspace does not lead to them: it was put back to an \
             earlier state or changed. `steward audit verify` tells more; where it was put back on purpose, `steward \
             audit rotate-key` begins anew and says so on record",
            self.commit.size, self.commit.device
        )
    }
}

/// The name of the file of a log: what follows the stroke in `steward/<device>`.
fn file(log: &str) -> Option<&str> {
    let device = log.rsplit('/').next()?;
    (!device.is_empty() && device.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(device)
}

impl Desk {
    /// The folder for the logs of this workspace.
    fn memory(&self) -> Option<PathBuf> {
        self.inner.options.memory.as_ref().map(|folder| folder.join(&self.inner.workspace_id))
    }

    /// The files of a log in the folders of all workspaces: names of logs are random, and one that is remembered of
    /// another workspace is this one under another id.
    fn files_of(&self, log: &str) -> Vec<PathBuf> {
        let (Some(memory), Some(name)) = (self.inner.options.memory.as_ref(), file(log)) else {
            return Vec::new();
        };
        let folders = fs::read_dir(memory).into_iter().flatten().flatten();
        folders.map(|folder| folder.path().join(name)).filter(|file| file.is_file()).collect()
    }

    /// The head of a log that is remembered, the one of the most entries.
    pub(crate) fn remembered_head(&self, log: &str) -> Option<Head> {
        let read = |path: PathBuf| Head::read(fs::read_to_string(path).ok()?);
        let heads = self.files_of(log).into_iter().filter_map(read);
        heads.filter(|head| head.commit.device == log).max_by_key(|head| head.commit.size)
    }

    /// All heads that are remembered of this workspace.
    pub(crate) fn remembered_heads(&self) -> Vec<Head> {
        let files =
            self.memory().and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten();
        files.filter_map(|file| Head::read(fs::read_to_string(file.path()).ok()?)).collect()
    }

    /// Remembers the newest signed head of a log. One that speaks of more entries stays, unless the log begins anew.
    pub(crate) async fn remember_head(&self, log: &LogRow, anew: bool) {
        let (Some(folder), Some(name)) = (self.memory(), file(&log.name)) else { return };
        let newest = self.store().newest_commit(log.id).await.ok().flatten();
        let Some((size, note)) = newest else { return };
        if !anew && self.remembered_head(&log.name).is_some_and(|head| head.commit.size > size) {
            return;
        }
        if anew {
            let before = self.files_of(&log.name).into_iter();
            before.for_each(|file| drop(fs::remove_file(file)));
        }
        if let Err(fault) = write(&folder, name, &note) {
            tracing::warn!(%fault, folder = %folder.display(), "how far the ledger was signed could not be remembered");
        }
    }

    /// The head that is remembered of a log when the log in the workspace does not lead to it: that one was put back or
    /// written anew, and signing it would make it good.
    pub(crate) async fn does_not_lead_to(&self, log: &LogRow) -> Option<Head> {
        let head = self.remembered_head(&log.name)?;
        let last = head.commit.size.checked_sub(1)?;
        let entry = self.store().ledger_entry(log.id, last).await.ok()?;
        entry.is_none_or(|entry| entry.hash != head.commit.head.as_bytes()).then_some(head)
    }
}

/// Writes a file so that it is there whole or as it was before.
fn write(folder: &Path, name: &str, note: &str) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let aside = folder.join(format!(".{name}.{}", std::process::id()));
    fs::write(&aside, note)?;
    fs::rename(&aside, folder.join(name))
}

#[cfg(test)]
mod tests {
    use super::file;

    #[test]
    fn the_name_of_a_log_leads_nowhere_else() {
        assert_eq!(file("steward/0123abcd"), Some("0123abcd"));
        for log in ["", "steward/", "steward/..", "steward/a.b", "steward/a b"] {
            assert_eq!(file(log), None, "{log}");
        }
    }
}
