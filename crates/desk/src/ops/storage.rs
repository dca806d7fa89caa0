//! What the workspace holds on disk, and copies of it.

use crate::convert::time;
use crate::desk::{Desk, heavy};
use crate::door::Act;
use crate::error::DeskError;
use crate::export::{Aside, Beside, ExportError, Ready, is_special};
use crate::ledger::set;
use crate::source::absolute;
use crate::wire::{Backup, Storage};
use crate::{R, operation};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use std::path::{Path, PathBuf};
use steward_store::{CopyRow, StoreError};

/// How the moment stands in the name of a copy.
const STAMP: &str = "steward-%Y%m%dT%H%M%SZ";

/// When a copy was made, and when its file was written.
type Made = (Option<Timestamp>, Option<Timestamp>);

impl Desk {
    /// What the workspace holds on disk, and whether it is whole.
    ///
    /// # Errors
    /// When the policies refuse or the workspace cannot be read.
    pub async fn storage(&self) -> R<Storage> {
        self.allow(&operation::WORKSPACE_READ, None).await?;
        Ok(self.storage_inner().await?)
    }

    async fn storage_inner(&self) -> Result<Storage, DeskError> {
        let store = self.store();
        let (health, kept) = (store.health().await?, store.kept().await?);
        let mut backups: Vec<(Made, Backup)> = store.copies().into_iter().map(copy).collect();
        backups.sort_by_key(|(made, _)| std::cmp::Reverse(*made));
        Ok(Storage {
            path: store.folder().to_string_lossy().into_owned(),
            kib: kib(kept.bytes),
            snapshots: narrow(kept.snapshots),
            entries: narrow(kept.entries),
            schema: u32::try_from(health.schema).unwrap_or_default(),
            backups: backups.into_iter().map(|(_, backup)| backup).collect(),
            damage: health.damage,
        })
    }

    /// Makes a copy of the workspace, tokens not included: into a file, into a folder under a name with the moment,
    /// or, when nothing is named, into the folder of copies in the workspace.
    ///
    /// # Errors
    /// When the file is there already and is not to be replaced, or cannot be written, or the policies refuse.
    pub async fn backup(&self, out: Option<&str>) -> R<Backup> {
        let act = self.allow(&operation::WORKSPACE_BACKUP, None).await?;
        let result = self.backup_inner(&act, out).await;
        act.settle(result).await
    }

    async fn backup_inner(&self, act: &Act, out: Option<&str>) -> Result<Backup, DeskError> {
        let now = self.now();
        let target = self.target(out, now)?;
        let beside = Beside::of(&target, act.mark())
            .map_err(|source| DeskError::File { path: target.to_string_lossy().into_owned(), source })?;
        act.note_beside(vec![target.clone()]).await?;
        self.store().copy_to(&beside.aside).await.map_err(|error| not_copied(&target, error))?;
        let place = target.clone();
        let copy = heavy(move || Aside::made(place, beside)).await??;
        let bytes = copy.bytes;
        let inside = target.parent() == Some(self.store().backups().as_path());
        let changes = vec![set("kib", kib(bytes)), set("inWorkspace", inside)];
        act.hand_out_ready(Ready::one(copy), &changes).await?;
        act.done(changes).await?;
        Ok(Backup { path: target.to_string_lossy().into_owned(), at: time(now), kib: kib(bytes) })
    }

    /// Where a copy goes.
    fn target(&self, out: Option<&str>, now: Timestamp) -> Result<PathBuf, DeskError> {
        let Some(out) = out.map(str::trim).filter(|text| !text.is_empty()) else {
            return free(&self.store().backups(), now);
        };
        let out = absolute(out);
        if out.is_dir() {
            return free(&out, now);
        }
        if is_special(&out) {
            let message = format!("`{}` is a device or a pipe", out.display());
            return Err(DeskError::input(message, "give the name of a file, or a folder"));
        }
        if out.exists() && !self.replaces {
            return Err(ExportError::Exists(out.display().to_string()).into());
        }
        if !out.parent().is_some_and(Path::is_dir) {
            let message = format!("there is no folder for `{}`", out.display());
            return Err(DeskError::input(message, "make the folder first, or give another"));
        }
        Ok(out)
    }
}

/// A copy that cannot be written is told by its place, not by the name that it has until it is complete.
fn not_copied(target: &Path, error: StoreError) -> DeskError {
    match error {
        StoreError::Copy { path: _, source } => {
            ExportError::Write { path: target.display().to_string(), source }.into()
        }
        other => other.into(),
    }
}

/// A name with the moment that is not taken in a folder.
pub(crate) fn free(folder: &Path, now: Timestamp) -> Result<PathBuf, DeskError> {
    let stamp = now.to_zoned(TimeZone::UTC).strftime(STAMP).to_string();
    let names = std::iter::once(format!("{stamp}.db")).chain((2..1_000).map(|n| format!("{stamp}-{n}.db")));
    let free = names.map(|name| folder.join(name)).find(|path| !path.exists());
    free.ok_or_else(|| {
        let message = format!("`{}` is full of copies of this moment", folder.display());
        DeskError::input(message, "move some of them away")
    })
}

/// A copy, and when it was made. The name says so; where it does not, the file does.
fn copy(row: CopyRow) -> (Made, Backup) {
    let CopyRow { path, written, bytes } = row;
    let at = path.file_stem().and_then(|name| stamped(&name.to_string_lossy())).or(written);
    let path = path.to_string_lossy().into_owned();
    ((at, written), Backup { path, at: at.map(time).unwrap_or_default(), kib: kib(bytes) })
}

/// The moment in a name such as `steward-20261122T100000Z-2`.
fn stamped(name: &str) -> Option<Timestamp> {
    let (stamp, _) = name.split_at_checked("steward-20261122T100000Z".len())?;
    let zoned = DateTime::strptime(STAMP, stamp).and_then(|at| at.to_zoned(TimeZone::UTC)).ok()?;
    Some(zoned.timestamp())
}

/// Whole KiB, begun ones counted.
fn kib(bytes: u64) -> u32 {
    narrow(bytes.div_ceil(1024))
}

fn narrow(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{kib, stamped};

    #[test]
    fn the_name_of_a_copy_says_when_it_was_made() {
        let at = "2026-11-22T10:00:00Z".parse().ok();
        assert_eq!(stamped("steward-20261122T100000Z"), at);
        assert_eq!(stamped("steward-20261122T100000Z-2"), at);
        assert_eq!(stamped("steward-1-1"), None);
        assert_eq!(stamped("steward-20261322T100000Z"), None);
    }

    #[test]
    fn a_begun_kib_counts() {
        assert_eq!((kib(0), kib(1), kib(1024), kib(1025)), (0, 1, 1, 2));
    }
}
