//! What an audit log looks like before it is read in.

use super::import::{DIFFERING, differing};
use super::log::{Log, nothing, understand};
use super::mappings::{choices, fields, reader, used};
use super::names::Names;
use super::plan::Coming;
use super::unused::unused;
use crate::convert::count;
use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::ledger::narrow;
use crate::source::{PROBLEMS, shown};
use crate::wire::{AuditFileFormat, AuditImportPreview, AuditMappedField, AuditMappingInfo};
use crate::{R, operation};
use steward_audit::{AuditEvent, AuditFormat, AuditMapping, Reading};
use steward_store::{AuditKnown, TenantRow};

/// How much of a large file is looked at, in bytes.
const BEGINNING: u64 = 8 << 20;
/// Events that are shown.
const SAMPLE: usize = 8;

/// What was seen of a log.
struct Seen {
    kib: u32,
    whole: bool,
    reading: Reading,
    mappings: Vec<AuditMappingInfo>,
    choices: Vec<AuditMappingInfo>,
    fields: Vec<AuditMappedField>,
    unused: Vec<String>,
    unused_total: u32,
    events: Vec<AuditEvent>,
    lines: Vec<u32>,
}

impl Desk {
    /// What an audit log of a tenant looks like: how it is read, the first events, what is wrong, what is
    /// here already, and what would be removed to stay within the retention. Of a large file only the
    /// beginning is looked at. Nothing is kept.
    ///
    /// # Errors
    /// When there is no such tenant or mapping, the file cannot be opened or is no text, or the policies
    /// refuse; what is wrong inside is in the preview.
    pub async fn audit_import_preview(
        &self,
        tenant: &str,
        path: &str,
        mapping: Option<&str>,
    ) -> R<AuditImportPreview> {
        self.audit_preview_of(tenant, Some(path), mapping).await
    }

    /// The same for the log that is made up for the practice tenant.
    ///
    /// # Errors
    /// When there is no such tenant, it is no practice tenant, or the policies refuse.
    pub async fn audit_made_up_preview(&self, tenant: &str) -> R<AuditImportPreview> {
        self.audit_preview_of(tenant, None, None).await
    }

    /// The preview of a file, or of the log that is made up.
    async fn audit_preview_of(
        &self,
        tenant: &str,
        path: Option<&str>,
        mapping: Option<&str>,
    ) -> R<AuditImportPreview> {
        let row = self.tenant(tenant).await?;
        let act = self.allow(&operation::AUDIT_PREVIEW, Some((&row).into())).await?;
        let result = self.audit_preview(&row, path, mapping).await;
        act.settle(result).await
    }

    async fn audit_preview(
        &self,
        row: &TenantRow,
        path: Option<&str>,
        mapping: Option<&str>,
    ) -> Result<AuditImportPreview, DeskError> {
        let log = self.audit_log(row, path).await?;
        let (path, chosen) = (log.path.clone(), mapping.map(str::to_owned));
        let (of_pack, faulty) = self.audit_mappings(row).await?;
        let seen = heavy(move || look(&log, chosen.as_deref(), of_pack)).await??;
        let Seen { kib, whole, mut reading, mappings, choices, fields, unused, unused_total, events, lines } =
            seen;
        reading.problems.extend(faulty);
        let known = self.store().known_audit_events(&row.id, &events).await?;
        let AuditKnown { events: known, repeated, differs } = known;
        let ids: Vec<String> = events.iter().map(|event| event.id.clone()).collect();
        let mut names = Names::of(self).await?;
        let mut sample = Vec::with_capacity(SAMPLE);
        for event in events.iter().take(SAMPLE) {
            sample.push(names.line(&row.id, event, &[]).await?);
        }
        let times = || events.iter().map(|event| event.time);
        let retention = self.audit_retention_in_force().await?;
        let trail = self.audit_trail().await?.clone();
        let removes = self
            .audit_planned(retention, trail, Coming::of(&events, known.saturating_add(repeated)))
            .await?
            .plan;
        Ok(AuditImportPreview {
            path,
            kib,
            format: match reading.format {
                AuditFormat::Json => AuditFileFormat::Json,
                AuditFormat::Csv => AuditFileFormat::Csv,
            },
            whole,
            mappings,
            choices,
            fields,
            unused,
            unused_total,
            zoneless: reading.zoneless,
            sample,
            events: reading.events,
            known,
            repeated,
            differs: count(differs.len()),
            differing: differing(&differs, &ids, &lines).take(DIFFERING).collect(),
            left_out: reading.left_out,
            earliest: times().min().map(|at| at.to_string()),
            latest: times().max().map(|at| at.to_string()),
            problems: shown(&reading.problems, PROBLEMS),
            problems_total: count(reading.problems.len()),
            removes,
        })
    }
}

/// The problem of a file that ends in the middle of a record.
const CUT_OFF: &str = "cut-off";

/// Looks at the beginning of a log.
fn look(log: &Log, mapping: Option<&str>, known: Vec<AuditMapping>) -> Result<Seen, DeskError> {
    let reader = reader(mapping, known)?;
    let path = log.path.as_str();
    let (bytes, size) = log.beginning(BEGINNING)?;
    let whole = bytes.len() as u64 >= size;
    let (mut events, mut lines) = (Vec::new(), Vec::new());
    let mut reading = understand(path, &bytes, &reader, |event, place| {
        lines.push(place.line.unwrap_or_default());
        events.push(event);
    })?;
    if !whole {
        // the file goes on where the look at it ends
        let before = reading.problems.len();
        reading.problems.retain(|problem| problem.code != CUT_OFF);
        reading.left_out = reading.left_out.saturating_sub(count(before - reading.problems.len()));
    }
    if reading.events == 0 && whole && reading.left_out == 0 {
        return Err(nothing(path, &reading));
    }
    let mappings = used(&reader, &reading);
    let first = mappings.first().map(|mapping| mapping.id.clone()).unwrap_or_default();
    let fields = fields(&reader, &first, reading.guessed.as_ref());
    let (unused, unused_total) = unused(&reader, reading.guessed.as_ref(), &events);
    let (kib, choices) = (narrow(size.div_ceil(1024)), choices(&reader));
    Ok(Seen { kib, whole, reading, mappings, choices, fields, unused, unused_total, events, lines })
}
