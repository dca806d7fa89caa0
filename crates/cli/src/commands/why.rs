//! `steward why`: one decision with all its reasons.

use super::path;
use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{basis, class_word, count, minute, names, number, paragraph, plain, plural, severity_word};
use clap::Args;
use steward_desk::wire::{Decision, GrantPath, NearestFix, PrerequisiteState, Why};

/// One decision with all its reasons.
#[derive(Args, Debug)]
pub struct WhyArgs {
    /// Name of the tenant in the workspace
    pub name: String,
    /// Who: id, login name, e-mail address or name
    #[arg(long, value_name = "PERSON")]
    pub person: String,
    /// What: id or name of a permission
    #[arg(long, value_name = "PERMISSION")]
    pub permission: String,
    /// On what: id or name of an object; the tenant as a whole when left out
    #[arg(long, value_name = "OBJECT")]
    pub object: Option<String>,
    /// As of this day or moment, up to now: from the newest reading at or before it
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
}

/// Says yes or no, and why. Both are answers, so both end with 0.
pub async fn run(args: &WhyArgs, context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk().await?;
    let why = desk
        .why(&args.name, &args.person, &args.permission, args.object.as_deref(), args.at.as_deref())
        .await?;
    context.answer(&why, || words(&why, context))
}

fn words(why: &Why, context: &Context) -> String {
    let paint = context.paint;
    let mut text = format!("{}\n", paint.bold(&plain(&why.statement)));
    let decision = match why.decision {
        Decision::Yes => paint.good("yes"),
        Decision::Scoped => paint.good("yes, scoped"),
        Decision::No => paint.bad("no"),
        Decision::Denied => paint.bad("no, a deny wins"),
        Decision::Inactive => paint.bad("no, the account is deactivated"),
    };
    let class = paint.class(why.consequence, class_word(why.consequence));
    text.push_str(&format!("{decision} · {class} · as of {}\n", minute(&why.at)));
    text.push_str(&basis(&why.basis));
    if !why.detail.is_empty() {
        text.push_str(&paragraph(&why.detail, 0));
    }
    paths(&mut text, "Paths", &why.paths, why.paths_total, context);
    paths(&mut text, "Denies", &why.denies, 0, context);
    nearest(&mut text, &why.nearest, context);
    prerequisites(&mut text, &why.prerequisites, context);
    use_and_end(&mut text, why);
    if !why.findings.is_empty() {
        text.push_str(&format!("\n{}\n", paint.bold("Findings about this")));
        for finding in &why.findings {
            let severity = paint.severity(finding.severity, severity_word(finding.severity));
            text.push_str(&format!("  {severity}  {}\n", plain(&finding.title)));
        }
    }
    text
}

fn paths(text: &mut String, heading: &str, list: &[GrantPath], total: u32, context: &Context) {
    if list.is_empty() {
        return;
    }
    let shown = number(list.len());
    let total = total.max(shown);
    text.push_str(&format!("\n{} ({})\n", context.paint.bold(heading), count(total)));
    for item in list {
        text.push_str(&paragraph(&path::line(item), 2));
        let terms = path::terms(item, context);
        if !terms.is_empty() {
            text.push_str(&format!("    {terms}\n"));
        }
    }
    if total > shown {
        text.push_str(&format!("  and {} more\n", count(total - shown)));
    }
}

fn nearest(text: &mut String, list: &[NearestFix], context: &Context) {
    if list.is_empty() {
        return;
    }
    text.push_str(&format!("\n{}\n", context.paint.bold("Nearest ways to a yes, the narrowest first")));
    for (at, fix) in list.iter().enumerate() {
        text.push_str(&paragraph(&format!("{}. {}", at + 1, fix.summary), 2));
        text.push_str(&paragraph(&price(fix), 5));
    }
}

/// What a fix costs besides what it is for.
fn price(fix: &NearestFix) -> String {
    let comes = match fix.also_gives_count {
        0 => "gives nothing else".to_owned(),
        n => format!(
            "also gives {} ({}), up to {}",
            plural(n, "other permission", "other permissions"),
            names(&fix.also_gives, 4, usize::try_from(n).unwrap_or(usize::MAX)),
            class_word(fix.worst)
        ),
    };
    let others = match fix.others {
        0 => "affects nobody else".to_owned(),
        n => format!("affects {}", plural(n, "other person", "other people")),
    };
    format!("{comes}; {others}")
}

fn prerequisites(text: &mut String, list: &[PrerequisiteState], context: &Context) {
    if list.is_empty() {
        return;
    }
    text.push_str(&format!("\n{}\n", context.paint.bold("Needs, to work")));
    for item in list {
        let name = plain(&item.permission.name);
        if item.held {
            text.push_str(&format!("  {} {name}, held\n", context.paint.good("✓")));
        } else if item.missing_on.is_empty() {
            text.push_str(&format!("  {} {name}, missing\n", context.paint.warn("◇")));
        } else {
            let on = names(&item.missing_on, 6, 0);
            text.push_str(&format!("  {} {name}, missing on {on}\n", context.paint.warn("◇")));
        }
    }
}

fn use_and_end(text: &mut String, why: &Why) {
    let held = matches!(why.decision, Decision::Yes | Decision::Scoped);
    let mut lines = Vec::new();
    if let Some(expires) = &why.expires {
        lines.push(format!("Ends {}: no derivation is without an end.", minute(expires)));
    }
    match &why.last_used {
        Some(at) => lines.push(format!("Last used {}.", minute(at))),
        None if held && why.use_reported => {
            lines.push("Never used, as far as the tenant reports.".to_owned())
        }
        None if held && why.object.is_some() => {
            lines.push("The tenant does not report on what it was used.".to_owned());
        }
        None if held => lines.push("The tenant does not report use.".to_owned()),
        None => {}
    }
    if !lines.is_empty() {
        text.push_str(&format!("\n{}\n", lines.join("\n")));
    }
}
