//! When permissions were last used.

use crate::access::Given;
use crate::build::Build;
use crate::moment::{before, days, offset};
use crate::people::Somebody;
use jiff::Timestamp;
use std::collections::BTreeMap;
use steward_model::ActivityDoc;

/// (person, permission) → last use.
type Uses<'a> = BTreeMap<(&'a str, &'a str), Timestamp>;

impl Build<'_> {
    /// The last use of everything by everybody. Each permission of a role is used by some of its holders, and each
    /// holder uses some of it; what is planted as unused is not.
    pub(crate) fn used(&self, people: &[Somebody], given: &Given) -> Vec<ActivityDoc> {
        let known: BTreeMap<&str, &Somebody> = people.iter().map(|s| (s.doc.id.as_str(), s)).collect();
        let mut uses = Uses::new();
        for role in given.role_ids() {
            let permissions = given.permissions(role);
            for (n, person) in given.holders(role).into_iter().enumerate() {
                let Some(somebody) = known.get(person) else { continue };
                for (k, permission) in permissions.iter().enumerate() {
                    let about = format!("{person} {permission}");
                    if n < 2 || k == 0 || self.chance.happens(85, "uses", &about) {
                        self.note(&mut uses, somebody, permission);
                    }
                }
            }
        }
        for (person, permission) in given.group_grants() {
            if let Some(somebody) = known.get(person) {
                self.note(&mut uses, somebody, permission);
            }
        }
        self.plant_uses(given, &known, &mut uses);
        (uses.into_iter())
            .map(|((person, permission), last_used)| ActivityDoc {
                person: person.to_owned(),
                permission: permission.to_owned(),
                last_used,
            })
            .collect()
    }

    /// Within the 50 days before the last sign-in, not before the account was made.
    fn note<'a>(&self, uses: &mut Uses<'a>, somebody: &'a Somebody, permission: &'a str) {
        let Some(sign_in) = somebody.doc.last_sign_in.filter(|_| somebody.doc.active) else { return };
        let about = format!("{} {permission}", somebody.doc.id);
        let ago = self.chance.below(days(50), "last use", &about);
        let last = before(sign_in, ago).max(somebody.created).min(self.at);
        uses.insert((somebody.doc.id.as_str(), permission), last);
    }

    fn plant_uses<'a>(
        &'a self,
        given: &'a Given,
        known: &BTreeMap<&'a str, &'a Somebody>,
        uses: &mut Uses<'a>,
    ) {
        let by_then =
            |text: &Option<String>| offset(self.now, text.as_deref()).filter(|moment| *moment <= self.at);
        for unused in self.planted.iter().flat_map(|p| &p.unused) {
            for person in given.holders(&unused.role) {
                let key = (person, unused.permission.as_str());
                uses.remove(&key);
                if let Some(last) = by_then(&unused.used).filter(|_| known.contains_key(person)) {
                    uses.insert(key, last);
                }
            }
        }
        for grant in self.planted.iter().flat_map(|p| &p.grant) {
            let Some(person) = grant.person.as_deref().filter(|id| known.contains_key(id)) else { continue };
            let key = (person, grant.permission.as_str());
            uses.remove(&key);
            if let Some(last) = by_then(&grant.used) {
                uses.insert(key, last);
            }
        }
    }
}
