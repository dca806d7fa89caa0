//! `permissions.toml`

use super::{LINE, OWN_ID, TENANT_ID};
use schemars::JsonSchema;
use serde::Deserialize;
use steward_model::Consequence;

/// What can be done in the product, and how grave it is.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "permissions.toml")]
pub(crate) struct PermissionsFile {
    /// Categories in the order in which they are shown.
    #[serde(default)]
    pub category: Vec<CategoryEntry>,
    /// Permissions in the order in which they are shown.
    #[serde(default)]
    pub permission: Vec<PermissionEntry>,
    /// What a permission means that is not listed; the first pattern that matches counts.
    #[serde(default)]
    pub classifier: Vec<ClassifierEntry>,
}

/// A category of permissions.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CategoryEntry {
    /// Stable id.
    #[schemars(extend("pattern" = OWN_ID))]
    pub id: String,
    /// Name for people.
    #[schemars(extend("pattern" = LINE))]
    pub name: String,
}

/// A permission.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PermissionEntry {
    /// Id exactly as the product reports it.
    #[schemars(extend("pattern" = TENANT_ID))]
    pub id: String,
    /// Name exactly as in the product.
    #[schemars(extend("pattern" = LINE))]
    pub name: String,
    /// Id of its category.
    pub category: String,
    /// Its one class.
    pub consequence: Consequence,
    /// What it lets somebody do, one sentence.
    #[serde(default)]
    pub description: String,
    /// Id of the object type that it can be limited to.
    #[serde(default)]
    pub object_type: Option<String>,
    /// Ids of permissions without which it cannot work.
    #[serde(default)]
    pub prerequisites: Vec<String>,
    /// A word shared by the permissions that let somebody do the same on different surfaces.
    #[serde(default)]
    pub capability: Option<String>,
    /// Where it is enforced.
    #[serde(default)]
    pub surface: Option<Surface>,
}

/// Where a permission is enforced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Surface {
    /// The product's own screens.
    App,
    /// The product's programming interface.
    Api,
    /// Scheduled and background jobs.
    Jobs,
    /// The store underneath.
    Storage,
    /// The identity provider.
    Idp,
    /// The administration console.
    Admin,
}

impl Surface {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Api => "api",
            Self::Jobs => "jobs",
            Self::Storage => "storage",
            Self::Idp => "idp",
            Self::Admin => "admin",
        }
    }
}

/// What a permission means that is not listed.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClassifierEntry {
    /// Regular expression, matched without regard to case against id and name.
    #[schemars(extend("minLength" = 1))]
    pub pattern: String,
    /// Id of the category to put it in.
    #[serde(default)]
    pub category: Option<String>,
    /// Class to give it.
    #[serde(default)]
    pub consequence: Option<Consequence>,
}
