//! The compiled tenant.

use crate::bits::{Lists, Rows};
use crate::graph::Graph;
use crate::meaning::{Meaning, Meanings, NO_MEANING};
use crate::{Station, Subject};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;
use steward_model::{
    Catalogue, Category, Effect, GroupIx, ObjectIx, PermissionIx, PersonIx, RefKind, RoleIx, Snapshot, Window,
};

/// Groups that are nested in each other, or roles that include each other. Whoever has one has all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// [`RefKind::Group`] or [`RefKind::Role`].
    pub kind: RefKind,
    /// Positions in the snapshot, ascending.
    pub members: Vec<u32>,
}

/// A tenant, compiled. Cheap to share behind an `Arc`; answers any number of questions from any number of threads.
///
/// Inside, roles, groups and people are one kind of thing, a *node*: first the roles, then the groups, then the
/// people, each in the snapshot's order. An edge leads from a node to what it is part of or has; a grant hangs on a
/// node. Roles and groups together are the *upper* nodes: few, and closed over in advance as rows of bits.
#[derive(Debug)]
pub struct Access {
    pub(crate) snapshot: Arc<Snapshot>,
    pub(crate) catalogue: Arc<Catalogue>,
    /// Permissions whose name is the catalogue's, for want of one in the tenant.
    pub(crate) named: Vec<PermissionIx>,
    pub(crate) meanings: Meanings,
    pub(crate) cycles: Vec<Cycle>,
    pub(crate) graph: Graph,
    /// Upper nodes in an order in which everything that a node leads to comes before it, in its strongly connected
    /// parts.
    pub(crate) parts: Vec<Vec<u32>>,
    /// Grants as they lie in the snapshot, by node; see [`Grants`].
    pub(crate) grants: Grants,
    /// Upper node × permission: given on everything for all time, over edges that hold for all time. A yes for sure,
    /// but for denies.
    pub(crate) sure: Rows,
    /// Upper node × permission: given anywhere at any time. Without it a no for sure.
    pub(crate) reach: Rows,
    /// Upper node × permission: denied anywhere at any time. No rows when the tenant has no denies.
    pub(crate) deny_reach: Rows,
    /// Permissions that are denied to anybody anywhere at any time.
    pub(crate) denied: Vec<u64>,
    pub(crate) people: Vec<u8>,
    /// Whether an edge or grant of an upper node has a window, and whether one anywhere has an end.
    pub(crate) upper_timed: bool,
    pub(crate) any_ends: bool,
    pub(crate) owners: Owners,
    /// Words of a row of permissions.
    pub(crate) words: usize,
}

/// Bits in [`Access::people`].
pub(crate) mod flag {
    pub(crate) const ACTIVE: u8 = 1;
    /// A deny may reach this person.
    pub(crate) const DENY: u8 = 2;
    /// Has a membership or assignment with a window.
    pub(crate) const TIMED: u8 = 4;
    /// Has grants of their own.
    pub(crate) const GRANTS: u8 = 8;
    /// Owns an object with owner permissions.
    pub(crate) const OWNS: u8 = 16;
}

/// The grants of the snapshot, which are sorted by role, group and person, then by permission: their positions are
/// the snapshot's, and those of one node lie together.
#[derive(Debug, Default)]
pub(crate) struct Grants {
    /// By node, where its grants begin; one more at the end.
    pub(crate) start: Vec<u32>,
    pub(crate) permission: Vec<u32>,
    pub(crate) flags: Vec<u8>,
}

impl Grants {
    pub(crate) const DENY: u8 = 1;
    pub(crate) const SCOPED: u8 = 2;
    pub(crate) const TIMED: u8 = 4;

    /// Positions of a node's grants.
    #[inline]
    pub(crate) fn of(&self, node: u32) -> Range<usize> {
        match self.start.get(node as usize..node as usize + 2) {
            Some(&[from, to]) => from as usize..to as usize,
            _ => 0..0,
        }
    }

    /// Positions of a node's grants of one permission.
    #[inline]
    pub(crate) fn on(&self, node: u32, x: u32) -> Range<usize> {
        let all = self.of(node);
        let list = self.permission.get(all.clone()).unwrap_or(&[]);
        let from = all.start + list.partition_point(|at| *at < x);
        let mut to = from;
        while to < all.end && self.permission.get(to) == Some(&x) {
            to += 1;
        }
        from..to
    }

    /// Flags of the grant at a position.
    #[inline]
    pub(crate) fn flags(&self, at: usize) -> u8 {
        self.flags.get(at).copied().unwrap_or(0)
    }
}

/// Who owns what, as far as owning gives anything.
#[derive(Debug, Default)]
pub(crate) struct Owners {
    /// Person → their objects with owner permissions; no lists when nobody has one.
    pub(crate) owned: Lists,
    /// Object → row in `rows`, `u32::MAX` for none.
    pub(crate) kind: Vec<u32>,
    /// Type of object × permission.
    pub(crate) rows: Rows,
    /// Ids of the types, by row.
    pub(crate) types: Vec<String>,
}

impl Access {
    /// The tenant that this was compiled from. Permissions that it reports without a name have that of the catalogue.
    #[must_use]
    pub const fn snapshot(&self) -> &Arc<Snapshot> {
        &self.snapshot
    }

    /// The tenant as it was reported, whose address is that of the kept snapshot.
    #[must_use]
    pub fn reported(&self) -> Cow<'_, Snapshot> {
        if self.named.is_empty() {
            return Cow::Borrowed(self.snapshot.as_ref());
        }
        let mut reported = Snapshot::clone(&self.snapshot);
        for at in &self.named {
            if let Some(permission) = reported.permissions.get_mut(at.index()) {
                permission.name.clone_from(&permission.id);
            }
        }
        Cow::Owned(reported)
    }

    /// What the product says about its permissions.
    #[must_use]
    pub const fn catalogue(&self) -> &Arc<Catalogue> {
        &self.catalogue
    }

    /// Groups and roles that contain themselves over some way round, whatever the time.
    #[must_use]
    pub fn cycles(&self) -> &[Cycle] {
        &self.cycles
    }

    /// The catalogue's categories, and `Uncategorised` at the end when some permission has none.
    #[must_use]
    pub fn categories(&self) -> &[Category] {
        &self.meanings.categories
    }

    /// What a permission means.
    #[must_use]
    pub fn meaning(&self, permission: PermissionIx) -> &Meaning {
        self.meanings.list.get(permission.index()).unwrap_or(&NO_MEANING)
    }

    /// All permissions in the order in which they are shown: by category, class, then as the catalogue has them.
    #[must_use]
    pub fn columns(&self) -> &[PermissionIx] {
        &self.meanings.columns
    }

    /// Bytes that the compiled tenant holds, the snapshot not counted.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.graph.bytes()
            + self.grants.start.capacity() * 4
            + self.grants.permission.capacity() * 5
            + self.sure.bytes()
            + self.reach.bytes()
            + self.deny_reach.bytes()
            + self.people.capacity()
            + self.owners.kind.capacity() * 4
            + self.owners.rows.bytes()
    }

    // ---- nodes ----

    pub(crate) fn first_group(&self) -> u32 {
        u32::try_from(self.snapshot.roles.len()).unwrap_or(u32::MAX)
    }

    pub(crate) fn first_person(&self) -> u32 {
        u32::try_from(self.snapshot.roles.len() + self.snapshot.groups.len()).unwrap_or(u32::MAX)
    }

    #[inline]
    pub(crate) fn group_node(&self, group: GroupIx) -> u32 {
        self.first_group().saturating_add(group.0)
    }

    #[inline]
    pub(crate) fn person_node(&self, person: PersonIx) -> u32 {
        self.first_person().saturating_add(person.0)
    }

    /// The node of a subject; `u32::MAX`, which has neither edges nor grants, when there is no such subject.
    pub(crate) fn node(&self, subject: Subject) -> u32 {
        match subject {
            Subject::Person(at) if at.index() < self.snapshot.people.len() => self.person_node(at),
            Subject::Group(at) if at.index() < self.snapshot.groups.len() => self.group_node(at),
            Subject::Role(at) if at.index() < self.snapshot.roles.len() => at.0,
            _ => NOWHERE,
        }
    }

    /// What a node is.
    pub(crate) fn station(&self, node: u32) -> Station {
        if node >= self.first_person() {
            Station::Person(PersonIx(node - self.first_person()))
        } else if node >= self.first_group() {
            Station::Group(GroupIx(node - self.first_group()))
        } else {
            Station::Role(RoleIx(node))
        }
    }

    /// The person of a node, if it is one.
    pub(crate) fn person_at(&self, node: u32) -> Option<PersonIx> {
        let at = node.checked_sub(self.first_person())?;
        ((at as usize) < self.snapshot.people.len()).then_some(PersonIx(at))
    }

    #[inline]
    pub(crate) fn flags(&self, person: PersonIx) -> u8 {
        self.people.get(person.index()).copied().unwrap_or(0)
    }

    /// Whether a node can use what it has: all but deactivated people.
    pub(crate) fn usable(&self, node: u32) -> bool {
        node < self.first_person()
            || self.person_at(node).is_some_and(|person| self.flags(person) & flag::ACTIVE != 0)
    }

    // ---- grants ----

    /// When the grant at a position holds.
    #[inline]
    pub(crate) fn grant_window(&self, at: usize) -> Window {
        if self.grants.flags(at) & Grants::TIMED == 0 {
            return Window::ALWAYS;
        }
        self.snapshot.grants.get(at).map_or(Window::ALWAYS, |grant| grant.window)
    }

    /// Objects of the grant at a position; empty means everything.
    #[inline]
    pub(crate) fn grant_objects(&self, at: usize) -> &[ObjectIx] {
        if self.grants.flags(at) & Grants::SCOPED == 0 {
            return &[];
        }
        match self.snapshot.grants.get(at).map(|grant| &grant.scope) {
            Some(steward_model::Scope::Objects(list)) => list,
            _ => &[],
        }
    }

    /// Whether the grant at a position covers an object.
    #[inline]
    pub(crate) fn grant_covers(&self, at: usize, object: ObjectIx) -> bool {
        self.grants.flags(at) & Grants::SCOPED == 0 || self.grant_objects(at).binary_search(&object).is_ok()
    }

    #[inline]
    pub(crate) fn grant_is(&self, at: usize, effect: Effect) -> bool {
        (self.grants.flags(at) & Grants::DENY != 0) == (effect == Effect::Deny)
    }

    // ---- owning ----

    /// Whether owning the object gives this person this permission on it.
    #[inline]
    pub(crate) fn owner_gives(&self, person: PersonIx, x: u32, object: ObjectIx) -> bool {
        self.flags(person) & flag::OWNS != 0
            && self.owners.kind.get(object.index()).is_some_and(|kind| self.owners.rows.has(*kind, x))
            && self.snapshot.object(object).is_some_and(|o| o.owner == Some(person))
    }

    /// Objects on which owning gives this person this permission, ascending.
    pub(crate) fn owner_objects(&self, person: PersonIx, x: u32) -> impl Iterator<Item = ObjectIx> + '_ {
        (self.owners.owned.of(person.0).iter().map(|at| ObjectIx(*at))).filter(move |at| {
            self.owners.kind.get(at.index()).is_some_and(|kind| self.owners.rows.has(*kind, x))
        })
    }
}

/// A node that does not exist: no edges, no grants.
pub(crate) const NOWHERE: u32 = u32::MAX - 1;
