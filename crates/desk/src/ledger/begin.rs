//! What Steward records by itself: that the ledger goes on where the record before it ends.

use super::recorder::done;
use super::{random, set};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::operation;
use steward_ledger::{Approval, ApprovalState, Confirmation, Decision, Event, Pseudonym};
use steward_model::Consequence;

impl Desk {
    /// An event of Steward itself, on the device of the present operator: nobody asked for it, so no policy gave leave.
    pub(crate) async fn own_event(
        &self,
        operation: &str,
        consequence: Consequence,
    ) -> Result<Event, DeskError> {
        Ok(Event {
            time: self.now(),
            who: Pseudonym(self.inner.operator.clone()),
            on_behalf_of: None,
            proposed_by: None,
            operation: operation.to_owned(),
            consequence,
            object: None,
            tenant: None,
            surface: self.inner.options.surface.in_ledger(),
            reason: None,
            decision: Decision {
                policy_version: self.policies_in_force().await?.hash().to_owned(),
                policies: Vec::new(),
                confirmation: Confirmation::None,
                approval: Approval {
                    state: ApprovalState::NotRequired,
                    required: 0,
                    request: None,
                    approvers: Vec::new(),
                },
            },
            changes: Vec::new(),
            outcome: done(),
            correlation: hex::encode(random::<16>()?),
        })
    }

    /// Commits to the record that was kept before the ledger, once.
    pub(crate) async fn begin_ledger(&self) -> Result<(), DeskError> {
        let store = self.store();
        if !store.has_record_before().await? || store.ledger_begin().await?.is_some() {
            return Ok(());
        }
        let Some((rows, root)) = store.record_before().await? else { return Ok(()) };
        let recorder = self.recorder().await?;
        let mut event = self.own_event(operation::LEDGER_BEGIN, Consequence::Diagnose).await?;
        event.changes = vec![set("rows", rows), set("root", root)];
        let write = store.write().await?;
        // from here on nobody else writes; another program may have been quicker
        if store.ledger_begin().await?.is_some() {
            return Ok(());
        }
        let appended = write.commit(&recorder.device, event.into()).await?;
        self.appended(&recorder, appended).await;
        Ok(())
    }
}
