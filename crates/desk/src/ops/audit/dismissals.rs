//! Whether findings are dismissed as entries say: which, by whom, why, and until when.

use super::accounts::said;
use super::names::Names;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::operation;
use crate::wire::AuditBatchFault;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use steward_ledger::Event;
use steward_store::{DismissalRow, ERASED, LedgerRow};

/// Where the reason of an entry stands.
const REASON: &str = "/event/reason/withheld";

/// The last word of entries on a finding.
struct Told<'e> {
    row: &'e LedgerRow,
    event: &'e Event,
    /// Whether words of dismissals were erased since.
    erased: bool,
}

/// What entries say is dismissed of a tenant, by key of the finding. Entries come in their order.
fn told<'e>(done: &'e [(LedgerRow, Event)], tenant: &str) -> BTreeMap<&'e str, Told<'e>> {
    let mut told: BTreeMap<&str, Told<'_>> = BTreeMap::new();
    let theirs = done.iter().filter(|(_, event)| event.tenant.as_ref().is_some_and(|of| of.id == tenant));
    for (row, event) in theirs {
        if event.operation == operation::PERSON_FORGET.name {
            let some = said(event, "dismissals").and_then(Json::as_u64) > Some(0);
            told.values_mut().for_each(|told| told.erased |= some);
            continue;
        }
        let Some(finding) = &event.object else { continue };
        if event.operation == operation::FINDING_DISMISS.name {
            told.insert(&finding.id, Told { row, event, erased: false });
        } else {
            told.remove(finding.id.as_str());
        }
    }
    told
}

impl Desk {
    /// Compares dismissals with the entries of dismissing and bringing back. What was dismissed before there was a ledger
    /// is not compared.
    pub(super) async fn audit_dismissals(
        &self,
        names: &Names<'_>,
    ) -> Result<Vec<AuditBatchFault>, DeskError> {
        let operations =
            [&operation::FINDING_DISMISS, &operation::FINDING_RESTORE, &operation::PERSON_FORGET];
        let mut done = self.audit_done(&operations.map(|operation| operation.name)).await?;
        done.sort_by_key(|(row, _)| row.seq);
        let whole = self.store().ledger_begin().await?.is_none();
        let mut faults = Vec::new();
        for tenant in names.tenants.values() {
            let mut told = told(&done, &tenant.id);
            let mut fault = |row: Option<&LedgerRow>, key: &str, said: &str| {
                let entry = row.map(|row| names.id_of(row)).unwrap_or_default();
                let by = row.map(|_| format!(" than entry `{entry}` says")).unwrap_or_default();
                let message = format!("the finding `{key}` of `{}` {said}{by}", tenant.name);
                faults.push(AuditBatchFault { fault: "dismissal-changed".to_owned(), entry, message });
            };
            for kept in self.store().dismissals(&tenant.id).await? {
                let Some(told) = told.remove(kept.key.as_str()) else {
                    if whole {
                        fault(None, &kept.key, "is kept as dismissed, and no entry says so");
                    }
                    continue;
                };
                for what in self.differs(&kept, &told).await? {
                    fault(Some(told.row), &kept.key, &format!("is dismissed {what}"));
                }
            }
            for (key, told) in told {
                let said =
                    format!("was dismissed with entry `{}`, and is not kept so", names.id_of(told.row));
                fault(None, key, &said);
            }
        }
        Ok(faults)
    }

    /// What of a dismissal is not what its entry says.
    async fn differs(&self, kept: &DismissalRow, told: &Told<'_>) -> Result<Vec<&'static str>, DeskError> {
        let returns = said(told.event, "returns").and_then(Json::as_str);
        let reason = self.audit_outside_at(told.row, REASON).await?;
        let erased = told.erased && kept.reason == ERASED;
        let differs = [
            (told.event.who.0 != kept.by, "by somebody else"),
            (returns.is_some_and(|day| day != kept.returns.to_string()), "until another day"),
            (!erased && reason.is_some_and(|reason| reason != kept.reason), "for another reason"),
        ];
        Ok(differs.into_iter().filter(|(differs, _)| *differs).map(|(_, what)| what).collect())
    }
}
