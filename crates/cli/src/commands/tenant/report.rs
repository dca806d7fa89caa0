//! What reading a tenant gave, in words.

use crate::context::Context;
use crate::term::{
    Column, Table, count, environment_word, minute, number, paragraph, plain, plural, short_hash,
};
use steward_desk::wire::{ProblemSeverity, ProblemView, TenantCounts, TenantSummary};

/// Problems printed in full; the rest is counted.
const SHOWN: usize = 20;

/// Name, environment, product and age of a tenant.
pub fn head(tenant: &TenantSummary, context: &Context) -> String {
    let title = if tenant.display_name.is_empty() { &tenant.name } else { &tenant.display_name };
    let mut text = format!(
        "{} · {}",
        context.paint.bold(&plain(title)),
        context.paint.bold(environment_word(tenant.environment))
    );
    if !tenant.product.is_empty() {
        text.push_str(&format!(" · {}", plain(&tenant.product)));
    }
    text.push('\n');
    let mut facts = vec![format!("known here as `{}`", plain(&tenant.name))];
    if let Some(snapshot) = &tenant.snapshot {
        facts.push(format!("snapshot {} of {}", short_hash(&snapshot.hash), minute(&snapshot.taken_at)));
    }
    text.push_str(&format!("{}\n", context.paint.dim(&facts.join(", "))));
    text
}

/// The headline over a tenant that was read in part only.
pub fn incomplete(tenant: &TenantSummary, missing: &str, context: &Context) -> String {
    let text =
        format!("`{}` is kept, but this reading is incomplete: {}", plain(&tenant.name), plain(missing));
    format!("{}\n", context.paint.warn(&text))
}

/// Reading a tenant in part only is no success, though what came is kept.
pub fn code(tenant: &TenantSummary) -> u8 {
    if tenant.last_attempt.as_ref().is_some_and(|last| !last.complete) { 3 } else { 0 }
}

/// How many of each there are.
pub fn counts(counts: &TenantCounts) -> String {
    let TenantCounts { people, groups, roles, permissions, objects, memberships, assignments, grants } =
        counts;
    let mut table = Table::new([Column::number(""), Column::text("")]).indent(2);
    let rows = [
        (*people, "person", "people"),
        (*groups, "group", "groups"),
        (*roles, "role", "roles"),
        (*permissions, "permission", "permissions"),
        (*objects, "object", "objects"),
        (*memberships, "membership", "memberships"),
        (*assignments, "assignment of a role", "assignments of roles"),
        (*grants, "grant", "grants"),
    ];
    for (n, one, many) in rows {
        table.row([count(n).as_str(), if n == 1 { one } else { many }]);
    }
    table.render(crate::term::Paint::stdout(crate::args::Colour::Never), None)
}

/// What was left out, with place and remedy; nothing when all was read.
pub fn problems(list: &[ProblemView], total: u32, context: &Context) -> String {
    if list.is_empty() {
        return String::new();
    }
    let heading = format!("{} with the input", plural(total, "problem", "problems"));
    let mut text = format!("\n{}\n", context.paint.warn(&heading));
    for problem in list.iter().take(SHOWN) {
        let ProblemView { level, code: _, place, message, hint } = problem;
        let word = match level {
            ProblemSeverity::Note => "note: ",
            ProblemSeverity::Warning => "left out: ",
            ProblemSeverity::Error => "error: ",
        };
        text.push_str(&paragraph(&format!("{place}: {word}{message}"), 2));
        if !hint.is_empty() {
            text.push_str(&paragraph(&format!("hint: {hint}"), 4));
        }
    }
    let missing = total.saturating_sub(number(list.len().min(SHOWN)));
    if missing > 0 {
        text.push_str(&format!("  and {} more; `--json` lists up to 200\n", count(missing)));
    }
    text
}
