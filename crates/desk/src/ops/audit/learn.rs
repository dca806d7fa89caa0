//! What events call the ids that nothing else names.

use super::names::Names;
use crate::error::DeskError;
use steward_audit::{Column, PageFrom, Question, Trail};
use steward_store::AuditRow;

impl Names<'_> {
    /// Looks into the newest event of each id of a column that nothing else names.
    pub(super) async fn learn(
        &mut self,
        trail: &Trail,
        column: Column,
        words: &[String],
    ) -> Result<(), DeskError> {
        if !matches!(column, Column::Who | Column::Object) {
            return Ok(());
        }
        let mut rows = Vec::new();
        for word in words.iter().filter(|word| !word.is_empty() && !word.contains('*')) {
            let somebody = self.somebody(word).await?;
            if somebody.operator || somebody.item.is_some() || somebody.forgotten {
                continue;
            }
            let question = Question::default().with(column, word.as_str()).with(Column::Source, "tenant");
            rows.extend(trail.ask(&question, None).page(PageFrom::Newest, 1).rows);
        }
        for kept in self.desk.audit_rows(&rows).await? {
            let AuditRow::Event(event) = kept else { continue };
            let event = *event;
            let said = match column {
                Column::Who => event.event.actor.map(|actor| (actor.id, actor.name)),
                _ => event.event.object.map(|object| (object.id, object.name)),
            };
            let Some((id, Some(name))) = said else { continue };
            if self.sees(&event.tenant)? {
                let id = self.pseudonym(&event.tenant, &id).await?;
                self.told.insert(id, name);
            }
        }
        Ok(())
    }
}
