//! A tenant's audit log in a file: read event by event, without keeping all of them at hand.

use crate::error::DeskError;
use crate::source::{absolute, limited};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use steward_audit::{AuditEvent, AuditReader, Reading};
use steward_connect::files::{MAX_BYTES, decode};
use steward_model::{Place, Problem};
use tokio::sync::mpsc::Sender;

/// Most events that are handed over at once.
const PART: usize = 1_000;
/// About how many bytes these have at most, unless it is a single one.
const PART_BYTES: usize = 4 << 20;

/// Where a log comes from: a file, or what was made up in its place.
#[derive(Clone, Debug)]
pub(super) struct Log {
    /// The path of the file, or what stands for it.
    pub(super) path: String,
    made_up: Option<String>,
}

impl Log {
    pub(super) fn file(path: &str) -> Self {
        Self { path: absolute(path).to_string_lossy().into_owned(), made_up: None }
    }

    pub(super) fn made_up(name: &str, text: String) -> Self {
        Self { path: name.to_owned(), made_up: Some(text) }
    }

    /// All of it.
    fn bytes(&self) -> Result<Vec<u8>, DeskError> {
        match &self.made_up {
            Some(text) => Ok(text.clone().into_bytes()),
            None => limited(&self.path, MAX_BYTES, "split it, by the day or by the month"),
        }
    }

    /// Its beginning up to the end of a line, and the size of all of it.
    pub(super) fn beginning(&self, most: u64) -> Result<(Vec<u8>, u64), DeskError> {
        match &self.made_up {
            Some(text) => Ok((text.clone().into_bytes(), text.len() as u64)),
            None => beginning(&self.path, most),
        }
    }
}

fn beginning(path: &str, most: u64) -> Result<(Vec<u8>, u64), DeskError> {
    let fail = |source| DeskError::File { path: path.to_owned(), source };
    let file = File::open(path).map_err(fail)?;
    let meta = file.metadata().map_err(fail)?;
    if meta.is_dir() {
        return Err(DeskError::input(format!("`{path}` is a folder"), "give a file"));
    }
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes).map_err(fail)?;
    // a device or a pipe does not say how large it is
    let size = meta.len().max(bytes.len() as u64);
    if (bytes.len() as u64) < size
        && let Some(end) = bytes.iter().rposition(|byte| *byte == b'\n')
    {
        bytes.truncate(end.saturating_add(1));
    }
    Ok((bytes, size))
}

/// A piece of a log.
pub(super) enum Piece {
    /// SHA-256 of the file, before its events.
    File(String),
    /// Some events, in the order of the log.
    Events(Part),
}

/// Some events, in the order of the log.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) events: Vec<AuditEvent>,
    /// The line on which each begins.
    pub(super) lines: Vec<u32>,
    /// About how many bytes they have.
    pub(super) bytes: usize,
}

impl Part {
    fn push(&mut self, event: AuditEvent, place: &Place) {
        self.bytes = self.bytes.saturating_add(event.room());
        self.lines.push(place.line.unwrap_or_default());
        self.events.push(event);
    }

    fn is_full(&self) -> bool {
        self.events.len() >= PART || self.bytes >= PART_BYTES
    }
}

/// Name of a file, without its folder.
pub(super) fn name_of(path: &str) -> String {
    Path::new(path).file_name().map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into_owned())
}

/// Reads a log and hands its pieces over; ends early when nobody takes them any more. Takes the processor for
/// a while. Of the events no more are at hand than the pieces that were not taken yet, whatever the file holds.
pub(super) fn read(log: &Log, reader: &AuditReader, pieces: &Sender<Piece>) -> Result<Reading, DeskError> {
    let bytes = log.bytes()?;
    let hash = hex::encode(Sha256::digest(&bytes));
    let mut taken = pieces.blocking_send(Piece::File(hash)).is_ok();
    let mut part = Part::default();
    let reading = understand(&log.path, &bytes, reader, |event, place| {
        if !taken {
            return;
        }
        part.push(event, place);
        if part.is_full() {
            taken = pieces.blocking_send(Piece::Events(std::mem::take(&mut part))).is_ok();
        }
    })?;
    if taken && !part.events.is_empty() {
        // whoever does not take it any more has stopped the work
        let _ = pieces.blocking_send(Piece::Events(part));
    }
    Ok(reading)
}

/// Reads the bytes of a log.
pub(super) fn understand(
    path: &str,
    bytes: &[u8],
    reader: &AuditReader,
    sink: impl FnMut(AuditEvent, &Place),
) -> Result<Reading, DeskError> {
    let name = name_of(path);
    let text = decode(&name, bytes).map_err(|problem| refused(&problem))?;
    let mut reading = reader.read(&name, &text.text, sink);
    reading.problems.extend(text.note);
    Ok(reading)
}

/// A file that is refused as a whole.
fn refused(problem: &Problem) -> DeskError {
    DeskError::BadInput {
        message: format!("{}: {}", problem.place, problem.message),
        meaning: "nothing was read from it".to_owned(),
        hint: problem.hint.clone(),
        details: Vec::new(),
    }
}

/// A log of which nothing could be read.
pub(super) fn nothing(path: &str, reading: &Reading) -> DeskError {
    let (message, hint) = match reading.problems.first() {
        Some(problem) => (format!("{}: {}", problem.place, problem.message), problem.hint.clone()),
        None => (
            format!("there is no event in `{path}`"),
            "check that the export covers the time it is meant to".to_owned(),
        ),
    };
    let details =
        if reading.problems.len() > 1 { crate::source::told(&reading.problems) } else { Vec::new() };
    DeskError::BadInput { message, meaning: "nothing was read from it".to_owned(), hint, details }
}
