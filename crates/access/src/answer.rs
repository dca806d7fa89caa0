//! The words in which the engine answers.

use jiff::Timestamp;
use steward_model::{
    Consequence, GroupIx, ObjectIx, PermissionIx, PersonIx, Ref, RefKind, RoleIx, Scope, Snapshot, Source,
    Window,
};

/// Whose access is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A person: effective access.
    Person(PersonIx),
    /// A group: what membership gives, through its parents and their roles too.
    Group(GroupIx),
    /// A role: what it gives, inclusion closed.
    Role(RoleIx),
}

impl Subject {
    /// The subject at a row of a matrix of this kind.
    #[must_use]
    pub const fn of(kind: RowKind, row: u32) -> Self {
        match kind {
            RowKind::People => Self::Person(PersonIx(row)),
            RowKind::Groups => Self::Group(GroupIx(row)),
            RowKind::Roles => Self::Role(RoleIx(row)),
        }
    }

    /// The same as a station on a path.
    #[must_use]
    pub const fn station(self) -> Station {
        match self {
            Self::Person(at) => Station::Person(at),
            Self::Group(at) => Station::Group(at),
            Self::Role(at) => Station::Role(at),
        }
    }
}

/// What the rows of a matrix are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowKind {
    /// One row a person.
    People,
    /// One row a group.
    Groups,
    /// One row a role.
    Roles,
}

/// The answer to "may this person do this?".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    /// Held: on the asked object, or everywhere.
    Yes,
    /// Asked about the tenant as a whole: held on some objects only, or everywhere but on some.
    Scoped,
    /// Not held: nothing gives it.
    No,
    /// Not held: a deny wins.
    Denied,
    /// Not held: the account is deactivated.
    Inactive,
}

impl Decision {
    /// Whether it is held, anywhere.
    #[must_use]
    pub const fn allowed(self) -> bool {
        matches!(self, Self::Yes | Self::Scoped)
    }
}

/// What a cell of the matrix says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CellState {
    /// No.
    #[default]
    None,
    /// Yes, everywhere.
    Granted,
    /// Yes, on some objects only, or everywhere but on some.
    Scoped,
    /// A deny takes what something else would give.
    Denied,
}

impl CellState {
    /// Whether it is held, anywhere.
    #[must_use]
    pub const fn allowed(self) -> bool {
        matches!(self, Self::Granted | Self::Scoped)
    }
}

/// A cell of the matrix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cell {
    /// What it says.
    pub state: CellState,
    /// Held, and everything that gives it ends some day.
    pub temporary: bool,
    /// Held, but a permission that it needs is missing on some object it covers.
    pub missing_prerequisite: bool,
}

impl Cell {
    /// Bit of a temporary cell in [`Cell::to_byte`].
    pub const TEMPORARY: u8 = 4;
    /// Bit of a missing prerequisite in [`Cell::to_byte`].
    pub const MISSING_PREREQUISITE: u8 = 8;
    /// Bit for "gained against the baseline", set by whoever compares.
    pub const GAINED: u8 = 16;
    /// Bit for "lost against the baseline", set by whoever compares.
    pub const LOST: u8 = 32;
    /// Bit for "there is an open finding here", set by whoever knows the findings.
    pub const FINDING: u8 = 64;

    /// One byte: bits 0 and 1 the state (0 none, 1 granted, 2 scoped, 3 denied), then the flags above.
    #[must_use]
    pub const fn to_byte(self) -> u8 {
        let state = match self.state {
            CellState::None => 0,
            CellState::Granted => 1,
            CellState::Scoped => 2,
            CellState::Denied => 3,
        };
        let temporary = if self.temporary { Self::TEMPORARY } else { 0 };
        let missing = if self.missing_prerequisite { Self::MISSING_PREREQUISITE } else { 0 };
        state | temporary | missing
    }

    /// The cell of a byte; flags that a cell does not have are left out.
    #[must_use]
    pub const fn from_byte(byte: u8) -> Self {
        let state = match byte & 3 {
            1 => CellState::Granted,
            2 => CellState::Scoped,
            3 => CellState::Denied,
            _ => CellState::None,
        };
        Self {
            state,
            temporary: byte & Self::TEMPORARY != 0,
            missing_prerequisite: byte & Self::MISSING_PREREQUISITE != 0,
        }
    }
}

/// On what a subject holds a permission. Lists are sorted and never empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum HeldScope {
    /// Everywhere.
    Everything,
    /// Everywhere but on these.
    EverythingBut(Vec<ObjectIx>),
    /// On these only.
    Objects(Vec<ObjectIx>),
    /// Nowhere.
    Nothing,
}

impl HeldScope {
    /// Whether this object is covered.
    #[must_use]
    pub fn covers(&self, object: ObjectIx) -> bool {
        match self {
            Self::Everything => true,
            Self::EverythingBut(list) => list.binary_search(&object).is_err(),
            Self::Objects(list) => list.binary_search(&object).is_ok(),
            Self::Nothing => false,
        }
    }
}

/// Something on the way from a person to a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Station {
    /// A person.
    Person(PersonIx),
    /// A group.
    Group(GroupIx),
    /// A role.
    Role(RoleIx),
    /// A permission.
    Permission(PermissionIx),
    /// An object.
    Object(ObjectIx),
}

impl Station {
    /// What it is, with its id and its name.
    #[must_use]
    pub fn refer(self, snapshot: &Snapshot) -> Ref {
        let (kind, found) = match self {
            Self::Person(at) => (RefKind::Person, snapshot.person(at).map(|x| (&x.id, &x.name))),
            Self::Group(at) => (RefKind::Group, snapshot.group(at).map(|x| (&x.id, &x.name))),
            Self::Role(at) => (RefKind::Role, snapshot.role(at).map(|x| (&x.id, &x.name))),
            Self::Permission(at) => (RefKind::Permission, snapshot.permission(at).map(|x| (&x.id, &x.name))),
            Self::Object(at) => (RefKind::Object, snapshot.object(at).map(|x| (&x.id, &x.name))),
        };
        let (id, name) = found.map(|(id, name)| (id.clone(), name.clone())).unwrap_or_default();
        Ref { kind, id, name }
    }
}

/// How a station follows from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edge {
    /// The first station.
    Start,
    /// A person is a member of a group.
    MemberOf,
    /// A group is nested in a group.
    NestedIn,
    /// A person or group has a role.
    HasRole,
    /// A role includes a role.
    Includes,
    /// A role, group or person is granted a permission; an owner is, on the object.
    Grants,
    /// A role, group or person is denied a permission.
    Denies,
    /// A person owns an object.
    Owns,
}

impl Edge {
    /// In words, as they stand on screen: `member of`, `nested in`, `has role`, `includes`, `grants`, `denies`, `owns`.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Start => "",
            Self::MemberOf => "member of",
            Self::NestedIn => "nested in",
            Self::HasRole => "has role",
            Self::Includes => "includes",
            Self::Grants => "grants",
            Self::Denies => "denies",
            Self::Owns => "owns",
        }
    }
}

/// A station on a path, with the edge that leads to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Where.
    pub at: Station,
    /// How it follows from the one before.
    pub edge: Edge,
    /// Who put this edge there.
    pub source: Source,
    /// When this edge holds.
    pub window: Window,
}

/// One derivation, from the subject to the permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Person, groups, roles, permission; for an owner: person, object, permission.
    pub steps: Vec<Step>,
    /// On what it gives (or takes) the permission.
    pub scope: Scope,
    /// Comes from having created the object.
    pub owner: bool,
    /// When it began, if known: the latest begin of its edges.
    pub since: Option<Timestamp>,
    /// When it ends, if it does: the earliest end of its edges.
    pub until: Option<Timestamp>,
}

impl Path {
    /// Neither group nor role in between, and not by owning the object.
    #[must_use]
    pub fn is_direct(&self) -> bool {
        self.steps.len() == 2
    }
}

/// Derivations of one permission.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paths {
    /// The shortest first, at most as many as asked for.
    pub list: Vec<Path>,
    /// How many there are; counting stops at [`Paths::COUNTED`].
    pub total: u32,
    /// Whether all were counted. If not, there may be more than `total`.
    pub complete: bool,
}

impl Paths {
    /// Where counting stops. Nesting multiplies, so the number of derivations can be exponential in the number of
    /// groups.
    pub const COUNTED: u32 = 10_000;
}

/// What kind of way out of a no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NearestKind {
    /// Make an edge hold again that has ended, or has not begun.
    Renew,
    /// Reactivate the account.
    Activate,
    /// Take away a deny. Where several are listed, all of them have to go; where other ways are listed with them, one
    /// of those is needed as well.
    RemoveDeny,
    /// Put the person into a group.
    JoinGroup,
    /// Give the person a role.
    AssignRole,
    /// Give the permission to a role the person has.
    GrantRole,
    /// Give the permission to the person.
    GrantDirect,
}

impl NearestKind {
    /// The word on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Renew => "renew",
            Self::Activate => "activate",
            Self::RemoveDeny => "remove-deny",
            Self::JoinGroup => "join-group",
            Self::AssignRole => "assign-role",
            Self::GrantRole => "grant-role",
            Self::GrantDirect => "grant-direct",
        }
    }
}

/// A way from a no to a yes, with its price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// What to do.
    pub kind: NearestKind,
    /// The group to join, the role to assign or to grant to, the person, the holder of the deny, or the far end of
    /// the edge to renew.
    pub target: Station,
    /// Permissions that the person would gain besides the asked one.
    pub also: Vec<PermissionIx>,
    /// Highest class that the person would gain, the asked one included.
    pub worst: Consequence,
    /// How many other active people would come from a no to a yes about the same permission and object.
    pub others: u32,
    /// What the permission needs to work and the person would still not have; what that needs is named too.
    pub needs: Vec<PermissionIx>,
    /// For [`NearestKind::Renew`]: what has ended.
    pub ended: Option<Ended>,
}

/// An edge or a grant that has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// From where it led: the member, or the holder.
    pub from: Station,
    /// When it ended.
    pub at: Timestamp,
}

/// A permission that another one needs to work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prerequisite {
    /// Which.
    pub permission: PermissionIx,
    /// Held wherever it is needed.
    pub held: bool,
    /// Objects on which it is missing; empty when it is held, or missing everywhere.
    pub missing_on: Vec<ObjectIx>,
}
