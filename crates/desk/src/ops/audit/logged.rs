//! Whom the log of a tenant names by a word.

use crate::desk::Desk;
use crate::error::DeskError;
use std::collections::BTreeSet;
use steward_audit::{Column, Identity, PageFrom, Question, identities};
use steward_store::{AuditRow, TenantRow};

/// Events that are looked at for a word.
const EVENTS: usize = 1_000;
/// Words that are looked for, until all that mean the same person are known.
const WORDS: usize = 100;

/// Somebody as the log names them: identities that have an id in common.
#[derive(Clone, Debug, Default)]
struct Somebody {
    /// The id by which events name them, or one of the others.
    id: String,
    /// Whether events themselves name them by that id.
    told: bool,
    /// Ids, login names and addresses in small letters.
    ids: BTreeSet<String>,
    /// Names in small letters.
    names: BTreeSet<String>,
    /// The logs that name them, by the mapping that read them.
    origins: BTreeSet<String>,
}

impl Somebody {
    fn of(origin: &str, one: &Identity) -> Self {
        let id = match one.id.is_empty() {
            true => one.ids.first().or_else(|| one.names.first()).cloned().unwrap_or_default(),
            false => one.id.clone(),
        };
        Self {
            id,
            told: !one.id.is_empty(),
            ids: lower(&one.ids),
            names: lower(&one.names),
            origins: BTreeSet::from([origin.to_owned()]),
        }
    }

    fn is(&self, wanted: &str) -> bool {
        let local = |id: &String| id.split_once('@').is_some_and(|(local, _)| local == wanted);
        self.ids.contains(wanted) || self.names.contains(wanted) || self.ids.iter().any(local)
    }

    fn take(&mut self, other: Self) {
        self.ids.extend(other.ids);
        self.names.extend(other.names);
        self.origins.extend(other.origins);
    }

    fn words(&self) -> BTreeSet<String> {
        self.ids.union(&self.names).cloned().collect()
    }
}

impl Desk {
    /// Whom events of a tenant name by an id, a login name, an address or a name: the id, and all words by which
    /// they are named there. Nothing when nobody is.
    ///
    /// Words that stand for one party in an event mean the same person, and so does what is tied to any of their
    /// ids. A name of several parts means the same person in another log, and not in the same one.
    pub(crate) async fn logged(
        &self,
        tenant: &TenantRow,
        wanted: &str,
    ) -> Result<Option<(String, BTreeSet<String>)>, DeskError> {
        let wanted = wanted.trim().to_lowercase();
        let mut looked = BTreeSet::new();
        let mut known = self.identities_by(tenant, &wanted, &mut looked).await?;
        known.retain(|one| one.is(&wanted));
        let mut fits = self.tied(tenant, known, &mut looked).await?;
        fits.sort_by_key(|one| (one.ids.is_empty(), !one.told));
        let mut fits = fits.into_iter();
        let Some(mut found) = fits.next() else { return Ok(None) };
        let mut ids = vec![found.id.clone()];
        let mut same = true;
        for other in fits {
            ids.push(other.id.clone());
            // who has a name and no id is whoever has the name
            same &= other.ids.is_empty() || found.origins.is_disjoint(&other.origins);
            found.take(other);
        }
        if !same {
            return Err(DeskError::Ambiguous {
                what: "people",
                name: wanted,
                count: ids.len(),
                candidates: ids.iter().take(8).map(|id| format!("`{id}`")).collect(),
            });
        }
        let full = |name: &&String| name.contains(char::is_whitespace);
        for name in found.names.clone().iter().filter(full) {
            let mut others = self.identities_by(tenant, name, &mut BTreeSet::new()).await?;
            others.retain(|one| one.names.contains(name));
            for other in self.tied(tenant, others, &mut BTreeSet::new()).await? {
                let theirs = !found.ids.is_disjoint(&other.ids);
                if theirs || found.origins.is_disjoint(&other.origins) || other.ids.is_empty() {
                    found.take(other);
                }
            }
        }
        let words = found.words();
        Ok(Some((found.id, words)))
    }

    /// Puts together who is the same, with everything that the log ties to any of their ids.
    async fn tied(
        &self,
        tenant: &TenantRow,
        known: Vec<Somebody>,
        looked: &mut BTreeSet<String>,
    ) -> Result<Vec<Somebody>, DeskError> {
        let mut people = merged(known);
        loop {
            let ids: BTreeSet<String> =
                people.iter().flat_map(|one| &one.ids).filter(|id| !looked.contains(*id)).cloned().collect();
            if ids.is_empty() || looked.len() >= WORDS {
                return Ok(people);
            }
            for id in ids {
                let more = self.identities_by(tenant, &id, looked).await?;
                people.extend(more.into_iter().filter(|one| one.ids.contains(&id)));
            }
            people = merged(people);
        }
    }

    /// Everybody in the newest events that hold a word.
    async fn identities_by(
        &self,
        tenant: &TenantRow,
        word: &str,
        looked: &mut BTreeSet<String>,
    ) -> Result<Vec<Somebody>, DeskError> {
        looked.insert(word.to_owned());
        if !word.chars().any(char::is_alphanumeric) {
            return Ok(Vec::new());
        }
        let question =
            Question::default().with(Column::Tenant, tenant.id.as_str()).with(Column::Source, "tenant");
        let rows = {
            let mut held = self.audit_trail().await?;
            let found = self.store().find_audit_text(&mut held, &[word.to_owned()]).await?;
            held.trail().ask(&question, Some(found)).page(PageFrom::Newest, EVENTS).rows
        };
        let mut people = BTreeSet::new();
        for kept in self.audit_rows(&rows).await? {
            let AuditRow::Event(row) = kept else { continue };
            let all = identities(&row.event).into_iter();
            people.extend(all.map(|one| (row.event.origin.clone(), one)));
        }
        Ok(people.iter().map(|(origin, one)| Somebody::of(origin, one)).collect())
    }
}

/// Those who have an id in common are one; whoever has none, only a name, is one with whom has that name in the
/// same log.
fn merged(people: Vec<Somebody>) -> Vec<Somebody> {
    let mut all: Vec<Somebody> = Vec::new();
    for mut one in people {
        let same = |other: &Somebody| {
            let nameless = one.ids.is_empty() && other.ids.is_empty();
            !one.ids.is_disjoint(&other.ids) || (nameless && !one.names.is_disjoint(&other.names))
        };
        let (these, rest): (Vec<Somebody>, Vec<Somebody>) = all.into_iter().partition(same);
        all = rest;
        if !one.told
            && let Some(first) = these.iter().find(|other| other.told).or_else(|| these.first())
        {
            one.id.clone_from(&first.id);
            one.told = first.told;
        }
        these.into_iter().for_each(|other| one.take(other));
        all.push(one);
    }
    all
}

fn lower(words: &BTreeSet<String>) -> BTreeSet<String> {
    words.iter().map(|word| word.to_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(origin: &str, ids: &[&str], names: &[&str]) -> Somebody {
        let set = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<BTreeSet<_>>();
        Somebody::of(origin, &Identity { id: String::new(), ids: set(ids), names: set(names) })
    }

    #[test]
    fn who_has_an_id_in_common_is_one_and_who_has_a_name_in_common_is_not() {
        let people = vec![
            one("okta", &["00uANNA"], &["Anna Roth"]),
            one("okta", &["00uOTHER"], &["Anna Roth"]),
            one("okta", &["anna.roth@acme.example"], &[]),
            one("okta", &["00uANNA", "anna.roth@acme.example"], &["A. Roth"]),
        ];
        let merged = merged(people);
        assert_eq!(merged.len(), 2, "{merged:?}");
        let anna = merged.iter().find(|one| one.is("00uanna")).unwrap();
        assert_eq!(anna.ids.len(), 2);
        assert!(anna.is("anna.roth") && anna.is("a. roth") && !anna.is("00uother"));
    }
}
