//! Answers of the access engine.

use super::{Basis, FindingView, SeverityLevel, SnapshotInfo};
use serde::{Deserialize, Serialize};
use specta::Type;

/// Something in the tenant, to show and to open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
}

/// What an [`Item`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    /// Somebody in the tenant.
    Person,
    /// A set of people.
    Group,
    /// A named set of grants.
    Role,
    /// Something that may be done.
    Permission,
    /// A thing.
    Object,
    /// A bought seat.
    Licence,
    /// A rule of the pack.
    Rule,
}

/// What the rows of a matrix are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum RowKind {
    /// One row a person: effective access.
    People,
    /// One row a group: what membership gives.
    Groups,
    /// One row a role: what the role gives, inclusion closed.
    Roles,
}

/// Class of a permission or operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ConsequenceClass {
    /// Reads.
    View,
    /// Reads what identifies or exposes.
    Diagnose,
    /// A narrow repair.
    Correct,
    /// Lifts a rule for one case.
    Override,
    /// Changes rules.
    Policy,
    /// Cannot be undone.
    Destructive,
}

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum CellState {
    /// No.
    None,
    /// Yes, everywhere.
    Granted,
    /// Yes, on some objects only, or everywhere but on some.
    Scoped,
    /// A deny takes what something else would give.
    Denied,
}

/// A column of the matrix: a permission with its meaning.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Column {
    /// Permission id.
    pub id: String,
    /// Name as in the product.
    pub name: String,
    /// Position in [`MatrixHead::categories`].
    pub category: u32,
    /// Its class.
    pub consequence: ConsequenceClass,
    /// The pack does not name it: category and class were assumed.
    pub assumed: bool,
    /// What it lets somebody do.
    pub description: String,
    /// Name of the object type it can be limited to.
    pub object_type: Option<String>,
    /// How many active people hold it somewhere.
    pub holders: u32,
}

/// A category with the number of its columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CategoryHead {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many columns it has.
    pub columns: u32,
}

/// A row of the matrix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// Id of the person, group or role.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Title, source or description; may be empty.
    pub detail: String,
    /// Roles of a person; people of a group or role.
    pub count: u32,
    /// Permissions with a yes.
    pub held: u32,
    /// Worst open finding about it.
    pub worst: Option<SeverityLevel>,
    /// `false` for a deactivated person.
    pub active: bool,
}

/// What a matrix shows, without its cells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MatrixHead {
    /// Name of the tenant in the workspace.
    pub tenant: String,
    /// Hash of the snapshot.
    pub snapshot: String,
    /// When it was read.
    pub taken_at: String,
    /// As of which moment it is evaluated.
    pub at: String,
    /// The reading that it rests on.
    pub basis: Basis,
    /// What the rows are.
    pub rows: RowKind,
    /// In order.
    pub categories: Vec<CategoryHead>,
    /// In order: category, then class, then the product's order.
    pub columns: Vec<Column>,
    /// Rows that match the filter.
    pub total_rows: u32,
    /// Rows of each kind without any filter.
    pub totals: MatrixTotals,
    /// Columns with a difference to the baseline, when asked for.
    pub changed_columns: Vec<u32>,
    /// Cells that differ from the baseline, when asked for.
    pub differences: u32,
}

/// How many there are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MatrixTotals {
    /// People.
    pub people: u32,
    /// Groups.
    pub groups: u32,
    /// Roles.
    pub roles: u32,
    /// Permissions.
    pub permissions: u32,
}

/// Which rows and columns are wanted. Everything empty means all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MatrixQuery {
    /// What the rows are.
    pub rows: RowKind,
    /// Rows that a list of them would find by this text ([`ListQuery::search`](super::ListQuery)).
    pub search: String,
    /// Only columns of these categories.
    pub categories: Vec<String>,
    /// Only columns of these classes.
    pub consequences: Vec<ConsequenceClass>,
    /// Only rows with an open finding.
    pub only_findings: bool,
    /// Hash of a snapshot to mark differences against.
    pub against: Option<String>,
    /// Only rows and columns with a difference.
    pub only_differences: bool,
    /// Order of the rows.
    pub sort: RowSort,
    /// As of this moment; now when left out.
    pub at: Option<String>,
}

/// Order of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum RowSort {
    /// Widest reach first: by permissions held, weighted by class.
    Reach,
    /// By name.
    Name,
    /// Worst finding first.
    Findings,
}

/// A window of rows with their names; the cells come apart, as bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RowWindow {
    /// Position of the first row.
    pub start: u32,
    /// The rows.
    pub rows: Vec<Row>,
}

/// One decision with all its reasons.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Why {
    /// Who.
    pub person: Item,
    /// What.
    pub permission: Item,
    /// On what; none asks about the tenant as a whole.
    pub object: Option<Item>,
    /// Class of the permission.
    pub consequence: ConsequenceClass,
    /// As of when.
    pub at: String,
    /// The reading that it rests on.
    pub basis: Basis,
    /// The answer.
    pub decision: Decision,
    /// The answer in one sentence.
    pub statement: String,
    /// What it means, one or two sentences; may be empty.
    pub detail: String,
    /// All derivations of a yes, the shortest first.
    pub paths: Vec<GrantPath>,
    /// How many there are, when more than are listed.
    pub paths_total: u32,
    /// Denies that apply.
    pub denies: Vec<GrantPath>,
    /// For a no: the nearest ways to a yes, the narrowest first.
    pub nearest: Vec<NearestFix>,
    /// What else is needed for it to work.
    pub prerequisites: Vec<PrerequisiteState>,
    /// Last use by this person, or by whoever holds it through this role or group; nothing when an object was named or use is
    /// not reported.
    pub last_used: Option<String>,
    /// Whether the tenant reports use; of the object, when one was named.
    pub use_reported: bool,
    /// When the last derivation ends, if all end; on the object, when one was named.
    pub expires: Option<String>,
    /// Findings about this cell, then those about its permission and a group or role on the way.
    pub findings: Vec<FindingView>,
}

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// Held everywhere.
    Yes,
    /// Held on some objects only, or everywhere but on some.
    Scoped,
    /// Not held: no grant.
    No,
    /// Not held: a deny wins.
    Denied,
    /// Not held: the account is deactivated.
    Inactive,
}

/// One derivation: from the person to the permission.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GrantPath {
    /// Person, groups, roles, permission.
    pub steps: Vec<PathStep>,
    /// Neither group nor role in between.
    pub direct: bool,
    /// Comes from having created the object.
    pub owner: bool,
    /// Objects it is limited to; empty means everything.
    pub scope: Vec<Item>,
    /// Who put the first edge there; may be empty.
    pub source: String,
    /// When it began, if known: the latest of its edges.
    pub since: Option<String>,
    /// When it ends, if it does: the earliest of its edges.
    pub until: Option<String>,
}

/// A station on the way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PathStep {
    /// Where.
    pub item: Item,
    /// How it follows from the one before: `member of`, `nested in`, `has role`, `includes`, `grants`, `owns`.
    pub label: String,
    /// Who put this edge there; may be empty.
    pub source: String,
    /// When this edge begins.
    pub since: Option<String>,
    /// When this edge ends.
    pub until: Option<String>,
}

/// A way to a yes, with its price.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NearestFix {
    /// What to do, one sentence.
    pub summary: String,
    /// `join-group`, `assign-role`, `grant-role`, `grant-direct`, `activate`, `remove-deny`, `renew`.
    pub kind: String,
    /// The group, role or permission.
    pub target: Item,
    /// Permissions that come along, at most 50.
    pub also_gives: Vec<Item>,
    /// How many come along.
    pub also_gives_count: u32,
    /// Highest class that comes along, the asked one included.
    pub worst: ConsequenceClass,
    /// How many other people it would affect.
    pub others: u32,
}

/// A permission that is needed for another to work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PrerequisiteState {
    /// Which.
    pub permission: Item,
    /// Held wherever it is needed.
    pub held: bool,
    /// Objects on which it is missing; empty when missing everywhere or held.
    pub missing_on: Vec<Item>,
}

/// Who can do a thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WhoCan {
    /// What.
    pub permission: Item,
    /// On what.
    pub object: Option<Item>,
    /// Class of the permission.
    pub consequence: ConsequenceClass,
    /// As of when.
    pub at: String,
    /// The reading that it rests on.
    pub basis: Basis,
    /// Holders, by name.
    pub people: Vec<Holder>,
    /// How many.
    pub total: u32,
}

/// Somebody who holds a permission.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Holder {
    /// Who.
    pub person: Item,
    /// Everywhere or scoped.
    pub decision: Decision,
    /// The first step after the person on each path, each once.
    pub via: Vec<Item>,
    /// How many derivations.
    pub paths: u32,
    /// At least one derivation never ends; on the object, when one was named.
    pub standing: bool,
    /// When the last derivation ends, if all end; on the object, when one was named.
    pub until: Option<String>,
    /// Objects, when scoped, whichever object was asked about.
    pub scope: Vec<Item>,
    /// Last use, when reported; nothing when an object was named.
    pub last_used: Option<String>,
    /// Prerequisites that this person lacks, on the object if one was asked about: it cannot work without.
    pub missing: Vec<Item>,
}

/// What a person can do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WhatCan {
    /// Who.
    pub person: Item,
    /// Title and department; may be empty.
    pub detail: String,
    /// Whether the account is active.
    pub active: bool,
    /// As of when.
    pub at: String,
    /// The reading that it rests on.
    pub basis: Basis,
    /// What is held, in column order.
    pub permissions: Vec<HeldPermission>,
    /// Roles held, by any way.
    pub roles: Vec<Item>,
    /// Groups, nested ones included.
    pub groups: Vec<Item>,
}

/// A permission that somebody holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HeldPermission {
    /// Which.
    pub permission: Item,
    /// Name of its category.
    pub category: String,
    /// Its class.
    pub consequence: ConsequenceClass,
    /// Everywhere or scoped.
    pub decision: Decision,
    /// Objects, when scoped.
    pub scope: Vec<Item>,
    /// The shortest derivation of each first step, at most 8.
    pub via: Vec<GrantPath>,
    /// How many derivations in all.
    pub paths: u32,
    /// At least one derivation never ends.
    pub standing: bool,
    /// When the last derivation ends, if all end.
    pub until: Option<String>,
    /// Prerequisites that are missing.
    pub missing: Vec<Item>,
    /// Last use, when reported.
    pub last_used: Option<String>,
}

/// Two to four subjects side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// People, groups or roles.
    pub subjects: Vec<Item>,
    /// As of when.
    pub at: String,
    /// The reading that it rests on.
    pub basis: Basis,
    /// Permissions that at least one holds, in column order.
    pub rows: Vec<ComparedPermission>,
    /// Permissions that all hold alike.
    pub same: u32,
}

/// A permission across the compared subjects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ComparedPermission {
    /// Which.
    pub permission: Item,
    /// Name of its category.
    pub category: String,
    /// Its class.
    pub consequence: ConsequenceClass,
    /// One a subject, in their order.
    pub states: Vec<CellState>,
    /// Not all alike.
    pub differs: bool,
}

/// What changed between two snapshots.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Diff {
    /// The earlier.
    pub before: SnapshotInfo,
    /// The later.
    pub after: SnapshotInfo,
    /// Things that are new: people, groups, roles, permissions, objects.
    pub added: Vec<Item>,
    /// Things that are gone.
    pub removed: Vec<Item>,
    /// Permissions that people gained, by permission.
    pub gained: Vec<AccessChange>,
    /// Permissions that people lost, by permission.
    pub lost: Vec<AccessChange>,
    /// Memberships, assignments and grants that came or went, at most 500.
    pub edges: Vec<EdgeChange>,
    /// How many there are.
    pub edges_total: u32,
    /// Person-permission pairs gained.
    pub gained_total: u32,
    /// Person-permission pairs lost.
    pub lost_total: u32,
}

/// People who gained or lost a permission.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AccessChange {
    /// Which.
    pub permission: Item,
    /// Its class.
    pub consequence: ConsequenceClass,
    /// Who, at most 50.
    pub people: Vec<Item>,
    /// How many.
    pub count: u32,
}

/// An edge that came or went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EdgeChange {
    /// Came, or went.
    pub added: bool,
    /// Person, group or role.
    pub from: Item,
    /// Group, role or permission.
    pub to: Item,
    /// `member of`, `has role`, `includes`, `grants`, `denies`.
    pub label: String,
}

/// People counted by what they could do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Pyramid {
    /// As of when.
    pub at: String,
    /// Active people.
    pub people: u32,
    /// One a class, from view to destructive.
    pub levels: Vec<PyramidLevel>,
    /// Higher classes with more people than lower ones.
    pub inversions: Vec<PyramidInversion>,
    /// People who hold every permission standing, at most 50.
    pub everything: Vec<Item>,
    /// How many.
    pub everything_count: u32,
}

/// One class of the pyramid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PyramidLevel {
    /// The class.
    pub consequence: ConsequenceClass,
    /// Permissions of this class.
    pub permissions: u32,
    /// People who hold at least one.
    pub people: u32,
    /// Of them, people with at least one that never ends.
    pub standing: u32,
    /// Of them, people whose every one ends.
    pub temporary: u32,
    /// Who they are, where they are at most five; not on the wire.
    #[serde(skip)]
    pub few: Vec<Item>,
}

/// A class that should be narrower.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PyramidInversion {
    /// The class with more ceremony ...
    pub upper: ConsequenceClass,
    /// ... and more people than this one.
    pub lower: ConsequenceClass,
    /// People in the upper.
    pub upper_people: u32,
    /// People in the lower.
    pub lower_people: u32,
}

/// The same deed on several surfaces, held on some of them only (accidental power, accidental blindness).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SurfaceGap {
    /// The deed.
    pub capability: String,
    /// Where it is enforced and by which permission.
    pub surfaces: Vec<SurfacePermission>,
    /// Who holds it on some only, at most 200.
    pub people: Vec<SurfacePerson>,
    /// How many.
    pub count: u32,
}

/// A permission on a surface.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SurfacePermission {
    /// Where.
    pub surface: String,
    /// By which.
    pub permission: Item,
}

/// Somebody with a gap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SurfacePerson {
    /// Who.
    pub person: Item,
    /// Surfaces held.
    pub holds: Vec<String>,
    /// Surfaces lacking.
    pub lacks: Vec<String>,
}

/// What a search found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SearchHit {
    /// What.
    pub item: Item,
    /// Title, category or description.
    pub detail: String,
}
