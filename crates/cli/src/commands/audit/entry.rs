//! An entry of the ledger in words.

use crate::context::Context;
use crate::term::{class_word, paragraph, plain};
use std::collections::HashMap;
use steward_desk::OperatorView;
use steward_desk::wire::{LedgerChange, LedgerEntry, LedgerObject, LedgerValue};

/// Names of operators by id, for whoever may see them.
pub type Names = HashMap<String, String>;

/// Who stands behind the pseudonyms of operators.
pub fn names(operators: Vec<OperatorView>) -> Names {
    operators.into_iter().map(|one| (one.id, one.name)).collect()
}

/// Somebody by name where that is known.
pub fn who(id: &str, names: &Names) -> String {
    match names.get(id) {
        Some(name) => format!("{} ({})", plain(name), plain(id)),
        None => plain(id),
    }
}

/// All fields.
pub fn words(entry: &LedgerEntry, names: &Names, context: &Context) -> String {
    let paint = context.paint;
    let class = class_word(entry.consequence);
    let mut text = format!(
        "{} {}  {}\n",
        paint.bold(&format!("{}", entry.number)),
        paint.bold(&plain(&entry.operation)),
        paint.class(entry.consequence, class)
    );
    let outcome = match &entry.code {
        Some(code) => format!("{} ({})", entry.outcome, plain(code)),
        None => entry.outcome.clone(),
    };
    let mut line = |title: &str, value: String| {
        if !value.is_empty() {
            text.push_str(&paragraph(&format!("{title}: {value}"), 2));
        }
    };
    line("ended", outcome);
    line("when", plain(&entry.at));
    line("who", who(&entry.who, names));
    line("on behalf of", entry.on_behalf_of.as_deref().map(|id| who(id, names)).unwrap_or_default());
    line("proposed by", entry.proposed_by.as_deref().map(|id| who(id, names)).unwrap_or_default());
    line("about", entry.object.as_ref().map(object).unwrap_or_default());
    line("tenant", tenant(entry));
    line("on", plain(&entry.surface));
    line("reason", entry.reason.as_ref().map(value).unwrap_or_default());
    line("policy set", plain(&entry.policy_version));
    line("policies", plain(&entry.policies.join(", ")));
    line("confirmed", plain(&entry.confirmation));
    line("approval", approval(entry, names));
    for change in &entry.changes {
        line("changed", changed(change));
    }
    line("request", plain(&entry.correlation));
    line("log", plain(&entry.log));
    line("hash", plain(&entry.hash));
    line("after the entry with the hash", entry.previous.clone().unwrap_or_default());
    text
}

fn object(object: &LedgerObject) -> String {
    let LedgerObject { kind, id, person } = object;
    let person = person.as_ref().map(|person| format!(" ({})", plain(person))).unwrap_or_default();
    format!("{} {}{person}", plain(kind), plain(id))
}

fn tenant(entry: &LedgerEntry) -> String {
    let Some(tenant) = &entry.tenant else { return String::new() };
    let environment = crate::term::environment_word(tenant.environment);
    match &tenant.name {
        Some(name) => format!("{} ({}), {environment}", plain(name), plain(&tenant.id)),
        None => format!("{}, {environment}", plain(&tenant.id)),
    }
}

fn approval(entry: &LedgerEntry, names: &Names) -> String {
    let approval = &entry.approval;
    let mut words = plain(&approval.state);
    if let Some(request) = &approval.request {
        words.push_str(&format!(", request {}", plain(request)));
    }
    for one in &approval.approvers {
        let agreed = if one.agreed { "agreed" } else { "declined" };
        words.push_str(&format!("; {} {agreed} at {}", who(&one.who, names), plain(&one.at)));
    }
    words
}

/// What a field was and is.
pub fn changed(change: &LedgerChange) -> String {
    let of = change.object.as_ref().map(|of| format!("{}: ", object(of))).unwrap_or_default();
    let field = plain(&change.field);
    let after = change.after.as_ref().map_or_else(|| "nothing".to_owned(), value);
    match &change.before {
        Some(before) => format!("{of}{field}, {} → {after}", value(before)),
        None => format!("{of}{field}, {after}"),
    }
}

fn value(value: &LedgerValue) -> String {
    let LedgerValue { value, commitment } = value;
    match (value, commitment) {
        (Some(value), None) => plain(value),
        (Some(value), Some(_)) => format!("{} (kept outside of the entry)", plain(value)),
        (None, Some(commitment)) => format!("erased (committed to as {commitment})"),
        (None, None) => String::new(),
    }
}
