//! Which entries of Steward's own ledger and which events of tenants' own logs answer a question, for bundles of evidence.

use super::names::Names;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::wire::AuditQuestion;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use steward_audit::{Column, PageFrom, Question};
use steward_evidence::MAX_EVENTS;
use steward_store::{AuditProof, AuditRow};

/// Entries that are read at once.
const PAGE: usize = 1_000;

/// Numbers of entries, by the id of their log.
pub(crate) type Places = BTreeMap<i64, BTreeSet<u64>>;

/// What answers a question.
pub(crate) struct Answers {
    /// The question as it was understood: with ids for names, within the tenant, and one about everything written as
    /// such.
    pub(crate) question: Question,
    /// Entries of the ledger.
    pub(crate) places: Places,
    /// Events of tenants' own logs.
    pub(crate) events: Vec<Told>,
}

/// An event of a tenant's own log that answers a question.
pub(crate) struct Told {
    /// The event with all that proves it to be in its batch.
    pub(crate) proof: AuditProof,
    /// Id of the log and number of the entry that seals the batch; nothing when no entry does.
    pub(crate) seal: Option<(i64, u64)>,
    /// Whether this operator may see the people of the tenant.
    pub(crate) seen: bool,
}

impl Desk {
    /// The entries of all logs and the events of all tenants that answer a question. Words have to stand in what an
    /// entry or an event says; in what it keeps outside they count only when that is `disclosed`.
    pub(crate) async fn ledger_answers(
        &self,
        asked: &AuditQuestion,
        disclosed: bool,
    ) -> Result<Answers, DeskError> {
        let mut names = Names::of(self).await?;
        let asked = self.understood(&mut names, asked).await?;
        let words: Vec<String> =
            asked.question.text.iter().map(|word| word.trim_end_matches('*').trim().to_lowercase()).collect();
        let (mut places, mut events, mut from) = (Places::new(), Vec::new(), PageFrom::Newest);
        loop {
            let page =
                asked.work(move |trail, question, rows| trail.ask(question, rows).page(from, PAGE)).await?;
            for kept in self.audit_rows(&page.rows).await? {
                match kept {
                    AuditRow::Own { row: _, entry } if disclosed || holds(&entry.bytes, &words) => {
                        places.entry(entry.log).or_default().insert(entry.number);
                    }
                    AuditRow::Own { .. } => {}
                    AuditRow::Event(event) => events.push(event.row),
                }
            }
            if events.len() > MAX_EVENTS {
                return Err(too_many());
            }
            match page.older {
                Some(place) => from = PageFrom::OlderThan(place),
                None => break,
            }
        }
        let question = asked.question;
        let question = match question == Question::default() {
            true => question.with(Column::Operation, "*"),
            false => question,
        };
        let words = if disclosed { Vec::new() } else { words };
        let events = told(&mut names, &events, &words).await?;
        Ok(Answers { question, places, events })
    }
}

/// Events by their numbers with what proves them, as far as they say these words.
async fn told(names: &mut Names<'_>, rows: &[u32], words: &[String]) -> Result<Vec<Told>, DeskError> {
    let mut list = Vec::with_capacity(rows.len());
    for proof in names.desk.store().audit_proofs(rows).await? {
        if !tells(&proof.sealed, words) {
            continue;
        }
        let seal = names.seal(proof.batch.id).await?.map(|row| (row.log, row.number));
        let seen = names.sees(&proof.event.tenant)?;
        list.push(Told { proof, seal, seen });
    }
    Ok(list)
}

fn too_many() -> DeskError {
    DeskError::input(
        format!(
            "more than {MAX_EVENTS} events of tenants' own logs answer, which is the most that a bundle holds"
        ),
        "ask about a shorter time with `since:` and `until:`, about less, or with `source:steward` about Steward's own \
         entries alone",
    )
}

/// Whether every word stands in something that a sealed event says. What is withheld there are hashes.
fn tells(sealed: &[u8], words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let event = serde_json::from_slice::<Json>(sealed).ok().and_then(|mut sealed| {
        let event = sealed.get_mut("event")?;
        Some(event.take())
    });
    says(&event.unwrap_or_default(), words)
}

/// Whether every word stands in something that an entry says.
fn holds(bytes: &[u8], words: &[String]) -> bool {
    says(&serde_json::from_slice(bytes).unwrap_or_default(), words)
}

fn says(value: &Json, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let mut said = Vec::new();
    gather(value, &mut said);
    words.iter().all(|word| said.iter().any(|text| text.contains(word)))
}

/// Every text and number in a value, in small letters.
fn gather(value: &Json, said: &mut Vec<String>) {
    match value {
        Json::Null => {}
        Json::String(text) => said.push(text.to_lowercase()),
        Json::Bool(_) | Json::Number(_) => said.push(value.to_string()),
        Json::Array(list) => list.iter().for_each(|value| gather(value, said)),
        Json::Object(map) => map.values().for_each(|value| gather(value, said)),
    }
}

#[cfg(test)]
mod tests {
    use super::{holds, tells};

    #[test]
    fn words_are_looked_for_in_values_not_in_their_names() {
        let entry = br#"{"event":{"operation":"Tenant.Add","changes":[{"after":60}]}}"#;
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        assert!(holds(entry, &[]) && holds(entry, &words(&["tenant.add", "60"])));
        assert!(!holds(entry, &words(&["changes"])) && !holds(entry, &words(&["60", "61"])));
        let event = br#"{"event":{"action":"Share"},"tenant":"t-1","withheld":[{"commitment":"beef"}]}"#;
        assert!(tells(event, &words(&["share"])) && !tells(event, &words(&["beef"])));
    }
}
