//! `steward evidence create`: a bundle for a question.

use crate::answer::Answer;
use crate::context::{Context, handing_out};
use crate::fail::Fail;
use crate::output;
use crate::term::{count, paragraph, plain, plural};
use clap::Args;
use std::path::PathBuf;
use steward_desk::wire::{AuditQuestion, EvidenceDone, EvidenceRequest};

/// A bundle for a question.
#[derive(Args, Debug)]
pub struct CreateArgs {
    /// What is asked, such as `op:tenant.* outcome:refused since:2026-05-01`; empty asks for every entry
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, required_unless_present = "control")]
    pub question: Option<String>,
    /// Control that it is to speak to, such as `AC-2`, as `steward evidence controls` lists them: what that asks for is
    /// asked besides
    #[arg(long, value_name = "ID")]
    pub control: Option<String>,
    /// File to write
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Replace a file that is there
    #[arg(long)]
    pub force: bool,
    /// Only what was done in this tenant
    #[arg(long, value_name = "NAME")]
    pub tenant: Option<String>,
    /// Log that the entries are in [default: the one whose entries answer, or seal events that do]
    #[arg(long, value_name = "NAME")]
    pub log: Option<String>,
    /// As of so many entries, or of this day or moment [default: the earliest checkpoint that covers the answer]
    #[arg(long, value_name = "SIZE|TIME")]
    pub at: Option<String>,
    /// Disclose personal values that entries and events withhold
    #[arg(long)]
    pub disclose: bool,
    /// Leave the bundle itself unsigned; the checkpoint in it still vouches for the entries
    #[arg(long)]
    pub no_sign: bool,
}

/// Writes the bundle and says what is in it.
pub async fn run(args: &CreateArgs, context: &Context) -> Result<Answer, Fail> {
    let out = output::file_alone(&args.out, "a bundle of evidence")?;
    let desk = match args.no_sign {
        true => context.desk().await?,
        false => context.desk_with_secrets().await?,
    };
    let request = EvidenceRequest {
        question: AuditQuestion {
            tenant: args.tenant.clone(),
            text: args.question.clone().unwrap_or_default(),
        },
        control: args.control.clone(),
        log: args.log.clone(),
        at: args.at.clone(),
        disclose: args.disclose,
        sign: !args.no_sign,
        out,
    };
    let done = handing_out(&desk, args.force).evidence_create(request).await?;
    context.answer(&done, || words(&done, args.no_sign, context))
}

fn words(done: &EvidenceDone, unsigned: bool, context: &Context) -> String {
    let EvidenceDone {
        file,
        sha256,
        entries,
        supporting,
        events,
        left_out,
        events_left_out,
        tree_size,
        key,
        disclosed,
    } = done;
    let mut text = format!("{}\n", plain(&file.path));
    let mut line = |words: &str| text.push_str(&paragraph(words, 2));
    let proved = plural(*entries, "entry", "entries");
    line(&format!("{proved}, each proved to be among the first {} of the log", count(*tree_size)));
    if *events > 0 {
        let told = plural(*events, "event of a tenant's own log", "events of tenants' own logs");
        let alone = match supporting {
            0 => String::new(),
            count => {
                let sealing = plural(*count, "entry that seals", "entries that seal");
                format!("; {sealing} them and answer nothing else")
            }
        };
        line(&format!("{told}, each proved to be as it was read in{alone}"));
    }
    if *left_out > 0 {
        let more = plural(*left_out, "entry answers too and comes", "entries answer too and come");
        line(&format!("left out: {more} after that"));
    }
    if *events_left_out > 0 {
        let more = plural(
            *events_left_out,
            "event of a tenant's own log answers too and is",
            "events of tenants' own logs answer too and are",
        );
        line(&format!("left out: {more} sealed after that, or in another log"));
    }
    line(match disclosed {
        true => "personal values are disclosed in it: give it only to those who may read them",
        false => "no personal value is disclosed in it",
    });
    line(&format!("SHA-256: {sha256}"));
    line(&format!("signed with: {}", plain(key)));
    if unsigned {
        line(
            "the manifest is not signed: the checkpoint vouches for entries and events, nobody for the rest. It verifies with \
             `steward evidence verify --unsigned`",
        );
    }
    let next = "Give whoever verifies it the key on another way: `steward evidence verify FILE --key KEY`, or by hand as \
                VERIFY.md in the bundle says.";
    text.push_str(&format!("{}\n", context.paint.dim(next)));
    text
}
