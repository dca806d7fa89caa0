//! What a cell of the matrix was over time, as far as one snapshot says, and what differs between two states of it.

use crate::cache::Compiled;
use crate::convert::{held_scope, item, path};
use crate::error::DeskError;
use crate::names;
use crate::wire::{CellChangeKind, Decision, GrantPath, Item, RowKind};
use jiff::Timestamp;
use std::collections::BTreeSet;
use steward_access::{CellState, Station, Subject};
use steward_model::{PermissionIx, Snapshot};

/// Most derivations of a state that are compared one by one; where there are more, their number is.
const PATHS: usize = 100;
/// Most moments of one snapshot at which the cell is looked at.
const MOMENTS: usize = 2_000;

/// A cell by the ids of its row and column, which name the same in every snapshot.
#[derive(Clone, Debug)]
pub(super) struct CellIds {
    pub(super) rows: RowKind,
    pub(super) subject: Item,
    pub(super) permission: Item,
}

impl CellIds {
    /// The cell of names, as far as a snapshot knows them.
    pub(super) fn find(
        snapshot: &Snapshot,
        rows: RowKind,
        subject: &str,
        permission: &str,
    ) -> Result<Self, DeskError> {
        let permission = names::permission(snapshot, permission)?;
        let subject = match rows {
            RowKind::People => Station::Person(names::person(snapshot, subject)?),
            RowKind::Groups => Station::Group(names::group(snapshot, subject)?),
            RowKind::Roles => Station::Role(names::role(snapshot, subject)?),
        };
        let permission = item(snapshot, Station::Permission(permission));
        Ok(Self { rows, subject: item(snapshot, subject), permission })
    }

    /// Where it stands in a snapshot; nothing when row or column is not there.
    fn place(&self, snapshot: &Snapshot) -> Option<(Subject, PermissionIx)> {
        let id = self.subject.id.as_str();
        let subject = match self.rows {
            RowKind::People => Subject::Person(snapshot.find_person(id)?),
            RowKind::Groups => Subject::Group(snapshot.find_group(id)?),
            RowKind::Roles => Subject::Role(snapshot.find_role(id)?),
        };
        Some((subject, snapshot.find_permission(&self.permission.id)?))
    }
}

/// What a cell is at a moment.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    /// Nothing when row or column is not there.
    pub(super) decision: Option<Decision>,
    /// On what it is held, when on some objects only.
    pub(super) scope: Vec<Item>,
    /// Derivations, whether or not a deny or the state of the account takes them.
    pub(super) paths: Vec<GrantPath>,
    /// How many there are.
    total: u32,
    pub(super) denies: Vec<GrantPath>,
}

impl State {
    pub(super) const fn held(&self) -> bool {
        matches!(self.decision, Some(Decision::Yes | Decision::Scoped))
    }

    fn at(compiled: &Compiled, cell: &CellIds, at: Timestamp) -> Self {
        let access = &*compiled.access;
        let snapshot = access.snapshot();
        let Some((subject, permission)) = cell.place(snapshot) else { return Self::default() };
        let (decision, denies) = match subject {
            Subject::Person(person) => (
                Decision::from(access.decide(person, permission, None, at)),
                access.denies(person, permission, None, at),
            ),
            Subject::Group(_) | Subject::Role(_) => {
                (given(access.cell(subject, permission, at).state), Vec::new())
            }
        };
        let paths = access.paths_from(subject, permission, None, at, PATHS);
        let scope = match decision {
            Decision::Scoped => held_scope(snapshot, &access.scope_of(subject, permission, at), None),
            Decision::Yes | Decision::No | Decision::Denied | Decision::Inactive => Vec::new(),
        };
        Self {
            decision: Some(decision),
            scope,
            paths: paths.list.iter().map(|way| path(snapshot, way)).collect(),
            total: paths.total,
            denies: denies.iter().map(|way| path(snapshot, way)).collect(),
        }
    }

    fn is_whole(&self) -> bool {
        usize::try_from(self.total).is_ok_and(|total| total <= PATHS)
    }
}

const fn given(state: CellState) -> Decision {
    match state {
        CellState::None => Decision::No,
        CellState::Granted => Decision::Yes,
        CellState::Scoped => Decision::Scoped,
        CellState::Denied => Decision::Denied,
    }
}

/// What a cell was from a moment on and up to another under one snapshot: the first state, and every other one that time
/// alone made of it.
pub(super) fn timeline(
    compiled: &Compiled,
    cell: &CellIds,
    from: Timestamp,
    until: Timestamp,
) -> Vec<(Timestamp, State)> {
    let mut list = vec![(from, State::at(compiled, cell, from))];
    for at in compiled.moments_between(from, until).iter().take(MOMENTS) {
        let next = State::at(compiled, cell, *at);
        if list.last().is_some_and(|(_, last)| difference(last, &next).is_some()) {
            list.push((*at, next));
        }
    }
    list
}

/// What differs between two states of a cell.
#[derive(Clone, Debug)]
pub(super) struct Difference {
    pub(super) kind: CellChangeKind,
    pub(super) gained: Vec<GrantPath>,
    pub(super) lost: Vec<GrantPath>,
    pub(super) denies_gained: Vec<GrantPath>,
    pub(super) denies_lost: Vec<GrantPath>,
}

/// What differs; nothing when nothing does. Another name of the same thing is no difference.
pub(super) fn difference(before: &State, after: &State) -> Option<Difference> {
    let (gained, lost) = match before.is_whole() && after.is_whole() {
        true => apart(&before.paths, &after.paths),
        false => (Vec::new(), Vec::new()),
    };
    let (denies_gained, denies_lost) = apart(&before.denies, &after.denies);
    let ways = before.total != after.total
        || [&gained, &lost, &denies_gained, &denies_lost].iter().any(|list| !list.is_empty());
    let answer = before.decision != after.decision || ids(&before.scope) != ids(&after.scope);
    let kind = match (before.held(), after.held()) {
        (false, true) => CellChangeKind::Gained,
        (true, false) => CellChangeKind::Lost,
        (true, true) if answer => CellChangeKind::Scope,
        (true, true) if ways => CellChangeKind::Paths,
        (false, false) if answer || ways => CellChangeKind::Reason,
        _ => return None,
    };
    Some(Difference { kind, gained, lost, denies_gained, denies_lost })
}

/// What is in the later list only, and what is in the earlier list only.
fn apart(before: &[GrantPath], after: &[GrantPath]) -> (Vec<GrantPath>, Vec<GrantPath>) {
    let keys = |list: &[GrantPath]| list.iter().map(key).collect::<BTreeSet<String>>();
    let (was, is) = (keys(before), keys(after));
    let only = |list: &[GrantPath], other: &BTreeSet<String>| {
        list.iter().filter(|way| !other.contains(&key(way))).cloned().collect::<Vec<GrantPath>>()
    };
    (only(after, &was), only(before, &is))
}

/// What makes a derivation the same one: its stations by id, its edges with who made them and for how long, its scope.
fn key(way: &GrantPath) -> String {
    let steps: Vec<_> = (way.steps.iter())
        .map(|step| (step.item.kind, &step.item.id, &step.label, &step.source, &step.since, &step.until))
        .collect();
    format!("{steps:?} {:?} {}", ids(&way.scope), way.owner)
}

fn ids(list: &[Item]) -> BTreeSet<&str> {
    list.iter().map(|item| item.id.as_str()).collect()
}
