//! The nouns of Steward, once.
//!
//! What is here: what a tenant consists of ([`Snapshot`]), what a product says about its permissions
//! ([`Catalogue`]), what a check reports ([`Finding`]), in which order names stand
//! ([`natural_key`]), what is wrong with an input ([`Problem`]) and how somebody is taken out of a tenant
//! ([`Erasure`]).
//!
//! Invariants:
//! - A [`Snapshot`] is canonical: every list is sorted by id and free of duplicates, and every reference in it
//!   is an index that exists. Only [`SnapshotBuilder`] makes one.
//! - The same content gives the same [`ContentHash`], on every machine.
//! - Nothing here does I/O, reads a clock or spawns anything.
//!
//! Deliberately not here: how access is derived (`steward-access`), how a product is described in files
//! (`steward-pack`), where anything is kept (`steward-store`).

mod builder;
mod catalogue;
mod checks;
mod consequence;
mod document;
mod erase;
mod finding;
mod id;
mod natural;
mod problem;
mod snapshot;

pub use builder::SnapshotBuilder;
pub use catalogue::{
    Catalogue, Category, CheckTuning, Classifier, LicenceDef, ObjectType, PermissionDef, PresetRole, SodRule,
};
pub use checks::CHECKS;
pub use consequence::{Consequence, Severity};
pub use document::{
    ActivityDoc, AssignmentDoc, DocumentError, GrantDoc, GroupDoc, InclusionDoc, LicenceDoc, MembershipDoc,
    ObjectDoc, PermissionDoc, PersonDoc, RoleDoc, TenantDoc, TenantDocument,
};
pub use erase::{Erased, Erasure, NameWords};
pub use finding::{Evidence, Finding, Fix, FixStep, Ref, RefKind, Unlisted};
pub use id::{ContentHash, GroupIx, LicenceIx, ObjectIx, PermissionIx, PersonIx, RoleIx};
pub use natural::natural_key;
pub use problem::{Place, Problem, ProblemLevel};
pub use snapshot::{
    Activity, Assignee, Assignment, Effect, Environment, Grant, Group, Holder, Inclusion, Licence, Member,
    Membership, Object, Permission, Person, Role, Scope, Seat, Snapshot, Source, TenantInfo, Window,
};
