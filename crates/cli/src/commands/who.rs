//! `steward who`: who can do a thing.

use crate::answer::Answer;
use crate::context::Context;
use crate::fail::Fail;
use crate::term::{Column, Table, basis, class_word, count, day, end, minute, names, number, plain, plural};
use clap::Args;
use steward_desk::wire::{Decision, Holder, ItemKind, WhoCan};

/// Who can do a thing.
#[derive(Args, Debug)]
pub struct WhoArgs {
    /// Name of the tenant in the workspace
    pub name: String,
    /// What: id or name of a permission
    #[arg(long, value_name = "PERMISSION")]
    pub permission: String,
    /// On what: id or name of an object
    #[arg(long, value_name = "OBJECT")]
    pub object: Option<String>,
    /// As of this day or moment, up to now: from the newest reading at or before it
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
}

/// The column that says what somebody lacks, where anybody does.
const LACKS: usize = 6;

/// Lists them by name.
pub async fn run(args: &WhoArgs, context: &Context) -> Result<Answer, Fail> {
    let desk = context.desk().await?;
    let who = desk.who(&args.name, &args.permission, args.object.as_deref(), args.at.as_deref()).await?;
    context.answer(&who, || words(&who, context))
}

fn words(who: &WhoCan, context: &Context) -> String {
    let on = who.object.as_ref().map(|object| format!(" on {}", plain(&object.name))).unwrap_or_default();
    let statement =
        format!("{} {}{on}", plural(who.total, "person holds", "people hold"), plain(&who.permission.name));
    let class = context.paint.class(who.consequence, class_word(who.consequence));
    let mut text = format!("{}\n{class} · as of {}\n", context.paint.bold(&statement), minute(&who.at));
    text.push_str(&basis(&who.basis));
    if who.people.is_empty() {
        return text;
    }
    let lacking = number(who.people.iter().filter(|holder| !holder.missing.is_empty()).count());
    if lacking > 0 {
        let cannot = plural(lacking, "person holds it and cannot use it", "people hold it and cannot use it");
        text.push_str(&context.paint.warn(&format!("{cannot}: they lack what it needs")));
        text.push('\n');
    }
    let mut columns = vec![
        Column::name("PERSON"),
        Column::text("ID").spare(3),
        Column::text("WHERE").spare(2),
        Column::text("THROUGH"),
        Column::word("ENDS").spare(1),
        Column::word("LAST USED").spare(3),
    ];
    if lacking > 0 {
        columns.push(Column::text("LACKS").spare(1));
    }
    let mut table = Table::new(columns);
    for holder in &who.people {
        let mut cells = vec![
            holder.person.name.clone(),
            holder.person.id.clone(),
            place(holder),
            through(holder),
            ends(holder, &who.at),
            holder.last_used.as_deref().map_or_else(|| "–".to_owned(), |at| day(at).to_owned()),
        ];
        if lacking > 0 {
            cells.push(names(&holder.missing, 2, 0));
        }
        table.row(cells).paint(LACKS, |paint, text| paint.warn(text));
    }
    text.push('\n');
    text.push_str(&table.render(context.paint, context.width));
    let more = who.total.saturating_sub(number(who.people.len()));
    if more > 0 {
        text.push_str(&format!("and {} more\n", count(more)));
    }
    text
}

fn place(holder: &Holder) -> String {
    match holder.decision {
        Decision::Scoped if holder.scope.is_empty() => "scoped".to_owned(),
        Decision::Scoped => names(&holder.scope, 2, 0),
        Decision::Yes | Decision::No | Decision::Denied | Decision::Inactive => "everywhere".to_owned(),
    }
}

/// The first steps; what is granted directly has none but the permission itself.
fn through(holder: &Holder) -> String {
    let mut via = holder.via.clone();
    for step in via.iter_mut().filter(|step| step.kind == ItemKind::Permission) {
        "directly".clone_into(&mut step.name);
    }
    names(&via, 4, 0)
}

fn ends(holder: &Holder, at: &str) -> String {
    match (&holder.until, holder.standing) {
        (Some(until), _) => end(until, at),
        (None, true) => "never".to_owned(),
        (None, false) => "–".to_owned(),
    }
}
