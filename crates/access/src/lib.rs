//! The access engine: who can do what, and why.
//!
//! A [`Snapshot`](steward_model::Snapshot) is compiled once into dense indexes and bit rows ([`Access::compile`]).
//! From it, without any I/O: one decision, the whole matrix, every derivation of a yes, the nearest ways out of a
//! no, who can, what can, compare, diff, the pyramid, the effect of a changed role, and the checks.
//!
//! Invariants:
//! - Time is an argument: every answer is given as of a moment, and no function reads a clock.
//! - The answers equal Cedar's on the files that [`cedar::export`] writes; a property test holds the two equal.
//! - Cycles in groups and roles are reported ([`Access::cycles`]) and survived.
//! - Nothing panics on any snapshot; an index that does not exist answers like somebody who holds nothing.
//!
//! Deliberately not here: reading tenants (`steward-connect`), what a product is (`steward-pack`), presenting
//! answers (`steward-desk`).

mod access;
mod answer;
mod bits;
pub mod cedar;
mod cells;
pub mod checks;
mod compare;
mod compile;
mod decide;
mod diff;
mod effect;
mod graph;
mod matrix;
mod meaning;
mod nearest;
mod paths;
mod prerequisites;
mod pyramid;
mod scope;
mod walk;
mod who;

pub use access::{Access, Cycle};
pub use answer::{
    Cell, CellState, Decision, Edge, Ended, HeldScope, Nearest, NearestKind, Path, Paths, Prerequisite,
    RowKind, Station, Step, Subject,
};
pub use compare::compare;
pub use diff::{AccessChange, Diff, EdgeChange, diff};
pub use effect::{CellChange, RoleEffect};
pub use matrix::Matrix;
pub use meaning::Meaning;
pub use paths::Derivations;
pub use pyramid::{Pyramid, PyramidInversion, PyramidLevel, SurfaceGap, SurfacePermission, SurfacePerson};
