//! Entries of the audit trail as a file: a table, JSON Lines, or events for a SIEM.

use super::ask::Asked;
use super::names::Names;
use crate::desk::Desk;
use crate::door::Act;
use crate::error::DeskError;
use crate::export::AuditTable;
use crate::ledger::set;
use crate::wire::{
    AuditExportFormat, AuditExported, AuditObject, AuditOutcome, AuditParty, AuditQuestion, AuditRow,
};
use crate::{R, operation};
use serde::Serialize;
use serde_json::Value as Json;
use steward_audit::{AuditEvent, PageFrom};
use steward_evidence::{Activity, ocsf_of_activity, ocsf_of_entry};
use steward_ledger::{Entry, leaf_hash};
use steward_store::AuditRow as Kept;

/// Most entries of one file.
const MOST: u32 = 200_000;
/// Entries that are read at once.
const PAGE: usize = 1_000;

/// A line of JSON Lines: the entry as it is listed, and all that it says.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    #[serde(flatten)]
    row: &'a AuditRow,
    /// The entry of the ledger, as it was signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<Json>,
    /// The event of the tenant's log, for whoever may see its people.
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'a AuditEvent>,
}

/// What was written so far.
enum Out {
    Table(Box<AuditTable>),
    Lines(String),
}

impl Desk {
    /// Writes the entries that answer a question, the newest first, to a file that only its owner can read;
    /// hands back the text when there is no file. People stand there by pseudonyms, and what is said of them is
    /// left out, unless it is to `disclose` them as far as this operator may see them; as events for a SIEM always.
    ///
    /// # Errors
    /// When the question cannot be understood, more than 200,000 entries answer it, there is no such tenant,
    /// the file cannot be written, or the policies refuse.
    pub async fn audit_export(
        &self,
        question: &AuditQuestion,
        format: AuditExportFormat,
        disclose: bool,
        out: Option<&str>,
    ) -> R<AuditExported> {
        let act = self.allow(&operation::AUDIT_EXPORT, None).await?;
        let result = self.audit_export_inner(&act, question, (format, disclose), out).await;
        act.settle(result).await
    }

    async fn audit_export_inner(
        &self,
        act: &Act,
        question: &AuditQuestion,
        (format, disclose): (AuditExportFormat, bool),
        out: Option<&str>,
    ) -> Result<AuditExported, DeskError> {
        let mut names = Names::of(self).await?;
        let asked = self.understood(&mut names, question).await?;
        let entries = asked.work(|trail, question, rows| trail.ask(question, rows).total()).await?;
        if entries > MOST {
            let message = format!("{entries} entries answer the question, and a file holds {MOST}");
            return Err(DeskError::input(message, "ask about a shorter time, with `since:` and `until:`"));
        }
        if !disclose {
            names = names.withheld();
        }
        let (text, personal_data) = self.audit_written(&mut names, &asked, format).await?;
        let changes = vec![
            set("format", format),
            set("entries", entries),
            set("personalData", personal_data),
            set("files", u32::from(out.is_some())),
        ];
        let (file, text) = match out {
            Some(out) => (Some(act.hand_out_one(out, text, &changes).await?), None),
            None => (None, act.hand_over(Some(text), &changes).await?),
        };
        act.done(changes).await?;
        Ok(AuditExported { format, entries, personal_data, file, text })
    }

    /// The text of all entries that answer, and whether people are named in it.
    async fn audit_written(
        &self,
        names: &mut Names<'_>,
        asked: &Asked,
        format: AuditExportFormat,
    ) -> Result<(String, bool), DeskError> {
        let tool = format!("steward {}", self.inner.options.version);
        let mut out = match format {
            AuditExportFormat::Csv => Out::Table(Box::new(AuditTable::new())),
            AuditExportFormat::JsonLines | AuditExportFormat::Ocsf => Out::Lines(String::new()),
        };
        let (mut from, mut personal) = (PageFrom::Newest, false);
        loop {
            let page =
                asked.work(move |trail, question, rows| trail.ask(question, rows).page(from, PAGE)).await?;
            let kept = self.audit_rows(&page.rows).await?;
            let rows = names.rows(&kept).await?;
            for (row, kept) in rows.iter().zip(&kept) {
                match &mut out {
                    Out::Table(table) => table.row(row),
                    Out::Lines(lines) => {
                        let line = match format {
                            AuditExportFormat::Ocsf => ocsf(row, kept, &tool),
                            _ => json_line(names, row, kept)?,
                        };
                        lines.push_str(&line.to_string());
                        lines.push('\n');
                    }
                }
                personal |= format != AuditExportFormat::Ocsf && names_people(row);
            }
            match page.older {
                Some(place) => from = PageFrom::OlderThan(place),
                None => break,
            }
        }
        let text = match out {
            Out::Table(table) => table.finish(),
            Out::Lines(lines) => lines,
        };
        Ok((text, personal))
    }
}

fn json_line(names: &mut Names<'_>, row: &AuditRow, kept: &Kept) -> Result<Json, DeskError> {
    let (entry, event) = match kept {
        Kept::Own { row: _, entry } => (serde_json::from_slice(&entry.bytes).ok(), None),
        Kept::Event(event) => (None, names.sees(&event.tenant)?.then_some(&event.event)),
    };
    serde_json::to_value(Line { row, entry, event }).map_err(|error| DeskError::Internal(error.to_string()))
}

/// An entry or event for a SIEM.
fn ocsf(row: &AuditRow, kept: &Kept, tool: &str) -> Json {
    match kept {
        Kept::Own { row: _, entry } => match Entry::read(&entry.bytes) {
            Ok(read) => ocsf_of_entry(&read, leaf_hash(&entry.bytes), tool),
            // verifying says what is wrong with it
            Err(_) => Json::Null,
        },
        Kept::Event(event) => {
            let object = row.object.as_ref();
            let activity = Activity {
                uid: &row.id,
                time: event.event.time,
                who: row.who.as_ref().map(|who| who.id.as_str()),
                operation: &event.event.action,
                consequence: event.event.consequence,
                object: object.map(|AuditObject { kind, id, .. }| (kind.as_str(), id.as_str())),
                done: match row.outcome {
                    AuditOutcome::Success => Some(true),
                    AuditOutcome::Failure | AuditOutcome::Denied => Some(false),
                    AuditOutcome::Intent | AuditOutcome::Unknown => None,
                },
                code: event.event.outcome.code.as_deref(),
                surface: event.event.surface.as_deref(),
                tenant: &event.tenant,
                origin: &event.event.origin,
                correlation: event.event.correlation.as_deref(),
            };
            ocsf_of_activity(&activity, tool)
        }
    }
}

/// Whether a line names anybody.
fn names_people(row: &AuditRow) -> bool {
    let named = |party: &AuditParty| party.name.is_some();
    let object = row.object.as_ref().is_some_and(|object| object.item.is_some() || object.name.is_some());
    row.who.as_ref().is_some_and(named) || object
}
