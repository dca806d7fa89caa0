//! Puts the parts of the tenant together.

use crate::access::Given;
use crate::chance::Chance;
use crate::people::Somebody;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use steward_model::{
    Environment, GroupDoc, LicenceDoc, ObjectDoc, PermissionDoc, Snapshot, SnapshotBuilder, Source,
    TenantInfo,
};
use steward_pack::{ObjectPlan, Pack, PlantedPlan, PracticeBlueprint};

/// Which of the two snapshots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Then {
    Baseline,
    Now,
}

/// One snapshot in the making.
pub(crate) struct Build<'a> {
    pub pack: &'a Pack,
    pub plan: &'a PracticeBlueprint,
    pub now: Timestamp,
    /// The moment the snapshot is taken at.
    pub at: Timestamp,
    pub chance: Chance,
    /// What is wrong in this snapshot.
    pub planted: Vec<&'a PlantedPlan>,
}

impl<'a> Build<'a> {
    pub(crate) fn new(
        pack: &'a Pack,
        plan: &'a PracticeBlueprint,
        now: Timestamp,
        baseline_at: Timestamp,
        then: Then,
        planted: bool,
    ) -> Self {
        let at = if then == Then::Now { now } else { baseline_at };
        let planted =
            (plan.planted.iter()).filter(|p| planted && (then == Then::Now || !p.recent)).collect::<Vec<_>>();
        Self { pack, plan, now, at, chance: Chance::new(plan.tenant.seed), planted }
    }

    /// The snapshot. The check of the pack has seen to it that nothing has to be left out.
    pub(crate) fn snapshot(&self) -> Snapshot {
        let mut people = self.people();
        let given = self.given(&people);
        self.second_factors(&mut people, &given);
        let used = self.used(&people, &given);
        let mut builder = SnapshotBuilder::new(TenantInfo {
            name: self.plan.tenant.name.clone(),
            environment: Environment::Practice,
            product: Some(self.pack.manifest.id.clone()),
        });
        for permission in &self.pack.catalogue.permissions {
            let display_name = Some(permission.name.clone());
            builder.permission(PermissionDoc { id: permission.id.clone(), display_name }, 0);
        }
        for group in &self.plan.group {
            builder.group(
                GroupDoc {
                    id: group.id.clone(),
                    display_name: Some(group.name.clone()),
                    source: Source(group.source.clone().unwrap_or_else(|| "scim".into())),
                },
                0,
            );
        }
        for object in self.objects() {
            builder.object(self.object(object, &people), 0);
        }
        for licence in self.licences(&people, &given) {
            builder.licence(licence, 0);
        }
        for setting in &self.plan.setting {
            let before = setting.before.as_ref().filter(|_| self.at < self.now);
            builder.setting(setting.id.clone(), before.unwrap_or(&setting.value).clone());
        }
        builder.reports_activity();
        used.into_iter().for_each(|activity| builder.activity(activity, 0));
        given.write(&mut builder);
        people.into_iter().for_each(|somebody| builder.person(somebody.doc, 0));
        builder.finish().0
    }

    /// Whoever a filled group gives more than everybody has, has a second factor.
    fn second_factors(&self, people: &mut [Somebody], given: &Given) {
        let filled: BTreeSet<&str> =
            self.plan.group.iter().filter(|g| g.people > 0).map(|g| g.id.as_str()).collect();
        let members = given.members_of(&filled);
        for somebody in people.iter_mut().filter(|s| s.fills && members.contains(s.doc.id.as_str())) {
            somebody.doc.mfa = Some(true);
        }
    }

    fn objects(&self) -> impl Iterator<Item = &'a ObjectPlan> + '_ {
        self.plan.object.iter().chain(self.planted.iter().flat_map(|p| &p.object))
    }

    /// An object; whoever is not there yet has made none.
    fn object(&self, plan: &ObjectPlan, people: &[Somebody]) -> ObjectDoc {
        let there = |id: &&String| people.iter().any(|s| s.doc.id == **id);
        ObjectDoc {
            id: plan.id.clone(),
            kind: plan.kind.clone(),
            display_name: Some(plan.name.clone()),
            owner: plan.owner.as_ref().filter(there).cloned(),
        }
    }

    /// The licences and who has a seat: planted ones, then the holders of the roles, then others.
    fn licences(&self, people: &[Somebody], given: &Given) -> Vec<LicenceDoc> {
        let known: BTreeMap<&str, &Somebody> = people.iter().map(|s| (s.doc.id.as_str(), s)).collect();
        let names: BTreeMap<&str, &str> =
            self.pack.catalogue.licences.iter().map(|l| (l.id.as_str(), l.name.as_str())).collect();
        let signed_in = |id: &&str| known.get(id).is_some_and(|s| s.doc.last_sign_in.is_some());
        (self.plan.licence.iter())
            .map(|licence| {
                let wanted = licence.used as usize;
                let planted = self.planted.iter().flat_map(|p| &p.seat).filter(|s| s.licence == licence.id);
                let mut seats: BTreeSet<&str> = planted.flat_map(|s| &s.people).map(String::as_str).collect();
                let holders = licence.roles.iter().flat_map(|role| given.holders(role));
                let mut others: Vec<&str> = people.iter().map(|s| s.doc.id.as_str()).collect();
                others.sort_by_cached_key(|id| self.chance.number("seat", id));
                for id in holders.filter(signed_in).chain(others.into_iter().filter(signed_in)) {
                    if seats.len() < wanted {
                        seats.insert(id);
                    }
                }
                LicenceDoc {
                    id: licence.id.clone(),
                    display_name: names.get(licence.id.as_str()).map(|n| (*n).to_owned()),
                    seats: Some(licence.seats),
                    people: seats
                        .into_iter()
                        .filter(|id| known.contains_key(id))
                        .map(str::to_owned)
                        .collect(),
                }
            })
            .collect()
    }
}
