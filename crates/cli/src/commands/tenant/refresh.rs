//! `steward tenant refresh`.

use super::report;
use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use clap::Args;
use steward_desk::wire::TenantReport;

/// A tenant to read again.
#[derive(Args, Debug)]
pub struct RefreshArgs {
    /// Name of the tenant in the workspace
    pub name: String,
    /// Keep the reading although it loses what is known, or most people
    #[arg(long)]
    pub accept_loss: bool,
}

/// Reads a tenant again.
pub async fn run(args: &RefreshArgs, context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk_with_secrets().await?;
    let mut work = context.job();
    work.job.accept_loss = args.accept_loss;
    let read = desk.refresh(&args.name, &work.job).await?;
    drop(work);
    let missing = context.missing(&read.tenant.name).await;
    let answer = context.answer(&read, || words(&read, missing.as_deref(), context))?;
    Ok(answer.code(report::code(&read.tenant)))
}

fn words(answer: &TenantReport, missing: Option<&str>, context: &Context) -> String {
    let headline = missing.map(|missing| report::incomplete(&answer.tenant, missing, context));
    let mut text = headline.unwrap_or_default();
    text.push_str(&report::head(&answer.tenant, context));
    text.push_str(if answer.changed {
        "It changed since the snapshot before; `steward diff` shows how.\n"
    } else {
        "Nothing changed since the snapshot before.\n"
    });
    text.push_str(&report::counts(&answer.tenant.counts));
    text.push_str(&report::problems(&answer.problems, answer.problems_total, context));
    text
}
