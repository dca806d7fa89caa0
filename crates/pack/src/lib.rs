//! What a product is: permissions, presets, rules, connector and practice tenant, read from a folder.
//!
//! A pack is a map from relative path to bytes ([`Files`]). [`check`] reads it and reports every problem with file,
//! line, column and remedy; a pack without an error lowers to the [`Catalogue`] that the access engine works with.
//!
//! Invariants:
//! - One bad file never hides the problems of another, one bad entry never hides the next.
//! - The structs in `format` are the only description of the files: the JSON Schemas for editors and the reader both
//!   follow from them.
//! - Nothing here knows any one product, and nothing but [`read_dir`] touches the file system.
//!
//! Deliberately not here: how a practice tenant is built from its blueprint (`steward-sandbox`), how a connector
//! speaks to a tenant (`steward-connect`).

mod builtin;
mod check;
mod connector;
mod dir;
mod format;
mod lower;
mod moment;
mod pack;
mod schema;
mod starter;
mod text;
mod tree;

pub use builtin::{builtin, builtin_files, builtin_ids};
pub use connector::{ConnectorDef, ConnectorKind, GroupRole, ValueMap};
pub use dir::read_dir;
pub use format::practice::{
    AssignPlan, DepartmentPlan, GrantPlan, GroupPlan, JoinPlan, LicencePlan, LimitPlan, NamesPlan,
    ObjectPlan, PersonChange, PersonPlan, PlantedPlan, PracticeBlueprint, RevokePlan, RolePlan, SeatPlan,
    SettingPlan, SitePlan, TenantPlan, UnusedPlan, offset_minutes, person_id,
};
pub use pack::{Files, Manifest, Pack, PackError};
pub use starter::starter;

use std::collections::BTreeMap;
use steward_model::Problem;

/// Reads a pack and reports everything that is wrong with it; `None` when any of it is an error.
#[must_use]
pub fn check(files: &Files) -> (Option<Pack>, Vec<Problem>) {
    check::check(files)
}

/// JSON Schemas for editors, by file name such as `permissions.schema.json`.
#[must_use]
pub fn schemas() -> BTreeMap<&'static str, serde_json::Value> {
    schema::all()
}
