//! `steward tenant remove`.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::input;
use crate::term::plain;
use clap::Args;
use serde_json::json;
use std::io::{self, IsTerminal as _};
use steward_desk::wire::{AuditConfirmation, ErrorCode, TenantKind, TenantSummary};

/// A tenant to remove.
#[derive(Args, Debug)]
pub struct RemoveArgs {
    /// Name of the tenant in the workspace
    pub name: String,
    /// Do not ask; without a terminal nothing is asked
    #[arg(long)]
    pub yes: bool,
}

/// Removes a tenant with its snapshots and its token.
pub async fn run(args: &RemoveArgs, context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk().await?;
    let tenants = desk.tenants().await?;
    let known = tenants.iter().find(|tenant| tenant.name.eq_ignore_ascii_case(args.name.trim()));
    let has_token = known.is_some_and(|tenant| tenant.kind == TenantKind::Scim);
    let mut confirmation = if args.yes { AuditConfirmation::Explicit } else { AuditConfirmation::None };
    if let Some(tenant) = known {
        if !args.yes && io::stdin().is_terminal() {
            confirm(tenant)?;
            confirmation = AuditConfirmation::Typed;
        }
        if has_token {
            context.open_locked_secrets(&desk).await?;
        }
    }
    desk.confirmed(confirmation).remove(&args.name).await?;
    context.answer(&json!({ "removed": args.name }), || {
        let with = if has_token { "its snapshots and its token" } else { "its snapshots" };
        format!("Removed `{}` with {with}. The record keeps that it was there.\n", plain(&args.name))
    })
}

/// What cannot be undone is asked for by name.
fn confirm(tenant: &TenantSummary) -> Result<(), Fail> {
    let name = plain(&tenant.name);
    let answer = input::ask(&format!(
        "Removing `{name}` with its snapshots cannot be undone. Type its name to remove it: "
    ))?;
    if is_meant(&tenant.name, &answer) {
        return Ok(());
    }
    Err(Fail::new(
        ErrorCode::Cancelled,
        format!("that is not `{name}`"),
        "nothing was removed".into(),
        "type the name as it stands there, or add `--yes`".into(),
    ))
}

fn is_meant(name: &str, answer: &str) -> bool {
    answer.trim() == name
}

#[cfg(test)]
mod tests {
    use super::is_meant;

    #[test]
    fn only_the_name_itself_removes() {
        assert!(is_meant("acme", "acme\n"));
        for answer in ["", "\n", "y", "yes", "acme-2", "acm"] {
            assert!(!is_meant("acme", answer), "{answer}");
        }
    }
}
