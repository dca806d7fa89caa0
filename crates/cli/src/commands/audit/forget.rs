//! `steward audit forget`: erasing what is kept about somebody who left.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{count, paragraph, plain, plural};
use clap::Args;
use steward_desk::wire::Forgotten;

/// Erase what is kept about somebody who left a tenant.
#[derive(Args, Debug)]
pub struct ForgetArgs {
    /// Name of the tenant in the workspace
    pub name: String,
    /// Who: id, login name, e-mail address or name
    #[arg(long, value_name = "PERSON")]
    pub person: String,
    /// Yes, erase it: this cannot be undone
    #[arg(long)]
    pub yes: bool,
}

/// Erases, and says what is left.
pub async fn run(args: &ForgetArgs, context: &Context) -> Result<Answer, Fail> {
    if !args.yes {
        return Err(Fail::bad_input(
            "what is erased cannot be brought back",
            "give `--yes` to erase what is kept about this person",
        ));
    }
    let forgotten = context.desk().await?.forget(&args.name, &args.person).await?;
    context.answer(&forgotten, || words(&forgotten))
}

fn words(forgotten: &Forgotten) -> String {
    let Forgotten {
        pseudonym,
        values,
        dismissals,
        attempts,
        events,
        questions,
        scrubbed,
        snapshots,
        backups,
    } = forgotten;
    let mut text = format!("Forgotten. The ledger names {} and leads to nobody.\n", plain(pseudonym));
    let erased = format!(
        "erased: {}, the words of {} and of {}",
        plural(*values, "value that entries commit to", "values that entries commit to"),
        plural(*dismissals, "dismissal", "dismissals"),
        plural(*attempts, "attempt", "attempts")
    );
    text.push_str(&paragraph(&erased, 2));
    if *events > 0 || *questions > 0 {
        let erased = format!(
            "erased: what {} of the tenant's log said of them, and {}",
            plural(*events, "event", "events"),
            plural(*questions, "saved question", "saved questions")
        );
        text.push_str(&paragraph(&erased, 2));
    }
    if !scrubbed {
        let left =
            "the file can still hold the bytes: close other programs on this workspace and do it again";
        text.push_str(&paragraph(left, 2));
    }
    if *snapshots > 0 {
        let left = format!(
            "still there: {} of the tenant from when the person was in it",
            plural(*snapshots, "snapshot", "snapshots")
        );
        text.push_str(&paragraph(&left, 2));
    }
    if *backups > 0 {
        let left = format!("still there: {} copies of the workspace that were made before", count(*backups));
        text.push_str(&paragraph(&left, 2));
    }
    text
}
