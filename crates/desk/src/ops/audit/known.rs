//! What a name in a question stands for: operators, people of tenants, and whom tenants' logs name.

use super::names::Names;
use crate::error::DeskError;
use std::collections::{BTreeMap, BTreeSet};
use steward_audit::{AuditEvent, Column, PageFrom, Question, Trail};
use steward_store::{AuditRow, TenantRow};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Most ids that a name stands for.
const MOST: usize = 200;
/// Events that are looked at for a name.
const EVENTS: usize = 200;
/// Shorter parts of names fit too many.
const SHORTEST: usize = 3;

/// How well names fit: the whole name, a word of it, a part of it. Smaller is better.
type Rank = u8;
/// Whoever has the word in their name is meant as much as whoever is called so as a whole.
const A_WORD: Rank = 1;

/// A name without case and accents, so that `ines` is `Inès`.
fn folded(name: &str) -> String {
    name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// How well a name fits a word that is folded.
fn rank(name: &str, wanted: &str) -> Option<Rank> {
    let name = folded(name);
    if name == wanted {
        Some(0)
    } else if name.split(|c: char| !c.is_alphanumeric()).any(|part| part == wanted) {
        Some(1)
    } else {
        (wanted.chars().count() >= SHORTEST && name.contains(wanted)).then_some(2)
    }
}

/// What fits, the best first.
#[derive(Default)]
struct Fits(BTreeMap<Rank, BTreeSet<String>>);

impl Fits {
    fn add(&mut self, rank: Rank, id: String) {
        self.0.entry(rank).or_default().insert(id);
    }

    /// All whose name or id is the word or has it as a word; those who have it as a part only when nobody else fits.
    fn best(self) -> Vec<String> {
        let best = self.0.keys().next().copied().unwrap_or_default().max(A_WORD);
        let near = self.0.into_iter().take_while(|(rank, _)| *rank <= best);
        let ids: BTreeSet<String> = near.flat_map(|(_, ids)| ids).collect();
        ids.into_iter().take(MOST).collect()
    }

    /// Without those who have the word as a part only.
    fn near(mut self) -> Self {
        self.0.retain(|rank, _| *rank <= A_WORD);
        self
    }
}

/// Identifiers of people of a tenant with how well each fits.
type Identifiers = Vec<(Rank, Vec<String>)>;

impl Names<'_> {
    /// The ids that a name stands for; none when nothing is known of it. A word that `is_an_id` stands for nobody
    /// whose name has it as a part only.
    pub(super) async fn ids(
        &mut self,
        (column, word, is_an_id): (Column, &str, bool),
        tenant: Option<&TenantRow>,
        trail: &Trail,
    ) -> Result<Vec<String>, DeskError> {
        let wanted = folded(word.trim_matches('*').trim());
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let mut fits = Fits::default();
        if self.sees_operators() {
            for (id, name) in &self.operators {
                if let Some(rank) = rank(name, &wanted) {
                    fits.add(rank, id.clone());
                }
            }
        }
        let tenants: Vec<String> = match tenant {
            Some(row) => vec![row.id.clone()],
            None => self.tenants.keys().cloned().collect(),
        };
        for tenant in tenants {
            if self.sees(&tenant)? {
                self.in_tenant(column, &tenant, &wanted, &mut fits).await?;
            }
        }
        self.in_logs(column, &wanted, tenant, trail, &mut fits).await?;
        Ok(if is_an_id { fits.near().best() } else { fits.best() })
    }

    /// People of a tenant, and what else it has when that is asked for.
    async fn in_tenant(
        &mut self,
        column: Column,
        tenant: &str,
        wanted: &str,
        fits: &mut Fits,
    ) -> Result<(), DeskError> {
        let part = if wanted.chars().count() < SHORTEST { wanted.to_owned() } else { format!("*{wanted}*") };
        let store = self.desk.store();
        let subjects = store.people_of(&store.pseudonyms_of(Some(tenant), &part).await?).await?;
        for (pseudonym, subject) in subjects {
            if let Some(rank) = rank(&subject, wanted) {
                fits.add(rank, pseudonym);
            }
        }
        let Some(opened) = self.opened(tenant).await else { return Ok(()) };
        let snapshot = opened.snapshot();
        let mut people: Identifiers = Vec::new();
        for person in &snapshot.people {
            let names = [&person.name, &person.user_name, &person.id].into_iter().chain(&person.email);
            if let Some(rank) = names.filter_map(|name| rank(name, wanted)).min() {
                let ids = [&person.id, &person.user_name].into_iter().chain(&person.email);
                people.push((rank, ids.cloned().collect()));
            }
        }
        if column == Column::Object {
            let roles = snapshot.roles.iter().map(|x| (&x.id, &x.name));
            let groups = snapshot.groups.iter().map(|x| (&x.id, &x.name));
            let permissions = snapshot.permissions.iter().map(|x| (&x.id, &x.name));
            let objects = snapshot.objects.iter().map(|x| (&x.id, &x.name));
            for (id, name) in roles.chain(groups).chain(permissions).chain(objects) {
                if let Some(rank) = rank(name, wanted) {
                    fits.add(rank, id.clone());
                }
            }
        }
        people.sort_by_key(|(rank, _)| *rank);
        let best = people.first().map(|(rank, _)| (*rank).max(A_WORD));
        let people = people.into_iter().filter(|(rank, _)| Some(*rank) <= best).take(MOST);
        let identifiers: Vec<String> = people.flat_map(|(_, ids)| ids).collect();
        if let (Some(rank), false) = (best, identifiers.is_empty()) {
            for id in store.pseudonyms_by_id(tenant, &identifiers).await?.into_values() {
                fits.add(rank, id);
            }
        }
        Ok(())
    }

    /// Whom and what tenants' logs call so, in the newest events that hold the word.
    async fn in_logs(
        &mut self,
        column: Column,
        wanted: &str,
        tenant: Option<&TenantRow>,
        trail: &Trail,
        fits: &mut Fits,
    ) -> Result<(), DeskError> {
        let found = {
            let mut held = self.desk.audit_trail().await?;
            self.desk.store().find_audit_text(&mut held, &[wanted.to_owned()]).await?
        };
        let mut question = Question::default().with(Column::Source, "tenant");
        if let Some(row) = tenant {
            question = question.with(Column::Tenant, row.id.as_str());
        }
        let rows = trail.ask(&question, Some(found)).page(PageFrom::Newest, EVENTS).rows;
        for kept in self.desk.audit_rows(&rows).await? {
            let AuditRow::Event(event) = kept else { continue };
            let named = match (column, &event.event) {
                (Column::Who, AuditEvent { actor: Some(actor), .. }) => (&actor.id, &actor.name),
                (Column::Object, AuditEvent { object: Some(object), .. }) => (&object.id, &object.name),
                _ => continue,
            };
            let (id, name) = named;
            let called = [Some(id), name.as_ref()].into_iter().flatten();
            let best = called.filter_map(|x| rank(x, wanted)).min();
            if let Some(best) = best
                && self.sees(&event.tenant)?
            {
                fits.add(best, self.pseudonym(&event.tenant, id).await?);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Fits, rank};

    #[test]
    fn the_whole_name_fits_best_and_a_short_part_not_at_all() {
        assert_eq!(rank("Ines Okafor", "ines okafor"), Some(0));
        assert_eq!(rank("Ines Okafor", "ines"), Some(1));
        assert_eq!(rank("ines.okafor@acme.example", "okafor"), Some(1));
        assert_eq!(rank("Ines Okafor", "kafo"), Some(2));
        assert_eq!(rank("Ines Okafor", "ka"), None);
        assert_eq!(rank("Ines Okafor", "omar"), None);
        assert_eq!(rank("Inès MOREAU", "ines"), Some(1), "whatever the letters and accents");
        assert_eq!(rank("Ine\u{300}s", "ines"), Some(0));
    }

    #[test]
    fn an_id_hides_nobody_of_that_name() {
        let fits = || {
            let mut fits = Fits::default();
            for (id, name) in [("a", "ines"), ("b", "Inès Moreau"), ("c", "Jines Park")] {
                fits.add(rank(name, "ines").unwrap(), id.to_owned());
            }
            fits
        };
        assert_eq!(fits().best(), ["a", "b"]);
        assert_eq!(fits().near().best(), ["a", "b"]);
        let mut part = Fits::default();
        part.add(2, "c".to_owned());
        assert_eq!(part.best(), ["c"]);
    }
}
