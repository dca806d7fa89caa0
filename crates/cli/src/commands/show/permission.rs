//! A permission.

use super::parts::{findings, head, heading_line, line, many};
use crate::context::Context;
use crate::term::{Column, Table, class_word, count, minute, names, paragraph, plain, plural};
use steward_desk::wire::{ApartRule, GivesIt, PermissionDetail};

/// What it means, what gives it, and how many hold it.
pub fn words(detail: &PermissionDetail, context: &Context) -> String {
    let facts = vec![
        detail.category.clone(),
        class_word(detail.consequence).to_owned(),
        if detail.assumed { "assumed, no pack names it".to_owned() } else { String::new() },
        detail.object_type.as_ref().map(|kind| format!("can be limited to {kind}")).unwrap_or_default(),
        format!("as of {}", minute(&detail.at)),
    ];
    let mut text = head(&detail.permission, facts, context);
    if !detail.description.is_empty() {
        text.push_str(&paragraph(&detail.description, 0));
    }
    text.push_str(&line("Needs", &detail.needs));
    text.push_str(&line("Needed by", &detail.needed_by));
    text.push_str(&line("Same deed elsewhere", &detail.same_deed));
    for ApartRule { rule, why: _, from } in &detail.apart_from {
        let rule = plain(&rule.name);
        text.push_str(&format!("Kept apart from  {} ({rule})\n", names(from, 12, 0)));
    }
    text.push_str(&holders(detail));
    text.push_str(&givers("Roles that give it", &detail.roles, context));
    text.push_str(&givers("Groups it is granted to", &detail.groups, context));
    text.push_str(&findings(&detail.findings, context));
    text
}

/// `58 people hold it: 57 without an end, 3 directly, 12 used it in 90 days`.
fn holders(detail: &PermissionDetail) -> String {
    let mut facts = vec![
        format!("{} without an end", count(detail.standing)),
        format!("{} directly", count(detail.people_direct)),
    ];
    facts.extend(detail.used.map(|used| format!("{} used it in 90 days", count(used))));
    format!("{} it: {}\n", plural(detail.holders_total, "person holds", "people hold"), facts.join(", "))
}

fn givers(heading: &str, list: &[GivesIt], context: &Context) -> String {
    if list.is_empty() {
        return String::new();
    }
    let mut table = Table::new([
        Column::name(""),
        Column::text("").spare(2),
        Column::number(""),
        Column::text("").spare(1),
        Column::text(""),
    ])
    .indent(2);
    for GivesIt { item, scope, through, people } in list {
        let through = match through.as_slice() {
            [] => String::new(),
            through => format!("through {}", names(through, 4, 0)),
        };
        let scope = if scope.is_empty() { String::new() } else { format!("on {}", names(scope, 3, 0)) };
        table.row([item.name.clone(), item.id.clone(), plural(*people, "person", "people"), through, scope]);
    }
    let mut text = heading_line(heading, many(list), context);
    text.push_str(&table.render(context.paint, context.width));
    text
}
