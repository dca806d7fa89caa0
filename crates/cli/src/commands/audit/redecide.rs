//! `steward audit redecide`: a past decision, evaluated again.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{environment_word, minute, paragraph, plain, short_hash};
use clap::Args;
use steward_desk::wire::{Redecided, Redecision, RedecisionQuestion};

/// A past decision, evaluated again.
#[derive(Args, Debug)]
pub struct RedecideArgs {
    /// Number of the entry, from zero
    pub number: u32,
    /// Log that it is in [default: the one of this device]
    #[arg(long, value_name = "NAME")]
    pub log: Option<String>,
}

/// Asks the policies of then and of now; ends with 1 when those of then do not give what is on record.
pub async fn run(args: &RedecideArgs, context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk().await?;
    let again = desk.redecide(args.log.as_deref(), args.number).await?;
    let answer = context.answer(&again, || words(&again, context))?;
    Ok(if again.agrees == Some(false) { answer.code(1) } else { answer })
}

fn words(again: &Redecision, context: &Context) -> String {
    let Redecision { entry, question, recorded, of_then, of_now, agrees, differences, unknown } = again;
    let paint = context.paint;
    let title = format!("{} {}", entry.number, plain(&question.operation));
    let mut text = format!("{}\n", paint.bold(&title));
    text.push_str(&paragraph(&asked(question, &entry.at), 2));
    decided(&mut text, "on record", recorded);
    if let Some(then) = of_then {
        decided(&mut text, "under the policies of its time", then);
    }
    if let Some(now) = of_now {
        decided(&mut text, "under the policies in force now", now);
    }
    for line in differences.iter().chain(unknown) {
        text.push_str(&paragraph(&plain(line), 2));
    }
    let verdict = match agrees {
        Some(true) => paint.good("The policies of its time give what is on record."),
        Some(false) => paint.bad("The policies of its time do not give what is on record."),
        None => paint.warn("Whether the policies of its time give what is on record cannot be known."),
    };
    text.push_str(&format!("{verdict}\n"));
    text
}

fn asked(question: &RedecisionQuestion, at: &str) -> String {
    let RedecisionQuestion {
        operator,
        name,
        roles,
        roles_on_record,
        operation: _,
        tenant,
        tenant_name,
        environment,
        surface,
    } = question;
    let who = match name {
        Some(name) => format!("{} ({})", plain(name), plain(operator)),
        None => plain(operator),
    };
    let as_what = match (roles.as_slice(), roles_on_record) {
        ([], _) => "without a role".to_owned(),
        (roles, true) => format!("as {}", roles.join(", ")),
        (roles, false) => format!("as {} (today)", roles.join(", ")),
    };
    let on = match (environment, tenant_name) {
        (None, _) => "on the workspace".to_owned(),
        (Some(kind), Some(name)) => format!("on {}, {}", plain(name), environment_word(*kind)),
        (Some(kind), None) if tenant.is_empty() => format!("on a new tenant, {}", environment_word(*kind)),
        (Some(kind), None) => format!("on {}, {}", plain(tenant), environment_word(*kind)),
    };
    format!("asked at {} by {who}, {as_what}, {on}, from {}", minute(at), plain(surface))
}

fn decided(text: &mut String, title: &str, decided: &Redecided) {
    let Redecided { policy_version, allowed, policies } = decided;
    let word = if *allowed { "allowed" } else { "refused" };
    let by = match policies.as_slice() {
        [] => "no policy".to_owned(),
        policies => plain(&policies.join(", ")),
    };
    let line = format!("{title}: {word}, by {by} (policy set {})", short_hash(policy_version));
    text.push_str(&paragraph(&line, 2));
}
