//! What may come next while a question is typed.

use super::names::Names;
use super::words;
use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::wire::{AuditCandidate, AuditCompletion, AuditQuestion};
use crate::{R, operation};
use steward_audit::{Column, Question, Trail, complete};
use steward_store::TenantRow;

/// Most candidates.
const MOST: usize = 12;

impl Desk {
    /// What may come at a place of the text of a question, which stands behind so many characters: keys,
    /// words that occur, and names.
    ///
    /// # Errors
    /// When there is no such tenant, the policies refuse, or the workspace cannot be read. A text that is no
    /// question yet is none.
    pub async fn audit_complete(&self, question: &AuditQuestion, cursor: u32) -> R<AuditCompletion> {
        self.allow(&operation::AUDIT_SEARCH, None).await?;
        Ok(self.audit_complete_inner(question, cursor).await?)
    }

    async fn audit_complete_inner(
        &self,
        question: &AuditQuestion,
        cursor: u32,
    ) -> Result<AuditCompletion, DeskError> {
        let tenant = match question.tenant.as_deref() {
            Some(name) => Some(self.tenant(name).await?),
            None => None,
        };
        let trail = self.audit_trail().await?.trail().clone();
        let found = complete(&question.text, cursor, trail.dictionary(), MOST);
        let typed: Vec<char> = question.text.chars().take(found.to as usize).collect();
        let (before, value) = typed.split_at((found.from as usize).min(typed.len()));
        let (before, value) = (before.iter().collect::<String>(), value.iter().collect::<String>());
        let place = |candidates| AuditCompletion { from: found.from, to: found.to, candidates };
        let Some(column) = column_before(&before) else {
            return Ok(place(found.candidates.into_iter().map(key).collect()));
        };
        let mut names = Names::of(self).await?;
        names.within = tenant.as_ref().map(|row| row.id.clone());
        if matches!(column, Column::Who | Column::Object) {
            let named = named(&mut names, &trail, column, &value, tenant.as_ref());
            return Ok(place(named.await?));
        }
        let mut candidates = Vec::with_capacity(found.candidates.len());
        for insert in found.candidates {
            let word = unquoted(&insert);
            let label = names.label(column, &word).await?;
            let detail = if label == word { String::new() } else { word };
            candidates.push(AuditCandidate { insert, label, detail });
        }
        Ok(place(candidates))
    }
}

/// A key, with what it is for.
fn key(insert: String) -> AuditCandidate {
    let word = insert.trim_start_matches('-').trim_end_matches(':');
    let moments = words::MOMENTS.into_iter().find(|(key, _)| *key == word).map(|(_, title)| title);
    let column = Column::ALL.into_iter().find(|column| column.key() == word).map(words::title);
    let detail = column.or(moments).unwrap_or_default().to_owned();
    AuditCandidate { label: insert.clone(), insert, detail }
}

/// The column whose value comes next.
fn column_before(text: &str) -> Option<Column> {
    let term = text.rsplit(char::is_whitespace).next()?;
    let (key, _) = term.trim_start_matches('-').split_once(':')?;
    // nothing is a word of every column
    let question: Question = format!("{key}:\"\"").parse().ok()?;
    question.filters.into_keys().next()
}

/// Ids of a column whose names hold what was typed; the most frequent ones as long as nothing was.
async fn named(
    names: &mut Names<'_>,
    trail: &Trail,
    column: Column,
    value: &str,
    tenant: Option<&TenantRow>,
) -> Result<Vec<AuditCandidate>, DeskError> {
    let wanted = value.trim_start_matches('"').trim();
    let mut ids = match wanted {
        "" => frequent(trail, column, tenant).await?,
        wanted => names.ids((column, wanted, false), tenant, trail).await?,
    };
    // who never did anything is of no use in a question
    ids.retain(|id| !id.is_empty() && trail.dictionary().code(column, id).is_some());
    ids.truncate(MOST);
    names.learn(trail, column, &ids).await?;
    let mut candidates = Vec::with_capacity(ids.len());
    for word in ids {
        let label = names.label(column, &word).await?;
        let insert = written(column, &word);
        let detail = if label == word { String::new() } else { word };
        candidates.push(AuditCandidate { insert, label, detail });
    }
    Ok(candidates)
}

/// The most frequent words of a column.
async fn frequent(
    trail: &Trail,
    column: Column,
    tenant: Option<&TenantRow>,
) -> Result<Vec<String>, DeskError> {
    let scope = match tenant {
        Some(row) => Question::default().with(Column::Tenant, row.id.as_str()),
        None => Question::default(),
    };
    let trail = trail.clone();
    let counted = heavy(move || trail.ask(&scope, None).facets(MOST)).await?;
    let facet = counted.facets.into_iter().find(|facet| facet.column == column);
    Ok(facet.into_iter().flat_map(|facet| facet.values).map(|value| value.value).collect())
}

/// A value as it is written in a question.
pub(super) fn written(column: Column, word: &str) -> String {
    let text = Question::default().with(column, word).to_string();
    text.split_once(':').map_or(text.clone(), |(_, value)| value.to_owned())
}

/// A value without the quotes in which it is written.
fn unquoted(written: &str) -> String {
    let text = format!("kind:{written}");
    let read = text.parse::<Question>().ok();
    let word = read.and_then(|question| question.filters.into_values().next()?.include.into_iter().next());
    word.unwrap_or_else(|| written.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{column_before, unquoted, written};
    use steward_audit::Column;

    #[test]
    fn the_column_is_the_one_of_the_term() {
        assert_eq!(column_before("outcome:denied who:"), Some(Column::Who));
        assert_eq!(column_before("-actor:ines,"), Some(Column::Who), "by another word for it");
        assert_eq!(
            column_before("outcome:"),
            Some(Column::Outcome),
            "also where only certain words are known"
        );
        assert_eq!(column_before("since:"), None);
        assert_eq!(column_before("billing "), None);
    }

    #[test]
    fn a_value_is_quoted_where_it_has_to_be() {
        assert_eq!(written(Column::Operation, "tenant.add"), "tenant.add");
        assert_eq!(written(Column::Operation, "Add member to role"), "\"Add member to role\"");
        assert_eq!(unquoted("\"Add member to role\""), "Add member to role");
        assert_eq!(unquoted("arn:aws"), "arn:aws");
    }
}
