//! `steward tenant remove`.

use super::NameArgs;
use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::plain;
use serde_json::json;

/// Removes a tenant with its snapshots and its token.
pub async fn run(args: &NameArgs, context: &Context) -> Result<Answer, Fail> {
    context.desk_with_secrets().await?.remove(&args.name).await?;
    context.answer(&json!({ "removed": args.name }), || {
        format!(
            "Removed `{}` with its snapshots and its token. The record keeps that it was there.\n",
            plain(&args.name)
        )
    })
}
