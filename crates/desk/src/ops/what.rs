//! What a person can do.

use super::around::category;
use super::who::lacking;
use crate::cache::Opened;
use crate::convert::{held_scope, item, path, time};
use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::grid::title;
use crate::names;
use crate::wire::{CellState, Decision, GrantPath, HeldPermission, WhatCan};
use crate::words::last_used;
use crate::{R, operation};
use jiff::Timestamp;
use steward_access::{Cell, Station, Subject};
use steward_model::{PermissionIx, PersonIx, natural_key};

/// Most derivations that are shown of one permission.
const SHOWN: usize = 8;
/// Most derivations that are looked through for different first steps.
const PATHS: usize = 64;

impl Desk {
    /// Everything a person holds, in the order of the columns, and why.
    ///
    /// # Errors
    /// When a name fits nothing or several, the moment cannot be used, or the policies refuse.
    pub async fn what(&self, name: &str, person: &str, at: Option<&str>) -> R<WhatCan> {
        let (opened, at) = self.look_at(name, &operation::ACCESS_WHAT, at).await?;
        let person = person.to_owned();
        Ok(heavy(move || answer(&opened, &person, at)).await??)
    }
}

/// What a person can do as of a moment.
pub(super) fn answer(opened: &Opened, person: &str, at: Timestamp) -> Result<WhatCan, DeskError> {
    let (access, snapshot) = (&**opened.access(), opened.snapshot());
    let at_person = names::person(snapshot, person)?;
    let person = snapshot.person(at_person);
    let by_name = |list: &mut Vec<crate::wire::Item>| list.sort_by_cached_key(|item| natural_key(&item.name));
    let mut roles: Vec<_> =
        access.roles_of(at_person, at).into_iter().map(|x| item(snapshot, Station::Role(x))).collect();
    let mut groups: Vec<_> =
        access.groups_of(at_person, at).into_iter().map(|x| item(snapshot, Station::Group(x))).collect();
    by_name(&mut roles);
    by_name(&mut groups);
    let held = access.what_can(at_person, at).into_iter().filter(|(_, cell)| cell.state.allowed());
    Ok(WhatCan {
        person: item(snapshot, Station::Person(at_person)),
        detail: person.map(title).unwrap_or_default(),
        active: person.is_some_and(|person| person.active),
        at: time(at),
        basis: opened.basis.clone(),
        permissions: held.map(|(permission, cell)| one(opened, at_person, permission, cell, at)).collect(),
        roles,
        groups,
    })
}

fn one(
    opened: &Opened,
    person: PersonIx,
    permission: PermissionIx,
    cell: Cell,
    at: Timestamp,
) -> HeldPermission {
    let (access, snapshot) = (&**opened.access(), opened.snapshot());
    let subject = Subject::Person(person);
    let paths = access.paths(person, permission, None, at, PATHS);
    let mut seen: Vec<Station> = Vec::new();
    let mut via: Vec<GrantPath> = Vec::new();
    for way in &paths.list {
        let first = way.steps.get(1).map(|step| step.at);
        if let Some(first) = first
            && via.len() < SHOWN
            && !seen.contains(&first)
        {
            seen.push(first);
            via.push(path(snapshot, way));
        }
    }
    HeldPermission {
        permission: item(snapshot, Station::Permission(permission)),
        category: category(access, permission),
        consequence: access.meaning(permission).consequence.into(),
        decision: match CellState::from(cell.state) {
            CellState::Granted => Decision::Yes,
            _ => Decision::Scoped,
        },
        scope: held_scope(snapshot, &access.scope_of(subject, permission, at), None),
        via,
        paths: paths.total,
        standing: access.standing(subject, permission, at),
        until: access.expires(person, permission, at).map(time),
        missing: match cell.missing_prerequisite {
            true => lacking(access, person, permission, None, at),
            false => Vec::new(),
        },
        last_used: last_used(snapshot, person, permission).map(time),
    }
}
