//! A question as it is understood: the text read, names taken for ids, text looked up.

use super::names::Names;
use super::words;
use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::wire::{AuditAsked, AuditFilter, AuditQuestion, AuditWord};
use std::collections::BTreeSet;
use steward_audit::{Column, Filter, PageFrom, Question, QuestionError, RowSet, Trail};
use steward_store::TenantRow;

/// A question that is ready to be asked.
pub(super) struct Asked {
    /// As it was understood, without the tenant.
    pub(super) understood: Question,
    /// The same within the tenant.
    pub(super) question: Question,
    /// Everything within the tenant.
    pub(super) scope: Question,
    /// The tenant that is asked about.
    pub(super) tenant: Option<TenantRow>,
    /// The trail of this moment.
    pub(super) trail: Trail,
    /// What holds the words that were asked for.
    pub(super) rows: Option<RowSet>,
}

impl Asked {
    /// Works on the trail where that does not hold up others.
    pub(super) async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Trail, &Question, Option<RowSet>) -> T + Send + 'static,
    ) -> Result<T, DeskError> {
        let (trail, question, rows) = (self.trail.clone(), self.question.clone(), self.rows.clone());
        heavy(move || work(&trail, &question, rows)).await
    }

    /// As it is told: every value with its label.
    pub(super) async fn told(&self, names: &mut Names<'_>) -> Result<AuditAsked, DeskError> {
        let Question { text, filters, since, until } = &self.understood;
        let mut told = Vec::new();
        for (column, Filter { include, exclude }) in filters {
            told.push(AuditFilter {
                key: column.key().to_owned(),
                title: words::title(*column).to_owned(),
                include: self.labelled(names, *column, include).await?,
                exclude: self.labelled(names, *column, exclude).await?,
            });
        }
        Ok(AuditAsked {
            text: self.understood.to_string(),
            filters: told,
            words: text.clone(),
            since: since.map(|at| at.to_string()),
            until: until.map(|at| at.to_string()),
        })
    }

    async fn labelled(
        &self,
        names: &mut Names<'_>,
        column: Column,
        words: &BTreeSet<String>,
    ) -> Result<Vec<AuditWord>, DeskError> {
        let words: Vec<String> = words.iter().cloned().collect();
        names.learn(&self.trail, column, &words).await?;
        let mut list = Vec::with_capacity(words.len());
        for value in words {
            list.push(AuditWord { label: names.label(column, &value).await?, value });
        }
        Ok(list)
    }
}

/// What is wrong with the text of a question.
fn unclear(error: &QuestionError) -> DeskError {
    DeskError::input(error.to_string(), error.hint.clone())
}

/// The text of a question, read.
pub(super) fn read(text: &str) -> Result<Question, DeskError> {
    text.parse().map_err(|error: QuestionError| unclear(&error))
}

impl Desk {
    /// Understands a question and brings the trail up to now.
    pub(super) async fn understood(
        &self,
        names: &mut Names<'_>,
        asked: &AuditQuestion,
    ) -> Result<Asked, DeskError> {
        let tenant = match asked.tenant.as_deref() {
            Some(name) => Some(self.tenant(name).await?),
            None => None,
        };
        names.within = tenant.as_ref().map(|row| row.id.clone());
        let mut question = read(&asked.text)?;
        if let (Some(row), true) = (&tenant, question.filters.contains_key(&Column::Tenant)) {
            let message = format!("the question is about `{}` already", row.name);
            return Err(DeskError::input(message, "leave out `tenant:`, or ask about all tenants"));
        }
        let scope = match &tenant {
            Some(row) => Question::default().with(Column::Tenant, row.id.as_str()),
            None => Question::default(),
        };
        let trail = self.audit_trail().await?.trail().clone();
        for (column, Filter { include, exclude }) in &mut question.filters {
            for words in [include, exclude] {
                let meant = self.meant(names, (*column, &*words), &trail, tenant.as_ref()).await?;
                *words = meant;
            }
        }
        let (trail, rows) = match question.text.is_empty() {
            true => (trail, None),
            false => {
                let mut held = self.audit_trail().await?;
                let mut rows = self.store().find_audit_text(&mut held, &question.text).await?;
                let trail = held.trail().clone();
                drop(held);
                for tenant in names.unseen()? {
                    // what is said about people is not found by whoever may not see them
                    let about = Question::default().with(Column::Tenant, tenant);
                    let hidden = trail.ask(&about, None).page(PageFrom::Newest, usize::MAX).rows;
                    hidden.into_iter().for_each(|row| rows.remove(row));
                }
                (trail, Some(rows))
            }
        };
        let mut within = question.clone();
        within.filters.extend(scope.filters.clone());
        Ok(Asked { understood: question, question: within, scope, tenant, trail, rows })
    }

    /// Words of a column with ids for names. A word that is an id, and one that nothing is known of, stay as
    /// they are.
    async fn meant(
        &self,
        names: &mut Names<'_>,
        (column, words): (Column, &BTreeSet<String>),
        trail: &Trail,
        tenant: Option<&TenantRow>,
    ) -> Result<BTreeSet<String>, DeskError> {
        let mut meant = BTreeSet::new();
        for word in words {
            let is_known = trail.dictionary().code(column, word).is_some();
            let ids = match column {
                _ if word.is_empty() => Vec::new(),
                Column::Who | Column::Object if names.is_own_id(word) => Vec::new(),
                // what is not a person is meant by its id alone: many things are called alike
                Column::Object if is_known => Vec::new(),
                Column::Who | Column::Object => {
                    let mut ids = names.ids((column, word.as_str(), is_known), tenant, trail).await?;
                    // an id hides nobody who is called so, and the other way round
                    ids.extend(is_known.then(|| word.clone()));
                    ids
                }
                _ if is_known => Vec::new(),
                Column::Tenant => self.store().tenants_named(word.trim()).await?,
                Column::Policy if is_short_hash(word) => vec![format!("{word}*")],
                _ => Vec::new(),
            };
            match ids.is_empty() {
                true => meant.insert(word.clone()),
                false => {
                    meant.extend(ids);
                    true
                }
            };
        }
        Ok(meant)
    }
}

/// Whether a word is the beginning of the hash of a policy set.
fn is_short_hash(word: &str) -> bool {
    (4..64).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}
