//! What all of them show: a head, edges, what is given, findings.

use crate::context::Context;
use crate::term::{Column, Table, class_word, count, day, names, number, plain, severity_word};
use steward_desk::wire::{ClassCount, EdgeView, FindingView, GivenPermission, Item, PresetState};

/// The name, and what is to be known first.
pub fn head(item: &Item, facts: Vec<String>, context: &Context) -> String {
    let mut list = vec![item.id.clone()];
    list.extend(facts);
    list.retain(|fact| !fact.is_empty());
    let facts: Vec<String> = list.iter().map(|fact| plain(fact)).collect();
    format!("{}\n{}\n", context.paint.bold(&plain(&item.name)), context.paint.dim(&facts.join(" · ")))
}

/// `14 permissions of 46: 6 view, 3 diagnose`.
pub fn classes(classes: &[ClassCount], total: u32, context: &Context) -> String {
    let held: u32 = classes.iter().map(|class| class.count).sum();
    let parts: Vec<String> = (classes.iter())
        .filter(|class| class.count > 0)
        .map(|class| {
            let word = format!("{} {}", count(class.count), class_word(class.consequence));
            context.paint.class(class.consequence, &word)
        })
        .collect();
    let held = format!("{} of {} permissions", count(held), count(total));
    if parts.is_empty() { format!("{held}\n") } else { format!("{held}: {}\n", parts.join(", ")) }
}

/// Edges under a heading; nothing when there are none. `total` counts those that are not listed, too.
pub fn edges(heading: &str, list: &[EdgeView], total: u32, context: &Context) -> String {
    if list.is_empty() {
        return String::new();
    }
    let mut table =
        Table::new([Column::name(""), Column::text("").spare(1), Column::text(""), Column::text("")])
            .indent(2);
    for edge in list {
        let through = match edge.through.as_slice() {
            [] => String::new(),
            through => format!("through {}", names(through, 4, 0)),
        };
        table.row([edge.item.name.clone(), edge.item.id.clone(), through, terms(edge)]);
        if !edge.holds {
            table.paint(0, |paint, text| paint.dim(text));
        }
    }
    let mut text = heading_line(heading, total, context);
    text.push_str(&table.render(context.paint, context.width));
    text
}

/// When an edge holds and who put it there.
fn terms(edge: &EdgeView) -> String {
    let mut terms = Vec::new();
    if !edge.holds {
        terms.push("does not hold".to_owned());
    }
    if let Some(since) = &edge.since {
        terms.push(format!("since {}", day(since)));
    }
    if let Some(until) = &edge.until {
        terms.push(format!("until {}", day(until)));
    }
    if !edge.source.is_empty() && edge.source != "direct" {
        terms.push(format!("by {}", edge.source));
    }
    terms.join(", ")
}

/// Permissions that a role or group gives, by category.
pub fn given(list: &[GivenPermission], context: &Context) -> String {
    let mut text = String::new();
    let mut rest = list;
    while let Some(first) = rest.first() {
        let size = rest.iter().take_while(|x| x.category == first.category).count();
        let (run, after) = rest.split_at(size);
        text.push_str(&format!("\n{}\n", context.paint.bold(&plain(&first.category))));
        let mut table = Table::new([
            Column::name(""),
            Column::word("").spare(1),
            Column::text("").spare(2),
            Column::text(""),
        ])
        .indent(2);
        for given in run {
            let class = given.consequence;
            let through = match given.through.as_slice() {
                [] => String::new(),
                through => format!("through {}", names(through, 4, 0)),
            };
            let name = given.permission.name.clone();
            table.row([name, class_word(class).to_owned(), through, notes(given)]);
            table.paint(1, move |paint, text| paint.class(class, text));
        }
        text.push_str(&table.render(context.paint, context.width));
        rest = after;
    }
    text
}

fn notes(given: &GivenPermission) -> String {
    let mut notes = Vec::new();
    if given.denied {
        notes.push("denied".to_owned());
    }
    match given.preset {
        PresetState::Added => notes.push("beyond the preset".to_owned()),
        PresetState::Missing => notes.push("in the preset, not here".to_owned()),
        PresetState::None | PresetState::Same => {}
    }
    if !given.scope.is_empty() {
        notes.push(format!("on {}", names(&given.scope, 3, 0)));
    }
    if let Some(until) = &given.until {
        notes.push(format!("until {}", day(until)));
    }
    if !given.missing.is_empty() {
        notes.push(format!("needs {}", names(&given.missing, 3, 0)));
    }
    if given.users == Some(0) && given.preset != PresetState::Missing {
        notes.push("used by nobody in 90 days".to_owned());
    }
    notes.join(", ")
}

/// Open findings, a line each.
pub fn findings(list: &[FindingView], context: &Context) -> String {
    if list.is_empty() {
        return String::new();
    }
    let mut text = heading_line("Findings", many(list), context);
    for finding in list {
        let word = context.paint.severity(finding.severity, severity_word(finding.severity));
        text.push_str(&format!("  {word}  {}\n", plain(&finding.title)));
    }
    text
}

/// A heading with a count.
pub fn heading_line(heading: &str, total: u32, context: &Context) -> String {
    format!("\n{} ({})\n", context.paint.bold(heading), count(total))
}

/// How many there are.
pub fn many<T>(list: &[T]) -> u32 {
    number(list.len())
}

/// Names on one line behind a word; nothing when there are none.
pub fn line(word: &str, items: &[Item]) -> String {
    if items.is_empty() { String::new() } else { format!("{word}  {}\n", names(items, 12, 0)) }
}
