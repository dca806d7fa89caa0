//! Who works in the tenant.

use crate::build::Build;
use crate::moment::{before, days, offset};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use steward_model::PersonDoc;
use steward_pack::{DepartmentPlan, PersonPlan, SitePlan, person_id};

/// Somebody, and the groups the blueprint puts them in.
#[derive(Clone, Debug)]
pub(crate) struct Somebody {
    pub doc: PersonDoc,
    /// Groups of site, department and the person's own entry.
    pub groups: BTreeSet<String>,
    /// Whether groups may be filled with this person: not when known by name, not when new.
    pub fills: bool,
    /// When the account was made.
    pub created: Timestamp,
}

/// How somebody came.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Came {
    LongAgo,
    Lately,
    InvitedOnly,
    AndLeft,
}

impl Build<'_> {
    /// Everybody who is there at the moment of the snapshot, those known by name first.
    pub(crate) fn people(&self) -> Vec<Somebody> {
        let mut people: Vec<Somebody> = self.plan.person.iter().map(|plan| self.named(plan)).collect();
        let mut taken: BTreeSet<String> = people.iter().map(|s| s.doc.id.clone()).collect();
        let tenant = &self.plan.tenant;
        let rest = (tenant.people as usize).saturating_sub(people.len());
        let new = (tenant.joined + tenant.invited) as usize;
        for at in 0..rest + tenant.left as usize {
            let came = match at {
                _ if at >= rest => Came::AndLeft,
                _ if at + tenant.invited as usize >= rest => Came::InvitedOnly,
                _ if at + new >= rest => Came::Lately,
                _ => Came::LongAgo,
            };
            if let Some(name) = self.name(at, &mut taken) {
                people.push(self.made_up(&name, came));
            }
        }
        if self.at == self.now {
            people.truncate(tenant.people as usize);
        } else {
            people.retain(|s| s.created <= self.at);
        }
        self.managers(&mut people);
        for change in self.planted.iter().flat_map(|p| &p.person) {
            let Some(somebody) = people.iter_mut().find(|s| s.doc.id == change.id) else { continue };
            somebody.doc.active = change.active.unwrap_or(somebody.doc.active);
            somebody.doc.mfa = change.mfa.or(somebody.doc.mfa);
            // seen from today; in the baseline it counts when it had happened by then
            let sign_in =
                offset(self.now, change.last_sign_in.as_deref()).filter(|moment| *moment <= self.at);
            somebody.doc.last_sign_in = sign_in.or(somebody.doc.last_sign_in);
        }
        people
    }

    fn named(&self, plan: &PersonPlan) -> Somebody {
        let id = plan.id.clone().unwrap_or_else(|| person_id(&plan.name));
        let age = days(200 + self.chance.below(1000, "age", &id));
        let created = offset(self.now, plan.created.as_deref()).unwrap_or_else(|| before(self.now, age));
        let site = self.plan.site.iter().find(|s| Some(&s.name) == plan.site.as_ref());
        let department = self.plan.department.iter().find(|d| Some(&d.name) == plan.department.as_ref());
        let mut groups = self.home(site, department);
        groups.extend(plan.groups.iter().cloned());
        let last = offset(self.at, plan.last_sign_in.as_deref());
        let doc = PersonDoc {
            email: Some(format!("{id}@{}", self.plan.tenant.domain)),
            display_name: Some(plan.name.clone()),
            title: plan.title.clone(),
            department: plan.department.clone(),
            manager: plan.manager.clone(),
            active: true,
            mfa: Some(true),
            last_sign_in: Some(last.unwrap_or_else(|| self.sign_in(&id, created))),
            created: Some(created),
            user_name: None,
            id,
        };
        Somebody { doc, groups, fills: false, created }
    }

    fn made_up(&self, name: &str, came: Came) -> Somebody {
        let id = person_id(name);
        let age = match came {
            Came::LongAgo | Came::AndLeft => days(100 + self.chance.below(1400, "age", &id)),
            Came::Lately | Came::InvitedOnly => {
                let span = days(u64::from(self.plan.tenant.baseline_days).saturating_sub(2));
                days(1) + self.chance.below(span, "age", &id)
            }
        };
        let created = before(self.now, age);
        let site = self.chance.share(&self.plan.site, |s| s.share, "site", &id);
        let department = self.chance.share(&self.plan.department, |d| d.share, "department", &id);
        let titles = department.map(|d| d.titles.as_slice()).unwrap_or_default();
        let signed_in = came != Came::InvitedOnly;
        let doc = PersonDoc {
            email: Some(format!("{id}@{}", self.plan.tenant.domain)),
            display_name: Some(name.to_owned()),
            title: self.chance.pick(titles, "title", &id).cloned(),
            department: department.map(|d| d.name.clone()),
            manager: None,
            active: true,
            mfa: Some(signed_in && self.chance.happens(90, "second factor", &id)),
            last_sign_in: signed_in.then(|| self.sign_in(&id, created)),
            created: Some(created),
            user_name: None,
            id,
        };
        let groups = self.home(site, department);
        Somebody { doc, groups, fills: came == Came::LongAgo, created }
    }

    fn home(&self, site: Option<&SitePlan>, department: Option<&DepartmentPlan>) -> BTreeSet<String> {
        let everyone = self.plan.group.iter().filter(|g| g.everyone).map(|g| g.id.clone());
        let site = site.and_then(|s| s.group.clone());
        everyone.chain(site).chain(department.and_then(|d| d.group.clone())).collect()
    }

    /// A name that nobody has yet.
    fn name(&self, at: usize, taken: &mut BTreeSet<String>) -> Option<String> {
        let names = &self.plan.names;
        (0..1000).find_map(|attempt| {
            let about = format!("{at}.{attempt}");
            let given = self.chance.pick(&names.given, "given name", &about)?;
            let family = self.chance.pick(&names.family, "family name", &about)?;
            let name = format!("{given} {family}");
            taken.insert(person_id(&name)).then_some(name)
        })
    }

    /// Two thirds within the week, the others within 25 days, nobody before the account was made.
    fn sign_in(&self, id: &str, created: Timestamp) -> Timestamp {
        let question = if self.at < self.now { "sign-in then" } else { "sign-in" };
        let span = if self.chance.happens(68, "active", id) { (10, days(7)) } else { (days(7), days(25)) };
        let ago = span.0 + self.chance.below(span.1 - span.0, question, id);
        before(self.at, ago).max(created)
    }

    /// Whoever leads the department, where somebody is known by name.
    fn managers(&self, people: &mut [Somebody]) {
        let mut leads: BTreeMap<&str, String> = BTreeMap::new();
        for plan in &self.plan.person {
            if let Some(department) = &plan.department {
                leads
                    .entry(department)
                    .or_insert_with(|| plan.id.clone().unwrap_or_else(|| person_id(&plan.name)));
            }
        }
        for somebody in people {
            let lead = somebody.doc.department.as_deref().and_then(|d| leads.get(d));
            if somebody.doc.manager.is_none() {
                somebody.doc.manager = lead.filter(|lead| **lead != somebody.doc.id).cloned();
            }
        }
    }
}
