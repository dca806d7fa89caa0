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

/// The texts of the files, by path.
pub(super) fn texts<'a>(files: &'a Files, problems: &mut Vec<Problem>) -> Texts<'a> {
    let total: usize = files.values().map(Vec::len).sum();
    if files.len() > MOST || total > LARGEST_PACK {
        let message = format!("the pack has {} files with {total} bytes in all", files.len());
        let hint = format!("a pack has at most {MOST} files with {LARGEST_PACK} bytes in all");
        problems.push(Problem::error("too-large", Place::file("."), message, hint));
    }
    let mut texts = Texts::new();
    let (own, others): (Vec<_>, Vec<_>) = files.iter().partition(|(path, _)| FILES.contains(&path.as_str()));
    for (path, bytes) in own.into_iter().chain(others.into_iter().take(MOST)) {
        if let Some((code, message, hint)) = bad_path(path) {
            problems.push(Problem::error(code, Place::file(path.escape_debug().to_string()), message, hint));
            continue;
        }
        if !is_read(path) {
            problems.extend(stray(path));
            continue;
        }
        if bytes.len() > LARGEST {
            let message = format!("the file has {} bytes", bytes.len());
            let hint = format!("a file of a pack has at most {LARGEST} bytes; leave out what is not needed");
            problems.push(Problem::error("too-large", Place::file(path), message, hint));
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
    FILES.contains(&path) || is_policy(path) || is_article(path)
}

pub(super) fn is_policy(path: &str) -> bool {
    path.strip_prefix("policies/").is_some_and(|rest| rest.ends_with(".cedar"))
}

pub(super) fn is_article(path: &str) -> bool {
    path.strip_prefix("articles/").is_some_and(|rest| rest.ends_with(".md"))
}

/// A file that is no part of a pack.
fn stray(path: &str) -> Option<Problem> {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let stem = name.split('.').next().unwrap_or(&name);
    if path.split('/').any(|part| part.starts_with('.')) || BESIDE.contains(&stem) {
        return None;
    }
    let otherwise = "a pack reads its TOML files, `policies/*.cedar` and `articles/*.md`; remove or move it";
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
