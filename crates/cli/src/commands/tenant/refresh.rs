//! `steward tenant refresh`.

use super::{NameArgs, report};
use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use steward_desk::wire::TenantReport;

/// Reads a tenant again.
pub async fn run(args: &NameArgs, context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk_with_secrets().await?;
    let work = context.job();
    let answer = desk.refresh(&args.name, &work.job).await?;
    drop(work);
    context.answer(&answer, || words(&answer, context))
}

fn words(answer: &TenantReport, context: &Context) -> String {
    let mut text = report::head(&answer.tenant, context);
    text.push_str(if answer.changed {
        "It changed since the snapshot before; `steward diff` shows how.\n"
    } else {
        "Nothing changed since the snapshot before.\n"
    });
    text.push_str(&report::counts(&answer.tenant.counts));
    text.push_str(&report::problems(&answer.problems, answer.problems_total, context));
    text
}
