//! From bytes to text: byte order marks, encodings, and what is no text at all.

use super::MAX_BYTES;
use super::log::refuse;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;
use steward_model::{Place, Problem};

/// A file as text.
pub struct Text<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// Name of the encoding it was in.
    pub encoding: &'static str,
    /// Set when the encoding was guessed or parts of it could not be read.
    pub note: Option<Problem>,
}

/// Beginnings of files that are mistaken for text, what they are and what to do instead.
const MAGIC: [(&[u8], &str, &str); 8] = [
    (b"PK\x03\x04", "a spreadsheet (XLSX) or a zip archive", "save the sheet as CSV, or unpack the archive"),
    (b"\xD0\xCF\x11\xE0", "an old Excel file (XLS)", "save the sheet as CSV"),
    (b"%PDF", "a PDF", "export the data as CSV instead of printing it"),
    (b"\x1F\x8B", "compressed with gzip", "unpack it first, with `gunzip`"),
    (b"\x28\xB5\x2F\xFD", "compressed with zstd", "unpack it first, with `unzstd`"),
    (b"SQLite format 3\0", "an SQLite database", "export the table as CSV"),
    (b"\x89PNG", "a picture", "give the data, not a picture of it"),
    (b"PAR1", "a Parquet file", "export the table as CSV"),
];

/// Decodes a file, or says why it is no text.
///
/// # Errors
/// When it is larger than [`MAX_BYTES`], or something else than text.
pub fn decode<'a>(file: &str, bytes: &'a [u8]) -> Result<Text<'a>, Box<Problem>> {
    let place = || Place::file(file);
    if bytes.len() > MAX_BYTES {
        let message = format!("the file has {} MiB, the limit is {} MiB", bytes.len() >> 20, MAX_BYTES >> 20);
        return Err(refuse("too-large", place(), message, "split it, or leave out columns not needed"));
    }
    if let Some((_, what, hint)) = MAGIC.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        return Err(refuse("binary", place(), format!("the file is {what}, not text"), *hint));
    }
    let (encoding, guessed) = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => (encoding, false),
        None => guess(bytes),
    };
    if encoding == UTF_8 && !guessed {
        let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        if let Ok(text) = std::str::from_utf8(body) {
            return checked(file, Text { text: Cow::Borrowed(text), encoding: "UTF-8", note: None });
        }
    }
    let (text, used, broken) = encoding.decode(bytes);
    let note = if broken {
        let (line, column) = position(&text, text.find(char::REPLACEMENT_CHARACTER).unwrap_or(0));
        let message = format!("some bytes are not valid {}", used.name());
        let hint = "save the file as UTF-8; what could not be read stands there as `\u{FFFD}`";
        Some(Problem::warning("encoding", place().at(line, column), message, hint))
    } else if used == WINDOWS_1252 {
        let at = std::str::from_utf8(bytes).err().map_or(0, |e| e.valid_up_to());
        let (line, column) =
            position(&String::from_utf8_lossy(bytes.get(..at).unwrap_or_default()), usize::MAX);
        let message = "the file is not UTF-8; it was read as Windows-1252 (Latin-1)".to_owned();
        let hint = "save it as UTF-8 if names look wrong";
        Some(Problem::note("encoding", place().at(line, column), message, hint))
    } else {
        None
    };
    checked(file, Text { text, encoding: used.name(), note })
}

/// The encoding of a file without a byte order mark, and whether UTF-8 is ruled out.
fn guess(bytes: &[u8]) -> (&'static Encoding, bool) {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|x| **x == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    if half >= 2 && odd * 10 > half * 4 && even * 10 < half {
        return (UTF_16LE, true);
    }
    if half >= 2 && even * 10 > half * 4 && odd * 10 < half {
        return (UTF_16BE, true);
    }
    if std::str::from_utf8(bytes).is_ok() { (UTF_8, false) } else { (WINDOWS_1252, true) }
}

/// Refuses what decodes but is no text, and what holds nothing.
fn checked<'a>(file: &str, text: Text<'a>) -> Result<Text<'a>, Box<Problem>> {
    let place = Place::file(file);
    if text.text.trim().is_empty() {
        let hint = "check that it is the right file and that the export was finished";
        return Err(refuse("empty", place, "the file is empty", hint));
    }
    let strange = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{85}');
    let head = text.text.chars().take(65_536);
    let (all, odd) = head.fold((0usize, 0usize), |(n, odd), c| (n + 1, odd + usize::from(strange(c))));
    if text.text.contains('\0') || odd * 20 > all {
        let hint = "export it anew as text in UTF-8, such as CSV or JSON";
        return Err(refuse("binary", place, "the file is binary, not text", hint));
    }
    Ok(text)
}

/// Line and column of a byte offset, both from 1, the column in characters.
pub(super) fn position(text: &str, offset: usize) -> (usize, usize) {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = text.get(..offset).unwrap_or_default();
    let line = before.bytes().filter(|x| *x == b'\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |x| x + 1);
    (line, before.get(start..).unwrap_or_default().chars().count() + 1)
}

/// Finds lines and columns in a text, quickly for offsets that grow.
pub(super) struct Lines<'t> {
    text: &'t str,
    /// Offsets at which lines begin.
    starts: Vec<usize>,
    /// The last place asked for: its offset, its line, and its column.
    last: (usize, usize, usize),
}

impl<'t> Lines<'t> {
    pub fn new(text: &'t str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, x)| *x == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(breaks).collect(), last: (0, 1, 1) }
    }

    /// Offset of a part of the text.
    pub fn offset(&self, part: &str) -> usize {
        (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize).min(self.text.len())
    }

    /// Line of an offset, from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|x| *x <= offset).max(1)
    }

    /// Line and column of an offset, from 1.
    pub fn position(&mut self, offset: usize) -> (usize, usize) {
        let line = self.line(offset);
        let (at, last_line, column) = self.last;
        let (from, column) = if last_line == line && at <= offset {
            (at, column)
        } else {
            (self.starts.get(line - 1).copied().unwrap_or(0), 1)
        };
        let column = column + self.text.get(from..offset).unwrap_or("").chars().count();
        self.last = (offset, line, column);
        (line, column)
    }
}
