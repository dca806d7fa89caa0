//! Which files there are, and whether they can be read at all.

use super::Texts;
use crate::Files;
use crate::text::suggest;
use steward_model::{Place, Problem};

/// The TOML files of a pack.
pub(crate) const FILES: [&str; 7] = [
    "pack.toml",
    "permissions.toml",
    "roles.toml",
    "objects.toml",
    "rules.toml",
    "connector.toml",
    "practice.toml",
];
/// Largest file, in bytes.
pub(crate) const LARGEST: usize = 2 * 1024 * 1024;
/// Largest pack, in bytes.
pub(crate) const LARGEST_PACK: usize = 16 * 1024 * 1024;
/// Most files.
pub(crate) const MOST: usize = 2000;
/// Deepest folder.
pub(crate) const DEEPEST: usize = 8;
/// Files that people put beside a pack and that Steward leaves alone, without their ending.
const BESIDE: [&str; 6] = ["readme", "license", "licence", "changelog", "contributing", "notice"];

/// What was found where a plain file should be. It stands in [`Files`] under its path, a NUL and a word: no file of any
/// system has such a name.
#[derive(Clone, Copy)]
pub(crate) enum Mark {
    /// A link, which could lead out of the pack.
    Link,
    /// A folder that is nested too deep.
    Deep,
    /// A file or folder whose name is no UTF-8 text.
    Name,
    /// A device, pipe or the like.
    Special,
    /// What cannot be read; its bytes say why.
    Unreadable,
}

impl Mark {
    const ALL: [Self; 5] = [Self::Link, Self::Deep, Self::Name, Self::Special, Self::Unreadable];

    const fn word(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Deep => "deep",
            Self::Name => "name",
            Self::Special => "special",
            Self::Unreadable => "unreadable",
        }
    }

    /// Under which name it stands among the files.
    pub(crate) fn key(self, path: &str) -> String {
        format!("{path}\0{}", self.word())
    }

    /// Path and mark of what stands among the files and is none.
    fn of(key: &str) -> Option<(&str, Self)> {
        let (path, word) = key.split_once('\0')?;
        Self::ALL.into_iter().find(|mark| mark.word() == word).map(|mark| (path, mark))
    }

    fn problem(self, path: &str, bytes: &[u8]) -> Problem {
        let shown = path.escape_debug();
        let why = String::from_utf8_lossy(bytes);
        let (code, message, hint) = match self {
            Self::Link => {
                let hint = "put the file itself there: a pack holds plain files only";
                ("link", format!("`{shown}` is a link"), hint.to_owned())
            }
            Self::Deep => {
                let hint = format!("use at most {DEEPEST} levels of folders");
                ("too-deep", format!("the folder `{shown}` is too deep"), hint)
            }
            Self::Name => {
                let hint = "give it a name of letters, digits and the like";
                ("bad-path", format!("the name of `{shown}` is no UTF-8 text"), hint.to_owned())
            }
            Self::Special => {
                let hint = "remove it: a pack holds plain files only";
                ("bad-path", format!("`{shown}` is no file"), hint.to_owned())
            }
            Self::Unreadable => {
                let hint = "see to it that you may read it, or remove it";
                ("unreadable", format!("`{shown}` cannot be read: {}", why.escape_debug()), hint.to_owned())
            }
        };
        Problem::error(code, Place::file(shown.to_string()), message, hint)
    }
}

/// Whether a pack has a file, be it one that cannot be used.
pub(super) fn is_there(files: &Files, name: &str) -> bool {
    files.contains_key(name) || Mark::ALL.into_iter().any(|mark| files.contains_key(&mark.key(name)))
}

/// The texts of the files, by path.
pub(super) fn texts<'a>(files: &'a Files, problems: &mut Vec<Problem>) -> Texts<'a> {
    let total: usize = files.values().map(Vec::len).sum();
    if files.len() > MOST || total > LARGEST_PACK {
        let message = format!("the pack has more than {MOST} files or {LARGEST_PACK} bytes");
        let hint = "leave out what is not needed; files beyond that are not read".to_owned();
        problems.push(Problem::error("too-large", Place::file("."), message, hint));
    }
    let mut texts = Texts::new();
    let (own, others): (Vec<_>, Vec<_>) = files.iter().partition(|(path, _)| FILES.contains(&path.as_str()));
    for (path, bytes) in own.into_iter().chain(others.into_iter().take(MOST)) {
        if let Some((path, mark)) = Mark::of(path) {
            problems.push(mark.problem(path, bytes));
            continue;
        }
        if let Some((code, message, hint)) = bad_path(path) {
            problems.push(Problem::error(code, Place::file(path.escape_debug().to_string()), message, hint));
            continue;
        }
        if bytes.len() > LARGEST {
            let message = format!("the file has more than {LARGEST} bytes");
            let hint = "leave out what is not needed, or remove the file";
            problems.push(Problem::error("too-large", Place::file(path), message, hint));
            continue;
        }
        if !is_read(path) {
            problems.extend(stray(path));
            continue;
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                texts.insert(path, text);
            }
            Err(error) => problems.push(not_utf8(path, bytes, error.valid_up_to())),
        }
    }
    texts
}

/// A path that leaves the pack or that not every system can hold.
fn bad_path(path: &str) -> Option<(&'static str, String, String)> {
    let parts: Vec<&str> = path.split('/').collect();
    let shown = path.escape_debug();
    let drive = path.chars().nth(1) == Some(':');
    if path.starts_with('/') || drive || parts.contains(&"..") {
        let hint = "keep every file inside the pack's folder".to_owned();
        return Some(("bad-path", format!("the path `{shown}` leads out of the pack"), hint));
    }
    if path.contains('\\')
        || path.chars().any(char::is_control)
        || parts.iter().any(|p| p.is_empty() || *p == ".")
    {
        let hint = "use plain names with `/` between folders".to_owned();
        return Some(("bad-path", format!("the path `{shown}` cannot be used"), hint));
    }
    if parts.len() > DEEPEST {
        let hint = format!("use at most {DEEPEST} levels of folders");
        return Some(("too-deep", format!("the path `{shown}` is too deep"), hint));
    }
    None
}

fn is_read(path: &str) -> bool {
    FILES.contains(&path) || is_policy(path) || is_article(path) || is_log(path)
}

pub(super) fn is_policy(path: &str) -> bool {
    path.strip_prefix("policies/").is_some_and(|rest| rest.ends_with(".cedar"))
}

pub(super) fn is_article(path: &str) -> bool {
    path.strip_prefix("articles/").is_some_and(|rest| rest.ends_with(".md"))
}

/// Says how the product's audit log is read; what stands in it is looked at when a log is.
fn is_log(path: &str) -> bool {
    path.strip_prefix("audit/").is_some_and(|rest| rest.ends_with(".toml"))
}

/// A file that is no part of a pack.
fn stray(path: &str) -> Option<Problem> {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let stem = name.split('.').next().unwrap_or(&name);
    if path.split('/').any(|part| part.starts_with('.')) || BESIDE.contains(&stem) {
        return None;
    }
    let otherwise = "a pack reads its TOML files, `policies/*.cedar`, `articles/*.md` and `audit/*.toml`; remove or \
                     move it";
    let hint = suggest(path, FILES, otherwise);
    Some(Problem::warning("unknown-file", Place::file(path), format!("`{path}` is not read"), hint))
}

fn not_utf8(path: &str, bytes: &[u8], valid: usize) -> Problem {
    let before = bytes.get(..valid).unwrap_or_default();
    let line = before.iter().filter(|b| **b == b'\n').count() + 1;
    let start = before.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    let text = String::from_utf8_lossy(before.get(start..).unwrap_or_default());
    let bad = bytes.get(valid).copied().unwrap_or_default();
    Problem::error(
        "not-utf8",
        Place::file(path).at(line, text.chars().count() + 1),
        format!("the byte `0x{bad:02x}` is no UTF-8 text"),
        "save the file as UTF-8",
    )
}
