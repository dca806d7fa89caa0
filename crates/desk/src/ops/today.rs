//! What needs somebody today, and the measures that exist.

use super::ending::endings;
use super::pyramid;
use super::tenants::snapshot_info;
use crate::cache::{Compiled, Opened};
use crate::convert::{count, time};
use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::wire::{
    Adoption, ChangedPermission, ChangedSince, Findings, Item, ItemKind, LicenceUse, SeverityLevel,
    SnapshotInfo, Today,
};
use crate::{R, operation};
use jiff::{SignedDuration, Timestamp};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;
use steward_model::{Consequence, LicenceIx, Person, Ref, Snapshot};
use steward_store::TenantSnapshotRow;

/// Days within which a sign-in is recent.
const DAYS: i64 = 30;
/// Most titles of checks of one severity.
const TITLES: usize = 2;
/// Most changed permissions that are listed.
const CHANGED: usize = 6;

/// An earlier snapshot to compare with.
type Earlier = (SnapshotInfo, Arc<Compiled>);

impl Desk {
    /// What needs somebody now: findings, access that ends within 30 days, what changed; and the measures that
    /// exist.
    ///
    /// # Errors
    /// When there is no such tenant or the policies refuse.
    pub async fn today(&self, name: &str) -> R<Today> {
        let opened = self.look(name, &operation::ACCESS_TODAY).await?;
        let now = self.now();
        let findings = self.findings_of(&opened, now).await?;
        let current = &opened.current.hash;
        let before = opened.snapshots.get(1).filter(|row| row.hash != *current);
        let baseline = opened.baseline().filter(|row| row.hash != *current);
        let drift = baseline.filter(|row| before.is_none_or(|before| before.hash != row.hash));
        let before = self.earlier(&opened, before).await?;
        let drift = self.earlier(&opened, drift).await?;
        Ok(heavy(move || answer(&opened, &findings, before, drift, now)).await?)
    }

    /// Works out what a look at a tenant is about to ask for. Nothing is told, so nobody is asked for leave; what does not
    /// work is told to whoever looks.
    pub async fn make_ready(&self, name: &str) {
        let Ok(Some(row)) = self.store().tenant(name.trim()).await else { return };
        let Ok(opened) = self.opened(row).await else { return };
        let findings = self.judged(&opened, self.now());
        let before = self.earlier(&opened, opened.snapshots.get(1));
        let _ = tokio::join!(findings, before);
    }

    async fn earlier(
        &self,
        opened: &Opened,
        row: Option<&TenantSnapshotRow>,
    ) -> Result<Option<Earlier>, DeskError> {
        match row {
            Some(row) => Ok(Some((snapshot_info(row), self.compiled(&opened.row, &row.hash).await?))),
            None => Ok(None),
        }
    }
}

fn answer(
    opened: &Opened,
    findings: &Findings,
    before: Option<Earlier>,
    drift: Option<Earlier>,
    now: Timestamp,
) -> Today {
    let (ending, ending_total) = endings(opened, now);
    Today {
        at: time(now),
        snapshot: opened.current.hash.0.clone(),
        counts: findings.counts.clone(),
        what: what(findings),
        ending,
        ending_total,
        changed: before.map(|earlier| changed(opened, earlier, now)),
        drift: drift.map(|earlier| changed(opened, earlier, now)),
        pyramid: pyramid::answer(opened, now),
        adoption: adoption(opened.snapshot(), now),
        licences: licences(opened.snapshot(), now),
    }
}

/// For each severity, the titles of the checks with the most open findings.
fn what(findings: &Findings) -> Vec<Vec<String>> {
    let severities =
        [SeverityLevel::Critical, SeverityLevel::High, SeverityLevel::Medium, SeverityLevel::Low];
    let titles = severities.map(|severity| {
        let mut found: Vec<(&str, usize)> = Vec::new();
        for finding in findings.open.iter().filter(|finding| finding.severity == severity) {
            match found.iter_mut().find(|(title, _)| *title == finding.check_title) {
                Some((_, count)) => *count += 1,
                None => found.push((&finding.check_title, 1)),
            }
        }
        found.sort_by_key(|(_, count)| Reverse(*count));
        found.into_iter().take(TITLES).map(|(title, _)| title.to_owned()).collect()
    });
    titles.into()
}

/// What changed since an earlier snapshot, in numbers.
fn changed(opened: &Opened, (before, was): Earlier, now: Timestamp) -> ChangedSince {
    let diff = opened.compiled.changed_since(&was, now);
    let mut sums: BTreeMap<&Ref, (Consequence, u32, u32)> = BTreeMap::new();
    for change in &diff.gained {
        sums.entry(&change.permission).or_insert((change.consequence, 0, 0)).1 += change.count;
    }
    for change in &diff.lost {
        sums.entry(&change.permission).or_insert((change.consequence, 0, 0)).2 += change.count;
    }
    let mut top: Vec<(&Ref, (Consequence, u32, u32))> = sums.into_iter().collect();
    top.sort_by_key(|(_, (class, gained, lost))| (Reverse(*class), Reverse(gained.saturating_add(*lost))));
    let top = top.into_iter().take(CHANGED);
    ChangedSince {
        before,
        added: count(diff.added.len()),
        removed: count(diff.removed.len()),
        gained: diff.gained_total,
        lost: diff.lost_total,
        top: top
            .map(|(permission, (consequence, gained, lost))| ChangedPermission {
                permission: permission.clone().into(),
                consequence: consequence.into(),
                gained,
                lost,
            })
            .collect(),
    }
}

/// Whether somebody signed in within the days before a moment.
fn signed_in_lately(person: &Person, now: Timestamp) -> bool {
    let limit = now.checked_sub(SignedDuration::from_hours(24 * DAYS)).unwrap_or(Timestamp::MIN);
    person.last_sign_in.is_some_and(|then| then >= limit)
}

fn adoption(snapshot: &Snapshot, now: Timestamp) -> Adoption {
    let people = &snapshot.people;
    let active: Vec<&Person> = people.iter().filter(|person| person.active).collect();
    let of_active =
        |fits: &dyn Fn(&Person) -> bool| count(active.iter().filter(|person| fits(person)).count());
    let told = people.iter().any(|person| person.last_sign_in.is_some());
    let factors = people.iter().any(|person| person.mfa.is_some());
    Adoption {
        people: count(people.len()),
        active: count(active.len()),
        signed_in: told.then(|| of_active(&|person| person.last_sign_in.is_some())),
        recent: told.then(|| of_active(&|person| signed_in_lately(person, now))),
        mfa: factors.then(|| of_active(&|person| person.mfa == Some(true))),
    }
}

/// The licences by name, with how their seats are used.
fn licences(snapshot: &Snapshot, now: Timestamp) -> Vec<LicenceUse> {
    let told = snapshot.people.iter().any(|person| person.last_sign_in.is_some());
    let mut list: Vec<LicenceUse> = (snapshot.licences.iter().enumerate())
        .map(|(at, licence)| {
            let seats = snapshot.seats.iter().filter(|seat| seat.licence == LicenceIx::from(at));
            let holders: Vec<&Person> = seats.filter_map(|seat| snapshot.person(seat.person)).collect();
            let held = holders.iter().filter(|person| person.active).count();
            let idle = holders.iter().filter(|person| !person.active || !signed_in_lately(person, now));
            LicenceUse {
                licence: Item { kind: ItemKind::Licence, id: licence.id.clone(), name: licence.name.clone() },
                seats: licence.seats,
                held: count(held),
                idle: told.then(|| count(idle.count())),
            }
        })
        .collect();
    list.sort_by_cached_key(|used| (used.licence.name.to_lowercase(), used.licence.id.clone()));
    list
}
