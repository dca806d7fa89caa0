//! Verifying a whole log: the chain, what was signed of it, the keys, and the values that lie outside.
//!
//! The key in use is compared with the one that was given, or the one that this computer keeps: taken from the workspace
//! alone it proves nothing to somebody who does not trust the workspace. It vouches for the keys before it, because it
//! signed the head of the chain where it took over.

use super::anchor::Anchor;
use super::statements::{changed, forgotten, misplaced};
use super::withheld::withheld;
use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::wire::{LedgerFault, LedgerKey, LogReport};
use serde_json::Value as Json;
use steward_ledger::{Commit, Entry, Fault, Report, Trust, TrustedKey, Verifier, VerifierKey};
use steward_store::{LedgerPage, LogRow, MisplacedNote, WithheldRow};

/// Notes that are kept as speaking of another number of entries: so many are told.
const MISPLACED: usize = 100;

/// The keys of a log as it names them; those that cannot be read are faults.
fn trusted(log: &LogRow, faults: &mut Vec<LedgerFault>) -> Vec<TrustedKey> {
    let mut keys = Vec::new();
    for row in &log.keys {
        match row.key.parse::<VerifierKey>() {
            Ok(key) => keys.push(TrustedKey { key, from: row.from, until: row.until }),
            Err(error) => faults.push(said("key", row.from, format!("a key cannot be read: {error}"))),
        }
    }
    keys
}

/// A fault that is none of the chain.
pub(crate) fn said(fault: &str, entry: u64, message: String) -> LedgerFault {
    LedgerFault { fault: fault.to_owned(), entry: narrow(entry), message }
}

/// A count as it travels.
pub(crate) fn narrow(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn told(fault: &Fault) -> LedgerFault {
    let word = serde_json::to_value(fault).ok();
    let word = word.as_ref().and_then(|fault| fault.get("fault")).and_then(Json::as_str).unwrap_or("fault");
    said(word, fault.place(), fault.to_string())
}

/// Verifies a log. `values` are those withheld values that belong to it.
pub(crate) async fn verify_log(
    desk: &Desk,
    log: &LogRow,
    anchor: Anchor,
    values: &[WithheldRow],
) -> Result<LogReport, DeskError> {
    let mut faults = Vec::new();
    let mut keys = trusted(log, &mut faults);
    if let Some(key) = &anchor.key {
        use_anchor(log, key, &mut keys, &mut faults);
    }
    let trust = Trust { device: log.name.clone(), keys };
    // the newest signature covers the others; when something is wrong, all of them tell since when
    let mut read = run(desk, log, &trust, &anchor, true).await?;
    if read.report.faults.iter().any(|fault| !matches!(fault, Fault::Unsigned { .. })) {
        read = run(desk, log, &trust, &anchor, false).await?;
    }
    let Read { report, checkpoints, misplaced: others } = read;
    let mut unsigned = 0;
    for fault in &report.faults {
        match fault {
            // what no signature covers is at the end
            Fault::Unsigned { from, to } => unsigned = to.saturating_sub(*from).saturating_add(1),
            fault => faults.push(told(fault)),
        }
    }
    faults.extend(vouched(desk, log, &trust).await?);
    faults.extend(withheld(desk, values).await?);
    faults.extend(others.iter().map(misplaced));
    faults.extend(changed(desk, log).await?);
    faults.extend(forgotten(desk, log, &anchor, report.entries).await?);
    faults.sort_by_key(|fault| fault.entry);
    Ok(LogReport {
        log: log.name.clone(),
        entries: narrow(report.entries),
        signed: narrow(report.signed),
        unsigned: narrow(unsigned),
        away: String::new(),
        checkpoints,
        keys: (log.keys.iter())
            .map(|row| LedgerKey {
                key: row.key.clone(),
                from: narrow(row.from),
                until: row.until.map(narrow),
            })
            .collect(),
        compared: anchor.source,
        open: 0,
        faults,
        more: narrow(report.more),
    })
}

/// Trusts the key that was compared in the place of the one that the workspace names as in use.
fn use_anchor(log: &LogRow, anchor: &VerifierKey, keys: &mut Vec<TrustedKey>, faults: &mut Vec<LedgerFault>) {
    let in_use = keys.iter_mut().find(|key| key.until.is_none());
    match in_use {
        Some(key) if key.key == *anchor => {}
        Some(key) => {
            let message = format!(
                "the workspace names another key as in use ({}+{:08x}) than the one it is compared with ({}+{:08x})",
                key.key.name(),
                key.key.id(),
                anchor.name(),
                anchor.id()
            );
            faults.push(said("foreign-key", key.from, message));
            key.key = anchor.clone();
        }
        None => {
            let message = format!("the workspace names no key of `{}` as in use", log.name);
            faults.push(said("key", 0, message));
            keys.push(TrustedKey { key: anchor.clone(), from: 0, until: None });
        }
    }
}

/// What reading a log came to.
struct Read {
    report: Report,
    checkpoints: u32,
    misplaced: Vec<MisplacedNote>,
}

/// What is known while a log is read: how many checkpoints there were, and which notes are not where they belong.
type State = (Verifier, u32, Vec<MisplacedNote>);

/// Reads the log once.
async fn run(
    desk: &Desk,
    log: &LogRow,
    trust: &Trust,
    anchor: &Anchor,
    newest_only: bool,
) -> Result<Read, DeskError> {
    let mut verifier = Verifier::new(trust.clone());
    if newest_only {
        verifier = verifier.newest_signature();
    }
    if let Some(note) = &anchor.checkpoint {
        verifier.checkpoint(note);
    }
    if let Some(note) = &anchor.head {
        verifier.commit(note);
    }
    let look = |(verifier, checkpoints, misplaced): &mut State, page: LedgerPage| {
        let room = MISPLACED.saturating_sub(misplaced.len());
        misplaced.extend(page.misplaced.iter().copied().take(room));
        let count = u32::try_from(page.checkpoints.len()).unwrap_or(u32::MAX);
        *checkpoints = checkpoints.saturating_add(count);
        page.commits.iter().for_each(|note| verifier.commit(note));
        page.checkpoints.iter().for_each(|note| verifier.checkpoint(note));
        for (number, hash, bytes) in &page.entries {
            verifier.entry(*number, *hash, bytes);
        }
    };
    let read = desk.store().look_through_ledger(log.id, (verifier, 0, Vec::new()), look);
    let (verifier, checkpoints, misplaced) = read.await?;
    let report = heavy(move || verifier.finish()).await?;
    Ok(Read { report, checkpoints, misplaced })
}

/// The newest signature is one of the key in use: only so does that key vouch for what others signed before it.
async fn vouched(desk: &Desk, log: &LogRow, trust: &Trust) -> Result<Option<LedgerFault>, DeskError> {
    let Some(in_use) = trust.keys.iter().find(|key| key.until.is_none()) else { return Ok(None) };
    if trust.keys.len() < 2 {
        return Ok(None);
    }
    let newest = desk.store().newest_commit(log.id).await?;
    let good = newest.as_ref().is_some_and(|(_, note)| {
        Commit::verify(note, &trust.device, std::slice::from_ref(&in_use.key)).is_ok()
    });
    if good {
        return Ok(None);
    }
    let message = "the key in use did not sign where it took over, so nothing vouches for the keys before it";
    Ok(Some(said("foreign-key", in_use.from.saturating_sub(1), message.to_owned())))
}

/// What the first entry of the ledger says of the record before it: rows and root.
pub(crate) fn committed_before(bytes: &[u8]) -> Option<(u64, String)> {
    let entry = Entry::read(bytes).ok()?;
    let plain = |name: &str| {
        let change = entry.event.changes.iter().find(|change| change.field == name)?;
        match change.after.as_ref()? {
            steward_ledger::Value::Plain(value) => Some(value.clone()),
            steward_ledger::Value::Withheld(_) => None,
        }
    };
    Some((plain("rows")?.as_u64()?, plain("root")?.as_str()?.to_owned()))
}
