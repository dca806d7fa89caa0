//! The audit trail at hand: one index over the ledger and the events of tenants' own logs. It is read when it
//! is first asked for, and catches up with what was added since before each question.

use crate::desk::Desk;
use crate::error::DeskError;
use steward_store::{AuditRow, AuditTrail};
use tokio::sync::{MappedMutexGuard, Mutex, MutexGuard};

/// The trail, once it was read.
#[derive(Debug, Default)]
pub(crate) struct AtHand(Mutex<Option<AuditTrail>>);

/// The trail, and nobody else has it meanwhile. Whoever writes as well takes the trail first.
pub(crate) type Held<'a> = MappedMutexGuard<'a, AuditTrail>;

impl Desk {
    /// The trail with everything that is on record now. Where something goes wrong, the next one reads it
    /// anew.
    pub(crate) async fn audit_trail(&self) -> Result<Held<'_>, DeskError> {
        let mut held = self.inner.trail.0.lock().await;
        let trail = match held.take() {
            Some(mut trail) => {
                self.store().catch_up_audit(&mut trail).await?;
                trail
            }
            None => {
                let trail = self.store().audit_trail().await?;
                if let Some(why) = trail.rebuilt() {
                    tracing::info!(why, "the index of the audit trail was built again");
                }
                trail
            }
        };
        Ok(MutexGuard::map(held, |held| held.insert(trail)))
    }

    /// Entries and events by their numbers in the trail, in this order.
    pub(crate) async fn audit_rows(&self, rows: &[u32]) -> Result<Vec<AuditRow>, DeskError> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let held = self.audit_trail().await?;
        Ok(self.store().audit_rows(&held, rows).await?)
    }
}
