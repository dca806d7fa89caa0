//! A tenant at a moment.

use crate::{ContentHash, GroupIx, LicenceIx, ObjectIx, PermissionIx, PersonIx, RoleIx, TenantDocument};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Whether a tenant is real. Nothing in Steward lets the two be confused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Environment {
    /// Real people work here.
    #[default]
    Live,
    /// A vendor's sandbox, reached over the network.
    Sandbox,
    /// Made up, local, safe to break.
    Practice,
}

/// Who an account belongs to, in the words of the tenant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenantInfo {
    /// Name of the tenant, such as `Northwind Logistics`.
    pub name: String,
    /// Live, sandbox or practice.
    pub environment: Environment,
    /// Id of the product pack it belongs to, if known.
    pub product: Option<String>,
}

/// Somebody in the tenant (RFC 7643 section 4.1). Not to be confused with an operator, who uses Steward.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Stable id in the tenant.
    pub id: String,
    /// Login name (`userName`).
    pub user_name: String,
    /// Name for people (`displayName`), never empty: falls back to the login name, then the id.
    pub name: String,
    /// Primary e-mail address.
    pub email: Option<String>,
    /// Job title.
    pub title: Option<String>,
    /// Department (RFC 7643 section 4.3).
    pub department: Option<String>,
    /// Id of the manager (RFC 7643 section 4.3), as given.
    pub manager: Option<String>,
    /// `false` for a deactivated account: it holds grants but can use none of them.
    pub active: bool,
    /// Whether a second factor is enrolled; `None` when the tenant does not say.
    pub mfa: Option<bool>,
    /// Last successful sign-in; `None` when never or unknown.
    pub last_sign_in: Option<Timestamp>,
    /// When the account was made.
    pub created: Option<Timestamp>,
}

/// A set of people and groups (RFC 7643 section 4.2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Stable id in the tenant.
    pub id: String,
    /// Name for people, never empty.
    pub name: String,
    /// Where it is kept, such as `scim` or an identity provider's name.
    pub source: Source,
}

/// A named set of grants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Role {
    /// Stable id in the tenant.
    pub id: String,
    /// Name for people, never empty.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Id of the pack's preset that it was made from.
    pub preset: Option<String>,
}

/// Something that may be done. What it means stands in the [`Catalogue`](crate::Catalogue).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permission {
    /// Stable id, such as `agents.query`.
    pub id: String,
    /// Name exactly as in the product, such as `Query agents`.
    pub name: String,
}

/// A thing that a permission can be limited to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Object {
    /// Stable id in the tenant.
    pub id: String,
    /// Id of its type, such as `datastore`.
    pub kind: String,
    /// Name for people, never empty.
    pub name: String,
    /// Who created it and thereby holds the type's owner permissions on it.
    pub owner: Option<PersonIx>,
}

/// Bought seats of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Licence {
    /// Stable id.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Seats bought; `None` when unlimited or unknown.
    pub seats: Option<u32>,
}

/// Who put an edge there: `direct`, `scim`, `idp:entra`, `elevation:EL-207`, `file`. Empty when unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Source(pub String);

/// When an edge holds: from `since` (inclusive) until `until` (exclusive); open ends hold for ever.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    /// First moment at which it holds.
    pub since: Option<Timestamp>,
    /// First moment at which it no longer holds.
    pub until: Option<Timestamp>,
}

impl Window {
    /// Holds for ever.
    pub const ALWAYS: Self = Self { since: None, until: None };

    /// Whether it holds at a moment.
    #[must_use]
    pub fn holds(&self, at: Timestamp) -> bool {
        self.since.is_none_or(|since| since <= at) && self.until.is_none_or(|until| at < until)
    }

    /// Whether it never ends: what begins some day and has no end is standing access from then on.
    #[must_use]
    pub const fn is_permanent(&self) -> bool {
        self.until.is_none()
    }
}

/// Who or what is in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Member {
    /// A person.
    Person(PersonIx),
    /// A nested group: its members are members too.
    Group(GroupIx),
}

/// A member of a group.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Membership {
    /// The group.
    pub group: GroupIx,
    /// Who is in it.
    pub member: Member,
    /// When.
    pub window: Window,
    /// Who put it there.
    pub source: Source,
}

/// A role that contains another: whoever has `role` also has `includes`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Inclusion {
    /// The containing role.
    pub role: RoleIx,
    /// The contained role.
    pub includes: RoleIx,
}

/// Who can have a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Assignee {
    /// A person, directly.
    Person(PersonIx),
    /// Every member of a group, nested ones included.
    Group(GroupIx),
}

/// A role given to a person or a group.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Assignment {
    /// The role.
    pub role: RoleIx,
    /// Who has it.
    pub to: Assignee,
    /// When.
    pub window: Window,
    /// Who put it there.
    pub source: Source,
}

/// Who or what a grant is given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holder {
    /// Everybody who has the role.
    Role(RoleIx),
    /// Every member of the group.
    Group(GroupIx),
    /// One person.
    Person(PersonIx),
}

/// What a grant covers.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// The whole tenant, every object in it.
    #[default]
    Everything,
    /// These objects only, sorted, never empty.
    Objects(Vec<ObjectIx>),
}

/// Whether a grant gives or takes.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// Gives the permission.
    #[default]
    Permit,
    /// Takes it, whatever else gives it: a deny wins over every permit.
    Deny,
}

/// A permission given to a role, a group or a person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grant {
    /// Who or what it is given to.
    pub to: Holder,
    /// What may be done.
    pub permission: PermissionIx,
    /// Gives or takes.
    pub effect: Effect,
    /// On what.
    pub scope: Scope,
    /// When.
    pub window: Window,
    /// Who put it there.
    pub source: Source,
}

/// The last use of a permission by a person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Activity {
    /// Who.
    pub person: PersonIx,
    /// What.
    pub permission: PermissionIx,
    /// When last.
    pub last_used: Timestamp,
}

/// A licence held by a person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seat {
    /// The licence.
    pub licence: LicenceIx,
    /// Who holds it.
    pub person: PersonIx,
}

/// A tenant at a moment. Canonical: sorted by id, free of duplicates, every index exists.
/// The moment itself is not part of it, so that an unchanged tenant keeps its address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// Which tenant.
    pub tenant: TenantInfo,
    /// People, by id.
    pub people: Vec<Person>,
    /// Groups, by id.
    pub groups: Vec<Group>,
    /// Roles, by id.
    pub roles: Vec<Role>,
    /// Permissions, by id.
    pub permissions: Vec<Permission>,
    /// Objects, by id.
    pub objects: Vec<Object>,
    /// Licences, by id.
    pub licences: Vec<Licence>,
    /// Who is in which group.
    pub memberships: Vec<Membership>,
    /// Which role contains which.
    pub inclusions: Vec<Inclusion>,
    /// Who has which role.
    pub assignments: Vec<Assignment>,
    /// What is granted to whom.
    pub grants: Vec<Grant>,
    /// Last uses. `None` when the tenant does not report use at all, which is not the same as "never used".
    pub activity: Option<Vec<Activity>>,
    /// Who holds which licence.
    pub seats: Vec<Seat>,
    /// Current value of settings, by setting id.
    pub settings: BTreeMap<String, serde_json::Value>,
}

macro_rules! lookups {
    ($($(#[$doc:meta])* $get:ident, $find:ident: $list:ident, $ix:ident, $ty:ty;)*) => {
        impl Snapshot {$(
            $(#[$doc])*
            #[must_use]
            pub fn $get(&self, at: $ix) -> Option<&$ty> { self.$list.get(at.index()) }

            /// Position by exact id, by binary search.
            #[must_use]
            pub fn $find(&self, id: &str) -> Option<$ix> {
                self.$list.binary_search_by(|x| x.id.as_str().cmp(id)).ok().map(Into::into)
            }
        )*}
    };
}

lookups! {
    /// The person at a position.
    person, find_person: people, PersonIx, Person;
    /// The group at a position.
    group, find_group: groups, GroupIx, Group;
    /// The role at a position.
    role, find_role: roles, RoleIx, Role;
    /// The permission at a position.
    permission, find_permission: permissions, PermissionIx, Permission;
    /// The object at a position.
    object, find_object: objects, ObjectIx, Object;
    /// The licence at a position.
    licence, find_licence: licences, LicenceIx, Licence;
}

impl Snapshot {
    /// RFC 8785 bytes of the [`TenantDocument`] of this snapshot: what is hashed and what is kept.
    ///
    /// # Errors
    /// When a setting holds a number that RFC 8785 cannot write.
    pub fn canonical_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json_canonicalizer::to_vec(&TenantDocument::from(self))
    }

    /// Address of canonical bytes.
    #[must_use]
    pub fn hash_of(canonical: &[u8]) -> ContentHash {
        ContentHash(hex::encode(Sha256::digest(canonical)))
    }
}
