//! Subjects side by side.

use crate::{Access, CellState, Subject};
use jiff::Timestamp;
use steward_model::PermissionIx;

/// Permissions that at least one of the subjects holds or is denied, in column order, with a state for each subject.
#[must_use]
pub fn compare(access: &Access, subjects: &[Subject], at: Timestamp) -> Vec<(PermissionIx, Vec<CellState>)> {
    (access.columns().iter())
        .map(|x| (*x, subjects.iter().map(|subject| access.cell_state(*subject, *x, at)).collect::<Vec<_>>()))
        .filter(|(_, states)| states.iter().any(|state| *state != CellState::None))
        .collect()
}
