//! Exporting a list, or chosen rows of it.

use crate::cache::Opened;
use crate::desk::{Desk, heavy};
use crate::door::Act;
use crate::error::DeskError;
use crate::export::{ExportSource, Exported, ListExport, ListFormat};
use crate::ledger::set;
use crate::wire::{ListKind, ListQuery, ListRow};
use crate::{R, operation};
use std::collections::HashSet;
use steward_store::TenantRow;

impl Desk {
    /// Renders a list, and writes it where a path is given. With ids in `only` it is these rows, in the order of the
    /// list, whether or not they match what is searched and filtered for; else all that match.
    ///
    /// # Errors
    /// When there is no such tenant, a chosen row does not exist, the list cannot be made, the file cannot be written,
    /// or the policies refuse.
    pub async fn export_list(
        &self,
        name: &str,
        query: &ListQuery,
        only: &[String],
        format: ListFormat,
        out: Option<&str>,
    ) -> R<Exported> {
        let row = self.tenant(name).await?;
        let act = self.allow(&operation::ACCESS_EXPORT, Some((&row).into())).await?;
        let wanted = Wanted { query, only, format, out };
        let result = self.export_list_inner(&act, row, &wanted).await;
        act.settle(result).await
    }

    async fn export_list_inner(
        &self,
        act: &Act,
        row: TenantRow,
        wanted: &Wanted<'_>,
    ) -> Result<Exported, DeskError> {
        let missing = self.missing_of(&row).await?;
        let rows = wanted.rows();
        let (opened, at) = self.opened_ahead(row, rows.at.as_deref()).await?;
        // what the last reading lacked is no matter of one before it
        let missing = missing.filter(|_| opened.basis.next_read.is_none());
        let listed = self.listed(opened, at, &rows).await?;
        let (only, format) = (wanted.only.to_vec(), wanted.format);
        let out = wanted.out.map(|out| crate::source::absolute(out).to_string_lossy().into_owned());
        let (kind, version) = (wanted.query.kind, self.inner.options.version.clone());
        let exported = heavy(move || {
            let rows = chosen(listed.all(), &only, kind)?;
            let Opened { row, current, snapshots: _, compiled, basis: _ } = &listed.opened;
            let source = ExportSource {
                access: &compiled.access,
                tenant: &row.name,
                snapshot: &current.hash.0,
                taken_at: current.seen_at,
                at: listed.at,
                version: &version,
                findings: None,
                missing: missing.as_deref(),
            };
            let list = ListExport { source, kind, columns: listed.columns(), rows };
            Ok::<_, DeskError>(crate::export::export_list(list, format, out.as_deref())?)
        });
        let (mut exported, parcel) = exported.await??;
        let changes = vec![
            set("format", exported.format),
            set("list", kind),
            set("rows", exported.about.row_count),
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

/// What is wanted as which file.
struct Wanted<'a> {
    query: &'a ListQuery,
    only: &'a [String],
    format: ListFormat,
    out: Option<&'a str>,
}

impl Wanted<'_> {
    /// The query whose rows are taken. What was chosen is taken whatever the list was narrowed to afterwards.
    fn rows(&self) -> ListQuery {
        let query = self.query.clone();
        if self.only.is_empty() {
            return query;
        }
        ListQuery { search: String::new(), facets: Vec::new(), within: None, only_findings: false, ..query }
    }
}

/// The chosen rows in the order of the list; all when none is chosen.
fn chosen(mut rows: Vec<ListRow>, only: &[String], kind: ListKind) -> Result<Vec<ListRow>, DeskError> {
    if only.is_empty() {
        return Ok(rows);
    }
    let known: HashSet<&str> = rows.iter().map(|row| row.item.id.as_str()).collect();
    if let Some(missing) = only.iter().find(|id| !known.contains(id.as_str())) {
        let what = match kind {
            ListKind::People => "person",
            ListKind::Groups => "group",
            ListKind::Roles => "role",
            ListKind::Permissions => "permission",
        };
        return Err(DeskError::NotFound { what, name: missing.clone(), near: Vec::new() });
    }
    let wanted: HashSet<&str> = only.iter().map(String::as_str).collect();
    rows.retain(|row| wanted.contains(row.item.id.as_str()));
    Ok(rows)
}
