//! Erasing what is kept about somebody who left a tenant. The facts stay, and every proof with them.
//!
//! What goes: whom their pseudonym stands for, values that entries and events commit to with their salts, and
//! words in dismissals, attempts and saved questions that name them. What stays is said: snapshots, whose
//! addresses the ledger names, and copies of the workspace.

use crate::convert::count;
use crate::desk::{Desk, heavy};
use crate::door::Act;
use crate::error::DeskError;
use crate::ledger::{random, set};
use crate::wire::Forgotten;
use crate::{R, operation};
use std::collections::{BTreeMap, BTreeSet};
use steward_ledger::Pseudonym;
use steward_model::{Person, Snapshot};
use steward_store::{AuditErased, Packed, TenantRow, TenantSnapshotRow};

/// Shorter words than this stand in too many texts that are about something else.
const SHORTEST: usize = 3;

/// Somebody, in all snapshots of a tenant.
#[derive(Debug, Default)]
struct Traces {
    /// Ids of those that fit, with the words by which each was named.
    words: BTreeMap<String, BTreeSet<String>>,
    /// How many snapshots hold each.
    snapshots: BTreeMap<String, u32>,
    /// Those that the newest snapshot holds.
    present: BTreeSet<String>,
}

impl Traces {
    fn look(&mut self, snapshot: &Snapshot, wanted: &str, newest: bool) {
        for person in snapshot.people.iter().filter(|person| is(person, wanted)) {
            let Person { id, user_name, name, email, .. } = person;
            let words = [Some(user_name), Some(name), email.as_ref()];
            let words = words.into_iter().flatten().filter(|word| word.chars().count() >= SHORTEST);
            self.words.entry(id.clone()).or_default().extend(words.map(|word| word.to_lowercase()));
            *self.snapshots.entry(id.clone()).or_default() += 1;
            if newest {
                self.present.insert(id.clone());
            }
        }
    }
}

/// Whether somebody is meant by an id, a login name, an address or a name.
fn is(person: &Person, wanted: &str) -> bool {
    let Person { id, user_name, name, email, .. } = person;
    id == wanted
        || [user_name, name].into_iter().chain(email).any(|word| word.to_lowercase() == wanted.to_lowercase())
}

/// Whether a text holds any of the words as a whole, whatever their letters.
fn names(text: &str, words: &BTreeSet<String>) -> bool {
    let text = text.to_lowercase();
    let whole = |(at, word): (usize, &str)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    };
    words.iter().any(|word| text.match_indices(word.as_str()).any(whole))
}

impl Desk {
    /// Erases what the ledger and the workspace keep about somebody who is not in the tenant any more, named
    /// by id, login name, address or name.
    ///
    /// # Errors
    /// When there is no such tenant, nobody or several have the name, they are still in the tenant, the
    /// workspace cannot be written, or the policies refuse.
    pub async fn forget(&self, tenant: &str, person: &str) -> R<Forgotten> {
        let row = self.tenant(tenant).await?;
        let act = self.allow(&operation::PERSON_FORGET, Some((&row).into())).await?;
        let result = self.forget_inner(&act, &row, person.trim()).await;
        act.settle(result).await
    }

    async fn forget_inner(&self, act: &Act, row: &TenantRow, wanted: &str) -> Result<Forgotten, DeskError> {
        let store = self.store();
        let rows = store.tenant_snapshots(&row.id).await?;
        let traces = self.traces(&rows, wanted).await?;
        let (subject, mut words) = match one(&traces, wanted) {
            Ok((subject, words)) => (subject.clone(), words.clone()),
            // somebody whom only the tenant's log names
            Err(DeskError::NotFound { what, name, near }) => match self.logged(row, wanted).await? {
                Some(logged) => logged,
                None => return Err(DeskError::NotFound { what, name, near }),
            },
            Err(error) => return Err(error),
        };
        let snapshots = traces.snapshots.get(&subject).copied().unwrap_or_default();
        for word in words.clone() {
            // the log may know them by another id
            if let Ok(Some((id, more))) = self.logged(row, &word).await {
                words.extend(more);
                words.insert(id.to_lowercase());
            }
        }

        let long: BTreeSet<String> =
            words.iter().filter(|word| word.chars().count() >= SHORTEST).cloned().collect();
        let holds = |text: &str| names(text, &long);
        // as a dismissal names those whom it covers
        let quoted = crate::convert::json(&subject)?;
        let values: Vec<_> = (store.withheld().await?.into_iter())
            .filter(|row| holds(&unescaped(&row.withheld.value)))
            .collect();
        let dismissals: Vec<String> = (store.dismissals(&row.id).await?.into_iter())
            .filter(|row| {
                let covered = row.covers.as_deref().is_some_and(|covers| covers.contains(&quoted));
                holds(&row.reason) || covered
            })
            .map(|row| row.key)
            .collect();
        let attempts: Vec<i64> = (store.words_of_attempts(&row.id).await?.into_iter())
            .filter(|row| holds(&row.problems) || row.error.as_deref().is_some_and(holds))
            .map(|row| row.id)
            .collect();

        let mut held = self.audit_trail().await?;
        let mut write = act.write().await?;
        let fresh = Pseudonym::from_random(random()?).0;
        let pseudonym = write.pseudonym(&row.id, &subject, &fresh).await?;
        for value in &values {
            write.erase_withheld(value).await?;
        }
        // whom pseudonyms stand for goes here, after the values of the ledger
        words.insert(subject.clone());
        let known: Vec<String> = words.iter().cloned().collect();
        let AuditErased { trail, events, removed, questions, .. } =
            write.erase_from_audit(&held, &row.id, &known).await?;
        write.erase_pseudonym(&pseudonym).await?;
        for key in &dismissals {
            write.erase_words_of_dismissal(&row.id, key).await?;
        }
        for id in &attempts {
            write.erase_words_of_attempt(*id).await?;
        }
        // what a server said, as far as it came; it can be asked again
        write.clear_partial_read(&row.id).await?;
        let (values, dismissals, attempts) =
            (count(values.len()), count(dismissals.len()), count(attempts.len()));
        act.about("person", &pseudonym);
        let events = events.saturating_add(removed);
        let changes = vec![
            set("values", values),
            set("dismissals", dismissals),
            set("attempts", attempts),
            set("events", events),
            set("questions", questions),
        ];
        act.commit(write, changes).await?;
        *held = trail;
        drop(held);
        let scrubbed = store.scrub().await.unwrap_or_else(|fault| {
            tracing::warn!(%fault, "what was erased could not be taken out of the file yet");
            false
        });
        let backups = count(store.copies().len());
        Ok(Forgotten {
            pseudonym,
            values,
            dismissals,
            attempts,
            events,
            questions,
            scrubbed,
            snapshots,
            backups,
        })
    }

    /// Looks for somebody in all snapshots of a tenant.
    async fn traces(&self, rows: &[TenantSnapshotRow], wanted: &str) -> Result<Traces, DeskError> {
        let (mut traces, mut seen) = (Traces::default(), BTreeSet::new());
        for (at, row) in rows.iter().enumerate() {
            if !seen.insert(row.hash.0.clone()) {
                continue;
            }
            let Some(content) = self.store().snapshot_content(&row.hash).await? else { continue };
            let (hash, wanted) = (row.hash.clone(), wanted.to_owned());
            traces = heavy(move || {
                let snapshot = Packed::unpack(&hash, &content)?;
                traces.look(&snapshot, &wanted, at == 0);
                Ok::<_, DeskError>(traces)
            })
            .await??;
        }
        Ok(traces)
    }
}

/// The one who is meant, with the words by which they were named.
fn one<'a>(traces: &'a Traces, wanted: &str) -> Result<(&'a String, &'a BTreeSet<String>), DeskError> {
    let mut fits = traces.words.iter();
    let Some((id, words)) = fits.next() else {
        return Err(DeskError::NotFound { what: "person", name: wanted.to_owned(), near: Vec::new() });
    };
    if fits.next().is_some() {
        return Err(DeskError::Ambiguous {
            what: "people",
            name: wanted.to_owned(),
            count: traces.words.len(),
            candidates: traces.words.keys().take(8).map(|id| format!("`{id}`")).collect(),
        });
    }
    if traces.present.contains(id) {
        return Err(DeskError::BadInput {
            message: format!("`{wanted}` is still in the tenant"),
            meaning: "the next refresh would bring them back".to_owned(),
            hint: "remove them there and refresh the tenant first".to_owned(),
            details: Vec::new(),
        });
    }
    Ok((id, words))
}

/// The text of a value that is kept as JSON.
fn unescaped(value: &str) -> String {
    match serde_json::from_str(value) {
        Ok(serde_json::Value::String(text)) => text,
        _ => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_name_is_found_whatever_its_letters() {
        let words = ["anna roth".to_owned(), "sam".to_owned()].into();
        assert!(names("agreed with ANNA Roth until May", &words));
        assert!(names("Sam's word", &words) && names("as said by sam", &words));
        assert!(!names("agreed with Anna until May, the same day", &words));
    }
}
