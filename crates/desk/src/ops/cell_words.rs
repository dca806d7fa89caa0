//! A change of a cell in one sentence.

use super::cell_states::{CellIds, State};
use crate::wire::{CellChangeKind, Decision, RowKind};

/// How the verb goes for a row: a person holds, a group or role gives.
struct Verb {
    is: &'static str,
    was: &'static str,
    base: &'static str,
}

const fn verb(rows: RowKind) -> Verb {
    match rows {
        RowKind::People => Verb { is: "holds", was: "held", base: "hold" },
        RowKind::Groups | RowKind::Roles => Verb { is: "gives", was: "gave", base: "give" },
    }
}

/// How it was found at first: at the first reading, or at the oldest one that was looked at.
pub(super) fn at_first(cell: &CellIds, state: &State, older: bool) -> String {
    let when = if older { "at the oldest reading that was looked at" } else { "at the first reading" };
    let (who, what, verb) = (&cell.subject.name, &cell.permission.name, verb(cell.rows));
    match state.decision {
        None => format!("{who} or {what} was not there {when}"),
        Some(Decision::Yes) => format!("{who} {} {what} {when}", verb.was),
        Some(Decision::Scoped) => format!("{who} {} {what} on some objects {when}", verb.was),
        Some(Decision::Inactive) => format!("The account of {who} was deactivated {when}"),
        Some(Decision::Denied) => format!("A deny took {what} from {who} {when}"),
        Some(Decision::No) => format!("{who} did not {} {what} {when}", verb.base),
    }
}

/// What became of it.
pub(super) fn change(
    cell: &CellIds,
    kind: CellChangeKind,
    before: &State,
    after: &State,
    by_time: bool,
) -> String {
    let text = became(cell, kind, before, after);
    match (by_time, kind) {
        (false, _) => text,
        (true, CellChangeKind::Gained) => format!("{text}: the time it was given for began"),
        (true, CellChangeKind::Lost) => format!("{text}: the time it was given for ended"),
        (true, _) => format!("{text}: the time of an edge began or ended"),
    }
}

fn became(cell: &CellIds, kind: CellChangeKind, before: &State, after: &State) -> String {
    let (who, what, verb) = (&cell.subject.name, &cell.permission.name, verb(cell.rows));
    match (kind, after.decision) {
        (CellChangeKind::First, _) => at_first(cell, after, false),
        (CellChangeKind::Gained, _) => format!("{who} came to {} {what}", verb.base),
        (CellChangeKind::Scope, Some(Decision::Yes)) => {
            format!("{who} {} {what} everywhere, not on some objects only", verb.is)
        }
        (CellChangeKind::Scope, _) if before.decision == Some(Decision::Yes) => {
            format!("{who} {} {what} on some objects only, not everywhere", verb.is)
        }
        (CellChangeKind::Scope, _) => format!("{who} {} {what} on other objects than before", verb.is),
        (CellChangeKind::Paths, _) => format!("{who} still {} {what}, by other ways", verb.is),
        (CellChangeKind::Lost | CellChangeKind::Reason, None) => {
            format!("{who} or {what} is not there any more")
        }
        (CellChangeKind::Lost | CellChangeKind::Reason, Some(Decision::Inactive)) => {
            format!("{who} cannot use {what}: the account is deactivated")
        }
        (CellChangeKind::Lost | CellChangeKind::Reason, Some(Decision::Denied)) => {
            format!("A deny takes {what} from {who}")
        }
        (CellChangeKind::Lost, _) => format!("{who} does not {} {what} any more", verb.base),
        (CellChangeKind::Reason, _) => format!("{who} still does not {} {what}", verb.base),
    }
}
