//! `steward audit search`: who did what, when, and how it ended.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{Column, Table, class_word, count, minute, paragraph, plain, plural, short_hash};
use clap::Args;
use std::collections::BTreeSet;
use steward_desk::wire::{
    AuditApproval, AuditApprovalState, AuditDirection, AuditFacet, AuditFacets, AuditObject, AuditOutcome,
    AuditPage, AuditPart, AuditParty, AuditQuestion, AuditRow, AuditSource, AuditState,
};

/// Values of a facet that are listed.
const VALUES: u32 = 8;
/// In fewer columns an entry takes several lines.
const NARROW: usize = 60;

/// A question to the audit trail.
#[derive(Args, Debug)]
pub struct SearchArgs {
    /// What is asked, such as `who:ines op:role.* outcome:refused since:2026-05-01 "billing access"`
    #[arg(value_name = "QUESTION")]
    pub question: Vec<String>,
    /// Only events of this tenant's log, and what Steward did about it
    #[arg(long, value_name = "NAME")]
    pub tenant: Option<String>,
    /// A question that is kept under this name, besides what is asked
    #[arg(long, value_name = "NAME")]
    pub saved: Option<String>,
    /// At most so many
    #[arg(short = 'n', long, default_value_t = 20, value_name = "N")]
    pub limit: u32,
    /// Go on from a place, as the page before it says
    #[arg(long, value_name = "PLACE", allow_hyphen_values = true)]
    pub older: Option<String>,
    /// How many entries there are for each value, instead of the entries
    #[arg(long)]
    pub facets: bool,
}

/// What was asked, in one text.
pub async fn question(
    words: &[String],
    tenant: Option<&String>,
    saved: Option<&String>,
    desk: &steward_desk::Desk,
) -> Result<AuditQuestion, Fail> {
    let mut text = words.join(" ");
    if let Some(name) = saved {
        let kept = desk.audit_question(name).await?;
        text = format!("{} {text}", kept.text);
    }
    Ok(AuditQuestion { tenant: tenant.cloned(), text: text.trim().to_owned() })
}

/// Asks, and lists what answers, the newest first.
pub async fn run(args: &SearchArgs, context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk().await?;
    let asked = question(&args.question, args.tenant.as_ref(), args.saved.as_ref(), &desk).await?;
    if args.facets {
        let facets = desk.audit_facets(&asked, VALUES).await?;
        return context.answer(&facets, || facets_in_words(&facets, context));
    }
    let place = args.older.as_deref();
    let page = desk.audit_search(&asked, AuditDirection::Older, place, args.limit).await?;
    let state = desk.audit_state(args.tenant.as_deref()).await?;
    let parts = match page.total == 0 && !context.globals.json {
        true => desk.audit_narrowing(&asked).await?,
        false => Vec::new(),
    };
    context.answer(&page, || match page.rows.is_empty() {
        true => nothing(&page, &state, &parts),
        false => words(&page, &state, context),
    })
}

/// Why nothing answers, what there is, and what to do next.
fn nothing(page: &AuditPage, state: &AuditState, parts: &[AuditPart]) -> String {
    if page.total > 0 {
        let answer = if page.total == 1 { "entry answers" } else { "entries answer" };
        return format!("There is nothing further: {} {answer} in all.\n", count(page.total));
    }
    let of = plural(page.all, "entry", "entries");
    let mut text = format!("Nothing answers that, among {of}.\n");
    for AuditPart { text: part, alone, without } in parts {
        let rest = match (parts.len(), without) {
            (1, _) => String::new(),
            (_, 0) => "; without it nothing answers either".to_owned(),
            (_, without) => format!("; without it {} would answer", plural(*without, "entry", "entries")),
        };
        let fits = match alone {
            0 => "no entry".to_owned(),
            alone => plural(*alone, "entry", "entries"),
        };
        text.push_str(&paragraph(&format!("{} fits {fits}{rest}", plain(part)), 2));
    }
    if let (Some(oldest), Some(newest)) = (&state.oldest, &state.newest) {
        text.push_str(&paragraph(&format!("On record is {} to {}.", minute(oldest), minute(newest)), 0));
    }
    text.push_str(&paragraph(
        "`steward audit search --facets` lists what can be asked for: each key with the values that occur.",
        0,
    ));
    text
}

fn words(page: &AuditPage, state: &AuditState, context: &Context) -> String {
    let several = page.rows.iter().filter_map(log).collect::<BTreeSet<&str>>().len() > 1;
    let mut text: String = match context.width.is_some_and(|width| width < NARROW) {
        true => page.rows.iter().map(|row| lines(row, several, context)).collect(),
        false => table(&page.rows, several).render(context.paint, context.width),
    };
    text.push('\n');
    let shown = plural(crate::term::number(page.rows.len()), "entry", "entries");
    let found = count(page.total);
    text.push_str(&paragraph(&format!("{shown} of {found} that answer, of {} in all", count(page.all)), 0));
    if let Some(place) = &page.older {
        text.push_str(&paragraph(&format!("for older ones: --older {}", plain(place)), 0));
    }
    text.push_str(&trust(state, context));
    text
}

/// Whether the record can be trusted, as far as that was looked at.
fn trust(state: &AuditState, context: &Context) -> String {
    let paint = context.paint;
    let line = match &state.verified {
        None => paint.dim("The record was never verified; `steward audit verify` does it."),
        Some(last) if last.holds && state.entries > last.entries => {
            let since = plural(state.entries - last.entries, "entry", "entries");
            let line = format!("The record was verified on {}: what was there then holds.", minute(&last.at));
            paint.dim(&format!("{line} Nobody verified {since} since; `steward audit verify` does it."))
        }
        Some(last) if last.holds && state.entries < last.entries => {
            let gone = plural(last.entries - state.entries, "entry", "entries");
            let line = format!(
                "The record held when it was verified on {}, and lacks {gone} since.",
                minute(&last.at)
            );
            paint.bad(&format!("{line} `steward audit verify` says where."))
        }
        Some(last) if last.holds => {
            paint.good(&format!("The record was verified on {}: it holds.", minute(&last.at)))
        }
        Some(last) => {
            let faults = plural(last.faults, "fault", "faults");
            let line = format!("The record was verified on {}, and has {faults}.", minute(&last.at));
            paint.bad(&format!("{line} `steward audit verify` names them."))
        }
    };
    format!("{line}\n")
}

/// An entry where a table has no room: its id as `steward audit show` takes it, and the rest below.
fn lines(row: &AuditRow, several: bool, context: &Context) -> String {
    let paint = context.paint;
    let ended = match row.outcome {
        AuditOutcome::Success | AuditOutcome::Unknown => outcome(row.outcome).to_owned(),
        ended => paint.warn(outcome(ended)),
    };
    let head = format!("{}  {}", paint.bold(&plain(&id(row, several))), minute(&row.at));
    let who = row.who.as_ref().map(party);
    let on = row.object.as_ref().map(|thing| format!("on {}", object(thing)));
    let said = [who, Some(row.title.clone()), on].into_iter().flatten().filter(|words| !words.is_empty());
    let said: String = said.map(|words| paragraph(&words, 2)).collect();
    format!("{head}\n{said}  {ended}\n")
}

fn table(rows: &[AuditRow], several: bool) -> Table {
    let mut table = Table::new([
        Column::word("ID"),
        Column::word("WHEN (UTC)").spare(1),
        Column::name("WHO"),
        Column::text("WHAT"),
        Column::word("CLASS").spare(5),
        Column::text("ON WHAT").spare(2),
        Column::text("TENANT").spare(6),
        Column::word("VIA").spare(7),
        Column::text("APPROVED").spare(4),
        Column::word("POLICY").spare(8),
        Column::word("ENDED"),
    ]);
    for row in rows {
        let class = row.consequence;
        table.row([
            id(row, several),
            minute(&row.at).trim_end_matches(" UTC").to_owned(),
            row.who.as_ref().map(party).unwrap_or_default(),
            row.title.clone(),
            class.map(class_word).unwrap_or_default().to_owned(),
            row.object.as_ref().map(object).unwrap_or_default(),
            row.tenant.clone(),
            row.surface.clone(),
            row.approval.as_ref().map(approval).unwrap_or_default(),
            short_hash(&row.policy_version).to_owned(),
            outcome(row.outcome).to_owned(),
        ]);
        if let Some(class) = class {
            table.paint(4, move |paint, text| paint.class(class, text));
        }
        if !matches!(row.outcome, AuditOutcome::Success | AuditOutcome::Unknown) {
            table.paint(10, |paint, text| paint.warn(text));
        }
    }
    table
}

/// The log of an entry of Steward.
fn log(row: &AuditRow) -> Option<&str> {
    let (log, _) = row.id.rsplit_once('/')?;
    (row.source == AuditSource::Steward).then_some(log)
}

/// What `steward audit show` takes: a number alone is one of the log of this device.
fn id(row: &AuditRow, whole: bool) -> String {
    match row.source {
        AuditSource::Steward if !whole => row.number.to_string(),
        _ => row.id.clone(),
    }
}

/// Somebody by name where that is known.
pub fn party(party: &AuditParty) -> String {
    match (&party.name, party.forgotten) {
        (Some(name), _) => name.clone(),
        (None, true) => "forgotten".to_owned(),
        (None, false) => party.id.clone(),
    }
}

/// A thing by name where that is known.
pub fn object(object: &AuditObject) -> String {
    let AuditObject { kind, id, name, forgotten, item: _ } = object;
    match (name, forgotten) {
        (Some(name), _) => format!("{kind} {name}"),
        (None, true) => format!("{kind} forgotten"),
        (None, false) => format!("{kind} {id}"),
    }
    .trim()
    .to_owned()
}

/// How an approval stands, and who agreed; nothing when nobody had to.
pub fn approval(approval: &AuditApproval) -> String {
    let agreed = approval.approvers.iter().filter(|one| one.agreed).map(|one| party(&one.who));
    let by: Vec<String> = agreed.collect();
    let state = match approval.state {
        AuditApprovalState::NotRequired => return String::new(),
        AuditApprovalState::Pending => "pending",
        AuditApprovalState::Granted => "granted",
        AuditApprovalState::Declined => "declined",
        AuditApprovalState::Expired => "expired",
        AuditApprovalState::BreakGlass => "break-glass",
    };
    if by.is_empty() { state.to_owned() } else { format!("{state} by {}", by.join(", ")) }
}

/// How it ended.
pub const fn outcome(outcome: AuditOutcome) -> &'static str {
    match outcome {
        AuditOutcome::Success => "done",
        AuditOutcome::Failure => "failed",
        AuditOutcome::Denied => "refused",
        AuditOutcome::Intent => "begun",
        AuditOutcome::Unknown => "not told",
    }
}

fn facets_in_words(facets: &AuditFacets, context: &Context) -> String {
    let answers = if facets.total == 1 { "entry answers" } else { "entries answer" };
    let mut text = format!("{} {answers}\n", count(facets.total));
    for AuditFacet { key, title, distinct, values } in &facets.facets {
        if values.is_empty() {
            continue;
        }
        let head = format!("{title} ({key}:)");
        text.push_str(&format!("\n{}\n", context.paint.bold(&plain(&head))));
        let mut table = Table::new([Column::number(""), Column::name(""), Column::text("")]).indent(2);
        for value in values {
            let id = if value.label == value.value { "" } else { value.value.as_str() };
            table.row([count(value.count).as_str(), value.label.as_str(), id]);
        }
        text.push_str(&table.render(context.paint, context.width));
        let more = distinct.saturating_sub(crate::term::number(values.len()));
        if more > 0 {
            text.push_str(&paragraph(&format!("and {} more", count(more)), 2));
        }
    }
    text
}
