//! Which reading of a tenant a question about a moment rests on: the newest one at or before it.

use crate::cache::Opened;
use crate::convert::{moment, time};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::operation::Operation;
use crate::wire::{Basis, Tense};
use crate::words;
use jiff::Timestamp;
use steward_store::{TenantRow, TenantSnapshotRow};

impl Desk {
    /// Asks for leave to look at a tenant as of a moment, and makes it ready. Now when no moment is given; a moment that
    /// is still to come is refused.
    pub(crate) async fn look_at(
        &self,
        name: &str,
        operation: &'static Operation,
        at: Option<&str>,
    ) -> Result<(Opened, Timestamp), DeskError> {
        let row = self.tenant(name).await?;
        self.allow(operation, Some((&row).into())).await?;
        self.opened_at(row, at).await
    }

    /// The same, but a moment that is still to come is answered from the newest reading, as if nothing changed until
    /// then: for what says what will have ended.
    pub(crate) async fn look_ahead(
        &self,
        name: &str,
        operation: &'static Operation,
        at: Option<&str>,
    ) -> Result<(Opened, Timestamp), DeskError> {
        let row = self.tenant(name).await?;
        self.allow(operation, Some((&row).into())).await?;
        self.opened_ahead(row, at).await
    }

    /// The reading of a tenant that was in force at a moment, compiled, and the moment, which has come.
    pub(crate) async fn opened_at(
        &self,
        row: TenantRow,
        at: Option<&str>,
    ) -> Result<(Opened, Timestamp), DeskError> {
        if let Some(text) = at {
            has_come(moment(text)?, self.now())?;
        }
        self.opened_ahead(row, at).await
    }

    /// The reading of a tenant that was in force at a moment, or is the newest before it, compiled, and the moment.
    pub(crate) async fn opened_ahead(
        &self,
        row: TenantRow,
        at: Option<&str>,
    ) -> Result<(Opened, Timestamp), DeskError> {
        let asked = at.map(moment).transpose()?;
        let now = self.now();
        let snapshots = self.store().tenant_snapshots(&row.id).await?;
        let (current, basis) = in_force(&row.name, &snapshots, asked, now)?;
        let compiled = self.compiled(&row, &current.hash).await?;
        Ok((Opened { row, current, snapshots, compiled, basis }, asked.unwrap_or(now)))
    }
}

/// Refuses a moment that is still to come: nobody can have read a tenant then.
fn has_come(at: Timestamp, now: Timestamp) -> Result<(), DeskError> {
    if at <= now {
        return Ok(());
    }
    Err(DeskError::BadInput {
        message: format!("{} has not come yet", words::moment(at)),
        meaning: format!("now it is {}, and nothing is known of what will be read", words::moment(now)),
        hint: "give a moment up to now; in a terminal `steward show` with `--at` says what will have ended by then".into(),
        details: Vec::new(),
    })
}

/// The snapshot in force at a moment, and what is to be said about it. Its `seen_at` is the last reading up to then.
fn in_force(
    tenant: &str,
    rows: &[TenantSnapshotRow],
    asked: Option<Timestamp>,
    now: Timestamp,
) -> Result<(TenantSnapshotRow, Basis), DeskError> {
    let Some(oldest) = rows.last() else { return Err(DeskError::Unread(tenant.to_owned())) };
    let place = match asked {
        None => Some(0),
        Some(at) => rows.iter().position(|row| row.taken_at <= at),
    };
    let at = asked.unwrap_or(now);
    let found = place.and_then(|place| Some((place, rows.get(place)?)));
    let Some((place, row)) = found else { return Err(too_early(tenant, at, oldest.taken_at)) };
    let mut current = row.clone();
    if asked.is_some_and(|at| current.seen_at > at) {
        current.seen_at = current.taken_at;
    }
    let next = place.checked_sub(1).and_then(|place| rows.get(place));
    let basis = Basis {
        snapshot: current.hash.0.clone(),
        read_at: time(current.seen_at),
        first_read: time(oldest.taken_at),
        next_read: next.map(|row| time(row.taken_at)),
        tense: match asked {
            Some(at) if at < now => Tense::Past,
            Some(at) if at > now => Tense::Ahead,
            _ => Tense::Now,
        },
    };
    Ok((current, basis))
}

fn too_early(tenant: &str, at: Timestamp, first: Timestamp) -> DeskError {
    DeskError::BadInput {
        message: format!("`{tenant}` was not read yet on {}", words::moment(at)),
        meaning: format!("the first reading is of {}; nothing is known from before", words::moment(first)),
        hint: format!("ask about a moment from then on, such as {}", time(first)),
        details: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::in_force;
    use crate::wire::{Basis, Tense};
    use jiff::Timestamp;
    use steward_model::ContentHash;
    use steward_store::TenantSnapshotRow;

    const TENANT: &str = "acme";

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn row(hash: &str, taken: &str, seen: &str) -> TenantSnapshotRow {
        TenantSnapshotRow {
            tenant: "t".into(),
            hash: ContentHash(hash.into()),
            taken_at: at(taken),
            seen_at: at(seen),
            baseline: false,
            counts: "{}".into(),
        }
    }

    fn rows() -> Vec<TenantSnapshotRow> {
        vec![
            row("ccc", "2026-05-03T12:00:00Z", "2026-05-03T12:00:00Z"),
            row("bbb", "2026-05-02T12:00:00Z", "2026-05-02T18:00:00Z"),
            row("aaa", "2026-05-01T12:00:00Z", "2026-05-01T12:00:00Z"),
        ]
    }

    fn basis(asked: Option<&str>) -> Basis {
        in_force(TENANT, &rows(), asked.map(at), at("2026-05-04T00:00:00Z")).unwrap().1
    }

    #[test]
    fn the_newest_reading_up_to_the_moment_counts() {
        for (asked, hash, read, tense) in [
            (None, "ccc", "2026-05-03T12:00:00Z", Tense::Now),
            (Some("2026-05-04T00:00:00Z"), "ccc", "2026-05-03T12:00:00Z", Tense::Now),
            (Some("2026-05-05T00:00:00Z"), "ccc", "2026-05-03T12:00:00Z", Tense::Ahead),
            (Some("2026-05-03T12:00:00Z"), "ccc", "2026-05-03T12:00:00Z", Tense::Past),
            (Some("2026-05-03T11:59:59Z"), "bbb", "2026-05-02T18:00:00Z", Tense::Past),
            // it was seen again only later
            (Some("2026-05-02T17:00:00Z"), "bbb", "2026-05-02T12:00:00Z", Tense::Past),
            (Some("2026-05-01T12:00:00Z"), "aaa", "2026-05-01T12:00:00Z", Tense::Past),
        ] {
            let found = basis(asked);
            assert_eq!((found.snapshot.as_str(), found.read_at.as_str(), found.tense), (hash, read, tense));
            assert_eq!(found.first_read, "2026-05-01T12:00:00Z");
        }
        assert_eq!(basis(Some("2026-05-02T17:00:00Z")).next_read.as_deref(), Some("2026-05-03T12:00:00Z"));
        assert_eq!(basis(None).next_read, None);
    }

    #[test]
    fn nothing_is_known_from_before_the_first_reading() {
        let now = at("2026-05-04T00:00:00Z");
        let error = in_force(TENANT, &rows(), Some(at("2026-05-01T11:59:59Z")), now).unwrap_err();
        let told = crate::wire::WireError::from(error);
        assert_eq!(told.message, "`acme` was not read yet on 2026-05-01 at 11:59 UTC");
        assert!(told.meaning.contains("2026-05-01 at 12:00 UTC"), "{}", told.meaning);
        assert!(in_force(TENANT, &[], None, now).is_err());
    }
}
