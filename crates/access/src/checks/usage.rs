//! Who has used what within the days that count.

use super::bits::{self, Rows};
use super::facts::Facts;
use super::look::Look;
use super::words;
use jiff::Timestamp;
use steward_model::{Activity, Assignee, Holder, Member, PersonIx};

/// Reported use of permissions.
pub(super) struct Usage<'a> {
    /// Use within the days, by person.
    recent: Vec<&'a Activity>,
    /// Where the use of each person begins in it; one more at the end.
    starts: Vec<usize>,
    /// Last use of each permission by anybody.
    last: Vec<Option<Timestamp>>,
    /// Grants, memberships and accounts younger than this cannot be judged yet.
    days: f64,
    at: Timestamp,
}

impl<'a> Usage<'a> {
    /// Of reported use that is sorted by person, as a snapshot has it.
    pub(super) fn new(f: &Facts<'_>, activity: &'a [Activity], days: f64) -> Self {
        let mut last: Vec<Option<Timestamp>> = vec![None; f.snap.permissions.len()];
        let mut starts = vec![0; f.snap.people.len() + 1];
        let mut recent = Vec::new();
        for a in activity {
            if let Some(seen) = last.get_mut(a.permission.index()) {
                *seen = (*seen).max(Some(a.last_used));
            }
            if !words::older(a.last_used, f.at, days) {
                recent.push(a);
                if let Some(count) = starts.get_mut(a.person.index() + 1) {
                    *count += 1;
                }
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        Self { recent, starts, last, days, at: f.at }
    }

    /// What a person has used within the days.
    pub(super) fn of(&self, person: usize) -> &[&'a Activity] {
        match (self.starts.get(person), self.starts.get(person + 1)) {
            (Some(from), Some(to)) => self.recent.get(*from..*to).unwrap_or_default(),
            _ => &[],
        }
    }

    /// When anybody last used a permission.
    pub(super) fn last(&self, permission: usize) -> Option<Timestamp> {
        self.last.get(permission).copied().flatten()
    }

    /// Whether something began within the days.
    pub(super) fn is_young(&self, since: Option<Timestamp>) -> bool {
        since.is_some_and(|since| !words::older(since, self.at, self.days))
    }

    /// Adds to a row what a person has used, and what that needs to work.
    pub(super) fn with_needs(&self, f: &Facts<'_>, person: usize, row: &mut [u64]) {
        for a in self.of(person) {
            bits::set(row, a.permission.index());
            f.access.meaning(a.permission).prerequisites.iter().for_each(|need| bits::set(row, need.index()));
        }
    }
}

/// What has been used of each role.
pub(super) struct RoleUse {
    /// Role → its own grants that none of its people has used.
    pub(super) unused: Rows,
    /// Role → whether somebody with an account that is old enough has it.
    pub(super) judged: Vec<bool>,
    /// Role → how many people used something of it.
    pub(super) users: Vec<usize>,
    /// Role → people who used nothing of it, though they are there and have been for all the days.
    pub(super) idle: Vec<Vec<usize>>,
}

impl RoleUse {
    /// In one pass over the people; `watched` are the permissions that count.
    pub(super) fn new(look: &Look<'_>, usage: &Usage<'_>, watched: &[u64]) -> Self {
        let f = look.facts;
        let roles = f.snap.roles.len();
        let mut unused = Rows::new(roles, f.snap.permissions.len());
        for role in 0..roles {
            bits::or(unused.row_mut(role), &bits::and(f.reach.role_own.permits(role), watched));
        }
        let mut found =
            Self { unused, judged: vec![false; roles], users: vec![0; roles], idle: vec![Vec::new(); roles] };
        let settled = settled(f, usage);
        let empty = bits::row_of(f.snap.permissions.len(), []);
        let (mut used, mut with_needs) = (empty.clone(), empty.clone());
        for person in f.active() {
            used.copy_from_slice(&empty);
            usage.of(person).iter().for_each(|a| bits::set(&mut used, a.permission.index()));
            with_needs.copy_from_slice(&empty);
            usage.with_needs(f, person, &mut with_needs);
            let account = f.snap.people.get(person);
            let old = !account.is_some_and(|p| usage.is_young(p.created));
            let away =
                account.and_then(|p| p.last_sign_in).is_some_and(|last| words::older(last, f.at, usage.days));
            let can_idle =
                settled.get(person).copied().unwrap_or_default() && !away && !look.spares_person(person);
            for role in bits::ones(f.reach.person_roles.row(person)) {
                bits::take(found.unused.row_mut(role), &with_needs);
                let uses = bits::meets(f.reach.role_own.permits(role), &used);
                found.count(role, person, old, uses, can_idle);
            }
        }
        // what was granted within the days cannot be judged
        for grant in f.grants().filter(|g| usage.is_young(g.window.since)) {
            if let Holder::Role(role) = grant.to {
                bits::clear(found.unused.row_mut(role.index()), grant.permission.index());
            }
        }
        found
    }

    fn count(&mut self, role: usize, person: usize, old: bool, uses: bool, can_idle: bool) {
        if let Some(judged) = self.judged.get_mut(role) {
            *judged |= old;
        }
        if let Some(users) = self.users.get_mut(role).filter(|_| uses) {
            *users += 1;
        }
        if let Some(idle) = self.idle.get_mut(role).filter(|_| !uses && can_idle) {
            idle.push(person);
        }
    }
}

/// People who have been there, with what they have now, for all the days that count.
fn settled(f: &Facts<'_>, usage: &Usage<'_>) -> Vec<bool> {
    let mut old: Vec<bool> = f.snap.people.iter().map(|p| p.active && !usage.is_young(p.created)).collect();
    let mut fresh = |p: PersonIx| {
        if let Some(old) = old.get_mut(p.index()) {
            *old = false;
        }
    };
    for m in f.snap.memberships.iter().filter(|m| usage.is_young(m.window.since)) {
        if let Member::Person(p) = m.member {
            fresh(p);
        }
    }
    for a in f.snap.assignments.iter().filter(|a| usage.is_young(a.window.since)) {
        if let Assignee::Person(p) = a.to {
            fresh(p);
        }
    }
    old
}
