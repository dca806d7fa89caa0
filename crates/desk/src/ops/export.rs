//! Exporting access and findings.

use crate::cache::Opened;
use crate::desk::{Desk, heavy};
use crate::door::Act;
use crate::error::DeskError;
use crate::export::{ExportRequest, ExportSource, Exported};
use crate::ledger::set;
use crate::{R, operation};
use steward_store::TenantRow;

impl Desk {
    /// Renders what is asked for, and writes it where a path is given.
    ///
    /// # Errors
    /// When there is no such tenant, the file cannot be written, or the policies refuse.
    pub async fn export(&self, name: &str, request: ExportRequest) -> R<Exported> {
        let row = self.tenant(name).await?;
        let act = self.allow(&operation::ACCESS_EXPORT, Some((&row).into())).await?;
        let result = self.export_inner(&act, row, request).await;
        act.settle(result).await
    }

    async fn export_inner(
        &self,
        act: &Act,
        row: TenantRow,
        mut request: ExportRequest,
    ) -> Result<Exported, DeskError> {
        if let Some(out) = &mut request.out {
            *out = crate::source::absolute(out).to_string_lossy().into_owned();
        }
        let missing = self.missing_of(&row).await?;
        let (opened, at) = self.opened_at(row, request.at.as_deref()).await?;
        // what the last reading lacked is no matter of one before it
        let missing = missing.filter(|_| opened.basis.next_read.is_none());
        let findings = match request.format.needs_findings() {
            true => Some(self.findings_of(&opened, at).await?),
            false => None,
        };
        let version = self.inner.options.version.clone();
        let exported = heavy(move || {
            let Opened { row, current, snapshots: _, compiled, basis: _ } = &opened;
            let source = ExportSource {
                access: &compiled.access,
                tenant: &row.name,
                snapshot: &current.hash.0,
                taken_at: current.seen_at,
                at,
                version: &version,
                findings: findings.as_ref(),
                missing: missing.as_deref(),
            };
            crate::export::export(&source, &request)
        });
        let (mut exported, parcel) = exported.await??;
        let changes = vec![
            set("format", exported.format),
            set("rows", exported.about.rows),
            set("snapshot", &exported.about.snapshot),
            set("personalData", exported.about.personal_data),
            set("files", parcel.files.len()),
        ];
        exported.files = act.hand_out(parcel, &changes).await?;
        exported.text = act.hand_over(exported.text.take(), &changes).await?;
        act.done(changes).await?;
        Ok(exported)
    }
}
