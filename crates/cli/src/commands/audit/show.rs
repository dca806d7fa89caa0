//! `steward audit show`: an entry in full.

use super::entry::{Names, names, words};
use super::event;
use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{paragraph, plain};
use clap::Args;
use steward_desk::wire::LedgerDetail;

/// An entry in full.
#[derive(Args, Debug)]
pub struct ShowArgs {
    /// Number of the entry, from zero; or the id of an entry or event, as `steward audit search` lists it
    #[arg(value_name = "ENTRY")]
    pub entry: String,
    /// Log that it is in [default: the one of this device]
    #[arg(long, value_name = "NAME")]
    pub log: Option<String>,
    /// Print only the proof, a C2SP transparency log proof
    #[arg(long)]
    pub proof: bool,
}

/// Shows an entry with what proves it.
pub async fn run(args: &ShowArgs, context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk().await?;
    if args.entry.starts_with("event/") {
        let detail = desk.audit_show(&args.entry).await?;
        return match (args.proof && !context.globals.json, &detail.proof.inclusion) {
            (false, _) => context.answer(&detail, || event::words(&detail, context)),
            (true, Some(proof)) => Ok(Answer::text(proof.text.clone())),
            (true, None) => Err(no_proof(&args.entry)),
        };
    }
    let (log, number) = place(args)?;
    let detail = desk.ledger_entry(log.as_deref(), number).await?;
    if args.proof && !context.globals.json {
        return match &detail.proof {
            Some(proof) => Ok(Answer::text(proof.text.clone())),
            None => Err(no_proof(&args.entry)),
        };
    }
    let names = names(desk.operators().await.unwrap_or_default());
    context.answer(&detail, || in_words(&detail, &names, context))
}

/// Log and number of an entry.
fn place(args: &ShowArgs) -> Result<(Option<String>, u32), Fail> {
    let (log, number) = match args.entry.rsplit_once('/') {
        Some((log, number)) => (Some(log.to_owned()), number),
        None => (args.log.clone(), args.entry.as_str()),
    };
    let number = number.parse().map_err(|_| {
        Fail::bad_input(
            format!("`{}` is no entry", plain(&args.entry)),
            "give a number, or an id as `steward audit search` lists it",
        )
    })?;
    Ok((log, number))
}

fn no_proof(entry: &str) -> Fail {
    Fail::bad_input(
        format!("there is no proof of entry {} yet", plain(entry)),
        "a checkpoint is made with the first entry of a day and every 1,000 entries; `steward audit rotate-key` \
         makes one at once",
    )
}

fn in_words(detail: &LedgerDetail, names: &Names, context: &Context) -> String {
    let LedgerDetail { entry, bytes: _, related, proof } = detail;
    let mut text = words(entry, names, context);
    for other in related {
        let log = if other.log == entry.log { String::new() } else { format!(" of {}", plain(&other.log)) };
        text.push_str(&paragraph(&format!("same request: entry {}{log}", other.number), 2));
    }
    match proof {
        Some(proof) => {
            let line = format!("proof: in the tree of {} entries with the root {}", proof.size, proof.root);
            text.push_str(&paragraph(&line, 2));
            for hash in &proof.path {
                text.push_str(&paragraph(hash, 4));
            }
        }
        None => text.push_str(&paragraph("proof: none yet, no checkpoint speaks of this entry", 2)),
    }
    text
}
