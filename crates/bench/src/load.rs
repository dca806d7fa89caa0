//! The three loads: made-up tenants of a fixed seed, the same on every machine.

use anyhow::Result;
use jiff::Timestamp;
use steward_model::{
    AssignmentDoc, GrantDoc, GroupDoc, MembershipDoc, ObjectDoc, PermissionDoc, PersonDoc, RoleDoc, Snapshot,
    SnapshotBuilder, TenantInfo,
};

/// How large a tenant is.
pub struct Load {
    /// S, M or L.
    pub name: &'static str,
    /// People.
    pub people: usize,
    /// Groups.
    pub groups: usize,
    /// Levels of groups; one is no nesting.
    pub levels: usize,
    /// Roles.
    pub roles: usize,
    /// Permissions.
    pub permissions: usize,
}

/// The loads of the quality page.
pub const LOADS: [Load; 3] = [
    Load { name: "S", people: 1_000, groups: 50, levels: 1, roles: 30, permissions: 120 },
    Load { name: "M", people: 10_000, groups: 500, levels: 2, roles: 150, permissions: 500 },
    Load { name: "L", people: 100_000, groups: 5_000, levels: 3, roles: 500, permissions: 2_000 },
];

/// Objects of every load.
const OBJECTS: usize = 200;

/// SplitMix64 (Steele, Lea and Flood 2014).
pub struct Dice(u64);

impl Dice {
    /// Starts from a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        x ^ (x >> 31)
    }

    /// Below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n.max(1) as u64).unwrap_or(0)
    }

    /// From `low` to `high`, both included.
    pub fn within(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// So many times in a hundred.
    pub fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }
}

/// The moment of all questions.
///
/// # Errors
/// Never; the text is fixed.
pub fn now() -> Result<Timestamp> {
    Ok("2026-06-15T12:00:00Z".parse()?)
}

impl Load {
    /// The tenant: 1 to 5 groups a person, each group but the top ones nested in one of the level above, 1 to 3 roles
    /// a group, 5 to 60 permissions a role, 5 % of the people with a role of their own, 5 % of the grants on one of
    /// 200 objects. One membership in a hundred and half of the direct roles have an end, some of them in the past.
    ///
    /// # Errors
    /// When a time cannot be read, that is never.
    pub fn tenant(&self) -> Result<Snapshot> {
        let mut dice = Dice::new(0x5735_3141);
        let ends: Vec<Timestamp> = ["2026-06-01T00:00:00Z", "2026-07-01T00:00:00Z", "2027-01-01T00:00:00Z"]
            .iter()
            .map(|text| text.parse())
            .collect::<Result<_, _>>()?;
        let end = |dice: &mut Dice| ends.get(dice.below(ends.len())).copied();
        let id = |kind: &str, at: usize| format!("{kind}{at:06}");
        let mut builder =
            SnapshotBuilder::new(TenantInfo { name: self.name.into(), ..TenantInfo::default() });
        for at in 0..self.permissions {
            builder.permission(PermissionDoc { id: id("x", at), ..PermissionDoc::default() }, 0);
        }
        for at in 0..OBJECTS {
            builder
                .object(ObjectDoc { id: id("o", at), kind: "datastore".into(), ..ObjectDoc::default() }, 0);
        }
        for at in 0..self.roles {
            builder.role(RoleDoc { id: id("r", at), ..RoleDoc::default() }, 0);
            for _ in 0..dice.within(5, 60) {
                let permission = id("x", dice.below(self.permissions));
                let objects = dice.percent(5).then(|| vec![id("o", dice.below(OBJECTS))]);
                let grant = GrantDoc { permission, role: Some(id("r", at)), objects, ..GrantDoc::default() };
                builder.grant(grant, 0);
            }
        }
        // group `at` is on level `at % levels`; level 0 is the top
        for at in 0..self.groups {
            builder.group(GroupDoc { id: id("g", at), ..GroupDoc::default() }, 0);
            for _ in 0..dice.within(1, 3) {
                let (role, group) = (id("r", dice.below(self.roles)), Some(id("g", at)));
                builder.assignment(AssignmentDoc { role, group, ..AssignmentDoc::default() }, 0);
            }
            if at % self.levels > 0 {
                let above = dice.below(self.groups / self.levels) * self.levels + at % self.levels - 1;
                let (group, member) = (id("g", above), Some(id("g", at)));
                builder.membership(MembershipDoc { group, member, ..MembershipDoc::default() }, 0);
            }
        }
        for at in 0..self.people {
            builder
                .person(PersonDoc { id: id("p", at), active: !dice.percent(2), ..PersonDoc::default() }, 0);
            for _ in 0..dice.within(1, 5) {
                let (group, person) = (id("g", dice.below(self.groups)), Some(id("p", at)));
                let until = if dice.percent(1) { end(&mut dice) } else { None };
                builder.membership(MembershipDoc { group, person, until, ..MembershipDoc::default() }, 0);
            }
            if dice.percent(5) {
                let (role, person) = (id("r", dice.below(self.roles)), Some(id("p", at)));
                let until = if dice.percent(50) { end(&mut dice) } else { None };
                builder.assignment(AssignmentDoc { role, person, until, ..AssignmentDoc::default() }, 0);
            }
        }
        Ok(builder.finish().0)
    }
}
