//! What travels of a list: its head and its rows.

use super::find::Found;
use super::table::{Table, description, station};
use crate::cache::Opened;
use crate::convert::{count, item, time};
use crate::grid::describe;
use crate::wire::{ListColumn, ListHead, ListKind, ListRow};
use jiff::Timestamp;
use steward_access::{RowKind, Station};

/// The head of a list.
pub(super) fn head(opened: &Opened, at: Timestamp, table: &Table, found: &Found) -> ListHead {
    ListHead {
        kind: table.kind,
        snapshot: opened.current.hash.0.clone(),
        at: time(at),
        total: count(table.named.by_name.len()),
        shown: count(found.rows.len()),
        columns: columns(table),
        facets: found.facets.clone(),
        within: found.within.clone(),
    }
}

/// The columns behind the name.
pub(super) fn columns(table: &Table) -> Vec<ListColumn> {
    (table.columns.iter())
        .map(|column| ListColumn {
            id: column.id.to_owned(),
            title: column.title.to_owned(),
            holds: column.values.kind(),
        })
        .collect()
}

/// One row.
pub(super) fn row(opened: &Opened, table: &Table, found: &Found, row: u32) -> ListRow {
    let snapshot = opened.snapshot();
    let about = station(table.kind, row);
    let active = match about {
        Station::Person(at) => snapshot.person(at).is_some_and(|person| person.active),
        _ => true,
    };
    ListRow {
        item: item(snapshot, about),
        detail: detail(opened, table.kind, row),
        active,
        worst: found.worst(row).map(Into::into),
        cells: table.columns.iter().map(|column| column.values.cell(row)).collect(),
    }
}

/// What stands below the name. Title and department of people are columns, so it is how they sign in.
fn detail(opened: &Opened, kind: ListKind, row: u32) -> String {
    let snapshot = opened.snapshot();
    match kind {
        ListKind::People => snapshot.people.get(row as usize).map(sign_in_name).unwrap_or_default(),
        ListKind::Groups => describe(snapshot, RowKind::Groups, row).2,
        ListKind::Roles => describe(snapshot, RowKind::Roles, row).2,
        ListKind::Permissions => description(opened.access(), steward_model::PermissionIx(row)).to_owned(),
    }
}

/// The login name, or the address where that says nothing new.
fn sign_in_name(person: &steward_model::Person) -> String {
    match &person.email {
        Some(email) if person.user_name == person.name || person.user_name.is_empty() => email.clone(),
        _ if person.user_name == person.name => String::new(),
        _ => person.user_name.clone(),
    }
}
