//! `steward audit import`: a tenant's own audit log, read in.

use super::retention::plan_in_words;
use crate::answer::Answer;
use crate::commands::tenant::report::problems;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{Column, Table, count, minute, paragraph, plain, plural};
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use steward_desk::wire::{
    AuditDiffering, AuditFileFormat, AuditImportDone, AuditImportPreview, AuditMappedField, AuditMappingInfo,
};

/// A log to read in.
#[derive(Args, Debug)]
pub struct ImportArgs {
    /// Name of the tenant in the workspace
    pub name: String,
    /// The log: JSON Lines, JSON, or CSV with a header
    #[arg(required_unless_present = "made_up")]
    pub file: Option<PathBuf>,
    /// Instead of a file, the made-up log of the practice tenant
    #[arg(long, conflicts_with_all = ["file", "format", "mapping"])]
    pub made_up: bool,
    /// How it is written [default: found out]; another one is refused
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Which field is what: a known kind of log by its id, or a TOML file [default: recognised by its fields]
    #[arg(long, value_name = "ID|FILE")]
    pub mapping: Option<String>,
    /// Show what would be read, and keep nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// How a log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// JSON Lines, or JSON with lists of events.
    Json,
    /// A table with a header.
    Csv,
}

/// Reads it in, or shows what would be read.
pub async fn run(args: &ImportArgs, context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk().await?;
    let (file, mapping) =
        (args.file.as_ref().map(|file| file.display().to_string()), args.mapping.as_deref());
    if args.dry_run || args.format.is_some() {
        let preview = match &file {
            Some(file) => desk.audit_import_preview(&args.name, file, mapping).await?,
            None => desk.audit_made_up_preview(&args.name).await?,
        };
        let found = match preview.format {
            AuditFileFormat::Json => Format::Json,
            AuditFileFormat::Csv => Format::Csv,
        };
        if args.format.is_some_and(|wanted| wanted != found) {
            let is = if found == Format::Json { "JSON" } else { "a table" };
            return Err(Fail::bad_input(
                format!("`{}` is {is}, not what `--format` says", plain(&preview.path)),
                "leave out `--format`, or give the other file",
            ));
        }
        if args.dry_run {
            return context.answer(&preview, || preview_in_words(&preview, context));
        }
    }
    let work = context.job();
    let done = match &file {
        Some(file) => desk.audit_import(&args.name, file, mapping, &work.job).await?,
        None => desk.audit_import_made_up(&args.name, &work.job).await?,
    };
    drop(work);
    context.answer(&done, || words(&done, context))
}

fn words(done: &AuditImportDone, context: &Context) -> String {
    let AuditImportDone {
        added,
        known,
        repeated,
        differs,
        differing,
        left_out,
        removed,
        sealed,
        problems: list,
        problems_total,
        took_ms: _,
    } = done;
    let mut text = format!("{}\n", context.paint.bold(&plural(*added, "new event", "new events")));
    if *known > 0 {
        let events = plural(*known, "event was", "events were");
        text.push_str(&paragraph(&format!("{events} here already"), 2));
    }
    if *repeated > 0 {
        let events = plural(*repeated, "event", "events");
        text.push_str(&paragraph(&format!("{events} came twice in this file, and each is kept once"), 2));
    }
    if *left_out > 0 {
        let records = plural(*left_out, "record was", "records were");
        text.push_str(&paragraph(&format!("{records} left out"), 2));
    }
    match sealed.as_slice() {
        [] => {}
        [one] => text.push_str(&paragraph(&format!("sealed by entry {}", plain(one)), 2)),
        [.., last] => {
            let entries = plural(crate::term::number(sealed.len()), "entry", "entries");
            text.push_str(&paragraph(&format!("sealed by {entries}, the last is {}", plain(last)), 2));
        }
    }
    if *removed > 0 {
        let events = plural(*removed, "event was", "events were");
        text.push_str(&paragraph(&format!("{events} removed to stay within the retention"), 2));
    }
    text.push_str(&differing_in_words(*differs, differing, context));
    text.push_str(&problems(list, *problems_total, context));
    text
}

/// Events that the file tells in another way than what is kept of them.
fn differing_in_words(differs: u32, first: &[AuditDiffering], context: &Context) -> String {
    if differs == 0 {
        return String::new();
    }
    let events = plural(differs, "event is", "events are");
    let line =
        format!("{events} here already, and the file says something else of them. What is here stays:");
    let mut text = format!("{}\n", context.paint.warn(&line));
    for AuditDiffering { id, line } in first {
        text.push_str(&paragraph(&format!("{}, line {line}", plain(id)), 2));
    }
    let more = differs.saturating_sub(crate::term::number(first.len()));
    if more > 0 {
        text.push_str(&paragraph(&format!("and {} more", count(more)), 2));
    }
    text
}

fn preview_in_words(preview: &AuditImportPreview, context: &Context) -> String {
    let format = match preview.format {
        AuditFileFormat::Json => "JSON",
        AuditFileFormat::Csv => "CSV",
    };
    let part = if preview.whole { "" } else { ", of which the beginning was looked at" };
    let mut text = format!(
        "{}\n",
        context.paint.bold(&format!("{}: {format}, {} KiB{part}", plain(&preview.path), count(preview.kib)))
    );
    for AuditMappingInfo { id, name, events } in &preview.mappings {
        let events = plural(*events, "event", "events");
        text.push_str(&paragraph(&format!("{events} read as {} ({})", plain(name), plain(id)), 2));
    }
    if preview.mappings.is_empty() {
        text.push_str(&paragraph(
            "no kind of log that is known; say with `--mapping` which field is what",
            2,
        ));
    }
    let known = match preview.known {
        0 => "none is here already".to_owned(),
        known => format!("{} here already", plural(known, "event is", "events are")),
    };
    let twice = match preview.repeated {
        0 => String::new(),
        repeated => format!(", {} twice in this file", plural(repeated, "event comes", "events come")),
    };
    let out = plural(preview.left_out, "record", "records");
    text.push_str(&paragraph(&format!("{known}{twice}, {out} left out"), 2));
    if let (Some(from), Some(to)) = (&preview.earliest, &preview.latest) {
        text.push_str(&paragraph(&format!("from {} to {}", minute(from), minute(to)), 2));
    }
    if preview.zoneless > 0 {
        let times = plural(preview.zoneless, "time says", "times say");
        text.push_str(&paragraph(&format!("{times} no zone and would be taken for UTC"), 2));
    }
    text.push_str(&differing_in_words(preview.differs, &preview.differing, context));
    text.push_str(&fields(&preview.fields, context));
    text.push_str(&unused(preview));
    text.push_str(&sample(preview, context));
    text.push_str(&problems(&preview.problems, preview.problems_total, context));
    if preview.removes.removes > 0 {
        text.push_str(&format!("\n{}\n", context.paint.warn("To stay within the retention:")));
        text.push_str(&plan_in_words(&preview.removes));
    }
    text
}

fn fields(fields: &[AuditMappedField], context: &Context) -> String {
    let used: Vec<&AuditMappedField> = fields.iter().filter(|field| !field.from.is_empty()).collect();
    if used.is_empty() {
        return String::new();
    }
    let mut table =
        Table::new([Column::name("BECOMES"), Column::text("FIELD"), Column::word("PERSONAL").spare(1)])
            .indent(2);
    for field in used {
        let personal = if field.personal { "kept outside" } else { "" };
        table.row([field.title.as_str(), field.from.as_str(), personal]);
    }
    format!("\n{}", table.render(context.paint, context.width))
}

/// Fields that become nothing.
fn unused(preview: &AuditImportPreview) -> String {
    let AuditImportPreview { unused, unused_total, .. } = preview;
    if unused.is_empty() {
        return String::new();
    }
    let named: Vec<String> = unused.iter().map(|field| plain(field)).collect();
    let more = match unused_total.saturating_sub(crate::term::number(unused.len())) {
        0 => String::new(),
        more => format!(" and {} more", count(more)),
    };
    let of = plural(*unused_total, "field is", "fields are");
    let line =
        format!("{of} not mapped, only kept beside the event and found as text: {}{more}", named.join(", "));
    format!("\n{}", paragraph(&line, 2))
}

fn sample(preview: &AuditImportPreview, context: &Context) -> String {
    if preview.sample.is_empty() {
        return String::new();
    }
    let mut table = Table::new([
        Column::word("WHEN (UTC)"),
        Column::name("WHO"),
        Column::text("WHAT"),
        Column::text("ON WHAT").spare(1),
        Column::word("ENDED").spare(2),
    ])
    .indent(2);
    for row in &preview.sample {
        table.row([
            minute(&row.at).trim_end_matches(" UTC").to_owned(),
            row.who.as_ref().map(super::search::party).unwrap_or_default(),
            row.title.clone(),
            row.object.as_ref().map(super::search::object).unwrap_or_default(),
            super::search::outcome(row.outcome).to_owned(),
        ]);
    }
    format!("\n{}", table.render(context.paint, context.width))
}
