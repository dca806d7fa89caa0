//! Handing out: whatever leaves the workspace as a file or on standard output does so between two entries.
//!
//! 1. A file is written beside its place, complete and synced, under a name of its own, which is noted before: what lies
//!    there when a program is ended goes with the next start.
//! 2. An entry says what is about to be handed out, with SHA-256 and size. Its place stays outside of the entry, behind a
//!    commitment: names of files and folders may name people.
//! 3. The file gets its name.
//! 4. Another entry says how that ended: whatever ends the operation makes it.
//!
//! Where the first entry cannot be kept, what lies beside the place goes and nothing was handed out. What a program that
//! was ended left open is settled by the next one, which looks at what lies in the place by then. A text that goes back to
//! the program that asked needs no intent: the entry that says so is kept before that has it.

use super::set;
use crate::desk::{Desk, heavy};
use crate::door::Act;
use crate::error::{DeskError, causes};
use crate::export::{Beside, ExportedFile, Parcel, Ready, digest, is_special};
use crate::source::absolute;
use crate::wire::{ErrorCode, WireError};
use sha2::{Digest as _, Sha256};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;
use steward_ledger::{Change, Event, Object, OutcomeState};
use steward_store::{LedgerRow, remove_unfinished};

/// The field that says where something was handed out to.
const PLACE: &str = "place";
/// Where a text goes that is printed.
const STANDARD_OUTPUT: &str = "standard output";
/// How long a start looks at a file that may lie on a slow or lost disk.
const PATIENCE: Duration = Duration::from_secs(10);

impl Act {
    /// What the files that it writes beside their places are known by.
    pub(crate) fn mark(&self) -> &str {
        mark(self.correlation())
    }

    /// Hands out files. What is said of them stands in the entry before.
    pub(crate) async fn hand_out(
        &self,
        parcel: Parcel,
        said: &[Change],
    ) -> Result<Vec<ExportedFile>, DeskError> {
        let (mark, replaces) = (self.mark().to_owned(), self.desk().replaces);
        self.note_beside(parcel.files.iter().map(|file| file.path.clone()).collect()).await?;
        let ready = heavy(move || parcel.write_aside(&mark, replaces)).await??;
        self.hand_out_ready(ready, said).await
    }

    /// Notes what is about to lie beside these places. No entry speaks of it yet.
    pub(crate) async fn note_beside(&self, places: Vec<PathBuf>) -> Result<(), DeskError> {
        let mark = self.mark().to_owned();
        // what has no name beside it is refused when it is written
        let beside = heavy(move || {
            let files = places.iter().filter(|place| !is_special(place));
            files.filter_map(|place| Some(Beside::of(place, &mark).ok()?.aside)).collect::<Vec<_>>()
        });
        let (beside, running) = (beside.await?, self.desk().running().await?);
        beside.iter().try_for_each(|file| running.note(file))?;
        Ok(())
    }

    /// Hands out a single file, which is there or not at all.
    pub(crate) async fn hand_out_one(
        &self,
        out: &str,
        bytes: impl Into<Vec<u8>>,
        said: &[Change],
    ) -> Result<ExportedFile, DeskError> {
        let parcel = Parcel::one(absolute(out), bytes);
        let file = self.hand_out(parcel, said).await?.pop();
        file.ok_or_else(|| DeskError::Internal("a file that was handed out is not told of".to_owned()))
    }

    /// Hands out files that lie beside their places already.
    pub(crate) async fn hand_out_ready(
        &self,
        ready: Ready,
        said: &[Change],
    ) -> Result<Vec<ExportedFile>, DeskError> {
        // a text that goes somewhere else has no file
        if ready.files.is_empty() {
            return Ok(Vec::new());
        }
        let folder = self.desk().store().folder().to_path_buf();
        let ready = heavy(move || keeps_out_of(&folder, ready)).await??;
        let (mut changes, mut places) = (said.to_vec(), Vec::new());
        for file in &ready.files {
            changes.push(of_file(&file.sha256, "bytes", file.bytes));
            let place = of_file(&file.sha256, PLACE, ());
            places.push((place, file.place.to_string_lossy().into_owned()));
        }
        self.intend_to(changes, places).await?;
        let replaces = self.desk().replaces;
        let files = heavy(move || ready.into_place(replaces)).await??;
        self.went_out();
        Ok(files)
    }

    /// Hands out a text: prints it where the surface said how, and returns nothing then; else returns it.
    pub(crate) async fn hand_over(
        &self,
        text: Option<String>,
        said: &[Change],
    ) -> Result<Option<String>, DeskError> {
        let Some(printer) = self.desk().printer.clone() else { return Ok(text) };
        let Some(text) = text else { return Ok(None) };
        let sha256 = hex::encode(Sha256::digest(&text));
        let mut changes = said.to_vec();
        changes.push(of_file(&sha256, "bytes", text.len()));
        changes.push(of_file(&sha256, PLACE, STANDARD_OUTPUT));
        self.intend_to(changes, Vec::new()).await?;
        heavy(move || printer.print(text.as_bytes())).await?.map_err(|error| not_printed(&error))?;
        self.went_out();
        Ok(None)
    }
}

/// A fact about a file, which is known by what it holds.
fn of_file(sha256: &str, field: &str, after: impl serde::Serialize) -> Change {
    let object = Object { kind: "file".to_owned(), id: sha256.to_owned() };
    Change { object: Some(object), ..set(field, after) }
}

/// The first digits of what the entries of a request share.
fn mark(correlation: &str) -> &str {
    correlation.get(..12).unwrap_or(correlation)
}

/// What the workspace is made of lies in its folder: nothing that is handed out takes the place of it, nor lies there
/// where forgetting somebody does not reach it.
fn keeps_out_of(workspace: &Path, ready: Ready) -> Result<Ready, DeskError> {
    let Ok(workspace) = workspace.canonicalize() else { return Ok(ready) };
    let folder = |place: &Path| Beside::of(place, "").ok()?.real.parent()?.canonicalize().ok();
    match ready.files.iter().find(|file| folder(&file.place).as_ref() == Some(&workspace)) {
        None => Ok(ready),
        Some(file) => {
            let message = format!("`{}` would lie among the files of the workspace", file.place.display());
            Err(DeskError::input(message, "give a place in another folder"))
        }
    }
}

fn not_printed(error: &io::Error) -> DeskError {
    WireError {
        code: ErrorCode::Storage,
        message: "the answer cannot be written".to_owned(),
        meaning: "a part of it may have been, and it is on record that it was not all".to_owned(),
        hint: "see that whoever reads it is still there, and that the disk has space".to_owned(),
        details: std::iter::once(error.to_string()).chain(causes(error)).collect(),
    }
    .into()
}

/// What is said when something was handed out and the entry about it could not be kept.
pub(crate) fn out_all_the_same(error: DeskError) -> WireError {
    let mut told = WireError::from(error);
    told.meaning = "what was asked for was handed out, and it is on record that it was about to be; a later start of Steward \
                    records how that ended"
        .to_owned();
    told
}

/// What is known of a file that a program which was ended was about to hand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    /// A file of that content is in that place.
    There,
    /// It still lay beside its place.
    NotHandedOut,
    /// Nothing or something else is in that place: it may have been there.
    NotThere,
    /// It went somewhere that cannot be looked at.
    Unknown,
}

impl Found {
    const fn word(self) -> &'static str {
        match self {
            Self::There => "there",
            Self::NotHandedOut => "not handed out",
            Self::NotThere => "not there",
            Self::Unknown => "unknown",
        }
    }
}

impl Desk {
    /// Takes away what programs that were ended left beside places, once the entries that speak of it are settled.
    pub(crate) async fn remove_left(&self) {
        let left = self.store().left_unfinished();
        if left.is_empty() {
            return;
        }
        let removed = heavy(move || left.iter().for_each(|file| remove_unfinished(file)));
        // on a slow or lost disk it goes when it can
        let _ = tokio::time::timeout(PATIENCE, removed).await;
    }

    /// How work ended that a program left open, as far as that can be seen now.
    pub(crate) async fn what_became_of(
        &self,
        row: &LedgerRow,
        intent: &Event,
    ) -> Result<(OutcomeState, Vec<Change>), DeskError> {
        let kept = self.store().withheld_by(row.log, row.number).await?;
        let (mut found, mut changes) = (Vec::new(), Vec::new());
        for (at, change) in intent.changes.iter().enumerate().filter(|(_, change)| change.field == PLACE) {
            let Some(file) = &change.object else { continue };
            let path = format!("/event/changes/{at}/after/withheld");
            let value = kept.iter().find(|value| value.path == path);
            let place: Option<String> = value.and_then(|value| serde_json::from_str(&value.value).ok());
            let state = match place {
                Some(place) => look(PathBuf::from(place), mark(&intent.correlation), &file.id).await,
                None => Found::Unknown,
            };
            found.push(state);
            changes.push(of_file(&file.id, "found", state.word()));
        }
        Ok((ended(&found), changes))
    }
}

/// How it ended, by what was found. What handed nothing out did not come to its end.
fn ended(found: &[Found]) -> OutcomeState {
    let all = |state: Found| found.iter().all(|found| *found == state);
    if all(Found::NotHandedOut) {
        OutcomeState::Failed
    } else if all(Found::There) {
        OutcomeState::Done
    } else {
        OutcomeState::Unknown
    }
}

/// Looks for a file of some content, and takes away what still lies beside its place.
async fn look(place: PathBuf, mark: &str, sha256: &str) -> Found {
    let (mark, sha256) = (mark.to_owned(), sha256.to_owned());
    let looked = heavy(move || look_at(&place, &mark, &sha256));
    match tokio::time::timeout(PATIENCE, looked).await {
        Ok(Ok(found)) => found,
        Ok(Err(_)) | Err(_) => Found::Unknown,
    }
}

fn look_at(place: &Path, mark: &str, sha256: &str) -> Found {
    let Ok(beside) = Beside::of(place, mark) else { return Found::Unknown };
    if is_special(place) {
        return Found::Unknown;
    }
    if beside.aside.is_file() {
        remove_unfinished(&beside.aside);
        return Found::NotHandedOut;
    }
    match digest(&beside.real) {
        Ok((found, _)) if found == sha256 => Found::There,
        Ok(_) => Found::NotThere,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Found::NotThere,
        Err(_) => Found::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::{Beside, Found, OutcomeState, ended, look_at};
    use sha2::{Digest as _, Sha256};

    #[test]
    fn what_lies_in_a_place_says_how_it_ended() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("a.csv");
        let wanted = hex::encode(Sha256::digest("a,b\n"));
        assert_eq!(look_at(&place, "5d61", &wanted), Found::NotThere);
        std::fs::write(&place, "something else").unwrap();
        assert_eq!(look_at(&place, "5d61", &wanted), Found::NotThere);
        std::fs::write(&place, "a,b\n").unwrap();
        assert_eq!(look_at(&place, "5d61", &wanted), Found::There);
        // the same was there before, and this one never got its name
        let aside = Beside::of(&place, "5d61").unwrap().aside;
        std::fs::write(&aside, "a,b\n").unwrap();
        assert_eq!(look_at(&place, "5d61", &wanted), Found::NotHandedOut);
        assert!(!aside.exists() && place.exists(), "what lay beside it is gone");
        assert_eq!(look_at(folder.path(), "5d61", &wanted), Found::Unknown);
    }

    #[test]
    fn it_is_done_or_failed_only_where_that_is_known() {
        use Found::{NotHandedOut, NotThere, There, Unknown};
        assert_eq!(ended(&[]), OutcomeState::Failed, "work that hands nothing out");
        assert_eq!(ended(&[NotHandedOut, NotHandedOut]), OutcomeState::Failed);
        assert_eq!(ended(&[There, There]), OutcomeState::Done);
        for found in [[There, NotHandedOut], [There, NotThere], [There, Unknown], [NotThere, NotThere]] {
            assert_eq!(ended(&found), OutcomeState::Unknown, "{found:?}");
        }
    }
}
