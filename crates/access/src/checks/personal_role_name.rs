//! Roles named after people, teams or departments instead of what they are for.

use super::look::{Build, Look, Looked, advice};
use super::{Check, bits, words};
use std::collections::{HashMap, HashSet};
use steward_model::{Consequence, Finding, PermissionIx, Severity};

pub(super) const CHECK: Check = Check {
    id: "personal-role-name",
    title: "Role named after a person, team or department",
    why: "A team is a label, not a permission model: when people move, a role with their name on it keeps what they \
          needed, and nobody dares to touch it.",
    reference: "NIST SP 800-53 AC-2, AC-3(7)",
    severity: Severity::Low,
    numbers: &[],
    run,
};

/// Words that say nothing about what a role is for.
const EMPTY: [&str; 31] = [
    "a",
    "access",
    "account",
    "all",
    "and",
    "custom",
    "default",
    "extra",
    "for",
    "group",
    "members",
    "new",
    "of",
    "old",
    "only",
    "our",
    "permission",
    "permissions",
    "perms",
    "profile",
    "rights",
    "role",
    "s",
    "special",
    "staff",
    "temp",
    "temporary",
    "test",
    "the",
    "user",
    "users",
];
/// Words that say that the name is a unit's.
const UNITS: [&str; 7] = ["team", "department", "dept", "division", "squad", "crew", "office"];

/// What a name turned out to be.
enum Named {
    Person(usize),
    Unit(String),
}

fn run(look: &Look<'_>) -> Looked {
    let f = look.facts;
    let shipped: HashSet<&str> = f.catalogue.presets.iter().map(|p| p.name.as_str()).collect();
    let names: Vec<(usize, Vec<String>)> = (f.snap.roles.iter().enumerate())
        .filter(|(_, r)| !look.spares(&r.id) && !shipped.contains(r.name.as_str()))
        .map(|(at, r)| (at, words::tokens(&r.name)))
        .collect();
    if names.is_empty() {
        return Looked::Found(Vec::new());
    }
    let units = units(look);
    let product = product_words(look);
    let wanted: HashSet<&str> = names.iter().flat_map(|(_, tokens)| tokens).map(String::as_str).collect();
    let people = people(look, &wanted);
    let findings = names.iter().filter_map(|(role, tokens)| {
        let whole = look.facts.snap.roles.get(*role)?.name.as_str();
        let named =
            person(tokens, whole, &people, &product).map(Named::Person).or_else(|| unit(tokens, &units))?;
        Some(report(look, *role, &named))
    });
    Looked::Found(findings.collect())
}

/// Departments of people and the pack's words for them, as lists of tokens.
fn units(look: &Look<'_>) -> HashMap<Vec<String>, String> {
    let f = look.facts;
    let departments: HashSet<&str> = f.snap.people.iter().filter_map(|p| p.department.as_deref()).collect();
    let named = f.catalogue.department_words.iter().map(String::as_str).chain(departments);
    named
        .map(|name| (words::tokens(name), name.to_owned()))
        .filter(|(tokens, _)| !tokens.is_empty())
        .collect()
}

/// Words of the product itself: a role may be called after these, even where somebody is called so too.
fn product_words(look: &Look<'_>) -> HashSet<String> {
    let f = look.facts;
    let permissions = f.snap.permissions.iter().flat_map(|x| words::tokens(&x.name));
    let categories = f.access.categories().iter().flat_map(|c| words::tokens(&c.name));
    let types = f.catalogue.object_types.iter().flat_map(|t| words::tokens(&t.name));
    permissions.chain(categories).chain(types).filter(|word| word.chars().any(char::is_alphabetic)).collect()
}

/// Who is called by these words: person and the words of his name, for people with at least one of them.
type People = Vec<(usize, Vec<String>, String)>;

fn people(look: &Look<'_>, wanted: &HashSet<&str>) -> People {
    let shapes: HashSet<(u8, usize)> = wanted.iter().filter_map(|word| shape(word)).collect();
    // most people are ruled out by the beginnings and lengths of the words of their names
    let perhaps = |text: &str| {
        let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.any(|word| shape(word).is_none_or(|shape| shapes.contains(&shape)))
    };
    let mut found = People::new();
    for (at, p) in look.facts.snap.people.iter().enumerate() {
        let before = p.user_name.split('@').next().unwrap_or_default();
        if !perhaps(&p.name) && !perhaps(before) {
            continue;
        }
        let (tokens, login) = (words::tokens(&p.name), before.to_lowercase());
        let hit = tokens.iter().chain(&words::tokens(&login)).any(|t| wanted.contains(t.as_str()));
        if hit {
            found.push((at, tokens, login));
        }
    }
    found
}

/// First letter and length of a word without regard to case; none when the word has letters beyond ASCII.
fn shape(word: &str) -> Option<(u8, usize)> {
    word.is_ascii()
        .then(|| word.bytes().next().map(|first| (first.to_ascii_lowercase(), word.len())))
        .flatten()
}

/// The person a role is named after: nothing is left of its name when the person's is taken out.
fn person(tokens: &[String], whole: &str, people: &People, product: &HashSet<String>) -> Option<usize> {
    let lower = whole.to_lowercase();
    let owned =
        lower.contains("'s ") || lower.contains("’s ") || lower.ends_with("'s") || lower.ends_with("’s");
    let rest: Vec<&String> = tokens.iter().filter(|t| !EMPTY.contains(&t.as_str())).collect();
    let is_name = |t: &String| t.chars().count() > 1 && t.chars().all(char::is_alphabetic);
    let mut best = None;
    for (at, name, login) in people {
        let here = rest.iter().filter(|t| name.contains(t) && is_name(t)).count();
        let full = name.len() >= 2 && name.iter().all(|t| tokens.contains(t)) && name.iter().all(is_name);
        let login_words = words::tokens(login);
        let by_login = login.len() > 3
            && !login.chars().all(char::is_numeric)
            && lower.split_whitespace().any(|word| word == login)
            && (login_words.len() > 1 || login.chars().any(char::is_numeric));
        let alone = here > 0 && here == rest.len() && rest.iter().any(|t| !product.contains(*t));
        let possessive = owned && here > 0 && rest.first().is_some_and(|t| name.contains(t));
        if full || by_login {
            return Some(*at);
        }
        if best.is_none() && (alone || possessive) {
            best = Some(*at);
        }
    }
    best
}

/// The unit a role is named after: nothing but its name is left, or the name says that it is one.
fn unit(tokens: &[String], units: &HashMap<Vec<String>, String>) -> Option<Named> {
    let says = tokens.iter().any(|t| UNITS.contains(&t.as_str()));
    let rest: Vec<String> = tokens
        .iter()
        .filter(|t| !EMPTY.contains(&t.as_str()) && !UNITS.contains(&t.as_str()))
        .cloned()
        .collect();
    match units.get(&rest).or_else(|| units.get(tokens)) {
        Some(unit) => Some(Named::Unit(unit.clone())),
        None if says => Some(Named::Unit(tokens.join(" "))),
        None => None,
    }
}

fn report(look: &Look<'_>, role: usize, named: &Named) -> Finding {
    let f = look.facts;
    let me = f.role(role);
    let better = suggestion(look, role);
    let members = f.role_members(role).len();
    let held = words::many(members, "person", "people");
    let (title, about) = match named {
        Named::Person(p) => {
            let person = f.person(*p);
            (format!("Role {} is named after a person, {}", me.name, person.name), vec![person])
        }
        Named::Unit(unit) if me.name.to_lowercase() == unit.to_lowercase() => {
            (format!("Role {} has the name of a team or department", me.name), Vec::new())
        }
        Named::Unit(unit) => {
            (format!("Role {} is named after a team or department, {unit}", me.name), Vec::new())
        }
    };
    let fix = better.map(|name| {
        advice(
            format!("Says what it is for: {name}"),
            format!("rename {} to {name}, or a function of that kind", me.name),
        )
    });
    let row = f.reach.role.row(role);
    look.finding(&[&me.id], Severity::Low, title)
        .about([me.clone()])
        .about(about)
        .saw("held by", held, vec![me])
        .saw("gives", words::list(&f.names_of(&row), 4), Vec::new())
        .fix(fix)
}

/// Function and level: the category that most of the role's permissions are in, and what the highest class does.
fn suggestion(look: &Look<'_>, role: usize) -> Option<String> {
    let f = look.facts;
    let row = f.reach.role.row(role);
    let level = match f.highest(&row)? {
        Consequence::View => "Viewer",
        Consequence::Diagnose => "Analyst",
        Consequence::Correct => "Operator",
        Consequence::Override => "Specialist",
        Consequence::Policy | Consequence::Destructive => "Administrator",
    };
    let mut counts = vec![0_usize; f.access.categories().len()];
    for x in bits::ones(&row) {
        if let Some(n) = counts.get_mut(f.access.meaning(PermissionIx::from(x)).category) {
            *n += 1;
        }
    }
    let named =
        counts.iter().zip(f.access.categories()).filter(|(n, c)| **n > 0 && c.name != "Uncategorised");
    let function = named.max_by_key(|(n, _)| **n).map(|(_, c)| c.name.clone())?;
    // `User Management Administrator` says management twice
    let function = function.trim_end_matches(" Management").trim_end_matches(" management").to_owned();
    Some(format!("{function} {level}"))
}
