//! Which rows of a list are shown, in which order, and how many there would be otherwise.

use super::facets::Sorting;
use super::table::{Table, row_of};
use crate::concerned::worst;
use crate::convert::count;
use crate::error::DeskError;
use crate::names;
use crate::wire::{Facet, FacetChoice, FacetValue, Item, ItemKind, ItemRef, ListKind, ListQuery};
use jiff::Timestamp;
use std::borrow::Cow;
use std::cmp::Reverse;
use steward_access::{Access, Station};
use steward_model::{Finding, PersonIx, Ref, RefKind, Severity, Snapshot};

/// Most values of a facet that are listed.
const VALUES: usize = 100;
/// What a list can always be sorted by, besides its columns.
const ORDERS: [&str; 2] = ["name", "findings"];

/// The rows of a list that were asked for.
#[derive(Debug)]
pub(crate) struct Found {
    /// In order.
    pub(super) rows: Vec<u32>,
    pub(super) facets: Vec<Facet>,
    /// What the list is narrowed to, by its name.
    pub(super) within: Option<Item>,
    worst: Vec<Option<Severity>>,
}

/// What is chosen of a facet, and how many rows have each value.
struct Chosen<'a> {
    sorting: &'a Sorting,
    of: Cow<'a, [u32]>,
    /// Whether rows with a value pass; empty when all do.
    passing: Vec<bool>,
    counts: Vec<u32>,
}

impl Found {
    /// `at` is as of when access counts, `coarse` the same for what counts in days.
    ///
    /// # Errors
    /// When a facet or column does not exist, or the list cannot be narrowed in this way.
    pub(crate) fn new(
        access: &Access,
        table: &Table,
        query: &ListQuery,
        (at, coarse): (Timestamp, Timestamp),
        open: &[&Finding],
    ) -> Result<Self, DeskError> {
        let snapshot = &**access.snapshot();
        let worst = worst(open, snapshot, kind_of(table.kind), table.named.by_name.len());
        let marked_as = |row: u32| worst.get(row as usize).copied().flatten();
        let narrowed = query.within.as_ref().map(|item| within(access, table.kind, item, at)).transpose()?;
        let (named, within): (Option<Item>, Option<Vec<bool>>) = narrowed.unzip();
        let searched = table.named.containing(&query.search);
        let passes = |row: u32| {
            let marked = |list: &Option<Vec<bool>>| {
                list.as_ref().is_none_or(|list| list.get(row as usize).copied().unwrap_or_default())
            };
            marked(&searched) && marked(&within) && (!query.only_findings || marked_as(row).is_some())
        };
        let mut facets = chosen(table, &query.facets, coarse)?;
        let mut rows = Vec::new();
        for row in table.named.by_name.iter().copied().filter(|row| passes(*row)) {
            if sift(&mut facets, row) {
                rows.push(row);
            }
        }
        sort(&mut rows, table, query, marked_as)?;
        let facets = facets.into_iter().filter(|chosen| chosen.sorting.told).map(Chosen::facet).collect();
        Ok(Self { rows, facets, within: named, worst })
    }

    /// Worst open finding about a row.
    pub(super) fn worst(&self, row: u32) -> Option<Severity> {
        self.worst.get(row as usize).copied().flatten()
    }

    /// Where the row of an id stands.
    pub(super) fn position(&self, snapshot: &Snapshot, kind: ListKind, id: &str) -> Option<u32> {
        let row = row_of(snapshot, kind, id)?;
        self.rows.iter().position(|shown| *shown == row).map(count)
    }
}

/// Counts a row where all other facets let it pass, and says whether all do.
fn sift(facets: &mut [Chosen<'_>], row: u32) -> bool {
    let mut stopped = facets.iter().enumerate().filter(|(_, chosen)| !chosen.passes(row)).map(|(at, _)| at);
    let (first, second) = (stopped.next(), stopped.next());
    match (first, second) {
        (None, _) => facets.iter_mut().for_each(|chosen| chosen.add(row)),
        (Some(only), None) => facets.get_mut(only).into_iter().for_each(|chosen| chosen.add(row)),
        (Some(_), Some(_)) => {}
    }
    first.is_none()
}

impl Chosen<'_> {
    fn value(&self, row: u32) -> usize {
        self.of.get(row as usize).map_or(usize::MAX, |value| *value as usize)
    }

    fn passes(&self, row: u32) -> bool {
        self.passing.is_empty() || self.passing.get(self.value(row)).copied().unwrap_or_default()
    }

    fn add(&mut self, row: u32) {
        let value = self.value(row);
        if let Some(count) = self.counts.get_mut(value) {
            *count += 1;
        }
    }

    /// The values that some row has, the most frequent first. What is chosen stays in sight.
    fn facet(self) -> Facet {
        let Self { sorting, of: _, passing, counts } = self;
        let is_chosen = |at: usize| passing.get(at).copied().unwrap_or_default();
        let mut list: Vec<(usize, u32)> = counts.into_iter().enumerate().collect();
        list.retain(|(at, count)| *count > 0 || is_chosen(*at));
        list.sort_by_key(|(at, count)| (Reverse(*count), *at));
        let late = list.iter().skip(VALUES).filter(|(at, _)| is_chosen(*at)).count();
        let room = VALUES.saturating_sub(late);
        let shown = list.iter().enumerate().filter(|(place, (at, _))| *place < room || is_chosen(*at));
        let value = |(_, (at, count)): (usize, &(usize, u32))| {
            let (value, label) = sorting.values.get(*at)?.clone();
            Some(FacetValue { value, label, count: *count })
        };
        Facet {
            id: sorting.id.to_owned(),
            title: sorting.title.to_owned(),
            values: shown.filter_map(value).take(VALUES).collect(),
        }
    }
}

/// The facets of a table with what is chosen of each. A choice without a value lets everything pass, a value that no
/// row has nothing.
fn chosen<'a>(
    table: &'a Table,
    choices: &[FacetChoice],
    at: Timestamp,
) -> Result<Vec<Chosen<'a>>, DeskError> {
    if let Some(unknown) = choices.iter().find(|x| table.facets.iter().all(|facet| facet.id != x.facet)) {
        let known: Vec<String> = table.facets.iter().map(|facet| facet.id.to_owned()).collect();
        let message = format!("`{}` is nothing this list can be filtered by", unknown.facet);
        return Err(DeskError::input(message, format!("use {}", crate::error::list(&known))));
    }
    let chosen = |sorting: &'a Sorting| {
        let wanted: Vec<&str> = (choices.iter())
            .filter(|choice| choice.facet == sorting.id)
            .flat_map(|choice| choice.values.iter().map(String::as_str))
            .collect();
        let passing = match wanted.is_empty() {
            true => Vec::new(),
            false => sorting.values.iter().map(|(value, _)| wanted.contains(&value.as_str())).collect(),
        };
        Chosen { sorting, of: sorting.of(at), passing, counts: vec![0; sorting.values.len()] }
    };
    Ok(table.facets.iter().map(chosen).collect())
}

/// Rows come by name; what is equal otherwise stays so.
fn sort(
    rows: &mut [u32],
    table: &Table,
    query: &ListQuery,
    worst: impl Fn(u32) -> Option<Severity>,
) -> Result<(), DeskError> {
    let turned = |key: i64| if query.descending { !key } else { key };
    match query.sort.trim() {
        "" | "name" if query.descending => rows.reverse(),
        "" | "name" => {}
        "findings" => {
            let rank = |row: &u32| worst(*row).map_or(0, |severity| -1 - severity as i64);
            rows.sort_by_key(|row| turned(rank(row)));
        }
        id => match table.columns.iter().find(|column| column.id == id) {
            Some(column) => rows.sort_by_key(|row| turned(column.values.key(*row))),
            None => {
                let columns = table.columns.iter().map(|column| column.id);
                let known: Vec<String> = ORDERS.into_iter().chain(columns).map(str::to_owned).collect();
                let message = format!("`{id}` is no column of this list");
                return Err(DeskError::input(message, format!("sort by {}", crate::error::list(&known))));
            }
        },
    }
    Ok(())
}

/// People in a group, with a role or with a permission, by any way, or with a licence; and what that is called.
fn within(
    access: &Access,
    kind: ListKind,
    item: &ItemRef,
    at: Timestamp,
) -> Result<(Item, Vec<bool>), DeskError> {
    let snapshot = &**access.snapshot();
    if kind != ListKind::People {
        return Err(DeskError::input(
            "only a list of people can be narrowed to a group, role, permission or licence",
            "leave it out, or list people",
        ));
    }
    let station = |at: Station| at.refer(snapshot);
    let (named, people): (Ref, Vec<PersonIx>) = match item.kind {
        ItemKind::Group => {
            let group = names::group(snapshot, &item.id)?;
            (station(Station::Group(group)), access.people_of_group(group, at))
        }
        ItemKind::Role => {
            let role = names::role(snapshot, &item.id)?;
            (station(Station::Role(role)), access.people_of_role(role, at))
        }
        ItemKind::Permission => {
            let permission = names::permission(snapshot, &item.id)?;
            (station(Station::Permission(permission)), access.who_can(permission, None, at))
        }
        ItemKind::Licence => {
            let licence = names::licence(snapshot, &item.id)?;
            let seats = snapshot.seats.iter().filter(|seat| seat.licence == licence);
            (names::refer_to_licence(licence, snapshot), seats.map(|seat| seat.person).collect())
        }
        ItemKind::Person | ItemKind::Object | ItemKind::Rule => {
            return Err(DeskError::input(
                format!("people cannot be narrowed to `{}`", item.id),
                "give a group, a role, a permission or a licence",
            ));
        }
    };
    let mut marked = vec![false; snapshot.people.len()];
    for person in people {
        if let Some(mark) = marked.get_mut(person.index()) {
            *mark = true;
        }
    }
    Ok((named.into(), marked))
}

/// What the rows of a list are.
const fn kind_of(kind: ListKind) -> RefKind {
    match kind {
        ListKind::People => RefKind::Person,
        ListKind::Groups => RefKind::Group,
        ListKind::Roles => RefKind::Role,
        ListKind::Permissions => RefKind::Permission,
    }
}
