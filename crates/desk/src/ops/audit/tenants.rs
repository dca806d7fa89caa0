//! Whether tenants are called as they were when they were added, of the same kind, and explained by the same pack.

use super::accounts::said;
use super::names::Names;
use crate::desk::Desk;
use crate::door::NAME;
use crate::error::DeskError;
use crate::operation;
use crate::ops::add_file::{KIND, PACK};
use crate::wire::AuditBatchFault;
use serde_json::Value as Json;

impl Desk {
    /// Compares the tenants that are here with the entries that added them. What an entry of an earlier version does not
    /// say is not compared.
    pub(super) async fn audit_tenants(&self, names: &Names<'_>) -> Result<Vec<AuditBatchFault>, DeskError> {
        let mut faults = Vec::new();
        for (row, event) in
            self.audit_done(&[operation::TENANT_ADD.name, operation::TENANT_PRACTICE.name]).await?
        {
            let Some(tenant) = event.tenant.as_ref().and_then(|tenant| names.tenants.get(&tenant.id)) else {
                continue;
            };
            let plain = |field: &str| said(&event, field).and_then(Json::as_str).map(str::to_owned);
            let pack = self.audit_outside(&row, &event, PACK).await?;
            let entry = names.id_of(&row);
            let kept = [
                ("name", plain(NAME), &tenant.name),
                ("kind", plain(KIND), &tenant.kind),
                ("pack", pack, &tenant.pack),
            ];
            for (what, told, _) in
                kept.into_iter().filter(|(_, told, now)| told.as_ref().is_some_and(|told| told != *now))
            {
                let told = told.filter(|_| what != "pack").map(|told| format!(", which is `{told}`"));
                let message = format!(
                    "the tenant `{}` has another {what} than entry `{entry}` added it with{}",
                    tenant.name,
                    told.unwrap_or_default()
                );
                faults.push(AuditBatchFault {
                    fault: "tenant-changed".to_owned(),
                    entry: entry.clone(),
                    message,
                });
            }
        }
        for tenant in names.tenants.values() {
            if !self.store().tenants_named(&tenant.name).await?.contains(&tenant.id) {
                let message = format!("entries call the tenant `{}` by another name", tenant.name);
                let (fault, entry) = ("tenant-changed".to_owned(), String::new());
                faults.push(AuditBatchFault { fault, entry, message });
            }
        }
        Ok(faults)
    }
}
