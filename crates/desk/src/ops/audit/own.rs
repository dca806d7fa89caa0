//! Which entries of Steward's own ledger answer a question, for bundles of evidence.

use super::names::Names;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::wire::AuditQuestion;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use steward_audit::{Column, EventSource, PageFrom, Question};
use steward_store::AuditRow;

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
    /// How many events of tenants' own logs answer too.
    pub(crate) events: u32,
}

impl Desk {
    /// The entries of all logs that answer a question. Words have to stand in what an entry says; in what it keeps
    /// outside they count only when that is `disclosed`.
    pub(crate) async fn ledger_answers(
        &self,
        asked: &AuditQuestion,
        disclosed: bool,
    ) -> Result<Answers, DeskError> {
        let mut names = Names::of(self).await?;
        let asked = self.understood(&mut names, asked).await?;
        let words: Vec<String> =
            asked.question.text.iter().map(|word| word.trim_end_matches('*').trim().to_lowercase()).collect();
        let own = |question: &Question| match question.filters.contains_key(&Column::Source) {
            true => question.clone(),
            false => question.clone().with(Column::Source, EventSource::Steward.word()),
        };
        let foreign = match asked.question.filters.contains_key(&Column::Source) {
            true => None,
            false => Some(asked.question.clone().with(Column::Source, EventSource::Tenant.word())),
        };
        let mut events = match foreign {
            Some(question) => asked.work(move |trail, _, rows| trail.ask(&question, rows).total()).await?,
            None => 0,
        };
        let (mut places, mut from) = (Places::new(), PageFrom::Newest);
        loop {
            let question = own(&asked.question);
            let page = asked.work(move |trail, _, rows| trail.ask(&question, rows).page(from, PAGE)).await?;
            for kept in self.audit_rows(&page.rows).await? {
                match kept {
                    AuditRow::Own { row: _, entry } if disclosed || holds(&entry.bytes, &words) => {
                        places.entry(entry.log).or_default().insert(entry.number);
                    }
                    AuditRow::Own { .. } => {}
                    AuditRow::Event(_) => events = events.saturating_add(1),
                }
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
        Ok(Answers { question, places, events })
    }
}

/// Whether every word stands in something that an entry says.
fn holds(bytes: &[u8], words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let mut said = Vec::new();
    if let Ok(entry) = serde_json::from_slice(bytes) {
        gather(&entry, &mut said);
    }
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
    use super::holds;

    #[test]
    fn words_are_looked_for_in_values_not_in_their_names() {
        let entry = br#"{"event":{"operation":"Tenant.Add","changes":[{"after":60}]}}"#;
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        assert!(holds(entry, &[]) && holds(entry, &words(&["tenant.add", "60"])));
        assert!(!holds(entry, &words(&["changes"])) && !holds(entry, &words(&["60", "61"])));
    }
}
