//! Signed statements as they are kept: none was removed, and what lies beside each is what it says.

use super::anchor::Anchor;
use super::verify::said;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::wire::LedgerFault;
use steward_ledger::{Checkpoint, Commit, Note, Statement};
use steward_store::{ChangedCheckpoint, LogRow, MisplacedNote, MissingStatements};

/// Word of a fault about statements of a kind.
const fn word(kind: Statement, gone: bool) -> &'static str {
    match (kind, gone) {
        (Statement::Commit, true) => "commit-missing",
        (Statement::Commit, false) => "commit-changed",
        (Statement::Checkpoint, true) => "checkpoint-missing",
        (Statement::Checkpoint, false) => "checkpoint-changed",
    }
}

/// That a note is kept as speaking of another number of entries than it does.
pub(super) fn misplaced(note: &MisplacedNote) -> LedgerFault {
    let MisplacedNote { kind, said: size, kept } = *note;
    let message = format!("the {kind} of {size} entries is kept as one of {kept}");
    said(word(kind, false), size.saturating_sub(1), message)
}

/// Checkpoints of a log beside which something else stands than they say.
pub(super) async fn changed(desk: &Desk, log: &LogRow) -> Result<Vec<LedgerFault>, DeskError> {
    let mut faults = Vec::new();
    for ChangedCheckpoint { size, at, nodes } in desk.store().changed_checkpoints(log.id).await? {
        let mut fault = |message: String| {
            faults.push(said(word(Statement::Checkpoint, false), size.saturating_sub(1), message));
        };
        if at {
            fault(format!(
                "the checkpoint of {size} entries is kept under another time than its last entry has"
            ));
        }
        if nodes {
            fault(format!(
                "the subtrees that are kept with the checkpoint of {size} entries do not make its root"
            ));
        }
    }
    Ok(faults)
}

/// Statements that this computer remembers and that the log does not have, although it is as long as they say.
pub(super) async fn forgotten(
    desk: &Desk,
    log: &LogRow,
    anchor: &Anchor,
    entries: u64,
) -> Result<Vec<LedgerFault>, DeskError> {
    let text = |note: &Option<String>| {
        let note = Note::parse(note.as_deref()?).ok()?;
        Some(note.text().to_owned())
    };
    let commit = text(&anchor.head).and_then(|text| text.parse::<Commit>().ok()).map(|commit| commit.size);
    let checkpoint = text(&anchor.checkpoint).and_then(|text| text.parse::<Checkpoint>().ok());
    let remembered =
        [(Statement::Commit, commit), (Statement::Checkpoint, checkpoint.map(|checkpoint| checkpoint.size))];
    let mut faults = Vec::new();
    for (kind, size) in remembered {
        let Some(size) = size.filter(|size| *size <= entries) else { continue };
        if !desk.store().has_statement(log.id, kind, size).await? {
            let message = format!("the {kind} of {size} entries, which this computer remembers, is missing");
            faults.push(said(word(kind, true), size.saturating_sub(1), message));
        }
    }
    Ok(faults)
}

/// Statements of any log that were removed.
pub(crate) async fn missing(desk: &Desk, logs: &[LogRow]) -> Result<Vec<LedgerFault>, DeskError> {
    let of = |kind: Statement, (log, size): (i64, u64)| {
        let name = logs.iter().find(|row| row.id == log).map(|row| row.name.as_str()).unwrap_or_default();
        format!("the {kind} of {size} entries of `{name}`")
    };
    let mut faults = Vec::new();
    for MissingStatements { kind, count, after, before } in desk.store().missing_statements().await? {
        let place = match after {
            Some(after) => format!("between {} and {}", of(kind, after), of(kind, before)),
            None => format!("before {}", of(kind, before)),
        };
        let message = match count {
            1 => format!("a {kind} is missing {place}"),
            _ => format!("{count} {kind}s are missing {place}"),
        };
        faults.push(said(word(kind, true), before.1.saturating_sub(1), message));
    }
    Ok(faults)
}
