//! `steward audit forget`: erasing what is kept about somebody who left.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{paragraph, plain, plural};
use clap::Args;
use steward_desk::wire::{AuditConfirmation, Forgotten, KeptAbout};

/// What no program can reach.
const DUTY: &str =
    "copies that were put elsewhere, exported files and evidence that was handed out are yours to erase";

/// Erase what is kept about somebody who left a tenant.
#[derive(Args, Debug)]
pub struct ForgetArgs {
    /// Name of the tenant in the workspace
    pub name: String,
    /// Who: id, login name, e-mail address or name
    #[arg(long, value_name = "PERSON")]
    pub person: String,
    /// Yes, erase it: this cannot be undone. Without it nothing is done, and what would be is said
    #[arg(long)]
    pub yes: bool,
}

/// Erases, and says what is left; without a yes, says what would be erased.
pub async fn run(args: &ForgetArgs, context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk().await?;
    if !args.yes {
        let kept = desk.kept_about(&args.name, &args.person).await?;
        let mut fail = Fail::bad_input(
            "what is erased cannot be brought back, and nothing was erased yet",
            "give `--yes` to erase what is kept about this person",
        );
        fail.0.details = before(&kept);
        return Err(fail);
    }
    let sure = desk.confirmed(AuditConfirmation::Explicit);
    let forgotten = sure.forget(&args.name, &args.person).await?;
    context.answer(&forgotten, || words(&forgotten))
}

/// What would be done, one thing a line.
fn before(kept: &KeptAbout) -> Vec<String> {
    let KeptAbout {
        person,
        name,
        names: _,
        snapshots,
        values,
        dismissals,
        attempts,
        events,
        questions,
        backups,
        mentions,
        elsewhere,
        left,
    } = kept;
    let who = if name == person { String::new() } else { format!(", {}", plain(name)) };
    let mut lines = vec![
        format!("erased would be what is kept about `{}`{who}:", plain(person)),
        format!("{}: a pseudonym takes their place", in_snapshots(*snapshots)),
        erased(*values, *dismissals, *attempts),
    ];
    if *events > 0 || *questions > 0 {
        lines.push(in_the_log(*events, *questions, "say"));
    }
    if *backups > 0 {
        lines.push(format!(
            "{} in the workspace: removed, and one made in their place",
            plural(*backups, "copy", "copies")
        ));
    }
    lines.extend(beyond(*mentions, elsewhere, left));
    lines
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
        copy,
        mentions,
        elsewhere,
        left,
    } = forgotten;
    let mut text = format!("Forgotten. The ledger names {} and leads to nobody.\n", plain(pseudonym));
    let mut lines = vec![
        format!("erased: {}", erased(*values, *dismissals, *attempts)),
        format!("{}: the pseudonym took their place", in_snapshots(*snapshots)),
    ];
    if *events > 0 || *questions > 0 {
        lines.push(format!("erased: {}", in_the_log(*events, *questions, "said")));
    }
    if *backups > 0 {
        lines.push(format!("removed: {} of the workspace from before", plural(*backups, "copy", "copies")));
    }
    if let Some(copy) = copy {
        lines.push(format!("made in their place: {}", plain(copy)));
    }
    if !scrubbed {
        let again = "the files can still hold the bytes: close other programs on this workspace, and the next start \
                    of Steward takes them out";
        lines.push(again.to_owned());
    }
    lines.extend(beyond(*mentions, elsewhere, left));
    for line in lines {
        text.push_str(&paragraph(&line, 2));
    }
    text
}

fn in_snapshots(snapshots: u32) -> String {
    format!("{} of the tenant", plural(snapshots, "snapshot", "snapshots"))
}

fn erased(values: u32, dismissals: u32, attempts: u32) -> String {
    format!(
        "{}, the words of {} and of {}",
        plural(values, "value that entries commit to", "values that entries commit to"),
        plural(dismissals, "dismissal", "dismissals"),
        plural(attempts, "attempt", "attempts")
    )
}

fn in_the_log(events: u32, questions: u32, said: &str) -> String {
    format!(
        "what {} of the tenant's log {said} of them, and {}",
        plural(events, "event", "events"),
        plural(questions, "saved question", "saved questions")
    )
}

/// What erasing does not reach, one thing a line.
fn beyond(mentions: u32, elsewhere: &[String], left: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    if mentions > 0 {
        lines.push(format!(
            "the tenant itself names them in {}: correct it there, the next refresh brings it back",
            plural(mentions, "place", "places")
        ));
    }
    for tenant in elsewhere {
        lines.push(format!("the tenant `{}` names them as well: erase them there too", plain(tenant)));
    }
    for place in left {
        lines.push(format!("{} names them, which is yours to change", plain(place)));
    }
    lines.push(DUTY.to_owned());
    lines
}
