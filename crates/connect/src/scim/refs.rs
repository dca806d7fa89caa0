//! Who a reference means: the id, and where servers put names instead, the name.

use super::resource::{Entry, Group, User};
use std::collections::HashMap;

/// Who a reference means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    Person(String),
    Group(String),
}

/// How a reference was understood.
pub(super) enum Found {
    /// By id, as it should be.
    ById(Meant),
    /// By a name.
    ByName(Meant),
    /// Several have that name.
    Several,
    Nobody,
}

/// Everything that can be referred to.
#[derive(Default)]
pub(super) struct Directory {
    people: HashMap<String, String>,
    groups: HashMap<String, String>,
    /// Name in small letters → who; `None` when several have it.
    names: HashMap<String, Option<Meant>>,
}

impl Directory {
    pub fn new(users: &[User], groups: &[Group]) -> Self {
        let mut all = Self::default();
        for user in users {
            all.people.insert(user.id.clone(), user.id.clone());
            let names = [&user.user_name, &user.email, &user.external_id, &user.display];
            all.name(names.into_iter().flatten(), &Meant::Person(user.id.clone()));
        }
        for group in groups {
            all.groups.insert(group.id.clone(), group.id.clone());
            let names = [&group.display, &group.external_id];
            all.name(names.into_iter().flatten(), &Meant::Group(group.id.clone()));
        }
        all
    }

    fn name<'n>(&mut self, names: impl Iterator<Item = &'n String>, who: &Meant) {
        for name in names {
            let slot = self.names.entry(name.to_lowercase()).or_insert_with(|| Some(who.clone()));
            if slot.as_ref() != Some(who) {
                *slot = None;
            }
        }
    }

    fn by_id(&self, id: &str, group_first: bool) -> Option<Meant> {
        let person = || self.people.get(id).cloned().map(Meant::Person);
        let group = || self.groups.get(id).cloned().map(Meant::Group);
        if group_first { group().or_else(person) } else { person().or_else(group) }
    }

    /// Who a reference means.
    pub fn find(&self, entry: &Entry) -> Found {
        let group = entry.kind.as_deref().is_some_and(|x| x.eq_ignore_ascii_case("group"));
        if let Some(meant) = self.by_id(&entry.value, group) {
            return Found::ById(meant);
        }
        if let Some(meant) = entry.reference.as_deref().and_then(|x| self.by_id(x, group)) {
            return Found::ByName(meant);
        }
        let names = [Some(&entry.value), entry.display.as_ref()];
        for name in names.into_iter().flatten() {
            match self.names.get(&name.to_lowercase()) {
                Some(Some(meant)) => return Found::ByName(meant.clone()),
                Some(None) => return Found::Several,
                None => {}
            }
        }
        Found::Nobody
    }
}
