//! What lists can be filtered by, as data.

use super::columns::{Facts, gravest};
use super::table::Texts;
use crate::wire::ListKind;
use jiff::{SignedDuration, Timestamp};
use std::borrow::Cow;
use steward_access::RowKind;
use steward_model::{Consequence, PermissionIx};

/// Days after which a sign-in is long ago.
const DAYS: i64 = 30;

/// Rows sorted into the values of a facet.
#[derive(Debug)]
pub(super) struct Sorting {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    /// What is sent back and what is shown, of each value.
    pub(super) values: Vec<(String, String)>,
    /// Whether the tenant tells anything of it.
    pub(super) told: bool,
    of: Of,
}

/// Which value each row has.
#[derive(Debug)]
enum Of {
    Fixed(Vec<u32>),
    /// By how long ago something was: the first value is lately, the second long ago, the third never or unknown.
    Ago(Vec<Option<Timestamp>>),
}

impl Sorting {
    /// Which value each row has as of a moment.
    pub(super) fn of(&self, at: Timestamp) -> Cow<'_, [u32]> {
        match &self.of {
            Of::Fixed(list) => Cow::Borrowed(list),
            Of::Ago(list) => {
                let limit = at.checked_sub(SignedDuration::from_hours(24 * DAYS)).unwrap_or(Timestamp::MIN);
                let value = |then: &Option<Timestamp>| match then {
                    Some(then) if *then >= limit => 0,
                    Some(_) => 1,
                    None => 2,
                };
                Cow::Owned(list.iter().map(value).collect())
            }
        }
    }
}

/// The facets of a list.
pub(super) fn sorted(facts: &Facts<'_>, kind: ListKind) -> Vec<Sorting> {
    match kind {
        ListKind::People => vec![
            status(facts),
            department(facts),
            by_class("gravest", "Highest consequence", gravest(facts, RowKind::People)),
            second_factor(facts),
            sign_in(facts),
        ],
        ListKind::Groups => {
            vec![source(facts), by_class("gravest", "Highest consequence", gravest(facts, RowKind::Groups))]
        }
        ListKind::Roles => {
            vec![preset(facts), by_class("gravest", "Highest consequence", gravest(facts, RowKind::Roles))]
        }
        ListKind::Permissions => vec![category(facts), class(facts)],
    }
}

fn fixed(id: &'static str, title: &'static str, values: Vec<(String, String)>, of: Vec<u32>) -> Sorting {
    Sorting { id, title, values, told: true, of: Of::Fixed(of) }
}

fn values(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(value, label)| ((*value).to_owned(), (*label).to_owned())).collect()
}

/// Sorted by words of the tenant; `empty` is shown where there is none.
fn by_words<'a>(
    id: &'static str,
    title: &'static str,
    empty: &str,
    words: impl Iterator<Item = &'a str> + Clone,
) -> Sorting {
    let Texts { list, of } = Texts::new(words);
    let told = list.iter().any(|word| !word.is_empty());
    let label = |word: String| {
        let label = if word.is_empty() { empty.to_owned() } else { word.clone() };
        (word, label)
    };
    Sorting { told, ..fixed(id, title, list.into_iter().map(label).collect(), of) }
}

fn by_class(id: &'static str, title: &'static str, classes: Vec<Option<Consequence>>) -> Sorting {
    let mut list = values(&[
        ("view", "View"),
        ("diagnose", "Diagnose"),
        ("correct", "Correct"),
        ("override", "Override"),
        ("policy", "Policy"),
        ("destructive", "Destructive"),
        ("none", "Nothing"),
    ]);
    let nothing = 6;
    let of: Vec<u32> = classes.into_iter().map(|class| class.map_or(nothing, |class| class as u32)).collect();
    if !of.contains(&nothing) {
        list.pop();
    }
    fixed(id, title, list, of)
}

fn status(facts: &Facts<'_>) -> Sorting {
    let list = values(&[("active", "Active"), ("deactivated", "Deactivated")]);
    let of = facts.snapshot.people.iter().map(|person| u32::from(!person.active));
    fixed("status", "Status", list, of.collect())
}

fn department(facts: &Facts<'_>) -> Sorting {
    let words = facts.snapshot.people.iter().map(|person| person.department.as_deref().unwrap_or_default());
    by_words("department", "Department", "No department", words)
}

fn second_factor(facts: &Facts<'_>) -> Sorting {
    let list = values(&[("yes", "Yes"), ("no", "No"), ("unknown", "Unknown")]);
    let people = &facts.snapshot.people;
    let of = people.iter().map(|person| match person.mfa {
        Some(true) => 0,
        Some(false) => 1,
        None => 2,
    });
    let told = people.iter().any(|person| person.mfa.is_some());
    Sorting { told, ..fixed("secondFactor", "Second factor", list, of.collect()) }
}

fn sign_in(facts: &Facts<'_>) -> Sorting {
    let people = &facts.snapshot.people;
    Sorting {
        id: "signIn",
        title: "Last sign-in",
        values: values(&[
            ("recent", "Within 30 days"),
            ("older", "Longer ago"),
            ("never", "Never or unknown"),
        ]),
        told: people.iter().any(|person| person.last_sign_in.is_some()),
        of: Of::Ago(people.iter().map(|person| person.last_sign_in).collect()),
    }
}

fn source(facts: &Facts<'_>) -> Sorting {
    let words = facts.snapshot.groups.iter().map(|group| group.source.0.as_str());
    let sorting = by_words("source", "Source", "Unknown", words);
    let named = |(value, label): (String, String)| (value, crate::words::source(&label).to_owned());
    Sorting { values: sorting.values.into_iter().map(named).collect(), ..sorting }
}

fn preset(facts: &Facts<'_>) -> Sorting {
    let list = values(&[("preset", "From a preset"), ("own", "Own")]);
    let roles = &facts.snapshot.roles;
    let of = roles.iter().map(|role| u32::from(role.preset.is_none()));
    let told = roles.iter().any(|role| role.preset.is_some());
    Sorting { told, ..fixed("preset", "Made from", list, of.collect()) }
}

fn category(facts: &Facts<'_>) -> Sorting {
    let categories = facts.access.categories();
    let list = categories.iter().map(|category| (category.id.clone(), category.name.clone())).collect();
    let permissions = (0..facts.snapshot.permissions.len()).map(PermissionIx::from);
    let of = permissions.map(|at| crate::convert::count(facts.access.meaning(at).category));
    fixed("category", "Category", list, of.collect())
}

fn class(facts: &Facts<'_>) -> Sorting {
    let permissions = (0..facts.snapshot.permissions.len()).map(PermissionIx::from);
    let classes = permissions.map(|at| Some(facts.access.meaning(at).consequence));
    by_class("class", "Consequence", classes.collect())
}
