//! `steward evidence verify`: what of a bundle holds and what does not. It opens no workspace.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{paragraph, plain, plural};
use clap::Args;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use steward_evidence::{EntryVerdict, EventVerdict, Fault, MAX_BYTES, Trust, Verdict};
use steward_ledger::VerifierKey;

/// What of a bundle holds.
#[derive(Args, Debug)]
pub struct VerifyArgs {
    /// The bundle; `-` reads standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Public key that it has to be signed with, as its maker told you on another way; may be given several times
    #[arg(long = "key", value_name = "KEY")]
    pub keys: Vec<String>,
    /// Take a bundle whose manifest nobody signed, as `steward evidence create --no-sign` makes it
    #[arg(long)]
    pub unsigned: bool,
}

/// Verifies it. Ends with 1 when something does not hold, with 2 when it is no bundle.
pub fn run(args: &VerifyArgs, context: &Context) -> Result<Answer, Fail> {
    let keys = args.keys.iter().map(|text| key(text)).collect::<Result<Vec<_>, Fail>>()?;
    let bytes = read(&args.file).map_err(|error| {
        let name = plain(&args.file.display().to_string());
        let hint = "see that the file exists and is yours to read";
        let mut fail = Fail::bad_input(format!("cannot read `{name}`"), hint);
        fail.0.details.push(error.to_string());
        fail
    })?;
    let verdict = match args.unsigned {
        true => steward_evidence::verify_unsigned(&bytes, &keys),
        false => steward_evidence::verify(&bytes, &keys),
    };
    if !verdict.is_bundle {
        let name = plain(&args.file.display().to_string());
        let hint = "give the `.zip` that `steward evidence create` wrote, as it is";
        let mut fail = Fail::bad_input(format!("`{name}` is not a bundle of evidence"), hint);
        fail.0.details.extend(verdict.faults.iter().map(|fault| plain(&fault.to_string())));
        return Err(fail);
    }
    let answer = context.answer(&verdict, || words(&verdict, context))?;
    Ok(if verdict.holds { answer } else { answer.code(1) })
}

fn key(text: &str) -> Result<VerifierKey, Fail> {
    text.trim().parse::<VerifierKey>().map_err(|error| {
        Fail::bad_input(
            format!("that is not a public key: {error}"),
            "give it as `steward audit verify` and `steward evidence create` show it",
        )
    })
}

/// The bytes, and one more than a bundle may have where there are more.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    match path.as_os_str() == "-" {
        true => io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes)?,
        false => File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?,
    };
    Ok(bytes)
}

fn words(verdict: &Verdict, context: &Context) -> String {
    let paint = context.paint;
    let mut text = String::new();
    let mut line = |title: &str, value: Option<&String>| {
        if let Some(value) = value {
            text.push_str(&paragraph(&format!("{title}: {value}"), 0));
        }
    };
    line("Question", verdict.question.as_ref());
    line("Control", verdict.control.as_ref());
    line("Log", verdict.log.as_ref());
    line("Made by", verdict.tool.as_ref());
    line("Checkpoint signed with", verdict.checkpoint_key.as_ref());
    line("Manifest signed with", verdict.manifest_key.as_ref());
    if let Some(size) = verdict.tree_size {
        let entries = plural(number(size), "entry", "entries");
        text.push_str(&format!("The checkpoint speaks of {entries}.\n"));
    }
    for entry in &verdict.entries {
        text.push_str(&entry_in_words(entry, context));
    }
    for event in &verdict.events {
        text.push_str(&event_in_words(event, context));
    }
    // what stands with an entry already is not told again
    let of_events = verdict.events.iter().flat_map(|event| &event.faults);
    let told: BTreeSet<String> = (verdict.entries.iter().flat_map(|entry| &entry.faults).chain(of_events))
        .map(ToString::to_string)
        .collect();
    for fault in verdict.faults.iter().map(ToString::to_string).filter(|fault| !told.contains(fault)) {
        text.push_str(&format!("{} {}\n", paint.bad("✗"), plain(&fault)));
    }
    let signed = verdict.manifest_key.is_some();
    let trust = verdict.trust.sentence(signed);
    let trust = match verdict.trust {
        Trust::Compared => paint.good(trust),
        Trust::ToCompare => paint.warn(trust),
        Trust::Stranger | Trust::Nobody => paint.bad(trust),
    };
    text.push_str(&format!("{trust}\n"));
    if !signed && !verdict.faults.contains(&Fault::Unsigned) {
        let unsigned = "The manifest is not signed: the checkpoint vouches for entries and events, nobody for the \
                        question, for what was left out, or for the other files.";
        text.push_str(&format!("{}\n", paint.warn(unsigned)));
    }
    let wrong = verdict.entries.iter().filter(|entry| !entry.holds).count()
        + verdict.events.iter().filter(|event| !event.holds).count();
    let mut of = plural(number(verdict.entries.len() as u64), "entry", "entries");
    if !verdict.events.is_empty() {
        let events = plural(number(verdict.events.len() as u64), "event", "events");
        of.push_str(&format!(" and {events} of tenants' own logs"));
    }
    let end = match (verdict.holds, wrong) {
        (true, _) if !signed => {
            paint.warn(&format!("What is proved holds: {of}. Nobody signed the bundle itself."))
        }
        (true, _) => paint.good(&format!("Everything holds: {of}.")),
        (false, _) if verdict.entries.is_empty() => paint.bad("It does not hold."),
        (false, 0) => paint.bad("It does not hold, though every entry and event in it does."),
        (false, wrong) => paint.bad(&format!("It does not hold: {wrong} of {of}.")),
    };
    text.push_str(&format!("{end}\n"));
    text
}

fn entry_in_words(entry: &EntryVerdict, context: &Context) -> String {
    let EntryVerdict { number, supporting, holds, hash, faults } = entry;
    let name = match supporting {
        true => format!("entry {number}, which seals events"),
        false => format!("entry {number}"),
    };
    one_in_words(&name, *holds, hash.as_deref(), faults, context)
}

fn event_in_words(event: &EventVerdict, context: &Context) -> String {
    let EventVerdict { place, holds, hash, faults } = event;
    one_in_words(&format!("event {place}"), *holds, hash.as_deref(), faults, context)
}

fn one_in_words(name: &str, holds: bool, hash: Option<&str>, faults: &[Fault], context: &Context) -> String {
    let paint = context.paint;
    let mark = if holds { paint.good("✓") } else { paint.bad("✗") };
    let hash = hash.map(|hash| format!("  {}", paint.dim(&plain(hash)))).unwrap_or_default();
    let mut text = format!("{mark} {name}{hash}\n");
    for fault in faults {
        text.push_str(&paragraph(&fault.to_string(), 4));
    }
    if !holds && faults.is_empty() {
        text.push_str(&paragraph("it could not be checked", 4));
    }
    text
}

fn number(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
