//! `report.html`: a page that stands alone and prints: no script, no address outside, light.

use crate::contents::{Contents, Kept};
use crate::facts::{self, LABELS};
use crate::secrets::EventSecrets;
use crate::told;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment};
use serde::Serialize;

const TEMPLATE: &str = include_str!("report.html.jinja");

/// What the page shows. The same facts are drawn as PDF.
#[derive(Serialize)]
pub struct Page {
    pub question: String,
    pub query: String,
    /// Label and value of what is known of the bundle as a whole.
    pub facts: Vec<(&'static str, String)>,
    /// What was verified when the bundle was made.
    pub checks: Vec<String>,
    pub groups: Vec<Group>,
    /// What stands above the events.
    pub told: &'static str,
    pub events: Vec<Told>,
}

/// Who answers for the events.
const TOLD: &str = "Told by tenants' own logs, and read in. Each is proved to be as it was read in. Whether it is true, the \
                        tenant answers for and not Steward.";

/// Entries under a title.
#[derive(Serialize)]
pub struct Group {
    pub title: &'static str,
    pub entries: Vec<Item>,
}

/// An event of a tenant's own log on the page.
#[derive(Serialize)]
pub struct Told {
    pub place: String,
    pub title: String,
    pub outcome: &'static str,
    pub told_by: String,
    /// Everything else that it says.
    pub facts: Vec<(&'static str, String)>,
    pub hash: String,
}

/// An entry on the page.
#[derive(Serialize)]
pub struct Item {
    pub number: u64,
    pub title: String,
    pub outcome: &'static str,
    pub facts: Vec<(&'static str, String)>,
    pub changes: Vec<[String; 4]>,
    pub hash: String,
}

/// Gathers what the page shows.
pub fn page(contents: &Contents) -> Page {
    let (first, last) = facts::span(contents);
    let entries: Vec<Item> = contents.answers().map(|kept| item(contents, kept)).collect();
    let sealing = (contents.supporting.iter()).filter_map(|number| contents.entries.get(number));
    let sealing: Vec<Item> = sealing.map(|kept| item(contents, kept)).collect();
    let events: Vec<Told> = (contents.events.iter())
        .map(|(place, kept)| {
            let said = told::LABELS.into_iter().zip(told::of(contents, *place, kept));
            Told {
                place: place.to_string(),
                title: kept.body.action.clone(),
                outcome: kept.body.outcome.state.word(),
                told_by: told::told_by(kept),
                facts: said
                    .filter(|(label, value)| {
                        !matches!(*label, "event" | "operation" | "told by") && !value.is_empty()
                    })
                    .collect(),
                hash: kept.hash.to_string(),
            }
        })
        .collect();
    let key = contents.signer.as_ref().map(ToString::to_string).unwrap_or_default();
    let (size, root) = (contents.checkpoint.as_ref())
        .map(|checkpoint| (checkpoint.size, checkpoint.root.to_string()))
        .unwrap_or_default();
    let packs: Vec<String> = contents
        .packs
        .iter()
        .map(|pack| format!("{} {} (sha256:{})", pack.id, pack.version, pack.hash))
        .collect();
    let (open, shut) = (contents.secrets.disclosed.len(), contents.secrets.withheld.len());
    let mut page = Page {
        question: contents.question.text.clone(),
        query: contents.question.query.to_string(),
        facts: vec![
            ("Entries", entries.len().to_string()),
            ("From", first.to_string()),
            ("To", last.to_string()),
            ("Log", contents.log.clone()),
            ("Entries of the log", size.to_string()),
            ("Root of its tree", root),
            ("Signed with the key", key),
            ("Packs", if packs.is_empty() { "none".to_owned() } else { packs.join(", ") }),
            ("Made by", contents.tool.clone()),
        ],
        checks: vec![
            format!(
                "Each of the {} entries is in the log: its proof leads to the signed root (RFC 9162).",
                contents.entries.len()
            ),
            "The checkpoint is signed with the key above (Ed25519, C2SP signed note). Compare it with one \
             that you have from somewhere else."
                .to_owned(),
            "Entries that follow each other carry the hash of the one before.".to_owned(),
            "The text of every policy set that decided is in the bundle under its SHA-256.".to_owned(),
            format!(
                "Withheld values that are disclosed and fit their commitments: {open}. That stay so or were \
                 erased: {shut}."
            ),
        ],
        groups: Vec::new(),
        told: TOLD,
        events,
    };
    if !page.events.is_empty() {
        page.facts.insert(1, ("Events of tenants' own logs", page.events.len().to_string()));
        page.checks.insert(
            1,
            format!(
                "Each of the {} events of tenants' own logs is as it was read in: its proof leads to the root in the \
                 entry that seals it, and that entry is in the log.",
                page.events.len()
            ),
        );
        let EventSecrets { disclosed, withheld } = &contents.secrets.events;
        page.checks.push(format!(
            "Commitments of events whose values are disclosed and fit: {}. That stay shut or were erased: {}.",
            disclosed.len(),
            withheld.len()
        ));
    }
    if let Some(control) = &contents.question.control {
        let said = [
            ("Control", control.name()),
            ("What this shows of it", control.shows.clone()),
            ("What it does not show", control.lacks.clone()),
        ];
        page.facts.splice(0..0, said);
    }
    // where events alone answer, there is no answer among the entries to be shown
    if !entries.is_empty() || page.events.is_empty() {
        page.groups.push(Group { title: "Entries", entries });
    }
    if !sealing.is_empty() {
        page.groups.push(Group { title: "Entries that seal the events", entries: sealing });
    }
    page
}

fn item(contents: &Contents, kept: &Kept) -> Item {
    let (number, event) = (kept.entry.chain.number, &kept.entry.event);
    let all = LABELS.into_iter().zip(facts::of(contents, &kept.entry));
    Item {
        number,
        title: event.operation.clone(),
        outcome: facts::outcome(event.outcome.state),
        // an entry without a proposer is no answer to who proposed it
        facts: all.skip(1).filter(|(_, value)| !value.is_empty()).collect(),
        changes: (event.changes.iter().enumerate())
            .map(|(at, change)| facts::change(contents, number, at, change))
            .collect(),
        hash: kept.hash.to_string(),
    }
}

/// The page. Everything that comes from entries is escaped.
pub fn render(contents: &Contents) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.render_named_str("report.html", TEMPLATE, Serde(&page(contents)))
}
