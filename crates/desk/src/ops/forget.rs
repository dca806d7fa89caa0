//! Erasing what is kept about somebody who left a tenant. The facts stay, and every proof with them.
//!
//! What goes: whom their pseudonym stands for, their name and address in every snapshot of the tenant, values that entries
//! and events commit to with their salts, words in dismissals, attempts and saved questions that name them, and copies of
//! the workspace from before.
//! A snapshot without them has another address; the entry says which takes the place of which, and the old address leads
//! to the new one. What is not Steward's to change is said.

use super::traces::{Beside, Traces};
use crate::convert::count;
use crate::desk::Desk;
use crate::door::Act;
use crate::error::DeskError;
use crate::ledger::{changed, set};
use crate::scrub::Scrubbed;
use crate::wire::Forgotten;
use crate::{R, operation};
use steward_store::{AuditErased, StoreError, TenantRow};

/// How often it is worked out anew when somebody reads the tenant meanwhile.
const TRIES: usize = 3;

/// What was erased beside the snapshots.
struct Erased {
    beside: Beside,
    events: u32,
    questions: u32,
}

impl Desk {
    /// Erases what the workspace keeps about somebody who is not in the tenant any more, named by id, login name, address
    /// or name. [`Desk::kept_about`] says before what it reaches.
    ///
    /// # Errors
    /// When there is no such tenant, nobody or several have the name, they are still in the tenant, the workspace cannot be
    /// written, or the policies refuse.
    pub async fn forget(&self, tenant: &str, person: &str) -> R<Forgotten> {
        let row = self.tenant(tenant).await?;
        let act = self.allow(&operation::PERSON_FORGET, Some((&row).into())).await?;
        let result = self.forget_inner(&act, &row, person.trim()).await;
        act.settle(result).await
    }

    async fn forget_inner(&self, act: &Act, row: &TenantRow, wanted: &str) -> Result<Forgotten, DeskError> {
        for _ in 0..TRIES {
            let traces = self.traces(row, wanted).await?;
            if let Some(erased) = self.erase(act, row, &traces).await? {
                return self.forgotten(row, &traces, &erased).await;
            }
        }
        Err(StoreError::Locked { path: self.store().folder().to_path_buf() }.into())
    }

    /// Erases in one transaction; nothing when somebody read the tenant meanwhile, and nothing was done.
    async fn erase(&self, act: &Act, row: &TenantRow, traces: &Traces) -> Result<Option<Erased>, DeskError> {
        let store = self.store();
        let mut held = self.audit_trail().await?;
        let mut write = act.write().await?;
        // from here on nobody else writes
        if !self.fits(row, traces).await? {
            return Ok(None);
        }
        let now = store.tenant(&row.name).await?.ok_or(StoreError::Removed)?;
        let beside = self.beside(row, traces).await?;
        let Beside { values, dismissals, attempts } = &beside;
        let pseudonym = &traces.erasure.pseudonym;
        for value in values {
            write.erase_withheld(value).await?;
        }
        // whom pseudonyms stand for goes here, after the values of the ledger
        let AuditErased { trail, events, values: of_events, removed, questions, .. } =
            write.erase_from_audit(&held, &row.id, &traces.names).await?;
        let events = events.saturating_add(removed);
        write.erase_pseudonym(pseudonym).await?;
        for (key, covers) in dismissals {
            write.erase_words_of_dismissal(&row.id, key, covers.as_deref()).await?;
        }
        for id in attempts {
            write.erase_words_of_attempt(*id).await?;
        }
        let mut changes = vec![
            set("values", values.len()),
            set("dismissals", dismissals.len()),
            set("attempts", attempts.len()),
            set("events", events),
            set("questions", questions),
            // by these it is known later that nothing more is gone
            set("event values", of_events),
            set("removed", removed),
        ];
        for (old, new) in &traces.snapshots {
            write.replace_snapshot(&row.id, old, new).await?;
            // the old address stands in earlier entries for ever
            changes.push(changed("rewritten snapshot", &old.0, &new.hash.0));
        }
        write.sweep_snapshots().await?;
        if let Some(name) = traces.erasure.words.replaced(&now.display_name, pseudonym) {
            write.update_tenant(&row.id, &name, now.pack_hash.as_deref()).await?;
        }
        // what a server said, as far as it came; it can be asked again
        write.clear_partial_read(&row.id).await?;
        self.scrub_is_due(&mut write).await?;
        act.about("person", pseudonym);
        act.commit(write, changes).await?;
        *held = trail;
        drop(held);
        self.drop_compiled();
        Ok(Some(Erased { beside, events, questions }))
    }

    /// Takes the bytes out of the files, and says what was done and what is left.
    async fn forgotten(
        &self,
        row: &TenantRow,
        traces: &Traces,
        erased: &Erased,
    ) -> Result<Forgotten, DeskError> {
        let Scrubbed { whole, removed, copy } = self.scrub().await.unwrap_or_else(|fault| {
            tracing::warn!(%fault, "what was erased could not be taken out of the files yet");
            Scrubbed::default()
        });
        let Beside { values, dismissals, attempts } = &erased.beside;
        Ok(Forgotten {
            pseudonym: traces.erasure.pseudonym.clone(),
            values: count(values.len()),
            dismissals: count(dismissals.len()),
            attempts: count(attempts.len()),
            events: erased.events,
            questions: erased.questions,
            scrubbed: whole,
            snapshots: count(traces.snapshots.len()),
            backups: count(removed),
            copy: copy.map(|path| path.to_string_lossy().into_owned()),
            mentions: traces.mentions,
            elsewhere: self.elsewhere(row, traces).await?,
            left: self.left(traces).await?,
        })
    }
}
