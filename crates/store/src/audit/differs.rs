//! Events that are there already and come again with another content. What is kept of them stays.

use super::fault::Result;
use super::rows::{bodies, values};
use super::sealed::{Beside, Unpacker};
use sqlx::SqliteConnection;
use std::collections::BTreeMap;
use steward_audit::{AuditEvent, WithheldField};

/// An event that is there already.
pub(super) struct Again<'e> {
    /// Its place among those that came.
    pub at: usize,
    /// Number of the one that is kept.
    pub row: u32,
    pub event: &'e AuditEvent,
}

/// Whether two readings of an event say different things. Another hash alone is none: the same event can have been
/// written in another way.
pub(super) fn says_other(kept: &AuditEvent, event: &AuditEvent) -> bool {
    kept.raw_hash != event.raw_hash
        && AuditEvent { raw_hash: event.raw_hash.clone(), ..kept.clone() } != *event
}

/// The places of those that say something else than what is kept. Of what was erased nobody can tell.
pub(super) async fn differing(db: &mut SqliteConnection, again: &[Again<'_>]) -> Result<Vec<usize>> {
    let rows: Vec<u32> = again.iter().map(|one| one.row).collect();
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let values = values(&mut *db, &rows).await?;
    let of = |row: u32| values.get(&row).map(Vec::as_slice).unwrap_or_default();
    let suspects: Vec<&Again<'_>> = (again.iter())
        .filter(|one| raw_hash(of(one.row)).is_some_and(|kept| kept != one.event.raw_hash))
        .collect();
    if suspects.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<u32> = suspects.iter().map(|one| one.row).collect();
    let bodies: BTreeMap<u32, Vec<u8>> = bodies(db, &rows).await?.into_iter().collect();
    let (mut unpacker, mut differs) = (Unpacker::new()?, Vec::new());
    for one in suspects {
        let Some(body) = bodies.get(&one.row) else { continue };
        // one that cannot be read is named by verifying
        let Ok(sealed) = unpacker.sealed(body) else { continue };
        let values = of(one.row);
        if sealed.erased(values).is_empty() && says_other(&sealed.event(values), one.event) {
            differs.push(one.at);
        }
    }
    Ok(differs)
}

/// The hash of what was read, when it is still there.
fn raw_hash(values: &[Beside]) -> Option<String> {
    values.iter().find_map(|beside| beside.fields().remove(&WithheldField::RawHash))
}
