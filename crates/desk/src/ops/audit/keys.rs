//! Whether keys of logs are kept as in use for the entries that they were in use for: each from the entry on that put it
//! in the place of another one, and up to the entry that put another one in its place.

use super::accounts::plain;
use super::names::Names;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::operation;
use crate::wire::AuditBatchFault;
use std::slice;
use steward_ledger::{Checkpoint, Event, VerifierKey};
use steward_store::{KeyRow, LedgerRow, LogRow};

/// A key that took over from another one, as an entry says.
struct Takeover {
    before: String,
    after: String,
    /// Number of entries, that one included.
    size: u64,
    /// The entry.
    entry: String,
    /// Whether the key before signed it.
    signed: bool,
    /// Whether of two checkpoints of that size the one of the key before is kept as the newer.
    exchanged: bool,
}

impl Takeover {
    fn of(row: &LedgerRow, event: &Event, entry: String) -> Option<Self> {
        let change = event.changes.iter().find(|change| change.field == "key")?;
        let before = plain(change.before.as_ref())?.as_str()?.to_owned();
        let after = plain(change.after.as_ref())?.as_str()?.to_owned();
        Some(Self {
            before,
            after,
            size: row.number.saturating_add(1),
            entry,
            signed: false,
            exchanged: false,
        })
    }

    /// What is wrong with where the key before is said to end.
    fn ends(&self, key: &KeyRow) -> Option<String> {
        // one that was lost signed nothing any more, and its last signature came before
        let fits = key.until.is_some_and(|until| match self.signed {
            true => until == self.size,
            false => until < self.size,
        });
        let kept = match key.until {
            Some(until) => format!("is kept as in use up to {until} entries"),
            None => "is kept as still in use".to_owned(),
        };
        let Self { entry, size, .. } = self;
        (!fits).then(|| format!("{kept}, and entry `{entry}` put another one in its place at {size}"))
    }

    /// What is wrong with where the key after is said to begin.
    fn begins(&self, key: &KeyRow) -> Option<String> {
        let fits = key.from == self.size;
        (!fits).then(|| {
            format!(
                "is kept as in use from {} entries on, and entry `{}` put it there at {}",
                key.from, self.entry, self.size
            )
        })
    }
}

/// Name and id of a key.
fn short(key: &str) -> String {
    key.splitn(3, '+').take(2).collect::<Vec<_>>().join("+")
}

/// What does not fit of the keys of a log: the entry that says otherwise, and words.
fn compare(log: &LogRow, takeovers: &[Takeover]) -> Vec<(String, String)> {
    let mut faults = Vec::new();
    for key in &log.keys {
        let mut fault = |entry: &str, said: String| {
            faults.push((entry.to_owned(), format!("the key {} {said}", short(&key.key))));
        };
        match takeovers.iter().find(|takeover| takeover.after == key.key) {
            Some(takeover) => {
                if let Some(said) = takeover.begins(key) {
                    fault(&takeover.entry, said);
                }
            }
            None => {
                // the first one is named without an entry
                let first = takeovers.first().map(|takeover| &takeover.before);
                let first = first.or(log.keys.first().map(|key| &key.key));
                if first != Some(&key.key) {
                    fault("", format!("is kept for `{}`, and no entry put it there", log.name));
                } else if key.from != 0 {
                    let said = format!(
                        "is the first of `{}` and kept as in use from {} entries on",
                        log.name, key.from
                    );
                    fault("", said);
                }
            }
        }
        match takeovers.iter().find(|takeover| takeover.before == key.key) {
            Some(takeover) => {
                if let Some(said) = takeover.ends(key) {
                    fault(&takeover.entry, said);
                }
            }
            None => {
                if let Some(until) = key.until {
                    fault("", format!("is kept as in use up to {until} entries, and no entry says so"));
                }
            }
        }
    }
    for Takeover { before, after, entry, .. } in takeovers {
        for key in [before, after] {
            if !log.keys.iter().any(|row| row.key == *key) {
                let said = format!("the key {} that entry `{entry}` names is not kept", short(key));
                faults.push((entry.clone(), said));
            }
        }
    }
    faults
}

impl Desk {
    /// Compares the keys of every log with the entries that put one in the place of another.
    pub(super) async fn audit_keys(&self, names: &Names<'_>) -> Result<Vec<AuditBatchFault>, DeskError> {
        let operations = [operation::LEDGER_ROTATE_KEY.name, operation::LEDGER_KEY_LOST];
        let mut done = self.audit_done(&operations).await?;
        done.sort_by_key(|(row, _)| (row.log, row.number));
        let mut faults = Vec::new();
        for log in &names.logs {
            let of = done.iter().filter(|(row, _)| row.log == log.id);
            let of = of.filter_map(|(row, event)| Takeover::of(row, event, names.id_of(row)));
            let mut takeovers: Vec<Takeover> = of.collect();
            for takeover in &mut takeovers {
                let Ok(before) = takeover.before.parse::<VerifierKey>() else { continue };
                let notes = self.store().checkpoints_at(log.id, takeover.size).await?;
                let by_it =
                    |note: &String| Checkpoint::verify(note, &log.name, slice::from_ref(&before)).is_ok();
                takeover.signed = notes.iter().any(by_it);
                takeover.exchanged = notes.len() > 1 && notes.last().is_some_and(by_it);
            }
            for Takeover { size, entry, .. } in takeovers.iter().filter(|takeover| takeover.exchanged) {
                let message = format!(
                    "of the checkpoints of {size} entries of `{}` the one of the key before is kept as the newer",
                    log.name
                );
                let (fault, entry) = ("checkpoint-changed".to_owned(), entry.clone());
                faults.push(AuditBatchFault { fault, entry, message });
            }
            let told = compare(log, &takeovers).into_iter();
            faults.extend(told.map(|(entry, message)| {
                let fault = "key".to_owned();
                AuditBatchFault { fault, entry, message }
            }));
        }
        Ok(faults)
    }
}
