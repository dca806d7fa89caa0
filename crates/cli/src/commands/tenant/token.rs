//! `steward tenant token`.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::input;
use crate::term::plain;
use clap::Args;
use serde_json::json;

/// A new token for a tenant.
#[derive(Args, Debug)]
pub struct TokenArgs {
    /// Name of the tenant in the workspace
    pub name: String,
    /// Read the token from standard input instead of asking for it
    #[arg(long)]
    pub token_stdin: bool,
}

/// Replaces the token.
pub async fn run(args: &TokenArgs, context: &Context) -> Result<Answer, Fail> {
    let token = input::token(args.token_stdin)?;
    context.desk_with_secrets().await?.set_token(&args.name, token).await?;
    context.answer(&json!({ "replaced": args.name }), || {
        let name = plain(&args.name);
        format!("The token of `{name}` was replaced. `steward tenant test {name}` tries it.\n")
    })
}
