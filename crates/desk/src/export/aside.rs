//! Files that are complete or not there: written beside their place and synced, and later renamed into it; readable by
//! their owner only. Links stay links, and what is not a file, such as a device or a pipe, is written into.

use super::{ExportError, ExportedFile};
use sha2::{Digest as _, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// Files that are to be there.
#[derive(Debug, Default)]
pub struct Parcel {
    /// The folder that is made for them when it is not there.
    pub folder: Option<PathBuf>,
    /// Each with its place.
    pub files: Vec<NewFile>,
}

/// A file that is to be there.
#[derive(Debug)]
pub struct NewFile {
    /// Where.
    pub path: PathBuf,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Parcel {
    /// A single file.
    pub fn one(path: PathBuf, bytes: impl Into<Vec<u8>>) -> Self {
        Self { folder: None, files: vec![NewFile { path, bytes: bytes.into() }] }
    }

    /// Writes all of them beside their places. The mark tells them from those of other programs.
    pub fn write_aside(self, mark: &str, replaces: bool) -> Result<Ready, ExportError> {
        let Self { folder, files } = self;
        let folder = folder.map(NewFolder::make).transpose()?.flatten();
        let mut ready = Ready { files: Vec::with_capacity(files.len()), _folder: folder };
        for NewFile { path, bytes } in files {
            ready.files.push(Aside::write(path, bytes, mark, replaces)?);
        }
        Ok(ready)
    }
}

/// Files that lie beside their places. Those that did not come to their places are gone with the value.
#[derive(Debug)]
pub struct Ready {
    /// In the order in which they come to their places.
    pub files: Vec<Aside>,
    // after the files: it can only go when it is empty
    _folder: Option<NewFolder>,
}

impl Ready {
    /// A single file that somebody else wrote beside its place.
    pub fn one(file: Aside) -> Self {
        Self { files: vec![file], _folder: None }
    }

    /// Gives each its name.
    pub fn into_place(mut self, replaces: bool) -> Result<Vec<ExportedFile>, ExportError> {
        self.files.iter_mut().map(|file| file.move_in(replaces)).collect()
    }
}

/// A folder that was made, which only its owner can look into. Left empty, it goes with the value.
#[derive(Debug)]
struct NewFolder(PathBuf);

impl NewFolder {
    /// Makes it; one that is there stays as it is.
    fn make(path: PathBuf) -> Result<Option<Self>, ExportError> {
        if path.is_dir() {
            return Ok(None);
        }
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        match builder.create(&path) {
            Ok(()) => Ok(Some(Self(path))),
            Err(source) => Err(match source.kind() {
                io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
                    ExportError::NotAFolder(path.display().to_string())
                }
                _ => failed(&path, source),
            }),
        }
    }
}

impl Drop for NewFolder {
    fn drop(&mut self) {
        // one that holds anything stays
        let _ = fs::remove_dir(&self.0);
    }
}

/// A file that is complete and not yet in its place.
#[derive(Debug)]
pub struct Aside {
    /// Its place, as it was given.
    pub place: PathBuf,
    /// SHA-256 of what it holds, in hexadecimal digits.
    pub sha256: String,
    /// How long it is.
    pub bytes: u64,
    way: Way,
}

/// How a file comes to its place.
#[derive(Debug)]
enum Way {
    /// It lies here, and is renamed.
    Renamed(Beside),
    /// What is there is no file: it is written into.
    Into(Vec<u8>),
    /// It is there.
    Done,
}

/// A file by its place and the name that it has until it is complete.
#[derive(Clone, Debug)]
pub struct Beside {
    /// The place itself: links are followed.
    pub real: PathBuf,
    /// Beside it, on the same file system.
    pub aside: PathBuf,
}

impl Beside {
    /// The names of a file that is wanted at a place.
    pub fn of(place: &Path, mark: &str) -> io::Result<Self> {
        let real = real(place)?;
        let Some(name) = real.file_name() else {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "the path names no file"));
        };
        let aside = real.with_file_name(format!(".{}.{mark}.part", name.to_string_lossy()));
        Ok(Self { real, aside })
    }
}

impl Aside {
    /// Writes a file beside its place.
    fn write(place: PathBuf, bytes: Vec<u8>, mark: &str, replaces: bool) -> Result<Self, ExportError> {
        if place.is_dir() {
            return Err(failed(&place, io::ErrorKind::IsADirectory.into()));
        }
        let sha256 = hex::encode(Sha256::digest(&bytes));
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if is_special(&place) {
            return Ok(Self { place, sha256, bytes: length, way: Way::Into(bytes) });
        }
        let beside = Beside::of(&place, mark).map_err(|source| failed(&place, source))?;
        if !replaces && beside.real.exists() {
            return Err(ExportError::Exists(place.display().to_string()));
        }
        let file = open_new(&beside.aside).map_err(|source| failed(&place, source))?;
        // from here on it goes with the value
        let way = Way::Renamed(beside);
        let written = Self { place, sha256, bytes: length, way };
        fill(file, &bytes).map_err(|source| failed(&written.place, source))?;
        Ok(written)
    }

    /// Takes a file that lies beside its place already.
    pub fn made(place: PathBuf, beside: Beside) -> Result<Self, ExportError> {
        let mut made = Self { place, sha256: String::new(), bytes: 0, way: Way::Renamed(beside.clone()) };
        (made.sha256, made.bytes) = digest(&beside.aside).map_err(|source| failed(&made.place, source))?;
        Ok(made)
    }

    /// Brings it to its place.
    fn move_in(&mut self, replaces: bool) -> Result<ExportedFile, ExportError> {
        let moved = match &self.way {
            // somebody else was quicker
            Way::Renamed(beside) if !replaces && beside.real.exists() => {
                return Err(ExportError::Exists(self.place.display().to_string()));
            }
            Way::Renamed(beside) => fs::rename(&beside.aside, &beside.real),
            Way::Into(bytes) => write_into(&self.place, bytes),
            Way::Done => Ok(()),
        };
        moved.map_err(|source| failed(&self.place, source))?;
        self.way = Way::Done;
        let bytes = u32::try_from(self.bytes).unwrap_or(u32::MAX);
        Ok(ExportedFile { path: self.place.display().to_string(), bytes })
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        if let Way::Renamed(beside) = &self.way {
            // what did not come to its place is of no use to anybody
            let _ = fs::remove_file(&beside.aside);
        }
    }
}

fn failed(path: &Path, source: io::Error) -> ExportError {
    ExportError::Write { path: path.display().to_string(), source }
}

/// Whether something is there that is not a file, links followed: a device, a pipe, a socket.
pub fn is_special(path: &Path) -> bool {
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

fn fill(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

/// A new file for its owner alone.
fn open_new(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}

/// SHA-256 of a file, in hexadecimal digits, and how long it is.
pub fn digest(path: &Path) -> io::Result<(String, u64)> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut piece = vec![0_u8; 64 * 1024];
    let mut length = 0_u64;
    loop {
        let read = file.read(&mut piece)?;
        let Some(bytes) = piece.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        hasher.update(bytes);
        length = length.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
    }
    Ok((hex::encode(hasher.finalize()), length))
}

#[cfg(test)]
mod tests {
    use super::Parcel;

    /// What lies in a folder, hidden files too.
    fn names(folder: &std::path::Path) -> Vec<String> {
        let list = std::fs::read_dir(folder).unwrap();
        list.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn what_does_not_come_to_its_place_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("a.csv");
        let ready = Parcel::one(place.clone(), "a,b\n").write_aside("5d61", false).unwrap();
        assert_eq!(names(folder.path()), [".a.csv.5d61.part"]);
        drop(ready);
        assert!(names(folder.path()).is_empty());
        // neither does the folder that was made for it
        let inner = folder.path().join("cedar");
        let mut parcel = Parcel::one(inner.join("policies"), "permit;");
        parcel.folder = Some(inner);
        drop(parcel.write_aside("5d61", false).unwrap());
        assert!(names(folder.path()).is_empty());
    }

    #[test]
    fn a_file_is_replaced_only_when_that_was_said() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("a.csv");
        let parcel = || Parcel::one(place.clone(), "new");
        let ready = parcel().write_aside("1", false).unwrap();
        // somebody else is quicker
        std::fs::write(&place, "old").unwrap();
        assert!(ready.into_place(false).is_err());
        assert!(parcel().write_aside("1", false).is_err());
        assert_eq!((std::fs::read_to_string(&place).unwrap(), names(folder.path()).len()), ("old".into(), 1));
        parcel().write_aside("1", true).unwrap().into_place(true).unwrap();
        assert_eq!((std::fs::read_to_string(&place).unwrap(), names(folder.path()).len()), ("new".into(), 1));
    }
}
