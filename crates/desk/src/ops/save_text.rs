//! Saving a text about a tenant, such as the daily brief.

use crate::desk::{Desk, heavy};
use crate::door::Act;
use crate::error::DeskError;
use crate::export::ExportedFile;
use crate::ledger::set;
use crate::{R, operation};
use steward_model::Snapshot;
use steward_store::TenantRow;

impl Desk {
    /// Writes a text about a tenant to a file that only its owner can read, whole or not at all. It leaves the
    /// workspace as an export does, and is recorded as one.
    ///
    /// # Errors
    /// When there is no such tenant, the file cannot be written, or the policies refuse.
    pub async fn save_text(&self, name: &str, path: &str, text: String) -> R<ExportedFile> {
        let row = self.tenant(name).await?;
        let act = self.allow(&operation::ACCESS_EXPORT, Some((&row).into())).await?;
        let result = self.save_text_inner(&act, row, path, text).await;
        act.settle(result).await
    }

    async fn save_text_inner(
        &self,
        act: &Act,
        row: TenantRow,
        path: &str,
        text: String,
    ) -> Result<ExportedFile, DeskError> {
        let opened = self.opened(row).await?;
        let hash = opened.current.hash.0.clone();
        let looked = heavy(move || (names_people(opened.snapshot(), &text), text));
        let (personal, text) = looked.await?;
        let changes = vec![
            set("format", "text"),
            set("snapshot", hash),
            set("personalData", personal),
            set("files", 1),
        ];
        let file = act.hand_out_one(path, text, &changes).await?;
        act.done(changes).await?;
        Ok(file)
    }
}

/// Whether the name of anybody in the tenant stands in a text.
fn names_people(snapshot: &Snapshot, text: &str) -> bool {
    snapshot.people.iter().any(|person| text.contains(&person.name))
}
