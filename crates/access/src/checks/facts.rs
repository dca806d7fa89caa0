//! What all checks look at, computed once per run.

use super::CheckInput;
use super::bits::{self, Lists};
use super::reach::Reach;
use super::role_sets::RoleSets;
use crate::{Access, Matrix, RowKind};
use jiff::Timestamp;
use std::cell::OnceCell;
use steward_model::{
    Catalogue, Consequence, Grant, GroupIx, LicenceIx, ObjectIx, PermissionIx, PersonIx, Ref, RefKind,
    RoleIx, Snapshot,
};

/// A tenant at a moment, with everything that more than one check needs.
pub(super) struct Facts<'a> {
    pub(super) access: &'a Access,
    pub(super) snap: &'a Snapshot,
    pub(super) catalogue: &'a Catalogue,
    pub(super) at: Timestamp,
    pub(super) baseline: Option<&'a Access>,
    /// Closures over the edges that hold at the moment.
    pub(super) reach: Reach,
    people: Matrix,
    classes: [Vec<u64>; 6],
    role_sets: OnceCell<RoleSets>,
    role_members: OnceCell<Lists>,
    group_members: OnceCell<Lists>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(input: &CheckInput<'a>) -> Self {
        let (access, at) = (input.access, input.at);
        let snap: &Snapshot = access.snapshot();
        let catalogue: &Catalogue = access.catalogue();
        let mut reach = Reach::new(snap, |window| window.holds(at));
        for id in snap
            .objects
            .iter()
            .filter(|o| o.owner.is_some())
            .flat_map(|o| owner_permissions(catalogue, &o.kind))
        {
            if let Some(x) = snap.find_permission(id) {
                bits::set(&mut reach.limited, x.index());
            }
        }
        let n = snap.permissions.len();
        let class_of = |x: usize| access.meaning(PermissionIx::from(x)).consequence;
        let classes = Consequence::ALL.map(|class| bits::row_of(n, (0..n).filter(|x| class_of(*x) == class)));
        Self {
            access,
            snap,
            catalogue,
            at,
            baseline: input.baseline,
            reach,
            people: access.matrix(RowKind::People, at),
            classes,
            role_sets: OnceCell::new(),
            role_members: OnceCell::new(),
            group_members: OnceCell::new(),
        }
    }

    /// What a person holds somewhere; nothing when deactivated.
    pub(super) fn row(&self, person: usize) -> &[u64] {
        self.people.row(u32::try_from(person).unwrap_or(u32::MAX))
    }

    /// Positions of the active people.
    pub(super) fn active(&self) -> impl Iterator<Item = usize> + '_ {
        self.snap.people.iter().enumerate().filter(|(_, p)| p.active).map(|(at, _)| at)
    }

    pub(super) fn is_active(&self, person: usize) -> bool {
        self.snap.people.get(person).is_some_and(|p| p.active)
    }

    /// Whether a person holds a permission on everything, with no deny in the way. A no is not for sure.
    pub(super) fn everywhere(&self, person: usize, x: usize) -> bool {
        self.reach.everywhere(self.snap, person, x)
    }

    /// The roles as sets that can be compared.
    pub(super) fn role_sets(&self) -> &RoleSets {
        self.role_sets.get_or_init(|| RoleSets::new(self))
    }

    /// Active people who have a role in any way.
    pub(super) fn role_members(&self, role: usize) -> &[u32] {
        let all = self.role_members.get_or_init(|| {
            let pairs: Vec<(u32, u32)> = (self.active().flat_map(|p| {
                bits::ones(self.reach.person_roles.row(p))
                    .map(move |r| (RoleIx::from(r).0, PersonIx::from(p).0))
            }))
            .collect();
            Lists::new(self.snap.roles.len(), &pairs)
        });
        all.of(role)
    }

    /// Active people who are in a group, through nested groups too.
    pub(super) fn group_members(&self, group: usize) -> &[u32] {
        let all = self.group_members.get_or_init(|| {
            let pairs: Vec<(u32, u32)> = (self.active().flat_map(|p| {
                let outer = self.reach.joined.of(p).iter().flat_map(|g| self.reach.groups_of.of(*g as usize));
                outer.map(move |g| (*g, PersonIx::from(p).0))
            }))
            .collect();
            Lists::new(self.snap.groups.len(), &pairs)
        });
        all.of(group)
    }

    /// Grants that hold at the moment.
    pub(super) fn grants(&self) -> impl Iterator<Item = &'a Grant> + '_ {
        self.snap.grants.iter().filter(|g| g.window.holds(self.at))
    }

    pub(super) fn class(&self, permission: usize) -> Consequence {
        self.access.meaning(PermissionIx::from(permission)).consequence
    }

    /// Permissions of one class.
    pub(super) fn of_class(&self, class: Consequence) -> &[u64] {
        self.classes.get(class as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// Permissions of a class or of one above it.
    pub(super) fn at_least(&self, class: Consequence) -> Vec<u64> {
        let mut row = bits::row_of(self.snap.permissions.len(), []);
        Consequence::ALL
            .into_iter()
            .filter(|c| *c >= class)
            .for_each(|c| bits::or(&mut row, self.of_class(c)));
        row
    }

    /// The highest class in a row; none when it is empty.
    pub(super) fn highest(&self, row: &[u64]) -> Option<Consequence> {
        Consequence::ALL.into_iter().rev().find(|class| bits::meets(row, self.of_class(*class)))
    }

    /// The permissions of a row, the most consequential first, then by name.
    pub(super) fn worst_first(&self, row: &[u64]) -> Vec<usize> {
        let mut list: Vec<usize> = bits::ones(row).collect();
        list.sort_by(|a, b| {
            self.class(*b).cmp(&self.class(*a)).then_with(|| self.name_of(*a).cmp(self.name_of(*b)))
        });
        list
    }

    /// The name of a permission.
    pub(super) fn name_of(&self, permission: usize) -> &str {
        self.snap.permissions.get(permission).map(|x| x.name.as_str()).unwrap_or_default()
    }

    /// Names of the permissions of a row, the most consequential first.
    pub(super) fn names_of(&self, row: &[u64]) -> Vec<&str> {
        self.worst_first(row).into_iter().map(|x| self.name_of(x)).collect()
    }

    /// Ids of permissions as a row; those that the tenant does not have are left out.
    pub(super) fn row_of_ids<'b>(&self, ids: impl IntoIterator<Item = &'b String>) -> Vec<u64> {
        let found = ids.into_iter().filter_map(|id| self.snap.find_permission(id)).map(PermissionIx::index);
        bits::row_of(self.snap.permissions.len(), found)
    }

    /// What the creator of an object holds on it, by id.
    pub(super) fn owner_permissions(&self, kind: &str) -> &'a [String] {
        owner_permissions(self.catalogue, kind)
    }
}

fn owner_permissions<'a>(catalogue: &'a Catalogue, kind: &str) -> &'a [String] {
    (catalogue.object_types.iter().find(|t| t.id == kind))
        .map(|t| t.owner_permissions.as_slice())
        .unwrap_or_default()
}

macro_rules! refs {
    ($($name:ident, $list:ident, $ix:ident, $kind:ident;)*) => {
        impl Facts<'_> {$(
            /// A reference by position.
            pub(super) fn $name(&self, at: usize) -> Ref {
                let (id, name) = match self.snap.$list.get($ix::from(at).index()) {
                    Some(x) => (x.id.clone(), x.name.clone()),
                    None => (String::new(), String::new()),
                };
                Ref { kind: RefKind::$kind, id, name }
            }
        )*

            /// A reference to a thing of a kind by position; rules have none.
            pub(super) fn refer(&self, kind: RefKind, at: usize) -> Option<Ref> {
                match kind {
                    $(RefKind::$kind => Some(self.$name(at)),)*
                    RefKind::Rule => None,
                }
            }
        }
    };
}

refs! {
    person, people, PersonIx, Person;
    group, groups, GroupIx, Group;
    role, roles, RoleIx, Role;
    permission, permissions, PermissionIx, Permission;
    object, objects, ObjectIx, Object;
    licence, licences, LicenceIx, Licence;
}
