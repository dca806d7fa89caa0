//! What a list shows of every row, worked out once and sorted and filtered many times.

use super::columns::{self, Facts};
use super::facets::{self, Sorting};
use super::named::Named;
use crate::cache::Compiled;
use crate::convert::time;
use crate::ops::given::definition;
use crate::wire::{CellKind, ListCell, ListKind};
use jiff::Timestamp;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use steward_access::Station;
use steward_model::{Consequence, GroupIx, PermissionIx, PersonIx, RoleIx, Snapshot, natural_key};

/// All rows of a list, as of a stretch of time.
#[derive(Debug)]
pub(crate) struct Table {
    pub(super) kind: ListKind,
    pub(super) named: Arc<Named>,
    pub(super) columns: Vec<Column>,
    pub(super) facets: Vec<Sorting>,
}

/// A column with its values.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) values: Values,
}

/// The values of a column, one a row.
#[derive(Debug)]
pub(super) enum Values {
    Text(Texts),
    Number(Vec<u32>),
    Moment(Vec<Option<Timestamp>>),
    Class(Vec<Option<Consequence>>),
    Flag(Vec<Option<bool>>),
}

/// Words of many rows, each kept once.
#[derive(Debug)]
pub(super) struct Texts {
    /// In order, without regard to case, numbers as they count.
    pub(super) list: Vec<String>,
    /// Per row, which of them.
    pub(super) of: Vec<u32>,
}

impl Table {
    pub(crate) fn new(compiled: &Compiled, kind: ListKind, at: Timestamp) -> Self {
        let facts = Facts::new(compiled, at);
        Self {
            kind,
            named: compiled.named(kind),
            columns: columns::filled(&facts, kind),
            facets: facets::sorted(&facts, kind),
        }
    }
}

impl Texts {
    pub(super) fn new<'a>(words: impl Iterator<Item = &'a str> + Clone) -> Self {
        let mut list: Vec<&str> = words.clone().collect::<HashSet<_>>().into_iter().collect();
        list.sort_by_cached_key(|word| (natural_key(word), *word));
        let places: HashMap<&str, u32> = list.iter().copied().zip(0_u32..).collect();
        let of = words.map(|word| places.get(word).copied().unwrap_or_default()).collect();
        Self { list: list.into_iter().map(str::to_owned).collect(), of }
    }
}

impl Values {
    pub(super) const fn kind(&self) -> CellKind {
        match self {
            Self::Text(_) => CellKind::Text,
            Self::Number(_) => CellKind::Number,
            Self::Moment(_) => CellKind::Moment,
            Self::Class(_) => CellKind::Class,
            Self::Flag(_) => CellKind::Flag,
        }
    }

    /// What a row is sorted by: what is unknown or never comes first.
    pub(super) fn key(&self, row: u32) -> i64 {
        let at = row as usize;
        match self {
            Self::Text(texts) => texts.of.get(at).copied().map_or(-1, i64::from),
            Self::Number(list) => list.get(at).copied().map_or(-1, i64::from),
            Self::Moment(list) => list.get(at).copied().flatten().map_or(i64::MIN, Timestamp::as_microsecond),
            Self::Class(list) => list.get(at).copied().flatten().map_or(-1, |class| class as i64),
            Self::Flag(list) => list.get(at).copied().flatten().map_or(-1, i64::from),
        }
    }

    /// What stands in the cell of a row.
    pub(super) fn cell(&self, row: u32) -> ListCell {
        let at = row as usize;
        match self {
            Self::Text(texts) => {
                let word = texts.of.get(at).and_then(|word| texts.list.get(*word as usize));
                ListCell::Text(word.cloned().unwrap_or_default())
            }
            Self::Number(list) => ListCell::Number(list.get(at).copied().unwrap_or_default()),
            Self::Moment(list) => ListCell::Moment(list.get(at).copied().flatten().map(time)),
            Self::Class(list) => ListCell::Class(list.get(at).copied().flatten().map(Into::into)),
            Self::Flag(list) => ListCell::Flag(list.get(at).copied().flatten()),
        }
    }
}

/// How many rows a list has without any filter.
pub(super) fn rows_of(snapshot: &Snapshot, kind: ListKind) -> usize {
    match kind {
        ListKind::People => snapshot.people.len(),
        ListKind::Groups => snapshot.groups.len(),
        ListKind::Roles => snapshot.roles.len(),
        ListKind::Permissions => snapshot.permissions.len(),
    }
}

/// What a row is about.
pub(super) const fn station(kind: ListKind, row: u32) -> Station {
    match kind {
        ListKind::People => Station::Person(PersonIx(row)),
        ListKind::Groups => Station::Group(GroupIx(row)),
        ListKind::Roles => Station::Role(RoleIx(row)),
        ListKind::Permissions => Station::Permission(PermissionIx(row)),
    }
}

/// The row of an id.
pub(super) fn row_of(snapshot: &Snapshot, kind: ListKind, id: &str) -> Option<u32> {
    match kind {
        ListKind::People => snapshot.find_person(id).map(|at| at.0),
        ListKind::Groups => snapshot.find_group(id).map(|at| at.0),
        ListKind::Roles => snapshot.find_role(id).map(|at| at.0),
        ListKind::Permissions => snapshot.find_permission(id).map(|at| at.0),
    }
}

/// What a permission lets somebody do; empty when no pack says.
pub(super) fn description(access: &steward_access::Access, at: PermissionIx) -> &str {
    definition(access, at).map(|def| def.description.as_str()).unwrap_or_default()
}
