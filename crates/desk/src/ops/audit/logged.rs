//! Whom the log of a tenant names by a word.

use crate::desk::Desk;
use crate::error::DeskError;
use std::collections::{BTreeMap, BTreeSet};
use steward_audit::{AuditEvent, Column, PageFrom, Question, is_person};
use steward_store::{AuditRow, TenantRow};

/// Events that are looked at.
const EVENTS: usize = 1_000;

impl Desk {
    /// Whom events of a tenant name by an id or a name: the id, and all words by which they are named there.
    /// Nothing when nobody is.
    pub(crate) async fn logged(
        &self,
        tenant: &TenantRow,
        wanted: &str,
    ) -> Result<Option<(String, BTreeSet<String>)>, DeskError> {
        if !wanted.chars().any(char::is_alphanumeric) {
            return Ok(None);
        }
        let question =
            Question::default().with(Column::Tenant, tenant.id.as_str()).with(Column::Source, "tenant");
        let rows = {
            let mut held = self.audit_trail().await?;
            let found = self.store().find_audit_text(&mut held, &[wanted.to_owned()]).await?;
            held.trail().ask(&question, Some(found)).page(PageFrom::Newest, EVENTS).rows
        };
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for kept in self.audit_rows(&rows).await? {
            let AuditRow::Event(row) = kept else { continue };
            for (id, name) in people(&row.event) {
                let same = |word: &str| word.to_lowercase() == wanted.to_lowercase();
                if same(id) || name.is_some_and(same) {
                    let words = [Some(id), name].into_iter().flatten().map(str::to_lowercase);
                    found.entry(id.to_owned()).or_default().extend(words);
                }
            }
        }
        if found.len() > 1 {
            return Err(DeskError::Ambiguous {
                what: "people",
                name: wanted.to_owned(),
                count: found.len(),
                candidates: found.keys().take(8).map(|id| format!("`{id}`")).collect(),
            });
        }
        Ok(found.pop_first())
    }
}

/// Ids and names of those whom an event names.
fn people(event: &AuditEvent) -> Vec<(&str, Option<&str>)> {
    let parties = [&event.actor, &event.on_behalf_of].into_iter().flatten();
    let parties = parties.map(|party| (party.id.as_str(), party.name.as_deref()));
    let object = event.object.as_ref().filter(|object| is_person(object.kind.as_deref()));
    parties.chain(object.map(|object| (object.id.as_str(), object.name.as_deref()))).collect()
}
