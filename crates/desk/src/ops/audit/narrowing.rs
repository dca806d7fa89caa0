//! Which parts of a question narrow it, for whoever found nothing.

use super::ask::read;
use super::names::Names;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::wire::{AuditPart, AuditQuestion};
use crate::{R, operation};
use steward_audit::Question;

/// Parts that are looked at.
const PARTS: usize = 12;

impl Desk {
    /// For each part of a question how many entries it fits alone, and how many the rest of the question fits.
    ///
    /// # Errors
    /// As [`Desk::audit_search`].
    pub async fn audit_narrowing(&self, question: &AuditQuestion) -> R<Vec<AuditPart>> {
        self.allow(&operation::AUDIT_SEARCH, None).await?;
        Ok(self.audit_parts(question).await?)
    }

    async fn audit_parts(&self, question: &AuditQuestion) -> Result<Vec<AuditPart>, DeskError> {
        let mut names = Names::of(self).await?;
        let tenant = &question.tenant;
        let mut told = Vec::new();
        for (alone, without) in parts(&read(&question.text)?).into_iter().take(PARTS) {
            told.push(AuditPart {
                text: alone.to_string(),
                alone: self.audit_total(&mut names, tenant, &alone).await?,
                without: self.audit_total(&mut names, tenant, &without).await?,
            });
        }
        Ok(told)
    }

    async fn audit_total(
        &self,
        names: &mut Names<'_>,
        tenant: &Option<String>,
        question: &Question,
    ) -> Result<u32, DeskError> {
        let question = AuditQuestion { tenant: tenant.clone(), text: question.to_string() };
        let asked = self.understood(names, &question).await?;
        asked.work(|trail, question, rows| trail.ask(question, rows).total()).await
    }
}

/// Each part of a question as a question of its own, and the rest.
fn parts(question: &Question) -> Vec<(Question, Question)> {
    let mut parts = Vec::new();
    for (column, filter) in &question.filters {
        let alone =
            Question { filters: [(*column, filter.clone())].into_iter().collect(), ..Question::default() };
        let mut rest = question.clone();
        rest.filters.remove(column);
        parts.push((alone, rest));
    }
    for (at, word) in question.text.iter().enumerate() {
        let mut rest = question.clone();
        rest.text.remove(at);
        parts.push((Question { text: vec![word.clone()], ..Question::default() }, rest));
    }
    if question.since.is_some() {
        let alone = Question { since: question.since, ..Question::default() };
        parts.push((alone, Question { since: None, ..question.clone() }));
    }
    if question.until.is_some() {
        let alone = Question { until: question.until, ..Question::default() };
        parts.push((alone, Question { until: None, ..question.clone() }));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::parts;
    use steward_audit::Question;

    #[test]
    fn every_part_is_taken_out_once() {
        let question: Question =
            "who:ines,jon -op:role.* since:2026-05-01 billing \"two words\"".parse().unwrap();
        let told: Vec<(String, String)> =
            parts(&question).iter().map(|(alone, rest)| (alone.to_string(), rest.to_string())).collect();
        let alone: Vec<&str> = told.iter().map(|(alone, _)| alone.as_str()).collect();
        assert_eq!(alone.len(), 5, "{told:?}");
        for wanted in ["who:ines,jon", "-op:role.*", "billing", "\"two words\""] {
            let (_, rest) = told.iter().find(|(alone, _)| alone == wanted).unwrap();
            assert!(!rest.contains(wanted), "{wanted}: {rest}");
            assert_eq!(parts(&rest.parse().unwrap()).len(), 4, "{rest}");
        }
    }
}
