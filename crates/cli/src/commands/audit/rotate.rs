//! `steward audit rotate-key`: another key from now on.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::plain;
use steward_desk::wire::KeyRotation;

/// Replaces the key, and says what to note down.
pub async fn run(context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk_with_secrets().await?;
    let rotated = desk.rotate_key().await?;
    context.answer(&rotated, || words(&rotated))
}

fn words(rotated: &KeyRotation) -> String {
    let KeyRotation { log, before: _, after } = rotated;
    format!(
        "{} is signed with another key from now on. Note it down outside of this computer:\n{}\n",
        plain(log),
        plain(after)
    )
}
