//! A window of the matrix with everything a cell shows.

use crate::access::Grants;
use crate::bits;
use crate::graph::Lens;
use crate::{Access, Cell, CellState, RowKind, Subject};
use jiff::Timestamp;
use steward_model::PermissionIx;

/// A subject's row, permission by permission, before denies are worked out.
struct Row {
    /// Given on everything.
    everything: Vec<u64>,
    /// Given anywhere, owning included.
    somewhere: Vec<u64>,
    /// Given anywhere by a derivation that never ends.
    standing: Vec<u64>,
    /// Denied anywhere.
    denied: Vec<u64>,
}

impl Access {
    /// Cells of some rows and columns, one byte each ([`Cell::to_byte`]), row by row.
    #[must_use]
    pub fn cells(&self, rows: RowKind, row_ixs: &[u32], columns: &[PermissionIx], at: Timestamp) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(row_ixs.len() * columns.len());
        let mut seen = vec![0u64; (self.first_person() as usize).div_ceil(64)];
        for row in row_ixs {
            let subject = Subject::of(rows, *row);
            let node = self.node(subject);
            if !self.usable(node) {
                bytes.resize(bytes.len() + columns.len(), 0);
                continue;
            }
            let row = self.row(node, at, &mut seen);
            bytes.extend(columns.iter().map(|x| self.cell_of(subject, node, &row, *x, at).to_byte()));
        }
        bytes
    }

    /// What a person holds somewhere and what is denied to them, in column order.
    #[must_use]
    pub fn what_can(&self, person: steward_model::PersonIx, at: Timestamp) -> Vec<(PermissionIx, Cell)> {
        let subject = Subject::Person(person);
        let node = self.node(subject);
        if !self.usable(node) {
            return Vec::new();
        }
        let mut seen = vec![0u64; (self.first_person() as usize).div_ceil(64)];
        let row = self.row(node, at, &mut seen);
        (self.columns().iter())
            .map(|x| (*x, self.cell_of(subject, node, &row, *x, at)))
            .filter(|(_, cell)| cell.state.allowed())
            .collect()
    }

    fn row(&self, node: u32, at: Timestamp, seen: &mut [u64]) -> Row {
        let mut row = Row {
            everything: vec![0; self.words],
            somewhere: vec![0; self.words],
            standing: vec![0; self.words],
            denied: vec![0; self.words],
        };
        let lens = Lens::at(at);
        for holder in self.holders_with(node, lens, seen) {
            self.own_permits(holder, lens, &mut row.somewhere);
            let range = self.grants.of(holder);
            let permissions = self.grants.permission.get(range.clone()).unwrap_or(&[]);
            for (grant, x) in range.zip(permissions).filter(|(grant, _)| self.grant_passes(*grant, lens)) {
                match self.grants.flags(grant) & (Grants::DENY | Grants::SCOPED) {
                    0 => bits::set(&mut row.everything, *x),
                    Grants::SCOPED => {}
                    _ => bits::set(&mut row.denied, *x),
                }
            }
        }
        if self.any_ends {
            let lens = Lens { at, permanent: true };
            for holder in self.holders_with(node, lens, seen) {
                self.own_permits(holder, lens, &mut row.standing);
            }
        } else {
            row.standing.clone_from(&row.somewhere);
        }
        row
    }

    /// The cell of a row: read off the bits where they settle it, worked out where a deny is involved.
    fn cell_of(&self, subject: Subject, node: u32, row: &Row, x: PermissionIx, at: Timestamp) -> Cell {
        if !bits::has(&row.somewhere, x.0) {
            return Cell::default();
        }
        let denied = bits::has(&row.denied, x.0);
        let state = if denied {
            CellState::from(self.tally(node, x.0, Lens::at(at)).decision(None))
        } else if bits::has(&row.everything, x.0) {
            CellState::Granted
        } else {
            CellState::Scoped
        };
        if !state.allowed() {
            return Cell { state, ..Cell::default() };
        }
        let standing = if denied { self.standing(subject, x, at) } else { bits::has(&row.standing, x.0) };
        let meaning = self.meaning(x);
        let plainly =
            |needed: &PermissionIx| bits::has(&row.everything, needed.0) && !bits::has(&row.denied, needed.0);
        let missing = !meaning.absent_prerequisites.is_empty()
            || (!meaning.prerequisites.iter().all(plainly) && self.lacks_prerequisite(subject, x, at));
        Cell { state, temporary: !standing, missing_prerequisite: missing }
    }
}
