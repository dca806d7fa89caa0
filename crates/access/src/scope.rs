//! On what a subject holds a permission, exactly.

use crate::access::{Grants, flag};
use crate::bits;
use crate::graph::Lens;
use crate::{Access, Cell, CellState, Decision, HeldScope, Subject};
use jiff::Timestamp;
use std::ops::ControlFlow;
use steward_model::{ObjectIx, PermissionIx};

/// What the applicable grants of one permission add up to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) everything: bool,
    pub(crate) objects: Vec<ObjectIx>,
    pub(crate) deny_everything: bool,
    pub(crate) deny_objects: Vec<ObjectIx>,
}

impl Tally {
    /// Adds what another subject has.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.everything |= other.everything;
        self.deny_everything |= other.deny_everything;
        self.objects.extend(&other.objects);
        self.deny_objects.extend(&other.deny_objects);
        self.sort();
    }

    fn sort(&mut self) {
        for list in [&mut self.objects, &mut self.deny_objects] {
            list.sort_unstable();
            list.dedup();
        }
    }

    pub(crate) fn scope(&self) -> HeldScope {
        if self.deny_everything {
            HeldScope::Nothing
        } else if self.everything {
            if self.deny_objects.is_empty() {
                HeldScope::Everything
            } else {
                HeldScope::EverythingBut(self.deny_objects.clone())
            }
        } else {
            let left: Vec<ObjectIx> = self
                .objects
                .iter()
                .filter(|at| self.deny_objects.binary_search(at).is_err())
                .copied()
                .collect();
            if left.is_empty() { HeldScope::Nothing } else { HeldScope::Objects(left) }
        }
    }

    /// The answer about one object, or about the tenant as a whole.
    pub(crate) fn decision(&self, object: Option<ObjectIx>) -> Decision {
        match object {
            Some(object) if self.deny_everything || self.deny_objects.binary_search(&object).is_ok() => {
                Decision::Denied
            }
            Some(object) if self.everything || self.objects.binary_search(&object).is_ok() => Decision::Yes,
            Some(_) => Decision::No,
            None if self.deny_everything && (self.everything || !self.objects.is_empty()) => Decision::Denied,
            None => match self.scope() {
                HeldScope::Everything => Decision::Yes,
                HeldScope::EverythingBut(_) | HeldScope::Objects(_) => Decision::Scoped,
                HeldScope::Nothing => Decision::No,
            },
        }
    }
}

impl From<Decision> for CellState {
    fn from(decision: Decision) -> Self {
        match decision {
            Decision::Yes => Self::Granted,
            Decision::Scoped => Self::Scoped,
            Decision::Denied => Self::Denied,
            Decision::No | Decision::Inactive => Self::None,
        }
    }
}

impl Access {
    /// What the grants of a permission that apply to a node add up to, owning included. Denies count in any case,
    /// permits when they pass the lens. Whether the person is active is not looked at.
    pub(crate) fn tally(&self, node: u32, x: u32, lens: Lens) -> Tally {
        self.tally_but(node, x, lens, None)
    }

    /// The same without the permits that one node itself gives.
    pub(crate) fn tally_but(&self, node: u32, x: u32, lens: Lens, without: Option<u32>) -> Tally {
        let mut tally = Tally::default();
        self.walk(node, x, lens, &self.reach, |node, at| {
            if without != Some(node) && self.grants.flags(at) & Grants::DENY == 0 {
                tally.everything |= self.grants.flags(at) & Grants::SCOPED == 0;
                tally.objects.extend_from_slice(self.grant_objects(at));
            }
            ControlFlow::Continue(())
        });
        if bits::has(&self.denied, x) {
            self.walk(node, x, Lens::at(lens.at), &self.deny_reach, |_, at| {
                if self.grants.flags(at) & Grants::DENY != 0 {
                    tally.deny_everything |= self.grants.flags(at) & Grants::SCOPED == 0;
                    tally.deny_objects.extend_from_slice(self.grant_objects(at));
                }
                ControlFlow::Continue(())
            });
        }
        if let Some(person) = self.person_at(node)
            && self.flags(person) & flag::OWNS != 0
        {
            tally.objects.extend(self.owner_objects(person, x));
        }
        tally.sort();
        tally
    }

    /// On what a subject holds a permission. A deactivated person holds nothing.
    #[must_use]
    pub fn scope_of(&self, subject: Subject, permission: PermissionIx, at: Timestamp) -> HeldScope {
        let node = self.node(subject);
        if !self.usable(node) {
            return HeldScope::Nothing;
        }
        self.tally(node, permission.0, Lens::at(at)).scope()
    }

    /// Whether a subject holds a permission by at least one derivation that never ends.
    #[must_use]
    pub fn standing(&self, subject: Subject, permission: PermissionIx, at: Timestamp) -> bool {
        self.standing_on(subject, permission, None, at)
    }

    /// The same on one object or, with `None`, anywhere.
    #[must_use]
    pub fn standing_on(
        &self,
        subject: Subject,
        permission: PermissionIx,
        object: Option<ObjectIx>,
        at: Timestamp,
    ) -> bool {
        let node = self.node(subject);
        self.usable(node)
            && self.tally(node, permission.0, Lens { at, permanent: true }).decision(object).allowed()
    }

    /// One cell of the matrix.
    #[must_use]
    pub fn cell(&self, subject: Subject, permission: PermissionIx, at: Timestamp) -> Cell {
        let node = self.node(subject);
        if !self.usable(node) {
            return Cell::default();
        }
        let state = self.cell_state(subject, permission, at);
        if !state.allowed() {
            return Cell { state, ..Cell::default() };
        }
        Cell {
            state,
            temporary: self.any_ends && !self.standing(subject, permission, at),
            missing_prerequisite: self.lacks_prerequisite(subject, permission, at),
        }
    }

    /// The state of one cell of the matrix.
    pub(crate) fn cell_state(&self, subject: Subject, permission: PermissionIx, at: Timestamp) -> CellState {
        let node = self.node(subject);
        if !self.usable(node) {
            return CellState::None;
        }
        self.tally(node, permission.0, Lens::at(at)).decision(None).into()
    }

    /// Adds to a row what the node itself is given somewhere and what it owns, denies left out of account.
    pub(crate) fn own_permits(&self, node: u32, lens: Lens, row: &mut [u64]) {
        let range = self.grants.of(node);
        let permissions = self.grants.permission.get(range.clone()).unwrap_or(&[]);
        for (at, x) in range.zip(permissions) {
            if self.grants.flags(at) & Grants::DENY == 0 && self.grant_passes(at, lens) {
                bits::set(row, *x);
            }
        }
        if let Some(person) = self.person_at(node)
            && self.flags(person) & flag::OWNS != 0
        {
            for object in self.owners.owned.of(person.0) {
                let kind = self.owners.kind.get(*object as usize).copied().unwrap_or(u32::MAX);
                bits::or_into(row, self.owners.rows.row(kind));
            }
        }
    }
}
