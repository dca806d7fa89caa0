//! What the permissions of a snapshot mean, after the catalogue.

use regex::{Regex, RegexBuilder};
use std::collections::HashMap;
use std::sync::Arc;
use steward_model::{Catalogue, Category, Consequence, PermissionIx, Snapshot, natural_key};

/// What a permission means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// Position in [`Access::categories`](crate::Access::categories).
    pub category: usize,
    /// Its class.
    pub consequence: Consequence,
    /// The catalogue does not name it: category and class were assumed.
    pub assumed: bool,
    /// Position in the catalogue's permissions.
    pub def: Option<usize>,
    /// Permissions without which it cannot work.
    pub prerequisites: Vec<PermissionIx>,
    /// Ids of such permissions that the tenant does not know at all: nobody can hold them.
    pub absent_prerequisites: Vec<String>,
}

/// Of a permission that does not exist.
pub(crate) static NO_MEANING: Meaning = Meaning {
    category: 0,
    consequence: UNKNOWN,
    assumed: true,
    def: None,
    prerequisites: Vec::new(),
    absent_prerequisites: Vec::new(),
};

/// Class of a permission that neither the catalogue nor a classifier knows: the one in the middle, so that the
/// unknown looks neither harmless nor alarming.
const UNKNOWN: Consequence = Consequence::Correct;

/// The meanings of all permissions of a snapshot.
#[derive(Debug)]
pub(crate) struct Meanings {
    pub(crate) categories: Vec<Category>,
    pub(crate) list: Vec<Meaning>,
    pub(crate) columns: Vec<PermissionIx>,
}

impl Meanings {
    pub(crate) fn new(snapshot: &Snapshot, catalogue: &Catalogue) -> Self {
        let defs: HashMap<&str, usize> =
            catalogue.permissions.iter().enumerate().map(|(at, def)| (def.id.as_str(), at)).collect();
        let mut categories = catalogue.categories.clone();
        let named: HashMap<&str, usize> =
            catalogue.categories.iter().enumerate().map(|(at, x)| (x.id.as_str(), at)).collect();
        let rest = categories.len();
        let mut rest_used = false;
        let classifiers = Classifiers::new(catalogue);

        let list: Vec<Meaning> = (snapshot.permissions.iter())
            .map(|permission| {
                let def = defs.get(permission.id.as_str()).copied();
                let known = def.and_then(|at| catalogue.permissions.get(at));
                let (category, consequence) = match known {
                    Some(def) => (Some(def.category.as_str()), def.consequence),
                    None => classifiers.guess(&permission.id, &permission.name),
                };
                let category = category.and_then(|id| named.get(id).copied()).unwrap_or_else(|| {
                    rest_used = true;
                    rest
                });
                let mut prerequisites = Vec::new();
                let mut absent_prerequisites = Vec::new();
                for id in known.iter().flat_map(|def| &def.prerequisites) {
                    match snapshot.find_permission(id) {
                        Some(at) => prerequisites.push(at),
                        None => absent_prerequisites.push(id.clone()),
                    }
                }
                Meaning {
                    category,
                    consequence,
                    assumed: known.is_none(),
                    def,
                    prerequisites,
                    absent_prerequisites,
                }
            })
            .collect();
        if rest_used {
            categories.push(Category { id: "uncategorised".into(), name: "Uncategorised".into() });
        }

        let mut columns: Vec<PermissionIx> =
            (0..snapshot.permissions.len()).map(PermissionIx::from).collect();
        columns.sort_by_cached_key(|at| {
            // what the catalogue does not order is ordered by name
            let name = || snapshot.permission(*at).map(|permission| natural_key(&permission.name));
            list.get(at.index()).map(|m| {
                let name = if m.def.is_none() { name() } else { None };
                (m.category, m.consequence, m.def.unwrap_or(usize::MAX), name, *at)
            })
        });
        Self { categories, list, columns }
    }
}

/// Gives each permission that the tenant reports without a name the one that the catalogue has for it, so that it is
/// shown and found by it everywhere. Says which permissions those are.
pub(crate) fn name_permissions(snapshot: &mut Arc<Snapshot>, catalogue: &Catalogue) -> Vec<PermissionIx> {
    let names: HashMap<&str, &str> =
        catalogue.permissions.iter().map(|def| (def.id.as_str(), def.name.as_str())).collect();
    let named: Vec<(usize, &str)> = (snapshot.permissions.iter().enumerate())
        .filter(|(_, permission)| permission.name == permission.id)
        .filter_map(|(at, permission)| Some((at, *names.get(permission.id.as_str())?)))
        .filter(|(at, name)| snapshot.permissions.get(*at).is_some_and(|x| x.id != *name))
        .collect();
    if named.is_empty() {
        return Vec::new();
    }
    let own = Arc::make_mut(snapshot);
    for (at, name) in &named {
        if let Some(permission) = own.permissions.get_mut(*at) {
            permission.name = (*name).to_owned();
        }
    }
    named.into_iter().map(|(at, _)| at.into()).collect()
}

/// The catalogue's classifiers, compiled.
struct Classifiers<'a>(Vec<(Regex, Option<&'a str>, Option<Consequence>)>);

impl<'a> Classifiers<'a> {
    /// A pattern that is not a regular expression is left out: the pack's check reports it.
    fn new(catalogue: &'a Catalogue) -> Self {
        let compiled = catalogue.classifiers.iter().filter_map(|c| {
            let pattern =
                RegexBuilder::new(&c.pattern).case_insensitive(true).size_limit(1 << 20).build().ok()?;
            Some((pattern, c.category.as_deref(), c.consequence))
        });
        Self(compiled.collect())
    }

    /// Category and class, each from the first pattern that matches and gives one.
    fn guess(&self, id: &str, name: &str) -> (Option<&'a str>, Consequence) {
        let matching =
            || self.0.iter().filter(|(pattern, ..)| pattern.is_match(id) || pattern.is_match(name));
        (
            matching().find_map(|(_, category, _)| *category),
            matching().find_map(|(.., consequence)| *consequence).unwrap_or(UNKNOWN),
        )
    }
}
