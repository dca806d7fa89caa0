//! `steward tenant list`.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{Column, Table, count, environment_word, minute};
use steward_desk::wire::{TenantKind, TenantSummary};

/// Lists the tenants of the workspace.
pub async fn run(context: &Context) -> Result<Answer, Fail> {
    let tenants = context.desk().await?.tenants().await?;
    context.answer(&tenants, || words(&tenants, context))
}

fn words(tenants: &[TenantSummary], context: &Context) -> String {
    if tenants.is_empty() {
        return "No tenants yet. `steward practice` sets up one to look around in, `steward tenant add` connects yours.\n"
            .to_owned();
    }
    let mut table = Table::new([
        Column::name("NAME"),
        Column::text("TENANT").spare(2),
        Column::word("IS"),
        Column::word("FROM").spare(3),
        Column::number("PEOPLE").spare(1),
        Column::number("ROLES").spare(4),
        Column::number("PERMISSIONS").spare(4),
        Column::word("READ").spare(1),
        Column::text("STATE"),
    ]);
    for tenant in tenants {
        let read = tenant.snapshot.as_ref().map(|snapshot| minute(&snapshot.taken_at));
        let complete = tenant.last_attempt.as_ref().is_none_or(|last| last.complete);
        let state = match (tenant.stale, complete, &read) {
            (true, true, _) => "last read failed",
            (true, false, _) => "incomplete, last read failed",
            (false, _, None) => "not read yet",
            (false, true, Some(_)) => "good",
            (false, false, Some(_)) => "incomplete",
        };
        let kind = match tenant.kind {
            TenantKind::Practice => "practice",
            TenantKind::Scim => "scim",
            TenantKind::File => "file",
        };
        table.row([
            tenant.name.clone(),
            tenant.display_name.clone(),
            environment_word(tenant.environment).to_owned(),
            kind.to_owned(),
            count(tenant.counts.people),
            count(tenant.counts.roles),
            count(tenant.counts.permissions),
            read.unwrap_or_else(|| "–".to_owned()),
            state.to_owned(),
        ]);
        if tenant.stale || !complete {
            table.paint(8, |paint, text| paint.warn(text));
        }
    }
    table.render(context.paint, context.width)
}
