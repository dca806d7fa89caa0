//! What a product says about its permissions, as the access engine needs it. A pack is read into this.

use crate::{Consequence, Severity};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// What a product says about itself. `Catalogue::default()` knows nothing and is valid.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalogue {
    /// Id of the pack.
    pub id: String,
    /// Name of the product, such as `Meridian`.
    pub product: String,
    /// Version of the pack.
    pub version: String,
    /// Categories in the order in which they are shown.
    pub categories: Vec<Category>,
    /// Permissions in the order in which they are shown.
    pub permissions: Vec<PermissionDef>,
    /// How a permission is classified that the catalogue does not name: for the category and for the class, the first
    /// that matches and gives one counts.
    pub classifiers: Vec<Classifier>,
    /// Types of objects.
    pub object_types: Vec<ObjectType>,
    /// Roles as the vendor ships them.
    pub presets: Vec<PresetRole>,
    /// Pairs of permissions that one person should not hold together (NIST SP 800-53 AC-5).
    pub sod: Vec<SodRule>,
    /// Permissions whose holders can repair the tenant's access: without one active holder nobody can.
    pub administration: Vec<String>,
    /// Words that are teams or departments, not functions.
    pub department_words: Vec<String>,
    /// Licences the product sells.
    pub licences: Vec<LicenceDef>,
    /// Per check id, what the pack tunes.
    pub checks: BTreeMap<String, CheckTuning>,
}

impl Catalogue {
    /// Ids of all permissions of a preset, those of the presets that it includes too; survives cycles.
    #[must_use]
    pub fn preset_permissions<'a>(&'a self, preset: &'a PresetRole) -> BTreeSet<&'a str> {
        let (mut ids, mut seen, mut todo) = (BTreeSet::new(), BTreeSet::new(), vec![preset]);
        while let Some(next) = todo.pop() {
            if seen.insert(next.id.as_str()) {
                ids.extend(next.permissions.iter().map(String::as_str));
                todo.extend(self.presets.iter().filter(|p| next.includes.contains(&p.id)));
            }
        }
        ids
    }
}

/// A category of permissions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Category {
    /// Stable id.
    pub id: String,
    /// Name for people.
    pub name: String,
}

/// What a permission means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermissionDef {
    /// Stable id, equal to the snapshot's permission id.
    pub id: String,
    /// Name exactly as in the product.
    pub name: String,
    /// Id of its category.
    pub category: String,
    /// Its one class.
    pub consequence: Consequence,
    /// What it lets somebody do, one sentence.
    pub description: String,
    /// Id of the object type that it can be limited to.
    pub object_type: Option<String>,
    /// Ids of permissions without which it cannot work, on the same objects.
    pub prerequisites: Vec<String>,
    /// Same deed on another surface shares this word; see `surface`.
    pub capability: Option<String>,
    /// Where it is enforced: `app`, `api`, `jobs`, `storage`, `idp`, `admin`.
    pub surface: Option<String>,
}

/// How a permission that the catalogue does not name gets its category and class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classifier {
    /// Regular expression, matched without regard to case against `id` and name.
    pub pattern: String,
    /// Category to put it in.
    pub category: Option<String>,
    /// Class to give it.
    pub consequence: Option<Consequence>,
}

/// A type of object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ObjectType {
    /// Stable id, such as `datastore`.
    pub id: String,
    /// Name for people, singular.
    pub name: String,
    /// Permissions that whoever creates one holds on it, without any role (the implicit owner).
    pub owner_permissions: Vec<String>,
}

/// A role as the vendor ships it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PresetRole {
    /// Stable id.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Ids of presets it includes.
    pub includes: Vec<String>,
    /// Ids of permissions it grants.
    pub permissions: Vec<String>,
}

/// Two sets of permissions of which one person should hold only one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SodRule {
    /// Stable id, such as `billing-vs-approval`.
    pub id: String,
    /// Name for people.
    pub title: String,
    /// What could happen.
    pub why: String,
    /// Any of these ...
    pub left: Vec<String>,
    /// ... together with any of these.
    pub right: Vec<String>,
    /// How much it matters.
    pub severity: Severity,
}

/// A licence the product sells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LicenceDef {
    /// Stable id.
    pub id: String,
    /// Name for people.
    pub name: String,
}

/// What a pack tunes of one check.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CheckTuning {
    /// `Some(false)` switches the check off.
    pub enabled: Option<bool>,
    /// Replaces the check's own severity.
    pub severity: Option<Severity>,
    /// Numbers the check reads, by name, such as `days = 60`.
    pub numbers: BTreeMap<String, f64>,
    /// Ids of subjects the check leaves alone.
    pub except: Vec<String>,
    /// From when on it counts; before, the check is silent.
    pub since: Option<Timestamp>,
}
