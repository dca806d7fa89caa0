//! Whether operators are called as they were when they joined, have the roles that entries gave them, and have their logs;
//! whether who was forgotten is known by no pseudonym any more.

use super::accounts::said;
use super::names::Names;
use crate::desk::Desk;
use crate::door::NAME;
use crate::error::DeskError;
use crate::operation;
use crate::wire::AuditBatchFault;
use steward_ledger::{Entry, Event};
use steward_store::{LedgerRow, OperatorRow};

impl Desk {
    /// Compares operators with the entries of joining and of roles. Who joined before there was a ledger is compared
    /// as far as entries speak of them.
    pub(super) async fn audit_operators(&self, names: &Names<'_>) -> Result<Vec<AuditBatchFault>, DeskError> {
        let operations = [operation::OPERATOR_JOIN.name, operation::OPERATOR_SET_ROLES.name];
        let mut done = self.audit_done(&operations).await?;
        done.sort_by_key(|(row, _)| row.seq);
        let operators = self.store().operators().await?;
        // who was there before the ledger joined without an entry
        let whole = self.store().ledger_begin().await?.is_none();
        let mut faults = Vec::new();
        for (row, event) in &done {
            let joined = event.operation == operation::OPERATOR_JOIN.name;
            let id = event.object.as_ref().map(|object| object.id.as_str()).unwrap_or_default();
            if joined && !operators.iter().any(|operator| operator.id == id) {
                let entry = names.id_of(row);
                let message = format!("the operator {id} joined with entry `{entry}`, and is not kept");
                faults.push(AuditBatchFault { fault: "operator-changed".to_owned(), entry, message });
            }
        }
        for operator in operators {
            let about = |event: &Event| event.object.as_ref().is_some_and(|object| object.id == operator.id);
            let of: Vec<&(LedgerRow, Event)> = done.iter().filter(|(_, event)| about(event)).collect();
            let mut fault = |row: &LedgerRow, message: String| {
                let (fault, entry) = ("operator-changed".to_owned(), names.id_of(row));
                faults.push(AuditBatchFault { fault, entry, message });
            };
            if let Some((row, event)) = of.iter().rev().find(|(_, event)| said(event, "roles").is_some())
                && !has_roles(&operator, event)
            {
                let message = format!(
                    "the operator {} has the roles {}, and entry `{}` gave others",
                    operator.id,
                    operator.roles.join(", "),
                    names.id_of(row)
                );
                fault(row, message);
            }
            let joined = of.iter().find(|(_, event)| event.operation == operation::OPERATOR_JOIN.name);
            let Some((row, event)) = joined else {
                if whole {
                    let message = format!("no entry says that the operator {} joined", operator.id);
                    let fault = "operator-changed".to_owned();
                    faults.push(AuditBatchFault { fault, entry: String::new(), message });
                }
                continue;
            };
            if let Some(name) = self.audit_outside(row, event, NAME).await? {
                // a name was that of the account when they joined
                let now = [
                    (&operator.name, "is not called as when they joined"),
                    (&operator.os_user, "has another account of the operating system than when they joined"),
                ];
                for (_, what) in now.into_iter().filter(|(now, _)| **now != name) {
                    let entry = names.id_of(row);
                    fault(row, format!("the operator {} {what}, with entry `{entry}`", operator.id));
                }
            }
        }
        faults.extend(self.audit_operators_of_logs(names).await?);
        Ok(faults)
    }

    /// Compares whose logs are kept with who made the first entry of each.
    async fn audit_operators_of_logs(&self, names: &Names<'_>) -> Result<Vec<AuditBatchFault>, DeskError> {
        let mut faults = Vec::new();
        for log in &names.logs {
            let Some(row) = self.store().ledger_entry(log.id, 0).await? else { continue };
            let Ok(Entry { chain: _, event }) = Entry::read(&row.bytes) else { continue };
            if event.who.0 != log.operator {
                let entry = names.id_of(&row);
                let message = format!(
                    "the log `{}` is kept as that of the operator {}, and entry `{entry}` was made by {}",
                    log.name, log.operator, event.who.0
                );
                faults.push(AuditBatchFault { fault: "operator-changed".to_owned(), entry, message });
            }
        }
        Ok(faults)
    }

    /// Pseudonyms of people who were forgotten, and that stand for somebody again.
    pub(super) async fn audit_forgotten(&self, names: &Names<'_>) -> Result<Vec<AuditBatchFault>, DeskError> {
        let mut faults = Vec::new();
        for (row, event) in self.audit_done(&[operation::PERSON_FORGET.name]).await? {
            let Some(person) = event.object else { continue };
            if self.store().person_of(&person.id).await?.is_none() {
                continue;
            }
            let entry = names.id_of(&row);
            let message = format!(
                "the pseudonym {} stands for somebody, and entry `{entry}` says that they were forgotten",
                person.id
            );
            faults.push(AuditBatchFault { fault: "person-changed".to_owned(), entry, message });
        }
        Ok(faults)
    }

    /// What a field became that an entry keeps outside, as far as it is there. That it fits the entry is seen by whoever
    /// verifies the ledger.
    pub(super) async fn audit_outside(
        &self,
        row: &LedgerRow,
        event: &Event,
        field: &str,
    ) -> Result<Option<String>, DeskError> {
        let Some(at) = event.changes.iter().position(|change| change.field == field) else { return Ok(None) };
        self.audit_outside_at(row, &format!("/event/changes/{at}/after/withheld")).await
    }

    /// The same by its place in the entry.
    pub(super) async fn audit_outside_at(
        &self,
        row: &LedgerRow,
        path: &str,
    ) -> Result<Option<String>, DeskError> {
        let values = self.store().withheld_by(row.log, row.number).await?;
        let value = values.into_iter().find(|value| value.path == path);
        Ok(value.and_then(|value| serde_json::from_str(&value.value).ok()))
    }
}

/// Whether the roles are those that an entry gave.
fn has_roles(operator: &OperatorRow, event: &Event) -> bool {
    let given = said(event, "roles").and_then(|roles| roles.as_array());
    given.is_some_and(|given| {
        given.len() == operator.roles.len()
            && given.iter().zip(&operator.roles).all(|(given, role)| given.as_str() == Some(role.as_str()))
    })
}
