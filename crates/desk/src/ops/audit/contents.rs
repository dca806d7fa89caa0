//! Whether what is kept of each reading of a tenant is what its hash says.

use super::verify::tell;
use crate::convert::count;
use crate::desk::{Desk, Job, heavy};
use crate::error::DeskError;
use crate::wire::AuditBatchFault;
use std::collections::BTreeMap;
use steward_store::Packed;

impl Desk {
    /// Reads the content of every snapshot, one after the other, each once: tenants may share one.
    pub(super) async fn audit_verify_contents(&self, job: &Job) -> Result<Vec<AuditBatchFault>, DeskError> {
        let mut first: BTreeMap<_, _> = BTreeMap::new();
        for tenant in self.store().tenants().await? {
            for row in self.store().tenant_snapshots(&tenant.id).await? {
                first.entry(row.hash.0.clone()).or_insert((row, tenant.name.clone()));
            }
        }
        let (total, mut done, mut faults) = (count(first.len()), 0_u32, Vec::new());
        for (row, tenant) in first.into_values() {
            tell(job, "Verifying readings", done, Some(total));
            done = done.saturating_add(1);
            // one that is not there is missed where readings are compared with entries
            let Some((hash, content)) = self.store().snapshot(&row.hash).await? else { continue };
            let sound = hash == row.hash && heavy(move || Packed::canonical(&hash, &content).is_ok()).await?;
            if !sound {
                let message = format!(
                    "what is kept of the reading of `{tenant}` from {} to {} is not what its hash {} says",
                    row.taken_at,
                    row.seen_at,
                    row.hash.short()
                );
                let (fault, entry) = ("content-changed".to_owned(), String::new());
                faults.push(AuditBatchFault { fault, entry, message });
            }
        }
        Ok(faults)
    }
}
