//! Lists of people, groups, roles and permissions: one mechanism for all, columns as data.

mod columns;
mod facets;
mod find;
mod named;
mod rows;
mod table;
mod text;

pub(crate) use find::Found;
pub(crate) use named::Named;
pub(crate) use table::Table;

use crate::cache::{Compiled, Opened};
use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::wire::{ListHead, ListQuery, ListRow, ListWindow};
use crate::{R, operation};
use jiff::Timestamp;
use std::sync::Arc;

/// Most rows in one answer.
const ROWS: u32 = 2_000;

/// A list that was asked for, ready to be shown.
pub(super) struct Listed {
    pub(super) opened: Opened,
    pub(super) at: Timestamp,
    table: Arc<Table>,
    found: Arc<Found>,
}

impl Desk {
    /// What a list shows, without its rows.
    ///
    /// # Errors
    /// When there is no such tenant, facet or column, the moment or what the list is narrowed to cannot be used, or
    /// the policies refuse.
    pub async fn list_head(&self, name: &str, query: &ListQuery) -> R<ListHead> {
        Ok(self.look_at_list(name, query).await?.head())
    }

    /// A window of rows, at most 2,000.
    ///
    /// # Errors
    /// As [`Desk::list_head`].
    pub async fn list_rows(&self, name: &str, query: &ListQuery, start: u32, rows: u32) -> R<ListWindow> {
        let listed = self.look_at_list(name, query).await?;
        let window = start as usize..start.saturating_add(rows.min(ROWS)) as usize;
        Ok(heavy(move || ListWindow { start, rows: listed.rows(window) }).await?)
    }

    /// Where something stands in a list; nothing when it is not shown.
    ///
    /// # Errors
    /// As [`Desk::list_head`].
    pub async fn list_position(&self, name: &str, query: &ListQuery, id: &str) -> R<Option<u32>> {
        let listed = self.look_at_list(name, query).await?;
        Ok(listed.found.position(listed.opened.snapshot(), listed.table.kind, id))
    }

    async fn look_at_list(&self, name: &str, query: &ListQuery) -> Result<Listed, DeskError> {
        let (opened, at) = self.look_ahead(name, &operation::ACCESS_LIST, query.at.as_deref()).await?;
        self.listed(opened, at, query).await
    }

    /// The list of a query, from what is at hand when it was asked for before.
    pub(super) async fn listed(
        &self,
        opened: Opened,
        at: Timestamp,
        query: &ListQuery,
    ) -> Result<Listed, DeskError> {
        let judged = self.judged(&opened, at).await?;
        let compiled = opened.compiled.clone();
        let key = fingerprint(query, &compiled, at, judged.fingerprint());
        let query = query.clone();
        let work = heavy(move || {
            let table = compiled.table(query.kind, at);
            if let Some(found) = compiled.lists.get(&key) {
                return Ok((table, found));
            }
            let moments = (at, compiled.coarse(at));
            let found = Found::new(&compiled.access, &table, &query, moments, &judged.open())?;
            let found = Arc::new(found);
            compiled.lists.put(key, found.clone());
            Ok::<_, DeskError>((table, found))
        });
        let (table, found) = work.await??;
        Ok(Listed { opened, at, table, found })
    }
}

impl Listed {
    fn head(&self) -> ListHead {
        let Self { opened, at, table, found } = self;
        rows::head(opened, *at, table, found)
    }

    /// The rows of a window; what lies outside is left out.
    pub(super) fn rows(&self, window: std::ops::Range<usize>) -> Vec<ListRow> {
        let Self { opened, at: _, table, found } = self;
        let end = window.end.min(found.rows.len());
        let shown = found.rows.get(window.start.min(end)..end).unwrap_or_default();
        shown.iter().map(|row| rows::row(opened, table, found, *row)).collect()
    }

    /// All rows that match, in order.
    pub(super) fn all(&self) -> Vec<ListRow> {
        self.rows(0..usize::MAX)
    }

    /// The columns behind the name.
    pub(super) fn columns(&self) -> Vec<crate::wire::ListColumn> {
        rows::columns(&self.table)
    }
}

/// What rows and facets depend on. Within one stretch of time no access changes, so the moment is in it only as far
/// as days are counted from it.
fn fingerprint(query: &ListQuery, compiled: &Compiled, at: Timestamp, findings: u64) -> String {
    let ListQuery { kind, search, facets, within, only_findings, sort, descending, at: _ } = query;
    let (epoch, coarse) = (compiled.epoch(at), compiled.coarse(at));
    format!(
        "{kind:?} {search:?} {facets:?} {within:?} {only_findings} {sort:?} {descending} {epoch} {coarse} \
         {findings:x}"
    )
}
