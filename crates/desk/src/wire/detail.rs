//! One person, group, role or permission, with everything around it.

use super::{ConsequenceClass, FindingView, Holder, Item, WhatCan};
use serde::{Deserialize, Serialize};
use specta::Type;

/// An edge of the tenant as it was made: a membership, an assignment or a grant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EdgeView {
    /// The other end: a person, group, role or permission.
    pub item: Item,
    /// What comes in between when it is not direct, nearest first; empty when direct.
    pub through: Vec<Item>,
    /// Who put it there; may be empty.
    pub source: String,
    /// When it begins.
    pub since: Option<String>,
    /// When it ends.
    pub until: Option<String>,
    /// Whether it holds at the moment asked about.
    pub holds: bool,
}

/// How many permissions of a class are held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClassCount {
    /// The class.
    pub consequence: ConsequenceClass,
    /// How many.
    pub count: u32,
}

/// A person with their effective access.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PersonDetail {
    /// What they can do, and through what.
    pub what: WhatCan,
    /// Login name.
    pub user_name: String,
    /// Primary e-mail address.
    pub email: Option<String>,
    /// Job title.
    pub title: Option<String>,
    /// Department.
    pub department: Option<String>,
    /// Manager, by name where the tenant has them.
    pub manager: Option<Item>,
    /// Whether a second factor is enrolled; nothing when the tenant does not say.
    pub mfa: Option<bool>,
    /// Last sign-in; nothing when never or unknown.
    pub last_sign_in: Option<String>,
    /// When the account was made.
    pub created: Option<String>,
    /// Permissions of the tenant in all.
    pub permissions_total: u32,
    /// What is held, by class, from view to destructive.
    pub classes: Vec<ClassCount>,
    /// Groups, direct ones first.
    pub groups: Vec<EdgeView>,
    /// Roles, direct ones first.
    pub roles: Vec<EdgeView>,
    /// Permissions granted to this person by name.
    pub direct: Vec<EdgeView>,
    /// Licences held.
    pub licences: Vec<Item>,
    /// Objects created, which give owner rights.
    pub owns: Vec<Item>,
    /// Open findings about this person, worst first.
    pub findings: Vec<FindingView>,
    /// Whether the tenant reports use.
    pub use_reported: bool,
    /// Middle number of permissions among active people of the same department; nothing without a department.
    pub peer_median: Option<u32>,
}

/// A permission that a role or group gives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GivenPermission {
    /// Which.
    pub permission: Item,
    /// Name of its category.
    pub category: String,
    /// Its class.
    pub consequence: ConsequenceClass,
    /// Objects it is limited to; empty means everything.
    pub scope: Vec<Item>,
    /// Roles and groups it comes through; empty when granted right here.
    pub through: Vec<Item>,
    /// Denied here: whoever has this loses it.
    pub denied: bool,
    /// When it ends.
    pub until: Option<String>,
    /// Prerequisites that do not come with it: it cannot work alone.
    pub missing: Vec<Item>,
    /// Active people who hold it through this and have used it in the last 90 days; nothing when use is not reported.
    pub users: Option<u32>,
    /// Against the preset the role was made from.
    pub preset: PresetState,
}

/// How a permission of a role stands to the preset it was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum PresetState {
    /// There is no preset.
    None,
    /// As in the preset.
    Same,
    /// More than the preset.
    Added,
    /// In the preset, but not here.
    Missing,
}

/// What a role or a group gives, and to whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Gives {
    /// As of when.
    pub at: String,
    /// Permissions of the tenant in all.
    pub permissions_total: u32,
    /// What it gives, inclusion and nesting closed, in column order. Also what the preset of a role has and the role has
    /// not.
    pub permissions: Vec<GivenPermission>,
    /// What it gives, by class.
    pub classes: Vec<ClassCount>,
    /// People who have it by name, at most 200.
    pub people: Vec<EdgeView>,
    /// How many people have it by name.
    pub people_direct: u32,
    /// How many active people have it by any way.
    pub people_total: u32,
    /// Open findings about it, worst first.
    pub findings: Vec<FindingView>,
}

/// A role: what it gives, to whom, and what it was made from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RoleDetail {
    /// Which.
    pub role: Item,
    /// What it is for.
    pub description: String,
    /// Name of the preset it was made from.
    pub preset: Option<String>,
    /// What it gives, and to whom.
    #[serde(flatten)]
    pub gives: Gives,
    /// Roles it includes, direct ones first.
    pub includes: Vec<EdgeView>,
    /// Roles that include it, direct ones first.
    pub included_by: Vec<EdgeView>,
    /// Groups that have it, by name.
    pub groups: Vec<EdgeView>,
}

/// A group: who is in it and what membership gives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GroupDetail {
    /// Which.
    pub group: Item,
    /// Where it is kept.
    pub source: String,
    /// What it gives, and to whom.
    #[serde(flatten)]
    pub gives: Gives,
    /// Roles it has: its own first, then those of the groups it is nested in.
    pub roles: Vec<EdgeView>,
    /// Groups inside it, direct ones first.
    pub groups: Vec<EdgeView>,
    /// Groups it is nested in, direct ones first.
    pub nested_in: Vec<EdgeView>,
}

/// A permission: what it means, what gives it, and who holds it how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PermissionDetail {
    /// Which.
    pub permission: Item,
    /// What it lets somebody do; empty when no pack says.
    pub description: String,
    /// Name of its category.
    pub category: String,
    /// Its class.
    pub consequence: ConsequenceClass,
    /// The pack does not name it: category and class were assumed.
    pub assumed: bool,
    /// Name of the object type it can be limited to.
    pub object_type: Option<String>,
    /// Where it is enforced.
    pub surface: Option<String>,
    /// The same deed on other surfaces.
    pub same_deed: Vec<Item>,
    /// As of when.
    pub at: String,
    /// What it needs to work.
    pub needs: Vec<Item>,
    /// What needs it.
    pub needed_by: Vec<Item>,
    /// Rules for the separation of duties that name it, with what it must not meet.
    pub apart_from: Vec<ApartRule>,
    /// Roles that give it, by name, with how many active people have the role.
    pub roles: Vec<GivesIt>,
    /// Groups it is granted to.
    pub groups: Vec<GivesIt>,
    /// Active people it is granted to by name, or who own an object that gives it.
    pub people_direct: u32,
    /// Who holds it and how, by name; at most 5,000.
    pub holders: Vec<Holder>,
    /// How many hold it.
    pub holders_total: u32,
    /// Of them, people for whom it never ends.
    pub standing: u32,
    /// Of them, people who used it in the last 90 days; nothing when use is not reported.
    pub used: Option<u32>,
    /// Open findings about it, worst first.
    pub findings: Vec<FindingView>,
}

/// A rule that keeps a permission apart from others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ApartRule {
    /// The rule.
    pub rule: Item,
    /// What could happen.
    pub why: String,
    /// What it must not be held together with.
    pub from: Vec<Item>,
}

/// A role or group that gives a permission.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GivesIt {
    /// Which.
    pub item: Item,
    /// Objects it is limited to; empty means everything.
    pub scope: Vec<Item>,
    /// Roles or groups it comes through; empty when granted right there.
    pub through: Vec<Item>,
    /// Active people who have the role or are in the group.
    pub people: u32,
}
