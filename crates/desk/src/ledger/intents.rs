//! Work that reaches out of this machine, or hands something out: an entry before it says what is about to happen, and one
//! after it how it ended. What a program that ended has left open is settled by the next one.

use crate::desk::Desk;
use crate::error::DeskError;
use steward_ledger::{Entry, Event, Outcome, OutcomeState};
use steward_store::Running;

/// The word for work that a program did not bring to its end.
const INTERRUPTED: &str = "interrupted";

impl Desk {
    /// The name by which others see whether this program still runs.
    pub(crate) async fn holder(&self) -> Result<String, DeskError> {
        Ok(self.running().await?.name().to_owned())
    }

    /// This program as others see it.
    pub(crate) async fn running(&self) -> Result<&Running, DeskError> {
        Ok(self.inner.running.get_or_try_init(|| self.store().running()).await?)
    }

    /// Settles what programs that run no more have left open. What still runs is left alone.
    pub(crate) async fn settle_intents(&self) -> Result<(), DeskError> {
        let store = self.store();
        for open in store.open_intents().await? {
            if store.still_runs(&open.holder) {
                continue;
            }
            let rows = store.ledger_correlated(&open.correlation).await?;
            let intent = (rows.iter())
                .filter_map(|row| Some((row, Entry::read(&row.bytes).ok()?.event)))
                .find(|(_, event)| event.outcome.state == OutcomeState::Intent);
            // what no entry began is named by whoever verifies
            let Some((row, intent)) = intent else { continue };
            let (state, changes) = self.what_became_of(row, &intent).await?;
            let recorder = self.recorder().await?;
            // whoever opens the workspace to look at it does not wait for one who writes
            let mut write = store.write_at_once().await?;
            if !write.close_intent(&open.correlation).await? {
                continue;
            }
            let outcome = Outcome { state, code: Some(INTERRUPTED.to_owned()) };
            let event = Event { time: self.now(), reason: None, changes, outcome, ..intent };
            let appended = write.commit(&recorder.device, event.into()).await?;
            self.appended(&recorder, appended).await;
        }
        Ok(())
    }
}
