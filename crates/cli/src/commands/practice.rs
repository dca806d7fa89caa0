//! `steward practice`: a made-up tenant to look around in.

use super::tenant::report;
use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::plural;
use steward_desk::wire::{SecretStoreKind, TenantReport};

/// Under which name the practice tenant stands.
const NAME: &str = "practice";

/// Sets it up unless it is there, and says what is in it.
pub async fn run(context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk().await?;
    let report = desk.add_practice(NAME).await?;
    if matches!(desk.workspace().await?.secrets.kind, SecretStoreKind::Locked | SecretStoreKind::Unavailable)
    {
        context.note(
            "No keyring is open here, so what is done is on record and not signed yet. Open one, or give a passphrase \
             with `--passphrase-file FILE`: the next entry signs all before it.",
        );
    }
    context.answer(&report, || words(&report, context))
}

fn words(answer: &TenantReport, context: &Context) -> String {
    let mut text = report::head(&answer.tenant, context);
    text.push_str(&report::counts(&answer.tenant.counts));
    text.push_str(&report::problems(&answer.problems, answer.problems_total, context));
    if !context.globals.quiet {
        let people = plural(answer.tenant.counts.people, "person", "people");
        text.push_str(&format!(
            "\n{}\n  steward check {NAME}\n  steward matrix {NAME} --rows roles\n  steward pyramid {NAME}\n",
            context.paint.dim(&format!("Nothing in it is real: {people} were made up. Look around:"))
        ));
    }
    text
}
