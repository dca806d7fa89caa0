//! Which entries of Steward's own ledger answer a question.
//!
//! The question is that of an investigation; what answers it is found by the index of the audit trail, here over the
//! ledger alone.

use super::fault;
use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::wire::AuditQuestion;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use steward_audit::{
    Column, EventSource, Filter, OutcomeState as Ended, PageFrom, Question, RowSet, Trail, TrailEvent,
};
use steward_ledger::{Entry, Event, Hash, OutcomeState, Surface};
use steward_store::{LogRow, WithheldRow};

/// Numbers of entries, by the id of their log.
pub(crate) type Places = BTreeMap<i64, BTreeSet<u64>>;

/// The index of all entries while a question is asked.
#[derive(Default)]
struct Index {
    trail: Trail,
    /// Log and number of each row.
    places: Vec<(i64, u64)>,
    /// What is looked for as text, in small letters.
    words: Vec<String>,
    /// Rows that hold every word.
    holding: RowSet,
    /// What entries keep outside and may be looked into, by log and number, in small letters.
    outside: HashMap<(i64, u64), Vec<String>>,
}

impl Desk {
    /// A question of an investigation as it is meant: names of operators and tenants, in whatever letters, are the ids
    /// by which entries name them. A question about everything is written as one.
    pub(crate) async fn ledger_question(&self, asked: &AuditQuestion) -> Result<Question, DeskError> {
        let parsed = asked.text.parse::<Question>();
        let mut question = parsed.map_err(|error| DeskError::input(error.to_string(), error.hint))?;
        if let Some(filter) = question.filters.get_mut(&Column::Who) {
            let operators = self.store().operators().await?;
            let of = |word: &str| {
                let named = |name: &String| name.to_lowercase() == word.to_lowercase();
                let fits = operators.iter().filter(|row| named(&row.name) || named(&row.os_user));
                fits.map(|row| row.id.clone()).collect::<Vec<_>>()
            };
            let ids: Vec<_> = words_of(filter).into_iter().map(|word| (of(&word), word)).collect();
            replace(filter, &ids);
        }
        if let Some(filter) = question.filters.get(&Column::Tenant) {
            let mut ids = Vec::new();
            for word in words_of(filter) {
                ids.push((self.store().tenants_named(&word).await?, word));
            }
            if let Some(filter) = question.filters.get_mut(&Column::Tenant) {
                replace(filter, &ids);
            }
        }
        if let Some(name) = &asked.tenant {
            if question.filters.contains_key(&Column::Tenant) {
                let message = "the tenant is named in the question and beside it";
                return Err(DeskError::input(message, "leave one of the two out"));
            }
            let mut ids = self.store().tenants_named(name.trim()).await?;
            if ids.is_empty() {
                ids.push(self.tenant(name).await?.id);
            }
            for id in ids {
                question = question.with(Column::Tenant, id);
            }
        }
        Ok(if question == Question::default() { question.with(Column::Operation, "*") } else { question })
    }

    /// The entries of all logs that answer a question. Its words are looked for in what entries say, and in `outside`,
    /// which are values that entries keep outside and that may be looked into.
    pub(crate) async fn ledger_answers(
        &self,
        question: &Question,
        outside: &[WithheldRow],
    ) -> Result<Places, DeskError> {
        let mut index = Index {
            words: question.text.iter().map(|word| word.to_lowercase()).collect(),
            ..Index::default()
        };
        for row in outside {
            let place = index.outside.entry((row.log, row.number)).or_default();
            place.push(row.withheld.value.to_lowercase());
        }
        for log in self.store().ledger_logs().await? {
            let mut reading = self.store().read_ledger(log.id).await?;
            loop {
                let page = reading.next_page().await?;
                let (log, last) = (log.clone(), page.last);
                index = heavy(move || index.add(&log, page.entries)).await??;
                if last {
                    break;
                }
            }
        }
        let question = question.clone();
        heavy(move || index.answer(&question)).await
    }
}

impl Index {
    fn add(mut self, log: &LogRow, entries: Vec<(u64, Hash, Vec<u8>)>) -> Result<Self, DeskError> {
        let mut events = Vec::with_capacity(entries.len());
        for (number, _, bytes) in entries {
            let entry = Entry::read(&bytes).map_err(|error| unreadable(log, number, &error))?;
            let row = u32::try_from(self.places.len()).map_err(fault)?;
            if self.holds(&entry.event, (log.id, number)) {
                self.holding.insert(row);
            }
            self.places.push((log.id, number));
            events.push((row, entry.event));
        }
        self.trail.add(events.iter().map(|(row, event)| indexed(*row, event)));
        Ok(self)
    }

    /// Whether every word stands in something that the entry says.
    fn holds(&self, event: &Event, place: (i64, u64)) -> bool {
        if self.words.is_empty() {
            return false;
        }
        let mut said = self.outside.get(&place).cloned().unwrap_or_default();
        if let Ok(event) = serde_json::to_value(event) {
            gather(&event, &mut said);
        }
        self.words.iter().all(|word| said.iter().any(|text| text.contains(word)))
    }

    fn answer(self, question: &Question) -> Places {
        let Self { trail, places, words, holding, outside: _ } = self;
        let rows = (!words.is_empty()).then_some(holding);
        let page = trail.ask(question, rows).page(PageFrom::Oldest, trail.len());
        let mut found = Places::new();
        for row in page.rows {
            if let Some((log, number)) = usize::try_from(row).ok().and_then(|row| places.get(row)) {
                found.entry(*log).or_default().insert(*number);
            }
        }
        found
    }
}

/// What the index keeps of an entry.
fn indexed(row: u32, event: &Event) -> TrailEvent<'_> {
    let (kind, object) =
        event.object.as_ref().map_or(("", ""), |object| (object.kind.as_str(), object.id.as_str()));
    TrailEvent {
        row,
        time: event.time,
        who: event.who.0.as_str(),
        object,
        kind,
        operation: event.operation.as_str(),
        consequence: event.consequence.word(),
        outcome: match event.outcome.state {
            OutcomeState::Intent => Ended::Unknown,
            OutcomeState::Done => Ended::Success,
            OutcomeState::Refused => Ended::Denied,
            OutcomeState::Failed => Ended::Failure,
        }
        .word(),
        surface: match event.surface {
            Surface::Window => "window",
            Surface::Cli => "cli",
            Surface::Mcp => "mcp",
            Surface::Sync => "sync",
        },
        policy: event.decision.policy_version.as_str(),
        tenant: event.tenant.as_ref().map_or("", |tenant| tenant.id.as_str()),
        source: EventSource::Steward.word(),
        correlation: event.correlation.as_str(),
    }
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

fn words_of(filter: &Filter) -> BTreeSet<String> {
    filter.include.union(&filter.exclude).cloned().collect()
}

/// Puts ids in the place of the names that they have; a word that names nothing stays.
fn replace(filter: &mut Filter, ids: &[(Vec<String>, String)]) {
    for (ids, word) in ids.iter().filter(|(ids, _)| !ids.is_empty()) {
        for words in [&mut filter.include, &mut filter.exclude] {
            if words.remove(word) {
                words.extend(ids.iter().cloned());
            }
        }
    }
}

fn unreadable(log: &LogRow, number: u64, error: &steward_ledger::EntryError) -> DeskError {
    DeskError::BadInput {
        message: format!("entry {number} of `{}` cannot be read", log.name),
        meaning: "somebody changed it, or a later version wrote it; no answer could be relied on".to_owned(),
        hint: "run `steward audit verify`, which says what is wrong and where".to_owned(),
        details: vec![error.to_string()],
    }
}

#[cfg(test)]
mod tests {
    use super::{gather, replace, words_of};
    use serde_json::json;
    use steward_audit::{Column, Question};

    #[test]
    fn names_become_ids_and_what_names_nothing_stays() {
        let mut question: Question = "who:ines,ghost -who:omar".parse().unwrap();
        let filter = question.filters.get_mut(&Column::Who).unwrap();
        assert_eq!(words_of(filter).len(), 3);
        let id = |name: &str| (vec![format!("op-{name}")], name.to_owned());
        replace(filter, &[id("ines"), id("omar"), (Vec::new(), "ghost".to_owned())]);
        assert_eq!(question.to_string(), "who:ghost,op-ines -who:op-omar");
    }

    #[test]
    fn words_are_looked_for_in_values_not_in_their_names() {
        let mut said = Vec::new();
        gather(&json!({"event": {"operation": "Tenant.Add", "changes": [{"after": 60}]}}), &mut said);
        said.sort();
        assert_eq!(said, ["60", "tenant.add"]);
    }
}
